#!/usr/bin/env bash
# Runs a WebAssembly test under Node.js: go test -exec scripts/on-wasm.sh. Go's program on Node takes only a few kilobytes of
# environment and arguments, and many a machine has more, so it gets what tests need.
exec env -i PATH="$PATH" HOME="$HOME" TMPDIR="${TMPDIR:-/tmp}" "$(go env GOROOT)/lib/wasm/go_js_wasm_exec" "$@"

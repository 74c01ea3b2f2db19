// Build makes web/dist: it puts the page's scripts together, names files by their content, writes those names into the page, the
// service worker and the manifest, and compresses everything. Same input, same bytes.
//
// Usage: go run ./web/build -wasm stet.wasm -exec wasm_exec.js [-page web/page] [-out web/dist] [-quality 11]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	wasm := flag.String("wasm", "", "the compiled WebAssembly `file`")
	exec := flag.String("exec", "", "the Go toolchain's wasm_exec.js `file`")
	page := flag.String("page", filepath.Join("web", "page"), "the `folder` of the page's sources")
	out := flag.String("out", filepath.Join("web", "dist"), "the `folder` to fill")
	quality := flag.Int("quality", 11, "Brotli's `level`, 0 to 11: 11 is smallest, 5 is quick")
	flag.Parse()
	if *wasm == "" || *exec == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := build(*wasm, *exec, *page, *out, *quality); err != nil {
		fmt.Fprintln(os.Stderr, "web/build:", err)
		os.Exit(1)
	}
}

func build(wasm, exec, page, out string, quality int) error {
	files, err := compose(wasm, exec, page)
	if err != nil {
		return err
	}
	return pack(files, out, quality)
}

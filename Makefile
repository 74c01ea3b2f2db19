# Stet. `make` alone lists what there is to do. Everything is built with the Go that is in the PATH.

ADDR   ?= 127.0.0.1:8080
BROTLI ?= 11
GO     ?= go

.DEFAULT_GOAL := help
.PHONY: help build wasm dist run

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

wasm:
	@mkdir -p build
	GOOS=js GOARCH=wasm $(GO) build -trimpath -ldflags='-s -w' -o build/stet.wasm ./wasm

dist: wasm
	$(GO) run ./web/build -wasm build/stet.wasm -exec "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" -quality $(BROTLI)

build: dist ## bin/stet, with the whole site inside
	$(GO) build -trimpath -ldflags='-s -w' -o bin/stet ./cmd/stet

run: build ## build, then serve on $(ADDR)
	bin/stet serve --addr $(ADDR)

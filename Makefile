# Stet. `make` alone lists what there is to do. Everything is built with the Go that is in the PATH; `make run` needs nothing else,
# `make test` and `make bench` also Chromium and Node.js, which scripts/tools.sh installs where it can.

GO       ?= go
ADDR     ?= 127.0.0.1:8080
SITE     ?= build/site
FUZZTIME ?= 30s
# Brotli's level: 11 is what is delivered, 5 is quicker while one works on the page.
BROTLI   ?= 11

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
# What is also tested as WebAssembly.
ENGINE = ./annotate/...

.DEFAULT_GOAL := help
.PHONY: help build run test test-native test-wasm test-formats site guide bench check eval folds model fuzz clean wasm dist tools

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

build: dist ## bin/stet, with the whole site inside
	$(GO) build -trimpath -ldflags='-s -w' -o bin/stet ./cmd/stet

run: build ## build, then serve the annotator on 127.0.0.1:8080 (ADDR=…)
	bin/stet serve --addr $(ADDR)

test: tools build test-native test-wasm ## everything there is to test: native, WebAssembly, in the browser

# What does not read stories is compiled without inlining: 120 KB less for every visitor to fetch.
SMALL = stet/wasm/... stet/annotate/format stet/annotate/measure github.com/maxence-charriere/... golang.org/x/... fmt encoding/... reflect regexp/... \
	net/... time os io/... context path/... text/... html/... mime/... log/... bufio internal/fmtsort internal/poll internal/testlog syscall/js

# Go builds and links only what changed; the site is packed again only where its bytes are new.
wasm:
	$(GO) run ./wasm/lean -out build
	GOOS=js GOARCH=wasm $(GO) build -modfile=build/lean.mod -trimpath -ldflags='-s -w' $(SMALL:%=-gcflags=%=-l) -o build/stet.wasm ./wasm
	$(GO) run ./wasm/strip build/stet.wasm

dist: wasm
	$(GO) run ./web/build -wasm build/stet.wasm -exec "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" -quality $(BROTLI)

tools:
	scripts/tools.sh build/tools

test-native:
	$(GO) test ./...

test-wasm:
	GOOS=js GOARCH=wasm $(GO) test -exec "$(CURDIR)/scripts/on-wasm.sh" $(ENGINE)

test-formats: ## exports read by spaCy, Label Studio, doccano, datasets, brat and a TEI schema (wants Python; makes its own environment)
	scripts/formats/test.sh build/formats

site: build ## the annotator as a static folder for any web host (SITE=build/site)
	bin/stet site $(SITE)

guide: build ## the pictures of docs/guide.md and the README, taken anew
	SHOTS=$(CURDIR)/docs/guide $(GO) test ./e2e -count=1 -run TestGuide

bench: tools build ## sizes, start, speed and memory, each beside its limit
	$(GO) run ./bench

check: ## format, vet (native and WebAssembly), staticcheck
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./annotate/... ./app/... ./wasm/...
	GOBIN="$(CURDIR)/build/tools" $(GO) install $(STATICCHECK)
	build/tools/staticcheck ./...
	GOOS=js GOARCH=wasm build/tools/staticcheck ./app/... ./wasm/...

eval: ## accuracy on the corpora, beside what is aimed at (DATA=folder of the corpora, GOLD=folder of stories marked in full, FOLDS=folder of models by folds)
	$(GO) run ./annotate/measure/eval -data "$(DATA)" -gold "$(GOLD)" -folds "$(FOLDS)"

STATES = $(DATA)/gwn.dev.jsonl,$(DATA)/relocar.train.jsonl,$(DATA)/conllmet.train.jsonl:0.3
folds: ## train the names' model without each third of the outlets and the quotes' without the dev part, for eval (DATA=…, FOLDS=folder to write to)
	mkdir -p "$(FOLDS)"
	GOMAXPROCS=1 $(GO) run ./annotate/names/tagger/train -data "$(DATA)" -folds 3 -foldmodels "$(FOLDS)"
	$(GO) run ./annotate/names/fit -dry -states "$(STATES)" -model annotate/models/names.model -folds "$(FOLDS)" -foldmodels "$(FOLDS)"
	$(GO) run ./annotate/quotes/tagger/train -data "$(DATA)" -apart -o "$(FOLDS)/quotes.apart.model"

model: ## train both models again (DATA=folder of the corpora)
	mkdir -p build/folds
	GOMAXPROCS=1 $(GO) run ./annotate/names/tagger/train -data "$(DATA)" -o annotate/models/names.model -folds 3 -foldmodels build/folds
	$(GO) run ./annotate/names/fit -dry -states "$(STATES)" -model annotate/models/names.model -folds build/folds -o annotate/models/names.model
	$(GO) run ./annotate/quotes/tagger/train -data "$(DATA)" -o annotate/models/quotes.model

fuzz: ## every fuzz target for a while (FUZZTIME=30s)
	@for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

clean: ## remove what was built
	rm -rf bin build
	find web/dist -type f ! -name .gitkeep -delete

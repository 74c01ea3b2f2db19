//go:build js && wasm

// Wasm is what the browser runs, once on the page as the user interface and once in a worker as the engine.
package main

import (
	"runtime/debug"
	"syscall/js"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/app"
	"stet/app/browser"
	"stet/app/worker"
)

func main() {
	if js.Global().Get("document").IsUndefined() {
		browser.Work(worker.New(engine).Packs(engineWith).Handle)
	}
	debug.SetGCPercent(200) // fewer pauses for the page; its heap stays far below what the browser allows
	desk := app.New(browser.Page())
	ui.RouteWithRegexpFunc(".*", func() ui.Composer { return desk.Frame() })
	ui.RunWhenOnBrowser()
}

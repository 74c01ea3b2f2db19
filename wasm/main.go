//go:build js && wasm

// Wasm is what the browser runs, once on the page as the user interface and once in a worker as the engine.
package main

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

func main() {
	if js.Global().Get("document").IsUndefined() {
		post := js.Global().Get("Object").New()
		post.Set("ready", true)
		js.Global().Call("postMessage", post)
		select {}
	}
	app.RouteWithRegexp(".*", &hello{})
	app.RunWhenOnBrowser()
}

type hello struct{ app.Compo }

func (h *hello) Render() app.UI {
	return app.Div().Class("desk").ID("desk").Body(app.Main().Class("page").ID("page").Body(app.H1().Class("blank-title").Text("Paste a news story")))
}

//go:build js && wasm

package main

import (
	"runtime/debug"

	"stet/annotate"
	"stet/app/browser"
	"stet/app/worker"
)

// engine starts the engine with the built-in rules and the models that worker.js has fetched.
func engine() (worker.Engine, error) {
	debug.SetGCPercent(40) // a browser's tab pays for memory longer than for the collector: it is never given back
	e, err := annotate.New(annotate.Models{Names: browser.Model("names"), Quotes: browser.Model("quotes"), Places: browser.Model("places")})
	if err != nil {
		return nil, err
	}
	for _, warning := range e.Warnings() {
		browser.Warn(warning.Error())
	}
	return func(id, title, story string) (*annotate.Document, error) {
		return e.Annotate(annotate.Story{ID: id, Title: title, Text: story})
	}, nil
}

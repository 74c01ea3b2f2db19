//go:build js && wasm

package main

import (
	"stet/annotate"
	"stet/app/browser"
	"stet/app/worker"
)

// engine starts the engine with the built-in rules and the models that worker.js has fetched.
func engine() (worker.Engine, error) {
	e, err := annotate.New(annotate.Models{Names: browser.Model("names"), Quotes: browser.Model("quotes")})
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

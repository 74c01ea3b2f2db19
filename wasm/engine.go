//go:build js && wasm

package main

import (
	"runtime/debug"

	"stet/annotate"
	"stet/annotate/rules"
	"stet/app/browser"
	"stet/app/worker"
)

// annotator is the engine with the models that worker.js has fetched. It is put in the place of the one before whenever the user's rules
// change, so that one set of rules is in memory.
var annotator *annotate.Annotator

// engine starts the engine with the built-in rules.
func engine() (worker.Engine, error) {
	debug.SetGCPercent(thrifty)
	e, err := annotate.New(annotate.Models{Names: browser.Model("names"), Quotes: browser.Model("quotes"), Places: browser.Model("places")})
	if err != nil {
		return nil, err
	}
	for _, warning := range e.Warnings() {
		browser.Warn(warning.Error())
	}
	annotator = e
	return mark, nil
}

// engineWith gives the engine the user's rules.
func engineWith(packs ...*rules.Pack) (worker.Engine, error) {
	e, err := annotator.With(packs...)
	if err != nil {
		return nil, err
	}
	annotator = e
	return mark, nil
}

// By how many percent the memory in use may grow before the collector runs. A browser's tab pays for memory longer than for the collector,
// as it is never given back: where a story is long, little. What a short one needs is little beside the models.
const (
	patient = 100
	thrifty = 34
	long    = 1 << 16 // bytes
)

func mark(id, title, story string) (*annotate.Document, error) {
	percent := patient
	if len(story) >= long {
		percent = thrifty // as well while its document is written
	}
	debug.SetGCPercent(percent)
	return annotator.Annotate(annotate.Story{ID: id, Title: title, Text: story})
}

//go:build js && wasm

package main

import (
	"stet/annotate"
	"stet/app/worker"
)

// engine starts the engine with the built-in rules.
func engine() (worker.Engine, error) {
	e, err := annotate.New()
	if err != nil {
		return nil, err
	}
	return func(id, title, story string) (*annotate.Document, error) {
		return e.Annotate(annotate.Story{ID: id, Title: title, Text: story})
	}, nil
}

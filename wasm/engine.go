//go:build js && wasm

package main

import (
	"errors"

	"stet/app/worker"
)

// engine starts the engine with the built-in rules.
func engine() (worker.Engine, error) { return nil, errors.New("the engine is not built in yet") }

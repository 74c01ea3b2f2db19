// Package models carries the trained models and the gazetteer as files. The command line embeds them; the browser fetches them beside the
// WebAssembly, so nothing that runs there imports this package. docs/model-card.md says what they were trained on.
package models

import (
	_ "embed"

	"stet/annotate"
)

// Names finds actors and locations (stet/annotate/names/tagger).
//
//go:embed names.model
var Names []byte

// Quotes finds reported speech (stet/annotate/quotes/tagger).
//
//go:embed quotes.model
var Quotes []byte

// Places is the gazetteer (stet/annotate/places/gazetteer).
//
//go:embed places.gazetteer
var Places []byte

// All are the files as the engine takes them.
func All() annotate.Models { return annotate.Models{Names: Names, Quotes: Quotes, Places: Places} }

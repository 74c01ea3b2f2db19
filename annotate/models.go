package annotate

import (
	"errors"
	"fmt"
	"strings"

	"stet/annotate/names/tagger"
	reports "stet/annotate/quotes/tagger"
)

// Models are the contents of the trained models' files. Without one, or with a damaged one, the engine works by rules
// (Annotator.Warnings says so).
type Models struct {
	Names  []byte // finds actors and locations
	Quotes []byte // finds reported speech
}

// models are the models made ready; nil where there is none.
type models struct {
	names    *tagger.Model
	quotes   *reports.Model
	hash     string
	warnings []error
}

var errAbsent = errors.New("there is no model")

// load reads what can be read.
func (files Models) load() (m models) {
	var hashes []string
	var err error
	if m.names, err = read(files.Names, tagger.Load); err != nil {
		m.warnings = append(m.warnings, fmt.Errorf("names are found by rules alone: %w", err))
	} else {
		hashes = append(hashes, m.names.Hash)
	}
	if m.quotes, err = read(files.Quotes, reports.Load); err != nil {
		m.warnings = append(m.warnings, fmt.Errorf("reported speech is found by rules alone: %w", err))
	} else {
		hashes = append(hashes, m.quotes.Check)
	}
	m.hash = strings.Join(hashes, "+")
	return m
}

func read[M any](file []byte, load func([]byte) (*M, error)) (*M, error) {
	if len(file) == 0 {
		return nil, errAbsent
	}
	return load(file)
}

package annotate

import (
	"errors"
	"fmt"
	"strings"

	"stet/annotate/names/tagger"
	"stet/annotate/places/gazetteer"
	reports "stet/annotate/quotes/tagger"
)

// Models are the contents of the files that the engine works with beside its rules: the trained models and the gazetteer. Without one, or
// with a damaged one, it works by the rules that are left (Annotator.Warnings says so).
type Models struct {
	Names  []byte // finds actors and locations
	Quotes []byte // finds reported speech
	Places []byte // the gazetteer: the settlements that names are known of, and where places are
}

// models are the models made ready; nil where there is none.
type models struct {
	names    *tagger.Model
	quotes   *reports.Model
	places   *gazetteer.Gazetteer
	hash     string
	warnings []error
}

var errAbsent = errors.New("the file is missing")

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
	if m.places, err = read(files.Places, gazetteer.Load); err != nil {
		m.warnings = append(m.warnings, fmt.Errorf("cities are not known by name, and places have no coordinates: %w", err))
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

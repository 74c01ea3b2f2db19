// Package annotate reads a news story and marks in the text itself who acts (actors), where (locations) and who said what
// (quotes with their speaker). A story goes in, a document comes out; nothing else is read, written or asked. It knows
// neither files nor the browser, and gives the same bytes on every machine.
package annotate

import (
	"slices"

	"stet/annotate/entities"
	"stet/annotate/names"
	"stet/annotate/places"
	"stet/annotate/quotes"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// Annotator is the engine with its rules made ready. It is safe for concurrent use.
type Annotator struct {
	rules  *rules.Set
	models models
}

// New returns an engine with the models given, the built-in English rules, and the packs given, which win over them. The error, a
// *rules.Error, names file, line and column. A model that cannot be used is no error: see Warnings.
func New(models Models, packs ...*rules.Pack) (*Annotator, error) {
	return (&Annotator{models: models.load()}).With(packs...)
}

// With returns an engine with the same models and other packs beside the built-in rules. The error is as New's.
func (a *Annotator) With(packs ...*rules.Pack) (*Annotator, error) {
	set, err := rules.Compile(slices.Concat(a.models.places.Packs(), packs)...)
	if err != nil {
		return nil, err
	}
	return &Annotator{rules: set, models: a.models}, nil
}

// Warnings says which model cannot be used and why, in words for the user; empty where all are in use.
func (a *Annotator) Warnings() []error { return a.models.warnings }

// Annotate marks a story. The error, a *TextError, says why a text is no story.
func (a *Annotator) Annotate(s Story) (*Document, error) {
	if err := CheckText(s.Text); err != nil {
		return nil, err
	}
	t := text.Parse(s.Text)
	found := a.rules.Find(t)
	mentions := names.Find(t, found, a.models.names, a.models.places)
	said := quotes.Find(t, found, mentions, a.models.quotes)
	who := entities.Resolve(t, found, mentions, said)
	where := places.Resolve(t, found, a.models.places, mentions, who.Entities)
	found.Close()
	return a.document(s, mentions, said, who, where), nil
}

// Package rules reads rule packs and finds what they describe in a text.
//
// A pack is a file of JSON Lines in the pattern form of spaCy's EntityRuler and Prodigy: a label, a pattern and an id a line.
// A label is either a kind of mark (PERSON, ORG, COUNTRY …) or a word class that the engine's stages ask for (TITLE, CUE,
// DEMONYM …). The built-in English packs are the files in en; docs/rules.md tells pack authors the whole format.
package rules

import (
	"fmt"
	"slices"

	"stet/annotate/kind"
)

// Rule is one line of a pack.
type Rule struct {
	ID      string
	Label   Label
	Score   uint16    // certainty in thousandths; 1000 where the line gives none
	Why     string    // the reason in plain words, for an editor; may be ""
	Attrs   []Attr    // the label's own attributes
	Kind    kind.Kind // of the attribute "kind", or of the label where it is a mark's
	Weights [8]int16  // of an EVIDENCE line: how much it speaks for a person, an organization, a place, none of them, and the same beside a trained tagger; or for the state, the place
	Given   bool      // the line stands in a user's pack, not in a built-in one

	of      LabelSet // of a NEVER line
	pattern pattern
	off     bool
	at      place
	number  int32 // in its set
}

// Attr is an attribute of a line, its values as text: "gender" and ["f"].
type Attr struct {
	Name   string
	Values []string
}

// Attr returns the attribute's first value, or "".
func (r *Rule) Attr(name string) string {
	if v := r.Values(name); len(v) > 0 {
		return v[0]
	}
	return ""
}

// Values returns the attribute's values, none where the rule has no such attribute.
func (r *Rule) Values(name string) []string {
	for i := range r.Attrs {
		if a := &r.Attrs[i]; a.Name == name {
			return a.Values
		}
	}
	return nil
}

// Has reports whether value is among the attribute's values.
func (r *Rule) Has(name, value string) bool { return slices.Contains(r.Values(name), value) }

// Bars reports whether a NEVER line keeps its words from being marked as the kind; with kind.None, as any.
func (r *Rule) Bars(k kind.Kind) bool {
	for l := Person; l.Mark() != kind.None; l++ {
		if r.of.Has(l) && l.Mark() == k {
			return true
		}
	}
	return r.of == 0
}

// Place is a place in a gazetteer line's "places".
type Place struct {
	Name     string // the name to show
	Country  string // ISO 3166-1 alpha-2; "" for the line's
	GeoNames int    // GeoNames id, 0 where unknown
	Lat, Lon int32  // thousandths of a degree
	Size     int32  // thousands of inhabitants
}

// Form is the set of inflected forms that a matched word can be: "said" is Past and Participle.
type Form uint8

// The forms. A hit of a rule without VERB or NOUN has none.
const (
	Base Form = 1 << iota
	Third
	Past
	Participle
	Ing
	Singular
	Plural
)

// Pack is a loaded file of rules, in the file's order.
type Pack struct {
	Name  string // as errors show it
	Rules []*Rule

	lists   []List
	sum     [32]byte
	builtIn bool
}

// place is where a line stands.
type place struct {
	file string
	line int
}

// Error is a fault in a pack: where it is, and what was expected there.
type Error struct {
	File    string
	Line    int // from 1; 0 where the fault is the file's as a whole
	Column  int // in code points from 1; 0 where the fault is the line's as a whole
	Message string
}

func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return fmt.Sprintf("%s: %s", e.File, e.Message)
	case e.Column == 0:
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

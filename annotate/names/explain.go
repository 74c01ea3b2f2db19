package names

import (
	"slices"
	"strings"

	"stet/annotate/names/tagger"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// Candidate is a stretch that evidence decides about, and the ids of the evidence that holds for it: for tools that fit the weights.
type Candidate struct {
	text.Span
	Evidence []string
}

// Candidates returns the story's candidates for names in order. What demonyms make and an editor's rules take is left out. Beside a
// tagger, m, they may overlap.
func Candidates(t *text.Text, f *rules.Found, m *tagger.Model, g *gazetteer.Gazetteer) []Candidate {
	n := newFinder(t, f, m != nil, g)
	all := n.weighed(m)
	out := make([]Candidate, len(all))
	for i := range all {
		c := &all[i]
		out[i].Span = t.Span(c.first, c.last)
		for _, k := range c.evidence {
			if id := evidence[k].id; !strings.HasPrefix(id, "guide-") && !strings.HasPrefix(id, "map-") {
				out[i].Evidence = append(out[i].Evidence, evidence[k].id)
			}
		}
	}
	return out
}

// Place is a mention that may be a state or a place, with the ids of the evidence for that. Rows that the guidelines set are left out:
// Given is how much they speak for the state, in hundredths of a natural logarithm. Context is what a model weighs.
type Place struct {
	Candidate
	Context []uint32
	Given   int32
}

// Places returns the mentions that may be a state or a place.
func Places(t *text.Text, f *rules.Found, m *tagger.Model, g *gazetteer.Gazetteer) []Place {
	n := newFinder(t, f, m != nil, g)
	var out []Place
	n.asked = func(at *Mention, reasons []uint8, features []uint32, given int32) {
		p := Place{Candidate{Span: at.Span}, slices.Clone(features), given}
		for _, k := range reasons {
			p.Evidence = append(p.Evidence, acting[k].id)
		}
		out = append(out, p)
	}
	n.find(m)
	return out
}

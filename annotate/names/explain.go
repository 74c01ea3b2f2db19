package names

import (
	"strings"

	"stet/annotate/kind"
	"stet/annotate/names/tagger"
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
func Candidates(t *text.Text, f *rules.Found, m *tagger.Model) []Candidate {
	n := newFinder(t, f, m != nil)
	all := n.weighed(m)
	out := make([]Candidate, len(all))
	for i := range all {
		c := &all[i]
		out[i].Span = t.Span(c.first, c.last)
		for _, k := range c.evidence {
			if !strings.HasPrefix(evidence[k].id, "guide-") {
				out[i].Evidence = append(out[i].Evidence, evidence[k].id)
			}
		}
	}
	return out
}

// Places returns the mentions that may be a state or a place, each with the evidence for that; the rows that the guidelines set are
// left out.
func Places(t *text.Text, f *rules.Found, m *tagger.Model) []Candidate {
	n := newFinder(t, f, m != nil)
	n.was = map[int]kind.Kind{}
	n.find(m)
	var out []Candidate
	for i := range n.found {
		m := &n.found[i]
		if n.was[i] == kind.None {
			continue
		}
		p := n.placed(m)
		p.kind = n.was[i]
		c := Candidate{Span: m.Span}
		for k := range acting {
			if !strings.HasPrefix(acting[k].id, "guide-") && acting[k].holds(n, &p) {
				c.Evidence = append(c.Evidence, acting[k].id)
			}
		}
		out = append(out, c)
	}
	return out
}

// Package names finds where a story names actors and locations.
//
// Stretches of capitalised words are candidates. Every reason that speaks for a kind is a piece of evidence: a list that
// holds the name, a word inside it ("University", "River"), words beside it ("Mr", "in", "said"), the trained tagger. Evidence
// adds up over all mentions of one name in the story; the kind with most of it wins. Then what news writes by rule is built
// on top: demonym and noun (A3, A4), and state or location by context (A3, L3). An editor's own rules come first and win.
package names

import (
	"cmp"
	"slices"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// finder holds one story while its names are looked for.
type finder struct {
	t *text.Text
	f *rules.Found

	taken []bool // by token: a mention holds it
	found []Mention
}

// Find returns the story's mentions in order. They never overlap (M2) and begin and end with whole words (M1).
func Find(t *text.Text, f *rules.Found) []Mention {
	n := &finder{t: t, f: f, taken: make([]bool, len(t.Tokens))}
	n.editors()
	n.demonyms()
	n.governments()
	n.listed()
	n.candidates()
	n.places()
	slices.SortFunc(n.found, func(a, b Mention) int { return cmp.Compare(a.First, b.First) })
	return n.found
}

// add marks the tokens [first, last) unless a mention holds one of them.
func (n *finder) add(first, last int, k kind.Kind, r *rules.Rule, score uint16) bool {
	if r == nil || first >= last {
		return false
	}
	for i := first; i < last; i++ {
		if n.taken[i] {
			return false
		}
	}
	for i := first; i < last; i++ {
		n.taken[i] = true
	}
	n.found = append(n.found, Mention{Span: n.t.Span(first, last), First: first, Last: last, Kind: k, By: "rule:" + r.ID, Score: score})
	return true
}

// editors marks what a user's pack says, whatever else speaks against it.
func (n *finder) editors() {
	var own []rules.Hit
	for l := rules.Person; l <= rules.Natural; l++ {
		for _, h := range n.f.Hits(l) {
			if h.Rule.Given {
				own = append(own, h)
			}
		}
	}
	slices.SortStableFunc(own, func(a, b rules.Hit) int {
		if c := cmp.Compare(b.Len(), a.Len()); c != 0 {
			return c
		}
		return cmp.Compare(a.First, b.First)
	})
	for _, h := range own {
		n.add(h.First, h.Last, h.Rule.Label.Mark(), h.Rule, 1000)
	}
}

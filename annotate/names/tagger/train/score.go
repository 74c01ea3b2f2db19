package main

import (
	"fmt"
	"strings"

	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

// tally counts by class what the scorer counts: exact spans.
type tally struct{ right, system, gold [4]int }

// result is a story's names as bytes.
type result struct {
	text.Span
	class tagger.Class
}

func results(t *text.Text, spans []tagger.Span) []result {
	out := make([]result, len(spans))
	for i, s := range spans {
		out[i] = result{t.Span(s.First, s.Last), s.Class}
	}
	return out
}

// names scores person, organization and place by exact span. A name that touches a gold span of another kind is passed over.
func (n *tally) names(s *story, found []result, miss func(what string, sp text.Span)) {
	type key struct {
		text.Span
		c tagger.Class
	}
	gold := map[key]bool{}
	for _, g := range s.gold {
		if g.class >= tagger.Person && g.class <= tagger.Place {
			gold[key{g.Span, g.class}] = true
			n.gold[g.class]++
			n.gold[0]++
		}
	}
	for _, f := range found {
		if f.class > tagger.Place {
			continue
		}
		if gold[key{f.Span, f.class}] {
			n.right[f.class]++
			n.right[0]++
			delete(gold, key{f.Span, f.class})
		} else {
			over := false
			for _, g := range s.gold {
				over = over || (g.class == tagger.None || g.class > tagger.Place) && g.Start < f.End && f.Start < g.End
			}
			if over {
				continue
			}
			if miss != nil {
				miss("spurious "+f.class.String(), f.Span)
			}
		}
		n.system[f.class]++
		n.system[0]++
	}
	if miss != nil {
		for k := range gold {
			miss("missed "+k.c.String(), k.Span)
		}
	}
}

func (n *tally) f(c int) float64 {
	if n.system[c]+n.gold[c] == 0 {
		return 0
	}
	return 200 * float64(n.right[c]) / float64(n.system[c]+n.gold[c])
}

func (n *tally) String() string {
	return fmt.Sprintf("all %.2f (p %.1f r %.1f)  person %.1f  org %.1f  place %.1f", n.f(0),
		100*float64(n.right[0])/float64(max(1, n.system[0])), 100*float64(n.right[0])/float64(max(1, n.gold[0])), n.f(1), n.f(2), n.f(3))
}

// places counts for corpora that know only toponyms: literal ones found, and marks that touch one of any kind.
type places struct{ gold, found, system, right int }

func (n *places) add(s *story, found []result, miss func(what string, sp text.Span)) {
	for _, g := range s.gold {
		if k := strings.ToLower(g.kind); k != "literal" && k != "toponym" {
			continue
		}
		n.gold++
		hit := false
		for _, f := range found {
			hit = hit || f.class == tagger.Place && f.Span == g.Span
		}
		if hit {
			n.found++
		} else if miss != nil {
			miss("missed", g.Span)
		}
	}
	for _, f := range found {
		if f.class != tagger.Place {
			continue
		}
		n.system++
		right := n.right
		for _, g := range s.gold {
			if !strings.HasSuffix(g.kind, "_Expression") && !strings.HasSuffix(g.kind, "Non_Toponym") && g.Start < f.End && f.Start < g.End {
				n.right++
				break
			}
		}
		if n.right == right && miss != nil {
			miss("spurious", f.Span)
		}
	}
}

func (n *places) String() string {
	return fmt.Sprintf("found %.1f  precision %.1f  (%d gold, %d marks)", 100*float64(n.found)/float64(max(1, n.gold)), 100*float64(n.right)/float64(max(1, n.system)), n.gold, n.system)
}

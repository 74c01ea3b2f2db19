package main

import (
	"fmt"
	"math"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// tally counts what names.Find gets right in one corpus: names by exact span and class, where they are marked; else toponyms.
type tally struct {
	hit, system, gold  [classes]int // the last for all
	literal, metonymic use
	marks, touching    int // marks of places, and those that touch a toponym
	n, sum, right      [10]float64
}

// use counts toponyms of one use: how many there are, are found, and are taken for what they are used as.
type use struct{ gold, found, right int }

func (n *tally) add(s *story, set *rules.Set, m *tagger.Model, miss func(what string, at text.Span)) {
	found := names.Find(s.t, set.Find(s.t), m, places())
	if s.toponyms {
		n.toponyms(s, found, miss)
	} else {
		n.names(s, found, miss)
	}
}

func classOfMark(k kind.Kind) int {
	switch {
	case k == kind.Person:
		return person
	case k == kind.Organization:
		return organization
	case k == kind.State || k.Type() == kind.Location:
		return place
	}
	return unknown
}

// names counts exact spans. What touches a kind that is not scored is passed over.
func (n *tally) names(s *story, found []names.Mention, miss func(string, text.Span)) {
	type key struct {
		text.Span
		class int
	}
	wanted := map[key]bool{}
	for _, g := range s.gold {
		if c, ok := classOf[g.kind]; ok && g.layer == "name" {
			wanted[key{g.Span, c}] = true
			n.gold[c]++
			n.gold[nothing]++
		}
	}
	for _, m := range found {
		c := classOfMark(m.Kind)
		if c == unknown {
			continue
		}
		right := wanted[key{m.Span, c}]
		if !right {
			unscored := false
			for _, g := range s.gold {
				_, ok := classOf[g.kind]
				unscored = unscored || !ok && g.layer == "name" && g.Overlaps(m.Span)
			}
			if unscored {
				continue
			}
			miss("spurious "+m.Kind.String(), m.Span)
		} else {
			delete(wanted, key{m.Span, c})
		}
		for _, k := range [...]int{c, nothing} {
			n.system[k]++
			if right {
				n.hit[k]++
			}
		}
		b := min(int(m.Score)/100, 9)
		n.n[b]++
		n.sum[b] += float64(m.Score) / 1000
		if right {
			n.right[b]++
		}
	}
	for k := range wanted {
		miss("missed "+[...]string{"person", "organization", "place"}[k.class], k.Span)
	}
}

func (n *tally) toponyms(s *story, found []names.Mention, miss func(string, text.Span)) {
	at := map[text.Span]kind.Kind{}
	for _, m := range found {
		at[m.Span] = m.Kind
		if classOfMark(m.Kind) != place {
			continue
		}
		n.marks++
		touches := false
		for _, g := range s.gold {
			touches = touches || g.layer == "toponym" && !strings.HasSuffix(g.kind, "_Expression") && g.kind != "Non_Toponym" && g.Overlaps(m.Span)
		}
		if touches {
			n.touching++
		} else {
			miss("spurious place", m.Span)
		}
	}
	for _, g := range s.gold {
		k := at[g.Span]
		switch {
		case g.layer != "toponym":
		case g.kind == "Literal" || g.kind == "TOPONYM":
			n.literal.count(classOfMark(k) == place, k.Type() == kind.Location)
			if classOfMark(k) != place {
				miss("missed place", g.Span)
			} else if g.kind == "Literal" && k.Type() != kind.Location {
				miss("no location", g.Span)
			}
		case g.kind == "Metonymic":
			n.metonymic.count(k != kind.None, k.Type() == kind.Actor)
			if k != kind.None && k.Type() != kind.Actor {
				miss("no actor", g.Span)
			}
		}
	}
}

func (u *use) count(found, right bool) {
	u.gold++
	if found {
		u.found++
		if right {
			u.right++
		}
	}
}

func share(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

// String gives exact F by class and the calibration error, or what the toponyms came to.
func (n *tally) String() string {
	var b strings.Builder
	if n.gold[nothing] > 0 {
		f := func(c int) float64 { return share(2*n.hit[c], n.system[c]+n.gold[c]) }
		fmt.Fprintf(&b, "all %.1f (p %.1f r %.1f)  person %.1f  organization %.1f  place %.1f  calibration error %.3f", f(nothing), share(n.hit[nothing], n.system[nothing]),
			share(n.hit[nothing], n.gold[nothing]), f(person), f(organization), f(place), n.calibrationError())
		for i, k := range n.n {
			if k > 0 {
				fmt.Fprintf(&b, "%s%.0f:%.0f", [...]string{"\n               right in a hundred by score  ", " "}[min(i, 1)], 100*n.sum[i]/k, 100*n.right[i]/k)
			}
		}
	}
	if n.literal.gold > 0 || n.marks > 0 && n.gold[nothing] == 0 {
		fmt.Fprintf(&b, "found %.1f  precision %.1f", share(n.literal.found, n.literal.gold), share(n.touching, n.marks))
	}
	if n.metonymic.gold > 0 {
		fmt.Fprintf(&b, "  literal as location %.1f  metonymic as actor %.1f  either %.1f", share(n.literal.right, n.literal.found), share(n.metonymic.right, n.metonymic.found),
			share(n.literal.right+n.metonymic.right, n.literal.found+n.metonymic.found))
	}
	return b.String()
}

// calibrationError is the mean distance between score and share of right marks over ten bins, weighted by their size.
func (n *tally) calibrationError() float64 {
	total, e := 0.0, 0.0
	for b := range n.n {
		total += n.n[b]
		e += math.Abs(n.sum[b] - n.right[b])
	}
	return e / max(total, 1)
}

package main

import (
	"slices"
	"strings"

	"stet/annotate/names"
	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// sample is a candidate: the evidence that holds for it, and what it is.
type sample struct {
	rows   []int
	class  int
	weight float64
	fold   int // of its story
}

// samples are the candidates of all stories, and the ids of the evidence by number.
type samples struct {
	all    []sample
	ids    []string
	number map[string]int
}

// may reports whether the sample may be of the class, as far as its corpus says.
func (s *sample) may(class int) bool {
	return s.class == class || s.class == noPlace && class != place
}

func (c *samples) add(evidence []string, class int, s *story) {
	x := sample{class: class, weight: s.weight, fold: s.fold}
	for _, id := range evidence {
		if _, ok := c.number[id]; !ok {
			c.number[id] = len(c.ids)
			c.ids = append(c.ids, id)
		}
		x.rows = append(x.rows, c.number[id])
	}
	c.all = append(c.all, x)
}

// The classes in the order of their weights; unknown is what the corpora do not agree about.
const (
	person = iota
	organization
	place
	nothing
	classes
	unknown = -1
	noPlace = -2 // where only places are marked
)

var classOf = map[string]int{"PERSON": person, "ORGANIZATION": organization, "LOCATION": place, "FACILITY": place}

// observe collects samples from stories.
type observe func(set *rules.Set, stories []*story, m func(*story) *tagger.Model) *samples

// observeNames returns a sample for every candidate. By rules alone, where no candidates overlap, it has the class of the marked name
// that it overlaps most; beside a tagger, where the one with the right extent is to win, that of the name with its extent.
func observeNames(set *rules.Set, stories []*story, m func(*story) *tagger.Model) *samples {
	all := &samples{number: map[string]int{}}
	for _, s := range stories {
		model := m(s)
		for _, c := range names.Candidates(s.t, set.Find(s.t), model, places()) {
			if s.toponyms {
				if class := s.toponym(c.Span); class != unknown {
					all.add(c.Evidence, class, s)
				}
				continue
			}
			class, most := nothing, 0
			for _, g := range s.gold {
				over := overlap(c.Span, g.Span)
				if g.layer != "name" || over <= most {
					continue
				}
				most = over
				k, ok := classOf[g.kind]
				switch {
				case g.kind == "NORP":
					k = unknown // "US" before a noun is marked so in some corpora, as a place in others
				case !ok, model != nil && g.Span != c.Span:
					k = nothing
				}
				class = k
			}
			if class != unknown {
				all.add(c.Evidence, class, s)
			}
		}
	}
	return all
}

// The classes of what may act.
const (
	acts = iota
	stands
)

var useOf = map[string]int{"Literal": stands, "Literal_Modifier": stands, "Metonymic": acts, "Non_Literal_Modifier": acts}

// observeStates returns a sample for every place that is marked as literal or as standing for its state.
func observeStates(set *rules.Set, stories []*story, m func(*story) *tagger.Model) *samples {
	all := &samples{number: map[string]int{}}
	eachPlace(set, stories, m, func(s *story, p *names.Place, class int) { all.add(p.Evidence, class, s) })
	return all
}

func eachPlace(set *rules.Set, stories []*story, m func(*story) *tagger.Model, yield func(s *story, p *names.Place, class int)) {
	for _, s := range stories {
		for _, p := range names.Places(s.t, set.Find(s.t), m(s), places()) {
			i := slices.IndexFunc(s.gold, func(g gold) bool { _, ok := useOf[g.kind]; return ok && g.layer == "toponym" && g.Span == p.Span })
			if i >= 0 {
				yield(s, &p, useOf[s.gold[i].kind])
			}
		}
	}
}

func overlap(a, b text.Span) int { return min(a.End, b.End) - max(a.Start, b.Start) }

// toponym returns what a candidate is where only places are marked. Adjectives and names that hold a place's may be anything.
func (s *story) toponym(c text.Span) int {
	class := noPlace
	for _, g := range s.gold {
		if g.layer != "toponym" || strings.HasSuffix(g.kind, "_Expression") || !g.Overlaps(c) {
			continue
		}
		switch g.kind {
		case "Literal", "Mixed", "Literal_Modifier", "Metonymic", "Coercion", "TOPONYM":
			if g.Span == c {
				return place
			}
		case "Non_Toponym":
		default:
			class = unknown
		}
	}
	return class
}

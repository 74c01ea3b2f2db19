package entities

import (
	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// describe gives every entity its kind, fullest name, country, place, gender and role.
func (r *resolver) describe() {
	for n := range r.Entities {
		e := &r.Entities[n]
		best := e.Mentions[0]
		counts := [kind.Indirect + 1]int{}
		for _, i := range e.Mentions {
			m := &r.mentions[i]
			counts[m.Kind]++
			if r.fuller(m, &r.mentions[best]) {
				best = i
			}
			if e.Role.Empty() && m.Kind == kind.Person {
				e.Role = r.role(m)
			}
			if e.gender == anyGender && m.Kind == kind.Person {
				e.gender = r.genderOf(m)
			}
		}
		m := &r.mentions[best]
		e.Name = m.Span
		e.Kind = r.mentions[e.Mentions[0]].Kind
		for k := kind.Person; k <= kind.Natural; k++ {
			if counts[k] > counts[e.Kind] {
				e.Kind = k
			}
		}
		e.Country = r.country(m)
		e.plural = e.Kind == kind.Group || e.Kind == kind.Organization
		e.words = make([]string, 0, m.Last-m.First)
		for i := m.First; i < m.Last; i++ {
			if r.t.Tokens[i].Kind != text.Punct {
				e.words = append(e.words, r.t.Lower(i))
			}
		}
	}
}

// fuller reports whether mention a says more of its entity than b: a country's own name more than its capital's or its
// abbreviation, else the longer of the two; ALL CAPITALS as in a headline less.
func (r *resolver) fuller(a, b *names.Mention) bool {
	if a.Kind == kind.State || a.Kind == kind.Country {
		x, y := r.named(a), r.named(b)
		if x != y {
			return x
		}
	}
	if x, y := r.shouted(a), r.shouted(b); x != y && a.Last-a.First == b.Last-b.First {
		return y
	}
	if x, y := a.Last-a.First, b.Last-b.First; x != y {
		return x > y
	}
	return a.Len() > b.Len()
}

func (r *resolver) named(m *names.Mention) bool {
	h, ok := r.f.At(m.First, rules.Country)
	return ok && h.Last == m.Last
}

func (r *resolver) shouted(m *names.Mention) bool { return r.t.Tokens[m.First].Is(text.AllCaps) }

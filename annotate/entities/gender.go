package entities

import (
	"stet/annotate/names"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// gender is what a story's words say of a person's.
type gender uint8

const (
	anyGender gender = iota
	male
	female
)

func parseGender(s string) gender {
	switch s {
	case "m":
		return male
	case "f":
		return female
	}
	return anyGender
}

// fits reports whether the two can be one person's.
func (g gender) fits(o gender) bool { return g == anyGender || o == anyGender || g == o }

// genderOf reads a person's gender off the words before the name ("Mrs", "Queen", "his wife") or the first name.
func (r *resolver) genderOf(m *names.Mention) gender {
	for j := m.First - 1; j >= 0 && j >= m.First-2 && !r.t.Tokens[j+1].Is(text.First); j-- {
		for _, l := range [...]rules.Label{rules.Honorific, rules.Title, rules.Kin, rules.PersonNoun} {
			if h, ok := r.f.At(j, l); ok {
				if g := parseGender(h.Rule.Attr("gender")); g != anyGender {
					return g
				}
			}
		}
	}
	if m.Last-m.First > 1 {
		if h, ok := r.f.At(m.First, rules.FirstName); ok {
			return parseGender(h.Rule.Attr("gender"))
		}
	}
	return anyGender
}

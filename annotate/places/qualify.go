package places

import (
	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// qualified is how much it speaks for a place that the words beside its name say where it lies.
const qualified = 12 * octave

// qualify reads what stands behind the mention and says where it lies: ", Ill.", ", Texas", "(Ontario)", ", Greene County, Mo.".
func (s *story) qualify(n *named, m *names.Mention) {
	if s.g == nil || n.fixed {
		return
	}
	at := m.Last
	for range 2 {
		if at+1 >= len(s.t.Tokens) || s.t.Word(at) != "," && s.t.Word(at) != "(" || s.t.SentenceOf(at+1) != s.t.SentenceOf(m.First) {
			return
		}
		around, last := s.around(at + 1)
		for k := range n.candidates {
			c := &n.candidates[k]
			for _, a := range around {
				if a.ID != c.ID && inside(&c.Place, &a) {
					c.own += qualified
					n.fixed = true
					break
				}
			}
		}
		if n.fixed || len(around) == 0 {
			return
		}
		if len(n.candidates) == 0 && n.country == "" {
			n.country = around[0].Country
		}
		at = last
	}
}

// longestQualifier is how many tokens a division's name has at most.
const longestQualifier = 4

// around returns the countries, divisions and counties that the longest name at token i stands for, and the token behind it.
func (s *story) around(i int) (all []gazetteer.Place, last int) {
	if tok := &s.t.Tokens[i]; tok.Kind != text.Word || !tok.Is(text.Capital) {
		return nil, i
	}
	if w := s.t.Word(i); len(w) == 2 && s.t.Tokens[i].Is(text.AllCaps) {
		for p := range s.g.Named(gazetteer.Postal(w)) {
			if p.Kind == kind.Region {
				all = append(all, p)
			}
		}
		if len(all) > 0 {
			return all, i + 1
		}
	}
	for last = min(i+longestQualifier, len(s.t.Tokens)); last > i; last-- {
		if h, ok := s.f.At(i, rules.Country); ok && h.Last == last {
			if p, ok := s.g.Country(h.Country()); ok {
				all = append(all, p)
			}
		}
		for p := range s.g.Named(gazetteer.Key(s.t.Of(s.t.Span(i, last)))) {
			if p.Kind == kind.Region {
				all = append(all, p)
			}
		}
		if len(all) > 0 {
			return all, last
		}
	}
	return nil, i
}

// inside reports whether the place lies in the country or division.
func inside(p, around *gazetteer.Place) bool {
	switch {
	case p.Country != around.Country || p.Country == "":
		return false
	case around.Kind == kind.Country:
		return true
	case around.Region == 0 || p.Region != around.Region:
		return false
	}
	return !around.County || near(p, around)
}

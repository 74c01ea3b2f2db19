package names

import (
	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// parted returns the tagged names as the guidelines part them: a place and what it owns are two names (Derry's Guildhall Square), so are
// two places that a comma parts and no list has as one, and a small-letter word for a place is no part of the name (L2).
func (n *finder) parted(tagged []tagger.Span) []tagger.Span {
	out := make([]tagger.Span, 0, len(tagged)+len(tagged)/8+1)
	for _, s := range tagged {
		if at, to := n.parting(&s); at > 0 {
			owner := s
			owner.Last, owner.Class = at, tagger.Place
			out = append(out, owner)
			s.First = to
		}
		if s.Class == tagger.Place && n.smallWord(s.First, s.Last-1) {
			s.Last--
		}
		out = append(out, s)
	}
	return out
}

// parting returns where the first of two names that the tagger took for one ends, and where the second begins; 0 where it is one.
func (n *finder) parting(s *tagger.Span) (at, to int) {
	if s.Last-s.First < 3 || s.Class > tagger.Place || s.Class == tagger.Person {
		return 0, 0
	}
	for i := s.First + 1; i < s.Last-1; i++ {
		switch {
		case n.t.Tokens[i].Is(text.Possessive):
			if n.ownedBy(s.First, i) {
				return i, i + 1
			}
			return 0, 0
		case n.t.Word(i) == "," && s.Class == tagger.Place:
			if h, ok := n.listed(s.First); ok && h.Last >= s.Last || n.f.CoversAny(i-1, rules.Demonym, rules.Group, rules.Direction) {
				return 0, 0
			}
			return i, i + 1
		}
	}
	return 0, 0
}

// ownedBy reports whether the tokens [first, last) before a possessive are a place rather than whom something is named for: not
// St. John's Hospital, Wendy's Kitchen.
func (n *finder) ownedBy(first, last int) bool {
	if n.is(first, "st") || n.is(first, "st.") || n.is(first, "saint") {
		return false
	}
	if h, ok := n.listed(first); (!ok || h.Last != last) && !n.knownPlace(first, last) {
		return false
	}
	lags, ok := n.reading.Lags(first, last)
	return ok && lags[tagger.Place] <= lags[tagger.Person] && lags[tagger.Place] <= lags[tagger.Org]
}

// smallWord reports whether token i is a small-letter word for what the name that begins before it is: Hunan province; not Botanic gardens.
func (n *finder) smallWord(first, i int) bool {
	if h, ok := n.f.At(i, rules.PlaceWord); !ok || h.Last != i+1 || i == first || n.capital[i] || n.t.Tokens[i].Flags&(text.Capital|text.Mixed) != 0 {
		return false
	}
	return !n.f.CoversAny(i-1, rules.Common, rules.Demonym, rules.PlaceWord)
}

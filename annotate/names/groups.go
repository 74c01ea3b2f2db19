package names

import (
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// groups marks what needs no weighing: listed peoples, and what a demonym makes with the noun behind it: a state with a word for a
// government (A3), a group with one for people (A4). A bare adjective is no actor (A5).
func (n *finder) groups() {
	for _, h := range n.f.Hits(rules.Demonym) {
		if n.taken[h.First] || !n.t.Tokens[h.First].Is(text.Capital) || n.listing(h.First) {
			continue
		}
		people, state := n.nouns(h.Last)
		switch {
		case people > 0:
			n.mark(h.First, people, kind.Group, "demonym-people")
		case state > 0:
			n.mark(h.First, state, kind.State, "demonym-government")
		}
	}
	for _, h := range n.f.Hits(rules.Group) {
		if n.t.Tokens[h.First].Is(text.Capital) && !n.partOfName(h) {
			n.add(h.First, h.Last, kind.Group, "rule:"+h.Rule.ID, h.Rule.Score)
		}
	}
	for _, h := range n.f.Hits(rules.Country) {
		// a country's short name with the word for its government: US government
		if tok := &n.t.Tokens[h.First]; h.Len() == 1 && (tok.Is(text.AllCaps) || tok.Is(text.Abbreviated)) && n.smallNoun(h.Last, rules.Government) {
			n.mark(h.First, h.Last+1, kind.State, "demonym-government")
		}
	}
}

// listing reports whether the demonym at token i is the last of a list that shares its noun: the Turkish, Saudi and Iranian ministers.
func (n *finder) listing(i int) bool {
	return i >= 2 && (n.t.Word(i-1) == "and" || n.t.Word(i-1) == ",") && n.f.Covers(i-2, rules.Demonym) && n.t.SentenceOf(i-2) == n.t.SentenceOf(i)
}

// partOfName reports whether a capitalised word that belongs to a longer name stands beside the hit: Young Democrats, Jews Street.
func (n *finder) partOfName(h rules.Hit) bool {
	t := n.t
	beside := func(i int) bool {
		return i >= 0 && i < len(t.Tokens) && n.capital[i] && t.SentenceOf(i) == t.SentenceOf(h.First) && !n.weak[i] && !n.f.CoversAny(i, rules.Demonym, rules.Direction)
	}
	return !n.weak[h.First] && (beside(h.First-1) && t.Tokens[h.First].Is(text.SpaceBefore) && !n.f.CoversAny(h.First-1, rules.Country, rules.Common) || beside(h.Last) && t.Tokens[h.Last].Is(text.SpaceBefore))
}

// smallNoun reports whether a small-letter word of the class stands at token i.
func (n *finder) smallNoun(i int, l rules.Label) bool {
	return i < len(n.t.Tokens) && n.f.Covers(i, l) && !n.t.Tokens[i].Is(text.Opens) && n.t.Tokens[i].Flags&(text.Capital|text.Mixed) == 0
}

// nouns reads the words behind a demonym up to the first that is neither an adjective of the kind "state-owned" nor a noun of
// people or government. It returns the tokens behind the last word for people and behind a word for a government, 0 for none.
func (n *finder) nouns(from int) (people, state int) {
	t := n.t
	for i := from; i < len(t.Tokens) && i < from+4; {
		tok := &t.Tokens[i]
		if tok.Kind != text.Word || tok.Is(text.Opens) || tok.Is(text.Possessive) || tok.Flags&(text.Capital|text.Mixed) != 0 {
			break
		}
		if h, ok := n.f.At(i, rules.PeopleNoun); ok {
			i = h.Last
			people = i
			continue
		}
		if h, ok := n.f.At(i, rules.PersonNoun); ok && h.Form&rules.Plural != 0 {
			i = h.Last
			people = i
			continue
		}
		if n.f.Covers(i, rules.Government) {
			i++
			if state == 0 {
				state = i
			}
			continue
		}
		if people > 0 || state > 0 || i > from || n.f.CoversAny(i, rules.Preposition, rules.Conjunction, rules.Auxiliary, rules.SubClause, rules.Determiner, rules.PlacePrep) {
			break
		}
		i++ // one adjective or noun before: Russian news agencies, Shanghai traffic police
	}
	return people, state
}

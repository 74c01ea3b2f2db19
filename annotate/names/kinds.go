package names

import (
	"stet/annotate/kind"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// placeKind returns which kind of place a candidate is (L1): what a list says, what its words say, what stands beside it.
func (n *finder) placeKind(c *candidate) (kind.Kind, *rules.Rule) {
	if i := n.sharedWord(c); i > 0 && !n.whole(c, rules.Country) && !n.whole(c, rules.Region) {
		if h, ok := n.f.At(i, rules.PlaceWord); ok {
			return h.Rule.Kind, nil
		}
	}
	for _, l := range [...]rules.Label{rules.Country, rules.Natural, rules.Facility, rules.Region, rules.Settlement} {
		if h, ok := n.hit(c, l); ok {
			return l.Mark(), h.Rule
		}
	}
	if c.first == c.sentence.First && n.dateline(c.sentence) == c.last {
		return kind.Settlement, nil
	}
	if n.numbered(c) || n.street(c) {
		return kind.Facility, nil
	}
	if n.wordBefore(c, 0, "of") { // communities of Río Maíz
		if h, ok := n.f.At(c.first-2, rules.PlaceWord); ok && c.first-2 >= c.sentence.First && h.Rule.Kind == kind.Settlement {
			return h.Rule.Kind, nil
		}
	}
	behind := kind.None
	if c.last < c.sentence.Last {
		if h, ok := n.f.At(c.last, rules.PlaceWord); ok && !n.t.Tokens[c.last].Is(text.Capital) {
			behind = h.Rule.Kind
		}
	}
	if behind == kind.Settlement { // Kukra Hill community
		return behind, nil
	}
	if c.len() > 1 && n.townOnly(c) {
		return kind.Settlement, nil
	}
	if c.len() > 1 {
		for _, at := range [...]struct {
			token int
			label rules.Label
		}{{c.last - 1, rules.PlaceWord}, {c.first, rules.PlaceHead}} {
			if h, ok := n.f.At(at.token-1, at.label); ok && h.Last == at.token+1 { // National Park
				return h.Rule.Kind, nil
			}
			if h, ok := n.f.At(at.token, at.label); ok {
				return h.Rule.Kind, nil
			}
		}
		if n.f.CoversAny(c.last-1, rules.OrgHead, rules.OrgNoun) || n.among(c.last-2, visited) { // L4: an institution that one goes to
			return kind.Facility, nil
		}
	}
	if behind != kind.None {
		return behind, nil
	}
	if n.shores(c) {
		return kind.Natural, nil
	}
	if k := n.introduced(n.namedBefore(c), c); k != kind.None {
		return k, nil
	}
	if k := n.appositionKind(c); k != kind.None {
		return k, nil
	}
	if n.wordBefore(c, 0, "the") && (n.wordBefore(c, 1, "at") || n.wordBefore(c, 1, "inside") || n.wordBefore(c, 1, "outside")) {
		return kind.Facility, nil // at the Barbican: towns have no article
	}
	if n.division(c) {
		return kind.Region, nil
	}
	return kind.Settlement, nil
}

// townOnly reports whether the candidate ends in a word for a river, a hill or a sea, and the gazetteer has only a town of its name: Sioux
// Falls.
func (n *finder) townOnly(c *candidate) bool {
	if h, ok := n.f.At(c.last-1, rules.PlaceWord); n.g == nil || !ok || h.Rule.Kind != kind.Natural || n.wordBefore(c, 0, "the") || n.wordBefore(c, 0, "on") {
		return false
	}
	town := false
	for at := range n.g.Named(gazetteer.Key(n.t.Of(n.t.Span(c.first, c.last)))) {
		if at.Kind != kind.Settlement {
			return false
		}
		town = true
	}
	return town
}

// division reports whether the gazetteer has the name for a division of a country, and for no settlement of any size beside it.
func (n *finder) division(c *candidate) bool {
	if n.g == nil || n.t.Tokens[c.first].Is(text.Abbreviated) {
		return false
	}
	found, people := false, 0
	for at := range n.g.Named(gazetteer.Key(n.t.Of(n.t.Span(c.first, c.last)))) {
		switch at.Kind {
		case kind.Region:
			found = true
		case kind.Settlement:
			people = max(people, at.People)
		}
	}
	return found && people < leastTown
}

// leastTown is from how many inhabitants a settlement is meant rather than a division of its name.
const leastTown = 5000

// namedBefore returns where the words end that the candidate is introduced by: before it, before "of", or before the words and quotation
// marks that give it as a name: a detention centre known as “Pozo Azul”.
func (n *finder) namedBefore(c *candidate) int {
	i := c.first
	for i > c.sentence.First && n.t.Tokens[i-1].Kind == text.Mark {
		i--
	}
	for i > c.sentence.First && (n.is(i-1, "of") || n.is(i-1, "named") || n.is(i-1, "called") || n.is(i-1, "known") || n.is(i-1, "as")) {
		i--
	}
	return i
}

// introduced returns the kind of the word for a place, of one token or two (detention centre), that ends before the token in the
// candidate's sentence; kind.None where none does.
func (n *finder) introduced(end int, c *candidate) kind.Kind {
	for i := end - 1; i >= c.sentence.First && i >= end-2; i-- {
		if h, ok := n.f.At(i, rules.PlaceWord); ok && h.Last == end {
			return h.Rule.Kind
		}
	}
	return kind.None
}

// appositionKind returns the kind of the place that the words behind a comma say the candidate is: Korvo, a fishing village; kind.None
// where they say none.
func (n *finder) appositionKind(c *candidate) kind.Kind {
	i := c.last
	if !n.wordBehind(c, 0, ",") || !n.wordBehind(c, 1, "a") && !n.wordBehind(c, 1, "an") && !n.wordBehind(c, 1, "another") && !n.wordBehind(c, 1, "the") {
		return kind.None
	}
	last := kind.None
	for i += 2; i < c.sentence.Last && i < c.last+8 && n.t.Tokens[i].Kind == text.Word && !n.f.CoversAny(i, rules.Preposition, rules.PlacePrep, rules.SubClause, rules.Verb); i++ {
		if h, ok := n.f.At(i, rules.PlaceWord); ok && h.Rule.Kind != kind.None {
			last = h.Rule.Kind
		}
	}
	return last
}

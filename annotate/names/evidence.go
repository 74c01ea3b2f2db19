package names

import (
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// votes counts what speaks for each kind; none speaks against a mark at all.
type votes struct {
	weight [kind.Natural + 1]int
	rule   [kind.Natural + 1]*rules.Rule // the heaviest reason
	top    [kind.Natural + 1]int
}

func (v *votes) add(k kind.Kind, weight int, r *rules.Rule) {
	v.weight[k] += weight
	if v.rule[k] == nil || weight > v.top[k] {
		v.rule[k], v.top[k] = r, weight
	}
}

func (v *votes) merge(o *votes) {
	for k := range v.weight {
		v.weight[k] += o.weight[k]
		if o.rule[k] != nil && (v.rule[k] == nil || o.top[k] > v.top[k]) {
			v.rule[k], v.top[k] = o.rule[k], o.top[k]
		}
	}
}

// reason casts a vote by a step's id. The pack gives its kind and weight, or leaves the kind to what was found.
func (n *finder) reason(v *votes, id string, k kind.Kind) {
	r := n.f.Rule(id)
	if r == nil {
		return
	}
	if r.Kind != kind.None {
		k = r.Kind
	}
	v.add(k, int(r.Score)/10, r)
}

// lists are the lists of names, with the kind they speak for.
var lists = [...]rules.Label{rules.Person, rules.Org, rules.State, rules.Group, rules.Country, rules.Region, rules.Settlement, rules.Facility, rules.Natural}

// weigh collects the evidence for one candidate from its own words and those beside it.
func (n *finder) weigh(c *candidate) {
	v, t := &c.votes, n.t
	for _, l := range lists {
		if h, ok := n.f.At(c.first, l); ok && h.Last == c.last {
			v.add(l.Mark(), int(h.Rule.Score)/10, h.Rule)
		}
	}
	tokens := c.last - c.first
	lastWord := c.last - 1
	switch {
	case n.f.CoversAny(lastWord, rules.Event) && tokens > 1, n.whole(c, rules.Work), n.whole(c, rules.Initial):
		n.reason(v, "name-of-event", kind.None)
	case n.f.Covers(lastWord, rules.OrgTail) && tokens > 1:
		n.reason(v, "company-form", kind.Organization)
	case n.f.Covers(lastWord, rules.OrgHead) && tokens > 1:
		n.reason(v, "organization-head", kind.Organization)
	case n.f.Covers(c.first, rules.OrgOf) && tokens > 2 && (t.Word(c.first+1) == "of" || t.Word(c.first+1) == "for"):
		n.reason(v, "organization-of", kind.Organization)
	case n.holds(c.first+1, c.last, rules.OrgHead) && tokens > 2:
		n.reason(v, "organization-inside", kind.Organization)
	}
	if h, ok := n.f.At(lastWord, rules.PlaceWord); ok && tokens > 1 {
		n.reason(v, "place-word", placeKind(h.Rule))
	}
	if h, ok := n.f.At(c.first, rules.PlaceHead); ok && tokens > 1 {
		n.reason(v, "place-head", placeKind(h.Rule))
	}
	n.personal(c)
	n.beside(c)
}

func (n *finder) whole(c *candidate, l rules.Label) bool {
	h, ok := n.f.At(c.first, l)
	return ok && h.Last == c.last
}

func placeKind(r *rules.Rule) kind.Kind {
	if r.Kind != kind.None {
		return r.Kind
	}
	return kind.Facility
}

// personal weighs what a name's own words say for a person.
func (n *finder) personal(c *candidate) {
	v, t := &c.votes, n.t
	tokens := c.last - c.first
	shape := tokens <= 5
	for i := c.first; i < c.last; i++ {
		if w := t.Word(i); w == "of" || w == "and" || w == "&" || w == "for" || t.Tokens[i].Kind == text.Number {
			shape = false
		}
	}
	if !shape {
		return
	}
	first := n.f.Covers(c.first, rules.FirstName)
	family := n.f.Covers(c.last-1, rules.FamilyName)
	switch {
	case tokens > 1 && first && family:
		n.reason(v, "full-name", kind.Person)
	case tokens > 1 && first:
		n.reason(v, "first-name", kind.Person)
	case tokens > 1 && family && !c.weak:
		n.reason(v, "family-name", kind.Person)
	case tokens > 1 && n.holds(c.first+1, c.last-1, rules.Particle):
		n.reason(v, "name-particle", kind.Person)
	case tokens > 1 && len(t.Word(c.first)) == 2 && t.Tokens[c.first].Is(text.Abbreviated):
		n.reason(v, "initial", kind.Person)
	case tokens == 1 && (first || family) && !c.weak:
		n.reason(v, "lone-name", kind.Person)
	case tokens >= 2 && tokens <= 3 && !c.weak && n.plain(c):
		n.reason(v, "two-words", kind.Person)
	}
}

// plain reports whether all words of the candidate are letters, capitalised and in no list.
func (n *finder) plain(c *candidate) bool {
	for i := c.first; i < c.last; i++ {
		tok := n.t.Tokens[i]
		if tok.Kind != text.Word || !tok.Is(text.Capital) || tok.Is(text.AllCaps) || n.f.CoversAny(i, rules.OrgHead, rules.OrgOf, rules.PlaceWord, rules.PlaceHead,
			rules.Demonym, rules.Country, rules.Settlement, rules.Region, rules.Common, rules.Event, rules.Direction, rules.OrgNoun) {
			return false
		}
	}
	return true
}

// beside weighs the words before and behind.
func (n *finder) beside(c *candidate) {
	v, t := &c.votes, n.t
	s := t.Sentences[t.SentenceOf(c.first)]
	before, after := "", ""
	if c.first > s.First {
		before = t.Lower(c.first - 1)
		if n.f.CoversAny(c.first-1, rules.Title, rules.Honorific) {
			n.reason(v, "title-before", kind.Person)
		} else if n.f.CoversAny(c.first-1, rules.PersonNoun, rules.Kin) {
			n.reason(v, "person-noun-before", kind.Person)
		}
		if n.f.Covers(c.first-1, rules.PlacePrep) {
			if c.last-c.first > 1 || n.placeOf(c) != kind.Settlement || v.weight[kind.Settlement] > 0 {
				n.reason(v, "behind-place-preposition", n.placeOf(c))
			} else {
				n.reason(v, "behind-place-preposition-lone", kind.Settlement)
			}
		}
		if before == "the" {
			n.reason(v, "the-before", kind.Organization)
		}
		if before == "of" && c.first-2 >= s.First && n.f.CoversAny(c.first-2, rules.Title, rules.PersonNoun) {
			n.reason(v, "office-of", kind.Organization)
		}
		if before == "of" && c.first-2 >= s.First {
			if h, ok := n.f.At(c.first-2, rules.PlaceWord); ok {
				n.reason(v, "place-of", placeKind(h.Rule))
			}
		}
	}
	if c.last < s.Last {
		after = t.Lower(c.last)
		if n.f.CoversAny(c.last, rules.Cue) {
			n.reason(v, "speaks", kind.Person)
		}
		if h, ok := n.f.At(c.last, rules.PlaceWord); ok && !t.Tokens[c.last].Is(text.Capital) {
			n.reason(v, "place-word-behind", placeKind(h.Rule))
		}
		if n.f.Covers(c.last, rules.OrgNoun) {
			n.reason(v, "organization-noun-behind", kind.Organization)
		}
		if after == "," && c.last+1 < s.Last && t.Tokens[c.last+1].Kind == text.Number && t.Tokens[c.last+1].Len() == 2 {
			n.reason(v, "age-behind", kind.Person)
		}
		if after == "who" || after == "," && c.last+1 < s.Last && t.Lower(c.last+1) == "who" {
			n.reason(v, "who-behind", kind.Person)
		}
	}
	if c.last-c.first == 1 && t.Tokens[c.first].Is(text.AllCaps) && !c.weak {
		n.reason(v, "acronym", kind.Organization)
	}
	if before == "(" && after == ")" && t.Tokens[c.first].Is(text.AllCaps) {
		n.reason(v, "acronym-in-brackets", kind.Organization)
	}
}

// placeOf returns the kind of place that the lists speak for, a settlement where they are silent.
func (n *finder) placeOf(c *candidate) kind.Kind {
	best := kind.Settlement
	for k := kind.Country; k <= kind.Natural; k++ {
		if c.votes.weight[k] > c.votes.weight[best] {
			best = k
		}
	}
	return best
}

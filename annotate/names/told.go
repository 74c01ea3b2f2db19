package names

import (
	"slices"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// The rows that say outright what a name is, in words that a story seldom repeats, from the first to the last in the table: what they say
// of one mention of a name of one word holds for the others too. Virginia is a person wherever it stands if she was "her daughter,
// Virginia" once.
var firstTold, lastTold = number("guide-kin"), number("guide-called-place")

// tell gives the other mentions of names of one word the rows that say outright what one of them is.
func (n *finder) tell(all []candidate) {
	var said map[uint32]uint8
	for i := range all {
		c := &all[i]
		for _, k := range c.evidence {
			if k < firstTold || k > lastTold || c.len() > 1 && !n.f.Covers(c.first, rules.Storm) {
				continue
			}
			if said == nil {
				said = map[uint32]uint8{}
			}
			said[n.f.Sum(c.last-1)] = k
		}
	}
	if said == nil {
		return
	}
	for i := range all {
		c := &all[i]
		if k, ok := said[n.f.Sum(c.last-1)]; ok && c.len() == 1 && !slices.Contains(c.evidence, k) {
			n.also(c, k)
		}
	}
}

var companyTold = number("guide-founded")

// incorporate gives the row that says of one mention that it is a company to the others: those spelled alike, and, where it stood alone,
// the longer names that begin with the word. Northwind Kettles is one if Northwind has a founder.
func (n *finder) incorporate(all []candidate) {
	var said []*candidate
	for i := range all {
		if c := &all[i]; len(said) < mostCompanies && slices.Contains(c.evidence, companyTold) {
			said = append(said, c)
		}
	}
	for i := range all {
		c := &all[i]
		for _, of := range said {
			if n.f.Sum(c.first) != n.f.Sum(of.first) || of.len() > 1 && n.t.Of(n.t.Span(c.first, c.last)) != n.t.Of(n.t.Span(of.first, of.last)) {
				continue
			}
			if !slices.Contains(c.evidence, companyTold) {
				n.also(c, companyTold)
			}
			break
		}
	}
}

// mostCompanies is how many companies a story is asked for: a hostile one stays linear.
const mostCompanies = 40

// kin reports whether a word for one relative stands before the candidate, with or without a comma, and no verb behind: her
// daughter, Virginia; not: her husband, Reuters reported.
func (n *finder) kin(c *candidate) bool {
	i := c.first - 1
	if n.wordBefore(c, 0, ",") && !n.behind(c, 0, rules.Cue, rules.Verb, rules.Auxiliary) {
		i--
	}
	if i < c.sentence.First {
		return false
	}
	h, ok := n.f.At(i, rules.Kin)
	return (ok && h.Last == i+1 && h.Rule.Attr("gender") != "" || n.offspring(c)) && !n.whole(c, rules.Org)
}

// mostKin is how many names may stand between a word for relatives and the last of them.
const mostKin = 8

// offspring reports whether the candidate stands in a list of relatives: their children, Cian, Róisín and Éabha.
func (n *finder) offspring(c *candidate) bool {
	i := c.first - 1
	for k := 0; k < mostKin && i > c.sentence.First && (n.t.Word(i) == "," || n.is(i, "and")); k++ {
		if i--; n.t.Word(i) == "," {
			i--
		}
		if n.among(i, offspring) {
			return true
		}
		from := i
		for i > c.sentence.First && n.capital[i] {
			i--
		}
		if i == from {
			return false
		}
	}
	return i >= c.sentence.First && n.among(i, offspring)
}

// storm reports whether a word for a storm stands before the candidate or is its first.
func (n *finder) storm(c *candidate) bool {
	return n.before(c, 0, rules.Storm) || c.len() == 2 && n.f.Covers(c.first, rules.Storm)
}

// peopled reports whether "the people of" or "communities of" stands before the candidate.
func (n *finder) peopled(c *candidate) bool {
	return n.wordBefore(c, 0, "of") && n.oneBefore(c, 1, homes)
}

// calledPlace reports whether a word for a place says that it is called so: a detention centre named “Pozo Azul”.
func (n *finder) calledPlace(c *candidate) bool {
	end := n.namedBefore(c)
	return end < c.first-1 && !n.is(end, "of") && n.introduced(end, c) != kind.None
}

// untitle takes the letters of an honour or an office off the end of a person's name (A1): Philippa Carew KC, Tom Pascoe MP.
func (n *finder) untitle(c *candidate) {
	if i := c.last - 1; c.len() > 2 && n.t.Tokens[i].Is(text.AllCaps) && n.f.Covers(i, rules.Title) {
		c.last = i
	}
}

// bareTitle reports whether the candidate is a title and no name: Madam Speaker.
func (n *finder) bareTitle(c *candidate) bool {
	for i := c.first; i < c.last; i++ {
		if !n.f.CoversAny(i, rules.Title, rules.Honorific) || n.f.CoversAny(i, rules.FirstName, rules.FamilyName) {
			return false
		}
	}
	return c.len() > 1
}

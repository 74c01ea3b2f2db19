package names

import (
	"slices"

	"stet/annotate/rules"
	"stet/annotate/text"
)

// sharedWord returns the token of the word for what all of the candidate's list are, 0 for none: Cooke, Grayson and Love counties.
func (n *finder) sharedWord(c *candidate) int {
	const reach = 16
	if n.holds(c.first, c.last, ",", "and", "or") || c.len() == 1 && n.t.Tokens[c.first].Is(text.AllCaps) || n.f.CoversAny(c.last-1, rules.Direction, rules.Demonym) {
		return 0
	}
	for i := c.last; i < c.sentence.Last && i < c.last+reach; i++ {
		switch w := n.t.Word(i); {
		case w == "," || w == "and" || w == "or":
		case !n.t.Tokens[i].Is(text.Capital):
			if n.among(i, buildings) && i+1 < c.sentence.Last {
				i++
			}
			if n.among(i, shared) {
				return i
			}
			return 0
		case i == c.last:
			return 0
		}
	}
	return 0
}

// seat reports whether the candidate is what a politician sits for, by words or by a party's letter: the member for Ocilla; (R-Ocilla);
// Bill Harris, R-Ashland.
func (n *finder) seat(c *candidate) bool {
	i := c.first - 1
	return n.seatedFor(c) || i > c.sentence.First && hyphen(n.t.Word(i)) && !n.t.Tokens[c.first].Is(text.SpaceBefore) && n.party(i-1, c.sentence) && !n.f.CoversAny(c.first, rules.Common, rules.Calendar, rules.Event)
}

// seatedFor reports whether words say that a politician sits for the candidate: the MP for Ocilla.
func (n *finder) seatedFor(c *candidate) bool {
	return c.first >= c.sentence.First+2 && n.wordBefore(c, 0, "for") && slices.Contains(seated, n.t.Lower(c.first-2))
}

// party reports whether token i is a party's letter behind a politician's name.
func (n *finder) party(i int, s text.Range) bool {
	return i > s.First && slices.Contains(parties, n.t.Word(i)) && (n.t.Word(i-1) == "(" || n.t.Word(i-1) == ",")
}

// label reports whether the candidate stands in capitals before a paragraph's colon, as those who speak in a transcript do: ANNA HILL: Good
// morning.
func (n *finder) label(c *candidate) bool {
	if c.len() < 2 || !n.t.Tokens[c.first].Is(text.Opens) || !n.wordBehind(c, 0, ":") || !n.f.Covers(c.first, rules.FirstName) || n.f.CoversAny(c.first, rules.Country, rules.Region, rules.Settlement) {
		return false
	}
	for i := c.first; i < c.last; i++ {
		if !n.t.Tokens[i].Is(text.AllCaps) {
			return false
		}
	}
	return true
}

// shores reports whether the candidate is called as a river, a lake or a mountain is: on the banks of the Ibar.
func (n *finder) shores(c *candidate) bool {
	return c.len() == 1 && n.wordBefore(c, 0, "the") && n.wordBefore(c, 1, "of") && n.oneBefore(c, 2, shores) && !n.f.CoversAny(c.first, rules.Country, rules.Region, rules.Org) && !n.t.Tokens[c.first].Is(text.AllCaps) &&
		!n.behind(c, 0, rules.OrgNoun, rules.PlaceWord)
}

// company reports whether what stands behind the candidate is said of companies: Fjordmar chief executive Odd Lier; Fjordmar was founded.
func (n *finder) company(c *candidate) bool {
	i := c.last
	if i+1 >= c.sentence.Last || n.t.Tokens[i].Kind != text.Word {
		return false
	}
	switch w := n.t.Lower(i); {
	case slices.Contains(heads, w):
		return true
	case w == "chief":
		return n.is(i+1, "executive") || n.is(i+1, "financial")
	case w == "managing":
		return n.is(i+1, "director")
	case w == "was" || w == "is":
		return n.among(i+1, founded)
	}
	return n.among(i, employs) && n.t.Tokens[i+1].Kind == text.Number
}

// visited reports whether one stands in the building that the candidate is called by or goes into it (L4): at the Princes Theatre.
func (n *finder) visited(c *candidate) bool {
	if c.len() == 1 || !n.among(c.last-1, visited) && !n.among(c.last-2, visited) && !(n.among(c.last-1, centers) && n.among(c.last-2, centered)) {
		return false
	}
	d := 0
	if n.wordBefore(c, 0, "the") {
		d = 1
	}
	faith := n.is(c.last-1, "church") && (n.wordBefore(c, d, "in") || n.wordBefore(c, d, "into")) // in the Ethiopian Church
	return !faith && (n.oneBefore(c, d, into) || n.wordBefore(c, d, "to") && n.oneBefore(c, d+1, brought))
}

// oneOfMany reports whether an indefinite article stands before the candidate, a year between them or not, and no noun behind, as with no
// place's own name: a 2001 Durango; not a Kettering judge.
func (n *finder) oneOfMany(c *candidate) bool {
	d := 0
	if i := c.first - 1; c.len() > 1 || i < c.sentence.First {
		return false
	} else if n.t.Tokens[i].Kind == text.Number {
		d = 1
	}
	if !n.wordBefore(c, d, "a") && !n.wordBefore(c, d, "an") || n.noun(c) || n.f.CoversAny(c.first, rules.Country, rules.Region) {
		return false
	}
	i := c.last
	return i == c.sentence.Last || !n.capital[i] && !hyphen(n.t.Word(i)) && !n.f.CoversAny(i, rules.PlaceWord, rules.PeopleNoun, rules.PersonNoun, rules.OrgNoun, rules.Title)
}

// calledMister reports whether Mr, Mrs or Ms stands before the candidate, in capitals only where it is, too: MR TANAKA; the MS Estonia is
// a ship.
func (n *finder) calledMister(c *candidate) bool {
	i := c.first - 1
	return slices.Contains(mister, n.t.Lower(i)) && (n.t.Tokens[c.first].Is(text.AllCaps) || !n.t.Tokens[i].Is(text.AllCaps)) && !n.f.Covers(c.first, rules.Title)
}

// oneOfTheirs reports whether an organization's possessive stands before two or three words that are no institution's: Labour's Ana Ruiz
// said.
func (n *finder) oneOfTheirs(c *candidate) bool {
	i := c.first - 1
	return i > c.sentence.First && n.t.Tokens[i].Is(text.Possessive) && n.f.Covers(i-1, rules.Org) && (c.len() == 2 || c.len() == 3) &&
		!n.inside(c.first, c.last, rules.OrgHead, rules.PlaceWord, rules.OrgTail, rules.Event, rules.Common)
}

// namesEvent reports whether a treaty or an event is called by the place: the Ankara Declaration.
func (n *finder) namesEvent(c *candidate) bool {
	i := c.last
	return c.len() == 1 && n.capital[i] && n.t.Tokens[i].Is(text.SpaceBefore) && (i+1 == c.sentence.Last || !n.capital[i+1])
}

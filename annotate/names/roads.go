package names

import (
	"slices"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// roads marks the roads that are called by a letter and a number (L1), where the story has other words of roads: the A417. An Airbus and a
// sheet of paper are called so too.
func (n *finder) roads() {
	told, signs := false, false
	for i := range n.t.Tokens {
		tok := &n.t.Tokens[i]
		if tok.Is(text.Digits) && n.ordinal(i) {
			n.numberedStreet(i)
			continue
		}
		if tok.Kind == text.Number && n.highway(i) {
			n.mark(i-1, i+1, kind.Facility, "guide-road")
			continue
		}
		if !tok.Is(text.Digits) || tok.Kind != text.Word || i == n.t.Sentences[n.t.SentenceOf(i)].First || !lettered(n.t.Word(i)) || !n.behindRoad(i) {
			continue
		}
		if c := (candidate{first: i, last: i + 1, sentence: n.t.Sentences[n.t.SentenceOf(i)]}); tok.Len() == 2 && n.noun(&c) && !n.among(i+1, roadSigns) && !n.behind(&c, 0, rules.PlaceWord) {
			continue // A4 paper
		}
		if !told {
			told, signs = true, n.hasRoads()
		}
		if signs {
			n.mark(i, i+1, kind.Facility, "guide-road")
		}
	}
}

// highway reports whether the number at token i is that of a road of the United States: south on U.S. 421.
func (n *finder) highway(i int) bool {
	return i > 1 && n.t.Tokens[i].Len() <= 3 && (n.t.Word(i-1) == "U.S." || n.t.Word(i-1) == "US") && n.among(i-2, highwayPrepositions)
}

// ordinal reports whether token i is an ordinal number in digits: 33rd.
func (n *finder) ordinal(i int) bool {
	w := n.t.Word(i)
	if len(w) < 3 || w[0] < '0' || w[0] > '9' {
		return false
	}
	end := w[len(w)-2:]
	return end == "th" || end == "st" || end == "nd" || end == "rd"
}

// numberedStreet marks the street that is called by the ordinal at token i, with the direction before or behind and the building that is
// called for it: West 16th Street, 40th Avenue South, 35th Street Bridge.
func (n *finder) numberedStreet(i int) {
	end := n.t.Sentences[n.t.SentenceOf(i)].Last
	last := i + 1
	if i == 0 || last >= end || !n.t.Tokens[last].Is(text.Capital) || !n.among(last, streets) {
		return
	}
	for last++; last < end && n.capital[last] && n.t.Tokens[last].Is(text.SpaceBefore); last++ {
	}
	first := i
	if n.t.SentenceOf(i-1) == n.t.SentenceOf(i) && n.t.Tokens[i-1].Is(text.Capital) && n.among(i-1, quarters) {
		first--
	}
	if n.among(last-1, streets) || n.f.Covers(last-1, rules.PlaceWord) || n.among(last-1, quarters) {
		n.mark(first, last, kind.Facility, "guide-road")
	}
}

// longestHouse is how many digits a house number may have.
const longestHouse = 5

// street reports whether the candidate's last word is one for a street.
func (n *finder) street(c *candidate) bool { return c.len() > 1 && n.among(c.last-1, streets) }

// address reports whether a house number stands before the candidate and it ends in a word for a street: 508 Cumberland St.
func (n *finder) address(c *candidate) bool {
	i := c.first - 1
	return c.len() > 1 && i >= c.sentence.First && n.t.Tokens[i].Kind == text.Number && n.t.Tokens[i].Len() <= longestHouse && n.street(c)
}

// lettered reports whether the word is a letter for a class of roads and a number.
func lettered(w string) bool {
	const longest = len("A1234")
	if len(w) < 2 || len(w) > longest || !slices.Contains(roadClasses, w[:1]) {
		return false
	}
	for _, c := range []byte(w[1:]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// behindRoad reports whether token i stands behind a word that roads stand behind, or in a list behind a road that is marked.
func (n *finder) behindRoad(i int) bool {
	if n.among(i-1, roadPrepositions) {
		return true
	}
	if n.t.Word(i-1) != "," && !n.is(i-1, "and") || i < 2 {
		return false
	}
	o := n.owner[i-2]
	return o > 0 && n.found[o-1].By == "rule:guide-road"
}

// hasRoads reports whether the story has words of roads.
func (n *finder) hasRoads() bool {
	for i := range n.t.Tokens {
		if n.among(i, roadSigns) {
			return true
		}
	}
	return false
}

// numbered reports whether the candidate is a road by its number: Highway 19, County Road 225.
func (n *finder) numbered(c *candidate) bool {
	words := false
	for i := c.first; i < c.last; i++ {
		if n.t.Tokens[i].Kind == text.Number {
			return words
		}
		words = words || n.among(i, roadWords)
	}
	return false
}

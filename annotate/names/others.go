package names

import "stet/annotate/rules"

// mostListed is how many names to either side of one its list is read: a hostile story stays linear.
const mostListed = 24

// amongPlaces reports whether the candidate at i is one of a list with "and" of three names or more, of one word each but for hyphens, of
// which all others are places: in Wabasso, Lamberton and Sanborn.
func (n *finder) amongPlaces(all []candidate, known []name, i int) bool {
	c := &all[i]
	if known[c.name].verdict == place || !n.wordBehind(c, 0, ",") && !n.wordBehind(c, 0, "and") && !n.wordBefore(c, 0, "and") {
		return false
	}
	others, and, start := 0, false, c.first
	walk := func(step int) bool {
		at := c
		for j := i + step; j >= 0 && j < len(all) && max(j-i, i-j) <= mostListed; j += step {
			o := &all[j]
			link := at.last
			if step < 0 {
				link = o.last
			}
			if step > 0 && o.first < at.last || step < 0 && o.last > at.first {
				continue // another cut of the same words
			}
			if max(o.first, at.first)-link != 1 || n.t.Word(link) != "," && !n.is(link, "and") {
				return true
			}
			if known[o.name].likeliest() != place {
				return false
			}
			others, and, at, start = others+1, and || n.is(link, "and"), o, min(start, o.first)
		}
		return true
	}
	return walk(-1) && walk(1) && and && others > 1 && start > c.sentence.First && n.f.CoversAny(start-1, rules.PlacePrep, rules.Preposition, rules.PlaceWord)
}

// base returns where the words begin that say what a company is, behind one that no list has as a place's: Harrowgate Metals, Masdar Bay
// Properties PJSC. It is the candidate's first token for what is called otherwise.
func (n *finder) base(c *candidate) int {
	i := c.last
	for i > c.first && (n.among(i-1, companies) || n.f.Covers(i-1, rules.OrgTail)) {
		i--
	}
	if _, ok := n.listed(c.first); ok || i == c.last || i > c.first+2 {
		return c.first
	}
	return i
}

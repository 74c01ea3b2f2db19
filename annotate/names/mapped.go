package names

import (
	"slices"

	"stet/annotate/names/tagger"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// The rows of what the gazetteer says of a name, once the story's own evidence has said which names are places.
var mapUnknown, mapMissing, mapKnown, mapNear, mapBuilt = number("map-unknown"), number("map-missing"), number("map-known"), number("map-near"), number("map-built")

// mapped finds out which of the story's names the gazetteer has, and which of these lie in the same division as another place of the
// story: a village that no list marks is one beside its county town. What it has not is hardly a place; that says less of buildings and
// roads, of which it has few.
func (n *finder) mapped(all []candidate, known []name) {
	if n.g == nil {
		return
	}
	divisions := map[int32]int{} // how many of the story's places lie in each
	thorough := 0                // how many more lie where the gazetteer has villages too than elsewhere
	where := make([]placing, len(known))
	for k := range known {
		x, c := &known[k], &all[known[k].first]
		where[k] = n.placing(n.t.Of(n.t.Span(c.first, c.last)))
		if x.verdict == place {
			for _, d := range where[k].divisions {
				divisions[d]++
			}
			thorough += where[k].thorough
		}
	}
	for k := range known {
		x, w := &known[k], &where[k]
		alone := 0
		if x.verdict == place {
			alone = 1
		}
		switch {
		case n.whole(&all[x.first], rules.Work): // Jupiter is a town in Florida
		case slices.ContainsFunc(w.divisions, func(d int32) bool { return divisions[d] > alone }):
			x.mapped = mapNear
		case w.found:
			x.mapped = mapKnown
		case n.built(&all[x.first]) || n.numbered(&all[x.first]):
			x.mapped = mapBuilt
		case thorough > 0:
			x.mapped = mapUnknown
		default:
			x.mapped = mapMissing
		}
	}
}

// placing is what the gazetteer has of a name.
type placing struct {
	found     bool
	divisions []int32 // the first-order divisions in which places of the name lie, each once
	thorough  int     // 1 if the largest lies where the gazetteer has villages too, -1 if elsewhere, 0 for none
}

func (n *finder) placing(name string) (p placing) {
	most := -1
	for at := range n.g.Named(gazetteer.Key(name)) {
		p.found = true
		if at.Region > 0 && !slices.Contains(p.divisions, at.Region) {
			p.divisions = append(p.divisions, at.Region)
		}
		if at.People > most && at.Country != "" {
			most, p.thorough = at.People, -1
			if gazetteer.Thorough(at.Country) {
				p.thorough = 1
			}
		}
	}
	return p
}

// built reports whether words of the name say what it is, or a list has a part of it: such names the gazetteer need not have.
func (n *finder) built(c *candidate) bool {
	return n.f.CoversAny(c.last-1, rules.PlaceWord, rules.PlaceHead, rules.OrgHead, rules.OrgTail, rules.Country, rules.Region, rules.Settlement, rules.Natural, rules.Facility) ||
		n.f.CoversAny(c.first, rules.PlaceHead, rules.Country, rules.Region, rules.Settlement, rules.Natural, rules.Facility)
}

// inOrganization reports whether the candidate at i lies in the name of an organization: what the gazetteer has of the town says nothing
// of the town's police.
func inOrganization(all []candidate, known []name, i int) bool {
	c := &all[i]
	named := func(j int) bool {
		x := &known[all[j].name].total
		return x[organization] > max(x[person], x[place], x[nothing]-lenience*int64(known[all[j].name].mentions))
	}
	for j := i + 1; j < len(all) && all[j].first == c.first; j++ {
		if named(j) {
			return true
		}
	}
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if all[j].last >= c.last && named(j) {
			return true
		}
	}
	return false
}

// articled reports whether the candidate is one word with an article, as no town's name has: the Webster was sold; not the Webster school.
func (n *finder) articled(c *candidate) bool {
	if c.len() > 1 || !n.wordBefore(c, 0, "the") || n.noun(c) || n.f.CoversAny(c.first, rules.Country, rules.Region, rules.Natural, rules.PlaceWord) || c.touched(same, tagger.Place) && c.sureness() > 1 {
		return false
	}
	i := c.last
	return i == c.sentence.Last || n.t.Tokens[i].Kind != text.Number && n.t.Tokens[i].Flags&(text.Capital|text.Mixed) == 0 && !hyphen(n.t.Word(i)) &&
		!n.f.CoversAny(i, rules.PlaceWord, rules.PeopleNoun, rules.PersonNoun, rules.OrgNoun, rules.Title)
}

// knownPlace reports whether the gazetteer has a place of the name [first, last).
func (n *finder) knownPlace(first, last int) bool {
	return n.g != nil && n.placing(n.t.Of(n.t.Span(first, last))).found
}

package names

import (
	"slices"

	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
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
	for k := range known {
		x, c := &known[k], &all[known[k].first]
		x.key = gazetteer.Key(n.t.Of(n.t.Span(c.first, c.last)))
		if x.verdict == place {
			n.divisions(x.key, func(division int32) { divisions[division]++ })
			thorough += n.thorough(x.key)
		}
	}
	for k := range known {
		x := &known[k]
		alone := 0
		if x.verdict == place {
			alone = 1
		}
		near := false
		found := n.divisions(x.key, func(division int32) { near = near || divisions[division] > alone })
		switch {
		case near:
			x.mapped = mapNear
		case found:
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

// divisions yields the first-order divisions in which places of the name lie, each once, and reports whether there are places of the name.
func (n *finder) divisions(key uint32, yield func(division int32)) (found bool) {
	var seen [8]int32
	of := seen[:0]
	for p := range n.g.Named(key) {
		found = true
		if p.Region > 0 && !slices.Contains(of, p.Region) {
			of = append(of, p.Region)
			yield(p.Region)
		}
	}
	return found
}

// thorough returns 1 if the largest place of the name lies where the gazetteer has villages too, -1 if elsewhere, 0 where there is none.
func (n *finder) thorough(key uint32) int {
	most, country := -1, ""
	for p := range n.g.Named(key) {
		if p.People > most {
			most, country = p.People, p.Country
		}
	}
	switch {
	case country == "":
		return 0
	case gazetteer.Thorough(country):
		return 1
	}
	return -1
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

// knownPlace reports whether the gazetteer has a place of the name [first, last).
func (n *finder) knownPlace(first, last int) bool {
	return n.g != nil && n.divisions(gazetteer.Key(n.t.Of(n.t.Span(first, last))), func(int32) {})
}

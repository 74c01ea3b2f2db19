package places

import (
	"cmp"

	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
)

// anchor is a place of the story that others are held against.
type anchor struct {
	gazetteer.Place
	entity int
	weight int
	tally  int // of its country
}

// tally is how much of the story lies in a country: anchors and, in the same unit, what is beside them.
type tally struct {
	country string
	weight  int
}

// mostAnchors is how many places others are held against: those that weigh most.
const mostAnchors = 64

// support is how much of a story lies in each country and division.
type support struct {
	countries map[string]int
	regions   map[int32]int
	total     int
}

func (a *support) add(country string, region int32, weight int) {
	if country == "" {
		return
	}
	a.countries[country] += weight
	a.regions[region] += weight // none, 0, is asked for by nobody
	a.total += weight
}

// mostBeside limits what demonyms and bodies may weigh beside the places themselves.
const mostBeside = 12

// read notes what the story says of countries and divisions without naming them as places: Texan, Iowa State Patrol.
func (s *story) read() {
	s.beside = support{countries: map[string]int{}, regions: map[int32]int{}}
	if s.g == nil {
		return
	}
	for _, h := range s.f.Hits(rules.Demonym) {
		if s.beside.countries[h.Country()] < mostBeside {
			s.beside.add(h.Country(), 0, 1)
		}
	}
	for i := range s.mentions {
		m := &s.mentions[i]
		if m.Kind != kind.Organization {
			continue
		}
		for at := m.First; at < m.Last; at++ {
			if h, ok := s.f.At(at, rules.Country); ok && s.beside.countries[h.Country()] < mostBeside {
				s.beside.add(h.Country(), 0, 1)
				continue
			}
			if !s.f.Covers(at, rules.Region) && !(at+1 < m.Last && s.f.Covers(at+1, rules.PlaceWord)) {
				continue
			}
			around, last := s.around(at)
			if len(around) == 1 && s.beside.regions[around[0].Region] < mostBeside {
				s.beside.add(around[0].Country, around[0].Region, 1)
			}
			at = max(at, last-1)
		}
	}
}

// sure is how certain a place must be for others to lie in it, in thousandths.
const sure = 500

// How many of an entity's candidates others are held against, and how likely these must be, in thousandths: "Webster and Greene counties"
// lie where both names meet, though neither is clear alone.
const (
	mostHeld = 8
	held     = 50
)

// anchor takes what names can mean so far as anchors.
func (s *story) anchor() {
	s.anchors = s.anchors[:0]
	for i := range s.named {
		n := &s.named[i]
		if n.given != nil {
			s.anchors = append(s.anchors, anchor{Place: *n.given, entity: i, weight: n.weight * 1000})
			continue
		}
		if len(n.candidates) == 0 {
			continue
		}
		n.settle()
		for k := 0; k < len(n.candidates) && k < mostHeld; k++ {
			if c := &n.candidates[k]; c.Score >= held {
				s.anchors = append(s.anchors, anchor{Place: c.Place, entity: i, weight: n.weight * int(c.Score)})
			}
		}
	}
	if len(s.anchors) > mostAnchors {
		order.Stable(s.anchors, func(a, b anchor) int { return cmp.Compare(b.weight, a.weight) })
		s.anchors = s.anchors[:mostAnchors]
	}
	s.tallies, s.total = s.tallies[:0], 1000*(s.beside.total+doubt)
	for c, weight := range s.beside.countries {
		s.tallies = append(s.tallies, tally{c, 1000 * weight})
	}
	for i := range s.anchors {
		a := &s.anchors[i]
		if a.tally = s.find(a.Country); a.tally < 0 {
			a.tally = len(s.tallies)
			s.tallies = append(s.tallies, tally{country: a.Country})
		}
		s.tallies[a.tally].weight += a.weight
		s.total += a.weight
	}
}

// find returns the index of the country's tally, or -1.
func (s *story) find(country string) int {
	for i := range s.tallies {
		if s.tallies[i].country == country {
			return i
		}
	}
	return -1
}

// count adds the entity's own anchors to the tallies, or with -1 takes them away.
func (s *story) count(entity, sign int) {
	for i := range s.anchors {
		if a := &s.anchors[i]; a.entity == entity {
			s.tallies[a.tally].weight += sign * a.weight
			s.total += sign * a.weight
		}
	}
}

// near reports whether the two lie within about 150 km of each other. Degrees of longitude shrink towards the poles.
func near(a, b *gazetteer.Place) bool {
	const reach = 1350 // thousandths of a degree of latitude
	dy := int(a.Lat - b.Lat)
	if dy > reach || dy < -reach {
		return false
	}
	dx := int(a.Lon - b.Lon)
	if dx < 0 {
		dx = -dx
	}
	if dx > 180_000 {
		dx = 360_000 - dx
	}
	lat := min(max(int(a.Lat), -int(a.Lat)), 89_999)
	dx = dx * cosines[lat/10_000] / 1000
	return dx*dx+dy*dy <= reach*reach
}

// cosines of the middles of bands of ten degrees, in thousandths.
var cosines = [...]int{996, 966, 906, 819, 707, 574, 423, 259, 87}

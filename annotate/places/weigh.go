package places

import (
	"math/bits"

	"stet/annotate/kind"
)

// octave is a doubling of a likelihood in the logarithms here.
const octave = 16

// steps are the sixteen parts of an octave, in thousandths of its beginning.
var steps = [octave]int{1000, 1044, 1091, 1139, 1189, 1242, 1297, 1354, 1414, 1477, 1542, 1610, 1682, 1756, 1834, 1915}

// octaves returns the logarithm of n, which is positive, in sixteenths of an octave.
func octaves(n int) int {
	whole := bits.Len(uint(n)) - 1
	part := octave - 1
	for part > 0 && n*1000 < steps[part]<<whole {
		part--
	}
	return whole*octave + part
}

// power returns 2^20 times two to the power of minus so many sixteenths of an octave.
func power(minus int) int {
	whole, part := (minus+octave-1)/octave, 0
	if r := minus % octave; r > 0 {
		part = octave - r
	}
	if whole > 20 {
		return 0
	}
	return (steps[part] << 20 / 1000) >> whole
}

// A share of the story is so many of whole. What is written in these shares is how likely a place is that nothing else in the story
// supports, beside one that all supports; doubt is the weight, in mentions, of what the story has not said.
const (
	whole        = 1024
	strange      = 16 // another country
	strangeState = 40 // another division
	alone        = 60 // nothing near
	doubt        = 1
)

// weigh sets how likely each candidate of the entity is beside the anchors, and sorts them.
func (s *story) weigh(entity int) {
	n := &s.named[entity]
	if len(n.candidates) == 0 {
		return
	}
	s.count(entity, -1) // an entity does not support itself
	n.none = s.elsewhere()
	for k := range n.candidates {
		c := &n.candidates[k]
		country, region, close := 0, 1000*s.beside.regions[c.Region], 0
		if at := s.find(c.Country); at >= 0 && c.Country != "" {
			country = s.tallies[at].weight
			for i := range s.anchors {
				a := &s.anchors[i]
				if a.tally != at || a.entity == entity {
					continue
				}
				if c.Region != 0 && c.Region == a.Region {
					region += a.weight
				}
				if a.Kind != kind.Country && near(&c.Place, &a.Place) {
					close += a.weight
				}
			}
		}
		if c.Kind == kind.Country || c.Country == "" {
			region, close = country, country
		} else if c.Kind == kind.Region {
			close = region
		}
		c.log = c.own + share(country, s.total, strange) + share(region, s.total, strangeState) + share(close, s.total, alone)
	}
	s.count(entity, 1)
	n.sort()
}

// sort puts the likeliest candidates first. They are few, and mostly in order already.
func (n *named) sort() {
	all := n.candidates
	for i := 1; i < len(all); i++ {
		c := all[i]
		j := i
		for ; j > 0 && all[j-1].log < c.log; j-- {
			all[j] = all[j-1]
		}
		all[j] = c
	}
}

// unlisted is how many inhabitants a place has that no list has, as far as its likelihood goes.
const unlisted = 20

// elsewhere returns the logarithm of how likely it is that a name means none of its candidates but a place that no list has, where most
// of the story lies.
func (s *story) elsewhere() int {
	most := 0
	for _, t := range s.tallies {
		if t.country != "" {
			most = max(most, t.weight)
		}
	}
	return octaves(unlisted) + 3*octave + share(most, s.total, strange) + share(most, s.total, strangeState) + share(0, s.total, alone)
}

// share returns the logarithm of what a part of the total is worth, of which the least is worth something too.
func share(part, total, least int) int { return octaves(part*whole/total + least) }

// settle turns the logarithms into probabilities.
func (n *named) settle() {
	top := max(n.candidates[0].log, n.none)
	sum := power(top - n.none)
	for k := range n.candidates {
		sum += power(top - n.candidates[k].log)
	}
	for k := range n.candidates {
		n.candidates[k].Score = uint16(min(1000*power(top-n.candidates[k].log)/sum, 999))
	}
}

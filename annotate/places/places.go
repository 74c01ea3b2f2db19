// Package places says which place on the map a name means: Paris in France or in Texas.
//
// The gazetteer gives what a name can stand for (candidates.go). How likely each is follows from how many people live there, from what is
// written beside the name ("Springfield, Ill.", qualify.go), and from how much of the rest of the story lies in its country, in its
// division and near it (anchors.go, weigh.go): a story keeps to few regions, and its dateline and the bodies named in it say which. What
// stays doubtful keeps its candidates. Cost grows with the length of the story: names have at most so many candidates, and each is
// compared with at most so many anchors.
package places

import (
	"stet/annotate/entities"
	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// Choice is where an entity lies.
type Choice struct {
	Place      *gazetteer.Place // nil where nobody knows
	Country    string           // ISO 3166-1 alpha-2; "" where unknown
	Around     bool             // Place is that of the settlement around it, since nothing nearer is known
	Candidates []Candidate      // where it is doubtful, likeliest first, with Place at the head; else nil
}

// Candidate is one place that a name can mean.
type Candidate struct {
	gazetteer.Place
	Score uint16 // probability in thousandths
	log   int    // its logarithm without a common term, in sixteenths of an octave
	own   int    // the part of it that does not depend on other places
}

// story is one story while its places are resolved.
type story struct {
	t        *text.Text
	f        *rules.Found
	g        *gazetteer.Gazetteer
	mentions []names.Mention
	named    []named // by entity
	same     []int   // by entity: the one that is resolved in its place, -1 for none
	beside   support // what demonyms and bodies say
	anchors  []anchor
	tallies  []tally // by country
	total    int     // of all tallies, and a doubt
}

// named is an entity's name while it is resolved.
type named struct {
	candidates []Candidate
	weight     int  // how much it says of where the story lies
	none       int  // how likely it is that the name means none of them, as a logarithm
	fixed      bool // its own words say where it lies
	given      *gazetteer.Place
	country    string
}

// Resolve returns where each of the entities lies. Without a gazetteer, nil, only what an editor's pack says is known.
func Resolve(t *text.Text, f *rules.Found, g *gazetteer.Gazetteer, mentions []names.Mention, all []entities.Entity) []Choice {
	s := &story{t: t, f: f, g: g, mentions: mentions, named: make([]named, len(all))}
	s.same = s.sameNames(all)
	for i := range all {
		if s.same[i] == i {
			s.propose(&s.named[i], &all[i])
		}
	}
	for i, first := range s.same {
		if first >= 0 && first != i {
			s.named[first].weight += s.weight(&all[i])
			s.qualifyAll(&s.named[first], &all[i])
		}
	}
	s.read()
	for range rounds {
		s.anchor()
		for i := range s.named {
			s.weigh(i)
		}
	}
	out := make([]Choice, len(all))
	for i := range out {
		if first := s.same[i]; first >= 0 {
			out[i] = s.named[first].choice()
		}
	}
	s.surround(all, out)
	return out
}

// rounds is how often the places are weighed: first beside those that are clear by themselves, then beside all.
const rounds = 2

// sameNames returns for each entity the one that is resolved in its place: of several of one name the first location, since a city and the
// state that acts for it lie in one place; -1 for those that lie nowhere.
func (s *story) sameNames(all []entities.Entity) []int {
	first := map[uint32]int{}
	same, keys := make([]int, len(all)), make([]uint32, len(all))
	for i := range all {
		same[i] = -1
		if !placed(all[i].Kind) {
			continue
		}
		keys[i] = gazetteer.Key(s.t.Of(all[i].Name))
		if j, ok := first[keys[i]]; !ok || all[j].Kind == kind.State && all[i].Kind != kind.State {
			first[keys[i]] = i
		}
	}
	for i := range all {
		if placed(all[i].Kind) {
			same[i] = first[keys[i]]
		}
	}
	return same
}

// placed reports whether entities of the kind lie somewhere.
func placed(k kind.Kind) bool { return k == kind.State || k.Type() == kind.Location }

// How certain a place must be to stand alone, and what a candidate must be worth to stand beside it, in thousandths; how many stand there.
const (
	certain  = 900
	worth    = 15
	mostKept = 6
)

func (n *named) choice() Choice {
	if n.given != nil {
		return Choice{Place: n.given, Country: n.given.Country}
	}
	if len(n.candidates) == 0 {
		return Choice{Country: n.country}
	}
	n.settle()
	best := &n.candidates[0]
	c := Choice{Place: &best.Place, Country: best.Country}
	least := 2
	if n.none > best.log { // more likely a place that no list has
		c, least = Choice{Country: n.country}, 1
	}
	k := 0
	for k < len(n.candidates) && k < mostKept && n.candidates[k].Score >= worth {
		k++
	}
	if best.Score < certain && k >= least {
		c.Candidates = n.candidates[:k]
	}
	return c
}

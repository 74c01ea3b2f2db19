package names

import (
	"cmp"
	"slices"

	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// How the trained tagger's names touch a candidate.
type touch uint8

const (
	apart  touch = iota
	same         // it has the candidate's extent
	within       // the candidate lies inside it
	around       // it lies inside the candidate
	across       // each has a part of its own
)

// sure are the certainties, in thousandths, from which a tagged name speaks louder than the step before, and the steps' names.
var (
	sure      = [...]uint16{500, 700, 850, 950, 975}
	sureNames = [...]string{"doubtful", "possible", "likely", "sure", "certain", "beyond-doubt"}
)

// near are how far a class may fall behind the tagger's best reading, in its own unit, to be worth a word still, and the steps' names.
var (
	near      = [...]int32{0, 12, 24, 48, 80, 120}
	nearNames = [...]string{"all-but", "nearly", "maybe", "hardly", "scarcely"}
)

// classNames are the tagger's classes in the ids of evidence.
var classNames = [...]string{tagger.Person: "person", tagger.Org: "organization", tagger.Place: "place", tagger.Norp: "people", tagger.Misc: "work"}

// seen returns the rows of what the trained tagger sees; without one none holds. They have no functions of their own: see goes through them
// in their order.
func seen() []reason {
	ids := []string{"tagged-people", "tagged-work", "tagged-across", "tagged-nothing", "tagged-only"}
	for class := tagger.Person; int(class) < len(classNames); class++ {
		name := classNames[class]
		if class <= tagger.Place {
			for _, step := range sureNames {
				ids = append(ids, "tagged-"+name+"-"+step)
			}
		}
		for _, step := range nearNames {
			ids = append(ids, "tagged-"+step+"-"+name)
		}
		ids = append(ids, "tagged-"+name+"-inside", "tagged-"+name+"-around")
	}
	rows := make([]reason, len(ids))
	for i, id := range ids {
		rows[i].id = id
	}
	return rows
}

// see appends those of seen that hold for the candidate.
func (n *finder) see(c *candidate, held []uint8) []uint8 {
	k := len(own)
	for _, holds := range [...]bool{c.touched(same, tagger.Norp), c.touched(same, tagger.Misc), c.touch == across, n.trained && c.touch == apart, c.only} {
		held = n.hold(c, held, k, holds)
		k++
	}
	for class := tagger.Person; int(class) < len(classNames); class++ {
		if class <= tagger.Place {
			if c.touched(same, class) {
				held = n.hold(c, held, k+c.sureness(), true)
			}
			k += len(sureNames)
		}
		if step := c.lag(class); step >= 0 {
			held = n.hold(c, held, k+step, true)
		}
		k += len(nearNames)
		held = n.hold(c, held, k, c.touched(around, class))
		held = n.hold(c, held, k+1, c.touched(within, class))
		k += 2
	}
	return held
}

// tag lets the trained tagger look at the story. Names that an editor's rule or a demonym has taken already are left out.
func (n *finder) tag(m *tagger.Model) {
	if m == nil {
		return
	}
	n.trained = true
	n.reading = m.Read(n.t, make([]tagger.Span, 0, len(n.t.Tokens)/12+1))
	n.tagged = slices.DeleteFunc(n.parted(n.reading.Names), func(s tagger.Span) bool {
		return !n.free(s.First, s.Last) || n.t.SentenceOf(s.First) != n.t.SentenceOf(s.Last-1)
	})
}

// propose adds the tagged names to the candidates that the rules cut, where they have another extent, and notes for every
// candidate which tagged name touches it.
func (n *finder) propose(all []candidate) []candidate {
	if !n.trained {
		return all
	}
	cut := len(all)
	k := 0
	for i := range n.tagged {
		s := &n.tagged[i]
		for k < cut && all[k].last <= s.First {
			k++
		}
		if s.Class == tagger.Person && n.holds(s.First, s.Last, "and") {
			continue // her sons, Ivo and Jan
		}
		if n.inTitle(s) {
			continue
		}
		if stop, ok := n.title(s.First); ok && stop < s.Last && (s.Class == tagger.Person || n.t.Tokens[s.First].Is(text.AllCaps)) && !n.office(s.First, s.First, stop, s.Last) {
			s.First = stop
		}
		c := candidate{first: s.First, last: s.Last, sentence: n.t.Sentences[n.t.SentenceOf(s.First)], weak: n.weak[s.First], only: true}
		for j := k; j < cut && all[j].first < s.Last; j++ {
			c.only = c.only && (all[j].first != c.first || all[j].last != c.last)
			c.titled = c.titled || all[j].titled && all[j].first == c.first
		}
		if c.only && s.Class <= tagger.Place {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last)) })
	k = 0
	for i := range all {
		c := &all[i]
		c.lags, c.read = n.reading.Lags(c.first, c.last)
		for k < len(n.tagged) && n.tagged[k].Last <= c.first {
			k++
		}
		for j := k; j < len(n.tagged) && n.tagged[j].First < c.last; j++ {
			s := &n.tagged[j]
			how := across
			switch {
			case s.First == c.first && s.Last == c.last:
				how = same
			case s.First <= c.first && c.last <= s.Last:
				how = within
			case c.first <= s.First && s.Last <= c.last:
				how = around
			}
			if c.touch == apart || how < c.touch {
				c.touch, c.tagged = how, s
			}
		}
	}
	return all
}

// inTitle reports whether a title begins before the tagged name and ends in it: the Member of | Parliament for Subin.
func (n *finder) inTitle(s *tagger.Span) bool {
	for i := s.First - 1; i >= 0 && i >= s.First-3; i-- {
		if h, ok := n.f.At(i, rules.Title); ok && h.Last > s.First && h.Last < s.Last {
			return true
		}
	}
	return false
}

// sureness returns how many steps sure the tagger is of what touches the candidate.
func (c *candidate) sureness() int {
	k := 0
	for k < len(sure) && c.tagged.Score >= sure[k] {
		k++
	}
	return k
}

// lag returns by which step the tagger's best reading with the candidate as a name of the class falls behind its best of all; -1 where that
// says nothing.
func (c *candidate) lag(class tagger.Class) int {
	if lag := c.lags[class]; c.read && lag > near[0] {
		for step := range nearNames {
			if lag <= near[step+1] {
				return step
			}
		}
	}
	return -1
}

// touched reports whether a tagged name of the class touches the candidate so.
func (c *candidate) touched(how touch, class tagger.Class) bool {
	return c.touch == how && c.tagged.Class == class
}

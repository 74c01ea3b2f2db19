package names

import (
	"cmp"
	"slices"

	"stet/annotate/names/tagger"
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

// seen returns the rows of what the trained tagger sees; without one none holds.
func seen() []reason {
	rows := []reason{
		{"tagged-people", func(n *finder, c *candidate) bool { return c.touched(same, tagger.Norp) }},
		{"tagged-work", func(n *finder, c *candidate) bool { return c.touched(same, tagger.Misc) }},
		{"tagged-across", func(n *finder, c *candidate) bool { return c.touch == across }},
		{"tagged-nothing", func(n *finder, c *candidate) bool { return n.trained && c.touch == apart }},
		{"tagged-only", func(n *finder, c *candidate) bool { return c.only }},
	}
	for class := tagger.Person; int(class) < len(classNames); class++ {
		name := classNames[class]
		for step := range sureNames {
			if class <= tagger.Place {
				rows = append(rows, reason{"tagged-" + name + "-" + sureNames[step], func(n *finder, c *candidate) bool { return c.took(class, step) }})
			}
		}
		for step := range nearNames {
			rows = append(rows, reason{"tagged-" + nearNames[step] + "-" + name, func(n *finder, c *candidate) bool { return c.nearly(class, step) }})
		}
		rows = append(rows,
			reason{"tagged-" + name + "-inside", func(n *finder, c *candidate) bool { return c.touched(around, class) }},
			reason{"tagged-" + name + "-around", func(n *finder, c *candidate) bool { return c.touched(within, class) }})
	}
	return rows
}

// tag lets the trained tagger look at the story. Names that an editor's rule or a demonym has taken already are left out.
func (n *finder) tag(m *tagger.Model) {
	if m == nil {
		return
	}
	n.trained = true
	n.reading = m.Read(n.t, make([]tagger.Span, 0, len(n.t.Tokens)/12+1))
	n.tagged = slices.DeleteFunc(n.reading.Names, func(s tagger.Span) bool {
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

// took reports whether the tagger takes the candidate, with exactly its extent, for the class, and how surely.
func (c *candidate) took(class tagger.Class, step int) bool {
	if c.touch != same || c.tagged.Class != class {
		return false
	}
	k := 0
	for k < len(sure) && c.tagged.Score >= sure[k] {
		k++
	}
	return k == step
}

// nearly reports whether the tagger's best reading with the candidate as a name of the class falls behind its best of all, by which step.
func (c *candidate) nearly(class tagger.Class, step int) bool {
	if !c.read {
		return false
	}
	lag := c.lags[class]
	return near[step] < lag && lag <= near[step+1]
}

// touched reports whether a tagged name of the class touches the candidate so.
func (c *candidate) touched(how touch, class tagger.Class) bool {
	return c.touch == how && c.tagged.Class == class
}

package names

import (
	"strings"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// ballot adds up the evidence for each name over all its mentions, and lets the short forms of a person's name share in that of
// the full one.
type ballot struct {
	names  []name
	byText map[string]int
	byEnd  map[string][]int // persons' candidates of two words and more by last word
}

type name struct {
	text  string
	words []string
	votes votes // of its mentions
	full  votes // of the full names that end in it
	total int   // mentions
}

func newBallot(n int) *ballot {
	return &ballot{byText: make(map[string]int, n), byEnd: map[string][]int{}}
}

// cast adds a candidate's votes to its name's and returns the name's index.
func (b *ballot) cast(t *text.Text, c *candidate) int {
	key := strings.ToLower(t.Of(t.Span(c.first, c.last)))
	i, ok := b.byText[key]
	if !ok {
		i = len(b.names)
		b.byText[key] = i
		var words []string
		for j := c.first; j < c.last; j++ {
			words = append(words, t.Lower(j))
		}
		b.names = append(b.names, name{text: key, words: words})
		if len(words) > 1 {
			end := words[len(words)-1]
			b.byEnd[end] = append(b.byEnd[end], i)
		}
	}
	b.names[i].votes.merge(&c.votes)
	b.names[i].total++
	return i
}

// share gives a lone word the evidence of the full names that end in it: Kerry is whom John Kerry is.
func (b *ballot) share() {
	for i := range b.names {
		x := &b.names[i]
		if len(x.words) > 2 {
			continue
		}
		for _, j := range b.byEnd[x.words[len(x.words)-1]] {
			full := &b.names[j]
			if len(full.words) <= len(x.words) {
				continue
			}
			if k, r := full.votes.leader(); k == kind.Person {
				x.full.add(kind.Person, full.votes.weight[kind.Person]/full.total, r)
			}
		}
	}
}

// threshold is how much evidence a mark needs.
const threshold = 40

// leader returns the kind with most evidence, however little.
func (v *votes) leader() (kind.Kind, *rules.Rule) {
	best := kind.None
	for k := range v.weight {
		if v.weight[k] > v.weight[best] {
			best = kind.Kind(k)
		}
	}
	return best, v.rule[best]
}

// best returns the kind with most evidence.
func (v *votes) best() (kind.Kind, *rules.Rule, int) {
	best := kind.None
	for k := kind.Person; k <= kind.Natural; k++ {
		if v.weight[k] > v.weight[best] {
			best = k
		}
	}
	if v.weight[best] < threshold {
		return kind.None, nil, 0
	}
	return best, v.rule[best], v.weight[best]
}

// winner returns the kind of a candidate: by all evidence for its name, its own counted twice.
func (b *ballot) winner(c *candidate) (kind.Kind, *rules.Rule, uint16) {
	v := b.names[c.name].votes
	for k := range v.weight { // the mean over mentions, and the mention's own
		v.weight[k] = (v.weight[k]*2/b.names[c.name].total + c.votes.weight[k]) / 3
	}
	v.merge(&b.names[c.name].full)
	k, r, weight := v.best()
	if k == kind.None {
		return k, nil, 0
	}
	others := 0
	for o := range v.weight {
		if kind.Kind(o) != k {
			others += v.weight[o]
		}
	}
	return k, r, uint16(min(500+450*weight/(weight+others+30), 990))
}

// Package names finds where a story names actors and locations.
//
// Stretches of capitalised words are candidates. What speaks for or against a kind is a row of a table of evidence: a list that holds
// the name, a word inside it ("University", "River"), words beside it ("Mr", "in", "said"), how the story's other mentions of it
// stand. Every row has a weight for each class in the pack en/evidence.jsonl, can be switched off there, and gives its reason; a
// trained tagger is one more row. The class with most weight wins. Then what the guidelines ask for is built on top: demonym
// and noun (A3, A4), state or location (A3, L3). An editor's own rules come first and always win.
package names

import (
	"cmp"

	"stet/annotate/kind"
	"stet/annotate/names/tagger"
	"stet/annotate/order"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// finder holds one story while its names are looked for.
type finder struct {
	t *text.Text
	f *rules.Found
	g *gazetteer.Gazetteer // nil for none

	taken []bool  // by token: a mention holds it
	owner []int32 // by token: its mention, counted from 1
	found []Mention
	own   int                                                               // how many of these an editor's rules mark
	asked func(m *Mention, reasons []uint8, features []uint32, given int32) // told what decides between state and place; for Places

	capital []bool   // by token: it may be a word of a name
	weak    []bool   // by token: its capital says little, as at the head of a sentence or in a headline
	small   *wordSet // words that stand in small letters somewhere in the story
	inner   *wordSet // words that stand capitalised where capitals mean something
	*table

	trained bool // a tagger has looked at the story
	reading tagger.Reading
	tagged  []tagger.Span // what it took for names
}

// Find returns the story's mentions in order. They never overlap (M2) and begin and end with whole words (M1). Without a model, nil,
// it works by the rules alone; without a gazetteer, nil, it does not know which names are those of small places.
func Find(t *text.Text, f *rules.Found, m *tagger.Model, g *gazetteer.Gazetteer) []Mention {
	n := newFinder(t, f, m != nil, g)
	n.find(m)
	return n.standing()
}

func (n *finder) find(m *tagger.Model) {
	n.decide(n.weighed(m))
	n.spelled()
	n.repeats()
	n.places(m)
	n.teams()
}

// weighed marks what needs no weighing and returns the candidates with their evidence.
func (n *finder) weighed(m *tagger.Model) []candidate {
	n.editors()
	n.groups()
	n.roads()
	n.tag(m)
	all := n.propose(n.candidates())
	n.weigh(all)
	if n.trained {
		n.reading.Close()
	}
	return all
}

func newFinder(t *text.Text, f *rules.Found, trained bool, g *gazetteer.Gazetteer) *finder {
	n := &finder{t: t, f: f, g: g, taken: make([]bool, len(t.Tokens)), owner: make([]int32, len(t.Tokens)), found: make([]Mention, 0, len(t.Tokens)/12), table: tableOf(f, trained)}
	n.capitals()
	return n
}

// add marks the tokens [first, last) unless a mention holds one of them, or an editor's rule says that they are never marked.
func (n *finder) add(first, last int, k kind.Kind, by string, score uint16) bool {
	if first >= last || n.barred(first, last, kind.None) {
		return false
	}
	return n.put(first, last, k, by, score)
}

func (n *finder) put(first, last int, k kind.Kind, by string, score uint16) bool {
	for i := first; i < last; i++ {
		if n.taken[i] {
			return false
		}
	}
	for i := first; i < last; i++ {
		n.taken[i], n.owner[i] = true, int32(len(n.found)+1)
	}
	n.found = append(n.found, Mention{Span: n.t.Span(first, last), First: first, Last: last, Kind: k, By: by, Score: score})
	return true
}

// mark adds a mark by the rule with the id, unless that is switched off.
func (n *finder) mark(first, last int, k kind.Kind, id string) bool {
	r := n.f.Rule(id)
	return r != nil && n.add(first, last, k, "rule:"+r.ID, r.Score)
}

// editors marks what a user's pack says, whatever else speaks against it; of overlapping ones the longer.
func (n *finder) editors() {
	if !n.f.Given() {
		return
	}
	var own []rules.Hit
	for _, l := range lists {
		for _, h := range n.f.Hits(l) {
			if h.Rule.Given {
				own = append(own, h)
			}
		}
	}
	order.Stable(own, func(a, b rules.Hit) int {
		if c := cmp.Compare(b.Len(), a.Len()); c != 0 {
			return c
		}
		return cmp.Compare(a.First, b.First)
	})
	for _, h := range own {
		n.put(h.First, h.Last, h.Rule.Label.Mark(), "rule:"+h.Rule.ID, 1000)
	}
	n.own = len(n.found)
}

// barred reports whether an editor's rule says that just these tokens are never marked as the kind; with kind.None, as any.
func (n *finder) barred(first, last int, k kind.Kind) (barred bool) {
	n.f.Every(first, rules.Never, func(h rules.Hit) bool {
		barred = h.Last == last && h.Rule.Bars(k)
		return !barred
	})
	return barred
}

// standing returns the mentions in the order of the story, without those that have come to be of a kind that an editor's rule bars. What
// an editor's rules mark stays.
func (n *finder) standing() []Mention {
	out := make([]Mention, 0, len(n.found))
	for i, o := range n.owner {
		if o == 0 || i > 0 && n.owner[i-1] == o {
			continue
		}
		if m := &n.found[o-1]; int(o) <= n.own || !n.barred(m.First, m.Last, m.Kind) {
			out = append(out, *m)
		}
	}
	return out
}

// lists are the labels that mark.
var lists = [...]rules.Label{rules.Person, rules.Org, rules.State, rules.Group, rules.Country, rules.Region, rules.Settlement, rules.Facility, rules.Natural}

// anyList holds them.
var anyList = rules.SetOf(lists[:]...)

// listed returns the longest name of any list that begins at token i.
func (n *finder) listed(i int) (best rules.Hit, ok bool) {
	begin := n.f.Begin(i) & anyList
	if begin == 0 {
		return best, false
	}
	for _, l := range lists {
		if !begin.Has(l) {
			continue
		}
		if h, found := n.f.At(i, l); found && h.Len() > best.Len() {
			best, ok = h, true
		}
	}
	return best, ok
}

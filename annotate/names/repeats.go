package names

import (
	"cmp"
	"slices"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// repeats marks the names of several words where the story has them again, letter by letter, and evidence took them for less: a part
// of them, or nothing. What the words around them are then says less than that they stood together as a name before.
func (n *finder) repeats() {
	first := map[uint32][]int32{} // mentions of several words, by their first word
	for i := range n.found {
		m := &n.found[i]
		if m.Last-m.First < 2 || m.Score < leastRepeated || !n.t.Tokens[m.First].Is(text.Capital) || n.f.Covers(m.First, rules.Determiner) {
			continue
		}
		sum := n.f.Sum(m.First)
		if !slices.ContainsFunc(first[sum], func(k int32) bool { return n.t.Of(n.found[k].Span) == n.t.Of(m.Span) }) {
			first[sum] = append(first[sum], int32(i))
		}
	}
	for _, of := range first {
		slices.SortStableFunc(of, func(a, b int32) int {
			return cmp.Compare(n.found[b].Last-n.found[b].First, n.found[a].Last-n.found[a].First)
		})
	}
	if len(first) == 0 {
		return
	}
	for i := range n.t.Tokens {
		if !n.t.Tokens[i].Is(text.Capital) {
			continue
		}
		for _, k := range first[n.f.Sum(i)] {
			m := n.found[k]
			if last := i + m.Last - m.First; n.again(&m, i, last) {
				n.give(i, last, &m)
				break
			}
		}
	}
}

// leastRepeated is from which certainty, in thousandths, a name's words are looked for elsewhere.
const leastRepeated = 600

// again reports whether the tokens [first, last) are the mention's words, not yet marked as one, and not a part of something longer.
func (n *finder) again(m *Mention, first, last int) bool {
	if last > len(n.t.Tokens) || first == m.First || n.t.Of(n.t.Span(first, last)) != n.t.Of(m.Span) || n.barred(first, last, m.Kind) {
		return false
	}
	sentence := n.t.Sentences[n.t.SentenceOf(first)]
	if last > sentence.Last {
		return false
	}
	for i := first; i < last; i++ {
		if o := n.owner[i]; o > 0 {
			if x := &n.found[o-1]; x.First < first || x.Last > last || x.Last-x.First == last-first || x.Score == 1000 {
				return false
			}
		}
	}
	return (first == sentence.First || !n.capital[first-1]) && (last == sentence.Last || !n.capital[last])
}

// give marks the tokens as the mention is, in place of what was marked inside them.
func (n *finder) give(first, last int, as *Mention) {
	at := -1
	for i := first; i < last; i++ {
		if o := int(n.owner[i]); o > 0 && at < 0 {
			at = o - 1
		} else if o > 0 && o-1 != at {
			n.found[o-1].Kind = kind.None // no token is its any more
		}
	}
	if at < 0 {
		at = len(n.found)
		n.found = append(n.found, Mention{})
	}
	n.found[at] = Mention{Span: n.t.Span(first, last), First: first, Last: last, Kind: as.Kind, By: as.By, Score: as.Score}
	for i := first; i < last; i++ {
		n.taken[i], n.owner[i] = true, int32(at+1)
	}
}

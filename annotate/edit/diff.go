package edit

import (
	"slices"

	"stet/annotate/text"
)

// Replace puts other words in the place of a stretch of the text: bytes Start to End of the text before. An empty stretch is an insertion.
type Replace struct {
	text.Span
	With string
}

// Diff returns how to make the text after out of the text before, a token or a stretch of white space at a time. What both have only
// once and in the same order holds the two together (patience diff, Cohen 2008), and Myers' greedy algorithm (1986) finds the rest where
// it is short. Cost grows with the length of the texts, however different they are.
func Diff(before, after string) []Replace {
	keys := map[string]uint32{}
	a, b := pieces(before, keys), pieces(after, keys)
	d := differ{a: a, b: b, same: make([]int32, len(a.key))}
	for i := range d.same {
		d.same[i] = -1
	}
	d.compare(0, len(a.key), 0, len(b.key), 0)
	var out []Replace
	i, j := 0, 0
	for i < len(a.key) || j < len(b.key) {
		if i < len(a.key) && int(d.same[i]) == j {
			i, j = i+1, j+1
			continue
		}
		from, start := i, j
		for i < len(a.key) && d.same[i] < 0 {
			i++
		}
		j = len(b.key)
		if i < len(a.key) {
			j = int(d.same[i])
		}
		out = append(out, Replace{text.Span{Start: a.at[from], End: a.at[i]}, after[b.at[start]:b.at[j]]})
	}
	return out
}

// cut is a text cut into tokens and what stands between them. No piece cuts a grapheme cluster.
type cut struct {
	key []uint32 // equal for equal pieces
	at  []int    // where each begins, and the text's end
}

func pieces(s string, keys map[string]uint32) cut {
	var c cut
	end := 0
	add := func(to int) {
		if to == end {
			return
		}
		piece := s[end:to]
		k, ok := keys[piece]
		if !ok {
			k = uint32(len(keys))
			keys[piece] = k
		}
		c.key, c.at = append(c.key, k), append(c.at, end)
		end = to
	}
	t := text.Parse(s)
	for i := range t.Tokens {
		add(t.Tokens[i].Start)
		add(t.Tokens[i].End)
	}
	add(len(s))
	c.at = append(c.at, len(s))
	return c
}

type differ struct {
	a, b cut
	same []int32 // of each of a's pieces: the piece of b that it is, or -1
}

// What is left between two pieces that hold is compared greedily up to so many pieces; what is longer and has nothing of its own that
// both have is taken as replaced. deepest bounds how often a stretch is cut up anew.
const (
	shortest = 600
	deepest  = 40
)

func (d *differ) compare(a0, a1, b0, b1, depth int) {
	for a0 < a1 && b0 < b1 && d.a.key[a0] == d.b.key[b0] {
		d.same[a0] = int32(b0)
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && d.a.key[a1-1] == d.b.key[b1-1] {
		a1, b1 = a1-1, b1-1
		d.same[a1] = int32(b1)
	}
	switch {
	case a0 == a1 || b0 == b1:
		return
	case a1-a0+b1-b0 <= shortest:
		d.greedy(a0, a1, b0, b1)
		return
	case depth == deepest:
		return
	}
	row := d.holds(a0, a1, b0, b1)
	if len(row) == 0 {
		return
	}
	for _, h := range row {
		d.compare(a0, h[0], b0, h[1], depth+1)
		d.same[h[0]] = int32(h[1])
		a0, b0 = h[0]+1, h[1]+1
	}
	d.compare(a0, a1, b0, b1, depth+1)
}

// holds returns the pieces that stand once in each stretch and in the same order in both: the longest such row.
func (d *differ) holds(a0, a1, b0, b1 int) [][2]int {
	type seen struct{ a, b, inA, inB int32 }
	of := make(map[uint32]*seen, a1-a0)
	for i := a0; i < a1; i++ {
		s := of[d.a.key[i]]
		if s == nil {
			s = &seen{}
			of[d.a.key[i]] = s
		}
		s.a, s.inA = int32(i), s.inA+1
	}
	for j := b0; j < b1; j++ {
		if s := of[d.b.key[j]]; s != nil {
			s.b, s.inB = int32(j), s.inB+1
		}
	}
	var pairs [][2]int
	for i := a0; i < a1; i++ {
		if s := of[d.a.key[i]]; s.inA == 1 && s.inB == 1 {
			pairs = append(pairs, [2]int{i, int(s.b)})
		}
	}
	// The longest row with rising places in b, by piles of cards.
	var tops []int // the pair on top of each pile
	before := make([]int, len(pairs))
	for k, p := range pairs {
		pile, _ := slices.BinarySearchFunc(tops, p[1], func(top, b int) int { return pairs[top][1] - b })
		before[k] = -1
		if pile > 0 {
			before[k] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, k)
		} else {
			tops[pile] = k
		}
	}
	if len(tops) == 0 {
		return nil
	}
	row := make([][2]int, 0, len(tops))
	for k := tops[len(tops)-1]; k >= 0; k = before[k] {
		row = append(row, pairs[k])
	}
	slices.Reverse(row)
	return row
}

// greedy is Myers' algorithm: it keeps, for each number of differences, how far each diagonal reaches, and walks back.
func (d *differ) greedy(a0, a1, b0, b1 int) {
	n, m := a1-a0, b1-b0
	most := n + m
	reach := make([]int, 2*most+2)
	var rounds [][]int
	for diff := 0; ; diff++ {
		rounds = append(rounds, slices.Clone(reach[most-diff:most+diff+2]))
		for k := -diff; k <= diff; k += 2 {
			var x int
			if k == -diff || k != diff && reach[most+k-1] < reach[most+k+1] {
				x = reach[most+k+1]
			} else {
				x = reach[most+k-1] + 1
			}
			for x < n && x-k < m && d.a.key[a0+x] == d.b.key[b0+x-k] {
				x++
			}
			reach[most+k] = x
			if x >= n && x-k >= m {
				d.back(rounds, a0, b0, n, m)
				return
			}
		}
	}
}

// back walks from the ends to the beginnings and notes what is the same.
func (d *differ) back(rounds [][]int, a0, b0, x, y int) {
	for diff := len(rounds) - 1; diff >= 0; diff-- {
		was := func(k int) int { return rounds[diff][k+diff] }
		k := x - y
		from := k - 1
		if k == -diff || k != diff && was(k-1) < was(k+1) {
			from = k + 1
		}
		px := 0
		if diff > 0 {
			px = was(from)
		}
		py := px - from
		if diff == 0 {
			py = 0
		}
		for x > px && y > py {
			x, y = x-1, y-1
			d.same[a0+x] = int32(b0 + y)
		}
		x, y = px, py
	}
}

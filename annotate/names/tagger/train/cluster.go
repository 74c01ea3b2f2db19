package main

import (
	"math"
	"sort"

	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

// corpusText is running text as word numbers; 0 ends a sentence.
type corpusText struct {
	words []uint32 // word hashes by number; the first is a boundary
	seq   []int32
	count []int
	upper []int // how often a word is capitalised inside a sentence
	inner []int // how often it stands inside a sentence
}

func newText() *corpusText {
	return &corpusText{words: []uint32{0}, count: []int{0}, upper: []int{0}, inner: []int{0}}
}

func (c *corpusText) add(t *text.Text, number map[uint32]int32) {
	for _, s := range t.Sentences {
		c.seq = append(c.seq, 0)
		caps, words := 0, 0
		for i := s.First; i < s.Last; i++ {
			if t.Tokens[i].Kind == text.Word {
				words++
				if t.Tokens[i].Is(text.Capital) {
					caps++
				}
			}
		}
		for i := s.First; i < s.Last; i++ {
			h := tagger.HashWord(t.Word(i))
			n, ok := number[h]
			if !ok {
				n = int32(len(c.words))
				number[h] = n
				c.words, c.count, c.upper, c.inner = append(c.words, h), append(c.count, 0), append(c.upper, 0), append(c.inner, 0)
			}
			c.seq = append(c.seq, n)
			c.count[n]++
			if !t.Tokens[i].Is(text.First) && 2*caps < words && t.Tokens[i-1].Kind != text.Mark {
				c.inner[n]++
				if t.Tokens[i].Is(text.Capital) {
					c.upper[n]++
				}
			}
		}
	}
	c.seq = append(c.seq, 0)
}

// clusters sorts words seen at least minCount times into classes so that a class bigram model fits the text best (exchange
// algorithm, Kneser and Ney 1993). Rarer words stay in class 0. The outcome depends on the text alone.
func (c *corpusText) clusters(classes, minCount, rounds int) []int {
	type pair struct{ w, n int32 }
	order := []int{}
	for w := 1; w < len(c.words); w++ {
		if c.count[w] >= minCount {
			order = append(order, w)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return c.count[order[i]] > c.count[order[j]] })
	class := make([]int, len(c.words))
	// class 0: rare words, 1: sentence boundary, 2…: the clusters
	class[0] = 1
	k := classes + 2
	for i, w := range order {
		class[w] = 2 + i%classes
	}
	left, right := make([][]pair, len(c.words)), make([][]pair, len(c.words))
	big := map[uint64]int32{}
	for i := 1; i < len(c.seq); i++ {
		big[uint64(c.seq[i-1])<<32|uint64(uint32(c.seq[i]))]++
	}
	keys := make([]uint64, 0, len(big))
	for x := range big {
		keys = append(keys, x)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	n2 := make([]int32, k*k)
	for _, x := range keys {
		a, b := int32(x>>32), int32(uint32(x))
		right[a] = append(right[a], pair{b, big[x]})
		left[b] = append(left[b], pair{a, big[x]})
		n2[class[a]*k+class[b]] += big[x]
	}
	n1 := make([]int, k)
	for w := range c.words {
		n1[class[w]] += c.count[w]
	}
	n1[1] = 0
	for _, s := range c.seq {
		if s == 0 {
			n1[1]++
		}
	}
	const known = 1 << 16
	tab := make([]float64, known)
	for i := 2; i < known; i++ {
		tab[i] = float64(i) * math.Log(float64(i))
	}
	xlogx := func(n int32) float64 {
		if n < known {
			return tab[n]
		}
		return float64(n) * math.Log(float64(n))
	}
	lc, rc := make([]int32, k), make([]int32, k)
	for round := 0; round < rounds; round++ {
		moved := 0
		for _, w := range order {
			from := class[w]
			var ls, rs []int
			self := int32(0)
			for _, p := range left[w] {
				if int(p.w) == w {
					self = p.n
					continue
				}
				q := class[p.w]
				if lc[q] == 0 {
					ls = append(ls, q)
				}
				lc[q] += p.n
			}
			for _, p := range right[w] {
				if int(p.w) == w {
					continue
				}
				q := class[p.w]
				if rc[q] == 0 {
					rs = append(rs, q)
				}
				rc[q] += p.n
			}
			for _, q := range ls {
				n2[q*k+from] -= lc[q]
			}
			for _, q := range rs {
				n2[from*k+q] -= rc[q]
			}
			n2[from*k+from] -= self
			n1[from] -= c.count[w]
			best, to := math.Inf(-1), from
			for b := 2; b < k; b++ {
				gain := 0.0
				for _, q := range ls {
					v := n2[q*k+b]
					if q == b {
						continue
					}
					gain += xlogx(v+lc[q]) - xlogx(v)
				}
				for _, q := range rs {
					v := n2[b*k+q]
					if q == b {
						continue
					}
					gain += xlogx(v+rc[q]) - xlogx(v)
				}
				if d := lc[b] + rc[b] + self; d > 0 {
					v := n2[b*k+b]
					gain += xlogx(v+d) - xlogx(v)
				}
				gain -= 2 * (xlogx(int32(n1[b]+c.count[w])) - xlogx(int32(n1[b])))
				if gain > best+1e-9 {
					best, to = gain, b
				}
			}
			if to != from {
				moved++
			}
			class[w] = to
			for _, q := range ls {
				n2[q*k+to] += lc[q]
				lc[q] = 0
			}
			for _, q := range rs {
				n2[to*k+q] += rc[q]
				rc[q] = 0
			}
			n2[to*k+to] += self
			n1[to] += c.count[w]
		}
		say("clusters: round %d moved %d of %d", round, moved, len(order))
		if moved*200 < len(order) {
			break
		}
	}
	for w := range class {
		class[w] = max(0, class[w]-1)
	}
	return class
}

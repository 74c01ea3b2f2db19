package quotes

import (
	"iter"

	"stet/annotate/text"
)

// shelf finds ranges of units near others, so that a long story costs no more than its parts. Ranges lie in compartments of
// equal width.
type shelf struct {
	heads   []int32 // by compartment: its first item, from 1
	items   []int32
	next    []int32 // by item: the next one of its compartment, from 1
	touched []int32 // by number put: which search has seen it last
	search  int32
}

const compartment = 64 // units

func newShelf(units int) shelf { return shelf{heads: make([]int32, units/compartment+1)} }

// put adds the range with a number.
func (s *shelf) put(number int, r text.Range) {
	for c := r.First / compartment; c <= max(r.Last-1, r.First)/compartment; c++ {
		s.items = append(s.items, int32(number))
		s.next = append(s.next, s.heads[c])
		s.heads[c] = int32(len(s.items))
	}
	for len(s.touched) <= number {
		s.touched = append(s.touched, 0)
	}
}

// near returns the numbers of ranges in the compartments that r lies in, each once. Searches do not nest.
func (s *shelf) near(r text.Range) iter.Seq[int] {
	return func(yield func(int) bool) {
		s.search++
		for c := r.First / compartment; c <= max(r.Last-1, r.First)/compartment; c++ {
			for i := s.heads[c]; i > 0; i = s.next[i-1] {
				if n := s.items[i-1]; s.touched[n] != s.search {
					s.touched[n] = s.search
					if !yield(int(n)) {
						return
					}
				}
			}
		}
	}
}

package order

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

type pair struct{ key, at int }

func byKey(a, b pair) int { return cmp.Compare(a.key, b.key) }

func TestOrderIsThatOfSlices(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		s := make([]pair, n)
		for i := range s {
			s[i] = pair{r.IntN(n/3 + 1), i}
		}
		a, b := slices.Clone(s), slices.Clone(s)
		By(a, byKey)
		slices.SortFunc(b, byKey)
		if !slices.Equal(a, b) {
			t.Fatalf("By: %v, want %v", a, b)
		}
		Stable(s, byKey)
		if !slices.IsSortedFunc(s, func(a, b pair) int { return cmp.Or(byKey(a, b), cmp.Compare(a.at, b.at)) }) {
			t.Fatalf("Stable: %v", s)
		}
	}
}

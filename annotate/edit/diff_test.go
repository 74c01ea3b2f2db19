package edit

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// rebuilt carries out what Diff says.
func rebuilt(before string, list []Replace) string {
	var b strings.Builder
	at := 0
	for _, r := range list {
		b.WriteString(before[at:r.Start])
		b.WriteString(r.With)
		at = r.End
	}
	return b.String() + before[at:]
}

func TestDiffLeadsFromOneTextToTheOther(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the ferry left Harlow Bay at six and nobody said why , “ ” . Zoë 🎉 naïve\u0301")
	random := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteString([]string{" ", "\n", "", "\r\n\r\n"}[r.IntN(4)])
		}
		return b.String()
	}
	for i := range 300 {
		before := random(r.IntN(40))
		after := random(r.IntN(40))
		if i%2 == 0 && len(before) > 0 { // a small change
			at := strings.IndexByte(before, ' ') + 1
			after = before[:at] + "new " + before[at:]
		}
		list := Diff(before, after)
		if got := rebuilt(before, list); got != after {
			t.Fatalf("%q → %q: %v leads to %q", before, after, list, got)
		}
		for k := 1; k < len(list); k++ {
			if list[k].Start <= list[k-1].End {
				t.Fatalf("%v: out of order or touching", list)
			}
		}
		if i%2 == 0 && len(before) > 0 && len(list) > 3 {
			t.Errorf("one insertion is %d changes: %v", len(list), list)
		}
	}
}

// TestDiffIsSmall holds a typo to one token, a moved end to what moved, and two long texts without a word in common to a bounded cost.
func TestDiffIsSmall(t *testing.T) {
	long := strings.Repeat("The ferry left the pier at six, and Ada Quist saw it go. ", 9000)
	typo := long[:200000] + strings.Replace(long[200000:], "Quist", "Qvist", 1)
	if list := Diff(long, typo); len(list) != 1 || list[0].With != "Qvist" {
		t.Errorf("%v", list)
	}
	two := strings.Replace(strings.Replace(long, "ferry", "boat", 1), "pier", "quay", 3)
	if list := Diff(long, two); len(list) != 4 {
		t.Errorf("%d changes, want 4", len(list))
	}
	if list := Diff(long, strings.Repeat("Nothing like these words. ", 20000)); len(list) == 0 {
		t.Error("no change")
	}
}

func BenchmarkDiff(b *testing.B) {
	long := strings.Repeat("The ferry left the pier at six, and Ada Quist saw it go. ", 8000)
	other := strings.ReplaceAll(long, "ferry", "boat")
	for b.Loop() {
		Diff(long, other)
	}
}

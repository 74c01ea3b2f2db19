package split

import (
	"fmt"
	"strings"
	"testing"

	"stet/annotate/near"
)

// story makes a story of words that follow from its number.
func story(n, words int) string {
	var b strings.Builder
	for i := range words {
		fmt.Fprintf(&b, "word%d ", near.Mix(uint64(n*1000+i))%5000)
	}
	return b.String()
}

func TestSharesAreKept(t *testing.T) {
	shares, err := Parse("80,10,10")
	if err != nil {
		t.Fatal(err)
	}
	s := New(shares)
	var n [3]int
	for i := range 2000 {
		n[s.Side(fmt.Sprintf("story-%d", i), near.Of(story(i, 60)))]++
	}
	if n[0] < 1500 || n[0] > 1700 || n[1] < 140 || n[2] < 140 || s.Near > 0 {
		t.Errorf("%v, %d near duplicates", n, s.Near)
	}
}

func TestASideStaysWhenStoriesCome(t *testing.T) {
	few, many := New(Shares{80, 10, 10}), New(Shares{80, 10, 10})
	for i := range 300 {
		if i%3 > 0 {
			many.Side(fmt.Sprintf("other-%d", i), near.Of(story(10000+i, 60)))
		}
		id, sig := fmt.Sprintf("story-%d", i), near.Of(story(i, 60))
		if few.Side(id, sig) != many.Side(id, sig) {
			t.Fatalf("%s changes sides", id)
		}
	}
}

func TestNearDuplicatesStayTogether(t *testing.T) {
	s := New(Shares{34, 33, 33})
	together := 0
	for i := range 200 {
		words := strings.Fields(story(i, 300))
		first := s.Side(fmt.Sprintf("a%d", i), near.Of(strings.Join(words, " ")))
		words[100], words = "CORRECTED", append(words, "Copyright", "Another", "Wire")
		if s.Side(fmt.Sprintf("b%d", i), near.Of("UPDATE: "+strings.Join(words, "  "))) == first {
			together++
		}
	}
	if together < 198 {
		t.Errorf("%d of 200 updates are on the side of their story", together)
	}
}

func TestParse(t *testing.T) {
	for _, bad := range []string{"", "80", "80,10,20", "80,10,5,5", "a,b,c", "-10,60,50"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

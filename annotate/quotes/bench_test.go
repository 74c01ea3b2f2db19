package quotes_test

import (
	"strings"
	"testing"

	"stet/annotate/quotes"
	"stet/annotate/text"
)

// BenchmarkFind reads a story of all the cases, over and over; names and rules are found before.
func BenchmarkFind(b *testing.B) {
	var story strings.Builder
	for story.Len() < 200_000 {
		for _, c := range cases {
			story.WriteString(c.story + "\n\n")
		}
	}
	t := text.Parse(story.String())
	f := english().Find(t)
	m := capitals(t)
	words := len(strings.Fields(story.String()))
	b.ReportAllocs()
	for b.Loop() {
		quotes.Find(t, f, m, nil)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

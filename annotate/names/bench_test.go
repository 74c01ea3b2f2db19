package names

import (
	"strings"
	"testing"

	"stet/annotate/rules"
	"stet/annotate/text"
)

const article = `Russian Foreign Minister Sergei Lavrov will return to Syria talks on Saturday, a spokesman said. The talks resume three weeks after
the failure of a ceasefire that many saw as the last hope for peace this year. "We do not expect a breakthrough," US State Department
spokesman Mark Toner told reporters in Washington. Kerry has avoided new negotiations with Lavrov, and his invitation to the Turkish,
Saudi and Iranian foreign ministers will broaden the discussion to include the most powerful backers of Syria's regime and opposition.
The World Health Organization (WHO) said hospitals in eastern Aleppo had run out of medicine. Food and fuel are short as well, and
there will be nothing left to distribute by the start of next month, according to the United Nations. Residents of the town of Azaz
said that shells had hit a market near the river, and that three children were among the wounded.

`

// BenchmarkFind measures the whole way from a text to its mentions, in words a second on one core.
func BenchmarkFind(b *testing.B) {
	set, err := rules.Compile(places().Packs()...)
	if err != nil {
		b.Fatal(err)
	}
	story := strings.Repeat(article, 100)
	words := len(strings.Fields(story))
	b.Run("text", func(b *testing.B) {
		for b.Loop() {
			text.Parse(story)
		}
		b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	t := text.Parse(story)
	b.Run("rules", func(b *testing.B) {
		for b.Loop() {
			set.Find(t)
		}
		b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	f := set.Find(t)
	b.Run("names", func(b *testing.B) {
		for b.Loop() {
			Find(t, f, nil, places())
		}
		b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	m := trained()
	b.Run("names beside the tagger", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Find(t, f, m, places())
		}
		b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			t := text.Parse(story)
			Find(t, set.Find(t), nil, places())
		}
		b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
}

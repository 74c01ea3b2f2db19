package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// tokenTable gives stories and their tokens, a space between two; it also seeds the fuzzers.
var tokenTable = []struct{ story, tokens string }{
	{"Iran's US-led talks", "Iran 's US - led talks"},
	{"Iran’s players’ union", "Iran ’s players ’ union"},
	{"He lives in the U.S. Mr. Toner said.", "He lives in the U.S. Mr. Toner said ."},
	{"Bashar al-Assad and N'Djamena, O’Brien", "Bashar al - Assad and N'Djamena , O’Brien"},
	{"don't \"go\"", "don't \" go \""},
	{"‘Yes’ she said", "‘ Yes ’ she said"},
	{"``No,'' he said", "`` No , '' he said"},
	{"275,000 at 10:30, 3.5%", "275,000 at 10:30 , 3.5 %"},
	{"the 1980s; the 3rd", "the 1980s ; the 3rd"},
	{"talks.Kerry left", "talks . Kerry left"},
	{"see example.com or https://a.org/b?c=d.", "see example.com or https://a.org/b?c=d ."},
	{"J. Smith, e.g. Ann", "J. Smith , e.g. Ann"},
	{"wait... no -- yes", "wait ... no -- yes"},
	{"AT&T (WHO)", "AT & T ( WHO )"},
	{"Kerry\u00a0John", "Kerry John"},
	{"cafe\u0301 Besançon", "cafe\u0301 Besançon"},
	{"👩‍👩‍👧 said 1️⃣", "👩‍👩‍👧 said 1️⃣"},
	{"قال الوزير، أمس", "قال الوزير ، أمس"},
	{"It was Apple Inc. The", "It was Apple Inc. The"},
	{"Hawai‘i’s coast", "Hawai‘i ’s coast"},
	{"", ""},
	{" \r\n\t", ""},
}

func TestTokens(t *testing.T) {
	for _, c := range tokenTable {
		p := Parse(c.story)
		var got []string
		for i := range p.Tokens {
			got = append(got, p.Word(i))
		}
		if g := strings.Join(got, " "); g != c.tokens {
			t.Errorf("tokens of %q\n got %q\nwant %q", c.story, g, c.tokens)
		}
	}
}

var sentenceTable = []struct {
	name  string
	story string
	want  []string
}{
	{"full stops", "It rained. It stopped.", []string{"It rained.", "It stopped."}},
	{"titles", "Mr. Toner met Gen. Smith. They spoke.", []string{"Mr. Toner met Gen. Smith.", "They spoke."}},
	{"initials", "J. Edgar met George W. Bush. They spoke.", []string{"J. Edgar met George W. Bush.", "They spoke."}},
	{"country at the end", "He lives in the U.S. The rest do not.", []string{"He lives in the U.S.", "The rest do not."}},
	{"country and a full stop", "He is back in the U.S.. Nobody met him.", []string{"He is back in the U.S..", "Nobody met him."}},
	{"province behind a comma", "He left Brandon, Man. in May. He is a good Man. Nobody met him.", []string{"He left Brandon, Man. in May.", "He is a good Man.", "Nobody met him."}},
	{"country inside", "The U.S. Senate met.", []string{"The U.S. Senate met."}},
	{"closing mark", `"It is over." She left.`, []string{`"It is over."`, "She left."}},
	{"question then cue", `"Why?" he asked. "Why?" Anna asked.`, []string{`"Why?" he asked.`, `"Why?"`, "Anna asked."}},
	{"opening mark", `He left. "We go," he said.`, []string{"He left.", `"We go," he said.`}},
	{"number", "See No. 5. Then go.", []string{"See No. 5.", "Then go."}},
	{"no space", "They met in Riga.Kerry spoke.", []string{"They met in Riga.", "Kerry spoke."}},
	{"lines", "A headline\nA line", []string{"A headline", "A line"}},
	{"time", "It began at 9 a.m. Monday. It ended at 5 p.m. The", []string{"It began at 9 a.m. Monday.", "It ended at 5 p.m.", "The"}},
	{"ideographs", "他说。我走。", []string{"他说。", "我走。"}},
	{"guillemets", "« Oui. » Il part.", []string{"« Oui. »", "Il part."}},
	{"company", "She runs Acme Inc. She founded it.", []string{"She runs Acme Inc.", "She founded it."}},
}

func TestSentences(t *testing.T) {
	for _, c := range sentenceTable {
		p := Parse(c.story)
		var got []string
		for _, s := range p.Sentences {
			got = append(got, p.Of(p.Span(s.First, s.Last)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: sentences of %q\n got %q\nwant %q", c.name, c.story, got, c.want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		name, story string
		want        int
	}{
		{"a line each", "One.\nTwo.\r\nThree.", 3},
		{"blank lines", "One.\n\n\nTwo.\n", 2},
		{"wrapped column", strings.Repeat("The talks resume three weeks after the failure of a truce\nthat both sides had taken months to draft, and few expect\nmuch of them before the winter sets in across the country\nand closes the mountain roads.\n\n", 3), 3},
		{"captions", "Photo by: Someone (Archive)\nPhoto by: Someone Else\nThe story begins.", 3},
	} {
		if got := len(Parse(c.story).Paragraphs); got != c.want {
			t.Errorf("%s: %d paragraphs, want %d", c.name, got, c.want)
		}
	}
}

func TestFlags(t *testing.T) {
	p := Parse("The US and McCain’s team\nGo")
	want := map[string]Flags{"The": Capital | SpaceBefore | LineBefore | First | Opens, "US": Capital | AllCaps | SpaceBefore,
		"McCain": Capital | Mixed | SpaceBefore, "’s": Possessive | NonASCII, "Go": Capital | SpaceBefore | LineBefore | First | Opens}
	for i := range p.Tokens {
		if w, ok := want[p.Word(i)]; ok && p.Tokens[i].Flags != w {
			t.Errorf("%q has flags %b, want %b", p.Word(i), p.Tokens[i].Flags, w)
		}
	}
}

func TestLower(t *testing.T) {
	p := Parse("N’Djamena ÉLAN said")
	for i, want := range []string{"n'djamena", "élan", "said"} {
		if got := p.Lower(i); got != want {
			t.Errorf("Lower(%d) = %q, want %q", i, got, want)
		}
	}
}

func TestOffsets(t *testing.T) {
	story := strings.Repeat("a é 👩‍👧 ع\r\n", 200)
	o := NewOffsets(story)
	code, utf16 := 0, 0
	for b, r := range story {
		if o.CodePoint(b) != code || o.UTF16(b) != utf16 {
			t.Fatalf("byte %d: code point %d, UTF-16 %d; want %d, %d", b, o.CodePoint(b), o.UTF16(b), code, utf16)
		}
		if got, ok := o.FromCodePoint(code); got != b || !ok {
			t.Fatalf("code point %d: byte %d %v, want %d", code, got, ok, b)
		}
		if got, ok := o.FromUTF16(utf16); got != b || !ok {
			t.Fatalf("UTF-16 %d: byte %d %v, want %d", utf16, got, ok, b)
		}
		code++
		utf16++
		if r > 0xFFFF {
			if _, ok := o.FromUTF16(utf16); ok {
				t.Fatalf("UTF-16 %d lies inside a pair, and is taken", utf16)
			}
			utf16++
		}
	}
	if got, ok := o.FromCodePoint(code); got != len(story) || !ok {
		t.Errorf("the end: byte %d %v, want %d", got, ok, len(story))
	}
	if _, ok := o.FromCodePoint(code + 1); ok {
		t.Error("a code point behind the end is taken")
	}
}

func TestSnap(t *testing.T) {
	story := "x  cafe\u0301 👩‍👧 y"
	at := strings.Index(story, "cafe")
	for _, c := range []struct {
		name string
		in   Span
		want string
	}{
		{"cuts an accent", Span{at, at + 4}, "cafe\u0301"},
		{"outer spaces", Span{1, at + 6}, "cafe\u0301"},
		{"inside an emoji", Span{at + 11, at + 12}, "👩‍👧"},
		{"only spaces", Span{1, 3}, ""},
		{"out of range", Span{-5, 999}, story},
	} {
		if got := story[Snap(story, c.in).Start:Snap(story, c.in).End]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range tokenTable {
		f.Add(c.story)
	}
	for _, c := range sentenceTable {
		f.Add(c.story)
	}
	for _, s := range []string{"a \u0301b", "\n\u0301", "🇨🇭🇫🇷🇨", "각각 ᄀᄀᄀ", "\u0600Abc", "กำ", "क्षि", "a\u200db", "«\u0301", "http://a\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, story string) {
		if !utf8.ValidString(story) || len(story) > 4096 {
			t.Skip()
		}
		p := Parse(story)
		boundary := map[int]bool{0: true}
		state, rest, at := -1, story, 0
		for rest != "" {
			var c string
			c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
			at += len(c)
			boundary[at] = true
		}
		end := 0
		for i, tok := range p.Tokens {
			if tok.Start < end || tok.Empty() || !boundary[tok.Start] || !boundary[tok.End] {
				t.Fatalf("token %d %q at %d:%d of %q: overlaps, is empty or cuts a grapheme cluster", i, p.Word(i), tok.Start, tok.End, story)
			}
			if w := p.Word(i); strings.TrimSpace(w) != w {
				t.Fatalf("token %d %q has outer white space", i, w)
			}
			end = tok.End
		}
		covers(t, "sentences", p.Sentences, len(p.Tokens))
		covers(t, "paragraphs", p.Paragraphs, len(p.Tokens))
		for i := range story {
			if got := IsBoundary(story, i); got != boundary[i] {
				t.Fatalf("IsBoundary(%q, %d) = %v", story, i, got)
			}
		}
		for i := 0; i+3 < len(story); i += 3 {
			s := Snap(story, Span{i, i + 3})
			if !boundary[s.Start] || !boundary[s.End] || s.End < s.Start {
				t.Fatalf("Snap(%q, %d:%d) = %v", story, i, i+3, s)
			}
		}
	})
}

func covers(t *testing.T, what string, ranges []Range, n int) {
	t.Helper()
	at := 0
	for _, r := range ranges {
		if r.First != at || r.Last <= r.First {
			t.Fatalf("%s do not cover the tokens in order: %v", what, ranges)
		}
		at = r.Last
	}
	if at != n {
		t.Fatalf("%s end at token %d of %d", what, at, n)
	}
}

func BenchmarkParse(b *testing.B) {
	story := strings.Repeat("US Secretary of State John Kerry will return to Lausanne on Saturday, with both sides having said that expectations aren't high. \"I don't know,\" Mr. Toner's aide said.\n", 500)
	words := len(strings.Fields(story))
	b.ReportAllocs()
	for b.Loop() {
		Parse(story)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

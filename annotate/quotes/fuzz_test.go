package quotes_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"stet/annotate/kind"
	"stet/annotate/text"
)

// hold fails where a story's quotes break what is promised about all of them.
func hold(t *testing.T, story string) {
	t.Helper()
	found := find(story)
	if again := find(story); !slices.Equal(found, again) {
		t.Fatalf("two runs differ on %q", story)
	}
	whole := func(what string, s text.Span) {
		switch {
		case s.Start < 0 || s.End > len(story) || s.Empty():
			t.Fatalf("%s %v is no span of %q", what, s, story)
		case !text.IsBoundary(story, s.Start) || !text.IsBoundary(story, s.End):
			t.Fatalf("%s %q cuts a grapheme of %q", what, story[s.Start:s.End], story)
		case strings.TrimSpace(story[s.Start:s.End]) != story[s.Start:s.End]:
			t.Fatalf("%s %q has outer white space in %q", what, story[s.Start:s.End], story)
		}
	}
	for i, q := range found {
		whole("quote", q.Span)
		if !q.Speaker.Empty() {
			whole("speaker", q.Speaker)
		}
		if !q.Cue.Empty() {
			whole("cue", q.Cue)
		}
		if q.Kind != kind.Direct && q.Kind != kind.Mixed && q.Kind != kind.Indirect {
			t.Fatalf("kind %v in %q", q.Kind, story)
		}
		id, ok := strings.CutPrefix(q.By, "rule:")
		if rule := english().Rule(id); !ok || rule == nil || rule.Why == "" {
			t.Fatalf("no rule with a reason for %q", q.By)
		}
		if q.Score > 1000 {
			t.Fatalf("score %d", q.Score)
		}
		if i > 0 && found[i-1].Span.Compare(q.Span) >= 0 {
			t.Fatalf("quotes out of order in %q", story)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range cases {
		f.Add(c.story)
	}
	for _, c := range marks {
		f.Add(c.story)
	}
	f.Add("\"'“‘«„``''’”»")
	f.Add("said said said: said \"said, he said that that.")
	f.Add("“e\u0301” sa\u200did \u0301said “\u0301”, he said.")
	f.Fuzz(func(t *testing.T, story string) {
		if len(story) > 4000 || !utf8.ValidString(story) {
			t.Skip()
		}
		hold(t, story)
	})
}

// Hostile stories: marks and words that invite every stage to look far.
func TestHostile(t *testing.T) {
	const many = 100_000
	for name, story := range map[string]string{
		"opening marks":  strings.Repeat("“", many),
		"straight marks": strings.Repeat(`"`, many),
		"single marks":   strings.Repeat(" 'a", many),
		"nested":         strings.Repeat("“a ‘b ", many) + strings.Repeat("’ ”", many),
		"cues":           strings.Repeat("said ", many),
		"commas":         strings.Repeat("he said, ", many),
		"that":           strings.Repeat("she said that ", many),
		"brackets":       strings.Repeat("(he said ", many),
		"dashes":         strings.Repeat("he said — x ", many),
		"and":            strings.Repeat("and he and she ", many) + "said no.",
		"unclosed":       strings.Repeat("“We go, he said. ", many),
		"paragraphs":     strings.Repeat("“We go on.\n\n", many),
		"according":      strings.Repeat("according to ", many),
		"colons":         strings.Repeat("He: “a b c d” ", many),
		"no space":       strings.Repeat("a“b”", many),
	} {
		t.Run(name, func(t *testing.T) { find(story) })
	}
}

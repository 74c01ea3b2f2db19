package rules

import (
	"os"
	"slices"
	"strings"
	"testing"

	"stet/annotate/text"
)

const manual = "../../docs/rules.md"

// TestManualExamples runs every pack in the manual over the story behind it: what is bold is what its rules find.
func TestManualExamples(t *testing.T) {
	b, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(b), "```jsonl\n")[1:]
	if len(blocks) < 8 {
		t.Fatalf("%d examples", len(blocks))
	}
	for _, block := range blocks {
		pack, rest, _ := strings.Cut(block, "```\n")
		line, _, _ := strings.Cut(rest, "\n")
		quoted, ok := strings.CutPrefix(line, "> ")
		if !ok {
			if _, err := Load(manual, strings.NewReader(pack)); err != nil {
				t.Error(err)
			}
			continue
		}
		parts := strings.Split(quoted, "**")
		var want []string
		for i := 1; i < len(parts); i += 2 {
			want = append(want, parts[i])
		}
		set := compile(t, pack)
		story := text.Parse(strings.Join(parts, ""))
		f := set.Find(story)
		var got []string
		var ends [lastLabel]int
		for i := range story.Tokens {
			for _, l := range Labels() {
				if h, ok := f.At(i, l); ok && h.Last > ends[l] {
					ends[l] = h.Last
					got = append(got, story.Of(story.Span(h.First, h.Last)))
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\nfinds %q, the manual says %q", pack, got, want)
		}
	}
}

// TestManualNamesEverything holds the manual to the labels, conditions and attributes that there are.
func TestManualNamesEverything(t *testing.T) {
	b, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range Labels() {
		row := "| `" + l.String() + "` |"
		if !strings.Contains(string(b), row) {
			t.Errorf("no row for the label: | `%s` | %s | %s |", l, strings.Join(l.Attributes(), ", "), l.What())
			continue
		}
		if l.Mark() == 0 && !strings.Contains(string(b), row+" "+attributes(l)+" | "+l.What()+" |") {
			t.Errorf("the row should be: | `%s` | %s | %s |", l, attributes(l), l.What())
		}
	}
	for name := range tests {
		if !strings.Contains(string(b), "`"+name+"`") {
			t.Errorf("no word of %s", name)
		}
	}
	for name := range aliases {
		if !strings.Contains(string(b), "`"+name+"`") {
			t.Errorf("no word of %s", name)
		}
	}
}

func attributes(l Label) string {
	var out []string
	for _, a := range l.Attributes() {
		out = append(out, "`"+a+"`")
	}
	return strings.Join(out, ", ")
}

package measure

import (
	"strings"
	"testing"
)

func TestMarkup(t *testing.T) {
	s, err := Markup("s", "{{SRC:q1,q2=ada|Señora {{P:ada|Ada Ruiz}}}} {{CUE:q1|said}} {{QI:q1|so}}. {{QD:q2|“Yes.”}}\n")
	if err != nil {
		t.Fatal(err)
	}
	if s.Text != "Señora Ada Ruiz said so. “Yes.”\n" {
		t.Errorf("the text is %q", s.Text)
	}
	runes := []rune(s.Text)
	for _, g := range s.Spans {
		if string(runes[g.Start:g.End]) != g.Text {
			t.Errorf("%d–%d is %q in the text, but the span says %q", g.Start, g.End, string(runes[g.Start:g.End]), g.Text)
		}
	}
	if g := s.Spans[1]; len(s.Spans) != 5 || g.Layer != "speaker" || g.Text != "Señora Ada Ruiz" || g.Entity != "ada" || g.Ref != "q1,q2" {
		t.Errorf("%d spans, the second %+v", len(s.Spans), g)
	}
	for marked, want := range map[string]string{
		"{{P:ada|Ada":            "does not end",
		"Ada}}":                  "has not begun",
		"{{X:ada|Ada}}":          `no mark is called "X"`,
		"{{CUE:q1|said}}":        "the quote q1",
		"{{QI:q1|a}}{{QI:q1|b}}": "two quotes",
		"{{SRC:q1=ada|She}} {{CUE:q1|ran}}{{QI:q1|}}": "means ada",
	} {
		if _, err := Markup("s", marked); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", marked, err, want)
		}
	}
}

// TestMeantSpeaker holds the figure for whom speakers mean to four quotes: by name, by pronoun, by nobody known, and wrong.
func TestMeantSpeaker(t *testing.T) {
	gold, err := Markup("s", `{{SRC:q1=ada|{{P:ada|Ada}}}} said {{QI:q1|it rains}}. {{SRC:q2=ada|She}} said {{QI:q2|it pours}}. `+
		`{{SRC:q3|A man}} said {{QI:q3|it snows}}. {{SRC:q4=bo|{{P:bo|Bo}}}} said {{QI:q4|it hails}}.`)
	if err != nil {
		t.Fatal(err)
	}
	system := *gold
	system.Marks = nil
	means := map[string]string{"q1": "e1", "q2": "e1", "q3": "", "q4": "e1"}
	for _, g := range gold.Spans {
		switch g.Layer {
		case "actor":
			system.Marks = append(system.Marks, Mark{Type: "actor", Kind: g.Kind, Start: g.Start, End: g.End, Entity: map[string]string{"ada": "e1", "bo": "e2"}[g.Ref]})
		case "quote":
			system.Marks = append(system.Marks, Mark{Type: "quote", Kind: g.Kind, Start: g.Start, End: g.End, Said: means[g.Ref]})
		}
	}
	s := NewScore()
	if err := s.Add(gold, &system); err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Figures() {
		if f.Name == "speaker entity" {
			if f.Values[0].Value != 4 || f.Values[1].Value != 75 {
				t.Errorf("%+v", f)
			}
			return
		}
	}
	t.Error("no figure for whom speakers mean")
}

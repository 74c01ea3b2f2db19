package app

import (
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// spoken is a story by hand: a direct quote, a report with its cue before it, one without, and one that nobody is known to say.
func spoken(t *testing.T) *Story {
	t.Helper()
	story := "“We waited nine weeks,” Ada Quist told the paper. “Is it safe?” Quist said that it was. According to Vale, it was “cheap & slow”. “Never.”"
	doc := &annotate.Document{ID: "s", Text: story, Entities: []annotate.Entity{
		{ID: "e1", Kind: kind.Person, Name: "Ada Quist", Role: "mayor of Harlow Bay"}, {ID: "e2", Kind: kind.Person, Name: "Vale"}}}
	add := func(id string, k kind.Kind, words, speaker, entity, cue string) {
		at := func(w string) text.Span {
			i := strings.Index(story, w)
			if i < 0 {
				t.Fatal(w)
			}
			return text.Span{Start: i, End: i + len(w)}
		}
		a := annotate.Annotation{ID: id, Kind: k, Span: at(words), By: "rule:test", Score: 900}
		if speaker != "" {
			a.Speaker = &annotate.Speaker{Span: at(speaker), Entity: entity}
		}
		if cue != "" {
			c := at(cue)
			a.Cue = &c
		}
		doc.Annotations = append(doc.Annotations, a)
	}
	add("q1", kind.Direct, "“We waited nine weeks,”", "Ada Quist", "e1", "told")
	add("q2", kind.Direct, "“Is it safe?”", "Ada Quist", "e1", "")
	add("q3", kind.Indirect, "that it was", "Quist said", "e1", "said")
	add("q4", kind.Mixed, "it was “cheap & slow”", "Vale", "e2", "According to")
	add("q5", kind.Direct, "“Never.”", "", "", "")
	doc.Sort()
	return newStory(Row{ID: "s"}, edit.New(doc), nil)
}

func TestAttribution(t *testing.T) {
	s := spoken(t)
	for id, want := range map[string]string{
		"q1": "“We waited nine weeks,” Ada Quist, mayor of Harlow Bay, said.",
		"q2": "“Is it safe?” Ada Quist, mayor of Harlow Bay, said.",
		"q3": "Ada Quist, mayor of Harlow Bay, said that it was.",
		"q4": "Vale: it was “cheap & slow”.",
		"q5": "“Never.”",
	} {
		if lead, name, rest := s.attribution(s.Mark(id)); lead+name+rest != want {
			t.Errorf("%s: %q, want %q", id, lead+name+rest, want)
		}
	}
	for words, want := range map[string]string{"“It is safe.”": "“It is safe,”", "“It goes on": "“It goes on,”", `"Go!"`: `"Go!"`, "„Ja.“": "„Ja,“"} {
		if got := withComma(words); got != want {
			t.Errorf("%q becomes %q, want %q", words, got, want)
		}
	}
	if _, rich := s.attributed([]*annotate.Annotation{s.Mark("q4")}); rich != "<p><b>Vale</b>: it was “cheap &amp; slow”.</p>\n" {
		t.Errorf("rich text is %q", rich)
	}
}

func TestEmptyPanelSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name, tab, reading, words string
		filter                    Filter
		total                     int
		want                      string
	}{
		{"a long story's beginning is shown", "said", "id", "", All, 0, "Reading the story"},
		{"there are none", "where", "", "", All, 0, "No locations were found"},
		{"all are decided", "who", "", "", ToDo, 3, "Nothing is left to decide"},
		{"none holds the words", "said", "", "ferry", All, 3, "None of the quotes"},
		{"words are searched for in quotes only", "who", "", "ferry", ToDo, 3, "Nothing is left"},
	} {
		d := &Desk{reading: c.reading, saidWords: c.words, filter: c.filter}
		if got := d.none(c.tab, c.total); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: it says %q", c.name, got)
		}
	}
}

func TestPaperSaysWhatItLeavesOut(t *testing.T) {
	d := &Desk{filter: All}
	if got := d.paperTitle(); got != "Who said what" {
		t.Errorf("of all: %q", got)
	}
	d.filter, d.saidKind, d.saidWords = Unsures, "indirect", " the ferry "
	if got := d.paperTitle(); got != "Who said what: only uncertain indirect quotes, with “the ferry”" {
		t.Errorf("of some: %q", got)
	}
}

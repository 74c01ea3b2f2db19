package format

import (
	"flag"
	"os"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

var update = flag.Bool("update", false, "write the manual's examples anew")

const manual = "../../docs/formats.md"

// example is the story that the manual's examples are of.
func example(t *testing.T) *annotate.Document {
	const story = "Ada Quist said in Lyon: “It rained.”"
	span := func(words string) text.Span {
		i := strings.Index(story, words)
		return text.Span{Start: i, End: i + len(words)}
	}
	cue := span("said")
	d := &annotate.Document{ID: "rain", Title: "Rain", Text: story,
		Engine: annotate.Engine{Version: "0.1.0"},
		Entities: []annotate.Entity{{ID: "e1", Kind: kind.Person, Name: "Ada Quist", Role: "mayor"},
			{ID: "e2", Kind: kind.Settlement, Name: "Lyon", Country: "FR", GeoNames: 2996944, Place: &annotate.Point{Lat: 45.749, Lon: 4.847}}},
		Annotations: []annotate.Annotation{
			{ID: "a1", Kind: kind.Person, Span: span("Ada Quist"), Entity: "e1", By: "rule:given-name-first", Score: 900, State: annotate.Accepted},
			{ID: "a2", Kind: kind.Settlement, Span: span("Lyon"), Entity: "e2", By: "rule:in-before", Score: 800},
			{ID: "q1", Kind: kind.Direct, Span: span("“It rained.”"), Speaker: &annotate.Speaker{Span: span("Ada Quist"), Entity: "e1"}, Cue: &cue, By: "rule:said-before", Score: 990, State: annotate.Accepted}}}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestManualExamples holds the manual's examples to what is exported. go test ./annotate/format -run Manual -update writes them anew.
func TestManualExamples(t *testing.T) {
	b, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	d := example(t)
	parts := strings.Split(string(b), "<!-- export ")
	out := parts[0]
	seen := map[string]bool{}
	for _, part := range parts[1:] {
		name, rest, _ := strings.Cut(part, " -->\n```\n")
		old, rest, ok := strings.Cut(rest, "```\n")
		f, err := Find(name)
		if err != nil || !ok {
			t.Fatalf("%q: %v", name, err)
		}
		seen[name] = true
		files, _ := f.Export(d, Options{})
		var now strings.Builder
		now.WriteString(strings.TrimPrefix(f.Head, "\ufeff"))
		for i, file := range files {
			if i > 0 {
				now.WriteString("\n" + f.Parts[i] + ":\n")
			}
			now.Write(file)
		}
		now.WriteString(f.Tail)
		text := strings.TrimRight(strings.ReplaceAll(now.String(), "\r\n", "\n"), "\n") + "\n"
		if text != old && !*update {
			t.Errorf("%s: the manual has\n%s\nbut it is\n%s", name, old, text)
		}
		out += "<!-- export " + name + " -->\n```\n" + text + "```\n" + rest
	}
	for _, f := range All() {
		if !seen[f.Name] {
			t.Errorf("the manual has no example of %s", f.Name)
		}
	}
	if *update {
		if err := os.WriteFile(manual, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

package format

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// stories are the golden documents and generated ones, with emoji, combining marks, right-to-left text, no-break spaces and \r\n.
func stories(t testing.TB, random int) []*annotate.Document {
	t.Helper()
	files, err := filepath.Glob("../testdata/golden/*.json")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d golden documents, %v", len(files), err)
	}
	var list []*annotate.Document
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := annotate.Read(b)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	for seed := range random {
		list = append(list, documenttest.Random(uint64(seed), 20+seed*7%400))
	}
	return list
}

// readers are the formats that can be read back, with every way to write them.
func readers() (list []struct {
	*Format
	Options
}) {
	for _, f := range All() {
		ways := []Options{{}}
		switch f {
		case doccano:
			ways = append(ways, Options{Unit: Grapheme}, Options{Labels: true}, Options{Unit: CodePoint})
		case conll:
			ways = append(ways, Options{Layer: Quotes})
		case spacy:
			ways = append(ways, Options{Unit: Bytes})
		}
		for _, o := range ways {
			if f.Back {
				list = append(list, struct {
					*Format
					Options
				}{f, o})
			}
		}
	}
	return list
}

// TestRoundTrip holds every format to its promise: what was exported comes back equal, apart from what the losses name.
func TestRoundTrip(t *testing.T) {
	docs := stories(t, 150)
	for _, f := range readers() {
		t.Run(fmt.Sprintf("%s %+v", f.Name, f.Options), func(t *testing.T) {
			for _, d := range docs {
				parts, lost := f.Export(d, f.Options)
				back := reread(t, f.Format, parts, f.Options)
				want, got := holds(f.Format, d, lost, f.Options), holds(f.Format, back, nil, f.Options)
				if want != got {
					t.Fatalf("%s comes back as another:\n%s", d.ID, firstDifference(want, got))
				}
				if f.Keeps == everything {
					a, b := *d, *back
					if !bytes.Equal(a.AppendJSON(nil), b.AppendJSON(nil)) {
						t.Fatalf("%s is not equal to the byte:\n%s", d.ID, firstDifference(string(a.AppendLines(nil)), string(b.AppendLines(nil))))
					}
				}
			}
		})
	}
}

// reread imports one story and wants no problem.
func reread(t *testing.T, f *Format, parts [][]byte, o Options) *annotate.Document {
	t.Helper()
	var found []Imported
	if f.Files {
		found = append(found, f.ImportFiles(parts, o))
	} else {
		for i := range f.Import(strings.NewReader(f.Head+string(parts[0])+f.Tail), o) {
			found = append(found, i)
		}
	}
	if len(found) != 1 || found[0].Doc == nil || len(found[0].Problems) > 0 {
		t.Fatalf("%d stories back: %+v\n%.600s", len(found), found, parts[len(parts)-1])
	}
	return found[0].Doc
}

// holds tells of a document what the format keeps, a line a mark, without the marks that were named as lost.
func holds(f *Format, d *annotate.Document, lost Losses, o Options) string {
	keeps := func(x Feature) bool { return f.Keeps&x != 0 && (x != Links || !o.Labels) }
	gone := map[string]bool{}
	for _, l := range lost {
		if l.What == lostNesting || l.What == lostLayer || l.What == lostTokens {
			for _, of := range l.Of {
				id, _, _ := strings.Cut(of, " ")
				gone[id] = true
			}
		}
	}
	var lines []string
	line := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	tokens := text.Parse(d.Text)
	where := func(s text.Span) string {
		if keeps(Edges) {
			return fmt.Sprintf("%d–%d %q", s.Start, s.End, d.Text[s.Start:s.End])
		}
		var words []string
		for r := tokens.Range(s); r.First < r.Last; r.First++ {
			words = append(words, tokens.Word(r.First))
		}
		return strings.Join(words, "")
	}
	if keeps(Text) {
		line("%q", d.Text)
	}
	if keeps(Title) {
		line("%q %q", d.ID, d.Title)
	}
	name := map[string]string{"": ""}
	for _, e := range d.Entities {
		name[e.ID] = e.ID + " " + oneLine(e.Name)
	}
	mark := func(what string, a *annotate.Annotation) {
		if gone[a.ID] {
			return
		}
		s := what + " " + a.Kind.String() + " " + where(a.Span)
		if keeps(Links) && a.Speaker != nil && !a.Speaker.Empty() {
			s += " by " + where(a.Speaker.Span)
		}
		if keeps(Links) && a.Cue != nil {
			s += " cue " + where(*a.Cue)
		}
		if keeps(Entities) {
			s += " is " + name[a.Entity]
			if a.Speaker != nil && (!a.Speaker.Empty() || keeps(Wordless)) {
				s += " says " + name[a.Speaker.Entity]
			}
		}
		line("%s", s)
	}
	for i := range d.Annotations {
		mark("mark", &d.Annotations[i])
	}
	if keeps(Rejected) {
		for i := range d.Rejected {
			mark("rejected", &d.Rejected[i])
		}
	}
	if !keeps(Provenance) {
		slices.Sort(lines) // marks with one span may change places: their order is that of their ids
	}
	return strings.Join(lines, "\n")
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("want %.500s\ngot  %.500s", w[i], append(g, "nothing")[min(i, len(g))])
		}
	}
	return fmt.Sprintf("got more: %.500s", g[len(w)])
}

// TestSeveralInOneFile writes several stories behind each other and wants them all back.
func TestSeveralInOneFile(t *testing.T) {
	docs := stories(t, 30)
	for _, f := range readers() {
		if f.Files {
			continue
		}
		var b bytes.Buffer
		b.WriteString(f.Head)
		for i, d := range docs {
			if i > 0 {
				b.WriteString(f.Between)
			}
			parts, _ := f.Export(d, f.Options)
			b.Write(parts[0])
		}
		b.WriteString(f.Tail)
		n := 0
		for i := range f.Import(&b, f.Options) {
			if i.Doc == nil || len(i.Problems) > 0 {
				t.Fatalf("%s: %+v", f.Name, i)
			}
			if f.Keeps&Title != 0 && i.Doc.ID != docs[n].ID {
				t.Errorf("%s: story %d is %s, want %s", f.Name, n, i.Doc.ID, docs[n].ID)
			}
			n++
		}
		if n != len(docs) {
			t.Errorf("%s: %d stories back, want %d", f.Name, n, len(docs))
		}
	}
}

// rain is a story with marks that nest, a speaker, a cue, a rejected mark and a word that a mark cuts.
func rain(t testing.TB) *annotate.Document {
	const story = "Zoë Quist said “Lyon 😀 is wet”. Oslobound she left."
	span := func(words string) text.Span {
		i := strings.Index(story, words)
		if i < 0 {
			t.Fatal(words)
		}
		return text.Span{Start: i, End: i + len(words)}
	}
	cue := span("said")
	d := &annotate.Document{ID: "rain", Title: "Rain", Text: story, Entities: []annotate.Entity{
		{ID: "e1", Kind: kind.Person, Name: "Zoë Quist", Role: "mayor"}, {ID: "e2", Kind: kind.Settlement, Name: "Lyon"}},
		Annotations: []annotate.Annotation{
			{ID: "a1", Kind: kind.Person, Span: span("Zoë Quist"), Entity: "e1", By: "rule:x", Score: 900},
			{ID: "q1", Kind: kind.Direct, Span: span("“Lyon 😀 is wet”"), Speaker: &annotate.Speaker{Span: span("Zoë Quist"), Entity: "e1"}, Cue: &cue, By: "rule:y", Score: 950, State: annotate.Accepted},
			{ID: "a2", Kind: kind.Settlement, Span: span("Lyon"), Entity: "e2", By: "model", Score: 500},
			{ID: "a3", Kind: kind.Settlement, Span: span("Oslo"), By: annotate.Editor, Score: 1000, State: annotate.Edited},
		},
		Rejected: []annotate.Annotation{{ID: "a4", Kind: kind.Person, Span: span("she"), By: "rule:z", Score: 300}}}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestLosses holds the losses to what a user is told before saving.
func TestLosses(t *testing.T) {
	d := rain(t)
	for name, want := range map[string][]string{
		"stet":        nil,
		"w3c":         nil,
		"labelstudio": nil,
		"prodigy":     {"marks begin or end inside a word: a trainer"},
		"spacy":       {"quotes lose the link", "marks begin or end inside a word: a trainer", "entities", "marks lose their id"},
		"doccano":     {"rejected", "entities"},
		"conll":       {"quotes lose the link", "marks are of the layer", "marks begin or end inside a word, and are widened", "stories lose their exact text: this format has words or paragraphs (1)"},
		"hf":          {"quotes lose the link", "a3 “Oslo”"},
		"brat":        {"rejected", "stories lose their id or title", "entities lose their kind, role"},
		"csv":         {"marks are of the layer"},
		"tei":         {"quotes lose the words of their cue", "rejected"},
	} {
		f, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		_, lost := f.Export(d, Options{})
		var all []string
		for _, l := range lost {
			all = append(all, l.String())
		}
		got := strings.Join(all, "\n")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: want %q among\n%s", name, w, got)
			}
		}
		if want == nil && got != "" {
			t.Errorf("%s: loses %s", name, got)
		}
	}
}

// TestNestedQuotes is the loss that trainers of one tag a word know best.
func TestNestedQuotes(t *testing.T) {
	d := rain(t)
	d.Annotations = slices.Insert(d.Annotations, 2, annotate.Annotation{ID: "q2", Kind: kind.Indirect, Span: text.Span{Start: d.Annotations[1].Start + 3, End: d.Annotations[1].End - 3}, By: "rule:x"})
	d.Sort()
	_, lost := conll.Export(d, Options{Layer: Quotes})
	if !slices.ContainsFunc(lost, func(l Loss) bool { return l.What == lostNesting && l.Count == 1 && strings.HasPrefix(l.Of[0], "q2 ") }) {
		t.Errorf("the inner quote is not named: %v", lost)
	}
}

// TestForeignFiles reads what others write, damaged files, and offsets in the wrong unit.
func TestForeignFiles(t *testing.T) {
	const text = `"text":"Zoë 😀 met Ada Quist in Lyon."`
	for _, c := range []struct {
		format, file string
		o            Options
		marks        string // what is taken, in order
		problem      string // what is said, with its line; "" for nothing
	}{
		{"spacy", `{` + text + `,"entities":[[10,19,"PER"],[23,27,"GPE"]]}`, Options{}, "person Ada Quist, country Lyon", ""},
		{"spacy", `{` + text + `,"entities":[[11,20,"PERSON"],[24,28,"GPE"]]}`, Options{}, "", "1: offsets look like UTF-16 units"},
		{"spacy", `{` + text + `,"entities":[[11,20,"PERSON"],[24,28,"GPE"]]}`, Options{Unit: UTF16}, "person Ada Quist, country Lyon", ""},
		{"spacy", "\n" + `{` + text + `,"entities":[[10,19,"PER"],[23,99,"GPE"],[1,2]]}` + "\n{broken\n" + `{"text":"Riga."}`, Options{}, "person Ada Quist", "2: entities: 23–99 is outside the text"},
		{"spacy", "{broken\n" + `{"text":"It rained in Riga.","entities":[[13,17,"SETTLEMENT"]]}`, Options{}, "settlement Riga", "1: column 2: found 'b'"},
		{"spacy", `{` + text + `,"entities":[[10,19,"DATE"]]}`, Options{}, "", `label "DATE" is none of Stet's kinds`},
		{"spacy", `{` + text + `,"entities":[[10,19,"PERSON"],[14,19,"PERSON"]]}`, Options{}, "person Ada Quist", "overlaps"},
		{"spacy", `{"entities":[]}`, Options{}, "", `1: no "text"`},
		{"spacy", "{\"text\":\"caf\xe9\"}", Options{}, "", "not UTF-8"},
		{"prodigy", `{` + text + `,"spans":[{"start":12,"end":21,"label":"PERSON","text":"Ada Quist"}]}`, Options{}, "", "these words first stand at 10–19"},
		{"prodigy", `{` + text + `,"spans":[{"start":11,"end":20,"label":"PERSON","text":"Ada Quist"}]}`, Options{}, "", "offsets look like UTF-16 units; code points are expected (--unit utf16"},
		{"prodigy", `{` + text + `,"spans":[{"start":10,"end":18,"label":"PERSON","text":"Ada Quist"}]}`, Options{}, "", "the end looks inclusive"},
		{"labelstudio", "[{\n\"data\":{" + text + "},\n\"annotations\":[{\"completed_by\":1,\"result\":[\n" +
			`{"id":"x","type":"labels","value":{"start":10,"end":19,"text":"Ada Quist","labels":["PERSON"]}},` + "\n" +
			`{"id":"y","type":"labels","value":{"start":24,"end":28,"text":"Lyon","labels":["SETTLEMENT"]}}]}]}]`, Options{}, "person Ada Quist", "5: result: 24–28 is “yon.” in the text"},
		{"doccano", `{"id":7,` + text + `,"label":[[11,20,"PERSON"]]}`, Options{}, "person Ada Quist", ""},
		{"doccano", `{"id":7,` + text + `,"label":[[10,19,"PERSON"],[23,27,"SETTLEMENT"]]}`, Options{}, "", "offsets look like code points"},
		{"conll", "EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\nAda NNP I-NP I-PER\nQuist NNP I-NP I-PER\n", Options{}, "organization EU, person Ada Quist", ""},
		{"conll", "EU B-ORG\nrejects\nLyon U-LOC\n", Options{}, "organization EU, natural Lyon", `2: "rejects": want a word and`},
		{"hf", `{"tokens":["Ada","Quist","left"],"ner_tags":[1,2,0]}`, Options{}, "person Ada Quist", ""},
		{"hf", `{"tokens":["Ada","Quist","left"],"ner_tags":["B-PER","I-PER","O"]}`, Options{}, "person Ada Quist", ""},
		{"hf", `{"tokens":["Ada","Quist"],"ner_tags":[1]}`, Options{}, "", "1 tags for 2 tokens"},
		{"w3c", `{"text":"Ada left.","items":[{"body":{"value":"PERSON"},"target":{"selector":{"type":"TextPositionSelector","start":0,"end":3}}},{"body":{}}]}`, Options{}, "person Ada", "want a tag as body"},
		{"stet", `{"format":"stet/1"}`, Options{}, "", "missing"},
		{"spacy", `{` + text + `,"spans":[{"start":10,"end":19,"label":"PERSON"}]}`, Options{}, "", "1: this looks like the format prodigy, not spacy"},
		{"doccano", `{` + text + `,"entities":[[10,19,"PERSON"]]}`, Options{}, "", "this looks like the format spacy"},
		{"prodigy", "[{\"data\":{" + text + "},\"annotations\":[]}]", Options{}, "", "this looks like the format labelstudio"},
		{"spacy", `{` + text + `}`, Options{}, "", ""},
	} {
		f, err := Find(c.format)
		if err != nil {
			t.Fatal(err)
		}
		marks, said := "", ""
		for i := range f.Import(strings.NewReader(c.file), c.o) {
			if i.Doc != nil {
				marks += describe(i.Doc)
			}
			for _, p := range i.Problems {
				said += fmt.Sprintf("%d: %s\n", p.Line, p.Message)
			}
		}
		if marks != c.marks || (c.problem == "") != (said == "") || !strings.Contains(said, c.problem) {
			t.Errorf("%s: %s\ntook %q, want %q; said %q, want %q", c.format, c.file, marks, c.marks, said, c.problem)
		}
	}
}

func describe(d *annotate.Document) string {
	var list []string
	for _, a := range d.Annotations {
		list = append(list, a.Kind.String()+" "+d.Text[a.Start:a.End])
	}
	return strings.Join(list, ", ")
}

// TestBratFiles reads standoff files of others.
func TestBratFiles(t *testing.T) {
	const story = "Ada Quist\nof Lyon said no."
	for _, c := range []struct{ ann, marks, problem string }{
		{"T1\tPERSON 0 9\tAda Quist\nT2\tGPE 13 17\tLyon\n#1\tAnnotatorNotes T1\tgood\nA1\tNegation T1\n", "person Ada Quist, country Lyon", ""},
		{"T1\tORG 4 9;10 12\tQuist of\n", "organization Quist\nof", ""},
		{"T1\tORG 0 3;13 17\tAda Lyon\n", "", "1: T1: has a gap"},
		{"T1\tPERSON 0 9\tAda Qist\n", "", "1: T1: 0–9 is “Ada Quist” in the text"},
		{"T1\tPERSON 0 9\tAda Quist\nR1\tSPEAKER Arg1:T1 Arg2:T9\n", "person Ada Quist", "2: relation"},
		{"T1 PERSON 0 9 Ada Quist\nE1\tGo:T1\n", "", "1: \"T1 PERSON"},
	} {
		i := brat.ImportFiles([][]byte{[]byte(story), []byte(c.ann)}, Options{})
		marks, said := "", ""
		if i.Doc != nil {
			marks = describe(i.Doc)
		}
		for _, p := range i.Problems {
			said += fmt.Sprintf("%d: %s\n", p.Line, p.Message)
		}
		if marks != c.marks || (c.problem == "") != (said == "") || !strings.Contains(said, c.problem) {
			t.Errorf("%q: took %q, want %q; said %q, want %q", c.ann, marks, c.marks, said, c.problem)
		}
	}
}

// TestFormulas holds the table harmless in a spreadsheet.
func TestFormulas(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "-2": "'-2", "@x": "'@x", "a,b": `"a,b"`, `say "no"`: `"say ""no"""`, "no": "no"} {
		if got := string(appendCell(nil, in)); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

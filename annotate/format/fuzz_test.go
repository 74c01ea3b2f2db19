package format

import (
	"bytes"
	"strings"
	"testing"
)

// fuzzReader holds a reader to this: for any file it gives documents that pass Check, or says why not; and what it took it writes and
// reads again as it is.
func fuzzReader(f *testing.F, name string, o Options, more ...string) {
	format, err := Find(name)
	if err != nil {
		f.Fatal(err)
	}
	for _, d := range stories(f, 3) {
		parts, _ := format.Export(d, o)
		f.Add(bytes.Join(parts, []byte("\x00")))
	}
	for _, m := range more {
		f.Add([]byte(m))
	}
	f.Fuzz(func(t *testing.T, given []byte) {
		var all []Imported
		if format.Files {
			parts := make([][]byte, len(format.Parts))
			for i := range parts {
				parts[i], given, _ = bytes.Cut(given, []byte("\x00"))
			}
			all = append(all, format.ImportFiles(parts, o))
		} else {
			for i := range format.Import(bytes.NewReader(given), o) {
				all = append(all, i)
			}
		}
		lines := bytes.Count(given, []byte("\n")) + 1
		for _, i := range all {
			for _, p := range i.Problems {
				if p.Message == "" || p.Line < 0 || !format.Files && p.Line > lines {
					t.Fatalf("problem %+v in %d lines", p, lines)
				}
			}
			if i.Doc == nil {
				if len(i.Problems) == 0 {
					t.Fatal("refused without a word")
				}
				continue
			}
			if err := i.Doc.Check(); err != nil {
				t.Fatal(err)
			}
			parts, lost := format.Export(i.Doc, o)
			again := reread(t, format, parts, o)
			if want, got := holds(format, i.Doc, lost, o), holds(format, again, nil, o); want != got {
				t.Fatalf("written and read again it is another:\n%s", firstDifference(want, got))
			}
		}
	})
}

func FuzzStet(f *testing.F) { fuzzReader(f, "stet", Options{}) }
func FuzzSpacy(f *testing.F) {
	fuzzReader(f, "spacy", Options{}, `{"text":"Zoë","entities":[[0,3,"PER"]]}`)
}
func FuzzProdigy(f *testing.F) { fuzzReader(f, "prodigy", Options{}) }
func FuzzLabelStudio(f *testing.F) {
	fuzzReader(f, "labelstudio", Options{}, `[{"data":{"text":"a b"},"annotations":[{"result":[]}]}]`)
}
func FuzzDoccano(f *testing.F) {
	fuzzReader(f, "doccano", Options{Unit: Grapheme}, `{"text":"👩‍👩‍👧 b","label":[[0,1,"ORG"]]}`)
}
func FuzzConll(f *testing.F) {
	fuzzReader(f, "conll", Options{}, "EU NNP B-NP B-ORG\n\nx O\n", strings.Repeat("a B-PER\n", 9))
}
func FuzzBrat(f *testing.F) { fuzzReader(f, "brat", Options{}, "a\nb\x00T1\tPER 0 1;2 3\ta b\n") }
func FuzzW3C(f *testing.F)  { fuzzReader(f, "w3c", Options{}) }
func FuzzHF(f *testing.F)   { fuzzReader(f, "hf", Options{}, `{"tokens":["a b","c"],"ner_tags":[1,2]}`) }

package rules

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"stet/annotate/text"
)

// FuzzLoad holds the loader to what it promises for any bytes: a whole pack or an *Error with a place in the file, never both,
// never a panic; and what loads can be looked for in any text.
func FuzzLoad(f *testing.F) {
	for _, s := range []string{
		`{"label":"PERSON","id":"a","pattern":"Ito"}`,
		`{"label":"ORG","id":"b","pattern":[{"LOWER":{"IN":["x","y z"]},"OP":"+"},{"NAME":true,"MARK":true,"OP":"{1,3}"}],"score":0.5,"why":"é"}`,
		`{"label":"CUE","id":"c","pattern":[{"VERB":"say"}],"forms":{"say":["says","said","said","saying"]}}`,
		`{"label":"SETTLEMENT","id":"d","country":"DE","places":[["Bonn",2946447,50.73,7.1,330,"Bonna"]]}`,
		`{"id":"a","off":true}`,
		`{"label":"EVIDENCE","id":"e","weights":[1,-2,3,0]}`,
		`{"label":"TITLE","id":"f","pattern":[{"LABEL":"OFFICE","OP":"?"},{"SHAPE":"Xxxx","LENGTH":{">=":3}},{"REGEX":"^[a-z]+$"}]}`,
		"# comment\n\n\ufeff{}",
		`{"label":"PERSON","id":"g","pattern":"\ud83d\ude00 \u0041"}`,
		"{\"label\":\"PERSON\",\"id\":\"g\",\"pattern\":\"\xff\"}",
		`[[[[[[[[[[[[[[[[[[[[`, `{"a":`, `{"label":"PERSON"`, `{"score":1e999}`, `{"x":"\u12"}`,
	} {
		f.Add([]byte(s))
	}
	story := text.Parse("Ito x y z said Bonn-Bonna Xylo 3, office of x x x. " + strings.Repeat("x ", 40))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Load("fuzz", bytes.NewReader(b))
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || p != nil || e.File != "fuzz" || e.Message == "" || e.Line < 1 || e.Line > bytes.Count(b, []byte("\n"))+1 {
				t.Fatalf("pack %v, error %#v", p, err)
			}
			return
		}
		set, err := Compile(p)
		if err != nil {
			if !errors.As(err, new(*Error)) {
				t.Fatalf("%#v", err)
			}
			return
		}
		found := set.Find(story)
		for _, l := range Labels() {
			for _, h := range found.Hits(l) {
				if h.First < 0 || h.First >= h.Last || h.Last > len(story.Tokens) || h.Rule == nil || h.Rule.Label != l {
					t.Fatalf("a hit %+v", h)
				}
			}
		}
	})
}

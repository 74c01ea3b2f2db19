package edit

import (
	"errors"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

func TestCompare(t *testing.T) {
	cases := []struct {
		name  string
		edits []Edit // what the other editor did
		in    []Aspect
	}{
		{"nothing", nil, nil},
		{"another kind", []Edit{Retag{"a8", kind.Country}}, []Aspect{Kinds}},
		{"other edges", []Edit{Resize{"a5", first("Holm told")}}, []Aspect{Edges}},
		{"another entity", []Edit{SetEntity{ID: "a6", Name: "Jan Holm"}}, []Aspect{Entities}},
		{"renamed", []Edit{Rename{"e3", "Greater Oslo"}}, []Aspect{Entities}},
		{"another speaker", []Edit{SetSpeaker{ID: "q2", Span: first("a spokesman"), Name: "Per Lie"}}, []Aspect{Speakers}},
		{"nobody known", []Edit{SetSpeaker{ID: "q1"}}, []Aspect{Speakers}},
		{"no cue", []Edit{SetCue{"q2", nil}}, []Aspect{Cues}},
		{"gone", []Edit{Reject{"a3"}}, []Aspect{0}},
		{"come", []Edit{Add{Kind: kind.Organization, Span: first("reporters")}}, []Aspect{0}},
		{"a new quote", []Edit{Reject{"q1"}, Add{Kind: kind.Indirect, Span: first("Norway will sign"), Speaker: &annotate.Speaker{Span: first("Ida Holm"), Entity: "e2"}, Cue: at(first("said"))}}, []Aspect{0, 0}},
		{"decided", []Edit{Accept{"a1"}}, []Aspect{Decisions}},
		{"many", []Edit{Accept{"a1"}, Retag{"a2", kind.Organization}, Reject{"a4"}, SetCue{"q1", nil}}, []Aspect{Decisions, Kinds, Cues, 0}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			theirs := New(draft())
			for _, e := range c.edits {
				if _, err := theirs.Do(e); err != nil {
					t.Fatal(err)
				}
			}
			mine := New(draft())
			found, err := Compare(mine.Doc, theirs.Doc)
			if err != nil {
				t.Fatal(err)
			}
			var in []Aspect
			for _, d := range found.Differences {
				in = append(in, d.In)
			}
			if len(in) != len(c.in) {
				t.Fatalf("differences %v, want %v", in, c.in)
			}
			for i := range in {
				if in[i] != c.in[i] {
					t.Errorf("difference %d is %b, want %b", i, in[i], c.in[i])
				}
			}
			if len(in) == 0 {
				return
			}
			// One by one, and all at once, mine becomes theirs.
			once := New(draft())
			if _, err := once.Do(found.TakeAll(found.Differences)); err != nil {
				t.Fatal(err)
			}
			for n := 0; len(found.Differences) > 0; n++ {
				if n > len(c.in) {
					t.Fatalf("still different after %d steps: %+v", n, found.Differences)
				}
				if _, err := mine.Do(found.Take(&found.Differences[0])); err != nil {
					t.Fatal(err)
				}
				found, _ = Compare(mine.Doc, theirs.Doc)
			}
			if left, _ := Compare(once.Doc, theirs.Doc); len(left.Differences) > 0 {
				t.Errorf("all taken at once, and still different: %+v", left.Differences)
			}
			for _, h := range []*History{mine, once} {
				if err := h.Doc.Check(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestCompareSaysWhatWasRejected(t *testing.T) {
	mine, theirs := draft(), New(draft())
	if _, err := theirs.Do(Reject{"a3"}); err != nil {
		t.Fatal(err)
	}
	found, err := Compare(mine, theirs.Doc)
	if err != nil || len(found.Differences) != 1 || !found.Differences[0].Rejected {
		t.Errorf("%v, %+v", err, found)
	}
	if got := found.Differences[0].Span(); got != (text.Span{Start: first("Oslo").Start, End: first("Oslo").End}) {
		t.Errorf("the difference is at %v", got)
	}
}

func TestCompareOtherText(t *testing.T) {
	theirs := draft()
	theirs.Text += "."
	if _, err := Compare(draft(), theirs); !errors.Is(err, ErrOtherText) {
		t.Errorf("two texts give %v", err)
	}
}

package edit

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/kind"
	"stet/annotate/text"
)

const story = "Norway will sign, foreign minister Ida Holm said in Oslo. “We trust Norway,” Holm told reporters, " +
	"and “Holm’s word counts,” a spokesman added. Ida\u00a0Holm left Norway on Friday."

// nth returns the span of the n-th occurrence of the words, counted from 1.
func nth(words string, n int) text.Span {
	at := -1
	for range n {
		at += 1 + strings.Index(story[at+1:], words)
	}
	return text.Span{Start: at, End: at + len(words)}
}

func first(words string) text.Span { return nth(words, 1) }

func head(s text.Span, n int) text.Span { return text.Span{Start: s.Start, End: s.Start + n} }

func at(s text.Span) *text.Span { return &s }

// draft is the story as an engine might suggest it.
func draft() *annotate.Document {
	mark := func(id string, k kind.Kind, s text.Span, entity string) annotate.Annotation {
		return annotate.Annotation{ID: id, Kind: k, Span: s, Entity: entity, By: "rule:r", Score: 900}
	}
	quote := func(id string, s, speaker, cue text.Span, entity string) annotate.Annotation {
		q := mark(id, kind.Direct, s, "")
		q.Speaker, q.Cue = &annotate.Speaker{Span: speaker, Entity: entity}, &cue
		return q
	}
	d := &annotate.Document{ID: "norway", Text: story,
		Annotations: []annotate.Annotation{
			mark("a1", kind.State, nth("Norway", 1), "e1"),
			mark("a2", kind.Person, first("Ida Holm"), "e2"),
			mark("a3", kind.Settlement, first("Oslo"), "e3"),
			mark("a4", kind.State, nth("Norway", 2), "e1"),
			mark("a5", kind.Person, head(first("Holm told"), 4), "e2"),
			mark("a6", kind.Person, head(first("Holm’s"), 4), "e2"),
			mark("a7", kind.Person, first("Ida\u00a0Holm"), "e2"),
			mark("a8", kind.State, nth("Norway", 3), "e1"),
			quote("q1", first("“We trust Norway,”"), head(first("Holm told"), 4), first("told"), "e2"),
			quote("q2", first("“Holm’s word counts,”"), first("a spokesman"), first("added"), ""),
		},
		Entities: []annotate.Entity{
			{ID: "e1", Kind: kind.State, Name: "Norway", Country: "NO", Place: &annotate.Point{Lat: 62, Lon: 10}},
			{ID: "e2", Kind: kind.Person, Name: "Ida Holm", Role: "foreign minister"},
			{ID: "e3", Kind: kind.Settlement, Name: "Oslo"},
		},
	}
	d.Sort()
	return d
}

func TestDraftIsValid(t *testing.T) {
	if err := draft().Check(); err != nil {
		t.Fatal(err)
	}
}

// after does the edits on the draft and returns the history.
func after(t *testing.T, edits ...Edit) *History {
	t.Helper()
	h := New(draft())
	for _, e := range edits {
		if _, err := h.Do(e); err != nil {
			t.Fatalf("%s %+v: %v", e.Op(), e, err)
		}
	}
	if err := h.Doc.Check(); err != nil {
		t.Fatal(err)
	}
	documenttest.Holds(t, h.Doc.AppendJSON(nil))
	return h
}

func TestStates(t *testing.T) {
	h := after(t, Accept{"a1"}, Resize{"a2", first("Holm")}, Accept{"q1"}, SetCue{ID: "q2"},
		Add{Kind: kind.Organization, Span: first("foreign minister")}, Reject{"a3"})
	for id, want := range map[string]annotate.State{"a1": annotate.Accepted, "a2": annotate.Edited, "q1": annotate.Accepted, "q2": annotate.Edited,
		"a4": annotate.Suggested, "a9": annotate.Edited} {
		if a := h.Mark(id); a == nil || a.State != want || (a.By == annotate.Editor) != (id == "a9") {
			t.Errorf("%s is %+v", id, a)
		}
	}
	if r := h.Doc.Rejected; len(r) != 1 || r[0].ID != "a3" || r[0].State != annotate.Suggested || h.Entity("e3") == nil {
		t.Errorf("rejected: %+v", r)
	}
	h = after(t, Add{Kind: kind.Organization, Span: first("foreign minister")}, Reject{"a9"})
	if len(h.Doc.Rejected) != 0 || len(h.Doc.Entities) != 3 {
		t.Errorf("an editor's own mark leaves %+v and %+v", h.Doc.Rejected, h.Doc.Entities)
	}
	h = after(t, Reject{"a3"}, Add{Kind: kind.Settlement, Span: first("Oslo")})
	if a := h.Mark("a3"); a == nil || a.By != "rule:r" || a.State != annotate.Accepted || a.Entity != "e3" || len(h.Doc.Rejected) != 0 {
		t.Errorf("what was rejected and tagged again is %+v", a)
	}
	h = after(t, Reject{"a3"}, Restore{"a3"})
	if string(h.Doc.AppendJSON(nil)) != string(draft().AppendJSON(nil)) {
		t.Error("restored is not as it was")
	}
}

func TestStateBecomesPlace(t *testing.T) {
	h := after(t, Retag{"a8", kind.Country})
	a := h.Mark("a8")
	if e := h.Entity(a.Entity); a.Entity != "e4" || e.Kind != kind.Country || e.Name != "Norway" || e.Country != "NO" || e.Place == nil {
		t.Errorf("the place is %+v", e)
	}
	h = after(t, Retag{"a8", kind.Country}, Retag{"a4", kind.Country}, Retag{"a1", kind.Country})
	if h.Entity("e1") != nil || h.Mark("a1").Entity != "e4" || len(h.Doc.Entities) != 3 {
		t.Errorf("entities: %+v", h.Doc.Entities)
	}
	h = after(t, Rekind{"e1", kind.Country})
	if h.Entity("e1") != nil || len(h.Refs("e4")) != 3 {
		t.Errorf("entities: %+v", h.Doc.Entities)
	}
}

func TestEntityFollowsItsMentions(t *testing.T) {
	h := after(t, Retag{"a1", kind.Organization}, Retag{"a4", kind.Organization})
	if h.Entity("e1").Kind != kind.State {
		t.Error("the entity changed before its last mention")
	}
	if h.Do(Retag{"a8", kind.Organization}); h.Entity("e1").Kind != kind.Organization {
		t.Error("the entity did not change with its last mention")
	}
	h = after(t, Resize{"a3", first("in Oslo")})
	if h.Entity("e3").Name != "in Oslo" {
		t.Errorf("named %q", h.Entity("e3").Name)
	}
	h = after(t, Resize{"a2", first("minister Ida Holm")})
	if h.Entity("e2").Name != "Ida Holm" { // as a7 still has it, with a no-break space
		t.Errorf("named %q", h.Entity("e2").Name)
	}
}

func TestSplitAndMerge(t *testing.T) {
	h := after(t, Split{Marks: []string{"a6", "a5"}})
	made := h.Mark("a5").Entity
	if e := h.Entity(made); e.Name != "Holm" || h.Mark("a6").Entity != made || h.Mark("a5").State != annotate.Suggested {
		t.Errorf("split off: %+v", e)
	}
	if h.Mark("q1").Speaker.Entity != made {
		t.Error("the speaker whom a split mention names did not go with it")
	}
	if _, err := h.Do(Merge{made, []string{"e2"}}); err != nil {
		t.Fatal(err)
	}
	if e := h.Entity(made); e.Role != "foreign minister" || e.Name != "Holm" || h.Entity("e2") != nil || len(h.Refs(made)) != 5 {
		t.Errorf("merged: %+v, %v", e, h.Refs(made))
	}
	h = after(t, Merge{"e2", []string{"e1"}})
	if a := h.Mark("a1"); a.Entity != "e2" || a.Kind != kind.Person || a.State != annotate.Edited {
		t.Errorf("merged mention: %+v", a)
	}
}

func TestAddedNamesFindTheirEntity(t *testing.T) {
	h := after(t, Reject{"a5"}, Reject{"a4"}, Add{Kind: kind.Person, Span: first("reporters")}, Add{Kind: kind.State, Span: nth("Norway", 2)})
	if h.Mark("a9").Entity != "e4" || h.Entity("e4").Name != "reporters" {
		t.Errorf("a new name: %+v", h.Mark("a9"))
	}
	if h.Mark("a4") == nil || h.Mark("a4").Entity != "e1" {
		t.Errorf("Norway: %+v", h.Doc.Annotations)
	}
	h = after(t, Add{Kind: kind.Group, Span: first("reporters"), Name: " The  Press "}, SetEntity{ID: "a1", Name: "Kingdom of Norway"}, SetEntity{ID: "a3", Name: "Greater Oslo"})
	if h.Entity("e4").Name != "The Press" || h.Entity(h.Mark("a1").Entity).Name != "Kingdom of Norway" || h.Entity("e3") != nil {
		t.Errorf("entities: %+v", h.Doc.Entities)
	}
}

func TestSpeakers(t *testing.T) {
	h := after(t, SetSpeaker{ID: "q2", Span: first("a spokesman"), Entity: "e1"}, SetSpeaker{ID: "q1"})
	if s := h.Mark("q2").Speaker; s.Entity != "e1" || h.Mark("q1").Speaker != nil {
		t.Errorf("speaker: %+v", s)
	}
	h = after(t, SetSpeaker{ID: "q2", Name: "Per Lie"})
	if s := h.Mark("q2").Speaker; !s.Empty() || h.Entity(s.Entity).Name != "Per Lie" {
		t.Errorf("speaker: %+v", s)
	}
	h.Undo()
	if s := h.Mark("q2").Speaker; s.Span != first("a spokesman") || len(h.Doc.Entities) != 3 {
		t.Errorf("undone: %+v", s)
	}
}

func TestBatchIsOneStep(t *testing.T) {
	ids := Others(draft(), "a1")
	if !slices.Equal(ids, []string{"a4", "a8"}) {
		t.Fatalf("others: %v", ids)
	}
	b := Batch{Label: "retag 3 × Norway", Edits: []Edit{Retag{"a1", kind.Country}}}
	for _, id := range ids {
		b.Edits = append(b.Edits, Retag{id, kind.Country})
	}
	h := New(draft())
	change, err := h.Do(b)
	if err != nil {
		t.Fatal(err)
	}
	want := Change{Changed: []string{"a1", "a4", "a8"}, Entities: []string{"e1", "e4"}, Ranges: []text.Span{nth("Norway", 1), nth("Norway", 2), nth("Norway", 3)}}
	if !reflect.DeepEqual(change, want) {
		t.Errorf("got %+v", change)
	}
	if h.NextUndo().(Batch).Label != b.Label || h.NextRedo() != nil {
		t.Error("the labels")
	}
	if back, ok := h.Undo(); !ok || !reflect.DeepEqual(back, want) || !reflect.DeepEqual(h.Doc, draft()) {
		t.Errorf("undone: %+v", back)
	}
	if _, err := h.Do(Batch{Edits: []Edit{Accept{"a1"}, Accept{"a99"}}}); err == nil || h.Mark("a1").State != annotate.Suggested {
		t.Errorf("half a batch: %v", err)
	}
	if h.NextRedo() == nil {
		t.Error("a failed edit took the redo away")
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		edit   Edit
		reason Reason
		says   string
	}{
		{Accept{"a99"}, UnknownMark, "there is no mark a99"},
		{Restore{"a1"}, UnknownMark, "no rejected mark a1"},
		{Retag{"a1", kind.State}, NoChange, "a1 is of kind state already"},
		{Retag{"a1", kind.None}, WrongKind, "no such kind"},
		{Retag{"q1", kind.Person}, Overlap, "“We trust Norway,” would overlap the state “Norway” (a4): actors and locations never overlap. Remove or resize that one first"},
		{Resize{"a2", first("minister Ida Holm said in Oslo")}, Overlap, "would overlap the settlement “Oslo” (a3)"},
		{Resize{"a2", first("Ida Holm ")}, BadSpan, "white space"},
		{Resize{"a2", text.Span{Start: 5, End: 5}}, BadSpan, "at least one character"},
		{Resize{"a2", text.Span{Start: 5, End: 5000}}, BadSpan, "not all in the text"},
		{Resize{"q1", text.Span{Start: first("“We").Start + 1, End: first("Holm told").End}}, BadSpan, "inside a character"},
		{Resize{"q1", text.Span{Start: first("trust").Start, End: first("word").End}}, Overlap, "would cross the quote “Holm’s"},
		{Add{Kind: kind.Direct, Span: first("“We trust Norway,”")}, Overlap, "marked as a quote already (q1)"},
		{Add{Kind: kind.Person, Span: first("minister"), Entity: "e3"}, WrongKind, "e3 (Oslo) is of type location"},
		{Add{Kind: kind.Direct, Span: first("will sign"), Entity: "e2"}, WrongKind, "give it a speaker"},
		{SetEntity{ID: "a1", Entity: "e3"}, WrongKind, "retag the mark first"},
		{SetEntity{ID: "q1", Entity: "e2"}, WrongKind, "set its speaker instead"},
		{SetEntity{ID: "a1"}, Incomplete, "say which entity"},
		{SetSpeaker{ID: "a1"}, WrongKind, "only a quote has a speaker"},
		{SetSpeaker{ID: "q1", Entity: "e3"}, WrongKind, "only an actor speaks"},
		{SetSpeaker{ID: "q1", Entity: "e9"}, UnknownEntity, "there is no entity e9"},
		{SetCue{"q1", at(first("told"))}, NoChange, "has this cue already"},
		{Rename{"e1", "  "}, Incomplete, "at least one character"},
		{Merge{"e1", []string{"e3"}}, WrongKind, "stay two entities"},
		{Merge{"e1", []string{"e1"}}, Incomplete, "named twice"},
		{Split{Marks: []string{"a1", "a2"}}, WrongKind, "one entity at a time"},
		{Split{Marks: []string{"a1", "a4", "a8"}}, NoChange, "all the mentions"},
		{Rekind{"e1", kind.Direct}, WrongKind, "not a quote"},
		{Locate{"e2", "NO", 0, nil}, WrongKind, "only places and states"},
		{Locate{"e1", "NO", 0, &annotate.Point{Lat: 62, Lon: 10}}, NoChange, "lies there already"},
		{Locate{"e3", "Norway", 0, nil}, Incomplete, "two capital letters"},
		{Locate{"e3", "NO", 1, &annotate.Point{Lat: 91}}, Incomplete, "outside -90 to 90"},
		{Locate{"e9", "NO", 0, nil}, UnknownEntity, "there is no entity e9"},
		{Batch{}, Incomplete, "at least one edit"},
		{Batch{Edits: []Edit{Accept{"a1"}, Reject{"a99"}}}, UnknownMark, "edit 2 of 2 (reject): there is no mark a99"},
	} {
		h := New(draft())
		_, err := h.Do(c.edit)
		var e *Error
		if !errors.As(err, &e) || e.Reason != c.reason || !strings.Contains(e.Message, c.says) {
			t.Errorf("%s %+v: got %v\nwant %s: %s", c.edit.Op(), c.edit, err, c.reason, c.says)
		}
		if !reflect.DeepEqual(h.Doc, draft()) {
			t.Errorf("%s %+v failed and changed the document", c.edit.Op(), c.edit)
		}
	}
}

func TestEditsInJSON(t *testing.T) {
	offsets := text.NewOffsets(story)
	for _, c := range []struct {
		edit Edit
		json string
	}{
		{Accept{"a7"}, `{"op":"accept","id":"a7"}`},
		{Retag{"a7", kind.Organization}, `{"op":"retag","id":"a7","kind":"organization"}`},
		{Resize{"q2", first("word")}, `{"op":"resize","id":"q2","start":110,"end":114}`},
		{SetCue{ID: "q2"}, `{"op":"cue","id":"q2"}`},
		{SetCue{"q2", at(first("word"))}, `{"op":"cue","id":"q2","start":110,"end":114}`},
		{Add{Kind: kind.Mixed, Span: first("word"), Cue: at(first("will")), Speaker: &annotate.Speaker{Entity: "e1"}},
			`{"op":"add","kind":"mixed","start":110,"end":114,"speaker":{"entity":"e1"},"cue":{"start":7,"end":11}}`},
		{SetSpeaker{ID: "q1"}, `{"op":"speaker","id":"q1"}`},
		{SetSpeaker{"q1", first("will"), "", "N. N."}, `{"op":"speaker","id":"q1","start":7,"end":11,"name":"N. N."}`},
		{Merge{"e1", []string{"e2", "e3"}}, `{"op":"merge","into":"e1","from":["e2","e3"]}`},
		{Split{[]string{"a1"}, ""}, `{"op":"split","marks":["a1"]}`},
		{Batch{"“both”", []Edit{Reject{"a1"}, SetRole{"e1", ""}}}, `{"op":"batch","label":"“both”","edits":[{"op":"reject","id":"a1"},{"op":"role","entity":"e1","role":""}]}`},
	} {
		b := AppendEdit(nil, offsets, c.edit)
		if string(b) != c.json || !json.Valid(b) {
			t.Errorf("got %s\nwant %s", b, c.json)
		}
		if back, err := ReadEdit(b, offsets); err != nil || !reflect.DeepEqual(back, c.edit) {
			t.Errorf("%s reads as %+v, %v", b, back, err)
		}
	}
	for in, want := range map[string]string{
		`{"id":"a7"}`:                                `an edit begins with its "op"`,
		`{"op":"tag","id":"a7"}`:                     `unknown op "tag"`,
		`{"op":"retag","id":"a7"}`:                   `retag lacks "kind"`,
		`{"op":"accept","id":"a7","kind":"x"}`:       `accept has no field "kind"`,
		`{"op":"retag","id":"a7","kind":"x"}`:        `unknown kind "x": want one of person`,
		`{"op":"resize","id":"a","start":1}`:         `resize lacks "end"`,
		`{"op":"cue","id":"a","start":1}`:            `"start" and "end" go together`,
		`{"op":"cue","id":"a","start":1,"end":9999}`: `1 to 9999 is outside the text`,
		`{"op":"accept","id":7}`:                     `accept: json`,
		`{"op":"accept","id":"a"} {}`:                `something stands behind`,
		`{"op":"batch","edits":[{"op":"x"}]}`:        `batch: edit 1 of 1: unknown op "x"`,
		`[]`:                                         `json`,
	} {
		if e, err := ReadEdit([]byte(in), offsets); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, %v, want %s", in, e, err, want)
		}
	}
}

func TestLooking(t *testing.T) {
	d := draft()
	var ids []string
	for _, a := range MarksAt(d, nth("Norway", 2).Start) {
		ids = append(ids, a.ID)
	}
	if !slices.Equal(ids, []string{"a4", "q1"}) {
		t.Errorf("marks: %v", ids)
	}
	h := after(t, Reject{"a4"}, Reject{"a8"})
	if got := Unmarked(h.Doc, nth("Norway", 1)); !slices.Equal(got, []text.Span{nth("Norway", 2), nth("Norway", 3)}) {
		t.Errorf("unmarked: %v", got)
	}
	if got := Unmarked(d, first("sign")); got != nil {
		t.Errorf("unmarked: %v", got)
	}
	if got := Unmarked(d, head(first("reporters"), 1)); got != nil { // an r is nowhere a word
		t.Errorf("unmarked: %v", got)
	}
	if _, err := Apply(d, Accept{"a1"}); err != nil || d.Annotations[0].State != annotate.Accepted {
		t.Errorf("applied: %v", err)
	}
}

// An editor chooses among what a name can mean, and may change that choice: the others stay to choose from.
func TestLocate(t *testing.T) {
	d := draft()
	oslo := &d.Entities[2]
	oslo.Country, oslo.GeoNames, oslo.Place, oslo.Approximate = "NO", 3143244, &annotate.Point{Lat: 59.913, Lon: 10.746}, true
	oslo.Candidates = []annotate.Candidate{
		{Kind: kind.Settlement, Name: "Oslo", Country: "NO", GeoNames: 3143244, Place: annotate.Point{Lat: 59.913, Lon: 10.746}, Score: 700},
		{Kind: kind.Settlement, Name: "Oslo", Admin: "Minnesota", Country: "US", GeoNames: 5041926, Place: annotate.Point{Lat: 48.2, Lon: -97.13}, Score: 300},
	}
	h := New(d)
	before := string(h.Doc.AppendJSON(nil))
	if _, err := h.Do(Locate{"e3", "US", 5041926, &annotate.Point{Lat: 48.2, Lon: -97.13}}); err != nil {
		t.Fatal(err)
	}
	e := h.Entity("e3")
	if e.Country != "US" || e.GeoNames != 5041926 || *e.Place != (annotate.Point{Lat: 48.2, Lon: -97.13}) || e.Approximate || len(e.Candidates) != 2 {
		t.Errorf("chosen: %+v", e)
	}
	chosen := string(h.Doc.AppendJSON(nil))
	back, err := Open(h.Base, h.AppendJSON(nil))
	if err != nil || string(back.Doc.AppendJSON(nil)) != chosen {
		t.Errorf("opened again it is another: %v", err)
	}
	h.Undo()
	if now := string(h.Doc.AppendJSON(nil)); now != before {
		t.Errorf("undone\n%s\nwant\n%s", now, before)
	}
	if _, err := h.Do(Locate{Entity: "e3"}); err != nil {
		t.Fatal(err)
	}
	if e := h.Entity("e3"); e.Country != "" || e.Place != nil || e.Approximate || len(e.Candidates) != 2 {
		t.Errorf("nobody knows: %+v", e)
	}
}

// FuzzReadEdit: whatever reads as an edit is done or refused, never by a panic, leaves a valid document, and is written as it reads.
func FuzzReadEdit(f *testing.F) {
	offsets := text.NewOffsets(story)
	for _, e := range []Edit{Retag{"a1", kind.Country}, Resize{"a2", first("Holm")}, Add{Kind: kind.Direct, Span: first("word"), Cue: at(first("will")),
		Speaker: &annotate.Speaker{Span: first("Ida"), Entity: "e2"}}, Merge{"e1", []string{"e2"}}, Split{[]string{"a2", "a5"}, "Ida"},
		SetSpeaker{"q1", first("Holm"), "e1", ""}, Batch{"b", []Edit{Reject{"a1"}, Restore{"a1"}, SetEntity{"a2", "", "X"}}}, Rename{"e1", "Y"},
		Locate{"e3", "US", 7, &annotate.Point{Lat: -0.5, Lon: 10}}, Locate{Entity: "e1"}} {
		f.Add(AppendEdit(nil, offsets, e))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := ReadEdit(b, offsets)
		if err != nil {
			return
		}
		h := New(draft())
		if _, err := h.Do(e); err != nil {
			if !reflect.DeepEqual(h.Doc.AppendJSON(nil), draft().AppendJSON(nil)) {
				t.Fatalf("%s failed and changed the document", b)
			}
			return
		}
		if err := h.Doc.Check(); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		now := h.Doc.AppendJSON(nil)
		back, err := Open(h.Base, h.AppendJSON(nil))
		if err != nil || string(back.Doc.AppendJSON(nil)) != string(now) {
			t.Fatalf("%s: not the same after a reload: %v", b, err)
		}
		h.Undo()
		if string(h.Doc.AppendJSON(nil)) != string(draft().AppendJSON(nil)) {
			t.Fatalf("%s: not undone", b)
		}
	})
}

package edit_test

import (
	"bytes"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

const ferry = "Mayor Ada Quiste said the ferry was late. “We waited nine weeks,” Quiste told Harlow Bay.\n\nTom Reyle left for Brannock. He said no more.\n"

// marked makes a document of marks given as words, with their kinds; a word may be followed by "#2" for its second place.
func marked(t *testing.T, story string, marks ...any) *annotate.Document {
	t.Helper()
	d := &annotate.Document{ID: "x", Text: story}
	byName := map[string]string{}
	for i := 0; i < len(marks); i += 2 {
		words, nth, _ := strings.Cut(marks[i].(string), "#")
		at := strings.Index(story, words)
		if nth == "2" {
			at += 1 + strings.Index(story[at+1:], words)
		}
		if at < 0 {
			t.Fatalf("no %q", words)
		}
		k := marks[i+1].(kind.Kind)
		a := annotate.Annotation{Kind: k, Span: text.Span{Start: at, End: at + len(words)}, By: "rule:test", Score: 800}
		if k.Type() == kind.Quote {
			a.ID = "q" + string(rune('1'+i/2))
		} else {
			a.ID = "a" + string(rune('1'+i/2))
			if byName[words] == "" {
				byName[words] = "e" + string(rune('1'+len(byName)))
				d.Entities = append(d.Entities, annotate.Entity{ID: byName[words], Kind: k, Name: words})
			}
			a.Entity = byName[words]
		}
		d.Annotations = append(d.Annotations, a)
	}
	d.Sort()
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

// words writes the marks as kind:words.
func words(d *annotate.Document) string {
	var out []string
	for _, a := range d.Annotations {
		out = append(out, a.Kind.String()+":"+d.Text[a.Start:a.End])
	}
	return strings.Join(out, " | ")
}

func story(t *testing.T) *annotate.Document {
	d := marked(t, ferry, "Ada Quiste", kind.Person, "“We waited nine weeks,”", kind.Direct, "Quiste#2", kind.Person, "Harlow Bay", kind.Settlement, "Tom Reyle", kind.Person, "Brannock", kind.Settlement)
	q := &d.Annotations[1]
	at := strings.LastIndex(ferry, "Quiste")
	q.Speaker = &annotate.Speaker{Span: text.Span{Start: at, End: at + 6}, Entity: "e1"}
	q.Cue = &text.Span{Start: at + 7, End: at + 11}
	d.Annotations[0].State = annotate.Accepted
	return d
}

// done does an edit, holds the document to its own checks, what was written to what is read, and undo and redo to the byte.
func done(t *testing.T, d *annotate.Document, edits ...edit.Edit) *annotate.Document {
	t.Helper()
	h := edit.New(d)
	before := h.Doc.AppendJSON(nil)
	for _, e := range edits {
		if _, err := h.Do(e); err != nil {
			t.Fatalf("%s: %v", e.Op(), err)
		}
	}
	after := h.Doc.AppendJSON(nil)
	if err := h.Doc.Check(); err != nil {
		t.Fatal(err)
	}
	for range edits {
		h.Undo()
	}
	if got := h.Doc.AppendJSON(nil); !bytes.Equal(got, before) {
		t.Errorf("undone:\n%s\nnot\n%s", got, before)
	}
	for range edits {
		h.Redo()
	}
	if got := h.Doc.AppendJSON(nil); !bytes.Equal(got, after) {
		t.Errorf("redone:\n%s\nnot\n%s", got, after)
	}
	h.Undo() // one is kept as undone
	again, err := edit.Open(d, h.AppendJSON(nil))
	if err != nil {
		t.Fatal(err)
	}
	again.Redo()
	if got := again.Doc.AppendJSON(nil); !bytes.Equal(got, after) {
		t.Errorf("read again:\n%s\nnot\n%s", got, after)
	}
	if _, err := annotate.Read(after); err != nil {
		t.Errorf("the document does not read: %v", err)
	}
	documenttest.Holds(t, after)
	return again.Doc
}

func TestRewriteKeepsMarks(t *testing.T) {
	const all = "person:Ada Quiste | direct:“We waited nine weeks,” | person:Quiste | settlement:Harlow Bay | person:Tom Reyle | settlement:Brannock"
	paragraphs := strings.SplitAfter(ferry, "\n\n")
	for _, c := range []struct{ name, now, want, lost string }{
		{"a word before", strings.Replace(ferry, "ferry", "evening ferry", 1), all, ""},
		{"a typo in a name", strings.ReplaceAll(ferry, "Quiste", "Quist"), strings.ReplaceAll(all, "Quiste", "Quist"), ""},
		{"a longer name", strings.Replace(ferry, "Tom Reyle", "Tom R. Reyle", 1), strings.Replace(all, "Tom Reyle", "Tom R. Reyle", 1), ""},
		{"a typo in a quote", strings.Replace(ferry, "nine", "ten", 1), strings.Replace(all, "nine", "ten", 1), ""},
		{"beside a name", strings.Replace(ferry, "Mayor Ada Quiste", "The mayoress, Ada Quist,", 1), strings.Replace(all, "Ada Quiste", "Ada Quist", 1), ""},
		{"the name and the words around it", strings.Replace(ferry, "Tom Reyle left for", "Yesterday Tom Reile sailed to", 1), strings.Replace(all, "Tom Reyle", "Tom Reile", 1), ""},
		{"a paragraph moved", paragraphs[1] + "\n" + paragraphs[0], "person:Tom Reyle | settlement:Brannock | person:Ada Quiste | direct:“We waited nine weeks,” | person:Quiste | settlement:Harlow Bay", ""},
		{"a name that is gone", strings.Replace(ferry, "Tom Reyle", "The mayor", 1), strings.Replace(all, " | person:Tom Reyle", "", 1), "Tom Reyle"},
		{"a paragraph that is gone", paragraphs[0], strings.Replace(all, " | person:Tom Reyle | settlement:Brannock", "", 1), "Tom Reyle,Brannock"},
		{"all of it is gone", "Nothing of this is left.", "", "Ada Quiste,“We waited nine weeks,”,Quiste,Harlow Bay,Tom Reyle,Brannock"},
		{"a mark that grows on", strings.Replace(ferry, "Brannock.", "Brannock\u0301.", 1), strings.Replace(all, "Brannock", "Brannock\u0301", 1), ""},
	} {
		d := story(t)
		r := edit.Rewrite(d, c.now, nil)
		got := done(t, d, r.Edit)
		if got.Text != c.now {
			t.Errorf("%s: the text is %q", c.name, got.Text)
		}
		if words(got) != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, words(got), c.want)
		}
		var lost []string
		for _, u := range edit.ReadUnplaced(got) {
			lost = append(lost, u.Words)
		}
		if strings.Join(lost, ",") != c.lost {
			t.Errorf("%s: %q wait for a place, want %s", c.name, lost, c.lost)
		}
		if len(got.Annotations) > 0 && !strings.Contains(c.name, "gone") && one(got, kind.Person).State != annotate.Accepted && !strings.Contains(c.name, "moved") {
			t.Errorf("%s: Ada Quist was accepted, and is %v", c.name, one(got, kind.Person).State)
		}
	}
}

func one(d *annotate.Document, k kind.Kind) annotate.Annotation {
	for _, a := range d.Annotations {
		if a.Kind == k {
			return a
		}
	}
	return annotate.Annotation{}
}

// TestRewriteFollowsNamesSpeakersAndCues corrects a name everywhere: its entity, the speaker and the cue go along.
func TestRewriteFollowsNamesSpeakersAndCues(t *testing.T) {
	d := story(t)
	now := strings.Replace(strings.ReplaceAll(ferry, "Quiste", "Qvist"), "told", "tolde", 1)
	got := done(t, d, edit.Rewrite(d, now, nil).Edit)
	q := one(got, kind.Direct)
	if q.Speaker == nil || got.Text[q.Speaker.Start:q.Speaker.End] != "Qvist" || q.Speaker.Entity != "e1" {
		t.Errorf("speaker %+v", q.Speaker)
	}
	if q.Cue == nil || got.Text[q.Cue.Start:q.Cue.End] != "tolde" {
		t.Errorf("cue %+v", q.Cue)
	}
	if name := got.Entities[0].Name; name != "Ada Qvist" {
		t.Errorf("the entity is called %q", name)
	}
}

func TestRewriteSuggestsOnNewWordsOnly(t *testing.T) {
	d := story(t)
	now := strings.Replace(ferry, "He said no more.", "He met Lin Osei and Tom Reyle’s sister.", 1)
	fresh := marked(t, now, "Ada Quiste", kind.Organization, "Lin Osei", kind.Person, "ferry", kind.Facility, "Tom Reyle#2", kind.Person)
	r := edit.Rewrite(d, now, fresh)
	got := done(t, d, r.Edit)
	want := "person:Ada Quiste | direct:“We waited nine weeks,” | person:Quiste | settlement:Harlow Bay | person:Tom Reyle | settlement:Brannock | person:Lin Osei | person:Tom Reyle"
	if words(got) != want || r.Added != 2 {
		t.Errorf("%d added\ngot  %s\nwant %s", r.Added, words(got), want)
	}
	last := got.Annotations[len(got.Annotations)-1]
	if last.Entity != got.Annotations[4].Entity || last.State != annotate.Suggested {
		t.Errorf("the second Tom Reyle is of %s, %v; the first of %s", last.Entity, last.State, got.Annotations[4].Entity)
	}
}

func TestPlaceAndForget(t *testing.T) {
	d := story(t)
	now := strings.Replace(ferry, "Tom Reyle left for Brannock", "The captain wept", 1)
	at := strings.Index(now, "The captain")
	place := edit.Place{ID: "a5", Span: text.Span{Start: at + 4, End: at + 11}}
	got := done(t, d, edit.Rewrite(d, now, nil).Edit, place, edit.Forget{IDs: []string{"a6"}})
	if !strings.HasSuffix(words(got), "settlement:Harlow Bay | person:captain") || len(edit.ReadUnplaced(got)) != 0 || got.Extra != "" {
		t.Errorf("%s, unplaced %v, extra %q", words(got), edit.ReadUnplaced(got), got.Extra)
	}
	if a := got.Annotations[len(got.Annotations)-1]; a.State != annotate.Edited || a.ID != "a5" {
		t.Errorf("%+v", a)
	}
	h := edit.New(d)
	if _, err := h.Do(edit.Rewrite(d, now, nil).Edit); err != nil {
		t.Fatal(err)
	}
	for _, e := range []edit.Edit{edit.Place{ID: "a9", Span: place.Span}, edit.Place{ID: "a5", Span: text.Span{Start: 6, End: 9}}, edit.Forget{IDs: []string{"a1"}}, edit.Batch{Edits: []edit.Edit{place}}} {
		if _, err := h.Do(e); err == nil {
			t.Errorf("%s %+v was done", e.Op(), e)
		}
	}
}

// TestRefresh puts fresh suggestions in the place of those that nobody decided on.
func TestRefresh(t *testing.T) {
	d := story(t) // Ada Quiste is accepted
	d.Entities[2].Role = "a town, an editor says"
	fresh := marked(t, ferry, "Mayor Ada Quiste", kind.Organization, "Quiste#2", kind.Person, "Harlow Bay", kind.Settlement, "Tom Reyle", kind.Group, "ferry", kind.Facility)
	h := edit.New(d)
	if _, err := h.Do(edit.Reject{ID: "a6"}); err != nil { // Brannock
		t.Fatal(err)
	}
	r, ok := edit.Refresh(h.Doc, fresh, false)
	got := done(t, d, edit.Reject{ID: "a6"}, r.Edit)
	want := "person:Ada Quiste | facility:ferry | person:Quiste | settlement:Harlow Bay | group:Tom Reyle"
	if !ok || words(got) != want || len(got.Rejected) != 1 {
		t.Errorf("got  %s\nwant %s", words(got), want)
	}
	if got.Annotations[0].State != annotate.Accepted || got.Engine != fresh.Engine {
		t.Error("a decision was overturned")
	}
	for _, e := range got.Entities {
		if e.Name == "Harlow Bay" && e.Role == "" {
			t.Error("what the editor said of Harlow Bay is gone")
		}
	}
	if len(r.Changes) != 3 { // the quote goes, the ferry comes, Tom Reyle is a group
		t.Errorf("%d changes: %+v", len(r.Changes), r.Changes)
	}
	all := story(t)
	for i := range all.Annotations {
		all.Annotations[i].State = annotate.Accepted
	}
	if _, ok := edit.Refresh(all, fresh, false); ok {
		t.Error("a story in which all is decided was changed")
	}
}

// TestRefreshUntouched makes the fresh document out of one that nobody touched, to the byte.
func TestRefreshUntouched(t *testing.T) {
	for seed := range uint64(40) {
		d := documenttest.Random(seed, 60)
		fresh := documenttest.Random(seed, 61+int(seed))
		fresh.Text, fresh.Annotations = d.Text, nil
		d.Rejected, fresh.Rejected = nil, nil
		for i, a := range d.Annotations { // every third goes, others move up
			d.Annotations[i].State, d.Annotations[i].By = annotate.Suggested, "rule:x"
			if a = d.Annotations[i]; i%3 != 0 {
				fresh.Annotations = append(fresh.Annotations, a)
			}
		}
		fresh.ID, fresh.Title, fresh.Extra, fresh.Entities = d.ID, d.Title, d.Extra, nil
		used := map[string]bool{}
		for i := range fresh.Annotations {
			a := &fresh.Annotations[i]
			a.ID = a.ID[:1] + "f" + a.ID[1:]
			used[a.Entity] = true
			if a.Speaker != nil {
				used[a.Speaker.Entity] = true
			}
		}
		for _, e := range d.Entities {
			if used[e.ID] {
				fresh.Entities = append(fresh.Entities, e)
			}
		}
		d.Entities = append([]annotate.Entity(nil), fresh.Entities...)
		d.Annotations = append([]annotate.Annotation(nil), fresh.Annotations[:len(fresh.Annotations)/2]...)
		for i := range d.Annotations {
			d.Annotations[i].ID = d.Annotations[i].ID[:1] + "9" + d.Annotations[i].ID[1:]
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		r, ok := edit.Refresh(d, fresh, true)
		if !ok {
			continue
		}
		got := done(t, d, r.Edit)
		if !reflect.DeepEqual(got.AppendJSON(nil), fresh.AppendJSON(nil)) {
			t.Fatalf("seed %d:\ngot  %s\nwant %s", seed, got.AppendJSON(nil), fresh.AppendJSON(nil))
		}
	}
}

// BenchmarkRewrite corrects 200 words of a story of 100,000 words with 12,500 marks.
func BenchmarkRewrite(b *testing.B) {
	var t strings.Builder
	d := &annotate.Document{Entities: []annotate.Entity{{ID: "e1", Kind: kind.Person, Name: "Ada Quiste"}}}
	for i := range 12500 {
		d.Annotations = append(d.Annotations, annotate.Annotation{ID: "a" + strconv.Itoa(i+1), Kind: kind.Person, Span: text.Span{Start: t.Len(), End: t.Len() + 10}, Entity: "e1", By: "rule:x"})
		t.WriteString("Ada Quiste of ward " + strconv.Itoa(i) + " left the pier.\n")
	}
	d.Text = t.String()
	now := d.Text
	for i := range 200 {
		now = strings.Replace(now, "Ada Quiste of ward "+strconv.Itoa(60*i), "Ada Qvist of the ward "+strconv.Itoa(60*i), 1)
	}
	for b.Loop() {
		h := edit.New(d)
		if _, err := h.Do(edit.Rewrite(d, now, nil).Edit); err != nil {
			b.Fatal(err)
		}
	}
}

package app

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
	"stet/app/browser"
	"stet/app/worker"
)

const story = "Zoë 🎉 in Carrow\r\n\r\n“We\u00a0waited in Carrow,” Ada Quist said.\n"

// engine marks the story's names and its quote.
func engine(id, title, s string) (*annotate.Document, error) {
	d := &annotate.Document{ID: id, Title: title, Text: s}
	d.Entities = []annotate.Entity{{ID: "e1", Kind: kind.Settlement, Name: "Carrow"}, {ID: "e2", Kind: kind.Person, Name: "Ada Quist"}}
	add := func(id, words, entity string, k kind.Kind, from int) {
		at := strings.Index(s[from:], words)
		if at < 0 {
			return
		}
		a := annotate.Annotation{ID: id, Kind: k, Span: text.Span{Start: from + at, End: from + at + len(words)}, Entity: entity, By: "rule:test", Score: 900}
		if k == kind.Direct {
			at := strings.Index(s, "Ada Quist")
			a.Speaker = &annotate.Speaker{Span: text.Span{Start: at, End: at + 9}, Entity: "e2"}
		}
		d.Annotations = append(d.Annotations, a)
	}
	add("a1", "Carrow", "e1", kind.Settlement, 0)
	add("q2", "“We\u00a0waited in Carrow,”", "", kind.Direct, 0)
	add("a3", "Carrow", "e1", kind.Settlement, 30)
	add("a4", "Ada Quist", "e2", kind.Person, 0)
	d.Sort()
	return d, d.Check()
}

// open returns a desk with the story on it.
func open(t *testing.T) (*Desk, *browser.Fake) {
	t.Helper()
	f := &browser.Fake{}
	f.Handle = worker.New(func() (worker.Engine, error) { return engine, nil }).Handle
	d := New(f)
	test := ui.NewClientTester(d.Frame())
	t.Cleanup(test.Close)
	d.start()
	f.Run()
	f.Fire("paste", story, "")
	if d.story == nil || len(d.story.Doc().Annotations) != 4 {
		t.Fatalf("the story is not on the desk: %+v", d.story)
	}
	return d, f
}

// shown carries out painted code as web/page/story.js does, and returns the story's text and each mark's.
func shown(f *browser.Fake) (string, map[string]string) {
	units := utf16.Encode([]rune(f.Story))
	paragraphs := map[int32]string{}
	marks := map[string]string{}
	var order []int32
	for n, code := range f.Painted {
		labels := strings.Split(f.Labels[n], labelJoiner)
		var at, index int32
		var open []string
		var text strings.Builder
		put := func(upTo int32) {
			s := string(utf16.Decode(units[at:upTo]))
			text.WriteString(s)
			for _, id := range open {
				marks[id] += s
			}
			at = upTo
		}
		flush := func() { paragraphs[index] = text.String(); text.Reset() }
		started := false
		for i := 0; i < len(code); {
			switch op := code[i]; op {
			case codePara:
				if started {
					flush()
				}
				started = true
				index, at = code[i+1], code[i+3]
				if !slices.Contains(order, index) {
					order = append(order, index)
				}
				i += 4
			case codeText, codeGap:
				put(code[i+1])
				i += 2
			case codeOpen:
				if code[i+1]&flagBegun == 0 {
					marks[labels[0]] = ""
				}
				open = append(open, labels[0])
				labels = labels[4:]
				i += 3
			case codeClose:
				open = open[:len(open)-1]
				i++
			}
		}
		if started {
			flush()
		}
	}
	slices.Sort(order)
	var all strings.Builder
	for _, i := range order {
		all.WriteString(paragraphs[i])
	}
	return all.String(), marks
}

func TestPageShowsTheStoryToTheLetter(t *testing.T) {
	d, f := open(t)
	got, marks := shown(f)
	if got != story {
		t.Errorf("the page shows %q", got)
	}
	for _, a := range d.story.Doc().Annotations {
		if want := story[a.Start:a.End]; marks[a.ID] != want {
			t.Errorf("%s is %q on the page, %q in the story", a.ID, marks[a.ID], want)
		}
	}
}

func TestCrossingMarksAreSplit(t *testing.T) {
	doc := &annotate.Document{Text: "one two three four", Annotations: []annotate.Annotation{
		{ID: "q1", Kind: kind.Direct, Span: text.Span{Start: 0, End: 13}, By: "editor"},
		{ID: "q2", Kind: kind.Mixed, Span: text.Span{Start: 4, End: 18}, By: "editor"},
	}}
	f := &browser.Fake{Story: doc.Text}
	d := New(f)
	d.story = storyOf(doc)
	d.draw()
	f.Run()
	got, marks := shown(f)
	if got != doc.Text || marks["q1"] != "one two three" || marks["q2"] != "two three four" {
		t.Errorf("%q, %q", got, marks)
	}
}

func TestKeysCorrectAndSave(t *testing.T) {
	d, f := open(t)
	key := func(k string, mods int) { f.Fire("key", k, mods, inStory) }
	key("j", 0)
	if d.current != "a1" {
		t.Fatalf("J leads to %q", d.current)
	}
	key("Enter", 0)
	if d.story.Mark("a1").State != annotate.Accepted || d.current != "q2" {
		t.Errorf("Enter: %v, then %s", d.story.Mark("a1").State, d.current)
	}
	key("Backspace", 0)
	if d.story.Mark("q2") != nil {
		t.Error("Backspace did not reject")
	}
	key("a", 0)
	key("s", 0)
	if m := d.story.Mark("a3"); m.Kind != kind.State {
		t.Errorf("A S: %v", m.Kind)
	}
	stored := f.Rows[d.story.Row.ID]
	if len(stored.Edits) != 3 || d.story.Row.Rev != stored.Rev {
		t.Errorf("%d corrections are in the store", len(stored.Edits))
	}
	key("z", ctrl)
	key("z", ctrl)
	if d.story.Mark("q2") == nil || d.story.Row.Cursor != 1 {
		t.Error("undo does not bring the quote back")
	}
	// A new correction takes the place of what was undone.
	key("Z", ctrl|shift)
	if d.story.Row.Cursor != 2 {
		t.Errorf("redo: cursor %d", d.story.Row.Cursor)
	}
	key("z", ctrl)
	key("j", 0)
	key("Enter", 0)
	if n := len(f.Rows[d.story.Row.ID].Edits); n != 2 {
		t.Errorf("%d corrections are in the store, not 2", n)
	}
	// Opened again, all is there, undo included.
	before := string(d.story.Doc().AppendJSON(nil))
	id := d.story.Row.ID
	f.Fire("do", "home", "")
	f.Fire("do", "open", id)
	if got := string(d.story.Doc().AppendJSON(nil)); got != before {
		t.Errorf("opened again:\n%s\n%s", got, before)
	}
	f.Fire("key", "z", ctrl, inStory)
	f.Fire("key", "z", ctrl, inStory)
	if d.story.Mark("a1").State != annotate.Suggested {
		t.Error("what was done before cannot be undone")
	}
}

func TestKeysAreLeftToFieldsAndButtons(t *testing.T) {
	_, f := open(t)
	for _, c := range []struct{ key, where string }{{"j", inField}, {"Enter", onButton}, {" ", onButton}, {"ArrowDown", onPage}, {"Tab", inStory}, {"F5", inStory}, {"Enter", inDialog}, {"a", inField}} {
		if f.Fire("key", c.key, 0, c.where) {
			t.Errorf("%q is taken from %s", c.key, c.where)
		}
	}
	if f.Fire("key", "f", ctrl, inStory) || f.Fire("key", "p", ctrl, inStory) || f.Fire("key", "ArrowRight", ctrl, inStory) || f.Fire("key", "t", ctrl|shift, inStory) {
		t.Error("a key of the browser is taken")
	}
}

func TestFailedSavingIsSaid(t *testing.T) {
	d, f := open(t)
	f.Fail = &browser.Error{Name: "QuotaExceededError"}
	f.Fire("key", "j", 0, inStory)
	f.Fire("key", "Enter", 0, inStory)
	if d.saving != Lost || !strings.Contains(d.lost, "full") {
		t.Errorf("saving is %v: %s", d.saving, d.lost)
	}
	if d.story.Mark("a1").State != annotate.Accepted {
		t.Error("the correction is lost")
	}
	f.Fire("do", "savejson", "")
	if doc, err := annotate.Read(f.Saved); err != nil || doc.Annotations[0].State != annotate.Accepted {
		t.Errorf("the file is not what is on the page: %v", err)
	}
}

func TestEngineThatFailsIsSaid(t *testing.T) {
	f := &browser.Fake{Handle: func(string, [][]byte) ([][]byte, error) { return nil, errors.New("out of memory") }}
	d := New(f)
	d.start()
	f.Run()
	f.Fire("paste", "A story.", "")
	if d.story != nil || !strings.Contains(d.hurdle, "out of memory") {
		t.Errorf("%q", d.hurdle)
	}
}

// TestLeastSureIsLeastOfAll presses N behind moves through the text: it goes to the least sure mark of the story, not to the next surer one.
func TestLeastSureIsLeastOfAll(t *testing.T) {
	d, f := open(t)
	for i := range d.story.Doc().Annotations {
		d.story.Doc().Annotations[i].Score = annotate.Score(900 - 100*i) // the last one is the least sure
	}
	order := []string{}
	for _, key := range []string{"j", "n", "n", "k", "n", "n"} {
		f.Fire("key", key, 0, inStory)
		order = append(order, d.current)
	}
	all := d.story.Doc().Annotations
	last, before := all[len(all)-1].ID, all[len(all)-2].ID
	// K goes from the last but one to the one before it; the last one is the least sure of all still.
	want := []string{all[0].ID, last, before, all[len(all)-3].ID, last, before}
	if !slices.Equal(order, want) {
		t.Errorf("went to %v, want %v", order, want)
	}
}

func TestSelectionSnaps(t *testing.T) {
	d, _ := open(t)
	s := d.story
	at := strings.Index(story, "waited")
	for _, c := range []struct {
		name       string
		start, end int
		exact      bool
		want       string
	}{
		{"inside a word", at + 2, at + 4, false, "waited"},
		{"inside a word, by letters", at + 2, at + 4, true, "it"},
		{"outer spaces go", at + 6, at + 10, false, "in"},
		{"half an emoji", 5, 6, true, "🎉"},
	} {
		if got := s.snap(text.Span{Start: c.start, End: c.end}, c.exact); story[got.Start:got.End] != c.want {
			t.Errorf("%s: %q", c.name, story[got.Start:got.End])
		}
	}
}

func TestEdgesMoveByWords(t *testing.T) {
	d, _ := open(t)
	s := d.story
	m := s.Mark("a4").Span
	right := s.movedEdge(m, false, 1, false)
	if got := story[right.Start:right.End]; got != "Ada Quist said" {
		t.Errorf("one word on: %q", got)
	}
	if back := s.movedEdge(right, false, -1, false); back != m {
		t.Errorf("and back: %q", story[back.Start:back.End])
	}
	if got := s.movedEdge(m, false, -5, false); got.Empty() {
		t.Error("a mark was emptied")
	}
	if got := s.movedEdge(m, true, 1, false); story[got.Start:got.End] != "Quist" {
		t.Errorf("start: %q", story[got.Start:got.End])
	}
}

func storyOf(doc *annotate.Document) *Story { return newStory(Row{ID: "x"}, edit.New(doc), nil) }

func TestExportFormats(t *testing.T) {
	d, f := open(t)
	f.Fire("do", "export", "")
	f.Fire("input", "out-format", "spacy")
	if !strings.Contains(d.out.losses, "quotes lose the link to their speaker") {
		t.Errorf("before saving it says %q", d.out.losses)
	}
	f.Fire("do", "savejson", "")
	if got := string(f.Saved); !strings.Contains(got, `"entities":[[9,15,"SETTLEMENT"]`) {
		t.Errorf("saved %q", got)
	}
	f.Fire("input", "out-format", "labelstudio")
	f.Fire("do", "savejson", "")
	if got := string(f.Saved); d.out.losses != "" || !strings.HasPrefix(got, "[\n{\"data\"") || !strings.HasSuffix(got, "]\n") {
		t.Errorf("saved %q, loses %q", got, d.out.losses)
	}
	f.Fire("input", "out-format", "stet")
	f.Fire("do", "savejson", "")
	if _, err := annotate.Read(f.Saved); err != nil {
		t.Error(err)
	}
}

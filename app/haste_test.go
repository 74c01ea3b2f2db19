package app

import (
	"errors"
	"slices"
	"strings"
	"testing"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/app/browser"
	"stet/app/worker"
)

// Things done faster than the engine, the store or the screen can follow. Hear tells of an event and leaves what it set going; Run
// carries that out, Wait what was put off.

const other = "Rain in Carrow\n\nIt rained in Carrow, Ada Quist said.\n"

func texts(f *browser.Fake) (all []string) {
	for _, s := range f.Rows {
		if doc, err := annotate.Read(s.Base); err == nil {
			all = append(all, doc.Text)
		}
	}
	slices.Sort(all)
	return all
}

// again is the page loaded anew, over the same store, with the engine or without.
func again(t *testing.T, f *browser.Fake, handle func(string, [][]byte) ([][]byte, error)) *Desk {
	t.Helper()
	g := &browser.Fake{Rows: f.Rows, Keeps: f.Keeps, Handle: handle}
	d := New(g)
	test := ui.NewClientTester(d.Frame())
	t.Cleanup(test.Close)
	d.start()
	g.Run()
	return d
}

func TestTwoStoriesPastedAtOnceBothStay(t *testing.T) {
	d, f := open(t)
	const update = "Rain in Carrow\n\nIt rains no more in Carrow, Ada Quist said.\n" // of the same headline
	f.Hear("paste", []any{other, ""})
	f.Hear("paste", []any{update, ""})
	f.Run()
	if got := texts(f); len(got) != 3 || !slices.Contains(got, other) || !slices.Contains(got, update) {
		t.Errorf("kept are %q", got)
	}
	if d.story == nil || d.story.Doc().Text != update {
		t.Error("the last one is not on the desk")
	}
}

func TestStoryLeftBeforeItStandsComesIntoTheList(t *testing.T) {
	d, f := open(t)
	id := d.story.Row.ID
	f.Fire("do", "home", "")
	f.Hear("file", []any{"other.txt", []byte(other), 0, 1, []byte(nil), 1})
	f.Hear("do", []any{"open", id})
	f.Run()
	if d.story == nil || d.story.Row.ID != id || len(f.Rows) != 2 {
		t.Errorf("%d stories are kept", len(f.Rows))
	}
}

func TestRowPressedTwiceOpensOnce(t *testing.T) {
	d, f := open(t)
	id := d.story.Row.ID
	f.Fire("do", "home", "")
	handle, opened := f.Handle, 0
	f.Handle = func(op string, parts [][]byte) ([][]byte, error) {
		if op == worker.OpOpen {
			if opened++; opened == 2 { // the first answer has come: the editor works already
				f.Hear("key", []any{"j", 0, inStory})
				f.Hear("key", []any{"Enter", 0, inStory})
			}
		}
		return handle(op, parts)
	}
	f.Hear("do", []any{"open", id})
	f.Hear("do", []any{"open", id})
	f.Run()
	if opened != 1 {
		t.Errorf("it was opened %d times; the first mark is %v", opened, d.story.Mark("a1").State)
	}
}

func TestStoryDeletedWhileItOpensStaysAway(t *testing.T) {
	for _, how := range []string{"delete", "deletefound"} {
		d, f := open(t)
		id := d.story.Row.ID
		f.Fire("do", "home", "")
		f.Hear("do", []any{"open", id})
		f.Hear("do", []any{how, id})
		f.Run()
		if d.story != nil || d.reading != "" {
			t.Errorf("%s: the deleted story is on the desk", how)
		}
	}
}

func TestOpeningThatWaitsForAWriteIsOverWhenAnotherIsOpened(t *testing.T) {
	d, f := open(t)
	first := d.story.Row.ID
	f.Fire("paste", other, "")
	f.Hear("key", []any{"j", 0, inStory})
	f.Hear("key", []any{"Enter", 0, inStory}) // the write is on its way
	f.Hear("do", []any{"open", first})
	f.Hear("do", []any{"home", ""})
	f.Run()
	f.Wait()
	if d.story != nil || d.reading != "" {
		t.Error("a story comes that is not wanted any more")
	}
}

func TestReloadBeforeTheStoryIsBack(t *testing.T) {
	_, f := open(t)
	handle := f.Handle
	again(t, f, nil) // left before the engine has answered
	if d := again(t, f, handle); d.story == nil || d.story.Doc().Text != story {
		t.Fatal("after two reloads in a row the desk is empty")
	}
	// One that never comes is given up.
	for range mostTries {
		again(t, f, nil)
	}
	if d := again(t, f, handle); d.story != nil || d.reading != "" {
		t.Error("a story that could not be shown comes again and again")
	}
	// A story that was on its way to the desk is come back to as well.
	g := &browser.Fake{Rows: f.Rows, Keeps: f.Keeps, Handle: handle}
	d := New(g)
	d.start()
	g.Run()
	g.Hear("do", []any{"open", d.library.Rows[0].ID})
	if d := again(t, f, handle); d.story == nil {
		t.Error("a reload while a story opens forgets it")
	}
}

func TestPageThatIsReadLateComesIntoTheList(t *testing.T) {
	d, f := open(t)
	id := d.story.Row.ID
	f.Fire("do", "home", "")
	f.Hear("paste", []any{"x", "<article><h1>Rain in Carrow</h1><p>It rained in Carrow all day, and on the next day too, Ada Quist said.</p></article>"})
	f.Hear("do", []any{"open", id})
	f.Run()
	if d.story == nil || d.story.Row.ID != id {
		t.Error("the page takes the place of the story that was opened after it")
	}
	if len(d.library.Rows) != 2 || len(d.toasts) != 1 || d.toasts[0].do != "open" {
		t.Errorf("%d stories, said: %+v", len(d.library.Rows), d.toasts)
	}
	f.Fire("do", "open", d.toasts[0].arg)
	if len(d.toasts) != 0 || !strings.HasPrefix(d.story.Doc().Text, "Rain") {
		t.Error("it is open, and still to be opened")
	}
	// The same of a file that the engine has to read.
	f.Fire("do", "home", "")
	f.Hear("file", []any{"page.html", []byte("<article><p>It snowed in Carrow all day, and on the next day too, Ada Quist said.</p></article>"), 0, 1, []byte(nil), 7})
	f.Hear("do", []any{"open", id})
	f.Run()
	if d.story == nil || d.story.Row.ID != id || len(d.library.Rows) != 3 {
		t.Errorf("the file takes the place of the story that was opened after it, of %d", len(d.library.Rows))
	}
}

func TestWhatIsSaidOfAStoryGoesWithIt(t *testing.T) {
	d, f := open(t)
	first := d.story.Row.ID
	f.Fire("paste", other, "")
	f.Fire("key", "j", 0, inStory)
	f.Fire("key", "Enter", 0, inStory)
	f.Fire("do", "open", first)
	f.Fire("key", "j", 0, inStory)
	f.Fire("key", "a", 0, inStory)
	f.Fire("key", "s", 0, inStory) // Carrow is a state: there is another one
	if !slices.ContainsFunc(d.toasts, func(t toast) bool { return t.do == "others" }) {
		t.Fatal("the other Carrow is not offered")
	}
	id := d.library.Rows[0].ID
	if id == first {
		id = d.library.Rows[1].ID
	}
	f.Fire("do", "open", id) // where as many corrections are done
	f.Fire("do", "others", "")
	f.Fire("do", "otherstoo", "")
	if d.offer != nil && d.offer.first != nil || slices.ContainsFunc(d.toasts, func(t toast) bool { return t.do == "others" }) {
		t.Error("what was done in one story is offered in another")
	}
	for _, a := range d.story.Doc().Annotations {
		if a.State == annotate.Edited {
			t.Errorf("it was done to %s of another story", a.ID)
		}
	}
	// Of two that are alike, the second says so as long as it is on the desk.
	f.Fire("paste", strings.Repeat(other, 3), "")
	f.Fire("paste", strings.Repeat(other, 3)+"\n", "")
	if !slices.ContainsFunc(d.toasts, func(t toast) bool { return t.label == "Open that one" }) {
		t.Fatal("that there is a story like it is not said")
	}
	f.Fire("do", "open", first)
	if slices.ContainsFunc(d.toasts, func(t toast) bool { return t.label == "Open that one" }) {
		t.Error("it is still said of “this one” when another is on the desk")
	}
}

func TestAnotherTextIsNotLostToAFile(t *testing.T) {
	d, f := open(t)
	f.Fire("do", "edittext", "")
	f.Fire("input", "text", strings.Replace(story, "Zoë", "Zoe", 1))
	f.Fire("file", "other.txt", []byte(other), 0, 1, []byte(nil), 1)
	f.Fire("paste", other, "")
	if d.dialog != "text" || d.story.Doc().Text != story || d.textProblem == "" {
		t.Errorf("dialog %q, said %q", d.dialog, d.textProblem)
	}
	// Where nothing was changed, the dialog goes with its story.
	f.Fire("input", "text", fielded(story))
	f.Fire("paste", other, "")
	if d.dialog != "" || d.story.Doc().Text != other {
		t.Errorf("the dialog %q stays over another story", d.dialog)
	}
}

func TestKeysBehindADialogDoNothing(t *testing.T) {
	d, f := open(t)
	f.Fire("key", "j", 0, inStory)
	f.Fire("do", "export", "")
	if !f.Fire("key", "Enter", 0, inStory) || d.story.Mark("a1").State != annotate.Suggested {
		t.Error("a key that was meant for the dialog decides a mark")
	}
	f.Fire("key", "Escape", 0, inStory)
	f.Wait()
	if d.dialog != "" || f.Open != "" {
		t.Errorf("the dialog %q comes after Escape", f.Open)
	}
	f.Fire("key", "Enter", 0, inStory)
	if d.story.Mark("a1").State != annotate.Accepted {
		t.Error("keys do nothing after the dialog is left")
	}
}

func TestRulesKeptAndUndoneTwiceAtOnce(t *testing.T) {
	d, f := ruled(t)
	for _, line := range []string{`{"label":"NEVER","pattern":"Carrow","id":"one"}`, `{"label":"NEVER","pattern":"Ada","id":"two"}`} {
		d.try(d.book.set(len(d.book.lines()), line), "A rule")
		f.Run()
		f.Hear("do", []any{"ruleskeep", ""})
		f.Hear("do", []any{"ruleskeep", ""})
		f.Run()
	}
	if n := len(d.book.rules()); n != 2 || d.book.Rev != 2 {
		t.Fatalf("%d rules, revision %d", n, d.book.Rev)
	}
	f.Hear("do", []any{"rulesundo", ""})
	f.Hear("do", []any{"rulesundo", ""})
	f.Run()
	if d.book.Text != "" || readPack(f.Rules).Text != "" {
		t.Errorf("undone twice there is still %q", d.book.Text)
	}
	for _, said := range d.toasts {
		if said.trouble {
			t.Errorf("said: %s", said.words)
		}
	}
}

func TestAnotherTabsStoryOfTheSameName(t *testing.T) {
	d, f := open(t)
	const id = "rain-in-carrow"
	f.Rows[id] = &browser.FakeStory{Row: []byte(`{"id":"` + id + `","title":"Theirs","rev":1}`), Base: []byte("theirs"), Rev: 1}
	f.Fire("paste", other, "")
	if string(f.Rows[id].Base) != "theirs" {
		t.Error("the other tab's story is lost")
	}
	if len(f.Rows) != 3 || d.library.find(d.story.Row.ID) < 0 || d.story.Row.ID == id {
		t.Errorf("%d stories are kept, on the desk is %s", len(f.Rows), d.story.Row.ID)
	}
	f.Fire("key", "j", 0, inStory)
	f.Fire("key", "Enter", 0, inStory)
	if n := len(f.Rows[d.story.Row.ID].Edits); n != 1 || d.saving != Saved {
		t.Errorf("%d corrections are kept", n)
	}
}

func TestListReadAnewHasWhatTheStoreRefused(t *testing.T) {
	d, f := open(t)
	f.Fail = &browser.Error{Name: "QuotaExceededError"}
	f.Fire("paste", other, "")
	f.Fail = nil
	f.Fire("elsewhere", "another", 1)
	if d.library.find(d.story.Row.ID) < 0 {
		t.Error("a story that is in this tab only goes off the list when another tab saves something")
	}
}

func TestFaultInWhatWasPutOffEndsNothing(t *testing.T) {
	d, f := open(t)
	f.Hear("then", []any{func() { panic(errors.New("a fault")) }})
	if len(d.toasts) != 1 || !d.toasts[0].trouble {
		t.Errorf("said: %+v", d.toasts)
	}
}

func TestDialogAskedForBeforeItsCloseIsTold(t *testing.T) {
	d, f := open(t)
	f.Fire("do", "rules", "")
	f.Wait()
	f.Fire("do", "close", "rules")
	f.Fire("do", "rules", "")
	f.Fire("closed", "rules")
	f.Wait()
	if d.dialog != "rules" || f.Open != "rules" {
		t.Errorf("asked for is the dialog %q, open is %q", d.dialog, f.Open)
	}
	f.Fire("closed", "rules") // by Escape
	if d.dialog != "" {
		t.Error("a dialog that the browser has closed is not forgotten")
	}
}

func TestTextIsChangedOnce(t *testing.T) {
	d, f := ruled(t)
	f.Fire("do", "edittext", "")
	f.Fire("input", "text", fielded(strings.Replace(story, "Zoë", "Zoe", 1)))
	f.Hear("do", []any{"keeptext", ""})
	f.Hear("do", []any{"keeptext", ""})
	f.Run()
	if _, done := d.story.History.Edits(); done != 1 || d.dialog != "" || len(d.toasts) != 1 {
		t.Errorf("%d corrections, said: %+v", done, d.toasts)
	}
}

func TestReportWaitsForTheDialogThatIsOpen(t *testing.T) {
	d, f := open(t)
	const text = "another text"
	for i, name := range []string{"a.txt", "b.txt"} {
		f.Hear("file", []any{name, []byte(" "), i, 2, []byte(nil), 1}) // both are empty
	}
	f.Hear("do", []any{"edittext", ""})
	f.Hear("input", []any{"text", text})
	f.Run()
	if d.dialog != "text" || d.draft != text {
		t.Errorf("what is written is gone for the dialog %q", d.dialog)
	}
	f.Fire("do", "close", "text")
	f.Wait()
	if f.Open != "intake" || len(d.intake.problems) != 2 {
		t.Errorf("open is %q, with %+v", f.Open, d.intake)
	}
}

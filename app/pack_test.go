package app

import (
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
	"stet/app/browser"
	"stet/app/worker"
)

// TestOffersAreRules reads every line that a mark's menu can offer as the loader does, and holds it to what the menu says.
func TestOffersAreRules(t *testing.T) {
	for _, c := range []struct {
		mark       annotate.Annotation
		words, cue string
		reason     string
		want       string
	}{
		{annotate.Annotation{Kind: kind.Organization}, "Archive", "", "acronym", "Never mark “Archive”; Always mark “Archive” as organization; The rule “acronym” is switched off; "},
		{annotate.Annotation{Kind: kind.Settlement}, `Zoë\’s "Bay"`, "", "", `Never mark “Zoë\’s "Bay"”; Always mark “Zoë\’s "Bay"” as settlement; `},
		{annotate.Annotation{Kind: kind.Direct}, "“No,”", "pointed out", "", "Never take “point out” in all its forms for a cue; Always read “point out” in all its forms as a cue; "},
		{annotate.Annotation{Kind: kind.Indirect}, "that it was", "", "", ""},
	} {
		p, got := Pack{}, ""
		for _, o := range offers(&c.mark, c.words, c.cue, c.reason) {
			one, err := rules.Load("own", strings.NewReader(p.adding(o)))
			if err != nil || len(one.Rules) != 1 {
				t.Fatalf("%s: %v", o.says, err)
			}
			got += one.Rules[0].Says() + "; "
		}
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestPackKeepsItsLines adds, switches off and takes out, leaving comments and the other lines alone; always takes the place of never.
func TestPackKeepsItsLines(t *testing.T) {
	p := Pack{Text: "# ours\n{\"id\":\"a\",\"label\":\"ORG\",\"pattern\":\"A\"}\n"}
	list := offers(&annotate.Annotation{Kind: kind.Person}, "Ada Quist", "", "")
	p = p.with(p.adding(list[0]))
	if !strings.HasSuffix(p.Text, "\n{\"id\":\"never-ada-quist\",\"label\":\"NEVER\",\"pattern\":\"Ada Quist\"}\n") {
		t.Fatal(p.Text)
	}
	p = p.with(p.adding(list[1]))
	if strings.Contains(p.Text, "never") || !strings.Contains(p.Text, "always-ada-quist") || !strings.HasPrefix(p.Text, "# ours\n") {
		t.Error(p.Text)
	}
	off := p.with(p.toggled(p.rules()[0]))
	if r := off.rules()[0]; !r.off || r.id != "a" || !strings.Contains(off.Text, "\n"+worker.Off+"{\"id\":\"a\"") {
		t.Error(off.Text)
	}
	if back := off.toggled(off.rules()[0]); back != p.Text {
		t.Error(back)
	}
	gone := p.with(p.set(1, ""))
	if len(gone.rules()) != 1 || !strings.HasPrefix(gone.Text, "# ours\n{\"id\":\"always") {
		t.Error(gone.Text)
	}
	back, ok := gone.undone(false)
	again, also := back.undone(true)
	if !ok || !also || back.Text != p.Text || again.Text != gone.Text || back.Rev != gone.Rev+1 {
		t.Errorf("undone %q, redone %q", back.Text, again.Text)
	}
	if got := readPack([]byte(again.json())); got.Text != again.Text || len(got.Past) != len(again.Past) {
		t.Errorf("read again: %+v", got)
	}
}

func TestCorrectedKeepsLineBreaks(t *testing.T) {
	for _, c := range []struct{ story, typed, want string }{
		{"a\r\nb\r\n", "a\nb\n", "a\r\nb\r\n"},
		{"one two\r\nthree\nfour\r", "one 2\nthree\nfour\n", "one 2\r\nthree\nfour\r"},
		{"one\r\ntwo", "one\nnew\ntwo", "one\r\nnew\r\ntwo"},
		{"one\ntwo", "one\n2", "one\n2"},
		{"a\r\n\r\nb c", "b c", "b c"},
	} {
		if got := corrected(c.story, c.typed); got != c.want {
			t.Errorf("%q, typed %q: got %q, want %q", c.story, c.typed, got, c.want)
		}
	}
}

func TestTextThatIsNotTouchedStays(t *testing.T) {
	d, f := open(t) // its lines end as Windows ends them
	d.do("edittext", "")
	f.Run()
	d.do("keeptext", "")
	f.Run()
	if _, done := d.story.History.Edits(); done != 0 || d.story.Doc().Text != story {
		t.Errorf("the text is %q", d.story.Doc().Text)
	}
}

// TestWrittenTextIsNotLost closes the field in which the text was changed, by Escape and by its button: the way back to it is offered.
func TestWrittenTextIsNotLost(t *testing.T) {
	d, f := open(t)
	now := strings.ReplaceAll(strings.Replace(story, "Zoë", "Zoe", 1), "\r\n", "\n")
	for name, leave := range map[string]func(){
		"Escape": func() { f.Modal("text", false); f.Fire("closed", "text") },
		"Cancel": func() { f.Fire("do", "close", "text") },
	} {
		f.Fire("do", "edittext", "")
		f.Wait()
		leave()
		if len(d.toasts) > 0 {
			t.Fatalf("%s: nothing was written, and it says %+v", name, d.toasts)
		}
		f.Fire("do", "edittext", "")
		f.Wait()
		f.Fire("input", "text", now)
		leave()
		if len(d.toasts) != 1 || d.dialog != "" || d.story.Doc().Text != story {
			t.Fatalf("%s: dialog %q, said %+v", name, d.dialog, d.toasts)
		}
		f.Fire("do", d.toasts[0].do, d.toasts[0].arg)
		f.Wait()
		if d.dialog != "text" || d.draft != now {
			t.Errorf("%s: what was written is gone: %q", name, d.draft)
		}
		f.Fire("input", "text", strings.ReplaceAll(story, "\r\n", "\n"))
		leave()
		d.toasts = nil
	}
}

// TestTextEditRedraws has the desk's story follow its text, there and back.
func TestTextEditRedraws(t *testing.T) {
	d, f := open(t)
	d.do("edittext", "")
	f.Run()
	if f.Open != "" && f.Open != "text" {
		t.Errorf("dialog %q", f.Open)
	}
	now := strings.Replace(story, "Zoë 🎉", "Zoë 🎉🎉 was", 1)
	f.Fire("input", "text", strings.ReplaceAll(now, "\r\n", "\n"))
	d.do("keeptext", "")
	f.Run()
	if d.story.Doc().Text != now || f.Story != now || d.story.Offsets.Text() != now {
		t.Fatalf("the story is %q, drawn %q", d.story.Doc().Text, f.Story)
	}
	text1, marks := shown(f)
	if text1 != now || marks["a1"] != "Carrow" {
		t.Errorf("drawn is %q with %v", text1, marks)
	}
	d.do("undo", "")
	f.Run()
	if d.story.Doc().Text != story || f.Story != story {
		t.Errorf("undone it is %q", d.story.Doc().Text)
	}
	if d.story.snap(text.Span{Start: 0, End: 3}, false).Empty() {
		t.Error("nothing can be selected")
	}
}

// ruled returns a desk whose engine leaves out what the user's pack says is never marked.
func ruled(t *testing.T) (*Desk, *browser.Fake) {
	t.Helper()
	d, f := open(t)
	never := func(packs []*rules.Pack) bool {
		return len(packs) > 0 && strings.Contains(packs[0].Rules[0].Says(), "Carrow")
	}
	f.Handle = worker.New(func() (worker.Engine, error) { return engine, nil }).Packs(func(packs ...*rules.Pack) (worker.Engine, error) {
		return func(id, title, s string) (*annotate.Document, error) {
			doc, err := engine(id, title, s)
			if never(packs) {
				doc.Annotations = slices.DeleteFunc(doc.Annotations, func(a annotate.Annotation) bool { return a.Entity == "e1" })
				doc.Entities = doc.Entities[1:]
				doc.Engine.Rules = "own"
			}
			return doc, err
		}, nil
	}).Handle
	return d, f
}

// TestRuleHoldsForAllStories uses an offered rule with two stories in the list, one of them with a decision, and undoes it.
func TestRuleHoldsForAllStories(t *testing.T) {
	d, f := ruled(t)
	first := d.story.Row.ID
	d.do("home", "")
	f.Run()
	f.Fire("paste", strings.Replace(story, "Zoë", "Kim", 1), "")
	d.moveTo("a1", moveOptions{})
	d.do("accept", "")
	f.Run()
	d.moveTo("a3", moveOptions{menu: true})
	d.do("offer", "0")
	f.Run()
	tr := d.book.trial
	if tr == nil || len(tr.here) != 1 || len(tr.others) != 1 || len(tr.others[0].lines) != 2 || tr.looked != 2 {
		t.Fatalf("the trial is %+v", tr)
	}
	if got := d.trialWords(tr); got != "Changes 1 mark in this story, 2 marks in 1 other story. What you decided stays." {
		t.Error(got)
	}
	if len(d.story.Doc().Annotations) != 4 {
		t.Error("it is done already")
	}
	d.do("ruleskeep", "")
	f.Run()
	if n := len(d.story.Doc().Annotations); n != 3 || d.story.Mark("a1") == nil {
		t.Errorf("%d marks", n)
	}
	d.freshen()
	f.Run()
	if i := d.library.find(first); d.library.Rows[i].Marks != 2 || d.library.Rows[i].Rules != d.book.sign() || d.library.Rows[i].Cursor != 1 {
		t.Errorf("the other story is %+v", d.library.Rows[i])
	}
	d.do("rulesundo", "")
	f.Run()
	d.freshen()
	f.Run()
	if i := d.library.find(first); d.library.Rows[i].Marks != 4 || len(d.story.Doc().Annotations) != 4 || d.book.Text != "" {
		t.Errorf("undone: %+v, %d marks here", d.library.Rows[i], len(d.story.Doc().Annotations))
	}
}

// TestRulesOfAnotherTabAreNotOverwritten has another tab write the rules first.
func TestRulesOfAnotherTabAreNotOverwritten(t *testing.T) {
	d, f := ruled(t)
	theirs := Pack{}.with("{\"id\":\"theirs\",\"label\":\"ORG\",\"pattern\":\"Theirs\"}\n")
	f.Rules = []byte(theirs.json())
	d.moveTo("a1", moveOptions{menu: true})
	d.do("offer", "0")
	f.Run()
	d.do("ruleskeep", "")
	f.Run()
	if readPack(f.Rules).Text != theirs.Text || d.book.Text != theirs.Text || len(d.toasts) == 0 || !strings.Contains(d.toasts[len(d.toasts)-1].words, "another tab") {
		t.Errorf("kept %s, on the desk %q, said %+v", f.Rules, d.book.Text, d.toasts)
	}
	f.Fire("rules", "", 9) // a later change is taken over
	if d.book.Rev != theirs.Rev {
		t.Errorf("revision %d", d.book.Rev)
	}
}

// TestTextEditOnTopOfAnotherTab has another tab accept a mark while the text is corrected here: both are there in the end.
func TestTextEditOnTopOfAnotherTab(t *testing.T) {
	d, f := open(t)
	id := d.story.Row.ID
	row := d.story.Row
	row.Rev, row.Edits, row.Cursor = row.Rev+1, 1, 1
	kept := f.Rows[id]
	kept.Row, kept.Rev = []byte(row.json()), row.Rev
	kept.Edits = append(kept.Edits, edit.AppendEdit(nil, d.story.Offsets, edit.Accept{ID: "a4"}))
	now := strings.Replace(story, "Zoë 🎉", "Kim", 1)
	d.draft = strings.ReplaceAll(now, "\r\n", "\n")
	d.do("keeptext", "")
	f.Run()
	if m := d.story.Mark("a4"); d.story.Doc().Text != now || m == nil || m.State != annotate.Accepted || d.story.Words(m.Span) != "Ada Quist" {
		t.Errorf("the text is %q, the mark %+v", d.story.Doc().Text, m)
	}
	if got := f.Rows[id]; len(got.Edits) != 2 {
		t.Errorf("%d corrections are kept", len(got.Edits))
	}
}

// TestDroppedPackIsLookedAt drops a saved pack of rules like any other file: alone it is looked at, among stories the report says what it is.
func TestDroppedPackIsLookedAt(t *testing.T) {
	pack := []byte("\xEF\xBB\xBF# ours\r\n{\"id\":\"a\",\"label\":\"ORG\",\"pattern\":\"Carrow\"}\r\n")
	d, f := open(t)
	handle := f.Handle
	f.Handle = func(op string, parts [][]byte) ([][]byte, error) {
		if op == worker.OpRules || op == worker.OpRefresh {
			return [][]byte{nil, []byte("a rule")}, nil // the pack is good
		}
		return handle(op, parts)
	}
	f.Fire("file", "mine.jsonl", pack, 0, 1, []byte(nil), 1)
	f.Wait()
	if f.Open != "rules" || d.book.trial == nil || !strings.Contains(d.book.trial.text, `"pattern":"Carrow"`) {
		t.Fatalf("dialog %q, trial %+v", f.Open, d.book.trial)
	}
	d.do("ruleskeep", "")
	f.Run()
	if len(d.book.rules()) != 1 || len(f.Rows) != 1 {
		t.Errorf("%d rules, %d stories", len(d.book.rules()), len(f.Rows))
	}
	// What is wrong with a file is said with its name and its own line, whatever rules are there.
	f.Handle = func(op string, parts [][]byte) ([][]byte, error) {
		if op == worker.OpRules && string(parts[0]) == "{\"pattern\":7}\n" {
			return [][]byte{[]byte("line 1: no pattern")}, nil
		}
		return handle(op, parts)
	}
	f.Fire("file", "bad.jsonl", []byte("{\"pattern\":7}\n"), 0, 1, []byte(nil), 4)
	if got := d.toasts[len(d.toasts)-1]; got.words != "bad.jsonl: line 1: no pattern. None of it is used." || !got.trouble {
		t.Errorf("of a bad pack it says %q", got.words)
	}
	d, f = open(t)
	f.Fire("file", "mine.jsonl", pack, 0, 2, []byte(nil), 2)
	f.Fire("file", "other.txt", []byte(other), 1, 2, []byte(nil), 2)
	if len(f.Rows) != 2 || len(d.intake.problems) != 1 || d.intake.problems[0].String() != "mine.jsonl holds rules, not stories: load it under Your rules" {
		t.Errorf("%d stories, and %v", len(f.Rows), d.intake.problems)
	}
}

// TestRenameStartsFromTheName puts the entity's name into the field, so that a letter of it can be mended; left as it is it changes nothing.
func TestRenameStartsFromTheName(t *testing.T) {
	d, f := open(t)
	f.Fire("key", "j", 0, inStory)
	name := d.entityHere().Name
	d.do("renaming", "")
	if d.typed != name {
		t.Errorf("the field has %q, not %q", d.typed, name)
	}
	f.Fire("key", "Enter", 0, inMenuField)
	if _, done := d.story.History.Edits(); done != 0 || d.pane != paneMark || len(d.toasts) != 0 {
		t.Errorf("the name as it is: %d edits, pane %v, %v", done, d.pane, d.toasts)
	}
	d.do("renaming", "")
	f.Fire("input", "rename", name+" West")
	f.Fire("key", "Enter", 0, inMenuField)
	if got := d.entityHere().Name; got != name+" West" {
		t.Errorf("it is called %q", got)
	}
}

// TestReportNamesLossesFirst has what is lost of many files stand before what is only to be known, such as near duplicates.
func TestReportNamesLossesFirst(t *testing.T) {
	d, f := open(t)
	files := [][2]string{{"twin.txt", story + "\n"}, {"again.txt", story + "\r\n"}, {"empty.txt", " "}, {"other.txt", other}, {"paper.pdf", "%PDF-1.7"}}
	for i, file := range files {
		f.Fire("file", file[0], []byte(file[1]), i, len(files), []byte(nil), 3)
	}
	var said []string
	for _, p := range d.intake.problems {
		said = append(said, p.file)
	}
	if got := strings.Join(said, " "); got != "empty.txt paper.pdf twin.txt again.txt" || len(f.Rows) != 4 {
		t.Errorf("%d stories, said is %v", len(f.Rows), d.intake.problems)
	}
}

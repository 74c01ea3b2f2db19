package app

import (
	"slices"
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate/edit"
	"stet/annotate/text"
	"stet/app/worker"
)

// follow makes the story what its document's text is now.
func (s *Story) follow() {
	t := s.Doc().Text
	if s.Offsets.Text() == t {
		return
	}
	s.Row.Retold = s.History.Base.Text != t
	s.Offsets = text.NewOffsets(t)
	s.Blocks, s.Wrapped = Blocks(t)
	s.Row.Words = countWords(t)
}

// anew draws the story where all of it may look different, at the place where it stood, and returns the mark to go to if it is still there.
func (d *Desk) anew(then string) string {
	if d.pending != nil {
		d.pending, d.menu = nil, false
	}
	d.page.Light("pending", nil)
	d.redraw()
	d.refresh(partFrame)
	if d.story.Mark(then) == nil {
		d.menu = false
		return ""
	}
	return then
}

// fielded is a text as a field holds it: a field knows line feeds only.
func fielded(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// corrected is the story with what was done to it in a field. typed is what the story was, with each of its line breaks as one, after someone worked on it; corrected
// is the story with that change, and its own line breaks elsewhere.
func corrected(story, typed string) string {
	if !strings.Contains(story, "\r") {
		return typed
	}
	shown := fielded(story)
	at := make([]int, 0, len(shown)+1) // of each byte that is shown: where it is in the story
	for i := 0; i < len(story); i++ {
		at = append(at, i)
		if strings.HasPrefix(story[i:], "\r\n") {
			i++
		}
	}
	at = append(at, len(story))
	breaks := "\n"
	if strings.Contains(story, "\r\n") {
		breaks = "\r\n"
	}
	var b strings.Builder
	end := 0
	for _, r := range edit.Diff(shown, typed) {
		b.WriteString(story[end:at[r.Start]])
		b.WriteString(strings.ReplaceAll(r.With, "\n", breaks))
		end = at[r.End]
	}
	b.WriteString(story[end:])
	return b.String()
}

// goOnWriting asks for the field with what was written there last, instead of the story's text.
const goOnWriting = "draft"

// editText opens the story's text in a field.
func (d *Desk) editText(with string) bool {
	d.textProblem, d.placingText = "", false
	d.toasts = slices.DeleteFunc(d.toasts, func(t toast) bool { return t.do == "edittext" })
	d.refresh(partToasts)
	if with != goOnWriting {
		d.draft = fielded(d.story.Doc().Text)
	}
	d.openDialog("text")
	d.page.Fill("text-field", d.draft)
	d.page.Later(60, func() { d.page.Focus("text-field") })
	return true
}

func (d *Desk) textDialog() ui.UI {
	if d.dialog != "text" {
		return dialog("text", "Edit the text", "")
	}
	note := "Marks keep to their words. What cannot be placed is listed, not dropped."
	if d.placingText {
		note = "The marks look for their places…"
	}
	return dialog("text", "Edit the text", "",
		ui.Div().Class("dialog-body report text-body").Body(
			ui.Label().For("text-field").Text("Correct the story here, or paste a newer version of it over this one"),
			ui.Textarea().ID("text-field").Class("text-field").Rows(16).Spellcheck(true).ReadOnly(d.placingText).DataSet("input", "text").
				Aria("invalid", d.textProblem != "").Aria("describedby", "text-problem"),
			ui.P().ID("text-problem").Class("trouble").Role("alert").Text(d.textProblem)),
		ui.Footer().Class("dialog-foot").Body(
			ui.P().Class("dialog-note").Role("status").Text(note),
			action("btn btn-line", "close", "text").Text("Cancel"),
			action("btn btn-ink", "keeptext", "").Disabled(d.placingText).Text("Change the text")))
}

// otherText reports whether another text of the story stands in the field.
func (d *Desk) otherText() bool {
	return d.dialog == "text" && d.story != nil && corrected(d.story.Doc().Text, d.draft) != d.story.Doc().Text
}

// offerDraft offers the way back to a text that was written in the field, where that is the dialog that is being closed: one press of
// Escape must not take it.
func (d *Desk) offerDraft(closing string) {
	if closing == "text" && !d.placingText && d.otherText() {
		d.toast(toast{words: "The story's text was left as it is.", do: "edittext", arg: goOnWriting, label: "Go on writing", here: true})
	}
}

// drafted reports whether another text of the story is being written: nothing may take its field away. It says so.
func (d *Desk) drafted() bool {
	if !d.otherText() {
		return false
	}
	d.textProblem = "This text comes first: change it or cancel. Then open the other story."
	d.page.Say(d.textProblem)
	d.refresh(partDialogs)
	return true
}

// keepText gives the story the text of the field. The worker finds where the marks belong, and what is new.
func (d *Desk) keepText() bool {
	if d.placingText {
		return true
	}
	s := d.story
	now := strings.ToValidUTF8(corrected(s.Doc().Text, d.draft), "\uFFFD")
	if now == s.Doc().Text {
		d.close("text")
		d.page.Say("The text is as it was.")
		return true
	}
	d.placingText, d.textProblem = true, ""
	d.refresh(partDialogs)
	d.rewrite(now)
	return true
}

// correctAgain does an edit on top of what another tab did meanwhile. One that goes over the whole story is made anew for it.
func (d *Desk) correctAgain(e edit.Edit, then string) {
	switch r, ok := e.(edit.Revise); {
	case ok && len(r.Text) > 0:
		d.rewrite(r.Set.Text)
	case ok:
		d.freshen()
	default:
		d.correct(e, then)
	}
}

// rewrite has the worker find where the marks belong in another text, and gives the story that.
func (d *Desk) rewrite(now string) {
	s := d.story
	rev := s.Row.Rev
	_, cursor := s.History.Edits()
	parts := append([][]byte{[]byte(d.book.Text), []byte(now), s.base}, s.encoded[:cursor]...)
	before := len(s.Doc().Annotations)
	d.ask(worker.OpRewrite, func(answer [][]byte, err error) {
		var e edit.Edit
		if err == nil {
			e, err = edit.ReadEdit(answer[0], s.Offsets)
		}
		d.page.Soon(func() { // of a long story each half takes a while
			switch {
			case d.story == nil || d.story.Row.ID != s.Row.ID:
			case err != nil:
				d.placingText = false
				d.textProblem = "The text cannot be used: " + err.Error() + "."
				d.page.Say(d.textProblem)
				d.refresh(partDialogs)
				d.page.Focus("text-field")
			case d.story != s || s.Row.Rev != rev: // corrected meanwhile, here or in another tab
				d.rewrite(now)
			default:
				d.rewritten(e, before, string(answer[1]))
			}
		})
	}, parts...)
}

// rewritten gives the story its other text, and says what became of its marks: how many there were, and how many were found again and
// are new.
func (d *Desk) rewritten(e edit.Edit, before int, found string) {
	d.close("text")
	if !d.correct(e, d.current) {
		return
	}
	lost := len(e.(edit.Revise).Lost)
	words := "The text is changed: " + count(before-lost, "mark") + " kept"
	moved, added, _ := strings.Cut(found, " ")
	if moved != "0" {
		words += ", " + moved + " of them found again"
	}
	if n, _ := strconv.Atoi(added); n > 0 {
		words += ", " + count(n, "new suggestion")
	}
	t := toast{words: words + ".", here: true}
	if lost > 0 {
		t.words = words + ". " + count(lost, "mark") + " could not be placed."
		t.do, t.label = "unplaced", "Show"
	}
	d.toast(t)
}

// lostNote says above the story that marks have no place.
func (d *Desk) lostNote() ui.UI {
	n := 0
	if d.story != nil {
		n = len(edit.ReadUnplaced(d.story.Doc()))
	}
	if n == 0 {
		return ui.P().Class("lost-note").Hidden(true)
	}
	return ui.P().Class("lost-note").Body(ui.Text(count(n, "mark")+" could not be placed in the text. "), action("link", "unplaced", "").Text("Show"))
}

func (d *Desk) unplacedDialog() ui.UI {
	var list []edit.Unplaced
	if d.story != nil && d.dialog == "unplaced" {
		list = edit.ReadUnplaced(d.story.Doc())
	}
	return dialog("unplaced", "Marks without a place", count(len(list), "mark"),
		ui.Div().Class("dialog-body report").TabIndex(0).Role("region").Aria("label", "Marks without a place").Body(
			ui.P().Class("rules-note").Text("Their words are no longer in the text. Select other words for one, or drop it."),
			ui.Ul().Class("rules-list").Body(each(list, func(u edit.Unplaced) ui.UI {
				words := shorten(strings.Join(strings.Fields(u.Words), " "), 120)
				state := map[bool]string{true: "decided", false: "suggested"}[u.Decided()]
				return ui.Li().Class("rules-row").Body(
					ui.Div().Class("rules-what").Body(
						ui.P().Class("trial-text").Body(append([]ui.UI{span("tag", u.Kind.String()+", "+state)}, amid(u.Before, words, u.After)...)...)),
					ui.Div().Class("rules-do").Body(
						action("btn btn-line btn-small", "wordsfor", u.ID).Aria("label", "Select words for “"+words+"”").Text("Select words"),
						action("btn btn-text btn-small", "forget", u.ID).Aria("label", "Drop “"+words+"”").Text("Drop")))
			})...)),
		ui.Footer().Class("dialog-foot").Body(
			ui.P().Class("dialog-note").Text("What you drop comes back with undo."),
			action("btn btn-line", "forget", "").Disabled(len(list) == 0).Text("Drop all")))
}

// placeMark lets words be selected for a mark without a place.
func (d *Desk) placeMark(id string) bool {
	d.close("unplaced")
	d.placing = id
	d.showStory()
	u := d.placed()
	if u == nil {
		return false
	}
	d.toast(toast{words: "Select the words for " + cited(u.Words, 60) + " in the story, with the mouse or with Esc and Shift with the arrow keys."})
	d.page.Later(60, func() { d.page.Focus("story") }) // once the dialog has given the focus back
	return true
}

// placed is the mark that words are being selected for, or nil.
func (d *Desk) placed() *edit.Unplaced {
	if d.placing == "" || d.story == nil {
		return nil
	}
	for _, u := range edit.ReadUnplaced(d.story.Doc()) {
		if u.ID == d.placing {
			return &u
		}
	}
	return nil
}

// placeHere gives the mark that waits for it the words that are selected.
func (d *Desk) placeHere() bool {
	u := d.placed()
	if u == nil || d.pending == nil {
		return false
	}
	sp := *d.pending
	d.pending, d.menu, d.placing = nil, false, ""
	if !d.correct(edit.Place{ID: u.ID, Span: sp}, u.ID) {
		d.moveTo("", moveOptions{})
	}
	return true
}

// placeOffer is the line of the tag menu that gives the words to the mark that waits for them.
func (d *Desk) placeOffer() ui.UI {
	u := d.placed()
	if u == nil {
		return nil
	}
	return ui.Div().Class("pop-do").Body(action("btn btn-ink", "placehere", "").Text("Place " + cited(u.Words, 40) + " here"))
}

// dropUnplaced drops a mark without a place, or all of them.
func (d *Desk) dropUnplaced(id string) bool {
	var ids []string
	for _, u := range edit.ReadUnplaced(d.story.Doc()) {
		if id == "" || u.ID == id {
			ids = append(ids, u.ID)
		}
	}
	if len(ids) == 0 || !d.correct(edit.Forget{IDs: ids}, d.current) {
		return false
	}
	if len(edit.ReadUnplaced(d.story.Doc())) == 0 {
		d.close("unplaced")
	}
	d.refresh(partDialogs)
	return true
}

func init() {
	for name, f := range map[string]func(*Desk, string) bool{
		"edittext": (*Desk).editText,
		"keeptext": func(d *Desk, _ string) bool { return d.keepText() },
		"unplaced": func(d *Desk, _ string) bool {
			if len(edit.ReadUnplaced(d.story.Doc())) == 0 {
				d.toast(toast{words: "Every mark has its place."})
				return true
			}
			d.openDialog("unplaced")
			return true
		},
		"wordsfor":  (*Desk).placeMark,
		"placehere": func(d *Desk, _ string) bool { return d.placeHere() },
		"forget":    (*Desk).dropUnplaced,
	} {
		withStory[name] = f
	}
}

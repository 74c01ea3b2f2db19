package app

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/app/browser"
	"stet/app/worker"
)

//go:embed sample.txt
var sample string

// paste opens text from the clipboard or a drop. Web pages bring HTML as well; what a word processor or a mail brings as HTML reads the
// same as its plain text, so only pages with paragraphs are reduced to their article.
func (d *Desk) paste(plain, html string, turn int) {
	if hasParagraphs(html) {
		d.article([]byte(html), "", plain, turn)
		return
	}
	d.annotate(plain, "", "", turn)
}

func hasParagraphs(html string) bool {
	h := strings.ToLower(html)
	return strings.Contains(h, "<p>") || strings.Contains(h, "<p ") || strings.Contains(h, "<article")
}

// article has the worker reduce a page to its story. plain stands in where nothing is found.
func (d *Desk) article(html []byte, name, plain string, turn int) {
	d.busy("Reading the page…")
	d.ask(worker.OpArticle, func(parts [][]byte, err error) {
		d.busy("")
		switch {
		case err != nil:
			d.refuse("The page could not be read: " + err.Error())
		case len(parts) < 2 || len(bytes.TrimSpace(parts[1])) == 0:
			if strings.TrimSpace(plain) != "" {
				d.annotate(plain, "", name, turn)
				return
			}
			d.refuse("There is no story text in this page.")
		default:
			d.annotate(string(parts[1]), string(parts[0]), name, turn)
		}
	}, html)
}

// annotate shows the story at once and has the engine mark it. Where the desk has turned to another story since this one was asked for,
// it comes into the list.
func (d *Desk) annotate(story, title, name string, turn int) {
	if strings.TrimSpace(story) == "" {
		d.refuse("There is no text in it.")
		return
	}
	story = strings.ToValidUTF8(story, "\uFFFD")
	if title == "" {
		title = firstLine(story)
	}
	if name == "" {
		name = title
	}
	id := d.library.newID(name, "")
	if d.turn != turn {
		d.mark(id, title, story)
		return
	}
	d.leave()
	d.reading = id // until the story stands, nothing else may be put in its place
	d.page.Soon(func() {
		if d.reading != id {
			d.mark(id, title, story)
			return
		}
		d.show(id, story)
		d.page.Shown(func() { d.mark(id, title, story) })
	})
}

// mark has the engine mark the story that stands bare on the desk.
func (d *Desk) mark(id, title, story string) {
	d.glimpse(id, title, story)
	d.ask(worker.OpAnnotate, func(parts [][]byte, err error) {
		if err != nil {
			if d.reading == id {
				d.reading = ""
				d.home()
			}
			d.refuse("The engine could not read it: " + err.Error())
			return
		}
		d.added(id, title, parts)
	}, []byte(story), []byte(title), []byte(id))
}

// firstLine is a story's title where it brings none: its first line, shortened.
func firstLine(story string) string {
	story = strings.TrimSpace(story)
	line, _, _ := strings.Cut(story, "\n")
	return shorten(strings.Join(strings.Fields(line), " "), 140)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// added puts a story with a fresh document on the desk and into the store. parts are what the worker says it is kept as. In a long
// story each step takes a while: between them the page may answer to the user.
func (d *Desk) added(id, title string, parts [][]byte) {
	doc, err := worker.Unpack(parts[0])
	if err != nil {
		d.refuse("The engine's answer could not be read: " + err.Error())
		return
	}
	d.page.Soon(func() {
		h := edit.New(doc)
		d.page.Soon(func() {
			row := newRow(id, title, doc.Text, parts)
			twin := d.library.twin(row)
			d.keep(newStory(row, h, d.story), parts[1])
			switch {
			case !d.holds(id):
				d.enlisted(row)
			case twin != nil:
				d.toast(toast{words: "You have a story like this one already.", do: "open", arg: twin.ID, label: "Open that one", here: true})
			}
		})
	})
}

// enlisted says that a story has come into the list, and not on the desk.
func (d *Desk) enlisted(row Row) {
	d.toast(toast{words: "“" + shorten(row.Title, 60) + "” is in the list of stories.", do: "open", arg: row.ID, label: "Open it"})
}

// keep writes a new story into the store and, where it is still waited for, puts it on the desk.
func (d *Desk) keep(s *Story, base []byte) {
	id := s.Row.ID
	s.base = base
	s.Row.count(s.tally, s.Doc().Done)
	if d.stores {
		d.saving = Saving
		s.kept = true
		s.create = func() {
			s.create = nil
			d.create(s)
		}
		d.page.Soon(func() {
			if s.create != nil {
				s.create()
			}
		})
	} else {
		d.unsaved[id] = s
	}
	d.page.Later(1500, d.freshen)
	d.library.put(s.Row)
	if d.reading == id {
		d.put(s)
		d.page.Focus("story")
		d.page.Say(fmt.Sprintf("%s found. J and K move between them.", count(s.tally.Marks, "mark")))
	}
	d.refresh(partLibrary)
}

// create writes a new story into the store.
func (d *Desk) create(s *Story) {
	d.page.Store("create", func(_ [][]byte, err error) {
		var e *browser.Error
		if errors.As(err, &e) && e.Name == "ConstraintError" {
			d.createAnew(s)
			return
		}
		if err != nil {
			s.kept = false
			d.unsaved[s.Row.ID] = s
			d.unsure(err)
			return
		}
		if !s.kept { // it was refused before, and corrected since
			s.kept = true
			delete(d.unsaved, s.Row.ID)
			if len(s.encoded) > 0 {
				s.Row.Rev++
				d.write(write{row: s.Row, added: s.encoded})
			}
		}
		d.settled()
		d.refresh(partBar)
	}, s.Row.json(), s.base)
}

// createAnew writes a new story into the store under another id: another tab was faster to give a story this one.
func (d *Desk) createAnew(s *Story) {
	was := s.Row.ID
	d.list(func() {
		s.Row.ID = d.library.newID(was, "")
		if d.story == s {
			d.remember(s.Row.ID)
		}
		d.library.put(s.Row)
		d.create(s)
		d.refresh(partLibrary)
	})
}

// refuse says why something could not be opened, on the empty page or at the foot.
func (d *Desk) refuse(why string) {
	if d.story == nil && d.reading == "" {
		d.hurdle = why
		d.page.Say(why)
		d.refresh(partFrame)
		return
	}
	d.toast(toast{words: why, trouble: true})
}

// busy shows that something is under way, on the empty page.
func (d *Desk) busy(words string) {
	if d.story == nil {
		d.hurdle = words
		d.refresh(partFrame)
	}
}

// show puts a story's bare text on the page while its marks are on their way.
func (d *Desk) show(id, story string) {
	d.leave()
	d.shutLibrary()
	d.reading = id
	d.view = "story"
	d.hurdle = ""
	d.story = newStory(Row{ID: id}, edit.New(bare(story)), nil)
	d.draw()
	d.refreshAll()
}

// ofStory are the dialogs that show something of the story on the desk.
var ofStory = map[string]bool{"text": true, "others": true, "compare": true, "unplaced": true, "export": true}

// leave forgets what belongs to the story that was on the desk.
func (d *Desk) leave() {
	d.story, d.current, d.menu, d.pane, d.pending, d.asker, d.waiting = nil, "", false, paneMark, nil, "", kind0
	d.reading = ""
	d.turn++
	d.offer, d.versions, d.placing = nil, nil, ""
	d.toasts = slices.DeleteFunc(d.toasts, func(t toast) bool { return t.here })
	d.refresh(partToasts)
	d.reports = slices.DeleteFunc(d.reports, func(id string) bool { return ofStory[id] })
	if ofStory[d.dialog] {
		d.close(d.dialog)
	}
	d.queue = nil
	d.unsureBy = false
	d.remember("")
	clear(d.room)
	d.page.Hang(-1, -1)
	d.page.Tip("")
	d.settled()
}

// put makes the story the one on the desk.
func (d *Desk) put(s *Story) {
	same := d.story != nil && d.story.Doc().Text == s.Doc().Text && len(d.story.Blocks) == len(s.Blocks)
	d.story = s
	d.reading = ""
	d.remember(s.Row.ID)
	if same {
		d.redraw()
	} else {
		d.draw()
	}
	d.page.Ruler(s.ticks())
	d.rows = rowsAtOnce
	d.refresh(partFrame, partBar, partLibrary, partMenu, partFoot)
	d.refreshPanel()
}

// bare is a story without marks.
func bare(story string) *annotate.Document { return &annotate.Document{Text: story} }

// countWords counts what stands between white space.
func countWords(s string) int {
	n, inside := 0, false
	for i := range len(s) {
		space := s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r'
		if !space && !inside {
			n++
		}
		inside = !space
	}
	return n
}

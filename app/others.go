package app

import (
	"fmt"
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Once, not forty times: what was done to one mark is offered for those like it. Each is shown with its surroundings and can be left
// out; with the first one they are one step to undo.

// bulk is a list of marks or entities to do something to.
type bulk struct {
	title string // of the list
	verb  string // of its button, before the number
	label string // of the step, before the number
	rows  []bulkRow
	done  int       // how many corrections were done, the first one among them; what comes after it ends the offer
	first edit.Edit // what was done to the first; nil where the list was asked for
	make  func(ticked []bulkRow) edit.Edit
}

// bulkRow is one mark or entity, and what becomes of it.
type bulkRow struct {
	span text.Span // where it is shown
	id   string
	note string
	on   bool
	edit edit.Edit
}

// like is what an edit is about before it is done: the others like it are found by that afterwards.
func (s *Story) like(e edit.Edit) (m annotate.Annotation, name string) {
	id := ""
	switch e := e.(type) {
	case edit.Retag:
		id = e.ID
	case edit.Reject:
		id = e.ID
	case edit.SetEntity:
		id = e.ID
	case edit.SetSpeaker:
		id = e.ID
	case edit.Rename:
		if en := s.Entity(e.Entity); en != nil {
			name = en.Name
		}
	}
	if at := s.Mark(id); at != nil {
		m = *at
	}
	return m, name
}

// offerOthers offers what was done to one mark for those like it.
func (d *Desk) offerOthers(e edit.Edit, was annotate.Annotation, name string) {
	s := d.story
	b := &bulk{first: e, label: said(e, s)}
	of := cited(s.Words(was.Span), 30)
	b.done, _ = s.History.Cursor()
	switch e := e.(type) {
	case edit.Retag:
		b.title, b.verb = "Retag the others as "+e.Kind.String(), "Retag"
		retag := func(id string) edit.Edit { return edit.Retag{ID: id, Kind: e.Kind} }
		b.rows = append(s.rowsLike(&was, retag), s.rowsOfEntity(&was, retag)...)
	case edit.Reject:
		b.title, b.verb = "Reject the others", "Reject"
		b.rows = s.rowsLike(&was, func(id string) edit.Edit { return edit.Reject{ID: id} })
	case edit.SetEntity:
		to := e.Entity
		if m := s.Mark(e.ID); m != nil {
			to = m.Entity
		}
		b.title, b.verb = "Move the others along", "Move"
		b.rows = s.rowsLike(&was, func(id string) edit.Edit { return edit.SetEntity{ID: id, Entity: to} })
	case edit.SetSpeaker:
		q := s.Mark(e.ID)
		if was.Speaker == nil || q == nil {
			return
		}
		of = or(s.Words(was.Speaker.Span), "this speaker")
		b.title, b.verb = "Change the speaker of the others", "Change"
		b.rows = s.quotesLike(&was, func(o *annotate.Annotation) edit.Edit {
			set := edit.SetSpeaker{ID: o.ID, Span: o.Speaker.Span}
			if q.Speaker != nil {
				set.Entity = q.Speaker.Entity
			}
			return set
		})
	case edit.Add:
		of = cited(s.Words(e.Span), 30)
		if e.Kind.Type() == kind.Quote {
			return
		}
		b.title, b.verb = "Mark the others as "+e.Kind.String(), "Mark"
		for _, sp := range edit.Unmarked(s.Doc(), e.Span) {
			b.rows = append(b.rows, bulkRow{span: sp, on: true, edit: edit.Add{Kind: e.Kind, Span: sp, Entity: e.Entity, Name: e.Name}})
		}
	case edit.Rename:
		of = "“" + shorten(name, 30) + "”"
		b.title, b.verb = "The other entities of these names", "Change"
		b.rows = s.namesakes(e, name)
	}
	if len(b.rows) == 0 {
		return
	}
	d.offer = b
	if words := title1(b.label) + ". " + thousands(len(b.rows)) + " more like " + of + " in this story."; d.menu {
		d.page.Say(words)
		d.refresh(partMenu)
	} else {
		d.toast(toast{words: words, do: "others", label: "The others…", here: true})
	}
}

// dropOffer ends an offer: something else was done.
func (d *Desk) dropOffer() {
	d.offer = nil
	for _, t := range d.toasts {
		if t.do == "others" {
			d.dismiss(t.id)
			return
		}
	}
}

// offered reports whether there is an offer that nothing has come after.
func (d *Desk) offered() bool {
	if d.offer == nil || d.offer.first == nil {
		return false
	}
	done, _ := d.story.History.Cursor()
	return done == d.offer.done
}

// rowsLike lists the other mentions of the same words, kind and entity. Those that were decided otherwise are not ticked.
func (s *Story) rowsLike(was *annotate.Annotation, do func(id string) edit.Edit) (rows []bulkRow) {
	if was.ID == "" || was.Kind.Type() == kind.Quote {
		return nil
	}
	doc := s.Doc()
	words := doc.Text[was.Start:was.End]
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		if a.ID != was.ID && a.Kind == was.Kind && a.Entity == was.Entity && a.Len() == len(words) && doc.Text[a.Start:a.End] == words {
			rows = append(rows, bulkRow{span: a.Span, id: a.ID, note: decidedNote(a), on: a.State == annotate.Suggested, edit: do(a.ID)})
		}
	}
	return rows
}

// rowsOfEntity lists the mentions of the same kind and entity in other words: "Holm" of Anna Holm.
func (s *Story) rowsOfEntity(was *annotate.Annotation, do func(id string) edit.Edit) (rows []bulkRow) {
	doc, words := s.Doc(), s.Words(was.Span)
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		if was.Entity != "" && a.ID != was.ID && a.Kind == was.Kind && a.Entity == was.Entity && s.Words(a.Span) != words {
			rows = append(rows, bulkRow{span: a.Span, id: a.ID, note: decidedNote(a), on: a.State == annotate.Suggested, edit: do(a.ID)})
		}
	}
	return rows
}

// quotesLike lists the other quotes of the same speaker, named by the same words.
func (s *Story) quotesLike(was *annotate.Annotation, do func(*annotate.Annotation) edit.Edit) (rows []bulkRow) {
	words := strings.ToLower(s.Words(was.Speaker.Span))
	for i := range s.Doc().Annotations {
		a := &s.Doc().Annotations[i]
		if a.ID != was.ID && a.Speaker != nil && a.Speaker.Entity == was.Speaker.Entity && strings.ToLower(s.Words(a.Speaker.Span)) == words && (words != "" || a.Speaker.Entity != "") {
			rows = append(rows, bulkRow{span: a.Span, id: a.ID, note: decidedNote(a), on: a.State == annotate.Suggested, edit: do(a)})
		}
	}
	return rows
}

// namesakes lists the other entities that were called the same: they can be renamed, too; and those that are called so already: they
// can be merged in.
func (s *Story) namesakes(e edit.Rename, was string) (rows []bulkRow) {
	here := s.Entity(e.Entity)
	for i := range s.Doc().Entities {
		o := &s.Doc().Entities[i]
		refs := s.History.Refs(o.ID)
		if o.ID == e.Entity || len(refs) == 0 {
			continue
		}
		row := bulkRow{span: refs[0].Span, id: o.ID, on: true}
		switch {
		case o.Name == here.Name && o.Kind.Type() == here.Kind.Type():
			row.note, row.edit = o.Kind.String()+", merged in", edit.Merge{Into: e.Entity, From: []string{o.ID}}
		case o.Name == was:
			row.note, row.edit = o.Kind.String()+", renamed", edit.Rename{Entity: o.ID, Name: e.Name}
		default:
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

func decidedNote(a *annotate.Annotation) string {
	if a.State == annotate.Suggested {
		return ""
	}
	return a.State.String()
}

// openOthers shows what is offered; without an offer, the undecided ones like the current mark, to accept.
func (d *Desk) openOthers() bool {
	if !d.offered() {
		d.offer = nil
		m := d.markHere()
		if m == nil {
			d.cannot("Tag, retag, reject or rename something first: then the others like it are offered.")
			return true
		}
		b := &bulk{title: "Accept all like this", verb: "Accept", label: "accepted " + cited(d.story.Words(m.Span), 40)}
		for _, id := range d.alike(m) {
			b.rows = append(b.rows, bulkRow{span: d.story.Mark(id).Span, id: id, on: true, edit: edit.Accept{ID: id}})
		}
		if len(b.rows) < 2 { // it alone is no "all"
			d.cannot("There are no others like it.")
			return true
		}
		d.offer = b
	}
	d.showBulk()
	return true
}

func (d *Desk) showBulk() {
	d.room["others"] = 0
	d.openDialog("others")
}

func (d *Desk) tick(n string) bool {
	i, err := strconv.Atoi(n)
	switch {
	case d.offer == nil:
		return false
	case err != nil: // all or none
		for i := range d.offer.rows {
			d.offer.rows[i].on = n == "all"
		}
	case i < len(d.offer.rows):
		d.offer.rows[i].on = !d.offer.rows[i].on
	}
	d.refresh(partDialogs)
	return true
}

func (b *bulk) ticked() (rows []bulkRow) {
	for _, r := range b.rows {
		if r.on {
			rows = append(rows, r)
		}
	}
	return rows
}

// doOthers does it to all that are ticked. The first one is taken back and done with them, so that all are one step.
func (d *Desk) doOthers() bool {
	b := d.offer
	if b == nil {
		return false
	}
	rows := b.ticked()
	d.close("others")
	if len(rows) == 0 {
		return true
	}
	d.offer = nil
	if b.make != nil {
		d.correct(b.make(rows), d.current)
		return true
	}
	all := edit.Batch{Label: fmt.Sprintf("%s, and %s like it", b.label, thousands(len(rows)))}
	if b.first == nil {
		all.Label = fmt.Sprintf("%s × %s", b.label, thousands(len(rows)))
	}
	history := d.story.History
	done, _ := history.Cursor()
	joined := b.first != nil && done == b.done
	if joined {
		all.Edits = append(all.Edits, b.first)
		history.Undo()
	}
	for _, r := range rows {
		all.Edits = append(all.Edits, r.edit)
	}
	current := d.current
	if !d.correct(all, current) && joined {
		history.Redo()
		d.story.index()
		d.offer = b
	}
	return true
}

// othersDialog shows each of a bulk with its surroundings.
func (d *Desk) othersDialog() ui.UI {
	b := d.offer
	if b == nil || d.dialog != "others" {
		return dialog("others", "The others", "")
	}
	shown := min(len(b.rows), max(d.room["others"], rowsShown))
	n := len(b.ticked())
	return dialog("others", b.title, thousands(len(b.rows))+" in this story",
		ui.Div().Class("dialog-body others-list").Role("group").Aria("label", "Which ones").Body(
			ui.Range(b.rows[:shown]).Slice(func(i int) ui.UI {
				r := b.rows[i]
				before, words, after := d.story.context(r.span)
				return action("other", "tick", strconv.Itoa(i)).Role("checkbox").Aria("checked", r.on).Body(
					ui.Span().Class("tick").Body(icon("check")), ui.Span().Class("other-text").Dir("auto").Body(ui.Text(before), ui.Elem("mark").Text(words), ui.Text(after)),
					when(r.note != "", func() ui.UI { return span("choice-sub", r.note) }))
			}),
			when(shown < len(b.rows), func() ui.UI {
				return action("btn btn-text more", "more", "others").Text("Show more of " + thousands(len(b.rows)))
			})),
		ui.Footer().Class("dialog-foot").Body(
			action("btn btn-text", "tick", "all").Text("All"), action("btn btn-text", "tick", "none").Text("None"),
			span("dialog-note", "One step: undo takes all of it back."),
			action("btn btn-ink", "otherstoo", "").AutoFocus(true).Disabled(n == 0).Text(b.verb+" "+thousands(n))))
}

package app

import (
	"cmp"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/order"
)

// What is done to an entity as a whole: another name, mentions split off, others merged in.

// entityHere is the entity of the current mark: its own, or its speaker's.
func (d *Desk) entityHere() *annotate.Entity {
	m := d.markHere()
	if m == nil {
		return nil
	}
	if m.Speaker != nil {
		return d.story.Entity(m.Speaker.Entity)
	}
	return d.story.Entity(m.Entity)
}

func (d *Desk) renaming() bool {
	if d.entityHere() == nil {
		return false
	}
	d.menu = true
	d.showPane(paneRename)
	return true
}

// splitting lists the entity's mentions; those that are ticked become an entity of their own.
func (d *Desk) splitting() bool {
	e, m := d.entityHere(), d.markHere()
	if e == nil {
		return false
	}
	b := &bulk{title: "Which of these are somebody or something else than “" + e.Name + "”?", verb: "Split off"}
	for _, a := range d.story.History.Refs(e.ID) {
		if a.Entity == e.ID {
			b.rows = append(b.rows, bulkRow{span: a.Span, id: a.ID, on: a.ID == m.ID})
		}
	}
	if len(b.rows) < 2 {
		d.cannot("“" + e.Name + "” has one mention: there is nothing to split.")
		return true
	}
	b.make = func(rows []bulkRow) edit.Edit {
		split := edit.Split{}
		for _, r := range rows {
			split.Marks = append(split.Marks, r.id)
		}
		return split
	}
	d.offer = b
	d.showBulk()
	return true
}

// merging lists the other entities of the type, alike names first; those that are ticked become one with the current mark's.
func (d *Desk) merging() bool {
	e := d.entityHere()
	if e == nil {
		return false
	}
	b := &bulk{title: "Which of these are “" + e.Name + "”, too?", verb: "Merge"}
	var rest []bulkRow
	for i := range d.story.Doc().Entities {
		o := &d.story.Doc().Entities[i]
		refs := d.story.History.Refs(o.ID)
		if o.ID == e.ID || o.Kind.Type() != e.Kind.Type() || len(refs) == 0 {
			continue
		}
		row := bulkRow{span: refs[0].Span, id: o.ID, note: o.Name + ", " + count(d.story.mentions(o.ID), "mention")}
		if nameAlike(e.Name, o.Name) {
			b.rows = append(b.rows, row)
		} else {
			rest = append(rest, row)
		}
	}
	b.rows = append(b.rows, rest...)
	if len(b.rows) == 0 {
		d.cannot("There is no other entity to merge with.")
		return true
	}
	into := e.ID
	b.make = func(rows []bulkRow) edit.Edit {
		merge := edit.Merge{Into: into}
		for _, r := range rows {
			merge.From = append(merge.From, r.id)
		}
		return merge
	}
	d.offer = b
	d.showBulk()
	return true
}

// nameAlike reports whether two names share a word of some length.
func nameAlike(a, b string) bool {
	for _, w := range strings.Fields(strings.ToLower(a)) {
		if len(w) > 2 && strings.Contains(strings.ToLower(b), w) {
			return true
		}
	}
	return false
}

// entityOptions lists what a mention, or all mentions of its entity, can belong to.
func (d *Desk) entityOptions(a *annotate.Annotation) []option {
	s := d.story
	doc := s.Doc()
	var out []option
	here := s.Entity(a.Entity)
	if here != nil {
		out = append(out, option{id: "rename", key: "1", name: "Rename “" + here.Name + "”", sub: "everywhere in this story", do: "renaming"})
	}
	if !d.whole && s.mentions(a.Entity) > 1 {
		out = append(out, option{id: "own", key: "2", name: "Its own entity", sub: "named “" + shorten(s.Words(a.Span), 30) + "”", edit: edit.Split{Marks: []string{a.ID}}})
	}
	if n := s.mentions(a.Entity); n > 1 {
		out = append(out, option{id: "split", key: "3", name: "Split mentions off…", sub: "which of " + thousands(n), do: "splitting"})
	}
	if here != nil {
		out = append(out, option{id: "merge", key: "4", name: "Merge others in…", sub: "and keep this name", do: "merging"})
	}
	type row struct {
		e *annotate.Entity
		n int
	}
	var rows []row
	for i := range doc.Entities {
		e := &doc.Entities[i]
		if e.ID != a.Entity && e.Kind.Type() == a.Kind.Type() {
			rows = append(rows, row{e, s.mentions(e.ID)})
		}
	}
	words := strings.ToLower(s.Words(a.Span))
	alike := func(e *annotate.Entity) int { return b2i(strings.Contains(strings.ToLower(e.Name), words)) }
	order.Stable(rows, func(x, y row) int {
		return cmp.Or(cmp.Compare(alike(y.e), alike(x.e)), cmp.Compare(b2i(y.e.Kind == a.Kind), b2i(x.e.Kind == a.Kind)), cmp.Compare(y.n, x.n))
	})
	for _, r := range rows {
		o := option{id: r.e.ID, name: r.e.Name, sub: r.e.Kind.String() + ", " + count(r.n, "mention"), form: "in-" + a.Kind.Type().String()}
		if d.whole {
			o.edit = edit.Merge{Into: r.e.ID, From: []string{a.Entity}}
		} else {
			o.edit = edit.SetEntity{ID: a.ID, Entity: r.e.ID}
		}
		out = append(out, o)
	}
	return out
}

func (d *Desk) renameMenu() []ui.UI {
	e := d.entityHere()
	name := ""
	if e != nil {
		name = e.Name
	}
	return []ui.UI{
		ui.Div().Class("pop-head").Body(ui.P().Class("pop-title").Text("Another name for “"+shorten(name, 40)+"”"),
			action("btn btn-icon btn-small", "back", "").Aria("label", "Back").Title("Back  Esc").Body(icon("x"))),
		ui.Form().DataSet("submit", "rename").Body(
			ui.Label().Class("field").Body(hiddenText("Name"), ui.Input().ID("rename-field").Type("text").DataSet("input", "rename").DataSet("whole", "").AutoComplete(false).Spellcheck(false)),
			ui.Button().Type("submit").Class("btn btn-ink").Text("Rename")),
		ui.P().Class("pop-note").Text("The story keeps its words; the entity is called so in the lists, the margin and the data."),
	}
}

// rename gives the current mark's entity the name that was typed.
func (d *Desk) rename(name string) bool {
	e := d.entityHere()
	name = strings.TrimSpace(or(strings.TrimSpace(name), d.typed))
	switch {
	case e == nil || name == "":
		return true
	case name == e.Name:
		d.showPane(paneMark)
		return true
	}
	d.correct(edit.Rename{Entity: e.ID, Name: name}, d.current)
	return true
}

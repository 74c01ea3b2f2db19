package app

import (
	"slices"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// dialogPart holds the dialogs: all keys, export, two versions side by side, and what was wrong with files. The browser keeps the focus in them.
type dialogPart struct {
	ui.Compo
	d *Desk
}

func (p *dialogPart) Render() ui.UI {
	return ui.Div().Class("dialogs").Body(p.d.keysDialog(), p.d.paletteDialog(), p.d.othersDialog(), p.d.exportDialog(), p.d.compareDialog(), p.d.rulesDialog(), p.d.textDialog(), p.d.unplacedDialog(), p.d.intakeDialog(), p.d.readingDialog())
}

// openDialog opens a dialog in the place of one that is open.
func (d *Desk) openDialog(id string) {
	if before := d.dialog; before != "" && before != id {
		d.page.Modal(before, false)
		if before == "intake" { // what it says comes behind
			d.reports = append(d.reports, before)
		}
	}
	d.dialog, d.coming = id, true
	d.refresh(partDialogs)
	d.page.Later(30, func() { // once its content stands
		if d.dialog == id {
			d.coming = false
			d.page.Modal(id, true)
		}
	})
}

func (d *Desk) close(id string) {
	if d.dialog == id {
		d.dialog, d.coming = "", false
	}
	d.page.Modal(id, false)
	d.nextReport()
}

// report opens a dialog that comes by itself, when the engine has answered. It waits for one that is open: what is written there must
// not go.
func (d *Desk) report(id string) {
	switch {
	case d.dialog == id:
		d.refresh(partDialogs)
	case d.dialog == "":
		d.openDialog(id)
	case !slices.Contains(d.reports, id):
		d.reports = append(d.reports, id)
	}
}

// nextReport opens the next dialog that waits, once none is open.
func (d *Desk) nextReport() {
	if d.dialog == "" && len(d.reports) > 0 {
		id := d.reports[0]
		d.reports = d.reports[1:]
		d.openDialog(id)
	}
}

func dialog(id, title, sub string, body ...ui.UI) ui.UI {
	head := ui.Header().Class("dialog-head").Body(
		ui.H2().Class("dialog-title").ID(id+"-title").Text(title),
		ui.P().Class("dialog-sub").Text(sub),
		action("btn btn-icon btn-small btn-close", "close", id).Aria("label", "Close").Body(icon("x")))
	return ui.Elem("dialog").Class("dialog "+id).ID(id).Aria("labelledby", id+"-title").Body(append([]ui.UI{head}, body...)...)
}

// grammar shows how every type looks in every state.
func grammar() ui.UI {
	states := []string{"suggested", "unsure", "accepted", "edited"}
	rows := []struct {
		name, class string
		words       [4]string
	}{
		{"Actor", "mk-actor", [4]string{"Ada Quist", "River Watch", "Ada Quist", "Harbour Board"}},
		{"Location", "mk-location", [4]string{"Harlow Bay", "Brannock", "Harlow Bay", "Ferry Road"}},
		{"Direct quote", "mk-quote q-direct", [4]string{"“It is time”", "“It is time”", "“It is time”", "“It is time”"}},
		{"Mixed", "mk-quote q-mixed", [4]string{"for “clear steps”", "for “clear steps”", "for “clear steps”", "for “clear steps”"}},
		{"Indirect", "mk-quote q-indirect", [4]string{"that it is time", "that it is time", "that it is time", "that it is time"}},
	}
	return ui.Div().Class("grammar").Body(
		ui.H3().Class("grammar-title").Text("How marks read"),
		ui.Table().Class("grammar-table").Body(
			ui.THead().Body(ui.Tr().Body(append([]ui.UI{ui.Td()}, each(states, func(s string) ui.UI {
				if s == "unsure" {
					s = "uncertain"
				}
				return ui.Th().Scope("col").Text(s)
			})...)...)),
			ui.TBody().Body(each(rows, func(r struct {
				name, class string
				words       [4]string
			}) ui.UI {
				cells := []ui.UI{ui.Th().Scope("row").Text(r.name)}
				for i, s := range states {
					cells = append(cells, ui.Td().Body(ui.Elem("mark").Class("mk "+r.class+" is-"+s).Text(r.words[i])))
				}
				return ui.Tr().Body(cells...)
			})...)))
}

func each[T any](all []T, f func(T) ui.UI) []ui.UI { return list(all, f) }

package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// dialogPart holds the dialogs: all keys, export, two versions side by side, and what was wrong with files. The browser keeps the focus in them.
type dialogPart struct {
	ui.Compo
	d *Desk
}

func (p *dialogPart) Render() ui.UI {
	return ui.Div().Class("dialogs").Body(keysDialog(), p.d.exportDialog(), p.d.compareDialog(), p.d.rulesDialog(), p.d.textDialog(), p.d.unplacedDialog(), p.d.intakeDialog())
}

func (d *Desk) openDialog(id string) {
	d.dialog = id
	d.refresh(partDialogs)
	d.page.Later(30, func() { d.page.Modal(id, true) }) // once its content stands
}

func dialog(id, title, sub string, body ...ui.UI) ui.UI {
	head := ui.Header().Class("dialog-head").Body(
		ui.H2().Class("dialog-title").ID(id+"-title").Text(title),
		ui.P().Class("dialog-sub").Text(sub),
		action("btn btn-icon btn-small btn-close", "close", id).Aria("label", "Close").Body(icon("x")))
	return ui.Elem("dialog").Class("dialog "+id).ID(id).Aria("labelledby", id+"-title").Body(append([]ui.UI{head}, body...)...)
}

// keyLine is a line of the keys page.
type keyLine struct {
	keys []string
	does string
	then []string
}

var keySets = []struct {
	name  string
	lines []keyLine
}{
	{"Move", []keyLine{
		{[]string{"J", "K"}, "next, previous mark", nil}, {[]string{"↓", "↑"}, "the same", nil}, {[]string{"N"}, "least sure, undecided", nil}, {[]string{"Space"}, "menu of the mark", nil},
		{[]string{"O"}, "outward to the quote", nil}, {[]string{"1", "2", "3"}, "who, where, said", nil}, {[]string{"["}, "stories", nil}}},
	{"Decide", []keyLine{
		{[]string{"↵"}, "accept, go on", nil}, {[]string{"⌫"}, "reject, go on", nil}, {[]string{"⇧", "↵"}, "accept all like this", nil},
		{[]string{"D"}, "story is done, or not", nil}, {[]string{"Ctrl", "Z"}, "undo", nil}, {[]string{"Ctrl", "⇧", "Z"}, "redo", nil}}},
	{"Retag", []keyLine{
		{[]string{"A"}, "actor, then", []string{"P", "O", "S", "G"}}, {[]string{"L"}, "location, then", []string{"C", "R", "S", "F", "N"}},
		{[]string{"Q"}, "quote, then", []string{"D", "M", "I"}}, {[]string{"S"}, "speaker", nil}, {[]string{"C"}, "cue", nil}, {[]string{"E"}, "entity", nil}, {[]string{"P"}, "place", nil}}},
	{"Edges and new marks", []keyLine{
		{[]string{"←", "→"}, "end, by a word", nil}, {[]string{"⇧", "←", "→"}, "start, by a word", nil}, {[]string{"Alt", "←", "→"}, "by a character", nil},
		{[]string{"Esc"}, "caret, to mark by hand", nil}, {[]string{"`"}, "kind labels on, off", nil}}},
}

func keysDialog() ui.UI {
	return dialog("keys", "Keys", "",
		ui.Div().Class("dialog-body").TabIndex(0).Role("region").Aria("label", "All keys").Body(
			ui.Div().Class("keys-cols").Body(ui.Range(keySets).Slice(func(i int) ui.UI {
				set := keySets[i]
				return ui.Section().Body(ui.H3().Class("keys-h").Text(set.name),
					ui.Dl().Class("keys-set").Body(ui.Range(set.lines).Slice(func(j int) ui.UI {
						l := set.lines[j]
						return ui.Div().Body(ui.Dt().Body(keyHints(l.keys...)),
							ui.Dd().Body(ui.Text(l.does+" "), when(len(l.then) > 0, func() ui.UI { return keyHints(l.then...) })))
					})))
			})),
			grammar()))
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

package app

import (
	"encoding/json"
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate/format"
	"stet/app/worker"
)

// What goes out: the story on the desk, every story of the list, those that are done, or those that were picked there.
const (
	thisStory     = "story"
	allStories    = "all"
	doneStories   = "done"
	pickedStories = "picked"
)

// export is what the export dialog stands at, and what came of it: the files are written before anything is saved, so that what the
// format cannot hold is said first.
type export struct {
	format   string // a format's name, "" for Stet's own
	stories  string // thisStory without
	marks    string // worker.Decided for the decided ones only
	rejected string // "leave" to leave rejected suggestions out
	layer    string // worker.Quotes: of a format with one layer, not the names

	turn   int // grows with every choice: what an earlier one asked for is out of date
	read   int // stories of many that are written
	of     int
	ready  bool
	then   func()   // what waits for that
	losses string   // a line each
	files  [][]byte // name and content in turn
}

// exportFormat is the format that the export dialog stands at: Stet's own at first.
func (d *Desk) exportFormat() *format.Format {
	if f, err := format.Find(d.out.format); err == nil {
		return f
	}
	return format.All()[0]
}

// exportRows are the stories that go out.
func (d *Desk) exportRows() []Row {
	var rows []Row
	switch {
	case d.out.stories == pickedStories:
		return d.pickedRows()
	case d.out.stories != "" && d.out.stories != thisStory:
	case d.story != nil:
		return []Row{d.story.Row}
	default:
		return nil
	}
	for _, r := range d.library.live() {
		if d.out.stories == allStories || r.Done {
			rows = append(rows, r)
		}
	}
	return rows
}

// exportOptions are the options in the worker's words.
func (d *Desk) exportOptions() string {
	words := []string{d.out.marks, worker.Negatives, d.out.layer}
	if d.out.rejected == "leave" {
		words[1] = ""
	}
	return strings.Join(words, " ")
}

// choose takes a choice of the export dialog and writes the files anew.
func (d *Desk) chooseExport(field, value string) {
	*map[string]*string{"format": &d.out.format, "stories": &d.out.stories, "marks": &d.out.marks, "rejected": &d.out.rejected, "layer": &d.out.layer}[field] = value
	d.prepareExport()
}

// prepareExport has the worker write the files, story by story.
func (d *Desk) prepareExport() {
	o := &d.out
	o.turn++
	o.ready, o.then, o.losses, o.files = false, nil, "", nil
	rows, turn := d.exportRows(), o.turn
	o.read, o.of = 0, len(rows)
	d.refresh(partDialogs)
	if len(rows) > 0 {
		d.writeOut(rows, turn)
	}
}

// writeOut has the worker write the first of the stories, then the others.
func (d *Desk) writeOut(rows []Row, turn int) {
	o := &d.out
	next := func(_ [][]byte, err error) {
		switch {
		case o.turn != turn:
			return // something else was chosen since
		case err != nil:
			d.toast(toast{words: fmt.Sprintf("“%s” could not be written: %v", shorten(rows[0].Title, 60), err), trouble: true})
			return
		}
		if o.read++; o.read%20 == 0 {
			d.refresh(partDialogs)
		}
		if len(rows) > 1 {
			d.writeOut(rows[1:], turn)
			return
		}
		d.ask(worker.OpExported, func(parts [][]byte, err error) {
			if o.turn != turn {
				return
			}
			if err != nil {
				d.toast(toast{words: "The files could not be written: " + err.Error(), trouble: true})
				return
			}
			o.ready, o.losses, o.files = true, string(parts[0]), parts[1:]
			d.refresh(partDialogs)
			if o.then != nil {
				o.then()
			}
		})
	}
	first := []byte("more")
	if o.read == 0 {
		first = nil
	}
	give := func(base []byte, edits [][]byte) {
		parts := append([][]byte{[]byte(d.exportFormat().Name), []byte(d.exportOptions()), first, base}, edits...)
		d.ask(worker.OpExport, next, parts...)
	}
	if s := d.story; s != nil && s.Row.ID == rows[0].ID {
		_, cursor := s.History.Edits()
		give(s.base, s.encoded[:cursor])
		return
	}
	d.page.Store("read", func(parts [][]byte, err error) {
		var row Row
		if err == nil && o.turn == turn { // a story of an export that is out of date must not come into the new one
			err = json.Unmarshal(parts[0], &row)
		}
		if err != nil || o.turn != turn {
			next(nil, err)
			return
		}
		give(parts[1], parts[2:2+min(row.Cursor, len(parts)-2)])
	}, rows[0].ID)
}

// export saves or copies what the dialog shows, once it is written.
func (d *Desk) export(copied bool) {
	if d.dialog != "export" {
		d.prepareExport()
	} else if d.out.ready {
		d.handOut(copied)
		return
	}
	d.out.then = func() { d.handOut(copied) }
}

func (d *Desk) handOut(copied bool) {
	files, f := d.out.files, d.exportFormat()
	d.out.ready, d.out.then, d.out.files = false, nil, nil
	d.close("export")
	if copied {
		d.page.Copy(string(files[len(files)-1]), "", func(err error) {
			if err != nil {
				d.toast(toast{words: "Copying failed: " + err.Error() + ". Save the file instead.", trouble: true})
				return
			}
			d.toast(toast{words: "The document is on the clipboard."})
		})
		return
	}
	var names []string
	for i := 0; i < len(files); i += 2 {
		name, media := string(files[i]), f.Media
		if strings.HasSuffix(name, ".zip") {
			media = "application/zip"
		}
		names = append(names, name)
		d.page.Save(name, media, files[i+1])
	}
	are := " is"
	if len(names) > 1 {
		are = " are"
	}
	d.toast(toast{words: strings.Join(names, " and ") + are + " saved to your downloads."})
}

// pick is a choice of a select element.
type pick struct{ value, words string }

// choice is a labelled select element of the export dialog.
func choice(field, label, chosen string, options ...pick) ui.UI {
	return ui.Label().Class("format-name").Body(ui.Text(label+" "),
		ui.Elem("select").ID("out-"+field).DataSet("input", "out-"+field).Body(each(options, func(o pick) ui.UI {
			return ui.Elem("option").Attr("value", o.value).Attr("selected", o.value == chosen).Text(o.words)
		})...))
}

// exportChoices has the formats, what the chosen one is for and counts offsets in, which stories and marks go out, and what the format
// cannot hold of them.
func (d *Desk) exportChoices() ui.UI {
	f := d.exportFormat()
	about := strings.ToUpper(f.Use[:1]) + f.Use[1:] + "."
	if f.Unit != format.NoUnit {
		about += " Offsets count " + f.Unit.String() + "."
	}
	var losses []string
	if d.out.losses != "" {
		losses = strings.Split(d.out.losses, "\n")
	}
	all := d.library.live()
	done := 0
	for _, r := range all {
		done += b2i(r.Done)
	}
	which := []pick{{allStories, "all " + thousands(len(all))}, {doneStories, thousands(done) + " done"}}
	if d.story != nil {
		which = append([]pick{{thisStory, "this one"}}, which...)
	}
	if d.out.stories == pickedStories {
		which = append(which, pick{pickedStories, d.pickedWords()})
	}
	of := "this story"
	if d.out.of > 1 {
		of = "these " + stories(d.out.of, "")
	}
	return ui.Div().Class("format").Body(
		ui.Div().Class("format-choices").Body(
			choice("format", "Format", f.Name, list(format.All(), func(f *format.Format) pick { return pick{f.Name, f.Name} })...),
			choice("stories", "Stories", or(d.out.stories, thisStory), which...),
			choice("marks", "Marks", d.out.marks, pick{"", "all"}, pick{worker.Decided, "decided only"}),
			choice("rejected", "Rejected ones", d.out.rejected, pick{"", "as negatives"}, pick{"leave", "leave out"}),
			when(f.Name == "conll", func() ui.UI {
				return choice("layer", "Layer", d.out.layer, pick{"", "names"}, pick{worker.Quotes, "quotes"})
			})),
		ui.P().Class("report-lead").ID("format-about").Text(about),
		when(d.out.of > 1 && !d.out.ready, func() ui.UI {
			return ui.P().Role("status").Text(fmt.Sprintf("Writing %s of %s…", thousands(d.out.read), stories(d.out.of, "")))
		}),
		when(d.out.of == 0, func() ui.UI { return ui.P().Role("status").Text("No story is marked as done.") }),
		when(len(losses) > 0, func() ui.UI {
			return ui.Div().Class("format-losses").Role("status").Body(
				ui.P().Text("What "+f.Name+" cannot hold of "+of+":"),
				ui.Ul().Body(each(losses, func(l string) ui.UI { return ui.Li().Text(l) })...))
		}))
}

// list makes one thing of each.
func list[T, U any](all []T, f func(T) U) []U {
	out := make([]U, len(all))
	for i, v := range all {
		out[i] = f(v)
	}
	return out
}

func (d *Desk) exportDialog() ui.UI {
	if d.dialog != "export" {
		return dialog("export", "Export", "")
	}
	tally := func(n int, what string) ui.UI {
		return ui.Div().Body(ui.Dt().Text(what), ui.Dd().Text(thousands(n)))
	}
	var t Tally
	for _, r := range d.exportRows() {
		t.Marks, t.Decided = t.Marks+r.Marks, t.Decided+r.Decided
	}
	rejected, alone, note := 0, d.story != nil && or(d.out.stories, thisStory) == thisStory, ""
	if alone {
		t, rejected = d.story.tally, len(d.story.Doc().Rejected)
	}
	sub := stories(d.out.of, "") + ", " + count(t.Marks, "mark")
	if left := t.Marks - t.Decided; left > 0 && d.out.marks == "" {
		note = thousands(left) + " of these are not decided yet."
		if d.exportFormat().Keeps&format.Provenance != 0 {
			note = thousands(left) + " of these are not decided yet; the file says which."
		}
	} else if left == 0 {
		note = "Every mark is decided."
	}
	save := "Save"
	for i := 0; i < len(d.out.files); i += 2 {
		save += map[bool]string{true: " ", false: ", "}[i == 0] + string(d.out.files[i])
	}
	return dialog("export", "Export", sub,
		ui.Div().Class("dialog-body report").Body(
			d.exportChoices(),
			when(alone, func() ui.UI {
				return ui.Dl().Class("tally").Body(tally(t.Marks-t.Quotes, "names"), tally(t.Quotes, "quotes"), tally(t.Decided, "decided"), tally(rejected, "rejected"))
			})),
		ui.Footer().Class("dialog-foot").Body(
			ui.P().Class("dialog-note").Text(note),
			action("btn btn-line", "copyjson", "").Text("Copy"),
			action("btn btn-ink", "savejson", "").AutoFocus(true).Text(save)))
}

package app

import (
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate/format"
	"stet/app/worker"
)

// exportFormat is the format that the export dialog stands at: Stet's own at first.
func (d *Desk) exportFormat() *format.Format {
	if f, err := format.Find(d.format); err == nil {
		return f
	}
	return format.All()[0]
}

// fileNames are the names under which the story is saved.
func (s *Story) fileNames(f *format.Format) []string {
	names := make([]string, len(f.Parts))
	for i, extension := range f.Parts {
		names[i] = s.Row.ID + extension
	}
	return names
}

// formatChoice has the formats, what the chosen one is for and counts offsets in, and what it cannot hold of this story.
func (d *Desk) formatChoice() ui.UI {
	chosen := d.exportFormat()
	about := strings.ToUpper(chosen.Use[:1]) + chosen.Use[1:] + "."
	if chosen.Unit != format.NoUnit {
		about += " Offsets count " + chosen.Unit.String() + "."
	}
	var losses []string
	if d.losses != "" {
		losses = strings.Split(d.losses, "\n")
	}
	return ui.Div().Class("format").Body(
		ui.Label().Class("format-name").Body(ui.Text("Format "),
			ui.Elem("select").ID("format").DataSet("input", "format").Body(each(format.All(), func(f *format.Format) ui.UI {
				return ui.Elem("option").Attr("value", f.Name).Attr("selected", f == chosen).Text(f.Name)
			})...)),
		ui.P().Class("report-lead").ID("format-about").Text(about),
		when(len(losses) > 0, func() ui.UI {
			return ui.Div().Class("format-losses").Role("status").Body(
				ui.P().Text("What "+chosen.Name+" cannot hold of this story:"),
				ui.Ul().Body(each(losses, func(l string) ui.UI { return ui.Li().Text(l) })...))
		}))
}

// chooseFormat has the worker say what the format cannot hold, before anything is saved.
func (d *Desk) chooseFormat(name string) {
	d.format, d.losses = name, ""
	d.refresh(partDialogs)
	d.ask(worker.OpExport, func(parts [][]byte, err error) {
		if d.format != name {
			return // another one was chosen since
		}
		if err != nil {
			d.toast(toast{words: "The document could not be written: " + err.Error(), trouble: true})
			return
		}
		d.losses = string(parts[0])
		d.refresh(partDialogs)
	}, d.story.exportParts(name)...)
}

// export writes the document in the worker, from what the engine made and the corrections, and saves or copies it.
func (d *Desk) export(copied bool) {
	s, f := d.story, d.exportFormat()
	done := func(parts [][]byte, err error) {
		if err != nil {
			d.toast(toast{words: "The document could not be written: " + err.Error(), trouble: true})
			return
		}
		d.dialog = ""
		d.page.Modal("export", false)
		names := s.fileNames(f)
		if !copied {
			for i, name := range names {
				d.page.Save(name, f.Media, parts[2+2*i])
			}
			are := " is"
			if len(names) > 1 {
				are = " are"
			}
			d.toast(toast{words: strings.Join(names, " and ") + are + " saved to your downloads."})
			return
		}
		d.page.Copy(string(parts[len(parts)-1]), func(err error) {
			if err != nil {
				d.toast(toast{words: "Copying failed: " + err.Error() + ". Save the file instead.", trouble: true})
				return
			}
			d.toast(toast{words: "The document is on the clipboard."})
		})
	}
	d.ask(worker.OpExport, done, s.exportParts(f.Name)...)
}

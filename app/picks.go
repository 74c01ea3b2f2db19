package app

import (
	"slices"
	"strconv"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Several stories of the list at once: picked row by row or all that are found, then exported or deleted together.

// pickStory begins picking, or with a story's id picks it or lets it go.
func (d *Desk) pickStory(id string) {
	if d.picks == nil {
		d.picks = map[string]bool{}
	}
	switch i := d.library.find(id); {
	case i < 0:
		d.page.Say("Select stories: Enter takes one or leaves it, Escape ends it.")
		d.toList()
	case d.picks[id]:
		delete(d.picks, id)
		d.page.Say("Left, " + d.pickedWords())
	default:
		d.picks[id] = true
		d.page.Say(d.library.Rows[i].Title + ", " + d.pickedWords())
	}
	d.refresh(partLibrary)
}

func (d *Desk) pickedWords() string { return thousands(len(d.pickedRows())) + " selected" }

// pickAll picks every story that is found; where all are picked already, none.
func (d *Desk) pickAll() {
	rows := d.found()
	before := len(d.pickedRows())
	for _, r := range rows {
		d.picks[r.ID] = true
	}
	if len(d.pickedRows()) == before {
		clear(d.picks)
	}
	d.page.Say(d.pickedWords())
	d.refresh(partLibrary)
}

// endPicking goes back to a list whose rows open stories.
func (d *Desk) endPicking() {
	d.picks = nil
	d.refresh(partLibrary)
}

// pickedRows are the picked stories in the order of the list. One that was deleted meanwhile is none of them.
func (d *Desk) pickedRows() (rows []Row) {
	for _, r := range d.library.live() {
		if d.picks[r.ID] {
			rows = append(rows, r)
		}
	}
	return rows
}

// deletePicked takes the picked stories off the list.
func (d *Desk) deletePicked() {
	rows := d.pickedRows()
	d.endPicking()
	d.deleteRows(rows)
}

// exportPicked opens the export of the picked stories.
func (d *Desk) exportPicked() {
	d.out.stories = pickedStories
	d.openDialog("export")
	d.prepareExport()
}

// toList goes to the list of stories, showing it where it is hidden.
func (d *Desk) toList() {
	if d.flipped != d.page.Narrow() {
		d.do("library", "")
	}
	d.page.Focus(tabRow)
}

// tabRow is the row of the list that the Tab key stops at.
const tabRow = `.lib-row[tabindex="0"]`

// rowKey is a key on a row of the list.
func (d *Desk) rowKey(name, pressed, id string) bool {
	c := d.commandIn(onRow, pressed)
	switch {
	case c != nil:
		d.onRow(c.arg, id)
	case name == "Escape" && d.picks != nil:
		d.endPicking()
	case name == "Escape":
		d.shutLibrary()
		d.page.Focus(map[bool]string{true: "story", false: "page"}[d.story != nil])
	case d.isKeyOf("pick", pressed):
		d.pickStory(id)
	default:
		return false
	}
	return true
}

// onRow does what a key says to the row of the story with the id.
func (d *Desk) onRow(what, id string) {
	rows := d.found()
	rows = rows[:min(len(rows), max(d.room["library"], mostStories))]
	i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == id })
	to := map[string]int{"next": min(i+1, len(rows)-1), "previous": max(i-1, 0), "last": len(rows) - 1}[what]
	switch what {
	case "open":
		d.do(map[bool]string{false: "open", true: "pick"}[d.picks != nil], id)
		return
	case "delete":
		d.deleteStory(id)
		to = min(i, len(rows)-2) // the one that takes its place
	}
	d.page.Focus(".lib-item:nth-child(" + strconv.Itoa(to+1) + ") .lib-row")
}

// rowCommand is what the palette can do of the list's keys: delete the story on the desk, or go to the list.
func (d *Desk) rowCommand(what string) {
	if what == "delete" && d.story != nil {
		d.deleteStory(d.story.Row.ID)
		return
	}
	d.toList()
}

// picksBar says how many are picked, and what can be done with them.
func (d *Desk) picksBar() ui.UI {
	none := len(d.pickedRows()) == 0
	return ui.Div().Class("lib-picks").Role("group").Aria("label", "Selected stories").Body(
		span("lib-picked", d.pickedWords()),
		action("btn btn-text btn-small", "pickall", "").Text("All"),
		action("btn btn-line btn-small", "exportpicked", "").Disabled(none).Text("Export"),
		action("btn btn-line btn-small", "deletepicked", "").Disabled(none).Text("Delete"),
		action("btn btn-icon btn-small", "endpicking", "").Aria("label", "End selecting").Title("End selecting  Esc").Body(icon("x")))
}

package app

import "strings"

// The tab remembers which story is on its desk, or on its way there, so that a reload, or a phone that threw the page away, comes back
// to it.

const openKept = "tab-open"

// One that cannot be shown must not come again and again: each time that the page comes back to it is noted before its id, and taken
// away when it stands.
const (
	oneTry    = "\n"
	mostTries = 3
)

// remember keeps the id of the story on the desk, or "" for none, as long as the tab lives.
func (d *Desk) remember(id string) { d.page.Keep(openKept, id) }

// comeBack opens the story that was on the desk when the page went, behind whatever the user has opened since: on a phone, the list.
func (d *Desk) comeBack() {
	if d.story != nil || d.reading != "" {
		return
	}
	kept := d.page.Kept(openKept)
	id := strings.TrimLeft(kept, oneTry)
	if i := d.library.find(id); i < 0 || d.library.Rows[i].Deleted != 0 || len(kept)-len(id) >= mostTries {
		d.remember("")
		return
	}
	d.remember(oneTry + kept)
	d.read(id, func() { d.page.Offer("story") })
}

package app

// The tab remembers which story is on its desk, so that a reload, or a phone that threw the page away, comes back to it.

const openKept = "tab-open"

// remember keeps the id of the story on the desk, or "" for none, as long as the tab lives.
func (d *Desk) remember(id string) { d.page.Keep(openKept, id) }

// comeBack opens the story that was on the desk when the page went, behind whatever the user has opened since: on a phone, the list. It
// is forgotten first: one that cannot be shown must not come again and again.
func (d *Desk) comeBack() {
	id := d.page.Kept(openKept)
	d.remember("")
	if i := d.library.find(id); i >= 0 && d.library.Rows[i].Deleted == 0 && d.story == nil && d.reading == "" {
		d.read(id, func() { d.page.Offer("story") })
	}
}

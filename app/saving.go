package app

import (
	"errors"
	"slices"
	"time"

	"stet/app/browser"
)

// SaveState is what the line beside the title says.
type SaveState uint8

// The states of saving.
const (
	Saved SaveState = iota
	Saving
	Lost // saving failed; the reason is in Desk.lost
)

// write is one thing for the store. It stays with the desk until the store is known to have it.
type write struct {
	row   Row
	keep  int      // corrections to keep before adding; -1 leaves them all
	added [][]byte // corrections to add
	redo  func()   // what to do when another tab was faster
	stuck bool     // the store refused it; it waits for another try
}

// now returns milliseconds since 1970.
func now() int64 { return time.Now().UnixMilli() }

// save writes the open story's row, with corrections to add behind the first keep ones. It must be called in the event that made the
// change: the write begins before the change is on the screen.
func (d *Desk) save(keep int, added [][]byte, redo func()) {
	s := d.story
	if s.create != nil {
		s.create()
	}
	s.Row.Changed = now()
	s.Row.count(s.tally, s.Doc().Done)
	if s.kept {
		s.Row.Rev++
		d.write(write{row: s.Row, keep: keep, added: added, redo: redo})
	}
	d.library.put(s.Row)
}

// write hands the store a write at once: one that waited for its turn would be lost with the page. What is not yet known to be kept of
// the story goes along, so that each write holds whatever becomes of those before it.
func (d *Desk) write(w write) {
	d.writes = append(d.writes, w)
	d.send(w.row.ID)
}

// send hands the store what is not yet known to be kept of a story.
func (d *Desk) send(id string) {
	for i := range d.writes {
		if d.writes[i].row.ID == id {
			d.writes[i].stuck = false
		}
	}
	d.saving = Saving
	mine := d.unkept(id)
	w := mine[len(mine)-1]
	args := []any{w.row.json(), mine[0].row.Rev}
	for _, m := range mine {
		args = append(args, m.keep, len(m.added))
		for _, e := range m.added {
			args = append(args, e)
		}
	}
	d.page.Store("commit", func(_ [][]byte, err error) { d.written(w.row, err) }, args...)
}

// unkept returns the story's writes that are not yet known to be kept, oldest first.
func (d *Desk) unkept(id string) (mine []write) {
	for _, w := range d.writes {
		if w.row.ID == id {
			mine = append(mine, w)
		}
	}
	return mine
}

// written hears what became of the write that made the story this row.
func (d *Desk) written(row Row, err error) {
	mine := d.unkept(row.ID)
	switch {
	case err == nil:
		d.forget(row.ID, row.Rev)
	case len(mine) > 0 && mine[len(mine)-1].row.Rev == row.Rev: // otherwise a later write has taken it along
		d.writeFailed(row.ID, mine, err)
	}
}

// forget drops the story's writes up to the revision.
func (d *Desk) forget(id string, rev int) {
	d.writes = slices.DeleteFunc(d.writes, func(w write) bool { return w.row.ID == id && w.row.Rev <= rev })
	if len(d.unkept(id)) == 0 {
		delete(d.unsaved, id)
	}
	d.settled()
}

// settled says that all is saved, once it is.
func (d *Desk) settled() {
	if len(d.writes) == 0 && len(d.unsaved) == 0 && d.stores && d.saving != Saved {
		d.saving = Saved
		d.refresh(partBar)
	}
}

// writing reports whether the store is at work on something. What it refused does not count.
func (d *Desk) writing() bool {
	return slices.ContainsFunc(d.writes, func(w write) bool { return !w.stuck })
}

func (d *Desk) writeFailed(id string, mine []write, err error) {
	open := d.story != nil && d.story.Row.ID == id
	held := d.unsaved[id] != nil
	var e *browser.Error
	if errors.As(err, &e) && e.Name == "ConflictError" {
		d.forget(id, mine[len(mine)-1].row.Rev)
		if !open && !held {
			d.list(func() {
				d.toast(toast{words: "The story was changed in another tab as well, and stays as it is there.", trouble: true})
			})
			return
		}
		// The other tab's story is taken as it is, and what was done here meanwhile is done again on top.
		d.reopen(id, func() {
			for _, w := range mine {
				if w.redo != nil {
					w.redo()
				}
			}
			d.toast(toast{words: "The story was changed in another tab as well. Both changes are kept."})
		})
		return
	}
	// What is not in the store stays in memory: the next correction or “Try again” takes it along, and a file saves it.
	for i := range d.writes {
		d.writes[i].stuck = d.writes[i].stuck || d.writes[i].row.ID == id
	}
	if open {
		d.unsaved[id] = d.story
	}
	d.unsure(err)
}

// unsure says that the store refused something, and the ways out.
func (d *Desk) unsure(err error) {
	again := d.saving == Lost && d.lost == trouble(err)
	d.saving, d.lost = Lost, trouble(err)
	if !again || len(d.toasts) == 0 {
		d.toast(toast{words: d.lost, trouble: true, do: "export", label: "Save to a file"})
	}
	d.refresh(partBar)
}

// retry tries again to keep what the store refused: it opens the store anew, where that is closed, writes the stories that it never
// took, and repeats the other writes.
func (d *Desk) retry() {
	d.saving = Saving
	d.refresh(partBar)
	d.page.Store("open", func(_ [][]byte, err error) {
		if err != nil {
			d.unsure(err)
			return
		}
		if !d.stores {
			d.stores = true
			d.loadRules(func() {
				d.list(d.repeat)
			})
			return
		}
		d.repeat()
	})
}

// repeat writes again what is in memory only.
func (d *Desk) repeat() {
	for _, s := range d.unsaved {
		if !s.kept {
			d.create(s)
		}
	}
	for i := range d.writes {
		if w := &d.writes[i]; w.stuck {
			d.send(w.row.ID)
		}
	}
	d.refresh(partBar, partLibrary)
	d.settled()
}

// reopen reads the story from the store anew, keeping the current mark, and then does more.
func (d *Desk) reopen(id string, then func()) {
	current := d.current
	d.read(id, func() {
		d.page.Offer("story")
		if d.story.Mark(current) != nil {
			d.moveTo(current, moveOptions{})
		}
		if then != nil {
			then()
		}
	})
}

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
		d.write(write{s.Row, keep, added, redo})
	}
	d.library.put(s.Row)
}

// write hands the store a write at once: one that waited for its turn would be lost with the page. What is not yet known to be kept of
// the story goes along, so that each write holds whatever becomes of those before it.
func (d *Desk) write(w write) {
	d.writes = append(d.writes, w)
	d.saving = Saving
	mine := d.unkept(w.row.ID)
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
	if len(d.writes) == 0 && d.saving == Saving {
		d.saving = Saved
		d.refresh(partBar)
	}
}

func (d *Desk) writeFailed(id string, mine []write, err error) {
	d.forget(id, mine[len(mine)-1].row.Rev)
	open := d.story != nil && d.story.Row.ID == id
	var e *browser.Error
	if errors.As(err, &e) && e.Name == "ConflictError" {
		if !open {
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
	// What is not in the store stays in memory; a file saves it.
	if open {
		d.story.kept = false
	}
	d.saving, d.lost = Lost, trouble(err)
	d.toast(toast{words: d.lost, trouble: true, do: "export", label: "Save to a file"})
	d.refresh(partBar)
}

// reopen reads the story from the store anew, keeping the current mark, and then does more.
func (d *Desk) reopen(id string, then func()) {
	current := d.current
	d.read(id, func() {
		if d.story.Mark(current) != nil {
			d.moveTo(current, moveOptions{})
		}
		if then != nil {
			then()
		}
	})
}

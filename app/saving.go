package app

import (
	"errors"
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

// write is one thing for the store. Writes of a story go one after another, in order.
type write struct {
	row   Row
	keep  int      // corrections to keep before adding; -1 leaves them all
	added [][]byte // corrections to add
	redo  func()   // what to do when another tab was faster
}

// now returns milliseconds since 1970.
func now() int64 { return time.Now().UnixMilli() }

// save queues the open story's row, with corrections to add behind the first keep ones. It must be called in the event that made the
// change: the write begins before the change is on the screen.
func (d *Desk) save(keep int, added [][]byte, redo func()) {
	s := d.story
	if s.create != nil {
		s.create()
	}
	s.Row.Changed = now()
	s.Row.Marks, s.Row.Decided, s.Row.Unsure = s.tally.Marks, s.tally.Decided, s.tally.Unsure
	if s.kept {
		s.Row.Rev++
		d.writes = append(d.writes, write{s.Row, keep, added, redo})
		d.saving = Saving
		if len(d.writes) == 1 {
			d.nextWrite()
		}
	}
	d.library.put(s.Row)
}

func (d *Desk) nextWrite() {
	w := d.writes[0]
	args := []any{w.row.json(), w.keep}
	for _, e := range w.added {
		args = append(args, e)
	}
	d.page.Store("commit", func(_ [][]byte, err error) {
		if len(d.writes) == 0 {
			return // the story was read anew meanwhile
		}
		if err != nil {
			d.writeFailed(w, err)
			return
		}
		d.writes = d.writes[1:]
		if len(d.writes) > 0 {
			d.nextWrite()
			return
		}
		d.saving = Saved
		d.refresh(partBar)
	}, args...)
}

func (d *Desk) writeFailed(w write, err error) {
	var e *browser.Error
	if errors.As(err, &e) && e.Name == "ConflictError" {
		// The other tab's story is taken as it is, and what was done here meanwhile is done again on top.
		var redos []func()
		for _, w := range d.writes {
			if w.redo != nil {
				redos = append(redos, w.redo)
			}
		}
		d.writes = nil
		d.reopen(w.row.ID, func() {
			for _, r := range redos {
				r()
			}
			d.toast(toast{words: "The story was changed in another tab as well. Both changes are kept."})
		})
		return
	}
	// What is not in the store stays in memory; a file saves it.
	d.writes = nil
	if d.story != nil {
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

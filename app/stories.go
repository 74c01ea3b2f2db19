package app

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"stet/annotate/edit"
	"stet/app/worker"
)

// shutLibrary takes the list of stories away where it lies over the story.
func (d *Desk) shutLibrary() {
	if d.flipped && d.page.Narrow() {
		d.flipped = false
		d.refresh(partFrame, partBar)
	}
}

// home shows the empty page, for a new story.
func (d *Desk) home() {
	d.leave()
	d.shutLibrary()
	d.hurdle = ""
	d.view = "story"
	d.refreshAll()
	d.page.Focus("page")
}

// openStory opens a story of the list.
func (d *Desk) openStory(id string) {
	if d.holds(id) {
		d.shutLibrary()
		d.showStory()
		return
	}
	d.leave()
	d.remember(id)
	d.toasts = slices.DeleteFunc(d.toasts, func(t toast) bool { return t.do == "open" && t.arg == id })
	d.view = "story"
	d.hurdle = ""
	d.shutLibrary()
	if s := d.unsaved[id]; s != nil { // the store does not hold all of it
		d.put(s)
		d.page.Focus("story")
		return
	}
	d.read(id, func() { d.page.Focus("story") })
	d.refresh(partLibrary) // a long one takes a while: its row says that it comes
}

// holds reports whether the story is on the desk or on its way there.
func (d *Desk) holds(id string) bool {
	return d.reading == id || d.reading == "" && d.story != nil && d.story.Row.ID == id
}

// read reads a story from the store and puts it on the desk, with its history.
func (d *Desk) read(id string, then func()) {
	d.reads++
	d.reading = id
	d.readOn(id, d.reads, then)
}

// readOn is read, as long as nothing else was opened or read since.
func (d *Desk) readOn(id string, turn int, then func()) {
	over := func() bool { return d.reading != id || d.reads != turn }
	if over() {
		return
	}
	if d.writing() { // what is being written comes first
		d.page.Later(5, func() { d.readOn(id, turn, then) })
		return
	}
	failed := func(err error) {
		d.reading = ""
		d.leave()
		d.refreshAll()
		d.refuse(trouble(err))
	}
	d.page.Store("read", func(parts [][]byte, err error) {
		if over() {
			return
		}
		if err != nil {
			failed(err)
			return
		}
		var row Row
		if err := json.Unmarshal(parts[0], &row); err != nil {
			failed(err)
			return
		}
		base, encoded := parts[1], parts[2:]
		d.ask(worker.OpOpen, func(answer [][]byte, err error) {
			if over() {
				return
			}
			if err != nil {
				failed(err)
				return
			}
			s, err := restore(row, answer[0], base, encoded)
			if s == nil {
				failed(err)
				return
			}
			s.kept = true
			d.put(s)
			if err != nil {
				d.toast(toast{words: err.Error(), trouble: true})
			}
			if then != nil {
				then()
			}
		}, base)
	}, id)
}

// restore builds a story from its document as the engine made it and its corrections. Where a correction no longer applies, those
// before it hold, and the error says so.
func restore(row Row, packed, base []byte, encoded [][]byte) (*Story, error) {
	doc, err := worker.Unpack(packed)
	if err != nil {
		return nil, err
	}
	h := edit.New(doc)
	s := newStory(row, h, nil)
	s.base, s.encoded = base, encoded
	edits, offsets := make([]edit.Edit, 0, len(encoded)), s.Offsets
	for i, b := range encoded {
		e, err := edit.ReadEdit(b, offsets)
		if err != nil {
			return s.upTo(edits, i, err)
		}
		edits = append(edits, e)
		offsets = edit.After(offsets, e)
	}
	for i, e := range edits {
		if _, err := h.Do(e); err != nil {
			return s.upTo(nil, i, err)
		}
	}
	for n := len(edits); n > row.Cursor; n-- {
		h.Undo()
	}
	s.follow()
	s.index()
	return s, nil
}

func (s *Story) upTo(edits []edit.Edit, n int, err error) (*Story, error) {
	for _, e := range edits {
		if _, err := s.History.Do(e); err != nil {
			break
		}
	}
	lost := len(s.encoded) - n
	s.encoded = s.encoded[:n]
	s.Row.Edits, s.Row.Cursor = n, n
	s.follow()
	s.index()
	return s, fmt.Errorf("%s could not be read again (%w); all before are here", count(lost, "correction"), err)
}

// deleteStory takes a story off the list. It can be brought back for a month.
func (d *Desk) deleteStory(id string) {
	i := d.library.find(id)
	if i < 0 {
		return
	}
	row := d.library.Rows[i]
	row.Deleted = now()
	if d.holds(id) {
		d.home()
	}
	d.putRow(row, func() {
		d.toast(toast{words: "Deleted “" + shorten(row.Title, 60) + "”.", do: "restore", arg: id, label: "Undo"})
	})
}

// restoreStory brings a deleted story back.
func (d *Desk) restoreStory(id string) {
	i := d.library.find(id)
	if i < 0 || d.library.Rows[i].Deleted == 0 {
		return
	}
	row := d.library.Rows[i]
	row.Deleted = 0
	for n := len(d.toasts) - 1; n >= 0; n-- {
		if d.toasts[n].do == "restore" && d.toasts[n].arg == id {
			d.dismiss(d.toasts[n].id)
		}
	}
	d.putRow(row, func() { d.page.Say("“" + row.Title + "” is back.") })
	if d.story == nil && d.reading == "" {
		d.openStory(id)
	}
}

// deleteRows takes stories off the list, with one way back for all.
func (d *Desk) deleteRows(rows []Row) {
	var ids []string
	for _, row := range rows {
		if d.holds(row.ID) {
			d.home()
		}
		row.Deleted = now()
		ids = append(ids, row.ID)
		d.putRow(row, func() {})
	}
	if len(ids) > 0 {
		d.toast(toast{words: "Deleted " + stories(len(ids), "") + ".", do: "restoreall", arg: strings.Join(ids, "\n"), label: "Undo"})
	}
}

// restoreAll brings deleted stories back. ids are a line each.
func (d *Desk) restoreAll(ids string) {
	for n := len(d.toasts) - 1; n >= 0; n-- {
		if d.toasts[n].do == "restoreall" && d.toasts[n].arg == ids {
			d.dismiss(d.toasts[n].id)
		}
	}
	back := 0
	for _, id := range strings.Split(ids, "\n") {
		if i := d.library.find(id); i >= 0 && d.library.Rows[i].Deleted != 0 {
			row := d.library.Rows[i]
			row.Deleted = 0
			d.putRow(row, func() {})
			back++
		}
	}
	d.page.Say(stories(back, "") + " back.")
}

// putRow writes a row of a story that is not on the desk.
func (d *Desk) putRow(row Row, then func()) {
	row.Rev++
	d.library.put(row)
	d.refresh(partLibrary)
	if !d.stores {
		then()
		return
	}
	d.write(write{row: row, keep: -1})
	then()
}

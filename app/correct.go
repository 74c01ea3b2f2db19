package app

import (
	"errors"
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// correct does an edit and shows it before the event is over. then is the mark to go to; its menu stays as it is. An edit that
// cannot be done says why, and answers false.
func (d *Desk) correct(e edit.Edit, then string) bool {
	s := d.story
	_, before := s.History.Edits()
	was, name := s.like(e)
	change, err := s.History.Do(e)
	if err != nil {
		var problem *edit.Error
		if errors.As(err, &problem) && problem.Reason == edit.NoChange {
			d.moveTo(then, moveOptions{menu: d.menu, take: !d.menu})
			return true
		}
		d.toast(toast{words: title1(err.Error()) + ".", trouble: true})
		return false
	}
	encoded := edit.AppendEdit(nil, s.Offsets, e)
	s.encoded = append(s.encoded[:before:before], encoded)
	s.Row.Edits, s.Row.Cursor = len(s.encoded), before+1
	s.follow()
	s.index()
	d.save(before, [][]byte{encoded}, func() { d.correctAgain(e, then) })
	if then == "" && len(change.Added) > 0 {
		then = change.Added[0]
	}
	d.changed(change, then)
	d.page.Say(said(e, s))
	d.page.Shown(func() {
		d.dropOffer()
		if d.story == s {
			d.offerOthers(e, was, name)
		}
	})
	return true
}

// changed puts a change on the screen.
func (d *Desk) changed(change edit.Change, then string) {
	menu := d.menu
	if change.Anew {
		then = d.anew(then)
	} else {
		d.repaint(d.story.ranges(change), then)
	}
	d.moveTo(then, moveOptions{menu: menu && then != "", scroll: true, take: !menu && then != "", silent: true})
	d.page.Mark("stet:change-shown")
	d.page.Shown(d.afterChange)
}

// ranges are the places that look different: the marks themselves, and those that show a changed entity's name.
func (s *Story) ranges(change edit.Change) []text.Span {
	all := change.Ranges
	for _, id := range change.Entities {
		all = append(all, s.History.Spans(id)...)
	}
	return all
}

// afterChange brings the rest of the page up to date, once the change is on the screen.
func (d *Desk) afterChange() {
	if d.story == nil {
		return
	}
	d.page.Ruler(d.story.ticks())
	d.refresh(partBar, partFoot, partLibrary)
	d.refreshPanel()
}

// refreshPanel renders the panel a moment later, once for many changes in a row; one that is new, in steps.
func (d *Desk) refreshPanel() {
	if d.panelDue {
		return
	}
	d.panelDue = true
	d.page.Later(60, func() {
		d.panelDue = false
		d.rows += rowsAtOnce
		d.refresh(partPanel)
		if d.rows < rowsShown {
			d.refreshPanel()
		}
		d.page.Later(40, d.page.Follow)
	})
}

func (d *Desk) undo() { d.step(d.story.History.Undo, "Undone", d.undoWords()) }
func (d *Desk) redo() { d.step(d.story.History.Redo, "Redone", d.redoWords()) }

func (d *Desk) step(take func() (edit.Change, bool), word, what string) {
	change, ok := take()
	if !ok {
		d.cannot("There is nothing more to " + map[string]string{"Undone": "undo", "Redone": "redo"}[word] + ".")
		return
	}
	s := d.story
	_, s.Row.Cursor = s.History.Edits()
	s.follow()
	s.index()
	d.save(-1, nil, nil)
	then := d.current
	for _, ids := range [][]string{change.Added, change.Changed} {
		if len(ids) > 0 {
			then = ids[0]
			break
		}
	}
	if s.Mark(then) == nil {
		then = ""
	}
	d.menu = false
	d.changed(change, then)
	d.page.Say(word + ": " + what)
}

func (d *Desk) undoWords() string { return d.editWords(d.story.History.NextUndo()) }
func (d *Desk) redoWords() string { return d.editWords(d.story.History.NextRedo()) }

// editWords names an edit for the undo button.
func (d *Desk) editWords(e edit.Edit) string {
	if e == nil {
		return ""
	}
	return said(e, d.story)
}

// said says what an edit did, in a few words.
func said(e edit.Edit, s *Story) string {
	of := func(id string) string {
		if m := s.Mark(id); m != nil {
			return cited(s.Words(m.Span), 40)
		}
		for i := range s.Doc().Rejected {
			if r := &s.Doc().Rejected[i]; r.ID == id {
				return cited(s.Words(r.Span), 40)
			}
		}
		return "a mark"
	}
	named := func(id string) string {
		if en := s.Entity(id); en != nil {
			return "“" + en.Name + "”"
		}
		return "an entity"
	}
	switch e := e.(type) {
	case edit.Accept:
		return "accepted " + of(e.ID)
	case edit.Reject:
		return "rejected " + of(e.ID)
	case edit.Restore:
		return "brought back " + of(e.ID)
	case edit.Retag:
		return "retagged " + of(e.ID) + " as " + e.Kind.String()
	case edit.Resize:
		return "moved the edge of " + of(e.ID)
	case edit.Add:
		return "marked " + cited(s.Words(e.Span), 40) + " as " + e.Kind.String()
	case edit.SetEntity:
		return "changed the entity of " + of(e.ID)
	case edit.SetSpeaker:
		switch {
		case e.Entity != "":
			return "speaker of " + of(e.ID) + " is " + named(e.Entity)
		case e.Name != "":
			return "speaker of " + of(e.ID) + " is “" + e.Name + "”"
		}
		return "speaker of " + of(e.ID) + " is nobody known"
	case edit.SetCue:
		return "changed the cue of " + of(e.ID)
	case edit.Rename:
		return "renamed to “" + e.Name + "”"
	case edit.Locate:
		return "placed " + named(e.Entity) + " on the map"
	case edit.Merge:
		return "merged into " + named(e.Into)
	case edit.Split:
		return "gave a mention its own entity"
	case edit.Finish:
		if e.Done {
			return "marked the story as done"
		}
		return "reopened the story"
	case edit.Revise:
		return e.Label
	case edit.Place:
		return "gave a mark its place"
	case edit.Forget:
		return "dropped " + count(len(e.IDs), "mark") + " without a place"
	case edit.Batch:
		return e.Label
	}
	return e.Op()
}

// finish marks the story as done, or opens it again.
func (d *Desk) finish() bool { return d.correct(edit.Finish{Done: !d.story.Doc().Done}, d.current) }

// accept agrees with the current mark and goes on; what is decided already is left as it is.
func (d *Desk) accept() bool {
	if d.pending != nil {
		return true
	}
	m := d.markHere()
	if m == nil {
		return false
	}
	if m.State != annotate.Suggested {
		return d.goTo(d.onward(m.ID))
	}
	id := m.ID
	next := d.onward(id)
	return d.correct(edit.Accept{ID: id}, or(next, id))
}

// onward is where accept and reject go on to: the next suggestion in the text, or the next least certain after N. With the menu open
// by pointer, too. It is "" where nothing else is left to decide.
func (d *Desk) onward(id string) string {
	if d.unsureBy {
		if next := d.story.least(id); next != id {
			return next
		}
		return ""
	}
	next := d.story.undecidedAfter(d.story.place(id) + 1)
	if next == id {
		return ""
	}
	return next
}

func (d *Desk) acceptAll() bool {
	m := d.markHere()
	if m == nil {
		return false
	}
	ids := d.alike(m)
	if len(ids) == 0 {
		return d.accept()
	}
	b := edit.Batch{Label: fmt.Sprintf("accepted %s × “%s”", thousands(len(ids)), shorten(d.story.Words(m.Span), 40))}
	for _, id := range ids {
		b.Edits = append(b.Edits, edit.Accept{ID: id})
	}
	return d.correct(b, m.ID)
}

func (d *Desk) reject() bool {
	m := d.markHere()
	if m == nil {
		return false
	}
	id := m.ID
	next := d.onward(id)
	if next == "" {
		next = d.story.neighbour(id)
	}
	menu := d.menu
	d.menu = false
	if !d.correct(edit.Reject{ID: id}, next) {
		d.menu = menu
		return true
	}
	return true
}

// neighbour is the mark before or behind in the text.
func (s *Story) neighbour(id string) string {
	i := s.place(id)
	all := s.Doc().Annotations
	switch {
	case i+1 < len(all):
		return all[i+1].ID
	case i > 0:
		return all[i-1].ID
	}
	return ""
}

// chooseType is A, L or Q: the kind's letter is awaited.
func (d *Desk) chooseType(name string) bool {
	if d.pending == nil && d.markHere() == nil {
		return false
	}
	for _, t := range types {
		if t.String() == name {
			d.awaitKind(t)
		}
	}
	return true
}

// toType retags the current mark with the likeliest kind of another type; the menu shows the others.
func (d *Desk) toType(name string) bool {
	m := d.markHere()
	if m == nil || m.Kind.Type().String() == name {
		return true
	}
	k := likely[m.Kind]
	for _, t := range types {
		if t.String() != name {
			continue
		}
		if k.Type() != t {
			k = t.Kinds()[0]
		}
		if t == kind.Quote && !strings.ContainsAny(d.story.Doc().Text[m.Start:m.End], "\"“”‘’«»„") {
			k = kind.Indirect
		}
	}
	return d.tag(k)
}

// likely is what a name most often is when it is not what it was taken for (A3, L3, L4).
var likely = map[kind.Kind]kind.Kind{
	kind.State: kind.Country, kind.Country: kind.State, kind.Region: kind.State, kind.Settlement: kind.State,
	kind.Organization: kind.Facility, kind.Facility: kind.Organization, kind.Person: kind.Settlement, kind.Group: kind.Region, kind.Natural: kind.Organization,
}

// tag gives the current mark a kind, or the selection that waits for one.
func (d *Desk) tag(k kind.Kind) bool {
	if d.pending != nil {
		sp := *d.pending
		if k == kind.Direct || k == kind.Mixed {
			sp = d.outer // quotation marks are the quote's (Q1)
		}
		d.pending, d.menu = nil, false
		d.page.Deselect(false)
		if !d.correct(edit.Add{Kind: k, Span: sp}, "") {
			d.moveTo("", moveOptions{})
		}
		return true
	}
	m := d.markHere()
	if m == nil {
		return false
	}
	d.correct(edit.Retag{ID: m.ID, Kind: k}, m.ID)
	return true
}

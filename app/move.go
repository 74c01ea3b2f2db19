package app

import (
	"strings"

	"stet/annotate/kind"
)

// walk goes to the next or previous mark in the text.
func (d *Desk) walk(n int) bool {
	d.unsureBy = false
	offset := 0
	if d.current == "" {
		offset, _ = d.story.Offsets.FromUTF16(d.page.Visible())
	}
	return d.goTo(d.story.step(d.current, n, offset))
}

// leastSure goes to the undecided mark that is least sure of all, and from there on to the next.
func (d *Desk) leastSure() bool {
	next := d.story.least("")
	if d.unsureBy || next == d.current {
		next = d.story.least(d.current)
	}
	d.unsureBy = true
	return d.goTo(next)
}

// goTo makes a mark the current one by key: it comes into view and takes the focus. A menu that is open stays open, for the new one.
func (d *Desk) goTo(id string) bool {
	if id == "" {
		return false
	}
	d.showStory()
	d.moveTo(id, moveOptions{menu: d.menu, scroll: true, take: true})
	return true
}

// speak reads a mark out: a screen reader's user hears what a tip shows. The words themselves are read as the focus moves there.
func (d *Desk) speak(id string) {
	if m := d.story.Mark(id); m != nil {
		d.page.Say(strings.ReplaceAll(d.story.tip(m), tipJoiner, ", "))
	}
}

// clickMark is told the marks under the pointer, the smallest first. A second click goes outward.
func (d *Desk) clickMark(ids []string) {
	if d.story == nil || d.reading != "" || len(ids) == 0 {
		return
	}
	if d.pointSpeaker(ids) {
		return
	}
	next := ids[0]
	if d.menu && d.pending == nil {
		for i, id := range ids {
			if id == d.current && i+1 < len(ids) {
				next = ids[i+1]
			} else if id == d.current {
				d.away()
				return
			}
		}
	}
	d.unsureBy = false
	d.moveTo(next, moveOptions{menu: true, take: true})
}

// away closes the menu: the pointer was pressed elsewhere.
func (d *Desk) away() {
	if d.story == nil || !d.menu && d.pending == nil && d.current == "" {
		return
	}
	d.moveTo("", moveOptions{})
}

// selected is told a selection of text. It waits for its tag in the menu.
func (d *Desk) selected(start, end int, exact bool) bool {
	if d.story == nil || d.reading != "" {
		return false
	}
	outer := d.story.snap(d.bytesOf(start, end), exact)
	sp := outer
	if !exact {
		sp = d.story.bare(outer)
	}
	if sp.Empty() {
		return false
	}
	if d.pending != nil && *d.pending == sp && d.outer == outer {
		return true // the browser's own handles tell of each turn
	}
	if m := d.story.Mark(d.current); m != nil && m.Kind.Type() == kind.Quote {
		d.asker = m.ID
	} else if d.pending == nil {
		d.asker = ""
	}
	d.pending = nil
	d.moveTo("", moveOptions{})
	d.pending, d.outer, d.pane = &sp, outer, paneTag
	d.page.Light("pending", d.units(sp))
	d.page.Deselect(true)
	d.hang(sp)
	d.hold()
	d.page.Say("Selected: " + shorten(d.story.Words(sp), 80) + ". " + d.spoken("type:actor") + " actor, " + d.spoken("type:location") + " location, " + d.spoken("type:quote") + " quote.")
	d.refresh(partMenu)
	d.page.Focus("pop")
	return true
}

// openMenu opens the current mark's menu and goes into it.
func (d *Desk) openMenu(string) bool {
	if d.current == "" {
		return false
	}
	if d.menu {
		d.page.Focus("pop")
		return true
	}
	d.moveTo(d.current, moveOptions{menu: true, scroll: true})
	d.page.Focus("pop")
	return true
}

// escape goes one step back: out of a list, a selection, the menu; from the story itself to the caret.
func (d *Desk) escape() bool {
	switch {
	case d.pending != nil:
		d.pending = nil
		back := d.asker
		d.moveTo(back, moveOptions{take: back != ""})
		if back == "" {
			d.page.Focus("story")
		}
	case d.menu && d.pane != paneMark:
		d.showPane(paneMark)
	case d.menu:
		d.moveTo(d.current, moveOptions{take: true})
	default:
		d.caret()
	}
	return true
}

// caret puts the caret behind the current mark, or where the page stands.
func (d *Desk) caret() {
	d.showStory()
	at := d.page.Visible()
	if m := d.story.Mark(d.current); m != nil {
		at = d.story.Offsets.UTF16(m.Start)
		if m.Kind.Type() == kind.Quote {
			d.asker = m.ID
		}
	}
	asker := d.asker
	d.moveTo("", moveOptions{})
	d.asker = asker
	d.page.Caret(at)
	d.page.Say("Caret. Arrows move it, with Shift they select, Enter marks what is selected, Escape ends it.")
}

// setView shows the story or a panel, on a phone where only one has room.
func (d *Desk) setView(view string) {
	d.view = view
	if view != "story" {
		d.tab = view
		d.menu = false
		d.attendIfAny()
	}
	d.refresh(partFrame, partFoot, partPanel, partMenu)
}

func (d *Desk) setTab(tab string) {
	d.tab, d.rows = tab, rowsAtOnce
	d.refresh(partPanel)
	d.refreshPanel()
}

// showStory comes back from a panel that covers the story.
func (d *Desk) showStory() {
	if d.view != "story" {
		d.view = "story"
		d.refresh(partFrame, partFoot)
	}
}

// fromPanel goes from a row to its mark. The same row again leads back to where the story stood.
func (d *Desk) fromPanel(id string) bool {
	if d.story.Mark(id) == nil {
		return false
	}
	d.unsureBy = false
	wasElsewhere := d.view != "story"
	if id == d.current && d.led && !wasElsewhere {
		return d.wayBack()
	}
	if !d.led {
		d.origin, _ = d.story.Offsets.FromUTF16(d.page.Visible())
	}
	d.showStory()
	s := d.story
	then := func() {
		if d.story == s {
			d.moveTo(id, moveOptions{scroll: true})
			d.led = true
		}
	}
	if wasElsewhere {
		d.page.Later(60, then) // the story must be laid out first
	} else {
		then()
	}
	return true
}

// fromPanelEntity goes to the entity's first mention, and on each further click to the next one.
func (d *Desk) fromPanelEntity(id string) bool {
	first := d.story.Mark(id)
	if first == nil {
		return false
	}
	here := d.story.Mark(d.current)
	if here != nil && here.Entity != "" && here.Entity == first.Entity {
		for _, a := range d.story.Doc().Annotations {
			if a.Entity == here.Entity && a.Kind.Type() == here.Kind.Type() && (a.Start > here.Start) {
				return d.fromPanel(a.ID)
			}
		}
		if d.led {
			return d.wayBack()
		}
	}
	return d.fromPanel(id)
}

// wayBack scrolls to where the story stood before the panel led away.
func (d *Desk) wayBack() bool {
	d.moveTo("", moveOptions{})
	d.page.ScrollTo(d.story.Offsets.UTF16(d.origin))
	d.page.Say("Back.")
	return true
}

func (d *Desk) attendIfAny() {
	if d.story != nil {
		d.moveTo(d.current, moveOptions{})
	}
}

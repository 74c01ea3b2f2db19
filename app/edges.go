package app

import (
	"strings"

	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Edges that keys and handles move: the current mark's own or, while the menu asks for a quote's speaker or cue, those of the words
// that name the one or are the other.

// edged is a span whose edges can be moved, and the correction that a move is; nil for a selection that waits for its tag.
type edged struct {
	text.Span
	look string // the type whose colour the handles have
	pane pane
	set  func(text.Span) edit.Edit
}

func (d *Desk) edged() (edged, bool) {
	if d.pending != nil {
		return edged{Span: *d.pending, look: "pending"}, true
	}
	m := d.markHere()
	if m == nil {
		return edged{}, false
	}
	id := m.ID
	switch {
	case d.menu && d.pane == paneSpeaker && m.Speaker != nil && !m.Speaker.Empty():
		entity := m.Speaker.Entity
		return edged{m.Speaker.Span, "actor", paneSpeaker, func(sp text.Span) edit.Edit { return edit.SetSpeaker{ID: id, Span: sp, Entity: entity} }}, true
	case d.menu && d.pane == paneCue && m.Cue != nil:
		return edged{*m.Cue, "quote", paneCue, func(sp text.Span) edit.Edit { return edit.SetCue{ID: id, Cue: &sp} }}, true
	case d.menu && (d.pane == paneSpeaker || d.pane == paneCue):
		return edged{}, false
	}
	return edged{m.Span, m.Kind.Type().String(), paneMark, func(sp text.Span) edit.Edit { return edit.Resize{ID: id, Span: sp} }}, true
}

// hold puts the handles where edges can be moved, and letters on the actors while a speaker is chosen.
func (d *Desk) hold() {
	e, ok := d.edged()
	if !ok || !d.menu && d.pending == nil {
		d.page.Hold(-1, -1, "")
	} else {
		u := d.units(e.Span)
		d.page.Hold(int(u[0]), int(u[1]), e.look)
	}
	d.hint4()
}

// hintReach is how far from the quote, in bytes, actors get their letters: further than any screen shows.
const hintReach = 12000

// hint4 lays the letters of the list of speakers over the actors' mentions in the story.
func (d *Desk) hint4() {
	if !d.listed() || d.pane != paneSpeaker {
		if d.hinted {
			d.hinted = false
			d.page.Hints(nil, "")
		}
		return
	}
	q := d.markHere()
	letters := map[string]string{}
	for _, o := range d.options() {
		letters[o.id] = o.key
	}
	var spans []int32
	var keys strings.Builder
	for _, a := range d.story.touching(max(0, q.Start-hintReach), min(len(d.story.Doc().Text), q.End+hintReach)) {
		if key := letters[a.Entity]; a.Kind.Type() == kind.Actor && key != "" {
			spans = append(spans, d.units(a.Span)...)
			keys.WriteString(key)
		}
	}
	d.hinted = true
	d.page.Hints(spans, keys.String())
}

// moveEdges does a move of edges, and leaves the list open that it was made from.
func (d *Desk) moveEdges(e edged, sp text.Span) {
	menu := d.menu
	d.correct(e.set(sp), d.current)
	if menu && e.pane != paneMark {
		d.showPane(e.pane)
	}
}

// pointSpeaker makes the mention that was clicked the speaker of the quote that the menu asks about. It answers whether one was.
func (d *Desk) pointSpeaker(ids []string) bool {
	q := d.markHere()
	if !d.listed() || d.pane != paneSpeaker || q == nil {
		return false
	}
	for _, id := range ids {
		if a := d.story.Mark(id); a != nil && a.Kind.Type() == kind.Actor {
			d.correct(edit.SetSpeaker{ID: q.ID, Span: a.Span, Entity: a.Entity}, q.ID)
			return true
		}
	}
	return false
}

// dragEdge is told where an edge handle is; done when it is let go, at -1 when it was let go nowhere.
func (d *Desk) dragEdge(start bool, offset int, exact, done bool) {
	if d.story == nil || d.reading != "" {
		return
	}
	e, ok := d.edged()
	if !ok {
		return
	}
	sp := e.Span
	if offset >= 0 {
		at, _ := d.story.Offsets.FromUTF16(offset)
		if start {
			sp.Start = min(at, sp.End)
		} else {
			sp.End = max(at, sp.Start)
		}
		sp = d.story.snap(sp, exact)
	}
	if sp.Empty() {
		sp = e.Span
	}
	switch {
	case e.set == nil:
		d.setPending(sp)
		return
	case !done:
		d.page.Light("pending", d.units(sp))
		return
	}
	d.page.Light("pending", nil)
	if sp != e.Span {
		d.moveEdges(e, sp)
	} else {
		d.hold()
	}
}

// nudge moves an edge by a word or a character.
func (d *Desk) nudge(start bool, how string) bool {
	n, exact := 1, strings.HasSuffix(how, "letter")
	if strings.HasPrefix(how, "-") {
		n = -1
	}
	e, ok := d.edged()
	if !ok {
		return d.listed()
	}
	sp := d.story.movedEdge(e.Span, start, n, exact)
	switch {
	case e.set == nil:
		d.setPending(sp)
	case sp != e.Span:
		d.moveEdges(e, sp)
	}
	return true
}

func (d *Desk) setPending(sp text.Span) {
	d.pending, d.outer = &sp, sp
	d.page.Light("pending", d.units(sp))
	d.hang(sp)
	d.hold()
	d.page.Say(shorten(d.story.Words(sp), 80))
	d.refresh(partMenu)
}

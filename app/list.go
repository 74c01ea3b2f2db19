package app

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// option is one line of the menu's list: of speakers, of entities, of words that can be the cue, or of places.
type option struct {
	id   string // names it between two renderings of the list
	key  string // the letter that picks it
	name string
	sub  string
	form string // how its name looks in the story
	edit edit.Edit
	do   string // goes on to something else instead
}

// Letters for the lines of a list. A list is longer than that only when it is scrolled or searched.
const listLetters = "abcdefghijklmnopqrstuvwxyz"

const longestList = 60

// listed reports whether the menu shows a list.
func (d *Desk) listed() bool {
	return d.menu && d.pending == nil && (d.pane == paneSpeaker || d.pane == paneEntity || d.pane == paneCue || d.pane == panePlace)
}

// ask4 opens a list for the current mark; for a selection, it takes the words as speaker or cue of the quote that was current before.
func (d *Desk) ask4(p pane) bool {
	if d.pending != nil {
		return d.takeWords(p)
	}
	m := d.markHere()
	if m == nil {
		return false
	}
	isQuote := m.Kind.Type() == kind.Quote
	if p == paneEntity && isQuote {
		p = paneSpeaker
	}
	if e := d.story.Entity(m.Entity); p == panePlace && (e == nil || len(e.Candidates) == 0) {
		d.cannot("Nothing else is known that it could mean on the map.")
		return true
	}
	if !isQuote && p != paneEntity && p != panePlace {
		// From a name, S and C go to the quote around it, or to the one that it says.
		if out := or(d.story.outward(m.ID), d.story.saidBy(m)); out != "" {
			d.goTo(out)
		} else {
			d.cannot("Only a quote has a speaker and a cue.")
			return true
		}
	}
	d.menu = true
	d.whole = false
	d.showPane(p)
	return true
}

// saidBy returns the first quote that names its speaker by the mark's words, or "".
func (s *Story) saidBy(m *annotate.Annotation) string {
	all := s.Doc().Annotations
	for i := range all {
		if sp := all[i].Speaker; sp != nil && !sp.Empty() && (sp.Contains(m.Span) || m.Contains(sp.Span)) {
			return all[i].ID
		}
	}
	return ""
}

// showPane changes what the open menu shows.
func (d *Desk) showPane(p pane) {
	d.pane, d.choice, d.typed = p, 0, ""
	if p == paneSpeaker {
		d.choice = 1 // the speaker as it is, or the nearest actor; nobody known is chosen by its key
	}
	if p == panePlace {
		d.choice = d.placeNow()
	}
	d.page.Clear("choices-field")
	if d.story != nil && d.current != "" {
		d.menu = true
		f := d.markHere()
		if f != nil {
			d.moveMenu()
		}
	}
	d.refresh(partMenu)
	if p == paneRename {
		if e := d.entityHere(); e != nil {
			d.typed = e.Name
		}
		d.page.Fill("rename-field", d.typed)
		d.page.Focus("rename-field")
	} else {
		d.page.Focus("pop")
	}
}

// options are the lines of the list that is open.
func (d *Desk) options() []option {
	m := d.markHere()
	if m == nil {
		return nil
	}
	var all []option
	switch d.pane {
	case paneSpeaker:
		all = d.speakers(m)
	case paneEntity:
		all = d.entityOptions(m)
	case paneCue:
		all = d.cues(m)
	case panePlace:
		all = d.placeOptions(m)
	}
	words := folded(d.typed)
	if words != "" {
		all = slices.DeleteFunc(all, func(o option) bool { return !strings.Contains(folded(o.name+" "+o.sub), words) })
		if d.pane == paneSpeaker {
			all = append(all, option{id: "new", name: "“" + strings.TrimSpace(d.typed) + "”", sub: "somebody not yet named", edit: edit.SetSpeaker{ID: m.ID, Span: speakerSpan(m), Name: strings.TrimSpace(d.typed)}})
		}
		if d.pane == paneEntity && !d.whole {
			all = append(all, option{id: "new", name: "“" + strings.TrimSpace(d.typed) + "”", sub: "a new entity", edit: edit.SetEntity{ID: m.ID, Name: strings.TrimSpace(d.typed)}})
		}
	}
	all = all[:min(len(all), longestList)]
	letters := listLetters
	for i := range all {
		if all[i].key == "" && letters != "" {
			all[i].key = letters[:1]
			letters = letters[1:]
		}
	}
	return all
}

func speakerSpan(q *annotate.Annotation) text.Span {
	if q.Speaker == nil {
		return text.Span{}
	}
	return q.Speaker.Span
}

// speakers lists nobody known, then the story's actors: who speaks now, the engine's runners-up with their scores, then those near the
// quote, people before the others.
func (d *Desk) speakers(q *annotate.Annotation) []option {
	s := d.story
	doc := s.Doc()
	type candidate struct {
		e        *annotate.Entity
		rank     int // among the runners-up, from 1; behind them for the others
		score    annotate.Score
		distance int
		mention  *annotate.Annotation
	}
	best := map[string]*candidate{}
	var list []*candidate
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		if a.Kind.Type() != kind.Actor || a.Entity == "" {
			continue
		}
		dist := gap(q.Span, a.Span)
		if q.Contains(a.Span) {
			dist += 400 // who is named inside the words seldom says them
		}
		c := best[a.Entity]
		if c == nil {
			if e := s.Entity(a.Entity); e != nil {
				c = &candidate{e: e, distance: dist, mention: a}
				best[a.Entity] = c
				list = append(list, c)
			}
		} else if dist < c.distance {
			c.distance, c.mention = dist, a
		}
	}
	current := ""
	if q.Speaker != nil {
		current = q.Speaker.Entity
	}
	for i := range doc.Entities { // speakers that no mention names
		if e := &doc.Entities[i]; e.Kind.Type() == kind.Actor && best[e.ID] == nil {
			c := &candidate{e: e, distance: 1 << 30}
			best[e.ID] = c
			list = append(list, c)
		}
	}
	for _, c := range list {
		c.rank = 1 + len(q.RunnersUp)
		if c.e.ID == current {
			c.rank = 0
		}
	}
	for i, r := range q.RunnersUp {
		if c := best[r.Entity]; c != nil && c.rank > 0 {
			c.rank, c.score = i+1, r.Score
		}
	}
	order.Stable(list, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.distance/300, b.distance/300), cmp.Compare(b2i(b.e.Kind == kind.Person), b2i(a.e.Kind == kind.Person)), cmp.Compare(a.distance, b.distance))
	})
	nobody := edit.SetSpeaker{ID: q.ID, Span: speakerSpan(q)}
	out := []option{{id: "nobody", key: "0", name: "Nobody known", sub: "a spokesman, witnesses, many", edit: nobody}}
	for _, c := range list {
		span := speakerSpan(q)
		if c.mention != nil && gap(q.Span, c.mention.Span) <= 120 && !q.Contains(c.mention.Span) && (q.Speaker == nil || q.Speaker.Entity != c.e.ID) {
			span = c.mention.Span
		}
		sub := or(c.e.Role, c.e.Kind.String())
		switch {
		case c.score >= 5:
			sub += ", " + percent(c.score)
		case c.score > 0:
			sub += ", under " + percent(10)
		}
		out = append(out, option{id: c.e.ID, name: c.e.Name, sub: sub, form: "in-actor", edit: edit.SetSpeaker{ID: q.ID, Span: span, Entity: c.e.ID}})
	}
	return out
}

// cues lists the words around a quote that can report it, nearest first.
func (d *Desk) cues(q *annotate.Annotation) []option {
	s := d.story
	out := []option{{id: "none", key: "0", name: "No cue", sub: "no word reports it", edit: edit.SetCue{ID: q.ID}}}
	words := append(s.around(q.Start), s.around(q.End)...)
	order.Stable(words, func(a, b text.Span) int { return cmp.Compare(gap(q.Span, a), gap(q.Span, b)) })
	for i, w := range words {
		t := s.Doc().Text[w.Start:w.End]
		if gap(q.Span, w) == 0 && q.Overlaps(w) || len(t) < 3 || !isLetter(t) || slices.Contains(words[:i], w) || gap(q.Span, w) > 120 {
			continue
		}
		side := "after the quote"
		if w.Start < q.Start {
			side = "before the quote"
		}
		cue := w
		out = append(out, option{id: strconv.Itoa(w.Start), name: t, sub: side, edit: edit.SetCue{ID: q.ID, Cue: &cue}})
		if len(out) > 20 {
			break
		}
	}
	return out
}

func isLetter(s string) bool {
	return s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z' || s[0] >= 0x80
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// takeWords makes the selection the speaker or the cue of the quote that was current before.
func (d *Desk) takeWords(p pane) bool {
	q := d.story.Mark(d.asker)
	if q == nil || q.Kind.Type() != kind.Quote || p == paneEntity || p == panePlace {
		d.cannot("Go to a quote first, then select its speaker or its cue.")
		return true
	}
	sp := *d.pending
	var e edit.Edit = edit.SetCue{ID: q.ID, Cue: &sp}
	if p == paneSpeaker {
		set := edit.SetSpeaker{ID: q.ID, Span: sp}
		for _, a := range d.story.touching(sp.Start, sp.End) {
			if a.Kind.Type() == kind.Actor && sp.Contains(a.Span) && (a.Kind == kind.Person || set.Entity == "") {
				set.Entity = a.Entity
			}
		}
		e = set
	}
	d.pending = nil
	d.page.Deselect(false)
	d.current = q.ID
	d.correct(e, q.ID)
	return true
}

// listKey is a key while a list is open.
func (d *Desk) listKey(name, where string) bool {
	options := d.options()
	switch name {
	case "ArrowDown", "ArrowUp":
		n := 1
		if name == "ArrowUp" {
			n = -1
		}
		d.choice = min(max(d.choice+n, 0), max(len(options)-1, 0))
		d.refresh(partMenu)
		if d.choice < len(options) {
			d.page.Say(options[d.choice].name + ", " + options[d.choice].sub)
		}
		return true
	case "Enter":
		if where == inMenuButton {
			return false
		}
		return d.pick(d.choice)
	case "/":
		d.page.Focus("choices-field")
		return true
	case "Tab", "Escape", " ":
		return false
	}
	for i, o := range options {
		if o.key == name {
			return d.pick(i)
		}
	}
	return len(name) == 1
}

// fieldKey is a key in a field of the menu.
func (d *Desk) fieldKey(name string) bool {
	switch name {
	case "Escape":
		d.showPane(paneMark)
		return true
	case "Enter":
		if d.pane == paneRename {
			return d.rename(d.typed)
		}
		return d.pick(d.choice)
	case "ArrowDown", "ArrowUp":
		return d.listKey(name, inMenu)
	}
	return false
}

// pickID takes the line with the id: by the time of a click, the list can be another than the one that was on the screen.
func (d *Desk) pickID(id string) bool {
	return d.pick(slices.IndexFunc(d.options(), func(o option) bool { return o.id == id }))
}

// pick takes a line of the list.
func (d *Desk) pick(n int) bool {
	options := d.options()
	m := d.markHere()
	if m == nil || n < 0 || n >= len(options) {
		return true
	}
	if options[n].do != "" {
		return d.do(options[n].do, "")
	}
	d.correct(options[n].edit, m.ID)
	return true
}

func (d *Desk) listMenu() []ui.UI {
	options := d.options()
	title := map[pane]string{paneSpeaker: "Who says it?", paneEntity: "Who or what is it?", paneCue: "Which word reports it?", panePlace: "Where does it lie?"}[d.pane]
	m := d.markHere()
	out := []ui.UI{ui.Div().Class("pop-head").Body(
		ui.P().Class("pop-title").Text(title),
		action("btn btn-icon btn-small", "back", "").Aria("label", "Back").Title("Back  Esc").Body(icon("x")))}
	if d.pane == paneSpeaker {
		out = append(out, d.chainLine(m))
	}
	if d.pane == paneEntity && d.story.mentions(m.Entity) > 1 {
		seg := func(arg, word string, on bool) ui.UI {
			class := ""
			if on {
				class = "seg-on"
			}
			return action(class, "whole", arg).Aria("pressed", on).Text(word)
		}
		out = append(out, ui.Div().Class("seg seg-2").Role("group").Aria("label", "Which mentions").Body(
			seg("one", "This mention", !d.whole), seg("all", fmt.Sprintf("All %d mentions", d.story.mentions(m.Entity)), d.whole)))
	}
	out = append(out, ui.Div().Class("choices").Body(ui.Range(options).Slice(func(i int) ui.UI {
		o := options[i]
		class := "choice"
		if i == d.choice {
			class += " is-on"
		}
		return action(class, "choice", o.id).Body(
			when(o.key != "", func() ui.UI { return ui.Elem("kbd").Aria("hidden", true).Text(strings.ToUpper(o.key)) }),
			span("choice-name "+o.form, o.name), span("choice-sub", o.sub))
	})))
	if len(options) == 0 {
		out = append(out, ui.P().Class("pop-note").Text("Nothing fits."))
	}
	hint := "Type to find, or to name somebody new"
	switch d.pane {
	case paneCue:
		return append(out, ui.P().Class("pop-note").Text("Arrows left and right move the cue's end, with Shift its start. Or select the words in the story, then Cue."))
	case panePlace:
		hint = "Type to find"
	case paneEntity:
		hint = "Type to find, or to name a new entity"
	}
	return append(out, ui.Label().Class("field").Body(hiddenText("Find"), icon("find"),
		ui.Input().ID("choices-field").Type("text").Placeholder(hint).DataSet("input", "choices").AutoComplete(false).Spellcheck(false), keyHints("/")))
}

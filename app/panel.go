package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/kind"
)

// panelPart is what was found: who, where, and who said what.
type panelPart struct {
	ui.Compo
	d *Desk
}

// A panel shows so many rows at first, and as many more each time it is asked.
const rowsShown = 60

// What is new in a panel comes a few rows at a time: they take the browser a millisecond each.
const rowsAtOnce = 15

var tabs = []struct{ id, word string }{{"who", "Who"}, {"where", "Where"}, {"said", "Who said what"}}

func (p *panelPart) Render() ui.UI {
	d := p.d
	if d.story == nil {
		return ui.Aside().Class("panel").Aria("label", "What was found")
	}
	s := d.story
	tab := d.tab
	counts := map[string]int{"said": s.tally.Quotes}
	for i := range s.Doc().Entities {
		switch s.Doc().Entities[i].Kind.Type() {
		case kind.Actor:
			counts["who"]++
		case kind.Location:
			counts["where"]++
		}
	}
	mapped := tab == "where" && s.mapLines(d.filter, "") != ""
	if mapped {
		d.page.Soon(d.drawMap)
	}
	room := max(d.room[tab], min(rowsShown, d.rows))
	var body []ui.UI
	left := 0
	switch tab {
	case "who":
		groups := s.entityGroups(kind.Actor, d.filter)
		body, left = d.entityRows(groups, room, "who-row", "in-actor")
	case "where":
		groups := s.entityGroups(kind.Location, d.filter)
		body, left = d.entityRows(groups, room, "where-row", "in-location")
	default:
		body, left = d.saidRows(d.saidGroups(), room)
	}
	if len(body) == 0 {
		body = append(body, ui.P().Class("pane-none").Text(d.none(tab, counts[tab])))
	}
	if left > 0 {
		body = append(body, action("btn btn-line more", "more", tab).Text(fmt.Sprintf("Show %d more", min(left, rowsShown))))
	}
	chip := func(f Filter, word string) ui.UI {
		return action("chip", "filter", string(f)).Aria("pressed", d.filter == f).Text(word)
	}
	return ui.Aside().Class("panel").Aria("label", "What was found").DataSet("paper", d.paperTitle()).Body(
		ui.Div().Class("tabs").Role("tablist").Aria("label", "What was found").Body(ui.Range(tabs).Slice(func(i int) ui.UI {
			t := tabs[i]
			b := action("tab", "tab", t.id).ID("tab-"+t.id).Role("tab").Aria("selected", tab == t.id).Aria("controls", "pane").TabIndex(-1)
			if tab == t.id {
				b = b.TabIndex(0)
			}
			if d.reading != "" { // nothing is counted yet
				return b.Text(t.word)
			}
			return b.Body(ui.Text(t.word+" "), span("tab-n", thousands(counts[t.id])))
		})),
		ui.Div().Class("filter").Role("group").Aria("label", "Show").Body(
			chip(All, "All"), chip(ToDo, "To decide"), chip(Unsures, "Uncertain")),
		d.saidTools(tab == "said" && s.tally.Quotes > 0),
		ui.Div().Class("map").ID("map").Hidden(!mapped), // web/page/map.js fills it
		ui.Div().Class("pane").ID("pane").Role("tabpanel").Aria("labelledby", "tab-"+tab).TabIndex(0).Body(body...),
	)
}

// none says why a panel is empty, of so many that the story has.
func (d *Desk) none(tab string, total int) string {
	what := map[string]string{"who": "actors", "where": "locations", "said": "quotes"}[tab]
	switch {
	case d.reading != "":
		return "Reading the story…"
	case total > 0 && tab == "said" && (d.saidWords != "" || d.saidKind != ""):
		return "None of the quotes is like that."
	case total > 0 && d.filter != All:
		return "Nothing is left to decide here."
	}
	return "No " + what + " were found. Select words in the story to mark them."
}

// fit returns as many of a group's rows as there is room for, takes that from the room, and counts the others.
func fit[T any](rows []T, room, left *int) []T {
	shown := rows[:min(len(rows), *room)]
	*room -= len(shown)
	*left += len(rows) - len(shown)
	return shown
}

// entityRows renders groups of entities, at most room rows; left is how many there are besides.
func (d *Desk) entityRows(groups []EntityGroup, room int, class, form string) (body []ui.UI, left int) {
	here := d.story.Mark(d.current)
	for _, g := range groups {
		rows := fit(g.Rows, &room, &left)
		if len(rows) == 0 {
			continue
		}
		body = append(body, ui.Section().Class("who-group").Body(
			ui.H2().Class("group-head").Body(span("group-name", g.Name), span("count", thousands(len(g.Rows)))),
			ui.Ul().Class("rows").Body(ui.Range(rows).Slice(func(i int) ui.UI { return d.entityRow(rows[i], here, class, form) }))))
	}
	return body, left
}

func (d *Desk) entityRow(r EntityRow, here *annotate.Annotation, class, form string) ui.UI {
	state := r.Worst
	row := "row"
	if here != nil && here.Entity != "" && here.Entity == r.Entity.ID {
		row += " is-here"
	}
	word := map[bool]string{true: "uncertain", false: state}[state == "unsure"]
	var sub ui.UI = span("who-role", r.Entity.Role)
	if class == "where-row" {
		sub = ui.Span().Class("where-sub").Text(placeOf(r.Entity))
	}
	said := ""
	if r.Quotes > 0 {
		said = count(r.Quotes, "quote")
	}
	return ui.Li().Class(class).Body(action(row, "entitymark", r.Marks[0].ID).Body(
		span(class[:len(class)-4]+"-name in "+form, r.Entity.Name),
		sub,
		ui.Span().Class("who-n").Body(
			when(said != "" && class == "who-row", func() ui.UI { return span("who-said", said) }),
			ui.Span().Class("num").Body(ui.Text(thousands(len(r.Marks))), hiddenText(" mentions,")),
			ui.Span().Class("sign sign-"+state).Body(hiddenText(word))),
		when(class == "who-row", func() ui.UI { return d.strip(r) })))
}

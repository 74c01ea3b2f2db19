package app

import (
	"fmt"
	"strings"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// libraryPart is the list of stories.
type libraryPart struct {
	ui.Compo
	d *Desk
}

// The list shows so many rows at first, and that many more when asked; searching finds the rest too.
const mostStories = 100

func (l *libraryPart) Render() ui.UI {
	d := l.d
	rows := d.found()
	found := len(rows)
	more := max(0, found-max(d.room["library"], mostStories))
	rows = rows[:len(rows)-more]
	gone := d.library.deleted()
	open := d.reading
	if open == "" && d.story != nil {
		open = d.story.Row.ID
	}
	stop := "" // the one row that is a stop of the Tab key; arrows lead to the others
	for i, r := range rows {
		if i == 0 || r.ID == open {
			stop = r.ID
		}
	}
	return ui.Nav().Class("library").ID("library").Aria("label", "Stories").Body(
		ui.Div().Class("library-head").Body(
			ui.H2().Class("rail-title").Text("Stories"),
			ui.Span().Class("ks").Body(
				action("btn btn-icon btn-small", "pick", "").Aria("label", "Select stories").Aria("pressed", d.picks != nil).Title("Select stories, to export or delete them together  "+d.spoken("pick")).Body(icon("picks")),
				action("btn btn-icon btn-small", "home", "").Aria("label", "New story").Title("New story").Body(icon("plus")))),
		ui.Div().Class("lib-bar-place").Body(when(d.picks != nil, d.picksBar)),
		ui.Label().Class("field").Body(
			hiddenText("Search stories"), icon("find"),
			ui.Input().Type("search").ID("search").Placeholder("Search stories").DataSet("input", "search").AutoComplete(false)),
		ui.Label().Class("lib-order").Body(hiddenText("Order"),
			ui.Elem("select").ID("order").DataSet("input", "order").Body(each(orders, func(o struct {
				name, words string
				cmp         func(a, b Row) int
			}) ui.UI {
				return ui.Elem("option").Attr("value", o.name).Attr("selected", o.name == or(d.order, "newest")).Text(o.words)
			})...)),
		ui.Div().Class("lib-list").TabIndex(-1).Body(
			when(d.search != "" && found > 0, func() ui.UI {
				return ui.P().Class("lib-none lib-found").Body(
					span("", stories(found, "")+" found"), action("link", "deletefound", "").Text("Delete them"))
			}),
			ui.Ul().Body(ui.Range(rows).Slice(func(i int) ui.UI { return d.storyRow(rows[i], rows[i].ID == open, rows[i].ID == stop) })),
			when(len(rows) == 0, func() ui.UI {
				return ui.P().Class("lib-none").Text(map[bool]string{true: "Stories you paste are kept here.", false: "No story holds these words."}[d.search == ""])
			}),
			when(more > 0, func() ui.UI {
				return action("btn btn-text lib-more", "longer", "").Text("Show more of " + thousands(more) + " others")
			}),
			when(len(gone) > 0, func() ui.UI {
				return ui.Details().Class("lib-gone").Body(
					ui.Summary().Text(stories(len(gone), "deleted ")),
					ui.Ul().Body(ui.Range(gone).Slice(func(i int) ui.UI {
						return ui.Li().Body(span("", gone[i].Title), action("link", "restore", gone[i].ID).Aria("label", "Bring back "+gone[i].Title).Text("Bring back"))
					})))
			}),
		),
		ui.Div().Class("library-do").Body(
			action("btn btn-text", "rules", "").Text("Your rules"),
			action("btn btn-text", "backup", "").Title("Everything kept here, in one file; drop it here to bring it back").Text("Back up"),
			when(d.story != nil, func() ui.UI { return action("btn btn-text lib-edit", "edittext", "").Text("Edit the text") }),
			action("btn btn-text lib-edit", "reading", "").Text("Letters and lines")),
		ui.P().Class("library-foot").Body(icon("lock"), span("", "Kept in this browser only")),
	)
}

func (d *Desk) storyRow(r Row, open, stop bool) ui.UI {
	class := "lib-row"
	if open {
		class += " is-open"
	}
	progress := fmt.Sprintf("%d/%d", r.Decided, r.Marks)
	if r.Decided == 0 {
		progress = "not started"
	}
	item := "lib-item"
	if r.Done {
		item, progress = item+" is-done", "done"
	}
	do := map[bool]string{false: "open", true: "pick"}[d.picks != nil]
	b := action(class, do, r.ID).TabIndex(b2i(stop)-1).Aria("keyshortcuts", strings.TrimSpace(d.shortcuts("row:delete")+" "+d.shortcuts("pick"))).Body(
		when(d.picks != nil, func() ui.UI { return span("tick", "").Body(icon("check")) }),
		span("lib-title", r.Title),
		ui.Span().Class("lib-meta").Body(span("", day(r.Created, time.Now())), span("lib-prog", progress)),
		bar("lib-bar", r.Decided, r.Marks))
	if open {
		b = b.Aria("current", "true")
	}
	if d.picks != nil {
		b = b.Role("checkbox").Aria("checked", d.picks[r.ID])
	}
	return ui.Li().Class(item).Body(b,
		action("btn btn-icon btn-small lib-del", "delete", r.ID).TabIndex(-1).Aria("label", "Delete “"+r.Title+"”").Title("Delete").Body(icon("bin")))
}

// day says when: "today 14:02", "yesterday", "Friday", "3 Mar", "3 Mar 2025".
func day(ms int64, now time.Time) string {
	t := time.UnixMilli(ms).In(now.Location())
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch {
	case !t.Before(midnight):
		return "today " + t.Format("15:04")
	case !t.Before(midnight.AddDate(0, 0, -1)):
		return "yesterday"
	case !t.Before(midnight.AddDate(0, 0, -6)):
		return t.Weekday().String()
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

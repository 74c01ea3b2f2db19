package app

import (
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
)

// Who said what: the quotes by speaker, searched, copied with their attribution, printed, and saved as a table.

// nobodyKnown stands for the speakers that are no actor, where a speaker's entity is asked for.
const nobodyKnown = "nobody"

func speakerOf(g SaidGroup) string {
	if g.Entity == nil {
		return nobodyKnown
	}
	return g.Entity.ID
}

// saidGroups are the quotes that the panel shows.
func (d *Desk) saidGroups() []SaidGroup {
	words := folded(d.saidWords)
	var out []SaidGroup
	for _, g := range d.story.saidGroups(d.filter) {
		about := g.Name
		if g.Entity != nil {
			about += " " + g.Entity.Role
		}
		whole := strings.Contains(folded(about), words)
		g.Quotes = slices.DeleteFunc(g.Quotes, func(q *annotate.Annotation) bool {
			if d.saidKind != "" && q.Kind.String() != d.saidKind {
				return true
			}
			by, _ := d.story.speakerName(q)
			return !whole && !strings.Contains(folded(d.story.Words(q.Span)), words) && !strings.Contains(folded(by), words)
		})
		if len(g.Quotes) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// saidTools search the quotes and take them elsewhere. Where they are not shown they keep their place: go-app would else make them out of
// the map, which is not its own to fill.
func (d *Desk) saidTools(shown bool) ui.UI {
	return ui.Div().Class("said-tools").Hidden(!shown).Body(
		ui.Label().Class("field").Body(hiddenText("Search quotes and speakers"), icon("find"),
			ui.Input().Type("search").ID("said-words").Placeholder("Words or a speaker").DataSet("input", "said-words").AutoComplete(false)),
		ui.Label().Body(hiddenText("Kind of quote"),
			ui.Elem("select").ID("said-kind").DataSet("input", "said-kind").Body(
				each([]string{"", "direct", "mixed", "indirect"}, func(k string) ui.UI {
					return ui.Elem("option").Attr("value", k).Attr("selected", d.saidKind == k).Text(or(k, "all kinds"))
				})...)),
		ui.Span().Class("said-do").Body(
			action("btn btn-text btn-small", "copyquotes", "").Text("Copy all"),
			action("btn btn-text btn-small", "table", "").Aria("label", "Save as a table, CSV").Text("CSV"),
			action("btn btn-text btn-small", "print", "said").Aria("label", "Print who said what").Text("Print")))
}

func (d *Desk) saidRows(groups []SaidGroup, room int) (body []ui.UI, left int) {
	for _, g := range groups {
		quotes := fit(g.Quotes, &room, &left)
		if len(quotes) == 0 {
			continue
		}
		role := "not named"
		if g.Entity != nil {
			role = g.Entity.Role
		}
		body = append(body, ui.Section().Class("said-group").Body(
			ui.H2().Class("group-head").Body(span("group-name", g.Name), span("group-role", role), span("count", thousands(len(g.Quotes))),
				action("btn btn-text btn-small group-copy", "copyquotes", speakerOf(g)).Aria("label", "Copy what "+g.Name+" said").Text("Copy")),
			ui.Ul().Class("rows").Body(ui.Range(quotes).Slice(func(i int) ui.UI { return d.saidRow(quotes[i], g.Entity == nil) }))))
	}
	return body, left
}

func (d *Desk) saidRow(q *annotate.Annotation, nobody bool) ui.UI {
	s := d.story
	row := "row"
	if q.ID == d.current {
		row += " is-here"
	}
	by := ""
	if nobody && q.Speaker != nil {
		by, _ = s.speakerName(q)
	}
	cue := ""
	if q.Cue != nil {
		cue = s.Words(*q.Cue)
	}
	return ui.Li().Class("said-row is-"+stateOf(q)).Body(action(row, "quotemark", q.ID).Body(
		when(by != "", func() ui.UI { return span("said-by", by) }),
		ui.Span().Class("said-text").Dir("auto").Body(d.quoteText(q)...),
		ui.Span().Class("said-meta").Body(span("tag tag-quote", q.Kind.String()), span("said-cue", cue),
			ui.Span().Class("sign sign-"+stateOf(q)).Body(hiddenText(stateWord(q))))),
		action("btn btn-icon btn-small said-copy", "copyquotes", q.ID).Aria("label", "Copy this quote with its speaker").Title("Copy, with the speaker").Body(icon("copy")))
}

// quoteText is a quote's words with the names in it in their form.
func (d *Desk) quoteText(q *annotate.Annotation) []ui.UI {
	s := d.story
	var out []ui.UI
	at := q.Start
	for _, a := range s.inside(q) {
		if a.Start < at || a.End > q.End {
			continue
		}
		out = append(out, ui.Text(s.Doc().Text[at:a.Start]), span("in in-"+a.Kind.Type().String(), s.Doc().Text[a.Start:a.End]))
		at = a.End
	}
	return append(out, ui.Text(s.Doc().Text[at:q.End]))
}

// paperTitle stands above who said what on paper. It says what was left out.
func (d *Desk) paperTitle() string {
	out := "Who said what"
	only := map[Filter]string{ToDo: "undecided", Unsures: "uncertain"}[d.filter]
	if only = strings.TrimSpace(only + " " + d.saidKind); only != "" {
		out += ": only " + only + " quotes"
	}
	if words := strings.TrimSpace(d.saidWords); words != "" {
		out += ", with “" + words + "”"
	}
	return out
}

// print prints the story with its marks, with "said" who said what, and with "both" the one behind the other.
func (d *Desk) print(what string) {
	if what != "story" {
		d.setTab("said")
		d.room["said"] = 1 << 30 // all of it goes on paper
		d.refresh(partPanel)
	}
	d.page.Later(120, func() { d.page.Print(what) })
}

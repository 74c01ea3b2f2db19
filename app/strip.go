package app

import (
	"fmt"
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/text"
)

// strip shows where in the story an entity occurs, and where the current mark is among them. A press on it goes to the mention nearest
// to there; desk.js adds the place to the argument. By key, the row itself goes from mention to mention.
func (d *Desk) strip(r EntityRow) ui.UI {
	length := max(len(d.story.Doc().Text), 1)
	var paths [3]strings.Builder
	last := -2
	for _, m := range r.Marks {
		x := m.Start*298/length + 1
		if x <= last+1 {
			continue
		}
		last = x
		n := 1
		if Unsure(m) {
			n = 2
		} else if m.State == annotate.Suggested {
			n = 0
		}
		fmt.Fprintf(&paths[n], "M%d 0v8", x)
	}
	here := ""
	if m := d.story.Mark(d.current); m != nil && m.Entity != "" && m.Entity == r.Entity.ID {
		here = fmt.Sprintf("M%d 0v8", m.Start*298/length+1)
	}
	line := func(dd string) ui.UI { return ui.Elem("path").XMLNS(svgSpace).Attr("d", dd) }
	return ui.Span().Class("strip").Aria("hidden", true).DataSet("do", "strip").DataSet("arg", r.Marks[0].ID).Body(
		ui.Elem("svg").XMLNS(svgSpace).Attr("viewBox", "0 0 300 8").Attr("preserveAspectRatio", "none").Body(
			line("M0 7.5H300"), line(paths[0].String()), line(paths[1].String()), line(paths[2].String()), line(here)))
}

// stripTo goes to an entity's mention nearest to a place of the story. arg is one of its marks and the place in thousandths.
func (d *Desk) stripTo(arg string) bool {
	id, place, _ := strings.Cut(arg, " ")
	m := d.story.Mark(id)
	n, err := strconv.Atoi(place)
	if m == nil || err != nil {
		return false
	}
	at := n * len(d.story.Doc().Text) / 1000
	there := text.Span{Start: at, End: at}
	if m.Entity != "" {
		refs := d.story.History.Refs(m.Entity)
		for i := range refs {
			if a := &refs[i]; a.Entity == m.Entity && gap(a.Span, there) < gap(m.Span, there) {
				m = a
			}
		}
	}
	return d.fromPanel(m.ID)
}

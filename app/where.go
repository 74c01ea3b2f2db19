package app

import (
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/edit"
)

// placeOf says where a place is, as far as it is known.
func placeOf(e *annotate.Entity) string {
	if e.Place == nil {
		return e.Country
	}
	about := ""
	if e.Approximate {
		about = "near "
	}
	return strings.TrimSpace(e.Country + "  " + about + degrees(e.Place))
}

// degrees writes a point: 39.80 N 89.64 W.
func degrees(p *annotate.Point) string {
	side := func(d float64, plus, minus string) string {
		if d < 0 {
			d, plus = -d, minus
		}
		return strconv.FormatFloat(d, 'f', 2, 64) + " " + plus
	}
	return side(p.Lat, "N", "S") + " " + side(p.Lon, "E", "W")
}

// candidateName says which place a candidate is: Springfield, Illinois, US.
func candidateName(c *annotate.Candidate) string {
	name := c.Name
	for _, part := range [...]string{c.Admin, c.Country} {
		if part != "" {
			name += ", " + part
		}
	}
	return name
}

// chosen reports whether the entity lies where the candidate does.
func chosen(e *annotate.Entity, c *annotate.Candidate) bool {
	return !e.Approximate && e.Place != nil && *e.Place == c.Place && e.GeoNames == c.GeoNames && e.Country == c.Country
}

// placeFact is the menu's line on where the entity lies; where that is doubtful, a button to choose by.
func (d *Desk) placeFact(e *annotate.Entity) []ui.UI {
	if e == nil || e.Place == nil && e.Country == "" && len(e.Candidates) == 0 {
		return nil
	}
	if len(e.Candidates) == 0 {
		return []ui.UI{fact("Place", span("where-sub", placeOf(e)))}
	}
	others := len(e.Candidates)
	name, sub := "not known", "or one of "+strconv.Itoa(others)
	for i := range e.Candidates {
		if c := &e.Candidates[i]; chosen(e, c) {
			name, sub = candidateName(c), "or "+count(others-1, "other")
		}
	}
	return []ui.UI{fact("Place", d.pickButton("place", name, sub))}
}

// placeNow is the line of the list that is so now.
func (d *Desk) placeNow() int {
	if e := d.story.Entity(d.markHere().Entity); e != nil {
		for i := range e.Candidates {
			if chosen(e, &e.Candidates[i]) {
				return i + 1
			}
		}
	}
	return 0
}

// placeOptions lists the places that the entity's name can mean, likeliest first, behind that it is none of them.
func (d *Desk) placeOptions(a *annotate.Annotation) []option {
	e := d.story.Entity(a.Entity)
	if e == nil {
		return nil
	}
	out := []option{{id: "nowhere", key: "0", name: "None of these", sub: "where it lies is not known", edit: edit.Locate{Entity: e.ID}}}
	for i := range e.Candidates {
		c := &e.Candidates[i]
		at := c.Place
		sub := percent(c.Score) + ", " + degrees(&at)
		if c.Kind != e.Kind {
			sub = c.Kind.String() + ", " + sub
		}
		out = append(out, option{id: strconv.Itoa(i), name: candidateName(c), sub: sub,
			edit: edit.Locate{Entity: e.ID, Country: c.Country, GeoNames: c.GeoNames, Place: &at}})
	}
	return out
}

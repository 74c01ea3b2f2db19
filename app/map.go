package app

import (
	"strconv"
	"strings"

	"stet/annotate/kind"
)

// drawMap sends the story's locations to the map, where the panel shows it.
func (d *Desk) drawMap() {
	if d.story != nil && d.tab == "where" {
		d.page.Map(d.story.mapLines(d.filter, d.current))
	}
}

// mapLines are the locations that the map can show, a line each; web/page/map.js says what stands in one. A country is its outline, all
// others are pins.
func (s *Story) mapLines(f Filter, current string) string {
	var b strings.Builder
	here := ""
	if m := s.Mark(current); m != nil {
		here = m.Entity
	}
	for _, g := range s.entityGroups(kind.Location, f) {
		for i := range g.Rows {
			r := &g.Rows[i]
			e := r.Entity
			country := ""
			if e.Kind == kind.Country {
				country = e.Country
			}
			if e.Place == nil && country == "" {
				continue
			}
			if e.Place != nil {
				b.WriteString(strconv.FormatFloat(e.Place.Lat, 'f', -1, 64) + "\t" + strconv.FormatFloat(e.Place.Lon, 'f', -1, 64))
			} else {
				b.WriteByte('\t')
			}
			is := "0"
			if here != "" && e.ID == here {
				is = "1"
			}
			name := strings.Join(strings.Fields(e.Name), " ")
			b.WriteString("\t" + country + "\t" + r.Worst + "\t" + r.Marks[0].ID + "\t" + name + "\t" + strconv.Itoa(len(r.Marks)) + "\t" + is + "\n")
		}
	}
	return b.String()
}

package annotate

import (
	"cmp"
	"strconv"

	"stet/annotate/entities"
	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/places"
	"stet/annotate/places/gazetteer"
	"stet/annotate/quotes"
	"stet/annotate/text"
)

// document puts together what the stages found. Ids count in the order of the story: a1, a2 … for actors and locations, q1 …
// for quotes, e1 … for entities.
func (a *Annotator) document(s Story, mentions []names.Mention, said []quotes.Quote, who entities.Result, where []places.Choice) *Document {
	d := &Document{ID: s.ID, Title: s.Title, Text: s.Text, Engine: Engine{Version: Version, Rules: a.rules.Hash(), Model: a.models.hash}}
	if n := len(mentions) + len(said); n > 0 { // a document without marks is the same made or read
		d.Annotations = make([]Annotation, 0, n)
	}
	if n := len(who.Entities); n > 0 {
		d.Entities = make([]Entity, 0, n)
	}
	if d.Title == "" {
		d.Title = TitleOf(s.Text)
	}
	for i := range who.Entities {
		d.Entities = append(d.Entities, entity(s.Text, i, &who.Entities[i], &where[i], a.models.places))
	}
	// Both lists are nearly in the document's order: laid between one another, there is little or nothing left to sort.
	for i, j := 0, 0; i < len(mentions) || j < len(said); {
		if j == len(said) || i < len(mentions) && mentions[i].Span.Compare(said[j].Span) < 0 {
			m := &mentions[i]
			i++
			d.Annotations = append(d.Annotations, Annotation{ID: "a" + strconv.Itoa(i), Kind: m.Kind, Span: m.Span, Entity: d.Entities[who.Of[i-1]].ID, By: m.By, Score: Score(m.Score)})
			continue
		}
		d.Annotations = append(d.Annotations, d.quote(j, &said[j], &who))
		j++
	}
	d.Sort()
	return d
}

// quote makes the mark of quote i.
func (d *Document) quote(i int, q *quotes.Quote, who *entities.Result) Annotation {
	mark := Annotation{ID: "q" + strconv.Itoa(i+1), Kind: q.Kind, Span: q.Span, By: q.By, Score: Score(q.Score)}
	if !q.Speaker.Empty() {
		mark.Speaker = &Speaker{Span: q.Speaker}
	}
	if e := who.Speakers[i]; e >= 0 {
		if mark.Speaker == nil {
			mark.Speaker = &Speaker{}
		}
		mark.Speaker.Entity = d.Entities[e].ID
	}
	if n := len(who.RunnersUp[i]); n > 0 {
		mark.RunnersUp = make([]RunnerUp, n)
		for k, c := range who.RunnersUp[i] {
			mark.RunnersUp[k] = RunnerUp{Entity: d.Entities[c.Entity].ID, Score: Score(c.Score)}
		}
	}
	if !q.Cue.Empty() {
		mark.Cue = &text.Span{Start: q.Cue.Start, End: q.Cue.End}
	}
	return mark
}

func entity(story string, i int, e *entities.Entity, where *places.Choice, g *gazetteer.Gazetteer) Entity {
	out := Entity{ID: "e" + strconv.Itoa(i+1), Kind: e.Kind, Name: story[e.Name.Start:e.Name.End], Country: cmp.Or(where.Country, e.Country)}
	if !e.Role.Empty() {
		out.Role = story[e.Role.Start:e.Role.End]
	}
	if p := where.Place; p != nil {
		at := point(p)
		out.GeoNames, out.Place, out.Approximate = p.GeoNames, &at, where.Around
	}
	for i := range where.Candidates {
		c := &where.Candidates[i]
		name, admin := g.RegionName(c.Region), ""
		if c.Kind != kind.Region || c.County {
			name, admin = out.Name, name
		} else if name == "" { // Puerto Rico: a region without divisions
			name = out.Name
		}
		out.Candidates = append(out.Candidates, Candidate{Kind: c.Kind, Name: name, Admin: admin, Country: c.Country, GeoNames: c.GeoNames, Place: point(&c.Place), Score: Score(c.Score)})
	}
	return out
}

func point(p *gazetteer.Place) Point {
	return Point{Lat: float64(p.Lat) / 1000, Lon: float64(p.Lon) / 1000}
}

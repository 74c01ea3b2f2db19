package documenttest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// words are what random stories are made of: plain ones, and ones whose bytes, code points, UTF-16 units and graphemes differ.
var words = strings.Split("the minister said on Monday that talks with rebels would resume in Aleppo Geneva John Kerry N'Djamena "+
	"Zoë Cañada Côte d'Ivoire 北京 東京 Москва Lavrov São Paulo e\u0301mile 👩‍👩‍👧 🇨🇭 😀 “no” «non» <b>bold</b> & \\ New\u00a0York العربية हिन्दी", " ")

var gaps = []string{" ", " ", " ", " ", " ", ", ", ". ", "\n\n", "\r\n", "\u00a0", "\t"}

// Random returns a valid document of about so many words that the seed determines: every kind of mark, nested quotes, speakers
// with and without words or entity, rejected marks, entities with all their fields, and fields that the format does not know.
func Random(seed uint64, size int) *annotate.Document {
	r := rand.New(rand.NewPCG(seed, 1))
	d := &annotate.Document{ID: fmt.Sprintf("random-%d", seed), Title: "A <title> & \"more\" 😀",
		Engine: annotate.Engine{Version: "0.1.0", Rules: "abc"}, Done: seed%3 == 0, Extra: `"wire":{"desk":"a<b"}`}
	var story strings.Builder
	var at []text.Span // of each word
	for range max(size, 4) {
		w := words[r.IntN(len(words))]
		at = append(at, text.Span{Start: story.Len(), End: story.Len() + len(w)})
		story.WriteString(w)
		story.WriteString(gaps[r.IntN(len(gaps))])
	}
	d.Text = story.String()
	g := &generator{Rand: r, d: d, at: at}
	g.entities(3 + size/20)
	g.names()
	g.quotes()
	d.Sort()
	return d
}

type generator struct {
	*rand.Rand
	d  *annotate.Document
	at []text.Span
	id int
}

func (g *generator) span(first, last int) text.Span {
	return text.Span{Start: g.at[first].Start, End: g.at[last].End}
}

func (g *generator) entities(n int) {
	for i := range n {
		k := kind.Person + kind.Kind(g.IntN(int(kind.Natural)))
		w := g.at[g.IntN(len(g.at))]
		e := annotate.Entity{ID: fmt.Sprintf("e%d", i+1), Kind: k, Name: g.d.Text[w.Start:w.End]}
		if g.IntN(4) == 0 {
			e.Role = "Minister of “Trade”"
		}
		if g.IntN(3) == 0 {
			e.Country, e.GeoNames = "CH", 1+g.IntN(1e7)
			e.Place = &annotate.Point{Lat: float64(g.IntN(180000)-90000) / 1000, Lon: float64(g.IntN(360000)-180000) / 1000}
		}
		if k.Type() == kind.Location && g.IntN(3) == 0 {
			e.Approximate = e.Place != nil && g.IntN(2) == 0
			for n := g.IntN(3); n > 0; n-- {
				e.Candidates = append(e.Candidates, annotate.Candidate{Kind: kind.Settlement, Name: "Springfield", Admin: "Ill.", Country: "US", GeoNames: g.IntN(9),
					Place: annotate.Point{Lat: 39.8, Lon: -89.644}, Score: annotate.Score(g.IntN(1001))})
			}
		}
		if g.IntN(6) == 0 {
			e.Extra = `"wikidata":"Q1"`
		}
		g.d.Entities = append(g.d.Entities, e)
	}
}

// mark makes a mark and puts it among the annotations or, one in ten, the rejected.
func (g *generator) mark(k kind.Kind, s text.Span, prefix string) annotate.Annotation {
	g.id++
	a := annotate.Annotation{ID: fmt.Sprintf("%s%d", prefix, g.id), Kind: k, Span: s, By: []string{"rule:title-name", "model", "rule:x"}[g.IntN(3)],
		Score: annotate.Score(g.IntN(1001)), State: annotate.State(g.IntN(3))}
	if g.IntN(12) == 0 {
		a.Extra = `"note":[1,2.50,{"x":null}]`
	}
	return a
}

func (g *generator) put(a annotate.Annotation) {
	if g.IntN(10) == 0 {
		g.d.Rejected = append(g.d.Rejected, a)
	} else {
		g.d.Annotations = append(g.d.Annotations, a)
	}
}

func (g *generator) names() {
	for i := 0; i < len(g.at); i += 1 + g.IntN(6) {
		last := min(i+g.IntN(2), len(g.at)-1)
		e := g.d.Entities[g.IntN(len(g.d.Entities))]
		a := g.mark(e.Kind, g.span(i, last), "a")
		if g.IntN(15) > 0 {
			a.Entity = e.ID
		}
		g.put(a)
		i = last
	}
}

func (g *generator) quotes() {
	var actors []string
	for _, e := range g.d.Entities {
		if e.Kind.Type() == kind.Actor {
			actors = append(actors, e.ID)
		}
	}
	for i := 0; i+12 < len(g.at); i += 12 + g.IntN(30) {
		q := g.mark(kind.Direct+kind.Kind(g.IntN(3)), g.span(i, i+4+g.IntN(7)), "q")
		s := annotate.Speaker{}
		if g.IntN(4) > 0 {
			s.Span = g.span(i+12, i+12)
		}
		if len(actors) > 0 && g.IntN(3) > 0 {
			s.Entity = actors[g.IntN(len(actors))]
		}
		if s != (annotate.Speaker{}) {
			q.Speaker = &s
		}
		for _, e := range actors[:min(len(actors), g.IntN(3))] {
			q.RunnersUp = append(q.RunnersUp, annotate.RunnerUp{Entity: e, Score: annotate.Score(g.IntN(1001))})
		}
		if cue := g.at[i+11]; g.IntN(3) > 0 {
			q.Cue = &cue
		}
		g.put(q)
		if g.IntN(5) == 0 { // a report inside the report (Q11)
			g.put(g.mark(kind.Indirect, g.span(i+1, i+3), "q"))
		}
	}
}

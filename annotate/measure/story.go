// Package measure holds documents against gold ones, and annotators against each other.
//
// Offsets are code points throughout: gold files, documents and other tools' output meet here.
package measure

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/text"
)

// Story is a story with marks, gold ones or a system's.
type Story struct {
	ID     string
	Text   string
	Layers []string // that are annotated in gold: name, toponym, quote, actor, location, speaker, cue
	Spans  []Span   // in the order of the file
	Marks  []Mark   // the same as a system's
	Sum    [sha256.Size]byte
}

// Span is one span of a gold file: {"layer", "kind", "start", "end", …}.
type Span struct {
	Layer       string   `json:"layer"`
	Kind        string   `json:"kind"`
	Start       int      `json:"start"`
	End         int      `json:"end"`
	Text        string   `json:"text"`
	Ref         string   `json:"ref"`         // the entity of a mark, the quotes of a speaker or cue
	Entity      string   `json:"entity"`      // whom a speaker means, "" for nobody known
	Attribution *string  `json:"attribution"` // what content, source and cue of a quote have in common
	Quoted      string   `json:"quoted"`
	QuotedSpan  string   `json:"quoted_span"`
	Lat         number   `json:"lat"`
	Lon         number   `json:"lon"`
	Attrs       struct { // where corpora keep what is their own
		Lat number `json:"lat"`
		Lon number `json:"lon"`
	} `json:"attrs"`
}

// number is a number that may be written as a string, or not be there.
type number struct {
	value float64
	given bool
}

// UnmarshalJSON reads 4.5, "4.5", "" and null.
func (n *number) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	if s == "" || s == "null" {
		return nil
	}
	f, err := strconv.ParseFloat(s, 64)
	*n = number{f, true}
	return err
}

// Mark is a mark of a system.
type Mark struct {
	Type, Kind string
	Class      string // person, organization or place; "" for what is none of them
	Start, End int
	Entity     string
	Speaker    *Stretch // its words
	Cue        *Stretch
	Said       string // the entity that its speaker means
	Place      *annotate.Point
	By         string
	Sure       annotate.Score // 0 where the system does not say
}

// Stretch is a span without a kind.
type Stretch struct{ Start, End int }

var (
	persons       = []string{"PERSON", "PER"}
	organizations = []string{"ORGANIZATION", "ORGANISATION", "ORG"}
	places        = []string{"LOCATION", "LOC", "GPE", "FACILITY", "FAC", "COUNTRY", "CITY", "STATE_OR_PROVINCE", "PLACE"}
)

// classOf returns the class of a gold name's kind.
func classOf(kind string) string {
	kind = strings.ToUpper(kind)
	switch {
	case slices.Contains(persons, kind):
		return "person"
	case slices.Contains(organizations, kind):
		return "organization"
	case slices.Contains(places, kind):
		return "place"
	}
	return ""
}

// Read reads one story: a document, or a line of a gold file, {"id", "text", "layers", "spans"}. A document's layers are those of full gold.
func Read(b []byte) (*Story, error) {
	var s struct {
		Format string          `json:"format"`
		ID     string          `json:"id"`
		Text   *string         `json:"text"`
		Layers []string        `json:"layers"`
		Spans  json.RawMessage `json:"spans"`
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, fmt.Errorf("no JSON object with id, text and spans: %w", err)
	}
	if s.Format != "" {
		d, err := annotate.Read(b)
		if err != nil {
			return nil, err
		}
		return FromDocument(d), nil
	}
	if s.Text == nil || s.Spans == nil {
		return nil, errors.New(`want a document, or {"id", "text", "layers", "spans"}`)
	}
	story := &Story{ID: s.ID, Text: *s.Text, Layers: s.Layers, Sum: sha256.Sum256([]byte(*s.Text))}
	if err := json.Unmarshal(s.Spans, &story.Spans); err != nil {
		return nil, fmt.Errorf("spans: %w", err)
	}
	offsets := text.NewOffsets(story.Text)
	for i := range story.Spans {
		p := &story.Spans[i]
		if !p.Lat.given && !p.Lon.given {
			p.Lat, p.Lon = p.Attrs.Lat, p.Attrs.Lon
		}
		start, ok := offsets.FromCodePoint(p.Start)
		end, also := offsets.FromCodePoint(p.End)
		if !ok || !also || start >= end {
			return nil, fmt.Errorf("span %d–%d is outside the text or empty", p.Start, p.End)
		}
		if p.Text != "" && story.Text[start:end] != p.Text {
			return nil, fmt.Errorf("%d–%d is %q in the text, but the span says %q: offsets count code points", p.Start, p.End, story.Text[start:end], p.Text)
		}
	}
	story.Marks = marksOf(story.Spans)
	slices.SortStableFunc(story.Marks, func(a, b Mark) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	return story, nil
}

// marksOf takes another tool's spans as a system's marks.
func marksOf(spans []Span) []Mark {
	var list []Mark
	speakers := map[string]*Stretch{}
	for _, s := range spans {
		if s.Layer == "speaker" {
			for _, ref := range strings.Split(s.Ref, ",") {
				if speakers[ref] == nil {
					speakers[ref] = &Stretch{s.Start, s.End}
				}
			}
		}
	}
	for _, s := range spans {
		switch {
		case s.Layer == "name":
			list = append(list, Mark{Type: "name", Kind: s.Kind, Class: classOf(s.Kind), Start: s.Start, End: s.End})
		case s.Layer == "quote" && isContent(s.Kind):
			list = append(list, Mark{Type: "quote", Kind: cmp.Or(s.Quoted, s.Kind), Start: s.Start, End: s.End, Speaker: speakers[s.Ref]})
		case s.Layer == "actor" || s.Layer == "location":
			list = append(list, Mark{Type: s.Layer, Kind: s.Kind, Class: classOfMark(s.Layer, s.Kind), Start: s.Start, End: s.End, Entity: s.Ref})
		}
	}
	return list
}

func classOfMark(typ, kind string) string {
	switch {
	case typ == "location", kind == "state":
		return "place"
	case typ == "actor" && (kind == "person" || kind == "organization"):
		return kind
	}
	return ""
}

func isContent(kind string) bool {
	return kind == "content" || kind == "direct" || kind == "mixed" || kind == "indirect"
}

// FromDocument takes a document as a story: as gold, all its layers are annotated.
func FromDocument(d *annotate.Document) *Story {
	s := &Story{ID: d.ID, Text: d.Text, Sum: sha256.Sum256([]byte(d.Text)), Layers: []string{"actor", "location", "quote", "speaker", "cue"}}
	offsets := text.NewOffsets(d.Text)
	span := func(p text.Span) (int, int) { return offsets.CodePoint(p.Start), offsets.CodePoint(p.End) }
	places := map[string]*annotate.Point{}
	for _, e := range d.Entities {
		places[e.ID] = e.Place
	}
	for i := range d.Annotations {
		a := &d.Annotations[i]
		m := Mark{Type: a.Kind.Type().String(), Kind: a.Kind.String(), Entity: a.Entity, Place: places[a.Entity], By: a.By, Sure: a.Score}
		m.Class = classOfMark(m.Type, m.Kind)
		m.Start, m.End = span(a.Span)
		g := Span{Layer: m.Type, Kind: m.Kind, Start: m.Start, End: m.End, Text: d.Text[a.Start:a.End], Ref: a.Entity}
		if m.Type == "quote" {
			g.Ref = a.ID
		}
		s.Spans = append(s.Spans, g)
		if a.Speaker != nil {
			m.Said = a.Speaker.Entity
		}
		if a.Speaker != nil && !a.Speaker.Empty() {
			start, end := span(a.Speaker.Span)
			m.Speaker = &Stretch{start, end}
			s.Spans = append(s.Spans, Span{Layer: "speaker", Start: start, End: end, Text: d.Text[a.Speaker.Start:a.Speaker.End], Ref: a.ID, Entity: m.Said})
		}
		if a.Cue != nil {
			start, end := span(*a.Cue)
			m.Cue = &Stretch{start, end}
			s.Spans = append(s.Spans, Span{Layer: "cue", Start: start, End: end, Text: d.Text[a.Cue.Start:a.Cue.End], Ref: a.ID})
		}
		s.Marks = append(s.Marks, m)
	}
	return s
}

// shared is how many code points two spans have in common.
func shared(aStart, aEnd, bStart, bEnd int) int { return max(0, min(aEnd, bEnd)-max(aStart, bStart)) }

func overlap(m *Mark, g *Span) int { return shared(m.Start, m.End, g.Start, g.End) }

// jaccard is the share of the code points of either that both hold.
func jaccard(m *Mark, g *Span) float64 {
	o := overlap(m, g)
	if o == 0 {
		return 0
	}
	return float64(o) / float64(m.End-m.Start+g.End-g.Start-o)
}

// rounded keeps so many digits behind the point.
func rounded(f float64, digits int) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'f', digits, 64), 64)
	return r
}

func round1(f float64) float64 { return rounded(f, 1) }

// kilometres between two points of the map, along the great circle.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	p1, p2 := rad(lat1), rad(lat2)
	h := math.Pow(math.Sin((p2-p1)/2), 2) + math.Cos(p1)*math.Cos(p2)*math.Pow(math.Sin(rad(lon2-lon1)/2), 2)
	return 12742 * math.Asin(math.Min(1, math.Sqrt(h)))
}

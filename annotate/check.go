package annotate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// Compare orders marks as documents do: by start, then longer first; of marks with one span the quote first, as it holds the
// other, then by id (shorter ids first, so that a9 comes before a10). Marks of one document never compare equal.
func Compare(a, b *Annotation) int {
	if c := a.Span.Compare(b.Span); c != 0 {
		return c
	}
	if aq, bq := a.Kind.Type() == kind.Quote, b.Kind.Type() == kind.Quote; aq != bq {
		if aq {
			return -1
		}
		return 1
	}
	if c := cmp.Compare(len(a.ID), len(b.ID)); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// Sort puts the document's marks, rejected ones too, into the document's order (see Compare). A sorted document costs one look.
func (d *Document) Sort() {
	for _, list := range [][]Annotation{d.Annotations, d.Rejected} {
		byOrder := func(a, b Annotation) int { return Compare(&a, &b) }
		if !slices.IsSortedFunc(list, byOrder) {
			order.By(list, byOrder)
		}
	}
}

// Problem is a fault of a document as Check and Read find it.
type Problem struct {
	Path    string // of the JSON value, such as annotations[3].entity
	ID      string // of the mark or entity, or ""
	Message string // what is wrong
}

// Error names the place, the id and the fault.
func (p *Problem) Error() string {
	if p.ID == "" {
		return p.Path + ": " + p.Message
	}
	return p.Path + " (" + p.ID + "): " + p.Message
}

// Check reports the first fault of the document, or nil: text that is not UTF-8, an empty or repeated id, a kind outside its
// list, a span out of range, empty or inside a grapheme (M1), marks out of order, actors or locations that overlap (M2), an
// entity that is not there or of the other type, a speaker or cue on what is no quote. The error is a *Problem. Every document
// that the engine, Read or an edit returns passes.
func (d *Document) Check() error {
	if p := d.check(); p != nil {
		return &Problem{Path: p.path(), ID: p.id, Message: p.message}
	}
	return nil
}

// fault is a Problem before it is put in words: Read turns it into a line and column.
type fault struct {
	list    string // "annotations", "rejected", "entities", or the field of the document
	index   int    // in that list, -1 for a field of the document
	field   string // within the list's object, or ""
	id      string
	message string
}

func (f *fault) path() string {
	if f.index < 0 {
		return f.list
	}
	p := fmt.Sprintf("%s[%d]", f.list, f.index)
	if f.field != "" {
		p += "." + f.field
	}
	return p
}

// checker holds what the checks of single marks need to know of the whole document.
type checker struct {
	d        *Document
	entities map[string]kind.Type
	marks    map[string]bool
}

func (d *Document) check() *fault {
	if !utf8.ValidString(d.Text) {
		return &fault{list: "text", index: -1, message: "not UTF-8"}
	}
	c := &checker{d: d, entities: make(map[string]kind.Type, len(d.Entities)), marks: make(map[string]bool, len(d.Annotations)+len(d.Rejected))}
	for i := range d.Entities {
		if f := c.entity(&d.Entities[i]); f != nil {
			f.list, f.index, f.id = "entities", i, d.Entities[i].ID
			return f
		}
	}
	if f := c.list("annotations", d.Annotations); f != nil {
		return f
	}
	return c.list("rejected", d.Rejected)
}

func (c *checker) list(name string, marks []Annotation) *fault {
	last := -1 // the actor or location before this one
	for i := range marks {
		a := &marks[i]
		f := c.mark(a)
		if f == nil && i > 0 && Compare(&marks[i-1], a) > 0 {
			f = &fault{message: "out of order: marks are sorted by start, then longer first"}
		}
		if f == nil && name == "annotations" && a.Kind.Type() != kind.Quote {
			if last >= 0 && marks[last].Overlaps(a.Span) {
				f = &fault{message: fmt.Sprintf("%s overlaps %s %s: actors and locations never overlap (M2)",
					c.quoted(a.Span), marks[last].ID, c.quoted(marks[last].Span))}
			}
			last = i
		}
		if f != nil {
			f.list, f.index, f.id = name, i, a.ID
			return f
		}
	}
	return nil
}

func (c *checker) mark(a *Annotation) *fault {
	switch {
	case a.ID == "":
		return &fault{field: "id", message: "empty"}
	case c.marks[a.ID]:
		return &fault{field: "id", message: "used by another mark"}
	case a.Kind == kind.None || a.Kind > kind.Indirect:
		return &fault{field: "kind", message: fmt.Sprintf("unknown kind %d", a.Kind)}
	case !knownBy(a.By):
		return &fault{field: "by", message: fmt.Sprintf("%q: want rule:<id>, model or editor", a.By)}
	case a.Score > 1000:
		return &fault{field: "score", message: "greater than 1"}
	case a.State > Edited:
		return &fault{field: "state", message: fmt.Sprintf("unknown state %d", a.State)}
	}
	c.marks[a.ID] = true
	if f := c.span(a.Span, ""); f != nil {
		return f
	}
	if a.Kind.Type() != kind.Quote {
		if a.Speaker != nil {
			return &fault{field: "speaker", message: "only a quote has a speaker"}
		}
		if a.Cue != nil || a.CueExtra != "" {
			return &fault{field: "cue", message: "only a quote has a cue"}
		}
		if len(a.RunnersUp) > 0 {
			return &fault{field: "runners_up", message: "only a quote has runners-up of a speaker"}
		}
		return c.refers("entity", a.Entity, a.Kind.Type())
	}
	if a.Entity != "" {
		return &fault{field: "entity", message: "a quote has no entity of its own: it belongs to its speaker"}
	}
	if a.Cue != nil {
		if f := c.span(*a.Cue, "cue."); f != nil {
			return f
		}
	}
	if f := c.runners(a.RunnersUp); f != nil {
		return f
	}
	return c.speaker(a.Speaker)
}

func (c *checker) speaker(s *Speaker) *fault {
	switch {
	case s == nil:
		return nil
	case s.Span != text.Span{}:
		if f := c.span(s.Span, "speaker."); f != nil {
			return f
		}
	case s.Entity == "":
		return &fault{field: "speaker", message: "neither words nor an entity: leave it out where nobody is named"}
	}
	return c.refers("speaker.entity", s.Entity, kind.Actor)
}

func (c *checker) refers(field, entity string, want kind.Type) *fault {
	if entity == "" {
		return nil
	}
	switch t := c.entities[entity]; t {
	case want:
		return nil
	case kind.NoType:
		return &fault{field: field, message: fmt.Sprintf("%q is not among the entities", entity)}
	default:
		return &fault{field: field, message: fmt.Sprintf("%q is of type %s: want an entity of type %s", entity, t, want)}
	}
}

func (c *checker) span(s text.Span, prefix string) *fault {
	switch t := c.d.Text; {
	case s.Start < 0 || s.Start > len(t):
		return &fault{field: prefix + "start", message: "outside the text"}
	case s.End > len(t):
		return &fault{field: prefix + "end", message: "outside the text"}
	case s.End <= s.Start:
		return &fault{field: prefix + "end", message: "not behind the start: a mark holds at least one character"}
	case !text.IsBoundary(t, s.Start):
		return &fault{field: prefix + "start", message: "inside a character that is written with several code points (M1)"}
	case !text.IsBoundary(t, s.End):
		return &fault{field: prefix + "end", message: "inside a character that is written with several code points (M1)"}
	}
	return nil
}

// Check returns what is wrong with what the entity says of its place.
func (e *Entity) Check() error {
	if f := e.where(); f != nil {
		return errors.New(f.field + ": " + f.message)
	}
	return nil
}

func (c *checker) entity(e *Entity) *fault {
	switch {
	case e.ID == "":
		return &fault{field: "id", message: "empty"}
	case c.entities[e.ID] != kind.NoType:
		return &fault{field: "id", message: "used by another entity"}
	case e.Kind == kind.None || e.Kind >= kind.Direct:
		return &fault{field: "kind", message: fmt.Sprintf("%q: an entity is an actor or a location", e.Kind)}
	case e.Name == "":
		return &fault{field: "name", message: "empty"}
	}
	if f := e.where(); f != nil {
		return f
	}
	for i := range e.Candidates {
		if f := e.Candidates[i].check(); f != nil {
			return f
		}
	}
	c.entities[e.ID] = e.Kind.Type()
	return nil
}

func (e *Entity) where() *fault {
	switch {
	case e.Country != "" && !isCountry(e.Country):
		return &fault{field: "country", message: fmt.Sprintf("%q: want two capital letters (ISO 3166-1)", e.Country)}
	case e.GeoNames < 0:
		return &fault{field: "geonames", message: "negative"}
	case e.Place != nil && !(-90 <= e.Place.Lat && e.Place.Lat <= 90):
		return &fault{field: "lat", message: "outside -90 to 90"}
	case e.Approximate && e.Place == nil:
		return &fault{field: "approximate", message: "without lat and lon"}
	case e.Place != nil && !(-180 <= e.Place.Lon && e.Place.Lon <= 180):
		return &fault{field: "lon", message: "outside -180 to 180"}
	}
	return nil
}

func (c *Candidate) check() *fault {
	switch {
	case c.Kind.Type() != kind.Location:
		return &fault{field: "candidates.kind", message: fmt.Sprintf("%q: a candidate is a location", c.Kind)}
	case c.Name == "":
		return &fault{field: "candidates.name", message: "empty"}
	case c.Country != "" && !isCountry(c.Country):
		return &fault{field: "candidates.country", message: fmt.Sprintf("%q: want two capital letters (ISO 3166-1)", c.Country)}
	case c.GeoNames < 0:
		return &fault{field: "candidates.geonames", message: "negative"}
	case !(-90 <= c.Place.Lat && c.Place.Lat <= 90):
		return &fault{field: "candidates.lat", message: "outside -90 to 90"}
	case !(-180 <= c.Place.Lon && c.Place.Lon <= 180):
		return &fault{field: "candidates.lon", message: "outside -180 to 180"}
	case c.Score > 1000:
		return &fault{field: "candidates.score", message: "more than 1"}
	}
	return nil
}

func (c *checker) quoted(s text.Span) string { return quoted(c.d.Text[s.Start:s.End]) }

// quoted returns words of the story for a message, the middle of long ones left out.
func quoted(s string) string {
	r := []rune(s)
	if len(r) > 48 {
		s = string(r[:30]) + " … " + string(r[len(r)-12:])
	}
	return fmt.Sprintf("%q", s)
}

func knownBy(by string) bool {
	return by == "model" || by == Editor || len(by) > len("rule:") && strings.HasPrefix(by, "rule:")
}

func isCountry(c string) bool {
	return len(c) == 2 && 'A' <= c[0] && c[0] <= 'Z' && 'A' <= c[1] && c[1] <= 'Z'
}

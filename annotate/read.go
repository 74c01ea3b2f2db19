package annotate

import (
	"bytes"
	"errors"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/annotate/kind"
	"stet/annotate/text"
)

// Read reads a document in the stet/1 format: what AppendJSON and AppendLines write, and what others write by the same contract.
// It returns a whole document that Check passes or an error, a *ReadError. Fields that it does not know are kept (see Extra);
// id, title, engine, text_sha256 and rejected may be absent, null is as good as absent, and marks may come in any order.
// Offsets are held against each mark's own "text", and offsets in bytes or UTF-16 units are recognised and said.
func Read(b []byte) (*Document, error) {
	r := &reader{scanner: scanner{src: bytes.TrimPrefix(b, []byte("\ufeff"))}, d: &Document{}, interned: map[string]string{}}
	err := r.document()
	if err == nil {
		return r.d, nil
	}
	e := &ReadError{Message: err.Error()}
	pos := len(r.src)
	if s, ok := errors.AsType[*syntaxError](err); ok {
		pos = s.pos
	} else if f, ok := errors.AsType[*readFault](err); ok {
		pos, e.Path, e.ID, e.Message = f.pos, f.path(), f.id, f.message
	}
	before := r.src[:pos]
	e.Line = bytes.Count(before, []byte("\n")) + 1
	e.Column = utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return nil, e
}

// UnmarshalJSON is Read for encoding/json; a document that cannot be read leaves d as it was.
func (d *Document) UnmarshalJSON(b []byte) error {
	read, err := Read(b)
	if err == nil {
		*d = *read
	}
	return err
}

// readFault is a fault of a value, and where in the file it stands.
type readFault struct {
	fault
	pos int
}

func (f *readFault) Error() string { return f.message }

type reader struct {
	scanner
	d        *Document
	offsets  cursor
	interned map[string]string
	places   map[string][]int // where the objects of each list begin

	sum   string // of the text, as given
	sumAt int    // where; 0 once it is verified

	list  string // what is being read, for messages
	index int
	id    string
}

func (r *reader) wrong(pos int, field, message string) error {
	f := fault{list: r.list, index: r.index, field: field, id: r.id, message: message}
	if r.list == "" {
		f.list, f.index, f.field = field, -1, ""
	}
	return &readFault{f, pos}
}

var documentFields = []string{"format", "id", "title", "text", "text_sha256", "offset_unit", "engine", "done", "annotations", "entities", "rejected"}

func (r *reader) document() error {
	if i := firstInvalid(r.src); i >= 0 {
		return &syntaxError{i, "not UTF-8"}
	}
	var format, unit string
	var later []string
	at, err := r.object("", members{known: documentFields, keep: &r.d.Extra}, func(field string) (err error) {
		switch field {
		case "format":
			format, err = r.str(field)
		case "id":
			r.d.ID, err = r.str(field)
		case "title":
			r.d.Title, err = r.str(field)
		case "text":
			r.d.Text, err = r.str(field)
		case "text_sha256":
			r.sumAt = r.pos
			r.sum, err = r.str(field)
		case "offset_unit":
			unit, err = r.str(field)
		case "engine":
			err = r.engine()
		case "done":
			r.d.Done, err = r.bool(field)
		default:
			if r.d.Text != "" && format == Format && unit == offsetUnit {
				return r.readList(field)
			}
			later = append(later, field) // a list needs the text and its unit, and they come behind it
			_, err = r.skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	if r.peek() != 0 || r.pos < len(r.src) {
		return r.unexpected("nothing behind the document")
	}
	switch {
	case at.of("format") == 0:
		return r.wrong(0, "format", `missing: this is no Stet document, whose first field is "format": "`+Format+`"`)
	case format != Format:
		return r.wrong(at.of("format"), "format", strconv.Quote(format)+`: this program reads "`+Format+`"`)
	case unit != "" && unit != offsetUnit:
		return r.wrong(at.of("offset_unit"), "offset_unit", strconv.Quote(unit)+`: `+Format+` counts in "`+offsetUnit+`"`)
	}
	if name := at.missing("text", "offset_unit", "annotations", "entities"); name != "" {
		return r.wrong(0, name, "missing")
	}
	for _, name := range later {
		if r.pos = at.of(name); r.pos > 0 {
			if err := r.readList(name); err != nil {
				return err
			}
		}
	}
	if err := r.verify(); err != nil {
		return err
	}
	return r.finish(at)
}

// readList reads the list that begins here.
func (r *reader) readList(name string) error {
	if r.offsets.offsets == nil {
		r.offsets = cursor{offsets: text.NewOffsets(r.d.Text), source: r.d.Text}
		r.places = map[string][]int{}
		if err := r.verify(); err != nil { // before the marks: theirs would be faults that follow from this one
			return err
		}
	}
	switch name {
	case "entities":
		return each(r, name, &r.d.Entities, r.entity)
	case "annotations":
		return each(r, name, &r.d.Annotations, r.annotation)
	default:
		return each(r, name, &r.d.Rejected, r.annotation)
	}
}

// verify holds the text against its sum, as soon as both are known.
func (r *reader) verify() error {
	if r.sumAt == 0 {
		return nil
	}
	at := r.sumAt
	r.sumAt = 0
	if want := digest(r.d.Text); !strings.EqualFold(want, r.sum) {
		return r.wrong(at, "text_sha256", "the text has "+want+": the text or this sum was changed after the document was written")
	}
	return nil
}

// finish sorts the marks and checks the document as a whole.
func (r *reader) finish(at positions) error {
	for _, m := range []*marksAt{{r.d.Annotations, r.places["annotations"]}, {r.d.Rejected, r.places["rejected"]}} {
		if !sort.IsSorted(m) {
			sort.Sort(m)
		}
	}
	if f := r.d.check(); f != nil {
		pos := at.of(f.list)
		if f.index >= 0 {
			pos = r.places[f.list][f.index]
		}
		return &readFault{*f, pos}
	}
	return nil
}

func each[T any](r *reader, name string, list *[]T, element func(*T) error) error {
	if r.peek() != '[' {
		return r.wrong(r.pos, name, "want an array")
	}
	var places []int
	err := r.array(func(i int) error {
		r.list, r.index, r.id = name, i, ""
		places = append(places, r.pos)
		if len(*list) == cap(*list) { // twice as long at once: marks are large, and copying them often is slow
			*list = slices.Grow(*list, max(16, len(*list)))
		}
		*list = (*list)[:i+1]
		return element(&(*list)[i])
	})
	r.places[name] = places
	if err == nil {
		r.list, r.id = "", ""
	}
	return err
}

// marksAt sorts marks and, along with them, where they stand in the file.
type marksAt struct {
	marks []Annotation
	at    []int
}

func (m *marksAt) Len() int           { return len(m.marks) }
func (m *marksAt) Less(i, j int) bool { return Compare(&m.marks[i], &m.marks[j]) < 0 }
func (m *marksAt) Swap(i, j int) {
	m.marks[i], m.marks[j] = m.marks[j], m.marks[i]
	m.at[i], m.at[j] = m.at[j], m.at[i]
}

func (r *reader) engine() error {
	e := &r.d.Engine
	_, err := r.object("engine.", members{known: []string{"version", "rules", "model"}, keep: &e.Extra}, func(field string) (err error) {
		switch field {
		case "version":
			e.Version, err = r.str("engine." + field)
		case "rules":
			e.Rules, err = r.str("engine." + field)
		case "model":
			e.Model, err = r.str("engine." + field)
		}
		return err
	})
	return err
}

var annotationFields = []string{"id", "type", "kind", "start", "end", "text", "entity", "speaker", "cue", "runners_up", "by", "score", "state"}

func (r *reader) annotation(a *Annotation) error {
	begin := r.pos
	var typ kind.Type
	var words stretch
	at, err := r.object("", members{known: annotationFields, keep: &a.Extra}, func(field string) (err error) {
		switch field {
		case "id":
			a.ID, err = r.str(field)
			r.id = a.ID
		case "type":
			typ, err = r.typ()
		case "kind":
			a.Kind, err = r.kind()
		case "start", "end", "text":
			err = r.part(&words, "", field)
		case "entity":
			a.Entity, err = r.name(field)
		case "speaker":
			a.Speaker, err = r.speaker()
		case "cue":
			a.Cue, err = r.cue(&a.CueExtra)
		case "runners_up":
			a.RunnersUp, err = r.runners()
		case "by":
			a.By, err = r.name(field)
		case "score":
			a.Score, err = r.score()
		case "state":
			a.State, err = r.state()
		}
		return err
	})
	if err != nil {
		return err
	}
	if name := at.missing("id", "type", "kind", "start", "end", "text", "by", "score", "state"); name != "" {
		return r.wrong(begin, name, "missing")
	}
	if typ != a.Kind.Type() {
		return r.wrong(at.of("kind"), "kind", a.Kind.String()+" is a kind of "+a.Kind.Type().String()+", not of "+typ.String())
	}
	a.Span, err = r.resolve(words, "")
	return err
}

func (r *reader) speaker() (*Speaker, error) {
	s := &Speaker{}
	var words stretch
	begin := r.pos
	at, err := r.object("speaker.", members{known: []string{"start", "end", "text", "entity"}, keep: &s.Extra}, func(field string) (err error) {
		if field == "entity" {
			s.Entity, err = r.name("speaker.entity")
			return err
		}
		return r.part(&words, "speaker.", field)
	})
	if err != nil {
		return nil, err
	}
	if at.of("start") == 0 && at.of("end") == 0 && at.of("text") == 0 {
		return s, nil
	}
	s.Span, err = r.whole(words, at, begin, "speaker.")
	return s, err
}

func (r *reader) cue(extra *Extra) (*text.Span, error) {
	var words stretch
	begin := r.pos
	at, err := r.object("cue.", members{known: []string{"start", "end", "text"}, keep: extra}, func(field string) error {
		return r.part(&words, "cue.", field)
	})
	if err != nil {
		return nil, err
	}
	span, err := r.whole(words, at, begin, "cue.")
	return &span, err
}

// whole resolves a stretch that must have all its parts.
func (r *reader) whole(s stretch, at positions, begin int, prefix string) (text.Span, error) {
	if name := at.missing("start", "end", "text"); name != "" {
		return text.Span{}, r.wrong(begin, prefix+name, "missing")
	}
	return r.resolve(s, prefix)
}

var entityFields = []string{"id", "type", "kind", "name", "role", "country", "geonames", "lat", "lon", "approximate", "candidates"}

var candidateFields = []string{"kind", "name", "admin", "country", "geonames", "lat", "lon", "score"}

func (r *reader) entity(e *Entity) error {
	begin := r.pos
	var typ kind.Type
	var place Point
	at, err := r.object("", members{known: entityFields, keep: &e.Extra}, func(field string) (err error) {
		switch field {
		case "id":
			e.ID, err = r.name(field)
			r.id = e.ID
		case "type":
			typ, err = r.typ()
		case "kind":
			e.Kind, err = r.kind()
		case "name":
			e.Name, err = r.str(field)
		case "role":
			e.Role, err = r.str(field)
		case "country":
			e.Country, err = r.name(field)
		case "geonames":
			e.GeoNames, err = r.natural(field)
		case "lat":
			place.Lat, err = r.float(field)
		case "lon":
			place.Lon, err = r.float(field)
		case "approximate":
			e.Approximate, err = r.bool(field)
		case "candidates":
			if r.peek() != '[' {
				return r.wrong(r.pos, field, "want an array")
			}
			err = r.array(func(int) error {
				var c Candidate
				err := r.candidate(&c)
				e.Candidates = append(e.Candidates, c)
				return err
			})
		}
		return err
	})
	if err != nil {
		return err
	}
	if name := at.missing("id", "type", "kind", "name"); name != "" {
		return r.wrong(begin, name, "missing")
	}
	if typ != e.Kind.Type() {
		return r.wrong(at.of("kind"), "kind", e.Kind.String()+" is a kind of "+e.Kind.Type().String()+", not of "+typ.String())
	}
	if (at.of("lat") == 0) != (at.of("lon") == 0) {
		return r.wrong(begin, "lat", "lat and lon go together")
	}
	if at.of("lat") != 0 {
		e.Place = &place
	}
	return nil
}

func (r *reader) candidate(c *Candidate) error {
	if r.peek() != '{' {
		return r.wrong(r.pos, "candidates", "want objects")
	}
	begin := r.pos
	at, err := r.object("candidates.", members{known: candidateFields, keep: &c.Extra}, func(field string) (err error) {
		switch name := "candidates." + field; field {
		case "kind":
			c.Kind, err = r.kind()
		case "name":
			c.Name, err = r.str(name)
		case "admin":
			c.Admin, err = r.str(name)
		case "country":
			c.Country, err = r.name(name)
		case "geonames":
			c.GeoNames, err = r.natural(name)
		case "lat":
			c.Place.Lat, err = r.float(name)
		case "lon":
			c.Place.Lon, err = r.float(name)
		case "score":
			c.Score, err = r.score()
		}
		return err
	})
	if err != nil {
		return err
	}
	if name := at.missing("kind", "name", "lat", "lon", "score"); name != "" {
		return r.wrong(begin, "candidates."+name, "missing")
	}
	return nil
}

package edit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// fields says which fields each op has in JSON: those it must have, and those it may have.
var fields = map[string]struct{ must, may []string }{
	"accept":  {must: []string{"id"}},
	"reject":  {must: []string{"id"}},
	"restore": {must: []string{"id"}},
	"retag":   {must: []string{"id", "kind"}},
	"resize":  {must: []string{"id", "start", "end"}},
	"add":     {must: []string{"kind", "start", "end"}, may: []string{"entity", "name", "speaker", "cue"}},
	"entity":  {must: []string{"id"}, may: []string{"entity", "name"}},
	"speaker": {must: []string{"id"}, may: []string{"start", "end", "entity", "name"}},
	"cue":     {must: []string{"id"}, may: []string{"start", "end"}},
	"rename":  {must: []string{"entity", "name"}},
	"role":    {must: []string{"entity", "role"}},
	"locate":  {must: []string{"entity"}, may: []string{"country", "geonames", "lat", "lon"}},
	"rekind":  {must: []string{"entity", "kind"}},
	"merge":   {must: []string{"into", "from"}},
	"split":   {must: []string{"marks"}, may: []string{"name"}},
	"finish":  {must: []string{"done"}},
	"revise":  {must: []string{"set"}, may: []string{"label", "replace", "drop", "lost"}},
	"place":   {must: []string{"id", "start", "end"}},
	"forget":  {must: []string{"marks"}},
	"batch":   {must: []string{"edits"}, may: []string{"label"}},
}

// writer appends the members of one edit.
type writer struct {
	b       []byte
	offsets *text.Offsets
}

func (w *writer) key(name string) {
	if w.b[len(w.b)-1] != '{' {
		w.b = append(w.b, ',')
	}
	w.b = append(w.b, '"')
	w.b = append(w.b, name...)
	w.b = append(w.b, '"', ':')
}

func (w *writer) string(name, s string) {
	w.key(name)
	w.b = annotate.AppendString(w.b, s)
}

func (w *writer) optional(name, s string) {
	if s != "" {
		w.string(name, s)
	}
}

func (w *writer) strings(name string, list []string) {
	w.key(name)
	w.b = append(w.b, '[')
	for i, s := range list {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = annotate.AppendString(w.b, s)
	}
	w.b = append(w.b, ']')
}

func (w *writer) span(s text.Span) {
	w.key("start")
	w.b = strconv.AppendInt(w.b, int64(w.offsets.CodePoint(s.Start)), 10)
	w.key("end")
	w.b = strconv.AppendInt(w.b, int64(w.offsets.CodePoint(s.End)), 10)
}

func (w *writer) degrees(name string, f float64) {
	w.key(name)
	w.b = strconv.AppendFloat(w.b, f+0, 'f', -1, 64) // never -0
}

// object appends a member that is an object of a span and an entity, either of which may be missing.
func (w *writer) object(name string, s text.Span, entity string) {
	w.key(name)
	w.b = append(w.b, '{')
	if !s.Empty() {
		w.span(s)
	}
	w.optional("entity", entity)
	w.b = append(w.b, '}')
}

// AppendEdit appends an edit as JSON: {"op":"retag","id":"a7","kind":"organization"}. Offsets are of the edit's document and
// become code points.
func AppendEdit(b []byte, offsets *text.Offsets, e Edit) []byte {
	w := &writer{append(b, '{'), offsets}
	w.string("op", e.Op())
	switch e := e.(type) {
	case Accept:
		w.string("id", e.ID)
	case Reject:
		w.string("id", e.ID)
	case Restore:
		w.string("id", e.ID)
	case Retag:
		w.string("id", e.ID)
		w.string("kind", e.Kind.String())
	case Resize:
		w.string("id", e.ID)
		w.span(e.Span)
	case Add:
		w.string("kind", e.Kind.String())
		w.span(e.Span)
		w.optional("entity", e.Entity)
		w.optional("name", e.Name)
		if e.Speaker != nil {
			w.object("speaker", e.Speaker.Span, e.Speaker.Entity)
		}
		if e.Cue != nil {
			w.object("cue", *e.Cue, "")
		}
	case SetEntity:
		w.string("id", e.ID)
		w.optional("entity", e.Entity)
		w.optional("name", e.Name)
	case SetSpeaker:
		w.string("id", e.ID)
		if !e.Span.Empty() {
			w.span(e.Span)
		}
		w.optional("entity", e.Entity)
		w.optional("name", e.Name)
	case SetCue:
		w.string("id", e.ID)
		if e.Cue != nil {
			w.span(*e.Cue)
		}
	case Rename:
		w.string("entity", e.Entity)
		w.string("name", e.Name)
	case SetRole:
		w.string("entity", e.Entity)
		w.string("role", e.Role)
	case Locate:
		w.string("entity", e.Entity)
		w.optional("country", e.Country)
		if e.GeoNames != 0 {
			w.key("geonames")
			w.b = strconv.AppendInt(w.b, int64(e.GeoNames), 10)
		}
		if e.Place != nil {
			w.degrees("lat", e.Place.Lat)
			w.degrees("lon", e.Place.Lon)
		}
	case Rekind:
		w.string("entity", e.Entity)
		w.string("kind", e.Kind.String())
	case Merge:
		w.string("into", e.Into)
		w.strings("from", e.From)
	case Split:
		w.strings("marks", e.Marks)
		w.optional("name", e.Name)
	case Finish:
		w.key("done")
		w.b = strconv.AppendBool(w.b, e.Done)
	case Revise:
		w.revise(e)
	case Place:
		w.string("id", e.ID)
		w.span(e.Span)
	case Forget:
		w.strings("marks", e.IDs)
	case Batch:
		w.optional("label", e.Label)
		w.key("edits")
		w.b = append(w.b, '[')
		for i, one := range e.Edits {
			if i > 0 {
				w.b = append(w.b, ',')
			}
			w.b = AppendEdit(w.b, offsets, one)
		}
		w.b = append(w.b, ']')
	}
	return append(w.b, '}')
}

// stretch is a span in code points; either end may be missing.
type stretch struct {
	Start  *int   `json:"start"`
	End    *int   `json:"end"`
	Entity string `json:"entity"` // of a speaker
}

// members are the fields of all ops together.
type members struct {
	Op       string     `json:"op"`
	ID       string     `json:"id"`
	Kind     *kind.Kind `json:"kind"`
	Name     string     `json:"name"`
	Role     string     `json:"role"`
	Into     string     `json:"into"`
	Country  string     `json:"country"`
	GeoNames int        `json:"geonames"`
	Lat      *float64   `json:"lat"`
	Lon      *float64   `json:"lon"`
	From     []string   `json:"from"`
	Marks    []string   `json:"marks"`
	stretch
	Speaker *stretch          `json:"speaker"`
	Cue     *stretch          `json:"cue"`
	Done    bool              `json:"done"`
	Label   string            `json:"label"`
	Edits   []json.RawMessage `json:"edits"`
	Replace []struct {
		stretch
		Text string `json:"text"`
	} `json:"replace"`
	Drop []string        `json:"drop"`
	Lost []string        `json:"lost"`
	Set  json.RawMessage `json:"set"`
}

// ReadEdit reads what AppendEdit writes. It is strict: an unknown op, a field that the op does not have or lacks, and an offset
// that the text does not have are errors that say so.
func ReadEdit(b []byte, offsets *text.Offsets) (Edit, error) { return readEdit(b, offsets, 0) }

func readEdit(b []byte, offsets *text.Offsets, depth int) (Edit, error) {
	var given map[string]json.RawMessage
	if err := strict(b, &given); err != nil {
		return nil, err
	}
	var m members
	if err := json.Unmarshal(given["op"], &m.Op); err != nil {
		return nil, errors.New(`an edit begins with its "op"`)
	}
	allowed, ok := fields[m.Op]
	if !ok {
		return nil, fmt.Errorf("unknown op %q", m.Op)
	}
	for _, name := range allowed.must {
		if _, ok := given[name]; !ok {
			return nil, fmt.Errorf("%s lacks %q", m.Op, name)
		}
	}
	names := make([]string, 0, len(given))
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if name != "op" && !slices.Contains(allowed.must, name) && !slices.Contains(allowed.may, name) {
			return nil, fmt.Errorf("%s has no field %q", m.Op, name)
		}
	}
	if err := strict(b, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Op, err)
	}
	e, err := m.edit(offsets, depth)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Op, err)
	}
	return e, nil
}

func (m *members) edit(offsets *text.Offsets, depth int) (e Edit, err error) {
	if m.Kind == nil {
		m.Kind = new(kind.Kind)
	}
	span, spanErr := m.span(offsets)
	switch m.Op {
	case "accept":
		return Accept{m.ID}, nil
	case "reject":
		return Reject{m.ID}, nil
	case "restore":
		return Restore{m.ID}, nil
	case "retag":
		return Retag{m.ID, *m.Kind}, nil
	case "resize":
		return Resize{m.ID, span}, spanErr
	case "entity":
		return SetEntity{m.ID, m.Entity, m.Name}, nil
	case "speaker":
		return SetSpeaker{m.ID, span, m.Entity, m.Name}, spanErr
	case "cue":
		if m.Start == nil && m.End == nil {
			return SetCue{ID: m.ID}, nil
		}
		return SetCue{m.ID, &span}, spanErr
	case "rename":
		return Rename{m.Entity, m.Name}, nil
	case "role":
		return SetRole{m.Entity, m.Role}, nil
	case "locate":
		l := Locate{Entity: m.Entity, Country: m.Country, GeoNames: m.GeoNames}
		if (m.Lat == nil) != (m.Lon == nil) {
			return nil, errors.New(`"lat" and "lon" go together`)
		}
		if m.Lat != nil {
			l.Place = &annotate.Point{Lat: *m.Lat, Lon: *m.Lon}
		}
		return l, nil
	case "rekind":
		return Rekind{m.Entity, *m.Kind}, nil
	case "merge":
		return Merge{m.Into, m.From}, nil
	case "split":
		return Split{m.Marks, m.Name}, nil
	case "finish":
		return Finish{m.Done}, nil
	case "revise":
		return m.revise(offsets)
	case "place":
		return Place{m.ID, span}, spanErr
	case "forget":
		return Forget{m.Marks}, nil
	case "add":
		add := Add{Kind: *m.Kind, Span: span, Entity: m.Entity, Name: m.Name}
		if m.Speaker != nil {
			s, err := m.Speaker.span(offsets)
			if err != nil {
				return nil, err
			}
			add.Speaker = &annotate.Speaker{Span: s, Entity: m.Speaker.Entity}
		}
		if m.Cue != nil {
			s, err := m.Cue.span(offsets)
			if err == nil && m.Cue.Entity != "" {
				err = errors.New(`a cue has no "entity"`)
			}
			if err != nil {
				return nil, err
			}
			add.Cue = &s
		}
		return add, spanErr
	default:
		batch := Batch{Label: m.Label}
		if depth++; depth > 8 {
			return nil, errors.New("batches within batches are nested too deeply")
		}
		for i, raw := range m.Edits {
			one, err := readEdit(raw, offsets, depth)
			if err != nil {
				return nil, fmt.Errorf("edit %d of %d: %w", i+1, len(m.Edits), err)
			}
			batch.Edits = append(batch.Edits, one)
		}
		return batch, nil
	}
}

// span turns code points into bytes. No span at all is an empty one.
func (s stretch) span(offsets *text.Offsets) (text.Span, error) {
	if s.Start == nil && s.End == nil {
		return text.Span{}, nil
	}
	if s.Start == nil || s.End == nil {
		return text.Span{}, errors.New(`"start" and "end" go together`)
	}
	start, ok := offsets.FromCodePoint(*s.Start)
	end, also := offsets.FromCodePoint(*s.End)
	if !ok || !also {
		return text.Span{}, fmt.Errorf("%d to %d is outside the text", *s.Start, *s.End)
	}
	return text.Span{Start: start, End: end}, nil
}

// strict decodes one JSON value and nothing else.
func strict(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something stands behind the value")
	}
	return nil
}

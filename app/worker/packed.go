package worker

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// The packed form of a document, for page and worker of one build: never stored, never sent elsewhere. Numbers are varints.
//
//	version byte
//	strings: count, the length of each, then all their bytes
//	text: its length in bytes, then its bytes
//	the document's own fields: string numbers
//	entities, annotations, rejected: count, then each one's fields; a span as the distance of its start from the last start, and its length
//
// Strings are numbered in the order of first use; 0 is "". Decoding makes one string of all of them and cuts it up.
const packedVersion = 2

// The bits of a mark's flags; the state is above them.
const (
	hasSpeaker = 1 << iota
	hasSpeakerSpan
	hasCue
	hasRunnersUp
	hasExtra   // any of the Extra fields
	stateShift = iota
)

// packer appends the fields behind the string table, and collects that table.
type packer struct {
	b       []byte
	numbers map[string]uint64
	strings []string
	last    int // start of the last span
}

// Pack returns the document in the packed form. The document must pass its Check.
func Pack(d *annotate.Document) []byte {
	n := len(d.Annotations) + len(d.Rejected)
	p := &packer{b: make([]byte, 0, 16*n), numbers: make(map[string]uint64, n+len(d.Entities)), strings: []string{""}}
	p.numbers[""] = 0
	for _, s := range []string{d.ID, d.Title, d.Engine.Version, d.Engine.Rules, d.Engine.Model, string(d.Engine.Extra), string(d.Extra)} {
		p.string(s)
	}
	done := 0
	if d.Done {
		done = 1
	}
	p.number(done)
	p.number(len(d.Entities))
	for i := range d.Entities {
		p.entity(&d.Entities[i])
	}
	p.marks(d.Annotations)
	p.marks(d.Rejected)

	size := 0
	for _, s := range p.strings {
		size += len(s)
	}
	out := make([]byte, 0, len(p.b)+len(d.Text)+size+3*len(p.strings)+32)
	out = append(out, packedVersion)
	out = binary.AppendUvarint(out, uint64(len(p.strings)))
	for _, s := range p.strings {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	for _, s := range p.strings {
		out = append(out, s...)
	}
	out = binary.AppendUvarint(out, uint64(len(d.Text)))
	out = append(out, d.Text...)
	return append(out, p.b...)
}

func (p *packer) number(n int) { p.b = binary.AppendUvarint(p.b, uint64(n)) }

func (p *packer) string(s string) {
	n, known := p.numbers[s]
	if !known {
		n = uint64(len(p.strings))
		p.numbers[s] = n
		p.strings = append(p.strings, s)
	}
	p.b = binary.AppendUvarint(p.b, n)
}

func (p *packer) span(s text.Span) {
	p.b = binary.AppendVarint(p.b, int64(s.Start-p.last))
	p.number(s.Len())
	p.last = s.Start
}

func (p *packer) point(at *annotate.Point) {
	p.b = binary.LittleEndian.AppendUint64(p.b, math.Float64bits(at.Lat))
	p.b = binary.LittleEndian.AppendUint64(p.b, math.Float64bits(at.Lon))
}

func (p *packer) entity(e *annotate.Entity) {
	p.string(e.ID)
	p.b = append(p.b, byte(e.Kind))
	p.string(e.Name)
	p.string(e.Role)
	p.string(e.Country)
	p.number(e.GeoNames)
	if e.Place == nil {
		p.b = append(p.b, 0)
	} else {
		p.b = append(p.b, 1)
		p.point(e.Place)
	}
	if e.Approximate {
		p.b = append(p.b, 1)
	} else {
		p.b = append(p.b, 0)
	}
	p.number(len(e.Candidates))
	for i := range e.Candidates {
		c := &e.Candidates[i]
		p.b = append(p.b, byte(c.Kind))
		p.string(c.Name)
		p.string(c.Admin)
		p.string(c.Country)
		p.number(c.GeoNames)
		p.point(&c.Place)
		p.number(int(c.Score))
		p.string(string(c.Extra))
	}
	p.string(string(e.Extra))
}

func (p *packer) marks(list []annotate.Annotation) {
	p.number(len(list))
	p.last = 0
	for i := range list {
		p.mark(&list[i])
	}
}

func (p *packer) mark(a *annotate.Annotation) {
	flags := byte(a.State) << stateShift
	if a.Speaker != nil {
		flags |= hasSpeaker
		if a.Speaker.Span != (text.Span{}) {
			flags |= hasSpeakerSpan
		}
	}
	if a.Cue != nil {
		flags |= hasCue
	}
	if len(a.RunnersUp) > 0 {
		flags |= hasRunnersUp
	}
	if a.Extra != "" || a.CueExtra != "" || a.Speaker != nil && a.Speaker.Extra != "" {
		flags |= hasExtra
	}
	p.b = append(p.b, flags, byte(a.Kind))
	p.string(a.ID)
	p.span(a.Span)
	start := p.last
	p.string(a.Entity)
	p.string(a.By)
	p.number(int(a.Score))
	if s := a.Speaker; s != nil {
		if flags&hasSpeakerSpan != 0 {
			p.span(s.Span)
		}
		p.string(s.Entity)
	}
	if a.Cue != nil {
		p.span(*a.Cue)
	}
	if flags&hasRunnersUp != 0 {
		p.number(len(a.RunnersUp))
		for _, r := range a.RunnersUp {
			p.string(r.Entity)
			p.number(int(r.Score))
		}
	}
	if flags&hasExtra != 0 {
		p.string(string(a.Extra))
		p.string(string(a.CueExtra))
		if a.Speaker != nil {
			p.string(string(a.Speaker.Extra))
		}
	}
	p.last = start // the next mark is measured from this one, not from its cue
}

// unpacker reads a packed document. After the first fault it reads zeros, and err says what the fault was.
type unpacker struct {
	b        []byte
	err      error
	strings  []string
	text     string
	last     int
	speakers []annotate.Speaker // what is left of the current block: many marks' speakers in one allocation
	cues     []text.Span
}

// Unpack returns the document that Pack packed. Bytes that are no packed document are an error; no bytes make it panic, and all
// spans of a document that it returns lie within the text. It does not Check the document.
func Unpack(b []byte) (*annotate.Document, error) {
	if len(b) == 0 || b[0] != packedVersion {
		return nil, errors.New("worker: not a packed document of this build")
	}
	u := &unpacker{b: b[1:]}
	u.table()
	u.text = u.bytes(u.number(), "the text")
	d := &annotate.Document{Text: u.text}
	for _, s := range []*string{&d.ID, &d.Title, &d.Engine.Version, &d.Engine.Rules, &d.Engine.Model,
		(*string)(&d.Engine.Extra), (*string)(&d.Extra)} {
		*s = u.string()
	}
	d.Done = u.number() > 0
	d.Entities = list(u, 8, (*unpacker).entity)
	d.Annotations = list(u, 8, (*unpacker).mark)
	d.Rejected = list(u, 8, (*unpacker).mark)
	if u.err == nil && len(u.b) > 0 {
		u.fail("%d bytes behind the document", len(u.b))
	}
	if u.err != nil {
		return nil, u.err
	}
	return d, nil
}

func (u *unpacker) fail(format string, args ...any) {
	if u.err == nil {
		u.err = fmt.Errorf("worker: damaged document: "+format, args...)
	}
	u.b = nil
}

// number reads a number that is not negative and fits an int of any machine.
func (u *unpacker) number() int {
	n, size := binary.Uvarint(u.b)
	if size <= 0 || n > math.MaxInt32 {
		u.fail("a number is cut off or too large")
		return 0
	}
	u.b = u.b[size:]
	return int(n)
}

func (u *unpacker) byte() byte {
	if len(u.b) == 0 {
		u.fail("cut off")
		return 0
	}
	c := u.b[0]
	u.b = u.b[1:]
	return c
}

func (u *unpacker) bytes(n int, what string) string {
	if n > len(u.b) {
		u.fail("%s is cut off", what)
		return ""
	}
	s := string(u.b[:n])
	u.b = u.b[n:]
	return s
}

func (u *unpacker) table() {
	n := u.number()
	if n == 0 || n > len(u.b) { // a string takes a byte at least
		u.fail("no table of strings")
		return
	}
	ends := make([]int, n)
	size := 0
	for i := range ends {
		size += u.number()
		ends[i] = size
	}
	all := u.bytes(size, "the table of strings")
	if u.err != nil {
		return
	}
	u.strings = make([]string, n)
	begin := 0
	for i, end := range ends {
		u.strings[i] = all[begin:end]
		begin = end
	}
}

func (u *unpacker) string() string {
	n := u.number()
	if n >= len(u.strings) {
		u.fail("no string %d", n)
		return ""
	}
	return u.strings[n]
}

func (u *unpacker) span() text.Span {
	distance, size := binary.Varint(u.b)
	if size <= 0 || distance > math.MaxInt32 || distance < math.MinInt32 {
		u.fail("a span is cut off")
		return text.Span{}
	}
	u.b = u.b[size:]
	s := text.Span{Start: u.last + int(distance)}
	s.End = s.Start + u.number()
	if s.Start < 0 || s.End > len(u.text) {
		u.fail("a span is outside the text")
		return text.Span{}
	}
	u.last = s.Start
	return s
}

// list reads so many elements, each of at least least bytes.
func list[T any](u *unpacker, least int, one func(*unpacker, *T)) []T {
	n := u.number()
	if n > len(u.b)/least {
		u.fail("a list is cut off")
	}
	if u.err != nil || n == 0 {
		return nil
	}
	u.last = 0
	all := make([]T, n)
	for i := range all {
		one(u, &all[i])
	}
	return all
}

func (u *unpacker) kind() kind.Kind {
	k := kind.Kind(u.byte())
	if k == kind.None || k > kind.Indirect {
		u.fail("no kind %d", k)
		return kind.None
	}
	return k
}

func (u *unpacker) entity(e *annotate.Entity) {
	e.ID = u.string()
	e.Kind = u.kind()
	e.Name, e.Role, e.Country = u.string(), u.string(), u.string()
	e.GeoNames = u.number()
	if u.byte() != 0 {
		e.Place = &annotate.Point{Lat: u.float(), Lon: u.float()}
	}
	e.Approximate = u.byte() != 0
	e.Candidates = list(u, 23, func(u *unpacker, c *annotate.Candidate) {
		c.Kind = u.kind()
		c.Name, c.Admin, c.Country = u.string(), u.string(), u.string()
		c.GeoNames = u.number()
		c.Place = annotate.Point{Lat: u.float(), Lon: u.float()}
		c.Score = annotate.Score(u.number())
		c.Extra = annotate.Extra(u.string())
	})
	e.Extra = annotate.Extra(u.string())
}

func (u *unpacker) float() float64 {
	if len(u.b) < 8 {
		u.fail("cut off")
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(u.b))
	u.b = u.b[8:]
	return f
}

// block is how many speakers or cues are allocated at once.
const block = 64

func (u *unpacker) mark(a *annotate.Annotation) {
	flags := u.byte()
	a.State = annotate.State(flags >> stateShift)
	if a.State > annotate.Edited {
		u.fail("no state %d", a.State)
		a.State = 0
	}
	a.Kind = u.kind()
	a.ID = u.string()
	a.Span = u.span()
	start := u.last
	a.Entity, a.By = u.string(), u.string()
	a.Score = annotate.Score(min(u.number(), 1000))
	if flags&hasSpeaker != 0 {
		if len(u.speakers) == 0 {
			u.speakers = make([]annotate.Speaker, block)
		}
		a.Speaker, u.speakers = &u.speakers[0], u.speakers[1:]
		if flags&hasSpeakerSpan != 0 {
			a.Speaker.Span = u.span()
		}
		a.Speaker.Entity = u.string()
	}
	if flags&hasCue != 0 {
		if len(u.cues) == 0 {
			u.cues = make([]text.Span, block)
		}
		a.Cue, u.cues = &u.cues[0], u.cues[1:]
		*a.Cue = u.span()
	}
	if flags&hasRunnersUp != 0 {
		for n := u.number(); n > 0 && u.err == nil; n-- {
			a.RunnersUp = append(a.RunnersUp, annotate.RunnerUp{Entity: u.string(), Score: annotate.Score(min(u.number(), 1000))})
		}
	}
	if flags&hasExtra != 0 {
		a.Extra, a.CueExtra = annotate.Extra(u.string()), annotate.Extra(u.string())
		if a.Speaker != nil {
			a.Speaker.Extra = annotate.Extra(u.string())
		}
	}
	u.last = start
}

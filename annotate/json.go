package annotate

import (
	"encoding/hex"
	"slices"
	"strconv"

	"stet/annotate/kind"
	"stet/annotate/sum"
	"stet/annotate/text"
)

// offsetUnit is the unit of every offset in the format.
const offsetUnit = "codepoint"

// AppendJSON appends the document in the stet/1 format, on one line and without a line break behind it. Offsets become code
// points, scores and coordinates decimal numbers without trailing zeros; nothing is escaped that JSON does not demand. The same
// document gives the same bytes everywhere. The document must be one that Check passes; MarshalJSON looks first.
func (d *Document) AppendJSON(b []byte) []byte { return d.append(b, false) }

// AppendLines appends the same document with a line for each field, mark and entity and a line break at the end: for people and
// for comparing versions.
func (d *Document) AppendLines(b []byte) []byte { return append(d.append(b, true), '\n') }

// MarshalJSON returns what AppendJSON appends. The error, a *Problem, says why the document is none.
func (d *Document) MarshalJSON() ([]byte, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	return d.AppendJSON(nil), nil
}

func (d *Document) append(b []byte, lines bool) []byte {
	w := d.writer(slices.Grow(b, d.size()))
	w.lines = lines
	w.b = append(w.b, '{')
	w.field("format").string(Format)
	w.field("id").string(d.ID)
	w.field("title").string(d.Title)
	w.field("text").string(d.Text)
	w.field("text_sha256").string(digest(d.Text))
	w.field("offset_unit").string(offsetUnit)
	w.field("engine").engine(d.Engine)
	if d.Done {
		w.field("done").bool(true)
	}
	w.field("annotations").marks(d.Annotations)
	w.field("entities").entities(d.Entities)
	w.field("rejected").marks(d.Rejected)
	if d.Extra != "" {
		w.comma()
		w.newline()
		w.b = append(w.b, d.Extra...)
	}
	w.newlineBefore('}')
	return w.b
}

// size is about how many bytes the document's JSON takes, rather too many than too few.
func (d *Document) size() int {
	const document, mark, quote, entity, candidate = 512, 180, 128, 132, 144
	n := document + len(d.Text) + len(d.Text)/32 + mark*(len(d.Annotations)+len(d.Rejected)) + len(d.Extra)
	for i := range d.Annotations {
		a := &d.Annotations[i]
		if n += a.Len(); a.Kind.Type() == kind.Quote {
			n += quote
		}
	}
	for i := range d.Entities {
		n += entity + candidate*len(d.Entities[i].Candidates)
	}
	return n
}

func (d *Document) writer(b []byte) *writer {
	w := &writer{b: b, text: d.Text, cursor: cursor{offsets: text.NewOffsets(d.Text), source: d.Text}, known: make(map[string]bool, len(d.Entities))}
	for i := range d.Entities {
		w.known[d.Entities[i].ID] = true
	}
	return w
}

// AppendMarks appends the document's engine, marks and entities as members of a JSON object, without the text: ReadMarks has that from
// elsewhere.
func (d *Document) AppendMarks(b []byte) []byte {
	w := d.writer(append(b, '{'))
	w.field("engine").engine(d.Engine)
	w.field("annotations").marks(d.Annotations)
	w.field("entities").entities(d.Entities)
	return append(w.b, '}')
}

// ReadMarks reads what AppendMarks wrote of a document with this text. It returns a document that Check passes, or a *ReadError.
func ReadMarks(story string, b []byte) (*Document, error) {
	if len(b) == 0 || b[0] != '{' {
		return nil, &ReadError{Line: 1, Column: 1, Message: "want an object"}
	}
	head := append(AppendString([]byte(`{"format":"`+Format+`","offset_unit":"`+offsetUnit+`","text":`), story), ',')
	return Read(append(head, b[1:]...))
}

// digest returns the SHA-256 of the text's bytes in lower-case hexadecimal.
func digest(t string) string {
	text := sum.New()
	var buf [4096]byte
	for len(t) > 0 { // in pieces: a story is long, and a copy of it as bytes is not needed
		n := copy(buf[:], t)
		text.Write(buf[:n])
		t = t[n:]
	}
	return hex.EncodeToString(text.Sum(nil))
}

// writer appends a document's JSON. Objects of the first level may be on lines of their own.
type writer struct {
	b      []byte
	text   string
	cursor cursor
	lines  bool
	known  map[string]bool // ids of entities
}

// comma appends a comma unless an object or an array has just been opened.
func (w *writer) comma() {
	if c := w.b[len(w.b)-1]; c != '{' && c != '[' {
		w.b = append(w.b, ',')
	}
}

func (w *writer) newline() {
	if w.lines {
		w.b = append(w.b, '\n')
	}
}

func (w *writer) newlineBefore(c byte) {
	w.newline()
	w.b = append(w.b, c)
}

// field begins a field of the document.
func (w *writer) field(name string) *writer {
	w.comma()
	w.newline()
	return w.key(name)
}

// member begins a field of an inner object.
func (w *writer) member(name string) *writer {
	w.comma()
	return w.key(name)
}

func (w *writer) key(name string) *writer {
	w.b = append(append(append(w.b, '"'), name...), '"', ':')
	return w
}

func (w *writer) string(s string) { w.b = AppendString(w.b, s) }

func (w *writer) bool(v bool) { w.b = strconv.AppendBool(w.b, v) }

func (w *writer) int(n int) { w.b = strconv.AppendInt(w.b, int64(n), 10) }

func (w *writer) extra(e Extra) {
	if e != "" {
		w.comma()
		w.b = append(w.b, e...)
	}
}

func (w *writer) engine(e Engine) {
	w.b = append(w.b, '{')
	w.member("version").string(e.Version)
	w.member("rules").string(e.Rules)
	w.member("model").string(e.Model)
	w.extra(e.Extra)
	w.b = append(w.b, '}')
}

// span writes start, end and the words between them.
func (w *writer) span(s text.Span) {
	w.member("start").int(w.cursor.codePoint(s.Start))
	w.member("end").int(w.cursor.codePoint(s.End))
	w.member("text").string(w.text[s.Start:s.End])
}

func (w *writer) marks(list []Annotation) {
	w.b = append(w.b, '[')
	for i := range list {
		w.comma()
		w.newline()
		w.mark(&list[i])
	}
	if len(list) > 0 {
		w.newline()
	}
	w.b = append(w.b, ']')
}

func (w *writer) mark(a *Annotation) {
	w.b = append(w.b, '{')
	w.member("id").string(a.ID)
	w.member("type").string(a.Kind.Type().String())
	w.member("kind").string(a.Kind.String())
	w.span(a.Span)
	if a.Entity != "" {
		w.member("entity").string(a.Entity)
	}
	if s := a.Speaker; s != nil {
		w.member("speaker").speaker(s)
	}
	if a.Cue != nil {
		w.member("cue")
		w.b = append(w.b, '{')
		w.span(*a.Cue)
		w.extra(a.CueExtra)
		w.b = append(w.b, '}')
	}
	if len(a.RunnersUp) > 0 {
		w.runners(a.RunnersUp)
	}
	w.member("by").string(a.By)
	w.member("score").score(a.Score)
	w.member("state").string(a.State.String())
	w.extra(a.Extra)
	w.b = append(w.b, '}')
}

func (w *writer) speaker(s *Speaker) {
	w.b = append(w.b, '{')
	if !s.Span.Empty() {
		w.span(s.Span)
	}
	if s.Entity != "" {
		w.member("entity").string(s.Entity)
	}
	w.extra(s.Extra)
	w.b = append(w.b, '}')
}

func (w *writer) entities(list []Entity) {
	w.b = append(w.b, '[')
	for i := range list {
		w.comma()
		w.newline()
		w.entity(&list[i])
	}
	if len(list) > 0 {
		w.newline()
	}
	w.b = append(w.b, ']')
}

func (w *writer) entity(e *Entity) {
	w.b = append(w.b, '{')
	w.member("id").string(e.ID)
	w.member("type").string(e.Kind.Type().String())
	w.member("kind").string(e.Kind.String())
	w.member("name").string(e.Name)
	if e.Role != "" {
		w.member("role").string(e.Role)
	}
	if e.Country != "" {
		w.member("country").string(e.Country)
	}
	if e.GeoNames != 0 {
		w.member("geonames").int(e.GeoNames)
	}
	if e.Place != nil {
		w.member("lat").degrees(e.Place.Lat)
		w.member("lon").degrees(e.Place.Lon)
	}
	if e.Approximate {
		w.member("approximate")
		w.b = append(w.b, "true"...)
	}
	if len(e.Candidates) > 0 {
		w.member("candidates")
		for i := range e.Candidates {
			w.b = append(w.b, "[,"[min(i, 1)])
			w.candidate(&e.Candidates[i])
		}
		w.b = append(w.b, ']')
	}
	w.extra(e.Extra)
	w.b = append(w.b, '}')
}

func (w *writer) candidate(c *Candidate) {
	w.b = append(w.b, '{')
	w.member("kind").string(c.Kind.String())
	w.member("name").string(c.Name)
	if c.Admin != "" {
		w.member("admin").string(c.Admin)
	}
	if c.Country != "" {
		w.member("country").string(c.Country)
	}
	if c.GeoNames != 0 {
		w.member("geonames").int(c.GeoNames)
	}
	w.member("lat").degrees(c.Place.Lat)
	w.member("lon").degrees(c.Place.Lon)
	w.member("score").score(c.Score)
	w.extra(c.Extra)
	w.b = append(w.b, '}')
}

// score writes thousandths as a decimal number: 980 is 0.98.
func (w *writer) score(s Score) {
	if s >= 1000 {
		w.b = append(w.b, '1')
		return
	}
	w.b = append(w.b, '0')
	if s == 0 {
		return
	}
	digits := [4]byte{'.', '0' + byte(s/100), '0' + byte(s/10%10), '0' + byte(s%10)}
	n := len(digits)
	for digits[n-1] == '0' {
		n--
	}
	w.b = append(w.b, digits[:n]...)
}

// degrees writes the shortest decimal number that reads back the same.
func (w *writer) degrees(f float64) {
	if f == 0 { // and never -0
		f = 0
	}
	w.b = strconv.AppendFloat(w.b, f, 'f', -1, 64)
}

// AppendString appends s as a JSON string. It escapes only what JSON demands: the quotation mark, the backslash and control
// characters. HTML and line separators stay as they are. s must be UTF-8.
func AppendString(b []byte, s string) []byte {
	const hexDigits = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(append(b, s[from:]...), '"')
}

var stateNames = [...]string{Suggested: "suggested", Accepted: "accepted", Edited: "edited"}

// String returns the state's name in the document format.
func (s State) String() string { return stateNames[s] }

// typeOf returns the type with the document format's name, kind.NoType for any other.
func typeOf(name string) kind.Type {
	for _, t := range [...]kind.Type{kind.Actor, kind.Location, kind.Quote} {
		if t.String() == name {
			return t
		}
	}
	return kind.NoType
}

package format

import (
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

func itoa(n int) string { return strconv.Itoa(n) }

// brat is brat's standoff format: the story as it is, and beside it a line for each text-bound annotation (T), relation (R) and
// normalization (N).
var brat = &Format{
	Name: "brat", Back: true, Use: "to go on in brat, and for tools that read its standoff files", Unit: CodePoint,
	Keeps: Text | Nesting | Edges | Links | Entities, Files: true,
	Media: "text/plain; charset=utf-8", Parts: []string{".txt", ".ann"},
	write: func(e *export) [][]byte {
		var t, r, n strings.Builder
		all, relations := spansOf(e.d.Annotations)
		notes := 0
		named := map[string]bool{}
		for i := range all {
			s := &all[i]
			t.WriteString("T" + itoa(i+1) + "\t" + s.label + " ")
			e.fragments(&t, s.Span)
			if id := s.entity(); id != "" {
				notes++
				named[id] = true
				n.WriteString("N" + itoa(notes) + "\tReference T" + itoa(i+1) + " Stet:" + id + "\t" + oneLine(e.entity(id).Name) + "\n")
			}
		}
		for i, to := range relations {
			r.WriteString("R" + itoa(i+1) + "\t" + all[to.part].label + " Arg1:T" + itoa(to.quote+1) + " Arg2:T" + itoa(to.part+1) + "\n")
		}
		for i := range e.d.Entities {
			if id := e.d.Entities[i].ID; !named[id] {
				e.loss(lostUnnamed, id+" "+e.d.Entities[i].Name)
			}
		}
		return [][]byte{[]byte(e.d.Text), []byte(t.String() + r.String() + n.String())}
	},
	with: func(Options) (string, []byte) { return "annotation.conf", annotationConf() },
}

func readBrat(i *importer, parts [][]byte) {
	story, ok := i.plain(parts[0])
	if !ok || !i.begin(1, story) {
		return
	}
	ann, ok := i.plain(parts[1])
	if !ok {
		return
	}
	p := &linked{importer: i, lines: map[*annotate.Annotation]int{}}
	s := &standoff{linked: p, speakers: map[*annotate.Annotation]string{}}
	lines := strings.Split(ann, "\n")
	for _, kinds := range []string{"T", "RE", "N"} { // what is pointed at before what points
		for n, line := range lines {
			if line = strings.TrimSuffix(line, "\r"); line != "" && strings.IndexByte(kinds, line[0]) >= 0 {
				s.line(n+1, line)
			}
		}
	}
	for n, line := range lines {
		if line != "" && strings.IndexByte("TRENAM*#\r", line[0]) < 0 {
			i.problem(n+1, "%q: no line of brat's standoff format", short(line))
		}
	}
	for _, a := range p.marks {
		a.ID = ""
	}
	i.finish(p.marks, nil, p.line)
}

const lostUnnamed = "entities have no mark that names them, and are left out"

// breaks are the characters that end a line for one of brat's readers; an annotation goes around them.
const breaks = "\n\r\t\v\f\x1c\x1d\x1e\u0085\u2028\u2029"

// oneLine puts spaces for line breaks.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(breaks, r) {
			return ' '
		}
		return r
	}, s)
}

// fragments writes a span's offsets, parted at line breaks as brat does, and its words.
func (e *export) fragments(b *strings.Builder, s text.Span) {
	var offsets, words []string
	from := s.Start
	put := func(to int) {
		if to > from {
			offsets = append(offsets, itoa(e.at(from))+" "+itoa(e.at(to)))
			words = append(words, e.d.Text[from:to])
		}
	}
	for at, r := range e.d.Text[s.Start:s.End] {
		if strings.ContainsRune(breaks, r) {
			put(s.Start + at)
			from = s.Start + at + len(string(r))
		}
	}
	put(s.End)
	b.WriteString(strings.Join(offsets, ";") + "\t" + strings.Join(words, " ") + "\n")
}

// standoff reads an .ann file.
type standoff struct {
	*linked
	speakers map[*annotate.Annotation]string // the T of a quote's speaker
}

func (s *standoff) line(n int, line string) {
	id, rest, ok := strings.Cut(line, "\t")
	fields := strings.Fields(strings.SplitN(rest, "\t", 2)[0])
	switch {
	case !ok || len(fields) < 3 && id[0] != 'E':
		s.problem(n, "%q: want an id, a tab, and a type with what it is about", short(line))
	case id[0] == 'T':
		_, words, given := strings.Cut(rest, "\t")
		s.bound(n, id, fields, words, given)
	case id[0] == 'R':
		from, to := strings.TrimPrefix(fields[1], "Arg1:"), strings.TrimPrefix(fields[2], "Arg2:")
		head := s.byID(from)
		s.link(head, s.byID(to), fields[0], n)
		if head != nil && head.mark != nil && fields[0] == speakerLabel {
			s.speakers[head.mark] = to
		}
	case id[0] == 'E':
		s.problem(n, "an event: Stet has none: left out")
	case id[0] == 'N' && strings.HasPrefix(fields[2], "Stet:"):
		_, name, _ := strings.Cut(rest, "\t")
		s.names(n, fields[1], strings.TrimPrefix(fields[2], "Stet:"), name)
	}
}

// bound reads a T line: a label and fragments "0 5;6 10", which are taken as one where nothing but white space parts them.
func (s *standoff) bound(n int, id string, fields []string, words string, given bool) {
	l := labelled{stretch: stretch{line: n, name: id}, label: fields[0]}
	var ends []int
	for _, f := range strings.FieldsFunc(strings.Join(fields[1:], " "), func(r rune) bool { return r == ' ' || r == ';' }) {
		at, err := strconv.Atoi(f)
		if err != nil || at < 0 {
			s.problem(n, "%s: %q is no offset", id, f)
			return
		}
		ends = append(ends, at)
	}
	if len(ends)%2 != 0 {
		s.problem(n, "%s: an odd number of offsets", id)
		return
	}
	l.start, l.end = ends[0], ends[len(ends)-1]
	for k := 1; k+1 < len(ends); k += 2 {
		if gap, ok := s.r.span(s.options.Unit, ends[k], ends[k+1]); ends[k] != ends[k+1] && (!ok || strings.TrimSpace(s.d.Text[gap.Start:gap.End]) != "") {
			s.problem(n, "%s: has a gap that is not white space: Stet's marks have none: left out", id)
			return
		}
	}
	if at, ok := s.r.span(s.options.Unit, l.start, l.end); given && (!ok || spaced(s.d.Text[at.Start:at.End]) != spaced(words)) {
		l.words, l.given = words, true // not equal: place says how
	}
	s.take(l, id, annotate.Value{}, nil)
}

// spaced makes every run of white space one space: brat writes line breaks so.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// names hangs an entity on a mark, or on a quote whose speaker the T line is.
func (s *standoff) names(n int, target, id, name string) {
	at := s.byID(target)
	if at == nil {
		s.problem(n, "%s is not there", target)
		return
	}
	k := kind.Person
	if at.mark != nil && at.mark.Kind.Type() != kind.Quote {
		k = at.mark.Kind
	}
	if s.entities[id] == kind.NoType {
		if name == "" {
			name = id
		}
		e := annotate.Entity{ID: id, Kind: k, Name: name}
		s.d.Entities = append(s.d.Entities, e)
		s.entity(&e)
	}
	if s.entities[id] != k.Type() {
		s.problem(n, "entity %s is a %s: left out", id, s.entities[id])
		return
	}
	if at.mark != nil {
		at.mark.Entity = id
		return
	}
	for _, a := range s.marks {
		if s.speakers[a] == target {
			a.Speaker.Entity = id
		}
	}
}

// annotationConf tells brat which labels and relations there are.
func annotationConf() []byte {
	b := "[entities]\n"
	quotes := ""
	for _, l := range labels() {
		b += l + "\n"
		if kindOf(l).Type() == kind.Quote {
			quotes += "|" + l
		}
	}
	quotes = quotes[1:]
	return []byte(b + "\n[relations]\nSPEAKER\tArg1:" + quotes + ", Arg2:SPEAKER\nCUE\tArg1:" + quotes + ", Arg2:CUE\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n")
}

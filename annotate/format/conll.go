package format

import (
	"bufio"
	"bytes"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// docStart begins each story of a CoNLL-2003 file.
const docStart = "-DOCSTART-"

// conll is the four columns of CoNLL-2003 with IOB2 tags. The middle ones, part of speech and chunk, are not known.
var conll = &Format{
	Name: "conll", Back: true, Use: "a word a line with its tag, for almost any trainer: one layer, names or quotes", Unit: Tokens, Keeps: 0,
	Media: "text/plain; charset=utf-8", Parts: []string{".conll"},
	write: func(e *export) [][]byte {
		e.otherLayer(e.options.Layer)
		tags := e.tags(e.options.Layer)
		t := e.text()
		b := []byte(docStart + " -X- -X- O\n\n")
		for _, s := range t.Sentences {
			for n := s.First; n < s.Last; n++ {
				tag := tags[n]
				if tag == "" {
					tag = "O"
				}
				b = append(b, t.Word(n)+" -X- -X- "+tag+"\n"...)
			}
			b = append(b, '\n')
		}
		return [][]byte{b}
	},
}

func readConll(i *importer, parts [][]byte) {
	s, ok := i.plain(parts[0])
	if !ok {
		return
	}
	r := &rows{importer: i}
	for n, line := range strings.Split(s, "\n") {
		r.row(n+1, strings.TrimSuffix(line, "\r"))
	}
	if r.tags.story.Len() == 0 {
		i.refuse(1, "no words: want a word a line, its tag in the last column")
		return
	}
	r.tags.end()
	if i.begin(1, r.tags.story.String()) {
		i.finish(i.tagged(&r.tags), nil, noLine)
	}
}

// otherLayer counts the marks of the layer that is not written.
func (e *export) otherLayer(layer Layer) {
	for i := range e.d.Annotations {
		if a := &e.d.Annotations[i]; (a.Kind.Type() == kind.Quote) != (layer == Quotes) {
			e.loss(lostLayer, e.named(a))
		}
	}
}

// conllRecords cuts a file before each -DOCSTART- line.
func conllRecords(r *bufio.Reader, yield func(int, []byte, error) bool) {
	var b []byte
	begin := 0
	alive := true
	eachLine(r, func(line int, l []byte, err error) bool {
		if line == 1 {
			l = bytes.TrimPrefix(l, []byte("\ufeff"))
		}
		switch {
		case err != nil:
			alive = yield(line, nil, err)
			return alive
		case bytes.HasPrefix(l, []byte(docStart)) && begin > 0:
			if alive = yield(begin, b, nil); !alive {
				return false
			}
			b, begin = nil, 0
		}
		if begin == 0 && len(bytes.TrimSpace(l)) > 0 {
			begin = line
		}
		if begin > 0 {
			b = append(append(b, l...), '\n')
		}
		if len(b) > longest {
			alive = yield(begin, nil, errLong)
			return false
		}
		return true
	})
	if alive && begin > 0 {
		yield(begin, b, nil)
	}
}

// rows reads the lines of one story.
type rows struct {
	*importer
	tags tagged
}

func (r *rows) row(line int, s string) {
	columns := strings.Fields(s)
	switch {
	case len(columns) == 0:
		r.tags.sentence()
		return
	case columns[0] == docStart:
		return
	}
	tag := columns[len(columns)-1]
	if len(columns) == 1 || !isTag(tag) {
		if columns[0] == "#" || strings.HasPrefix(columns[0], "#") && len(columns) > 1 {
			return // a comment
		}
		r.problem(line, "%q: want a word and, in the last column, O or a tag such as B-PERSON", short(s))
		return
	}
	r.tags.token(columns[0], tag, line)
}

// isTag reports whether the column is a tag of IOB, BIOES or BILOU.
func isTag(s string) bool {
	return s == "O" || len(s) > 2 && s[1] == '-' && strings.IndexByte("BIOESLU", s[0]) >= 0
}

// tagged gathers tokens with tags to a story and runs of tags.
type tagged struct {
	story strings.Builder
	runs  []labelled // in bytes of the story
	open  bool       // the last run goes on
	fresh bool       // a sentence begins
	begun bool       // the last run began with a B, as IOB2 wants
	gap   string
}

// sentence ends one. A quote may go on behind it.
func (t *tagged) sentence() {
	t.fresh = true
	if t.story.Len() > 0 {
		t.gap = "\n"
	}
}

func (t *tagged) end() { t.open = false }

// token appends a word behind a space, or a line break where a sentence has ended.
func (t *tagged) token(word, tag string, line int) {
	t.story.WriteString(t.gap)
	at := text.Span{Start: t.story.Len()}
	t.story.WriteString(word)
	at.End = t.story.Len()
	t.gap = " "
	t.tag(at, tag, line)
	t.fresh = false
}

// tag goes on with the last run or begins one. IOB1, whose runs begin with I, BIOES and BILOU are understood too.
func (t *tagged) tag(at text.Span, tag string, line int) {
	if tag == "O" || tag == "" {
		t.end()
		return
	}
	label := tag[2:]
	goes := t.open && strings.IndexByte("IEL", tag[0]) >= 0 && t.runs[len(t.runs)-1].label == label && (t.begun || !t.fresh)
	if goes {
		t.runs[len(t.runs)-1].end = at.End
	} else {
		t.runs = append(t.runs, labelled{stretch: stretch{start: at.Start, end: at.End, line: line, name: "tags"}, label: label})
		t.begun = tag[0] == 'B'
	}
	t.open = strings.IndexByte("ESLU", tag[0]) < 0
}

// tagged makes marks of runs.
func (i *importer) tagged(lists ...*tagged) []*annotate.Annotation {
	unit := i.options.Unit
	i.options.Unit = Bytes
	defer func() { i.options.Unit = unit }()
	var all []labelled
	for _, t := range lists {
		all = append(all, t.runs...)
	}
	order.Stable(all, func(a, b labelled) int { return a.start - b.start })
	return i.marks(all)
}

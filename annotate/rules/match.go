package rules

import (
	"slices"
	"unicode/utf8"

	"stet/annotate/text"
)

// matcher is a token pattern made ready.
type matcher struct {
	rule     *Rule
	elements []ready
	anchor   int  // the element whose words or class tell where to try; -1 for everywhere
	before   int  // how many tokens stand before the anchor
	marked   bool // some elements are marked; else all
}

// ready is an element with its words numbered.
type ready struct {
	element
	choices  map[uint32][]choice // by first word
	notWords []uint32
}

func (e *ready) firstWords() []uint32 {
	var words []uint32
	for w := range e.choices {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

// single reports whether the element always takes exactly one token.
func (e *ready) single() bool {
	if e.least != 1 || e.most != 1 || e.label != NoLabel {
		return false
	}
	for _, list := range e.choices {
		for _, c := range list {
			if len(c.words) > 1 {
				return false
			}
		}
	}
	return true
}

func (s *Set) matcher(r *Rule) (*matcher, error) {
	m := &matcher{rule: r, anchor: -1}
	for _, e := range r.pattern.elements {
		x := ready{element: e}
		if e.hasWords {
			x.choices = map[uint32][]choice{}
		}
		for _, w := range e.words {
			for _, c := range s.spell(r, w) {
				if len(c.words) > maxWords || len(c.words) == 0 {
					return nil, r.fault("want phrases of 1 to 16 tokens")
				}
				x.choices[c.words[0].word] = append(x.choices[c.words[0].word], c)
			}
		}
		if e.lowerNot {
			for _, w := range e.not {
				x.notWords = append(x.notWords, s.vocabulary.add(lower(w)))
			}
			x.not = nil
			slices.Sort(x.notWords)
		}
		m.marked = m.marked || e.mark
		m.elements = append(m.elements, x)
	}
	// The anchor is the rarest thing that must stand at a known distance: few words before many, words before a class.
	best := 0
	for i := range m.elements {
		e := &m.elements[i]
		cost := 0
		if e.least >= 1 && !e.invert {
			switch {
			case e.hasWords:
				cost = len(e.choices)
			case e.label != NoLabel:
				cost = 1 << 20
			}
		}
		if cost > 0 && (m.anchor < 0 || cost < best) {
			m.anchor, best, m.before = i, cost, i
		}
		if !e.single() {
			break
		}
	}
	return m, nil
}

// run is one attempt to fit a pattern. Elements take as much as they can; places that failed are not tried again, so an
// attempt costs at most elements × reach.
type run struct {
	f      *Found
	m      *matcher
	failed [maxElements * reach / 64]uint64
	start  int
	form   Form
	first  int // of the marked tokens
	last   int
}

// reach is how many tokens a pattern may span.
const reach = 128

// at tries the pattern at token i.
func (f *Found) try(m *matcher, i int) {
	if i < 0 {
		return
	}
	r := run{f: f, m: m, start: i, first: -1}
	end := r.rest(0, 0, i)
	if end < 0 {
		return
	}
	first, last := i, end
	if m.marked {
		first, last = r.first, r.last
	}
	if first < 0 || first >= last {
		return
	}
	f.add(m.rule.number, m.rule.Label, first, last, r.form, 0)
}

// rest fits element e, which has taken count runs so far, and all behind it from token i on. It returns the end, or -1.
func (r *run) rest(e, count, i int) int {
	if e == len(r.m.elements) {
		return i
	}
	el := &r.m.elements[e]
	at := i - r.start
	if at >= reach {
		return -1
	}
	key := e*reach + at
	if count == 0 && r.failed[key>>6]&(1<<(key&63)) != 0 {
		return -1
	}
	if count < el.most {
		if w := r.width(el, i); w.tokens > 0 {
			if end := r.rest(e, count+1, i+w.tokens); end >= 0 {
				if el.mark {
					r.first, r.last = i, max(r.last, i+w.tokens)
				}
				r.form |= w.form
				return end
			}
		}
	}
	if count >= el.least {
		if end := r.rest(e+1, 0, i); end >= 0 {
			return end
		}
	}
	if count == 0 {
		r.failed[key>>6] |= 1 << (key & 63)
	}
	return -1
}

type width struct {
	tokens int
	form   Form
}

// widths returns how many tokens one run of the element can take at token i, longest first.
func (r *run) width(e *ready, i int) (w width) {
	t := r.f.text
	if i >= len(t.Tokens) {
		return w
	}
	if e.label != NoLabel {
		h, ok := r.f.At(i, e.label)
		if ok && e.plain(r.f, i) {
			w = width{h.Last - h.First, h.Form}
		}
		return w
	}
	fits := e.plain(r.f, i)
	if fits && e.hasWords {
		fits = false
		for _, c := range e.choices[r.f.words[i]] {
			n := len(c.words)
			if c.fits(r.f, i) && (!fits || n > w.tokens) {
				w, fits = width{n, c.form}, true
			}
		}
		if fits && !e.invert {
			return w
		}
	}
	if fits == e.invert {
		return width{}
	}
	w = width{tokens: 1}
	return w
}

func (c *choice) fits(f *Found, i int) bool {
	if i+len(c.words) > len(f.words) {
		return false
	}
	for j, s := range c.words {
		if f.words[i+j] != s.word || !f.set.vocabulary.fits(s, f.text, i+j, false) {
			return false
		}
	}
	return true
}

// plain reports whether token i meets the element's conditions, words and class apart.
func (e *ready) plain(f *Found, i int) bool {
	t := f.text
	for _, fl := range e.flags {
		if fl.test(t, i) != fl.want {
			return false
		}
	}
	if len(e.notWords) > 0 {
		if _, found := slices.BinarySearch(e.notWords, f.words[i]); found {
			return false
		}
	}
	if len(e.not) > 0 && slices.Contains(e.not, t.Word(i)) {
		return false
	}
	if e.length != anyLength {
		if n := utf8.RuneCountInString(t.Word(i)); n < e.length.least || n > e.length.most {
			return false
		}
	}
	for _, re := range e.regex {
		if !re.MatchString(t.Word(i)) {
			return false
		}
	}
	return len(e.shapes) == 0 || slices.Contains(e.shapes, shape(t.Word(i)))
}

// shape writes X for capitals, x for small letters, d for digits; runs of more than four are cut to four, as spaCy does.
func shape(w string) string {
	var b []byte
	var last rune
	run := 0
	for _, r := range w {
		switch f := text.Parse(string(r)); {
		case '0' <= r && r <= '9':
			r = 'd'
		case len(f.Tokens) == 1 && f.Tokens[0].Is(text.Capital):
			r = 'X'
		case len(f.Tokens) == 1 && f.Tokens[0].Kind == text.Word:
			r = 'x'
		}
		if r != last {
			last, run = r, 0
		}
		if run++; run <= 4 {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

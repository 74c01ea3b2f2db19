package tagger

import "stet/annotate/text"

// Reader turns a story and its units into features. Training and tagging share it. It holds memory that it uses again and is
// for one goroutine.
type Reader struct {
	m     *Model
	t     *text.Text
	words []Word
	tags  []Tag
	units []unit

	runs    []run
	chunks  []chunks
	chunked int32 // the paragraph whose chunks are known
	low     []byte

	hints   []Hint
	hinted  []int32 // by unit: the first hint whose cue holds it, from 1
	touched []uint8 // by unit: which parts of hints hold it
	role    []uint8 // by unit of the window: what it is to the cue's hints
}

// unit is a Unit with what the features ask of it.
type unit struct {
	Unit
	low       uint32 // hash of its word; a constant for a quoted one
	tag       Tag
	class     byte // chunk class
	sentence  int32
	paragraph int32
	look      uint32 // a quoted unit: length, last sign, verb, capital
	suffix    uint32
	tail      int32 // the last unit up to it that is one of tails; -1 for none
	capital   bool
	cue       bool // training saw its word as a cue
	first     bool // of its sentence
	withQuote bool // a quoted unit stands in the same sentence
}

const quotedWord = 0x51 // the word of a quoted unit

// NewReader returns a reader that tags with the model.
func NewReader(m *Model) *Reader { return &Reader{m: m} }

// Read takes a story, its units, which cover all its tokens in order and cross no paragraph, and what the rules take for reports,
// in the order of their beginnings or their cues.
func (r *Reader) Read(t *text.Text, units []Unit, hints []Hint) {
	r.t, r.chunked = t, -1
	r.words = grow(r.words, len(t.Tokens))
	for i := range t.Tokens {
		w := t.Word(i)
		r.low = text.AppendLower(r.low[:0], w)
		r.words[i] = ReadWord(w, r.low)
		known := r.m.words.find(r.words[i].Low)
		r.words[i].Sure, r.words[i].cue = known.Tag, known.Cue
	}
	r.tags = grow(r.tags, len(t.Tokens))
	for _, s := range t.Sentences {
		r.m.tag(r.words[s.First:s.Last], r.tags[s.First:s.Last])
	}
	r.units = grow(r.units, len(units))
	paragraph, tail := 0, int32(-1)
	for i, u := range units {
		for t.Paragraphs[paragraph].Last <= u.First {
			paragraph++
		}
		x := &r.units[i]
		if *x = r.unit(u, int32(paragraph)); tails.of(x.low) != 0 {
			tail = int32(i)
		}
		x.tail = tail
	}
	r.markSentences()
	r.mark(hints)
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

func (r *Reader) unit(u Unit, paragraph int32) unit {
	tok := &r.t.Tokens[u.First]
	x := unit{Unit: u, sentence: tok.Sentence, paragraph: paragraph, first: tok.Is(text.First)}
	if !u.Quoted {
		w := &r.words[u.First]
		x.low, x.tag, x.suffix = w.Low, r.tags[u.First], w.Ends[2]
		x.capital = tok.Is(text.Capital)
		x.cue = w.cue
		x.class = chunkClass(x.tag, x.low)
		return x
	}
	x.low, x.tag, x.class, x.suffix = quotedWord, quoted, 'q', quotedWord
	x.look = r.look(u)
	x.capital = x.look&1 != 0
	return x
}

// look describes a quotation from outside: how long it is, which sign ends it, whether it holds a finite verb and begins with a
// capital letter.
func (r *Reader) look(u Unit) uint32 {
	var sign, verb, capital uint32
	if u.Last-2 > u.First {
		switch r.t.Word(u.Last - 2) {
		case ",":
			sign = 1
		case ".":
			sign = 2
		case "?", "!":
			sign = 3
		}
	}
	for i := u.First; i < u.Last; i++ {
		if r.tags[i].finite() {
			verb = 1
			break
		}
	}
	if u.First+1 < u.Last && r.t.Tokens[u.First+1].Is(text.Capital) {
		capital = 1
	}
	return lengthClass(u)<<6 | sign<<3 | verb<<1 | capital
}

// lengthClass groups quotations by length: a word, a phrase, a clause, a sentence, more.
func lengthClass(u Unit) uint32 {
	switch n := u.Len() - 2; {
	case n <= 1:
		return 0
	case n <= 3:
		return 1
	case n <= 6:
		return 2
	case n <= 12:
		return 3
	}
	return 4
}

// markSentences sets first where a quoted unit has swallowed a sentence's beginning, and withQuote.
func (r *Reader) markSentences() {
	for i := 0; i < len(r.units); {
		j, any := i, false
		for j < len(r.units) && r.units[j].sentence == r.units[i].sentence && r.units[j].paragraph == r.units[i].paragraph {
			any = any || r.units[j].Quoted
			j++
		}
		// the sentence of the unit that follows a quotation of several sentences goes on from it
		if i > 0 && r.units[i-1].Quoted && r.units[i-1].paragraph == r.units[i].paragraph {
			any = true
		}
		r.units[i].first = true
		for k := i; k < j; k++ {
			r.units[k].withQuote = any
		}
		i = j
	}
}

// Units returns how many units were read.
func (r *Reader) Units() int { return len(r.units) }

// TagOf returns the tag of token i.
func (r *Reader) TagOf(i int) Tag { return r.tags[i] }

var none = unit{low: 7, tag: edge, class: '^', sentence: -1, paragraph: -1, suffix: 7}

func (r *Reader) at(u int) *unit {
	if u < 0 || u >= len(r.units) {
		return &none
	}
	return &r.units[u]
}

// chunkClass is a letter for what a unit is in a clause: n noun phrase, v finite verb, t "to", c "and" …
func chunkClass(t Tag, low uint32) byte {
	switch t {
	case NN, NNS, NNP, DT, JJ, CD, PRPS, POS:
		return 'n'
	case PRP:
		return 'p'
	case VBD, VBP, VBZ, MD:
		return 'v'
	case VB:
		return 'b'
	case VBG:
		return 'g'
	case VBN:
		return 'e'
	case TO:
		return 't'
	case CC:
		return 'c'
	case WP, WRB:
		return 'w'
	case RB:
		return 'r'
	case IN:
		if c := prepositions.of(low); c != 0 {
			return c
		}
		return 'i'
	}
	if c := signs.of(low); c != 0 {
		return c
	}
	return 'x'
}

// classTable finds what class a few words are of by their hashes: a map would cost more than all else of a unit.
type classTable [256]struct {
	low   uint32
	class byte
}

func byWord(classes map[byte][]string) *classTable {
	var t classTable
	for c, words := range classes {
		for _, w := range words {
			low := hashWord(w)
			i := home(low)
			for t[i].low != 0 {
				i++
			}
			t[i].low, t[i].class = low, c
		}
	}
	return &t
}

func home(low uint32) uint8 { return uint8(low * 0x9E3779B1 >> 24) }

// of returns the word's class, 0 for none.
func (t *classTable) of(low uint32) byte {
	for i := home(low); t[i].low != 0; i++ {
		if t[i].low == low {
			return t[i].class
		}
	}
	return 0
}

var (
	prepositions = byWord(map[byte][]string{'h': {"that"}, 'n': {"of"},
		's': {"because", "while", "if", "after", "when", "although", "though", "as", "since", "before", "until", "unless", "whether"}})
	signs = byWord(map[byte][]string{',': {","}, '.': {".", "?", "!", "…", "..."}, ':': {";", ":", "—", "–", "-", "--"}, '(': {"(", ")", "[", "]"}})
)

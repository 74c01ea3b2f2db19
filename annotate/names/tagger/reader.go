package tagger

import "stet/annotate/text"

// Reader turns a story into features. It is the part that training and tagging share. A Reader holds memory that it uses
// again; it is for one goroutine.
type Reader struct {
	lex  *Lexicon
	bits uint // features are below 1<<bits

	t         *text.Text
	words     []word
	stretches []text.Range
	forms     counts
	head      uint32 // the grade of sentence headAt
	headAt    int
}

// NewReader returns a reader whose features are below 1<<bits.
func NewReader(lex *Lexicon, bits uint) *Reader { return &Reader{lex: lex, bits: bits} }

// Read looks at a story and returns the stretches of tokens that may hold names. They are valid until the next Read.
func (r *Reader) Read(t *text.Text) []text.Range {
	r.t, r.headAt = t, -1
	r.stretches = candidates(t, r.stretches[:0])
	r.read(t)
	return r.stretches
}

// counts says how the words of a story are written in it.
type counts struct {
	keys []uint32
	vals []form
	mask uint32
}

// form counts how one word is written, each up to 255.
type form struct{ lower, inside, first uint8 }

func (c *counts) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if cap(c.keys) < size {
		c.keys, c.vals = make([]uint32, size), make([]form, size)
	} else {
		c.keys, c.vals = c.keys[:size], c.vals[:size]
		clear(c.keys)
		clear(c.vals)
	}
	c.mask = uint32(size - 1)
}

func (c *counts) at(h uint32) *form {
	h |= 1
	j := h * 0x9E3779B1 >> 7 & c.mask
	for c.keys[j] != h && c.keys[j] != 0 {
		j = (j + 1) & c.mask
	}
	c.keys[j] = h
	return &c.vals[j]
}

// count fills r.forms: lower case, capitalised inside a sentence, capitalised where that says nothing.
func (r *Reader) count(t *text.Text) {
	r.forms.reset(len(t.Tokens))
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		if tok.Kind != text.Word {
			continue
		}
		f := r.forms.at(r.words[i].low)
		switch {
		case tok.Flags&(text.Capital|text.Mixed) == 0:
			f.lower = inc(f.lower)
		case tok.Flags&text.First != 0 || i > 0 && t.Tokens[i-1].Kind == text.Mark:
			f.first = inc(f.first)
		default:
			f.inside = inc(f.inside)
		}
	}
}

func inc(n uint8) uint8 {
	if n < 255 {
		n++
	}
	return n
}

// Stretches returns the stretches of the story that was read last.
func (r *Reader) Stretches() []text.Range { return r.stretches }

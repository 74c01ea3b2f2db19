package tagger

import "stet/annotate/text"

// Templates. The numbers are part of the model's meaning: add at the end, never renumber.
const (
	tBias = iota + 1
	tWord
	tBefore
	tAfter
	tBefore2
	tAfter2
	tBeforeWord
	tWordAfter
	tAround
	tBefore21
	tAfter12
	tPrefix
	tSuffix
	tSuffixBefore
	tSuffixAfter
	tShape
	tShapeBefore
	tShapeAfter
	tShapes
	tCluster
	tClusterBefore
	tClusterAfter
	tClusterBefore2
	tClusterAfter2
	tClustersBefore
	tClustersAfter
	tList
	tListBefore
	tListAfter
	tListShape
	tCapitals
	tFirst
	tForm
	tFormFirst
	tRunLeft
	tRunRight
	tRunHead
	tRunHeadCluster
	tRunOpening
	tRunPlace
	tHeadline
	tRunLeftPlace
	tRunRightPlace
	tClusterShape
	tRunLeftCluster
	tRunRightCluster
	tListsAll
	tCapitalsFirst
	tPrefixBefore
	tWordFirst
)

// Boundary words, for what stands outside the sentence.
const (
	outside  = 0x51ED270B
	outside2 = 0x2C1B3C6D
)

// run is a row of tokens without lower-case words between, which mostly is one name or several.
type run struct {
	text.Range
	left, right uint32 // the words outside it
	leftCluster uint32
	rightClust  uint32
	head        *word
	opening     *word
}

// Features appends the features of the stretch's tokens to dst, and to ends the length of dst after each token.
func (r *Reader) Features(s text.Range, dst []uint32, ends []int32) ([]uint32, []int32) {
	t := r.t
	sent := t.Sentences[t.Tokens[s.First].Sentence]
	if at := int(t.Tokens[s.First].Sentence); at != r.headAt {
		r.headAt, r.head = at, r.headline(sent)
	}
	head := r.head
	var cur run
	for i := s.First; i < s.Last; i++ {
		if i >= cur.Last {
			cur = r.run(i, s, sent)
		}
		dst = r.token(i, sent, &cur, head, dst)
		ends = append(ends, int32(len(dst)))
	}
	return dst, ends
}

// headline grades how much of a sentence is capitalised, from 0 to 3: in a headline capitals say little.
func (r *Reader) headline(sent text.Range) uint32 {
	words, caps, all := 0, 0, 0
	for i := sent.First; i < sent.Last; i++ {
		tok := &r.t.Tokens[i]
		if tok.Kind != text.Word || tok.End-tok.Start < 2 {
			continue
		}
		words++
		if tok.Flags&text.Capital != 0 {
			caps++
		}
		if tok.Flags&text.AllCaps != 0 {
			all++
		}
	}
	switch {
	case words >= 3 && 10*all >= 8*words:
		return 3
	case words >= 3 && 10*caps >= 8*words:
		return 2
	case 10*caps >= 5*words:
		return 1
	}
	return 0
}

func (r *Reader) inRun(i int) bool {
	f := r.t.Tokens[i].Flags
	return f&(text.Capital|text.Mixed|text.Digits|text.Possessive) != 0 || r.t.Word(i) == "-"
}

func (r *Reader) run(i int, s, sent text.Range) run {
	if !r.inRun(i) {
		return run{Range: text.Range{First: i, Last: i + 1}, left: r.low(i-1, sent), right: r.low(i+1, sent)}
	}
	c := run{Range: text.Range{First: i, Last: i}}
	for c.Last < s.Last && r.inRun(c.Last) && r.t.Tokens[c.Last].Flags&text.Possessive == 0 {
		c.Last++
	}
	if c.Last == i {
		c.Last++
	}
	c.left, c.right = r.low(i-1, sent), r.low(c.Last, sent)
	if i-1 >= sent.First {
		c.leftCluster = 1 + r.words[i-1].cluster()
	}
	if c.Last < sent.Last {
		c.rightClust = 1 + r.words[c.Last].cluster()
	}
	c.head, c.opening = &r.words[c.Last-1], &r.words[i]
	return c
}

func (r *Reader) low(i int, sent text.Range) uint32 {
	if i < sent.First || i >= sent.Last {
		return outside
	}
	return r.words[i].low
}

var noWord = word{low: outside, shape: 15}

func (r *Reader) word(i int, sent text.Range) *word {
	if i < sent.First || i >= sent.Last {
		return &noWord
	}
	return &r.words[i]
}

// token appends the features of token i.
func (r *Reader) token(i int, sent text.Range, c *run, head uint32, dst []uint32) []uint32 {
	bits := r.bits
	add := func(template, a, b uint32) { dst = append(dst, slot(template, a, b, bits)) }
	w, p, q := r.word(i, sent), r.word(i-1, sent), r.word(i+1, sent)
	pp, qq := r.word(i-2, sent), r.word(i+2, sent)
	tok := &r.t.Tokens[i]
	first := uint32(0)
	if tok.Flags&text.First != 0 {
		first = 1
	} else if i > 0 && r.t.Tokens[i-1].Kind == text.Mark {
		first = 2
	}

	add(tBias, 0, 0)
	add(tWord, w.low, 0)
	add(tBefore, p.low, 0)
	add(tAfter, q.low, 0)
	add(tBefore2, pp.low, 0)
	add(tAfter2, qq.low, 0)
	add(tBeforeWord, p.low, w.low)
	add(tWordAfter, w.low, q.low)
	add(tBefore21, pp.low, p.low)
	add(tAfter12, q.low, qq.low)

	dst = r.affixes(i, dst)

	add(tShape, w.shape, 0)
	add(tShapeBefore, p.shape, w.shape)
	add(tShapeAfter, w.shape, q.shape)
	add(tShapes, p.shape<<16^w.shape, q.shape)

	cw, cp, cq := w.cluster(), p.cluster(), q.cluster()
	add(tCluster, cw, 0)
	add(tClusterBefore, cp, 0)
	add(tClusterAfter, cq, 0)
	add(tClusterBefore2, pp.cluster(), 0)
	add(tClusterAfter2, qq.cluster(), 0)
	add(tClustersBefore, cp, cw)
	add(tClustersAfter, cw, cq)
	add(tClusterShape, cw, w.shape)

	for l, k := w.lists, uint32(0); l != 0; l, k = l>>4, k+1 {
		if v := uint32(l & 15); v != 0 {
			add(tList, k, v)
			add(tListShape, k<<8|v, w.capitals()<<2|first)
		}
	}
	if w.lists != 0 {
		add(tListsAll, uint32(w.lists>>32), uint32(w.lists))
	}
	for l, k := p.lists, uint32(0); l != 0; l, k = l>>4, k+1 {
		if v := uint32(l & 15); v != 0 {
			add(tListBefore, k, v)
		}
	}
	for l, k := q.lists, uint32(0); l != 0; l, k = l>>4, k+1 {
		if v := uint32(l & 15); v != 0 {
			add(tListAfter, k, v)
		}
	}

	add(tCapitals, w.capitals(), head)
	add(tCapitalsFirst, w.capitals(), first)
	add(tFirst, first, w.shape)
	add(tHeadline, head, w.shape)
	f := r.forms.at(w.low)
	form := grade(f.lower)<<4 | grade(f.inside)<<2 | grade(f.first)
	add(tForm, form, 0)
	add(tFormFirst, form, first<<4|head)

	place := uint32(min(i-c.First, 3))<<4 | uint32(min(c.Last-1-i, 3))
	add(tRunPlace, place, w.shape)
	add(tRunLeft, c.left, 0)
	add(tRunRight, c.right, 0)
	add(tRunLeftPlace, c.left, place)
	add(tRunRightPlace, c.right, place)
	add(tRunLeftCluster, c.leftCluster, place)
	add(tRunRightCluster, c.rightClust, place)
	if c.head != nil {
		add(tRunHead, c.head.low, place)
		add(tRunHeadCluster, c.head.cluster(), place)
		add(tRunOpening, c.opening.low, place)
	}
	return dst
}

// affixes appends the beginnings and ends of the word, up to five bytes of its lower-case form.
func (r *Reader) affixes(i int, dst []uint32) []uint32 {
	var buf [64]byte
	b := text.AppendLower(buf[:0], r.t.Word(i))
	h := uint32(0)
	for n := 0; n < 5 && n < len(b); n++ {
		h = h<<8 ^ h>>24 ^ uint32(b[n])
		dst = append(dst, slot(tPrefix, h, uint32(n), r.bits))
	}
	h = 0
	for n := 0; n < 5 && n < len(b); n++ {
		h = h<<8 ^ h>>24 ^ uint32(b[len(b)-1-n])
		dst = append(dst, slot(tSuffix, h, uint32(n), r.bits))
	}
	return dst
}

// grade puts a count into one of four.
func grade(n uint8) uint32 {
	switch {
	case n == 0:
		return 0
	case n == 1:
		return 1
	case n < 4:
		return 2
	}
	return 3
}

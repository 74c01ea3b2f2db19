package tagger

import (
	"math/bits"

	"stet/annotate/text"
)

// Memory is what the first look at a story made of its words. The second look asks it how the same words were labelled
// elsewhere in the story: a surname alone after the full name, an acronym after its institution.
type Memory struct {
	words   votes // by word
	pairs   votes // by word and the word after it; and by word and the word before it
	initial votes // by the initials of names of several words

	labels  []Label
	weights []uint8 // how sure the first look was, 1 to 3
}

// votes sums the labels of a word.
type votes struct {
	keys []uint32
	sums []tally
	mask uint32
}

// tally is a byte for each label, eight in a machine word: most are 0, and these are passed over together.
type tally [rowWords]uint64

func (v *tally) of(l Label) uint8 { return uint8(v[l/8] >> (l % 8 * 8)) }

func (v *votes) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if cap(v.keys) < size {
		v.keys, v.sums = make([]uint32, size), make([]tally, size)
	} else {
		v.keys, v.sums = v.keys[:size], v.sums[:size]
		clear(v.keys)
		clear(v.sums)
	}
	v.mask = uint32(size - 1)
}

func (v *votes) add(key uint32, l Label, weight uint8) {
	key |= 1
	j := key * 0x9E3779B1 >> 7 & v.mask
	for v.keys[j] != key && v.keys[j] != 0 {
		j = (j + 1) & v.mask
	}
	v.keys[j] = key
	if s := &v.sums[j]; s.of(l) < full {
		s[l/8] += uint64(weight) << (l % 8 * 8)
	}
}

// full is how many votes a label takes: with the last weight they still are a byte.
const full = 250

var nobody tally

func (v *votes) of(key uint32) *tally {
	key |= 1
	for j := key * 0x9E3779B1 >> 7 & v.mask; v.keys[j] != 0; j = (j + 1) & v.mask {
		if v.keys[j] == key {
			return &v.sums[j]
		}
	}
	return &nobody
}

// Fill takes in the labels of the story that r has read, one for each token of its stretches in turn, and how far the next
// best label fell behind, in units of which scale make a natural logarithm. The labels are kept until the next Fill.
func (m *Memory) Fill(r *Reader, labels []Label, margins []int32, scale int32) {
	n := len(labels)
	m.labels = labels
	m.words.reset(n)
	m.pairs.reset(2 * n)
	m.initial.reset(n)
	m.weights = m.weights[:0]
	for _, margin := range margins {
		m.weights = append(m.weights, sureness(margin, scale))
	}
	k := 0
	for _, s := range r.stretches {
		sent := r.t.Sentences[r.t.Tokens[s.First].Sentence]
		begun := s.First
		for i := s.First; i < s.Last; i++ {
			l := labels[k]
			w := r.words[i].low
			m.words.add(w, l, m.weights[k])
			m.pairs.add(pairKey(w, r.low(i+1, sent), 1), l, m.weights[k])
			m.pairs.add(pairKey(w, r.low(i-1, sent), 2), l, m.weights[k])
			if l != Out {
				switch l.Position() {
				case Begin:
					begun = i
				case Last:
					if h, ok := initials(r.t, begun, i+1); ok {
						m.initial.add(h, LabelOf(l.Class(), Unit), m.weights[k])
					}
				}
			}
			k++
		}
	}
}

func sureness(margin, scale int32) uint8 {
	switch {
	case margin < scale:
		return 1
	case margin < 3*scale:
		return 2
	}
	return 3
}

func pairKey(a, b, side uint32) uint32 {
	h := (uint64(a)<<32 | uint64(b)) + uint64(side)
	h *= 0x9E3779B97F4A7C15
	return uint32(h >> 32)
}

// initials returns the hash of a name's capital initials as a word, where there are at least two.
func initials(t *text.Text, first, last int) (uint32, bool) {
	var buf [8]byte
	b := buf[:0]
	for i := first; i < last && len(b) < cap(b); i++ {
		if c := t.Word(i)[0]; 'A' <= c && c <= 'Z' {
			b = append(b, c+'a'-'A')
		}
	}
	return hashBytes(b), len(b) >= 2
}

// Templates of the second look. The numbers are part of the model's meaning.
const (
	uTop = iota + 1
	uSecond
	uAny
	uOwn
	uPairAfter
	uPairBefore
	uBefore
	uAfter
	uInitials
	uNone
	uOwnLabel
)

// MemoryBits is how many bits the features of the second look have.
const MemoryBits = 16

// Features appends what the memory says of a stretch's tokens, the first of which is the k-th label that was filled in.
func (m *Memory) Features(r *Reader, s text.Range, k int, dst []uint32, ends []int32) ([]uint32, []int32) {
	sent := r.t.Sentences[r.t.Tokens[s.First].Sentence]
	before := uint32(0)
	for i := s.First; i < s.Last; i++ {
		add := func(template, a, b uint32) { dst = append(dst, slot(template, a, b, MemoryBits)) }
		own, weight := m.labels[k], m.weights[k]
		w := r.words[i].low
		v := without(m.words.of(w), own, weight)
		top := strongest(&v)
		mine := uint32(own)<<2 | uint32(weight)
		add(uOwnLabel, mine, 0)
		if top == 0 {
			add(uNone, mine, 0)
		} else {
			add(uTop, top, 0)
			add(uOwn, top>>4, mine)
			for k, w := range v {
				for w != 0 {
					shift := bits.TrailingZeros64(w) &^ 7
					w &^= 0xFF << shift
					add(uAny, uint32(8*k+shift/8), uint32(own.Class()))
				}
			}
		}
		add(uBefore, before, top>>4)
		if i+1 < s.Last {
			n := without(m.words.of(r.words[i+1].low), m.labels[k+1], m.weights[k+1])
			add(uAfter, strongest(&n)>>4, top>>4)
		}
		p := without(m.pairs.of(pairKey(w, r.low(i+1, sent), 1)), own, weight)
		if x := strongest(&p); x > 0 {
			add(uPairAfter, x, 0)
		}
		p = without(m.pairs.of(pairKey(w, r.low(i-1, sent), 2)), own, weight)
		if x := strongest(&p); x > 0 {
			add(uPairBefore, x, 0)
		}
		if r.t.Tokens[i].Is(text.AllCaps) {
			in := *m.initial.of(w)
			if x := strongest(&in); x > 0 {
				add(uInitials, x>>4, uint32(own.Class()))
			}
		}
		before = top >> 4
		ends = append(ends, int32(len(dst)))
		k++
	}
	return dst, ends
}

func without(v *tally, l Label, weight uint8) tally {
	o := *v
	if n := o.of(l); n < full {
		o[l/8] -= uint64(min(n, weight)) << (l % 8 * 8)
	}
	return o
}

// strongest returns the label with most votes, its share and their number, graded; 0 where there are none.
func strongest(v *tally) uint32 {
	sum, best, at := 0, 0, 0
	for k, w := range v {
		for w != 0 {
			shift := bits.TrailingZeros64(w) &^ 7
			n := int(uint8(w >> shift))
			w &^= 0xFF << shift
			if sum += n; n > best {
				best, at = n, 8*k+shift/8
			}
		}
	}
	if sum == 0 {
		return 0
	}
	share, number := uint32(0), uint32(0)
	switch {
	case best == sum:
		share = 2
	case 3*best >= 2*sum:
		share = 1
	}
	switch {
	case sum >= 12:
		number = 3
	case sum >= 5:
		number = 2
	case sum >= 3:
		number = 1
	}
	return uint32(at+1)<<4 | share<<2 | number
}

package tagger

import (
	"unicode/utf8"

	"stet/annotate/text"
)

// word is what the features of a token and of its neighbours are made from.
type word struct {
	low   uint32 // hash of the lower-case form
	shape uint32 // one byte for each run of one kind of character: "Xx", "X.X.", "d"
	lists uint64 // four bits for each list: 0, or 1 + position in the name found there
	know  uint16 // what Lexicon.Words holds
}

func (w *word) cluster() uint32  { return uint32(w.know & (1<<clusterBits - 1)) }
func (w *word) capitals() uint32 { return uint32(w.know >> clusterBits) }

// shapeOf returns the word's shape, runs of one kind of character as one, in four bits each.
func shapeOf(w string) uint32 {
	var s, last uint32
	for i := 0; i < len(w); i++ {
		c := w[i]
		var k uint32
		switch {
		case 'a' <= c && c <= 'z':
			k = 1
		case 'A' <= c && c <= 'Z':
			k = 2
		case '0' <= c && c <= '9':
			k = 4
		case c == '.':
			k = 5
		case c == '-' || c == '\'':
			k = 6
		case c >= utf8.RuneSelf:
			k = 1
			if i == 0 {
				k = 3
			}
		default:
			k = 7
		}
		if k == last && k != 2 { // XX and X differ: "US" and "Us"
			continue
		}
		if k == 2 && last == 2 && s&0xFF == 0x22 {
			continue
		}
		s = s<<4 | k
		last = k
	}
	return s
}

// read fills r.words for every token of t, the list matches only where a name may stand.
func (r *Reader) read(t *text.Text) {
	n := len(t.Tokens)
	if cap(r.words) < n {
		r.words = make([]word, n+n/4)
	}
	r.words = r.words[:n]
	for i := range t.Tokens {
		r.words[i] = word{low: hashLower(t.Word(i))}
	}
	for _, s := range r.stretches {
		sent := t.Sentences[t.Tokens[s.First].Sentence]
		from, to := max(sent.First, s.First-2), min(sent.Last, s.Last+2)
		for i := from; i < to; i++ {
			w := &r.words[i]
			if w.shape == 0 {
				w.shape = shapeOf(t.Word(i))
				w.know = r.lex.Words.Get(w.low)
			}
		}
		r.lists(s)
	}
	r.count(t)
}

// lists marks the longest listed names in a stretch, list by list.
func (r *Reader) lists(s text.Range) {
	if len(r.lex.Names.keys) == 0 {
		return
	}
	for i := s.First; i < s.Last; i++ {
		var bits [LongestName]uint16
		h := uint32(0)
		var any uint16
		for n := 0; n < LongestName && i+n < s.Last; n++ {
			h = join(h, r.words[i+n].low)
			bits[n] = r.lex.Names.Get(h)
			any |= bits[n]
		}
		for n := LongestName - 1; n >= 0 && any != 0; n-- {
			for c := 0; c < ListClasses; c++ {
				if bits[n]>>c&1 == 0 || any>>c&1 == 0 {
					continue
				}
				any &^= 1 << c
				if r.words[i].lists>>(4*c)&15 != 0 { // inside a longer one
					continue
				}
				for k := 0; k <= n; k++ {
					p := Inside
					switch {
					case n == 0:
						p = Unit
					case k == 0:
						p = Begin
					case k == n:
						p = Last
					}
					w := &r.words[i+k].lists
					*w = *w&^(15<<(4*c)) | uint64(1+p)<<(4*c)
				}
			}
		}
	}
}

package rules

import (
	"strings"
	"unicode/utf8"

	"stet/annotate/text"
)

// vocabulary numbers the words that packs name, in lower case with straight apostrophes. 0 is a word that none names.
type vocabulary struct {
	words wordList // by number
	exact wordList // words as they must be written, by number; 0 for any case
	slots []slot   // open addressing
}

// slot holds a word's number, 0 where it is free, and beside it its hash, so that few other words are ever compared.
type slot struct{ number, hash uint32 }

// wordList is a list of words in one piece.
type wordList struct {
	bytes []byte
	ends  []uint32
}

func (l *wordList) len() int { return len(l.ends) }

// add appends a word and returns its index.
func (l *wordList) add(w string) uint32 {
	l.bytes = append(l.bytes, w...)
	l.ends = append(l.ends, uint32(len(l.bytes)))
	return uint32(len(l.ends) - 1)
}

// at returns a word by its index.
func (l *wordList) at(i uint32) []byte {
	from := uint32(0)
	if i > 0 {
		from = l.ends[i-1]
	}
	return l.bytes[from:l.ends[i]]
}

func newVocabulary() *vocabulary {
	v := &vocabulary{slots: make([]slot, 1<<12)}
	v.words.add("")
	v.exact.add("")
	return v
}

// longestWord is how many bytes of a word are compared at most; longer ones are in no pack.
const longestWord = 64

const (
	hashBasis = 2166136261
	hashPrime = 16777619
)

func hashOf(b []byte) uint32 {
	h := uint32(hashBasis)
	for _, c := range b {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

// add returns the number of the word, a new one where it has none. The word must be in lower case.
func (v *vocabulary) add(word string) uint32 {
	h := hashOf([]byte(word))
	if n := v.find(h, []byte(word)); n > 0 {
		return n
	}
	n := v.words.add(word)
	if v.words.len()*2 > len(v.slots) {
		old := v.slots
		v.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.number > 0 {
				v.insert(s)
			}
		}
	}
	v.insert(slot{n, h})
	return n
}

func (v *vocabulary) insert(s slot) {
	mask := uint32(len(v.slots) - 1)
	i := s.hash & mask
	for v.slots[i].number > 0 {
		i = (i + 1) & mask
	}
	v.slots[i] = s
}

// of returns the number of a token's word and the hash of the word in lower case. It allocates nothing.
func (v *vocabulary) of(word string) (number, sum uint32) {
	var buf [2 * longestWord]byte
	if len(word) > longestWord {
		return 0, hashOf(text.AppendLower(nil, word))
	}
	h := uint32(hashBasis)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf || c == '\'' || c == '`' {
			b := text.AppendLower(buf[:0], word)
			h = hashOf(b)
			return v.find(h, b), h
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
		h = (h ^ uint32(c)) * hashPrime
	}
	return v.find(h, buf[:len(word)]), h
}

func (v *vocabulary) find(h uint32, word []byte) uint32 {
	mask := uint32(len(v.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := v.slots[i]
		if s.number == 0 || s.hash == h && string(v.words.at(s.number)) == string(word) {
			return s.number
		}
	}
}

// spelling is one word of a phrase: its number, and how it must be written where that matters.
type spelling struct {
	word  uint32
	exact uint32 // index into the vocabulary's, 0 for any case
}

// tokens cuts a phrase as a story is cut. Words in small letters may stand in any case unless strict.
func (v *vocabulary) tokens(phrase string, m mode) []spelling {
	var out []spelling
	add := func(w string) {
		low := lower(w)
		s := spelling{word: v.add(low)}
		if m == exact || m == written && low != w {
			s.exact = v.exact.add(w)
		}
		out = append(out, s)
	}
	if plain(phrase) {
		for w := range strings.SplitSeq(phrase, " ") {
			add(w)
		}
		return out
	}
	if phrase == "'s" || phrase == "’s" {
		add(phrase) // a token of its own only behind a word
		return out
	}
	t := text.Parse(phrase)
	for i := range t.Tokens {
		add(t.Word(i))
	}
	return out
}

// plain reports whether the phrase is ASCII letters with single spaces, so that cutting it is trivial.
func plain(phrase string) bool {
	space := true
	for i := 0; i < len(phrase); i++ {
		switch c := phrase[i]; {
		case c == ' ' && !space:
			space = true
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			space = false
		default:
			return false
		}
	}
	return !space
}

func lower(w string) string {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '`' {
			return string(text.AppendLower(make([]byte, 0, len(w)), w))
		}
	}
	return w
}

// fits reports whether token i, whose number is the spelling's, is written as the spelling wants: as it stands there or, in a
// headline, all in capitals.
func (v *vocabulary) fits(s spelling, t *text.Text, i int, headlines bool) bool {
	if s.exact == 0 {
		return true
	}
	w, exact := t.Word(i), v.exact.at(s.exact)
	if w == string(exact) {
		return true
	}
	tok := &t.Tokens[i]
	if headlines && tok.Is(text.AllCaps) && (len(w) > 4 || len(w) > 3 && tok.Is(text.Opens) || loud(t, i-1) || loud(t, i+1)) {
		return true
	}
	return tok.Is(text.NonASCII) && straight(w) == straight(string(exact))
}

// loud reports whether token i is a word in capitals that is too long for an acronym.
func loud(t *text.Text, i int) bool {
	return i >= 0 && i < len(t.Tokens) && t.Tokens[i].Is(text.AllCaps) && t.Tokens[i].Len() > 4
}

func straight(w string) string {
	return strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'").Replace(w)
}

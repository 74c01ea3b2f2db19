package tagger

import (
	"unicode/utf8"

	"stet/annotate/text"
)

// Words are known by hashes of their lower-case form with straight apostrophes. The functions here decide what a model
// file means: a change to any of them needs a new Version.

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hashLower returns the hash of a word's lower-case form, the same as of text.AppendLower's bytes.
func hashLower(w string) uint32 {
	h := uint64(fnvOffset)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return hashSlow(w)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		} else if c == '`' {
			c = '\''
		}
		h = (h ^ uint64(c)) * fnvPrime
	}
	return fold(h)
}

func hashSlow(w string) uint32 {
	var buf [64]byte
	return hashBytes(text.AppendLower(buf[:0], w))
}

func hashBytes(b []byte) uint32 {
	h := uint64(fnvOffset)
	for _, c := range b {
		h = (h ^ uint64(c)) * fnvPrime
	}
	return fold(h)
}

func fold(h uint64) uint32 { return uint32(h ^ h>>32) }

// HashWord returns the hash by which the tagger knows the word, in any case.
func HashWord(w string) uint32 { return hashLower(w) }

// join adds a word to the hash of the words before it, 0 for none.
func join(phrase, word uint32) uint32 {
	h := (uint64(phrase)<<32 | uint64(word)) * 0x9E3779B97F4A7C15
	return uint32(h>>32) ^ uint32(h)
}

// HashPhrase returns the hash of a name's words, in any case, as text.Parse cuts them.
func HashPhrase(t *text.Text, first, last int) uint32 {
	h := uint32(0)
	for i := first; i < last; i++ {
		h = join(h, hashLower(t.Word(i)))
	}
	return h
}

// slot returns the place of a feature in a table of 1<<bits.
func slot(template, a, b uint32, bits uint) uint32 {
	h := (uint64(a)<<32 | uint64(b)) ^ uint64(template)*0xD6E8FEB86659FD93
	h *= 0x9E3779B97F4A7C15
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return uint32(h >> (64 - bits))
}

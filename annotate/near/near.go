// Package near tells which stories are nearly the same: updates, reprints, copies under another id.
package near

import (
	"encoding/binary"
	"strings"

	"stet/annotate/text"
)

// Stories are nearly the same where most runs of five words are common to both. Sixteen bands of six minima each find such pairs by
// MinHash (Broder 1997): at a Jaccard index of 0.9 surely, at 0.8 in 99 of 100, at 0.5 in one of five, which does no harm.
const (
	run   = 5
	bands = 16
	rows  = 6
	most  = 8000 // words that are looked at: a story so long is told from others by its beginning
)

// Signature is what stories are compared by.
type Signature [bands]uint64

// Of returns a story's signature. Case and what stands between the words do not count.
func Of(story string) Signature {
	t := text.Parse(story)
	words := make([]uint64, 0, min(len(t.Tokens), most))
	for i, k := range t.Tokens {
		if len(words) == most {
			break
		}
		if k.Kind == text.Word || k.Kind == text.Number {
			words = append(words, fnv1a(strings.ToLower(t.Word(i))))
		}
	}
	var least [bands * rows]uint64
	for i := range least {
		least[i] = ^uint64(0)
	}
	for i := 0; i == 0 || i+run <= len(words); i++ {
		sum := uint64(len(words[:min(run, len(words))]))
		for _, w := range words[i:min(i+run, len(words))] {
			sum = Mix(sum ^ w)
		}
		for n := range least {
			if v := Mix(sum + uint64(n)*0x9E3779B97F4A7C15); v < least[n] {
				least[n] = v
			}
		}
	}
	var s Signature
	for b := range s {
		for _, v := range least[b*rows : (b+1)*rows] {
			s[b] = Mix(s[b] ^ v)
		}
		s[b] += uint64(b)
	}
	return s
}

// fnv1a is hash/fnv's New64a without its allocations.
func fnv1a(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * 1099511628211
	}
	return h
}

// Brief is a signature to keep by the thousand: four bytes a band.
func (s Signature) Brief() []byte {
	var b []byte
	for _, band := range s {
		b = binary.LittleEndian.AppendUint32(b, uint32(band))
	}
	return b
}

// Near reports whether the stories of two brief signatures are nearly the same. One that is cut short is near to none.
func Near(a, b []byte) bool {
	if len(a) != 4*bands || len(b) != 4*bands {
		return false
	}
	for i := 0; i < 4*bands; i += 4 {
		if string(a[i:i+4]) == string(b[i:i+4]) {
			return true
		}
	}
	return false
}

// Mix is the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
func Mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

package tagger

import "stet/annotate/text"

// maxGap is how many lower-case words or signs may stand between two capitalised words of one name: "Bank for the
// Development of X", "Ministry of Women, Children".
const maxGap = 3

// longest is the most tokens of a stretch, so that memory stays small whatever a story holds.
const longest = 200

// particles are lower-case words that begin a name: "al-Assad", "van Gogh".
var particles = func() map[uint32]bool {
	m := map[uint32]bool{}
	for _, w := range []string{"al", "el", "ul", "an", "as", "ar", "ad", "at", "de", "da", "do", "dos", "das", "di", "du", "del", "van", "von", "bin",
		"ibn", "bint", "ben", "la", "le", "der", "den", "ter", "abu", "ould", "umm", "d", "e"} {
		m[hashLower(w)] = true
	}
	return m
}()

// capital reports whether a token may begin or end a name by its shape.
func capital(t *text.Text, i int) bool {
	tok := &t.Tokens[i]
	return tok.Flags&(text.Capital|text.Mixed) != 0 && tok.Kind != text.Address
}

// candidates appends to dst the stretches of tokens that can hold names. A lower-case word among lower-case words is no name
// in news, which leaves about a sixth of the tokens; the others are Out without a look.
func candidates(t *text.Text, dst []text.Range) []text.Range {
	for _, s := range t.Sentences {
		open := -1 // first token of the stretch that is being collected
		end := -1  // token after its last
		for i := s.First; i < s.Last; i++ {
			if !capital(t, i) {
				continue
			}
			first := i
			if i-1 >= s.First {
				switch {
				case i-2 >= s.First && t.Word(i-1) == "-" && t.Tokens[i].Flags&text.SpaceBefore == 0 && particles[hashLower(t.Word(i-2))]:
					first = i - 2
				case len(t.Word(i-1)) <= 4 && t.Tokens[i-1].Kind == text.Word && particles[hashLower(t.Word(i-1))]:
					first = i - 1
				}
			}
			if open >= 0 && (first-end > maxGap || i-open >= longest) {
				dst = append(dst, text.Range{First: open, Last: end})
				open = -1
			}
			if open < 0 {
				open = first
				if end > open { // never twice
					open = end
				}
			}
			end = tail(t, i+1, s.Last)
			i = end - 1
		}
		if open >= 0 {
			dst = append(dst, text.Range{First: open, Last: end})
		}
	}
	return dst
}

// tail returns the end of the capitalised word before i: with hyphenated parts ("Ching-yan"), and a number behind it
// ("Channel 4").
func tail(t *text.Text, i, last int) int {
	for i+1 < last && t.Tokens[i].Flags&text.SpaceBefore == 0 && t.Word(i) == "-" && t.Tokens[i+1].Flags&text.SpaceBefore == 0 && t.Tokens[i+1].Kind <= text.Number {
		i += 2
	}
	if i < last && t.Tokens[i].Kind == text.Number {
		i++
	}
	return i
}

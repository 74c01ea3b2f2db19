package text

import (
	"unicode"
	"unicode/utf8"
)

// Lower returns token i in lower case with its apostrophes made straight, the form in which words are compared.
// It allocates only where there is more in it than ASCII.
func (t *Text) Lower(i int) string {
	tok := &t.Tokens[i]
	w := t.small[tok.Start:tok.End]
	for j := 0; j < len(w); j++ {
		if w[j] >= utf8.RuneSelf {
			var buf [48]byte
			return string(AppendLower(buf[:0], w))
		}
	}
	return w
}

// small returns the text with its ASCII letters in lower case, byte by byte.
func small(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + ('a' - 'A')
		}
	}
	return string(b)
}

// AppendLower appends the word in lower case with straight apostrophes, so that a lookup in a map needs no allocation:
// m[string(text.AppendLower(buf[:0], word))].
func AppendLower(b []byte, word string) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		i += n
		switch {
		case isApostrophe(r):
			b = append(b, '\'')
		case unicode.IsSpace(r):
			b = append(b, ' ')
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b
}

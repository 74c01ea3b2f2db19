package text

import (
	"strings"
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
	var b strings.Builder
	b.Grow(len(s))
	from := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b.WriteString(s[from:i])
			b.WriteByte(c + ('a' - 'A'))
			from = i + 1
		}
	}
	b.WriteString(s[from:])
	return b.String()
}

// AppendLower appends the word in lower case with straight apostrophes, so that a lookup in a map needs no allocation:
// m[string(text.AppendLower(buf[:0], word))].
func AppendLower(b []byte, word string) []byte {
	from := len(b)
	b = append(b, word...)
	for i, c := range b[from:] {
		if c >= utf8.RuneSelf {
			return appendLower(b[:from+i], word[i:])
		}
		if 'A' <= c && c <= 'Z' {
			b[from+i] = c + ('a' - 'A')
		}
	}
	return b
}

// appendLower is AppendLower where there is more in the word than ASCII.
func appendLower(b []byte, word string) []byte {
	for _, r := range word {
		switch {
		case r < utf8.RuneSelf:
			b = append(b, byte(unicode.ToLower(r)))
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

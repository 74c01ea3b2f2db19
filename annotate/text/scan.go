package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// scan appends the tokens of t.Source and the paragraphs that they form. Plain Latin text goes byte by byte; what is
// neither letter, digit nor known punctuation is left to uniseg, a grapheme cluster at a time, so that no token ever
// begins or ends inside one (M1).
func scan(t *Text, wrapped bool) {
	s := t.Source
	gap := SpaceBefore | LineBefore
	para := 0
	lines := 2 // line breaks since the last token; the story's beginning counts as a blank line
	for i := 0; i < len(s); {
		n, brk := space(s[i:])
		if n > 0 {
			gap |= SpaceBefore
			if brk {
				gap |= LineBefore
				lines++
			}
			i += n
			continue
		}
		if gap&LineBefore != 0 && (!wrapped || lines > 1) && len(t.Tokens) > para {
			t.Paragraphs = append(t.Paragraphs, Range{para, len(t.Tokens)})
			para = len(t.Tokens)
		}
		if len(t.Tokens) == para {
			gap |= Opens
		}
		before := len(t.Tokens)
		i = t.token(i, gap)
		if len(t.Tokens) > before {
			gap, lines = 0, 0
		}
	}
	if len(t.Tokens) > para {
		t.Paragraphs = append(t.Paragraphs, Range{para, len(t.Tokens)})
	}
}

// space returns the length in bytes of the white space character that s begins with, 0 for none, and whether it ends a
// line. Combining marks after it belong to it, since they share its grapheme cluster.
func space(s string) (n int, line bool) {
	switch c := s[0]; {
	case c == '\r' && len(s) > 1 && s[1] == '\n':
		return 2, true
	case c == '\n' || c == '\r' || c == '\v' || c == '\f':
		return 1, true
	case c == '\t':
		return 1, false
	case c == ' ':
		n = 1
	case c < utf8.RuneSelf:
		return 0, false
	default:
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			return size, true
		case r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f' || r == '\u2060':
			return size, false // of no width, and controls for UAX 29: nothing attaches to them
		case unicode.IsSpace(r):
			n = size
		default:
			return 0, false
		}
	}
	return n + extend(s[n:]), false
}

// extend returns the length in bytes of the characters that stay in the grapheme cluster before them.
func extend(s string) int {
	n := 0
	for n < len(s) && s[n] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !extends(r) {
			break
		}
		n += size
	}
	return n
}

// extends reports whether r joins the grapheme cluster before it. It may say yes where UAX 29 says no (a token then holds two
// clusters), never the other way round.
func extends(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r == '\u200d', r == '\u200c', r == 0x0E33, r == 0x0EB3, r == 0xFF9E, r == 0xFF9F, // joiners; vowels and marks that count as letters
		0x1F3FB <= r && r <= 0x1F3FF, 0xE0020 <= r && r <= 0xE007F: // skin tones, tags
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc)
}

// token appends the token that begins at byte i (often with a possessive behind it) and returns where the next begins.
func (t *Text) token(i int, gap Flags) int {
	s := t.Source
	c := s[i]
	switch {
	case isASCIILetter(c) || isDigit(c):
		return t.word(i, gap)
	case c < utf8.RuneSelf:
		return t.sign(i, gap)
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	if plainLetter(r) {
		return t.word(i, gap)
	}
	if isMark(r) || isPunct(r) {
		return t.sign(i, gap)
	}
	return t.cluster(i, gap)
}

// cluster appends one token of whole grapheme clusters that no simpler rule covers: other scripts' words by UAX 29,
// emoji and signs one by one.
func (t *Text) cluster(i int, gap Flags) int {
	s := t.Source[i:]
	r, _ := utf8.DecodeRuneInString(s)
	kind := Symbol
	n := 0
	if unicode.IsLetter(r) || unicode.IsNumber(r) {
		kind = Word
		// a bounded look ahead keeps hostile input linear: uniseg reads no further than the word
		word, _, _ := uniseg.FirstWordInString(s, -1)
		n = len(word)
		if j := strings.IndexAny(word, "-'’:./_,"); j > 0 { // parts that news splits
			n = j
		}
	}
	// a word never ends inside a grapheme cluster
	end := 0
	state := -1
	for end < n || end == 0 {
		var c string
		c, _, _, state = uniseg.FirstGraphemeClusterInString(s[end:], state)
		end += len(c)
	}
	if last, _ := utf8.DecodeLastRuneInString(s[:end]); unicode.IsSpace(last) {
		return i + end // a sign that takes the space behind it into its cluster is part of the gap (M1)
	}
	t.add(i, i+end, kind, gap|flagsOf(s[:end]))
	return i + end
}

// sign appends a quotation mark, a punctuation sign, a run of full stops or hyphens, or a symbol.
func (t *Text) sign(i int, gap Flags) int {
	s := t.Source
	r, n := utf8.DecodeRuneInString(s[i:])
	end := i + n
	kind := Symbol
	switch {
	case r == '.' || r == '-':
		kind = Punct
		for end < len(s) && s[end] == s[i] {
			end++
		}
	case (r == '\'' || r == '`' || r == '’' || r == '‘') && strings.HasPrefix(s[end:], s[i:end]): // TeX and archive habits: ``…''
		kind = Mark
		end += n
	case isApostrophe(r):
		kind = Mark
		if p := t.possessive(i, end); p > end {
			t.add(i, p, Word, gap|Possessive|flagsOf(s[i:p]))
			return p
		}
	case isMark(r):
		kind = Mark
	case isPunct(r):
		kind = Punct
	case r < ' ' || r == 0x7f: // a control character: nothing attaches to it
		t.add(i, end, Symbol, gap)
		return end
	}
	end += extend(s[end:])
	t.add(i, end, kind, gap|flagsOf(s[i:end]))
	return end
}

// possessive returns the end of a possessive 's whose apostrophe stands at [i, end) straight behind a word, else end.
func (t *Text) possessive(i, end int) int {
	s := t.Source
	if len(t.Tokens) == 0 || end >= len(s) || s[end]|0x20 != 's' {
		return end
	}
	if last := t.Tokens[len(t.Tokens)-1]; last.End != i || last.Kind > Number && last.Kind != Mark {
		return end
	}
	if after := end + 1; after == len(s) || !continues(s[after:]) {
		return after + extend(s[after:])
	}
	return end
}

func (t *Text) add(start, end int, kind TokenKind, f Flags) {
	t.Tokens = append(t.Tokens, Token{Span: Span{start, end}, Kind: kind, Flags: f})
}

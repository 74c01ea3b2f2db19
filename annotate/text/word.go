package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word appends the word or number at byte i, and the possessive behind it. It returns where the next token begins.
func (t *Text) word(i int, gap Flags) int {
	s := t.Source
	if isASCIILetter(s[i]) && gap&SpaceBefore != 0 {
		if end := address(s, i); end > i {
			t.add(i, end, Address, gap|flagsOf(s[i:end]))
			return end
		}
	}
	end := i
	for end < len(s) {
		for end+1 < len(s) && (isASCIILetter(s[end]) || isDigit(s[end])) && s[end+1] < utf8.RuneSelf { // no mark can be on it
			end++
		}
		n := letter(s[end:])
		if n > 0 {
			end += n
			continue
		}
		n = joins(s, i, end)
		if n == 0 {
			break
		}
		end += n
	}
	f := flagsOf(s[i:end])
	if n := fullStop(s, i, end); n > 0 {
		end += n
		f |= Abbreviated
	}
	kind := Word
	if isDigit(s[i]) {
		kind = Number
	}
	t.add(i, end, kind, gap|f)
	return end
}

// letter returns the length of the letter or digit that s begins with, with the marks on it; 0 for none.
func letter(s string) int {
	c := s[0]
	if isASCIILetter(c) || isDigit(c) || c == '_' {
		if len(s) > 1 && s[1] >= utf8.RuneSelf {
			return 1 + extend(s[1:])
		}
		return 1
	}
	if c < utf8.RuneSelf {
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if !plainLetter(r) {
		return 0
	}
	return n + extend(s[n:])
}

// continues reports whether s begins with a letter or digit.
func continues(s string) bool { return len(s) > 0 && letter(s) > 0 }

// joins returns the length of a sign at end that stands inside the word begun at start: an apostrophe between letters
// that begins no possessive, a full stop in an acronym, an address or a number, a comma or colon between digits.
func joins(s string, start, end int) int {
	if end == start {
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[end:])
	rest := s[end+n:]
	if !continues(rest) {
		return 0
	}
	digits := isDigit(s[end-1]) && isDigit(rest[0])
	switch {
	case isApostrophe(r):
		if isDigit(rest[0]) {
			return 0
		}
		if rest[0]|0x20 == 's' && !continues(rest[1:]) && extend(rest[1:]) == 0 {
			return 0 // Iran's: the possessive is a token of its own
		}
		return n
	case r == ',' || r == ':':
		if digits {
			return 1
		}
	case r == '.':
		if digits {
			return 1
		}
		if acronym(s[start:end]) && (len(rest) < 2 || !continues(rest[1:])) { // U.S, e.g: one letter at a time
			return 1
		}
		// example.com goes on in lower case; "talks.Kerry" is a sentence's end without its space
		if c := rest[0]; 'a' <= c && c <= 'z' && !acronym(s[start:end]) {
			return 1
		}
	}
	return 0
}

// acronym reports whether w is single letters parted by full stops, or one letter: U, U.S, e.g.
func acronym(w string) bool {
	for i := 0; i < len(w); i++ {
		if i%2 == 0 != isASCIILetter(w[i]) || i%2 == 1 && w[i] != '.' {
			return false
		}
	}
	return len(w)%2 == 1
}

// fullStop returns 1 where the full stop behind the word [start, end) belongs to it.
func fullStop(s string, start, end int) int {
	if end >= len(s) || s[end] != '.' || end+1 < len(s) && extend(s[end+1:]) > 0 {
		return 0
	}
	w := s[start:end]
	if end+1 < len(s) && s[end+1] == '.' { // "well..." and "U.S.." at a sentence's end
		if len(w) > 1 && acronym(w) && (end+2 == len(s) || s[end+2] != '.') {
			return 1
		}
		return 0
	}
	if acronym(w) {
		// "J." and "U.S." but not the "I." or "a." that end a sentence
		if len(w) > 1 || 'A' <= w[0] && w[0] <= 'Z' && w != "I" {
			return 1
		}
		return 0
	}
	if len(w) > longestAbbreviation || !abbreviations.has(w) {
		return 0
	}
	alone := start == 0 && end+1 == len(s) // in a list of words
	if abbreviations.use(w) == afterComma && !alone && !strings.HasSuffix(s[:start], ", ") {
		return 0
	}
	return 1
}

// address returns the end of a web or mail address that begins at byte i, or i.
func address(s string, i int) int {
	if !strings.HasPrefix(s[i:], "http") && !strings.HasPrefix(s[i:], "www.") {
		return i
	}
	end := i
	for end < len(s) && s[end] > ' ' && s[end] < utf8.RuneSelf && !strings.ContainsRune(`"'<>`, rune(s[end])) {
		end++
	}
	for end > i && strings.IndexByte(".,;:!?)]}", s[end-1]) >= 0 {
		end--
	}
	if a := s[i:end]; !strings.Contains(a, "://") && !strings.HasPrefix(a, "www.") {
		return i
	}
	return end - trailing(s, end)
}

// trailing returns 1 where cutting at end would part a grapheme cluster: what follows attaches to the last byte.
func trailing(s string, end int) int {
	if extend(s[end:]) > 0 {
		return 1
	}
	return 0
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool       { return '0' <= c && c <= '9' }

// plainLetter reports whether r is a letter of a script written with spaces between words, beyond ASCII. Each such letter,
// with the marks that follow it, is a grapheme cluster.
func plainLetter(r rune) bool {
	switch {
	case r < 0xAA:
		return false
	case r <= 0x24F:
		return r == 0xAA || r == 0xB5 || r == 0xBA || r >= 0xC0 && r != 0xD7 && r != 0xF7
	case r <= 0x2C1: // IPA, modifier letters, the okina and its kin
		return true
	case r < 0x370:
		return r == 0x2EE
	case r <= 0x58F: // Greek, Cyrillic, Armenian
		return unicode.IsLetter(r)
	case r <= 0x74A: // Hebrew, Arabic, Syriac, with Arabic-Indic digits
		return unicode.IsLetter(r) || unicode.Is(unicode.Nd, r)
	case r >= 0x1E00 && r <= 0x1FFF: // Latin and Greek, additional
		return unicode.IsLetter(r)
	}
	return false
}

// isMark reports whether r is a quotation mark of any of the conventions in news, an apostrophe included.
func isMark(r rune) bool {
	switch r {
	case '"', '\'', '`', '´', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '「', '」', '『', '』', '〝', '〞', '＂', '＇', '″', '′', '❝', '❞':
		return true
	}
	return false
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' || r == 'ʼ' || r == '＇'
}

func isPunct(r rune) bool {
	if r < utf8.RuneSelf {
		return strings.ContainsRune(".,;:!?()[]{}-/|\\", r)
	}
	switch r {
	case '–', '—', '‒', '―', '‐', '‑', '…', '·', '•', '⁄', '¿', '¡', '،', '؛', '؟', '۔', '।', '॥', '。', '、', '，', '！', '？', '：', '；', '．', '（', '）':
		return true
	}
	return false
}

// flagsOf reads the shape of a token.
func flagsOf(w string) Flags {
	var f Flags
	letters, upper, lower := 0, 0, 0
	for i := 0; i < len(w); {
		r, n := rune(w[i]), 1
		if r >= utf8.RuneSelf {
			f |= NonASCII
			r, n = utf8.DecodeRuneInString(w[i:])
		}
		i += n
		switch {
		case 'a' <= r && r <= 'z':
			letters++
			lower++
		case 'A' <= r && r <= 'Z':
			if letters == 0 {
				f |= Capital
			} else if lower > 0 {
				f |= Mixed
			}
			letters++
			upper++
		case '0' <= r && r <= '9':
			f |= Digits
		case r < utf8.RuneSelf:
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			if letters == 0 {
				f |= Capital
			} else if lower > 0 {
				f |= Mixed
			}
			letters++
			upper++
		case unicode.IsLetter(r):
			letters++
			lower++
		case unicode.IsDigit(r):
			f |= Digits
		}
	}
	if letters >= 2 && upper == letters {
		f |= AllCaps
	}
	return f
}

package annotate

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// ReadError says why a document could not be read, and where.
type ReadError struct {
	Line, Column int    // from 1; the column counts characters
	Path         string // of the JSON value, such as annotations[3].text; "" where the JSON itself is broken
	ID           string // of the mark or entity, where there is one
	Message      string
}

// Error gives place, path, id and message.
func (e *ReadError) Error() string {
	at := fmt.Sprintf("line %d, column %d: ", e.Line, e.Column)
	if e.Path == "" {
		return at + e.Message
	}
	return at + (&Problem{e.Path, e.ID, e.Message}).Error()
}

// scanner reads JSON where it lies, without building values that nobody asks for: several times as fast as encoding/json, and
// in WebAssembly that is felt.
type scanner struct {
	src []byte
	pos int
}

// syntaxError is a fault of the JSON itself.
type syntaxError struct {
	pos     int
	message string
}

func (e *syntaxError) Error() string { return e.message }

func (s *scanner) fail(pos int, format string, args ...any) error {
	return &syntaxError{pos, fmt.Sprintf(format, args...)}
}

// unexpected reports what stands at the scanner's position.
func (s *scanner) unexpected(want string) error {
	if s.pos >= len(s.src) {
		return s.fail(s.pos, "the document ends in the middle: want %s", want)
	}
	r, _ := utf8.DecodeRune(s.src[s.pos:])
	return s.fail(s.pos, "found %q: want %s", r, want)
}

// peek skips white space and returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; c {
		case ' ', '\n', '\t', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

func (s *scanner) expect(c byte, what string) error {
	if s.peek() != c {
		return s.unexpected(what)
	}
	s.pos++
	return nil
}

// object reads an object and calls member for each of its members with the scanner at the value, which member must consume.
func (s *scanner) object(member func(key []byte, at int) error) error {
	if err := s.expect('{', "an object"); err != nil {
		return err
	}
	if s.peek() == '}' {
		s.pos++
		return nil
	}
	for {
		if s.peek() != '"' {
			return s.unexpected("a field's name in quotation marks")
		}
		at := s.pos
		key, err := s.string()
		if err != nil {
			return err
		}
		if err := s.expect(':', "a colon"); err != nil {
			return err
		}
		s.peek()
		if err := member(key, at); err != nil {
			return err
		}
		switch s.peek() {
		case ',':
			s.pos++
		case '}':
			s.pos++
			return nil
		default:
			return s.unexpected("a comma or the object's end")
		}
	}
}

// array reads an array and calls element with the scanner at each element, which element must consume.
func (s *scanner) array(element func(i int) error) error {
	if err := s.expect('[', "an array"); err != nil {
		return err
	}
	if s.peek() == ']' {
		s.pos++
		return nil
	}
	for i := 0; ; i++ {
		s.peek()
		if err := element(i); err != nil {
			return err
		}
		switch s.peek() {
		case ',':
			s.pos++
		case ']':
			s.pos++
			return nil
		default:
			return s.unexpected("a comma or the array's end")
		}
	}
}

// string reads a string. What it returns lies in the source where nothing is escaped.
func (s *scanner) string() ([]byte, error) {
	from, escaped, err := s.skipString()
	if err != nil {
		return nil, err
	}
	raw := s.src[from+1 : s.pos-1]
	if !escaped {
		return raw, nil
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			n := bytes.IndexByte(raw[i:], '\\')
			if n < 0 {
				n = len(raw) - i
			}
			out = append(out, raw[i:i+n]...)
			i += n
			continue
		}
		switch c := raw[i+1]; c {
		case 'u':
			r := hexRune(raw[i+2:])
			at := from + 1 + i
			i += 6
			if 0xDC00 <= r && r < 0xE000 {
				return nil, s.fail(at, "half of a surrogate pair is no character")
			}
			if 0xD800 <= r && r < 0xDC00 {
				if i+6 > len(raw) || raw[i] != '\\' || raw[i+1] != 'u' {
					return nil, s.fail(at, "half of a surrogate pair is no character")
				}
				low := hexRune(raw[i+2:])
				if low < 0xDC00 || low >= 0xE000 {
					return nil, s.fail(at, "half of a surrogate pair is no character")
				}
				r = (r-0xD800)<<10 + (low - 0xDC00) + 0x10000
				i += 6
			}
			out = utf8.AppendRune(out, r)
		default:
			out = append(out, unescape[c])
			i += 2
		}
	}
	return out, nil
}

var unescape = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// hexRune reads the four hexadecimal digits that skipString has seen.
func hexRune(b []byte) (r rune) {
	for _, c := range b[:4] {
		r <<= 4
		switch {
		case c <= '9':
			r |= rune(c - '0')
		default:
			r |= rune(c|0x20-'a') + 10
		}
	}
	return r
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// skipString reads over a string and returns where it began and whether anything in it is escaped.
func (s *scanner) skipString() (from int, escaped bool, err error) {
	from = s.pos
	if from >= len(s.src) || s.src[from] != '"' {
		return from, false, s.unexpected("a string")
	}
	for i := from + 1; i < len(s.src); i++ {
		switch c := s.src[i]; {
		case c == '"':
			s.pos = i + 1
			return from, escaped, nil
		case c == '\\':
			escaped = true
			i++
			if i >= len(s.src) {
				break
			}
			if s.src[i] == 'u' {
				for n := 1; n <= 4; n++ {
					if i+n >= len(s.src) || !isHex(s.src[i+n]) {
						return from, false, s.fail(i-1, `\u wants four hexadecimal digits`)
					}
				}
				i += 4
			} else if unescape[s.src[i]] == 0 {
				return from, false, s.fail(i-1, "unknown escape in a string")
			}
		case c < 0x20:
			return from, false, s.fail(i, "a control character in a string must be escaped")
		}
	}
	s.pos = len(s.src)
	return from, false, s.fail(from, "the string has no end")
}

// number reads over a number and returns it as written.
func (s *scanner) number() ([]byte, error) {
	from, i := s.pos, s.pos
	digits := func() bool {
		begin := i
		for i < len(s.src) && '0' <= s.src[i] && s.src[i] <= '9' {
			i++
		}
		return i > begin
	}
	is := func(a, b byte) bool { return i < len(s.src) && (s.src[i] == a || s.src[i] == b) }
	if is('-', '-') {
		i++
	}
	if is('0', '0') {
		i++
	} else if !digits() {
		return nil, s.unexpected("a number")
	}
	if is('.', '.') {
		i++
		if !digits() {
			return nil, s.fail(from, "a number wants digits behind its point")
		}
	}
	if is('e', 'E') {
		i++
		if is('+', '-') {
			i++
		}
		if !digits() {
			return nil, s.fail(from, "a number wants digits behind its e")
		}
	}
	s.pos = i
	return s.src[from:i], nil
}

// maxDepth is how deeply unknown values may be nested. It guards readers further on that recurse.
const maxDepth = 500

// skip reads over any value, holds it to JSON's grammar and returns it as written.
func (s *scanner) skip() (raw []byte, err error) {
	from := s.pos
	err = s.value(0)
	return s.src[from:s.pos], err
}

func (s *scanner) value(depth int) error {
	if depth > maxDepth {
		return s.fail(s.pos, "nested more than %d deep", maxDepth)
	}
	switch c := s.peek(); {
	case c == '"':
		_, _, err := s.skipString()
		return err
	case c == '{':
		return s.object(func([]byte, int) error { return s.value(depth + 1) })
	case c == '[':
		return s.array(func(int) error { return s.value(depth + 1) })
	case c == 't':
		return s.literal("true")
	case c == 'f':
		return s.literal("false")
	case c == 'n':
		return s.literal("null")
	case c == '-' || '0' <= c && c <= '9':
		_, err := s.number()
		return err
	default:
		return s.unexpected("a value")
	}
}

func (s *scanner) literal(word string) error {
	if !bytes.HasPrefix(s.src[s.pos:], []byte(word)) {
		return s.unexpected("a value")
	}
	s.pos += len(word)
	return nil
}

// compact appends JSON without the white space that means nothing.
func compact(b, raw []byte) []byte {
	inString := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case inString && c == '\\':
			b = append(b, c)
			i++
			c = raw[i]
			b = append(b, c)
			continue
		case c == '"':
			inString = !inString
		case !inString && (c == ' ' || c == '\n' || c == '\t' || c == '\r'):
			continue
		}
		b = append(b, raw[i])
	}
	return b
}

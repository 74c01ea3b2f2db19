package rules

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// value is a JSON value that remembers where in its line it stands, so that a fault found later can be shown there.
type value struct {
	kind   byte // '"' string, '{' object, '[' array, '0' number, 't' true or false, 'n' null
	at     int  // byte in the line
	text   string
	list   []value  // of an array or an object
	keys   []string // of an object
	keysAt []int
}

// parser reads one line of JSON. Duplicate keys, bad escapes and anything behind the value are faults.
type parser struct {
	s     string
	i     int
	depth int
}

// fault is what is wrong at a byte of the line.
type fault struct {
	at      int
	message string
}

func (f *fault) Error() string { return f.message }

func wrong(at int, message string) error { return &fault{at, message} }

const deepest = 16 // nesting; patterns need five

func parseLine(s string) (value, error) {
	p := &parser{s: s}
	v, err := p.value()
	if err != nil {
		return v, err
	}
	if p.space(); p.i < len(s) {
		return v, wrong(p.i, "want nothing behind the object: one object a line")
	}
	return v, nil
}

func (p *parser) space() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\t' || p.s[p.i] == '\r') {
		p.i++
	}
}

func (p *parser) peek() byte {
	p.space()
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

func (p *parser) value() (v value, err error) {
	c := p.peek()
	v.at, v.kind = p.i, c
	switch {
	case c == '"':
		v.text, err = p.str()
	case c == '{' || c == '[':
		if p.depth++; p.depth > deepest {
			return v, wrong(p.i, "nested too deeply")
		}
		err = p.list(&v)
		p.depth--
	case c == '-' || '0' <= c && c <= '9':
		v.kind = '0'
		for p.i < len(p.s) && strings.IndexByte("+-.eE0123456789", p.s[p.i]) >= 0 {
			p.i++
		}
		v.text = p.s[v.at:p.i]
		digits := strings.TrimPrefix(v.text, "-")
		leading := len(digits) > 1 && digits[0] == '0' && '0' <= digits[1] && digits[1] <= '9'
		if _, bad := strconv.ParseFloat(v.text, 64); bad != nil || leading {
			err = wrong(v.at, "want a number, not "+v.text)
		}
	case c == 0:
		err = wrong(p.i, "want a value, not the end of the line")
	default:
		for p.i < len(p.s) && 'a' <= p.s[p.i] && p.s[p.i] <= 'z' {
			p.i++
		}
		switch v.text = p.s[v.at:p.i]; v.text {
		case "true", "false":
			v.kind = 't'
		case "null":
			v.kind = 'n'
		default:
			err = wrong(v.at, "want a JSON value")
		}
	}
	return v, err
}

// list reads an array or an object.
func (p *parser) list(v *value) error {
	object := v.kind == '{'
	end := v.kind + 2 // ']' and '}' stand two behind in ASCII
	p.i++
	if p.peek() == end {
		p.i++
		return nil
	}
	for {
		if object {
			if p.peek() != '"' {
				return wrong(p.i, "want a field's name in quotation marks")
			}
			at := p.i
			key, err := p.str()
			if err != nil {
				return err
			}
			for _, k := range v.keys {
				if k == key {
					return wrong(at, strconv.Quote(key)+" is given twice")
				}
			}
			if len(v.keys) >= 64 {
				return wrong(at, "too many fields")
			}
			v.keys, v.keysAt = append(v.keys, key), append(v.keysAt, at)
			if p.peek() != ':' {
				return wrong(p.i, `want ":" behind `+strconv.Quote(key))
			}
			p.i++
		}
		item, err := p.value()
		if err != nil {
			return err
		}
		v.list = append(v.list, item)
		switch p.peek() {
		case ',':
			p.i++
			p.space()
		case end:
			p.i++
			return nil
		default:
			return wrong(p.i, `want "," or "`+string(rune(end))+`"`)
		}
	}
}

// str reads a string; the text is shared with the line where it holds no escape.
func (p *parser) str() (string, error) {
	start := p.i
	p.i++
	i := p.i
	for i < len(p.s) && p.s[i] != '"' && p.s[i] != '\\' && p.s[i] >= ' ' {
		i++
	}
	if i < len(p.s) && p.s[i] == '"' {
		s := p.s[p.i:i]
		p.i = i + 1
		return s, nil
	}
	var b []byte
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == '"':
			p.i++
			return string(b), nil
		case c < ' ':
			return "", wrong(p.i, "want an escape for a control character")
		case c != '\\':
			b = append(b, c)
			p.i++
		default:
			r, err := p.escape()
			if err != nil {
				return "", err
			}
			b = utf8.AppendRune(b, r)
		}
	}
	return "", wrong(start, "this string has no end")
}

func (p *parser) escape() (rune, error) {
	at := p.i
	if p.i+1 >= len(p.s) {
		return 0, wrong(at, "this string has no end")
	}
	c := p.s[p.i+1]
	p.i += 2
	if n := strings.IndexByte(`"\/bfnrt`, c); n >= 0 {
		return rune("\"\\/\b\f\n\r\t"[n]), nil
	}
	if c != 'u' {
		return 0, wrong(at, `want one of \" \\ \/ \b \f \n \r \t \uXXXX`)
	}
	r, ok := p.hex()
	if ok && utf16.IsSurrogate(r) {
		if !strings.HasPrefix(p.s[p.i:], `\u`) {
			return 0, wrong(at, "half of a surrogate pair")
		}
		p.i += 2
		var low rune
		if low, ok = p.hex(); ok {
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return 0, wrong(at, "half of a surrogate pair")
			}
		}
	}
	if !ok {
		return 0, wrong(at, `want four hexadecimal digits behind \u`)
	}
	return r, nil
}

func (p *parser) hex() (rune, bool) {
	if p.i+4 > len(p.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.s[p.i:p.i+4], 16, 16)
	p.i += 4
	return rune(n), err == nil
}

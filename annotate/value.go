package annotate

import (
	"bytes"
	"errors"
	"strconv"
	"unicode/utf8"
)

// Value is any JSON value as a tree, for the reading of other tools' files. The zero Value stands for one that is absent.
type Value struct {
	Type    byte    // one of { [ " 0 t f n; 0 for an absent value
	Line    int     // where it begins in what was given to ReadValue, from 1
	Raw     []byte  // as it is written
	Text    string  // a string's content, a number as written
	Items   []Value // of an array
	Members []Member
}

// Member is a field of an object.
type Member struct {
	Key   string
	Value Value
}

// ReadValue reads one JSON value with nothing behind it. It holds the bytes to UTF-8 and JSON's grammar, whole surrogate pairs
// included; the error is a *ReadError. Raw lies in b.
func ReadValue(b []byte) (Value, error) {
	s := &scanner{src: bytes.TrimPrefix(b, []byte("\ufeff"))}
	var v Value
	var err error
	if i := firstInvalid(s.src); i >= 0 {
		err = &syntaxError{i, "not UTF-8"}
	} else {
		t := &tree{scanner: s, line: 1}
		if v, err = t.value(0); err == nil && (s.peek() != 0 || s.pos < len(s.src)) {
			err = s.unexpected("nothing behind the value")
		}
	}
	if err == nil {
		return v, nil
	}
	e := &ReadError{Line: 1, Column: 1, Message: err.Error()}
	if at, ok := errors.AsType[*syntaxError](err); ok {
		before := s.src[:min(at.pos, len(s.src))]
		e.Line += bytes.Count(before, []byte("\n"))
		e.Column = utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	}
	return Value{}, e
}

// tree builds values, and counts lines as it goes.
type tree struct {
	*scanner
	at, line int // line is the one that holds byte at
}

func (t *tree) value(depth int) (v Value, err error) {
	if depth > maxDepth {
		return v, t.fail(t.pos, "nested more than %d deep", maxDepth)
	}
	v.Type = t.peek()
	from := t.pos
	t.line += bytes.Count(t.src[t.at:from], []byte("\n"))
	t.at, v.Line = from, t.line
	switch v.Type {
	case '{':
		err = t.object(func(key []byte, _ int) error {
			name := string(key)
			inner, err := t.value(depth + 1)
			v.Members = append(v.Members, Member{name, inner})
			return err
		})
	case '[':
		err = t.array(func(int) error {
			inner, err := t.value(depth + 1)
			v.Items = append(v.Items, inner)
			return err
		})
	case '"':
		var b []byte
		b, err = t.string()
		v.Text = string(b)
	case 't', 'f', 'n':
		err = t.word()
	default:
		var b []byte
		if c := v.Type; c != '-' && (c < '0' || c > '9') {
			return v, t.unexpected("a value")
		}
		b, err = t.number()
		v.Type, v.Text = '0', string(b)
	}
	v.Raw = t.src[from:t.pos]
	return v, err
}

// word reads one of the three words.
func (t *tree) word() error {
	switch t.peek() {
	case 't':
		return t.literal("true")
	case 'f':
		return t.literal("false")
	}
	return t.literal("null")
}

// Get returns the member with the key, the first if there are several; an absent Value where there is none or v is no object. A
// null counts as absent.
func (v Value) Get(key string) Value {
	for i := range v.Members {
		if v.Members[i].Key == key && v.Members[i].Value.Type != 'n' {
			return v.Members[i].Value
		}
	}
	return Value{}
}

// Is reports whether the value is of the type.
func (v Value) Is(typ byte) bool { return v.Type == typ }

// Int returns a whole number that is not negative, and whether v is one.
func (v Value) Int() (int, bool) {
	if v.Type != '0' {
		return 0, false
	}
	n, err := strconv.Atoi(v.Text)
	return n, err == nil && n >= 0
}

// Compact returns the value as it is written, without the white space that means nothing.
func (v Value) Compact() []byte { return compact(nil, v.Raw) }

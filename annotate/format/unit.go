package format

import (
	"fmt"

	"stet/annotate/text"
)

// Unit is what offsets count.
type Unit uint8

// The units.
const (
	NoUnit    Unit = iota
	CodePoint      // Unicode code points: Python
	UTF16          // UTF-16 units: JavaScript, Java, .NET
	Bytes          // of UTF-8
	Grapheme       // user-perceived characters
	Tokens         // words; offsets beside them count code points
)

var units = [...]struct{ name, plain string }{
	CodePoint: {"codepoint", "code points"},
	UTF16:     {"utf16", "UTF-16 units"},
	Bytes:     {"byte", "bytes"},
	Grapheme:  {"grapheme", "graphemes"},
	Tokens:    {"token", "tokens"},
}

// String returns the unit in plain words, "" for NoUnit.
func (u Unit) String() string { return units[u].plain }

// ParseUnit returns the unit with the name: codepoint, utf16, byte or grapheme.
func ParseUnit(name string) (Unit, error) {
	for u := CodePoint; u <= Grapheme; u++ {
		if units[u].name == name {
			return u, nil
		}
	}
	return NoUnit, fmt.Errorf("no unit %q: want codepoint, utf16, byte or grapheme", name)
}

// ruler converts between bytes of a story and a unit.
type ruler struct {
	source    string
	offsets   *text.Offsets
	graphemes []int // where each begins, and the end; nil until asked for
}

func newRuler(source string) *ruler { return &ruler{source: source, offsets: text.NewOffsets(source)} }

// to returns byte offset b in the unit.
func (r *ruler) to(u Unit, b int) int {
	switch u {
	case UTF16:
		return r.offsets.UTF16(b)
	case Bytes:
		return b
	case Grapheme:
		list := r.clusters()
		lo, hi := 0, len(list)
		for lo < hi { // the last that begins at b or before
			if m := (lo + hi) / 2; list[m] <= b {
				lo = m + 1
			} else {
				hi = m
			}
		}
		return lo - 1
	}
	return r.offsets.CodePoint(b)
}

// from returns the byte offset of n in the unit, and whether the story has it.
func (r *ruler) from(u Unit, n int) (int, bool) {
	switch u {
	case UTF16:
		return r.offsets.FromUTF16(n)
	case Bytes:
		return n, 0 <= n && n <= len(r.source)
	case Grapheme:
		list := r.clusters()
		if n < 0 || n >= len(list) {
			return 0, false
		}
		return list[n], true
	}
	return r.offsets.FromCodePoint(n)
}

func (r *ruler) clusters() []int {
	if r.graphemes == nil {
		b := 0
		for b < len(r.source) {
			r.graphemes = append(r.graphemes, b)
			b = text.NextCluster(r.source, b)
		}
		r.graphemes = append(r.graphemes, b)
	}
	return r.graphemes
}

// span converts a span from a unit, and reports whether it holds anything.
func (r *ruler) span(u Unit, start, end int) (text.Span, bool) {
	s, ok := r.from(u, start)
	e, also := r.from(u, end)
	return text.Span{Start: s, End: e}, ok && also && s < e
}

package text

import (
	"sort"
	"unicode/utf8"
)

// Offsets converts between bytes, Unicode code points and UTF-16 units of one story. It holds a checkpoint every few hundred
// bytes, so a conversion costs the same anywhere in a long story. An ASCII story needs none.
type Offsets struct {
	source string
	points []checkpoint // nil where all is ASCII
}

type checkpoint struct{ bytes, code, utf16 int }

const stride = 256 // bytes between checkpoints, about

// NewOffsets reads the story once.
func NewOffsets(source string) *Offsets {
	o := &Offsets{source: source}
	if isASCII(source) {
		return o
	}
	o.points = append(make([]checkpoint, 0, len(source)/stride+2), checkpoint{})
	var at checkpoint
	last := 0
	for at.bytes < len(source) {
		at = step(source, at)
		if at.bytes-last >= stride {
			o.points = append(o.points, at)
			last = at.bytes
		}
	}
	return o
}

// Text returns the story.
func (o *Offsets) Text() string { return o.source }

// CodePoint returns the code point offset of a byte offset. A byte inside a character counts as its beginning.
func (o *Offsets) CodePoint(b int) int {
	if o.points == nil {
		return min(b, len(o.source))
	}
	return o.upTo(func(c checkpoint) bool { return c.bytes <= b }).code
}

// UTF16 returns the offset in UTF-16 units of a byte offset. A byte inside a character counts as its beginning.
func (o *Offsets) UTF16(b int) int {
	if o.points == nil {
		return min(b, len(o.source))
	}
	return o.upTo(func(c checkpoint) bool { return c.bytes <= b }).utf16
}

// FromCodePoint returns the byte offset of a code point offset, and whether the story has that many.
func (o *Offsets) FromCodePoint(n int) (int, bool) {
	if o.points == nil {
		return n, 0 <= n && n <= len(o.source)
	}
	c := o.upTo(func(c checkpoint) bool { return c.code <= n })
	return c.bytes, c.code == n
}

// FromUTF16 returns the byte offset of an offset in UTF-16 units, and whether a character begins or the story ends there.
func (o *Offsets) FromUTF16(n int) (int, bool) {
	if o.points == nil {
		return n, 0 <= n && n <= len(o.source)
	}
	c := o.upTo(func(c checkpoint) bool { return c.utf16 <= n })
	return c.bytes, c.utf16 == n
}

// upTo returns the last position for which ok still holds.
func (o *Offsets) upTo(ok func(checkpoint) bool) checkpoint {
	i := sort.Search(len(o.points), func(i int) bool { return !ok(o.points[i]) })
	if i == 0 {
		return checkpoint{}
	}
	at := o.points[i-1]
	for at.bytes < len(o.source) {
		next := step(o.source, at)
		if !ok(next) {
			break
		}
		at = next
	}
	return at
}

func step(s string, at checkpoint) checkpoint {
	if s[at.bytes] < utf8.RuneSelf {
		return checkpoint{at.bytes + 1, at.code + 1, at.utf16 + 1}
	}
	_, n := utf8.DecodeRuneInString(s[at.bytes:])
	at.bytes += n
	at.code++
	at.utf16++
	if n == 4 {
		at.utf16++
	}
	return at
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

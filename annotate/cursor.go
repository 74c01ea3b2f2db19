package annotate

import (
	"unicode/utf8"

	"stet/annotate/text"
)

// cursor converts offsets that come nearly in order, as a document's do: it counts on from the last one and asks the story's
// checkpoints only for far jumps. All marks together cost one pass over the text.
type cursor struct {
	offsets     *text.Offsets
	source      string
	bytes, code int // the last offset, in both units
}

const near = 128 // bytes that are counted faster than looked up

// codePoint returns the code point offset of a byte offset within the text.
func (c *cursor) codePoint(b int) int {
	switch d := b - c.bytes; {
	case 0 <= d && d <= near:
		c.code += utf8.RuneCountInString(c.source[c.bytes:b])
	case -near <= d && d < 0:
		c.code -= utf8.RuneCountInString(c.source[b:c.bytes])
	default:
		c.code = c.offsets.CodePoint(b)
	}
	c.bytes = b
	return c.code
}

// byteOffset returns the byte offset of a code point offset, and whether the text has it.
func (c *cursor) byteOffset(n int) (int, bool) {
	if d := n - c.code; d < -near || d > near {
		b, ok := c.offsets.FromCodePoint(n)
		if ok {
			c.bytes, c.code = b, n
		}
		return b, ok
	}
	b, at := c.bytes, c.code
	for at < n {
		if b >= len(c.source) {
			return 0, false
		}
		_, size := utf8.DecodeRuneInString(c.source[b:])
		b += size
		at++
	}
	for at > n {
		if b == 0 {
			return 0, false
		}
		_, size := utf8.DecodeLastRuneInString(c.source[:b])
		b -= size
		at--
	}
	c.bytes, c.code = b, at
	return b, true
}

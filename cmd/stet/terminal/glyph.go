// Package terminal writes a marked story for a terminal: names and quotes told apart by form, and by colour where there is one.
package terminal

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"stet/annotate"
	"stet/annotate/kind"
)

// style is how a character looks.
type style uint8

const (
	plain style = iota
	actor
	location
	quote // a quote's brackets and number; its words are plain, so that names in them show
	heading
	faint
)

// colours are the ANSI sequences of the styles. Each differs from the others in form as well: underlined, bold, reversed.
var colours = [...]string{plain: "\x1b[0m", actor: "\x1b[0;4;94m", location: "\x1b[0;1;33m", quote: "\x1b[0;1;35m", heading: "\x1b[0;1m", faint: "\x1b[0;2m"}

// glyph is one grapheme cluster as it is shown.
type glyph struct {
	s       string
	width   int // columns
	style   style
	space   bool // not shown at a line's end
	breaks  bool // a line may end behind it
	newline bool // a line must end behind it
}

// glyphs cuts the text into clusters with widths and line breaks (UAX 14). What would steer the terminal is made visible.
func glyphs(text string, each func(at int, g glyph)) {
	state := -1
	for at, rest := 0, text; rest != ""; {
		var c string
		var boundaries int
		c, rest, boundaries, state = uniseg.StepString(rest, state)
		g := glyph{s: c, width: boundaries >> uniseg.ShiftWidth}
		switch boundaries & uniseg.MaskLine {
		case uniseg.LineMustBreak:
			g.newline = rest != "" || strings.ContainsAny(c, "\n\r\v\f\u0085\u2028\u2029")
		case uniseg.LineCanBreak:
			g.breaks = true
		}
		r, size := utf8.DecodeRuneInString(c)
		switch {
		case g.newline && unicode.IsSpace(r):
			g.s, g.width = "", 0
		case r == '\t':
			g.s, g.width, g.space = " ", 1, true
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			g.space = true
		case r < 0x20:
			g.s, g.width = string(0x2400+r)+c[size:], 1
		case 0x7f <= r && r < 0xa0:
			g.s, g.width = "\ufffd"+c[size:], 1
		}
		each(at, g)
		at += len(c)
	}
}

// forms are what stands around a mark where there are no colours; quotes have theirs in both.
var forms = map[kind.Type][2]string{kind.Actor: {"[", "]"}, kind.Location: {"<", ">"}, kind.Quote: {"⌜", "⌟"}}

var styles = map[kind.Type]style{kind.Actor: actor, kind.Location: location, kind.Quote: quote}

// marked calls each with the glyphs of each line of the story, its marks around them. Quotes carry their number, from 1. The list
// is used again.
func marked(d *annotate.Document, colour bool, each func(line []glyph)) {
	edges := edgesOf(d, colour)
	var list []glyph
	now := plain
	glyphs(d.Text, func(at int, g glyph) {
		for len(edges) > 0 && edges[0].at <= at {
			e := edges[0]
			edges = edges[1:]
			if e.closes && len(list) > 0 {
				last := &list[len(list)-1]
				e.breaks, last.breaks = last.breaks, false
			}
			if e.s != "" {
				list = append(list, e.glyph)
			}
			if e.inner != quote {
				now = e.after
			}
		}
		g.style = now
		list = append(list, g)
		if g.newline {
			each(list)
			list = list[:0]
		}
	})
	for _, e := range edges {
		if e.s != "" {
			list = append(list, e.glyph)
		}
	}
	each(list)
}

// edge is where a mark begins or ends.
type edge struct {
	glyph
	at     int // byte
	closes bool
	inner  style // the mark's
	after  style // of the words behind the edge, for actors and locations
	order  int   // of the mark
}

// edgesOf returns the edges of all marks in the order in which they are written: at one place, ends before beginnings, and inner
// marks inside outer ones.
func edgesOf(d *annotate.Document, colour bool) []edge {
	edges := make([]edge, 0, 2*len(d.Annotations))
	number := 0
	for i, a := range d.Annotations {
		t := a.Kind.Type()
		form, style := forms[t], styles[t]
		open := edge{glyph: glyph{s: form[0], width: 1, style: style}, at: a.Start, inner: style, after: style, order: i}
		end := edge{glyph: glyph{s: form[1], width: 1, style: style}, at: a.End, inner: style, after: plain, order: i, closes: true}
		if t == kind.Quote {
			number++
			n := superscript(number)
			end.s += n
			end.width += utf8.RuneCountInString(n)
		} else if colour {
			open.s, end.s = "", ""
		}
		edges = append(edges, open, end)
	}
	slices.SortFunc(edges, func(a, b edge) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.closes && b.closes:
			return b.order - a.order
		case a.closes:
			return -1
		case b.closes:
			return 1
		}
		return a.order - b.order
	})
	return edges
}

// superscript writes a number in raised digits.
func superscript(n int) string {
	var b strings.Builder
	for _, digit := range strconv.Itoa(n) {
		b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[digit-'0'])
	}
	return b.String()
}

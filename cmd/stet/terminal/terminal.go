package terminal

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// Options say how a story is shown.
type Options struct {
	Width  int // columns; less than 20 counts as 20
	Colour bool
}

// Write writes the story with its marks, then who said what, the actors and the locations. The error is the writer's.
func Write(w io.Writer, d *annotate.Document, o Options) error {
	p := &printer{w: bufio.NewWriter(w), width: max(o.Width, 20), colour: o.Colour}
	marked(d, o.Colour, func(line []glyph) { p.lines(line, 0) })
	p.newline()
	p.legend()
	p.quotes(d)
	p.entities(d, kind.Actor, "Actors")
	p.entities(d, kind.Location, "Locations")
	return p.w.Flush()
}

// printer writes wrapped, styled lines.
type printer struct {
	w      *bufio.Writer
	width  int
	colour bool
	style  style
}

// lines writes glyphs, wrapped to the width; each line begins with so many spaces. The last line is ended too.
func (p *printer) lines(list []glyph, indent int) {
	room := p.width - indent
	for len(list) > 0 {
		end, next := fit(list, room)
		for end > 0 && list[end-1].space {
			end--
		}
		if end > 0 {
			p.w.WriteString(strings.Repeat(" ", indent))
		}
		for _, g := range list[:end] {
			p.put(g.s, g.style)
		}
		p.newline()
		list = list[next:]
	}
}

// fit returns how many glyphs go on a line of so many columns, and where the next line begins: behind the last place where the
// line may break, inside a word only where the word is longer than a line.
func fit(list []glyph, room int) (end, next int) {
	width, last := 0, 0
	for i, g := range list {
		if !g.space { // spaces may stand in the margin
			if width+g.width > room && i > 0 {
				if last > 0 {
					return last, last
				}
				return i, i
			}
		}
		width += g.width
		if g.newline {
			return i + 1, i + 1
		}
		if g.breaks {
			last = i + 1
		}
	}
	return len(list), len(list)
}

// put writes words in a style, without a line break.
func (p *printer) put(s string, st style) {
	if p.colour && st != p.style {
		p.w.WriteString(colours[st])
		p.style = st
	}
	p.w.WriteString(s)
}

func (p *printer) newline() {
	p.put("", plain) // so that a pager shows each line by itself
	p.w.WriteByte('\n')
}

// text makes glyphs of words, their line breaks made spaces.
func text(words string, st style) []glyph {
	list := make([]glyph, 0, len(words))
	glyphs(words, func(_ int, g glyph) {
		if g.newline {
			if g.s == "" {
				g.s, g.width, g.space = " ", 1, true
			}
			g.newline, g.breaks = false, true
		}
		g.style = st
		list = append(list, g)
	})
	return list
}

func (p *printer) heading(words string) {
	p.newline()
	p.put(words, heading)
	p.newline()
}

// legend says what the forms mean.
func (p *printer) legend() {
	var list []glyph
	for _, t := range []kind.Type{kind.Actor, kind.Location, kind.Quote} {
		form := forms[t]
		if p.colour && t != kind.Quote {
			form = [2]string{}
		}
		if list != nil {
			list = append(list, text("  ", faint)...)
		}
		if t == kind.Quote {
			list = append(list, text(form[0], quote)...)
			list = append(list, text(t.String(), faint)...)
			list = append(list, text(form[1]+"¹", quote)...)
			continue
		}
		list = append(list, text(form[0]+t.String()+form[1], styles[t])...)
	}
	p.lines(list, 0)
}

// quotes lists who said what, by the numbers that stand in the story.
func (p *printer) quotes(d *annotate.Document) {
	names := map[string]*annotate.Entity{}
	for i := range d.Entities {
		names[d.Entities[i].ID] = &d.Entities[i]
	}
	number := 0
	for i := range d.Annotations {
		a := &d.Annotations[i]
		if a.Kind.Type() != kind.Quote {
			continue
		}
		if number++; number == 1 {
			p.heading("Who said what")
		}
		list := text(fmt.Sprintf("%3d  ", number), quote)
		who, here := speaker(d, a, names)
		list = append(list, text(who, heading)...)
		if here != "" {
			list = append(list, text(" ("+here+")", plain)...)
		}
		how := a.Kind.String()
		if a.Cue != nil {
			how = "“" + d.Text[a.Cue.Start:a.Cue.End] + "”, " + how
		}
		list = append(list, text(" · "+how, faint)...)
		p.lines(list, 0)
		p.lines(text(d.Text[a.Start:a.End], plain), 5)
	}
}

// speaker returns the name of a quote's speaker and, where the story says it otherwise at that place, how.
func speaker(d *annotate.Document, a *annotate.Annotation, names map[string]*annotate.Entity) (who, here string) {
	if a.Speaker == nil {
		return "nobody named", ""
	}
	words := d.Text[a.Speaker.Start:a.Speaker.End]
	e := names[a.Speaker.Entity]
	switch {
	case e == nil:
		return words, ""
	case words == "" || words == e.Name:
		return e.Name, ""
	}
	return e.Name, words
}

// entities lists the actors or the locations with how often each is named.
func (p *printer) entities(d *annotate.Document, t kind.Type, title string) {
	named := map[string]int{}
	for _, a := range d.Annotations {
		named[a.Entity]++
	}
	first := true
	for _, e := range d.Entities {
		if e.Kind.Type() != t {
			continue
		}
		if first {
			p.heading(title)
			first = false
		}
		list := append(text("  ", plain), text(e.Name, styles[t])...)
		about := " · " + e.Kind.String()
		if e.Role != "" {
			about += ", " + e.Role
		}
		if e.Country != "" {
			about += ", " + e.Country
		}
		if n := named[e.ID]; n > 1 {
			about += fmt.Sprintf(" · %d times", n)
		}
		p.lines(append(list, text(about, faint)...), 0)
	}
}

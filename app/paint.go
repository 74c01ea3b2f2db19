package app

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
	"stet/app/worker"
)

// The code that web/page/story.js carries out, one paragraph after another. Places are UTF-16 units into the story.
const (
	codePara  = 1 // index, role, start
	codeText  = 2 // up to
	codeGap   = 3 // white space behind the paragraph, up to
	codeOpen  = 4 // flags, entity; and in labels: id, tip, margin name, kind
	codeClose = 5
)

// What the flags of codeOpen say beside type (bits 0–1), kind (2–5) and state (6–7).
const (
	flagUnsure  = 1 << 8
	flagBegun   = 1 << 9  // an earlier piece of the same mark stands before
	flagGoesOn  = 1 << 10 // a later piece follows
	flagAgain   = 1 << 11 // the quote before it in the paragraph has the same speaker
	flagNobody  = 1 << 12 // nobody known speaks
	labelJoiner = "\x00"
	tipJoiner   = "\x01"
)

// unsureBelow is the certainty under which a suggestion asks for a look.
const unsureBelow annotate.Score = worker.Unsure

// Unsure reports whether the mark is an uncertain suggestion.
func Unsure(a *annotate.Annotation) bool {
	return a.State == annotate.Suggested && a.Score < unsureBelow
}

// painter writes paragraphs of a story as codes.
type painter struct {
	story   *Story
	code    []int32
	labels  strings.Builder
	empty   bool // no label yet
	stack   []piece
	note    string // margin name of the quote before in this paragraph
	noteSet bool
}

// piece is a mark, or a part of one, that is open while the codes are written. at is where its flags stand in the code.
type piece struct {
	mark *annotate.Annotation
	end  int // clipped to the paragraph
	at   int
}

func newPainter(s *Story) *painter { return &painter{story: s, empty: true} }

// paragraph writes block i with the marks that touch it. Nested marks nest; where two cross, the inner one is closed and opened again.
func (p *painter) paragraph(i int) {
	b := p.story.Blocks[i]
	p.emit(codePara, int32(i), int32(b.Role), p.utf16(b.Start))
	p.note, p.noteSet = "", false
	for _, m := range p.story.touching(b.Start, b.End) {
		start := max(m.Start, b.Start)
		p.closeUntil(start)
		p.text(start)
		p.open(m, min(m.End, b.End), m.Start < b.Start, m.End > b.End)
	}
	p.closeUntil(b.End)
	p.text(b.End)
	if b.Next > b.End {
		p.emit(codeGap, p.utf16(b.Next))
	}
}

func (p *painter) emit(c ...int32)        { p.code = append(p.code, c...) }
func (p *painter) utf16(offset int) int32 { return int32(p.story.Offsets.UTF16(offset)) }
func (p *painter) text(upTo int)          { p.emit(codeText, p.utf16(upTo)) }

// closeUntil closes the pieces that end at or before the offset, earliest first, reopening those that stand above them.
func (p *painter) closeUntil(offset int) {
	for {
		first := -1
		for i, o := range p.stack {
			if o.end <= offset && (first < 0 || o.end <= p.stack[first].end) {
				first = i
			}
		}
		if first < 0 {
			return
		}
		end := p.stack[first].end
		p.text(end)
		above := slices.Clone(p.stack[first+1:])
		for _, a := range above {
			p.emit(codeClose)
			if a.end > end {
				p.code[a.at] |= flagGoesOn
			}
		}
		p.emit(codeClose)
		p.stack = p.stack[:first]
		for _, a := range above {
			if a.end > end {
				p.open(a.mark, a.end, true, p.code[a.at]&flagGoesOn != 0 && a.mark.End > a.end)
			}
		}
	}
}

func (p *painter) open(m *annotate.Annotation, end int, begun, goesOn bool) {
	t := m.Kind.Type()
	flags := int32(t) | int32(m.Kind)<<2 | int32(m.State)<<6
	if Unsure(m) {
		flags |= flagUnsure
	}
	if begun {
		flags |= flagBegun
	}
	if goesOn {
		flags |= flagGoesOn
	}
	entity := int32(-1)
	note := ""
	if t == kind.Quote {
		var nobody bool
		note, nobody = p.story.speakerName(m)
		if nobody {
			flags |= flagNobody
		}
		if !begun {
			if p.noteSet && p.note == note {
				flags |= flagAgain
			}
			p.note, p.noteSet = note, true
		}
	} else if m.Entity != "" {
		entity = p.story.entityNumber(m.Entity)
	}
	p.stack = append(p.stack, piece{m, end, len(p.code) + 1})
	p.emit(codeOpen, flags, entity)
	for _, l := range [...]string{m.ID, p.story.tip(m), note, m.Kind.String()} {
		if !p.empty {
			p.labels.WriteString(labelJoiner)
		}
		p.empty = false
		p.labels.WriteString(l)
	}
}

// tip says in one line what a mark is: kind, entity or speaker, certainty or state.
func (s *Story) tip(m *annotate.Annotation) string {
	name := ""
	what := m.Kind.String()
	if m.Kind.Type() == kind.Quote {
		what += " quote"
		name, _ = s.speakerName(m)
		if name == "" {
			name = "no speaker"
		}
	} else if e := s.Entity(m.Entity); e != nil {
		name = e.Name
	} else {
		name = s.Doc().Text[m.Start:m.End]
	}
	return what + tipJoiner + name + tipJoiner + certainty(m)
}

// certainty says how sure a suggestion is, or what was decided.
func certainty(m *annotate.Annotation) string {
	switch {
	case m.State == annotate.Accepted:
		return "accepted"
	case m.State == annotate.Edited:
		return "edited"
	case Unsure(m):
		return percent(m.Score) + " sure, uncertain"
	}
	return percent(m.Score) + " sure, suggested"
}

// percent writes a score as "93 %", with a no-break space.
func percent(s annotate.Score) string { return fmt.Sprintf("%d\u00a0%%", (int(s)+5)/10) }

// speakerName is the name for a quote's margin: the entity's, the words for several who speak together, or the words that stand for
// nobody known. It is empty where no speaker is named.
func (s *Story) speakerName(m *annotate.Annotation) (name string, nobody bool) {
	switch {
	case m.Speaker == nil:
		return "", true
	case m.Speaker.Entity != "" && !s.together(m.Speaker):
		if e := s.Entity(m.Speaker.Entity); e != nil {
			return strings.ReplaceAll(e.Name, "\u00a0", " "), false // the margin is narrow
		}
	}
	words := strings.Join(strings.Fields(s.Doc().Text[m.Speaker.Start:m.Speaker.End]), " ")
	return shorten(words, 60), m.Speaker.Entity == ""
}

// together reports whether a speaker's words name several who speak: Chile and Peru, Berg and his deputy, Anna Holm.
func (s *Story) together(sp *annotate.Speaker) bool {
	if sp.Empty() || !strings.Contains(s.Doc().Text[sp.Start:sp.End], " and ") {
		return false
	}
	here := s.Entity(sp.Entity)
	for _, a := range s.touching(sp.Start, sp.End) {
		if e := s.Entity(a.Entity); here != nil && e != nil && e != here && e.Kind == here.Kind && sp.Contains(a.Span) {
			return true
		}
	}
	return false
}

// shorten cuts words to about n bytes, at a space.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := strings.LastIndexByte(s[:n], ' ')
	if cut < n/2 {
		cut = text.Snap(s, text.Span{Start: 0, End: n - 3}).End
	}
	return s[:cut] + "…"
}

// touching returns the marks that share a byte with [start, end), in document order.
func (s *Story) touching(start, end int) []*annotate.Annotation {
	all := s.Doc().Annotations
	first := sort.Search(len(all), func(i int) bool { return all[i].Start >= start-s.reach })
	var found []*annotate.Annotation
	for i := first; i < len(all) && all[i].Start < end; i++ {
		if all[i].End > start && !all[i].Empty() {
			found = append(found, &all[i])
		}
	}
	return found
}

// blockAt returns the index of the block that holds the byte offset.
func (s *Story) blockAt(offset int) int {
	return max(0, sort.Search(len(s.Blocks), func(i int) bool { return s.Blocks[i].Start > offset })-1)
}

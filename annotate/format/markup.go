package format

import (
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// xmlText escapes text for XML and HTML. Characters that XML does not have become U+FFFD.
func xmlText(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&quot;"...)
		case r == '\r':
			b = append(b, "&#13;"...)
		case !inXML(r):
			b = append(b, "\uFFFD"...)
		default:
			b = append(b, string(r)...)
		}
	}
	return b
}

// inXML reports whether XML 1.0 has the character.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || 0x20 <= r && r <= 0xD7FF || 0xE000 <= r && r <= 0xFFFD || r >= 0x10000
}

// attribute appends name="value" behind a space; nothing for an empty value.
func attribute(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(append(b, ' '), name...), `="`...)
	return append(xmlText(b, value), '"')
}

// paragraphs returns where the story's paragraphs stand; together with what lies between they are the story.
func paragraphs(t *text.Text) []text.Span {
	spans := make([]text.Span, len(t.Paragraphs))
	for i, p := range t.Paragraphs {
		spans[i] = t.Span(p.First, p.Last)
	}
	return spans
}

// nested keeps of the document's marks those that lie properly within one another and within a paragraph, in document order; the
// others are counted as lost.
func (e *export) nested(within []text.Span) []*annotate.Annotation {
	var kept, open []*annotate.Annotation
	p := 0
	for i := range e.d.Annotations {
		a := &e.d.Annotations[i]
		for len(open) > 0 && open[len(open)-1].End <= a.Start {
			open = open[:len(open)-1]
		}
		for p < len(within) && within[p].End <= a.Start {
			p++
		}
		if p == len(within) || !within[p].Contains(a.Span) || len(open) > 0 && !open[len(open)-1].Contains(a.Span) {
			e.loss(lostNesting, e.named(a))
			continue
		}
		kept, open = append(kept, a), append(open, a)
	}
	return kept
}

// elements appends the text under a span with the marks within it as elements. The marks nest.
func (e *export) elements(b []byte, within text.Span, marks []*annotate.Annotation, open, end func([]byte, *annotate.Annotation) []byte) []byte {
	at := within.Start
	var stack []*annotate.Annotation
	upTo := func(to int) {
		for len(stack) > 0 && stack[len(stack)-1].End <= to {
			a := stack[len(stack)-1]
			b = end(xmlText(b, e.d.Text[at:a.End]), a)
			at, stack = a.End, stack[:len(stack)-1]
		}
		b = xmlText(b, e.d.Text[at:to])
		at = to
	}
	for _, a := range marks {
		if a.Start >= within.End {
			break
		}
		if a.Start >= within.Start {
			upTo(a.Start)
			b = open(b, a)
			stack = append(stack, a)
		}
	}
	upTo(within.End)
	return b
}

// said is a quote as those want it who read who said what.
type said struct {
	*annotate.Annotation
	speaker, cue string // as they stand in the text, on one line
	entity       *annotate.Entity
}

// name is how the speaker is called: as an entity where that is known, as in the text otherwise.
func (s *said) name() string {
	if s.entity != nil {
		return s.entity.Name
	}
	return s.speaker
}

// quotes lists the story's quotes with their speakers.
func (e *export) quotes() []said {
	var list []said
	for i := range e.d.Annotations {
		a := &e.d.Annotations[i]
		if a.Kind.Type() != kind.Quote {
			continue
		}
		s := said{Annotation: a}
		if a.Speaker != nil {
			s.speaker = strings.Join(strings.Fields(e.d.Text[a.Speaker.Start:a.Speaker.End]), " ")
			if a.Speaker.Entity != "" {
				s.entity = e.entity(a.Speaker.Entity)
			}
		}
		if a.Cue != nil {
			s.cue = strings.Join(strings.Fields(e.d.Text[a.Cue.Start:a.Cue.End]), " ")
		}
		list = append(list, s)
	}
	return list
}

// entity returns the document's entity with the id, or nil.
func (e *export) entity(id string) *annotate.Entity {
	i := slices.IndexFunc(e.d.Entities, func(n annotate.Entity) bool { return n.ID == id })
	if i < 0 {
		return nil
	}
	return &e.d.Entities[i]
}

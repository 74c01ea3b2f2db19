package edit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// MarksAt returns the annotations that hold the byte, the smallest first, as clicks go from the inside out. They point into the
// document.
func MarksAt(d *annotate.Document, at int) []*annotate.Annotation {
	var marks []*annotate.Annotation
	for i := range d.Annotations {
		a := &d.Annotations[i]
		if a.Start > at {
			break
		}
		if at < a.End {
			marks = append(marks, a)
		}
	}
	slices.Reverse(marks) // of equal ones, the name before the quote
	order.Stable(marks, func(a, b *annotate.Annotation) int { return a.Len() - b.Len() })
	return marks
}

// Others returns the ids of the other mentions that are like this one: the same words, kind and entity. What is done to it may
// be offered for them. A quote has none.
func Others(d *annotate.Document, id string) []string {
	i := slices.IndexFunc(d.Annotations, func(a annotate.Annotation) bool { return a.ID == id })
	if i < 0 || d.Annotations[i].Kind.Type() == kind.Quote {
		return nil
	}
	one := &d.Annotations[i]
	words := d.Text[one.Start:one.End]
	var others []string
	for j := range d.Annotations {
		a := &d.Annotations[j]
		if j != i && a.Kind == one.Kind && a.Entity == one.Entity && a.Len() == len(words) && d.Text[a.Start:a.End] == words {
			others = append(others, a.ID)
		}
	}
	return others
}

// Unmarked returns where else the words of the span stand as whole words and could be marked as a name: not within or across
// an actor or a location. They may be offered when the span is marked.
func Unmarked(d *annotate.Document, s text.Span) []text.Span {
	words := d.Text[s.Start:s.End]
	if words == "" {
		return nil
	}
	var spans []text.Span
	next := 0 // the first mark that may still overlap
	for from := 0; ; {
		i := strings.Index(d.Text[from:], words)
		if i < 0 {
			return spans
		}
		at := text.Span{Start: from + i, End: from + i + len(words)}
		if from = at.End; !whole(d.Text, at) {
			from = at.Start + 1
			continue
		}
		taken := at.Overlaps(s)
		for j := next; j < len(d.Annotations) && d.Annotations[j].Start < at.End; j++ {
			a := &d.Annotations[j]
			if a.Kind.Type() == kind.Quote {
				continue
			}
			if a.End <= at.Start {
				next = j + 1 // names do not overlap: neither does any before this one
				continue
			}
			taken = true
		}
		if !taken {
			spans = append(spans, at)
		}
	}
}

// whole reports whether the span is cut off from letters and digits on both sides.
func whole(t string, s text.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(t[:s.Start])
	after, _ := utf8.DecodeRuneInString(t[s.End:])
	joins := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	return !joins(before) && !joins(after) && text.IsBoundary(t, s.Start) && text.IsBoundary(t, s.End)
}

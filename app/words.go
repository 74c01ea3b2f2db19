package app

import (
	"strings"
	"unicode"

	"stet/annotate/text"
)

// Moving edges and widening selections by words, in one paragraph at a time: a story of any length answers at once.

// around returns the tokens of the text about an offset, with their spans in the story.
func (s *Story) around(offset int) []text.Span {
	i := s.blockAt(min(max(offset, 0), max(len(s.Doc().Text)-1, 0)))
	first, last := max(i-1, 0), min(i+1, len(s.Blocks)-1)
	from, to := s.Blocks[first].Start, s.Blocks[last].Next
	t := text.Parse(s.Doc().Text[from:to])
	spans := make([]text.Span, len(t.Tokens))
	for n, tok := range t.Tokens {
		spans[n] = text.Span{Start: tok.Start + from, End: tok.End + from}
	}
	return spans
}

// snap makes a selection a span that can be marked: whole graphemes without outer space, or, unless exact, whole words.
func (s *Story) snap(sp text.Span, exact bool) text.Span {
	story := s.Doc().Text
	sp = text.Snap(story, sp)
	if exact || sp.Empty() {
		return sp
	}
	for _, w := range s.around(sp.Start) {
		if w.Start < sp.Start && sp.Start < w.End {
			sp.Start = w.Start
		}
	}
	for _, w := range s.around(sp.End) {
		if w.Start < sp.End && sp.End < w.End {
			sp.End = w.End
		}
	}
	return text.Snap(story, sp)
}

// bare drops the punctuation around a span. Where there is nothing else in it, it stays as it is.
func (s *Story) bare(sp text.Span) text.Span {
	story := s.Doc().Text
	t := story[sp.Start:sp.End]
	left := strings.TrimLeftFunc(t, outer)
	right := strings.TrimRightFunc(t, outer)
	if left == "" {
		return sp
	}
	now := text.Span{Start: sp.End - len(left), End: sp.Start + len(right)}
	// A full stop belongs to the initial or the abbreviation before it, as the tokens have it.
	for _, w := range s.around(now.End) {
		if w.Start < now.End && now.End < w.End && w.End <= sp.End {
			now.End = w.End
		}
	}
	return text.Snap(story, now)
}

// outer reports whether a sign is no part of a name or a word that it stands beside.
func outer(r rune) bool {
	return unicode.IsPunct(r) && r != '&' && r != '#' && r != '@' || unicode.IsSpace(r)
}

// movedEdge moves one edge of a span by n words, or by n graphemes where exact. It returns the span as it was where that would
// leave nothing of it.
func (s *Story) movedEdge(sp text.Span, start bool, n int, exact bool) text.Span {
	story := s.Doc().Text
	was := sp
	edge := &sp.End
	if start {
		edge = &sp.Start
	}
	if exact {
		for ; n > 0 && *edge < len(story); n-- {
			*edge = text.NextCluster(story, *edge)
		}
		for ; n < 0 && *edge > 0; n++ {
			*edge = text.PreviousCluster(story, *edge)
		}
	} else {
		*edge = s.wordEdge(*edge, start, n)
	}
	if sp.Empty() {
		return was
	}
	trimmed := text.Snap(story, sp)
	if trimmed == was && exact && n == 0 {
		// Only white space was crossed: go on to the next letter.
		return s.throughSpace(sp, was, start)
	}
	if trimmed.Empty() {
		return was
	}
	return trimmed
}

// throughSpace goes on in the direction of the move until something is gained or lost.
func (s *Story) throughSpace(sp, was text.Span, start bool) text.Span {
	story := s.Doc().Text
	for range 64 {
		switch {
		case start && sp.Start < was.Start && sp.Start > 0:
			sp.Start = text.PreviousCluster(story, sp.Start)
		case !start && sp.End > was.End && sp.End < len(story):
			sp.End = text.NextCluster(story, sp.End)
		default:
			return was
		}
		if t := text.Snap(story, sp); t != was {
			return t
		}
	}
	return was
}

// wordEdge returns where an edge stands after n words. A start stands at a word's beginning, an end at its end.
func (s *Story) wordEdge(at int, start bool, n int) int {
	for ; n != 0; n -= sign1(n) {
		words := s.around(at)
		next := at
		for _, w := range words {
			e := w.End
			if start {
				e = w.Start
			}
			if n > 0 && e > at && (next == at || e < next) {
				next = e
			}
			if n < 0 && e < at && (next == at || e > next) {
				next = e
			}
		}
		at = next
	}
	return at
}

func sign1(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

package quotes

import (
	"strings"

	"stet/annotate/text"
)

// cut makes hosts of the tokens from first to last, whose words stand inside the stretch.
func (r *reader) cut(first, last int, inside int32) {
	start := first
	for i := first; i < last; {
		if i > start && r.t.Tokens[i].Is(text.First) && !r.joins(start, i, last) {
			r.hosts = append(r.hosts, host{span{start, i}, inside})
			start = i
		}
		i = min(r.next(i), last)
	}
	if start < last {
		r.hosts = append(r.hosts, host{span{start, last}, inside})
	}
}

// clock returns the token behind the time that a paragraph of a live blog opens with, 12:10 or 9.45am; its first where it opens with none.
func (r *reader) clock(p text.Range) int {
	i := p.First
	if i+1 >= p.Last || r.t.Tokens[i].Kind != text.Number || !strings.ContainsAny(r.t.Word(i), ":.") {
		return i
	}
	i++
	if r.word(i, "am", "pm", "a.m.", "p.m.", "gmt") {
		i++
	}
	if i < p.Last && r.class[i]&(dash|colon) != 0 {
		i++
	}
	if i < p.Last && r.t.Tokens[i].Kind == text.Word && r.t.Tokens[i].Is(text.Capital) {
		return i
	}
	return p.First
}

// joins reports whether the sentence that begins at i only says who spoke the quotation before it: "Why?" Smith asked.
func (r *reader) joins(start, i, last int) bool {
	s := r.stretchBefore(i)
	if s == nil || s.first < start || !s.closed {
		return false
	}
	switch terminal(r.t, s) {
	case '?', '!', '…', ',', '.', '-', '—', '–':
	default:
		return false
	}
	for k := s.first - 2; k > start && r.is(s.first-1, comma|colon) && s.first-k < 6; k-- {
		if r.class[k]&cue != 0 {
			return false // My son asked me, "Why?"
		}
	}
	full := terminal(r.t, s) == '.'
	seen := -1
	for k, n := i, 0; k < last && n < 12; k, n = r.next(k), n+1 {
		c := r.class[k]
		if c&cue != 0 && seen < 0 {
			seen = k
			if r.finite(k, i) || k == i {
				e := k + 1
				if e >= last || !full && r.class[e]&(comma|preposition|when) != 0 {
					return true
				}
				continue
			}
			seen = -1
		}
		if c&stop != 0 || k > i && r.t.Tokens[k].Is(text.First) {
			return seen >= 0 && n <= 8 && (!full || n <= 3)
		}
		if seen >= 0 && (r.unit[k] > 0 || c&(that|colon) != 0) || seen < 0 && (c&(auxiliary|clausal|comma) != 0 || c&verb != 0 && c&cue == 0 && r.finite(k, i)) {
			return false
		}
	}
	return seen >= 0 && !full
}

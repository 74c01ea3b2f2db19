package tagger

import (
	"iter"

	"stet/annotate/text"
)

// Hint is a report as the rules read it. The model sees hints as evidence among others: it learns from the corpus which
// rule is right where.
type Hint struct {
	Cue, Source, Content text.Range // units; empty where there is none
	Rule                 uint32     // a hash of the rule's id
}

// Hash returns the hash of a rule's id, for a Hint or a Unit.
func Hash(id string) uint32 { return hashWord(id) }

// What a unit is to the hints of one cue, and below, to the hints of all.
const (
	noRole uint8 = iota
	contentFirst
	contentInside
	contentLast
	contentOnly
	sourceFirst
	sourceInside
	cueRole
)

const (
	inContent uint8 = 1 << iota
	inSource
	inCue
)

// mark notes which units the hints touch.
func (r *Reader) mark(hints []Hint) {
	r.hints = hints
	r.hinted = grow(r.hinted, len(r.units))
	r.touched = grow(r.touched, len(r.units))
	clear(r.hinted)
	clear(r.touched)
	for k := range hints {
		h := &hints[k]
		for u := h.Cue.First; u < h.Cue.Last; u++ {
			if r.hinted[u] == 0 {
				r.hinted[u] = int32(k) + 1
			}
			r.touched[u] |= inCue
		}
		for u := h.Content.First; u < h.Content.Last; u++ {
			r.touched[u] |= inContent
		}
		for u := h.Source.First; u < h.Source.Last; u++ {
			r.touched[u] |= inSource
		}
	}
}

// hint returns the first hint whose cue holds unit u, or nil.
func (r *Reader) hint(u int) *Hint {
	if k := r.hinted[u]; k > 0 {
		return &r.hints[k-1]
	}
	return nil
}

// hintsOf returns the hints whose cue holds unit u, by their indices.
func (r *Reader) hintsOf(u int) iter.Seq[int] {
	return func(yield func(int) bool) {
		k := int(r.hinted[u]) - 1
		if k < 0 {
			return
		}
		for n := k; n < len(r.hints) && n < k+farHint; n++ {
			if h := &r.hints[n]; h.Cue.First <= u && u < h.Cue.Last && !yield(n) {
				return
			}
		}
	}
}

// quotedHint reports whether a hint whose cue holds unit u takes quoted words for its content.
func (r *Reader) quotedHint(u int) bool {
	for n := range r.hintsOf(u) {
		h := &r.hints[n]
		for k := h.Content.First; k < h.Content.Last; k++ {
			if r.units[k].Quoted {
				return true
			}
		}
	}
	return false
}

// farHint is how many hints on from its first a cue's others are looked for: a report that its cue breaks has two.
const farHint = 4

// roles fills r.roles for the window around cue c, and returns the rule that the cue goes by; 0 for none.
func (r *Reader) roles(c, first, last int) (rule uint32) {
	r.role = grow(r.role, last-first)
	clear(r.role)
	put := func(u int, role uint8) {
		if first <= u && u < last && r.role[u-first] == noRole {
			r.role[u-first] = role
		}
	}
	for n := range r.hintsOf(c) {
		h := &r.hints[n]
		if rule == 0 {
			rule = h.Rule
		}
		for u := h.Cue.First; u < h.Cue.Last; u++ {
			put(u, cueRole)
		}
		for u := h.Source.First; u < h.Source.Last; u++ {
			if u == h.Source.First {
				put(u, sourceFirst)
			} else {
				put(u, sourceInside)
			}
		}
		switch n := h.Content.Len(); {
		case n == 1:
			put(h.Content.First, contentOnly)
		case n > 1:
			put(h.Content.First, contentFirst)
			put(h.Content.Last-1, contentLast)
			for u := h.Content.First + 1; u < h.Content.Last-1; u++ {
				put(u, contentInside)
			}
		}
	}
	return rule
}

// roleAt returns what unit u is to the cue's hints, with what it is to those of all.
func (a *Around) roleAt(u int) uint32 {
	if u < a.first || u >= a.last {
		return 99
	}
	return uint32(a.r.role[u-a.first]) | uint32(a.r.touched[u])<<4
}

package quotes

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// left finds what stands before the cue and its speaker, which begin at token p: "…," she said; X will do Y, a spokesman said.
// from is where the words that no earlier report of the sentence has taken begin.
func (r *reader) left(c *cueAt, p int, h host, from int) (content, bool) {
	if p <= from {
		return content{}, false
	}
	if s := r.stretchBefore(p); s != nil && s.first >= from {
		if c.frames&fAfter == 0 && !ends(terminal(r.t, s)) && s.closed && !(r.sentence(s) && r.closed(c, h)) {
			return content{}, false
		}
		return r.quotedLeft(s, h, from)
	}
	e := p
	if !r.is(p-1, comma|dash) {
		if c.frames&fAfter == 0 {
			return content{}, false
		}
	} else {
		e--
	}
	if s := r.stretchBefore(e); s != nil && s.first >= from && e-from > 0 && (s.first == from || ends(terminal(r.t, s)) || r.sentence(s)) {
		return r.quotedLeft(s, h, from)
	}
	b := r.bracketed(r.clauseStart(from, e), e)
	if broken, ok := r.broken(c, b, e, h); ok {
		return broken, true
	}
	if e-b >= 3 && r.quotedWithin(b, e) && (c.inverted || r.closed(c, h)) {
		return content{span{b, r.trim(b, e)}, "mixed-said"}, true
	}
	if c.frames&fAfter != 0 && e-b >= 3 && r.hasVerb(b, e) {
		return content{span{b, r.trim(b, e)}, "report-before"}, true
	}
	if e-b < 3 || !r.mainVerb(b, e, r.is(c.last, comma)) && !(r.headVerb(b, e) && r.headline(h)) || c.frames&fAfter == 0 && !c.inverted && !r.closed(c, h) {
		return content{}, false
	}
	return content{span{b, r.trim(b, e)}, "report-before"}, true
}

// quotedLeft takes the stretch that ends a report before its cue, with the words of the report that lead up to it (Q2).
func (r *reader) quotedLeft(s *stretch, h host, from int) (content, bool) {
	b := s.first
	for b > from {
		q := r.stretchBefore(b)
		if q == nil && b-1 > from && r.is(b-1, and|or|but) {
			q = r.stretchBefore(b - 1)
		}
		if q == nil || q.first < from {
			break
		}
		b = q.first
	}
	if b == from || b-from == 1 && r.is(from, and|but) || r.is(b-1, colon) {
		return content{span{b, s.last}, "quote-said"}, true
	}
	start := r.clauseStart(from, b)
	for k, n := b, 0; k > start && n < 40; n++ {
		k = r.prev(k, start)
		if r.class[k]&(dash|opens|semicolon) != 0 {
			start = k + 1
		}
	}
	if start >= b || r.is(b-1, comma) && r.sentence(s) {
		return content{span{b, s.last}, "quote-said"}, true
	}
	if words, capitals := r.capitals(s); words == capitals && r.is(start, preposition) && !r.hasVerb(start, b) {
		return content{}, false // where or when it is said: On Tuesday's "Morning Hour," she said …
	}
	return content{span{start, s.last}, "mixed-said"}, true
}

// clauseStart passes over what ties a clause to the one before: But, And; and over a dateline.
func (r *reader) clauseStart(from, e int) int {
	b := r.pastKicker(r.dateline(from, e), e)
	for b < e && (r.class[b]&(comma|and|but|semicolon|dash|stop) != 0 || r.class[b]&contrast != 0 && b > from) {
		b++
	}
	return b
}

// longestDateline is how many tokens a dateline may have.
const longestDateline = 14

// dateline returns the token behind the dateline that a paragraph opens with, LIMA, March 3 (AP) — or LIMA:, or from.
func (r *reader) dateline(from, e int) int {
	if !r.t.Tokens[from].Is(text.Opens) || r.t.Tokens[from].Flags&text.Capital == 0 {
		return from
	}
	dated := false
	for k := from; k < min(e, from+longestDateline) && r.unit[k] == 0; k++ {
		tok := &r.t.Tokens[k]
		dated = dated || tok.Kind == text.Number
		switch {
		case r.class[k]&closes != 0 && dated && k+1 < e && r.capital(k+1): // Guwahati, Jan. 14 (PTI) The garden …
			return k + 1
		case r.class[k]&dash != 0:
			return k + 1
		case r.class[k]&colon != 0: // whose name stands before it speaks: RUIZ: …
			if at := r.name[from]; at > 0 && !r.actors[at-1] && r.t.Tokens[from].Is(text.AllCaps) {
				return k + 1
			}
			return from
		case r.class[k]&(comma|opens|closes) != 0, tok.Kind == text.Number, tok.Flags&text.Capital != 0, r.t.Word(k) == "/":
		default:
			return from
		}
	}
	return from
}

// quotedWithin reports whether somebody's quoted words stand between first and last.
func (r *reader) quotedWithin(first, last int) bool {
	for k, n := first, 0; k < last && n < reach; k, n = r.next(k), n+1 {
		if s := r.stretchAt(k); s != nil && r.words(s) > 2 && !r.title(s) {
			return true
		}
	}
	return false
}

// bracketed returns the token behind a bracket that is open at token e, or first.
func (r *reader) bracketed(first, e int) int {
	depth := 0
	for k, n := e, 0; k > first && n < 80; n++ {
		k = r.prev(k, first)
		switch {
		case r.class[k]&closes != 0:
			depth++
		case r.class[k]&opens != 0:
			if depth--; depth < 0 {
				return k + 1
			}
		}
	}
	return first
}

// closed reports whether nothing that could be a content follows the cue: its sentence ends, or only says when, where and to whom.
func (r *reader) closed(c *cueAt, h host) bool {
	k := c.last
	if k >= h.last {
		return true
	}
	if c.frames&(fTell|fOrder) != 0 {
		if e := r.addressee(k, h); e > k {
			return true
		}
	}
	return r.class[k]&(stop|comma|dash|when|preposition|to|closes|semicolon|subordinate|adverb|colon|relative|and|but) != 0
}

// broken takes the first part of a report that "she said" breaks between two commas: A new tax, she said, would hurt. (Q8)
func (r *reader) broken(c *cueAt, b, e int, h host) (content, bool) {
	k := c.last
	switch {
	case c.inverted: // The dam, said Ruiz, will hold
		k = r.after(k, h).last
	case c.frames&fTell != 0 && k < h.last && !r.is(k, comma): // The dam, Ruiz told us, will hold
		k = max(k, r.addressee(k, h))
	}
	if c.frames&fAfter != 0 || e <= b || k+2 >= h.last || !r.is(k, comma) || r.unit[k+1] > 0 {
		return content{}, false
	}
	if b < e && r.class[b]&(preposition|subordinate|when) != 0 && r.class[b]&determiner == 0 && e-b > 1 && !r.hasAuxiliary(b, e) || r.is(k+1, that) {
		if _, ok := r.goesOn(c, k+1, h); ok {
			return content{span{b, e}, "report-broken"}, true // In his state, Roe said, offenders are …
		}
	}
	if r.class[k+1]&auxiliary == 0 && !(r.class[k+1]&verb != 0 && r.form[k+1]&(rules.Past|rules.Third) != 0) || r.class[k+1]&cue != 0 {
		return content{}, false
	}
	if r.class[b]&(preposition|subordinate|when|adverb) != 0 && r.class[b]&determiner == 0 || r.hasVerb(b, e) {
		return content{}, false
	}
	return content{span{b, e}, "report-broken"}, true
}

// mainVerb reports whether the tokens hold a clause of their own, and not only one that leads up to another: As people shouted, he …
func (r *reader) mainVerb(first, last int, goesOn bool) bool {
	k := first
	for n := 0; n < 3 && k < last; n++ {
		if r.class[k]&(preposition|to|subordinate|when|adverb) == 0 || r.class[k]&(determiner|pronoun) != 0 {
			break
		}
		c := k
		for u := 0; c < last && u < reach && r.class[c]&comma == 0; u++ {
			c = r.next(c)
		}
		if c >= last {
			if r.class[k]&(preposition|to) != 0 && !(k+1 < last && r.t.Tokens[k+1].Kind == text.Number) {
				return r.hasAuxiliary(k, last)
			}
			return (r.class[k]&subordinate == 0 || goesOn) && r.hasVerb(k, last)
		}
		k = c + 1
	}
	return r.hasVerb(k, last)
}

// hasAuxiliary reports whether a finite auxiliary stands between first and last.
func (r *reader) hasAuxiliary(first, last int) bool {
	for k, n := first, 0; k < last && n < reach; k, n = r.next(k), n+1 {
		if r.unit[k] == 0 && r.class[k]&auxiliary != 0 && !r.infinite(k) {
			return true
		}
	}
	return false
}

// headVerb reports whether any verb form stands between first and last: a headline's clause may have no finite one.
func (r *reader) headVerb(first, last int) bool {
	for k, n := first, 0; k < last && n < reach; k, n = r.next(k), n+1 {
		if r.class[k]&(verb|auxiliary) != 0 {
			return last-first > 4
		}
	}
	return false
}

// resumed finds how a report goes on behind its cue and speaker, which end before token a: "A," she said, "B." (Q8)
func (r *reader) resumed(c *cueAt, a int, h host, first content) (content, bool) {
	k := a
	for n := 0; k < h.last && n < 30; n++ {
		if s := r.stretchAt(k); s != nil {
			if s.last > h.last || s.last-s.first < 4 && !ends(terminal(r.t, s)) {
				return content{}, false
			}
			if !r.is(k-1, comma|colon|dash) && !r.sentence(s) || r.title(s) {
				return content{}, false
			}
			x, ok := r.quoted(c, k, h)
			x.by = "quote-resumed"
			if x.last > s.last {
				x.last = s.last
			}
			return x, ok
		}
		cl := r.class[k]
		switch {
		case cl&(stop|semicolon|dash) != 0:
			return content{}, false
		case cl&colon != 0:
			k++
			continue
		case cl&comma != 0:
			if r.unit[first.first] == 0 && k+1 < h.last && r.unit[k+1] == 0 {
				return r.goesOn(c, k+1, h)
			}
			k++
			continue
		case cl&cue != 0 && k > a:
			if d, ok := r.cueAt(k, h); ok && d.frames&fThat != 0 {
				return content{}, false // adding, "…": a report of its own
			}
		}
		k++
	}
	return content{}, false
}

// goesOn takes the clause at k for the rest of a report that "he said" broke.
func (r *reader) goesOn(c *cueAt, k int, h host) (content, bool) {
	cl := r.class[k]
	if cl&that != 0 && c.frames&fThat != 0 && k+3 < h.last {
		return content{span{k, r.clauseEnd(c, k, h)}, "report-resumed"}, true
	}
	if r.word(k, "because") && k+3 < h.last { // She will stay, she said, because the town needs her
		return content{span{k, r.clauseEnd(c, k, h)}, "report-resumed"}, true
	}
	if k+4 > h.last || cl&(relative|subordinate|when|preposition|adverb) != 0 && cl&pronoun == 0 {
		return content{}, false
	}
	if first := r.class[k]; first&auxiliary != 0 || first&verb != 0 && first&cue == 0 && r.form[k]&(rules.Past|rules.Third) != 0 {
		return content{span{k, r.clauseEnd(c, k, h)}, "report-resumed"}, true
	}
	if cl&(and|but) == 0 && (cl&verb != 0 && r.form[k]&rules.Base == 0 || !r.hasClause(k, h, 12)) {
		return content{}, false
	}
	if cl&(and|but) != 0 && !r.hasClause(k+1, h, 12) || r.attributed(k, h) {
		return content{}, false
	}
	if r.is(k+1, when) || k+2 < h.last && r.is(k+2, when) {
		return content{}, false // two days after the vote
	}
	b := r.clauseStart(k, h.last)
	return content{span{b, r.clauseEnd(c, b, h)}, "report-resumed"}, true
}

// leading returns the words of a report before the cue that a quotation behind it only ends: It will end, she says, “when all have left”.
func (r *reader) leading(c *cueAt, p int, h host, from int, got content) (content, bool) {
	s := r.stretchAt(got.first)
	if s == nil || got.by != "said-quote" || c.passive || c.ing || p-1-from < 2 || from != h.first || !r.is(p-1, comma) {
		return content{}, false
	}
	first, last := s.inner()
	if first >= last || r.capital(first) || !r.hasVerb(from, p-1) || r.class[from]&(subordinate|preposition|when) != 0 {
		return content{}, false
	}
	return content{span{from, p - 1}, "report-broken"}, true
}

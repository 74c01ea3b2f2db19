package quotes

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// host finds the reports of one sentence.
func (r *reader) host(h host) {
	from := h.first
	var before *report // the report found last in this host
	if x, ok := r.turnAt(h); ok {
		r.add(x, &before, &from)
	} else if x, ok := r.headed(h); ok {
		r.add(x, &before, &from)
	}
	for i := h.first; i < h.last; i = r.next(i) {
		if r.unit[i] > 0 || r.class[i]&(cue|verb) == 0 && !r.phraseAt(i) {
			continue
		}
		c, ok := r.cueAt(i, h)
		if !ok {
			continue
		}
		if c.frames&fAfter != 0 {
			r.according(&c, h, &before, &from)
		} else {
			r.said(&c, h, &before, &from)
		}
	}
}

// add keeps a report, unless its rule is switched off, and moves on what is left of the sentence.
func (r *reader) add(x report, before **report, from *int) {
	if r.f.Rule(x.by) == nil || x.content.last-x.content.first < 1 {
		return
	}
	if e := x.speaker.last - 3; e > x.speaker.first && r.word(e+2, "part") && r.class[e+1]&possessive != 0 {
		x.speaker.last = e // Lim, for her part, said
	}
	if b := *before; b != nil && x.inside < 0 && meet(x.speaker, b.cue) && !b.speaker.empty() {
		x.speaker = b.speaker // Ruiz said that it rained, however, added that it was late
	}
	r.found = append(r.found, x)
	if x.inside < 0 && !x.speaker.empty() {
		r.spoke = x.speaker
	}
	for k := x.content.first; k < x.content.last; k = r.next(k) {
		if u := r.unit[k]; u > 0 && r.claimed[u-1] == 0 {
			r.claimed[u-1] = int32(len(r.found))
		}
	}
	*before = &r.found[len(r.found)-1]
	*from = max(*from, x.content.last)
}

// according takes "according to" and its like, behind which the speaker stands.
func (r *reader) according(c *cueAt, h host, before **report, from *int) {
	who := r.after(c.last, h)
	if who.empty() {
		return
	}
	if e := who.last; c.last <= who.first && e < h.last && r.class[e]&verb != 0 && (e+1 == h.last || r.is(e+1, comma|stop)) {
		who.last = e + 1 // according to industry estimates
	}
	who = r.withParticiple(who, h)
	if b := *before; b != nil && h.inside < 0 && who.last+1 >= h.last && !r.stretchWithin(b.content) && b.by == "report-if" {
		*from = h.first // what it lies within is all of the sentence
	}
	x := report{speaker: who, cue: c.span, inside: h.inside}
	if got, ok := r.left(c, c.first, h, *from); ok && c.first-*from > 2 {
		x.content, x.by = got.span, "report-according"
		r.add(x, before, from)
		*from = max(*from, who.last)
		return
	}
	if c.first-*from > 2 {
		return
	}
	a := who.last
	for a < h.last && r.class[a]&(when|preposition) != 0 && r.unit[a] == 0 {
		e := r.phrase(a, h)
		if e <= a {
			break
		}
		a = e
	}
	if a < h.last && r.class[a]&(comma|colon) != 0 {
		a++
	}
	if a >= h.last {
		return
	}
	var got content
	if r.unit[a] > 0 {
		got, _ = r.quoted(c, a, h)
	} else if a+2 < h.last {
		got = content{span{a, r.clauseEnd(c, a, h)}, ""}
	}
	if got.last-got.first < 2 {
		return
	}
	x.content, x.by = got.span, "report-according"
	r.add(x, before, from)
}

// said takes a verb that reports.
func (r *reader) said(c *cueAt, h host, before **report, from *int) {
	x := report{cue: c.span, inside: h.inside}
	if r.inverted(c, h, *from) {
		x.speaker = r.after(c.last, h)
		c.inverted = true
		if s := r.stretchBefore(c.group); s != nil && *from >= c.group {
			*from = h.first // a report inside this one ends with it
		}
		got, ok := r.left(c, c.group, h, *from)
		if !ok {
			return
		}
		x.content, x.by = got.span, got.by
		r.add(x, before, from)
		if more, ok := r.resumed(c, x.speaker.last, h, got); ok {
			x.content, x.by = more.span, more.by
			r.add(x, before, from)
		}
		*from = max(*from, x.speaker.last)
		return
	}
	if c.group == h.first && c.first == h.first && c.form&rules.Past != 0 && !c.ing && r.heads(c, h, &x) {
		r.add(x, before, from)
		return
	}
	if r.askedBy(c, h, &x) {
		r.add(x, before, from)
		return
	}
	court := false
	who, at := r.subject(c, h, *before)
	if at == here {
		who = r.withTime(who, c.group)
	}
	x.speaker = who
	p := c.group
	if at == here && who.last <= c.first && who.last > h.first {
		p = r.upToQuote(who.first, h)
		x.speaker.first = p
	}
	if s, apart := r.quotedBefore(p, *from); !c.passive && !c.infinite && s != nil && s.first >= *from && (apart || ends(terminal(r.t, s))) && (at == here || c.ing && r.is(c.group-1, comma)) {
		if got, ok := r.left(c, p, h, *from); ok {
			x.content, x.by = got.span, got.by
			r.add(x, before, from)
			if more, ok := r.resumed(c, c.last, h, got); ok {
				x.content, x.by = more.span, more.by
				r.add(x, before, from)
			}
			*from = max(*from, c.last)
			return
		}
	}
	if c.rule != nil && c.rule.Has("role", "court") { // the court heard that: nobody is named who said it (Q12)
		if at != here || !r.tribunal(who) {
			return
		}
		x.speaker, court = span{}, true
	}
	c.nested = c.first < *from && *from > h.first
	c.aside = at == related && r.is(c.group-2, comma) || c.ing && at == here && r.is(c.group-1, comma) && who.last+1 == c.group || r.asideOf(who, c, h)
	c.open = at == related && !c.aside
	c.sub = p > h.first && (r.is(p-1, subordinate) || r.word(p-1, "if")) && (p-1 == h.first || r.is(p-2, comma|and|but|that)) || (c.ing || c.passive) && c.group == h.first
	if got, ok := r.right(c, h); ok {
		if r.weak(c, got, h) {
			return
		}
		if first, ok := r.leading(c, p, h, *from, got); ok {
			x.content, x.by = first.span, first.by
			r.add(x, before, from)
		}
		x.content, x.by = got.span, got.by
		if court {
			x.by = reportCourt
		}
		if c.passive {
			x.speaker = r.agent(c, got, h)
		} else if c.ing && c.group == h.first || c.ing && x.speaker.empty() {
			x.speaker = r.behind(got.last, h)
		}
		r.add(x, before, from)
		return
	}
	if s := r.below(h); s != nil && c.last >= h.last-24 && !c.passive { // He said: and the quotation in a paragraph of its own
		x.content, x.by = span{s.first, s.last}, "quote-colon"
		r.add(x, before, from)
		*from = h.last
		return
	}
	if c.passive || c.infinite || c.ing || at != here {
		return
	}
	if c.frames&(fThat|fBare|fTell) == 0 {
		return
	}
	if *before != nil && (*before).content.last == p-1 && r.is(p-1, comma) && r.closed(c, h) && !r.is(c.last, comma) {
		*from = h.first // the firm has told its suppliers that it will pay, Smith said: a report of a report (Q11)
	}
	if got, ok := r.left(c, p, h, *from); ok {
		x.content, x.by = got.span, got.by
		if court {
			x.by = reportCourt
		}
		r.add(x, before, from)
		if more, ok := r.resumed(c, c.last, h, got); ok {
			x.content, x.by = more.span, more.by
			r.add(x, before, from)
		}
		*from = max(*from, c.last)
	}
}

// asideOf reports whether the cue stands in a relative clause of its subject, between commas, behind another verb: Ruiz, who came late and
// said so, left.
func (r *reader) asideOf(who span, c *cueAt, h host) bool {
	if who.empty() || who.last+2 >= c.first || c.first-who.last > 30 || !r.is(who.last, comma) || !r.is(who.last+1, relative) {
		return false
	}
	for k := who.last + 2; k < c.first; k = r.next(k) {
		if r.unit[k] > 0 || r.class[k]&comma != 0 {
			return false
		}
	}
	return true
}

// askedBy takes a participle before its agent and a question: Asked by the coroner, Ana Ruiz, whether it rained, she nodded.
func (r *reader) askedBy(c *cueAt, h host, x *report) bool {
	if c.first != h.first || c.form&rules.Participle == 0 || c.frames&fIf == 0 || c.last+2 >= h.last || r.t.Word(c.last) != "by" {
		return false
	}
	who := r.after(c.last+1, h)
	a := who.last
	if a < h.last && r.is(a, comma) {
		a++
	}
	if who.empty() || a >= h.last || r.class[a]&question == 0 && !r.word(a, "whether", "if") {
		return false
	}
	x.speaker, x.content, x.by = who, span{a, r.clauseEnd(c, a, h)}, "report-if"
	return x.content.last-a > 2
}

// quotedBefore returns the stretch that ends before token p, or apart from it by a comma that stands behind the mark: "We leave", he said.
func (r *reader) quotedBefore(p, from int) (s *stretch, apart bool) {
	if s = r.stretchBefore(p); s == nil && p-1 > from && r.is(p-1, comma) {
		if s = r.stretchBefore(p - 1); s == nil || s.first != from || r.words(s) < 2 || r.title(s) {
			return nil, false
		}
		return s, true
	}
	return s, false
}

// below returns the stretch that begins the paragraph behind a sentence that ends in a colon, or nil.
func (r *reader) below(h host) *stretch {
	k := h.last
	if h.inside >= 0 || k+1 >= len(r.t.Tokens) || !r.is(k-1, colon) || !r.t.Tokens[k].Is(text.Opens) {
		return nil
	}
	if r.t.Word(k) == ">" {
		k++
	}
	return r.stretchAt(k)
}

// work reports whether a content only names a work: wrote "Rivers of Glass" in 1999 (Q5).
func (r *reader) work(c span) bool {
	s := r.stretchAt(c.first)
	return s != nil && r.title(s) && !r.hasVerb(s.last, c.last)
}

// heads takes a cue that begins its sentence before its speaker: Said Smith, "…"
func (r *reader) heads(c *cueAt, h host, x *report) bool {
	if c.last >= h.last || r.class[c.last]&(preposition|to|that|question|subordinate|when|pronoun) != 0 {
		return false
	}
	who := r.after(c.last, h)
	k := who.last
	if k+1 < h.last && r.is(k, comma) && r.is(k+1, relative) { // Said Smith, who was there, "…"
		for k++; k+1 < h.last && (r.class[k]&comma == 0 || r.unit[k+1] == 0); {
			k = r.next(k)
		}
	}
	if who.empty() || k+1 >= h.last || !r.is(k, comma|colon) || r.unit[k+1] == 0 {
		return false
	}
	got, ok := r.quoted(c, k+1, h)
	x.speaker, x.content, x.by = who, got.span, got.by
	return ok
}

// weak reports whether a content is none by itself: a cue of quoted words only without any, a report inside a quotation by "I".
func (r *reader) weak(c *cueAt, x content, h host) bool {
	quoted := false
	for k := x.first; k < x.last && !quoted; k = r.next(k) {
		quoted = r.unit[k] > 0
	}
	if c.frames&^fQuote == 0 && !quoted {
		return true
	}
	if x.last-x.first < 2 && !quoted || x.last-x.first < 3 && x.by == "report-that" {
		return true
	}
	if c.rule != nil && c.rule.ID == "cue-write" && x.by == "said-mixed" && r.work(x.span) {
		return true
	}
	if x.by == "report-if" && c.rule != nil && c.rule.ID == "cue-tell" {
		for k := c.group; k < c.first; k++ {
			if r.class[k]&modal != 0 {
				return true // bees can tell how many
			}
		}
	}
	if x.by == "report-object" && r.asSaying(x.span) || r.anonymous(x.span) {
		return true
	}
	if c.nested {
		for k := c.group; k < c.first; k++ {
			if r.class[k]&modal != 0 {
				return true // Moscow would call for: not said yet
			}
		}
	}
	if h.inside >= 0 {
		return !r.nested(c, x, h)
	}
	return false
}

// anonymous reports whether somebody only asks to stay unnamed, as sources do: not to be identified.
func (r *reader) anonymous(c span) bool {
	k := c.first
	if k < c.last && r.word(k, "not") {
		k++
	}
	return k+2 < c.last && r.word(k, "to") && r.word(k+1, "be") && r.word(k+2, "named", "identified", "quoted")
}

// asSaying reports whether a noun phrase is followed by what it says: cited the ministry as saying that.
func (r *reader) asSaying(c span) bool {
	for k := c.first; k+1 < c.last; k = r.next(k) {
		if r.unit[k] == 0 && r.t.Word(k) == "as" && r.class[k+1]&cue != 0 && r.form[k+1]&rules.Ing != 0 {
			return true
		}
	}
	return false
}

// nested reports whether a report inside someone's quoted words is marked (Q11): where a clause tells what a third party said.
func (r *reader) nested(c *cueAt, x content, h host) bool {
	if c.infinite || c.ing || c.frames&(fTell|fThat) == 0 {
		return false
	}
	if x.by == "said-quote" && c.form&(rules.Past|rules.Third) != 0 {
		return true
	}
	if x.by != "report-that" && x.by != "report-bare" && x.by != "report-if" && x.by != "report-to" && !r.stretches[h.inside].speech() {
		return false
	}
	for k := c.group; k < c.first; k++ {
		if r.class[k]&modal != 0 || r.class[k]&do != 0 {
			return false
		}
	}
	if c.group > h.first && (r.word(c.group-1, "you") || contraction(r.t.Word(c.group-1))) {
		return false
	}
	return c.passive || c.form&(rules.Past|rules.Third) != 0
}

// inverted reports whether the cue stands before its speaker: "…," said Smith.
func (r *reader) inverted(c *cueAt, h host, from int) bool {
	if c.group != c.first || c.infinite || c.form&(rules.Past|rules.Third|rules.Base) == 0 || c.group <= h.first || c.last >= h.last || c.form&rules.Ing != 0 {
		return false
	}
	s, apart := r.quotedBefore(c.first, from)
	if s == nil || s.first < h.first {
		if !r.is(c.first-1, comma) || c.first-from < 4 {
			return false
		}
		s = nil
	}
	n := c.last
	if r.unit[n] > 0 || r.class[n]&(that|comma|stop|colon|to|preposition|when|question) != 0 && r.class[n]&determiner == 0 {
		return false
	}
	who := r.after(n, h)
	if who.empty() {
		return false
	}
	if s != nil && (apart || terminal(r.t, s) == ',') {
		return true
	}
	e := who.last
	if e < h.last {
		if r.class[e]&auxiliary != 0 || r.class[e]&verb != 0 && r.finite(e, n) {
			return false
		}
	}
	if s != nil {
		return ends(terminal(r.t, s)) || r.is(e, stop) || e >= h.last || r.sentence(s)
	}
	if c.frames&(fThat|fBare|fTell) == 0 {
		return false
	}
	b := r.clauseStart(from, c.first)
	if r.is(e, comma) && e+1 < h.last && r.class[e+1]&auxiliary != 0 && !r.hasVerb(b, c.first-1) && r.class[b]&(preposition|when|adverb|subordinate) == 0 {
		return true // The new dam, said Ruiz, will be safe
	}
	return r.hasVerb(b, c.first-1) && (e >= h.last || r.class[e]&(stop|comma|when|preposition|relative|subordinate|dash|semicolon) != 0)
}

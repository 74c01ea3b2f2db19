// Package quotes finds what someone is reported to have said or written, who said it and the words that report it
// (rules Q1 to Q12).
//
// Each step stands alone, and could be learned instead: marks pair into stretches (marks.go), words get classes (classes.go) and
// sentences become hosts, in which a stretch is one unit (hosts.go); then cues are found (cues.go), and for each one its content
// (right.go, left.go, clauses.go) and its speaker (speakers.go). Stretches that no cue takes come last (alone.go).
package quotes

import (
	"slices"

	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// report is a quote in tokens.
type report struct {
	content span
	speaker span
	cue     span
	by      string
	inside  int32
}

// Find returns the story's quotes, sorted as documents sort them: by start, then longer first. Cost grows with the story's length.
func Find(t *text.Text, f *rules.Found, mentions []names.Mention) []Quote {
	n := len(t.Tokens)
	if n == 0 {
		return nil
	}
	r := &reader{t: t, f: f, class: make([]class, n), form: make([]rules.Form, n), name: make([]int32, n),
		unit: make([]int32, n), back: make([]int32, n), frames: map[*rules.Rule]frame{}}
	for _, m := range mentions {
		if m.First < 0 || m.Last > n || m.First >= m.Last {
			continue
		}
		r.names = append(r.names, span{m.First, m.Last})
		r.kinds = append(r.kinds, m.Kind)
		for i := m.First; i < m.Last; i++ {
			r.name[i] = int32(len(r.names))
		}
	}
	r.classify()
	r.stretches = pair(t)
	r.shorten()
	r.index()
	r.claimed = make([]int32, len(r.stretches))
	for _, h := range r.hosts {
		r.host(h)
	}
	r.alone()
	return r.quotes()
}

// host finds the reports of one sentence.
func (r *reader) host(h host) {
	from := h.first
	var before *report // the report found last in this host
	if x, ok := r.headed(h); ok {
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
	who, at := r.subject(c, h, *before)
	x.speaker = who
	p := c.group
	if at == here && who.last <= c.first && who.last > h.first {
		p = r.upToQuote(who.first, h)
		x.speaker.first = p
	}
	if s := r.stretchBefore(p); !c.passive && !c.infinite && s != nil && s.first >= *from && ends(terminal(r.t, s)) && (at == here || c.ing && r.is(c.group-1, comma)) {
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
	c.nested = c.first < *from && *from > h.first
	c.aside = at == related && r.is(c.group-2, comma)
	c.open = at == related && !c.aside
	c.sub = p > h.first && r.is(p-1, subordinate) && (p-1 == h.first || r.is(p-2, comma|and|but|that)) || (c.ing || c.passive) && c.group == h.first
	if got, ok := r.right(c, h); ok {
		if r.weak(c, got, h) {
			return
		}
		x.content, x.by = got.span, got.by
		if c.passive {
			x.speaker = r.agent(c, got, h)
		} else if c.ing && c.group == h.first || c.ing && x.speaker.empty() {
			x.speaker = r.behind(got.last, h)
		}
		r.add(x, before, from)
		return
	}
	if h.inside < 0 && h.last < len(r.t.Tokens) && r.is(h.last-1, colon) && c.last >= h.last-24 && r.unit[h.last] > 0 && r.t.Tokens[h.last].Is(text.Opens) && !c.passive {
		s := r.stretchAt(h.last) // He said: and the quotation in a paragraph of its own
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
	if got, ok := r.left(c, p, h, *from); ok {
		x.content, x.by = got.span, got.by
		r.add(x, before, from)
		if more, ok := r.resumed(c, c.last, h, got); ok {
			x.content, x.by = more.span, more.by
			r.add(x, before, from)
		}
		*from = max(*from, c.last)
	}
}

// upToQuote returns the token behind a quotation where nothing but a noun phrase stands between it and the speaker at p, to which
// that is an apposition: "…," the union's lawyer, Jane Roe, said; else p.
func (r *reader) upToQuote(p int, h host) int {
	if p <= h.first || !r.is(p-1, comma) {
		return p
	}
	k := p - 1
	for n := 0; k > h.first && n < 16; n++ {
		if s := r.stretchBefore(k); s != nil && s.first >= h.first {
			if ends(terminal(r.t, s)) && k < p-1 && r.class[k]&(conjoined|clausal|preposition|verb) == 0 {
				return k
			}
			return p
		}
		if r.class[k-1]&(auxiliary|clausal|semicolon|dash|colon) != 0 || r.finite(k-1, h.first) {
			return p
		}
		k--
	}
	return p
}

// heads takes a cue that begins its sentence before its speaker: Said Smith, "…"
func (r *reader) heads(c *cueAt, h host, x *report) bool {
	if c.last >= h.last || r.class[c.last]&(preposition|to|that|question|subordinate|when|pronoun) != 0 {
		return false
	}
	who := r.after(c.last, h)
	k := who.last
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

// nested reports whether a report inside someone's quoted words is marked (Q11): where a clause tells what a third party said.
func (r *reader) nested(c *cueAt, x content, h host) bool {
	if c.infinite || c.ing || c.frames&(fTell|fThat) == 0 {
		return false
	}
	if x.by != "report-that" && x.by != "report-bare" && x.by != "report-if" {
		return false
	}
	for k := c.group; k < c.first; k++ {
		if r.class[k]&modal != 0 || r.class[k]&do != 0 {
			return false
		}
	}
	if c.group > h.first && (r.word(c.group-1, "i", "you", "we") || contraction(r.t.Word(c.group-1))) {
		return false
	}
	return c.passive || c.form&(rules.Past|rules.Third) != 0
}

// inverted reports whether the cue stands before its speaker: "…," said Smith.
func (r *reader) inverted(c *cueAt, h host, from int) bool {
	if c.group != c.first || c.infinite || c.form&(rules.Past|rules.Third|rules.Base) == 0 || c.group <= h.first || c.last >= h.last || c.form&rules.Ing != 0 {
		return false
	}
	s := r.stretchBefore(c.first)
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
	if s != nil && terminal(r.t, s) == ',' {
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
	return r.hasVerb(b, c.first-1) && (e >= h.last || r.class[e]&(stop|comma|when|preposition|relative|subordinate|dash|semicolon) != 0)
}

// subject finds who speaks where the speaker stands before the cue.
func (r *reader) subject(c *cueAt, h host, before *report) (span, where) {
	if c.infinite {
		return r.governing(c.group, h, before), shared
	}
	who, at := r.before(c.group, h.first)
	if c.ing {
		switch {
		case c.group > h.first && r.word(c.group-1, "as") && c.group-1 > h.first:
			return r.objectBefore(c.group-1, h.first), related // quoted Lavrov as saying
		case at == here && r.f.Covers(who.last-1, rules.SpeakerNoun) && who.first > h.first && !r.is(who.first-1, comma|and|preposition):
			return r.clauseSubject(h, who.first), shared // issued a statement saying
		case at == here && !r.is(c.group-1, comma|preposition|subordinate|cue):
			return who, here
		}
		return r.inherited(c.group, h, before), shared
	}
	if at == shared {
		return r.inherited(c.group, h, before), shared
	}
	return who, at
}

// inherited finds the subject that the verb group at g shares with a verb before it: of the report before, of the nearest verb
// with a subject of its own, or of the sentence.
func (r *reader) inherited(g int, h host, before *report) span {
	if before != nil && !before.speaker.empty() {
		return before.speaker
	}
	for k, n := g-1, 0; k > h.first && n < 50; k, n = r.prev(k, h.first), n+1 {
		if r.unit[k] > 0 || r.class[k]&(verb|auxiliary) == 0 || !r.finite(k, h.first) {
			continue
		}
		b := k
		for b > h.first && r.class[b-1]&(auxiliary|adverb) != 0 && r.class[b-1]&(pronoun|determiner) == 0 && r.back[b-1] == 0 {
			b--
		}
		if who, at := r.before(b, h.first); at == here {
			if who.first == h.first || r.is(who.first-1, comma|and|but|clausal|dash|semicolon|when|closes) || r.subjectPronoun(who.first) {
				return who
			}
		}
	}
	return r.clauseSubject(h, g)
}

// governing finds the subject of an infinitive: Smith refused to say.
func (r *reader) governing(g int, h host, before *report) span {
	for k, n := g-1, 0; k > h.first && n < 16; k, n = r.prev(k, h.first), n+1 {
		if r.unit[k] > 0 || r.class[k]&(comma|semicolon|stop) != 0 {
			break
		}
		if r.finite(k, h.first) {
			for k > h.first && r.class[k-1]&(auxiliary|adverb) != 0 && r.class[k-1]&pronoun == 0 {
				k--
			}
			if who, at := r.before(k, h.first); at == here || at == related {
				return who
			}
			break
		}
	}
	return r.inherited(g, h, before)
}

// behind finds the subject of the clause that follows a participle's: Noting that it rained, Tester left.
func (r *reader) behind(e int, h host) span {
	if e < h.last && r.is(e, comma) {
		e++
	}
	if e >= h.last {
		return r.spoke
	}
	return r.clauseSubject(host{span{e, h.last}, h.inside}, h.last)
}

// agent finds who speaks in the passive (Q12): was told by a neighbour that; it was learned from survivors that.
func (r *reader) agent(c *cueAt, x content, h host) span {
	for k := c.last; k < x.first; k++ {
		if r.class[k]&preposition != 0 && r.word(k, "by", "from") {
			who := r.after(k+1, host{span{k + 1, min(x.first, h.last)}, h.inside})
			if who.last > x.first {
				who.last = x.first
			}
			return who
		}
	}
	return span{}
}

// quotes turns reports into quotes.
func (r *reader) quotes() []Quote {
	out := make([]Quote, 0, len(r.found))
	for _, x := range r.found {
		if x.content.empty() {
			continue
		}
		rule := r.f.Rule(x.by)
		q := Quote{Span: r.t.Span(x.content.first, x.content.last), Kind: r.kind(x.content), By: "rule:" + x.by, Score: rule.Score}
		if !x.speaker.empty() {
			q.Speaker = r.t.Span(x.speaker.first, x.speaker.last)
		}
		if !x.cue.empty() {
			q.Cue = r.t.Span(x.cue.first, x.cue.last)
		}
		out = append(out, q)
	}
	slices.SortStableFunc(out, func(a, b Quote) int { return a.Span.Compare(b.Span) })
	return slices.CompactFunc(out, func(a, b Quote) bool { return a.Span == b.Span })
}

// kind tells the kinds of quotes apart (Q1–Q3, Q5).
func (r *reader) kind(c span) kind.Kind {
	if s := r.stretchAt(c.first); s != nil && s.last == c.last {
		return kind.Direct
	}
	if s := r.stretchAt(c.first); s == nil && r.covered(c) {
		return kind.Direct
	}
	for k := c.first; k < c.last; k = r.next(k) {
		if s := r.stretchAt(k); s != nil && !r.title(s) {
			return kind.Mixed
		}
	}
	return kind.Indirect
}

// covered reports whether the tokens are a stretch that begins without a mark of its own.
func (r *reader) covered(c span) bool {
	s := r.stretchBefore(c.last)
	return s != nil && s.first == c.first
}

// pronominal reports whether a pronoun alone names the speaker.
func (r *reader) pronominal(s span) bool {
	return s.last-s.first == 1 && (r.class[s.first]&pronoun != 0 || r.subjectPronoun(s.first))
}

// named reports whether the speaker's noun phrase holds a name.
func (r *reader) named(s span) bool {
	for i := s.first; i < s.last && i < s.first+longest; i++ {
		if r.name[i] > 0 {
			return true
		}
	}
	return false
}

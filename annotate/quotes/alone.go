package quotes

import (
	"strings"

	"stet/annotate/rules"
	"stet/annotate/text"
)

// shorten ends quotations whose close is missing: at the sentence that they begin, or where a comma and a cue show who speaks; one that
// begins its paragraph runs to the paragraph's end (Q8).
func (r *reader) shorten() {
	for k := range r.stretches {
		s := &r.stretches[k]
		if s.closed || s.last-s.first < 2 {
			continue
		}
		whole := r.t.Tokens[s.first].Is(text.Opens)
		if k+1 < len(r.stretches) && s.depth == 0 {
			next := k + 1
			for next < len(r.stretches) && r.stretches[next].first < s.last {
				next++
			}
			if next < len(r.stretches) && r.stretches[next].carries && r.stretches[next].first == s.last {
				continue // the next paragraph takes it up
			}
		}
		n := 0
		for i := s.first + 1; i < s.last; i++ {
			if n++; n > 400 {
				break
			}
			if r.class[i]&comma != 0 && i+3 < s.last && r.tag(i+1, s.last) {
				s.last = i + 1
				break
			}
			if !whole && i > s.first+1 && r.t.Tokens[i].Is(text.First) {
				s.last = i
				break
			}
		}
	}
	// what an outer stretch no longer holds is its child no more
	for k := range r.stretches {
		s := &r.stretches[k]
		for s.parent >= 0 && r.stretches[s.parent].last < s.last {
			s.parent = r.stretches[s.parent].parent
		}
	}
}

// tag reports whether a short subject and a cue begin at i: , he said.
func (r *reader) tag(i, last int) bool {
	for k := i; k < last && k < i+5; k++ {
		c := r.class[k]
		if c&cue != 0 && (r.finite(k, i) || k == i) {
			return k+1 >= last || r.class[k+1]&(that|pronoun|article) == 0
		}
		if c&(comma|stop|auxiliary|clausal|preposition) != 0 {
			return false
		}
	}
	return false
}

// title reports whether a stretch is a name, a title or a nickname, and no one's words (Q5).
func (r *reader) title(s *stretch) bool {
	first, last := s.inner()
	words, capitals := r.capitals(s)
	return words > 0 && words == capitals && last-first < 14 && (!ends(terminal(r.t, s)) || words > 2) && !(words == 1 && r.class[first]&pronoun != 0)
}

// capitals counts the first words of a stretch, and those written as in a title.
func (r *reader) capitals(s *stretch) (words, capitals int) {
	first, last := s.inner()
	for i := first; i < last && i < first+12; i++ {
		tok := r.t.Tokens[i]
		if tok.Kind != text.Word || tok.Is(text.Possessive) {
			continue
		}
		words++
		if tok.Is(text.Capital) || r.class[i]&article != 0 || r.class[i]&(preposition|and|to) != 0 && i > first {
			capitals++
		}
	}
	return words, capitals
}

// alone gives the stretches that no cue has taken to who spoke last (Q9), or leaves them (Q5).
func (r *reader) alone() {
	byStart := r.begins
	clear(byStart)
	for k := range r.found {
		if x := &r.found[k]; x.inside < 0 {
			byStart[x.content.first] = int32(k) + 1
		}
	}
	var last carry
	var hostFirst int
	open := int32(-1) // the report that began last
	hosts := r.hosts
	hk := 0
	for p, par := range r.t.Paragraphs {
		said := false // a report of this paragraph has been seen
		for i := par.First; i < par.Last; {
			for hk < len(hosts) && hosts[hk].inside < 0 && hosts[hk].last <= i {
				hk++
			}
			if hk < len(hosts) {
				hostFirst = hosts[hk].first
			}
			if k := byStart[i]; k > 0 {
				x := &r.found[k-1]
				open = k - 1
				if !x.speaker.empty() {
					last = carry{speaker: x.speaker, cue: x.cue, paragraph: p, quoted: r.stretchWithin(x.content)}
					said = true
				}
			}
			u := r.unit[i]
			if u == 0 {
				i++
				continue
			}
			s := &r.stretches[u-1]
			if s.last-s.first > 4 {
				r.insets(s)
			}
			if r.claimed[u-1] == 0 && open >= 0 && r.takesIn(&r.found[open], s) {
				r.found[open].content.last, r.claimed[u-1] = s.last, open+1
			} else if r.claimed[u-1] == 0 {
				h := host{}
				if hk < len(hosts) {
					h = hosts[hk]
				}
				r.unclaimed(s, h, hostFirst, p, par, said, &last)
			}
			i = s.last
		}
	}
	r.pulled()
}

// takesIn reports whether a report that follows its cue takes in a quotation behind it, to which nothing but a conjunction and a few words
// lead: she said she would stay, but only until “somebody better comes along.”
func (r *reader) takesIn(x *report, s *stretch) bool {
	e := x.content.last
	if x.cue.empty() || x.cue.last > x.content.first || e >= s.first || s.first-e > 9 || r.words(s) < 4 || r.t.Tokens[e-1].Sentence != r.t.Tokens[s.first].Sentence || r.title(s) {
		return false
	}
	if r.is(e, comma) {
		e++
	}
	if !r.is(e, and|or|but) && r.t.Word(e) != "because" {
		return false
	}
	if e++; e < s.first && !r.is(e, verb|auxiliary|adverb|that|to|preposition) {
		return false // somebody else may do it
	}
	for i := e; i < s.first; i++ {
		if r.unit[i] > 0 || r.class[i]&(cue|stop|semicolon|dash) != 0 {
			return false
		}
	}
	return true
}

// insets finds quoted words inside others that a noun lays at somebody's door.
func (r *reader) insets(s *stretch) {
	first, last := s.inner()
	var before *report
	from := 0
	for i := first; i < last; i = r.next(i) {
		u := r.unit[i]
		if u == 0 || r.claimed[u-1] != 0 {
			continue
		}
		in := &r.stretches[u-1]
		x := report{content: span{in.first, in.last}, inside: 0}
		if r.charged(in, first, &x) {
			r.add(x, &before, &from)
		}
	}
}

// carry is who spoke last.
type carry struct {
	speaker   span
	cue       span
	paragraph int
	quoted    bool // in quotation marks, so that a quotation may simply go on
}

func (r *reader) stretchWithin(c span) bool {
	for k := c.first; k < c.last; k = r.next(k) {
		if r.unit[k] > 0 {
			return true
		}
	}
	return r.covered(c)
}

// unclaimed decides about one stretch that no cue has taken.
func (r *reader) unclaimed(s *stretch, h host, hostFirst, p int, par text.Range, said bool, last *carry) {
	x := report{content: span{s.first, s.last}, inside: -1}
	var ignore *report
	from := 0
	switch {
	case r.signed(s, h, par, &x), r.introduced(s, h, &x), r.charged(s, h.first, &x):
	case r.whole(s, h):
		if last.speaker.empty() || p-last.paragraph > 4 {
			if r.words(s) < 4 || r.title(s) {
				return
			}
			x.by = "quote-alone"
			break
		}
		if r.words(s) < 3 && !s.carries && !(last.quoted && p == last.paragraph && ends(terminal(r.t, s))) { // "…," she said. "Never."
			return
		}
		x.speaker, x.by = last.speaker, "quote-carried"
		if last.quoted && p-last.paragraph <= 1 {
			x.cue = last.cue
		}
	case r.predicate(s, h, &x):
		x.speaker, x.by = last.speaker, "quote-carried"
	case r.handed(s, h, &x):
	case r.fragment(s, h):
		x.by = "quote-fragment"
		who := r.clauseSubject(h, s.first)
		if !who.empty() && r.is(who.first, preposition) { // in Ruiz's view
			who.first++
		}
		if !who.empty() && (r.pronominal(who) || r.named(who)) {
			x.speaker = who
		} else {
			x.speaker = last.speaker
		}
	default:
		return
	}
	r.add(x, &ignore, &from)
	if !x.speaker.empty() {
		*last = carry{speaker: x.speaker, cue: x.cue, paragraph: p, quoted: true}
	}
}

// words counts the words of a stretch, up to a few.
func (r *reader) words(s *stretch) int {
	n := 0
	for i := s.first; i < s.last && n < 12; i++ {
		if k := r.t.Tokens[i].Kind; k == text.Word || k == text.Number {
			n++
		}
	}
	return n
}

// whole reports whether the stretch is a sentence of its own, outside of the writer's sentences.
func (r *reader) whole(s *stretch, h host) bool {
	if s.first != h.first || r.title(s) {
		return false
	}
	e := s.last
	for e < h.last && r.class[e]&(stop|dash) != 0 {
		e++
	}
	if e < h.last && r.is(e, colon) && r.t.Tokens[s.first].Is(text.Opens) && r.t.SentenceOf(s.first) == 0 {
		return true // a headline: “We stay”: the islanders who would not go
	}
	return e >= h.last || s.last-s.first > 8 && ends(terminal(r.t, s)) && r.is(s.last, stop)
}

// introduced takes a stretch behind a colon: Her reply: "…"
func (r *reader) introduced(s *stretch, h host, x *report) bool {
	if s.first <= h.first+1 || !r.is(s.first-1, colon) || r.words(s) < 3 {
		return false
	}
	if r.kicker(span{h.first, s.first - 1}) {
		x.by = "quote-alone"
		return true
	}
	for k, n := s.first-2, 0; k > h.first && n < 8; k, n = k-1, n+1 {
		if r.back[k] > 0 || r.class[k]&(verb|auxiliary|comma|stop|clausal) != 0 {
			break
		}
		if r.class[k]&dash != 0 || r.t.Word(k) == "-" {
			x.speaker, x.cue, x.by = span{k + 1, s.first - 1}, span{s.first - 1, s.first}, "quote-colon"
			return true
		}
	}
	who := r.clauseSubject(h, s.first-1)
	if who.empty() || who.last >= s.first-1 {
		who = span{h.first, s.first - 1}
		if who.last-who.first > 7 || r.hasVerb(who.first, who.last) {
			return false
		}
		x.cue = span{s.first - 1, s.first}
	}
	x.speaker, x.by = who, "quote-colon"
	return true
}

// charged takes a stretch that a noun lays at somebody's door (Q12): the party's charges of "vendetta".
func (r *reader) charged(s *stretch, lo int, x *report) bool {
	k := s.first - 1
	if k > lo && r.is(k, article) {
		k--
	}
	if k > lo && r.is(k, preposition|that) {
		k--
	}
	if k <= lo || k < 1 || !r.f.Covers(k, rules.CueNoun) {
		return false
	}
	for p, n := k-1, 0; p >= lo && n < 3; p, n = p-1, n+1 {
		switch {
		case r.class[p]&possessive != 0:
			x.speaker = span{p, p + 1}
		case r.t.Tokens[p].Is(text.Possessive):
			x.speaker = r.chunk(p, lo)
		case r.class[p]&^(verb|adverb) != 0:
			return false
		default:
			continue
		}
		if x.speaker.empty() {
			return false
		}
		x.cue, x.by = span{k, k + 1}, "report-noun"
		return true
	}
	return false
}

// signed takes a stretch that its speaker's name follows behind a dash: "…" — Jane Roe
func (r *reader) signed(s *stretch, h host, par text.Range, x *report) bool {
	k := s.last
	if s.first != h.first {
		return false
	}
	if k == par.Last { // the dash begins a line of its own
		if p := r.t.ParagraphOf(s.first) + 1; p < len(r.t.Paragraphs) {
			par = r.t.Paragraphs[p]
		}
	}
	if k == h.last && k < par.Last { // the dash begins a sentence of its own
		h.last = par.Last
	}
	if k+1 >= h.last || !r.is(k, dash) && r.t.Word(k) != "-" {
		return false
	}
	if !r.capital(k+1) || h.last-k > 14 {
		return false
	}
	who := r.after(k+1, h)
	if who.empty() || r.hasVerb(who.first, h.last) {
		return false
	}
	x.speaker, x.cue, x.by = who, span{k, k + 1}, "quote-signed"
	return true
}

// predicate takes a sentence of which a quotation is all but the subject: And a report on him "indicated that he may do it again."
func (r *reader) predicate(s *stretch, h host, x *report) bool {
	first, last := s.inner()
	b := r.clauseStart(h.first, s.first)
	if first >= last || r.class[first]&(verb|auxiliary) == 0 || r.form[first]&rules.Ing != 0 || s.last+1 < h.last || s.first-b > 8 || s.first-b < 1 {
		return false
	}
	if r.hasVerb(b, s.first) || r.class[b]&(preposition|to|auxiliary) != 0 {
		return false
	}
	x.content = span{b, s.last}
	return true
}

// handed takes a quotation whose comma hands over to its speaker, whatever the verb: "It is late," a voice in the film intones.
func (r *reader) handed(s *stretch, h host, x *report) bool {
	if s.first != h.first || !s.closed || terminal(r.t, s) != ',' || r.words(s) < 3 || r.title(s) || s.last >= h.last {
		return false
	}
	who := r.after(s.last, h)
	if who.empty() || r.class[who.first]&(preposition|to|and|but) != 0 && r.class[who.first]&determiner == 0 {
		return false
	}
	x.speaker, x.by = who, "quote-fragment"
	for k, n := who.last, 0; k < h.last && n < longest && r.unit[k] == 0; k, n = k+1, n+1 {
		if r.class[k]&cue != 0 && r.form[k]&(rules.Past|rules.Third) != 0 && (k+1 == h.last || r.t.Word(k+1) != "as") { // quoted as saying
			x.cue, x.by = span{k, k + 1}, "quote-said"
			return true
		}
	}
	return true
}

// fragment reports whether the stretch inside the writer's own sentence is long enough to be somebody's words.
func (r *reader) fragment(s *stretch, h host) bool {
	return s.closed && r.words(s) >= 6 && !r.title(s) && !r.is(s.first-1, to) && !r.entitled(s, h)
}

// works are words before the name of something in quotation marks, which nobody says (Q5): under the theme "Peace for all of us now".
const works = " titled entitled themed theme tagged named headlined captioned song book film album exhibition show play banner slogan motto " +
	"series essay poem novel programme program conference seminar workshop lecture project campaign hashtag chapter documentary topic tagline subject " +
	"concert podcast single "

// entitled reports whether the stretch is what something before it is called.
func (r *reader) entitled(s *stretch, h host) bool {
	k := s.first - 1
	for k > h.first && r.class[k]&(comma|colon) != 0 {
		k--
	}
	return k >= h.first && r.t.Tokens[k].Kind == text.Word && strings.Contains(works, " "+r.t.Lower(k)+" ")
}

package quotes

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// upToQuote returns the token behind a quotation where nothing but a noun phrase stands between it and the speaker at p, to which
// that is an apposition: "…," the union's lawyer, Jane Roe, said; else p.
func (r *reader) upToQuote(p int, h host) int {
	if p-1 > h.first && r.form[p-1]&rules.Participle != 0 && r.stretchBefore(p-1) != nil {
		return p - 1 // "…," retired general Tom Brown said
	}
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
	if at == here {
		who = r.withName(who, h)
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

// after finds the noun phrase at token i that follows its cue: said a spokesman for the ministry, John Brown.
func (r *reader) after(i int, h host) span {
	k := i
	last := i // behind the last token that surely belongs to it
	head := false
	for n := 0; k < h.last && n < longest; n++ {
		if s := r.stretchAt(k); s != nil {
			if s.last-s.first <= 6 && s.last < h.last && r.capital(s.last) && head && !ends(terminal(r.t, s)) {
				k = s.last
				continue
			}
			break
		}
		c := r.class[k]
		stopHere := false
		switch {
		case k > i && r.t.Word(k-1) == "-" && !r.t.Tokens[k].Is(text.SpaceBefore): // a voice-over
			head, last = true, k+1
		case c&comma != 0:
			e := r.apposition(k, h)
			if e <= k {
				stopHere = true
				break
			}
			k, last = e, e
			continue
		case c&(stop|semicolon|colon|dash|closes) != 0, c&(relative|subordinate|question|but) != 0:
			stopHere = true
		case c&that != 0 && k > i:
			stopHere = true
		case c&opens != 0:
			e := k + 1
			for e < h.last && e < k+10 && r.class[e]&closes == 0 {
				e++
			}
			if e >= h.last || r.class[e]&closes == 0 {
				stopHere = true
				break
			}
			k, last = e+1, e+1
			continue
		case c&when != 0 && c&verb == 0 && (head || k == i):
			stopHere = true
		case c&(and|or) != 0:
			if !r.joinsSpeaker(k, h) {
				stopHere = true
			}
		case c&of != 0:
		case c&(preposition|to) != 0:
			if !r.tied(k, i, h) {
				stopHere = true
			}
		case r.name[k] > 0:
			head = true
			k = max(k+1, min(r.names[r.name[k]-1].last, h.last))
			last = k
			continue
		case c&auxiliary != 0 && !(k == i && c&pronoun != 0):
			stopHere = true
		case k > i && r.subjectPronoun(k):
			stopHere = true
		case c&verb != 0 && k > i && head && r.class[k-1]&(article|possessive|of|and) == 0 && !r.t.Tokens[k-1].Is(text.Possessive) && !r.capital(k) && (r.form[k]&rules.Ing != 0 || r.finite(k, i) || r.form[k] == rules.Past|rules.Participle):
			stopHere = true
		case c&adverb != 0 && c&(determiner|clausal|preposition) == 0 && k > i && head:
			stopHere = true
		case k > i && head && c&(article|possessive) != 0 && !r.is(k-1, preposition|to|of|and|or|quantity):
			stopHere = true
		default:
			head = true
			last = k + 1
			if r.subjectPronoun(i) && k == i {
				return span{i, i + 1}
			}
		}
		if stopHere {
			break
		}
		k++
	}
	for last > i && r.is(last-1, comma|and|preposition|to|article) {
		last--
	}
	return span{i, last}
}

// occasion reports whether the phrase at k, behind a preposition, says when or where something was said: an interview, Monday.
func (r *reader) occasion(k int, h host) bool {
	for n := 0; k < h.last && n < 5; k, n = k+1, n+1 {
		if r.class[k]&when != 0 {
			return true
		}
		if r.f.Covers(k, rules.QuoteStop) {
			return true
		}
		if r.class[k]&(comma|stop|preposition) != 0 {
			return false
		}
	}
	return false
}

// tied reports whether the preposition at k ties a phrase to the speaker's noun: a spokesman for the group, an official in Kyiv; not
// Smith in an interview.
func (r *reader) tied(k, i int, h host) bool {
	if k == i || k+1 >= h.last || r.occasion(k+1, h) {
		return false
	}
	if r.t.Tokens[k-1].Kind != text.Word || r.t.Tokens[k-1].Is(text.Possessive) {
		return false
	}
	switch r.t.Lower(k) {
	case "for", "from", "with", "of":
		return true
	case "in", "at", "on", "to", "near":
		return !r.capital(k-1) && (r.capital(k+1) || r.class[k+1]&(article|possessive) != 0)
	}
	return false
}

// joinsSpeaker reports whether the "and" at k joins another speaker, not another clause.
func (r *reader) joinsSpeaker(k int, h host) bool {
	for i, n := k+1, 0; i < h.last && n < 16; i, n = i+1, n+1 {
		c := r.class[i]
		if r.unit[i] > 0 || c&(comma|stop|semicolon|when) != 0 {
			return i > k+1
		}
		if c&(auxiliary|but|subordinate|relative|that) != 0 || i > k && c&verb != 0 && r.name[i] == 0 && (i == k+1 || r.finite(i, k+1)) {
			return false
		}
	}
	return true
}

// clauseSubject finds the subject of the sentence's main clause before token e.
func (r *reader) clauseSubject(h host, e int) span {
	k := h.first
	for c, n := k, 0; c < e && n < 10; c, n = r.next(c), n+1 { // PARIS (AP) — The mayor
		if r.class[c]&dash != 0 {
			k = c + 1
			break
		}
		if r.class[c]&(verb|auxiliary) != 0 && r.name[c] == 0 || r.unit[c] > 0 {
			break
		}
	}
	// fronted phrases end with their comma
	for n := 0; n < 3; n++ {
		for k < e && r.class[k]&(and|but|comma|adverb|when) != 0 && r.class[k]&(determiner|pronoun) == 0 && r.name[k] == 0 {
			k++
		}
		if k >= e || r.class[k]&(preposition|to|subordinate) == 0 && !(r.class[k]&verb != 0 && r.form[k]&(rules.Ing|rules.Participle) != 0 && r.name[k] == 0) {
			break
		}
		c := k
		for u := 0; c < e && u < longest && r.class[c]&comma == 0; u++ {
			c = r.next(c)
		}
		if c >= e {
			return span{}
		}
		k = c + 1
	}
	start := k
	for n := 0; k < e && n < longest; n++ {
		if r.unit[k] > 0 {
			if r.stretches[r.unit[k]-1].last-k > 6 {
				return span{}
			}
			k = r.next(k)
			continue
		}
		if k > start && r.name[k] == 0 && r.finite(k, start) || r.class[k]&relative != 0 {
			break
		}
		if k == start && r.subjectPronoun(k) {
			return span{k, k + 1}
		}
		k++
	}
	for k > start && r.class[k-1]&(adverb|comma) != 0 {
		k--
	}
	if k == start || k >= e && e-start > 12 || r.class[start]&(auxiliary|stop|clausal|colon) != 0 {
		return span{}
	}
	return r.cutAside(span{start, k})
}

// cutAside takes an insertion off a subject that runs over one: Smith, speaking in Kyiv.
func (r *reader) cutAside(s span) span {
	for k := s.first + 1; k+1 < s.last; k++ {
		if r.class[k]&comma != 0 && (r.class[k+1]&(relative|subordinate|preposition|adverb|when) != 0 || r.form[k+1]&(rules.Ing|rules.Participle) != 0 || r.t.Tokens[k+1].Kind == text.Number) {
			s.last = k
			break
		}
	}
	return s
}

// tribunal reports whether a noun phrase is a court or the like.
func (r *reader) tribunal(s span) bool {
	for k := s.first; k < s.last && k < s.first+5; k++ {
		switch r.t.Lower(k) {
		case "court", "inquest", "jury", "jurors", "tribunal", "inquiry", "hearing", "magistrates":
			return true
		}
	}
	return false
}

// reportCourt is the reason of what was said before a court, without who said it.
const reportCourt = "report-court"

// reportPlea is the reason of a plea.
const reportPlea = "report-plea"

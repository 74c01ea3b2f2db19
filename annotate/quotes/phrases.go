package quotes

import (
	"strings"

	"stet/annotate/rules"
	"stet/annotate/text"
)

// longest is how many units the noun phrase of a speaker may have.
const longest = 60

// before finds the subject of the verb group that begins at g (Q6): the noun phrase that ends there, with its apposition and
// without a who-clause. how tells what to do where none stands there.
func (r *reader) before(g, lo int) (s span, how where) {
	k := g
	for k > lo && r.class[k-1]&adverb != 0 && r.name[k-1] == 0 && r.class[k-1]&(determiner|pronoun|clausal) == 0 && r.back[k-1] == 0 {
		k--
	}
	if k-1 > lo && r.is(k-2, and|but) && r.class[k-1]&(verb|determiner|pronoun) == 0 && r.name[k-1] == 0 && strings.HasSuffix(r.t.Word(k-1), "ly") {
		k-- // and repeatedly says
	}
	k = r.overTime(k, lo)
	if k <= lo {
		return span{}, nowhere
	}
	b := r.class[k-1]
	switch {
	case r.back[k-1] > 0 && !r.nickname(k, lo):
		return span{}, nowhere
	case b&relative != 0:
		return r.antecedent(k-1, lo), related
	case b&that != 0:
		if k-2 >= lo && r.class[k-2]&(verb|comma|auxiliary) == 0 && r.t.Tokens[k-2].Kind == text.Word && !r.capital(k-2) {
			return r.antecedent(k-1, lo), related
		}
		return span{}, nowhere
	case b&(and|or|but) != 0:
		return span{}, shared
	case b&comma != 0:
		return r.parenthesized(k-1, lo)
	case b&closes != 0:
		return r.beforeBracket(k-1, lo)
	case b&dash != 0:
		for p, n := k-2, 0; p > lo && n < 30; p, n = p-1, n+1 { // Jane Roe — a teacher — says
			if r.class[p]&dash != 0 {
				if s := r.chunk(p, lo); !s.empty() {
					return s, here
				}
				break
			}
		}
		return span{}, nowhere
	case b&(stop|semicolon|colon|subordinate|question) != 0:
		return span{}, nowhere
	}
	raw := r.phraseBefore(k, lo)
	s = r.dropSetting(raw)
	object := s
	if s.empty() && !raw.empty() && r.is(raw.first, preposition) {
		object = span{raw.first + 1, raw.last} // asked for anonymity
	}
	if who := r.whoClause(object, lo); !object.empty() && !who.empty() {
		return who, here
	}
	if s.empty() {
		return s, nowhere
	}
	return r.list(s, lo), here
}

// whoClause returns who is meant where the noun phrase is the object of a verb in a clause of theirs with "who", which no comma parts from
// them: an officer who requested anonymity said.
func (r *reader) whoClause(s span, lo int) span {
	v := s.first - 1
	if v <= lo || r.name[v] > 0 || r.class[v]&(verb|auxiliary) == 0 && r.class[v]&preposition == 0 {
		return span{}
	}
	verbs := false
	for k, n := v, 0; k > lo && n < 24; k, n = k-1, n+1 {
		switch {
		case r.unit[k] > 0 || r.back[k] > 0 || r.class[k]&(comma|stop|semicolon|colon|dash|that|but) != 0:
			return span{}
		case r.word(k, "who"):
			if !verbs || r.is(k-1, comma) {
				return span{}
			}
			return r.antecedent(k, lo)
		}
		verbs = verbs || r.finite(k, lo)
	}
	return span{}
}

// list takes in what a list of speakers begins with: Chile, Colombia and the Union said.
func (r *reader) list(s span, lo int) span {
	joined := false
	for k := s.first; k < s.last; k++ {
		joined = joined || r.class[k]&and != 0
	}
	if !joined {
		return s
	}
	first := s.first
	for n := 0; n < 8 && first > lo && r.is(first-1, comma); n++ {
		k := first - 1
		for u := 0; k > lo && u < 7 && r.class[k-1]&(comma|clausal|but|stop|verb|auxiliary|adverb|preposition|semicolon) == 0 && r.back[k-1] == 0; u++ {
			k--
		}
		if k == first-1 || k > lo && !r.is(k-1, comma|clausal|but|stop|semicolon) || !(r.capital(k) || r.class[k]&determiner != 0) {
			return s
		}
		first = k
	}
	if first == lo || r.is(first-1, clausal|but|stop|semicolon) {
		s.first = first
	}
	return s
}

// where tells where the subject of a cue is.
type where uint8

const (
	nowhere where = iota
	here
	related // a relative pronoun stands there; the phrase before it is meant
	shared  // with the verb before
)

// nickname reports whether a short stretch before token k stands inside a name.
func (r *reader) nickname(k, lo int) bool {
	s := r.stretchBefore(k)
	return s != nil && s.first > lo && s.last-s.first <= 6 && !ends(terminal(r.t, s)) && (r.capital(s.first-1) || r.is(s.first-1, article|possessive))
}

// chunk returns the noun phrase that ends before token e, and stands where a subject does.
func (r *reader) chunk(e, lo int) span { return r.dropSetting(r.phraseBefore(e, lo)) }

// phraseBefore returns the noun phrase that ends before token e, with the preposition that it may hang on.
func (r *reader) phraseBefore(e, lo int) span {
	k := e
	if r.subjectPronoun(e - 1) {
		return span{e - 1, e}
	}
	joined := -1
loop:
	for n := 0; k > lo && n < longest; n++ {
		p := r.prev(k, lo)
		if r.back[k-1] > 0 && p < k-1 {
			if k == e || !r.nickname(k, lo) && (k-p > 5 || ends(terminal(r.t, r.stretchBefore(k)))) {
				break
			}
			k = p
			continue
		}
		c := r.class[p]
		switch {
		case c&comma != 0 && k < e && r.name[p] > 0 && r.name[p] == r.name[k]:
			// within a name: the Office of Air, Soil and Water
		case c&opens != 0 && !r.t.Tokens[p].Is(text.SpaceBefore) && p > lo && r.t.Tokens[p-1].Kind == text.Word:
			// JD(S) leaders
		case r.t.Tokens[p].Kind == text.Mark && !(k < e && r.class[k] == 0):
			break loop
		case c&(comma|stop|semicolon|colon|dash|opens|but) != 0, c&(relative|subordinate|question) != 0:
			break loop
		case c&that != 0:
			if k < e && (p == lo || r.is(p-1, comma|stop|and|but)) && r.t.Tokens[k].Kind == text.Word && !r.capital(k) && r.class[k]&(determiner|pronoun) == 0 {
				k = p // that report said
			}
			break loop
		case c&(and|or) != 0:
			joined = k
		case c&pronoun != 0 && c&possessive == 0 && r.subjectPronoun(p):
			break loop
		case c&when != 0 && c&verb == 0 && k < e && r.class[k]&(preposition|to) == 0:
			break loop
		case r.name[p] == 0 && c&auxiliary != 0:
			break loop
		case p == e-1 && c&verb != 0 && r.name[p] == 0 && r.led(p, lo, modal|do):
			break loop // could not resist pointing
		case p == e-1:
			// a noun, whatever else it could be: the verb stands behind it
		case c&article != 0 && k < e && p > lo && r.t.Tokens[p-1].Kind == text.Word && (r.class[p-1] == 0 || p-2 >= lo && r.is(p-2, article) && !r.is(p-1, preposition|of)) && r.name[p-1] == 0 && !r.capital(p-1) && r.back[p-1] == 0 && !r.f.Covers(p-1, rules.Title):
			k = p // a move the firm called: its object stands before it
			break loop
		case r.form[p]&rules.Participle != 0 && r.class[k]&(preposition|to|adverb|when) != 0 && r.class[k]&determiner == 0 && c&cue == 0:
			// a report issued in May
		case r.name[p] == 0 && c&verb != 0 && (r.finite(p, lo) || r.form[p] == rules.Ing && r.is(p-1, comma)) && !r.inPhrase(p, lo):
			break loop
		case r.name[p] == 0 && c&verb != 0 && (p > lo && r.is(p-1, auxiliary|to) || r.led(p, lo, auxiliary)) && k < e:
			break loop // was built for, to protect, has also included
		case c&adverb != 0 && c&(determiner|preposition) == 0 && p == lo:
			break loop
		}
		k = p
	}
	// "and" joins two speakers, or ties the clause to the one before
	for k < e && r.class[k]&(and|or|comma|but) != 0 {
		k++
	}
	if joined > k && !r.nounish(k, joined-1) {
		k = joined
	}
	return span{k, e}
}

// led reports whether an auxiliary of these classes leads token p, with no more than adverbs between.
func (r *reader) led(p, lo int, of class) bool {
	k := p - 1
	for k > lo && r.class[k]&adverb != 0 && r.class[k]&(determiner|auxiliary) == 0 && r.name[k] == 0 {
		k--
	}
	return k >= lo && r.class[k]&of != 0 && r.class[k]&auxiliary != 0 && r.back[k] == 0
}

// bareAdverbs reports whether nothing in the tokens can be a noun.
func (r *reader) bareAdverbs(s span) bool {
	for k := s.first; k < s.last; k++ {
		if r.class[k]&adverb == 0 || r.class[k]&determiner != 0 || r.name[k] > 0 {
			return false
		}
	}
	return true
}

// inPhrase reports whether the verb form at p is a participle before a noun: the elected president.
func (r *reader) inPhrase(p, lo int) bool {
	if r.name[p+1] > 0 && !r.capital(p) && r.f.CoversAny(p, rules.Title, rules.PersonNoun) && !r.f.Covers(p, rules.Cue) && p > lo && r.t.Tokens[p-1].Kind == text.Word && r.class[p-1]&(verb|auxiliary|pronoun|adverb|to) == 0 {
		return true // City coach Ana Ruiz
	}
	return p > lo && r.class[p-1]&(article|possessive|quantity) != 0 || p > lo && r.t.Tokens[p-1].Is(text.Possessive)
}

// nounish reports whether the tokens can be a noun phrase by themselves.
func (r *reader) nounish(first, last int) bool {
	if first >= last {
		return false
	}
	if r.class[first]&(preposition|to|subordinate) != 0 {
		return false
	}
	return !r.hasVerb(first, last)
}

// dropSetting takes a phrase of time or place off the beginning: On Friday Lavrov.
func (r *reader) dropSetting(s span) span {
	if r.bareAdverbs(s) {
		return span{}
	}
	for s.first < s.last {
		c := r.class[s.first]
		switch {
		case s.last-s.first > 2 && (r.word(s.first+1, "later") || r.word(s.first+1, "earlier")) && c&(determiner|pronoun) == 0 && r.name[s.first] == 0:
			s.first += 2 // Hours later
			continue
		case c&(adverb|when|and|but) != 0 && c&(determiner|pronoun) == 0 && s.last-s.first > 1 && r.name[s.first] == 0:
			s.first++
			continue
		case c&preposition != 0 && s.last-s.first > 2 && r.year(s.first+1):
			s.first += 2 // In 2017 voters
			continue
		case c&preposition != 0 && s.first+1 < s.last && r.t.Tokens[s.first+1].Kind == text.Number && !r.year(s.first+1):
			return s // About 4 in 10
		case c&(preposition|to) != 0 && s.last-s.first > 2:
			// "In Iowa voters", "Of the five, …": behind the phrase's own noun
			h := host{span: s}
			if e := r.phrase(s.first, h); e < s.last && e > s.first {
				s.first = e
				continue
			}
			if r.word(s.first, "with") {
				s.first++
				continue
			}
			if r.subjectPronoun(s.last - 1) {
				return span{s.last - 1, s.last}
			}
			return span{}
		case c&(preposition|to|auxiliary|clausal) != 0 && c&determiner == 0:
			return span{}
		}
		return s
	}
	return span{}
}

// subjectPronoun reports whether token i is a pronoun that can be a subject.
func (r *reader) subjectPronoun(i int) bool {
	if r.class[i]&pronoun == 0 && r.t.Tokens[i].Len() > 4 {
		return false
	}
	switch r.t.Lower(i) {
	case "he", "she", "they", "it", "i", "we", "you":
		return true
	}
	return false
}

// objectBefore returns the object of the verb before token e.
func (r *reader) objectBefore(e, lo int) span {
	if r.is(e-1, comma) { // quoted Ruiz, the mayor's sister, as saying
		for k := e - 2; k > lo && k > e-longest; k = r.prev(k, lo) {
			if r.is(k, comma) {
				if s := r.nounBefore(k, lo); !s.empty() {
					s.last = e - 1
					return s
				}
				break
			}
		}
	}
	return r.nounBefore(e, lo)
}

// nounBefore is objectBefore without an apposition.
func (r *reader) nounBefore(e, lo int) span {
	s := r.phraseBefore(e, lo)
	for k := s.last - 1; k >= s.first; k-- {
		if r.class[k]&verb != 0 && r.name[k] == 0 && k+1 < s.last {
			s.first = k + 1
			break
		}
	}
	return r.dropSetting(s)
}

// antecedent returns the noun phrase that the relative pronoun at token k stands for.
func (r *reader) antecedent(k, lo int) span {
	e := k
	if e > lo && r.is(e-1, comma) {
		e--
	}
	if e <= lo || r.back[e-1] > 0 {
		return span{}
	}
	if r.is(e-1, closes) { // the Human Rights Commission (HRC), which
		if s, _ := r.beforeBracket(e-1, lo); !s.empty() {
			return s
		}
	}
	s := r.phraseBefore(e, lo)
	// the noun next to it, unless the one before is a person's: built for the miners, who; a spokesman for the miners, who
	for p := s.last - 1; p >= s.first; p-- {
		if r.class[p]&verb != 0 && r.name[p] == 0 && p+1 < s.last && r.class[p]&adverb == 0 && (r.name[p+1] > 0 || r.is(p+1, determiner)) {
			s.first = p + 1
			break
		}
		if r.class[p]&(preposition|to) != 0 && (r.class[p]&of == 0 || r.name[p+1] > 0) && r.name[p] == 0 {
			// Democrats on Capitol Hill, who: no place and no institution is a who
			of := r.name[p+1]
			elsewhere := of > 0 && !r.persons[of-1] && r.word(k, "who") && p > s.first && r.t.Tokens[p-1].Kind == text.Word && r.class[p-1]&(verb|auxiliary|preposition) == 0
			if p == s.first || !elsewhere && !r.f.CoversAny(p-1, rules.PersonNoun, rules.Title) {
				s.first = p + 1
			}
			break
		}
	}
	// with the phrase that this one is an apposition to: John Brown, a lawyer, who said
	if s.first-1 > lo && r.is(s.first-1, comma) && r.is(s.first, article) {
		if o := r.chunk(s.first-1, lo); !o.empty() && r.capital(o.first) {
			s.first = o.first
		}
	}
	return r.dropSetting(s)
}

// beforeBracket finds the subject whose bracket closes at token p: the Department of Conservation (DOC) says.
func (r *reader) beforeBracket(p, lo int) (span, where) {
	for k, n := p-1, 0; k > lo && n < 12; k, n = k-1, n+1 {
		if r.class[k]&opens != 0 {
			if s := r.chunk(k, lo); !s.empty() {
				return span{s.first, p + 1}, here
			}
			break
		}
	}
	return span{}, nowhere
}

// parenthesized finds the subject of a verb before which the comma p closes an insertion: Smith, 43, pleaded; Smith, a lawyer, said.
func (r *reader) parenthesized(p, lo int) (span, where) {
	e := p // end of the insertion looked at
	for n := 0; n < 6; n++ {
		k := e
		units := 0
		for k > lo && units < longest && r.class[k-1]&(comma|stop|semicolon|dash) == 0 {
			k = r.prev(k, lo)
			units++
		}
		if k <= lo || r.class[k-1]&comma == 0 {
			break
		}
		// tokens k to e stand between two commas
		c := r.class[k]
		e = k - 1
		s := r.chunkAt(e, lo)
		if s.empty() || s.last-s.first == 1 && r.isAge(s.first) {
			continue
		}
		plainAside := c&(relative|subordinate|when|adverb|preposition|that|but|and) != 0 && c&determiner == 0 || r.t.Tokens[k].Kind == text.Number ||
			c&verb != 0 && r.form[k]&(rules.Ing|rules.Participle) != 0
		if plainAside && r.class[k]&of == 0 || r.clauseBetween(k, p) {
			return r.withOffice(s, lo), here
		}
		return span{s.first, p}, here
	}
	return span{}, shared
}

// isAge reports whether the token is a number, as an age is: Smith, 43, pleaded; whose daughter Ruby, six, was there.
func (r *reader) isAge(k int) bool {
	return r.t.Tokens[k].Kind == text.Number || r.word(k, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
}

// chunkAt is chunk, or the subject of a related clause where a comma ends one.
func (r *reader) chunkAt(e, lo int) span {
	if e <= lo || r.back[e-1] > 0 {
		return span{}
	}
	s := r.chunk(e, lo)
	if s.empty() {
		return s
	}
	if s.first > lo && !r.is(s.first-1, comma|that|and|but|subordinate|semicolon|dash|colon|closes|stop) && r.back[s.first-1] == 0 {
		return span{} // the object of a verb, and no subject
	}
	return s
}

func (r *reader) clauseBetween(first, last int) bool {
	if r.is(first, relative) {
		return true
	}
	return r.hasVerb(first, last) && r.class[first]&determiner == 0 && !r.capital(first)
}

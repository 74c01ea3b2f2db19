package quotes

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// content is what a report says, in tokens, and the rule that found its edges.
type content struct {
	span
	by string
}

// right finds what follows the cue: a clause, an infinitive, quoted words (Q1–Q3).
func (r *reader) right(c *cueAt, h host) (content, bool) {
	a := c.last
	someone, whom := false, a // the one who is told has been passed, and where they begin
	settings := 0
	for n := 0; a < h.last && n < 30; n++ {
		if s := r.stretchAt(a); s != nil {
			if s.last > h.last {
				return content{}, false
			}
			return r.quoted(c, a, h)
		}
		cl := r.class[a]
		low := ""
		if cl&(to|of|preposition|adverb) != 0 {
			low = r.t.Lower(a)
		}
		if low == "not" && a+1 < h.last && r.class[a+1]&to != 0 && c.frames&(fTo|fOrder) != 0 && r.base(a+2, h) {
			return content{span{a, r.clauseEnd(c, a, h)}, "report-to"}, true
		}
		if a == c.last && c.frames&fFor != 0 && r.word(a-1, "for") && a > c.first+1 && !c.passive {
			return r.object(c, a, h)
		}
		if a == c.last && cl&cue != 0 && a+1 < h.last && r.class[a+1]&that != 0 {
			a++ // saying said that: a slip
			continue
		}
		switch {
		case cl&colon != 0:
			if a+1 < h.last && r.unit[a+1] > 0 {
				a++
				continue
			}
			if c.frames&(fThat|fTell) != 0 && a+3 < h.last && settings == 0 {
				return content{span{a + 1, r.clauseEnd(c, a+1, h)}, "report-colon"}, true
			}
			return content{}, false
		case cl&comma != 0:
			if a+1 < h.last && (r.unit[a+1] > 0 || someone && r.class[a+1]&that != 0) {
				a++
				continue
			}
			e := r.home(a+1, h)
			if e == a+1 {
				e = r.home(r.parenthesis(a, h), h)
			}
			if e > a+1 {
				a = e
				continue
			}
			return content{}, false
		case cl&dash != 0 && r.dashCloses(a, h) && r.is(r.pastDash(a, h), that):
			a = r.pastDash(a, h)
			continue
		case cl&(stop|semicolon|dash|closes) != 0:
			return content{}, false
		case cl&that != 0 && c.frames&(fThat|fTell) != 0 && (a+1 < h.last && r.class[a+1]&(stop|comma) == 0 || r.isThatComma(a, h)):
			return content{span{a, r.clauseEnd(c, a, h)}, "report-that"}, true
		case cl&question != 0 && c.frames&fIf != 0 || cl&question != 0 && c.frames&(fTell|fThat) != 0 && (r.t.Lower(a) == "whether" || someone):
			return content{span{a, r.clauseEnd(c, a, h)}, "report-if"}, true
		case low == "to" && c.frames&fTo != 0 && (settings == 0 || r.is(a-1, when)) && r.base(a+1, h), low == "to" && c.frames&fPassiveTo != 0 && c.passive && r.base(a+1, h), low == "to" && c.frames&fOrder != 0 && (someone || c.passive) && r.base(a+1, h):
			if someone && c.frames&fTell == 0 {
				return content{span{whom, r.clauseEnd(c, a, h)}, "report-to"}, true // urged [drivers to stay at home]
			}
			return content{span{a, r.clauseEnd(c, a, h)}, "report-to"}, true
		case low == "not" && c.frames&fNot != 0 && a+1 < h.last && r.t.Lower(a+1) == "guilty",
			c.frames&fNot != 0 && r.t.Lower(a) == "guilty":
			return content{span{a, r.clauseEnd(c, a, h)}, reportPlea}, true
		case low == "of" && c.frames&fOf != 0 && (someone || c.frames&fTell == 0) && (!c.passive || r.agentBetween(c, a)):
			return content{span{a, r.clauseEnd(c, a, h)}, "report-of"}, true
		case low == "for" && c.frames&fFor != 0 && c.frames&fAs == 0 && !c.passive:
			return content{span{a, r.clauseEnd(c, a, h)}, "report-for"}, true
		case c.frames&fIng != 0 && a == c.last && !c.passive && r.form[a]&rules.Ing != 0 && cl&verb != 0:
			return content{span{a, r.clauseEnd(c, a, h)}, "report-ing"}, true
		case cl&(that|relative) != 0:
			return content{}, false
		}
		// someone is told, asked, accused
		if c.frames&(fTell|fOrder) != 0 && !someone && !c.passive {
			e := r.addressee(a, h)
			if e > a {
				if c.frames&fBare != 0 && c.frames&fTell != 0 && r.hasClause(a, h, 14) && !r.told(e, h) {
					return content{span{a, r.clauseEnd(c, a, h)}, "report-bare"}, true
				}
				whom, a, someone = a, e, true
				continue
			}
		}
		if c.frames&fOf != 0 && !c.passive && c.frames&(fTell|fThat) == 0 {
			return r.accusation(c, a, h)
		}
		if c.frames&(fName|fAs|fOn) != 0 && !c.passive {
			if x, ok := r.complement(c, a, h); ok {
				return x, true
			}
		}
		if cl&(adverb|when) != 0 && cl&(determiner|clausal|pronoun) == 0 {
			a++
			settings++
			continue
		}
		if r.is(a, quantity) && a+2 < h.last && r.word(a+1, "times") && r.is(a+2, that|when) { // was told many times that
			a += 2
			continue
		}
		if r.setting(a) {
			if e := r.pastOccasion(r.phrase(a, h), h); e > a && e < h.last && (r.class[e]&(that|comma|colon) != 0 || r.unit[e] > 0 || r.setting(e) || r.hasClause(e, h, 10)) {
				a = e
				settings++
				continue
			}
		}
		if c.frames&fBare != 0 && cl&auxiliary != 0 && !r.infinite(a) && r.gap(c, h) {
			c.aside = true
			return content{span{a, r.clauseEnd(c, a, h)}, "report-gap"}, true
		}
		if c.frames&fBare != 0 || c.frames&fTell != 0 && (someone || c.passive) {
			if limit := r.clauseLimit(c, settings); r.hasClause(a, h, limit) {
				return content{span{a, r.clauseEnd(c, a, h)}, "report-bare"}, true
			}
		}
		if r.setting(a) || cl&to != 0 || cl&of != 0 && c.frames&fThat != 0 {
			e := r.phrase(a, h)
			if e <= a || cl&to != 0 && a+1 < h.last && r.name[a+1] == 0 && r.class[a+1]&(addressee|pronoun|possessive) == 0 && !r.f.Covers(e-1, rules.PersonNoun) {
				return content{}, false // adds to the drama that …
			}
			a = e
			settings++
			continue
		}
		if c.frames&fObject != 0 && !c.passive && settings == 0 {
			return r.object(c, a, h)
		}
		return content{}, false
	}
	return content{}, false
}

// pastOccasion returns the token of the "that" before which only the rest of an occasion stands from token e on: in a statement to us that; in the early morning hours
// that; e where something else follows.
func (r *reader) pastOccasion(e int, h host) int {
	k := e
	if k < h.last && r.is(k, to) {
		if k = r.phrase(k, h); k-e > 6 {
			return e
		}
	} else {
		for k < h.last && k < e+3 && r.class[k]&(verb|auxiliary|pronoun|preposition|to|comma|clausal|determiner) == 0 && r.unit[k] == 0 && r.t.Tokens[k].Kind == text.Word && !r.capital(k) {
			k++
		}
	}
	if k > e && k < h.last && r.is(k, that) {
		return k
	}
	return e
}

// gap reports whether a relative clause runs over the cue, so that its verb follows at once: what she said is; who critics say was.
func (r *reader) gap(c *cueAt, h host) bool {
	for k, n := c.group-1, 0; k >= h.first && n < 12; k, n = k-1, n+1 {
		if r.class[k]&(relative|question|that) != 0 {
			return true
		}
		if r.class[k]&(comma|stop|colon) != 0 {
			return false
		}
	}
	return false
}

// agentBetween reports whether "by" someone stands between a passive cue and token a: without it an accusation is hearsay (Q12).
func (r *reader) agentBetween(c *cueAt, a int) bool {
	for k := c.last; k < a; k++ {
		if r.word(k, "by") {
			return true
		}
	}
	return c.frames&fTell != 0
}

// clauseLimit is how far the verb of a clause without "that" may be. A cue that is a noun as well, and one with something between it
// and the clause, is trusted less.
func (r *reader) clauseLimit(c *cueAt, settings int) int {
	switch {
	case settings > 0:
		return 12
	case c.rule == nil || c.rule.Has("role", "noun"):
		return 22
	}
	return far
}

// far is the limit for cues that are nothing but verbs of saying.
const far = 40

// isThatComma reports whether a "that" at a is followed by an insertion: that, according to him, …
func (r *reader) isThatComma(a int, h host) bool {
	return a+2 < h.last && r.class[a+1]&comma != 0 && r.class[a+2]&stop == 0
}

// base reports whether an infinitive may stand at token i.
func (r *reader) base(i int, h host) bool {
	for i < h.last && r.class[i]&adverb != 0 && r.class[i]&determiner == 0 {
		i++
	}
	if i >= h.last {
		return false
	}
	if r.unit[i] > 0 {
		return true
	}
	switch {
	case r.class[i]&(article|possessive|pronoun|when|preposition) != 0, r.capital(i), r.t.Tokens[i].Kind != text.Word:
		return false
	case r.class[i]&(verb|be|have|do) != 0:
		return r.form[i] == 0 || r.form[i]&rules.Base != 0 || r.class[i]&auxiliary != 0
	}
	return !plural(r.t.Word(i))
}

// hasClause reports whether a clause begins at a: a subject, then a finite verb within limit tokens, before anything ends it.
func (r *reader) hasClause(a int, h host, limit int) bool {
	cl := r.class[a]
	if cl&(stop|comma|and|or|but|to|relative) != 0 || r.finite(a, a) && cl&auxiliary != 0 && cl&pronoun == 0 && !contraction(r.t.Word(a)) {
		return false
	}
	if cl&subordinate != 0 {
		return r.word(a, "if", "while", "when", "because")
	}
	commas, need := 0, 0 // need counts verbs of relative clauses
	for k, n := a, 0; k < h.last && n < limit; k, n = r.next(k), n+1 {
		if s := r.stretchAt(k); s != nil {
			if first, _ := s.inner(); k > a && commas == 0 && (r.class[first]&(auxiliary|verb) != 0 || !r.title(s) && r.words(s) > 2) {
				return true // places such as Iowa "have more of a resonance"
			}
			continue
		}
		c := r.class[k]
		switch {
		case k == a && contraction(r.t.Word(k)):
			return true
		case k > a && r.finite(k, a):
			if r.is(k-1, conjoined) {
				return false // declared an emergency and flew
			}
			if need--; need < 0 {
				return true
			}
		case k > a && c&relative != 0:
			need++
		case k > a && limit < far && c&(but|subordinate) != 0 && c&determiner == 0:
			return false
		case c&(stop|semicolon|colon) != 0 && k > a:
			return false
		case c&comma != 0:
			if commas++; commas > 3 || k+1 < h.last && r.class[k+1]&subordinate != 0 {
				return false
			}
		}
	}
	return false
}

// contraction reports whether the word is a subject with its verb: he's, they'll, I've.
func contraction(w string) bool {
	for i := 1; i+1 < len(w); i++ {
		if w[i] == '\'' || w[i] == 0xE2 {
			return w[len(w)-1] != 't' && w[0] != 'O' && len(w)-i > 1 && i < 6
		}
	}
	return false
}

// parenthesis returns the token behind an insertion that begins with the comma at a and after which the report goes on: said, however,
// that; said, on Friday, that.
func (r *reader) parenthesis(a int, h host) int {
	for k, n := a+1, 0; k < h.last && n < 14; k, n = r.next(k), n+1 {
		if r.unit[k] > 0 {
			return a
		}
		if r.class[k]&comma != 0 {
			if k+1 < h.last && (r.class[k+1]&that != 0 || r.unit[k+1] > 0) || n <= 1 {
				return k + 1
			}
			return a
		}
		if r.finite(k, a+1) {
			return a
		}
	}
	return a
}

// home returns the token behind where somebody lives, which begins at i: of Mill Lane, Harlow; i where nothing says so.
func (r *reader) home(i int, h host) int {
	const reach = 10
	if i+1 >= h.last || !r.word(i, "of") && !r.word(i, "from") || !r.capital(i+1) {
		return i
	}
	e := i + 1
	for e < h.last && e < i+reach && r.unit[e] == 0 && (r.capital(e) || r.is(e, comma) && e+1 < h.last && r.capital(e+1)) {
		e++
	}
	return e
}

// phrase returns the token behind the phrase of time or place that begins at a.
func (r *reader) phrase(a int, h host) int {
	k := a + 1
	head := false
	for n := 0; k < h.last && n < 16; n++ {
		if r.unit[k] > 0 {
			return k
		}
		c := r.class[k]
		switch {
		case c&(comma|stop|semicolon|colon|dash|clausal|but|opens|closes) != 0:
			return k
		case c&(article|possessive|pointing) != 0 && head:
			return k
		case c&pronoun != 0 && c&possessive == 0:
			if !head {
				return k + 1
			}
			return k
		case c&(preposition|of) != 0:
			head = false
		case c&when != 0:
			return k + 1
		case c&determiner != 0:
		case c&auxiliary != 0:
			return k
		case c&to != 0:
			return k
		case r.capital(k) && head && k > 0 && !r.capital(k-1) && !r.t.Tokens[k-1].Is(text.Possessive):
			return k
		case c&(and|or) != 0:
			if k+1 >= h.last || !r.capital(k+1) {
				return k
			}
			head = false
		default:
			head = true
			if r.name[k] > 0 { // names stay whole, and two side by side are two phrases
				k = r.names[r.name[k]-1].last
				if k < h.last && r.name[k] > 0 {
					return k
				}
				continue
			}
		}
		k++
	}
	return k
}

// addressee returns the token behind the noun phrase at a that names who is told; a where none begins.
func (r *reader) addressee(a int, h host) int {
	c := r.class[a]
	if c&(that|question|to|preposition|when|comma|stop|colon) != 0 && c&(determiner|pronoun) == 0 {
		return a
	}
	if c&pronoun != 0 && c&possessive == 0 || r.word(a, "them", "him", "me", "us", "you", "it") {
		return a + 1
	}
	k := a
	head := false
	for n := 0; k < h.last && n < 18; n++ {
		if r.unit[k] > 0 {
			if s := r.stretchAt(k); s.last-s.first <= 6 && !ends(terminal(r.t, s)) && s.last < h.last && r.capital(s.last) {
				k = s.last
				continue
			}
			return k
		}
		c := r.class[k]
		switch {
		case c&(that|question|when|comma|stop|colon|semicolon|dash|opens|relative|subordinate) != 0 && !(k == a && c&determiner != 0):
			return k
		case c&to != 0:
			return k
		case c&(article|possessive) != 0 && k > a && head && !r.is(k-1, preposition|and|or):
			return k
		case c&pronoun != 0 && c&possessive == 0:
			return k
		case c&of != 0:
		case c&preposition != 0:
			return k
		case c&auxiliary != 0:
			return a // a clause has begun before: no addressee
		case c&(and|or) != 0:
		case head && c&verb != 0 && r.finite(k, a) && !r.capital(k):
			return a
		case r.name[k] > 0:
			last := r.names[r.name[k]-1].last
			if head && k > a && r.names[r.name[k]-1].first == k && !r.is(k-1, preposition|and|or|article|possessive) && r.name[k-1] > 0 {
				return k
			}
			head = true
			k = max(last, k+1)
			if k < h.last && r.t.Tokens[k].Is(text.Possessive) {
				k++
			}
			continue
		case r.class[k]&addressee != 0:
			return k + 1
		case r.t.Tokens[k].Kind == text.Number && k > a && head:
			return k
		default:
			head = true
		}
		k++
	}
	return k
}

// told reports whether what follows an addressee at e is a report's beginning.
func (r *reader) told(e int, h host) bool {
	return e < h.last && (r.class[e]&(that|question|to|of|pronoun|article|possessive|when|comma|colon) != 0 || r.unit[e] > 0)
}

// word reports whether token i is one of the words.
func (r *reader) word(i int, words ...string) bool {
	low := r.t.Lower(i)
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// accusation takes someone and what they are accused of: the United States of breaking the ceasefire.
func (r *reader) accusation(c *cueAt, a int, h host) (content, bool) {
	for k, n := a, 0; k < h.last && n < 16; k, n = r.next(k), n+1 {
		if r.class[k]&(stop|semicolon) != 0 {
			break
		}
		if r.class[k]&of != 0 && k > a && (k+1 < h.last && (r.unit[k+1] > 0 || r.class[k+1]&verb != 0 || n <= 5)) {
			return content{span{a, r.clauseEnd(c, a, h)}, "report-of"}, true
		}
	}
	return content{}, false
}

// complement takes something with what it is called or compared to, where the frame has one: him "a liar"; the plan as dangerous.
func (r *reader) complement(c *cueAt, a int, h host) (content, bool) {
	as := false
	for k, n := a, 0; k < h.last && n < 24; k, n = r.next(k), n+1 {
		if s := r.stretchAt(k); s != nil {
			if c.frames&fName != 0 || as {
				e := s.last
				if !ends(terminal(r.t, s)) {
					e = r.clauseEnd(c, a, h)
				}
				return content{span{a, e}, "report-name"}, true
			}
			return content{}, false
		}
		as = as || k > a && r.word(k, "as", "for")
		cl := r.class[k]
		if cl&(stop|semicolon) != 0 || cl&(comma|that|relative) != 0 && c.frames&fName == 0 {
			return content{}, false
		}
		if k > a && c.frames&fAs != 0 && r.t.Lower(k) == "as" {
			if r.is(a, preposition) && !r.is(a, of|when) { // described in a letter as: its object stands elsewhere
				a = k
			}
			return content{span{a, r.clauseEnd(c, a, h)}, "report-as"}, true
		}
		if k > a && c.frames&fFor != 0 && c.frames&fAs != 0 && r.word(k, "for") && k+1 < h.last && r.class[k+1]&verb != 0 && r.form[k+1]&rules.Ing != 0 {
			return content{span{a, r.clauseEnd(c, a, h)}, "report-of"}, true
		}
		if k > a && c.frames&fOn != 0 && cl&to != 0 && r.base(k+1, h) {
			return content{span{a, r.clauseEnd(c, a, h)}, "report-to"}, true
		}
	}
	return content{}, false
}

// object takes a noun phrase of some length for the report: announced plans to close the mine.
func (r *reader) object(c *cueAt, a int, h host) (content, bool) {
	if r.class[a]&(pronoun|preposition|to|and|but|comma|auxiliary) != 0 && r.class[a]&determiner == 0 {
		return content{}, false
	}
	e := r.clauseEnd(c, a, h)
	head, source := true, false
	for k := a; k < e; k = r.next(k) {
		if r.class[k]&comma != 0 {
			e = k
		}
		head = head && r.class[k]&(preposition|of|comma) == 0
		source = source || head && (r.name[k] > 0 || r.f.CoversAny(k, rules.PersonNoun, rules.Title, rules.SpeakerNoun))
	}
	if e-a < 4 || source && c.rule != nil && c.rule.ID == "cue-cite" && !r.stretchWithin(span{a, e}) {
		return content{}, false // citing a diplomat in Lima
	}
	return content{span{a, e}, "report-object"}, true
}

// quoted takes a quoted stretch at a, alone (Q1) or with the words of the report that follow it (Q2).
func (r *reader) quoted(c *cueAt, a int, h host) (content, bool) {
	s := r.stretchAt(a)
	alone := content{span{a, s.last}, "said-quote"}
	k := s.last
	if k >= h.last || !s.closed || ends(terminal(r.t, s)) || r.class[k]&(stop|comma|semicolon|dash|colon|closes) != 0 {
		return alone, true
	}
	if c.frames&(fThat|fBare|fTell|fName|fAs) == 0 {
		return alone, true
	}
	if r.class[k]&(preposition|when|subordinate) != 0 && (r.sentence(s) || r.is(k, when) || r.is(k, preposition) && r.occasion(k+1, h)) {
		return alone, true
	}
	return content{span{a, r.clauseEnd(c, a, h)}, "said-mixed"}, true
}

// sentence reports whether the stretch holds a sentence of its own: it begins with a capital and has a finite verb.
func (r *reader) sentence(s *stretch) bool {
	first, last := s.inner()
	for first < last && r.t.Tokens[first].Kind != text.Word {
		first++
	}
	return first < last && r.capital(first) && last-first > 3 && r.hasVerbFlat(first, last)
}

// hasVerbFlat is hasVerb within a stretch.
func (r *reader) hasVerbFlat(first, last int) bool {
	for k := first; k < last && k < first+reach; k++ {
		if r.finite(k, first) {
			return true
		}
	}
	return false
}

package quotes

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// frame is the set of things that may follow a cue, as its line in the pack says.
type frame uint32

const (
	fThat      frame = 1 << iota // a clause behind "that"; quoted words
	fBare                        // a clause without "that"
	fTo                          // an infinitive
	fIf                          // whether, how, why
	fTell                        // someone, then a clause
	fOrder                       // someone, then an infinitive
	fOf                          // someone of something
	fAs                          // something as something
	fName                        // something, and what it is called
	fFor                         // a demand behind "for"
	fOn                          // someone to do something, behind "on"
	fObject                      // a noun phrase
	fNot                         // not guilty
	fIng                         // a verb in -ing: denied sending
	fPassiveTo                   // an infinitive, in the passive: was said to have
	fQuote                       // quoted words only
	fAfter                       // the speaker stands behind it: according to
	fBy                          // a noun whose owner speaks: charges of "…" (Q12)
)

var frameNames = map[string]frame{
	"that": fThat, "bare": fBare, "to": fTo, "if": fIf, "tell": fTell, "order": fOrder, "of": fOf, "as": fAs, "name": fName, "for": fFor,
	"on": fOn, "object": fObject, "not": fNot, "ing": fIng, "passive-to": fPassiveTo, "quote": fQuote, "after": fAfter, "by": fBy,
}

// cueAt is a cue (Q7) as it stands in the story.
type cueAt struct {
	span           // the word or phrase itself
	group    int   // where its verb group begins: has also not said
	frames   frame // what may follow
	form     rules.Form
	passive  bool // was told
	infinite bool // to say
	ing      bool // saying, without an auxiliary
	sub      bool // its clause is subordinate and stands first: While critics argue …
	aside    bool // its clause is relative and stands between commas
	open     bool // its clause is relative, and the main clause goes on behind it: voters who say so are …
	inverted bool // its speaker stands behind it
	nested   bool // another report holds it
	rule     *rules.Rule
}

// framesOf reads the frames of a cue's rule, once.
func (r *reader) framesOf(rule *rules.Rule) frame {
	if f, ok := r.frames[rule]; ok {
		return f
	}
	var f frame
	for _, name := range rule.Values("frames") {
		f |= frameNames[name]
	}
	r.frames[rule] = f
	return f
}

// cueAt returns the cue that begins at token i, if one does.
func (r *reader) cueAt(i int, h host) (c cueAt, ok bool) {
	if hit, found := r.f.At(i, rules.CuePhrase); found && hit.Last <= h.last {
		return cueAt{span: span{i, hit.Last}, group: i, frames: r.framesOf(hit.Rule) | fAfter, rule: hit.Rule}, true
	}
	if r.class[i]&cue == 0 {
		if r.class[i]&verb != 0 && r.form[i]&(rules.Past|rules.Third) != 0 && !r.f.Struck(i, i+1, rules.Cue) {
			return r.anyVerb(i, h)
		}
		return c, false
	}
	hit, found := r.f.At(i, rules.Cue)
	if !found || hit.Last > h.last {
		return c, false
	}
	if i > h.first && r.t.Word(i-1) == "-" && !r.t.Tokens[i].Is(text.SpaceBefore) {
		return c, false // so-called
	}
	if r.capital(i) && i > h.first && !r.t.Tokens[i].Is(text.First) && !r.headline(h) {
		return c, false // the United States
	}
	c = cueAt{span: span{i, hit.Last}, group: i, frames: r.framesOf(hit.Rule), form: hit.Form, rule: hit.Rule}
	return c, !r.gerund(i, h.last) && r.verbal(&c, h)
}

// gerund reports whether a word in -ing is a noun here: a red warning for the coast, the ruling of the court; not: a letter warning of floods.
func (r *reader) gerund(i, end int) bool {
	if r.form[i]&rules.Ing == 0 || r.capital(i) || i == 0 || r.is(i-1, comma|auxiliary|dash|closes) {
		return false
	}
	switch r.t.Lower(i) {
	case "warning", "ruling", "finding", "reading", "hearing":
	default:
		return false
	}
	return i+1 >= end || r.word(i+1, "for", "from", "until", "in", "at", "over", "to", "is", "was", "has", "had", "will") || r.is(i+1, stop|comma|auxiliary) ||
		r.class[i+1]&verb != 0 && r.form[i+1]&(rules.Past|rules.Third) != 0
}

// anyVerb takes a verb that reports nothing by itself for a cue of quoted words beside it: "It hurts," she winced.
func (r *reader) anyVerb(i int, h host) (c cueAt, ok bool) {
	c = cueAt{span: span{i, i + 1}, group: i, frames: fQuote, form: r.form[i]}
	k := r.nounStart(i, h.first)
	if s := r.stretchBefore(i); s != nil && s.first == h.first && c.form&rules.Past != 0 && r.words(s) > 1 { // "Who pays?" posed the governor.
		who := r.after(i+1, h)
		end := terminal(r.t, s)
		return c, (end == ',' || end == '?' || end == '!') && !who.empty() && (who.last >= h.last || r.is(who.last, stop|comma)) && r.verbal(&c, h) && !c.passive
	}
	if s := r.stretchBefore(k); k == i || s == nil || s.first != h.first || terminal(r.t, s) == '.' || !ends(terminal(r.t, s)) || r.words(s) < 2 || r.title(s) {
		return c, false
	}
	return c, r.verbal(&c, h) && !c.passive && !c.ing
}

// nounStart returns where a short noun phrase right before token i begins; i where there is none.
func (r *reader) nounStart(i, lo int) int {
	k := i
	for n := 0; k > lo && n < 8; n++ {
		p := r.prev(k, lo)
		if r.back[k-1] > 0 || r.t.Tokens[p].Kind == text.Punct || r.class[p]&(auxiliary|clausal|comma|but) != 0 {
			break
		}
		k = p
	}
	return k
}

// verbal decides whether the cue's word is a verb here, and finds the group that it stands in.
func (r *reader) verbal(c *cueAt, h host) bool {
	i := c.first
	g := i
	seen := class(0) // the nearest auxiliary
	for g > h.first {
		b := r.class[g-1]
		if r.back[g-1] > 0 {
			break
		}
		switch {
		case b&auxiliary != 0:
			if seen == 0 {
				seen = b & auxiliary
			}
			g--
			continue
		case b&to != 0 && seen == 0 && c.form&rules.Base != 0:
			c.infinite = true
			c.group = g - 1
			return true
		case b&to != 0:
			c.infinite = true
			c.group = g - 1
			c.passive = seen&be != 0 && c.form&rules.Participle != 0
			return true
		case b&adverb != 0 && b&(determiner|clausal|pronoun|when) == 0:
			g--
			continue
		case b&when != 0 && seen == 0:
			if k := r.timeBehindHave(g, h.first); k < g {
				g = k
				continue
			}
		}
		break
	}
	// adverbs before the subject are not the verb's: "Then he said" stops at "he"; "Then said" does not
	for g < i && r.class[g]&adverb != 0 && r.class[g]&auxiliary == 0 && g == h.first {
		g++
	}
	g = r.overTime(g, h.first)
	c.group = g
	var b class
	var before *text.Token
	if g > h.first {
		b, before = r.class[g-1], &r.t.Tokens[g-1]
	}
	switch {
	case seen&be != 0 && c.form&rules.Participle != 0 && c.form&rules.Ing == 0:
		// he's said: has; but "he's told by"
		c.passive = !r.t.Tokens[i-1].Is(text.Possessive) || i+1 < h.last && (r.class[i+1]&preposition != 0 || r.class[i+1]&to != 0)
		return true
	case seen&have != 0 && c.form&rules.Participle != 0, seen&(modal|do) != 0 && c.form&rules.Base != 0, seen&be != 0 && c.form&rules.Ing != 0:
		return true
	case seen != 0:
		return false
	}
	if before == nil {
		// at the head of its sentence: saying …, asked whether …, said Smith
		c.ing = c.form&rules.Ing != 0
		c.passive = !c.ing && c.form&rules.Participle != 0
		return c.ing || c.passive
	}
	if before.Is(text.Possessive) && b&be == 0 {
		return false
	}
	if b&(article|possessive|of) != 0 {
		return false
	}
	if c.form&rules.Ing != 0 {
		c.ing = true
		return b&(quantity|pointing) == 0
	}
	if r.back[g-1] > 0 {
		return true
	}
	if b&pronoun != 0 || b&relative != 0 {
		return c.form&(rules.Past|rules.Third|rules.Base) != 0
	}
	noun := c.rule == nil || c.rule.Has("role", "noun") // the word can be a noun too: reports, claims
	if b&preposition != 0 && b&when == 0 || b&quantity != 0 && noun && !plural(r.t.Word(g-1)) {
		return false
	}
	if c.form&rules.Past != 0 && c.form&rules.Base != 0 && b == 0 && !r.capital(g-1) && !plural(r.t.Word(g-1)) {
		n := c.last
		if s := r.stretchBefore(r.nounStart(g, h.first)); s != nil && ends(terminal(r.t, s)) {
			return true
		}
		return n < h.last && (r.class[n]&(comma|colon|that) != 0 || r.unit[n] > 0) // a surefire forecast; the sign read: "…"
	}
	if c.form&rules.Past != 0 {
		return b&(pointing|subordinate) == 0 || b&that != 0 || b&adverb != 0
	}
	if b&(comma|and|or|but|that|closes|dash) != 0 {
		if c.form&rules.Third != 0 && !(noun && b&(comma|dash) != 0) || c.form&rules.Base != 0 && b&(and|or) != 0 {
			return true
		}
		return b&(comma|closes|dash) != 0 && !noun && c.form&rules.Base != 0
	}
	small := before.Kind == text.Word && !before.Is(text.Capital)
	if c.form&rules.Third != 0 {
		n := c.last
		if n >= h.last || !noun {
			return true
		}
		if small && (plural(r.t.Word(g-1)) || r.class[g-1]&verb != 0 && (r.finite(g-1, h.first) || r.form[g-1] == rules.Ing || g-2 >= h.first && r.is(g-2, to|modal|do))) {
			return false
		}
		if r.class[n]&(auxiliary|of) != 0 && r.class[n]&pronoun == 0 {
			return false
		}
		return !small || r.unit[n] > 0 || r.class[n]&(that|to|pronoun|determiner|question|colon|comma|when|adverb) != 0 || r.capital(n) || r.class[n]&^addressee == 0 && c.frames&(fBare|fTell|fOrder|fOf) != 0
	}
	if c.form&rules.Base != 0 {
		if !noun && b&(to|verb) == 0 {
			return true
		}
		w := r.t.Word(g - 1)
		if plural(w) || r.name[g-1] > 0 && r.joint(g-1, h.first) {
			return r.class[g-1]&verb == 0 || r.form[g-1]&(rules.Third|rules.Past) == 0 || r.form[g-1] == rules.Third
		}
		s := r.chunk(g, h.first)
		return !s.empty() && (r.class[s.first]&quantity != 0 || r.headPlural(s))
	}
	return false
}

// timeBehindHave returns where a time begins that ends before token g and stands between "have" or "had" and its participle: had last week
// warned; g where none does.
func (r *reader) timeBehindHave(g, lo int) int {
	k := g
	for k > lo && r.class[k-1]&when != 0 && r.class[k-1]&auxiliary == 0 && g-k < 4 {
		k--
	}
	if k > lo && k < g && r.class[k-1]&preposition != 0 {
		k--
	}
	if k > lo && k < g && r.class[k-1]&have != 0 {
		return k
	}
	return g
}

// overTime goes back over a phrase of time between a subject and its verb: The governor on Friday said.
func (r *reader) overTime(g, lo int) int {
	k := g
	for k > lo+1 && r.class[k-1]&when != 0 && r.back[k-1] == 0 {
		k--
	}
	if k == g && k > lo+2 && r.year(k-1) && r.word(k-2, "in") {
		k--
	}
	if k == g {
		return g
	}
	if k > lo+1 && r.class[k-1]&preposition != 0 {
		k--
	}
	if k > lo+2 && r.participial(k-1) {
		return g // a poll published on Friday: the time is the participle's
	}
	return k
}

// year reports whether token i is a number that a year can be.
func (r *reader) year(i int) bool {
	w := r.t.Word(i)
	return r.t.Tokens[i].Kind == text.Number && len(w) == 4 && (w[:2] == "18" || w[:2] == "19" || w[:2] == "20")
}

// participial reports whether token i is a participle that may end a noun phrase: a poll published.
func (r *reader) participial(i int) bool {
	return r.form[i]&rules.Participle != 0 && r.class[i]&verb != 0 && r.class[i]&auxiliary == 0 && r.name[i] == 0
}

// withTime puts the time of a participle to the subject that it ends: a poll published on Friday.
func (r *reader) withTime(who span, group int) span {
	p := who.last - 1
	if p > who.first && r.is(p, preposition) {
		p--
	}
	if p <= who.first || who.last >= group || !r.participial(p) {
		return who
	}
	for k := who.last; k < group; k++ {
		if !r.is(k, when) {
			return who
		}
	}
	return span{who.first, group}
}

// headPlural reports whether the noun before the phrase's first preposition is a plural: officials in Kyiv.
func (r *reader) headPlural(s span) bool {
	for k := s.first + 1; k < s.last; k++ {
		if r.class[k]&(preposition|to) != 0 {
			return r.t.Tokens[k-1].Kind == text.Word && plural(r.t.Word(k-1))
		}
	}
	return false
}

// headline reports whether most of the sentence's first words begin with a capital.
func (r *reader) headline(h host) bool {
	capitals, words := 0, 0
	for k := h.first; k < h.last && words < 12; k++ {
		if r.t.Tokens[k].Kind != text.Word || r.class[k]&(preposition|article|and|to) != 0 {
			continue
		}
		words++
		if r.capital(k) {
			capitals++
		}
	}
	return words > 2 && capitals*4 >= words*3
}

// joint reports whether "and" stands shortly before token i: Smith and Jones say.
func (r *reader) joint(i, lo int) bool {
	for k := i; k >= lo && k > i-6; k-- {
		if r.class[k]&and != 0 {
			return true
		}
	}
	return false
}

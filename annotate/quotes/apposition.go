package quotes

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// apposition returns the token behind the apposition that the comma at k begins, its closing comma left out; k where none does.
func (r *reader) apposition(k int, h host) int {
	i := k + 1
	if i >= h.last || r.unit[i] > 0 {
		return k
	}
	c := r.class[i]
	if r.t.Tokens[i].Kind == text.Number { // an age: only where an apposition follows it
		if i+1 < h.last && r.class[i+1]&comma != 0 {
			if e := r.apposition(i+1, h); e > i+1 {
				return e
			}
		}
		return k
	}
	if c&(relative|subordinate|question|but|and|or|preposition|to|when|auxiliary|that|pronoun) != 0 && c&determiner == 0 {
		return k
	}
	if c&verb != 0 && r.form[i]&(rules.Ing|rules.Past|rules.Third) != 0 && !r.capital(i) || c&adverb != 0 && c&(determiner|verb) == 0 {
		return k
	}
	e := i
	for n := 0; e < h.last && n < 26; n++ {
		x := r.class[e]
		if r.unit[e] > 0 || x&(comma|stop|semicolon|colon|dash|relative|closes|opens) != 0 {
			break
		}
		if x&(auxiliary|but|subordinate|question) != 0 && r.name[e] == 0 {
			return k
		}
		if e > i && x&verb != 0 && r.name[e] == 0 && r.finite(e, i) && !r.capital(e) {
			return k
		}
		if x&when != 0 || e > i && x&preposition != 0 && x&of == 0 && r.occasion(e+1, h) {
			break
		}
		e++
	}
	if e == i {
		return k
	}
	return e
}

// withName puts the name before an apposition that no comma closes: Ana Ruiz, Member for Brell has said.
func (r *reader) withName(who span, h host) span {
	k := who.first - 1
	if k-1 <= h.first || !r.is(k, comma) || r.namesPerson(who) {
		return who
	}
	if w := r.t.Word(k - 1); w == "II" || w == "III" || w == "IV" || w == "Jr" || w == "Jr." {
		k--
	}
	first := k
	for first > h.first && (r.t.Tokens[first-1].Is(text.Capital) || r.name[first-1] > 0) { // the name, known as one or not, and titles before it
		first--
	}
	at := r.name[k-1]
	known := at > 0 && r.persons[at-1]
	if first != h.first || !known && (at > 0 || k-first < 2 || k-first > 5 || !r.office(who)) {
		return who
	}
	return span{first, who.last}
}

// withOffice puts what somebody is to their name, which stands behind it in apposition: a fish seller, Aisha Bala, 52, said.
func (r *reader) withOffice(who span, lo int) span {
	if who.first-2 <= lo || !r.is(who.first-1, comma) || !r.capital(who.first) {
		return who
	}
	o := r.chunkAt(who.first-1, lo)
	if o.empty() || o.last-o.first < 2 || o.last-o.first > 9 || !r.is(o.first, article|possessive) || r.capital(o.last-1) || r.name[o.last-1] > 0 || r.hasVerb(o.first, o.last-1) {
		return who
	}
	if !r.f.CoversAny(o.last-1, rules.Title, rules.PersonNoun, rules.Office, rules.Kin, rules.OrgNoun) {
		return who
	}
	return span{o.first, who.last}
}

// office reports whether a noun phrase begins with what a person is: Paramount Chief of Takla.
func (r *reader) office(s span) bool {
	for k := s.first; k < s.last && k < s.first+3 && r.class[k]&preposition == 0; k++ {
		if r.f.CoversAny(k, rules.Title, rules.Office, rules.PersonNoun) {
			return true
		}
	}
	return false
}

// namesPerson reports whether a person is named within the tokens.
func (r *reader) namesPerson(s span) bool {
	for k := s.first; k < s.last; k++ {
		if at := r.name[k]; at > 0 && r.persons[at-1] {
			return true
		}
	}
	return false
}

// withParticiple puts what a participle says of a source to it: according to figures seen by the Herald.
func (r *reader) withParticiple(who span, h host) span {
	k := who.last
	if k < h.last && r.form[k]&rules.Participle != 0 && r.class[k]&auxiliary == 0 && r.name[k] == 0 {
		k++
	} else if r.form[k-1]&rules.Participle == 0 || who.last-who.first < 2 || r.name[k-1] > 0 {
		return who
	}
	for k < h.last && r.unit[k] == 0 && r.class[k]&(comma|stop|semicolon|colon|dash|relative|opens) == 0 {
		k++
	}
	return span{who.first, k}
}

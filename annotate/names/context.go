package names

import (
	"stet/annotate/kind"
	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// Templates of what the model weighs to tell a state from a place. The numbers are part of a model's meaning: add at the end.
const (
	cReason = iota + 1
	cWord
	cWords
	cCluster
	cClusters
	cClass
	cClasses
	cBeyond
	cBeyondCluster
	cBeyondClass
	cBeyondClasses
	cVerb
	cOwned
	cOwnedCluster
	cHead
	cHeadCluster
)

// Where a word stands: so many before the place, so many behind it.
const (
	before1 = iota
	before2
	before3
	behind1
	behind2
	behind3
)

// edge stands for the word beyond a sentence's beginning or end.
const edge = 0x51ED270B

// contextClasses are the word classes that the model knows the words beside a place by.
var contextClasses = [...]rules.Label{rules.Verb, rules.ActVerb, rules.Cue, rules.Auxiliary, rules.Office, rules.PlaceWord, rules.PersonNoun, rules.PeopleNoun,
	rules.OrgNoun, rules.Event, rules.Determiner, rules.Conjunction, rules.SubClause, rules.Preposition, rules.PlacePrep, rules.Adverb, rules.Title,
	rules.Sport, rules.Direction, rules.Government, rules.Demonym}

// Classes beyond those.
const (
	ownCapital = len(contextClasses) + iota
	ownPossessive
	ownPerson
	ownOrganization
	ownPlace
	ownGroup
	ownKinds // and from here on, what kinds of token there are
)

// inBoth reports whether the place stands with another behind a preposition of place: in France and the Netherlands.
func (n *finder) inBoth(p *placed) bool {
	i := p.first - 1
	if i > p.sentence.First && n.is(i, "the") {
		i--
	}
	if p.owns > 0 || i-2 < p.sentence.First || !n.is(i, "and") || n.owner[i-1] == 0 {
		return false
	}
	o := &n.found[n.owner[i-1]-1]
	k := o.First - 1
	if k > p.sentence.First && n.is(k, "the") {
		k--
	}
	return o.Last == i && mayAct(o.Kind) && k >= p.sentence.First && (n.is(k, "in") || n.is(k, "across") || n.is(k, "throughout"))
}

// setting reads what stands around a place.
type setting struct {
	n        *finder
	p        *placed
	m        *tagger.Model
	features []uint32
}

// context returns the features of a place's context, for the model's table.
func (n *finder) context(p *placed, reasons []uint8, m *tagger.Model, dst []uint32) []uint32 {
	a := &setting{n, p, m, dst}
	for _, k := range reasons {
		a.add(cReason, tagger.HashWord(acting[k].id), 0)
	}
	var words, clusters [6]uint32
	for d := range 3 {
		for side, i := range [...]int{p.first - 1 - d, p.last + d} {
			at := 3*side + d
			words[at], clusters[at] = a.word(i)
			a.add(cWord, words[at], uint32(at))
			a.add(cCluster, clusters[at], uint32(at))
			a.each(a.classes(i), func(c uint32) { a.add(cClass, c, uint32(at)) })
		}
	}
	for _, pair := range [...][2]int{{before2, before1}, {behind1, behind2}, {before1, behind1}} {
		a.add(cWords, words[pair[0]], words[pair[1]])
		a.add(cClusters, clusters[pair[0]], clusters[pair[1]])
	}
	right := a.classes(p.last)
	a.each(a.classes(p.first-1), func(b uint32) {
		a.each(right, func(c uint32) { a.add(cClasses, b, c) })
	})
	a.beyond()
	a.verbs()
	a.heads()
	return a.features
}

func (a *setting) add(template, x, y uint32) {
	h := (uint64(x)<<32 | uint64(y)) ^ uint64(template)*0xD6E8FEB86659FD93
	h *= 0x9E3779B97F4A7C15
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	a.features = append(a.features, uint32(h>>(64-tagger.ActsBits)))
}

// inside reports whether token i is in the place's sentence, and not too far from it.
func (a *setting) inside(i int) bool {
	return i >= a.p.sentence.First && i < a.p.sentence.Last && i >= a.p.first-8 && i < a.p.last+10
}

// word returns the hash and the cluster of token i.
func (a *setting) word(i int) (hash, cluster uint32) {
	if !a.inside(i) {
		return edge, edge
	}
	hash = tagger.HashWord(a.n.t.Word(i))
	return hash, a.m.Lexicon.Cluster(hash)
}

// classes returns the classes of token i as bits.
func (a *setting) classes(i int) (set uint64) {
	if !a.inside(i) {
		return 0
	}
	for k, l := range contextClasses {
		if a.n.f.Covers(i, l) {
			set |= 1 << k
		}
	}
	tok := &a.n.t.Tokens[i]
	if tok.Is(text.Capital) {
		set |= 1 << ownCapital
	}
	if tok.Is(text.Possessive) {
		set |= 1 << ownPossessive
	}
	if tok.Kind != text.Word {
		set |= 1 << (ownKinds + int(tok.Kind))
	}
	if o := a.n.owner[i]; o > 0 {
		switch k := a.n.found[o-1].Kind; {
		case k == kind.Person:
			set |= 1 << ownPerson
		case k == kind.Organization:
			set |= 1 << ownOrganization
		case k == kind.Group:
			set |= 1 << ownGroup
		default:
			set |= 1 << ownPlace
		}
	}
	return set
}

// each calls yield for every class of the set; for none if it is empty.
func (a *setting) each(set uint64, yield func(uint32)) {
	if set == 0 {
		yield(64)
		return
	}
	for k := uint32(0); set>>k != 0; k++ {
		if set>>k&1 == 1 {
			yield(k)
		}
	}
}

// beyond adds the words that stand beyond articles, other names and what joins them: what governs a whole list of places.
func (a *setting) beyond() {
	skip := func(i int, with ...rules.Label) bool {
		if !a.inside(i) {
			return false
		}
		w := a.n.t.Word(i)
		return a.n.t.Tokens[i].Is(text.Capital) || w == "," || w == "and" || w == "or" || a.n.f.CoversAny(i, with...)
	}
	left := a.p.first - 1
	for skip(left, rules.Determiner, rules.Direction) {
		left--
	}
	right := a.p.last
	for skip(right, rules.Determiner, rules.Adverb) {
		right++
	}
	for side, i := range [...]int{left, right} {
		w, c := a.word(i)
		a.add(cBeyond, w, uint32(side))
		a.add(cBeyondCluster, c, uint32(side))
	}
	fold := func(set uint64) uint32 { return uint32(set>>32) ^ uint32(set&^(1<<ownCapital)) }
	l, r := fold(a.classes(left)), fold(a.classes(right))
	a.add(cBeyondClass, l, 0)
	a.add(cBeyondClass, r, 1)
	a.add(cBeyondClasses, l, r)
}

func (a *setting) verb(i int) bool {
	return a.n.f.CoversAny(i, rules.Verb, rules.ActVerb, rules.Cue, rules.Auxiliary)
}

// verbs adds the next verbs on both sides.
func (a *setting) verbs() {
	for side, step := range [...]int{-1, 1} {
		i := a.p.first - 1
		if step > 0 {
			i = a.p.last
		}
		for a.inside(i) && !a.verb(i) {
			i += step
		}
		w, _ := a.word(i)
		a.add(cVerb, w, uint32(side))
	}
}

// heads adds the last word of what the place owns, or of the nouns behind it that it stands before.
func (a *setting) heads() {
	i, template := a.p.last, uint32(cHead)
	if a.inside(i) && a.n.t.Tokens[i].Is(text.Possessive) {
		i, template = i+1, cOwned
	}
	head := -1
	for a.inside(i) && !a.verb(i) && a.n.t.Tokens[i].Kind == text.Word && !a.n.t.Tokens[i].Is(text.Possessive) &&
		!a.n.f.CoversAny(i, rules.Preposition, rules.PlacePrep, rules.Conjunction, rules.SubClause) {
		head = i
		i++
	}
	if head >= 0 {
		w, c := a.word(head)
		a.add(template, w, 0)
		a.add(template+1, c, 0)
	}
}

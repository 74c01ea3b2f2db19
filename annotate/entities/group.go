package entities

import (
	"slices"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// group gives every mention an entity. Full names come first, so that a surname in the headline finds the name that
// follows it; then each short form joins the full name that it can stand for.
func (r *resolver) group() {
	r.Of = make([]int, len(r.mentions))
	keys := make([]key, len(r.mentions))
	full := newIndex()
	for i := range r.mentions {
		keys[i] = r.key(i)
		full.add(&keys[i], i)
	}
	for i := 1; i < len(r.mentions); i++ {
		if r.bracketed(i) && keys[i].family == keys[i-1].family { // M6: World Health Organization (WHO)
			if _, ok := full.listed[keys[i].id]; !ok && keys[i].id != keys[i-1].id {
				full.listed[keys[i].id] = full.canonical(&keys[i-1], i-1)
			}
		}
	}
	byKey := make(map[string]int, len(r.mentions)/2)
	order := make([]int, 0, len(r.mentions)) // the entity of each, before they are put in the order of the story
	entity := func(id string) int {
		e, ok := byKey[id]
		if !ok {
			e = len(byKey)
			byKey[id] = e
		}
		return e
	}
	for i := range r.mentions {
		order = append(order, entity(full.canonical(&keys[i], i)))
	}
	r.Entities = make([]Entity, 0, len(byKey))
	number := make([]int, len(byKey))
	for i := range number {
		number[i] = -1
	}
	for i, e := range order {
		if number[e] < 0 {
			number[e] = len(r.Entities)
			r.Entities = append(r.Entities, Entity{})
		}
		n := number[e]
		r.Of[i] = n
		r.Entities[n].Mentions = append(r.Entities[n].Mentions, i)
	}
}

// family keeps apart what can never be one thing: a place and the state that acts for it are two (M4).
type family uint8

const (
	person family = iota
	organization
	state
	group
	place
)

func familyOf(k kind.Kind) family {
	switch k {
	case kind.Person:
		return person
	case kind.Organization:
		return organization
	case kind.State:
		return state
	case kind.Group:
		return group
	}
	return place
}

// key is what a mention is compared by.
type key struct {
	family   family
	words    []string // in lower case; without a leading article
	id       string   // family and words
	country  string   // of a state: the country it is, by name, capital or demonym
	caps     string   // "WHO" for itself
	initial  string   // "who" for World Health Organization
	particle bool     // it begins with one: de Mistura
	surname  bool     // it begins with one that has a capital, and may be a surname alone: Al Mansoori, Van Dyke
	natural  bool     // it is called as seas and rivers are: the Pacific
	gender   gender   // of a person, by a title or the first name
	head     bool     // it ends in a word for a place: Pacific Ocean
}

// key reads a mention.
func (r *resolver) key(i int) key {
	m := &r.mentions[i]
	k := key{family: familyOf(m.Kind), words: make([]string, 0, m.Last-m.First)}
	var buf [64]byte
	initials := buf[:0]
	for j := m.First; j < m.Last; j++ {
		w := r.t.Lower(j)
		if j == m.First && w == "the" && m.Last-m.First > 1 {
			continue
		}
		tok := r.t.Tokens[j]
		if tok.Kind != text.Word && tok.Kind != text.Number {
			continue
		}
		w = strings.ReplaceAll(w, ".", "")
		if n := len(k.words); n > 0 && k.family == person && r.t.Word(j-1) == "-" {
			k.words[n-1] += "-" + w // Ana Ruiz-Lund is also called Ruiz-Lund
			continue
		}
		k.words = append(k.words, w)
		if k.family == organization && tok.Is(text.Capital) && w != "" {
			_, size := firstRune(w)
			initials = append(initials, w[:size]...)
		}
	}
	k.initial = string(initials)
	k.particle = r.t.Tokens[m.First].Flags&(text.Capital|text.Mixed) == 0
	k.surname = k.family == person && r.f.Covers(m.First, rules.Particle)
	k.natural = m.Kind == kind.Natural || m.First > 0 && r.t.Lower(m.First-1) == "the"
	if h, ok := r.f.At(m.Last-1, rules.PlaceWord); ok && k.family == place && m.Last-m.First == 2 {
		k.head = h.Rule.Kind == kind.Natural // Kansas is not Kansas City
	}
	if len(k.words) == 1 && (r.t.Tokens[m.First].Is(text.AllCaps) || r.t.Tokens[m.First].Is(text.Abbreviated)) {
		k.caps = k.words[0]
	}
	if k.family == person {
		k.gender = r.genderOf(m)
	}
	k.country = r.country(m)
	id := append(buf[:0], '0'+byte(k.family))
	if k.country != "" && (k.family == state || k.family == place && m.Kind == kind.Country) {
		id = append(append(id, '='), k.country...) // Russia and Moscow as actors; US and United States
	} else {
		for n, w := range k.words {
			if n > 0 {
				id = append(id, ' ')
			}
			id = append(id, w...)
		}
	}
	k.id = string(id)
	return k
}

// bracketed reports whether mention i stands alone in brackets straight behind the one before it.
func (r *resolver) bracketed(i int) bool {
	m, before := &r.mentions[i], &r.mentions[i-1]
	return m.First == before.Last+1 && r.t.Word(before.Last) == "(" && m.Last < len(r.t.Tokens) && r.t.Word(m.Last) == ")"
}

func firstRune(s string) (r rune, size int) {
	for i := range s {
		if i > 0 {
			return r, i
		}
	}
	return r, len(s)
}

// country returns the country that the mention's words name, whole; "" for none.
func (r *resolver) country(m *names.Mention) string {
	for _, l := range [...]rules.Label{rules.Country, rules.State} {
		if h, ok := r.f.At(m.First, l); ok && h.Last == m.Last {
			return h.Rule.Attr("country")
		}
	}
	if m.Kind == kind.State {
		if h, ok := r.f.At(m.First, rules.Country); ok && h.Last == m.Last-1 && r.f.Covers(h.Last, rules.Government) {
			return h.Rule.Attr("country") // the US government
		}
		if h, ok := r.f.At(m.First, rules.Settlement); ok && h.Last == m.Last && h.Rule.Attr("capital") != "" {
			return h.Country()
		}
		if h, ok := r.f.At(m.First, rules.Demonym); ok && h.Last < m.Last {
			return h.Rule.Attr("country")
		}
	}
	return ""
}

// index finds the full names that a short form may stand for.
type index struct {
	byLast  map[string][]entry // persons by surname
	byFirst map[string][]entry // persons and organizations by first word
	byCaps  map[string]string  // organizations by initials
	byTail  map[string][]entry // organizations by last word
	byInner map[string][]entry // persons by the words between first and last
	listed  map[string]string  // ids of what stands in brackets behind a name, to the name's
}

// most is how many names that share a word are kept: enough for any real story, and a hostile one stays linear.
const most = 48

type entry struct {
	id    string
	words []string
	at    int // mention
	times int // how often a person is named in full
	gender
}

func newIndex() *index {
	return &index{byLast: map[string][]entry{}, byFirst: map[string][]entry{}, byCaps: map[string]string{}, byTail: map[string][]entry{}, byInner: map[string][]entry{}, listed: map[string]string{}}
}

// add notes a full name: a person's of two words and more, an organization's.
func (x *index) add(k *key, at int) {
	if len(k.words) < 2 || k.family != person && k.family != organization && k.family != place {
		return
	}
	e := entry{k.id, k.words, at, 1, k.gender}
	switch k.family {
	case person:
		last := surname(k.words)
		if k.particle || len(x.byLast[last]) >= most {
			return // "de Mistura" is a short form itself
		}
		for i := range x.byLast[last] {
			if other := &x.byLast[last][i]; other.id == k.id || samePerson(other.words, k.words) {
				other.times++
				return
			}
		}
		x.byLast[last] = append(x.byLast[last], e)
		note(x.byFirst, "0"+k.words[0], e)
		for _, w := range k.words[1 : len(k.words)-1] {
			note(x.byInner, w, e)
		}
	case place:
		if k.head {
			note(x.byFirst, "4"+k.words[0], e)
		}
	case organization:
		note(x.byFirst, "1"+k.words[0], e)
		note(x.byTail, k.words[len(k.words)-1], e)
		if n := len(k.initial); n >= 2 && x.byCaps[k.initial] == "" {
			x.byCaps[k.initial] = k.id
		}
	}
}

// note adds a name to those that share a word.
func note(m map[string][]entry, word string, e entry) {
	if list := m[word]; len(list) < most && !slices.ContainsFunc(list, func(o entry) bool { return o.id == e.id }) {
		m[word] = append(list, e)
	}
}

func surname(words []string) string {
	n := len(words) - 1
	if n > 0 && in(suffixes, words[n]) {
		n--
	}
	return words[n]
}

// samePerson reports whether two full names are one person's: first and last words are alike, what stands between them may be
// left out or cut to an initial.
func samePerson(a, b []string) bool {
	if surname(a) != surname(b) {
		return false
	}
	x, y := a[0], b[0]
	return x == y || len(x) == 1 && strings.HasPrefix(y, x) || len(y) == 1 && strings.HasPrefix(x, y)
}

// canonical returns the id of the entity that a mention belongs to.
func (x *index) canonical(k *key, at int) string {
	if id, ok := x.listed[k.id]; ok {
		return id
	}
	switch k.family {
	case person:
		return x.person(k, at)
	case place:
		if len(k.words) == 1 && k.natural { // the Pacific for the Pacific Ocean; Apure is no Apure River
			if longer := longer(x.byFirst["4"+k.words0()], k.words, true); longer != "" {
				return longer
			}
		}
	case organization:
		if k.caps != "" {
			if id := x.byCaps[k.caps]; id != "" {
				return id
			}
		}
		// "Interfax" for "Interfax News", "National Hurricane Center" for that of the United States: part of one longer name alone
		if id := longer(x.byFirst["1"+k.words0()], k.words, true); id != "" && !x.organ(k, id) {
			return id
		}
		if len(k.words) > 1 && k.country == "" {
			if id := longer(x.byTail[k.words[len(k.words)-1]], k.words, false); id != "" {
				return id
			}
		}
	}
	return k.id
}

// longer returns the id of the one name that begins, or ends, with the words and goes on; "" where there is none or several that
// are not each other's beginning.
func longer(list []entry, words []string, begins bool) string {
	found := entry{}
	for _, e := range list {
		n := len(e.words) - len(words)
		if n <= 0 || begins && !slices.Equal(e.words[:len(words)], words) || !begins && !slices.Equal(e.words[n:], words) {
			continue
		}
		if found.id != "" && found.id != e.id {
			a, b := found.words, e.words
			if len(a) > len(b) {
				a, b = b, a
			}
			if !begins || !slices.Equal(a, b[:len(a)]) { // Norrland for Norrland Steel and Norrland Steel AB, which are one
				return ""
			}
		}
		if len(e.words) > len(found.words) {
			found = e
		}
	}
	return found.id
}

// organ reports whether the longer name with the id is that of an organ of the organization, or of a body of the team's country, and so another
// actor: the ECOWAS Parliament, Sri Lanka Cricket.
func (x *index) organ(k *key, id string) bool {
	return k.country != "" || in(organs, id[strings.LastIndexByte(id, ' ')+1:])
}

func (k *key) words0() string {
	if len(k.words) == 0 {
		return ""
	}
	return k.words[0]
}

// person returns the entity of a person's mention: the full name itself, or the one that the short form ends or begins. Of
// several it is the one named in full most often, then the one named last before the mention, else the first; Mr Ruiz is no Ana Ruiz.
func (x *index) person(k *key, at int) string {
	if len(k.words) == 0 {
		return k.id
	}
	if len(k.words) >= 2 && !(k.surname && x.surnamed(k.words)) {
		for _, e := range x.byLast[surname(k.words)] {
			if samePerson(e.words, k.words) {
				return e.id
			}
		}
	}
	best := entry{}
	for _, e := range x.byLast[surname(k.words)] {
		if len(e.words) > len(k.words) && endsWith(e.words, k.words) && e.gender.fits(k.gender) && better(e, best, at) {
			best = e
		}
	}
	if best.id == "" {
		for _, e := range x.byFirst["0"+k.words[0]] {
			if len(e.words) > len(k.words) && slices.Equal(e.words[:len(k.words)], k.words) && better(e, best, at) {
				best = e
			}
		}
	}
	if best.id == "" && len(k.words) == 1 { // Lucía Roldán Peña is Roldán, Raymond Yip Chi-hang is Yip
		for _, e := range x.byInner[k.words[0]] {
			if e.gender.fits(k.gender) && better(e, best, at) {
				best = e
			}
		}
	}
	if best.id != "" {
		return best.id
	}
	return k.id
}

// surnamed reports whether a name of the story goes on before the words, which are its surname: Khaled Al Mansoori.
func (x *index) surnamed(words []string) bool {
	return slices.ContainsFunc(x.byLast[surname(words)], func(e entry) bool { return len(e.words) > len(words) && endsWith(e.words, words) })
}

func better(e, best entry, at int) bool {
	switch {
	case best.id == "":
		return true
	case e.times != best.times:
		return e.times > best.times
	case e.at < at:
		return best.at > at || e.at > best.at
	}
	return false
}

func endsWith(words, end []string) bool {
	n := len(words)
	if n > 0 && in(suffixes, words[n-1]) && !in(suffixes, end[len(end)-1]) {
		n--
	}
	return n >= len(end) && slices.Equal(words[n-len(end):n], end)
}

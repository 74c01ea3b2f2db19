package names

import (
	"slices"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// acting is the table of what tells the state that acts from the place (A3, L3), as evidence is for names: a row's line in
// en/evidence.jsonl gives two weights, for the state and for the place.
var acting = [...]struct {
	id    string
	needs need
	holds func(n *finder, p *placed) bool
}{
	{"acts-country", always, func(n *finder, p *placed) bool { return p.kind == kind.Country }},
	{"acts-capital", always, func(n *finder, p *placed) bool { return p.seat }},
	{"acts-region", always, func(n *finder, p *placed) bool { return p.kind == kind.Region }},
	{"acts-city", always, func(n *finder, p *placed) bool { return p.kind == kind.Settlement && !p.seat }},
	{"acts-short-name", always, func(n *finder, p *placed) bool { return n.short(p.first) }},

	{"acts-in-before", always, func(n *finder, p *placed) bool { return n.wordBefore(&p.candidate, 0, "in") }},
	{"acts-in-the-before", always, func(n *finder, p *placed) bool {
		return n.wordBefore(&p.candidate, 0, "the") && n.before(&p.candidate, 1, rules.PlacePrep)
	}},
	{"acts-preposition-before", before(rules.PlacePrep), func(n *finder, p *placed) bool { return !n.wordBefore(&p.candidate, 0, "in") }},
	{"acts-from-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "from") }},
	{"acts-to-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "to") }},
	{"acts-of-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "of") }},
	{"acts-on-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "on") }},
	{"acts-by-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "by") }},
	{"acts-with-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "with") }},
	{"acts-against-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "against") }},
	{"acts-between-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "between") }},
	{"acts-for-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "for") }},
	{"acts-that-before", always, func(n *finder, p *placed) bool { return n.skipThe(p, "that") }},
	{"acts-on-it", always, func(n *finder, p *placed) bool { return n.suffers(p) }},
	{"acts-verb-before", before(rules.Verb, rules.Cue), nil},
	{"acts-place-comma-before", always, func(n *finder, p *placed) bool {
		return n.wordBefore(&p.candidate, 0, ",") && n.before(&p.candidate, 1, rules.Settlement, rules.Region, rules.Country)
	}},
	{"acts-office-of-before", always, func(n *finder, p *placed) bool { return n.officeOf(p, rules.Office, rules.Government) }},

	{"acts-opens-clause", always, func(n *finder, p *placed) bool { return n.opensClause(p) }},
	{"acts-opens-and-verb", behind(rules.ActVerb, rules.Cue), func(n *finder, p *placed) bool { return n.opensClause(p) }},
	{"acts-verb-behind", behind(rules.ActVerb, rules.Cue), nil},
	{"acts-other-verb-behind", behind(rules.Verb), func(n *finder, p *placed) bool { return !n.behind(&p.candidate, 0, rules.ActVerb, rules.Cue) }},
	{"acts-auxiliary-behind", behind(rules.Auxiliary), nil},
	{"acts-opens-and-auxiliary", behind(rules.Auxiliary), func(n *finder, p *placed) bool { return n.opensClause(p) }},
	{"acts-adverb-and-verb", behind(rules.Adverb), func(n *finder, p *placed) bool {
		return n.behind(&p.candidate, 1, rules.ActVerb, rules.Cue, rules.Auxiliary, rules.Verb)
	}},
	{"acts-which-behind", always, func(n *finder, p *placed) bool {
		return n.wordBehind(&p.candidate, 0, ",") && (n.wordBehind(&p.candidate, 1, "which") || n.wordBehind(&p.candidate, 1, "whose"))
	}},
	{"acts-owns", always, func(n *finder, p *placed) bool { return p.owns > 0 }},
	{"acts-owns-office", always, func(n *finder, p *placed) bool { return p.owns > 0 && n.officeAt(p.owns, p) }},
	{"acts-office-behind", always, func(n *finder, p *placed) bool { return p.owns == 0 && n.officeAt(p.last, p) }},
	{"acts-title-behind", behind(rules.Title), func(n *finder, p *placed) bool { return p.owns == 0 && n.t.Tokens[p.last].Is(text.Capital) }},
	{"acts-place-word-behind", behind(rules.PlaceWord), nil},
	{"acts-people-behind", behind(rules.PeopleNoun), nil},
	{"acts-noun-behind", always, func(n *finder, p *placed) bool { return n.noun(&p.candidate) }},
	{"acts-pair", always, func(n *finder, p *placed) bool { return n.paired(p) }},
	{"acts-hyphen-verb", always, func(n *finder, p *placed) bool { return n.hyphened(p, backed) }},
	{"acts-hyphen-based", always, func(n *finder, p *placed) bool { return n.hyphened(p, based) }},
	{"acts-and-state", always, func(n *finder, p *placed) bool { return n.joined(p) == kind.Actor }},
	{"acts-and-place", always, func(n *finder, p *placed) bool { return n.joined(p) == kind.Location }},
	{"acts-jointly", always, func(n *finder, p *placed) bool { return n.jointly(p) }},
	{"acts-comma-behind", always, func(n *finder, p *placed) bool { return n.wordBehind(&p.candidate, 0, ",") }},
	{"acts-place-behind", always, func(n *finder, p *placed) bool {
		return n.wordBehind(&p.candidate, 0, ",") && n.behind(&p.candidate, 1, rules.Country, rules.Region)
	}},
	{"acts-ends-sentence", always, func(n *finder, p *placed) bool {
		return p.last == p.sentence.Last || n.wordBehind(&p.candidate, 0, ".")
	}},
	{"acts-in-behind", behind(rules.PlacePrep), nil},
	{"acts-number-behind", always, func(n *finder, p *placed) bool {
		return p.last < p.sentence.Last && n.t.Tokens[p.last].Kind == text.Number
	}},
	{"acts-headline", always, func(n *finder, p *placed) bool { return p.first != p.sentence.First && n.weak[p.first] }},
	{"acts-owns-no-office", always, func(n *finder, p *placed) bool { return p.owns > 0 && !n.officeAt(p.owns, p) }},
	{"acts-organization-before", always, func(n *finder, p *placed) bool {
		return n.before(&p.candidate, 0, rules.Org) && !n.f.Covers(p.first, rules.Org)
	}},
	// what the guidelines say outright, with weights set by hand: where one of these holds, no other row is asked
	{"guide-in-dateline", always, func(n *finder, p *placed) bool { return n.inDateline(p) }},
	{"guide-topic", always, func(n *finder, p *placed) bool { return p.owns == 0 && n.topicBehind(p) || n.topicBefore(p) }},
	{"guide-owns-people", always, func(n *finder, p *placed) bool { return p.owns > 0 && n.people(p) }},
	{"guide-owns-the-most", always, func(n *finder, p *placed) bool { return p.owns > 0 && n.superlative(p.owns) }},
	{"guide-out-of", always, func(n *finder, p *placed) bool {
		return n.wordBefore(&p.candidate, 0, "of") && n.wordBefore(&p.candidate, 1, "out")
	}},
	{"guide-office-of", always, func(n *finder, p *placed) bool {
		return p.kind == kind.Country && n.officeOf(p, rules.Title, rules.Government)
	}},
	{"guide-in-both", always, func(n *finder, p *placed) bool { return n.inBoth(p) }},
	{"guide-part-of", always, func(n *finder, p *placed) bool { return n.partOf(p) }},
	{"guide-announces", always, func(n *finder, p *placed) bool { return (p.kind == kind.Country || p.seat) && n.announces(p) }},
	{"guide-from-to", always, func(n *finder, p *placed) bool { return n.fromTo(p) }},
	{"guide-sits-for", always, func(n *finder, p *placed) bool { return n.seatedFor(&p.candidate) }},
	{"guide-lived-in", always, func(n *finder, p *placed) bool {
		return n.peopled(&p.candidate) || n.wordBefore(&p.candidate, 0, "of") && n.wordBefore(&p.candidate, 1, ",") && p.kind == kind.Settlement
	}},
	{"guide-says", always, func(n *finder, p *placed) bool {
		return (p.kind == kind.Country || p.seat) && n.opensClause(p) && n.behind(&p.candidate, 0, rules.Cue) && n.behind(&p.candidate, 0, rules.ActVerb)
	}},
	{"guide-backed", always, func(n *finder, p *placed) bool { return n.hyphened(p, backed) }},
	{"guide-pair", always, func(n *finder, p *placed) bool { return n.paired(p) }},
	{"guide-foreign-minister", always, func(n *finder, p *placed) bool { return n.officer(p) }},

	{"acts-brackets", always, func(n *finder, p *placed) bool { return n.wordBefore(&p.candidate, 0, "(") }},
}

// placed is a mention of a place whose name may stand for the state.
type placed struct {
	candidate
	kind kind.Kind
	seat bool // a capital
	owns int  // the token behind its possessive; 0 for none
}

// places decides for every country, region and city between the place and the state: by the rows of acting, or, where the model has
// weights for that, by these; where a row that the guidelines set holds, by that alone.
func (n *finder) places(m *tagger.Model) {
	var held []uint8
	var features []uint32
	for i := range n.found {
		at := &n.found[i]
		if at.Score == 1000 || !mayAct(at.Kind) {
			continue
		}
		p := n.placed(at)
		held = held[:0]
		total, given, most := int32(0), int32(0), int32(0)
		var reason *rules.Rule
		there := n.there(&p.candidate)
		for k, r := range n.acting {
			if a := &acting[k]; r == nil || there[a.needs.at]&a.needs.of == 0 || a.holds != nil && !a.holds(n, &p) {
				continue
			}
			w := int32(r.Weights[0] - r.Weights[1])
			total += w
			if strings.HasPrefix(r.ID, "guide-") {
				given += w
			} else {
				held = append(held, uint8(k))
			}
			if w > most {
				reason, most = r, w
			}
		}
		if m != nil && (m.Acts != nil || n.asked != nil) {
			features = n.context(&p, held, m, features[:0])
		}
		if n.asked != nil {
			n.asked(at, held, features, given)
		}
		switch {
		case given != 0:
			total = given
		case m != nil && m.Acts != nil:
			total = m.Acts.Sum(features) + leaning
		}
		if total <= 0 {
			continue
		}
		at.Kind, at.By = kind.State, "model"
		if reason != nil {
			at.By = "rule:" + reason.ID
		}
		at.Score = uint16(int(at.Score) * int(ahead(total)) / 1000)
	}
}

// leaning is added for the state, in hundredths: stories name far more places than states, so what is fitted to them asks for too
// much before it calls one a state.
const leaning = 45

// ahead turns the weight by which a state is ahead of the place into thousandths of a probability.
func ahead(by int32) uint16 { return uint16(1000 * uint64(one) / (one + exp(by))) }

// mayAct reports whether places of the kind may stand for a state.
func mayAct(k kind.Kind) bool {
	return k == kind.Country || k == kind.Region || k == kind.Settlement
}

func (n *finder) placed(m *Mention) placed {
	p := placed{candidate: candidate{first: m.First, last: m.Last, sentence: n.t.Sentences[n.t.SentenceOf(m.First)]}, kind: m.Kind}
	h, ok := n.f.At(m.First, rules.Settlement)
	p.seat = ok && h.Last == m.Last && h.Rule.Attr("capital") != ""
	if m.Last < p.sentence.Last-1 && n.t.Tokens[m.Last].Is(text.Possessive) {
		p.owns = m.Last + 1
	}
	return p
}

func (n *finder) short(i int) bool {
	return n.t.Tokens[i].Is(text.AllCaps) || n.t.Tokens[i].Is(text.Abbreviated)
}

// skipThe reports whether the word stands before the place, an article between them or not.
func (n *finder) skipThe(p *placed, w string) bool {
	return n.wordBefore(&p.candidate, 0, w) || n.wordBefore(&p.candidate, 0, "the") && n.wordBefore(&p.candidate, 1, w)
}

// suffers reports whether a verb of acting stands before the place: accuse the United States.
func (n *finder) suffers(p *placed) bool {
	c := &p.candidate
	return n.before(c, 0, rules.ActVerb) && !n.before(c, 0, rules.PlacePrep) || n.wordBefore(c, 0, "the") && n.before(c, 1, rules.ActVerb)
}

// officeOf reports whether an office of one of the classes, "the president of" or its like, stands before the place.
func (n *finder) officeOf(p *placed, of ...rules.Label) bool {
	i := p.first - 1
	if i >= p.sentence.First && n.is(i, "the") {
		i--
	}
	return i-1 >= p.sentence.First && n.is(i, "of") && n.f.CoversAny(i-1, rules.Office, rules.Government) && n.f.CoversAny(i-1, of...)
}

// officeAt reports whether what a state owns stands at token i, an adjective before it or not.
func (n *finder) officeAt(i int, p *placed) bool {
	for j := i; j < p.sentence.Last && j < i+3; j++ {
		if n.f.Covers(j, rules.Office) {
			return true
		}
		if n.t.Tokens[j].Kind != text.Word || n.f.CoversAny(j, rules.Preposition, rules.Auxiliary, rules.Conjunction, rules.Cue, rules.SubClause) {
			return false
		}
	}
	return false
}

// topicBehind reports whether what talks or a crisis are about stands behind the place, an adjective between them or not.
func (n *finder) topicBehind(p *placed) bool {
	if p.last >= p.sentence.Last || n.short(p.first) {
		return false
	}
	for j := p.last; j < p.sentence.Last && j < p.last+2; j++ {
		if n.among(j, topics) {
			return true
		}
	}
	return false
}

// topicBefore reports whether "talks on", "approach to" or their like stands before the place.
func (n *finder) topicBefore(p *placed) bool {
	c := &p.candidate
	return n.wordBefore(c, 0, "on") && n.oneBefore(c, 1, subjects) || n.wordBefore(c, 0, "to") && n.oneBefore(c, 1, journeys) ||
		p.kind != kind.Country && n.wordBefore(c, 0, "for") && n.oneBefore(c, 1, warnings)
}

// officer reports whether the title of one of the state's officers follows, or what the place owns is an office: Iran's foreign
// policy, US Secretary of State, Iran foreign minister.
func (n *finder) officer(p *placed) bool {
	i := max(p.last, p.owns)
	return i < p.sentence.Last && (p.kind == kind.Country || p.seat) && n.f.Covers(i, rules.Office) &&
		(n.t.Tokens[i].Is(text.Capital) || p.owns > 0 || n.f.Covers(i, rules.Title))
}

// people reports whether what the place owns are people that hold no office of it: Syria's opposition, Kenya's small farmers.
func (n *finder) people(p *placed) bool {
	for i := p.owns; i < p.sentence.Last && i < p.owns+5; i++ {
		switch {
		case n.t.Tokens[i].Kind != text.Word || n.f.CoversAny(i, rules.Office, rules.Preposition, rules.Auxiliary, rules.Conjunction, rules.SubClause) || n.t.Tokens[i].Is(text.Capital):
			return false
		case n.f.CoversAny(i, rules.PeopleNoun, rules.PersonNoun):
			return i+1 == p.sentence.Last || n.t.Tokens[i+1].Kind != text.Word || !n.f.CoversAny(i+1, rules.Title, rules.PersonNoun, rules.PeopleNoun, rules.OrgNoun)
		}
	}
	return false
}

// partOf reports whether a word for a place or a part of one stands before the place: the coast of Kenya, parts of the United States.
func (n *finder) partOf(p *placed) bool {
	c := &p.candidate
	if n.before(c, 0, rules.PlaceWord, rules.Direction) {
		return true
	}
	i := p.first - 1
	if n.wordBefore(c, 0, "the") {
		i--
	}
	if i-1 < p.sentence.First || !n.is(i, "of") {
		return false
	}
	return n.f.CoversAny(i-1, rules.PlaceWord, rules.Direction, rules.Region, rules.Natural) || n.among(i-1, parts)
}

// superlative reports whether token i is one: Ghana's largest port, its most watched broadcaster.
func (n *finder) superlative(i int) bool {
	w := n.t.Word(i)
	return len(w) > 5 && strings.HasSuffix(w, "est") && !slices.Contains(noSuperlatives, w) || slices.Contains(superlatives, w)
}

// announces reports whether a headline's subject, alone or in a list, is about to do something: Seoul, Tokyo to restart talks.
func (n *finder) announces(p *placed) bool {
	s := p.sentence
	i := p.first - 1
	for k := 0; k < mostListed && i > s.First && (n.t.Word(i) == "," || n.is(i, "and")) && n.owner[i-1] > 0; k++ {
		i = n.found[n.owner[i-1]-1].First - 1
	}
	if i >= s.First {
		return false
	}
	i = p.last
	for k := 0; k < mostListed && i+1 < s.Last && (n.t.Word(i) == "," || n.is(i, "and")) && n.owner[i+1] > 0; k++ {
		i = n.found[n.owner[i+1]-1].Last
	}
	return i+1 < s.Last && n.is(i, "to") && n.t.Tokens[i+1].Kind == text.Word && !n.t.Tokens[i+1].Is(text.Capital) && (n.f.CoversAny(i+1, rules.Verb, rules.Cue, rules.ActVerb) || !n.f.Known(i+1))
}

// fromTo reports whether the place is one end of a way: from Albania to Vietnam.
func (n *finder) fromTo(p *placed) bool {
	c := &p.candidate
	from, to := n.wordBefore(c, 0, "from"), n.wordBefore(c, 0, "to")
	return from && n.wordBehind(c, 0, "to") && c.last+1 < c.sentence.Last && n.capital[c.last+1] ||
		to && c.first-3 >= c.sentence.First && n.capital[c.first-2] && n.is(c.first-3, "from")
}

// opensClause reports whether the place is where a clause's subject stands: at its beginning, or behind a conjunction or a cue.
func (n *finder) opensClause(p *placed) bool {
	i := p.first - 1
	for i >= p.sentence.First && (n.is(i, "the") || n.t.Tokens[i].Kind == text.Mark) {
		i--
	}
	if i < p.sentence.First {
		return true
	}
	spaced := n.t.Tokens[i].Is(text.SpaceBefore) && n.t.Tokens[i+1].Is(text.SpaceBefore) // the dash of a dateline, no hyphen
	return n.t.Tokens[i].Kind == text.Punct && (n.t.Word(i) != "-" || spaced) && n.t.Word(i) != "(" || n.f.CoversAny(i, rules.Conjunction, rules.SubClause, rules.Cue)
}

// paired reports whether a hyphen or a dash ties the place to another: US-Russia ceasefire.
func (n *finder) paired(p *placed) bool {
	place := func(i int) bool {
		return i >= p.sentence.First && i < p.sentence.Last && n.f.CoversAny(i, rules.Country, rules.Region, rules.Settlement, rules.Org, rules.Demonym)
	}
	dash := func(i int) bool {
		return i >= p.sentence.First && i < p.sentence.Last && (n.t.Word(i) == "-" || n.t.Word(i) == "–") && !n.t.Tokens[i].Is(text.SpaceBefore)
	}
	return dash(p.last) && place(p.last+1) || dash(p.first-1) && place(p.first-2)
}

// hyphened reports whether one of the words hangs on the place: US-led.
func (n *finder) hyphened(p *placed, words []string) bool {
	return p.last+1 < p.sentence.Last && n.t.Word(p.last) == "-" && n.among(p.last+1, words)
}

// joined returns the type of the mention, decided before, that "and" or a comma ties the place to.
func (n *finder) joined(p *placed) kind.Type {
	i := p.first - 1
	if i >= p.sentence.First && n.is(i, "the") {
		i--
	}
	if i-1 < p.sentence.First || !n.is(i, "and") && n.t.Word(i) != "," {
		return kind.NoType
	}
	o := n.owner[i-1]
	if o == 0 {
		return kind.NoType
	}
	switch k := n.found[o-1].Kind; {
	case k == kind.State || k.Type() == kind.Location:
		return k.Type()
	}
	return kind.NoType
}

// jointly reports whether other places and then a verb follow where a subject stands: Moscow and Washington agreed; Chile, Peru
// and the European Union offered.
func (n *finder) jointly(p *placed) bool {
	if !n.opensClause(p) {
		return false
	}
	i := p.last
	for range 4 {
		and := i < p.sentence.Last && n.is(i, "and")
		if !and && (i >= p.sentence.Last || n.t.Word(i) != ",") {
			return false
		}
		i++
		if i < p.sentence.Last && n.is(i, "the") {
			i++
		}
		if i >= p.sentence.Last {
			return false
		}
		h, ok := n.listed(i)
		if !ok || h.Last >= p.sentence.Last {
			return false
		}
		i = h.Last
		if and {
			return n.f.CoversAny(i, rules.ActVerb, rules.Cue, rules.Auxiliary, rules.Verb)
		}
	}
	return false
}

// inDateline reports whether the place stands in a dateline: MILDURA, Australia --.
func (n *finder) inDateline(p *placed) bool {
	end := n.dateline(p.sentence)
	return end > p.sentence.First && p.first < p.sentence.First+longestDateline && (p.last <= end || p.first == end+1 && (n.t.Word(end) == "," || n.t.Word(end) == "/"))
}

// fewSports and fewSportsIn say from when a story is a sports report: so many words of sports, and one in so many tokens.
const (
	fewSports   = 5
	fewSportsIn = 50
)

// teams takes the countries and towns that act in a sports report for their teams (A2).
func (n *finder) teams() {
	r := n.f.Rule("team")
	if r == nil {
		return
	}
	count := 0
	for i := range n.t.Tokens {
		if n.f.Covers(i, rules.Sport) {
			count++
		}
	}
	if count < fewSports || count*fewSportsIn < len(n.t.Tokens) {
		return
	}
	for i := range n.found {
		if m := &n.found[i]; m.Kind == kind.State && m.Score < 1000 {
			p := n.placed(m)
			if !n.f.Covers(m.First, rules.Demonym) && !n.officer(&p) && !n.officeOf(&p, rules.Office, rules.Government) {
				m.Kind, m.By = kind.Organization, "rule:team"
			}
		}
	}
}

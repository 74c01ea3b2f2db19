package names

import (
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// The classes between which evidence decides. What a place acts as, and which kind of place it is, is decided later.
const (
	person = iota
	organization
	place
	nothing
	classes
)

// reason is a row of what may speak for a class. Its id is that of its line in en/evidence.jsonl, which gives its weights and says in
// words why. It holds where what it needs is there and holds says so, or is nil.
type reason struct {
	id    string
	needs need
	holds func(n *finder, c *candidate) bool
}

// need is what must be there for a row to hold: a word of one of the classes in or beside the candidate. Most rows are passed over by it.
type need struct {
	at spot
	of rules.LabelSet
}

// spot is where a word stands to a candidate.
type spot uint8

const (
	inIt spot = iota
	beforeIt
	behindIt
	anywhere
	spots
)

var (
	always = need{anywhere, 1}
	never  need
)

func inside(l ...rules.Label) need { return need{inIt, rules.SetOf(l...)} }
func before(l ...rules.Label) need { return need{beforeIt, rules.SetOf(l...)} }
func behind(l ...rules.Label) need { return need{behindIt, rules.SetOf(l...)} }

// there returns the classes of the words in the candidate, and of the words before and behind it in its sentence.
func (n *finder) there(c *candidate) (of [spots]rules.LabelSet) {
	of[anywhere] = always.of
	for i := c.first; i < c.last; i++ {
		of[inIt] |= n.f.Over(i)
	}
	if i := c.first - 1; i >= c.sentence.First {
		of[beforeIt] = n.f.Over(i)
	}
	if i := c.last; i < c.sentence.Last {
		of[behindIt] = n.f.Over(i)
	}
	return of
}

// evidence is the table of reasons: the rules' own, and what the trained tagger sees.
var evidence = append(own[:], seen()...)

var own = [...]reason{
	{"any-name", always, nil},

	// what lists know
	{"listed-country", inside(rules.Country), func(n *finder, c *candidate) bool { return n.whole(c, rules.Country) }},
	{"listed-region", inside(rules.Region), func(n *finder, c *candidate) bool { return n.whole(c, rules.Region) }},
	{"listed-city", inside(rules.Settlement), func(n *finder, c *candidate) bool { return n.sized(c) >= 500 }},
	{"listed-capital", inside(rules.Settlement), func(n *finder, c *candidate) bool {
		h, ok := n.hit(c, rules.Settlement)
		return ok && h.Rule.Attr("capital") != ""
	}},
	{"listed-town", inside(rules.Settlement), func(n *finder, c *candidate) bool { s := n.sized(c); return s >= 0 && s < 500 }},
	{"listed-natural", inside(rules.Natural), func(n *finder, c *candidate) bool { return n.whole(c, rules.Natural) }},
	{"listed-facility", inside(rules.Facility), func(n *finder, c *candidate) bool { return n.whole(c, rules.Facility) }},
	{"listed-organization", inside(rules.Org), func(n *finder, c *candidate) bool { return n.whole(c, rules.Org) }},
	{"listed-person", inside(rules.Person), func(n *finder, c *candidate) bool { return n.whole(c, rules.Person) }},
	{"listed-group", inside(rules.Group), func(n *finder, c *candidate) bool { return n.whole(c, rules.Group) }},
	{"listed-work", inside(rules.Work), func(n *finder, c *candidate) bool { return n.whole(c, rules.Work) }},
	{"place-inside", inside(rules.Country, rules.Region, rules.Settlement), func(n *finder, c *candidate) bool { return c.len() > 1 }},
	{"organization-inside", inside(rules.Org), func(n *finder, c *candidate) bool { return c.len() > 1 }},

	// what the words of a person's name are
	{"given-name-first", inside(rules.FirstName), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.FirstName) }},
	{"given-name-inside", inside(rules.FirstName), func(n *finder, c *candidate) bool { return c.len() > 2 && n.inside(c.first+1, c.last, rules.FirstName) }},
	{"given-name-alone", inside(rules.FirstName), func(n *finder, c *candidate) bool { return c.len() == 1 && n.f.Covers(c.first, rules.FirstName) }},
	{"family-name-last", inside(rules.FamilyName), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.FamilyName) }},
	{"family-name-first", inside(rules.FamilyName), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.FamilyName) }},
	{"family-name-alone", inside(rules.FamilyName), func(n *finder, c *candidate) bool { return c.len() == 1 && n.f.Covers(c.first, rules.FamilyName) }},
	{"name-particle", inside(rules.Particle), func(n *finder, c *candidate) bool { return n.inside(c.first, c.last-1, rules.Particle) }},
	{"initial", always, func(n *finder, c *candidate) bool { return n.initial(c) }},

	// what the words of an institution or a place are
	{"organization-head", inside(rules.OrgHead), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.OrgHead) }},
	{"organization-head-alone", inside(rules.OrgHead), func(n *finder, c *candidate) bool { return c.len() == 1 && n.f.Covers(c.first, rules.OrgHead) }},
	{"organization-head-inside", inside(rules.OrgHead), func(n *finder, c *candidate) bool {
		return c.len() > 2 && n.inside(c.first, c.last-1, rules.OrgHead)
	}},
	{"organization-of", inside(rules.OrgOf), func(n *finder, c *candidate) bool {
		return c.len() > 2 && n.f.Covers(c.first, rules.OrgOf) && n.holds(c.first, c.last, "of", "for")
	}},
	{"company-form", inside(rules.OrgTail), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.OrgTail) }},
	{"demonym-first", inside(rules.Demonym), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.Demonym) }},
	{"place-word-last", inside(rules.PlaceWord), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.PlaceWord) }},
	{"natural-word-first", inside(rules.PlaceHead), func(n *finder, c *candidate) bool {
		h, ok := n.f.At(c.first, rules.PlaceHead)
		return ok && c.len() > 1 && h.Rule.Kind == kind.Natural
	}},
	{"place-word-first", inside(rules.PlaceHead), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.PlaceHead) }},
	{"event-last", inside(rules.Event), func(n *finder, c *candidate) bool { return n.f.Covers(c.last-1, rules.Event) }},
	{"event-first", inside(rules.Event), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.Event) }},
	{"title-last", inside(rules.Title, rules.PersonNoun), func(n *finder, c *candidate) bool { return n.f.CoversAny(c.last-1, rules.Title, rules.PersonNoun) }},
	{"direction-first", inside(rules.Direction), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.Direction) }},
	{"common-first", inside(rules.Common), func(n *finder, c *candidate) bool {
		return n.f.Covers(c.first, rules.Common) && !n.t.Tokens[c.first].Is(text.AllCaps)
	}},
	{"common-last", inside(rules.Common), func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.Common) }},
	{"verb-word", inside(rules.Verb, rules.Cue, rules.Adverb), func(n *finder, c *candidate) bool { return n.f.CoversAny(c.first, rules.Verb, rules.Cue, rules.Adverb) }},
	{"in-small-letters", always, func(n *finder, c *candidate) bool { return n.small.has(n.f.Sum(n.capitalOf(c))) }},
	{"last-in-small-letters", always, func(n *finder, c *candidate) bool { return c.len() > 1 && n.small.has(n.f.Sum(c.last-1)) }},

	// how it is written
	{"one-word", always, func(n *finder, c *candidate) bool { return c.len() == 1 }},
	{"two-words", always, func(n *finder, c *candidate) bool { return c.len() == 2 }},
	{"three-words", always, func(n *finder, c *candidate) bool { return c.len() == 3 }},
	{"many-words", always, func(n *finder, c *candidate) bool { return c.len() > 5 }},
	{"acronym", always, func(n *finder, c *candidate) bool {
		return c.len() == 1 && n.t.Tokens[c.first].Is(text.AllCaps) && n.t.Tokens[c.first].Len() <= 6
	}},
	{"all-capitals", always, func(n *finder, c *candidate) bool {
		return n.t.Tokens[c.first].Is(text.AllCaps) && (c.len() > 1 || n.t.Tokens[c.first].Len() > 6)
	}},
	{"inner-capital", always, func(n *finder, c *candidate) bool {
		return n.t.Tokens[c.first].Is(text.Mixed) && !n.t.Tokens[c.first].Is(text.AllCaps)
	}},
	{"digits", always, func(n *finder, c *candidate) bool { return n.digits(c) }},
	{"and-or-of-inside", always, func(n *finder, c *candidate) bool { return n.holds(c.first, c.last, "of", "and", "for", "&") }},
	{"hyphen", always, func(n *finder, c *candidate) bool { return n.holds(c.first, c.last, "-") }},
	{"one-letter", always, func(n *finder, c *candidate) bool { return c.len() == 1 && n.t.Tokens[c.first].Len() == 1 }},
	{"not-ascii", always, func(n *finder, c *candidate) bool { return n.t.Tokens[c.first].Is(text.NonASCII) }},
	{"place-ending", always, func(n *finder, c *candidate) bool { return n.ending(c, placeEndings) }},
	{"person-ending", always, func(n *finder, c *candidate) bool { return n.ending(c, personEndings) }},
	{"plural-ending", always, func(n *finder, c *candidate) bool { return n.ending(c, pluralEndings) }},
	{"plural-name", always, func(n *finder, c *candidate) bool {
		return c.len() > 1 && n.ending(c, pluralEndings) && !n.inside(c.first, c.last, rules.FirstName, rules.FamilyName, rules.PlaceWord)
	}},
	{"opens-sentence", always, func(n *finder, c *candidate) bool { return c.weak && n.t.Tokens[c.first].Is(text.First) }},
	{"weak-capital", always, func(n *finder, c *candidate) bool { return c.weak && !n.t.Tokens[c.first].Is(text.First) }},
	{"stands-alone", always, func(n *finder, c *candidate) bool { return c.first == c.sentence.First && c.last == c.sentence.Last }},

	// what stands before it
	{"title-before", always, func(n *finder, c *candidate) bool { return c.titled || n.before(c, 0, rules.Title) }},
	{"honorific-before", before(rules.Honorific), nil},
	{"person-before", before(rules.PersonNoun), nil},
	{"kin-before", always, func(n *finder, c *candidate) bool {
		return n.before(c, 0, rules.Kin) || n.wordBefore(c, 0, ",") && n.before(c, 1, rules.Kin)
	}},
	{"agent-before", always, func(n *finder, c *candidate) bool {
		return n.agent(c.first-1, c) || n.wordBefore(c, 0, ",") && n.agent(c.first-2, c)
	}},
	{"guide-dateline", always, func(n *finder, c *candidate) bool {
		return c.first == c.sentence.First && n.dateline(c.sentence) == c.last || n.secondDateline(c)
	}},
	{"guide-founded", behind(rules.Title, rules.PersonNoun, rules.OrgNoun, rules.Auxiliary, rules.Verb, rules.Cue), func(n *finder, c *candidate) bool { return n.company(c) }},
	{"guide-shares", always, func(n *finder, c *candidate) bool {
		return (n.wordBefore(c, 0, "in") || n.wordBefore(c, 0, "of")) && n.oneBefore(c, 1, shares)
	}},
	{"guide-in-event", behind(rules.Event), func(n *finder, c *candidate) bool { return n.namesEvent(c) }},
	{"guide-one-of-theirs", behind(rules.Cue), func(n *finder, c *candidate) bool { return n.oneOfTheirs(c) }},
	{"guide-called-mr", before(rules.Honorific), func(n *finder, c *candidate) bool { return n.calledMister(c) }},
	{"guide-bare-title", inside(rules.Title), func(n *finder, c *candidate) bool { return n.bareTitle(c) }},
	{"guide-kin", always, func(n *finder, c *candidate) bool { return n.kin(c) }},
	{"guide-storm", always, func(n *finder, c *candidate) bool { return n.storm(c) }},
	{"guide-called-place", always, func(n *finder, c *candidate) bool { return n.peopled(c) || n.calledPlace(c) }},
	{"guide-label", inside(rules.FirstName), func(n *finder, c *candidate) bool { return n.label(c) }},
	{"guide-shores", before(rules.Determiner), func(n *finder, c *candidate) bool { return n.shores(c) }},
	{"guide-visited", inside(rules.PlaceWord, rules.OrgHead), func(n *finder, c *candidate) bool { return n.visited(c) }},
	{"guide-one-of-many", always, func(n *finder, c *candidate) bool { return n.oneOfMany(c) }},
	{"guide-address", always, func(n *finder, c *candidate) bool { return n.address(c) }},
	{"guide-shared-word", always, func(n *finder, c *candidate) bool { return n.sharedWord(c) > 0 }},
	{"guide-seat", always, func(n *finder, c *candidate) bool { return n.seat(c) }},
	{"guide-administration", inside(rules.FamilyName), func(n *finder, c *candidate) bool {
		return c.last < c.sentence.Last && n.among(c.last, terms) && n.f.Covers(c.last-1, rules.FamilyName) && !n.whole(c, rules.Country) && !n.whole(c, rules.Region)
	}},
	{"title-comma-before", always, func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, ",") && n.before(c, 1, rules.Title, rules.PersonNoun)
	}},
	{"cue-before", before(rules.Cue, rules.CuePhrase), func(n *finder, c *candidate) bool { return !c.titled }},
	{"verb-before", before(rules.Verb), func(n *finder, c *candidate) bool { return !c.titled }},
	{"organization-noun-before", before(rules.OrgNoun), nil},
	{"place-word-before", before(rules.PlaceWord), func(n *finder, c *candidate) bool { return !c.titled }},
	{"place-word-of-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "of") && n.before(c, 1, rules.PlaceWord) }},
	{"office-of-before", always, func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "of") && n.before(c, 1, rules.Title, rules.PersonNoun)
	}},
	{"office-of-the-before", always, func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "the") && (n.wordBefore(c, 1, "of") || n.wordBefore(c, 1, "for")) && n.before(c, 2, rules.Title, rules.PersonNoun)
	}},
	{"direction-before", before(rules.Direction), nil},
	{"event-before", before(rules.Event), nil},
	{"opens-alone", always, func(n *finder, c *candidate) bool { return n.opensAlone(c) }},
	{"demonym-before", before(rules.Demonym), nil},
	{"the-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "the") }},
	{"a-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "a") || n.wordBefore(c, 0, "an") }},
	{"possessor-before", before(rules.Determiner), func(n *finder, c *candidate) bool {
		return !n.wordBefore(c, 0, "the") && !n.wordBefore(c, 0, "a") && !n.wordBefore(c, 0, "an")
	}},
	{"in-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "in") }},
	{"at-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "at") }},
	{"in-the-before", always, func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "the") && n.before(c, 1, rules.PlacePrep)
	}},
	{"from-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "from") }},
	{"to-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "to") }},
	{"of-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "of") }},
	{"by-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "by") }},
	{"with-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "with") || n.wordBefore(c, 0, "for") }},
	{"on-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "on") }},
	{"place-preposition-before", before(rules.PlacePrep), func(n *finder, c *candidate) bool { return !n.wordBefore(c, 0, "in") && !n.wordBefore(c, 0, "at") }},
	{"and-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "and") }},
	{"comma-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, ",") }},
	{"place-comma-before", always, func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, ",") && n.before(c, 1, rules.Country, rules.Settlement, rules.Region)
	}},
	{"that-before", before(rules.SubClause), nil},
	{"conjunction-before", before(rules.Conjunction), func(n *finder, c *candidate) bool { return !n.wordBefore(c, 0, "and") }},
	{"bracket-before", always, func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "(") }},
	{"mark-before", always, func(n *finder, c *candidate) bool {
		i := c.first - 1
		return i >= c.sentence.First && n.t.Tokens[i].Kind == text.Mark
	}},
	{"hyphen-before", always, func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "-") && !n.t.Tokens[c.first].Is(text.SpaceBefore)
	}},
	{"number-before", always, func(n *finder, c *candidate) bool {
		i := c.first - 1
		return i >= c.sentence.First && n.t.Tokens[i].Kind == text.Number
	}},
	{"named-before", always, func(n *finder, c *candidate) bool {
		return n.oneBefore(c, 0, called)
	}},

	// what stands behind it
	{"possessive-behind", always, func(n *finder, c *candidate) bool {
		return c.last < c.sentence.Last && n.t.Tokens[c.last].Is(text.Possessive)
	}},
	{"cue-behind", behind(rules.Cue), nil},
	{"verb-behind", behind(rules.Verb, rules.ActVerb), func(n *finder, c *candidate) bool { return !n.behind(c, 0, rules.Cue) }},
	{"auxiliary-behind", behind(rules.Auxiliary), nil},
	{"who-behind", always, func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, "who") || n.wordBehind(c, 0, ",") && n.wordBehind(c, 1, "who") || n.wordBehind(c, 0, "whose")
	}},
	{"age-behind", always, func(n *finder, c *candidate) bool { return n.age(c) }},
	{"title-behind", always, func(n *finder, c *candidate) bool { return n.apposition(c) }},
	{"title-noun-behind", behind(rules.Title, rules.PersonNoun), nil},
	{"organization-noun-behind", always, func(n *finder, c *candidate) bool {
		return n.behind(c, 0, rules.OrgNoun) || n.behind(c, 1, rules.OrgNoun) && n.t.Tokens[c.first].Is(text.AllCaps) && n.t.Tokens[c.last].Kind == text.Word
	}},
	{"people-behind", behind(rules.PeopleNoun), nil},
	{"place-word-behind", behind(rules.PlaceWord), nil},
	{"event-behind", behind(rules.Event), nil},
	{"based-behind", always, func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, "-") && n.behind(c, 1, rules.Relation, rules.Verb)
	}},
	{"hyphen-behind", always, func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, "-") && !n.t.Tokens[c.last].Is(text.SpaceBefore)
	}},
	{"place-behind", always, func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, ",") && n.behind(c, 1, rules.Country, rules.Region, rules.Settlement)
	}},
	{"acronym-behind", always, func(n *finder, c *candidate) bool { return n.bracketed(c) }},
	{"bracket-behind", always, func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, "(") }},
	{"closing-bracket-behind", always, func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, ")") }},
	{"comma-behind", always, func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, ",") }},
	{"end-behind", always, func(n *finder, c *candidate) bool { return c.last == c.sentence.Last || n.wordBehind(c, 0, ".") }},
	{"colon-behind", always, func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, ":") }},
	{"of-behind", always, func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, "of") }},
	{"and-behind", always, func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, "and") }},
	{"number-behind", always, func(n *finder, c *candidate) bool {
		return c.last < c.sentence.Last && n.t.Tokens[c.last].Kind == text.Number
	}},
	{"noun-behind", always, func(n *finder, c *candidate) bool { return n.noun(c) }},

	// how the story's other names stand: only these are weighed in the second round
	{"also-person", never, nil},
	{"also-organization", never, nil},
	{"also-place", never, nil},
	{"also-nothing", never, nil},
	{"family-name-of", never, nil},
	{"given-name-of", never, nil},
	{"acronym-of", never, nil},
	{"beginning-of-organization", never, nil},
	{"beginning-of-place", never, nil},
	{"guide-company", never, nil},
	{"guide-among-places", never, nil},
	{"bracket-of-organization", never, nil},
	{"bracket-of-place", never, nil},
	{"once", never, nil},
	{"map-unknown", never, nil},
	{"map-missing", never, nil},
	{"map-known", never, nil},
	{"map-built", never, nil},
	{"map-near", never, nil},
}

// The rows of the second round.
var alsoPerson, alsoOrganization, alsoPlace, alsoNothing, familyNameOf, givenNameOf, acronymOf, beginningOfOrganization, beginningOfPlace, ofCompany, amongPlaces, bracketOfOrganization, bracketOfPlace, once = number("also-person"),
	number("also-organization"), number("also-place"), number("also-nothing"), number("family-name-of"), number("given-name-of"), number("acronym-of"),
	number("beginning-of-organization"), number("beginning-of-place"), number("guide-company"), number("guide-among-places"), number("bracket-of-organization"),
	number("bracket-of-place"), number("once")

// number returns the index of the row with the id.
func number(id string) uint8 {
	for i := range evidence {
		if evidence[i].id == id {
			return uint8(i)
		}
	}
	panic("names: no evidence " + id)
}

func (c *candidate) len() int { return c.last - c.first }

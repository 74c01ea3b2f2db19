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
// words why.
type reason struct {
	id    string
	holds func(n *finder, c *candidate) bool
}

// evidence is the table of reasons: the rules' own, and what the trained tagger sees.
var evidence = append(own[:], seen()...)

var own = [...]reason{
	{"any-name", func(n *finder, c *candidate) bool { return true }},

	// what lists know
	{"listed-country", func(n *finder, c *candidate) bool { return n.whole(c, rules.Country) }},
	{"listed-region", func(n *finder, c *candidate) bool { return n.whole(c, rules.Region) }},
	{"listed-city", func(n *finder, c *candidate) bool { return n.sized(c) >= 500 }},
	{"listed-capital", func(n *finder, c *candidate) bool {
		h, ok := n.hit(c, rules.Settlement)
		return ok && h.Rule.Attr("capital") != ""
	}},
	{"listed-town", func(n *finder, c *candidate) bool { s := n.sized(c); return s >= 0 && s < 500 }},
	{"listed-natural", func(n *finder, c *candidate) bool { return n.whole(c, rules.Natural) }},
	{"listed-facility", func(n *finder, c *candidate) bool { return n.whole(c, rules.Facility) }},
	{"listed-organization", func(n *finder, c *candidate) bool { return n.whole(c, rules.Org) }},
	{"listed-person", func(n *finder, c *candidate) bool { return n.whole(c, rules.Person) }},
	{"listed-group", func(n *finder, c *candidate) bool { return n.whole(c, rules.Group) }},
	{"listed-work", func(n *finder, c *candidate) bool { return n.whole(c, rules.Work) }},
	{"place-inside", func(n *finder, c *candidate) bool {
		return c.len() > 1 && n.inside(c.first, c.last, rules.Country, rules.Region, rules.Settlement)
	}},
	{"organization-inside", func(n *finder, c *candidate) bool { return c.len() > 1 && n.inside(c.first, c.last, rules.Org) }},

	// what the words of a person's name are
	{"given-name-first", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.FirstName) }},
	{"given-name-inside", func(n *finder, c *candidate) bool { return c.len() > 2 && n.inside(c.first+1, c.last, rules.FirstName) }},
	{"given-name-alone", func(n *finder, c *candidate) bool { return c.len() == 1 && n.f.Covers(c.first, rules.FirstName) }},
	{"family-name-last", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.FamilyName) }},
	{"family-name-first", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.FamilyName) }},
	{"family-name-alone", func(n *finder, c *candidate) bool { return c.len() == 1 && n.f.Covers(c.first, rules.FamilyName) }},
	{"name-particle", func(n *finder, c *candidate) bool { return n.inside(c.first, c.last-1, rules.Particle) }},
	{"initial", func(n *finder, c *candidate) bool { return n.initial(c) }},

	// what the words of an institution or a place are
	{"organization-head", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.OrgHead) }},
	{"organization-head-alone", func(n *finder, c *candidate) bool { return c.len() == 1 && n.f.Covers(c.first, rules.OrgHead) }},
	{"organization-head-inside", func(n *finder, c *candidate) bool {
		return c.len() > 2 && n.inside(c.first, c.last-1, rules.OrgHead)
	}},
	{"organization-of", func(n *finder, c *candidate) bool {
		return c.len() > 2 && n.f.Covers(c.first, rules.OrgOf) && n.holds(c.first, c.last, "of", "for")
	}},
	{"company-form", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.OrgTail) }},
	{"demonym-first", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.Demonym) }},
	{"place-word-last", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.PlaceWord) }},
	{"natural-word-first", func(n *finder, c *candidate) bool {
		h, ok := n.f.At(c.first, rules.PlaceHead)
		return ok && c.len() > 1 && h.Rule.Kind == kind.Natural
	}},
	{"place-word-first", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.PlaceHead) }},
	{"event-last", func(n *finder, c *candidate) bool { return n.f.Covers(c.last-1, rules.Event) }},
	{"event-first", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.Event) }},
	{"title-last", func(n *finder, c *candidate) bool { return n.f.CoversAny(c.last-1, rules.Title, rules.PersonNoun) }},
	{"direction-first", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.first, rules.Direction) }},
	{"common-first", func(n *finder, c *candidate) bool {
		return n.f.Covers(c.first, rules.Common) && !n.t.Tokens[c.first].Is(text.AllCaps)
	}},
	{"common-last", func(n *finder, c *candidate) bool { return c.len() > 1 && n.f.Covers(c.last-1, rules.Common) }},
	{"verb-word", func(n *finder, c *candidate) bool { return n.f.CoversAny(c.first, rules.Verb, rules.Cue, rules.Adverb) }},
	{"in-small-letters", func(n *finder, c *candidate) bool { return n.small.has(n.f.Sum(n.capitalOf(c))) }},
	{"last-in-small-letters", func(n *finder, c *candidate) bool { return c.len() > 1 && n.small.has(n.f.Sum(c.last-1)) }},

	// how it is written
	{"one-word", func(n *finder, c *candidate) bool { return c.len() == 1 }},
	{"two-words", func(n *finder, c *candidate) bool { return c.len() == 2 }},
	{"three-words", func(n *finder, c *candidate) bool { return c.len() == 3 }},
	{"many-words", func(n *finder, c *candidate) bool { return c.len() > 5 }},
	{"acronym", func(n *finder, c *candidate) bool {
		return c.len() == 1 && n.t.Tokens[c.first].Is(text.AllCaps) && n.t.Tokens[c.first].Len() <= 6
	}},
	{"all-capitals", func(n *finder, c *candidate) bool {
		return n.t.Tokens[c.first].Is(text.AllCaps) && (c.len() > 1 || n.t.Tokens[c.first].Len() > 6)
	}},
	{"inner-capital", func(n *finder, c *candidate) bool {
		return n.t.Tokens[c.first].Is(text.Mixed) && !n.t.Tokens[c.first].Is(text.AllCaps)
	}},
	{"digits", func(n *finder, c *candidate) bool { return n.digits(c) }},
	{"and-or-of-inside", func(n *finder, c *candidate) bool { return n.holds(c.first, c.last, "of", "and", "for", "&") }},
	{"hyphen", func(n *finder, c *candidate) bool { return n.holds(c.first, c.last, "-") }},
	{"one-letter", func(n *finder, c *candidate) bool { return c.len() == 1 && n.t.Tokens[c.first].Len() == 1 }},
	{"not-ascii", func(n *finder, c *candidate) bool { return n.t.Tokens[c.first].Is(text.NonASCII) }},
	{"place-ending", func(n *finder, c *candidate) bool { return n.ending(c, placeEndings) }},
	{"person-ending", func(n *finder, c *candidate) bool { return n.ending(c, personEndings) }},
	{"plural-ending", func(n *finder, c *candidate) bool { return n.ending(c, pluralEndings) }},
	{"plural-name", func(n *finder, c *candidate) bool {
		return c.len() > 1 && n.ending(c, pluralEndings) && !n.inside(c.first, c.last, rules.FirstName, rules.FamilyName, rules.PlaceWord)
	}},
	{"opens-sentence", func(n *finder, c *candidate) bool { return c.weak && n.t.Tokens[c.first].Is(text.First) }},
	{"weak-capital", func(n *finder, c *candidate) bool { return c.weak && !n.t.Tokens[c.first].Is(text.First) }},
	{"stands-alone", func(n *finder, c *candidate) bool { return c.first == c.sentence.First && c.last == c.sentence.Last }},

	// what stands before it
	{"title-before", func(n *finder, c *candidate) bool { return c.titled || n.before(c, 0, rules.Title) }},
	{"honorific-before", func(n *finder, c *candidate) bool { return n.before(c, 0, rules.Honorific) }},
	{"person-before", func(n *finder, c *candidate) bool { return n.before(c, 0, rules.PersonNoun) }},
	{"kin-before", func(n *finder, c *candidate) bool {
		return n.before(c, 0, rules.Kin) || n.wordBefore(c, 0, ",") && n.before(c, 1, rules.Kin)
	}},
	{"agent-before", func(n *finder, c *candidate) bool {
		return n.agent(c.first-1, c) || n.wordBefore(c, 0, ",") && n.agent(c.first-2, c)
	}},
	{"guide-dateline", func(n *finder, c *candidate) bool {
		return c.first == c.sentence.First && n.dateline(c.sentence) == c.last
	}},
	{"guide-kin", func(n *finder, c *candidate) bool { return n.kin(c) }},
	{"guide-storm", func(n *finder, c *candidate) bool { return n.storm(c) }},
	{"guide-called-place", func(n *finder, c *candidate) bool { return n.peopled(c) || n.calledPlace(c) }},
	{"guide-visited", func(n *finder, c *candidate) bool { return n.visited(c) }},
	{"guide-shared-word", func(n *finder, c *candidate) bool { return n.sharedWord(c) > 0 }},
	{"guide-seat", func(n *finder, c *candidate) bool { return n.seat(c) }},
	{"guide-administration", func(n *finder, c *candidate) bool {
		return c.last < c.sentence.Last && n.among(c.last, terms) && n.f.Covers(c.last-1, rules.FamilyName) && !n.whole(c, rules.Country) && !n.whole(c, rules.Region)
	}},
	{"title-comma-before", func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, ",") && n.before(c, 1, rules.Title, rules.PersonNoun)
	}},
	{"cue-before", func(n *finder, c *candidate) bool { return !c.titled && n.before(c, 0, rules.Cue, rules.CuePhrase) }},
	{"verb-before", func(n *finder, c *candidate) bool { return !c.titled && n.before(c, 0, rules.Verb) }},
	{"organization-noun-before", func(n *finder, c *candidate) bool { return n.before(c, 0, rules.OrgNoun) }},
	{"place-word-before", func(n *finder, c *candidate) bool { return !c.titled && n.before(c, 0, rules.PlaceWord) }},
	{"place-word-of-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "of") && n.before(c, 1, rules.PlaceWord) }},
	{"office-of-before", func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "of") && n.before(c, 1, rules.Title, rules.PersonNoun)
	}},
	{"office-of-the-before", func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "the") && (n.wordBefore(c, 1, "of") || n.wordBefore(c, 1, "for")) && n.before(c, 2, rules.Title, rules.PersonNoun)
	}},
	{"direction-before", func(n *finder, c *candidate) bool { return n.before(c, 0, rules.Direction) }},
	{"event-before", func(n *finder, c *candidate) bool { return n.before(c, 0, rules.Event) }},
	{"opens-alone", func(n *finder, c *candidate) bool { return n.opensAlone(c) }},
	{"demonym-before", func(n *finder, c *candidate) bool { return n.before(c, 0, rules.Demonym) }},
	{"the-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "the") }},
	{"a-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "a") || n.wordBefore(c, 0, "an") }},
	{"possessor-before", func(n *finder, c *candidate) bool {
		return n.before(c, 0, rules.Determiner) && !n.wordBefore(c, 0, "the") && !n.wordBefore(c, 0, "a") && !n.wordBefore(c, 0, "an")
	}},
	{"in-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "in") }},
	{"at-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "at") }},
	{"in-the-before", func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "the") && n.before(c, 1, rules.PlacePrep)
	}},
	{"from-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "from") }},
	{"to-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "to") }},
	{"of-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "of") }},
	{"by-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "by") }},
	{"with-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "with") || n.wordBefore(c, 0, "for") }},
	{"on-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "on") }},
	{"place-preposition-before", func(n *finder, c *candidate) bool {
		return n.before(c, 0, rules.PlacePrep) && !n.wordBefore(c, 0, "in") && !n.wordBefore(c, 0, "at")
	}},
	{"and-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "and") }},
	{"comma-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, ",") }},
	{"place-comma-before", func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, ",") && n.before(c, 1, rules.Country, rules.Settlement, rules.Region)
	}},
	{"that-before", func(n *finder, c *candidate) bool { return n.before(c, 0, rules.SubClause) }},
	{"conjunction-before", func(n *finder, c *candidate) bool {
		return n.before(c, 0, rules.Conjunction) && !n.wordBefore(c, 0, "and")
	}},
	{"bracket-before", func(n *finder, c *candidate) bool { return n.wordBefore(c, 0, "(") }},
	{"mark-before", func(n *finder, c *candidate) bool {
		i := c.first - 1
		return i >= c.sentence.First && n.t.Tokens[i].Kind == text.Mark
	}},
	{"hyphen-before", func(n *finder, c *candidate) bool {
		return n.wordBefore(c, 0, "-") && !n.t.Tokens[c.first].Is(text.SpaceBefore)
	}},
	{"number-before", func(n *finder, c *candidate) bool {
		i := c.first - 1
		return i >= c.sentence.First && n.t.Tokens[i].Kind == text.Number
	}},
	{"named-before", func(n *finder, c *candidate) bool {
		return n.oneBefore(c, 0, called)
	}},

	// what stands behind it
	{"possessive-behind", func(n *finder, c *candidate) bool {
		return c.last < c.sentence.Last && n.t.Tokens[c.last].Is(text.Possessive)
	}},
	{"cue-behind", func(n *finder, c *candidate) bool { return n.behind(c, 0, rules.Cue) }},
	{"verb-behind", func(n *finder, c *candidate) bool {
		return n.behind(c, 0, rules.Verb, rules.ActVerb) && !n.behind(c, 0, rules.Cue)
	}},
	{"auxiliary-behind", func(n *finder, c *candidate) bool { return n.behind(c, 0, rules.Auxiliary) }},
	{"who-behind", func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, "who") || n.wordBehind(c, 0, ",") && n.wordBehind(c, 1, "who") || n.wordBehind(c, 0, "whose")
	}},
	{"age-behind", func(n *finder, c *candidate) bool { return n.age(c) }},
	{"title-behind", func(n *finder, c *candidate) bool { return n.apposition(c) }},
	{"title-noun-behind", func(n *finder, c *candidate) bool { return n.behind(c, 0, rules.Title, rules.PersonNoun) }},
	{"organization-noun-behind", func(n *finder, c *candidate) bool {
		return n.behind(c, 0, rules.OrgNoun) || n.behind(c, 1, rules.OrgNoun) && n.t.Tokens[c.first].Is(text.AllCaps) && n.t.Tokens[c.last].Kind == text.Word
	}},
	{"people-behind", func(n *finder, c *candidate) bool { return n.behind(c, 0, rules.PeopleNoun) }},
	{"place-word-behind", func(n *finder, c *candidate) bool { return n.behind(c, 0, rules.PlaceWord) }},
	{"event-behind", func(n *finder, c *candidate) bool { return n.behind(c, 0, rules.Event) }},
	{"based-behind", func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, "-") && n.behind(c, 1, rules.Relation, rules.Verb)
	}},
	{"hyphen-behind", func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, "-") && !n.t.Tokens[c.last].Is(text.SpaceBefore)
	}},
	{"place-behind", func(n *finder, c *candidate) bool {
		return n.wordBehind(c, 0, ",") && n.behind(c, 1, rules.Country, rules.Region, rules.Settlement)
	}},
	{"acronym-behind", func(n *finder, c *candidate) bool { return n.bracketed(c) }},
	{"bracket-behind", func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, "(") }},
	{"closing-bracket-behind", func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, ")") }},
	{"comma-behind", func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, ",") }},
	{"end-behind", func(n *finder, c *candidate) bool { return c.last == c.sentence.Last || n.wordBehind(c, 0, ".") }},
	{"colon-behind", func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, ":") }},
	{"of-behind", func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, "of") }},
	{"and-behind", func(n *finder, c *candidate) bool { return n.wordBehind(c, 0, "and") }},
	{"number-behind", func(n *finder, c *candidate) bool {
		return c.last < c.sentence.Last && n.t.Tokens[c.last].Kind == text.Number
	}},
	{"noun-behind", func(n *finder, c *candidate) bool { return n.noun(c) }},

	// how the story's other names stand: only these are weighed in the second round
	{"also-person", func(n *finder, c *candidate) bool { return false }},
	{"also-organization", func(n *finder, c *candidate) bool { return false }},
	{"also-place", func(n *finder, c *candidate) bool { return false }},
	{"also-nothing", func(n *finder, c *candidate) bool { return false }},
	{"family-name-of", func(n *finder, c *candidate) bool { return false }},
	{"given-name-of", func(n *finder, c *candidate) bool { return false }},
	{"acronym-of", func(n *finder, c *candidate) bool { return false }},
	{"beginning-of-organization", func(n *finder, c *candidate) bool { return false }},
	{"beginning-of-place", func(n *finder, c *candidate) bool { return false }},
	{"bracket-of-organization", func(n *finder, c *candidate) bool { return false }},
	{"bracket-of-place", func(n *finder, c *candidate) bool { return false }},
	{"once", func(n *finder, c *candidate) bool { return false }},
	{"map-unknown", func(n *finder, c *candidate) bool { return false }},
	{"map-missing", func(n *finder, c *candidate) bool { return false }},
	{"map-known", func(n *finder, c *candidate) bool { return false }},
	{"map-built", func(n *finder, c *candidate) bool { return false }},
	{"map-near", func(n *finder, c *candidate) bool { return false }},
}

// The rows of the second round.
var alsoPerson, alsoOrganization, alsoPlace, alsoNothing, familyNameOf, givenNameOf, acronymOf, beginningOfOrganization, beginningOfPlace, bracketOfOrganization, bracketOfPlace, once = number("also-person"),
	number("also-organization"), number("also-place"), number("also-nothing"), number("family-name-of"), number("given-name-of"), number("acronym-of"),
	number("beginning-of-organization"), number("beginning-of-place"), number("bracket-of-organization"),
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

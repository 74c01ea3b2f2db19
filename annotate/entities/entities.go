// Package entities finds which mentions name the same thing (M4), what role a person is given, and whom a quote's speaker
// means: a name in plain sight, a pronoun or "the minister".
package entities

import (
	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/quotes"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// Entity is what its mentions name.
type Entity struct {
	Kind     kind.Kind
	Name     text.Span // the fullest mention
	Role     text.Span // empty where the story gives none
	Country  string    // ISO 3166-1 alpha-2, of countries and states; "" where its words do not say
	Mentions []int     // indices, in the order of the story

	words  []string // of the fullest mention, in lower case, without what may be left out
	gender gender
	plural bool
}

// Result says which entity each mention and each quote's speaker means.
type Result struct {
	Entities []Entity // in the order of their first mention
	Of       []int    // by mention: an index of Entities
	Speakers []int    // by quote: an index of Entities, or -1 for nobody known

	RunnersUp [][]Candidate // by quote: who else may speak it, the likeliest first
}

// resolver holds the story while it is resolved.
type resolver struct {
	t        *text.Text
	f        *rules.Found
	mentions []names.Mention
	quotes   []quotes.Quote
	quoted   []bool   // by mention: it stands inside a direct quotation
	pronouns []gender // by sentence: of the he or she that it opens with
	Result
}

// Resolve groups the mentions, finds roles, and points every speaker at the actor it means.
func Resolve(t *text.Text, f *rules.Found, mentions []names.Mention, said []quotes.Quote) Result {
	r := &resolver{t: t, f: f, mentions: mentions, quotes: said}
	r.group()
	r.describe()
	r.speakers()
	return r.Result
}

package entities

import (
	"sort"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/quotes"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// speakers points every quote's speaker at the actor that it means, from the first quote to the last: whom an earlier quote
// was laid at the door of is evidence for a later one.
func (r *resolver) speakers() {
	r.insideQuotes()
	r.Speakers = make([]int, len(r.quotes))
	s := &said{r: r, last: -1}
	for q := range r.quotes {
		r.Speakers[q] = s.speaker(q)
		if e := r.Speakers[q]; e >= 0 {
			s.last, s.at = e, r.quotes[q].Speaker.Start
		}
	}
}

// said is what has been resolved so far.
type said struct {
	r    *resolver
	last int // the entity that spoke last, -1 for none
	at   int // where its words stood
}

func (s *said) speaker(q int) int {
	span := s.r.quotes[q].Speaker
	if span.Empty() {
		return -1
	}
	tokens := s.r.t.Range(span)
	if tokens.Len() == 0 {
		return -1
	}
	if e := s.r.head(tokens); e >= 0 {
		return e
	}
	if h, ok := s.r.f.At(tokens.First, rules.Pronoun); ok && h.Last == tokens.Last {
		return s.pronoun(h.Rule, &s.r.quotes[q], tokens.First)
	}
	if w := s.r.t.Lower(tokens.First); w == "who" || w == "which" {
		return s.antecedent(tokens.First)
	}
	return s.noun(tokens)
}

// head returns the entity that heads a noun phrase: a person named in it, or another actor that ends it and that no
// preposition ties to a common noun ("a spokesman for the UN" is nobody known).
func (r *resolver) head(tokens text.Range) int {
	first, last := r.inside(tokens)
	for i := first; i < last; i++ {
		if m := &r.mentions[i]; m.Kind == kind.Person && !r.owns(m) && !r.tied(tokens.First, m) {
			return r.Of[i]
		}
	}
	for i := first; i < last; i++ {
		m := &r.mentions[i]
		if m.Kind.Type() != kind.Actor || r.owns(m) || r.tied(tokens.First, m) {
			continue
		}
		if m.Last == tokens.Last || r.t.Word(m.Last) == "," || r.t.Lower(m.Last) == "and" || r.t.Word(m.Last) == "(" {
			return r.Of[i]
		}
		// "Interfax news agency", "the IRNA state news agency"
		if r.f.CoversAny(tokens.Last-1, rules.OrgNoun, rules.OrgHead) && m.Kind == kind.Organization {
			return r.Of[i]
		}
	}
	return -1
}

// inside returns the mentions within a range of tokens, as a range of indices.
func (r *resolver) inside(tokens text.Range) (first, last int) {
	first = r.before(tokens.First)
	last = first
	for last < len(r.mentions) && r.mentions[last].Last <= tokens.Last {
		last++
	}
	return first, last
}

// before returns how many mentions begin before the token.
func (r *resolver) before(token int) int {
	return sort.Search(len(r.mentions), func(i int) bool { return r.mentions[i].First >= token })
}

// owns reports whether the mention owns what follows: "Kerry's aide".
func (r *resolver) owns(m *names.Mention) bool {
	return m.Last < len(r.t.Tokens) && r.t.Tokens[m.Last].Is(text.Possessive)
}

// ties are the prepositions that make a name part of another noun's phrase.
var ties = map[string]bool{"of": true, "for": true, "from": true, "at": true, "in": true, "with": true, "to": true, "by": true, "against": true, "on": true}

// tied reports whether a preposition stands between the phrase's beginning and the mention, outside a title's own "of".
func (r *resolver) tied(first int, m *names.Mention) bool {
	for i := first; i < m.First; i++ {
		if ties[r.t.Lower(i)] && !(m.Kind == kind.Person && r.title(m.First).Contains(r.t.Tokens[i].Span)) {
			return true
		}
	}
	return false
}

// pronoun returns whom a pronoun means. Before a name further away comes whoever spoke last, if that was near and fits.
func (s *said) pronoun(rule *rules.Rule, q *quotes.Quote, at int) int {
	r := s.r
	if rule.Attr("case") == "speaker" {
		return -1 // "I said": who speaks there is the quotation around it
	}
	g, plural, thing := parseGender(rule.Attr("gender")), rule.Attr("number") == "many", rule.Attr("gender") == "n"
	fits := func(e int) bool {
		x := &r.Entities[e]
		switch {
		case x.Kind.Type() != kind.Actor:
			return false
		case thing:
			return x.Kind != kind.Person && x.Kind != kind.Group
		case plural:
			return x.Kind != kind.Person && x.Kind != kind.State
		}
		return x.Kind == kind.Person && x.gender.fits(g)
	}
	paragraph := r.t.ParagraphOf(at)
	subject := s.subject(at, fits)
	if s.last >= 0 && fits(s.last) && paragraph-r.t.ParagraphOf(r.t.TokenAt(s.at)) <= 2 {
		if subject < 0 || !s.between(subject, s.at, r.t.Tokens[at].Start) {
			s.learn(s.last, g)
			return s.last
		}
	}
	if subject >= 0 {
		s.learn(subject, g)
	}
	return subject
}

// learn notes the gender that a pronoun gave a person.
func (s *said) learn(e int, g gender) {
	if x := &s.r.Entities[e]; x.Kind == kind.Person && x.gender == anyGender {
		x.gender = g
	}
}

// between reports whether the entity is named, outside quotations, in the bytes between.
func (s *said) between(e, from, to int) bool {
	list := s.r.Entities[e].Mentions
	for _, i := range list[sort.Search(len(list), func(k int) bool { return s.r.mentions[list[k]].Start > from }):] {
		if s.r.mentions[i].End > to {
			return false
		}
		if !s.r.quoted[i] {
			return true
		}
	}
	return false
}

// reachBack is how many paragraphs before it a pronoun's actor may stand.
const reachBack = 3

// subject returns the actor nearest before token at that fits: of the names in a sentence the first, since that is its subject
// most often; names inside quotations not, since their speaker spoke of them.
func (s *said) subject(at int, fits func(int) bool) int {
	r := s.r
	limit := r.t.ParagraphOf(at) - reachBack
	best, bestSentence := -1, -1
	for i := r.before(at) - 1; i >= 0; i-- {
		m := &r.mentions[i]
		if r.t.ParagraphOf(m.First) < limit {
			break
		}
		if r.quoted[i] || r.owns(m) || !fits(r.Of[i]) {
			continue
		}
		sentence := r.t.SentenceOf(m.First)
		if best >= 0 && sentence != bestSentence {
			break
		}
		best, bestSentence = r.Of[i], sentence
	}
	return best
}

// insideQuotes notes the mentions inside direct quotations.
func (r *resolver) insideQuotes() {
	r.quoted = make([]bool, len(r.mentions))
	for q := range r.quotes {
		if r.quotes[q].Kind != kind.Direct {
			continue
		}
		for i := sort.Search(len(r.mentions), func(i int) bool { return r.mentions[i].Start >= r.quotes[q].Start }); i < len(r.mentions) && r.mentions[i].End <= r.quotes[q].End && !r.quoted[i]; i++ {
			r.quoted[i] = true
		}
	}
}

// antecedent returns the actor that a relative pronoun goes back to: the last one before it in its sentence.
func (s *said) antecedent(at int) int {
	r := s.r
	if i := r.before(at) - 1; i >= 0 {
		if m := &r.mentions[i]; m.Last <= at {
			if r.t.SentenceOf(m.First) == r.t.SentenceOf(at) && m.Kind.Type() == kind.Actor && at-m.Last <= 12 {
				return r.Of[i]
			}
			return -1
		}
	}
	return -1
}

// farthest is how many mentions back "the minister" is looked for.
const farthest = 200

// noun returns whom "the minister" or "the company" means: of the actors named before it, the last whose role or name holds that
// noun. An indefinite phrase ("a spokesman") means nobody known.
func (s *said) noun(tokens text.Range) int {
	r := s.r
	if tokens.Len() > 5 {
		return -1
	}
	switch r.t.Lower(tokens.First) {
	case "the", "this", "that":
	default:
		return -1
	}
	for i := tokens.First; i < tokens.Last; i++ {
		if ties[r.t.Lower(i)] {
			return -1
		}
	}
	head := r.t.Lower(tokens.Last - 1)
	thing := r.f.CoversAny(tokens.Last-1, rules.OrgNoun, rules.OrgHead) && !r.f.CoversAny(tokens.Last-1, rules.PersonNoun, rules.Title)
	from := r.before(tokens.First) - 1
	for i := from; i >= 0 && i > from-farthest; i-- {
		m := &r.mentions[i]
		if m.Kind.Type() != kind.Actor {
			continue
		}
		e := &r.Entities[r.Of[i]]
		if holds(r.t.Of(e.Role), head) || thing && e.Kind == kind.Organization {
			return r.Of[i]
		}
	}
	return -1
}

// holds reports whether a phrase has the word, in any case.
func holds(phrase, word string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(phrase)) {
		if strings.Trim(w, ".,") == word {
			return true
		}
	}
	return false
}

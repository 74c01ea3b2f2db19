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

// said is what has been resolved so far: whom earlier quotes were laid at the door of is evidence for later ones.
type said struct {
	r      *resolver
	trail  []spoken // of the last quotes with a speaker, oldest first
	talk   talk     // of an interview: who asks and who answers
	around []int    // the quotes that may hold the next one, outermost first
	list   []rival
}

// spoken is the speaker of an earlier quote.
type spoken struct {
	entity int // -1 for nobody known
	token  int // where its words begin
	plural bool
	thing  bool       // an institution or a paper, by its noun
	words  text.Range // the speaker's words
}

// longestTrail is how many speakers back are remembered.
const longestTrail = 8

// speakers points every quote's speaker at the actor that it means, from the first quote to the last, and lists who else it may be.
func (r *resolver) speakers() {
	r.insideQuotes()
	r.pronouns = r.opening()
	r.Speakers = make([]int, len(r.quotes))
	r.RunnersUp = make([][]Candidate, len(r.quotes))
	s := &said{r: r}
	s.talk = r.interview()
	for q := range r.quotes {
		quote := &r.quotes[q]
		for len(s.around) > 0 && r.quotes[s.around[len(s.around)-1]].End < quote.End {
			s.around = s.around[:len(s.around)-1]
		}
		if same := r.sameWords(q); same >= 0 {
			r.Speakers[q], r.RunnersUp[q] = r.Speakers[same], r.RunnersUp[same]
		} else {
			s.list = s.list[:0]
			nobody := s.weigh(quote)
			r.Speakers[q], r.RunnersUp[q] = s.choose(nobody)
		}
		s.around = append(s.around, q)
		if !quote.Speaker.Empty() {
			s.remember(q)
		}
	}
}

// sameWords returns the quote before whose speaker the same words name: "A," he said, adding that B; -1 for none.
func (r *resolver) sameWords(q int) int {
	for k := q - 1; k >= 0 && k >= q-longestTrail && !r.quotes[q].Speaker.Empty(); k-- {
		if r.quotes[k].Speaker == r.quotes[q].Speaker {
			return k
		}
	}
	return -1
}

func (s *said) remember(q int) {
	tokens := s.r.t.Range(s.r.quotes[q].Speaker)
	if tokens.Len() == 0 {
		return
	}
	if len(s.trail) == longestTrail {
		s.trail = append(s.trail[:0], s.trail[1:]...)
	}
	s.trail = append(s.trail, spoken{s.r.Speakers[q], tokens.First, s.r.plural(tokens), s.r.isThing(tokens), tokens})
}

// lastNoun returns the last word of a noun phrase, before what hangs on it: official in "a Turkish official in Rome".
func (r *resolver) lastNoun(tokens text.Range) string {
	last := tokens.First
	for last < tokens.Last && r.t.Word(last) != "," && !in(ties, r.t.Lower(last)) {
		last++
	}
	if last == tokens.First {
		return ""
	}
	return strings.TrimSuffix(r.t.Lower(last-1), ".")
}

// weigh fills the list of those who may speak the quote, and returns how much speaks for nobody known.
func (s *said) weigh(q *quotes.Quote) (nobody int) {
	r := s.r
	tokens := r.t.Range(q.Speaker)
	if q.Speaker.Empty() || tokens.Len() == 0 {
		s.recent(q, r.tokenAt(q.Start), anyone)
		return never
	}
	e := -1
	if q.By == quotes.Turn || q.By == quotes.Pulled {
		e = s.label(tokens)
	}
	if e < 0 {
		e = r.head(tokens)
	}
	if e >= 0 {
		s.recent(q, tokens.First, anyone)
		s.name(e)
		s.joint(tokens, e)
		return 0
	}
	if h, ok := r.f.At(tokens.First, rules.Pronoun); ok && h.Last == tokens.Last {
		return s.pronoun(h.Rule, q, tokens.First)
	}
	if w := r.t.Lower(tokens.First); w == "who" || w == "which" {
		s.recent(q, tokens.First, anyone)
		if e := s.antecedent(tokens.First); e >= 0 {
			s.name(e)
			return 0
		}
		return never
	}
	return s.noun(q, tokens)
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
		if m.Last == tokens.Last || r.t.Word(m.Last) == "," || r.t.Lower(m.Last) == "and" || r.t.Word(m.Last) == "(" && r.t.Tokens[m.Last].Is(text.SpaceBefore) {
			return r.Of[i]
		}
		// "Interfax news agency", "the IRNA state news agency"
		if r.f.CoversAny(tokens.Last-1, rules.OrgNoun, rules.OrgHead) && m.Kind == kind.Organization {
			return r.Of[i]
		}
	}
	return -1
}

// joint names those who speak with the first: Chile, Peru and Bolivia.
func (s *said) joint(tokens text.Range, e int) {
	r := s.r
	first, last := r.inside(tokens)
	for i := first + 1; i < last; i++ {
		m := &r.mentions[i]
		before := &r.mentions[i-1]
		if r.Of[i] == e || m.Kind.Type() != kind.Actor || before.Kind.Type() != m.Kind.Type() || r.owns(m) {
			continue
		}
		joined := m.First == before.Last+1 && r.t.Word(before.Last) == ","
		for k := before.Last; k < m.First; k++ { // Berg and his deputy, Anna Holm
			joined = joined || r.t.Lower(k) == "and" || r.t.Lower(k) == "or"
		}
		if joined {
			s.name(r.Of[i])
			s.add(r.Of[i], -1)
		}
	}
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

// tokenAt returns the token that begins at, or is the first behind, the byte.
func (r *resolver) tokenAt(at int) int { return min(r.t.TokenAt(at), len(r.t.Tokens)-1) }

// owns reports whether the mention owns what follows: "Kerry's aide".
func (r *resolver) owns(m *names.Mention) bool {
	return m.Last < len(r.t.Tokens) && r.t.Tokens[m.Last].Is(text.Possessive)
}

// tied reports whether a preposition stands between the phrase's beginning and the mention, outside a title's own "of".
func (r *resolver) tied(first int, m *names.Mention) bool {
	for i := first; i < m.First; i++ {
		if r.t.Lower(i) == "for" && r.titled(i+1, m.First) {
			return true // a spokesman for Senator Berg
		}
		if in(ties, r.t.Lower(i)) && !(m.Kind == kind.Person && (r.title(m.First).Contains(r.t.Tokens[i].Span) || r.apposed(first, m.First) || r.holdsOffice(first, i, m.First))) {
			return true
		}
	}
	return false
}

// titled reports whether nothing but titles stands between the tokens.
func (r *resolver) titled(first, last int) bool {
	for k := first; k < last; k++ {
		if !r.f.CoversAny(k, rules.Title, rules.Honorific, rules.Office, rules.Determiner) {
			return false
		}
	}
	return true
}

// holdsOffice reports whether an office with its "of" or "in" stands right before its holder's name: Leader of the opposition in senate
// Ali Khan; not a leader of Ali Khan, nor a spokesman for the senator Ali Khan.
func (r *resolver) holdsOffice(first, tie, name int) bool {
	if w := r.t.Lower(tie); w != "of" && w != "in" && w != "at" || !r.f.CoversAny(first, rules.Title, rules.Office) {
		return false
	}
	for k := tie + 1; k < name; k++ {
		if in(ties, r.t.Lower(k)) {
			return k+1 < name && r.holdsOffice(first, k, name)
		}
		if !r.f.CoversAny(k, rules.Title, rules.Honorific, rules.PersonNoun, rules.Determiner) {
			return true
		}
	}
	return false
}

// apposed reports whether the name stands in apposition to the phrase before it: the chair of the union, Ana Ruiz.
func (r *resolver) apposed(first, name int) bool {
	k := name - 1
	if s := r.title(name); !s.Empty() {
		k = r.tokenAt(s.Start) - 1
	}
	for k > first && r.f.CoversAny(k, rules.Honorific, rules.Title, rules.Demonym, rules.PersonNoun, rules.Office) {
		k--
	}
	return k > first && r.t.Word(k) == ","
}

// insideQuotes notes the mentions inside direct quotations and what is said in a transcript.
func (r *resolver) insideQuotes() {
	r.quoted = make([]bool, len(r.mentions))
	for q := range r.quotes {
		if r.quotes[q].Kind != kind.Direct && r.quotes[q].By != quotes.Turn {
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

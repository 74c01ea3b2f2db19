package entities

import (
	"slices"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/quotes"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// What speaks for whom "the minister" or "the company" means, in points.
const (
	calledSo   = 20 // the story calls it so: by a title, an apposition, or within its name
	akin       = 14 // by a word of the same sense: a senator is a lawmaker
	otherwise  = -6 // by another word: Senator Ruiz is no judge
	unknown    = 0  // for nobody known, where nothing calls anyone so
	particular = 14 // the same of a bank, a court, a party
	unlikely   = 14 // the same of many people or of a thing: they are seldom one whom the story names
	longNoun   = 6  // tokens that such a phrase has at most
	mostTitles = 12 // mentions of an entity whose surroundings are read
)

// noun weighs whom a common noun means. "A spokesman" is nobody known.
func (s *said) noun(q *quotes.Quote, tokens text.Range) (nobody int) {
	r := s.r
	head, known := r.headNoun(tokens)
	if !known {
		s.recent(q, tokens.First, anyone)
		return never
	}
	g := r.nounGender(head)
	word := strings.TrimSuffix(r.t.Lower(head), ".")
	org := r.f.CoversAny(head, rules.OrgNoun, rules.OrgHead) && !r.f.CoversAny(head, rules.PersonNoun, rules.Title)
	many := r.plural(tokens)
	of := r.modifiers(tokens.First, head)
	fits := func(x *Entity) bool {
		switch {
		case word == "government" || word == "state":
			return x.Kind == kind.State
		case org && !nameHolds(x, of):
			return false
		case org:
			return x.Kind == kind.Organization || x.Kind == kind.Group || x.Kind == kind.State
		case many:
			return x.Kind != kind.Person && x.Kind.Type() == kind.Actor
		}
		return x.Kind == kind.Person && x.gender.fits(g)
	}
	s.recent(q, tokens.First, fits)
	s.sought(word, org, tokens.First, fits)
	others := sense(word)
	for i := range s.list {
		s.list[i].points += s.called(s.list[i].entity, word, others, tokens)
	}
	if s.sameStranger(word, tokens.First) {
		return calledSo + subject // a Turkish official before, whom nothing names
	}
	person := r.f.CoversAny(head, rules.PersonNoun, rules.Title, rules.Kin) || g != anyGender
	switch {
	case r.f.Covers(tokens.First, rules.Pronoun): // his lawyer
		return unlikely + 4
	case many || !org && !person && (in(papers, word) || r.f.CoversAny(head, rules.SpeakerNoun, rules.PlaceWord)):
		return unlikely
	case org && word != "government" && !in(anyOrg, word):
		return particular
	}
	return unknown
}

// modifiers returns the words before a phrase's noun that say which one it is and name nobody marked: the Energy department, the bakers' union.
func (r *resolver) modifiers(first, head int) (of []string) {
	for i := first + 1; i < head; i++ {
		tok := &r.t.Tokens[i]
		owner := i+1 < head && (r.t.Tokens[i+1].Is(text.Possessive) || r.t.Word(i+1) == "'" || r.t.Word(i+1) == "’")
		if tok.Kind != text.Word || tok.Is(text.Possessive) || !tok.Is(text.Capital) && !owner {
			continue
		}
		if k := r.before(i + 1); k > 0 && r.mentions[k-1].Last > i || r.f.Covers(i, rules.Demonym) {
			continue
		}
		of = append(of, r.t.Lower(i))
	}
	return of
}

// nameHolds reports whether an entity's name holds all of the words.
func nameHolds(x *Entity, words []string) bool {
	for _, w := range words {
		if !in(x.words, w) {
			return false
		}
	}
	return true
}

// sameStranger reports whether who spoke last of those near before token at was nobody known, called by the same word: A Turkish official … The official.
func (s *said) sameStranger(word string, at int) bool {
	for n := len(s.trail) - 1; n >= 0; n-- {
		x := &s.trail[n]
		if x.token >= at {
			continue
		}
		return x.entity < 0 && s.r.lastNoun(x.words) == word && s.r.t.ParagraphOf(at)-s.r.t.ParagraphOf(x.token) <= reachBack
	}
	return false
}

// sought lists those whom the story calls so, however far back.
func (s *said) sought(word string, org bool, at int, fits func(*Entity) bool) {
	for e := range s.r.Entities {
		x := &s.r.Entities[e]
		if org != (x.Kind == kind.Organization) || !org && x.Kind != kind.Person {
			continue
		}
		if holds(s.r.t.Of(x.Role), word) || org && holds(s.r.t.Of(x.Name), word) {
			if first := s.r.mentions[x.Mentions[0]].First; first < at || s.r.t.ParagraphOf(first) == s.r.t.ParagraphOf(at) {
				s.raise(e, 6*sentence, fits)
			}
		}
	}
}

// headNoun returns the token of a definite phrase's noun: the former beautician, the ministry's spokesman; false for a phrase that
// means nobody in particular.
func (r *resolver) headNoun(tokens text.Range) (head int, ok bool) {
	if !in(definite, r.t.Lower(tokens.First)) {
		return 0, false
	}
	last := tokens.First + 1
	for last < tokens.Last && r.t.Word(last) != "," {
		if in(ties, r.t.Lower(last)) {
			return 0, false
		}
		last++
	}
	head = last - 1
	proper := r.t.Tokens[head].Is(text.Capital) && !r.f.CoversAny(head, rules.Title, rules.Office, rules.PersonNoun, rules.OrgNoun, rules.OrgHead, rules.SpeakerNoun) &&
		!(r.f.Covers(head, rules.Demonym) && onePerson(r.t.Lower(head)))
	return head, head > tokens.First && last-tokens.First <= longNoun && !proper
}

// onePerson reports whether a demonym can be a noun for one person: the Nigerian, the Briton; "the Chinese" are many.
func onePerson(word string) bool {
	return slices.ContainsFunc(onePersonEndings, func(end string) bool { return strings.HasSuffix(word, end) })
}

func (r *resolver) nounGender(head int) gender {
	for _, l := range [...]rules.Label{rules.PersonNoun, rules.Kin, rules.Title, rules.Honorific} {
		if h, ok := r.f.At(head, l); ok {
			if g := parseGender(h.Rule.Attr("gender")); g != anyGender {
				return g
			}
		}
	}
	switch w := r.t.Lower(head); {
	case strings.HasSuffix(w, "woman") || strings.HasSuffix(w, "actress"):
		return female
	case w == "man" || strings.HasSuffix(w, "sman") || strings.HasSuffix(w, "hman"):
		return male
	}
	return anyGender
}

// plural reports whether a phrase means more than one: they, the researchers, villagers.
func (r *resolver) plural(tokens text.Range) bool {
	if h, ok := r.f.At(tokens.First, rules.Pronoun); ok && h.Last == tokens.Last {
		return h.Rule.Attr("number") == "many"
	}
	last := tokens.First
	for last < tokens.Last && r.t.Word(last) != "," && !(last > tokens.First && in(ties, r.t.Lower(last))) {
		last++
	}
	w := r.t.Lower(last - 1)
	n := len(w)
	return in(several, w) || n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i' && (r.t.Tokens[last-1].Flags&text.Capital == 0 || r.t.Tokens[last-1].Is(text.First))
}

// isThing reports whether a phrase means an institution or a paper, and no person.
func (r *resolver) isThing(tokens text.Range) bool {
	head, ok := r.headNoun(tokens)
	return ok && !r.f.CoversAny(head, rules.PersonNoun, rules.Title, rules.Kin) &&
		(r.f.CoversAny(head, rules.OrgNoun, rules.OrgHead, rules.SpeakerNoun) || in(papers, r.t.Lower(head)))
}

// called returns what the story's words for an entity say for, or against, its being the one that a phrase calls by the word.
func (s *said) called(e int, word string, others []string, phrase text.Range) int {
	r := s.r
	x := &r.Entities[e]
	less := ""
	if head, _ := r.headNoun(phrase); head > phrase.First && in(lesser, r.t.Lower(head-1)) {
		less = r.t.Lower(head - 1)
	}
	best, other := 0, false
	if x.Kind == kind.Organization {
		for _, w := range x.words {
			best = max(best, alike(w, word, others))
		}
	}
	for _, i := range x.Mentions[:min(len(x.Mentions), mostTitles)] {
		m := &r.mentions[i]
		if role := r.role(m); x.Kind == kind.Person && !role.Empty() {
			other = true
			best = max(best, r.calls(r.t.Range(role), word, others, less))
		}
		best = max(best, r.calls(text.Range{First: r.describes(m.First), Last: m.First}, word, others, less))
		if k := m.Last + 1; k < len(r.t.Tokens) && r.t.Word(m.Last) == "," && in(articles, r.t.Lower(k)) {
			e := k
			for e < m.Last+8 && e < len(r.t.Tokens) && r.t.Tokens[e].Kind == text.Word {
				e++
			}
			best = max(best, r.calls(text.Range{First: k, Last: e}, word, others, less)) // Sam Lee, a retired postman
		}
	}
	if best == 0 && other && len(others) > 0 {
		return otherwise
	}
	return best
}

// calls returns how well the words of a title or an apposition fit the word. The president is hardly the deputy president.
func (r *resolver) calls(words text.Range, word string, others []string, less string) int {
	best, before := 0, ""
	for k := words.First; k < words.Last; k++ {
		w := strings.Trim(r.t.Lower(k), ".,'’")
		points := alike(w, word, others)
		if points > 0 && in(lesser, before) != (less != "") || less != "" && before != less {
			points /= 4
		}
		best, before = max(best, points), w
	}
	return best
}

// alike returns how well two words mean the same.
func alike(w, word string, others []string) int {
	switch {
	case w == word || w == word+"s" || word == w+"s":
		return calledSo
	case in(others, w):
		return akin
	}
	return 0
}

// describes returns where the words begin that stand before the name at token i and say who that is.
func (r *resolver) describes(i int) int {
	k := i
	if k > 1 && r.t.Word(k-1) == "," {
		k--
	}
	for n := 0; k > 0 && n < 5 && r.t.Tokens[k-1].Kind == text.Word; n++ {
		if w := r.t.Lower(k - 1); in(ties, w) || in(breaks, w) {
			break
		}
		k--
		if in(articles, r.t.Lower(k)) || r.t.Tokens[k].Is(text.First) {
			return k
		}
	}
	if r.t.Word(i-min(i, 1)) == "," {
		return i // no apposition
	}
	return k
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

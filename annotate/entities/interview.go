package entities

import (
	"strings"

	"stet/annotate/kind"
	"stet/annotate/quotes"
	"stet/annotate/text"
)

// talk is who asks and who answers in an interview, -1 where the story does not say.
type talk struct{ asks, answers int }

// interview reads what stands before the first turn: "She spoke to our music editor, Daniel Roth", "By Ann Lee".
func (r *resolver) interview() talk {
	who := talk{-1, -1}
	first := -1
	for q := range r.quotes {
		if r.quotes[q].By == quotes.Turn {
			first = r.quotes[q].Start
			break
		}
	}
	if first < 0 {
		return who
	}
	count := map[int]int{}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Start >= first {
			break
		}
		if m.Kind == kind.Person {
			if r.interviews(m.First) && who.asks < 0 {
				who.asks = r.Of[i]
			}
			count[r.Of[i]]++
		}
	}
	most := 0
	for i := range r.mentions { // the first of those who are named most often
		if e := r.Of[i]; r.mentions[i].Start < first && e != who.asks && count[e] > most {
			who.answers, most = e, count[e]
		}
	}
	return who
}

// interviews reports whether the words before a name at token i make it the one who asks.
func (r *resolver) interviews(i int) bool {
	sentence := r.t.Sentences[r.t.SentenceOf(i)]
	for k := i - 1; k >= sentence.First && i-k <= 8; k-- {
		switch r.t.Lower(k) {
		case "by":
			if k == sentence.First {
				return true
			}
			w := r.t.Lower(k - 1)
			return strings.HasPrefix(w, "interview") || strings.HasPrefix(w, "question") || w == "moderated"
		case "to":
			return k > sentence.First && in(talking, r.t.Lower(k-1))
		}
	}
	return false
}

// label returns the entity that a transcript's label means: Q and A, or a surname in capitals.
func (s *said) label(tokens text.Range) int {
	r := s.r
	if tokens.Len() == 1 {
		switch r.t.Lower(tokens.First) {
		case "q", "q.", "question":
			return s.talk.asks
		case "a", "a.", "answer":
			return s.talk.answers
		}
	}
	var words []string
	for i := tokens.First; i < tokens.Last; i++ {
		if r.t.Tokens[i].Kind != text.Punct {
			words = append(words, r.t.Lower(i))
		}
	}
	for len(words) > 1 && in(labelTitles, words[0]) {
		words = words[1:]
	}
	for e := range r.Entities {
		if x := &r.Entities[e]; x.Kind == kind.Person && len(x.words) >= len(words) && endsWith(x.words, words) {
			return e
		}
	}
	return -1
}

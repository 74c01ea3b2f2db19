package entities

import (
	"stet/annotate/kind"
	"stet/annotate/quotes"
	"stet/annotate/rules"
)

// pronoun weighs whom a pronoun means.
func (s *said) pronoun(rule *rules.Rule, q *quotes.Quote, at int) (nobody int) {
	switch rule.Attr("case") {
	case "speaker": // "I said", in someone's words
		s.recent(q, at, anyone)
		if n := len(s.around); n > 0 && rule.Attr("number") == "one" {
			if e := s.r.Speakers[s.around[n-1]]; e >= 0 {
				s.name(e)
				return 0
			}
		}
		return never
	case "hearer": // "you said", in a question
		s.recent(q, at, anyone)
		if n := len(s.around); n > 0 && s.talk.asks >= 0 && s.r.Speakers[s.around[n-1]] == s.talk.asks && s.talk.answers >= 0 {
			s.name(s.talk.answers)
			return 0
		}
		return never
	}
	g, many, thing := parseGender(rule.Attr("gender")), rule.Attr("number") == "many", rule.Attr("gender") == "n"
	s.recent(q, at, func(x *Entity) bool {
		switch {
		case thing:
			return x.Kind == kind.Organization || x.Kind == kind.State
		case many:
			return x.Kind == kind.Organization || x.Kind == kind.Group
		}
		return x.Kind == kind.Person && x.gender.fits(g)
	})
	best := -1
	for i := range s.list {
		if e := &s.r.Entities[s.list[i].entity]; g != anyGender && e.gender == g {
			s.list[i].points += sameSex
		}
		if s.list[i].unfit {
			continue
		}
		if best < 0 || s.list[i].points > s.list[best].points {
			best = i
		}
	}
	nobody = s.stranger(at, many, thing)
	if best >= 0 && s.list[best].points >= nobody && g != anyGender {
		s.r.learn(s.list[best].entity, g)
	}
	return nobody
}

// leastKnown is how much speaks for nobody known in any case.
const leastKnown = -25

// stranger returns how much speaks for nobody known: whoever spoke last may have been one.
func (s *said) stranger(at int, many, thing bool) int {
	points := leastKnown
	for n, x := range s.trail {
		if x.entity < 0 && x.plural == many && (many || x.thing == thing) && x.token < at && s.r.t.ParagraphOf(at)-s.r.t.ParagraphOf(x.token) <= reachBack {
			p := subject + sentence*min(s.r.t.SentenceOf(at)-s.r.t.SentenceOf(x.token), 6)
			if n == len(s.trail)-1 {
				p += spokeLast + sameSex
			}
			points = max(points, p)
		}
	}
	return points
}

// learn notes the gender that a pronoun gave a person.
func (r *resolver) learn(e int, g gender) {
	if x := &r.Entities[e]; x.Kind == kind.Person && x.gender == anyGender {
		x.gender = g
	}
}

package places

import (
	"cmp"

	"stet/annotate/entities"
	"stet/annotate/kind"
)

// A street, a building or a village that no list has lies where the story says: in the settlement that is named beside it, else in the one
// that the story is about. It takes that one's coordinates, and Choice.Around says so.

// reach is how many mentions away what lies around a place may stand.
const reach = 12

// settlementBeside returns the entity of the settlement that stands closest to mention i, or -1: in its sentence, first behind it (Third
// Street in Harare), else in what was read just before.
func (s *story) settlementBeside(of []int, i int) int {
	sentence := s.t.SentenceOf(s.mentions[i].First)
	for _, step := range [...]int{1, -1} {
		for j := i + step; j >= 0 && j < len(s.mentions) && j-i <= reach && i-j <= reach && s.t.SentenceOf(s.mentions[j].First) == sentence; j += step {
			if s.isAround(of[j]) {
				return of[j]
			}
		}
	}
	paragraph := s.t.ParagraphOf(s.mentions[i].First)
	for j := i - 1; j >= 0 && i-j <= reach && paragraph-s.t.ParagraphOf(s.mentions[j].First) <= backwards; j-- {
		if s.isAround(of[j]) {
			return of[j]
		}
	}
	return -1
}

// backwards is how many paragraphs before a place what lies around it may stand.
const backwards = 2

// abroad reports whether the sentence of mention i names a place that lies in another country.
func (s *story) abroad(of []int, i int, out []Choice, country string) bool {
	sentence := s.t.SentenceOf(s.mentions[i].First)
	for _, step := range [...]int{1, -1} {
		for j := i + step; j >= 0 && j < len(s.mentions) && j-i <= reach && i-j <= reach && s.t.SentenceOf(s.mentions[j].First) == sentence; j += step {
			if c := out[of[j]].Country; c != "" && c != country {
				return true
			}
		}
	}
	return false
}

// isAround reports whether the entity is clear and of a size that coordinates can stand for.
func (s *story) isAround(entity int) bool {
	if entity = s.same[entity]; entity < 0 {
		return false
	}
	n := &s.named[entity]
	if n.given != nil {
		return n.given.Kind == kind.Settlement
	}
	if len(n.candidates) == 0 {
		return false
	}
	best := &n.candidates[0]
	return best.Score >= sure && (best.Kind == kind.Settlement || best.County)
}

// main returns the entity of the settlement that weighs most in the country that weighs most in the story, or -1.
func (s *story) main(out []Choice) int {
	countries := map[string]int{}
	for i := range s.named {
		countries[out[i].Country] += s.named[i].weight
	}
	for c, n := range s.beside.countries {
		countries[c] += n
	}
	best := -1
	for i := range s.named {
		if s.same[i] != i || !s.isAround(i) || out[i].Place == nil {
			continue
		}
		if best < 0 || cmp.Or(cmp.Compare(countries[out[i].Country], countries[out[best].Country]), cmp.Compare(s.named[i].weight, s.named[best].weight)) > 0 {
			best = i
		}
	}
	return best
}

// surround gives those places that nothing is known of the coordinates of what lies around them.
func (s *story) surround(all []entities.Entity, out []Choice) {
	of := make([]int, len(s.mentions))
	for e := range all {
		for _, i := range all[e].Mentions {
			of[i] = e
		}
	}
	main := s.main(out)
	for e := range all {
		if out[e].Place != nil || !small(all[e].Kind) {
			continue
		}
		near := -1
		for k := 0; k < len(all[e].Mentions) && k < mostMentions && near < 0; k++ {
			near = s.settlementBeside(of, all[e].Mentions[k])
		}
		if near >= 0 && main >= 0 && out[near].Country != out[main].Country && !s.together(of, &all[e], near) {
			near = main // what was read before is abroad, and so is a reporter's dateline
		}
		if near < 0 && main >= 0 && !s.abroad(of, all[e].Mentions[0], out, out[main].Country) {
			near = main
		}
		if near < 0 || out[near].Place == nil || out[e].Country != "" && out[e].Country != out[near].Country {
			continue
		}
		place := *out[near].Place
		place.GeoNames, place.Kind = 0, all[e].Kind
		out[e] = Choice{Place: &place, Country: place.Country, Around: true, Candidates: out[e].Candidates}
	}
}

// small reports whether places of the kind are no larger than what lies around them.
func small(k kind.Kind) bool { return k == kind.Facility || k == kind.Settlement }

// together reports whether a sentence names both.
func (s *story) together(of []int, e *entities.Entity, other int) bool {
	for _, i := range e.Mentions[:min(len(e.Mentions), mostMentions)] {
		sentence := s.t.SentenceOf(s.mentions[i].First)
		for j := i - 1; j >= 0 && s.t.SentenceOf(s.mentions[j].First) == sentence; j-- {
			if of[j] == other {
				return true
			}
		}
		for j := i + 1; j < len(s.mentions) && s.t.SentenceOf(s.mentions[j].First) == sentence; j++ {
			if of[j] == other {
				return true
			}
		}
	}
	return false
}

package places

import (
	"slices"

	"stet/annotate/entities"
	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// mostCandidates is how many places a name may mean; the smallest of more are left out.
const mostCandidates = 32

// mostMentions is how many of an entity's mentions are read.
const mostMentions = 8

// propose finds what the entity's name can mean, and how likely each is by itself.
func (s *story) propose(n *named, e *entities.Entity) {
	n.country = e.Country
	n.weight = s.weight(e)
	mentions := e.Mentions[:min(len(e.Mentions), mostMentions)]
	for k, i := range mentions {
		m := &s.mentions[i]
		if p := s.given(m); p != nil {
			n.given = p
			return
		}
		if m.Span == e.Name || k == len(mentions)-1 && len(n.candidates) == 0 {
			n.candidates = s.called(n.candidates, m, e)
		}
	}
	if len(n.candidates) == 0 && s.g != nil {
		if p, ok := s.g.Country(e.Country); ok {
			n.candidates = add(n.candidates, p)
		}
	}
	if e.Kind == kind.Settlement {
		n.candidates = withoutDivisions(n.candidates)
	}
	for k := range n.candidates {
		c := &n.candidates[k]
		c.own = octaves(c.People+fewest) + likely(e, &c.Place)
		c.log = c.own
	}
	n.sort()
	n.candidates = n.candidates[:min(len(n.candidates), mostCandidates)]
	s.qualifyAll(n, e)
}

// qualifyAll reads what stands beside the entity's mentions.
func (s *story) qualifyAll(n *named, e *entities.Entity) {
	for _, i := range e.Mentions[:min(len(e.Mentions), mostMentions)] {
		s.qualify(n, &s.mentions[i])
	}
	for k := range n.candidates {
		n.candidates[k].log = n.candidates[k].own
	}
	n.sort()
}

// weight returns how much the entity says of where the story lies: how often it is named, and more where that is in the dateline.
func (s *story) weight(e *entities.Entity) int {
	sum := min(len(e.Mentions), 4)
	for _, i := range e.Mentions[:min(len(e.Mentions), mostMentions)] {
		if s.inDateline(&s.mentions[i]) {
			sum += datelined
		}
	}
	return sum
}

// withoutDivisions leaves out divisions that have the name of a settlement in them.
func withoutDivisions(all []Candidate) []Candidate {
	inside := map[int32]bool{}
	for i := range all {
		if all[i].Kind == kind.Settlement {
			inside[all[i].Region] = true
		}
	}
	return slices.DeleteFunc(all, func(c Candidate) bool { return c.Kind == kind.Region && !c.County && c.Region > 0 && inside[c.Region] })
}

// datelined is how much more a place in the dateline says of where the story lies.
const datelined = 3

// fewest is added to the inhabitants: a village of a hundred is not much less known than one of a thousand.
const fewest = 500

// likely returns how much the entity's kind speaks for a place.
func likely(e *entities.Entity, p *gazetteer.Place) int {
	sum := 0
	if p.Kind == e.Kind || p.Kind == kind.Country {
		sum += 3 * octave
	}
	if p.Capital {
		sum += 2 * octave
	}
	if p.County && e.Kind != kind.Region {
		sum -= 4 * octave
	}
	if e.Kind == kind.Settlement && p.Kind == kind.Facility || e.Kind == kind.Natural && p.Kind == kind.Settlement {
		sum -= 3 * octave
	}
	return sum
}

// given returns the place that an editor's pack has for the mention; nil for none.
func (s *story) given(m *names.Mention) *gazetteer.Place {
	for _, l := range [...]rules.Label{rules.Settlement, rules.Region, rules.Country, rules.Natural, rules.Facility} {
		if h, ok := s.f.At(m.First, l); ok && h.Rule.Given && h.Last == m.Last && h.Place != nil {
			return &gazetteer.Place{Kind: h.Rule.Kind, Country: h.Country(), GeoNames: h.Place.GeoNames, Lat: h.Place.Lat, Lon: h.Place.Lon, People: int(h.Place.Size) * 1000}
		}
	}
	return nil
}

// called appends what the mention's words name; where they name nothing, what they name without a word for a kind of place. A facility
// is none of the place that it is named for.
func (s *story) called(all []Candidate, m *names.Mention, e *entities.Entity) []Candidate {
	if s.g == nil {
		return all
	}
	if h, ok := s.f.At(m.First, rules.Country); ok && h.Last == m.Last {
		if p, ok := s.g.Country(h.Country()); ok {
			all = add(all, p)
		}
	}
	first, last := m.First, m.Last
	if s.countyBehind(last) {
		all = s.counties(all, s.t.Of(m.Span))
		if len(all) > 0 {
			return all
		}
	}
	all = s.lookUp(all, first, last)
	if len(all) > 0 || last-first < 2 || e.Kind == kind.Facility {
		return all
	}
	if s.f.Covers(first, rules.Direction) || s.saysKind(first, rules.PlaceHead) {
		first++
		if s.t.Lower(first) == "of" && last-first > 1 {
			first++
		}
		all = s.lookUp(all, first, last)
	}
	if len(all) == 0 && last-first > 1 && (s.f.Covers(last-1, rules.Direction) || s.saysKind(last-1, rules.PlaceWord)) {
		all = s.lookUp(all, first, last-1)
	}
	if e.Kind == kind.Natural {
		all = slices.DeleteFunc(all, func(c Candidate) bool { return c.Kind != kind.Natural })
	}
	return all
}

// saysKind reports whether token i only says that a division or a settlement is meant: Anbar Province, but not Niagara Falls.
func (s *story) saysKind(i int, l rules.Label) bool {
	h, ok := s.f.At(i, l)
	return ok && h.Len() == 1 && (h.Rule.Kind == kind.Region || h.Rule.Kind == kind.Settlement)
}

// countyBehind reports whether the name is one of counties: Cooke, Grayson and Love counties.
func (s *story) countyBehind(i int) bool {
	const reach = 12
	for end := min(i+reach, len(s.t.Tokens)); i < end; i++ {
		switch w := s.t.Word(i); {
		case w == "county" || w == "counties" || w == "Counties" || w == "parishes":
			return true
		case w != "," && w != "and" && w != "or" && !s.t.Tokens[i].Is(text.Capital):
			return false
		}
	}
	return false
}

func (s *story) counties(all []Candidate, name string) []Candidate {
	for _, tail := range [...]string{" County", " Parish"} {
		for p := range s.g.Named(gazetteer.Key(name + tail)) {
			if p.County {
				all = add(all, p)
			}
		}
	}
	return all
}

func (s *story) lookUp(all []Candidate, first, last int) []Candidate {
	for p := range s.g.Named(gazetteer.Key(s.t.Of(s.t.Span(first, last)))) {
		all = add(all, p)
	}
	return all
}

func add(all []Candidate, p gazetteer.Place) []Candidate {
	if slices.ContainsFunc(all, func(c Candidate) bool { return c.ID == p.ID }) {
		return all
	}
	return append(all, Candidate{Place: p})
}

// inDateline reports whether the mention stands at the head of a story in capitals or before a dash: PARIS, Texas (AP) --.
func (s *story) inDateline(m *names.Mention) bool {
	const reach = 14
	sentence := s.t.Sentences[s.t.SentenceOf(m.First)]
	if m.First > sentence.First+4 || s.t.ParagraphOf(m.First) > 3 {
		return false
	}
	for i := m.Last; i < sentence.Last && i < m.Last+reach; i++ {
		switch s.t.Word(i) {
		case "—", "–", "--", "―":
			return true
		case "-":
			return s.t.Tokens[i].Is(text.SpaceBefore)
		}
		if tok := &s.t.Tokens[i]; tok.Kind == text.Word && tok.Flags&(text.Capital|text.Mixed) == 0 {
			return false
		}
	}
	return false
}

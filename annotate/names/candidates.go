package names

import (
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// candidate is a stretch of words that may be a name.
type candidate struct {
	first, last int
	weak        bool // capitals say nothing here: a sentence's first word, a headline
	votes       votes
	name        int // index into ballot
}

// candidates finds stretches of capitalised words, weighs the evidence for each name over the whole story, and marks.
func (n *finder) candidates() {
	all := n.stretches()
	b := newBallot(len(all))
	for i := range all {
		c := &all[i]
		n.weigh(c)
		c.name = b.cast(n.t, c)
	}
	b.share()
	for i := range all {
		c := &all[i]
		k, r, score := b.winner(c)
		if k != kind.None {
			n.add(c.first, c.last, k, r, score)
		}
	}
}

// stretches cuts the story into candidates, sentence by sentence.
func (n *finder) stretches() []candidate {
	var all []candidate
	seen := n.inside()
	for _, s := range n.t.Sentences {
		weakLine := n.titleCase(s)
		for i := s.First; i < s.Last; i++ {
			if !n.begins(i) {
				continue
			}
			last := n.stretch(i, s.Last)
			first := i
			i = last - 1
			for _, part := range n.split(first, last) {
				c := candidate{first: part.First, last: part.Last}
				c.weak = weakLine || n.t.Tokens[c.first].Is(text.First) || c.first > s.First && n.t.Tokens[c.first-1].Kind == text.Mark
				if c.weak {
					c.first = n.dropOpener(c, seen)
				}
				if c.first < c.last {
					all = append(all, c)
				}
			}
		}
	}
	return all
}

// begins reports whether a name may begin at token i.
func (n *finder) begins(i int) bool {
	tok := &n.t.Tokens[i]
	if n.taken[i] || tok.Kind != text.Word || tok.Is(text.Possessive) {
		return false
	}
	if tok.Flags&(text.Capital|text.Mixed) == 0 {
		// al-Assad, de Mistura, bin Salman
		return n.f.Covers(i, rules.Particle) && i+1 < len(n.t.Tokens) && n.t.Word(i) != "the" && n.t.Word(i) != "of" && n.joined(i) &&
			!n.taken[i+1] && tok.Len() <= 4 && n.t.Lower(i) != "a" && n.t.Lower(i) != "and" && n.t.Lower(i) != "in" && n.t.Lower(i) != "an"
	}
	return !n.f.Covers(i, rules.Calendar)
}

// joined reports whether the particle at i stands before a capital, a hyphen between them or not.
func (n *finder) joined(i int) bool {
	j := i + 1
	if n.t.Word(j) == "-" && j+1 < len(n.t.Tokens) {
		j++
	}
	return n.t.Tokens[j].Is(text.Capital) && n.t.Tokens[j].Kind == text.Word && !n.t.Tokens[j].Is(text.Opens)
}

// stretch returns the token behind the longest candidate that begins at token i.
func (n *finder) stretch(i, limit int) int {
	t := n.t
	last := i + 1
	for last < limit && !n.taken[last] {
		tok := &t.Tokens[last]
		next := last + 1
		switch w := t.Word(last); {
		case tok.Kind == text.Word && tok.Flags&(text.Capital|text.Mixed) != 0 && !tok.Is(text.Possessive):
			if n.f.Covers(last, rules.Calendar) || t.Tokens[last-1].Is(text.Abbreviated) && tok.Is(text.First) {
				return last
			}
			last = next
			continue
		case tok.Kind == text.Number && tok.Flags&text.Digits != 0 && tok.Is(text.SpaceBefore) && last-i >= 1 && tok.Len() <= 2 && n.f.CoversAny(last-1, rules.OrgHead, rules.PlaceWord):
			last = next
			continue
		case w == "-" && !tok.Is(text.SpaceBefore) && next < limit && !t.Tokens[next].Is(text.SpaceBefore) && t.Tokens[next].Kind == text.Word:
			if t.Tokens[next].Is(text.Capital) || n.f.Covers(last-1, rules.Particle) || t.Tokens[next].Len() <= 5 && n.tail(next, limit) {
				last = next + 1
				continue
			}
			return last
		case w == "&" && next < limit && t.Tokens[next].Is(text.Capital):
			last = next
			continue
		case n.f.Covers(last, rules.Particle) || w == "of" || w == "and" || w == "for" || w == "the" || w == "on" || w == "-":
			j := last
			for j < limit && j-last < 4 && !t.Tokens[j].Is(text.Capital) && (n.f.Covers(j, rules.Particle) || t.Word(j) == "of" || t.Word(j) == "and" || t.Word(j) == "for" || t.Word(j) == "the" || t.Word(j) == "-") {
				j++
			}
			if j < limit && j > last && !n.taken[j] && t.Tokens[j].Is(text.Capital) && t.Tokens[j].Kind == text.Word && !n.f.Covers(j, rules.Calendar) && t.Word(last) != "on" {
				last = j
				continue
			}
		}
		return last
	}
	return last
}

// tail reports whether the small-letter word behind a hyphen belongs to a name: Ching-yan, not US-led.
func (n *finder) tail(i, limit int) bool {
	return !n.f.CoversAny(i, rules.Common, rules.Direction, rules.Verb, rules.PersonNoun, rules.Kin) && !n.f.CoversAny(i-2, rules.Country, rules.Demonym, rules.Org, rules.State) &&
		!n.t.Tokens[i-2].Is(text.AllCaps)
}

// split parts a stretch at the small words that do not belong to a name there, and takes titles off its beginning (A1).
func (n *finder) split(first, last int) []text.Range {
	var parts []text.Range
	begin := first
	cut := func(end, next int) {
		if end > begin {
			parts = append(parts, n.bare(begin, end))
		}
		begin = next
	}
	for i := first; i < last; i++ {
		if end, ok := n.title(i); ok && end <= last && !n.official(i, end, last) {
			cut(i, end)
			i = end - 1
			continue
		}
		switch n.t.Word(i) {
		case "and":
			if !n.holds(begin, i, rules.OrgOf) || !n.f.CoversAny(last-1, rules.OrgHead) && !n.holds(begin, i, rules.OrgOf) {
				cut(i, i+1)
			}
		case "of", "for":
			if !n.holds(begin, i, rules.OrgOf) && !n.f.CoversAny(i-1, rules.OrgHead, rules.PlaceHead, rules.PlaceWord, rules.Event) && !n.listedName(begin, last) {
				cut(i, i+1)
			}
		case "the":
			if i == begin {
				begin = i + 1
			} else if n.t.Word(i-1) != "of" && n.t.Word(i-1) != "for" {
				cut(i, i+1)
			}
		}
	}
	cut(last, last)
	return parts
}

// official reports whether a title is part of an institution's name: the President's Office, Attorney General's Department.
func (n *finder) official(i, end, last int) bool {
	return end < last && n.f.CoversAny(last-1, rules.OrgHead, rules.OrgTail) && last-end <= 2
}

func (n *finder) holds(first, last int, l rules.Label) bool {
	for i := first; i < last; i++ {
		if n.f.Covers(i, l) {
			return true
		}
	}
	return false
}

// listedName reports whether a list has the whole stretch.
func (n *finder) listedName(first, last int) bool {
	for l := rules.Person; l <= rules.Natural; l++ {
		if h, ok := n.f.At(first, l); ok && h.Last == last {
			return true
		}
	}
	return false
}

// bare takes titles and small words off both ends.
func (n *finder) bare(first, last int) text.Range {
	for first < last {
		if h, ok := n.title(first); ok && h < last {
			first = h
			continue
		}
		if h, ok := n.f.At(first, rules.Demonym); ok && h.Last <= last && !n.f.CoversAny(last-1, rules.OrgHead, rules.PlaceWord, rules.OrgTail) {
			first = h.Last // A5: a bare adjective
			continue
		}
		if w := n.t.Tokens[first]; w.Flags&(text.Capital|text.Mixed) == 0 && !n.f.Covers(first, rules.Particle) || n.t.Word(first) == "-" {
			first++
			continue
		}
		break
	}
	for first < last && n.t.Tokens[last-1].Flags&(text.Capital|text.Mixed|text.Digits) == 0 && n.t.Word(last-1) != "-" && (last-2 < first || n.t.Word(last-2) != "-") {
		last--
	}
	return text.Range{First: first, Last: last}
}

// title returns the token behind a title or honorific that begins at token i.
func (n *finder) title(i int) (int, bool) {
	for _, l := range [...]rules.Label{rules.Title, rules.Honorific} {
		if h, ok := n.f.At(i, l); ok {
			return h.Last, true
		}
	}
	return 0, false
}

// inside notes the words that stand capitalised within a sentence somewhere: there capitals mean a name.
func (n *finder) inside() map[string]bool {
	seen := map[string]bool{}
	for _, s := range n.t.Sentences {
		if n.titleCase(s) {
			continue
		}
		for i := s.First + 1; i < s.Last; i++ {
			if tok := n.t.Tokens[i]; tok.Kind == text.Word && tok.Is(text.Capital) && n.t.Tokens[i-1].Kind == text.Word {
				seen[n.t.Word(i)] = true
			}
		}
	}
	return seen
}

// titleCase reports whether a sentence is a headline or a list in capitals.
func (n *finder) titleCase(s text.Range) bool {
	long, capital := 0, 0
	for i := s.First; i < s.Last; i++ {
		if tok := n.t.Tokens[i]; tok.Kind == text.Word && tok.Len() > 3 {
			long++
			if tok.Is(text.Capital) {
				capital++
			}
		}
	}
	return long >= 4 && 4*capital >= 3*long
}

// dropOpener returns where a candidate whose first capital may only begin the sentence really begins.
func (n *finder) dropOpener(c candidate, seen map[string]bool) int {
	i := c.first
	for i < c.last {
		w := n.t.Word(i)
		known := seen[w] || n.f.CoversAny(i, rules.FirstName, rules.Country, rules.Settlement, rules.Region, rules.Org, rules.Natural, rules.State, rules.Group,
			rules.Facility, rules.Person, rules.OrgOf, rules.PlaceHead)
		if n.f.Covers(i, rules.Common) && !seen[w] || !known && c.last-c.first == 1 || !known && n.ordinary(i) {
			i++
			continue
		}
		break
	}
	return i
}

// ordinary reports whether any pack knows the word only as one of grammar.
func (n *finder) ordinary(i int) bool {
	return n.f.CoversAny(i, rules.Common, rules.Pronoun, rules.Determiner, rules.Auxiliary, rules.Conjunction, rules.SubClause, rules.ReportAdverb)
}

package names

import (
	"stet/annotate/kind"
	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// candidate is a stretch of tokens that may be a name.
type candidate struct {
	first, last int
	sentence    text.Range
	titled      bool // a title was taken off before it (A1)
	weak        bool // its first capital says little
	only        bool // the tagger proposes it, the rules cut otherwise
	touch       touch
	tagged      *tagger.Span // what touches it; nil for none
	lags        [6]int32     // by the tagger's class
	read        bool         // there are lags
	evidence    []uint8
	total       [classes]int32
	class       int   // what it is taken for
	ahead       int32 // by how much weight that is ahead of nothing
	name        int   // index of its words among the story's names
}

// candidates cuts the story's stretches of capitalised words into names.
func (n *finder) candidates() []candidate {
	all := make([]candidate, 0, len(n.t.Tokens)/8+1)
	for _, s := range n.t.Sentences {
		for i := s.First; i < s.Last; {
			if n.taken[i] || !n.begins(i, s) {
				i++
				continue
			}
			last := n.stretch(i, s)
			all = n.cut(all, i, last, s)
			i = last
		}
	}
	return all
}

// word reports whether token i is a free word that may stand in a name.
func (n *finder) word(i int) bool { return n.capital[i] && !n.taken[i] }

// begins reports whether a name may begin at token i: with a capital, or a particle before one (al-Assad, de Mistura).
func (n *finder) begins(i int, s text.Range) bool {
	if n.word(i) {
		return true
	}
	if n.t.Tokens[i].Kind != text.Word || !n.f.Covers(i, rules.Particle) || n.f.CoversAny(i, rules.Determiner, rules.Common) {
		return false
	}
	j := i + 1
	if j < s.Last && hyphen(n.t.Word(j)) {
		j++
	} else if h, ok := n.f.At(i, rules.Particle); ok {
		j = h.Last
	}
	return j < s.Last && n.word(j) && !n.t.Tokens[j].Is(text.LineBefore)
}

// longestStretch is how many tokens are looked at together: no name is as long, and cost stays linear whatever the story.
const longestStretch = 40

// stretch returns the token behind the run of name words that begins at token i, with the small words that may stand inside a name.
func (n *finder) stretch(i int, s text.Range) int {
	t := n.t
	last := i + 1
	for last < s.Last && last-i < longestStretch && !n.taken[last] && !t.Tokens[last].Is(text.LineBefore) {
		if n.word(last) && (t.Tokens[last].Is(text.SpaceBefore) || hyphen(t.Word(last-1)) || t.Word(last-1) == "&") {
			last++
			continue
		}
		next := n.link(i, last, s)
		if next == last {
			break
		}
		last = next
	}
	// a list knows more: "Washington, DC"
	for j := i; j < last; j++ {
		if h, ok := n.listed(j); ok && h.Last > last && h.Last <= s.Last && n.free(last, h.Last) {
			return h.Last
		}
	}
	return last
}

// hyphen reports whether the token is a hyphen: the usual one, or Unicode's two own.
func hyphen(w string) bool { return w == "-" || w == "‑" || w == "‐" }

// listedTo reports whether a listed country or region is the whole of the tokens [first, last): Saudi Arabia's Public Fund is two names.
func (n *finder) listedTo(first, last int) bool {
	for _, l := range [...]rules.Label{rules.Country, rules.Region} {
		if h, ok := n.f.At(first, l); ok && h.Last == last {
			return true
		}
	}
	return false
}

func (n *finder) free(first, last int) bool {
	for i := first; i < last; i++ {
		if n.taken[i] {
			return false
		}
	}
	return true
}

// link returns where the name that began at token first goes on behind the small words or signs at token i; i where it does not.
func (n *finder) link(first, i int, s text.Range) int {
	t := n.t
	tok := &t.Tokens[i]
	capitalAt := func(j int) bool { return j < s.Last && n.word(j) && !t.Tokens[j].Is(text.LineBefore) }
	switch w := t.Word(i); {
	case hyphen(w) || w == "–" && !tok.Is(text.SpaceBefore):
		if tok.Is(text.SpaceBefore) || i+1 >= s.Last || t.Tokens[i+1].Is(text.SpaceBefore) || t.Tokens[i+1].Kind != text.Word || n.party(i-1, s) {
			return i
		}
		if capitalAt(i+1) || n.tail(i+1) {
			return i + 2
		}
		if n.f.Covers(i+1, rules.Particle) && i+3 < s.Last && hyphen(t.Word(i+2)) && capitalAt(i+3) { // Deir ez-Zor, Jean-de-Dieu
			return i + 4
		}
		return i
	case w == "&" && capitalAt(i+1):
		return i + 2
	case tok.Kind == text.Number && tok.Is(text.SpaceBefore) && tok.Len() <= 3 && n.f.CoversAny(i-1, rules.OrgHead, rules.PlaceWord, rules.PlaceHead):
		return i + 1
	case tok.Is(text.Possessive) && capitalAt(i+1):
		// Queen's College, People's Liberation Army; not Iran's Foreign Ministry
		if _, ok := n.listed(i - 1); !ok && !n.listedTo(first, i) && n.ends(i+1, s, rules.OrgHead, rules.PlaceWord) && !n.f.CoversAny(i-1, rules.Demonym) {
			return i + 2
		}
		return i
	case w == "," && i+1 < s.Last && n.f.Covers(i+1, rules.OrgTail) && t.Tokens[i+1].Is(text.Capital):
		return i + 2
	case w == ",":
		return n.series(first, i, s)
	case n.f.Covers(i, rules.Particle) || w == "of" || w == "and" || w == "for" || w == "the" || w == "in":
		for j := i; j < s.Last && j < i+4; j++ {
			if j > i && capitalAt(j) {
				return j + 1
			}
			if w := t.Word(j); !(n.f.Covers(j, rules.Particle) && w != "and" || j == i && (w == "of" || w == "and" || w == "for" || w == "in") || w == "the" && j > i || hyphen(w)) || n.taken[j] {
				return i
			}
		}
	}
	return i
}

// series returns the token behind the list of fields that goes on at the comma at token i inside the name of an institution that
// began at token first: Ministry of Education, Science and Technology. It is i where there is no such list.
func (n *finder) series(first, i int, s text.Range) int {
	if !n.institution(first, i) || !n.holds(first, i, "of", "for") {
		return i
	}
	for j := i; j < s.Last && j < i+12; {
		last := n.is(j, "and")
		if !last && n.t.Word(j) != "," {
			return i
		}
		if !last && j+1 < s.Last && n.is(j+1, "and") { // the comma before "and"
			j++
			last = true
		}
		from := j + 1
		for j = from; j < s.Last && n.word(j) && j < from+3; j++ {
			if _, ok := n.listed(j); ok || n.f.CoversAny(j, rules.OrgOf, rules.FirstName, rules.FamilyName, rules.Title, rules.PlaceHead) {
				return i
			}
		}
		if j == from {
			return i
		}
		if last {
			return j
		}
	}
	return i
}

// ends reports whether the capitalised words from token i on end in one of the classes.
func (n *finder) ends(i int, s text.Range, classes ...rules.Label) bool {
	for limit := i + longestStretch; i < s.Last && i < limit && n.word(i); {
		i++
	}
	return n.f.CoversAny(i-1, classes...)
}

// tail reports whether the small-letter word behind a hyphen belongs to a name: Ching-yan, not US-led.
func (n *finder) tail(i int) bool {
	t := n.t
	if n.is(i, "in") && i-3 >= 0 && n.capital[i-3] && t.Tokens[i-2].Len() <= 5 {
		return true // Moon Jae-in
	}
	if t.Tokens[i].Len() > 6 || t.Tokens[i-2].Is(text.AllCaps) || n.f.CoversAny(i-2, rules.Country, rules.Demonym, rules.Org, rules.Settlement, rules.Region) {
		return false
	}
	return !n.f.CoversAny(i, rules.Common, rules.Direction, rules.Verb, rules.Cue, rules.PersonNoun, rules.Kin, rules.Preposition, rules.Adverb, rules.Office, rules.Relation)
}

// cut parts the stretch [first, last) into candidates: titles go (A1), and so do the small words that join two names.
func (n *finder) cut(all []candidate, first, last int, s text.Range) []candidate {
	begin, titled := first, false
	end := func(at, next int, title bool) {
		if at > begin {
			all = n.bare(all, begin, at, s, titled)
		}
		begin, titled = next, title
	}
	for i := first; i < last; i++ {
		if i < begin {
			continue
		}
		if h, ok := n.listed(i); ok && h.Len() > 1 && h.Last <= last && (i == begin || !n.governed(begin, i)) {
			if next, split := n.behindListed(h, last); split {
				end(i, i, titled && i == begin)
				end(h.Last, h.Last, false)
				begin = next
				i = h.Last - 1
				continue
			}
		}
		if h, ok := n.listed(i); ok && h.Len() > 1 && h.Last <= last {
			i = h.Last - 1 // Sri Lanka holds no title
			continue
		}
		if stop, ok := n.title(i); ok && stop <= last && !n.office(i, begin, stop, last) {
			stop = n.portfolio(stop, last)
			end(i, stop, true)
			i = stop - 1
			continue
		}
		if i > begin && n.parts(begin, i, last) {
			end(i, i, false)
		}
		switch n.t.Word(i) {
		case "-", "‑", "‐":
			if n.pair(begin, i) || n.crossing(begin, i, last) {
				end(i, i+1, false)
			}
		case "and":
			if !n.joinsOrg(begin, i, last) {
				end(i, i+1, false)
			}
		case "of", "for", "in":
			if !n.governs(begin, i, s) {
				end(i, i+1, false)
			}
		case "the":
			if i == begin {
				begin = i + 1
			} else if w := n.t.Word(i - 1); w != "of" && w != "for" && w != "in" {
				end(i, i+1, false)
			}
		}
	}
	end(last, last, false)
	return all
}

// governed reports whether "of" or "for" before token i ties it to a name that began before: National Center of the United States.
func (n *finder) governed(begin, i int) bool {
	if i-1 > begin && n.t.Word(i-1) == "the" {
		i--
	}
	return i-1 > begin && (n.t.Word(i-1) == "of" || n.t.Word(i-1) == "for")
}

// pair reports whether the hyphen at token i joins two listed names: US-Russia, EU-Nigeria.
func (n *finder) pair(begin, i int) bool {
	h, ok := n.listed(begin)
	if !ok || h.Last != i {
		return false
	}
	o, ok := n.listed(i + 1)
	return ok && o.Len() > 0
}

// crossing reports whether the hyphen at token i joins two roads or buildings: the Elm Street-Mill Road junction.
func (n *finder) crossing(begin, i, last int) bool {
	building := func(i int) bool {
		h, ok := n.f.At(i, rules.PlaceWord)
		return ok && h.Last == i+1 && h.Rule.Kind == kind.Facility && n.capital[i]
	}
	return i-1 > begin && last-1 > i+1 && building(i-1) && building(last-1)
}

// behindListed reports whether a listed name of several words stands for itself although capitals follow, and where the next
// name begins.
func (n *finder) behindListed(h rules.Hit, last int) (next int, split bool) {
	if h.Last >= last {
		return last, true
	}
	switch n.t.Word(h.Last) {
	case "and", "in", "for":
		return h.Last + 1, !n.f.CoversAny(h.Last-1, rules.OrgOf)
	case "of", "-", "&":
		return h.Last, false
	}
	if _, ok := n.title(h.Last); ok || n.f.CoversAny(h.Last, rules.FirstName, rules.Country, rules.Region) {
		return h.Last, !n.f.CoversAny(last-1, rules.OrgHead, rules.PlaceWord, rules.Event)
	}
	return h.Last, false
}

// title returns the token behind a title or honorific that begins at token i.
func (n *finder) title(i int) (int, bool) {
	for _, l := range [...]rules.Label{rules.Title, rules.Honorific} {
		if h, ok := n.f.At(i, l); ok {
			return h.Last, true
		}
	}
	if n.weak[i] { // Neighbour Ron Sykes, at the head of a sentence
		for _, l := range [...]rules.Label{rules.PersonNoun, rules.Kin} {
			if h, ok := n.f.At(i, l); ok && h.Form&rules.Plural == 0 {
				return h.Last, true
			}
		}
	}
	return 0, false
}

// office reports whether a title is part of a name: the President's Office, Governor State University; or ends it, as in
// Radio Free Europe's Chief, which is no reason to cut before it.
func (n *finder) office(i, begin, end, last int) bool {
	if end == last {
		return i > begin && n.institution(begin, i) && n.holds(begin, i, "of", "for") && !n.f.Covers(i-1, rules.OrgHead)
	}
	if n.t.Tokens[end].Is(text.Possessive) {
		return true
	}
	if hyphen(n.t.Word(end)) || end+1 == last && n.f.Covers(end, rules.PlaceWord) {
		return true // King-Smith, Queen Street
	}
	if n.among(i, royal) {
		j := end
		for j < last && n.capital[j] {
			j++
		}
		if j > end+1 && n.f.Covers(j-1, rules.PlaceWord) {
			return true // King Edward Street
		}
	}
	if i == begin && n.f.CoversAny(i, rules.FirstName, rules.FamilyName) && n.t.Tokens[i].Is(text.Capital) && n.f.Covers(end, rules.FamilyName) {
		return false
	}
	return n.f.CoversAny(last-1, rules.OrgHead, rules.OrgTail) && last-end <= 2 && n.t.Word(end) != "of"
}

// portfolio returns the token behind what a title is of: Minister of Higher Education and Scientific Research. A listed name or an
// institution behind "of" is an actor or a place of its own.
func (n *finder) portfolio(i, last int) int {
	if i+1 >= last || n.t.Word(i) != "of" && n.t.Word(i) != "for" {
		return i
	}
	j := i + 1
	if n.t.Word(j) == "the" && j+1 < last {
		j++
	}
	if _, ok := n.listed(j); ok || n.f.CoversAny(j, rules.Particle, rules.OrgOf, rules.OrgHead, rules.Demonym, rules.FirstName, rules.PlaceHead) || n.f.CoversAny(last-1, rules.OrgHead, rules.OrgTail, rules.PlaceWord) {
		return i
	}
	if !n.f.Known(j) { // an unknown name rather than a field of politics
		return i
	}
	for j < last {
		if _, ok := n.title(j); ok {
			break
		}
		if w := n.t.Word(j); w == "of" || w == "the" || n.f.CoversAny(j, rules.FirstName) {
			break
		}
		j++
	}
	return j
}

// parts reports whether a new name begins at token i inside a stretch though nothing stands between: an acronym or a state's short
// name before a place ("UN Syria envoy", "BJP Meghalaya"), a name before a title.
func (n *finder) parts(begin, i, last int) bool {
	t := n.t
	if !t.Tokens[i].Is(text.SpaceBefore) || n.f.CoversAny(last-1, rules.OrgHead, rules.OrgTail, rules.PlaceWord, rules.Event) {
		return false
	}
	before, ok := n.listed(begin)
	if !ok || before.Last != i {
		return i == begin+1 && t.Tokens[begin].Is(text.AllCaps) && n.f.CoversAny(i, rules.Country, rules.Region, rules.FirstName) && !t.Tokens[i].Is(text.AllCaps)
	}
	if t.Tokens[begin].Is(text.AllCaps) || t.Tokens[begin].Is(text.Abbreviated) {
		return true
	}
	return n.f.CoversAny(i, rules.Country, rules.Region, rules.FirstName) && !n.f.CoversAny(begin, rules.FirstName, rules.FamilyName)
}

// joinsOrg reports whether "and" at token i stands inside the name of an institution: Ministry of Health and Welfare, Food and
// Drug Administration.
func (n *finder) joinsOrg(begin, i, last int) bool {
	if _, ok := n.listed(i + 1); ok {
		return false
	}
	if n.institution(begin, i) && n.holds(begin, i, "of", "for") {
		return !n.f.CoversAny(i+1, rules.FirstName) && !(n.f.Covers(i+1, rules.OrgOf) && i+2 < last && n.holds(i+2, i+3, "of", "for")) && !n.f.Covers(last-1, rules.OrgHead)
	}
	if last-i > 5 || !n.f.CoversAny(last-1, rules.OrgHead, rules.OrgTail) || n.t.Tokens[begin].Is(text.AllCaps) || n.f.CoversAny(begin, rules.FirstName) {
		return false
	}
	if n.f.CoversAny(begin, rules.Country, rules.Demonym) || n.is(begin, "national") {
		return i-begin == 2 || i-begin == 3
	}
	if _, ok := n.listed(begin); ok || n.f.CoversAny(i-1, rules.OrgHead, rules.FamilyName, rules.OrgTail) {
		return false
	}
	return i-begin <= 2
}

// institution reports whether a word that institutions are named by stands in [first, last).
func (n *finder) institution(first, last int) bool {
	return n.inside(first, last, rules.OrgOf, rules.OrgHead)
}

func (n *finder) holds(first, last int, words ...string) bool {
	for i := first; i < last; i++ {
		for _, w := range words {
			if n.t.Word(i) == w {
				return true
			}
		}
	}
	return false
}

// governs reports whether "of", "for" or "in" at token i stands inside one name.
func (n *finder) governs(begin, i int, s text.Range) bool {
	w := n.t.Word(i)
	for j := begin; j < i; j++ {
		if h, ok := n.listed(j); ok && h.Last > i {
			return true // Trinidad and Tobago, Bank of America
		}
	}
	if w == "in" {
		return false
	}
	if n.f.CoversAny(i-1, rules.OrgOf, rules.PlaceHead) || n.f.Covers(begin, rules.OrgOf) || n.institution(begin, i) && n.holds(begin, i, "of", "for") {
		return true
	}
	if h, ok := n.listed(begin); ok && h.Last == i {
		return w == "of" && n.f.CoversAny(i-1, rules.OrgHead) && n.t.Tokens[begin].Is(text.Capital) && h.Rule.Label == rules.Org && h.Len() > 1
	}
	if n.f.CoversAny(i-1, rules.OrgHead, rules.PlaceWord, rules.Event, rules.PlaceHead) {
		return true
	}
	if begin > s.First && n.is(begin-1, "of") || i+1 < s.Last && (n.f.Covers(i+1, rules.Demonym) || n.f.Covers(i+1, rules.Country) && !n.t.Tokens[i+1].Is(text.AllCaps)) {
		return false
	}
	return w == "of" && i == begin+1 && !n.weak[begin] && !n.f.CoversAny(begin, rules.FirstName, rules.FamilyName, rules.PersonNoun, rules.PeopleNoun, rules.Office, rules.Direction) &&
		!n.t.Tokens[begin].Is(text.AllCaps)
}

// bare takes what is no part of a name off both ends and adds what is left.
func (n *finder) bare(all []candidate, first, last int, s text.Range, titled bool) []candidate {
	t := n.t
	institution := func() bool {
		return n.f.CoversAny(last-1, rules.OrgHead, rules.PlaceWord, rules.OrgTail, rules.Event) || n.holds(first, last, "of")
	}
	for first < last {
		if h, ok := n.listed(first); ok && h.Len() > 1 && h.Last <= last {
			break // Saudi Arabia, Prince Edward Island
		}
		if stop, ok := n.title(first); ok && stop < last && !n.office(first, first, stop, last) {
			first, titled = stop, true
			continue
		}
		if h, ok := n.f.At(first, rules.Demonym); ok && h.Last <= last && (h.Last == last || !institution()) {
			first = h.Last // A5: a bare adjective
			continue
		}
		if !n.capital[first] && !n.f.Covers(first, rules.Particle) || t.Tokens[first].Kind != text.Word {
			first++
			continue
		}
		break
	}
	whole, ok := n.listed(first) // the Energy department
	for !(ok && whole.Last == last) && first < last && !n.capital[last-1] && t.Tokens[last-1].Kind != text.Number && !(last-2 > first && hyphen(t.Word(last-2))) && !t.Tokens[last-1].Is(text.Abbreviated) {
		last--
	}
	if first >= last {
		return all
	}
	return append(all, candidate{first: first, last: last, sentence: s, titled: titled, weak: n.weak[first]})
}

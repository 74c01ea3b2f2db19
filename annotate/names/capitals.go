package names

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// wordSet is a set of words by their hashes in lower case.
type wordSet struct {
	slots []uint32
	count int
	zero  bool
}

// newWordSet returns an empty set with room for about n words.
func newWordSet(n int) *wordSet {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &wordSet{slots: make([]uint32, size)}
}

func (s *wordSet) add(sum uint32) {
	if sum == 0 {
		s.zero = true
		return
	}
	if 2*s.count >= len(s.slots) {
		old := s.slots
		s.slots, s.count = make([]uint32, 4*len(old)), 0
		for _, o := range old {
			if o != 0 {
				s.add(o)
			}
		}
	}
	mask := uint32(len(s.slots) - 1)
	for i := sum & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case sum:
			return
		case 0:
			s.slots[i] = sum
			s.count++
			return
		}
	}
}

func (s *wordSet) has(sum uint32) bool {
	if sum == 0 {
		return s.zero
	}
	mask := uint32(len(s.slots) - 1)
	for i := sum & mask; s.slots[i] != 0; i = (i + 1) & mask {
		if s.slots[i] == sum {
			return true
		}
	}
	return false
}

// function are the classes of words that never begin a name, unless a list says so.
var function = [...]rules.Label{rules.Pronoun, rules.Determiner, rules.Auxiliary, rules.Conjunction, rules.SubClause, rules.Preposition}

// ordinary are the classes of words that a sentence or a headline capitalises and that are no names by themselves.
var ordinary = [...]rules.Label{rules.Common, rules.Adverb, rules.Verb, rules.Cue, rules.CueNoun, rules.PersonNoun, rules.OrgNoun, rules.PeopleNoun, rules.Title,
	rules.Kin, rules.SpeakerNoun, rules.Direction}

// capitals finds out which tokens may be words of a name, and where a capital says little.
func (n *finder) capitals() {
	t := n.t
	n.capital, n.weak = make([]bool, len(t.Tokens)), make([]bool, len(t.Tokens))
	n.small, n.inner = newWordSet(len(t.Tokens)/4), newWordSet(len(t.Tokens)/16)
	for _, s := range t.Sentences {
		headline := n.headline(s)
		for i := s.First; i < s.Last; i++ {
			tok := &t.Tokens[i]
			if tok.Kind != text.Word || tok.Is(text.Possessive) {
				continue
			}
			if tok.Flags&(text.Capital|text.Mixed) == 0 {
				n.small.add(n.f.Sum(i))
				continue
			}
			n.weak[i] = (headline || n.opens(i, s)) && (!tok.Is(text.Mixed) || tok.Is(text.AllCaps)) // McCain is none by chance
			n.capital[i] = true
			if !n.weak[i] {
				n.inner.add(n.f.Sum(i))
			}
		}
	}
	for _, s := range t.Sentences {
		dateline := n.dateline(s)
		for i := s.First; i < s.Last; i++ {
			if n.capital[i] {
				n.capital[i] = i < dateline || n.nameable(i, s)
			}
		}
	}
}

// longestDateline is how many tokens a dateline may have.
const longestDateline = 12

// dateline returns the token behind the place in capitals that a paragraph opens with: HARLAN FALLS, Ohio —; LIMA (AP) –. It is
// the sentence's first token where there is none.
func (n *finder) dateline(s text.Range) int {
	t := n.t
	end := s.First
	for end < s.Last && end < s.First+4 && t.Tokens[end].Is(text.AllCaps) && t.Tokens[end].Len() > 2 {
		end++
	}
	if end == s.First || !t.Tokens[s.First].Is(text.Opens) && !n.knownPlace(s.First, end) {
		return s.First
	}
	for i := end; i < s.Last && i < s.First+longestDateline; i++ {
		switch w := t.Word(i); {
		case w == "—" || w == "–" || w == "--" || w == "-" && t.Tokens[i].Is(text.SpaceBefore):
			return end
		case w == "," || w == "/" || w == "(" || w == ")" || t.Tokens[i].Kind == text.Number || t.Tokens[i].Is(text.Capital):
		default:
			return s.First
		}
	}
	return s.First
}

// secondDateline reports whether the candidate is the second place of a dateline: TUNIS/VALLETTA, May 3 —.
func (n *finder) secondDateline(c *candidate) bool {
	i := c.first - 1
	return i > c.sentence.First && n.t.Word(i) == "/" && n.t.Tokens[c.last-1].Is(text.AllCaps) && n.dateline(c.sentence) == i
}

// opens reports whether token i begins a sentence, a quotation or what follows a colon or a dash: there any word has a capital.
func (n *finder) opens(i int, s text.Range) bool {
	if i == s.First {
		return true
	}
	p := &n.t.Tokens[i-1]
	switch p.Kind {
	case text.Mark:
		return n.t.Tokens[i].Start == p.End && (i-1 == s.First || p.Is(text.SpaceBefore))
	case text.Punct:
		switch n.t.Word(i - 1) {
		case ":", "•", "·", "…", "...":
			return true
		case "-", "–", "—":
			return p.Is(text.SpaceBefore)
		case "(":
			return false
		}
	case text.Number: // numbered lists: "2. Andam"
		return i-1 == s.First
	}
	return false
}

// nameable decides whether the capitalised token i may be a word of a name.
func (n *finder) nameable(i int, s text.Range) bool {
	f := n.f
	if f.Covers(i, rules.Calendar) {
		return false
	}
	tok := &n.t.Tokens[i]
	loud := n.loud(i, s) || n.loud(i-1, s) || n.loud(i+1, s)
	acronym := tok.Is(text.AllCaps) && !loud // WHO, US and IT are not who, us and it
	if h, ok := n.listed(i); ok && (h.Len() > 1 || acronym || !f.Covers(i, rules.Common)) {
		return true
	}
	if tok.Len() == 1 && !n.weak[i] && i+1 < s.Last && n.t.Tokens[i+1].Kind == text.Word && n.t.Tokens[i+1].Is(text.Capital) {
		return true // A G Perarivalan
	}
	if f.Covers(i, rules.Initial) || !acronym && f.CoversAny(i, function[:]...) {
		return false
	}
	if acronym {
		return true
	}
	if !n.weak[i] {
		return true
	}
	if n.inner.has(f.Sum(i)) {
		return true
	}
	known := f.CoversAny(i, rules.FirstName, rules.FamilyName)
	if f.Covers(i, rules.Common) || n.small.has(f.Sum(i)) && !known {
		return false
	}
	if tok.Is(text.AllCaps) {
		return known
	}
	next := i+1 < s.Last && n.t.Tokens[i+1].Flags&(text.Capital|text.Mixed) != 0 && n.t.Tokens[i+1].Kind == text.Word && !n.t.Tokens[i+1].Is(text.Possessive)
	if next && !n.weak[i+1] {
		return true
	}
	return known || !f.CoversAny(i, ordinary[:]...)
}

// loud reports whether token i is a word in capitals, too long for an acronym.
func (n *finder) loud(i int, s text.Range) bool {
	return i >= s.First && i < s.Last && n.t.Tokens[i].Is(text.AllCaps) && n.t.Tokens[i].Len() > 4
}

// headline reports whether nearly all longer words of the sentence have capitals: a headline, or a list in capitals.
func (n *finder) headline(s text.Range) bool {
	long, capital := 0, 0
	for i := s.First; i < s.Last; i++ {
		if tok := &n.t.Tokens[i]; tok.Kind == text.Word && tok.Len() > 3 {
			long++
			if tok.Is(text.Capital) {
				capital++
			}
		}
	}
	return long >= 4 && 5*capital >= 4*long && n.t.Word(s.Last-1) != "."
}

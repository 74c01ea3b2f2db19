package rules

import (
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"stet/annotate/sum"
)

// Set is packs made ready to find what they describe. It does not change, and may be used from many goroutines.
type Set struct {
	hash   string
	rules  map[string]*Rule // by id, those switched off left out
	list   []*Rule          // those that find something, by number
	given  bool             // a user's pack is among them
	struck bool             // a NEVER line takes words out of a class
	places []*Place

	vocabulary *vocabulary
	roots      []int32          // by word: the node of phrases that begin with it, 0 for none
	edges      map[uint64]int32 // node and word to node
	nodes      []node
	entries    []entry
	spelled    []spelling // the words of the entries that want them written in one way

	pool   sync.Pool // of *Found
	levels []level   // token patterns; those of a level ask only for classes of the levels before

	making sync.Mutex
	kept   map[any]any // by a key of the package's that asked
}

// node is a place in the tree of phrases, reached by the words of one beginning. Nodes and entries have no pointers: there are tens of
// thousands, and the garbage collector passes over them.
type node struct {
	first, last int32 // the entries that end here, counted from 1
	inner       bool  // longer phrases go on from here
}

// entry is a phrase that ends at a node.
type entry struct {
	next    int32 // the node's next one, counted from 1
	rule    int32 // index into the set's list
	place   int32 // index into the set's places, counted from 1
	words   int32 // where its words begin in spelled
	count   uint8 // how many they are; 0 where any case will do
	label   Label // the rule's
	form    Form
	headers bool // may stand in capitals in a headline
}

type level struct {
	byWord  []int32 // by word that an element must be: which of lists, counted from 1
	lists   [][]*matcher
	byLabel [lastLabel][]*matcher
	any     []*matcher
}

// unanchored is how many token patterns may have neither a word nor a class to begin from: they are tried at every token.
const unanchored = 64

// Compile makes a set of packs. Packs that are not among English's count as a user's: what they mark is certain. The error is
// an *Error: an id that stands twice, a rule to switch off that is not there, or classes that are made of each other.
func Compile(packs ...*Pack) (*Set, error) {
	s := &Set{rules: map[string]*Rule{}, vocabulary: newVocabulary(), edges: map[uint64]int32{}, nodes: make([]node, 1)}
	all := sum.New()
	var order []*Rule
	for _, p := range packs {
		all.Write(p.sum[:])
		given := !p.builtIn
		for _, r := range p.Rules {
			if r.off {
				if s.rules[r.ID] == nil {
					return nil, r.fault(fmt.Sprintf("no pack before this one has a rule %q to switch off", r.ID))
				}
				s.rules[r.ID] = nil
				continue
			}
			if other := s.rules[r.ID]; other != nil {
				return nil, r.fault(fmt.Sprintf("the id %q is taken by %s:%d: choose another, or switch that rule off", r.ID, other.at.file, other.at.line))
			}
			own := *r
			own.Given = given
			if given && own.Label.Mark() != 0 {
				own.Score = 1000 // an editor's rule is certain
			}
			r = &own
			r.number = int32(len(s.list))
			s.list = append(s.list, r)
			s.given = s.given || given
			s.struck = s.struck || r.of != 0
			s.rules[r.ID] = r
			order = append(order, r)
		}
	}
	var matchers []*matcher
	tried := 0
	for _, r := range order {
		if s.rules[r.ID] != r {
			continue
		}
		if err := s.addPhrases(r, r.pattern.phrases, r.pattern.listed); err != nil {
			return nil, err
		}
		if err := s.addLists(r, packs); err != nil {
			return nil, err
		}
		if len(r.pattern.elements) == 0 || s.addLiterals(r) {
			continue
		}
		m, err := s.matcher(r)
		if err != nil {
			return nil, err
		}
		if m.anchor < 0 {
			if tried++; tried > unanchored {
				return nil, r.fault(fmt.Sprintf("more than %d patterns have neither a word nor a class that must be met, and would be tried at every token", unanchored))
			}
		}
		matchers = append(matchers, m)
	}
	for id, r := range s.rules {
		if r == nil {
			delete(s.rules, id)
		}
	}
	if err := s.order(matchers); err != nil {
		return nil, err
	}
	s.hash = hex.EncodeToString(all.Sum(nil))[:32]
	return s, nil
}

// Hash names the contents of the set's packs, in their order.
func (s *Set) Hash() string { return s.hash }

// Rule returns the rule with the id; nil where there is none, or it is switched off.
func (s *Set) Rule(id string) *Rule { return s.rules[id] }

func (r *Rule) fault(message string) *Error { return &Error{r.at.file, r.at.line, 0, message} }

// addPhrases adds phrases that the rule finds, and beside them the places that they name; places is nil where they name none.
func (s *Set) addPhrases(r *Rule, phrases []string, places []*Place) error {
	for i, phrase := range phrases {
		e := entry{rule: r.number, label: r.Label, headers: true}
		if places != nil {
			if p := places[i]; len(s.places) == 0 || s.places[len(s.places)-1] != p {
				s.places = append(s.places, p)
			}
			e.place = int32(len(s.places))
		}
		words := s.vocabulary.tokens(phrase, written)
		if len(words) == 0 || len(words) > maxWords {
			return r.fault(fmt.Sprintf("the phrase %q has %d tokens: want 1 to %d", phrase, len(words), maxWords))
		}
		s.addEntry(e, words)
	}
	return nil
}

// addLiterals adds a pattern that is words only, and few enough combinations of them, as phrases. It reports whether it was.
func (s *Set) addLiterals(r *Rule) bool {
	rows := 1
	for _, e := range r.pattern.elements {
		if !e.hasWords || e.least != 1 || e.most != 1 || e.invert || e.mark || len(e.not)+len(e.regex)+len(e.shapes)+len(e.flags) > 0 ||
			e.label != NoLabel || e.length != anyLength {
			return false
		}
		if rows *= len(e.words) * 4; len(r.pattern.elements) > 1 && rows > 20000 {
			return false
		}
	}
	combined := [][]spelling{nil}
	forms := []Form{0}
	for _, e := range r.pattern.elements {
		var next [][]spelling
		var nextForms []Form
		for _, w := range e.words {
			for _, c := range s.spell(r, w) {
				for j, before := range combined {
					next = append(next, append(slices.Clip(before), c.words...))
					nextForms = append(nextForms, forms[j]|c.form)
				}
			}
		}
		combined, forms = next, nextForms
	}
	for i, words := range combined {
		if len(words) > 0 && len(words) <= maxWords {
			s.addEntry(entry{rule: r.number, label: r.Label, form: forms[i]}, words)
		}
	}
	return true
}

// choice is one way to write a literal.
type choice struct {
	words []spelling
	form  Form
}

// spell returns the ways to write a literal: one, or a word's inflected forms.
func (s *Set) spell(r *Rule, w literal) []choice {
	var shapes []inflected
	own := r.pattern.forms[w.text]
	switch w.mode {
	case verb:
		shapes = inflectVerb(w.text, own)
	case noun:
		shapes = inflectNoun(w.text, own)
	default:
		return []choice{{s.vocabulary.tokens(w.text, w.mode), 0}}
	}
	out := make([]choice, len(shapes))
	for i, sh := range shapes {
		out[i] = choice{s.vocabulary.tokens(sh.word, folded), sh.form}
	}
	return out
}

func (s *Set) addEntry(e entry, words []spelling) {
	first := words[0].word
	for int(first) >= len(s.roots) {
		s.roots = append(s.roots, make([]int32, max(1024, len(s.roots)))...)
	}
	at := s.roots[first]
	if at == 0 {
		at = s.newNode()
		s.roots[first] = at
	}
	for _, w := range words[1:] {
		key := uint64(at)<<32 | uint64(w.word)
		next := s.edges[key]
		if next == 0 {
			next = s.newNode()
			s.edges[key] = next
			s.nodes[at].inner = true
		}
		at = next
	}
	if slices.ContainsFunc(words, func(w spelling) bool { return w.exact > 0 }) {
		e.words, e.count = int32(len(s.spelled)), uint8(len(words))
		s.spelled = append(s.spelled, words...)
	}
	s.entries = append(s.entries, e)
	number := int32(len(s.entries))
	if n := &s.nodes[at]; n.first == 0 {
		n.first, n.last = number, number
	} else {
		s.entries[n.last-1].next, n.last = number, number
	}
}

func (s *Set) newNode() int32 {
	s.nodes = append(s.nodes, node{})
	return int32(len(s.nodes) - 1)
}

// order sorts the patterns into levels.
func (s *Set) order(matchers []*matcher) error {
	var depth [lastLabel]int // of a class: behind the levels of the classes that its patterns ask for
	for changed, round := true, 0; changed; round++ {
		changed = false
		for _, m := range matchers {
			for _, e := range m.elements {
				if e.label == NoLabel || e.label == m.rule.Label {
					continue
				}
				if want := depth[e.label] + 1; s.made(matchers, e.label) && depth[m.rule.Label] < want {
					if round > int(lastLabel) {
						return m.rule.fault(fmt.Sprintf("%s and %s are made of each other", m.rule.Label, e.label))
					}
					depth[m.rule.Label], changed = want, true
				}
			}
		}
	}
	for _, m := range matchers {
		for len(s.levels) <= depth[m.rule.Label] {
			s.levels = append(s.levels, level{byWord: make([]int32, s.vocabulary.words.len())})
		}
		l := &s.levels[depth[m.rule.Label]]
		switch {
		case m.anchor < 0:
			l.any = append(l.any, m)
		case m.elements[m.anchor].label != NoLabel:
			l.byLabel[m.elements[m.anchor].label] = append(l.byLabel[m.elements[m.anchor].label], m)
		default:
			for _, w := range m.elements[m.anchor].firstWords() {
				if l.byWord[w] == 0 {
					l.lists = append(l.lists, nil)
					l.byWord[w] = int32(len(l.lists))
				}
				list := &l.lists[l.byWord[w]-1]
				*list = append(*list, m)
			}
		}
	}
	return nil
}

// made reports whether token patterns make the class.
func (s *Set) made(matchers []*matcher, l Label) bool {
	return slices.ContainsFunc(matchers, func(m *matcher) bool { return m.rule.Label == l })
}

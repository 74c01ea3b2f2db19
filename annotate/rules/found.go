package rules

import (
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Hit is a stretch of tokens that a rule describes: tokens First to Last, half-open.
type Hit struct {
	Rule  *Rule
	Place *Place // where a gazetteer line knows it; nil otherwise
	First int
	Last  int
	Form  Form
}

// Len returns how many tokens the hit takes.
func (h Hit) Len() int { return h.Last - h.First }

// Country returns the ISO 3166-1 alpha-2 code of the country that the hit names or lies in; "" where neither place nor rule says.
func (h Hit) Country() string {
	if h.Place != nil && h.Place.Country != "" {
		return h.Place.Country
	}
	return h.Rule.Attr("country")
}

// Found is what a set finds in a text.
type Found struct {
	set   *Set
	text  *text.Text
	words []uint32 // by token: the number of its word
	sums  []uint32 // by token: a hash of its word in lower case
	head  []int32  // by token: the first of its hits, as an index that counts from 1
	cover []uint64 // by token: the labels of the hits that span it
	begin []uint64 // by token: the labels of the hits that begin there
	hits  []hit
}

// hit is a Hit without pointers, so that a long story's hits cost the garbage collector nothing.
type hit struct {
	first, last int32
	rule        int32 // index into the set's list
	place       int32 // index into the set's places, counted from 1
	next        int32 // the next hit with this beginning, counted from 1
	label       Label
	form        Form
}

func (f *Found) hit(k int32) Hit {
	h := &f.hits[k-1]
	out := Hit{Rule: f.set.list[h.rule], First: int(h.first), Last: int(h.last), Form: h.form}
	if h.place > 0 {
		out.Place = f.set.places[h.place-1]
	}
	return out
}

// Find looks for everything that the set describes. Cost and memory grow with the length of the text. Close gives the memory back.
func (s *Set) Find(t *text.Text) *Found {
	n := len(t.Tokens)
	f, ok := s.pool.Get().(*Found)
	if !ok || cap(f.words) < n {
		f = &Found{set: s, words: make([]uint32, n), sums: make([]uint32, n), head: make([]int32, n), cover: make([]uint64, n), begin: make([]uint64, n),
			hits: make([]hit, 0, n+n/2)}
	}
	f.text, f.words, f.sums, f.head, f.cover, f.begin, f.hits = t, f.words[:n], f.sums[:n], f.head[:n], f.cover[:n], f.begin[:n], f.hits[:0]
	clear(f.head)
	clear(f.cover)
	clear(f.begin)
	for i := range t.Tokens {
		f.words[i], f.sums[i] = s.vocabulary.of(t.Word(i))
	}
	for i := range t.Tokens {
		f.phrases(i)
	}
	f.strike()
	for l := range s.levels {
		f.level(&s.levels[l])
		f.strike()
	}
	return f
}

// Close gives the memory back for another text: nothing may be asked any more.
func (f *Found) Close() {
	f.text = nil
	f.set.pool.Put(f)
}

// strike takes out what NEVER lines take out of a class: hits of just their words, but a user's own. Kinds
// of mark are names' business: what a list knows of a name stays a reason among others.
func (f *Found) strike() {
	if !f.set.struck {
		return
	}
	for i := range f.begin {
		f.Every(i, Never, func(never Hit) bool {
			for k := f.head[i]; k != 0; k = f.hits[k-1].next {
				h := &f.hits[k-1]
				if int(h.last) == never.Last && never.Rule.of.Has(h.label) && h.label.Mark() == kind.None && !f.set.list[h.rule].Given {
					h.label = NoLabel
				}
			}
			return true
		})
	}
	clear(f.begin)
	clear(f.cover)
	for k := range f.hits {
		if h := &f.hits[k]; h.label != NoLabel {
			f.note(h)
		}
	}
}

// Struck reports whether a NEVER line takes just the tokens [first, last) out of the class.
func (f *Found) Struck(first, last int, l Label) (struck bool) {
	f.Every(first, Never, func(h Hit) bool {
		struck = h.Last == last && h.Rule.of.Has(l)
		return !struck
	})
	return struck
}

// note sets the bits of the tokens that the hit takes.
func (f *Found) note(h *hit) {
	f.begin[h.first] |= 1 << h.label
	for i := h.first; i < h.last; i++ {
		f.cover[i] |= 1 << h.label
	}
}

// phrases adds the phrases that begin at token i.
func (f *Found) phrases(i int) {
	s := f.set
	w := f.words[i]
	if w == 0 || int(w) >= len(s.roots) {
		return
	}
	at := s.roots[w]
	for j := i + 1; at != 0; j++ {
		n := &s.nodes[at]
		for k := n.first; k != 0; {
			e := &s.entries[k-1]
			if k = e.next; e.count == 0 || s.fits(e, f.text, i) {
				f.add(e.rule, e.label, i, j, e.form, e.place)
			}
		}
		if !n.inner || j >= len(f.words) || f.words[j] == 0 {
			return
		}
		at = s.edges[uint64(at)<<32|uint64(f.words[j])]
	}
}

// fits reports whether the tokens from i on are written as the entry wants its words.
func (s *Set) fits(e *entry, t *text.Text, i int) bool {
	for j := range int(e.count) {
		if !s.vocabulary.fits(s.spelled[int(e.words)+j], t, i+j, e.headers) {
			return false
		}
	}
	return true
}

func (f *Found) level(l *level) {
	labels := uint64(0)
	for k := range l.byLabel {
		if len(l.byLabel[k]) > 0 {
			labels |= 1 << k
		}
	}
	for i, w := range f.words {
		if at := l.byWord[w]; at > 0 {
			for _, m := range l.lists[at-1] {
				f.try(m, i-m.before)
			}
		}
		if here := f.begin[i] & labels; here != 0 {
			for k := range l.byLabel {
				if here&(1<<k) != 0 {
					for _, m := range l.byLabel[k] {
						f.try(m, i-m.before)
					}
				}
			}
		}
		for _, m := range l.any {
			f.try(m, i)
		}
	}
}

func (f *Found) add(rule int32, l Label, first, last int, form Form, place int32) {
	f.hits = append(f.hits, hit{int32(first), int32(last), rule, place, f.head[first], l, form})
	f.head[first] = int32(len(f.hits))
	f.note(&f.hits[len(f.hits)-1])
}

// At returns the longest hit of the label that begins at token i. Of equally long ones a user's comes first, then the larger
// place, then the rule that stands first.
func (f *Found) At(i int, l Label) (Hit, bool) {
	if i < 0 || i >= len(f.begin) || f.begin[i]&(1<<l) == 0 {
		return Hit{}, false
	}
	best := int32(0)
	for k := f.head[i]; k != 0; k = f.hits[k-1].next {
		if f.hits[k-1].label == l && (best == 0 || !f.better(best, k)) {
			best = k
		}
	}
	return f.hit(best), true
}

// better reports whether the hit is the better of two with one beginning and one label; the second is the earlier rule's.
func (f *Found) better(k, o int32) bool {
	x, y := &f.hits[k-1], &f.hits[o-1]
	if x.last != y.last {
		return x.last > y.last
	}
	if a, b := f.set.list[x.rule].Given, f.set.list[y.rule].Given; a != b {
		return a
	}
	if x.place > 0 && y.place > 0 {
		return f.set.places[x.place-1].Size > f.set.places[y.place-1].Size
	}
	return false
}

// Begin returns the labels of the hits that begin at token i.
func (f *Found) Begin(i int) LabelSet {
	if i < 0 || i >= len(f.begin) {
		return 0
	}
	return LabelSet(f.begin[i])
}

// Over returns the labels of the hits that span token i, which is one of the text's.
func (f *Found) Over(i int) LabelSet { return LabelSet(f.cover[i]) }

// Every calls yield with all hits of the label that begin at token i, longer or shorter, until it returns false.
func (f *Found) Every(i int, l Label, yield func(Hit) bool) {
	if f.begin[i]&(1<<l) == 0 {
		return
	}
	for k := f.head[i]; k != 0; k = f.hits[k-1].next {
		if f.hits[k-1].label == l && !yield(f.hit(k)) {
			return
		}
	}
}

// Covers reports whether a hit of the label spans token i.
func (f *Found) Covers(i int, l Label) bool {
	return i >= 0 && i < len(f.cover) && f.cover[i]&(1<<l) != 0
}

// CoversAny reports whether a hit of any of the labels spans token i.
func (f *Found) CoversAny(i int, labels ...Label) bool {
	if i < 0 || i >= len(f.cover) || f.cover[i] == 0 {
		return false
	}
	here := LabelSet(f.cover[i])
	for _, l := range labels {
		if here.Has(l) {
			return true
		}
	}
	return false
}

// Hits returns the longest hit of the label at each token where one begins, in text order. They may overlap.
func (f *Found) Hits(l Label) []Hit {
	var out []Hit
	for i, begin := range f.begin {
		if begin&(1<<l) != 0 {
			h, _ := f.At(i, l)
			out = append(out, h)
		}
	}
	return out
}

// Given reports whether a user's pack is among the set's.
func (f *Found) Given() bool { return f.set.given }

// Known reports whether any pack names the word of token i, in any case.
func (f *Found) Known(i int) bool { return f.words[i] != 0 }

// Sum returns a hash of token i's word in lower case: equal for equal words, in whatever case they stand.
func (f *Found) Sum(i int) uint32 { return f.sums[i] }

// Rule returns the set's rule with the id; nil where there is none, or it is switched off.
func (f *Found) Rule(id string) *Rule { return f.set.Rule(id) }

// Made returns what of makes of the rules, made once for all stories that they are used on. The key's type is the asking package's own.
func (f *Found) Made(key any, of func() any) any {
	s := f.set
	s.making.Lock()
	defer s.making.Unlock()
	x, ok := s.kept[key]
	if !ok {
		if s.kept == nil {
			s.kept = map[any]any{}
		}
		x = of()
		s.kept[key] = x
	}
	return x
}

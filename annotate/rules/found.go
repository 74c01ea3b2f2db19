package rules

import "stet/annotate/text"

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

type hit struct {
	Hit
	next int32
}

// Find looks for everything that the set describes. Cost and memory grow with the length of the text.
func (s *Set) Find(t *text.Text) *Found {
	n := len(t.Tokens)
	f := &Found{set: s, text: t, words: make([]uint32, n), sums: make([]uint32, n), head: make([]int32, n), cover: make([]uint64, n), begin: make([]uint64, n),
		hits: make([]hit, 0, n/3)}
	for i := range t.Tokens {
		f.words[i], f.sums[i] = s.vocabulary.of(t.Word(i))
	}
	for i := range t.Tokens {
		f.phrases(i)
	}
	for l := range s.levels {
		f.level(&s.levels[l])
	}
	return f
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
		for k := range n.entries {
			if e := &n.entries[k]; e.fits(f.text, i) {
				f.add(e.rule, i, j, e.form, e.place)
			}
		}
		if !n.inner || j >= len(f.words) || f.words[j] == 0 {
			return
		}
		at = s.edges[uint64(at)<<32|uint64(f.words[j])]
	}
}

func (e *entry) fits(t *text.Text, i int) bool {
	for j := range e.words {
		if !e.words[j].fits(t, i+j, e.headers) {
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
		if w > 0 {
			for _, m := range l.byWord[w] {
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

func (f *Found) add(r *Rule, first, last int, form Form, place *Place) {
	f.hits = append(f.hits, hit{Hit{r, place, first, last, form}, f.head[first]})
	f.head[first] = int32(len(f.hits))
	f.begin[first] |= 1 << r.Label
	for i := first; i < last; i++ {
		f.cover[i] |= 1 << r.Label
	}
}

// At returns the longest hit of the label that begins at token i. Of equally long ones a user's comes first, then the larger
// place, then the rule that stands first.
func (f *Found) At(i int, l Label) (Hit, bool) {
	if i < 0 || i >= len(f.begin) || f.begin[i]&(1<<l) == 0 {
		return Hit{}, false
	}
	var best *Hit
	for k := f.head[i]; k != 0; k = f.hits[k-1].next {
		if h := &f.hits[k-1].Hit; h.Rule.Label == l && (best == nil || !best.before(h)) {
			best = h
		}
	}
	return *best, true
}

// before reports whether h is the better of two hits with one beginning and one label; the second is the earlier rule's.
func (h *Hit) before(o *Hit) bool {
	switch {
	case h.Last != o.Last:
		return h.Last > o.Last
	case h.Rule.Given != o.Rule.Given:
		return h.Rule.Given
	case h.Place != nil && o.Place != nil && h.Place.Size != o.Place.Size:
		return h.Place.Size > o.Place.Size
	}
	return false
}

// Every calls yield with all hits of the label that begin at token i, longer or shorter, until it returns false.
func (f *Found) Every(i int, l Label, yield func(Hit) bool) {
	if f.begin[i]&(1<<l) == 0 {
		return
	}
	for k := f.head[i]; k != 0; k = f.hits[k-1].next {
		if h := f.hits[k-1].Hit; h.Rule.Label == l && !yield(h) {
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
	for _, l := range labels {
		if f.Covers(i, l) {
			return true
		}
	}
	return false
}

// Hits returns the longest hit of the label at each token where one begins, in text order. They may overlap.
func (f *Found) Hits(l Label) []Hit {
	var out []Hit
	for i := range f.begin {
		if h, ok := f.At(i, l); ok {
			out = append(out, h)
		}
	}
	return out
}

// Known reports whether any pack names the word of token i, in any case.
func (f *Found) Known(i int) bool { return f.words[i] != 0 }

// Sum returns a hash of token i's word in lower case: equal for equal words, in whatever case they stand.
func (f *Found) Sum(i int) uint32 { return f.sums[i] }

// Rule returns the set's rule with the id; nil where there is none, or it is switched off.
func (f *Found) Rule(id string) *Rule { return f.set.Rule(id) }

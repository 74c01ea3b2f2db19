package tagger

import (
	"sort"

	"stet/annotate/text"
)

// Reading is what a model sees in a story: the names of the best reading, and how far others fall behind it. It is for one
// goroutine.
type Reading struct {
	Names []Span // in order, never overlapping

	model       *Model
	work        *work
	transitions *Transitions
}

// Read reads a story and appends its names to dst. Close gives the memory back.
func (m *Model) Read(t *text.Text, dst []Span) Reading {
	w := m.work()
	r := Reading{model: m, work: w, transitions: &m.Transitions}
	w.first(m, t)
	if m.Second != nil {
		w.second(m)
		r.transitions = &m.SecondTransitions
	}
	w.starts = w.starts[:0]
	k, old := 0, len(dst)
	for _, s := range w.reader.stretches {
		n := s.Len()
		w.starts = append(w.starts, k)
		dst = spans(dst, s.First, w.labels[k:k+n], w.margins[k:k+n])
		k += n
	}
	for i := range dst[old:] {
		s := &dst[old+i]
		s.Score = m.Certainty[s.Class].Score(s.Margin)
	}
	r.Names = dst
	return r
}

// Close gives the reading's memory back: only Names may be used then.
func (r *Reading) Close() {
	r.model.pool.Put(r.work)
	r.work = nil
}

// Lags reports for each class how far the best reading in which the tokens [first, last) are exactly one name of it falls behind
// the best reading of all, in the model's own unit: 0 where they are one. The answer is no where the model does not look at them.
func (r *Reading) Lags(first, last int) (lags [classes]int32, ok bool) {
	w := r.work
	stretches := w.reader.stretches
	i := sort.Search(len(stretches), func(i int) bool { return stretches[i].Last > first })
	if i == len(stretches) || stretches[i].First > first || stretches[i].Last < last || first >= last {
		return lags, false
	}
	a := w.starts[i] + first - stretches[i].First
	b := a + last - first - 1
	best := w.ahead[a][w.labels[a]] + w.behind[a][w.labels[a]]
	for c := Person; c < classes; c++ {
		l := LabelOf(c, Unit)
		if b > a {
			l = LabelOf(c, Begin)
		}
		sum := w.ahead[a][l]
		for k := a + 1; k <= b; k++ {
			next := LabelOf(c, Inside)
			if k == b {
				next = LabelOf(c, Last)
			}
			sum += r.transitions[l][next] + w.em[k][next]
			l = next
		}
		lags[c] = best - sum - w.behind[b][l]
	}
	return lags, true
}

// Package tagger finds names with a trained model: a linear-chain conditional random field over hashed features, with whole
// numbers throughout, so that native code and WebAssembly find the same names.
package tagger

import (
	"sync"

	"stet/annotate/text"
)

// Span is a name that the model sees.
type Span struct {
	First, Last int // tokens, half-open
	Class       Class
	Score       uint16 // how likely it is right, in thousandths
	Margin      int32  // how far the best reading without it falls behind, in the model's own unit
}

// Model is a trained tagger. It may be used by several goroutines at once.
type Model struct {
	Lexicon     *Lexicon
	Weights     *Weights
	Transitions Transitions
	Scale       int32 // weights of one natural logarithm

	pool sync.Pool // of *work
}

// work is what tagging one story needs, kept for the next.
type work struct {
	reader   *Reader
	features []uint32
	ends     []int32
	em       []scores
	path     path
	labels   []Label
	margins  []int32
}

func (m *Model) work() *work {
	if w, ok := m.pool.Get().(*work); ok {
		return w
	}
	return &work{reader: NewReader(m.Lexicon, m.Weights.bits)}
}

// Tag appends the names of t to dst, in order, never overlapping.
func (m *Model) Tag(t *text.Text, dst []Span) []Span {
	w := m.work()
	defer m.pool.Put(w)
	for _, s := range w.reader.Read(t) {
		w.features, w.ends = w.reader.Features(s, w.features[:0], w.ends[:0])
		n := len(w.ends)
		if cap(w.em) < n {
			w.em = make([]scores, n+n/2+16)
		}
		w.em = w.em[:n]
		from := int32(0)
		for i, end := range w.ends {
			m.Weights.sum(w.features[from:end], &w.em[i])
			from = end
		}
		w.path.find(w.em, &m.Transitions, true)
		dst = spans(dst, s.First, w.path.Labels, w.path.Margin)
	}
	return dst
}

// spans appends the names that the labels of the tokens from first on make.
func spans(dst []Span, first int, labels []Label, margins []int32) []Span {
	for i := 0; i < len(labels); i++ {
		if labels[i] == Out {
			continue
		}
		s := Span{First: first + i, Class: labels[i].Class(), Margin: margins[i]}
		for !labels[i].closes() {
			i++
			s.Margin = min(s.Margin, margins[i])
		}
		s.Last = first + i + 1
		dst = append(dst, s)
	}
	return dst
}

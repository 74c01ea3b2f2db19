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

	Second            *Weights // for the features of Memory; nil for none
	SecondTransitions Transitions

	Scale int32 // weights of one natural logarithm

	Certainty [classes]Certainty // by class

	Acts Acts // tells states from places; nil for none

	Data [32]byte // hash of what it was trained on
	Hash string   // of the file; empty before it was one

	pool sync.Pool // of *work
}

// work is what tagging one story needs, kept for the next.
type work struct {
	reader   *Reader
	features []uint32
	ends     []int32
	rows     [maxFeatures]uint32
	em       []scores // of all stretches in turn
	ahead    []scores // the same: of the best path from the stretch's beginning to a label
	behind   []scores // and from the label to the end
	starts   []int    // by stretch: its first token's place in them
	path     path
	labels   []Label
	before   []Label // of the first look
	margins  []int32
	memory   Memory
}

func (m *Model) work() *work {
	if w, ok := m.pool.Get().(*work); ok {
		return w
	}
	return &work{reader: NewReader(m.Lexicon, m.Weights.bits)}
}

// Tag appends the names of t to dst, in order, never overlapping.
func (m *Model) Tag(t *text.Text, dst []Span) []Span {
	r := m.Read(t, dst)
	r.Close()
	return r.Names
}

// first labels the story by its words.
func (w *work) first(m *Model, t *text.Text) {
	stretches := w.reader.Read(t)
	n := 0
	for _, s := range stretches {
		n += s.Len()
	}
	if cap(w.em) < n {
		w.em, w.ahead, w.behind = make([]scores, n+n/4), make([]scores, n+n/4), make([]scores, n+n/4)
		w.labels, w.margins = make([]Label, n+n/4), make([]int32, n+n/4)
	}
	w.em, w.labels, w.margins = w.em[:n], w.labels[:n], w.margins[:n]
	k := 0
	for _, s := range stretches {
		w.features, w.ends = w.reader.Features(s, w.features[:0], w.ends[:0])
		from := int32(0)
		for i, end := range w.ends {
			w.em[k+i] = scores{}
			m.Weights.sum(w.features[from:end], &w.rows, &w.em[k+i])
			from = end
		}
		w.decode(&m.Transitions, k, s.Len())
		k += s.Len()
	}
}

// second labels the story again, with what the first labels say of the same words elsewhere.
func (w *work) second(m *Model) {
	w.before = append(w.before[:0], w.labels...)
	w.memory.Fill(w.reader, w.before, w.margins, m.Scale)
	k := 0
	for _, s := range w.reader.stretches {
		w.features, w.ends = w.memory.Features(w.reader, s, k, w.features[:0], w.ends[:0])
		from := int32(0)
		for i, end := range w.ends {
			m.Second.sum(w.features[from:end], &w.rows, &w.em[k+i])
			from = end
		}
		w.decode(&m.SecondTransitions, k, s.Len())
		k += s.Len()
	}
}

func (w *work) decode(tr *Transitions, k, n int) {
	w.path.find(w.em[k:k+n], w.ahead[k:k+n], w.behind[k:k+n], tr)
	copy(w.labels[k:], w.path.Labels)
	copy(w.margins[k:], w.path.Margin)
}

// First labels a story by its words alone, and returns for each token of r's stretches in turn the scores of its labels, the
// best label, and how far the next falls behind. Training uses it to learn the second look.
func (m *Model) First(t *text.Text) (r *Reader, sums [][24]int32, labels []Label, margins []int32) {
	w := &work{reader: NewReader(m.Lexicon, m.Weights.bits)}
	w.first(m, t)
	for i := range w.em {
		sums = append(sums, w.em[i])
	}
	return w.reader, sums, w.labels, w.margins
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

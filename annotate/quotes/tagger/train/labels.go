package main

import (
	"log"
	"math"
	"math/rand"

	"stet/annotate/quotes/tagger"
	"stet/annotate/text"
)

const (
	labelEpochs = 16
	labelRate   = 0.1
	labelL2     = 1e-5
	nL          = tagger.Labels
	nS          = tagger.StateWeights
	nM          = tagger.MoveWeights
)

// example is the window of one cue with the corpus's labels.
type example struct {
	features []tagger.Features
	labels   []tagger.Label
}

// trainLabels trains the chain on the windows of the corpus's own cues.
func trainLabels(m *tagger.Model, all []*story, c config) (states, moves []int8) {
	reader := tagger.NewReader(m)
	stateShift, moveShift := 32-c.bits[2], 32-c.bits[3]
	var examples []example
	for _, s := range all {
		reader.Read(s.t, s.units, s.hints)
		for _, r := range s.reports {
			if len(r.cue) == 0 {
				continue
			}
			u := s.head(reader, r.cue[0])
			if u < 0 {
				continue
			}
			first, last := reader.Window(u)
			x := example{labels: make([]tagger.Label, last-first)}
			if !s.label(x.labels, &r, u, first, last) {
				continue
			}
			around := reader.Prepare(u, first, last)
			for i := first; i < last; i++ {
				var f tagger.Features
				around.Features(&f, i)
				for k := range f.State {
					f.State[k] >>= stateShift
				}
				for k := range f.Move {
					f.Move[k] >>= moveShift
				}
				x.features = append(x.features, f)
			}
			examples = append(examples, x)
		}
	}
	var state, move [][]float32
	for _, x := range inTurn(len(labelDropouts), func(k int) [2][]float32 {
		s, m := learnLabels(examples, c, c.seed+int64(k), labelDropouts[k])
		return [2][]float32{s, m}
	}) {
		state, move = append(state, x[0]), append(move, x[1])
	}
	return round(mean(state), scale), round(mean(move), scale)
}

// learnLabels trains the chain once. The weights are those that go with all features.
func learnLabels(examples []example, c config, seed int64, dropout float64) (states, moves []float32) {
	state := newOptimizer(nS<<c.bits[2], labelRate, labelL2)
	move := newOptimizer(nM<<c.bits[3], labelRate, labelL2)
	r := rand.New(rand.NewSource(seed))
	l := chain{dropout: dropout}
	loss := 0.0
	for e := range labelEpochs {
		loss = 0
		for _, i := range r.Perm(len(examples)) {
			loss += l.learn(&examples[i], state, move, r)
		}
		state.remember(e, labelEpochs)
		move.remember(e, labelEpochs)
	}
	log.Printf("labels: dropout %g, loss %.0f over %d cues", dropout, loss, len(examples))
	states, moves = state.mean(), move.mean()
	for k := range states {
		states[k] *= float32(1 - dropout)
	}
	return states, moves
}

// label writes the corpus's labels of a window; false where no content lies in it.
func (s *story) label(labels []tagger.Label, r *report, cue, first, last int) bool {
	put := func(spans []text.Span, l tagger.Label) (any bool) {
		for _, span := range spans {
			tokens := s.t.Range(span)
			for i := tokens.First; i < tokens.Last; i++ {
				u := int(s.unitOf[i])
				if u < first || u >= last || u == cue {
					continue
				}
				if x := s.units[u]; x.Quoted {
					whole := s.t.Span(x.First, x.Last)
					if l != tagger.Content || 2*(min(whole.End, span.End)-max(whole.Start, span.Start)) < whole.Len() {
						continue
					}
				}
				labels[u-first] = l
				any = true
			}
		}
		return any
	}
	found := put(r.content, tagger.Content)
	put(r.source, tagger.Source)
	put(r.cue, tagger.Other)
	return found
}

// chain holds the sums of one window in training.
type chain struct {
	dropout  float64
	kept     [][]uint32
	state    [][nL]float64
	move     [][nL * nL]float64
	from, to [][nL]float64
}

// learn makes one step on one window and returns its loss before.
func (l *chain) learn(x *example, state, move *optimizer, r *rand.Rand) float64 {
	n := len(x.labels)
	for len(l.kept) < n {
		l.kept = append(l.kept, nil)
		l.state, l.move = append(l.state, [nL]float64{}), append(l.move, [nL * nL]float64{})
		l.from, l.to = append(l.from, [nL]float64{}), append(l.to, [nL]float64{})
	}
	for i := range n {
		l.kept[i] = l.kept[i][:0]
		l.state[i], l.move[i] = [nL]float64{}, [nL * nL]float64{}
		for _, f := range x.features[i].State {
			if r.Float64() < l.dropout {
				continue
			}
			l.kept[i] = append(l.kept[i], f)
			for k, w := range state.w[int(f)*nS:][:nS] {
				l.state[i][k+1] += float64(w)
			}
		}
		for _, f := range x.features[i].Move {
			for k, w := range move.w[int(f)*nM:][:nM] {
				l.move[i][k+1] += float64(w)
			}
		}
	}
	total := l.sum(n)
	loss := total
	for i := range n {
		y := int(x.labels[i])
		was := 0
		if i > 0 {
			was = int(x.labels[i-1])
		}
		loss -= l.state[i][y] + l.move[i][was*nL+y]
		for k := range nL {
			d := math.Exp(l.from[i][k] + l.to[i][k] - total)
			if k == y {
				d--
			}
			if k > 0 && math.Abs(d) > 1e-4 {
				for _, f := range l.kept[i] {
					state.step(int(f)*nS+k-1, d)
				}
			}
			for j := range nL {
				var d float64
				switch {
				case j == 0 && k == 0, i == 0 && j > 0:
					continue
				case i == 0:
					d = math.Exp(l.from[0][k] + l.to[0][k] - total)
				default:
					d = math.Exp(l.from[i-1][j] + l.move[i][j*nL+k] + l.state[i][k] + l.to[i][k] - total)
				}
				if j == was && k == y {
					d--
				}
				if math.Abs(d) > 1e-4 {
					for _, f := range x.features[i].Move {
						move.step(int(f)*nM+j*nL+k-1, d)
					}
				}
			}
		}
	}
	return loss
}

// sum fills the forward and backward sums and returns the total. The weights must not change while it is used.
func (l *chain) sum(n int) float64 {
	for k := range nL {
		l.from[0][k] = l.state[0][k] + l.move[0][k]
		l.to[n-1][k] = 0
	}
	var s [nL]float64
	for i := 1; i < n; i++ {
		for k := range nL {
			for j := range nL {
				s[j] = l.from[i-1][j] + l.move[i][j*nL+k]
			}
			l.from[i][k] = logSum(&s) + l.state[i][k]
		}
	}
	for i := n - 2; i >= 0; i-- {
		for j := range nL {
			for k := range nL {
				s[k] = l.move[i+1][j*nL+k] + l.state[i+1][k] + l.to[i+1][k]
			}
			l.to[i][j] = logSum(&s)
		}
	}
	return logSum(&l.from[n-1])
}

func logSum(s *[nL]float64) float64 {
	top := s[0]
	for _, v := range s {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range s {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

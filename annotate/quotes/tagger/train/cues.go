package main

import (
	"cmp"
	"log"
	"math"
	"math/rand"
	"slices"

	"stet/annotate/quotes/tagger"
)

const (
	cueEpochs  = 10
	cueDropout = 0.5
	cueL2      = 1e-4
	scale      = 32 // weights are in 1/32 nat
)

// trainCues trains the classifier of cue candidates by AdaGrad (Duchi, Hazan and Singer, JMLR 2011) with features left out at
// random. It returns the weights, and the words given with those that are candidates.
func trainCues(m *tagger.Model, tags []int8, sure []tagger.Entry, all []*story, c config) (weights []int8, words []tagger.Entry) {
	reader := tagger.NewReader(m)
	gold := make([]map[int]tagger.Class, len(all))
	count := map[uint32]int{}
	for i, s := range all {
		gold[i] = map[int]tagger.Class{}
		reader.Read(s.t, s.units, s.hints)
		for _, r := range s.reports {
			if len(r.cue) == 0 {
				continue
			}
			u := s.head(reader, r.cue[0])
			if u < 0 {
				continue
			}
			if r.speech {
				gold[i][u] = tagger.Speech
			} else if gold[i][u] != tagger.Speech {
				gold[i][u] = tagger.Thought
			}
			count[reader.Word(u)]++
		}
	}
	words = asCues(sure, count)
	m = tagger.New(m.Header, [tagger.Stages][]int8{tags}, words)
	reader = tagger.NewReader(m)
	var examples []candidate
	for i, s := range all {
		reader.Read(s.t, s.units, s.hints)
		for u := range s.units {
			if reader.Candidate(u) {
				x := candidate{class: gold[i][u]}
				reader.CueFeatures(&x.features, u)
				examples = append(examples, x)
			}
		}
	}
	return round(mean(inTurn(runs, func(k int) []float32 { return learnCues(examples, c, c.seed+int64(k)) })), scale*(1-cueDropout)), words
}

// candidate is a unit that may be a cue, with the corpus's class.
type candidate struct {
	features [tagger.CueFeatures]uint32
	class    tagger.Class
}

// learnCues trains the classifier once.
func learnCues(examples []candidate, c config, seed int64) []float32 {
	shift := 32 - c.bits[1]
	o := newOptimizer(tagger.Classes<<c.bits[1], 0.1, cueL2)
	r := rand.New(rand.NewSource(seed))
	var kept []uint32
	for e := range cueEpochs {
		loss := 0.0
		for _, i := range r.Perm(len(examples)) {
			x := &examples[i]
			kept = kept[:0]
			for _, f := range x.features {
				if r.Float64() >= cueDropout {
					kept = append(kept, f>>shift)
				}
			}
			var p [tagger.Classes]float64
			for _, f := range kept {
				for k := range p {
					p[k] += float64(o.w[int(f)*tagger.Classes+k])
				}
			}
			softmax(p[:])
			loss -= math.Log(p[x.class] + 1e-12)
			for k := range p {
				d := p[k]
				if k == int(x.class) {
					d--
				}
				if math.Abs(d) > 1e-3 {
					for _, f := range kept {
						o.step(int(f)*tagger.Classes+k, d)
					}
				}
			}
		}
		o.remember(e, cueEpochs)
		if e+1 == cueEpochs {
			log.Printf("cues: loss %.0f over %d candidates", loss, len(examples))
		}
	}
	return o.mean()
}

func softmax(p []float64) {
	top := p[0]
	for _, v := range p {
		top = max(top, v)
	}
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
}

// optimizer is AdaGrad with a penalty on the squares of the weights.
type optimizer struct {
	w, squares []float32
	rate, l2   float64

	sum []float32 // of the weights at the end of the later epochs
	n   int
}

// remember adds the weights to the mean that is the result, if epoch e of n is one of the later half.
func (o *optimizer) remember(e, n int) {
	if 2*(e+1) <= n {
		return
	}
	if o.sum == nil {
		o.sum = make([]float32, len(o.w))
	}
	for k, w := range o.w {
		o.sum[k] += w
	}
	o.n++
}

// mean returns the mean of the weights remembered: steadier than the last ones.
func (o *optimizer) mean() []float32 {
	out := make([]float32, len(o.w))
	for k, s := range o.sum {
		out[k] = s / float32(o.n)
	}
	return out
}

func newOptimizer(n int, rate, l2 float64) *optimizer {
	return &optimizer{w: make([]float32, n), squares: make([]float32, n), rate: rate, l2: l2}
}

// step moves weight k against the gradient d of the loss.
func (o *optimizer) step(k int, d float64) {
	d += o.l2 * float64(o.w[k])
	o.squares[k] += float32(d * d)
	o.w[k] -= float32(o.rate * d / (math.Sqrt(float64(o.squares[k])) + 1e-6))
}

// asCues returns the words with those that were a cue more than once, in the order of their hashes.
func asCues(words []tagger.Entry, count map[uint32]int) []tagger.Entry {
	out := slices.Clone(words)
	for i := range out {
		out[i].Cue = count[out[i].Word] >= 2
		delete(count, out[i].Word)
	}
	for w, n := range count {
		if n >= 2 {
			out = append(out, tagger.Entry{Word: w, Tag: tagger.Unsure, Cue: true})
		}
	}
	slices.SortFunc(out, func(a, b tagger.Entry) int { return cmp.Compare(a.Word, b.Word) })
	return out
}

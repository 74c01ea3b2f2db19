package main

import (
	"log"
	"math"
	"math/rand"

	"stet/annotate/quotes/tagger"
)

const (
	cueEpochs  = 5
	cueDropout = 0.3
	scale      = 16 // weights are in 1/16 nat
)

// trainCues trains the classifier of cue candidates by AdaGrad (Duchi, Hazan and Singer, JMLR 2011) with features left out at
// random. It returns the weights and the words that are candidates.
func trainCues(m *tagger.Model, all []*story, c config) (weights []int8, forms []uint32) {
	reader := tagger.NewReader(m)
	gold := make([]map[int]tagger.Class, len(all))
	count := map[uint32]int{}
	for i, s := range all {
		gold[i] = map[int]tagger.Class{}
		reader.Read(s.t, s.units)
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
	for w, n := range count {
		if n >= 2 {
			forms = append(forms, w)
		}
	}
	m = tagger.New(m.Header, m.TagTable(), nil, nil, nil, forms)
	reader = tagger.NewReader(m)
	type example struct {
		features []uint32
		class    tagger.Class
	}
	var examples []example
	for i, s := range all {
		reader.Read(s.t, s.units)
		for u := range s.units {
			if reader.Candidate(u) {
				examples = append(examples, example{reader.CueFeatures(nil, u), gold[i][u]})
			}
		}
	}
	mask := uint32(1)<<c.bits[1] - 1
	o := newOptimizer(tagger.Classes<<c.bits[1], 0.1, 1e-4)
	r := rand.New(rand.NewSource(c.seed))
	var kept []uint32
	for e := range cueEpochs {
		loss := 0.0
		for _, i := range r.Perm(len(examples)) {
			x := &examples[i]
			kept = kept[:0]
			for _, f := range x.features {
				if r.Float64() >= cueDropout {
					kept = append(kept, f&mask)
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
		log.Printf("cues: epoch %d, loss %.0f over %d candidates", e+1, loss, len(examples))
	}
	return round(o.w, scale*(1-cueDropout)), forms
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
}

func newOptimizer(n int, rate, l2 float64) *optimizer {
	return &optimizer{make([]float32, n), make([]float32, n), rate, l2}
}

// step moves weight k against the gradient d of the loss.
func (o *optimizer) step(k int, d float64) {
	d += o.l2 * float64(o.w[k])
	o.squares[k] += float32(d * d)
	o.w[k] -= float32(o.rate * d / (math.Sqrt(float64(o.squares[k])) + 1e-6))
}

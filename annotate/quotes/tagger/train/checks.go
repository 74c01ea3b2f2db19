package main

import (
	"log"
	"math"
	"math/rand"

	"stet/annotate/quotes/tagger"
	"stet/annotate/text"
)

const (
	checkEpochs  = 12
	checkDropout = 0.2
	checkL2      = 1e-3
)

// check is a content that was decoded, and whether the corpus has it.
type check struct {
	features [tagger.CheckFeatures]uint32
	right    bool
}

// checks has a decoder read the story, and says which of its contents, and of the rules' for the same cues, share half of their characters with one of the corpus.
func (s *story) checks(m *tagger.Model) (all []check) {
	var gold []text.Span
	for _, r := range s.reports {
		gold = append(gold, r.content...)
	}
	found := m.Judge(s.t, s.units, s.hints, func(f *[tagger.CheckFeatures]uint32) uint16 {
		all = append(all, check{features: *f})
		return 0
	})
	k := 0
	tell := func(c text.Range) {
		_, share := nearest(s.span(c), gold)
		all[k].right = share >= 0.5
		k++
	}
	for _, r := range found {
		for _, c := range r.Contents {
			tell(c.Range)
		}
		for _, h := range r.Hints {
			tell(s.hints[h.Hint].Content)
		}
	}
	return all
}

// trainChecks trains the log-linear judge of what was decoded.
func trainChecks(all []check, c config) []int8 {
	return round(mean(inTurn(runs, func(k int) []float32 { return learnChecks(all, c, c.seed+int64(k)) })), scale*(1-checkDropout))
}

// learnChecks trains the judge once.
func learnChecks(all []check, c config, seed int64) []float32 {
	shift := 32 - c.bits[4]
	o := newOptimizer(1<<c.bits[4], 0.1, checkL2)
	r := rand.New(rand.NewSource(seed))
	var kept []uint32
	for e := range checkEpochs {
		loss := 0.0
		for _, i := range r.Perm(len(all)) {
			x := &all[i]
			kept = kept[:0]
			sum := 0.0
			for _, f := range x.features {
				if r.Float64() >= checkDropout {
					kept = append(kept, f>>shift)
					sum += float64(o.w[f>>shift])
				}
			}
			d := 1 / (1 + math.Exp(-sum))
			if x.right {
				loss -= math.Log(d + 1e-12)
				d--
			} else {
				loss -= math.Log(1 - d + 1e-12)
			}
			for _, f := range kept {
				o.step(int(f), d)
			}
		}
		o.remember(e, checkEpochs)
		if e+1 == checkEpochs {
			log.Printf("checks: loss %.0f over %d contents", loss, len(all))
		}
	}
	return o.mean()
}

package main

import (
	"math"

	"stet/annotate/names"
	"stet/annotate/names/tagger"
	"stet/annotate/rules"
)

// context is a place, what the model sees around it, and whether it stands for its state.
type context struct {
	features []uint32
	acts     bool
	weight   float64
}

// fitActs fits the model's weights of contexts, a logistic regression over all stories but those of a fold; -1 for all. Contexts that
// the guidelines decide are left out.
func fitActs(set *rules.Set, stories []*story, without int) (tagger.Acts, float64) {
	const rate, decay, epochs, from, runs = 0.1, 1e-3, 8, 4, 7
	var all []context
	eachPlace(set, stories, func(s *story) *tagger.Model { return s.model }, func(s *story, p *names.Place, class int) {
		if p.Given == 0 && (without < 0 || s.fold != without) {
			all = append(all, context{p.Context, class == acts, s.weight})
		}
	})
	seen := make([]int, 1<<tagger.ActsBits)
	for i := range all {
		for _, f := range all[i].features {
			seen[f]++
		}
	}
	w, sums, mean := make([]float64, len(seen)), make([]float64, len(seen)), make([]float64, len(seen))
	seed, right := uint64(1), 0
	for run := range epochs * runs {
		epoch := run % epochs
		if epoch == 0 { // the mean of several orders of the stories depends less on luck
			clear(w)
			clear(sums)
		}
		for i := len(all) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int(seed>>33) % (i + 1)
			all[i], all[j] = all[j], all[i]
		}
		right = 0
		for i := range all {
			c := &all[i]
			z := 0.0
			for _, f := range c.features {
				z += w[f]
			}
			if z > 0 == c.acts {
				right++
			}
			g := 1 / (1 + math.Exp(-z))
			if c.acts {
				g--
			}
			g *= c.weight
			for _, f := range c.features {
				if seen[f] < 2 {
					continue
				}
				d := g + decay*w[f]
				sums[f] += d * d
				w[f] -= rate * d / math.Sqrt(1e-3+sums[f])
			}
		}
		if epoch >= from {
			for f := range w {
				mean[f] += w[f] / ((epochs - from) * runs)
			}
		}
	}
	table := make(tagger.Acts, len(mean))
	for f, x := range mean {
		table[f] = int8(max(-127, min(127, math.Round(100*x/tagger.ActsUnit))))
	}
	return table, float64(right) / float64(max(1, len(all)))
}

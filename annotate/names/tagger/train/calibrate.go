package main

import (
	"math"
	"sort"

	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

// outcome is a name that a model marked in a story it had not seen.
type outcome struct {
	class  tagger.Class
	margin int32
	score  uint16
	right  bool
}

// outcomes compares names with gold. What touches a kind that is not scored is left out, as the scorer does.
func outcomes(s *story, spans []tagger.Span) []outcome {
	if s.toponyms {
		return nil
	}
	gold := map[text.Span]tagger.Class{}
	for _, g := range s.gold {
		gold[g.Span] = g.class
	}
	var out []outcome
	for i, f := range results(s.t, spans) {
		o := outcome{class: f.class, margin: spans[i].Margin, score: spans[i].Score}
		if c, ok := gold[f.Span]; ok && c == f.class {
			o.right = true
		} else if f.class <= tagger.Place {
			over := false
			for _, g := range s.gold {
				over = over || (g.class == tagger.None || g.class > tagger.Place) && g.Start < f.End && f.Start < g.End
			}
			if over {
				continue
			}
		}
		out = append(out, o)
	}
	return out
}

// calibrate fits steps that rise with the margin (pool adjacent violators), each over at least enough names.
func calibrate(all []outcome, class tagger.Class) tagger.Certainty {
	const enough = 60
	var of []outcome
	for _, o := range all {
		if o.class == class {
			of = append(of, o)
		}
	}
	sort.SliceStable(of, func(i, j int) bool { return of[i].margin < of[j].margin })
	type pool struct {
		from     int32
		right, n float64
	}
	var pools []pool
	for i := 0; i < len(of); {
		p := pool{from: of[i].margin}
		for i < len(of) && (p.n < enough || of[i].margin == of[i-1].margin) {
			p.n++
			if of[i].right {
				p.right++
			}
			i++
		}
		if len(of)-i < enough { // the last ones are too few for a step of their own
			for ; i < len(of); i++ {
				p.n++
				if of[i].right {
					p.right++
				}
			}
		}
		pools = append(pools, p)
		for k := len(pools) - 1; k > 0 && pools[k-1].right/pools[k-1].n >= pools[k].right/pools[k].n; k-- {
			pools[k-1].right += pools[k].right
			pools[k-1].n += pools[k].n
			pools = pools[:k]
		}
	}
	var c tagger.Certainty
	for i, p := range pools {
		if i == 0 {
			p.from = 0
		}
		// one right and one wrong name more, so that nothing is certain
		score := uint16(math.Round(1000 * (p.right + 1) / (p.n + 2)))
		if i > 0 {
			score = max(score, c[i-1].Score)
		}
		c = append(c, tagger.Step{Margin: p.from, Score: score})
	}
	return c
}

// calibrationError is the mean distance between score and share of right names over ten bins, weighted by their size.
func calibrationError(all []outcome) float64 {
	var n, right, sum [10]float64
	for _, o := range all {
		if o.class > tagger.Place {
			continue
		}
		b := min(int(o.score)/100, 9)
		n[b]++
		sum[b] += float64(o.score) / 1000
		if o.right {
			right[b]++
		}
	}
	total, e := 0.0, 0.0
	for b := range n {
		total += n[b]
		e += math.Abs(sum[b] - right[b])
	}
	return e / max(total, 1)
}

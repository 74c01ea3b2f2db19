package main

import "math"

// fit runs AdaGrad over the samples outside a fold; -1 for all.
func (c *samples) fit(without int) (weights [][classes]float64, loss, right float64) {
	var use []*sample
	for i := range c.all {
		if s := &c.all[i]; without < 0 || s.fold != without {
			use = append(use, s)
		}
	}
	weights = make([][classes]float64, len(c.ids))
	sums := make([][classes]float64, len(c.ids))
	mean := make([][classes]float64, len(c.ids)) // over the later epochs: steadier than where the last one ends
	const rate, decay, epochs, from = 0.1, 2e-5, 16, 8
	seed := uint64(1)
	for epoch := range epochs {
		for i := len(use) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int(seed>>33) % (i + 1)
			use[i], use[j] = use[j], use[i]
		}
		loss, right = 0, 0
		total := 0.0
		for _, s := range use {
			p := predict(weights, s)
			known := 0.0
			for k := range p {
				if s.may(k) {
					known += p[k]
				}
			}
			loss -= math.Log(known) * s.weight
			total += s.weight
			if s.may(argmax(p)) {
				right += s.weight
			}
			for k := range p {
				g := p[k]
				if s.may(k) {
					g -= p[k] / known
				}
				g *= s.weight
				for _, r := range s.rows {
					d := g + decay*weights[r][k]
					sums[r][k] += d * d
					weights[r][k] -= rate * d / (1e-6 + math.Sqrt(sums[r][k]))
				}
			}
		}
		loss, right = loss/total, right/total
		if epoch >= from {
			for r := range mean {
				for k := range mean[r] {
					mean[r][k] += weights[r][k] / (epochs - from)
				}
			}
		}
	}
	return mean, loss, right
}

func predict(weights [][classes]float64, s *sample) (p [classes]float64) {
	for _, r := range s.rows {
		for k := range p {
			p[k] += weights[r][k]
		}
	}
	top := p[argmax(p)]
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

func argmax(p [classes]float64) int {
	b := 0
	for k := range p {
		if p[k] > p[b] {
			b = k
		}
	}
	return b
}

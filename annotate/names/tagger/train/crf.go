package main

import (
	"math"
	"math/rand/v2"

	"stet/annotate/names/tagger"
)

const (
	labels = tagger.Labels
	stride = 24
)

// segment is a stretch of tokens to train on, between tokens that are Out.
type segment struct {
	features []uint32 // rows
	ends     []int32
	masks    []uint32
	offset   []float32 // labels a token: scores that are given; nil for none
	weight   float32
	first    int // first token, in its story
}

// crf is a linear-chain conditional random field in training, by AdaGrad.
type crf struct {
	w, g   []float32
	tr, tg [labels][labels]float32

	rate, l2 float32
	em       []float32
	full     lattice
	bound    lattice
}

func newCRF(rows int, rate, l2 float32) *crf {
	return &crf{w: make([]float32, rows*stride), g: make([]float32, rows*stride), rate: rate, l2: l2}
}

// lattice holds expectations of labels and of pairs of them.
type lattice struct {
	a, b, p []float32 // labels a token
	pair    [labels][labels]float32
	scale   []float32
}

// run computes expectations with only the masked labels allowed.
func (x *lattice) run(n int, e []float32, tr *[labels][labels]float32, masks []uint32) {
	if cap(x.a) < n*labels {
		x.a, x.b, x.p = make([]float32, 2*n*labels), make([]float32, 2*n*labels), make([]float32, 2*n*labels)
		x.scale = make([]float32, 2*n)
	}
	x.a, x.b, x.p, x.scale = x.a[:n*labels], x.b[:n*labels], x.p[:n*labels], x.scale[:n]
	x.pair = [labels][labels]float32{}
	ok := func(i, l int) bool { return masks == nil || masks[i]>>l&1 == 1 }
	for i := 0; i < n; i++ {
		a := x.a[i*labels : (i+1)*labels]
		var sum float32
		for l := 0; l < labels; l++ {
			a[l] = 0
			if !ok(i, l) {
				continue
			}
			if i == 0 {
				if tagger.Follows(tagger.Out, tagger.Label(l)) {
					a[l] = tr[0][l] * e[l]
				}
			} else {
				prev := x.a[(i-1)*labels : i*labels]
				var s float32
				for _, k := range tagger.Before(tagger.Label(l)) {
					s += prev[k] * tr[k][l]
				}
				a[l] = s * e[i*labels+l]
			}
			sum += a[l]
		}
		if sum == 0 {
			sum = 1
		}
		x.scale[i] = 1 / sum
		for l := range a {
			a[l] *= x.scale[i]
		}
	}
	var z float32
	for l := 0; l < labels; l++ {
		b := &x.b[(n-1)*labels+l]
		*b = 0
		if tagger.Follows(tagger.Label(l), tagger.Out) {
			*b = tr[l][0]
		}
		z += *b * x.a[(n-1)*labels+l]
	}
	if z == 0 {
		z = 1
	}
	for l := 0; l < labels; l++ {
		x.b[(n-1)*labels+l] /= z
		x.pair[l][0] += x.a[(n-1)*labels+l] * x.b[(n-1)*labels+l]
	}
	for i := n - 1; i > 0; i-- {
		prev, b := x.b[(i-1)*labels:i*labels], x.b[i*labels:(i+1)*labels]
		a := x.a[(i-1)*labels : i*labels]
		for k := range prev {
			prev[k] = 0
		}
		for l := 0; l < labels; l++ {
			if !ok(i, l) {
				continue
			}
			v := b[l] * e[i*labels+l] * x.scale[i]
			for _, k := range tagger.Before(tagger.Label(l)) {
				t := tr[k][l] * v
				prev[k] += t
				x.pair[k][l] += a[k] * t
			}
		}
	}
	for i := range x.p {
		x.p[i] = x.a[i] * x.b[i]
	}
	for l := 0; l < labels; l++ {
		x.pair[0][l] += x.p[l]
	}
}

// emissions fills c.em with the exponentials of the label scores.
func (c *crf) emissions(s *segment) {
	n := len(s.ends)
	if cap(c.em) < n*labels {
		c.em = make([]float32, 2*n*labels)
	}
	c.em = c.em[:n*labels]
	from := int32(0)
	for i, end := range s.ends {
		var sum [stride]float32
		if s.offset != nil {
			copy(sum[:labels], s.offset[i*labels:(i+1)*labels])
		}
		for _, f := range s.features[from:end] {
			row := (*[stride]float32)(c.w[f*stride:])
			for l := range sum {
				sum[l] += row[l]
			}
		}
		from = end
		top := sum[0]
		for l := 1; l < labels; l++ {
			top = max(top, sum[l])
		}
		for l := 0; l < labels; l++ {
			c.em[i*labels+l] = float32(math.Exp(float64(max(sum[l]-top, -60))))
		}
	}
}

// step learns from one segment.
func (c *crf) step(s *segment) {
	n := len(s.ends)
	c.emissions(s)
	var tr [labels][labels]float32
	for b := 0; b < labels; b++ {
		for _, a := range tagger.Before(tagger.Label(b)) {
			tr[a][b] = float32(math.Exp(float64(c.tr[a][b])))
		}
	}
	c.full.run(n, c.em, &tr, nil)
	c.bound.run(n, c.em, &tr, s.masks)
	from := int32(0)
	for i, end := range s.ends {
		var d [stride]float32
		big := false
		for l := 0; l < labels; l++ {
			d[l] = s.weight * (c.full.p[i*labels+l] - c.bound.p[i*labels+l])
			big = big || d[l] > 1e-4 || d[l] < -1e-4
		}
		if big {
			for _, f := range s.features[from:end] {
				w := (*[stride]float32)(c.w[f*stride:])
				g := (*[stride]float32)(c.g[f*stride:])
				for l := 0; l < labels; l++ {
					x := d[l] + c.l2*w[l]
					g[l] += x * x
					w[l] -= c.rate * x / (sqrt(g[l]) + 1e-6)
				}
			}
		}
		from = end
	}
	for a := 0; a < labels; a++ {
		for b := 0; b < labels; b++ {
			if x := s.weight*(c.full.pair[a][b]-c.bound.pair[a][b]) + c.l2*c.tr[a][b]; x != 0 {
				c.tg[a][b] += x * x
				c.tr[a][b] -= c.rate * x / (sqrt(c.tg[a][b]) + 1e-6)
			}
		}
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// train runs over the segments in a fixed random order, and returns with the weights averaged over the last epochs.
func (c *crf) train(segs []*segment, epochs int, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 1))
	order := make([]int, len(segs))
	for i := range order {
		order[i] = i
	}
	var sum []float32
	var trSum [labels][labels]float32
	averaged := 0
	for e := 0; e < epochs; e++ {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			c.step(segs[i])
		}
		if e >= epochs/2 {
			if sum == nil {
				sum = make([]float32, len(c.w))
			}
			for i, v := range c.w {
				sum[i] += v
			}
			for a := range c.tr {
				for b := range c.tr[a] {
					trSum[a][b] += c.tr[a][b]
				}
			}
			averaged++
		}
	}
	for i := range sum {
		c.w[i] = sum[i] / float32(averaged)
	}
	for a := range c.tr {
		for b := range c.tr[a] {
			c.tr[a][b] = trSum[a][b] / float32(averaged)
		}
	}
}

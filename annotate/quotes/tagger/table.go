package tagger

// table holds the weights of features, each a byte: 128 more than the weight. A word holds as many neighbours as are read together: a
// feature's row or eight weights of it. They are added so, in lanes of sixteen bits: a lane holds the sum of up to 257 features; the
// templates are far fewer.
type table[W word] []W

type word interface {
	uint8 | uint16 | uint32 | uint64
}

const (
	bias  = 128
	evens = 0x00FF00FF00FF00FF
)

// stride returns how many bytes a row of so many weights takes.
func stride(width int) int {
	if width == Classes {
		return width + 1
	}
	return width
}

// fill takes the weights, rows of the width given.
func (t *table[W]) fill(weights []int8, width int) {
	step, size := stride(width), size[W]()
	*t = make(table[W], len(weights)/width*step/size)
	for i, w := range weights {
		at := i/width*step + i%width
		(*t)[at/size] |= W(byte(w)^bias) << (at % size * 8)
	}
}

// weights returns the weights of n rows.
func (t *table[W]) weights(width, n int) []int8 {
	w, size := make([]int8, n*width), size[W]()
	for i := range w {
		at := i/width*stride(width) + i%width
		w[i] = int8(byte((*t)[at/size]>>(at%size*8)) ^ bias)
	}
	return w
}

// size returns how many bytes a word has.
func size[W word]() (n int) {
	for w := ^W(0); w != 0; w = w >> 4 >> 4 {
		n++
	}
	return n
}

// lanes are sums of eight neighbouring weights: of those with even and of those with odd places.
type lanes struct{ even, odd uint64 }

// add adds eight weights.
func (l *lanes) add(x uint64) {
	l.even += x & evens
	l.odd += x >> 8 & evens
}

// sum returns the sum of the k-th weight over n features.
func (l *lanes) sum(k, n int) int32 {
	x := l.even
	if k&1 == 1 {
		x = l.odd
	}
	return int32(x>>(k/2*16)&0xFFFF) - int32(bias*n)
}

// pair is lanes of two weights only.
type pair struct{ both, odd uint32 }

// add adds two weights.
func (p *pair) add(x uint16) {
	p.both += uint32(x)
	p.odd += uint32(x >> 8)
}

// sums returns the sums of both weights over n features.
func (p *pair) sums(n int) [StateWeights]int32 {
	return [...]int32{int32(p.both-p.odd<<8) - int32(bias*n), int32(p.odd) - int32(bias*n)}
}

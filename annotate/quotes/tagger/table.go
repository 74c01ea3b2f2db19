package tagger

// table holds the weights of features, each a byte: 128 more than the weight, eight to a machine word. They are added so, in lanes of
// sixteen bits: a lane holds the sum of up to 257 features; the templates are far fewer. The rows of features have strides that no word
// cuts, since WebAssembly code reads words only where they begin.
type table []uint64

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

// newTable returns the weights, rows of the width given, as a table.
func newTable(weights []int8, width int) table {
	step := stride(width)
	t := make(table, (len(weights)/width*step+7)/8)
	for i, w := range weights {
		at := i/width*step + i%width
		t[at/8] |= uint64(byte(w)^bias) << (at % 8 * 8)
	}
	return t
}

// weights returns the weights of n rows.
func (t table) weights(width, n int) []int8 {
	w := make([]int8, n*width)
	for i := range w {
		at := i/width*stride(width) + i%width
		w[i] = int8(byte(t[at/8]>>(at%8*8)) ^ bias)
	}
	return w
}

// half returns four weights: the i-th such of the table.
func (t table) half(i int) uint64 { return t[i>>1] >> (i & 1 * 32) & (1<<32 - 1) }

// quarter returns two.
func (t table) quarter(i int) uint32 { return uint32(t[i>>2]>>(i&3*16)) & (1<<16 - 1) }

// one returns the i-th, with its bias.
func (t table) one(i int) int32 { return int32(t[i>>3] >> (i & 7 * 8) & 0xFF) }

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
func (p *pair) add(x uint32) {
	p.both += x
	p.odd += x >> 8
}

// sums returns the sums of both weights over n features.
func (p *pair) sums(n int) [StateWeights]int32 {
	return [...]int32{int32(p.both-p.odd<<8) - int32(bias*n), int32(p.odd) - int32(bias*n)}
}

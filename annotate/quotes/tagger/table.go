package tagger

import "encoding/binary"

// table holds the weights of features, each a byte: 128 more than the weight. So eight of them are added at once, in lanes of
// sixteen bits. A lane holds the sum of up to 257 features; the templates are far fewer.
type table []byte

const (
	bias  = 128
	evens = 0x00FF00FF00FF00FF
)

// newTable returns the weights as a table. The bytes behind the last row let that be read eight at a time as well.
func newTable(weights []int8) table {
	t := make(table, len(weights)+8)
	for i, w := range weights {
		t[i] = byte(w) ^ bias
	}
	return t
}

// weights returns what newTable was given.
func (t table) weights() []int8 {
	w := make([]int8, len(t)-8)
	for i := range w {
		w[i] = int8(t[i] ^ bias)
	}
	return w
}

// lanes are sums of eight neighbouring weights: of those with even and of those with odd places.
type lanes struct{ even, odd uint64 }

// add adds the weights from place i on.
func (l *lanes) add(t table, i int) {
	x := binary.LittleEndian.Uint64(t[i:])
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

// add adds the weights from place i on.
func (p *pair) add(t table, i int) {
	x := uint32(binary.LittleEndian.Uint16(t[i:]))
	p.both += x
	p.odd += x >> 8
}

// sums returns the sums of both weights over n features.
func (p *pair) sums(n int) [StateWeights]int32 {
	return [...]int32{int32(p.both-p.odd<<8) - int32(bias*n), int32(p.odd) - int32(bias*n)}
}

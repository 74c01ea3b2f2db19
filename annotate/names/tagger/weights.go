package tagger

import "math/bits"

// rowWords is how many machine words hold the weights of one feature: a byte for each label, and three to spare.
const rowWords = 3

// Weights are the weights of the features that have any, one row of bytes a feature, found by a bitmap and its running
// count. A byte holds its weight plus 128.
type Weights struct {
	bits   uint
	blocks []block
	rows   [][rowWords]uint64
}

// block says of 64 slots in turn which have a row, and how many rows stand before theirs.
type block struct {
	bits uint64
	rank uint32
}

// NewWeights builds a table from slots below 1<<bits in ascending order and the weights of each.
func NewWeights(bits uint, slots []uint32, rows [][Labels]int8) *Weights {
	w := &Weights{bits: bits, blocks: make([]block, 1<<bits>>6), rows: make([][rowWords]uint64, len(rows))}
	for i, s := range slots {
		w.blocks[s>>6].bits |= 1 << (s & 63)
		for l, v := range rows[i] {
			w.rows[i][l/8] |= uint64(uint8(int(v)+128)) << (l % 8 * 8)
		}
	}
	w.count()
	return w
}

func (w *Weights) count() {
	n := uint32(0)
	for i := range w.blocks {
		b := &w.blocks[i]
		b.rank = n
		n += uint32(bits.OnesCount64(b.bits))
	}
}

// maxFeatures is how many features of one token are looked at: as many bytes as a lane of 16 bits can sum.
const maxFeatures = 256

// sum adds to the scores the weights of a token's features, label by label. It needs room for where these lie.
func (w *Weights) sum(features []uint32, rows *[maxFeatures]uint32, to *scores) {
	const even = 0x00FF00FF00FF00FF
	if len(features) > maxFeatures {
		features = features[:maxFeatures]
	}
	// First the rows, without a branch that nobody can guess, so that many are fetched at once; then their sum.
	n := 0
	for _, f := range features {
		b := &w.blocks[f>>6]
		rows[n&(maxFeatures-1)] = b.rank + uint32(bits.OnesCount64(b.bits&(1<<(f&63)-1)))
		n += int(b.bits >> (f & 63) & 1)
	}
	var a0, a1, a2, b0, b1, b2 uint64 // lanes of 16 bits: even and odd labels
	for _, r := range rows[:n] {
		row := &w.rows[r]
		a0 += row[0] & even
		b0 += row[0] >> 8 & even
		a1 += row[1] & even
		b1 += row[1] >> 8 & even
		a2 += row[2] & even
		b2 += row[2] >> 8 & even
	}
	base := int32(n) * 128
	spread(to[0:8], a0, b0, base)
	spread(to[8:16], a1, b1, base)
	spread(to[16:24], a2, b2, base)
}

func spread(to []int32, even, odd uint64, base int32) {
	_ = to[7]
	for k := 0; k < 4; k++ {
		to[2*k] += int32(even>>(16*k)&0xFFFF) - base
		to[2*k+1] += int32(odd>>(16*k)&0xFFFF) - base
	}
}

// scores holds a number for each label, and three to spare.
type scores [8 * rowWords]int32

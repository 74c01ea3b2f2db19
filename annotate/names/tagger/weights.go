package tagger

import "math/bits"

// rowWords is how many machine words hold the weights of one feature: a byte for each label, and three to spare.
const rowWords = 3

// Weights are the weights of the features that have any, one row of bytes a feature, found by a bitmap and its running
// count. A byte holds its weight plus 128.
type Weights struct {
	bits   uint
	bitmap []uint64
	rank   []uint32 // rows before each word of the bitmap
	rows   [][rowWords]uint64
}

// NewWeights builds a table from slots below 1<<bits in ascending order and the weights of each.
func NewWeights(bits uint, slots []uint32, rows [][Labels]int8) *Weights {
	w := &Weights{bits: bits, bitmap: make([]uint64, 1<<bits>>6), rank: make([]uint32, 1<<bits>>6), rows: make([][rowWords]uint64, len(rows))}
	for i, s := range slots {
		w.bitmap[s>>6] |= 1 << (s & 63)
		for l, v := range rows[i] {
			w.rows[i][l/8] |= uint64(uint8(int(v)+128)) << (l % 8 * 8)
		}
	}
	w.count()
	return w
}

func (w *Weights) count() {
	n := uint32(0)
	for i, b := range w.bitmap {
		w.rank[i] = n
		n += uint32(bits.OnesCount64(b))
	}
}

// maxFeatures is how many features of one token are looked at: as many bytes as a lane of 16 bits can sum.
const maxFeatures = 256

// sum adds to the scores the weights of a token's features, label by label.
func (w *Weights) sum(features []uint32, to *scores) {
	const even = 0x00FF00FF00FF00FF
	if len(features) > maxFeatures {
		features = features[:maxFeatures]
	}
	var a0, a1, a2, b0, b1, b2 uint64 // lanes of 16 bits: even and odd labels
	n := int32(0)
	for _, f := range features {
		m := w.bitmap[f>>6]
		if m>>(f&63)&1 == 0 {
			continue
		}
		row := &w.rows[w.rank[f>>6]+uint32(bits.OnesCount64(m&(1<<(f&63)-1)))]
		a0 += row[0] & even
		b0 += row[0] >> 8 & even
		a1 += row[1] & even
		b1 += row[1] >> 8 & even
		a2 += row[2] & even
		b2 += row[2] >> 8 & even
		n++
	}
	base := n * 128
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

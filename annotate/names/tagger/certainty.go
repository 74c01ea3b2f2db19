package tagger

import (
	"encoding/binary"
	"sort"
)

// Certainty turns a margin into how likely a name is right: steps upwards, measured on stories that training did not see.
type Certainty []Step

// Step says that from a margin on, so many names in a thousand are right.
type Step struct {
	Margin int32
	Score  uint16
}

// unsure is the score where nothing was measured.
const unsure = 500

// Score returns the thousandths for a margin, between 1 and 999.
func (c Certainty) Score(margin int32) uint16 {
	if len(c) == 0 {
		return unsure
	}
	i := sort.Search(len(c), func(i int) bool { return c[i].Margin > margin })
	if i == 0 {
		return c[0].Score
	}
	return c[i-1].Score
}

func (c Certainty) encode(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(c)))
	last := Step{}
	for _, s := range c {
		b = binary.AppendUvarint(b, uint64(s.Margin-last.Margin))
		b = binary.AppendUvarint(b, uint64(s.Score-last.Score))
		last = s
	}
	return b
}

func (d *decoder) certainty() Certainty {
	c := make(Certainty, d.count(2))
	last := Step{}
	for i := range c {
		last.Margin += int32(d.number(1 << 20))
		last.Score += uint16(d.number(1000))
		if last.Margin > 1<<24 || last.Score > 1000 {
			d.fail()
			return nil
		}
		c[i] = last
	}
	return c
}

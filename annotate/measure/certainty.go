package measure

import "math"

// certainty compares what a system says of how sure it is with how often it is right, in ten bins.
type certainty [10]struct{ marks, right, sure int } // sure in thousandths

func (c *certainty) add(m *Mark, right bool) {
	if m.Sure == 0 {
		return
	}
	b := &c[min(int(m.Sure)/100, len(c)-1)]
	b.marks++
	b.sure += int(m.Sure)
	if right {
		b.right++
	}
}

func (c *certainty) marks() (n int) {
	for _, b := range c {
		n += b.marks
	}
	return n
}

// error is the expected calibration error (Guo et al., ICML 2017): how far the two are apart in a bin, on average over the marks.
func (c *certainty) error() float64 {
	apart := 0.0
	for _, b := range c {
		apart += math.Abs(float64(b.right) - float64(b.sure)/1000)
	}
	return apart / float64(c.marks())
}

package tagger

// ActsBits is how many bits a feature of Acts has.
const ActsBits = 15

// Acts are the weights that tell a state that acts from the place (A3, L3), a byte for each of 1<<ActsBits features, in ActsUnit.
// What the features are is for stet/annotate/names to say. A model without any leaves the question to the rules.
type Acts []int8

// ActsUnit is one step of a weight, in hundredths of a natural logarithm.
const ActsUnit = 4

// Sum returns how much the features speak for the state, in hundredths of a natural logarithm.
func (a Acts) Sum(features []uint32) int32 {
	sum := int32(0)
	for _, f := range features {
		sum += int32(a[f])
	}
	return sum * ActsUnit
}

func (a Acts) encode(b []byte) []byte {
	if len(a) == 0 {
		return append(b, 0)
	}
	b = append(b, 1)
	for _, w := range a {
		b = append(b, byte(w))
	}
	return b
}

func (d *decoder) acts() Acts {
	if d.number(1) == 0 || d.err != nil {
		return nil
	}
	if len(d.b) < 1<<ActsBits {
		d.fail()
		return nil
	}
	a := make(Acts, 1<<ActsBits)
	for i := range a {
		a[i] = int8(d.b[i])
	}
	d.b = d.b[len(a):]
	return a
}

package sum

// Of returns the sum of b.
func Of(b []byte) (out [Size]byte) {
	h := New()
	h.Write(b)
	h.Sum(out[:0])
	return out
}

// New returns a sum to write to.
func New() *plain { return newPlain() }

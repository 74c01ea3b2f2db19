package sum

import (
	"crypto/sha256"
	"math/rand"
	"testing"
)

// The plain sum is Go's, for every length around a block's and however it is written.
func TestPlainIsSHA256(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for n := range 400 {
		b := make([]byte, n)
		r.Read(b)
		h := newPlain()
		for rest := b; len(rest) > 0; {
			k := 1 + r.Intn(len(rest))
			h.Write(rest[:k])
			rest = rest[k:]
		}
		want := sha256.Sum256(b)
		if got := h.Sum(nil); string(got) != string(want[:]) {
			t.Fatalf("%d bytes: %x, want %x", n, got, want)
		}
		if got := Of(b); got != want {
			t.Fatalf("Of %d bytes: %x, want %x", n, got, want)
		}
	}
}

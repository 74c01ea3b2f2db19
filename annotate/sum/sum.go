// Package sum is SHA-256 (FIPS 180-4), which tells whether a file, a rule pack or a document is the one that was meant. Natively it is
// Go's; in the browser, where Go's brings its whole cryptography module, a plain one of its own saves the reader 12 KB to fetch.
package sum

import (
	"encoding/binary"
	"math/bits"
)

// Size is the length of a sum in bytes.
const Size = 32

const block = 64

// plain computes a sum without help from the machine.
type plain struct {
	state  [8]uint32
	rest   [block]byte // what does not fill a block yet
	length uint64      // of all that was written, in bytes
}

func newPlain() *plain {
	return &plain{state: [8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}}
}

// Write adds bytes. It never fails.
func (h *plain) Write(b []byte) (int, error) {
	n, at := len(b), int(h.length%block)
	h.length += uint64(n)
	if at > 0 {
		filled := copy(h.rest[at:], b)
		if at+filled < block {
			return n, nil
		}
		h.mix(h.rest[:])
		b = b[filled:]
	}
	for ; len(b) >= block; b = b[block:] {
		h.mix(b)
	}
	copy(h.rest[:], b)
	return n, nil
}

// Sum appends the sum of what was written.
func (h *plain) Sum(to []byte) []byte {
	end := *h
	padding := make([]byte, block+8)
	padding[0] = 0x80
	n := (block + block - 9 - int(h.length%block)) % block // zeros between the first padding byte and the length
	binary.BigEndian.PutUint64(padding[1+n:], h.length*8)
	end.Write(padding[:1+n+8])
	for _, word := range end.state {
		to = binary.BigEndian.AppendUint32(to, word)
	}
	return to
}

// mix works one block into the state. Its eight words have names of their own, which WebAssembly keeps out of memory.
func (h *plain) mix(from []byte) {
	var w [64]uint32
	for i := range 16 {
		w[i] = binary.BigEndian.Uint32(from[4*i:])
	}
	for i := 16; i < 64; i++ {
		x, y := w[i-15], w[i-2]
		s0 := bits.RotateLeft32(x, -7) ^ bits.RotateLeft32(x, -18) ^ x>>3
		s1 := bits.RotateLeft32(y, -17) ^ bits.RotateLeft32(y, -19) ^ y>>10
		w[i] = w[i-16] + s0 + w[i-7] + s1
	}
	s := &h.state
	a, b, c, d, e, f, g, last := s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]
	for i, word := range w {
		t1 := last + (bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)) + (e&f ^ ^e&g) + rounds[i] + word
		t2 := (bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)) + (a&b ^ a&c ^ b&c)
		a, b, c, d, e, f, g, last = t1+t2, a, b, c, d+t1, e, f, g
	}
	for i, v := range [...]uint32{a, b, c, d, e, f, g, last} {
		s[i] += v
	}
}

// rounds are the first 32 bits behind the point of the cube roots of the first 64 primes.
var rounds = [64]uint32{
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

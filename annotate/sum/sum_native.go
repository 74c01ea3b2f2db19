//go:build !js

package sum

import (
	"crypto/sha256"
	"hash"
)

// Of returns the sum of b.
func Of(b []byte) [Size]byte { return sha256.Sum256(b) }

// New returns a sum to write to.
func New() hash.Hash { return sha256.New() }

package gazetteer

import "crypto/sha256"

// Sum returns the file that ends in the right checksum.
func Sum(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(body, sum[:]...)
}

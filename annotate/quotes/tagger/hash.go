package tagger

// The functions here decide what a model file means: a change to any needs a new Version.

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// hashWord returns the hash of a word that is in lower case.
func hashWord[S string | []byte](w S) uint32 {
	h := uint32(fnvOffset)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(w[i])) * fnvPrime
	}
	return h
}

// mix folds two values into a hash.
func mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ (b+0x7F4A7C15)*0x85EBCA6B
	h ^= h >> 15
	h *= 0xC2B2AE35
	h ^= h >> 13
	return h
}

// place returns where the weights of a feature lie: what a template sees, spread over the high bits.
func place(template, v uint32) uint32 {
	return uint32(uint64(v^template*0x85EBCA6B) * 0x9E3779B97F4A7C15 >> 32)
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

package tagger

import "math"

// Sums are whole numbers of 1/1024 nat, so that a log-linear model decides alike on every machine. The tables below are
// rounded far from any tie that a last bit of math.Exp could turn.

const (
	nat  = 1024
	fine = 32 // a weight's unit, 1/32 nat, in 1/1024 nat
)

const one = 1 << 20 // what exp returns for 0

var (
	expTable [12 * nat]uint32 // one * e^(-x/nat)
	addTable [9 * nat]int16   // nat * ln(1 + e^(-x/nat))
)

func init() {
	for i := range expTable {
		expTable[i] = uint32(math.Round(one * math.Exp(-float64(i)/nat)))
	}
	for i := range addTable {
		addTable[i] = int16(math.Round(nat * math.Log1p(math.Exp(-float64(i)/nat))))
	}
}

// exp returns one * e^(x/nat) for x up to 0.
func exp(x int32) uint32 {
	if x > 0 {
		x = 0
	}
	if -x >= int32(len(expTable)) {
		return 0
	}
	return expTable[-x]
}

// logAdd returns nat * ln(e^(a/nat) + e^(b/nat)).
func logAdd(a, b int32) int32 {
	d := min(max(a-b, b-a), int32(len(addTable)-1)) // the table ends in zeros
	return max(a, b) + int32(addTable[d])
}

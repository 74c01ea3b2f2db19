package main

import "sync"

// runs is how often each stage is trained, in another order each time and with other features left out; what is kept is the mean of the
// weights. All stages are log-linear, so the mean of the weights decides as the models would together (in the mean of their logarithms), at
// the cost of one: less of what it knows hangs on the order of the stories.
const runs = 4

// labelDropouts are the shares of features that the runs of the chain leave out: much, since stories elsewhere use other words.
var labelDropouts = [runs]float64{0.5, 0.6, 0.7, 0.6}

// inTurn returns what a function gives for 0 to n-1. The calls may run at once: none may depend on another.
func inTurn[T any](n int, f func(k int) T) []T {
	out := make([]T, n)
	var wait sync.WaitGroup
	for k := range n {
		wait.Go(func() { out[k] = f(k) })
	}
	wait.Wait()
	return out
}

// mean returns the mean of several trainings' weights, always summed in the same order.
func mean(all [][]float32) []float32 {
	out := make([]float32, len(all[0]))
	for _, w := range all {
		for k, v := range w {
			out[k] += v
		}
	}
	for k := range out {
		out[k] /= float32(len(all))
	}
	return out
}

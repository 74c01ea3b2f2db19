package edit

import "strings"

// alike says in thousandths how much of the words is the same: by letters (Levenshtein's distance), of long ones by words in common.
func alike(a, b string) int {
	const letters = 64
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if len(x) > letters || len(y) > letters {
		return common(strings.Fields(a), strings.Fields(b))
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			cost := before
			if x[i] != y[j] {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
		}
	}
	return 1000 - 1000*row[len(y)]/max(len(x), len(y), 1)
}

func common(a, b []string) int {
	count := map[string]int{}
	for _, w := range a {
		count[w]++
	}
	same := 0
	for _, w := range b {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	return 2000 * same / max(len(a)+len(b), 1)
}

// Bench measures what the project promises: the download, how it starts, a long story in the browser, and the engine's speed and
// memory. It prints a table with each figure beside its limit; a figure without a limit is there to compare with.
//
// Usage: go run ./bench [-only engine|browser] [-runs 5] [-strict]
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"
)

func main() {
	only := flag.String("only", "", "`part` to measure: engine or browser")
	runs := flag.Int("runs", 5, "how many times to measure what varies; the median is printed")
	strict := flag.Bool("strict", false, "exit with 1 where a limit is passed")
	flag.Parse()
	parts := []struct {
		name    string
		measure func(*report, int) error
	}{{"engine", engine}, {"browser", browser}}
	if *only != "" && !slices.ContainsFunc(parts, func(p struct {
		name    string
		measure func(*report, int) error
	}) bool {
		return p.name == *only
	}) || flag.NArg() > 0 || *runs < 1 {
		flag.Usage()
		os.Exit(2)
	}
	r := &report{}
	for _, part := range parts {
		if *only != "" && *only != part.name {
			continue
		}
		if err := part.measure(r, *runs); err != nil {
			fmt.Fprintf(os.Stderr, "bench: %s: %v\n", part.name, err)
			os.Exit(1)
		}
	}
	r.print()
	if *strict && r.over > 0 {
		os.Exit(1)
	}
}

// report is the table.
type report struct {
	rows []row
	over int
}

type row struct{ name, figure, limit, verdict string }

// figure adds a row without a limit.
func (r *report) figure(name string, value float64, unit string) {
	r.rows = append(r.rows, row{name, format(value, unit), "", ""})
}

// atMost adds a row whose value must not pass the limit.
func (r *report) atMost(name string, value, limit float64, unit string) {
	r.judge(name, value, "≤ "+format(limit, unit), unit, value <= limit)
}

func (r *report) judge(name string, value float64, limit, unit string, ok bool) {
	verdict := "ok"
	if !ok {
		verdict = "OVER"
		r.over++
	}
	r.rows = append(r.rows, row{name, format(value, unit), limit, verdict})
}

// format writes whole numbers with thousands apart, small ones with a digit.
func format(value float64, unit string) string {
	if value < 10 && value != float64(int(value)) {
		return fmt.Sprintf("%.1f %s", value, unit)
	}
	digits := fmt.Sprintf("%.0f", value)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " " + unit
}

func (r *report) print() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tfigure\tlimit\t")
	fmt.Fprintln(w, "----\t------\t-----\t")
	for _, row := range r.rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", row.name, row.figure, row.limit, row.verdict)
	}
	w.Flush()
}

// median of at least one value.
func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

// overview lists the commands.
func overview(w io.Writer) error {
	var b strings.Builder
	b.WriteString("Stet marks in a news story who acts, where, and who said what. Nothing leaves this machine.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(&b, "  stet %-9s %-14s  %s\n", c.name, c.args, c.summary)
	}
	b.WriteString("\nstet COMMAND --help tells more of each.\n" +
		"Exit status: 0 done; 1 some input could not be processed (each is named, the rest is done); 2 wrong usage; 130 interrupted.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// usage tells all of one command.
func (c *command) usage(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "stet %s%s", c.name, " [FLAGS]")
	flags, _ := c.flags()
	var list strings.Builder
	flags.VisitAll(func(f *flag.Flag) {
		value, about := flag.UnquoteUsage(f)
		if value != "" {
			value = " " + value
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			about += " (" + f.DefValue + " without)"
		}
		fmt.Fprintf(&list, "  %-22s %s\n", "--"+f.Name+value, about)
	})
	if list.Len() == 0 {
		b.Reset()
		fmt.Fprintf(&b, "stet %s", c.name)
	}
	if c.args != "" {
		b.WriteString(" " + c.args)
	}
	fmt.Fprintf(&b, "\n  %s\n", c.summary)
	if c.help != "" {
		b.WriteString("\n" + strings.TrimSpace(c.help) + "\n")
	}
	if list.Len() > 0 {
		b.WriteString("\n" + list.String())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// suggest returns "; did you mean X" for the nearest of the names, or "".
func suggest(typed string, names []string) string {
	best, least := "", 1+max(1, len(typed)/3)
	for _, n := range names {
		if d := distance(typed, n); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best
}

// distance counts the letters to put in, take out, change or swap with their neighbour to make b of a.
func distance(a, b string) int {
	var before, last, row []int
	for i := range len(a) + 1 {
		before, last, row = last, row, make([]int, len(b)+1)
		for j := range row {
			switch {
			case i == 0:
				row[j] = j
				continue
			case j == 0:
				row[j] = i
				continue
			}
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(last[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

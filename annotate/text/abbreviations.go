package text

import (
	_ "embed"
	"strings"
)

// use tells what an abbreviation's full stop says about the sentence.
type use uint8

const (
	none         use = iota
	beforeName       // never ends a sentence: Mr. Gen.
	beforeNumber     // none before a number: No. p.
	anywhere         // ends one where what follows looks like a beginning: Inc. a.m. U.S.
	afterComma       // the same, and is an abbreviation only behind a comma: Brandon, Man.
)

//go:embed abbreviations.txt
var abbreviationFile string

//go:embed openers.txt
var openerFile string

type abbreviationTable map[string]use

var (
	abbreviations       = readAbbreviations(abbreviationFile)
	openers             = readWords(openerFile)
	longestAbbreviation = longest(abbreviations)
)

func (a abbreviationTable) has(w string) bool { return a[w] != none }
func (a abbreviationTable) use(w string) use  { return a[w] }

type wordSet map[string]bool

func (s wordSet) has(w string) bool { return s[w] }

func readAbbreviations(file string) abbreviationTable {
	table := abbreviationTable{}
	lists := Lists(file)
	for u, name := range [...]string{beforeName: "before a name", beforeNumber: "before a number", anywhere: "anywhere", afterComma: "behind a comma"} {
		for _, w := range lists[name] {
			table[w] = use(u)
			table[strings.ToUpper(w)] = use(u)
		}
	}
	return table
}

func readWords(file string) wordSet {
	set := wordSet{}
	for _, w := range Lists(file)[""] {
		set[w] = true
	}
	return set
}

func longest(t abbreviationTable) int {
	n := 0
	for w := range t {
		n = max(n, len(w))
	}
	return n
}

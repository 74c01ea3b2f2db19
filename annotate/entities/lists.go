package entities

import (
	_ "embed"
	"slices"
	"strings"

	"stet/annotate/text"
)

//go:embed words.txt
var wordFile string

var wordLists = text.Lists(wordFile)

// The lists of words.txt, which says what each is.
var (
	suffixes, openers, ties = wordLists.Of("suffixes"), wordLists.Of("openers"), wordLists.Of("ties")
	breaks, articles        = wordLists.Of("breaks"), wordLists.Of("articles")
	definite, several       = wordLists.Of("definite"), wordLists.Of("several")
	onePersonEndings        = wordLists.Of("one person")
	talking, labelTitles    = wordLists.Of("talking"), wordLists.Of("label titles")
	organs                  = wordLists.Of("organs")
	anyOrg, papers, lesser  = wordLists.Of("any organization"), wordLists.Of("papers"), wordLists.Of("lesser")
)

// in reports whether the word is among the words.
func in(words []string, word string) bool { return slices.Contains(words, word) }

// senses are words for people and institutions, and what a story may call them at first: a line each.
//
//go:embed senses.txt
var senses string

// sense returns the words that a story may have for the same.
func sense(word string) []string {
	_, rest, _ := strings.Cut(senses, "\n"+word+": ")
	words, _, _ := strings.Cut(rest, "\n")
	return strings.Fields(words)
}

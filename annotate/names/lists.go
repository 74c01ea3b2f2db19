package names

import (
	_ "embed"
	"slices"

	"stet/annotate/text"
)

//go:embed words.txt
var wordFile string

var wordLists = text.Lists(wordFile)

// The lists of words.txt, which says what each is.
var (
	topics, subjects, journeys = wordLists.Of("topics"), wordLists.Of("subjects"), wordLists.Of("journeys")
	parts, homes, mister       = wordLists.Of("parts"), wordLists.Of("homes"), wordLists.Of("mister")
	seated, offspring, shares  = wordLists.Of("seated"), wordLists.Of("offspring"), wordLists.Of("shares")
	backed, based              = wordLists.Of("backed"), wordLists.Of("based")
	parties                    = wordLists.Of("parties")
	shared, buildings          = wordLists.Of("shared"), wordLists.Of("buildings")
	heads, founded, employs    = wordLists.Of("heads"), wordLists.Of("founded"), wordLists.Of("employs")
	centers, centered          = wordLists.Of("centers"), wordLists.Of("centered")
	visited, into, brought     = wordLists.Of("visited"), wordLists.Of("into"), wordLists.Of("brought")
	warnings                   = wordLists.Of("warnings")
	companies                  = wordLists.Of("companies")
	shores                     = wordLists.Of("shores")
	terms, royal               = wordLists.Of("terms"), wordLists.Of("royal")
	superlatives, called       = wordLists.Of("superlatives"), wordLists.Of("called")
	noSuperlatives             = wordLists.Of("no superlatives")
	agentEndings               = wordLists.Of("agent endings")
	placeEndings               = wordLists.Of("place endings")
	personEndings              = wordLists.Of("person endings")
	pluralEndings              = wordLists.Of("plural endings")
	roadWords, roadSigns       = wordLists.Of("road words"), wordLists.Of("road signs")
	roadClasses                = wordLists.Of("road classes")
	highwayPrepositions        = wordLists.Of("highway prepositions")
	streets, quarters          = wordLists.Of("streets"), wordLists.Of("quarters")
	roadPrepositions           = wordLists.Of("road prepositions")
)

// among reports whether token i is one of the words, in small letters or with a capital.
func (n *finder) among(i int, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return n.is(i, w) })
}

// oneBefore reports whether one of the words stands at a distance before the candidate, in its sentence.
func (n *finder) oneBefore(c *candidate, distance int, words []string) bool {
	i := c.first - 1 - distance
	return i >= c.sentence.First && n.among(i, words)
}

// Package tagger finds reported speech with a trained model: which words are cues, and for each cue which words are its
// source and which its content.
//
// It works without a parser. A greedy perceptron tags parts of speech (Collins, EMNLP 2002; averaged). Every stretch in
// quotation marks is one unit, so that a quotation is never cut. A log-linear classifier picks the cues among the units, and
// for each cue a linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) labels the units around it
// within its paragraph. Its features see words, tags and coming and past chunks, and how far and behind which signs a unit
// stands from the cue. All weights are whole numbers of eight bits and all sums 32-bit, so that every machine decides alike.
package tagger

import "stet/annotate/text"

// Unit is a token, or a stretch in quotation marks taken as one.
type Unit struct {
	text.Range        // tokens
	Quoted     bool   // from an opening to its closing mark, or to the paragraph's end
	Lemma      uint32 // a hash of the lexicon's entry for a word that reports; 0 for other words
	Frames     uint32 // what may follow that word, as the lexicon says
}

// Report is a cue with what it reports.
type Report struct {
	Cue      int        // the cue's head, an index of the units given
	Speech   bool       // the cue is one of speech or writing, not of thought or wish (Q4)
	Source   text.Range // units; empty where none is named
	Contents []Reported // in order; several where the source interrupts; none where a hint's cue was found to be no cue
	Certain  uint16     // certainty in thousandths that the cue is one
	Hints    []Weighed  // the hints of this cue that say otherwise than Contents, weighed in the same way
}

// Reported is a content, in units.
type Reported struct {
	text.Range
	Score uint16 // certainty in thousandths that this is what is reported
}

// Weighed is what a hint is worth.
type Weighed struct {
	Hint  int    // its index
	Score uint16 // certainty in thousandths that its content is what is reported
}

// Label is what a unit is to a cue.
type Label uint8

// The labels. A feature has weights for all but Other, and for all steps but that from Other to Other: those count as 0.
const (
	Other Label = iota
	Source
	Content
	Labels int = iota

	StateWeights = Labels - 1
	MoveWeights  = Labels*Labels - 1
)

// Class is what a candidate is as a cue.
type Class uint8

// The classes of candidate.
const (
	NoCue Class = iota
	Speech
	Thought
	Classes int = iota
)

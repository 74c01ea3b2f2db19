package quotes

import (
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Quote is one report of what someone said or wrote.
type Quote struct {
	text.Span           // bytes (Q1–Q3)
	Kind      kind.Kind // Direct, Mixed or Indirect
	Speaker   text.Span // the whole noun phrase (Q6); empty where none is named
	Cue       text.Span // empty where no word reports it
	By        string    // "rule:<id>" or "model"
	Score     uint16    // certainty in thousandths
}

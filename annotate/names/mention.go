package names

import (
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Mention is one place where the story names an actor or a location.
type Mention struct {
	text.Span       // bytes
	First, Last int // the same in tokens, half-open
	Kind        kind.Kind
	By          string // "rule:<id>" or "model"
	Score       uint16 // certainty in thousandths
}

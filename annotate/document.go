package annotate

import (
	"slices"

	"stet/annotate/kind"
	"stet/annotate/text"
)

// Format is the value of a document's "format" field.
const Format = "stet/1"

// Document is a story with its marks. In memory all offsets are bytes into Text; its JSON counts Unicode code points,
// as the format says.
type Document struct {
	ID    string
	Title string
	Text  string // exactly as given (M1)

	Engine      Engine // what made the suggestions
	Done        bool   // an editor has said that the story is finished
	Annotations []Annotation
	Entities    []Entity
	Rejected    []Annotation // suggestions that an editor removed

	Extra Extra
}

// Extra holds the members of a JSON object that this program does not know, as they were read and without insignificant
// white space: `"source":"wire","pages":[1,2]`. They are written back behind the known ones, so that a document from a newer
// or another program loses nothing here.
type Extra string

// Engine says which program, rules and model made a document's suggestions.
type Engine struct {
	Version string `json:"version"`
	Rules   string `json:"rules"` // hash of the rule packs
	Model   string `json:"model"` // hash of the model, or empty
	Extra   Extra  `json:"-"`
}

// Annotation is one mark: an actor, a location or a quote.
type Annotation struct {
	ID   string
	Kind kind.Kind // and through it the type
	text.Span

	Entity  string     // an actor's or location's entity
	Speaker *Speaker   // a quote's; nil where nobody is named
	Cue     *text.Span // a quote's; nil where no word reports it

	RunnersUp []RunnerUp // a quote's: who else may be the speaker, the likeliest first

	By    string // "rule:<id>", "model" or "editor"
	Score Score
	State State

	Extra    Extra
	CueExtra Extra // of the cue's own object
}

// Speaker is the noun phrase that names a quote's source (Q6), and the actor that it means.
type Speaker struct {
	text.Span        // empty where the speaker is an entity that no words nearby name
	Entity    string // "" where the speaker is nobody known
	Extra     Extra
}

// Entity is what one or more mentions name (M4).
type Entity struct {
	ID       string
	Kind     kind.Kind
	Name     string // the fullest mention
	Role     string // from a title or an apposition; "" where none is given
	Country  string // ISO 3166-1 alpha-2, for places and states
	GeoNames int    // GeoNames id, 0 where unknown
	Place    *Point

	Approximate bool        // Place is that of the settlement around it
	Candidates  []Candidate // where it is doubtful which place the name means, likeliest first; they stay when an editor has chosen

	Extra Extra
}

// Equal reports whether the two say the same.
func (e *Entity) Equal(o *Entity) bool {
	return e.ID == o.ID && e.Kind == o.Kind && e.Name == o.Name && e.Role == o.Role && e.Extra == o.Extra && e.SamePlace(o) &&
		slices.Equal(e.Candidates, o.Candidates)
}

// SamePlace reports whether the two lie in the same place.
func (e *Entity) SamePlace(o *Entity) bool {
	same := e.Place == o.Place || e.Place != nil && o.Place != nil && *e.Place == *o.Place
	return same && e.Country == o.Country && e.GeoNames == o.GeoNames && e.Approximate == o.Approximate
}

// TakePlace gives the entity the place of another, and what else that one's name can mean.
func (e *Entity) TakePlace(from *Entity) {
	e.Country, e.GeoNames, e.Place, e.Approximate, e.Candidates = from.Country, from.GeoNames, from.Place, from.Approximate, from.Candidates
}

// Candidate is a place that an entity's name can mean.
type Candidate struct {
	Kind     kind.Kind
	Name     string
	Admin    string // the first-order division that it lies in, "Texas"; "" where it lies in none
	Country  string // ISO 3166-1 alpha-2
	GeoNames int
	Place    Point
	Score    Score
	Extra    Extra
}

// Point is a place on the map, in degrees.
type Point struct{ Lat, Lon float64 }

// Score is a certainty in thousandths: 0 to 1000. Whole numbers keep native and WebAssembly builds the same to the byte.
type Score uint16

// State is what has been decided about a mark.
type State uint8

// The states. A rejected mark leaves Annotations for Rejected and keeps its state.
const (
	Suggested State = iota
	Accepted
	Edited
)

// Editor is the By of marks that a person made.
const Editor = "editor"

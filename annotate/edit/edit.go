// Package edit holds corrections as values. An [Edit] says what an editor wants; applied to a document it either does all of it
// or returns an [*Error] and changes nothing. A [History] does, undoes and redoes edits without limit, and a base document with
// the list of edits and a cursor gives the same document again, to the byte.
//
// Spans are in bytes, as everywhere inside the program; the JSON of edits counts code points, as documents do.
//
// What becomes of a mark: a suggestion that is accepted has the state accepted; one that is corrected has the state edited and
// keeps its By, so that a training user sees which rule was corrected. A mark that the editor made has the By editor and the
// state edited. A rejected suggestion moves to Rejected as it is; an editor's own mark goes for good. What concerns entities
// alone (a name, a role, a merge, a split) is no decision about their mentions and leaves their states.
//
// What becomes of an entity: it goes when an edit takes the last thing that points at it. Its kind follows its mentions when all
// have come to agree on another. Its name follows a mention that is resized, where no other mention has the old name.
package edit

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Edit is one correction. The types of this package that have an Op are all there are. They are used as values, and what they
// point at is not changed once they are done: a history keeps them.
type Edit interface {
	// Op returns the edit's name in JSON, such as "retag".
	Op() string
	apply(*change) error
}

// Accept agrees with a suggestion.
type Accept struct{ ID string }

// Reject removes a mark. A suggestion moves to the document's rejected ones.
type Reject struct{ ID string }

// Restore puts a rejected suggestion back as it was.
type Restore struct{ ID string }

// Retag gives a mark another kind. Between actor and location the mark also changes its entity: it joins one of the new kind
// that is named like it, or gets a new one (M4: a country as a place and the state that acts for it are two entities). A mark
// that becomes a quote loses its entity; a quote that becomes a name loses speaker and cue.
type Retag struct {
	ID   string
	Kind kind.Kind
}

// Resize moves a mark's edges.
type Resize struct {
	ID   string
	Span text.Span
}

// Add makes a mark. An actor or location belongs to Entity; without that to a new entity called Name; without either to the
// one of its kind that is named or mentioned by the same words, or else to a new one. Speaker and Cue are a quote's. What an
// editor rejected and now adds, span and kind the same, is the suggestion again, accepted.
type Add struct {
	Kind         kind.Kind
	Span         text.Span
	Entity, Name string
	Speaker      *annotate.Speaker
	Cue          *text.Span
}

// SetEntity moves a mention to Entity, or to a new entity called Name. The mention takes the entity's kind. Speakers that this
// mention names (M4) go with it.
type SetEntity struct{ ID, Entity, Name string }

// SetSpeaker says who is quoted: the words that name the source (Span, empty where none do) and the actor (Entity, or a new one
// called Name, a person). Neither words nor actor means that nobody is known.
type SetSpeaker struct {
	ID           string
	Span         text.Span
	Entity, Name string
}

// SetCue says which words report a quote; nil for none.
type SetCue struct {
	ID  string
	Cue *text.Span
}

// Rename gives an entity another name.
type Rename struct{ Entity, Name string }

// SetRole says what an entity is, or with "" nothing.
type SetRole struct{ Entity, Role string }

// Locate says where a place or a state lies; with neither country nor Place, that nobody knows. What else its name can mean stays.
type Locate struct {
	Entity   string
	Country  string // ISO 3166-1 alpha-2
	GeoNames int
	Place    *annotate.Point
}

// Rekind gives an entity and all its mentions another kind, as Retag of each would.
type Rekind struct {
	Entity string
	Kind   kind.Kind
}

// Merge makes the entities From one with Into, which keeps its name and kind and gets from the others what it lacks. Mentions
// and quotes' speakers come along.
type Merge struct {
	Into string
	From []string
}

// Split gives mentions of one entity a new entity of their own, called Name or, if that is "", by the fullest of them. Speakers
// that these mentions name go with them.
type Split struct {
	Marks []string
	Name  string
}

// Finish says that the story is done, or with false that it is not after all.
type Finish struct{ Done bool }

// Batch is many edits as one: all of them or none, undone as one. Edits in it that change nothing are passed over.
type Batch struct {
	Label string // what it is for an editor, such as "retag 12 × Washington"
	Edits []Edit
}

// The ops, as JSON names them.
func (Accept) Op() string     { return "accept" }
func (Reject) Op() string     { return "reject" }
func (Restore) Op() string    { return "restore" }
func (Retag) Op() string      { return "retag" }
func (Resize) Op() string     { return "resize" }
func (Add) Op() string        { return "add" }
func (SetEntity) Op() string  { return "entity" }
func (SetSpeaker) Op() string { return "speaker" }
func (SetCue) Op() string     { return "cue" }
func (Rename) Op() string     { return "rename" }
func (SetRole) Op() string    { return "role" }
func (Locate) Op() string     { return "locate" }
func (Rekind) Op() string     { return "rekind" }
func (Merge) Op() string      { return "merge" }
func (Split) Op() string      { return "split" }
func (Finish) Op() string     { return "finish" }
func (Batch) Op() string      { return "batch" }

// Reason says in one word why an edit cannot be done.
type Reason string

// The reasons.
const (
	NoChange      Reason = "no-change"      // the document is so already
	UnknownMark   Reason = "unknown-mark"   // no mark of that id, or it is among the rejected
	UnknownEntity Reason = "unknown-entity" // no entity of that id
	WrongKind     Reason = "wrong-kind"     // the kind, type or op does not fit the mark or entity
	BadSpan       Reason = "bad-span"       // outside the text, empty, inside a grapheme, or with outer white space (M1)
	Overlap       Reason = "overlap"        // of actors and locations (M2), or of quotes that neither contain nor avoid each other
	Incomplete    Reason = "incomplete"     // a name or a list is empty
)

// Error says why an edit cannot be done and what to do instead. The document is as it was.
type Error struct {
	Reason  Reason
	ID      string // the mark or entity that the edit is about, "" for one not yet made
	Other   string // the mark in the way, for Overlap
	Message string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

package edit

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/text"
)

// Revise makes the story anew where its text was corrected, or its suggestions were: Rewrite and Refresh make one. Marks that it does not
// name keep to their words, which must be outside what is replaced; rejected marks whose words are gone go with them.
type Revise struct {
	Label string
	Text  []Replace          // in the text's order, apart
	Set   *annotate.Document // its engine, marks and entities, new or in the place of those with the same id; its text is the new one
	Drop  []string           // marks that go for good
	Lost  []string           // marks that have no place in the new text and wait for one (see Unplaced)
}

// Place gives a mark that could not be placed its words.
type Place struct {
	ID   string
	Span text.Span
}

// Forget drops marks that could not be placed.
type Forget struct{ IDs []string }

// The ops, as JSON names them.
func (Revise) Op() string { return "revise" }
func (Place) Op() string  { return "place" }
func (Forget) Op() string { return "forget" }

// sweeping is an edit that goes over the whole document. It stands alone: no batch holds one.
type sweeping interface {
	Edit
	sweep(*annotate.Document) error
}

func alone(e Edit) error {
	return &Error{Reason: WrongKind, Message: e.Op() + " goes over the whole story: it stands alone"}
}

func (e Revise) apply(*change) error { return alone(e) }
func (e Place) apply(*change) error  { return alone(e) }
func (e Forget) apply(*change) error { return alone(e) }

// After returns the offsets of the text that the edit leaves: those given, unless it changes the text.
func After(offsets *text.Offsets, e Edit) *text.Offsets {
	if r, ok := e.(Revise); ok && len(r.Text) > 0 {
		return text.NewOffsets(r.Set.Text)
	}
	return offsets
}

// revised carries out replacements. They must lie in the text in order.
func revised(t string, list []Replace) (string, error) {
	var b strings.Builder
	at := 0
	for _, r := range list {
		if r.Start < at || r.End < r.Start || r.End > len(t) {
			return "", &Error{Reason: BadSpan, Message: fmt.Sprintf("bytes %d to %d are not in the text, or out of order", r.Start, r.End)}
		}
		b.WriteString(t[at:r.Start])
		b.WriteString(r.With)
		at = r.End
	}
	b.WriteString(t[at:])
	return b.String(), nil
}

// sweep carries the revision out.
func (e Revise) sweep(d *annotate.Document) error {
	now, err := revised(d.Text, e.Text)
	if err != nil {
		return err
	}
	if now != e.Set.Text && len(e.Text) > 0 {
		return &Error{Reason: BadSpan, Message: "the revision was made for another text"}
	}
	gone := make(map[string]bool, len(e.Drop)+len(e.Lost)+len(e.Set.Annotations))
	for _, id := range e.Drop {
		gone[id] = true
	}
	for i := range e.Set.Annotations {
		gone[e.Set.Annotations[i].ID] = true
	}
	var lost []Unplaced
	for _, id := range e.Lost {
		gone[id] = true
		i := slices.IndexFunc(d.Annotations, func(a annotate.Annotation) bool { return a.ID == id })
		if i < 0 {
			return &Error{Reason: UnknownMark, ID: id, Message: fmt.Sprintf("there is no mark %s in this document", id)}
		}
		lost = append(lost, unplaced(d, &d.Annotations[i]))
	}
	named := references(d)
	moved := newMover(e.Text)
	kept := d.Annotations[:0]
	for _, a := range d.Annotations {
		if gone[a.ID] {
			continue
		}
		if !moved.mark(&a) {
			return &Error{Reason: BadSpan, ID: a.ID, Message: fmt.Sprintf("the words of %s were changed, and nothing says where it belongs now", a.ID)}
		}
		kept = append(kept, a)
	}
	d.Annotations = append(kept, e.Set.Annotations...)
	d.Rejected = slices.DeleteFunc(d.Rejected, func(a annotate.Annotation) bool { return gone[a.ID] })
	left := d.Rejected[:0]
	for _, a := range d.Rejected {
		if moved.mark(&a) {
			left = append(left, a)
		}
	}
	d.Rejected = left
	if len(e.Text) > 0 {
		d.Text = now
	}
	if e.Set.Engine.Version != "" {
		d.Engine = e.Set.Engine
	}
	at := make(map[string]int, len(d.Entities))
	for i := range d.Entities {
		at[d.Entities[i].ID] = i
	}
	for _, one := range e.Set.Entities {
		if i, ok := at[one.ID]; ok {
			d.Entities[i] = one
		} else {
			d.Entities = append(d.Entities, one)
		}
	}
	still := references(d)
	d.Entities = slices.DeleteFunc(d.Entities, func(one annotate.Entity) bool { return named[one.ID] && !still[one.ID] })
	if len(lost) > 0 {
		keepUnplaced(d, append(ReadUnplaced(d), lost...))
	}
	return nil
}

// references returns the entities that a mark points at.
func references(d *annotate.Document) map[string]bool {
	of := make(map[string]bool, len(d.Entities))
	for _, list := range [][]annotate.Annotation{d.Annotations, d.Rejected} {
		for i := range list {
			if e := refersTo(&list[i]); e != "" {
				of[e] = true
			}
		}
	}
	return of
}

// mover moves marks along with their words. Replacements are summed once.
type mover struct {
	list []Replace
	sums []int // before each replacement, and behind the last
}

func newMover(list []Replace) *mover {
	m := &mover{list: list, sums: make([]int, len(list)+1)}
	for i, r := range list {
		m.sums[i+1] = m.sums[i] + len(r.With) - r.Len()
	}
	return m
}

// index returns the first replacement that ends behind the byte; one that only inserts there counts as before it.
func (m *mover) index(at int) int {
	i, _ := slices.BinarySearchFunc(m.list, at, func(r Replace, at int) int {
		if r.End <= at {
			return -1
		}
		return 1
	})
	return i
}

func (m *mover) span(s text.Span) (text.Span, bool) {
	if len(m.list) == 0 {
		return s, true
	}
	i := m.index(s.Start)
	if i < len(m.list) && m.list[i].Start < s.End {
		return s, false
	}
	return text.Span{Start: s.Start + m.sums[i], End: s.End + m.sums[i]}, true
}

// mark moves a mark with its cue and speaker. Where only those are gone, the mark does without them.
func (m *mover) mark(a *annotate.Annotation) bool {
	at, ok := m.span(a.Span)
	if !ok || len(m.list) == 0 {
		return ok
	}
	a.Span = at
	if a.Cue != nil {
		if cue, ok := m.span(*a.Cue); ok {
			a.Cue = &cue
		} else {
			a.Cue, a.CueExtra = nil, ""
		}
	}
	if a.Speaker != nil {
		who := *a.Speaker
		a.Speaker = &who
		if who.Span != (text.Span{}) {
			if a.Speaker.Span, ok = m.span(who.Span); !ok {
				a.Speaker.Span = text.Span{}
			}
		}
		if a.Speaker.Empty() && a.Speaker.Entity == "" {
			a.Speaker = nil
		}
	}
	return true
}

// sweep on an index goes over a copy of the document, which is checked as a whole.
func (ix *index) sweep(e sweeping) (patch, error) {
	after := copyOf(ix.doc)
	err := e.sweep(after)
	if err == nil {
		after.Sort()
		if fault := after.Check(); fault != nil {
			err = &Error{Reason: BadSpan, Message: fault.Error()}
		}
	}
	if err != nil {
		return patch{}, err
	}
	p := patch{whole: &[2]*annotate.Document{copyOf(ix.doc), after}, before: ix.next}
	ix.become(after, ix.next)
	p.after = ix.next
	return p, nil
}

func copyOf(d *annotate.Document) *annotate.Document {
	c := *d
	c.Annotations, c.Rejected, c.Entities = slices.Clone(d.Annotations), slices.Clone(d.Rejected), slices.Clone(d.Entities)
	return &c
}

// become puts another state of the document in the place of this one.
func (ix *index) become(d *annotate.Document, next numbers) {
	*ix.doc = *copyOf(d)
	fresh := newIndex(ix.doc)
	fresh.next = numbers{max(fresh.next.name, next.name), max(fresh.next.quote, next.quote), max(fresh.next.entity, next.entity)}
	*ix = *fresh
}

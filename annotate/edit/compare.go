package edit

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// Aspect says in what two versions of a mark differ.
type Aspect uint8

// The aspects, which may come together.
const (
	Kinds     Aspect = 1 << iota // of another kind
	Edges                        // with other edges
	Entities                     // a mention of another entity
	Speakers                     // other words name the speaker, or they mean another actor
	Cues                         // other words report the quote
	Decisions                    // theirs is decided, mine is not
)

// Difference is one mark that two versions of a story have differently. Where one version has no such mark its side is nil.
type Difference struct {
	Mine, Theirs *annotate.Annotation // in the two documents
	In           Aspect               // 0 where one has no such mark
	Rejected     bool                 // an editor rejected it in the version that does not have it
}

// Span is the text that the difference is about.
func (d *Difference) Span() text.Span {
	switch {
	case d.Mine == nil:
		return d.Theirs.Span
	case d.Theirs == nil:
		return d.Mine.Span
	}
	return text.Span{Start: min(d.Mine.Start, d.Theirs.Start), End: max(d.Mine.End, d.Theirs.End)}
}

// Comparison is what two versions of a story have differently, in the order of the text. It is good until either changes.
type Comparison struct {
	Differences  []Difference
	mine, theirs *annotate.Document
	mineByID     map[string]*annotate.Entity
	theirsByID   map[string]*annotate.Entity
	named        map[named]string // my entities by their names
}

type named struct {
	typ  kind.Type
	name string
}

// ErrOtherText is that two documents have different texts, so that their marks cannot be laid side by side.
var ErrOtherText = errors.New("the two versions have different texts")

// Compare lays two versions of a story side by side. Marks of the same span are the same mark, and so are marks that overlap, the
// most first. Entities are the same if they are named alike: ids are each document's own. Both documents must be sorted.
// Cost grows with the number of marks.
func Compare(mine, theirs *annotate.Document) (*Comparison, error) {
	if mine.Text != theirs.Text {
		return nil, ErrOtherText
	}
	c := &Comparison{mine: mine, theirs: theirs, mineByID: byID(mine), theirsByID: byID(theirs), named: map[named]string{}}
	for i := range mine.Entities {
		e := &mine.Entities[i]
		key := named{e.Kind.Type(), e.Name}
		if _, taken := c.named[key]; !taken {
			c.named[key] = e.ID
		}
	}
	pairs := pairUp(mine.Annotations, theirs.Annotations)
	taken := make([]bool, len(theirs.Annotations))
	gone := [2]map[spot]bool{spots(mine.Rejected), spots(theirs.Rejected)}
	for i := range mine.Annotations {
		a := &mine.Annotations[i]
		if pairs[i] < 0 {
			c.Differences = append(c.Differences, Difference{Mine: a, Rejected: gone[1][spotOf(a)]})
			continue
		}
		b := &theirs.Annotations[pairs[i]]
		taken[pairs[i]] = true
		if in := c.aspects(a, b); in != 0 {
			c.Differences = append(c.Differences, Difference{Mine: a, Theirs: b, In: in})
		}
	}
	for j := range theirs.Annotations {
		if b := &theirs.Annotations[j]; !taken[j] {
			c.Differences = append(c.Differences, Difference{Theirs: b, Rejected: gone[0][spotOf(b)]})
		}
	}
	order.Stable(c.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Span().Start, b.Span().Start), cmp.Compare(b.Span().End, a.Span().End))
	})
	return c, nil
}

func byID(d *annotate.Document) map[string]*annotate.Entity {
	m := make(map[string]*annotate.Entity, len(d.Entities))
	for i := range d.Entities {
		m[d.Entities[i].ID] = &d.Entities[i]
	}
	return m
}

// spot is where a mark of a sort stands: of equal ones a document has one.
type spot struct {
	text.Span
	layer int // names or quotes
}

func spotOf(a *annotate.Annotation) spot { return spot{a.Span, isQuote(a.Kind)} }

func spots(list []annotate.Annotation) map[spot]bool {
	m := make(map[spot]bool, len(list))
	for i := range list {
		m[spotOf(&list[i])] = true
	}
	return m
}

// pairUp returns for each of a's marks the place of the same mark in b, or -1.
func pairUp(a, b []annotate.Annotation) []int {
	pairs := make([]int, len(a))
	at := make(map[spot]int, len(b))
	for j := range b {
		at[spotOf(&b[j])] = j
	}
	taken := make([]bool, len(b))
	reach := 0 // the longest mark in b that is still free
	for i := range a {
		j, ok := at[spotOf(&a[i])]
		if !ok {
			j = -1
		} else {
			taken[j] = true
		}
		pairs[i] = j
	}
	for j := range b {
		if !taken[j] {
			reach = max(reach, b[j].Len())
		}
	}
	for i := range a {
		if pairs[i] >= 0 {
			continue
		}
		most := 0
		from, _ := slices.BinarySearchFunc(b, a[i].Start-reach, func(m annotate.Annotation, start int) int { return cmp.Compare(m.Start, start) })
		for j := from; j < len(b) && b[j].Start < a[i].End; j++ {
			if taken[j] || isQuote(a[i].Kind) != isQuote(b[j].Kind) {
				continue
			}
			if n := min(a[i].End, b[j].End) - max(a[i].Start, b[j].Start); n > most {
				most, pairs[i] = n, j
			}
		}
		if pairs[i] >= 0 {
			taken[pairs[i]] = true
		}
	}
	return pairs
}

func (c *Comparison) aspects(a, b *annotate.Annotation) (in Aspect) {
	if a.Span != b.Span {
		in |= Edges
	}
	if a.Kind != b.Kind {
		in |= Kinds
	}
	if c.nameOf(c.mineByID, a.Entity) != c.nameOf(c.theirsByID, b.Entity) {
		in |= Entities
	}
	if (a.Speaker == nil) != (b.Speaker == nil) || a.Speaker != nil &&
		(a.Speaker.Span != b.Speaker.Span || c.nameOf(c.mineByID, a.Speaker.Entity) != c.nameOf(c.theirsByID, b.Speaker.Entity)) {
		in |= Speakers
	}
	if (a.Cue == nil) != (b.Cue == nil) || a.Cue != nil && *a.Cue != *b.Cue {
		in |= Cues
	}
	if in == 0 && a.State == annotate.Suggested && b.State != annotate.Suggested {
		in = Decisions
	}
	return in
}

func (c *Comparison) nameOf(entities map[string]*annotate.Entity, id string) string {
	if e := entities[id]; e != nil {
		return e.Name
	}
	return ""
}

// Names are the names of the mark's entity, or of its speaker, in the version that has it: mine or, with theirs, theirs.
func (c *Comparison) Names(a *annotate.Annotation, theirs bool) (entity, speaker string) {
	entities := c.mineByID
	if theirs {
		entities = c.theirsByID
	}
	entity = c.nameOf(entities, a.Entity)
	if a.Speaker != nil {
		speaker = c.nameOf(entities, a.Speaker.Entity)
		if speaker == "" {
			speaker = strings.Join(strings.Fields(c.mine.Text[a.Speaker.Start:a.Speaker.End]), " ")
		}
	}
	return entity, speaker
}

// Take returns the correction that makes my version as theirs in this difference.
func (c *Comparison) Take(d *Difference) Edit { return Batch{"take theirs", c.edits(d)} }

// TakeAll returns the correction that makes my version as theirs in all the given differences: what goes makes room for what comes.
func (c *Comparison) TakeAll(list []Difference) Edit {
	var steps [3][]Edit // what goes, what changes, what comes
	for i := range list {
		d := &list[i]
		when := 1
		switch {
		case d.Theirs == nil:
			when = 0
		case d.Mine == nil:
			when = 2
		}
		steps[when] = append(steps[when], c.edits(d)...)
	}
	return Batch{"take all of theirs", slices.Concat(steps[:]...)}
}

func (c *Comparison) edits(d *Difference) []Edit {
	if d.Theirs == nil {
		return []Edit{Reject{d.Mine.ID}}
	}
	b := d.Theirs
	entity, name := c.mineFor(c.theirsByID[b.Entity])
	if d.Mine == nil {
		add := Add{Kind: b.Kind, Span: b.Span, Entity: entity, Name: name, Cue: b.Cue}
		if b.Speaker != nil {
			s := annotate.Speaker{Span: b.Speaker.Span}
			s.Entity, _ = c.mineFor(c.theirsByID[b.Speaker.Entity])
			add.Speaker = &s
		}
		return []Edit{add}
	}
	var list []Edit
	id := d.Mine.ID
	if d.In&Edges != 0 {
		list = append(list, Resize{id, b.Span})
	}
	if d.In&Kinds != 0 {
		list = append(list, Retag{id, b.Kind})
	}
	// A mark that changes between actor and location finds an entity of its own name by itself.
	if d.In&Entities != 0 && (entity != "" || d.Mine.Kind.Type() == b.Kind.Type() || name != c.mine.Text[b.Start:b.End]) {
		list = append(list, SetEntity{id, entity, name})
	}
	if d.In&Speakers != 0 {
		set := SetSpeaker{ID: id}
		if b.Speaker != nil {
			set.Span = b.Speaker.Span
			set.Entity, set.Name = c.mineFor(c.theirsByID[b.Speaker.Entity])
		}
		list = append(list, set)
	}
	if d.In&Cues != 0 {
		list = append(list, SetCue{id, b.Cue})
	}
	if d.In&Decisions != 0 {
		list = append(list, Accept{id})
	}
	return list
}

// mineFor returns my entity that is named as theirs, or else the name for a new one.
func (c *Comparison) mineFor(theirs *annotate.Entity) (id, name string) {
	if theirs == nil {
		return "", ""
	}
	if id = c.named[named{theirs.Kind.Type(), theirs.Name}]; id != "" {
		return id, ""
	}
	return "", theirs.Name
}

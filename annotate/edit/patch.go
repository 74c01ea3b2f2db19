package edit

import (
	"slices"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// patch is what an edit did: both versions of everything it touched. Undo and redo go by it, whatever the edit was.
type patch struct {
	marks    []markPatch
	entities []entityPatch
	added    []annotate.Entity // behind the entities that were there
	removed  []removedEntity   // ascending, from the entities that were there and the added ones
	finished bool              // whether the story is done was turned round
	before   numbers
	after    numbers
	whole    *[2]*annotate.Document // before and after, of an edit that goes over the whole document
}

type markPatch struct {
	id            string
	before, after version
}

type entityPatch struct{ before, after annotate.Entity }

type removedEntity struct {
	at     int
	entity annotate.Entity
}

// finish carries the change out, with what follows from it for entities, and returns what was done.
func (c *change) finish() patch {
	c.agree()
	c.follow()
	p := patch{before: c.numbers, after: c.next, finished: c.doc.Done != c.wasDone}
	for _, id := range c.touched {
		if before, after := c.before[id], c.version(id); !before.same(after) {
			p.marks = append(p.marks, markPatch{id, before, after})
		}
	}
	for _, id := range c.touchedEntities {
		if before, after := c.entitiesBefore[id], *c.entity(id); !before.Equal(&after) {
			p.entities = append(p.entities, entityPatch{before, after})
		}
	}
	p.added = slices.Clone(c.doc.Entities[c.was:])
	for _, id := range c.orphans {
		if i, there := c.entities[id]; there && len(c.refs[id]) == 0 {
			p.removed = append(p.removed, removedEntity{i, c.doc.Entities[i]})
			delete(c.entities, id)
		}
	}
	order.By(p.removed, func(a, b removedEntity) int { return a.at - b.at })
	c.removeEntities(p.removed)
	c.settle()
	return p
}

func (c *change) settle() {
	c.live.settle()
	c.rejected.settle()
}

// once returns the ids without those that came before: a batch touches one entity many times.
func once(ids []string) []string {
	seen := make(map[string]bool, len(ids))
	return slices.DeleteFunc(ids, func(id string) bool {
		was := seen[id]
		seen[id] = true
		return was
	})
}

// agree gives entities the kind that all their mentions have come to.
func (c *change) agree() {
	for _, id := range once(c.rekinded) {
		var kinds [kind.Indirect + 1]bool
		k, n := kind.None, 0
		for _, ref := range c.refs[id] {
			if p := c.where[ref]; !p.rejected && p.kind.Type() != kind.Quote && !kinds[p.kind] {
				kinds[p.kind] = true
				k, n = p.kind, n+1
			}
		}
		if e := c.entity(id); n == 1 && e.Kind != k {
			changed := *e
			changed.Kind = k
			c.setEntity(changed)
		}
	}
}

// follow names entities anew whose name was the words of a mention that was resized, where no mention has that name now.
func (c *change) follow() {
	for _, id := range once(c.renamed) {
		e, fullest := c.entity(id), ""
		for _, a := range c.mentions(id) {
			words := c.plain(a.Span)
			if words == e.Name {
				fullest = ""
				break
			}
			if utf8.RuneCountInString(words) > utf8.RuneCountInString(fullest) {
				fullest = words
			}
		}
		if fullest != "" {
			changed := *e
			changed.Name = fullest
			c.setEntity(changed)
		}
	}
}

// removeEntities takes entities out in one pass.
func (ix *index) removeEntities(gone []removedEntity) {
	if len(gone) == 0 {
		return
	}
	kept := ix.doc.Entities[:gone[0].at]
	for i := gone[0].at; i < len(ix.doc.Entities); i++ {
		if len(gone) > 0 && gone[0].at == i {
			gone = gone[1:]
			continue
		}
		kept = append(kept, ix.doc.Entities[i])
	}
	clear(ix.doc.Entities[len(kept):])
	ix.doc.Entities = kept
	ix.indexEntities()
}

// redo does what the patch says; undo takes it back.
func (ix *index) redo(p *patch) {
	if p.whole != nil {
		ix.become(p.whole[1], p.after)
		return
	}
	if len(p.added) > 0 {
		ix.doc.Entities = append(ix.doc.Entities, p.added...)
		ix.indexEntities()
	}
	for _, e := range p.entities {
		ix.doc.Entities[ix.entities[e.after.ID]] = e.after
	}
	ix.removeEntities(p.removed)
	c := ix.begin()
	for _, m := range p.marks {
		c.set(m.id, m.after)
	}
	c.settle()
	ix.turn(p)
	ix.next = p.after
}

func (ix *index) undo(p *patch) {
	if p.whole != nil {
		ix.become(p.whole[0], numbers{})
		ix.next = p.before
		return
	}
	c := ix.begin()
	for _, m := range p.marks {
		c.set(m.id, m.before)
	}
	c.settle()
	for _, r := range p.removed {
		ix.doc.Entities = slices.Insert(ix.doc.Entities, r.at, r.entity)
	}
	ix.doc.Entities = ix.doc.Entities[:len(ix.doc.Entities)-len(p.added)]
	if len(p.added)+len(p.removed) > 0 {
		ix.indexEntities()
	}
	for _, e := range p.entities {
		ix.doc.Entities[ix.entities[e.before.ID]] = e.before
	}
	ix.turn(p)
	ix.next = p.before
}

// turn says that the story is done where it was not, or takes that back.
func (ix *index) turn(p *patch) {
	if p.finished {
		ix.doc.Done = !ix.doc.Done
	}
}

// empty reports whether the patch changes nothing.
func (p *patch) empty() bool {
	return !p.finished && len(p.marks) == 0 && len(p.entities) == 0 && len(p.added) == len(p.removed)
}

func (v version) same(o version) bool {
	if !v.present || !o.present {
		return v.present == o.present
	}
	a, b := &v.mark, &o.mark
	return v.rejected == o.rejected && a.ID == b.ID && a.Kind == b.Kind && a.Span == b.Span && a.Entity == b.Entity &&
		a.By == b.By && a.Score == b.Score && a.State == b.State && a.Extra == b.Extra && a.CueExtra == b.CueExtra &&
		sameSpeaker(a.Speaker, b.Speaker) && sameCue(a.Cue, b.Cue) && slices.Equal(a.RunnersUp, b.RunnersUp)
}

func sameSpeaker(a, b *annotate.Speaker) bool {
	return a == b || a != nil && b != nil && *a == *b
}

func sameCue(a, b *text.Span) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// Change says what a step did to the document: what a page must paint anew.
type Change struct {
	Added, Removed, Changed []string    // ids of annotations, in the document's order; a rejected mark is a removed one
	Entities                []string    // ids of entities that are new, gone or different
	Ranges                  []text.Span // bytes of the story whose marks look different, sorted and apart
	Anew                    bool        // all of the story may look different, and have another text; the other fields are empty
}

// result puts a patch in the page's words. Back says that it was undone.
func (p *patch) result(back bool) Change {
	if p.whole != nil {
		return Change{Anew: true}
	}
	var r Change
	type touched struct {
		mark *annotate.Annotation
		list *[]string
	}
	var marks []touched
	for i := range p.marks {
		before, after := &p.marks[i].before, &p.marks[i].after
		if back {
			before, after = after, before
		}
		was, is := before.present && !before.rejected, after.present && !after.rejected
		switch {
		case was && is:
			marks = append(marks, touched{&after.mark, &r.Changed})
		case is:
			marks = append(marks, touched{&after.mark, &r.Added})
		case was:
			marks = append(marks, touched{&before.mark, &r.Removed})
		}
		if was {
			r.Ranges = appendRanges(r.Ranges, &before.mark)
		}
		if is {
			r.Ranges = appendRanges(r.Ranges, &after.mark)
		}
	}
	order.By(marks, func(a, b touched) int { return annotate.Compare(a.mark, b.mark) })
	for _, m := range marks {
		*m.list = append(*m.list, m.mark.ID)
	}
	r.Ranges = union(r.Ranges)
	for _, e := range p.entities {
		r.Entities = append(r.Entities, e.after.ID)
	}
	for _, e := range p.added {
		r.Entities = append(r.Entities, e.ID)
	}
	for _, e := range p.removed {
		r.Entities = append(r.Entities, e.entity.ID)
	}
	slices.Sort(r.Entities)
	r.Entities = slices.Compact(r.Entities)
	return r
}

func appendRanges(to []text.Span, a *annotate.Annotation) []text.Span {
	to = append(to, a.Span)
	if a.Kind.Type() == kind.Quote && a.Speaker != nil && !a.Speaker.Span.Empty() {
		to = append(to, a.Speaker.Span)
	}
	if a.Cue != nil {
		to = append(to, *a.Cue)
	}
	return to
}

// union sorts the spans and makes one of those that overlap or touch.
func union(spans []text.Span) []text.Span {
	order.By(spans, text.Span.Compare)
	var out []text.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

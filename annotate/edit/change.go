package edit

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// change is an edit on its way: it alters the document and remembers what was there before.
type change struct {
	*index
	live, rejected layer

	before  map[string]version // of each mark touched
	touched []string           // marks, in the order they were first touched

	entitiesBefore  map[string]annotate.Entity // of each entity touched that was there
	touchedEntities []string
	was             int      // entities before any was added
	orphans         []string // entities that lost a reference
	rekinded        []string // entities that had a mention change its kind
	renamed         []string // entities whose name was the words of a mention that was resized
	numbers         numbers  // before
	wasDone         bool     // whether the story was done before
}

// version is a mark at one time: where it was and what it was, or that it was not there.
type version struct {
	present, rejected bool
	mark              annotate.Annotation
}

func (ix *index) begin() *change {
	return &change{index: ix, live: layer{marks: &ix.doc.Annotations}, rejected: layer{marks: &ix.doc.Rejected},
		before: map[string]version{}, entitiesBefore: map[string]annotate.Entity{}, was: len(ix.doc.Entities), numbers: ix.next, wasDone: ix.doc.Done}
}

func (c *change) layer(rejected bool) *layer {
	if rejected {
		return &c.rejected
	}
	return &c.live
}

// version returns the mark as it is now.
func (c *change) version(id string) version {
	p, ok := c.where[id]
	if !ok {
		return version{}
	}
	return version{true, p.rejected, *c.layer(p.rejected).at(p.key(id))}
}

// set makes a mark what v says: changed, moved, put in or taken out.
func (c *change) set(id string, v version) {
	now := c.version(id)
	if _, seen := c.before[id]; !seen {
		c.before[id] = now
		c.touched = append(c.touched, id)
	}
	stays := now.present && v.present && refersTo(&now.mark) == refersTo(&v.mark)
	if now.present && !stays {
		c.leave(&now.mark)
		if e := refersTo(&now.mark); e != "" {
			c.orphans = append(c.orphans, e)
		}
	}
	if now.present && v.present && now.rejected == v.rejected && annotate.Compare(&now.mark, &v.mark) == 0 {
		*c.layer(now.rejected).at(&now.mark) = v.mark
	} else {
		if now.present {
			c.layer(now.rejected).take(&now.mark)
		}
		if v.present {
			c.layer(v.rejected).put(v.mark)
		}
	}
	switch {
	case stays:
		c.stand(&v.mark, v.rejected)
	case v.present:
		c.enter(&v.mark, v.rejected)
	}
}

func (c *change) update(a annotate.Annotation) { c.set(a.ID, version{present: true, mark: a}) }

// corrected is update for a change that an editor made to this very mark.
func (c *change) corrected(a annotate.Annotation) {
	a.State = annotate.Edited
	c.update(a)
}

// mark returns the annotation of that id.
func (c *change) mark(id string) (annotate.Annotation, error) {
	v := c.version(id)
	switch {
	case !v.present:
		return v.mark, &Error{Reason: UnknownMark, ID: id, Message: fmt.Sprintf("there is no mark %s in this document", id)}
	case v.rejected:
		return v.mark, &Error{Reason: UnknownMark, ID: id, Message: fmt.Sprintf("%s was rejected: restore it first", id)}
	}
	return v.mark, nil
}

func (c *change) quote(id string) (annotate.Annotation, error) {
	a, err := c.mark(id)
	if err == nil && a.Kind.Type() != kind.Quote {
		err = &Error{Reason: WrongKind, ID: id, Message: fmt.Sprintf("%s %s is no quote: only a quote has a speaker and a cue", id, c.words(a.Span))}
	}
	return a, err
}

func (c *change) name(id string) (annotate.Annotation, error) {
	a, err := c.mark(id)
	if err == nil && a.Kind.Type() == kind.Quote {
		err = &Error{Reason: WrongKind, ID: id, Message: fmt.Sprintf("%s is a quote: it has no entity of its own, set its speaker instead", id)}
	}
	return a, err
}

func (c *change) known(entity string) (*annotate.Entity, error) {
	if e := c.entity(entity); e != nil {
		return e, nil
	}
	return nil, &Error{Reason: UnknownEntity, ID: entity, Message: fmt.Sprintf("there is no entity %s in this document", entity)}
}

// setEntity makes an entity that is there what e says.
func (c *change) setEntity(e annotate.Entity) {
	i := c.entities[e.ID]
	if _, seen := c.entitiesBefore[e.ID]; !seen && i < c.was {
		c.touchedEntities = append(c.touchedEntities, e.ID)
		c.entitiesBefore[e.ID] = c.doc.Entities[i]
	}
	c.doc.Entities[i] = e
}

// newEntity adds an entity with the next free id.
func (c *change) newEntity(e annotate.Entity) string {
	for e.ID == "" || c.entity(e.ID) != nil {
		c.next.entity++
		e.ID = fmt.Sprintf("e%d", c.next.entity)
	}
	c.entities[e.ID] = len(c.doc.Entities)
	c.doc.Entities = append(c.doc.Entities, e)
	return e.ID
}

// newMark returns the next free id of the kind's type.
func (c *change) newMark(k kind.Kind) string {
	n, prefix := &c.next.name, "a"
	if k.Type() == kind.Quote {
		n, prefix = &c.next.quote, "q"
	}
	for {
		*n++
		id := fmt.Sprintf("%s%d", prefix, *n)
		if _, used := c.where[id]; !used {
			return id
		}
	}
}

// words returns a span's text in quotation marks for a message, shortened. A quotation brings its own.
func (c *change) words(s text.Span) string {
	t := c.doc.Text[s.Start:s.End]
	if r := []rune(t); len(r) > 40 {
		t = string(r[:24]) + " … " + string(r[len(r)-12:])
	}
	if r, _ := utf8.DecodeRuneInString(t); unicode.In(r, unicode.Pi, unicode.Pf) || r == '"' {
		return t
	}
	return "“" + t + "”"
}

// plain returns a span's text as a name is written: white space of any kind as one space.
func (c *change) plain(s text.Span) string {
	return clean(c.doc.Text[s.Start:s.End])
}

// fits reports whether a span can be marked, spoken by or reported with (M1).
func (c *change) fits(id string, s text.Span) error {
	t := c.doc.Text
	bad := func(why string) error { return &Error{Reason: BadSpan, ID: id, Message: why} }
	if s.Start < 0 || s.End > len(t) || s.Start > s.End {
		return bad(fmt.Sprintf("bytes %d to %d are not all in the text, which has %d", s.Start, s.End, len(t)))
	}
	if s.Empty() {
		return bad("a mark holds at least one character")
	}
	if !text.IsBoundary(t, s.Start) || !text.IsBoundary(t, s.End) {
		return bad("the edge is inside a character: take the whole of it")
	}
	first, _ := utf8.DecodeRuneInString(t[s.Start:])
	last, _ := utf8.DecodeLastRuneInString(t[:s.End])
	if unicode.IsSpace(first) || unicode.IsSpace(last) {
		return bad("a mark neither begins nor ends with white space")
	}
	return nil
}

// free reports whether a mark of that kind and span gets on with the others: actors and locations never overlap (M2), and of two
// quotes one holds the other or they keep apart.
func (c *change) free(id string, k kind.Kind, s text.Span) error {
	var err error
	class := isQuote(k)
	c.live.between(s.Start-c.longest[class], s.End, func(a *annotate.Annotation) bool {
		if a.ID == id || isQuote(a.Kind) != class || !a.Overlaps(s) {
			return true
		}
		what := ""
		switch {
		case class == 0:
			what = fmt.Sprintf("%s would overlap the %s %s (%s): actors and locations never overlap. Remove or resize that one first",
				c.words(s), a.Kind, c.words(a.Span), a.ID)
		case a.Span == s:
			what = fmt.Sprintf("%s is marked as a quote already (%s)", c.words(s), a.ID)
		case !a.Contains(s) && !s.Contains(a.Span):
			what = fmt.Sprintf("%s would cross the quote %s (%s): one quote may hold another but not cut it. Resize that one first",
				c.words(s), c.words(a.Span), a.ID)
		default:
			return true
		}
		err = &Error{Reason: Overlap, ID: id, Other: a.ID, Message: what}
		return false
	})
	return err
}

// inOrder returns the marks of the ids that are among the annotations, in the document's order.
func (c *change) inOrder(ids []string) []annotate.Annotation {
	var found []*annotate.Annotation
	for _, id := range ids {
		if p, ok := c.where[id]; ok && !p.rejected {
			found = append(found, c.live.at(p.key(id)))
		}
	}
	order.By(found, annotate.Compare)
	marks := make([]annotate.Annotation, len(found))
	for i, a := range found {
		marks[i] = *a
	}
	return marks
}

// mentions returns the entity's mentions among the annotations, in the document's order.
func (c *change) mentions(entity string) []annotate.Annotation {
	return slices.DeleteFunc(c.inOrder(c.refs[entity]), func(a annotate.Annotation) bool { return a.Entity != entity })
}

// namesake returns the entity of that kind that is named by these words or, failing that, mentioned by them; "" if none is.
func (c *change) namesake(words string, k kind.Kind) string {
	for i := range c.doc.Entities {
		if e := &c.doc.Entities[i]; e.Kind == k && e.Name == words && len(c.refs[e.ID]) > 0 {
			return e.ID
		}
	}
	found := ""
	c.live.between(0, len(c.doc.Text), func(a *annotate.Annotation) bool {
		if a.Kind == k && a.Entity != "" && c.doc.Text[a.Start:a.End] == words && c.entity(a.Entity).Kind == k {
			found = a.Entity
		}
		return found == ""
	})
	return found
}

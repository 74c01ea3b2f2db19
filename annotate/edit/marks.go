package edit

import (
	"fmt"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

func noChange(id, format string, args ...any) error {
	return &Error{Reason: NoChange, ID: id, Message: fmt.Sprintf(format, args...)}
}

func (e Accept) apply(c *change) error {
	a, err := c.mark(e.ID)
	if err != nil {
		return err
	}
	if a.State != annotate.Suggested {
		return noChange(e.ID, "%s is decided already", e.ID)
	}
	a.State = annotate.Accepted
	c.update(a)
	return nil
}

func (e Reject) apply(c *change) error {
	a, err := c.mark(e.ID)
	if err != nil {
		return err
	}
	if a.By == annotate.Editor {
		c.set(a.ID, version{})
	} else {
		c.set(a.ID, version{present: true, rejected: true, mark: a})
	}
	return nil
}

func (e Restore) apply(c *change) error {
	v := c.version(e.ID)
	if !v.present || !v.rejected {
		return &Error{Reason: UnknownMark, ID: e.ID, Message: fmt.Sprintf("there is no rejected mark %s", e.ID)}
	}
	if err := c.free(e.ID, v.mark.Kind, v.mark.Span); err != nil {
		return err
	}
	c.update(v.mark)
	return nil
}

func (e Retag) apply(c *change) error {
	a, err := c.mark(e.ID)
	if err != nil {
		return err
	}
	if err := isKind(e.ID, e.Kind); err != nil {
		return err
	}
	if a.Kind == e.Kind {
		return noChange(e.ID, "%s is of kind %s already", e.ID, e.Kind)
	}
	was := a.Kind
	a.Kind = e.Kind
	if isQuote(was) != isQuote(e.Kind) {
		if err := c.free(e.ID, e.Kind, a.Span); err != nil {
			return err
		}
	}
	switch {
	case was.Type() == e.Kind.Type():
		if a.Entity != "" {
			c.rekinded = append(c.rekinded, a.Entity)
		}
	default:
		old := a.Entity
		if old != "" { // what is left of it may agree now
			c.rekinded = append(c.rekinded, old)
		}
		a.Entity, a.Speaker, a.Cue, a.CueExtra, a.RunnersUp = "", nil, nil, "", nil
		if e.Kind.Type() != kind.Quote {
			a.Entity = c.counterpart(&a, old)
		}
	}
	c.corrected(a)
	return nil
}

func isKind(id string, k kind.Kind) error {
	if k == kind.None || k > kind.Indirect {
		return &Error{Reason: WrongKind, ID: id, Message: "there is no such kind"}
	}
	return nil
}

// counterpart returns the entity of the mark's kind for a mark that comes from an entity of another type, or from none.
func (c *change) counterpart(a *annotate.Annotation, old string) string {
	words := c.plain(a.Span)
	if id := c.namesake(words, a.Kind); id != "" {
		return id
	}
	made := annotate.Entity{Kind: a.Kind, Name: words}
	if was := c.entity(old); was != nil {
		// A country stays the same country: "the US" is the United States, as a state and as a place.
		if country := was.Kind == kind.State && a.Kind == kind.Country || was.Kind == kind.Country && a.Kind == kind.State; country {
			if id := c.namesake(was.Name, a.Kind); id != "" {
				return id
			}
			made.Name = was.Name
		}
		if made.Name == was.Name && onMap(a.Kind) && onMap(was.Kind) {
			made.TakePlace(was)
		}
	}
	return c.newEntity(made)
}

// onMap reports whether an entity of that kind may carry country and coordinates.
func onMap(k kind.Kind) bool { return k == kind.State || k.Type() == kind.Location }

func (e Resize) apply(c *change) error {
	a, err := c.mark(e.ID)
	if err != nil {
		return err
	}
	if a.Span == e.Span {
		return noChange(e.ID, "%s has these edges already", e.ID)
	}
	if err := c.fits(e.ID, e.Span); err != nil {
		return err
	}
	if err := c.free(e.ID, a.Kind, e.Span); err != nil {
		return err
	}
	if a.Entity != "" && c.entity(a.Entity).Name == c.plain(a.Span) {
		c.renamed = append(c.renamed, a.Entity)
	}
	a.Span = e.Span
	c.corrected(a)
	return nil
}

func (e Add) apply(c *change) error {
	if err := isKind("", e.Kind); err != nil {
		return err
	}
	if err := c.fits("", e.Span); err != nil {
		return err
	}
	if err := c.free("", e.Kind, e.Span); err != nil {
		return err
	}
	a := annotate.Annotation{Kind: e.Kind, Span: e.Span, By: annotate.Editor, Score: 1000, State: annotate.Edited}
	if old, ok := c.rejectedLike(&a); ok {
		a = old
		if a.State == annotate.Suggested {
			a.State = annotate.Accepted
		}
	} else {
		a.ID = c.newMark(e.Kind)
	}
	var err error
	if e.Kind.Type() == kind.Quote {
		err = e.quote(c, &a)
	} else {
		err = e.name(c, &a)
	}
	if err == nil {
		c.update(a)
	}
	return err
}

// rejectedLike returns the rejected suggestion of the mark's span and kind.
func (c *change) rejectedLike(a *annotate.Annotation) (found annotate.Annotation, ok bool) {
	c.rejected.between(a.Start, a.Start+1, func(r *annotate.Annotation) bool {
		if r.Span == a.Span && r.Kind == a.Kind && (!ok || annotate.Compare(r, &found) < 0) {
			found, ok = *r, true
		}
		return true
	})
	return found, ok
}

func (e Add) name(c *change, a *annotate.Annotation) error {
	if e.Speaker != nil || e.Cue != nil {
		return &Error{Reason: WrongKind, Message: "only a quote has a speaker and a cue"}
	}
	switch {
	case e.Entity != "":
		at, err := c.known(e.Entity)
		if err != nil {
			return err
		}
		if at.Kind.Type() != e.Kind.Type() {
			return wrongType(a.ID, e.Kind, at)
		}
		a.Entity = e.Entity
	case clean(e.Name) != "":
		a.Entity = c.newEntity(annotate.Entity{Kind: e.Kind, Name: clean(e.Name)})
	case a.Entity == "":
		a.Entity = c.counterpart(a, "")
	}
	return nil
}

func (e Add) quote(c *change, a *annotate.Annotation) error {
	if e.Entity != "" || e.Name != "" {
		return &Error{Reason: WrongKind, Message: "a quote has no entity of its own: give it a speaker"}
	}
	if e.Speaker != nil {
		if err := c.speaker(a, e.Speaker.Span, e.Speaker.Entity, ""); err != nil {
			return err
		}
	}
	if e.Cue != nil {
		return c.cue(a, e.Cue)
	}
	return nil
}

func wrongType(id string, k kind.Kind, e *annotate.Entity) error {
	return &Error{Reason: WrongKind, ID: id, Message: fmt.Sprintf("%s (%s) is of type %s, the mark of type %s: retag the mark first",
		e.ID, e.Name, e.Kind.Type(), k.Type())}
}

func (e SetSpeaker) apply(c *change) error {
	a, err := c.quote(e.ID)
	if err != nil {
		return err
	}
	before := a.Speaker
	if err := c.speaker(&a, e.Span, e.Entity, e.Name); err != nil {
		return err
	}
	if sameSpeaker(before, a.Speaker) {
		return noChange(e.ID, "%s has this speaker already", e.ID)
	}
	c.corrected(a)
	return nil
}

// speaker gives a quote a speaker. Edits never write into one that is there: versions of a mark share it.
func (c *change) speaker(a *annotate.Annotation, s text.Span, entity, name string) error {
	if s != (text.Span{}) {
		if err := c.fits(a.ID, s); err != nil {
			return err
		}
	}
	if entity != "" {
		e, err := c.known(entity)
		if err != nil {
			return err
		}
		if e.Kind.Type() != kind.Actor {
			return &Error{Reason: WrongKind, ID: a.ID, Message: fmt.Sprintf("%s (%s) is a location: only an actor speaks. Tag it as a state or another actor first", e.ID, e.Name)}
		}
	} else if name = clean(name); name != "" {
		entity = c.newEntity(annotate.Entity{Kind: kind.Person, Name: name})
	}
	now := annotate.Speaker{Span: s, Entity: entity}
	if a.Speaker != nil {
		now.Extra = a.Speaker.Extra
	}
	a.Speaker = nil
	if !s.Empty() || entity != "" {
		a.Speaker = &now
	}
	return nil
}

func (e SetCue) apply(c *change) error {
	a, err := c.quote(e.ID)
	if err != nil {
		return err
	}
	if sameCue(a.Cue, e.Cue) {
		return noChange(e.ID, "%s has this cue already", e.ID)
	}
	if err := c.cue(&a, e.Cue); err != nil {
		return err
	}
	c.corrected(a)
	return nil
}

func (c *change) cue(a *annotate.Annotation, cue *text.Span) error {
	if cue == nil {
		a.Cue, a.CueExtra = nil, ""
		return nil
	}
	if err := c.fits(a.ID, *cue); err != nil {
		return err
	}
	copied := *cue
	a.Cue = &copied
	return nil
}

package edit

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
)

func (e SetEntity) apply(c *change) error {
	a, err := c.name(e.ID)
	if err != nil {
		return err
	}
	to := e.Entity
	name := clean(e.Name)
	switch {
	case to != "":
		at, err := c.known(to)
		if err != nil {
			return err
		}
		if to == a.Entity {
			return noChange(e.ID, "%s belongs to %s already", e.ID, at.Name)
		}
		if at.Kind.Type() != a.Kind.Type() {
			return wrongType(e.ID, a.Kind, at)
		}
	case name != "":
		to = c.newEntity(annotate.Entity{Kind: a.Kind, Name: name})
	default:
		return &Error{Reason: Incomplete, ID: e.ID, Message: "say which entity, or name a new one"}
	}
	c.moveMention(a, to, true)
	return nil
}

// moveMention gives a mention another entity, and with it the speakers that it names (M4: the mention inside "spokesman John
// Kirby" and that speaker are one).
func (c *change) moveMention(a annotate.Annotation, to string, corrected bool) {
	from := a.Entity
	k := c.entity(to).Kind
	corrected = corrected || a.Kind != k
	a.Entity, a.Kind = to, k
	if corrected {
		a.State = annotate.Edited
	}
	var speakers []annotate.Annotation
	if from != "" && k.Type() == kind.Actor {
		for _, q := range c.inOrder(c.refs[from]) {
			if q.Speaker != nil && q.Speaker.Contains(a.Span) {
				speakers = append(speakers, q)
			}
		}
	}
	c.update(a)
	for _, q := range speakers {
		c.moveSpeaker(q, to)
	}
	if from != "" {
		c.rekinded = append(c.rekinded, from)
	}
}

func (c *change) moveSpeaker(q annotate.Annotation, to string) {
	s := *q.Speaker
	s.Entity = to
	q.Speaker = &s
	c.update(q)
}

// clean writes a name or a role as names are written: white space of any kind as one space, none outside.
func clean(name string) string { return strings.Join(strings.Fields(string([]rune(name))), " ") }

func (e Rename) apply(c *change) error {
	at, err := c.known(e.Entity)
	if err != nil {
		return err
	}
	changed := *at
	changed.Name = clean(e.Name)
	switch changed.Name {
	case "":
		return &Error{Reason: Incomplete, ID: e.Entity, Message: "a name wants at least one character"}
	case at.Name:
		return noChange(e.Entity, "%s has this name already", e.Entity)
	}
	c.setEntity(changed)
	return nil
}

func (e SetRole) apply(c *change) error {
	at, err := c.known(e.Entity)
	if err != nil {
		return err
	}
	changed := *at
	changed.Role = clean(e.Role)
	if changed.Role == at.Role {
		return noChange(e.Entity, "%s has this role already", at.Name)
	}
	c.setEntity(changed)
	return nil
}

func (e Locate) apply(c *change) error {
	at, err := c.known(e.Entity)
	if err != nil {
		return err
	}
	changed := *at
	changed.Country, changed.GeoNames, changed.Place, changed.Approximate = e.Country, e.GeoNames, e.Place, false
	switch {
	case !onMap(at.Kind):
		return &Error{Reason: WrongKind, ID: e.Entity, Message: fmt.Sprintf("%s is of kind %s: only places and states lie somewhere", at.Name, at.Kind)}
	case changed.SamePlace(at):
		return noChange(e.Entity, "%s lies there already", at.Name)
	}
	if err := changed.Check(); err != nil {
		return &Error{Reason: Incomplete, ID: e.Entity, Message: err.Error()}
	}
	c.setEntity(changed)
	return nil
}

func (e Rekind) apply(c *change) error {
	at, err := c.known(e.Entity)
	if err != nil {
		return err
	}
	if err := isKind(e.Entity, e.Kind); err != nil {
		return err
	}
	if e.Kind.Type() == kind.Quote {
		return &Error{Reason: WrongKind, ID: e.Entity, Message: "an entity is an actor or a location, not a quote"}
	}
	mentions := c.mentions(e.Entity)
	changed := at.Kind != e.Kind && at.Kind.Type() == e.Kind.Type()
	if changed {
		now := *at
		now.Kind = e.Kind
		c.setEntity(now)
	} else if at.Kind != e.Kind && len(mentions) == 0 {
		return &Error{Reason: WrongKind, ID: e.Entity, Message: fmt.Sprintf(
			"%s is only a speaker or was rejected, and has no mention to become a %s: tag one first", at.Name, e.Kind.Type())}
	}
	for _, a := range mentions {
		if a.Kind == e.Kind {
			continue
		}
		changed = true
		if err := (Retag{a.ID, e.Kind}).apply(c); err != nil {
			return err
		}
	}
	if !changed {
		return noChange(e.Entity, "%s is of kind %s already", at.Name, e.Kind)
	}
	return nil
}

func (e Merge) apply(c *change) error {
	at, err := c.known(e.Into)
	if err != nil {
		return err
	}
	into := *at
	if len(e.From) == 0 {
		return &Error{Reason: Incomplete, ID: e.Into, Message: "say which entities to merge into it"}
	}
	for i, id := range e.From {
		from, err := c.known(id)
		switch {
		case err != nil:
			return err
		case id == e.Into || slices.Contains(e.From[:i], id):
			return &Error{Reason: Incomplete, ID: id, Message: fmt.Sprintf("%s is named twice", from.Name)}
		case from.Kind.Type() != into.Kind.Type():
			return &Error{Reason: WrongKind, ID: id, Message: fmt.Sprintf("%s is of type %s, %s of type %s: a place and who acts for it stay two entities",
				from.Name, from.Kind.Type(), into.Name, into.Kind.Type())}
		}
		fill(&into, from)
	}
	c.setEntity(into)
	for _, id := range e.From {
		for _, ref := range slices.Sorted(slices.Values(c.refs[id])) {
			v := c.version(ref)
			if v.mark.Speaker != nil {
				s := *v.mark.Speaker
				s.Entity = e.Into
				v.mark.Speaker = &s
			} else {
				v.mark.Entity = e.Into
				if v.mark.Kind != into.Kind && !v.rejected {
					v.mark.Kind, v.mark.State = into.Kind, annotate.Edited
				}
			}
			c.set(ref, v)
		}
		c.orphans = append(c.orphans, id)
	}
	return nil
}

// fill takes over what an entity lacks and another has.
func fill(into *annotate.Entity, from *annotate.Entity) {
	if into.Role == "" {
		into.Role = from.Role
	}
	if into.Country == "" && into.GeoNames == 0 && into.Place == nil {
		into.TakePlace(from)
	}
}

func (e Split) apply(c *change) error {
	if len(e.Marks) == 0 {
		return &Error{Reason: Incomplete, Message: "say which mentions to split off"}
	}
	var marks []annotate.Annotation
	for i, id := range e.Marks {
		a, err := c.name(id)
		switch {
		case err != nil:
			return err
		case a.Entity == "" || i > 0 && a.Entity != marks[0].Entity:
			return &Error{Reason: WrongKind, ID: id, Message: fmt.Sprintf("%s %s is not of the same entity as %s: split one entity at a time", id, c.words(a.Span), e.Marks[0])}
		case slices.Contains(e.Marks[:i], id):
			return &Error{Reason: Incomplete, ID: id, Message: fmt.Sprintf("%s is named twice", id)}
		}
		marks = append(marks, a)
	}
	from := *c.entity(marks[0].Entity)
	if len(marks) == len(c.mentions(from.ID)) {
		return noChange(from.ID, "these are all the mentions of %s", from.Name)
	}
	order.By(marks, func(a, b annotate.Annotation) int { return annotate.Compare(&a, &b) })
	made := annotate.Entity{Kind: marks[0].Kind, Name: clean(e.Name)}
	for _, a := range marks {
		if words := c.plain(a.Span); clean(e.Name) == "" && utf8.RuneCountInString(words) > utf8.RuneCountInString(made.Name) {
			made.Name = words
		}
	}
	to := c.newEntity(made)
	for _, a := range marks {
		c.moveMention(a, to, false)
	}
	return nil
}

func (e Finish) apply(c *change) error {
	if c.doc.Done == e.Done {
		return noChange("", "the story is so already")
	}
	c.doc.Done = e.Done
	return nil
}

func (e Batch) apply(c *change) error {
	if len(e.Edits) == 0 {
		return &Error{Reason: Incomplete, Message: "a batch holds at least one edit"}
	}
	for i, one := range e.Edits {
		if one == nil {
			return &Error{Reason: Incomplete, Message: fmt.Sprintf("edit %d of %d is missing", i+1, len(e.Edits))}
		}
		err := one.apply(c)
		if err == nil {
			continue
		}
		fault := *err.(*Error)
		if fault.Reason == NoChange {
			continue
		}
		fault.Message = fmt.Sprintf("edit %d of %d (%s): %s", i+1, len(e.Edits), one.Op(), fault.Message)
		return &fault
	}
	return nil
}

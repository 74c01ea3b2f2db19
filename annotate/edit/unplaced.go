package edit

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Unplaced is a mark whose words are gone from the text, and that waits for a place. A document carries them in a member of its own,
// "unplaced", so that they are exported, read again and undone with it.
type Unplaced struct {
	ID     string    `json:"id"`
	Type   string    `json:"type"`
	Kind   kind.Kind `json:"kind"`
	Words  string    `json:"text"`
	Before string    `json:"before"` // what stood around it
	After  string    `json:"after"`
	Entity string    `json:"entity"` // an actor's or location's, or the speaker of a quote
	Name   string    `json:"name"`   // of the entity
	By     string    `json:"by"`
	Score  float64   `json:"score"` // from 0 to 1
	State  string    `json:"state"`
}

// Decided reports whether an editor had decided on the mark, or made it.
func (u *Unplaced) Decided() bool {
	return u.State != annotate.Suggested.String() || u.By == annotate.Editor
}

// about is how much of the text around a mark is kept, in bytes.
const about = 60

func unplaced(d *annotate.Document, a *annotate.Annotation) Unplaced {
	cut := func(s text.Span) string { return clean(d.Text[text.Snap(d.Text, s).Start:text.Snap(d.Text, s).End]) }
	u := Unplaced{ID: a.ID, Type: a.Kind.Type().String(), Kind: a.Kind, Words: d.Text[a.Start:a.End], By: a.By, Score: float64(a.Score) / 1000, State: a.State.String(), Entity: refersTo(a),
		Before: cut(text.Span{Start: max(0, a.Start-about), End: a.Start}), After: cut(text.Span{Start: a.End, End: min(len(d.Text), a.End+about)})}
	for i := range d.Entities {
		if d.Entities[i].ID == u.Entity {
			u.Name = d.Entities[i].Name
		}
	}
	return u
}

const member = "unplaced"

// eachMember calls visit for every member of the document's Extra.
func eachMember(e annotate.Extra, visit func(name string, value json.RawMessage)) {
	d := json.NewDecoder(strings.NewReader("{" + string(e) + "}"))
	if _, err := d.Token(); err != nil {
		return
	}
	for d.More() {
		name, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return
		}
		visit(name.(string), value)
	}
}

// ReadUnplaced returns the document's marks that wait for a place. What is no such list counts as none.
func ReadUnplaced(d *annotate.Document) (list []Unplaced) {
	if !strings.Contains(string(d.Extra), `"`+member+`"`) {
		return nil
	}
	eachMember(d.Extra, func(name string, value json.RawMessage) {
		if name == member && json.Unmarshal(value, &list) != nil {
			list = nil
		}
	})
	return list
}

// keepUnplaced writes the list into the document; an empty one leaves nothing there.
func keepUnplaced(d *annotate.Document, list []Unplaced) {
	var b []byte
	put := func(name string, value []byte) {
		if len(b) > 0 {
			b = append(b, ',')
		}
		b = append(append(annotate.AppendString(b, name), ':'), value...)
	}
	eachMember(d.Extra, func(name string, value json.RawMessage) {
		if name != member {
			put(name, value)
		}
	})
	if len(list) > 0 {
		value := []byte{'['}
		for i := range list {
			if i > 0 {
				value = append(value, ',')
			}
			value = list[i].append(value)
		}
		put(member, append(value, ']'))
	}
	d.Extra = annotate.Extra(b)
}

// append appends the mark as JSON, what is empty left out.
func (u *Unplaced) append(b []byte) []byte {
	b = append(b, '{')
	for _, m := range [...]struct{ name, value string }{{"id", u.ID}, {"type", u.Type}, {"kind", u.Kind.String()}, {"text", u.Words}, {"before", u.Before},
		{"after", u.After}, {"entity", u.Entity}, {"name", u.Name}, {"by", u.By}, {"state", u.State}} {
		if m.value != "" {
			b = append(annotate.AppendString(append(annotate.AppendString(b, m.name), ':'), m.value), ',')
		}
	}
	return append(strconv.AppendFloat(append(b, `"score":`...), u.Score, 'f', -1, 64), '}')
}

// take takes marks out of the list.
func take(d *annotate.Document, ids []string) ([]Unplaced, error) {
	var taken []Unplaced
	left := slices.DeleteFunc(ReadUnplaced(d), func(u Unplaced) bool {
		if slices.Contains(ids, u.ID) {
			taken = append(taken, u)
			return true
		}
		return false
	})
	if len(taken) != len(ids) || len(ids) == 0 {
		return nil, &Error{Reason: UnknownMark, Message: "no such mark waits for a place"}
	}
	keepUnplaced(d, left)
	return taken, nil
}

func (e Forget) sweep(d *annotate.Document) error {
	_, err := take(d, e.IDs)
	return err
}

// sweep puts the mark back as it was, but for its words: an editor has looked at it now.
func (e Place) sweep(d *annotate.Document) error {
	taken, err := take(d, []string{e.ID})
	if err != nil {
		return err
	}
	u := taken[0]
	c := newIndex(d).begin()
	if err := c.fits(e.ID, e.Span); err != nil {
		return err
	}
	if err := c.free(e.ID, u.Kind, e.Span); err != nil {
		return err
	}
	a := annotate.Annotation{ID: u.ID, Kind: u.Kind, Span: e.Span, By: u.By, Score: annotate.Score(math.Round(1000 * min(max(u.Score, 0), 1))), State: annotate.Edited}
	if _, taken := c.where[a.ID]; taken {
		a.ID = c.newMark(a.Kind)
	}
	entity := ""
	if u.Name != "" || u.Kind.Type() != kind.Quote {
		entity = u.entity(c)
	}
	if u.Kind.Type() != kind.Quote {
		a.Entity = entity
	} else if entity != "" {
		a.Speaker = &annotate.Speaker{Entity: entity}
	}
	d.Annotations = append(d.Annotations, a)
	return nil
}

// entity returns the entity that the mark was of, or one of the same name, or a new one.
func (u *Unplaced) entity(c *change) string {
	typ := u.Kind.Type()
	if typ == kind.Quote {
		typ = kind.Actor
	}
	name := u.Name
	if name == "" {
		name = clean(u.Words)
	}
	if e := c.entity(u.Entity); e != nil && e.Kind.Type() == typ && e.Name == name {
		return e.ID
	}
	for i := range c.doc.Entities {
		if e := &c.doc.Entities[i]; e.Kind.Type() == typ && e.Name == name {
			return e.ID
		}
	}
	k := u.Kind
	if typ != k.Type() {
		k = kind.Person
	}
	return c.newEntity(annotate.Entity{Kind: k, Name: name})
}

// freeID returns the id if it is free, or else the next that is, with the same letter.
func freeID(id string, used map[string]bool, last map[byte]int) string {
	for used[id] {
		last[id[0]]++
		id = fmt.Sprintf("%c%s", id[0], strconv.Itoa(last[id[0]]))
	}
	used[id] = true
	return id
}

package edit

import (
	"errors"
	"fmt"

	"stet/annotate"
	"stet/annotate/text"
)

// revise appends the members of a Revise. Offsets of what is replaced are of the text before, those of the marks of the text after.
func (w *writer) revise(e Revise) {
	w.optional("label", e.Label)
	if len(e.Text) > 0 {
		w.key("replace")
		w.b = append(w.b, '[')
		for i, r := range e.Text {
			if i > 0 {
				w.b = append(w.b, ',')
			}
			w.b = append(w.b, '{')
			w.span(r.Span)
			w.string("text", r.With)
			w.b = append(w.b, '}')
		}
		w.b = append(w.b, ']')
	}
	if len(e.Drop) > 0 {
		w.strings("drop", e.Drop)
	}
	if len(e.Lost) > 0 {
		w.strings("lost", e.Lost)
	}
	w.key("set")
	w.b = e.Set.AppendMarks(w.b)
}

func (m *members) revise(offsets *text.Offsets) (Edit, error) {
	e := Revise{Label: m.Label, Drop: m.Drop, Lost: m.Lost}
	for i, r := range m.Replace {
		s, err := r.span(offsets)
		if err == nil && r.Start == nil {
			err = errors.New(`want "start" and "end"`)
		}
		if err != nil {
			return nil, fmt.Errorf("replacement %d of %d: %w", i+1, len(m.Replace), err)
		}
		e.Text = append(e.Text, Replace{s, r.Text})
	}
	now, err := revised(offsets.Text(), e.Text)
	if err != nil {
		return nil, err
	}
	e.Set, err = annotate.ReadMarks(now, m.Set)
	if err != nil {
		return nil, fmt.Errorf("set: %w", err)
	}
	return e, nil
}

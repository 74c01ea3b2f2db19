package edit

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// editor makes up edits: sensible ones mostly, and some that cannot be done.
type editor struct {
	*rand.Rand
	h *History
}

func (r editor) markID() string {
	d := r.h.Doc
	switch n := len(d.Annotations); {
	case n == 0 || r.IntN(40) == 0:
		return "a0"
	case len(d.Rejected) > 0 && r.IntN(8) == 0:
		return d.Rejected[r.IntN(len(d.Rejected))].ID
	default:
		return d.Annotations[r.IntN(n)].ID
	}
}

func (r editor) entityID() string {
	d := r.h.Doc
	if len(d.Entities) == 0 || r.IntN(40) == 0 {
		return "e0"
	}
	return d.Entities[r.IntN(len(d.Entities))].ID
}

func (r editor) kind() kind.Kind { return kind.Kind(r.IntN(int(kind.Indirect) + 1)) }

func (r editor) span() text.Span {
	n := len(r.h.Doc.Text)
	start := r.IntN(n)
	s := text.Span{Start: start, End: start + r.IntN(60)}
	if r.IntN(20) > 0 {
		s = text.Snap(r.h.Doc.Text, s)
	}
	return s
}

func (r editor) near(id string) text.Span {
	a := r.h.Mark(id)
	if a == nil {
		return r.span()
	}
	return text.Snap(r.h.Doc.Text, text.Span{Start: a.Start + r.IntN(9) - 4, End: a.End + r.IntN(9) - 4})
}

func (r editor) edit(depth int) Edit {
	id, entity := r.markID(), r.entityID()
	name := []string{"", "", "John  Kerry", "Ναύπακτος"}[r.IntN(4)]
	switch r.IntN(16) {
	case 0, 1:
		return Accept{id}
	case 2:
		return Reject{id}
	case 3:
		return Restore{id}
	case 4, 5:
		return Retag{id, r.kind()}
	case 6:
		return Resize{id, r.near(id)}
	case 7, 8:
		add := Add{Kind: r.kind(), Span: r.span(), Name: name}
		if add.Kind.Type() == kind.Quote && r.IntN(2) == 0 {
			cue := r.span()
			add.Name, add.Cue, add.Speaker = "", &cue, &annotate.Speaker{Span: r.span(), Entity: entity}
		} else if r.IntN(3) == 0 {
			add.Entity = entity
		}
		return add
	case 9:
		if name != "" {
			entity = ""
		}
		return SetEntity{id, entity, name}
	case 10:
		s := SetSpeaker{ID: id, Entity: entity, Name: name}
		if r.IntN(2) == 0 {
			s.Span = r.span()
		}
		if r.IntN(3) == 0 {
			s.Entity = ""
		}
		return s
	case 11:
		cue := r.span()
		return []Edit{SetCue{id, &cue}, SetCue{ID: id}}[r.IntN(2)]
	case 12:
		return []Edit{Rename{entity, name}, SetRole{entity, name}, Rekind{entity, r.kind()}, Finish{r.IntN(2) == 0},
			Locate{entity, "CA", r.IntN(3), &annotate.Point{Lat: float64(r.IntN(90)), Lon: -81.233}}}[r.IntN(5)]
	case 13:
		return Merge{entity, []string{r.entityID(), r.entityID()}[:r.IntN(3)]}
	case 14:
		var of []string
		for _, a := range r.h.Refs(entity) {
			if a.Entity == entity && r.IntN(2) == 0 {
				of = append(of, a.ID)
			}
		}
		return Split{of, name}
	default:
		b := Batch{Label: "some"}
		for range 1 + r.IntN(4) {
			if depth < 2 {
				b.Edits = append(b.Edits, r.edit(depth+1))
			}
		}
		return b
	}
}

// sweep goes over the whole story: another text, suggestions of another run of the engine, or a place for what has none.
func (r editor) sweep() Edit {
	d := r.h.Doc
	if list := ReadUnplaced(d); len(list) > 0 && r.IntN(2) == 0 {
		id := list[r.IntN(len(list))].ID
		return []Edit{Place{id, r.span()}, Forget{[]string{id}}}[r.IntN(2)]
	}
	fresh := documenttest.Random(r.Uint64(), 20+r.IntN(200))
	if r.IntN(3) == 0 {
		return Rewrite(d, fresh.Text, fresh).Edit
	}
	now := d.Text
	for range 1 + r.IntN(3) { // a stretch goes, another comes
		a, b := r.IntN(len(now)+1), r.IntN(len(now)+1)
		a, b = min(a, b), min(max(a, b), min(a, b)+r.IntN(40))
		now = strings.ToValidUTF8(now[:a]+[]string{"", "Zoë ", "“of it”"}[r.IntN(3)]+now[b:], "")
	}
	renewed := &annotate.Document{Text: d.Text, Engine: annotate.Engine{Version: fmt.Sprint(r.IntN(4))}}
	if r.IntN(2) == 0 {
		renewed.Text = now
	}
	for range r.IntN(8) { // one that gets on with itself
		h := New(renewed)
		if a := (Add{Kind: r.kind(), Span: text.Snap(renewed.Text, text.Span{Start: r.IntN(len(renewed.Text) + 1), End: r.IntN(len(renewed.Text) + 1)})}); a.Kind.Type() != kind.Quote {
			if _, err := h.Do(a); err == nil {
				renewed = h.Doc
			}
		}
	}
	for i := range renewed.Annotations {
		renewed.Annotations[i].By, renewed.Annotations[i].State = "rule:x", annotate.Suggested
	}
	if renewed.Text == d.Text {
		if r, ok := Refresh(d, renewed, false); ok {
			return r.Edit
		}
	}
	return Rewrite(d, now, nil).Edit
}

func TestRandomEditing(t *testing.T) {
	ops := map[string]int{}
	for seed := range uint64(40) {
		base := documenttest.Random(seed, 60+int(seed)*4)
		first := base.AppendJSON(nil)
		h := New(base)
		r := editor{rand.New(rand.NewPCG(seed, 7)), h}
		before := slices.Clone(first)
		for i := range 120 {
			what := ""
			failed := false
			switch n := r.IntN(10); {
			case n == 0:
				what = "undo"
				_, ok := h.Undo()
				failed = !ok
			case n == 1:
				what = "redo"
				_, ok := h.Redo()
				failed = !ok
			default:
				e := r.edit(0)
				if r.IntN(12) == 0 {
					e = r.sweep()
				}
				change, err := h.Do(e)
				what = fmt.Sprintf("%s %+v", e.Op(), e)
				failed = err != nil
				if err == nil {
					ops[e.Op()]++
					if !slices.IsSortedFunc(change.Ranges, text.Span.Compare) {
						t.Errorf("seed %d, step %d, %s: ranges %v", seed, i, what, change.Ranges)
					}
				} else if e := (*Error)(nil); !errors.As(err, &e) || e.Message == "" || e.Reason == "" {
					t.Errorf("seed %d, step %d, %s: error %#v", seed, i, what, err)
				}
			}
			if err := h.Doc.Check(); err != nil {
				t.Fatalf("seed %d, step %d, %s: %v", seed, i, what, err)
			}
			now := h.Doc.AppendJSON(nil)
			if failed && !bytes.Equal(now, before) {
				t.Fatalf("seed %d, step %d: %s failed, but changed\n%s\nto\n%s", seed, i, what, before, now)
			}
			before = now
			sound(t, h)
		}
		saved := h.AppendJSON(nil)
		back, err := Open(base, saved)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, saved)
		}
		if now := back.Doc.AppendJSON(nil); !bytes.Equal(now, before) {
			t.Fatalf("seed %d: replayed it is\n%s\nnot\n%s", seed, now, before)
		}
		if again := back.AppendJSON(nil); !bytes.Equal(again, saved) {
			t.Fatalf("seed %d: the history is saved as\n%s\nnot\n%s", seed, again, saved)
		}
		for _, h := range []*History{h, back} {
			for _, ok := h.Redo(); ok; _, ok = h.Redo() {
			}
			last := h.Doc.AppendJSON(nil)
			for _, ok := h.Undo(); ok; _, ok = h.Undo() {
			}
			if now := h.Doc.AppendJSON(nil); !bytes.Equal(now, first) {
				t.Fatalf("seed %d: all undone it is\n%s\nnot\n%s", seed, now, first)
			}
			for _, ok := h.Redo(); ok; _, ok = h.Redo() {
			}
			if now := h.Doc.AppendJSON(nil); !bytes.Equal(now, last) {
				t.Fatalf("seed %d: all done again it is\n%s\nnot\n%s", seed, now, last)
			}
		}
		if !bytes.Equal(base.AppendJSON(nil), first) {
			t.Fatalf("seed %d: the base changed", seed)
		}
	}
	for op := range fields {
		if ops[op] == 0 {
			t.Errorf("no %s was ever done: %v", op, ops)
		}
	}
}

// sound holds the index to what a new one would be.
func sound(t *testing.T, h *History) {
	t.Helper()
	fresh := newIndex(h.Doc)
	if !maps.EqualFunc(h.ix.where, fresh.where, func(a, b place) bool { return a.rejected == b.rejected && annotate.Compare(a.key(""), b.key("")) == 0 }) {
		t.Fatal("the index does not know where the marks are")
	}
	if !maps.Equal(h.ix.entities, fresh.entities) {
		t.Fatalf("the index has entities at %v, not %v", h.ix.entities, fresh.entities)
	}
	for e, refs := range h.ix.refs {
		a, b := slices.Sorted(slices.Values(refs)), slices.Sorted(slices.Values(fresh.refs[e]))
		if !slices.Equal(a, b) {
			t.Fatalf("the index has %v for %s, not %v", a, e, b)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	base := documenttest.Random(1, 40)
	h := New(base)
	id := base.Annotations[0].ID
	if _, err := h.Do(Accept{id}); err != nil {
		if _, err = h.Do(Reject{id}); err != nil {
			t.Fatal(err)
		}
	}
	saved := string(h.AppendJSON(nil))
	if _, err := Open(documenttest.Random(2, 40), []byte(saved)); err == nil {
		t.Error("opened on another document")
	}
	for _, broken := range []string{"", "{}", saved[:len(saved)-1], saved + "x",
		`{"format":"stet-history/9"}`,
	} {
		if h, err := Open(base, []byte(broken)); err == nil {
			t.Errorf("opened %q: %v", broken, h)
		}
	}
}

// large returns a document of about 15,000 marks.
func large() *annotate.Document { return documenttest.Random(1, 58000) }

func BenchmarkEdits(b *testing.B) {
	d := large()
	h := New(d)
	b.Logf("%d marks, %d entities", len(d.Annotations), len(d.Entities))
	early := d.Annotations[10].ID
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			New(d)
		}
	})
	for _, c := range []struct {
		name string
		edit Edit
	}{
		{"reject", Reject{early}},
		{"retag", Retag{early, kind.Indirect}},
		{"rename", Rename{d.Entities[3].ID, "Another"}},
		{"merge", Merge{d.Entities[3].ID, sameType(d, d.Entities[3])}},
		{"batch of 500 rejects", rejects(d, 500)},
		{"batch of 500 retags", retags(d, 500)},
	} {
		if _, err := h.Do(c.edit); err != nil {
			b.Fatal(c.name, err)
		}
		h.Undo()
		b.Run(c.name+" and undo", func(b *testing.B) {
			for b.Loop() {
				if _, err := h.Do(c.edit); err != nil {
					b.Fatal(err)
				}
				h.Undo()
			}
		})
	}
}

func sameType(d *annotate.Document, like annotate.Entity) (ids []string) {
	for _, e := range d.Entities {
		if e.ID != like.ID && e.Kind.Type() == like.Kind.Type() && len(ids) < 20 {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func rejects(d *annotate.Document, n int) (b Batch) {
	for i := range n {
		b.Edits = append(b.Edits, Reject{d.Annotations[i*len(d.Annotations)/n].ID})
	}
	return b
}

func retags(d *annotate.Document, n int) (b Batch) {
	for _, a := range d.Annotations {
		if a.Kind.Type() == kind.Actor && len(b.Edits) < n {
			b.Edits = append(b.Edits, Retag{a.ID, kind.Country})
		}
	}
	return b
}

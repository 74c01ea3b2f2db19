package app

import (
	"sort"
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Story is the story on the desk: its document and history, and what drawing it needs.
type Story struct {
	Row     Row
	History *edit.History
	Offsets *text.Offsets
	Blocks  []Block
	Wrapped bool

	kept    bool             // the store holds it
	create  func()           // writes it into the store for the first time, until it has
	base    []byte           // JSON of the document as the engine made it
	encoded [][]byte         // JSON of the corrections, done and undone
	numbers map[string]int32 // id to the number that the page knows it by; never given twice
	reach   int              // length of the longest mark
	tally   Tally
}

// Tally counts a story's marks.
type Tally struct{ Marks, Quotes, Decided, Unsure int }

// newStory prepares a document for the page. What is known already from the same text, shown bare, need not be found out again.
func newStory(row Row, h *edit.History, bare *Story) *Story {
	s := &Story{Row: row, History: h, numbers: map[string]int32{}}
	if bare != nil && bare.Doc().Text == s.Doc().Text {
		s.Offsets, s.Blocks, s.Wrapped = bare.Offsets, bare.Blocks, bare.Wrapped
	} else {
		s.Offsets = text.NewOffsets(s.Doc().Text)
		s.Blocks, s.Wrapped = Blocks(s.Doc().Text)
	}
	s.index()
	return s
}

// index reads the document anew after a change.
func (s *Story) index() {
	s.tally, s.reach = tallyOf(s.Doc())
}

// tallyOf counts a document's marks, and says how long the longest is.
func tallyOf(doc *annotate.Document) (t Tally, reach int) {
	t.Marks = len(doc.Annotations)
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		reach = max(reach, a.Len())
		if a.Kind.Type() == kind.Quote {
			t.Quotes++
		}
		switch {
		case a.State != annotate.Suggested:
			t.Decided++
		case Unsure(a):
			t.Unsure++
		}
	}
	return t, reach
}

// Doc is the document as it stands now.
func (s *Story) Doc() *annotate.Document { return s.History.Doc }

// Entity returns the entity with the id, or nil.
func (s *Story) Entity(id string) *annotate.Entity {
	if id == "" {
		return nil
	}
	return s.History.Entity(id)
}

// mentions counts the marks that name an entity.
func (s *Story) mentions(id string) int {
	n := 0
	for _, a := range s.History.Refs(id) {
		if a.Entity == id {
			n++
		}
	}
	return n
}

func (s *Story) entityNumber(id string) int32 {
	n, ok := s.numbers[id]
	if !ok {
		n = int32(len(s.numbers))
		s.numbers[id] = n
	}
	return n
}

// Mark returns the mark with the id, or nil.
func (s *Story) Mark(id string) *annotate.Annotation {
	if id == "" {
		return nil
	}
	return s.History.Mark(id)
}

// place returns the mark's place in the document, or -1.
func (s *Story) place(id string) int {
	m := s.Mark(id)
	if m == nil {
		return -1
	}
	all := s.Doc().Annotations
	return sort.Search(len(all), func(i int) bool { return annotate.Compare(&all[i], m) >= 0 })
}

// Words returns a mark's text on one line.
func (s *Story) Words(sp text.Span) string {
	return strings.Join(strings.Fields(s.Doc().Text[sp.Start:sp.End]), " ")
}

// least returns the undecided mark that is least certain; from, when it is undecided too, the one after it in that order, and
// after the last the first again. It is "" where all are decided.
func (s *Story) least(from string) string {
	all := s.Doc().Annotations
	before := func(a, b *annotate.Annotation) bool {
		return a.Score < b.Score || a.Score == b.Score && annotate.Compare(a, b) < 0
	}
	var first, next *annotate.Annotation
	here := s.Mark(from)
	if here != nil && here.State != annotate.Suggested {
		here = nil
	}
	for i := range all {
		a := &all[i]
		if a.State != annotate.Suggested || a == here {
			continue
		}
		if first == nil || before(a, first) {
			first = a
		}
		if here != nil && before(here, a) && (next == nil || before(a, next)) {
			next = a
		}
	}
	switch {
	case next != nil:
		return next.ID
	case first != nil:
		return first.ID
	}
	return ""
}

// step returns the mark n places on in the text from the given one, or the first at or behind the offset where there is none.
func (s *Story) step(from string, n, offset int) string {
	all := s.Doc().Annotations
	if len(all) == 0 {
		return ""
	}
	i := s.place(from)
	if i < 0 {
		for j := range all {
			if all[j].Start >= offset {
				return all[j].ID
			}
		}
		return all[len(all)-1].ID
	}
	return all[min(max(i+n, 0), len(all)-1)].ID
}

// undecidedAfter returns the next suggestion in the text at or behind place i, beginning again at the top; "" where none is left.
func (s *Story) undecidedAfter(i int) string {
	all := s.Doc().Annotations
	for n := range all {
		if a := &all[(max(i, 0)+n)%len(all)]; a.State == annotate.Suggested {
			return a.ID
		}
	}
	return ""
}

// outward returns the smallest mark that wholly holds the given one, or "".
func (s *Story) outward(id string) string {
	a := s.Mark(id)
	if a == nil {
		return ""
	}
	var best *annotate.Annotation
	for _, o := range s.touching(a.Start, a.End) {
		if o.ID != id && o.Contains(a.Span) && o.Kind.Type() == kind.Quote && (best == nil || o.Len() < best.Len()) && (o.Span != a.Span || a.Kind.Type() != kind.Quote) {
			best = o
		}
	}
	if best == nil {
		return ""
	}
	return best.ID
}

// ticks are the places of undecided marks along the story's edge, at most one for each of the ruler's 400 steps.
func (s *Story) ticks() []int32 {
	const steps = 400
	var has [steps + 1]int8
	doc := s.Doc()
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		if a.State != annotate.Suggested || len(doc.Text) == 0 {
			continue
		}
		at := a.Start * steps / len(doc.Text)
		if Unsure(a) {
			has[at] = 2
		} else if has[at] == 0 {
			has[at] = 1
		}
	}
	var out []int32
	for i, h := range has {
		if h > 0 {
			out = append(out, int32(i*1000/steps), int32(h-1))
		}
	}
	return out
}

package edit

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"stet/annotate"
	"stet/annotate/sum"
	"stet/annotate/text"
)

// History is a document with what was done to it. A step costs what it changes, not what the document holds, and there may be
// any number of them. It is not safe for use by several goroutines at once.
type History struct {
	Base *annotate.Document // as it was at first; never changed
	Doc  *annotate.Document // as it is now, changed in place by Do, Undo and Redo: pointers into its lists are good until then

	ix           *index
	done, undone []step // the last one is the next to undo or redo
	sum          string // of the base, once it is asked for
}

type step struct {
	edit  Edit
	patch patch
}

// New begins a history. The document must pass its Check; the history works on a copy, and sorts that if it is not sorted.
func New(base *annotate.Document) *History {
	doc := *base
	doc.Annotations = slices.Clone(base.Annotations)
	doc.Rejected = slices.Clone(base.Rejected)
	doc.Entities = slices.Clone(base.Entities)
	doc.Sort()
	return &History{Base: base, Doc: &doc, ix: newIndex(&doc)}
}

// Apply does one edit to a document in place and returns what it changed, or an *Error and no change. It reads the whole
// document first; for more than one edit use a History or a Batch.
func Apply(d *annotate.Document, e Edit) (Change, error) {
	p, err := newIndex(d).do(e)
	return p.result(false), err
}

func (ix *index) do(e Edit) (patch, error) {
	if e, ok := e.(sweeping); ok {
		return ix.sweep(e)
	}
	c := ix.begin()
	err := e.apply(c)
	p := c.finish()
	if err == nil && p.empty() {
		err = noChange("", "the document is so already")
	}
	if err != nil {
		ix.undo(&p)
		return patch{}, err
	}
	ix.next = p.after
	return p, nil
}

// Do does an edit and forgets what was undone before. The error is an *Error; then nothing has changed, and what was undone can
// still be done again.
func (h *History) Do(e Edit) (Change, error) {
	p, err := h.ix.do(e)
	if err != nil {
		return Change{}, err
	}
	h.done = append(h.done, step{e, p})
	h.undone = nil
	return p.result(false), nil
}

// Undo takes the last step back. ok is false where there is none.
func (h *History) Undo() (change Change, ok bool) {
	n := len(h.done)
	if n == 0 {
		return Change{}, false
	}
	s := h.done[n-1]
	h.done, h.undone = h.done[:n-1], append(h.undone, s)
	h.ix.undo(&s.patch)
	return s.patch.result(true), true
}

// Redo does the last undone step again. ok is false where there is none.
func (h *History) Redo() (change Change, ok bool) {
	n := len(h.undone)
	if n == 0 {
		return Change{}, false
	}
	s := h.undone[n-1]
	h.undone, h.done = h.undone[:n-1], append(h.done, s)
	h.ix.redo(&s.patch)
	return s.patch.result(false), true
}

// Cursor returns how many edits are done, and how many there are with those that were undone.
func (h *History) Cursor() (done, all int) { return len(h.done), len(h.done) + len(h.undone) }

// NextUndo returns the edit that Undo would take back, or nil: for the name of a menu entry.
func (h *History) NextUndo() Edit { return last(h.done) }

// NextRedo returns the edit that Redo would do, or nil.
func (h *History) NextRedo() Edit { return last(h.undone) }

func last(steps []step) Edit {
	if len(steps) == 0 {
		return nil
	}
	return steps[len(steps)-1].edit
}

// Edits returns all edits in the order they were made, and how many of them are done; the others are undone.
func (h *History) Edits() (edits []Edit, cursor int) {
	for _, s := range h.done {
		edits = append(edits, s.edit)
	}
	for _, s := range slices.Backward(h.undone) {
		edits = append(edits, s.edit)
	}
	return edits, len(h.done)
}

// Mark returns the annotation of that id, or nil. It is good until the next step, and not to be written to.
func (h *History) Mark(id string) *annotate.Annotation {
	p, ok := h.ix.where[id]
	if !ok || p.rejected {
		return nil
	}
	i, _ := find(h.Doc.Annotations, p.key(id))
	return &h.Doc.Annotations[i]
}

// Entity returns the entity of that id, or nil. It is good until the next step, and not to be written to.
func (h *History) Entity(id string) *annotate.Entity { return h.ix.entity(id) }

// Refs returns the marks that point at an entity, in the document's order: its mentions and the quotes it speaks.
func (h *History) Refs(entity string) []annotate.Annotation {
	return h.ix.begin().inOrder(h.ix.refs[entity])
}

// Spans returns where the marks stand that Refs returns, in no certain order.
func (h *History) Spans(entity string) []text.Span {
	var spans []text.Span
	for _, id := range h.ix.refs[entity] {
		if p := h.ix.where[id]; !p.rejected {
			spans = append(spans, p.span)
		}
	}
	return spans
}

// historyFormat is the value of a history's "format" field.
const historyFormat = "stet-history/1"

// AppendJSON appends the history as JSON: its edits, how many of them are done, and a sum of the base, which is stored apart.
func (h *History) AppendJSON(b []byte) []byte {
	edits, cursor := h.Edits()
	offsets := text.NewOffsets(h.Base.Text)
	b = append(b, `{"format":"`+historyFormat+`","base_sha256":"`+h.baseSum()+`","cursor":`...)
	b = strconv.AppendInt(b, int64(cursor), 10)
	b = append(b, `,"edits":[`...)
	for i, e := range edits {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendEdit(b, offsets, e)
		offsets = After(offsets, e)
	}
	return append(b, "]}"...)
}

func (h *History) baseSum() string {
	if h.sum == "" {
		base := sum.Of(h.Base.AppendJSON(nil))
		h.sum = hex.EncodeToString(base[:])
	}
	return h.sum
}

// Open returns the history that AppendJSON wrote, on the same base: what was done is done, what was undone can be done again.
// The error says which edit does not read or no longer applies.
func Open(base *annotate.Document, history []byte) (*History, error) {
	var file struct {
		Format string            `json:"format"`
		Base   string            `json:"base_sha256"`
		Cursor int               `json:"cursor"`
		Edits  []json.RawMessage `json:"edits"`
	}
	if err := strict(history, &file); err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	if file.Format != historyFormat {
		return nil, fmt.Errorf("history: format %q: this program reads %q", file.Format, historyFormat)
	}
	h := New(base)
	if want := h.baseSum(); file.Base != want {
		return nil, fmt.Errorf("history: it was made on another document: that one's sum is %q, this one's %q", file.Base, want)
	}
	offsets := text.NewOffsets(base.Text)
	edits := make([]Edit, len(file.Edits))
	for i, raw := range file.Edits {
		e, err := ReadEdit(raw, offsets)
		if err != nil {
			return nil, fmt.Errorf("history: edit %d of %d: %w", i+1, len(edits), err)
		}
		edits[i] = e
		offsets = After(offsets, e)
	}
	return h, h.Replay(edits, file.Cursor)
}

// Replay does the edits on a fresh history and undoes those behind the cursor, so that they can be done again.
func (h *History) Replay(edits []Edit, cursor int) error {
	if cursor < 0 || cursor > len(edits) {
		return fmt.Errorf("history: cursor %d is not within its %d edits", cursor, len(edits))
	}
	for i, e := range edits {
		if _, err := h.Do(e); err != nil {
			return fmt.Errorf("history: edit %d of %d (%s): %w", i+1, len(edits), e.Op(), err)
		}
	}
	for len(h.done) > cursor {
		h.Undo()
	}
	return nil
}

package edit

import (
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// index finds things in a document without a search through all of it. It belongs to one document and follows its changes.
type index struct {
	doc      *annotate.Document
	where    map[string]place    // each mark's
	entities map[string]int      // position among the document's entities
	refs     map[string][]string // of each entity: the marks that mention it or whose speaker it is, in no certain order
	next     numbers
	longest  [2]int // upper bounds in bytes: of names, of quotes
}

// numbers are the last used ones of ids, by prefix. They only grow, so that ids of one history are never used twice, and are
// part of what undo takes back, so that the same edits always make the same ids.
type numbers struct{ name, quote, entity int }

// place says where a mark is: with its id, enough to find it in a sorted list.
type place struct {
	rejected bool
	kind     kind.Kind
	span     text.Span
}

// key returns a mark that compares as the one of that id and place does.
func (p place) key(id string) *annotate.Annotation {
	return &annotate.Annotation{ID: id, Kind: p.kind, Span: p.span}
}

func newIndex(d *annotate.Document) *index {
	n := len(d.Annotations) + len(d.Rejected)
	ix := &index{doc: d, where: make(map[string]place, n), refs: make(map[string][]string, len(d.Entities))}
	for i := range d.Annotations {
		ix.enter(&d.Annotations[i], false)
	}
	for i := range d.Rejected {
		ix.enter(&d.Rejected[i], true)
	}
	ix.indexEntities()
	for i := range d.Entities {
		ix.next.entity = max(ix.next.entity, number(d.Entities[i].ID, "e"))
	}
	return ix
}

// number returns the number in an id with the prefix, 0 if it is none.
func number(id, prefix string) int {
	digits, ok := strings.CutPrefix(id, prefix)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n > 1<<40 {
		return 0
	}
	return n
}

func (ix *index) indexEntities() {
	ix.entities = make(map[string]int, len(ix.doc.Entities))
	for i := range ix.doc.Entities {
		ix.entities[ix.doc.Entities[i].ID] = i
	}
}

// stand notes where a mark is and what.
func (ix *index) stand(a *annotate.Annotation, rejected bool) {
	ix.where[a.ID] = place{rejected, a.Kind, a.Span}
	class := isQuote(a.Kind)
	ix.longest[class] = max(ix.longest[class], a.Len())
}

// enter notes a mark that is in the document now.
func (ix *index) enter(a *annotate.Annotation, rejected bool) {
	ix.stand(a, rejected)
	ix.next.name = max(ix.next.name, number(a.ID, "a"))
	ix.next.quote = max(ix.next.quote, number(a.ID, "q"))
	if e := refersTo(a); e != "" {
		ix.refs[e] = append(ix.refs[e], a.ID)
	}
}

// leave forgets a mark.
func (ix *index) leave(a *annotate.Annotation) {
	delete(ix.where, a.ID)
	e := refersTo(a)
	if e == "" {
		return
	}
	refs := ix.refs[e]
	if i := slices.Index(refs, a.ID); i >= 0 {
		refs[i] = refs[len(refs)-1]
		ix.refs[e] = refs[:len(refs)-1]
	}
}

// refersTo returns the entity that a mark points at, as a mention or through its speaker.
func refersTo(a *annotate.Annotation) string {
	if a.Speaker != nil {
		return a.Speaker.Entity
	}
	return a.Entity
}

func isQuote(k kind.Kind) int {
	if k.Type() == kind.Quote {
		return 1
	}
	return 0
}

func (ix *index) entity(id string) *annotate.Entity {
	if i, ok := ix.entities[id]; ok {
		return &ix.doc.Entities[i]
	}
	return nil
}

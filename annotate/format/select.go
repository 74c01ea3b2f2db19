package format

import (
	"slices"

	"stet/annotate"
)

// Selection says which marks of a document go out. The zero value takes all but the rejected ones.
type Selection struct {
	Decided  bool // only marks that are accepted, edited or made by a person
	Rejected bool // rejected suggestions too, as negatives, where the format has a place for them
}

// allDecided reports whether every mark of the document is decided.
func allDecided(d *annotate.Document) bool {
	return !slices.ContainsFunc(d.Annotations, func(a annotate.Annotation) bool { return !decided(a) })
}

func decided(a annotate.Annotation) bool {
	return a.State != annotate.Suggested || a.By == annotate.Editor
}

// Of returns the document with the selected marks and the entities that are left. What is not selected is no loss: it was not asked
// for. The document itself stays as it is.
func (s Selection) Of(d *annotate.Document) *annotate.Document {
	all := !s.Decided || allDecided(d)
	if all && (s.Rejected || len(d.Rejected) == 0) {
		return d
	}
	out := *d
	if !all {
		out.Annotations = slices.DeleteFunc(slices.Clone(d.Annotations), func(a annotate.Annotation) bool { return !decided(a) })
	}
	if !s.Rejected {
		out.Rejected = nil
	}
	out.Entities = referred(d, &out)
	return &out
}

// referred returns the entities that the marks left over refer to, and those that nothing referred to before.
func referred(before, after *annotate.Document) []annotate.Entity {
	was, is := references(before), references(after)
	return slices.DeleteFunc(slices.Clone(before.Entities), func(e annotate.Entity) bool { return was[e.ID] && !is[e.ID] })
}

func references(d *annotate.Document) map[string]bool {
	to := map[string]bool{}
	for _, list := range [][]annotate.Annotation{d.Annotations, d.Rejected} {
		for i := range list {
			to[list[i].Entity] = true
			if s := list[i].Speaker; s != nil {
				to[s.Entity] = true
			}
		}
	}
	return to
}

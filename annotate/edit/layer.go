package edit

import (
	"slices"
	"sort"

	"stet/annotate"
)

// layer is a sorted list of marks under change. What is taken out and put in is noted and carried out at the end in one pass, so
// that a batch costs no more shifting than a single edit.
type layer struct {
	marks *[]annotate.Annotation
	dead  map[int]bool          // positions taken out
	added []annotate.Annotation // put in, sorted
}

func find(list []annotate.Annotation, key *annotate.Annotation) (int, bool) {
	i := sort.Search(len(list), func(i int) bool { return annotate.Compare(&list[i], key) >= 0 })
	return i, i < len(list) && annotate.Compare(&list[i], key) == 0
}

// at returns the mark with the key, or nil. The pointer is good until the next put or take.
func (l *layer) at(key *annotate.Annotation) *annotate.Annotation {
	if i, ok := find(l.added, key); ok {
		return &l.added[i]
	}
	if i, ok := find(*l.marks, key); ok && !l.dead[i] {
		return &(*l.marks)[i]
	}
	return nil
}

func (l *layer) take(key *annotate.Annotation) {
	if i, ok := find(l.added, key); ok {
		l.added = slices.Delete(l.added, i, i+1)
	} else if i, ok := find(*l.marks, key); ok {
		if l.dead == nil {
			l.dead = map[int]bool{}
		}
		l.dead[i] = true
	}
}

func (l *layer) put(a annotate.Annotation) {
	i, _ := find(l.added, &a)
	l.added = slices.Insert(l.added, i, a)
}

// between calls visit for each mark that starts in [from, to), until visit returns false.
func (l *layer) between(from, to int, visit func(*annotate.Annotation) bool) {
	scan := func(list []annotate.Annotation, dead map[int]bool) bool {
		i, _ := slices.BinarySearchFunc(list, from, func(a annotate.Annotation, from int) int { return a.Start - from })
		for ; i < len(list) && list[i].Start < to; i++ {
			if !dead[i] && !visit(&list[i]) {
				return false
			}
		}
		return true
	}
	_ = scan(*l.marks, l.dead) && scan(l.added, nil)
}

// settle carries out what was noted: one pass over the part of the list that lies between the first and the last change.
func (l *layer) settle() {
	if len(l.dead) == 0 && len(l.added) == 0 {
		return
	}
	list := *l.marks
	first, last := len(list), 0 // the part of the list that changes
	for i := range l.dead {
		first, last = min(first, i), max(last, i+1)
	}
	for k := range l.added {
		i, _ := find(list, &l.added[k])
		first, last = min(first, i), max(last, i)
	}
	merged := make([]annotate.Annotation, 0, last-first+len(l.added))
	added := l.added
	for i := first; i < last; i++ {
		for len(added) > 0 && annotate.Compare(&added[0], &list[i]) < 0 {
			merged = append(merged, added[0])
			added = added[1:]
		}
		if !l.dead[i] {
			merged = append(merged, list[i])
		}
	}
	merged = append(merged, added...)
	*l.marks = slices.Replace(list, first, last, merged...)
	l.dead, l.added = nil, nil
}

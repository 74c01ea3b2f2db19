package edit

import (
	"slices"
	"sort"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// Renewal is what the engine's suggestions, made anew with other rules, change in a story.
type Renewal struct {
	Edit    Revise
	Changes []Difference // marks that go (Theirs is nil), come (Mine is nil), or are otherwise; in the order of the text
}

// Refresh puts the marks of a fresh run of the engine over the same text in the place of those that no editor has decided on. What an
// editor decided stays, nothing is suggested where it was rejected or would overlap what stays, and a story that is done or all decided is left
// as it is: ok is false where nothing changes. Where no editor has touched the story, untouched, it becomes the fresh document. Both
// documents must be sorted and have the same text.
func Refresh(d, fresh *annotate.Document, untouched bool) (r Renewal, ok bool) {
	j := newJoiner(d, fresh)
	old := map[spot]*annotate.Annotation{}
	for i := range d.Annotations {
		a := &d.Annotations[i]
		if decided(a) {
			j.keep(a)
		} else {
			old[spotOf(a)] = a
		}
	}
	untouched = untouched && len(j.standing) == 0 && len(d.Rejected) == 0
	if d.Done || len(old) == 0 && len(j.standing) > 0 {
		return r, false
	}
	for i := range d.Rejected {
		j.used[d.Rejected[i].ID] = true
		j.name(refersTo(&d.Rejected[i]))
	}
	gone := spots(d.Rejected)
	var wanted []*annotate.Annotation
	for i := range fresh.Annotations {
		if a := &fresh.Annotations[i]; !gone[spotOf(a)] && j.free(a) {
			wanted = append(wanted, a)
			if was := old[spotOf(a)]; was != nil && !untouched {
				j.used[was.ID] = true
				j.inherit(a, was)
			}
		}
	}
	set := &annotate.Document{Text: d.Text, Engine: fresh.Engine}
	stays := map[string]bool{}
	joined := make([]annotate.Annotation, len(wanted))
	for i, a := range wanted {
		if was := old[spotOf(a)]; was != nil && !untouched {
			joined[i] = j.again(*a, was)
		} else {
			joined[i] = j.join(*a)
		}
	}
	for i, a := range wanted {
		was, now := old[spotOf(a)], joined[i]
		j.runnersUp(&now)
		if was == nil || !untouched && was.ID != now.ID || difference(was, &now) != 0 {
			r.Changes = append(r.Changes, Difference{Mine: was, Theirs: a, In: difference(was, a)})
		}
		stays[now.ID] = true
		if was == nil || was.ID != now.ID || !(version{true, false, *was}).same(version{true, false, now}) {
			set.Annotations = append(set.Annotations, now)
		}
		delete(old, spotOf(a))
	}
	for _, a := range old {
		r.Changes = append(r.Changes, Difference{Mine: a})
	}
	for i := range d.Annotations {
		if a := &d.Annotations[i]; !decided(a) && !stays[a.ID] {
			r.Edit.Drop = append(r.Edit.Drop, a.ID)
		}
	}
	order.Stable(r.Changes, func(a, b Difference) int { return a.Span().Compare(b.Span()) })
	set.Sort()
	if untouched {
		set.Entities = fresh.Entities
	} else {
		set.Entities = j.needed(set.Annotations)
	}
	r.Edit.Set = set
	return r, len(r.Changes) > 0 || untouched && d.Engine != fresh.Engine
}

func decided(a *annotate.Annotation) bool {
	return a.State != annotate.Suggested || a.By == annotate.Editor
}

// difference says in what a mark is another one for an editor: its certainty and its reason are not.
func difference(a, b *annotate.Annotation) (in Aspect) {
	if a == nil || b == nil {
		return 0
	}
	if a.Kind != b.Kind {
		in |= Kinds
	}
	if (a.Speaker == nil) != (b.Speaker == nil) || a.Speaker != nil && a.Speaker.Span != b.Speaker.Span {
		in |= Speakers
	}
	if !sameCue(a.Cue, b.Cue) {
		in |= Cues
	}
	return in
}

// joiner brings marks of a fresh document into another one of the same text, with its entities and ids.
type joiner struct {
	d, fresh *annotate.Document
	freshOf  map[string]*annotate.Entity
	ours     map[string]*annotate.Entity
	named    map[named]string
	entity   map[string]string // of a fresh entity: ours
	added    map[string]annotate.Entity
	used     map[string]bool // ids
	last     map[byte]int
	standing []*annotate.Annotation // marks that stay: what comes must get on with them
	names    []text.Span            // of those that are names, sorted, apart
	quotes   []text.Span
}

func newJoiner(d, fresh *annotate.Document) *joiner {
	j := &joiner{d: d, fresh: fresh, freshOf: byID(fresh), ours: byID(d), named: map[named]string{}, entity: map[string]string{},
		added: map[string]annotate.Entity{}, used: map[string]bool{}, last: map[byte]int{}}
	return j
}

// keep notes a mark that stays, in order.
func (j *joiner) keep(a *annotate.Annotation) {
	j.used[a.ID] = true
	j.standing = append(j.standing, a)
	if a.Kind.Type() == kind.Quote {
		j.quotes = append(j.quotes, a.Span)
	} else {
		j.names = append(j.names, a.Span)
	}
	j.name(refersTo(a))
}

// name notes one of our entities, which fresh ones of its name and type become.
func (j *joiner) name(id string) {
	if e := j.ours[id]; e != nil {
		j.used[id] = true
		if key := (named{e.Kind.Type(), e.Name}); j.named[key] == "" {
			j.named[key] = id
		}
	}
}

// free reports whether a mark gets on with those that stay (M2).
func (j *joiner) free(a *annotate.Annotation) bool {
	if a.Kind.Type() != kind.Quote {
		i := sort.Search(len(j.names), func(i int) bool { return j.names[i].End > a.Start })
		return i == len(j.names) || j.names[i].Start >= a.End
	}
	return !slices.ContainsFunc(j.quotes, func(s text.Span) bool {
		return s == a.Span || s.Overlaps(a.Span) && !s.Contains(a.Span) && !a.Contains(s)
	})
}

// inherit has a fresh entity become the one that the same words stood for before: its name, role and merges may be an editor's.
func (j *joiner) inherit(a, was *annotate.Annotation) {
	one, other := refersTo(a), refersTo(was)
	if e := j.ours[other]; e == nil || j.freshOf[one] == nil || e.Kind.Type() != j.freshOf[one].Kind.Type() {
		return
	}
	if j.entity[one] == "" {
		j.entity[one] = other
	}
	j.name(other)
}

// again is a fresh mark in the place of one that was there before.
func (j *joiner) again(a annotate.Annotation, was *annotate.Annotation) annotate.Annotation {
	entity := a.Entity
	a.ID = was.ID
	j.adapt(&a)
	if entity != "" && was.Entity != "" && was.Kind == a.Kind {
		a.Entity = was.Entity
		j.name(was.Entity)
	}
	if a.Speaker != nil && was.Speaker != nil && was.Speaker.Span == a.Speaker.Span {
		a.Speaker.Entity = was.Speaker.Entity
		j.name(was.Speaker.Entity)
	}
	return a
}

// join is a fresh mark with an id and entities of ours.
func (j *joiner) join(a annotate.Annotation) annotate.Annotation {
	a.ID = freeID(a.ID, j.used, j.last)
	j.adapt(&a)
	return a
}

func (j *joiner) adapt(a *annotate.Annotation) {
	if a.Entity != "" {
		a.Entity = j.entityFor(a.Entity)
	}
	if a.Speaker != nil {
		s := *a.Speaker
		if s.Entity != "" {
			s.Entity = j.entityFor(s.Entity)
		}
		a.Speaker = &s
	}
}

func (j *joiner) entityFor(fresh string) string {
	if id := j.entity[fresh]; id != "" {
		return id
	}
	e := *j.freshOf[fresh]
	id := j.named[named{e.Kind.Type(), e.Name}]
	if id == "" {
		id = freeID(e.ID, j.used, j.last)
		e.ID = id
		j.added[id] = e
	}
	j.entity[fresh] = id
	return id
}

// runnersUp has fresh marks name runners-up by our entities. Who is none of ours is left out.
func (j *joiner) runnersUp(a *annotate.Annotation) {
	var list []annotate.RunnerUp
	for _, r := range a.RunnersUp {
		if r.Entity = j.entity[r.Entity]; r.Entity != "" {
			list = append(list, r)
		}
	}
	a.RunnersUp = list
}

// needed returns the entities that the marks point at, new ones in the fresh document's order behind ours.
func (j *joiner) needed(marks []annotate.Annotation) (list []annotate.Entity) {
	of := map[string]bool{}
	for i := range marks {
		of[refersTo(&marks[i])] = true
		for _, r := range marks[i].RunnersUp {
			of[r.Entity] = true
		}
	}
	for i := range j.d.Entities {
		if e := j.d.Entities[i]; of[e.ID] {
			if _, taken := j.added[e.ID]; !taken {
				list = append(list, e)
			}
		}
	}
	for i := range j.fresh.Entities {
		if e, ok := j.added[j.entity[j.fresh.Entities[i].ID]]; ok && of[e.ID] {
			list = append(list, e)
		}
	}
	return list
}

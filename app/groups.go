package app

import (
	"cmp"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
)

// What the panels show, worked out from the document: plain values, tested without a page.

// EntityRow is an entity with its mentions in the story.
type EntityRow struct {
	Entity *annotate.Entity
	Marks  []*annotate.Annotation // in text order
	Quotes int                    // quotes it speaks
	Worst  string                 // unsure, suggested, edited or accepted: what is still to do comes first
}

// EntityGroup is a heading with its rows.
type EntityGroup struct {
	Name string
	Rows []EntityRow
}

// Filter chooses what a panel shows.
type Filter string

// The filters.
const (
	All     Filter = "all"
	ToDo    Filter = "todo"
	Unsures Filter = "unsure"
)

func (f Filter) keeps(worst string) bool {
	switch f {
	case ToDo:
		return worst == "unsure" || worst == "suggested"
	case Unsures:
		return worst == "unsure"
	}
	return true
}

var urgency = map[string]int{"unsure": 0, "suggested": 1, "edited": 2, "accepted": 3}

func worse(a, b string) string {
	if a == "" || urgency[b] < urgency[a] {
		return b
	}
	return a
}

var groupNames = map[kind.Kind]string{
	kind.Person: "People", kind.State: "States", kind.Organization: "Organizations", kind.Group: "Groups",
	kind.Country: "Countries", kind.Region: "Regions", kind.Settlement: "Cities, towns, villages", kind.Facility: "Buildings, roads, sites", kind.Natural: "Rivers, mountains, seas",
}

var groupOrder = map[kind.Type][]kind.Kind{
	kind.Actor:    {kind.Person, kind.State, kind.Organization, kind.Group},
	kind.Location: {kind.Country, kind.Region, kind.Settlement, kind.Facility, kind.Natural},
}

// Entities groups the story's actors or locations by kind, most mentions first.
func (s *Story) entityGroups(t kind.Type, f Filter) []EntityGroup {
	var groups []EntityGroup
	rows := map[string]*EntityRow{}
	var keys []string
	doc := s.Doc()
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		if a.Kind.Type() == kind.Quote {
			if a.Speaker != nil && a.Speaker.Entity != "" {
				if r := rows[a.Speaker.Entity]; r != nil {
					r.Quotes++
				} else {
					rows[a.Speaker.Entity] = &EntityRow{Quotes: 1}
				}
			}
			continue
		}
		if a.Kind.Type() != t {
			continue
		}
		key := a.Entity
		if key == "" {
			key = "mark " + a.ID
		}
		r := rows[key]
		if r == nil {
			r = &EntityRow{}
			rows[key] = r
		}
		if len(r.Marks) == 0 {
			keys = append(keys, key)
			if r.Entity = s.Entity(a.Entity); r.Entity == nil {
				r.Entity = &annotate.Entity{Kind: a.Kind, Name: doc.Text[a.Start:a.End]}
			}
		}
		r.Marks = append(r.Marks, a)
		r.Worst = worse(r.Worst, stateOf(a))
	}
	for _, k := range groupOrder[t] {
		g := EntityGroup{Name: groupNames[k]}
		for _, key := range keys {
			if r := rows[key]; r.kind() == k {
				if f.keeps(r.Worst) {
					g.Rows = append(g.Rows, *r)
				}
			}
		}
		order.Stable(g.Rows, func(a, b EntityRow) int { return cmp.Compare(len(b.Marks), len(a.Marks)) })
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// kind is the entity's; one whose mentions were retagged goes by its first mention.
func (r *EntityRow) kind() kind.Kind {
	if r.Entity.Kind.Type() == r.Marks[0].Kind.Type() {
		return r.Entity.Kind
	}
	return r.Marks[0].Kind
}

// SaidGroup is a speaker with what the story has him or her say.
type SaidGroup struct {
	Entity *annotate.Entity // nil for nobody known
	Name   string
	Quotes []*annotate.Annotation
}

// said groups the story's quotes by speaker, in the order in which they first speak; nobody known comes last.
func (s *Story) saidGroups(f Filter) []SaidGroup {
	var groups []SaidGroup
	at := map[string]int{}
	var nobody SaidGroup
	doc := s.Doc()
	for i := range doc.Annotations {
		q := &doc.Annotations[i]
		if q.Kind.Type() != kind.Quote {
			continue
		}
		if !f.keeps(stateOf(q)) {
			continue
		}
		var e *annotate.Entity
		if q.Speaker != nil {
			e = s.Entity(q.Speaker.Entity)
		}
		if e == nil {
			nobody.Quotes = append(nobody.Quotes, q)
			continue
		}
		n, known := at[e.ID]
		if !known {
			n = len(groups)
			at[e.ID] = n
			groups = append(groups, SaidGroup{Entity: e, Name: e.Name})
		}
		groups[n].Quotes = append(groups[n].Quotes, q)
	}
	order.Stable(groups, func(a, b SaidGroup) int { return cmp.Compare(len(b.Quotes), len(a.Quotes)) })
	if len(nobody.Quotes) > 0 {
		nobody.Name = "Nobody known"
		groups = append(groups, nobody)
	}
	return groups
}

// inside returns the actors and locations within a quote.
func (s *Story) inside(q *annotate.Annotation) []*annotate.Annotation {
	var found []*annotate.Annotation
	for _, a := range s.touching(q.Start, q.End) {
		if a.Kind.Type() != kind.Quote && q.Contains(a.Span) {
			found = append(found, a)
		}
	}
	return found
}

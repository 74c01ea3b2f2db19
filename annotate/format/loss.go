package format

import (
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// Loss is one thing that a format cannot hold of one or more documents.
type Loss struct {
	What  string   // in plain words: "marks lie within another mark …"
	Count int      // of marks, speakers, entities or fields
	Of    []string // the first of them: the id and words of a mark, of one document all
}

// String gives words, number and examples.
func (l Loss) String() string {
	s := fmt.Sprintf("%s (%d)", l.What, l.Count)
	if len(l.Of) > 0 {
		s += ": " + strings.Join(l.Of[:min(len(l.Of), shown)], ", ")
		if len(l.Of) > shown || l.Count > len(l.Of) {
			s += ", …"
		}
	}
	return s
}

// shown is how many examples a loss gives when many documents' are put together.
const shown = 3

// Losses are what a format cannot hold, in the order of the features.
type Losses []Loss

// Add puts another document's losses to these.
func (l *Losses) Add(more Losses) {
next:
	for _, m := range more {
		for i := range *l {
			if at := &(*l)[i]; at.What == m.What {
				at.Count += m.Count
				if room := shown - len(at.Of); room > 0 {
					at.Of = append(at.Of, m.Of[:min(room, len(m.Of))]...)
				}
				continue next
			}
		}
		m.Of = append([]string(nil), m.Of[:min(shown, len(m.Of))]...)
		*l = append(*l, m)
	}
}

// What is said of each loss.
const (
	lostText       = "stories lose their exact text: this format has words or paragraphs"
	lostTitle      = "stories lose their id or title"
	lostDone       = "stories lose that they are done"
	lostNesting    = "marks lie within or across another mark, of which this format holds one"
	lostLayer      = "marks are of the layer that this file leaves out"
	lostEdges      = "marks begin or end inside a word, and are widened to whole words"
	skippedEdges   = "marks begin or end inside a word: a trainer that counts in words skips them"
	lostLinks      = "quotes lose the link to their speaker or cue"
	lostWordless   = "speakers that no words nearby name are left out"
	lostEntities   = "entities: that several marks name the same thing is not kept"
	lostFacts      = "entities lose their kind, role, country or coordinates"
	lostProvenance = "marks lose their id, rule, certainty and state"
	lostRejected   = "rejected suggestions are left out"
	lostExtra      = "fields that other programs added are left out"
	lostTokens     = "marks hold no word, and are left out"
)

// lose counts what the document has of the features that are not kept. What depends on tokens the format counts itself.
func (e *export) lose(keeps Feature) {
	d := e.d
	lacks := func(f Feature) bool { return keeps&f == 0 }
	if lacks(Text) {
		e.loss(lostText, d.ID)
	}
	if lacks(Title) && (d.ID != "" || d.Title != "" && d.Title != annotate.TitleOf(d.Text)) {
		e.loss(lostTitle, d.ID)
	}
	wordless := func(s *annotate.Speaker) bool { return s != nil && s.Empty() }
	for i := range d.Annotations {
		a := &d.Annotations[i]
		if lacks(Links) && (a.Speaker != nil && !a.Speaker.Empty() || a.Cue != nil) {
			e.loss(lostLinks, e.named(a))
		}
		if lacks(Wordless) && wordless(a.Speaker) {
			e.loss(lostWordless, e.named(a))
		}
	}
	if lacks(Entities) {
		e.count(lostEntities, d.Entities, func(*annotate.Entity) bool { return true })
	}
	if lacks(Facts) {
		e.count(lostFacts, d.Entities, func(n *annotate.Entity) bool {
			return n.Role != "" || n.Country != "" || n.GeoNames != 0 || n.Place != nil || len(n.Candidates) > 0 || lacks(Entities) || n.Kind == kind.State && lacks(Entities)
		})
	}
	if lacks(Provenance) {
		if d.Done {
			e.loss(lostDone, d.ID)
		}
		for i := range d.Annotations {
			e.loss(lostProvenance, e.named(&d.Annotations[i]))
		}
	}
	if lacks(Rejected) {
		for i := range d.Rejected {
			e.loss(lostRejected, e.named(&d.Rejected[i]))
		}
	}
	e.extras(lacks(Extra))
}

// extras counts fields of others. Those of a cue or a speaker only the format stet holds.
func (e *export) extras(all bool) {
	if e.format == stet {
		return
	}
	d := e.d
	if all && d.Extra != "" {
		e.loss(lostExtra, d.ID)
	}
	if all && d.Engine.Extra != "" {
		e.loss(lostExtra, "engine")
	}
	for _, list := range [][]annotate.Annotation{d.Annotations, d.Rejected} {
		for i := range list {
			a := &list[i]
			if all && a.Extra != "" || a.CueExtra != "" || a.Speaker != nil && a.Speaker.Extra != "" {
				e.loss(lostExtra, e.named(a))
			}
		}
	}
	for i := range d.Entities {
		if n := &d.Entities[i]; all && n.Extra != "" {
			e.loss(lostExtra, n.ID+" "+n.Name)
		}
	}
}

func (e *export) count(what string, list []annotate.Entity, counts func(*annotate.Entity) bool) {
	for i := range list {
		if counts(&list[i]) {
			e.loss(what, list[i].ID+" "+list[i].Name)
		}
	}
}

// loss counts one loss of a kind.
func (e *export) loss(what, of string) {
	for i := range e.lost {
		if e.lost[i].What == what {
			e.lost[i].Count++
			e.lost[i].Of = append(e.lost[i].Of, of)
			return
		}
	}
	e.lost = append(e.lost, Loss{what, 1, []string{of}})
}

// named gives a mark's id and its words, long ones cut.
func (e *export) named(a *annotate.Annotation) string {
	return a.ID + " “" + short(e.d.Text[a.Start:a.End]) + "”"
}

// short cuts words for a message, and puts them on one line.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		s = string(r[:28]) + " … " + string(r[len(r)-8:])
	}
	return s
}

package format

import (
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// The labels of what hangs on a quote. Those of marks are their kinds in capitals: PERSON, SETTLEMENT, DIRECT.
const (
	speakerLabel = "SPEAKER"
	cueLabel     = "CUE"
)

// labelOf returns a kind's label.
func labelOf(k kind.Kind) string { return strings.ToUpper(k.String()) }

// labels lists all labels that an export can have, marks' first.
func labels() []string {
	var list []string
	for k := kind.Person; k <= kind.Indirect; k++ {
		list = append(list, labelOf(k))
	}
	return append(list, speakerLabel, cueLabel)
}

// foreign are other tools' labels for what Stet has a kind for.
var foreign = map[string]kind.Kind{
	"PER": kind.Person, "ORG": kind.Organization, "ORGANISATION": kind.Organization, "NORP": kind.Group,
	"GPE": kind.Country, "LOC": kind.Natural, "LOCATION": kind.Region, "CITY": kind.Settlement, "FAC": kind.Facility, "QUOTE": kind.Direct,
}

// kindOf returns the kind that a label means, kind.None for one that means none.
func kindOf(label string) kind.Kind {
	if k, err := kind.Parse(strings.ToLower(label)); err == nil {
		return k
	}
	return foreign[strings.ToUpper(label)]
}

// span is a mark, a speaker or a cue on its way out.
type span struct {
	text.Span
	label string
	id    string               // the mark's; a speaker's or cue's is its quote's with "-speaker" or "-cue" behind it
	mark  *annotate.Annotation // the mark, or the first quote that it belongs to
}

// whole reports whether the span is a mark, not what hangs on one.
func (s *span) whole() bool { return s.label != speakerLabel && s.label != cueLabel }

// entity is the entity of a mark or of a speaker's words, "" for none.
func (s *span) entity() string {
	switch s.label {
	case speakerLabel:
		return s.mark.Speaker.Entity
	case cueLabel:
		return ""
	}
	return s.mark.Entity
}

// relation says that a speaker or cue is a quote's: indices of spans.
type relation struct{ quote, part int }

// spansOf lists marks and what hangs on them, each quote followed by its speaker and cue. Words that are the speaker or cue of several
// quotes are listed once.
func spansOf(list []annotate.Annotation) (spans []span, relations []relation) {
	type part struct {
		text.Span
		label, entity string
	}
	parts := map[part]int{}
	spans = make([]span, 0, len(list)+len(list)/2)
	for i := range list {
		a := &list[i]
		quote := len(spans)
		spans = append(spans, span{a.Span, labelOf(a.Kind), a.ID, a})
		hang := func(s span) {
			key := part{s.Span, s.label, s.entity()}
			at, ok := parts[key]
			if !ok {
				at = len(spans)
				parts[key] = at
				spans = append(spans, s)
			}
			relations = append(relations, relation{quote, at})
		}
		if a.Speaker != nil && !a.Speaker.Empty() {
			hang(span{a.Speaker.Span, speakerLabel, a.ID + "-speaker", a})
		}
		if a.Cue != nil {
			hang(span{*a.Cue, cueLabel, a.ID + "-cue", a})
		}
	}
	return spans, relations
}

// export is a document on its way out.
type export struct {
	d       *annotate.Document
	options Options
	format  *Format
	lost    Losses
	r       *ruler
	t       *text.Text
}

func (e *export) ruler() *ruler {
	if e.r == nil {
		e.r = newRuler(e.d.Text)
	}
	return e.r
}

// text returns the story's tokens.
func (e *export) text() *text.Text {
	if e.t == nil {
		e.t = text.Parse(e.d.Text)
	}
	return e.t
}

// at returns byte offset b in the unit of the export.
func (e *export) at(b int) int { return e.ruler().to(e.options.Unit, b) }

// aligned reports whether the span begins and ends where tokens do.
func aligned(t *text.Text, s text.Span) bool {
	r := t.Range(s)
	return r.Len() > 0 && t.Tokens[r.First].Start == s.Start && t.Tokens[r.Last-1].End == s.End
}

// skipped counts the marks that trainers which count in words would pass over.
func (e *export) skipped() {
	for i := range e.d.Annotations {
		if a := &e.d.Annotations[i]; !aligned(e.text(), a.Span) {
			e.loss(skippedEdges, e.named(a))
		}
	}
}

// tags gives each token its IOB2 tag within a layer, "" for outside: B-PERSON, I-PERSON.
func (e *export) tags(layer Layer) []string {
	t := e.text()
	tags := make([]string, len(t.Tokens))
	free := 0 // the first token that no mark holds
	for i := range e.d.Annotations {
		a := &e.d.Annotations[i]
		if (a.Kind.Type() == kind.Quote) != (layer == Quotes) {
			continue
		}
		r := t.Range(a.Span)
		switch {
		case r.Len() == 0:
			e.loss(lostTokens, e.named(a))
			continue
		case r.First < free:
			e.loss(lostNesting, e.named(a))
			continue
		case !aligned(t, a.Span):
			e.loss(lostEdges, e.named(a))
		}
		for n := r.First; n < r.Last; n++ {
			tags[n] = "I-" + labelOf(a.Kind)
		}
		tags[r.First] = "B-" + labelOf(a.Kind)
		free = r.Last
	}
	return tags
}

// tagNames lists the tags of both layers in the order of their numbers: O, then B- and I- of each label.
func tagNames(layer Layer) []string {
	names := []string{"O"}
	for k := kind.Person; k <= kind.Indirect; k++ {
		if (k.Type() == kind.Quote) == (layer == Quotes) {
			names = append(names, "B-"+labelOf(k), "I-"+labelOf(k))
		}
	}
	return names
}

// number returns the tag's number: 0 for "".
func number(names []string, tag string) int { return max(0, slices.Index(names, tag)) }

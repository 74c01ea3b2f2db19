package measure

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Markup reads a story that a person has marked in full, in the text itself:
//
//	{{SRC:q1=ruiz|Mayor {{P:ruiz|Ana Ruiz}}}} {{CUE:q1|told}} {{O:kvne|KVNE}} {{QI:q1|that {{LS:fresno|Fresno}} is dry}}.
//
// A mark is {{TAG:REF|words}}; marks nest. REF is an entity, or the quote: those of a speaker (SRC) and a cue (CUE) may be several,
// parted by commas, and a speaker's may name behind "=" the entity that it means. Without one it is nobody known.
func Markup(id, marked string) (*Story, error) {
	s := &Story{ID: id, Layers: []string{"actor", "location", "quote", "speaker", "cue"}}
	var plain strings.Builder
	var open []Span
	var begun []int    // where each begins, in bytes
	length, at := 0, 0 // code points and bytes so far
	add := func(words string) {
		plain.WriteString(words)
		length += utf8.RuneCountInString(words)
	}
	for _, m := range markupTag.FindAllStringSubmatchIndex(marked, -1) {
		add(marked[at:m[0]])
		at = m[1]
		if m[2] >= 0 {
			kind, ok := markupKinds[marked[m[2]:m[3]]]
			if !ok {
				return nil, fmt.Errorf("%s: no mark is called %q", id, marked[m[2]:m[3]])
			}
			kind.Start = length
			kind.Ref, kind.Entity, _ = strings.Cut(marked[m[4]:m[5]], "=")
			begun = append(begun, plain.Len())
			open = append(open, kind)
			continue
		}
		if len(open) == 0 {
			return nil, fmt.Errorf("%s: behind %q a mark ends that has not begun", id, tail(plain.String()))
		}
		g := open[len(open)-1]
		open = open[:len(open)-1]
		g.Text = plain.String()[begun[len(open)]:]
		begun = begun[:len(open)]
		g.End = length
		s.Spans = append(s.Spans, g)
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("%s: the mark {{%s}} does not end", id, open[0].Ref)
	}
	add(marked[at:])
	s.Text = plain.String()
	s.Sum = sha256.Sum256([]byte(s.Text))
	return s, s.refer()
}

var markupTag = regexp.MustCompile(`\{\{([A-Z]+):([^|{}]*)\||\}\}`)

var markupKinds = map[string]Span{
	"P": {Layer: "actor", Kind: "person"}, "O": {Layer: "actor", Kind: "organization"}, "S": {Layer: "actor", Kind: "state"}, "G": {Layer: "actor", Kind: "group"},
	"LC": {Layer: "location", Kind: "country"}, "LR": {Layer: "location", Kind: "region"}, "LS": {Layer: "location", Kind: "settlement"},
	"LF": {Layer: "location", Kind: "facility"}, "LN": {Layer: "location", Kind: "natural"},
	"QD": {Layer: "quote", Kind: "direct"}, "QM": {Layer: "quote", Kind: "mixed"}, "QI": {Layer: "quote", Kind: "indirect"},
	"SRC": {Layer: "speaker"}, "CUE": {Layer: "cue"},
}

// refer reports a speaker or cue of no quote, and a speaker that means nobody who is marked.
func (s *Story) refer() error {
	marked := map[string]bool{}
	for _, g := range s.Spans {
		if g.Layer != "speaker" && g.Layer != "cue" {
			if g.Layer == "quote" && marked["quote "+g.Ref] {
				return fmt.Errorf("%s: two quotes are called %s", s.ID, g.Ref)
			}
			marked[g.Layer+" "+g.Ref] = true
		}
	}
	for _, g := range s.Spans {
		if g.Layer != "speaker" && g.Layer != "cue" {
			continue
		}
		for _, ref := range strings.Split(g.Ref, ",") {
			if !marked["quote "+ref] {
				return fmt.Errorf("%s: %q belongs to the quote %s, which is not there", s.ID, g.Text, ref)
			}
		}
		if g.Entity != "" && !marked["actor "+g.Entity] {
			return fmt.Errorf("%s: %q means %s, who is not marked", s.ID, g.Text, g.Entity)
		}
	}
	return nil
}

func tail(s string) string { return s[max(0, len(s)-30):] }

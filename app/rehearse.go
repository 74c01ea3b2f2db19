package app

import (
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// rehearse corrects a story of one name many times over where nobody sees it. The browser compiles a function when it is first called,
// and anew when it is called often: the first correction of many marks would otherwise wait for that.
func (d *Desk) rehearse(rounds int) {
	const marks = 100
	doc := &annotate.Document{Text: strings.Repeat("Ada\n\n", marks), Entities: []annotate.Entity{{ID: "e1", Kind: kind.Person, Name: "Ada"}}}
	var all edit.Batch
	for i := range marks {
		id := "a" + strconv.Itoa(i+1)
		doc.Annotations = append(doc.Annotations, annotate.Annotation{ID: id, Kind: kind.Person, Span: text.Span{Start: 5 * i, End: 5*i + 3}, Entity: "e1"})
		all.Edits = append(all.Edits, edit.Retag{ID: id, Kind: kind.Group})
	}
	s := newStory(Row{}, edit.New(doc), nil)
	if change, err := s.History.Do(all); err == nil {
		edit.AppendEdit(nil, s.Offsets, all)
		s.index()
		p := newPainter(s)
		for _, i := range s.blocksOf(s.ranges(change)) {
			p.paragraph(i)
		}
		s.History.Undo()
	}
	if rounds > 1 {
		d.page.Soon(func() { d.rehearse(rounds - 1) })
	}
}

package app

import (
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
)

// link is a step from the words that name a speaker to who that is: words in the story, and the mark that has them, if one has.
type link struct{ words, mark string }

// chain leads from the words that name a quote's speaker, such as a pronoun, over the mention before them to the fullest name.
func (s *Story) chain(q *annotate.Annotation) []link {
	if q.Speaker == nil || q.Speaker.Empty() {
		return nil
	}
	e := s.Entity(q.Speaker.Entity)
	if e == nil || strings.Contains(s.Words(q.Speaker.Span), e.Name) {
		return nil
	}
	all := []link{{words: shorten(s.Words(q.Speaker.Span), 40)}}
	var before, named *annotate.Annotation
	for _, a := range s.History.Refs(e.ID) {
		if a.Entity != e.ID {
			continue
		}
		if q.Speaker.Contains(a.Span) {
			all[0].mark = a.ID
		} else if a.Start < q.Speaker.Start || before == nil {
			before = &a
		}
		if named == nil || len(s.Words(named.Span)) < len(s.Words(a.Span)) {
			named = &a
		}
	}
	for _, a := range []*annotate.Annotation{before, named} {
		if a != nil && a.ID != all[len(all)-1].mark && s.Words(a.Span) != all[len(all)-1].words {
			all = append(all, link{shorten(s.Words(a.Span), 40), a.ID})
		}
	}
	if all[len(all)-1].words != e.Name {
		all = append(all, link{words: e.Name})
	}
	return all
}

// chainLine shows a chain of more than one step; a click leads to the words.
func (d *Desk) chainLine(q *annotate.Annotation) ui.UI {
	all := d.story.chain(q)
	return when(len(all) > 1, func() ui.UI {
		var steps []ui.UI
		for i, l := range all {
			if i > 0 {
				steps = append(steps, ui.Span().Aria("label", "is").Role("img").Text("→"))
			}
			if l.mark != "" {
				steps = append(steps, action("", "quotemark", l.mark).Text(l.words))
			} else {
				steps = append(steps, span("", l.words))
			}
		}
		return ui.P().Class("chain").Body(steps...)
	})
}

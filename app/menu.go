package app

import (
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
	"stet/app/worker"
)

// menuPart is the menu of the current mark, or of a selection that waits for its tag. web/page/desk.js keeps it beside them.
type menuPart struct {
	ui.Compo
	d *Desk
}

func (m *menuPart) Render() ui.UI {
	d := m.d
	hidden := d.story == nil || d.reading != "" || d.pending == nil && (!d.menu || d.markHere() == nil)
	pop := ui.Section().Class("pop").ID("pop").TabIndex(-1).Role("dialog").Hidden(hidden)
	if hidden {
		return pop.Aria("label", "Mark")
	}
	grab := action("pop-grab", "shut", "").Aria("label", "Close")
	if d.pending != nil {
		words := d.story.Words(*d.pending)
		return pop.Aria("label", "Mark "+cited(words, 60)).Body(append([]ui.UI{grab}, d.tagMenu(words)...)...)
	}
	a := d.markHere()
	words := d.story.Words(a.Span)
	if a.Kind.Type() == kind.Quote {
		words = d.story.quoteHead(a)
	}
	name := fmt.Sprintf("%s: %s, %s", shorten(words, 60), a.Kind, stateWord(a))
	var body []ui.UI
	switch d.pane {
	case paneSpeaker, paneEntity, paneCue, panePlace:
		body = d.listMenu()
	case paneRename:
		body = d.renameMenu()
	default:
		body = d.markMenu(a, words)
	}
	return pop.Aria("label", name).Body(append([]ui.UI{grab}, body...)...)
}

// quoteHead is the beginning of a quote, in marks where it has them.
func (s *Story) quoteHead(q *annotate.Annotation) string { return s.Words(q.Span) }

func (d *Desk) markMenu(a *annotate.Annotation, words string) []ui.UI {
	var facts []ui.UI
	if a.Kind.Type() == kind.Quote {
		facts = d.quoteFacts(a)
	} else {
		facts = d.nameFacts(a)
	}
	facts = append(facts, d.why(a), d.rulesFact(a))
	like := d.alike(a)
	accept := action("btn btn-ink", "accept", "").Body(ui.Text("Accept"), d.hint("accept"))
	if a.State != annotate.Suggested {
		accept = action("btn btn-ink", "accept", "").Body(ui.Text("Next"), d.hint("accept"))
	}
	return []ui.UI{
		ui.Div().Class("pop-head").Body(
			ui.P().Class("pop-text").Dir("auto").Text(shorten(words, 200)),
			ui.P().Class("pop-state").Body(ui.Span().Class("sign sign-"+stateOf(a)), ui.Text(stateWord(a)))),
		when(d.offered(), func() ui.UI {
			return action("btn btn-line btn-small btn-others", "others", "").Body(ui.Text(thousands(len(d.offer.rows))+" more like it…"), d.hint("others"))
		}),
		ui.Div().Class("seg").Role("group").Aria("label", "Type").Body(ui.Range(types).Slice(func(i int) ui.UI {
			t := types[i]
			class := "t-" + t.String()
			on := a.Kind.Type() == t || d.waiting == t
			if on {
				class += " seg-on"
			}
			return action(class, "totype", t.String()).Aria("pressed", on).Body(ui.Text(title1(t.String())), d.hint("type:"+t.String()))
		})),
		d.kindButtons(a.Kind.Type(), a.Kind),
		ui.Dl().Class("facts").Body(facts...),
		ui.Div().Class("pop-do").Body(
			accept,
			action("btn btn-line", "reject", "").Body(ui.Text(map[bool]string{true: "Remove", false: "Reject"}[a.State != annotate.Suggested]), d.hint("reject")),
			when(len(like) > 1, func() ui.UI {
				return action("btn btn-text", "acceptall", "").Body(ui.Text(fmt.Sprintf("Accept all %d", len(like))), d.hint("acceptall"))
			})),
	}
}

func (d *Desk) kindButtons(t kind.Type, on kind.Kind) ui.UI {
	kinds := t.Kinds()
	class := "kinds"
	if len(kinds) == 3 || len(kinds) == 5 {
		class += " kinds-3"
	}
	return ui.Div().Class(class).Role("group").Aria("label", "Kind of "+t.String()).Body(ui.Range(kinds).Slice(func(i int) ui.UI {
		k := kinds[i]
		c := ""
		if k == on {
			c = "kind-on"
		}
		return action(c, "kind", k.String()).Aria("pressed", k == on).Body(
			d.hint("kind:"+k.String()), ui.Text(title1(k.String())))
	}))
}

func fact(name string, body ...ui.UI) ui.UI {
	return ui.Div().Class("fact").Body(ui.Dt().Text(name), ui.Dd().Body(body...))
}

func (d *Desk) pickButton(do, name, sub string) ui.UI {
	return action("pick", do, "").Body(span("", name), span("pick-sub", sub), d.hint(do))
}

func (d *Desk) nameFacts(a *annotate.Annotation) []ui.UI {
	e := d.story.Entity(a.Entity)
	name, sub := "none", ""
	if e != nil {
		name, sub = e.Name, count(d.story.mentions(e.ID), "mention")
		if e.Role != "" {
			sub = e.Role + ", " + sub
		}
	}
	return append([]ui.UI{fact("Entity", d.pickButton("entity", name, sub))}, d.placeFact(e)...)
}

func (d *Desk) quoteFacts(q *annotate.Annotation) []ui.UI {
	s := d.story
	name, nobody := s.speakerName(q)
	sub := ""
	switch {
	case q.Speaker == nil:
		name, sub = "none", "nobody is named"
	case nobody:
		sub = "nobody known"
	default:
		e := s.Entity(q.Speaker.Entity)
		if words := s.Words(q.Speaker.Span); words != "" && words != e.Name {
			sub = cited(words, 48)
		} else {
			sub = e.Role
		}
	}
	cue, where := "none", "no word reports it"
	if q.Cue != nil {
		cue = s.Words(*q.Cue)
		where = "after the quote"
		if q.Cue.Start < q.Start {
			where = "before the quote"
		} else if q.Contains(*q.Cue) {
			where = "within the quote"
		}
	}
	facts := []ui.UI{
		fact("Speaker", d.pickButton("speaker", name, sub), d.chainLine(q)),
		fact("Cue", d.pickButton("cue", cue, where)),
	}
	if inside := s.inside(q); len(inside) > 0 {
		inside = inside[:min(len(inside), 12)]
		facts = append(facts, fact("Holds", ui.Span().Class("holds").Body(ui.Range(inside).Slice(func(i int) ui.UI {
			return action("in in-"+inside[i].Kind.Type().String(), "quotemark", inside[i].ID).Text(s.Words(inside[i].Span))
		}))))
	}
	return facts
}

// why says who made the mark, in plain words, and how sure that is.
func (d *Desk) why(a *annotate.Annotation) ui.UI {
	words, rule := d.reason(a.By)
	score := int(a.Score+5) / 10
	return fact("Why",
		ui.P().Class("why").Text(words),
		when(a.By != annotate.Editor, func() ui.UI {
			return ui.P().Class("sure").Body(bar("sure-bar", score, 100), span("", percent(a.Score)+" sure"), ui.Code().Class("rule").Text(rule))
		}))
}

// tagMenu lets a selection be tagged, or taken as speaker or cue of the quote that was current before.
func (d *Desk) tagMenu(words string) []ui.UI {
	var rows []ui.UI
	for _, t := range types {
		class := "t-" + t.String()
		rows = append(rows,
			ui.H3().Class(class).Body(d.hint("type:"+t.String()), ui.Text(title1(t.String()))),
			d.kindButtons(t, kind.None))
	}
	out := []ui.UI{
		ui.Div().Class("pop-head").Body(ui.P().Class("pop-text").Dir("auto").Text(shorten(words, 200)), ui.P().Class("pop-state").Text("not marked")),
		ui.Div().Class("tags").Body(rows...),
	}
	if offer := d.placeOffer(); offer != nil {
		out = append(out, offer)
	}
	if q := d.story.Mark(d.asker); q != nil && q.Kind.Type() == kind.Quote {
		out = append(out, ui.Div().Class("pop-do").Body(
			span("pop-note", "Of "+cited(d.story.Words(q.Span), 26)+":"),
			action("btn btn-line", "speaker", "").Body(ui.Text("Speaker"), d.hint("speaker")),
			action("btn btn-line", "cue", "").Body(ui.Text("Cue"), d.hint("cue"))))
	}
	return out
}

// alike returns the undecided suggestions with the same words and kind, the given one included; of a quote, those of its speaker.
func (d *Desk) alike(a *annotate.Annotation) []string {
	if a.State != annotate.Suggested {
		return nil
	}
	s := d.story
	var ids []string
	for i := range s.Doc().Annotations {
		o := &s.Doc().Annotations[i]
		if o.State != annotate.Suggested || o.Kind != a.Kind || o.Entity != a.Entity {
			continue
		}
		if a.Kind.Type() == kind.Quote {
			if a.Speaker == nil || o.Speaker == nil || a.Speaker.Entity == "" || o.Speaker.Entity != a.Speaker.Entity {
				if o.ID != a.ID {
					continue
				}
			}
		} else if a.Entity == "" && o.ID != a.ID {
			continue
		}
		ids = append(ids, o.ID)
	}
	return ids
}

// markHere returns the current mark, or nil.
func (d *Desk) markHere() *annotate.Annotation {
	if d.story == nil || d.current == "" {
		return nil
	}
	return d.story.Mark(d.current)
}

// gap reports how far two spans are apart.
func gap(a, b text.Span) int {
	switch {
	case a.End <= b.Start:
		return b.Start - a.End
	case b.End <= a.Start:
		return a.Start - b.End
	}
	return 0
}

// reason puts a mark's By into plain words, and gives the name of its rule. What a rule looks for stands in its pack, which the worker
// has: it is asked the first time.
func (d *Desk) reason(by string) (words, rule string) {
	rule, isRule := strings.CutPrefix(by, "rule:")
	switch {
	case by == annotate.Editor:
		return "You marked it", ""
	case !isRule:
		return "The trained model found it", by
	}
	words, known := d.reasons[rule]
	if own := d.ownRule(rule); own != nil {
		if own.at < len(d.book.says) {
			return "Your rule: " + d.book.says[own.at], rule
		}
		d.describeRules()
		return "Your rule", rule
	}
	if !known {
		d.reasons[rule] = ""
		d.ask(worker.OpWhy, func(parts [][]byte, err error) {
			if err == nil && len(parts) == 1 && len(parts[0]) > 0 {
				d.reasons[rule] = plainReason(string(parts[0]))
				d.refresh(partMenu)
			}
		}, []byte(rule))
	}
	return or(words, "The rule “"+strings.ReplaceAll(rule, "-", " ")+"”"), rule
}

// plainReason is a rule's reason as a sentence, without the numbers of the guideline that it cites.
func plainReason(why string) string {
	if i := strings.LastIndex(why, " ("); i > 0 && strings.HasSuffix(why, ")") && i+2 < len(why) && strings.ContainsRune("AMLQ", rune(why[i+2])) {
		why = why[:i]
	}
	return title1(why)
}

package app

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/app/worker"
)

// rulesDialog shows the user's rules, or what a change of them would change.
func (d *Desk) rulesDialog() ui.UI {
	b := &d.book
	if d.dialog != "rules" {
		return dialog("rules", "Your rules", "")
	}
	if b.trial != nil {
		return d.trialDialog(b.trial)
	}
	list := b.rules()
	body := []ui.UI{
		ui.P().Class("rules-note").Text("They hold for every story, and win over what the engine thinks. The file that you save here does the same for stet annotate --rules."),
		when(b.problem != "" && b.editing == 0, func() ui.UI { return ui.P().Class("trouble").Role("alert").Text(title1(b.problem) + ".") }),
		ui.Ul().Class("rules-list").Body(each(list, d.ruleRow)...),
		when(len(list) == 0 && b.editing == 0, func() ui.UI {
			return ui.P().Class("rules-none").Text("There are none yet. The menu of a mark offers “never” and “always”; what you choose there stands here.")
		}),
		when(b.editing > len(b.lines()), func() ui.UI { return d.ruleField() }),
	}
	return dialog("rules", "Your rules", count(len(list), "rule"),
		ui.Div().Class("dialog-body report").TabIndex(0).Role("region").Aria("label", "Your rules").Body(body...),
		ui.Footer().Class("dialog-foot rules-foot").Body(
			action("btn btn-line", "rulenew", "").Text("Add a rule"),
			action("btn btn-line", "rulesundo", "").Disabled(len(b.Past) == 0).Text("Undo"),
			action("btn btn-line", "rulesredo", "").Disabled(len(b.Next) == 0).Text("Redo"),
			action("btn btn-line", "rulesload", "").Text("Load a file"),
			action("btn btn-ink", "rulessave", "").Disabled(b.Text == "").Text("Save as "+worker.PackName)))
}

func (d *Desk) ruleRow(r rule) ui.UI {
	b := &d.book
	class, word := "rules-row", "Switch off"
	if r.off {
		class, word = "rules-row is-off", "Switch on"
	}
	if b.editing == r.at+1 {
		return ui.Li().Class(class).Body(d.ruleField())
	}
	says := r.id
	if r.at < len(b.says) && b.says[r.at] != "" {
		says = b.says[r.at]
	}
	at := fmt.Sprint(r.at)
	return ui.Li().Class(class).Body(
		ui.Div().Class("rules-what").Body(
			ui.P().Class("rules-says").Body(ui.Text(says), when(r.off, func() ui.UI { return span("rules-off", " (off)") })),
			ui.Code().Class("rule").Text(r.line)),
		ui.Div().Class("rules-do").Body(
			action("btn btn-text btn-small", "ruleedit", at).Aria("label", "Edit: "+says).Text("Edit"),
			action("btn btn-text btn-small", "ruletoggle", at).Aria("label", word+": "+says).Text(word),
			action("btn btn-text btn-small", "ruledelete", at).Aria("label", "Delete: "+says).Text("Delete")))
}

// ruleField is the field for a line of the pack, with what the loader says against it.
func (d *Desk) ruleField() ui.UI {
	b := &d.book
	return ui.Div().Class("rules-edit").Body(
		ui.Label().For("rule-line").Text("One rule, as JSON (docs/rules.md tells the form)"),
		ui.Textarea().ID("rule-line").Class("rules-line").Rows(4).Spellcheck(false).DataSet("input", "ruleline").
			Aria("invalid", b.problem != "").Aria("describedby", "rule-problem"),
		ui.P().ID("rule-problem").Class("trouble").Role("alert").Text(title1(b.problem)),
		ui.Div().Class("rules-do").Body(
			action("btn btn-ink btn-small", "ruletry", "").Text("See what it changes"),
			action("btn btn-line btn-small", "rulecancel", "").Text("Cancel")))
}

func (d *Desk) trialDialog(t *trial) ui.UI {
	state := d.trialWords(t)
	if t.looked < t.all {
		state = fmt.Sprintf("Looked at %s of %s. ", thousands(t.looked), stories(t.all, "")) + state
	}
	var body []ui.UI
	show := func(title string, lines []string, most int) {
		if len(lines) == 0 {
			return
		}
		more := ""
		if n := len(lines) - most; n > 0 {
			more = "and " + thousands(n) + " more"
		}
		body = append(body, ui.Section().Class("trial").Body(
			ui.H3().Class("group-head").Body(span("group-name", title), span("count", thousands(len(lines)))),
			ui.Ul().Class("trial-lines").Body(each(lines[:min(len(lines), most)], trialLine)...),
			when(more != "", func() ui.UI { return ui.P().Class("trial-more").Text(more) })))
	}
	show("This story", t.here, linesShown)
	for _, c := range t.others[:min(len(t.others), storiesShown)] {
		show(c.title, c.lines, linesOfOther)
	}
	return dialog("rules", t.label, "",
		ui.Div().Class("dialog-body report").TabIndex(0).Role("region").Aria("label", "What changes").Body(body...),
		ui.Footer().Class("dialog-foot").Body(
			ui.P().Class("dialog-note").Role("status").Text(state),
			action("btn btn-line", "ruleback", "").Text("Back"),
			action("btn btn-ink", "ruleskeep", "").ID("rules-keep").Text("Use in every story")))
}

// trialLine is a change as the worker writes it: what becomes of the mark, before, words, behind.
func trialLine(line string) ui.UI {
	part := strings.Split(line+"\t\t\t", "\t")
	return ui.Li().Body(span("tag", part[0]), ui.Span().Class("trial-text").Body(amid(part[1], part[2], part[3])...))
}

// amid shows words among what stands around them, which came without white space.
func amid(before, words, after string) []ui.UI {
	if before != "" && !strings.HasSuffix(before, "“") && !strings.HasSuffix(before, "(") {
		before += " "
	}
	if after != "" && !strings.ContainsAny(after[:1], ".,;:!?)") && !strings.HasPrefix(after, "”") && !strings.HasPrefix(after, "’") {
		after = " " + after
	}
	return []ui.UI{ui.Text(before), ui.B().Text(words), ui.Text(after)}
}

// takeRules looks at the rules of a file: at what is wrong with it by itself, then at what it changes beside the rules that are there.
func (d *Desk) takeRules(name string, data []byte) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	d.ask(worker.OpRules, func(parts [][]byte, err error) {
		if problem := packProblem(parts, err); problem != "" {
			d.refusePack(name, problem)
			return
		}
		d.addRules(name, text)
	}, []byte(text))
}

// addRules looks at what rules change beside those that are there.
func (d *Desk) addRules(name, text string) {
	b := &d.book
	if lines := b.lines(); len(lines) > 0 {
		for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
			if !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
		text = packOf(lines)
	} else if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	d.try(text, "The rules of "+name)
}

// ruleAt returns the rule on the line that an action names.
func (d *Desk) ruleAt(arg string) (rule, string) {
	for _, r := range d.book.rules() {
		if fmt.Sprint(r.at) == arg {
			if r.at < len(d.book.says) && d.book.says[r.at] != "" {
				return r, d.book.says[r.at]
			}
			return r, r.id
		}
	}
	return rule{at: -1}, ""
}

func init() {
	for name, f := range map[string]func(*Desk, string){
		"rules":      func(d *Desk, _ string) { d.openRules() },
		"rulenew":    func(d *Desk, _ string) { d.editRule(len(d.book.lines())) },
		"ruleedit":   func(d *Desk, arg string) { r, _ := d.ruleAt(arg); d.editRule(r.at) },
		"rulecancel": func(d *Desk, _ string) { d.book.editing, d.book.problem = 0, ""; d.refresh(partDialogs) },
		"ruleback":   func(d *Desk, _ string) { d.openRules() },
		"ruletry":    func(d *Desk, _ string) { d.try(d.book.set(d.book.editing-1, d.book.draft), "") },
		"ruleskeep":  func(d *Desk, _ string) { d.keepTrial() },
		"rulesundo":  func(d *Desk, _ string) { d.undoRules(false) },
		"rulesredo":  func(d *Desk, _ string) { d.undoRules(true) },
		"rulesload":  func(d *Desk, _ string) { d.page.ChooseRules() },
		"rulessave":  func(d *Desk, _ string) { d.page.Save(worker.PackName, "application/x-ndjson", []byte(d.book.Text)) },
		"ruletoggle": func(d *Desk, arg string) {
			if r, says := d.ruleAt(arg); r.at >= 0 {
				d.try(d.book.toggled(r), map[bool]string{true: "On again: ", false: "Off: "}[r.off]+says)
			}
		},
		"ruledelete": func(d *Desk, arg string) {
			if r, says := d.ruleAt(arg); r.at >= 0 {
				d.try(d.book.set(r.at, ""), "Deleted: "+says)
			}
		},
	} {
		always[name] = f
	}
	withStory["offer"] = (*Desk).takeOffer
}

// offersHere are the rules that the current mark suggests.
func (d *Desk) offersHere(a *annotate.Annotation) []offer {
	reason, _ := strings.CutPrefix(a.By, "rule:")
	if reason == a.By || d.ownRule(reason) != nil {
		reason = ""
	}
	cue := ""
	if a.Cue != nil {
		cue = d.story.Words(*a.Cue)
	}
	return offers(a, d.story.Words(a.Span), cue, reason)
}

// ownRule returns the user's rule with the id, or nil.
func (d *Desk) ownRule(id string) *rule {
	for _, r := range d.book.rules() {
		if r.id == id && !r.off {
			return &r
		}
	}
	return nil
}

// rulesFact offers rules for a mark: what they do in plain words. What an own rule made leads to it.
func (d *Desk) rulesFact(a *annotate.Annotation) ui.UI {
	list := d.offersHere(a)
	if a.Kind.Type() == kind.Quote && len(list) == 0 {
		return nil
	}
	return fact("Rules", ui.Div().Class("offers").Body(ui.Range(list).Slice(func(i int) ui.UI {
		return action("link offer", "offer", fmt.Sprint(i)).Text(list[i].says + "…")
	}), when(d.ownRule(strings.TrimPrefix(a.By, "rule:")) != nil, func() ui.UI {
		return action("link offer", "rules", "").Text("Your rules…")
	})))
}

// takeOffer looks at what an offered rule changes.
func (d *Desk) takeOffer(arg string) bool {
	m := d.markHere()
	if m == nil {
		return false
	}
	for i, o := range d.offersHere(m) {
		if fmt.Sprint(i) == arg {
			d.try(d.book.adding(o), o.says)
		}
	}
	return true
}

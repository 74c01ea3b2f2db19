package app

import (
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// versions is another version of the story on the desk, beside it, until all that they have differently is settled.
type versions struct {
	name   string // of the file
	theirs *annotate.Document
	left   *edit.Comparison
	open   []edit.Difference // what is neither taken nor kept as it is
	kept   map[keptAs]bool   // settled for mine
	alone  func()            // opens the other version as a story of its own
}

// keptAs tells a difference again after other ones were settled: by the mark that either side has.
type keptAs struct{ mine, theirs string }

func keptOf(f *edit.Difference) (k keptAs) {
	if f.Mine != nil {
		k.mine = f.Mine.ID
	}
	if f.Theirs != nil {
		k.theirs = f.Theirs.ID
	}
	return k
}

// differencesShown is how many stand in the dialog at once; the next ones move up as they are settled.
const differencesShown = 100

// besides lays a document beside the story on the desk if it is another version of it: the same text with other marks.
func (d *Desk) besides(name string, doc *annotate.Document, alone func()) bool {
	if d.story == nil || d.reading != "" || d.story.Doc().Text != doc.Text {
		return false
	}
	v := &versions{name: name, theirs: doc, kept: map[keptAs]bool{}, alone: alone}
	d.lay(v)
	if len(v.open) == 0 {
		return false
	}
	d.versions = v
	d.report("compare")
	return true
}

// lay finds what is still to settle.
func (d *Desk) lay(v *versions) {
	v.left, _ = edit.Compare(d.story.Doc(), v.theirs) // the texts are the same
	v.open = slices.DeleteFunc(slices.Clone(v.left.Differences), func(f edit.Difference) bool { return v.kept[keptOf(&f)] })
}

// settle takes their version of a difference, keeps mine, or does either for all that is left.
func (d *Desk) settle(arg string) bool {
	v := d.versions
	if v == nil || len(v.open) == 0 {
		return false
	}
	switch what, which, _ := strings.Cut(arg, " "); what {
	case "take":
		if i := v.find(which); i >= 0 {
			d.correct(v.left.Take(&v.open[i]), "")
		}
	case "keep":
		if i := v.find(which); i >= 0 {
			v.kept[keptOf(&v.open[i])] = true
		}
	case "all":
		d.correct(v.left.TakeAll(v.open), "")
	case "alone":
		d.leaveVersions()
		v.alone()
		return true
	}
	d.lay(v)
	if len(v.open) == 0 {
		d.leaveVersions()
		d.toast(toast{words: "The two versions are one. Undo takes back what came from " + v.name + "."})
		return true
	}
	d.page.Say(count(len(v.open), "difference") + " left.")
	d.refresh(partDialogs)
	return true
}

func (d *Desk) leaveVersions() {
	d.versions = nil
	d.close("compare")
	d.refresh(partDialogs)
}

// find returns the place of the difference with this name.
func (v *versions) find(name string) int {
	return slices.IndexFunc(v.open, func(f edit.Difference) bool { return keptOf(&f).String() == name })
}

func (k keptAs) String() string { return k.mine + "/" + k.theirs }

func (d *Desk) compareDialog() ui.UI {
	v := d.versions
	if v == nil {
		return dialog("compare", "Two versions", "")
	}
	shown := v.open[:min(len(v.open), differencesShown)]
	more := ""
	if n := len(v.open) - len(shown); n > 0 {
		more = count(n, "more difference") + ". "
	}
	return dialog("compare", "Two versions of this story", count(len(v.open), "difference"),
		ui.Div().Class("dialog-body report").TabIndex(0).Role("region").Aria("label", "Differences").Body(
			ui.Table().Class("versions").Body(
				ui.THead().Body(ui.Tr().Body(
					ui.Th().Scope("col").Text("In the text"), ui.Th().Scope("col").Text("Here"), ui.Th().Scope("col").Text(v.name))),
				ui.TBody().Body(each(shown, func(f edit.Difference) ui.UI { return d.differenceRow(v, &f) })...))),
		ui.Footer().Class("dialog-foot").Body(
			ui.P().Class("dialog-note").Text(more+"What you take can be undone."),
			action("btn btn-text", "settle", "alone").Text("Open as its own story"),
			action("btn btn-line", "settle", "all").Text("Take all of theirs")))
}

func (d *Desk) differenceRow(v *versions, f *edit.Difference) ui.UI {
	before, words, after := d.story.context(f.Span())
	name := keptOf(f).String()
	return ui.Tr().Body(
		ui.Th().Scope("row").Body(ui.Text(before), ui.B().Text(words), ui.Text(after)),
		ui.Td().Body(v.version(f, false), action("btn btn-line btn-small", "settle", "keep "+name).Aria("label", "Keep mine: "+words).Text("Keep")),
		ui.Td().Body(v.version(f, true), action("btn btn-line btn-small", "settle", "take "+name).Aria("label", "Take theirs: "+words).Text("Take")))
}

// version says what one side has, as far as the other has it differently.
func (v *versions) version(f *edit.Difference, theirs bool) ui.UI {
	a := f.Mine
	if theirs {
		a = f.Theirs
	}
	switch {
	case a == nil && f.Rejected:
		return ui.P().Text("rejected")
	case a == nil:
		return ui.P().Text("no mark")
	}
	entity, speaker := v.left.Names(a, theirs)
	cue := "no cue"
	if a.Cue != nil {
		cue = "cue “" + v.theirs.Text[a.Cue.Start:a.Cue.End] + "”"
	}
	if speaker == "" {
		speaker = "nobody known"
	}
	said := []string{a.Kind.String()}
	for _, part := range []struct {
		in    edit.Aspect
		words string
	}{
		{edit.Edges, "“" + shorten(strings.Join(strings.Fields(v.theirs.Text[a.Start:a.End]), " "), 60) + "”"},
		{edit.Entities, entity},
		{edit.Speakers, "by " + speaker},
		{edit.Cues, cue},
		{edit.Decisions, stateWord(a)},
	} {
		if f.In&part.in != 0 || f.In == 0 && (part.in == edit.Entities && entity != "" || part.in == edit.Speakers && a.Kind.Type() == kind.Quote) {
			said = append(said, part.words)
		}
	}
	return ui.P().Text(strings.Join(said, ", "))
}

// context returns the words of a span with a little of what stands around them on their line.
func (s *Story) context(sp text.Span) (before, words, after string) {
	const around = 40 // bytes, at most
	t := s.Doc().Text
	left, right := t[max(0, sp.Start-around):sp.Start], t[sp.End:min(len(t), sp.End+around)]
	left = left[strings.LastIndexAny(left, "\r\n")+1:]
	if sp.Start > around {
		_, left, _ = strings.Cut(left, " ")
	}
	if i := strings.IndexAny(right, "\r\n"); i >= 0 {
		right = right[:i]
	} else if sp.End+around < len(t) {
		right = right[:max(0, strings.LastIndexByte(right, ' '))]
	}
	return left, shorten(s.Words(sp), 80), right
}

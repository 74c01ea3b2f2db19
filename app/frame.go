package app

import (
	"strconv"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate/kind"
)

// frame is the whole page. Its parts are components of their own that stay the same values for as long as the page lives, so that each
// is rendered anew by itself. The story is one element that go-app never touches again.
type frame struct {
	ui.Compo
	d *Desk
}

// Frame returns what to mount.
func (d *Desk) Frame() ui.Composer {
	if d.parts[partFrame] == nil {
		d.parts = [partCount]ui.Composer{&frame{d: d}, &barPart{d: d}, &libraryPart{d: d}, &panelPart{d: d}, &menuPart{d: d}, &footPart{d: d}, &toastPart{d: d}, &dialogPart{d: d}}
	}
	return d.parts[partFrame]
}

// OnMount starts the desk.
func (f *frame) OnMount(ctx ui.Context) { ctx.Defer(func(ui.Context) { f.d.start() }) }

func (f *frame) Render() ui.UI {
	d := f.d
	class := "desk view-" + d.view
	if d.story == nil {
		class += " is-blank"
	}
	if d.reading != "" {
		class += " is-reading"
	}
	if d.flipped {
		class += " is-flipped"
	}
	return ui.Div().ID("desk").Class(class).Body(
		d.parts[partBar],
		d.parts[partLibrary],
		ui.Main().Class("page").ID("page").TabIndex(-1).Body(
			d.blank(),
			d.lostNote(),
			ui.P().Class("reading").Body(span("", "Reading the story…")),
			ui.Article().Class("story").ID("story").TabIndex(0).Aria("label", "Story. Keys move between its marks, question mark shows them all."),
			ui.Div().Class("tip").ID("tip").Role("tooltip").Hidden(true).DataSet("accept", d.spoken("accept")).DataSet("menu", d.spoken("menu")),
		),
		ui.Div().Class("ruler-wrap").Aria("hidden", true).Body(
			ui.Elem("svg").XMLNS(svgSpace).ID("ruler").Attr("viewBox", "0 0 8 1000").Attr("preserveAspectRatio", "none")),
		d.parts[partMenu],
		d.parts[partFoot],
		d.parts[partPanel],
		d.parts[partToasts],
		d.parts[partDialogs],
		ui.P().ID("live").Class("vh").Role("status").Aria("live", "polite"),
	)
}

// blank is the empty desk: what to do, and how marks read.
func (d *Desk) blank() ui.UI {
	hurdle := ui.P().Class("trouble").Role("status").Text(d.hurdle)
	return ui.Section().Class("blank").Aria("labelledby", "blank-title").Body(
		ui.Div().Class("blank-inner").Body(
			ui.H1().Class("blank-title").ID("blank-title").Body(span("blank-caret", ""), ui.Text("Paste a news story")),
			ui.P().Class("blank-lead").Text("Who is in it, where it happens and who said what are marked at once. Put right what is wrong, and keep the data."),
			ui.Div().Class("blank-do").Body(
				action("btn btn-ink btn-large", "paste", "").Body(ui.Text("Paste"), silentKeys("Ctrl", "V")),
				action("btn btn-line btn-large", "choose", "").Text("Choose files"),
				action("btn btn-text btn-large", "choose", "folder").Text("Choose a folder"),
				action("btn btn-text btn-large", "sample", "").Text("Try a sample story"),
			),
			ui.P().Class("blank-drop").Text("or drop files anywhere: text, saved pages, Stet documents, what spaCy, Prodigy, Label Studio, doccano or brat wrote, or a whole folder"),
			when(d.hurdle != "", func() ui.UI { return hurdle }),
			ui.Div().Class("blank-show").Body(
				ui.P().Class("show-line").Body(
					example("actor", "accepted", "Ada Quist"), ui.Text(" told the council in "), example("location", "accepted", "Harlow Bay"), ui.Text(": "),
					ui.Elem("mark").Class("mk mk-quote q-direct is-accepted").Body(
						ui.I().Class("q-note").DataSet("speaker", "Ada Quist").Aria("hidden", true),
						ui.Text("“We waited nine weeks for the bridge to "), example("location", "accepted", "Saint Brannock"), ui.Text(".”")),
				),
				ui.P().Class("show-key").Body(
					ui.Span().Body(ui.B().Class("in-actor").Text("Actors"), ui.Text(" are underlined.")),
					ui.Span().Body(ui.B().Class("in-location").Text("Locations"), ui.Text(" rest on a scale bar.")),
					ui.Span().Body(ui.B().Class("in-quote").Text("Quotes"), ui.Text(" are bracketed, with the speaker in the margin.")),
				),
			),
		),
		ui.P().Class("blank-foot").Body(icon("lock"), span("", "Works with the network off. The story stays on this computer.")),
	)
}

func example(typ, state, words string) ui.UI {
	return ui.Elem("mark").Class("mk mk-" + typ + " is-" + state).Text(words)
}

// barPart is the line at the top: where one is, what is kept, how far one is, the way back.
type barPart struct {
	ui.Compo
	d *Desk
}

func (b *barPart) Render() ui.UI {
	d := b.d
	title, undo, redo := "", "", ""
	var t Tally
	done := false
	if d.story != nil {
		title, t, done = d.story.Row.Title, d.story.tally, d.story.Doc().Done
		undo, redo = d.undoWords(), d.redoWords()
	}
	return ui.Header().Class("bar").Body(
		ui.Div().Class("bar-left").Body(
			action("btn btn-icon", "library", "").Aria("label", "Stories").Aria("expanded", d.flipped == d.page.Narrow()).Aria("keyshortcuts", d.shortcuts("library")).Title("Stories  "+d.spoken("library")).Body(icon("rail")),
			action("wordmark", "home", "").Aria("label", "Stet, new story").Body(span("", "Stet")),
			span("bar-rule", ""),
			when(title != "", func() ui.UI { return ui.H1().Class("bar-title").Text(title) }), // a story may have no headline
			b.saved(),
		),
		ui.Div().Class("bar-right").Body(
			ui.P().Class(map[bool]string{false: "progress", true: "progress is-long"}[t.Marks > 999]).Body(
				bar("progress-bar", t.Decided, t.Marks),
				when(d.reading != "", func() ui.UI { return span("", "Reading…") }), // its marks are not counted yet
				when(d.reading == "", func() ui.UI {
					return ui.Span().Body(ui.B().Text(thousands(t.Decided)), span("progress-of", " of "+thousands(t.Marks)), span("progress-word", " decided"))
				})),
			span("bar-rule", ""),
			action("btn btn-line btn-find", "palette", "").Aria("keyshortcuts", d.shortcuts("palette")).Title("Find an action by its name  "+d.spoken("palette")).Body(icon("find"), span("find-word", "Find an action"), d.hint("palette")),
			ui.Span().Class("bar-story bar-right").Body(
				action("btn btn-icon btn-done", "finish", "").Aria("label", "Done").Aria("pressed", done).Aria("keyshortcuts", d.shortcuts("finish")).
					Title(map[bool]string{true: "Done: open it again", false: "Mark the story as done"}[done]+"  "+d.spoken("finish")).Body(icon("check")),
				action("btn btn-icon btn-reading", "reading", "").Aria("label", "Reading: letters and lines").Title("Reading: letters and lines").Text("Aa"),
				action("btn btn-icon", "undo", "").Aria("label", label("Undo", undo)).Title(label("Undo", undo)+"  "+d.spoken("undo")).Aria("keyshortcuts", d.shortcuts("undo")).Disabled(undo == "").Body(icon("undo")),
				action("btn btn-icon", "redo", "").Aria("label", label("Redo", redo)).Title(label("Redo", redo)+"  "+d.spoken("redo")).Aria("keyshortcuts", d.shortcuts("redo")).Disabled(redo == "").Body(icon("redo")),
				action("btn btn-icon btn-edit", "edittext", "").Aria("label", "Edit the text").Title("Edit the text").Body(icon("pen")),
				action("btn btn-ink", "export", "").Aria("label", "Export").Body(icon("out"), span("", "Export")),
			),
		),
	)
}

func label(verb, what string) string {
	if what == "" {
		return verb
	}
	return verb + ": " + what
}

func (b *barPart) saved() ui.UI {
	d := b.d
	if d.reading != "" && d.saving == Saved { // nothing is kept of it yet
		return ui.P().Class("saved")
	}
	switch d.saving {
	case Saving:
		return ui.P().Class("saved is-saving").Body(span("saved-dot", ""), span("", "Saving…"))
	case Lost:
		return ui.P().Class("saved is-lost").Title(d.lost).Body(span("saved-dot", ""), span("", "Not saved"), action("link", "retry", "").Text("Try again"), action("link", "export", "").Text("Save to a file"))
	}
	return ui.P().Class("saved").Body(span("saved-dot", ""), span("", "Saved"))
}

// footPart is the line of keys under the story, what is left to do, and on a phone the tabs.
type footPart struct {
	ui.Compo
	d *Desk
}

func (f *footPart) Render() ui.UI {
	d := f.d
	var t Tally
	if d.story != nil {
		t = d.story.tally
	}
	key := func(word string, ids ...string) ui.UI {
		keys := make([]string, len(ids))
		for i, id := range ids {
			keys[i] = d.spoken(id)
		}
		return ui.Span().Body(keyHints(keys...), ui.Text(word))
	}
	return ui.Div().Class("foot").Body(
		ui.Footer().Class("hints").Aria("label", "Keys").Body(
			ui.Span().Class("hints-keys").Body(
				action("hint-all", "keys", "").Body(keyHints(d.spoken("keys")), ui.Text("all keys")),
				key("move", "next", "previous"), key("least sure", "least"), key("accept", "accept"), key("reject", "reject"), key("retag", "type:actor", "type:location", "type:quote")),
			ui.Span().Class("hints-end").Hidden(d.reading != "").Body(
				ui.B().Class("unsure-n").Text(strconv.Itoa(t.Unsure)), ui.Text(" uncertain"), span("hints-left", ", "+thousands(t.Marks-t.Decided)+" to decide")),
		),
		ui.Nav().Class("dock").Aria("label", "Views").Body(
			d.dockTab("story", "text", "Story"), d.dockTab("who", "who", "Who"), d.dockTab("where", "map", "Where"), d.dockTab("said", "said", "Said"),
			action("dock-tab", "palette", "").Body(icon("find"), span("", "Actions"))),
	)
}

func (d *Desk) dockTab(view, ic, word string) ui.UI {
	b := action("dock-tab", "view", view).Body(icon(ic), span("", word))
	if d.view == view {
		b = b.Aria("current", "page")
	}
	return b
}

// toastPart shows what happened, with the way back.
type toastPart struct {
	ui.Compo
	d *Desk
}

func (t *toastPart) Render() ui.UI {
	d := t.d
	return ui.Section().Class("toasts").Aria("label", "Messages").Body(ui.Range(d.toasts).Slice(func(i int) ui.UI {
		o := d.toasts[i]
		class := "toast"
		if o.trouble {
			class += " is-trouble"
		}
		return ui.Div().Class(class).Body(
			ui.P().Text(o.words),
			when(o.do != "", func() ui.UI {
				return action("btn btn-line btn-small", o.do, o.arg).Body(ui.Text(o.label), when(o.do == "others", func() ui.UI { return d.hint("others") }))
			}),
			action("btn btn-icon btn-small", "dismiss", strconv.Itoa(o.id)).Aria("label", "Dismiss").Body(icon("x")))
	}))
}

const kind0 = kind.NoType

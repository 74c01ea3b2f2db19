package app

import (
	"strconv"
	"strings"

	"stet/annotate/kind"
)

// do carries out an action by its name, from a button or a key. It answers whether there was something to do.
func (d *Desk) do(name, arg string) bool {
	if f, ok := always[name]; ok {
		f(d, arg)
		return true
	}
	f, ok := withStory[name]
	if !ok || d.story == nil || d.reading != "" {
		return false
	}
	return f(d, arg)
}

// What can be done with or without a story.
var always map[string]func(*Desk, string)

// What needs a story on the desk. The answer says whether a key that asked for it is used up.
var withStory map[string]func(*Desk, string) bool

func init() {
	always = map[string]func(*Desk, string){
		"paste":       func(d *Desk, _ string) { d.page.Clipboard() },
		"choose":      func(d *Desk, what string) { d.page.Choose(what == "folder") },
		"sample":      func(d *Desk, _ string) { d.annotate(sample, "", "sample", d.turn) },
		"home":        func(d *Desk, _ string) { d.home() },
		"open":        func(d *Desk, id string) { d.openStory(id) },
		"delete":      func(d *Desk, id string) { d.deleteStory(id) },
		"restore":     func(d *Desk, id string) { d.restoreStory(id) },
		"deletefound": func(d *Desk, _ string) { d.deleteRows(d.found()) },

		"list":         func(d *Desk, _ string) { d.toList() },
		"row":          func(d *Desk, what string) { d.rowCommand(what) },
		"pick":         func(d *Desk, id string) { d.pickStory(id) },
		"pickall":      func(d *Desk, _ string) { d.pickAll() },
		"endpicking":   func(d *Desk, _ string) { d.endPicking() },
		"deletepicked": func(d *Desk, _ string) { d.deletePicked() },
		"exportpicked": func(d *Desk, _ string) { d.exportPicked() },

		"restoreall": func(d *Desk, ids string) { d.restoreAll(ids) },
		"longer": func(d *Desk, _ string) {
			d.room["library"] = max(d.room["library"], mostStories) + mostStories
			d.refresh(partLibrary)
		},
		"reading": func(d *Desk, _ string) { d.openDialog("letters") },
		"read":    func(d *Desk, what string) { d.setReading(what) },
		"backup":  func(d *Desk, _ string) { d.backup() },
		"library": func(d *Desk, _ string) { d.flipped = !d.flipped; d.refresh(partFrame, partBar) },
		"dismiss": func(d *Desk, id string) { n, _ := strconv.Atoi(id); d.dismiss(n) },
		"close":   func(d *Desk, id string) { d.offerDraft(id); d.close(id) },
		"keys":    func(d *Desk, _ string) { d.remap = remap{}; d.openDialog("keys") },
		"palette": func(d *Desk, _ string) { d.openPalette() },
		"run":     func(d *Desk, id string) { d.run(id) },

		"rebind":    func(d *Desk, id string) { d.rebind(id) },
		"takekey":   func(d *Desk, _ string) { d.takeKey() },
		"nokey":     func(d *Desk, _ string) { d.noKey() },
		"leavekey":  func(d *Desk, _ string) { d.leaveKey() },
		"resetkeys": func(d *Desk, _ string) { d.resetKeys() },

		"savejson": func(d *Desk, _ string) { d.export(false) },
		"copyjson": func(d *Desk, _ string) { d.export(true) },

		"retry":  func(d *Desk, _ string) { d.retry() },
		"reload": func(d *Desk, _ string) { d.page.Reload() },
	}
	withStory = map[string]func(*Desk, string) bool{
		"next":     func(d *Desk, _ string) bool { return d.walk(1) },
		"previous": func(d *Desk, _ string) bool { return d.walk(-1) },
		"least":    func(d *Desk, _ string) bool { return d.leastSure() },
		"outward":  func(d *Desk, _ string) bool { return d.goTo(d.story.outward(d.current)) },
		"menu":     (*Desk).openMenu,
		"escape":   func(d *Desk, _ string) bool { return d.escape() },
		"shut": func(d *Desk, _ string) bool {
			d.pending = nil
			d.moveTo(d.current, moveOptions{take: true})
			return true
		},
		"back": func(d *Desk, _ string) bool { d.showPane(paneMark); return true },
		"labels": func(d *Desk, _ string) bool {
			d.page.KindLabels()
			d.page.Tip("") // lines are wider or closer: what lies over them is placed anew
			return true
		},

		"accept":    func(d *Desk, _ string) bool { return d.accept() },
		"acceptall": func(d *Desk, _ string) bool { return d.acceptAll() },
		"others":    func(d *Desk, _ string) bool { return d.openOthers() },
		"tick":      (*Desk).tick,
		"otherstoo": func(d *Desk, _ string) bool { return d.doOthers() },
		"renaming":  func(d *Desk, _ string) bool { return d.renaming() },
		"splitting": func(d *Desk, _ string) bool { return d.splitting() },
		"merging":   func(d *Desk, _ string) bool { return d.merging() },
		"reject":    func(d *Desk, _ string) bool { return d.reject() },
		"type":      (*Desk).chooseType,
		"totype":    (*Desk).toType,
		"kind":      func(d *Desk, arg string) bool { k, err := kind.Parse(arg); return err == nil && d.tag(k) },
		"start":     func(d *Desk, arg string) bool { return d.nudge(true, arg) },
		"end":       func(d *Desk, arg string) bool { return d.nudge(false, arg) },
		"speaker":   func(d *Desk, _ string) bool { return d.ask4(paneSpeaker) },
		"entity":    func(d *Desk, _ string) bool { return d.ask4(paneEntity) },
		"place":     func(d *Desk, _ string) bool { return d.ask4(panePlace) },
		"cue":       func(d *Desk, _ string) bool { return d.ask4(paneCue) },
		"choice":    func(d *Desk, arg string) bool { return d.pickID(arg) },
		"whole":     func(d *Desk, arg string) bool { d.whole = arg == "all"; d.refresh(partMenu); return true },
		"rename":    func(d *Desk, arg string) bool { return d.rename(arg) },
		"finish":    func(d *Desk, _ string) bool { return d.finish() },
		"undo":      func(d *Desk, _ string) bool { d.undo(); return true },
		"redo":      func(d *Desk, _ string) bool { d.redo(); return true },

		"view":   func(d *Desk, arg string) bool { d.setView(arg); return true },
		"tab":    func(d *Desk, arg string) bool { d.setTab(arg); return true },
		"filter": func(d *Desk, arg string) bool { d.filter = Filter(arg); d.refresh(partPanel); return true },
		"more": func(d *Desk, arg string) bool {
			d.room[arg] = max(d.room[arg], rowsShown) + rowsShown
			d.refresh(partPanel, partDialogs)
			return true
		},
		"quotemark":  func(d *Desk, id string) bool { return d.fromPanel(id) },
		"entitymark": func(d *Desk, id string) bool { return d.fromPanelEntity(id) },
		"return":     func(d *Desk, _ string) bool { return d.wayBack() },
		"copyquotes": func(d *Desk, of string) bool { d.copyQuotes(of); return true },
		"strip":      (*Desk).stripTo,
		"print":      func(d *Desk, what string) bool { d.print(what); return true },
		"table": func(d *Desk, _ string) bool {
			d.out.format = "csv"
			return d.do("export", "")
		},

		"export": func(d *Desk, _ string) bool {
			if d.out.stories == pickedStories {
				d.out.stories = thisStory
			}
			d.openDialog("export")
			d.prepareExport()
			return true
		},
		"settle": (*Desk).settle,
	}
}

// input hears what is typed into a field.
func (d *Desk) input(field, value string) {
	if choice, ok := strings.CutPrefix(field, "out-"); ok {
		d.chooseExport(choice, value)
		return
	}
	switch field {
	case "search":
		d.searchFor(value)
	case "said-words":
		d.saidWords = value
		d.refresh(partPanel)
	case "said-kind":
		d.saidKind = value
		d.refresh(partPanel)
	case "order":
		d.order = value
		d.refresh(partLibrary)
	case "choices", "rename":
		d.typed, d.choice = value, 0
		d.refresh(partMenu)
	case "text":
		d.draft = value
	case "ruleline":
		d.book.draft = value
	case "palette":
		d.typed, d.choice = value, 0
		d.refresh(partDialogs)
	}
}

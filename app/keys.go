package app

import (
	"strings"

	"stet/annotate/kind"
)

// Where the keyboard's focus is, as web/page/desk.js says it.
const (
	inStory      = "story"
	inMenu       = "menu"
	inMenuButton = "menu-button"
	inMenuField  = "menu-field"
	inField      = "field"
	inDialog     = "dialog"
	onButton     = "button"
	onTab        = "tab"
	onPage       = "page"
)

const (
	shift = 1
	ctrl  = 2
	alt   = 4
)

// binding is a key that does something. Letters work wherever nothing is typed; the others only where the story or its menu has the
// focus, so that no button and no field loses a key.
type binding struct {
	key  string
	mods int
	do   string
	arg  string
	only bool // only in the story and its menu, and not on a button
}

// bindings is the keyboard. Keys of browsers and screen readers are not in it, but for Alt with an arrow while a mark is current.
var bindings = []binding{
	{key: "j", do: "next"}, {key: "ArrowDown", do: "next", only: true},
	{key: "k", do: "previous"}, {key: "ArrowUp", do: "previous", only: true},
	{key: "n", do: "least"},
	{key: "o", do: "outward"},
	{key: "Enter", do: "accept", only: true},
	{key: "Backspace", do: "reject", only: true}, {key: "Delete", do: "reject", only: true},
	{key: "Enter", mods: shift, do: "acceptall", only: true},
	{key: " ", do: "menu", only: true},
	{key: "a", do: "type", arg: "actor"}, {key: "l", do: "type", arg: "location"}, {key: "q", do: "type", arg: "quote"},
	{key: "s", do: "speaker"}, {key: "e", do: "entity"}, {key: "c", do: "cue"}, {key: "p", do: "place"},
	{key: "ArrowRight", do: "end", arg: "word", only: true}, {key: "ArrowLeft", do: "end", arg: "-word", only: true},
	{key: "ArrowRight", mods: shift, do: "start", arg: "word", only: true}, {key: "ArrowLeft", mods: shift, do: "start", arg: "-word", only: true},
	{key: "ArrowRight", mods: alt, do: "end", arg: "letter", only: true}, {key: "ArrowLeft", mods: alt, do: "end", arg: "-letter", only: true},
	{key: "ArrowRight", mods: alt | shift, do: "start", arg: "letter", only: true}, {key: "ArrowLeft", mods: alt | shift, do: "start", arg: "-letter", only: true},
	{key: "d", do: "finish"},
	{key: "Escape", do: "escape"},
	{key: "z", mods: ctrl, do: "undo"}, {key: "z", mods: ctrl | shift, do: "redo"}, {key: "y", mods: ctrl, do: "redo"},
	{key: "1", do: "tab", arg: "who"}, {key: "2", do: "tab", arg: "where"}, {key: "3", do: "tab", arg: "said"},
	{key: "[", do: "library"},
	{key: "`", do: "labels"},
	{key: "?", do: "keys"},
}

// key is told every key that is pressed. It answers whether the key was used; the browser does what it does with the others.
func (d *Desk) key(key string, mods int, where string) bool {
	name := key
	if len(key) == 1 && key[0] >= 'A' && key[0] <= 'Z' {
		name = strings.ToLower(key)
	} else if len([]rune(key)) == 1 && key != " " && (key < "a" || key > "z") {
		mods &^= shift // the sign says it already
	}
	if where == inDialog || where == inField {
		return false
	}
	if where == inMenuField {
		return d.fieldKey(name)
	}
	if d.story == nil || d.reading != "" {
		return name == "[" && mods == 0 && d.do("library", "")
	}
	if d.waiting != kind0 && mods&^shift == 0 {
		return d.kindKey(name)
	}
	if d.listed() && mods == 0 && d.listKey(name, where) {
		return true
	}
	if where == onButton && name == "Escape" {
		d.page.Focus("story")
		return true
	}
	if where == onTab {
		return mods == 0 && d.arrowIn(name)
	}
	for _, b := range bindings {
		if b.key != name || b.mods != mods {
			continue
		}
		if b.only && where != inStory && where != inMenu {
			return false
		}
		if where == onButton && mods == 0 && name != "escape" && len(name) > 1 {
			return false
		}
		return d.do(b.do, b.arg)
	}
	return false
}

// arrowIn moves between the tabs of the panel with the arrow keys, as tabs do.
func (d *Desk) arrowIn(name string) bool {
	n, ok := map[string]int{"ArrowRight": 1, "ArrowLeft": len(tabs) - 1}[name]
	if !ok {
		return false
	}
	for i, t := range tabs {
		if t.id == d.tab {
			next := tabs[(i+n)%len(tabs)].id
			d.setTab(next)
			d.page.Focus("tab-" + next)
			return true
		}
	}
	return false
}

// kindKey is the letter behind A, L or Q.
func (d *Desk) kindKey(name string) bool {
	t := d.waiting
	d.waiting = kind0
	d.page.Tip("")
	if name == "Enter" {
		name = kindLetters[t][:1]
	}
	if i := strings.Index(kindLetters[t], name); i >= 0 && len(name) == 1 {
		d.tag(t.Kinds()[i])
	}
	d.refresh(partMenu)
	return true
}

// awaitKind shows which letters choose the kind.
func (d *Desk) awaitKind(t kind.Type) {
	d.waiting = t
	parts := []string{title1(t.String())}
	for i, k := range t.Kinds() {
		parts = append(parts, upper(kindLetters[t][i]), k.String())
	}
	d.page.Tip(strings.Join(parts, "\x00"))
	d.page.Say(title1(t.String()) + ": " + strings.Join(parts[1:], " "))
	d.refresh(partMenu)
}

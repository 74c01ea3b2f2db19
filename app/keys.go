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
	onRow        = "row" // of the list of stories
	onTab        = "tab"
	onPage       = "page"
)

const (
	shift = 1
	ctrl  = 2
	alt   = 4
)

// key is told every key that is pressed, and on a row of the list of stories which one that is. It answers whether the key was used; the
// browser does what it does with the others.
func (d *Desk) key(key string, mods int, where, row string) bool {
	pressed := stroke(key, mods)
	name := strings.TrimPrefix(pressed, "shift+")
	if name == "Space" {
		name = " "
	}
	if len([]rune(key)) == 1 && key != " " && (key < "A" || key > "Z" && key < "a" || key > "z") {
		mods &^= shift // the sign says it already
	}
	if where == inDialog {
		return d.dialogKey(name, pressed)
	}
	if d.coming { // a hand faster than the screen
		return d.comingKey(key, mods, name, pressed)
	}
	if where == inField {
		return d.isKeyOf("palette", pressed) && mods&ctrl != 0 && d.do("palette", "")
	}
	if where == inMenuField {
		return d.fieldKey(name)
	}
	if where == onRow && d.rowKey(name, pressed, row) {
		return true
	}
	if d.story == nil || d.reading != "" {
		for _, id := range [...]string{"library", "list", "pick", "palette", "keys"} {
			if d.isKeyOf(id, pressed) {
				return d.do(id, "")
			}
		}
		return false
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
	c := d.commandFor(pressed)
	switch {
	case c == nil, onlyInStory(pressed) && where != inStory && where != inMenu:
		return false
	}
	return d.do(c.do, c.arg)
}

// comingKey is a key while a dialog is asked for and does not stand yet. It is not the story's any more: what would be done there is left.
func (d *Desk) comingKey(key string, mods int, name, pressed string) bool {
	switch {
	case name == "Escape":
		d.close(d.dialog)
		return true
	case d.dialog != "palette":
		return name == "Enter" || d.commandFor(pressed) != nil
	case mods&^shift == 0 && len([]rune(key)) == 1:
		return d.typedAhead(key)
	}
	return d.dialogKey(name, pressed)
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
		d.tag(t.Kinds()[0])
	} else if c := d.commandIn(t.String(), name); c != nil {
		d.do(c.do, c.arg)
	}
	d.refresh(partMenu)
	return true
}

// kindLetter is the key of a kind behind its type's, as it is shown.
func (d *Desk) kindLetter(k kind.Kind) string { return d.spoken("kind:" + k.String()) }

// awaitKind shows which letters choose the kind.
func (d *Desk) awaitKind(t kind.Type) {
	d.waiting = t
	parts := []string{title1(t.String())}
	for _, k := range t.Kinds() {
		parts = append(parts, d.kindLetter(k), k.String())
	}
	d.page.Tip(strings.Join(parts, "\x00"))
	d.page.Say(title1(t.String()) + ": " + strings.Join(parts[1:], " "))
	d.refresh(partMenu)
}

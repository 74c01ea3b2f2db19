package app

import (
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The command palette: every action, found by its name, with its key beside it.

func (d *Desk) openPalette() {
	d.typed, d.choice = "", 0
	d.page.Clear("palette-field")
	d.openDialog("palette")
}

// typedAhead takes a letter that was typed before the palette stood.
func (d *Desk) typedAhead(letter string) bool {
	d.typed += letter
	d.page.Fill("palette-field", d.typed)
	d.refresh(partDialogs)
	return true
}

// matches returns the commands whose names hold all the words that were typed; those whose name begins with them come first.
func (d *Desk) matches() []*command {
	typed := strings.ToLower(strings.TrimSpace(d.typed))
	var first, then []*command
next:
	for i := range commands {
		c := &commands[i]
		if c.do == "escape" || c.do == "palette" {
			continue
		}
		name := strings.ToLower(c.name)
		for _, w := range strings.Fields(typed) {
			if !strings.Contains(name, w) {
				continue next
			}
		}
		if strings.HasPrefix(name, typed) {
			first = append(first, c)
		} else {
			then = append(then, c)
		}
	}
	return append(first, then...)
}

// dialogKey is a key in a dialog: the palette's list and the keys page take some, the browser has the others.
func (d *Desk) dialogKey(name, pressed string) bool {
	switch {
	case d.dialog == "keys" && d.remap.command != "" && d.remap.other == "":
		return d.rebindKey(pressed)
	case d.dialog != "palette":
		return false
	}
	all := d.matches()
	switch name {
	case "ArrowDown", "ArrowUp":
		n := map[bool]int{true: 1, false: len(all) - 1}[name == "ArrowDown"]
		if len(all) > 0 {
			d.choice = (d.choice + n) % len(all)
		}
		d.refresh(partDialogs)
		d.page.Later(30, d.page.Follow)
	case "Enter":
		if d.choice < len(all) {
			d.run(all[d.choice].id())
		}
	default:
		if !d.isKeyOf("palette", pressed) {
			return false
		}
		d.close("palette")
	}
	return true
}

// run does what was chosen in the palette, once the focus is back where it was.
func (d *Desk) run(id string) {
	d.close("palette")
	d.page.Later(40, func() {
		if c := commandOf(id); c != nil && !d.do(c.do, c.arg) {
			d.cannot(c.name + ": there is nothing to do that with. Open a story and go to a mark first.")
		}
	})
}

func (d *Desk) paletteDialog() ui.UI {
	if d.dialog != "palette" {
		return dialog("palette", "Find an action", "")
	}
	all := d.matches()
	active := ""
	if len(all) > 0 {
		active = "palette-" + strconv.Itoa(d.choice)
	}
	return dialog("palette", "Find an action", "",
		ui.Label().Class("field palette-find").Body(hiddenText("Action"), icon("find"),
			ui.Input().ID("palette-field").Type("text").Role("combobox").AutoFocus(true).AutoComplete(false).Spellcheck(false).Placeholder("Accept, rename, export…").
				Aria("expanded", true).Aria("controls", "palette-list").Aria("activedescendant", active).DataSet("input", "palette")),
		ui.Div().Class("choices palette-list").ID("palette-list").Role("listbox").Aria("label", "Actions").TabIndex(-1).Body(ui.Range(all).Slice(func(i int) ui.UI {
			c := all[i]
			class := "choice"
			if i == d.choice {
				class += " is-on"
			}
			return ui.Div().Class(class).ID("palette-"+strconv.Itoa(i)).Role("option").Aria("selected", i == d.choice).DataSet("do", "run").DataSet("arg", c.id()).Body(
				span("choice-name", c.name), span("choice-sub", ""), keyHints(d.facesOf(c)...))
		})),
		when(len(all) == 0, func() ui.UI {
			return ui.P().Class("pop-note palette-none").Role("status").Text("No action is called so.")
		}))
}

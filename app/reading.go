package app

import (
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The reader's own setting of the story: how large its letters are and how wide its lines, from 1 to 5; 3 is how it comes.
const (
	smallest = 1
	largest  = 5
)

// setReading takes "size 4" or "width 2".
func (d *Desk) setReading(what string) {
	name, n, _ := strings.Cut(what, " ")
	value, err := strconv.Atoi(n)
	if err != nil || value < smallest || value > largest {
		return
	}
	if name == "size" {
		d.page.Reading(value, 0)
	} else {
		d.page.Reading(0, value)
	}
	d.refresh(partDialogs)
}

func (d *Desk) readingDialog() ui.UI {
	size, width := d.page.Reading(0, 0)
	row := func(name, label string, now int, words []string) ui.UI {
		return ui.Div().Class("reading-row").Body(ui.Span().ID("reading-"+name).Text(label),
			ui.Div().Class("seg").Role("group").Aria("labelledby", "reading-"+name).Body(ui.Range(words).Slice(func(i int) ui.UI {
				class := ""
				if i+1 == now {
					class = "seg-on"
				}
				return action(class, "read", name+" "+strconv.Itoa(i+1)).Aria("pressed", i+1 == now).Text(words[i])
			})))
	}
	return dialog("letters", "Reading", "kept in this browser",
		ui.Div().Class("dialog-body").Body(
			row("size", "Letters", size, []string{"smallest", "small", "usual", "large", "largest"}),
			row("width", "Lines", width, []string{"narrowest", "narrow", "usual", "wide", "widest"}),
			when(d.story != nil, func() ui.UI {
				return ui.Div().Class("reading-print").Body(
					action("btn btn-line", "print", "story").Text("Print the story"),
					action("btn btn-line", "print", "both").Text("Print it with who said what"))
			})))
}

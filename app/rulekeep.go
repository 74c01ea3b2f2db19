package app

import (
	"errors"

	"stet/app/browser"
)

// keepTrial uses the rules that were looked at, once.
func (d *Desk) keepTrial() {
	if t := d.book.trial; t != nil && !d.book.keeping {
		d.keepRules(d.book.with(t.text), t.label)
	}
}

// keepRules puts a pack into the store and in use, and brings the stories up to it.
func (d *Desk) keepRules(p Pack, label string) {
	kept := func() {
		b := &d.book
		b.Pack, b.says, b.trial, b.editing, b.problem = p, nil, nil, 0, ""
		clear(d.reasons)
		if d.dialog == "rules" {
			d.close("rules")
		}
		d.toast(toast{words: label + ".", do: "rulesundo", label: "Undo"})
		d.refresh(partDialogs, partMenu)
		d.freshen()
	}
	if !d.stores {
		kept()
		return
	}
	d.book.keeping = true
	d.page.Store("keepRules", func(_ [][]byte, err error) {
		d.book.keeping = false
		defer d.keptRules()
		var e *browser.Error
		switch {
		case err == nil:
			kept()
		case errors.As(err, &e) && e.Name == "ConflictError":
			d.loadRules(d.openRules)
			d.toast(toast{words: "Your rules were changed in another tab. This is how they stand now; do the change again.", trouble: true})
		default:
			d.toast(toast{words: trouble(err), trouble: true})
		}
	}, p.json(), p.Rev)
}

// keptRules goes on to what was asked for while the store was writing.
func (d *Desk) keptRules() {
	if len(d.book.after) > 0 {
		next := d.book.after[0]
		d.book.after = d.book.after[1:]
		next()
	}
}

func (d *Desk) undoRules(redo bool) {
	if d.book.keeping {
		d.book.after = append(d.book.after, func() { d.undoRules(redo) })
		return
	}
	p, ok := d.book.undone(redo)
	if !ok {
		d.cannot("There is nothing more to undo in your rules.")
		return
	}
	d.keepRules(p, map[bool]string{false: "Your rules are as they were before", true: "Your rules are changed again"}[redo])
}

// rulesElsewhere hears that another tab changed the rules. That one brings the stories up to them.
func (d *Desk) rulesElsewhere(rev int) {
	if rev <= d.book.Rev {
		return
	}
	d.loadRules(func() {
		clear(d.reasons)
		if d.dialog == "rules" {
			d.openRules()
			d.page.Say("Your rules were changed in another tab; this is how they stand now.")
		}
	})
}

package e2e

import (
	"testing"

	"stet/e2e/chrome"
)

// window is a size that the desk is held to.
type window struct {
	name          string
	width, height int64
}

var widths = []window{{"wide", 1280, 800}, {"phone", 390, 844}}

// eachWidth runs a test in every window.
func eachWidth(t *testing.T, test func(t *testing.T, w window)) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) { test(t, w) })
	}
}

// set gives the page the window's size.
func (w window) set(tab *chrome.Tab) { tab.Size(w.width, w.height) }

// view shows who, where or said; on a phone, the story, too.
func (w window) view(tab *chrome.Tab, view string) {
	if w.name == "phone" {
		tab.Click(`.dock-tab[data-arg=` + view + `]`)
	} else if view != "story" {
		tab.Click(`.tab[data-arg=` + view + `]`)
	}
	if view != "story" {
		tab.Wait(`document.querySelector(".tab[aria-selected=true]").dataset.arg === "` + view + `" && document.getElementById("pane").checkVisibility()`)
	}
}

// list shows the list of stories where it is hidden.
func (w window) list(tab *chrome.Tab) {
	if !chrome.Eval[bool](tab, `document.getElementById("library").checkVisibility()`) {
		tab.Click(`.bar [data-do=library]`)
	}
	tab.Wait(`document.getElementById("library").checkVisibility()`)
}

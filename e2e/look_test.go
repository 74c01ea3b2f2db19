package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

// clean fails where axe-core finds something.
func clean(t *testing.T, tab *chrome.Tab, where string) {
	t.Helper()
	for _, found := range tab.Axe() {
		t.Errorf("%s: %s", where, found)
	}
}

func TestAxe(t *testing.T) {
	for _, c := range []struct {
		name   string
		width  int64
		height int64
		scheme string
	}{{"wide and light", 1280, 800, "light"}, {"wide and dark", 1280, 800, "dark"}, {"phone", 390, 844, "light"}, {"phone and dark", 390, 844, "dark"}} {
		t.Run(c.name, func(t *testing.T) {
			tab := desk(t)
			tab.Size(c.width, c.height)
			tab.Media("prefers-color-scheme", c.scheme, "prefers-reduced-motion", "reduce")
			name := strings.ReplaceAll(c.name, " ", "-")
			clean(t, tab, "empty")
			tab.Shot("empty-" + name)
			drop(tab, "flood.json", floodDocument(t))
			tab.Wait(`document.querySelectorAll("#story .mk").length === 12`)
			saved(tab)
			clean(t, tab, "story")
			tab.Shot("story-" + name)
			click(tab, "a3")
			tab.WaitText("#pop", "Ada Quist")
			clean(t, tab, "menu of an actor")
			tab.Shot("actor-" + name)
			goTo(tab, "q5")
			tab.Key("s")
			tab.WaitText("#pop", "Who says it?")
			clean(t, tab, "speakers")
			tab.Key(kb.Escape)
			tab.Key(kb.Escape)
			clean(t, tab, "current mark")
			for _, view := range []string{"who", "where", "said"} {
				if c.width < 768 {
					tab.Click(`.dock-tab[data-arg=` + view + `]`)
				} else {
					tab.Click(`.tab[data-arg=` + view + `]`)
				}
				tab.Wait(`document.querySelector(".tab[aria-selected=true]").dataset.arg === "` + view + `"`)
				clean(t, tab, view)
				tab.Shot(view + "-" + name)
			}
			if c.width < 768 {
				tab.Click(`.dock-tab[data-arg=story]`)
			}
			for _, dialog := range []string{"export", "keys"} {
				chrome.Eval[bool](tab, `stet.go("do", "`+dialog+`", "")`)
				tab.Wait(`document.getElementById("` + dialog + `").open`)
				clean(t, tab, dialog)
				tab.Shot(dialog + "-" + name)
				tab.Key(kb.Escape)
				tab.Wait(`!document.getElementById("` + dialog + `").open`)
			}
			if c.width < 768 {
				tab.Click(`[data-do=library]`)
				tab.Wait(`document.getElementById("library").checkVisibility()`)
				clean(t, tab, "stories")
				tab.Shot("stories-" + name)
			}
		})
	}
}

// TestNothingMoves holds the design to its first principle: marks never move a letter.
func TestNothingMoves(t *testing.T) {
	tab := floodDesk(t)
	places := func() string {
		return chrome.Eval[string](tab, `JSON.stringify([...Array(stet.story.text().length).keys()].map((i) => { const r = stet.story.rangeOf(i, i + 1)?.getBoundingClientRect(); return r ? [Math.round(r.left * 4), Math.round(r.bottom)] : 0 }))`)
	}
	tab.Wait(`stet.story.pieces("a12")[0].getClientRects().length > 0`)
	before := places()
	goTo(tab, "a3")
	if places() != before {
		t.Error("the current mark moves letters")
	}
	tab.Key(" ")
	tab.Wait(`!document.getElementById("pop").hidden`)
	if places() != before {
		t.Error("a selected mark moves letters")
	}
	tab.Key(kb.Escape)
	tab.Key(kb.Enter)
	tab.Wait(`stet.story.pieces("a3")[0].classList.contains("is-accepted")`)
	if places() != before {
		t.Error("an accepted mark moves letters")
	}
	goTo(tab, "q5")
	tab.Key(kb.Backspace)
	tab.Wait(`stet.story.pieces("q5").length === 0`)
	if places() != before {
		t.Error("a quote that goes moves letters")
	}
}

func TestOneTabStop(t *testing.T) {
	tab := floodDesk(t)
	goTo(tab, "a4")
	seen := map[string]bool{}
	for range 40 {
		tab.Key(kb.Tab)
		seen[chrome.Eval[string](tab, `document.activeElement.closest("#story .mk") ? "a mark" : document.activeElement.dataset.do || document.activeElement.id || document.activeElement.tagName`)] = true
	}
	if seen["a mark"] {
		t.Error("Tab stops at marks: the story is to be one stop")
	}
	for _, want := range []string{"export", "tab", "filter", "quotemark", "library", "open", "undo"} {
		if !seen[want] && want != "undo" {
			t.Errorf("Tab does not reach %s: %v", want, seen)
		}
	}
}

func TestPanelsLead(t *testing.T) {
	tab := floodDesk(t)
	tab.Click(".said-row .row")
	tab.Wait(`stet.story.current() === "q5"`)
	tab.Wait(`document.querySelector(".said-row .row.is-here")`)
	tab.ClickText("Who ")
	tab.Wait(`document.querySelector("#pane .who-row")`)
	// The first click leads to the first mention, the second to the next.
	tab.ClickText("Ada Quist")
	tab.Wait(`stet.story.current() === "a3"`)
	tab.ClickText("Ada Quist")
	tab.Wait(`stet.story.current() === "a6"`)
	tab.ClickText("Where ")
	tab.ClickText("Carrow")
	tab.Wait(`stet.story.current() === "a12"`)
}

func TestPhone(t *testing.T) {
	tab := desk(t)
	tab.Size(390, 844)
	drop(tab, "flood.json", floodDocument(t))
	tab.Wait(`document.querySelectorAll("#story .mk").length === 12`)
	saved(tab)
	click(tab, "a12")
	tab.WaitText("#pop", "Carrow")
	// The sheet leaves the mark in sight.
	if !chrome.Eval[bool](tab, `stet.story.pieces("a12")[0].getBoundingClientRect().bottom < document.getElementById("pop").getBoundingClientRect().top`) {
		t.Error("the sheet covers its mark")
	}
	tab.ClickText("Accept")
	tab.Wait(`stet.story.pieces("a12")[0].classList.contains("is-accepted")`)
	if chrome.Eval[int](tab, `document.documentElement.scrollWidth`) > 390 {
		t.Error("the page is wider than the phone")
	}
}

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
		asks   []string // what else the reader's system asks for
	}{{"wide and light", 1280, 800, "light", nil}, {"wide and dark", 1280, 800, "dark", nil}, {"phone", 390, 844, "light", nil}, {"phone and dark", 390, 844, "dark", nil},
		{"more contrast", 1280, 800, "light", []string{"prefers-contrast", "more"}}, {"more contrast and dark", 1280, 800, "dark", []string{"prefers-contrast", "more"}},
		{"forced colours", 1280, 800, "light", []string{"forced-colors", "active"}}, {"forced colours and dark", 1280, 800, "dark", []string{"forced-colors", "active"}},
		{"forced colours on a phone", 390, 844, "light", []string{"forced-colors", "active"}}} {
		t.Run(c.name, func(t *testing.T) {
			tab := desk(t)
			tab.Size(c.width, c.height)
			tab.Media(append([]string{"prefers-color-scheme", c.scheme, "prefers-reduced-motion", "reduce"}, c.asks...)...)
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

// TestForcedColours has each of a mark's states and choices told in the system's own colours: nothing stands on a ground of its own colour.
func TestForcedColours(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		tab := floodDesk(t)
		tab.Media("forced-colors", "active", "prefers-color-scheme", scheme)
		click(tab, "q5")
		tab.WaitText("#pop", "We waited")
		seen := chrome.Eval[string](tab, `[...document.querySelectorAll("#pop button, #pop kbd, #story .mk, .bar .btn-ink")].filter((e) => e.checkVisibility()).filter((e) => {
			let ground = e;
			while (ground.parentElement && /, 0\)$/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
			return getComputedStyle(e).color === getComputedStyle(ground).backgroundColor;
		}).map((e) => e.outerHTML.slice(0, 80)).join("\n")`)
		if seen != "" {
			t.Errorf("%s: not to be read:\n%s", scheme, seen)
		}
		for what, js := range map[string]string{
			"a quote has the ground of the page":   `getComputedStyle(stet.story.pieces("q8")[0]).backgroundColor === getComputedStyle(document.body).backgroundColor`,
			"the margin has the speaker in ink":    `getComputedStyle(document.querySelector(".q-note")).color === getComputedStyle(document.getElementById("story")).color`,
			"a choice that is taken is told apart": `getComputedStyle(document.querySelector("#pop .seg-on")).backgroundColor !== getComputedStyle(document.querySelector("#pop .seg button:not(.seg-on)")).backgroundColor`,
			"what cannot be done looks so":         `getComputedStyle(document.querySelector(".bar [data-do=undo]")).color !== getComputedStyle(document.querySelector(".bar [data-do=edittext]")).color`,
		} {
			if !chrome.Eval[bool](tab, js) {
				t.Errorf("%s: it is not so that %s", scheme, what)
			}
		}
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

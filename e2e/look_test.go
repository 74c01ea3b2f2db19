package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
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
			"a field has an edge":                  `getComputedStyle(document.querySelector("#library .field")).borderTopStyle === "solid"`,
			"what lies over the text has an edge":  `getComputedStyle(document.getElementById("tip")).borderTopStyle === "solid"`,
			"a sign is to be seen":                 `getComputedStyle(document.querySelector(".panel .sign")).color === getComputedStyle(document.getElementById("story")).color`,
			"what cannot be done looks so":         `getComputedStyle(document.querySelector(".bar [data-do=undo]")).color !== getComputedStyle(document.querySelector(".bar [data-do=edittext]")).color`,
		} {
			if !chrome.Eval[bool](tab, js) {
				t.Errorf("%s: it is not so that %s", scheme, what)
			}
		}
		// The ring of the mark that one is at stands where the mark is uncertain, too.
		tab.Key(kb.Escape)
		goTo(tab, "a3")
		for _, asks := range []string{"forced-colors", "prefers-contrast"} {
			tab.Media(asks, map[string]string{"forced-colors": "active", "prefers-contrast": "more"}[asks], "prefers-color-scheme", scheme)
			if ring := chrome.Eval[string](tab, `(() => { const m = stet.story.pieces("a3")[0]; m.classList.add("is-unsure"); return getComputedStyle(m).outlineStyle + " " + getComputedStyle(m).outlineWidth })()`); ring != "solid 2px" {
				t.Errorf("%s, %s: where the keys are is told by %s", scheme, asks, ring)
			}
		}
	}
}

// TestWashKeepsToItsLine holds a mark in a headline of several lines to its own line: its wash must not lie on the letters above.
func TestWashKeepsToItsLine(t *testing.T) {
	tab := desk(t)
	drop(tab, "a.json", marks(t, "a", "Fog keeps the ferries and all of their crews in at Harlow Bay\n\nNobody sails today, pilots said.\n\nThe fog may lift on Friday.", "organization Harlow Bay"))
	tab.Wait(`document.querySelectorAll("#story .headline .mk").length === 1`)
	over := chrome.Eval[float64](tab, `(() => {
		const h = document.querySelector("#story .headline"), lines = document.createRange();
		lines.setStart(h.firstChild, 0); lines.setEnd(h.firstChild, h.firstChild.length);
		const above = [...lines.getClientRects()];
		return Math.max(...[...h.querySelectorAll(".mk")].flatMap((m) => [...m.getClientRects()]).flatMap((r) => above.filter((a) => a.top < r.top - 4).map((a) => a.bottom - r.top)));
	})()`)
	if over > 1 {
		t.Errorf("a mark's box reaches %.1f px into the line above", over)
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
	// What is pressed is as large as a thumb: in the menu, the lists and the bars.
	small := func(where string) {
		t.Helper()
		for _, b := range chrome.Eval[[]string](tab, `[...document.querySelectorAll("#desk button:not(.link, .in, .pop-grab)")].filter((b) => b.checkVisibility() && b.getClientRects().length).map((b) => [b, b.getBoundingClientRect()]).filter(([, r]) => r.width < 40 || r.height < 40).map(([b, r]) => b.className + " " + b.textContent.slice(0, 30) + " " + Math.round(r.width) + "×" + Math.round(r.height))`) {
			t.Errorf("%s: too small for a thumb: %s", where, b)
		}
	}
	click(tab, "a3")
	tab.WaitText("#pop", "Ada Quist")
	small("menu")
	tab.Click(".pop-grab")
	tab.Wait(`document.getElementById("pop").hidden`)
	for _, view := range []string{"who", "where", "said"} {
		widths[1].view(tab, view)
		small(view)
	}
	widths[1].list(tab)
	small("stories")
}

// TestPhonesBarHasRoom: how far one is stands beside the name of the program and the buttons, not under them, on narrow phones and in long stories.
func TestPhonesBarHasRoom(t *testing.T) {
	tab := desk(t)
	for _, n := range []int{150, 1100} {
		words := strings.Repeat("Quist went on. ", n)
		doc := annotate.Document{ID: "s", Text: "All of them go on\n\n" + words}
		doc.Entities = []annotate.Entity{{ID: "e1", Kind: kind.Person, Name: "Quist"}}
		for i := range n {
			at := len("All of them go on\n\n") + i*len("Quist went on. ")
			doc.Annotations = append(doc.Annotations, annotate.Annotation{ID: fmt.Sprintf("a%d", i+1), Kind: kind.Person, Span: text.Span{Start: at, End: at + 5}, Entity: "e1", By: "rule:test", Score: 900, State: annotate.Accepted})
		}
		drop(tab, fmt.Sprintf("s%d.json", n), string(doc.AppendJSON(nil)))
		tab.Wait(fmt.Sprintf(`document.querySelector(".progress").textContent.replace(/\D/g, "") === "%[1]d%[1]d"`, n))
		for _, width := range []int64{390, 320} {
			tab.Size(width, 700)
			room := `(() => {
				const box = (css) => document.querySelector(css).getBoundingClientRect(), of = box(".progress"), b = [...document.querySelectorAll(".bar-story button")].find((b) => b.checkVisibility());
				return Math.min(of.left - box(".saved-dot").right, b.getBoundingClientRect().left - of.right, of.left - box(".wordmark").right);
			})()`
			tab.Wait(fmt.Sprintf(`innerWidth === %d`, width))
			if gap := chrome.Eval[float64](tab, room); gap < 0 {
				tab.Shot("bar-without-room")
				t.Errorf("%d marks at %d px: the bar overlaps by %.0f px", n, width, -gap)
			}
		}
		tab.Size(1280, 800)
	}
}

// TestLeastSureFirst goes by N from the least certain mark to the next, and on by Enter in the same order; each comes into view.
func TestLeastSureFirst(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := desk(t)
			tab.Size(w.width, w.height)
			var story strings.Builder
			story.WriteString("Rain in Lyon\n\n")
			var list []string
			for i, name := range []string{"Ada Quist", "Joren Vale", "Mara Lind", "Tom Ray", "Hana Osei"} {
				story.WriteString(strings.Repeat("It rained on every roof of the harbour and on the boats below. ", 12) + name + " waited.\n\n")
				list = append(list, "person "+[]string{"Ada Quist", "Joren Vale", "Mara Lind", "Tom Ray", "Hana Osei"}[i])
			}
			drop(tab, "rain.json", marks(t, "rain", story.String(), list...)) // each less sure than the one before
			tab.Wait(`document.querySelectorAll("#story .mk").length === 5`)
			saved(tab)
			tab.Do(chrome.Focus("#story"))
			at := func(id string) {
				t.Helper()
				tab.Wait(`stet.story.current() === "` + id + `"`)
				tab.Wait(`(() => { const r = stet.story.pieces("` + id + `")[0].getBoundingClientRect(); return r.top > 40 && r.bottom < innerHeight - 30 })()`)
			}
			tab.Key("n")
			at("a5")
			tab.Key("n")
			at("a4")
			tab.Key(kb.Enter)
			at("a3")
			tab.Key(kb.Backspace)
			at("a2")
			tab.Key("j")
			at("a4")
			if w.width > 768 { // on a decided mark Enter only goes on, and its tip says so
				tab.WaitText("#tip .tip-keys", "next")
			}
			tab.Key("k")
			at("a2")
			tab.Key("k")
			at("a1")
			if doc := state(tab); len(doc.Rejected) != 1 || one(doc, "Tom Ray").State.String() != "accepted" {
				t.Errorf("decided is %s", doc.AppendJSON(nil))
			}
		})
	}
}

// TestPanelFilters shows in each panel all, what is to be decided, and what is uncertain.
func TestPanelFilters(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := desk(t)
		w.set(tab)
		story := "“It rained,” Ada Quist said. “It snowed,” Joren Vale said in Lyon.\n"
		doc := strings.Replace(marks(t, "two", story, "person Ada Quist", "person Joren Vale", "settlement Lyon", "direct “It rained,” by Ada Quist", "direct “It snowed,” by Joren Vale"),
			`"by":"rule:test","score":0.86`, `"by":"rule:test","score":0.31`, 1)
		drop(tab, "two.json", doc)
		tab.Wait(`document.querySelectorAll(".said-row").length === 2`)
		saved(tab)
		click(tab, "q4")
		tab.ClickText("Accept")
		tab.Key(kb.Escape)
		tab.Wait(`document.getElementById("pop").hidden`) // it covers the phone's tabs
		w.view(tab, "said")
		for _, c := range [][2]string{{"All", "“It rained,”|“It snowed,”"}, {"To decide", "“It snowed,”"}, {"Uncertain", "“It snowed,”"}} {
			tab.ClickText(c[0])
			tab.Wait(`[...document.querySelectorAll(".said-text")].map((e) => e.textContent).join("|") === ` + quoted(c[1]))
		}
		clean(t, tab, "quotes filtered")
		w.view(tab, "who")
		tab.Wait(`document.querySelectorAll(".who-row").length === 0`)
		tab.ClickText("To decide")
		tab.Wait(`document.querySelectorAll(".who-row").length === 2`)
	})
}

// TestNarrowest has every choice of a mark's menu within a window of 320 pixels, which is a page of 1280 at four times its size.
func TestNarrowest(t *testing.T) {
	tab := harbourDesk(t, 320, 640)
	for _, id := range []string{"a8", "a9"} {
		click(tab, id)
		tab.Wait(`stet.story.current() === "` + id + `" && document.querySelector("#pop .kinds button")`)
		if cut := chrome.Eval[string](tab, `[...document.querySelectorAll("#pop button")].filter((e) => e.getBoundingClientRect().right > innerWidth).map((e) => e.textContent).join(", ")`); cut != "" {
			t.Errorf("the menu of %s cuts off %s", id, cut)
		}
		x, y := point(tab, "votes", false)
		finger(tab, [2]float64{x + 5, y})
		tab.Wait(`document.getElementById("pop").hidden`)
	}
	tab.Shot("narrowest")
}

// TestKindsUnderAHeadline has the kinds under the marks of a headline's line stand above its next line.
func TestKindsUnderAHeadline(t *testing.T) {
	tab := harbourDesk(t, 1280, 800)
	chrome.Eval[bool](tab, `stet.go("do", "labels", "")`)
	tab.Wait(`getComputedStyle(document.querySelector("#story .mk"), "::before").content.includes("settlement")`)
	if room := chrome.Eval[float64](tab, `(() => {
		const mark = stet.story.pieces("a1")[0], kind = getComputedStyle(mark, "::before");
		const foot = mark.getBoundingClientRect().top + parseFloat(kind.top) + parseFloat(kind.height);
		const next = document.createRange(), words = mark.nextSibling;
		next.setStart(words, words.length - 3); next.setEnd(words, words.length);
		return next.getBoundingClientRect().top + 8 - foot; // the line's letters begin below its top
	})()`); room < 0 {
		t.Errorf("the kind of a mark reaches %.0f pixels into the line below", -room)
	}
}

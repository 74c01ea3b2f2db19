package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

// TestCopyOneQuote takes one quote to another document, as a sentence that names its speaker, by key.
func TestCopyOneQuote(t *testing.T) {
	tab := floodDesk(t)
	chrome.Eval[bool](tab, `(navigator.clipboard.write = async ([item]) => { window.plain = await (await item.getType("text/plain")).text() }, true)`)
	tab.Wait(`document.querySelectorAll(".said-row").length === 3`)
	chrome.Eval[bool](tab, `(document.querySelector(".said-row .said-copy").focus(), true)`)
	clean(t, tab, "a quote's copy button")
	tab.Key(kb.Enter)
	tab.Wait(`window.plain === "“We waited nine weeks,” Ada Quist said.\n"`)
	tab.Size(390, 844)
	tab.Media("prefers-color-scheme", "dark")
	tab.Click(`.dock-tab[data-arg=said]`)
	tab.Wait(`document.getElementById("said-words").checkVisibility()`)
	clean(t, tab, "who said what on a phone, dark")
	tab.Shot("said-phone-dark")
	tab.Click(`.said-row:last-child .said-copy`)
	tab.Wait(`window.plain.includes("ferry") || window.plain.includes("safe")`)
}

// TestStrip goes from a place in a name's strip to its mention there.
func TestStrip(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := floodDesk(t)
		w.set(tab)
		w.view(tab, "who")
		tab.Wait(`document.querySelector("#pane .who-row .strip")`)
		press := func(part string) {
			chrome.Eval[bool](tab, `(() => {
				const e = [...document.querySelectorAll(".who-row")].find((r) => r.textContent.includes("Ada Quist")).querySelector(".strip"), r = e.getBoundingClientRect();
				return e.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, clientX: r.left + r.width * `+part+`, clientY: r.top + 4 })) || true;
			})()`)
		}
		press("0.9")
		tab.Wait(`stet.story.current() === "a6"`)
		w.view(tab, "who")
		press("0.05")
		tab.Wait(`stet.story.current() === "a3"`)
		tab.Wait(`document.querySelector(".who-row .is-here .strip path:nth-child(5)").getAttribute("d")`)
		tab.Shot("who-strip")
	})
}

// TestPrint holds the printed page to its marks, speakers and who said what.
func TestPrint(t *testing.T) {
	tab := floodDesk(t)
	goTo(tab, "a3")
	chrome.Eval[bool](tab, `(window.print = () => (window.printed = document.documentElement.dataset.print), true)`)
	chrome.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	tab.Wait(`!document.querySelector(".bar").checkVisibility() && !document.querySelector(".panel").checkVisibility() && document.getElementById("story").checkVisibility()`)
	// The forms stay, in ink, and the margin has the speaker.
	for what, css := range map[string]string{
		"an actor's underline": `getComputedStyle(stet.story.pieces("a3")[0]).textDecorationStyle === "dotted"`,
		"a place's scale bar":  `getComputedStyle(stet.story.pieces("a1")[0]).backgroundImage.includes("gradient") && getComputedStyle(document.getElementById("story")).printColorAdjust === "exact"`,
		"the speaker's name":   `getComputedStyle(document.querySelector(".q-note"), "::before").content !== "none"`,
		"the quotes' signs":    `getComputedStyle(document.querySelector(".panel .sign")).printColorAdjust === "exact"`,
		"no ring":              `getComputedStyle(stet.story.pieces("a3")[0]).outlineStyle === "none"`,
	} {
		if !chrome.Eval[bool](tab, css) {
			t.Errorf("on paper: %s is not so", what)
		}
	}
	// On a sheet of paper, which is narrower than a screen, no line runs through a speaker's name.
	tab.Size(700, 900)
	chrome.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if !chrome.Eval[bool](tab, `(() => {
		const px = (part, name) => parseFloat(getComputedStyle(document.querySelector(".q-note"), part)[name]);
		return px("::before", "left") + px("::before", "width") < px("::after", "left");
	})()`) {
		t.Error("on paper the margin's line runs through the speaker's name")
	}
	tab.Size(1280, 800)
	// Who said what goes with it where it is asked for.
	chrome.Eval[bool](tab, `stet.go("do", "print", "both")`)
	tab.Wait(`window.printed === "both" && document.querySelectorAll(".said-row").length === 3`)
	chrome.Eval[bool](tab, `(document.documentElement.dataset.print = "both", true)`)
	tab.Shot("print")
	background := true
	pdf := chrome.Call(tab, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: &background})
	if dir := os.Getenv("SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "print.pdf"), pdf.Data, 0o644); err != nil {
			t.Error(err)
		}
	}
	if pages := bytes.Count(pdf.Data, []byte("/Type /Page\n")); pages != 2 {
		t.Errorf("printed on %d pages, want the story and who said what on one each", pages)
	}
}

// TestLongQuote shows the first lines of a long quote in the panel, all of it once one is there, and all of it on paper.
func TestLongQuote(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := desk(t)
		w.set(tab)
		words := "“It rained" + strings.Repeat(" and rained on every roof of the harbour", 40) + " until Friday noon,”"
		story := "Rain in Lyon\n\n" + words + " Ada Quist said.\n"
		drop(tab, "long.json", marks(t, "long", story, "person Ada Quist", "direct "+words+" by Ada Quist"))
		tab.Wait(`document.querySelectorAll(".said-row").length === 1`)
		if got := tab.Text(".said-text"); got != words {
			t.Errorf("the panel has %d bytes of %d", len(got), len(words))
		}
		w.view(tab, "said")
		const whole = `document.querySelector(".said-text").scrollHeight <= document.querySelector(".said-text").clientHeight + 1`
		if chrome.Eval[bool](tab, whole) {
			t.Error("the panel is full of one quote")
		}
		tab.Click(".said-row .row")
		tab.Wait(whole)
		tab.Key(kb.Escape)
		tab.Key(kb.Escape)
		chrome.Eval[bool](tab, `(stet.go("do", "tab", "who"), stet.go("do", "tab", "said"), document.documentElement.dataset.print = "said", true)`)
		chrome.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		tab.Wait(`document.querySelector(".panel").checkVisibility() && ` + whole)
	})
}

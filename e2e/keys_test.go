package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/annotate"
	"stet/e2e/chrome"
)

func TestPalette(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := harbourDesk(t, w.width, w.height)
			goTo(tab, "a8")
			tab.Key("k", chromedp.ModifierCtrl)
			tab.Wait(`document.getElementById("palette").open && document.activeElement.id === "palette-field"`)
			tab.Type("speak quote")
			tab.Wait(`document.querySelectorAll("#palette [role=option]").length === 2`)
			tab.Shot("palette-" + w.name)
			for range 2 {
				tab.Key(kb.Backspace)
			}
			for range 20 {
				tab.Key(kb.Backspace)
			}
			tab.Type("accept and")
			tab.WaitText("#palette .is-on", "Accept and go on")
			tab.WaitText("#palette .is-on kbd", "↵")
			tab.Key(kb.Enter)
			tab.Wait(`!document.getElementById("palette").open`)
			tab.Wait(`stet.story.pieces("a8")[0].classList.contains("is-accepted")`)
			// By pointer, and what cannot be done now says so.
			tab.Key("z", chromedp.ModifierCtrl)
			tab.Key("k", chromedp.ModifierCtrl)
			tab.Wait(`document.getElementById("palette").open && document.activeElement.id === "palette-field"`)
			tab.Type("tag as group")
			tab.ClickText("Tag as group")
			tab.Wait(`stet.story.pieces("a8")[0].classList.contains("is-edited")`)
			// Every action of the keys page is found.
			tab.Key("k", chromedp.ModifierCtrl)
			tab.Wait(`document.getElementById("palette").open`)
			names := chrome.Eval[string](tab, `[...document.querySelectorAll("#palette .choice-name")].map((e) => e.textContent).join("|")`)
			tab.Key(kb.Escape)
			tab.Wait(`!document.getElementById("palette").open`)
			tab.Key("?")
			tab.Wait(`document.getElementById("keys").open`)
			for _, name := range strings.Split(chrome.Eval[string](tab, `[...document.querySelectorAll("#keys button.keys-key + .keys-name")].map((e) => e.firstChild.textContent.trim()).join("|")`), "|") {
				if !strings.Contains(names, name) && !strings.HasPrefix(name, "Find an action") {
					t.Errorf("the palette does not find %q", name)
				}
			}
		})
	}
}

func TestKeysCanBeOthers(t *testing.T) {
	tab := harbourDesk(t, 1280, 800)
	press := func(command, key string, modifiers ...chromedp.Modifier) {
		tab.Click(`#keys [data-arg="` + command + `"]`)
		tab.Wait(`document.querySelector("#keys .is-waiting")`)
		tab.Key(key, modifiers...)
	}
	open := func() {
		tab.Do(chromedp.Focus(chromedp.CSS("#story")))
		tab.Key("?")
		tab.Wait(`document.getElementById("keys").open`)
	}
	shut := func() {
		tab.Key(kb.Escape)
		tab.Wait(`!document.getElementById("keys").open`)
	}
	open()
	press("next", "w")
	tab.WaitText(".keys-note", "W now does “Next mark”")
	// A browser's key is refused; a key that is taken is said, and taken over when that is wanted.
	press("accept", "t", chromedp.ModifierCtrl)
	tab.WaitText(".keys-note", "belongs to the browser")
	tab.Key("d")
	tab.WaitText(".keys-note", "D does “Story is done, or not”")
	tab.Shot("keys-clash")
	clean(t, tab, "keys in conflict")
	tab.ClickText("Take it from there")
	tab.WaitText(".keys-note", "D now does “Accept and go on”")
	// A key can be given up: then nothing else happens at it.
	press("labels", kb.Backspace)
	tab.WaitText(".keys-note", "⌫ does “Reject and go on”")
	tab.ClickText("Leave it")
	tab.Click("#keys [data-arg=labels]")
	tab.ClickText("No key at all")
	tab.WaitText(".keys-note", "has no key now")
	// The letter of a kind is one behind its type's key: P may be a place and a person, but not two kinds of actor.
	press("kind:group", "p")
	tab.WaitText(".keys-note", "P does “Tag as person” so far")
	tab.ClickText("Leave it")
	press("kind:group", "1")
	tab.WaitText(".keys-note", "1 now does “Tag as group”")
	shut()
	tab.Do(chromedp.Focus(chromedp.CSS("#story")))
	tab.Key("w")
	tab.Wait(`stet.story.current() !== ""`)
	tab.Key("a")
	tab.WaitText("#tip", "1group")
	tab.Key("1")
	tab.Wait(`stet.story.pieces(stet.story.current())[0].classList.contains("is-edited")`)
	tab.Key("z", chromedp.ModifierCtrl)
	tab.Key("k", chromedp.ModifierCtrl)
	tab.Wait(`document.getElementById("palette").open && document.activeElement.id === "palette-field"`)
	tab.Type("tag as group")
	tab.Wait(`document.querySelector("#palette .is-on .ks").textContent === "A1"`)
	tab.Key(kb.Escape)
	tab.Wait(`!document.getElementById("palette").open`)
	tab.Do(chromedp.Focus(chromedp.CSS("#story")))
	tab.Key("`")
	if tab.Count("#story.show-kinds") > 0 {
		t.Error("the key that was given up still works")
	}
	try := func(tab *chrome.Tab) {
		t.Helper()
		tab.Wait(`document.getElementById("story").checkVisibility() && !document.querySelector(".desk.is-reading")`)
		tab.Do(chromedp.Focus(chromedp.CSS("#story")))
		tab.Key("w")
		tab.Wait(`stet.story.current() !== ""`)
		id := chrome.Eval[string](tab, `stet.story.current()`)
		tab.Key("d")
		tab.Wait(`stet.story.pieces("` + id + `")[0].classList.contains("is-accepted")`)
	}
	try(tab)
	if state(tab).Done {
		t.Error("the key still marks the story as done")
	}
	tab.WaitText(".hints", "W")
	saved(tab)
	// They are kept, and can all be as they were.
	tab.Reload()
	tab.Wait(`document.querySelectorAll("#story .mk").length === 10 || document.querySelector(".lib-row")`)
	if tab.Count("#story .mk") == 0 {
		tab.Click(".lib-row")
		tab.Wait(`document.querySelectorAll("#story .mk").length === 10`)
	}
	try(tab)
	open()
	tab.ClickText("Reset all keys")
	tab.WaitText(".keys-note", "as they were")
	shut()
	tab.Do(chromedp.Focus(chromedp.CSS("#story")))
	tab.Key("j")
	tab.Key("d")
	tab.Wait(`document.querySelector("[data-do=finish]").getAttribute("aria-pressed") === "true"`)
	for _, a := range state(tab).Annotations[2:] {
		if a.State != annotate.Suggested {
			t.Errorf("%s is %v", a.ID, a.State)
		}
	}
}

func TestAxeWhileCorrecting(t *testing.T) {
	for _, look := range []struct {
		name, scheme  string
		width, height int64
	}{{"wide", "light", 1280, 800}, {"wide-dark", "dark", 1280, 800}, {"phone", "light", 390, 844}, {"phone-dark", "dark", 390, 844}} {
		t.Run(look.name, func(t *testing.T) {
			tab := harbourDesk(t, look.width, look.height)
			tab.Media("prefers-color-scheme", look.scheme, "prefers-reduced-motion", "reduce")
			see := func(what string) {
				t.Helper()
				clean(t, tab, what)
				tab.Shot(what + "-" + look.name)
			}
			goTo(tab, "q6")
			tab.Key(" ")
			tab.WaitText(".chain", "Mara Lind")
			see("chain")
			tab.Key("s")
			tab.Wait(`document.querySelector(".hint-letter")`)
			see("hints")
			tab.Key(kb.Escape)
			tab.Key("c")
			tab.WaitText(".pop-title", "Which word")
			see("cue")
			tab.Key(kb.Escape)
			tab.Key("k", chromedp.ModifierCtrl)
			tab.Wait(`document.getElementById("palette").open`)
			see("palette")
			tab.Type("zzz")
			tab.WaitText("#palette", "No action")
			see("palette-none")
			tab.Key(kb.Escape)
			tab.Wait(`!document.getElementById("palette").open`)
			goTo(tab, "a1")
			tab.Key("a")
			tab.Key("o")
			offered(tab)
			see("offer")
			tab.Key("m")
			tab.Wait(`document.getElementById("others").open`)
			see("others")
			tab.Key(kb.Enter)
			tab.Wait(`!document.getElementById("others").open`)
			tab.Key("?")
			tab.Wait(`document.getElementById("keys").open`)
			see("keys")
			tab.Click(`#keys [data-arg=next]`)
			tab.Wait(`document.querySelector("#keys .is-waiting")`)
			see("keys-waiting")
		})
	}
}

// TestSaysWhatCannotBeDone shows in words, not only to a screen reader, why a key does nothing; and letters typed before the palette stands
// are its own.
func TestSaysWhatCannotBeDone(t *testing.T) {
	tab := harbourDesk(t, 1280, 800)
	goTo(tab, "a8")
	tab.Key("s")
	tab.WaitText(".toast", "Only a quote has a speaker")
	tab.Key("c")
	tab.Key("s")
	tab.WaitText("#live", "Only a quote has a speaker")
	if n := tab.Count(".toast"); n != 1 {
		t.Errorf("said three times it is %d lines", n)
	}
	goTo(tab, "a3") // Mara Lind is named once
	tab.Key("m")
	tab.WaitText(".toast", "There are no others like it")
	tab.Key("z", chromedp.ModifierCtrl)
	tab.WaitText(".toast", "nothing more to undo")
	chrome.Eval[bool](tab, `(() => {
		for (const [key, ctrlKey] of [["k", true], ["d"], ["o"], ["n"]]) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
		return true;
	})()`)
	tab.Wait(`document.getElementById("palette").open && document.getElementById("palette-field").value === "don"`)
	tab.WaitText("#palette .is-on", "Story is done")
	tab.Key("e")
	tab.Wait(`document.getElementById("palette-field").value === "done"`)
	tab.Key(kb.Escape)
	if doc := state(tab); doc.Done || len(doc.Rejected) > 0 {
		t.Error("the letters did something to the story")
	}
}

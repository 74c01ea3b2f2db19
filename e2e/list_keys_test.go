package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

// TestListKeysCanBeOthers gives the keys of the list of stories to others: they are in the same table as those of the story.
func TestListKeysCanBeOthers(t *testing.T) {
	tab := fiveDesk(t)
	bind := func(command, key string) {
		tab.Click(`#keys [data-arg="` + command + `"]`)
		tab.Wait(`document.querySelector("#keys .is-waiting")`)
		tab.Key(key)
	}
	tab.Key("?")
	tab.Wait(`document.getElementById("keys").open`)
	bind("row:next", "w")
	tab.WaitText(".keys-note", "W now does “Next story”")
	bind("row:delete", "w")
	tab.WaitText(".keys-note", "W does “Next story” so far")
	tab.ClickText("Leave it")
	// J goes to the next mark of the story: on a row it can do something else.
	bind("row:delete", "j")
	tab.WaitText(".keys-note", "J now does “Delete the story”")
	tab.Key(kb.Escape)
	tab.Wait(`!document.getElementById("keys").open`)
	tab.Key("g")
	row(t, tab, "Rain in Lyon")
	tab.Key("w")
	row(t, tab, "Snow in Oslo")
	tab.Key(kb.ArrowDown)
	tab.Key(kb.Delete)
	tab.Key("j")
	tab.WaitText(".toast", "Deleted “Snow in Oslo”")
	row(t, tab, "Ash over Riga")
	tab.Wait(titles + ` === "Rain in Lyon | Ash over Riga | Fog at Turku | Hail near Ghent"`)
	tab.Key(kb.Escape)
	tab.Wait(`document.activeElement.id === "story"`)
	tab.Key("j")
	tab.Wait(titles + ` === "Rain in Lyon | Ash over Riga | Fog at Turku | Hail near Ghent"`)
}

// TestActionsWithoutKeys finds every action without a keyboard: a button leads to them on the desk and on a phone.
func TestActionsWithoutKeys(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := harbourDesk(t, w.width, w.height)
			tab.Click(map[string]string{"wide": ".btn-find", "phone": ".dock-tab[data-do=palette]"}[w.name])
			tab.Wait(`document.getElementById("palette").open`)
			tab.Shot("actions-" + w.name)
			clean(t, tab, "palette by its button")
			tab.ClickText("Kinds under the marks")
			tab.Wait(`document.querySelector("#story.show-kinds") && !document.getElementById("palette").open`)
			// The story on the desk can be deleted by the action's name alone, with the way back.
			tab.Do(chrome.Focus("#story"))
			tab.Key("k", chromedp.ModifierCtrl)
			tab.Wait(`document.getElementById("palette").open && document.activeElement.id === "palette-field"`)
			tab.Type("delete the story")
			tab.Key(kb.Enter)
			tab.WaitText(".toast", "Deleted “Port Ellis votes on its harbour”")
			tab.ClickText("Undo")
			tab.Wait(`document.querySelectorAll("#story .mk").length === 10`)
		})
	}
}

// TestKeysPageSaysALetterOnce lists each kind's letter once, behind the key of its type.
func TestKeysPageSaysALetterOnce(t *testing.T) {
	tab := harbourDesk(t, 1280, 800)
	tab.Do(chrome.Focus("#story"))
	tab.Key("?")
	tab.Wait(`document.getElementById("keys").open`)
	for _, c := range [][2]string{{"type:actor", "A"}, {"kind:state", "AS"}, {"kind:settlement", "LS"}} {
		keys := `[...document.querySelector('#keys [data-arg="` + c[0] + `"]').closest("li").querySelectorAll("kbd")].map((k) => k.textContent).join("")`
		if got := chrome.Eval[string](tab, keys); got != c[1] {
			t.Errorf("%s has the keys %q, not %q", c[0], got, c[1])
		}
	}
}

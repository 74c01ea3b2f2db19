package e2e

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

// fiveDesk has five short stories in its list, in this order, the first of them open.
func fiveDesk(t *testing.T) *chrome.Tab {
	t.Helper()
	tab := desk(t)
	var lines []string
	for i, s := range []string{"Rain in Lyon\\n\\nThe ferry to Carrow lay idle.", "Snow in Oslo\\n\\nJoren Vale said nothing fell.", "Ash over Riga\\n\\nA wind from the east took it.",
		"Fog at Turku\\n\\nMara Lind waited for the harbour pilot.", "Hail near Ghent\\n\\nFarmers counted broken glass."} {
		lines = append(lines, fmt.Sprintf(`{"id":"s%d","text":"%s"}`, i, s))
	}
	drop(tab, "all.jsonl", strings.Join(lines, "\n"))
	tab.Wait(`document.querySelectorAll(".lib-item").length === 5 && document.querySelector(".bar-title")?.textContent === "Rain in Lyon"`)
	tab.Wait(`document.activeElement.id === "story" && !document.querySelector(".desk.is-reading")`)
	saved(tab)
	return tab
}

// row waits until the focus is on the row of the list with the title.
func row(t *testing.T, tab *chrome.Tab, title string) {
	t.Helper()
	tab.Wait(`document.activeElement.matches(".lib-row") && document.activeElement.querySelector(".lib-title").textContent === "` + title + `"`)
}

const titles = `[...document.querySelectorAll(".lib-item .lib-title")].map((e) => e.textContent).join(" | ")`

// TestListByKeyboard goes through the list of stories without a pointer: opens, deletes, brings back, finds, hides and shows.
func TestListByKeyboard(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := fiveDesk(t)
		w.set(tab)
		tab.Key("g")
		row(t, tab, "Rain in Lyon")
		tab.Key(kb.ArrowDown)
		row(t, tab, "Snow in Oslo")
		tab.Key(kb.End)
		row(t, tab, "Hail near Ghent")
		tab.Key(kb.Home)
		tab.Key(kb.ArrowDown)
		tab.Key(kb.Enter)
		tab.WaitText(".bar-title", "Snow in Oslo")
		tab.Wait(`document.activeElement.id === "story"`)
		// From the story back to its row; Delete takes it away, and the next one has the focus.
		tab.Key("g")
		row(t, tab, "Snow in Oslo")
		tab.Key(kb.ArrowDown)
		row(t, tab, "Ash over Riga")
		tab.Key(kb.Delete)
		tab.WaitText(".toast", "Deleted “Ash over Riga”")
		row(t, tab, "Fog at Turku")
		tab.Key(kb.Escape)
		tab.Wait(`document.activeElement.id === "story"`)
		// The list is one stop of the Tab key.
		tab.Key("g")
		tab.Key(kb.Tab)
		tab.Wait(`!document.activeElement.closest(".lib-list ul:first-of-type")`)
		tab.Key("[")
		tab.Wait(`!document.getElementById("library").checkVisibility()`)
		tab.Key("g")
		row(t, tab, "Snow in Oslo")
		// What was deleted comes back by the palette's way, too.
		tab.Wait(titles + ` === "Rain in Lyon | Snow in Oslo | Fog at Turku | Hail near Ghent"`)
		tab.Do(chrome.Focus(`.toast [data-do=restore]`))
		tab.Key(kb.Enter)
		tab.Wait(titles + ` === "Rain in Lyon | Snow in Oslo | Ash over Riga | Fog at Turku | Hail near Ghent"`)
	})
}

// TestSeveralByKeyboard picks stories, exports and deletes them, and takes that back, without a pointer.
func TestSeveralByKeyboard(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := fiveDesk(t)
		w.set(tab)
		tab.Key("x")
		row(t, tab, "Rain in Lyon")
		tab.WaitText(".lib-picked", "0 selected")
		tab.Key(kb.ArrowDown)
		tab.Key(kb.Enter)
		tab.Key(kb.ArrowDown)
		tab.Key("x")
		tab.WaitText(".lib-picked", "2 selected")
		tab.WaitText("#live", "2 selected")
		clean(t, tab, "stories picked")
		tab.Shot("picked-keys-" + w.name)
		saves := func(press func()) map[string]string {
			chrome.Eval[bool](tab, `(window.out = {}, window.saveBefore ||= stet.desk.save, stet.desk.save = (name, type, bytes) => { window.out[name] = btoa(String.fromCharCode(...bytes)) }, true)`)
			press()
			tab.Wait(`Object.keys(window.out).length > 0`)
			out := chrome.Eval[map[string]string](tab, `window.out`)
			for name, b := range out {
				plain, err := base64.StdEncoding.DecodeString(b)
				if err != nil {
					t.Fatal(err)
				}
				out[name] = string(plain)
			}
			return out
		}
		tab.Do(chrome.Focus(`[data-do=exportpicked]`))
		tab.Key(kb.Enter)
		tab.WaitText("#export .dialog-sub", "2 stories")
		clean(t, tab, "export of picked stories")
		tab.Wait(`document.querySelector("#export [data-do=savejson]").textContent !== "Save"`)
		out := saves(func() { tab.Do(chrome.Focus(`#export [data-do=savejson]`)); tab.Key(kb.Enter) })
		all := ""
		for _, content := range out {
			all += content
		}
		if !strings.Contains(all, "Snow in Oslo") || !strings.Contains(all, "Ash over Riga") || strings.Contains(all, "Lyon") || strings.Contains(all, "Turku") {
			t.Errorf("exported %.400q", all)
		}
		tab.Wait(`!document.getElementById("export").open && document.activeElement.dataset.do === "exportpicked"`)
		tab.Do(chrome.Focus(`[data-do=deletepicked]`))
		tab.Key(kb.Enter)
		tab.Wait(titles + ` === "Rain in Lyon | Fog at Turku | Hail near Ghent"`)
		tab.WaitText(".toast", "Deleted 2 stories")
		if tab.Count(".lib-picks, .lib-row[role]") > 0 {
			t.Error("the list still picks")
		}
		tab.Do(chrome.Focus(`.toast [data-do=restoreall]`))
		tab.Key(kb.Enter)
		tab.Wait(titles + ` === "Rain in Lyon | Snow in Oslo | Ash over Riga | Fog at Turku | Hail near Ghent"`)
		tab.Wait(`!document.documentElement.hasAttribute("data-writing")`)
		tab.Reload()
		tab.Wait(titles + ` === "Rain in Lyon | Snow in Oslo | Ash over Riga | Fog at Turku | Hail near Ghent"`)
		tab.WaitText(".bar-title", "Rain in Lyon") // the story is back
		// Escape ends picking, and a row opens its story again.
		tab.Key("g")
		row(t, tab, "Rain in Lyon")
		tab.Key("x")
		tab.Wait(`document.querySelector(".lib-row[role=checkbox][aria-checked=true]")`)
		tab.Key(kb.Escape)
		tab.Wait(`document.querySelectorAll(".lib-row").length === 5 && !document.querySelector(".lib-row[role], .lib-row[aria-checked], .lib-picks")`)
		tab.Key(kb.Enter)
		tab.WaitText(".bar-title", "Rain in Lyon")
	})
}

// TestSeveralByPointer does the same with clicks, and with taps on a phone.
func TestSeveralByPointer(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := fiveDesk(t)
			tab.Size(w.width, w.height)
			if w.width < 768 {
				tab.Click(`.bar [data-do=library]`)
			}
			tab.Click(`.library-head [data-do=pick]`)
			tab.WaitText(".lib-picked", "0 selected")
			tab.Click(`.lib-item:nth-child(2) .lib-row`)
			tab.WaitText(".lib-picked", "1 selected")
			tab.Click(`[data-do=pickall]`)
			tab.WaitText(".lib-picked", "5 selected")
			tab.Click(`.lib-item:nth-child(4) .lib-row`)
			tab.WaitText(".lib-picked", "4 selected")
			clean(t, tab, "stories picked")
			tab.Shot("picked-" + w.name)
			tab.Click(`[data-do=deletepicked]`)
			tab.Wait(titles + ` === "Fog at Turku"`)
			tab.ClickText("Undo")
			tab.Wait(titles + `.split(" | ").length === 5`)
		})
	}
}

package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp/kb"

	"stet/annotate"
	"stet/e2e/chrome"
)

// TestOfflineLibrary does a day's work with the server gone: stories in, the list, a correction, a reload, an export, a backup.
func TestOfflineLibrary(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t, "Failed to load", "ERR_", "net::")
	tab.Open(server.URL)
	kept(tab)
	server.Stop()
	tab.Reload()
	paste(tab, leak)
	drop(tab, "flood.json", floodDocument(t))
	tab.Wait(`document.querySelectorAll(".lib-item").length === 2`)
	openTitle(tab, "Bridge to reopen")
	goTo(tab, "a3")
	tab.Key(kb.Enter)
	saved(tab)
	tab.Reload()
	tab.Click("#search")
	tab.Type("joren vale")
	tab.Wait(`document.querySelectorAll(".lib-item").length === 1`)
	openTitle(tab, "Bridge to reopen")
	if a := one(state(tab), "Ada Quist"); a.State != annotate.Accepted {
		t.Errorf("Ada Quist is %v", a.State)
	}
	chrome.Eval[bool](tab, `(document.getElementById("search").select(), document.getElementById("search").focus(), true)`)
	tab.Key(kb.Backspace)
	tab.Wait(`document.querySelectorAll(".lib-item").length === 2`)
	paste(tab, "Snow in Oslo\n\nIt fell in Bergen, too, the mayor of Trondheim said on Monday.\n")
	tab.Click(`.tab[data-arg=where]`)
	tab.Wait(`document.querySelectorAll(".map-pin .map-dot").length === 3`)
	for _, do := range []string{"savejson", "backup"} {
		if n := chrome.Eval[int](tab, `new Promise((ok) => {
			const save = stet.desk.save;
			stet.desk.save = (name, type, bytes) => { stet.desk.save = save; ok(bytes.length); };
			stet.go("do", "`+do+`", "");
		})`); n < 500 {
			t.Errorf("%s gives %d bytes", do, n)
		}
	}
}

// TestStoreThatDoesNotOpen says in plain words that nothing is kept, and why; the work goes on, is saved to a file, and is kept once the
// store opens after all.
func TestStoreThatDoesNotOpen(t *testing.T) {
	for _, c := range []struct{ name, open, says string }{
		{"private window", `throw new DOMException("A mutation operation was attempted on a database that did not allow mutations.", "InvalidStateError")`, "The browser keeps nothing for this page (a private window"},
		{"forbidden by a setting", `throw new DOMException("denied", "SecurityError")`, "The browser keeps nothing for this page"},
		{"blocked by an older tab", `const r = {}; setTimeout(() => r.onblocked()); return r`, "Another tab with an older Stet holds the stories"},
		{"full disk", `const r = { error: new DOMException("full", "QuotaExceededError") }; setTimeout(() => r.onerror()); return r`, "is full"},
	} {
		for _, w := range widths {
			t.Run(c.name+", "+w.name, func(t *testing.T) {
				tab := newTab(t)
				tab.Size(w.width, w.height)
				chrome.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
					Source: `window.openBefore = IDBFactory.prototype.open; IDBFactory.prototype.open = function () { ` + c.open + ` };`})
				tab.Open(serve(t, "/").URL)
				tab.WaitText(".toast", c.says)
				drop(tab, "flood.json", floodDocument(t))
				tab.Wait(`document.querySelectorAll("#story .mk").length === 12`)
				tab.Wait(`document.querySelector(".saved").checkVisibility() && document.querySelector(".saved").innerText.includes("Not saved")`)
				goTo(tab, "a3")
				tab.Key(kb.Enter)
				tab.Wait(`document.querySelector(".saved").innerText.includes("Not saved")`)
				clean(t, tab, "a store that does not open")
				tab.Shot("unsaved-" + w.name)
				if w.width > 768 {
					tab.Click(`.saved [data-do=export]`)
				} else {
					tab.Click(`.bar-right [data-do=export]`)
				}
				tab.Wait(`document.getElementById("export").open && document.querySelector("#export [data-do=savejson]").textContent.includes("flood")`)
				tab.Key(kb.Escape)
				tab.Wait(`!document.getElementById("export").open`)
				chrome.Eval[bool](tab, `(IDBFactory.prototype.open = window.openBefore, true)`)
				tab.ClickText("Try again")
				saved(tab)
				if a := one(state(tab), "Ada Quist"); a.State != annotate.Accepted {
					t.Errorf("Ada Quist is %v", a.State)
				}
				if tab.Count(".lib-item") != 1 {
					t.Error("the story is not in the list")
				}
			})
		}
	}
}

// TestRetryMeetsANewerVersion has a write that failed tried again after another tab changed the story: both changes are kept.
func TestRetryMeetsANewerVersion(t *testing.T) {
	first, second := twoTabs(t)
	defer second.Close()
	// The first tab's disk is full; it hears nothing of the second one.
	chrome.Eval[bool](first, `(window.putBefore = IDBObjectStore.prototype.put, IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") },
		window.hear = stet.go, stet.go = (name, ...rest) => name === "elsewhere" ? false : hear(name, ...rest), true)`)
	goTo(first, "a3")
	first.Key(kb.Enter)
	goTo(first, "a11")
	first.Key(kb.Backspace)
	first.WaitText(".saved", "Not saved")
	goTo(second, "a12")
	second.Key("a")
	second.Key("s")
	saved(second)
	chrome.Eval[bool](first, `(IDBObjectStore.prototype.put = window.putBefore, stet.go = window.hear, true)`)
	first.ClickText("Try again")
	first.WaitText(".toast", "Both changes are kept")
	saved(first)
	second.Wait(`stet.story.pieces("a11").length === 0`)
	for name, tab := range map[string]*chrome.Tab{"first": first, "second": second} {
		doc := state(tab)
		if one(doc, "Carrow").Kind.String() != "state" || len(doc.Rejected) != 1 || one(doc, "Ada Quist").State != annotate.Accepted {
			t.Errorf("in the %s tab a change is lost: %s", name, doc.AppendJSON(nil))
		}
	}
	first.Reload()
	openTitle(first, "Bridge to reopen")
	if doc := state(first); one(doc, "Carrow").Kind.String() != "state" || len(doc.Rejected) != 1 || one(doc, "Ada Quist").State != annotate.Accepted {
		t.Errorf("after a reload a change is lost: %s", doc.AppendJSON(nil))
	}
}

// TestStoryThatCannotBeKept takes in a story when the disk is full already: it can be worked on, is saved to a file, and kept on another try.
func TestStoryThatCannotBeKept(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := desk(t)
			tab.Size(w.width, w.height)
			tab.Wait(`document.querySelector(".lib-none")`)
			chrome.Eval[bool](tab, `(window.putBefore = IDBObjectStore.prototype.put, IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }, true)`)
			tab.Paste(leak, "")
			tab.Wait(`document.querySelectorAll("#story .mk").length > 0`)
			tab.WaitText(".toast", "is full")
			tab.WaitText(".saved", "Not saved")
			tab.Do(chrome.Focus("#story"))
			tab.Key("j")
			tab.Key(kb.Enter)
			tab.Shot("full-" + w.name)
			before := string(state(tab).AppendJSON(nil))
			tab.ClickText("Save to a file")
			tab.Wait(`document.getElementById("export").open`)
			tab.Key(kb.Escape)
			tab.Wait(`!document.getElementById("export").open`)
			chrome.Eval[bool](tab, `(IDBObjectStore.prototype.put = window.putBefore, true)`)
			tab.ClickText("Try again")
			saved(tab)
			tab.Reload()
			if w.width < 768 {
				tab.Click(`.bar [data-do=library]`)
			}
			openTitle(tab, "Ferry board flags a leak")
			if got := string(state(tab).AppendJSON(nil)); got != before {
				t.Errorf("after another try and a reload it is another:\n%s\n%s", got, before)
			}
		})
	}
}

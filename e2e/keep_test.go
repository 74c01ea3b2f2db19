package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/e2e/chrome"
)

// openTitle opens the story of the list whose title has these words.
func openTitle(tab *chrome.Tab, words string) {
	tab.Wait(`[...document.querySelectorAll(".lib-row")].some((r) => r.textContent.includes("` + words + `"))`)
	chrome.Eval[bool](tab, `([...document.querySelectorAll(".lib-row")].find((r) => r.textContent.includes("`+words+`")).click(), true)`)
	tab.Wait(`document.querySelector(".bar-title").textContent.includes("` + words + `") && document.querySelectorAll("#story .mk").length > 0 && !document.querySelector(".desk").classList.contains("is-reading")`)
}

func TestReloadKeepsWorkAndHistory(t *testing.T) {
	tab := floodDesk(t)
	goTo(tab, "a3")
	tab.Key(kb.Enter) // accepts Ada Quist
	goTo(tab, "a12")
	tab.Key("a")
	tab.Key("s") // Carrow is a state
	goTo(tab, "a11")
	tab.Key(kb.Backspace) // no Unity Party
	tab.Key("z", chromedp.ModifierCtrl)
	before := string(state(tab).AppendJSON(nil))

	tab.Reload()
	openTitle(tab, "Bridge to reopen")
	if got := string(state(tab).AppendJSON(nil)); got != before {
		t.Errorf("after a reload it is another:\n%s\n%s", got, before)
	}
	// Undo and redo go on where they were.
	tab.Key("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	if doc := state(tab); len(doc.Rejected) != 1 {
		t.Error("what was undone before the reload cannot be done again")
	}
	for range 3 {
		tab.Key("z", chromedp.ModifierCtrl)
	}
	if got := string(state(tab).AppendJSON(nil)); got != floodDocument(t) {
		t.Error("what was done before the reload cannot be undone")
	}
}

// A story is done when its editor says so, by key or by a click, and can be opened again.
func TestDone(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := floodDesk(t)
		w.set(tab)
		saved(tab)
		goTo(tab, "a3")
		tab.Key("d")
		tab.Wait(`document.querySelector("[data-do=finish]").getAttribute("aria-pressed") === "true"`)
		tab.WaitText(".lib-item.is-done", "done")
		if !state(tab).Done {
			t.Error("the saved document does not say that the story is done")
		}
		tab.Reload()
		tab.WaitText(".lib-item.is-done", "Bridge to reopen")
		openTitle(tab, "Bridge to reopen")
		tab.Click("[data-do=finish]")
		tab.Wait(`!document.querySelector(".lib-item.is-done")`)
		if state(tab).Done {
			t.Error("the story is opened again, but its document is done")
		}
		tab.Key("z", chromedp.ModifierCtrl)
		tab.WaitText(".lib-item.is-done", "done")
	})
}

// A hand, or a macro, faster than the disk: the page goes before it can hear of any write.
func TestReloadAmidAFlood(t *testing.T) {
	tab := floodDesk(t)
	saved(tab)
	goTo(tab, "a3")
	chrome.Eval[bool](tab, `(() => {
		window.stetBefore = true;
		for (const key of ["Enter", "Enter", "Enter", "Enter", "Backspace", "Enter", "z"])
			document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, ctrlKey: key === "z", bubbles: true, cancelable: true}));
		window.location.reload();
		return true;
	})()`)
	tab.Wait(`!window.stetBefore`)
	tab.Ready()
	openTitle(tab, "Bridge to reopen")
	doc := state(tab)
	decided := len(doc.Rejected)
	for _, a := range doc.Annotations {
		if a.State == annotate.Accepted {
			decided++
		}
	}
	if decided != 5 || len(doc.Rejected) != 1 {
		t.Errorf("of six decisions with the last undone, %d are kept, %d of them a rejection", decided, len(doc.Rejected))
	}
	tab.Key("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	if redone := state(tab); string(redone.AppendJSON(nil)) == string(doc.AppendJSON(nil)) {
		t.Error("what was undone before the reload cannot be done again")
	}
}

func TestClosedTabLosesNothing(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t)
	tab.Open(server.URL)
	second := tab.Another()
	second.Open(server.URL)
	drop(second, "flood.json", floodDocument(t))
	second.Wait(`document.querySelectorAll("#story .mk").length === 12`)
	saved(second)
	goTo(second, "a3")
	second.Key(kb.Enter)
	second.Close() // in the moment of the correction

	tab.Reload()
	openTitle(tab, "Bridge to reopen")
	if a := one(state(tab), "Ada Quist"); a.State != annotate.Accepted {
		t.Errorf("the last correction is lost: Ada Quist is %v", a.State)
	}
}

func TestSeveralStories(t *testing.T) {
	tab := floodDesk(t)
	click(tab, "a3")
	tab.ClickText("Accept")
	if a := one(state(tab), "Ada Quist"); a.State != annotate.Accepted {
		t.Fatal("Accept does not accept")
	}
	saved(tab)
	tab.Click(`.library-head [data-do=home]`)
	tab.WaitText("h1", "Paste a news story")
	drop(tab, "second.json", marks(t, "second", "Ferry to stay in Carrow, says Joren Vale", "settlement Carrow", "person Joren Vale"))
	tab.Wait(`document.querySelectorAll("#story .mk").length === 2`)
	saved(tab)
	tab.Wait(`document.querySelectorAll(".lib-row").length === 2`)
	openTitle(tab, "Bridge to reopen")
	if a := one(state(tab), "Ada Quist"); a.State != annotate.Accepted {
		t.Error("the first story lost its correction")
	}

	// The open one is deleted, and brought back from the line at the foot; then from the list of deleted ones.
	tab.Click(`.lib-item:has(.is-open) .lib-del`)
	tab.WaitText("h1", "Paste a news story")
	tab.WaitText(".toast", "Deleted")
	tab.Wait(`document.querySelectorAll(".lib-row").length === 1`)
	tab.Click(".toast [data-do=restore]")
	tab.Wait(`document.querySelectorAll(".lib-row").length === 2 && document.querySelectorAll("#story .mk").length === 12`)
	tab.Click(`.lib-item:has(.is-open) .lib-del`)
	tab.WaitText(".toast", "Deleted")
	tab.Reload()
	tab.WaitText(".lib-gone summary", "1 deleted story")
	tab.ClickText("1 deleted story")
	tab.ClickText("Bring back")
	tab.Wait(`document.querySelectorAll(".lib-row").length === 2`)
	openTitle(tab, "Bridge to reopen")
	if a := one(state(tab), "Ada Quist"); a.State != annotate.Accepted {
		t.Error("the story came back without its correction")
	}
}

// twoTabs opens the same story in two tabs; the second is to be closed.
func twoTabs(t *testing.T) (first, second *chrome.Tab) {
	server := serve(t, "/")
	first = newTab(t)
	first.Open(server.URL)
	drop(first, "flood.json", floodDocument(t))
	first.Wait(`document.querySelectorAll("#story .mk").length === 12`)
	saved(first)
	second = first.Another()
	second.Open(server.URL)
	openTitle(second, "Bridge to reopen")
	return first, second
}

func TestTwoTabs(t *testing.T) {
	first, second := twoTabs(t)
	defer second.Close()

	// The second tab sees what the first one does.
	goTo(first, "a3")
	first.Key(kb.Enter)
	second.Wait(`stet.story.pieces("a3")[0].classList.contains("is-accepted")`)

	// Both change the story without hearing of each other: nothing is lost.
	chrome.Eval[bool](second, `((window.hear = stet.go), (stet.go = (name, ...rest) => name === "elsewhere" ? false : hear(name, ...rest)), true)`)
	goTo(first, "a12")
	first.Key("a")
	first.Key("s")
	saved(first)
	goTo(second, "a11")
	second.Key(kb.Backspace)
	second.WaitText(".toast", "Both changes are kept")
	saved(second)
	first.Wait(`stet.story.pieces("a11").length === 0`)
	for _, tab := range []*chrome.Tab{first, second} {
		doc := state(tab)
		if one(doc, "Carrow").Kind != kind.State || len(doc.Rejected) != 1 || one(doc, "Ada Quist").State != annotate.Accepted {
			t.Errorf("a change is lost: %s", doc.AppendJSON(nil))
		}
	}
}

func TestStoreThatFails(t *testing.T) {
	for _, c := range []struct{ name, how, says string }{
		{"full disk", `IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }`, "is full"},
		{"closed", `IDBDatabase.prototype.transaction = () => { throw new DOMException("closed", "InvalidStateError") }`, "only in this tab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := floodDesk(t)
			saved(tab)
			chrome.Eval[bool](tab, `(window.putBefore = IDBObjectStore.prototype.put, window.transactionBefore = IDBDatabase.prototype.transaction, `+c.how+`, true)`)
			goTo(tab, "a3")
			tab.Key(kb.Enter)
			tab.WaitText(".toast", c.says)
			tab.WaitText(".saved", "Not saved")
			// The work goes on, and can be saved to a file.
			tab.Key(kb.Enter)
			if a := one(state(tab), "Ada Quist"); a.State != annotate.Accepted {
				t.Error("the correction is lost")
			}
			tab.ClickText("Save to a file")
			tab.Wait(`document.getElementById("export").open`)
			tab.Key(kb.Escape)
			tab.Wait(`!document.getElementById("export").open`)
			// Once there is room again, nothing is lost.
			before := string(state(tab).AppendJSON(nil))
			chrome.Eval[bool](tab, `(IDBObjectStore.prototype.put = window.putBefore, IDBDatabase.prototype.transaction = window.transactionBefore, true)`)
			tab.ClickText("Try again")
			tab.Wait(`document.querySelector(".saved").textContent === "Saved" && !document.documentElement.hasAttribute("data-writing")`)
			tab.Reload()
			openTitle(tab, "Bridge to reopen")
			if got := string(state(tab).AppendJSON(nil)); got != before {
				t.Errorf("after another try and a reload it is another:\n%s\n%s", got, before)
			}
		})
	}
}

// TestReloadComesBackToTheStory: the story that was on the desk is there again, in this tab only, and not once it was left or deleted.
func TestReloadComesBackToTheStory(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := floodDesk(t)
		w.set(tab)
		goTo(tab, "a3")
		tab.Key(kb.Enter)
		saved(tab)
		tab.Reload()
		tab.Wait(`document.querySelectorAll("#story .mk").length === 12 && document.getElementById("story").checkVisibility()`)
		tab.Key("z", chromedp.ModifierCtrl)
		tab.Wait(`document.querySelectorAll("#story .mk.is-accepted").length === 0 && document.querySelector("[data-do=undo]").disabled`)
		saved(tab)
		// What was opened while the page came up stays in front, and keeps the focus.
		chrome.Eval[bool](tab, `window.stetBefore = true`)
		chrome.Call(tab, page.Reload, page.ReloadParams{})
		tab.Wait(`!window.stetBefore && window.stet && stet.go`)
		if w.name == "phone" {
			chrome.Eval[bool](tab, `(stet.go("do", "library", ""), true)`)
		}
		tab.Ready()
		tab.Wait(`document.getElementById("search").checkVisibility()`)
		tab.Click("#search")
		tab.Wait(`document.querySelectorAll("#story .mk").length === 12`)
		tab.Type("flood")
		tab.Wait(`document.getElementById("search").checkVisibility() && document.getElementById("search").value === "flood"`)
		other := tab.Another()
		other.Open(chrome.Eval[string](tab, `location.href`))
		other.Wait(`document.querySelector(".lib-row") && document.querySelector(".blank").checkVisibility()`)
		other.Close()
		tab.Click(".wordmark")
		tab.Wait(`document.querySelector(".blank").checkVisibility()`)
		tab.Reload()
		tab.Wait(`document.querySelector(".lib-row")`)
		if tab.Count("#story .mk") > 0 {
			t.Error("a story that was left came back")
		}
	})
}

// Two tabs name a story alike in the same moment: neither takes the place of the other.
func TestTwoTabsTakeInOneName(t *testing.T) {
	server := serve(t, "/")
	tab := newTab(t)
	tab.Open(server.URL)
	second := tab.Another()
	defer second.Close()
	second.Open(server.URL)
	for _, p := range []*chrome.Tab{tab, second} {
		// The other tab is not heard of until the story stands.
		chrome.Eval[bool](p, `(() => { const go = stet.go; stet.go = (...event) => event[0] === "elsewhere" ? true : go(...event); return true })()`)
	}
	tab.Paste("Rain in Carrow\n\nIt rained in Carrow, Ada Quist said.", "")
	second.Paste("Rain in Carrow\n\nIt rains no more in Carrow, Ada Quist said.", "")
	for _, p := range []*chrome.Tab{tab, second} {
		p.Wait(`document.querySelectorAll("#story .mk").length > 2`)
		saved(p)
	}
	tab.Reload()
	tab.Wait(`document.querySelectorAll(".lib-row").length === 2`)
	tab.Wait(`document.getElementById("story").textContent.includes("It rained in Carrow")`)
	second.Reload()
	second.Wait(`document.getElementById("story").textContent.includes("It rains no more")`)
}

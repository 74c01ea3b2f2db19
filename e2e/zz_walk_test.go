package e2e

import (
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

var _ = kb.Enter
var _ = time.Now

func tale(t *testing.T, name string) string {
	b, err := os.ReadFile("/tmp/walk/stories/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func ev[T any](tab *chrome.Tab, s string) T { return chrome.Eval[T](tab, s) }

func settled(tab *chrome.Tab) {
	tab.Wait(`document.querySelectorAll("#story .mk").length > 5 && !document.querySelector(".desk").classList.contains("is-reading")`)
	saved(tab)
}

const look = `JSON.stringify({title: document.querySelector(".bar-title")?.textContent, reading: document.querySelector(".desk").className, marks: document.querySelectorAll("#story .mk").length, rows: [...document.querySelectorAll(".lib-row")].map((r) => r.textContent), toasts: [...document.querySelectorAll(".toast")].map((r) => r.textContent), saved: document.querySelector(".saved")?.textContent, focus: document.activeElement.id + "." + document.activeElement.className, dlg: [...document.querySelectorAll("dialog[open]")].map((d) => d.id)})`

func TestWalkLong(t *testing.T) {
	tab := desk(t)
	say := func(w string) { t.Log(w, ev[string](tab, look)) }
	tab.Paste(tale(t, "long.txt"), "")
	tab.Wait(`document.querySelectorAll("#story .mk").length > 5`)
	say("glimpse")
	tab.Shot("walk-long-0glimpse")
	// click a glimpse mark, press keys
	ev[bool](tab, `(document.querySelector("#story .mk").dispatchEvent(new PointerEvent("pointerdown", {bubbles: true, button: 0, pointerType: "mouse"})), document.querySelector("#story .mk").dispatchEvent(new PointerEvent("pointerup", {bubbles: true, button: 0, pointerType: "mouse"})), true)`)
	tab.Key("j")
	tab.Key(kb.Enter)
	tab.Key("e")
	say("keys in glimpse")
	// something else is pasted meanwhile
	tab.Paste(tale(t, "court.txt"), "")
	time.Sleep(300 * time.Millisecond)
	say("court pasted")
	tab.Shot("walk-long-1court")
	tab.Wait(`document.querySelectorAll(".lib-row").length === 2`)
	settled(tab)
	time.Sleep(500 * time.Millisecond)
	say("both in")
	tab.Shot("walk-long-2both")
	ev[bool](tab, `([...document.querySelectorAll(".lib-row")].find((r) => r.textContent.includes("long story")).click(), true)`)
	ev[bool](tab, `([...document.querySelectorAll(".lib-row")].find((r) => r.textContent.includes("long story")).click(), true)`)
	tab.Key("j")
	tab.Key(kb.Enter)
	say("opening long")
	tab.WaitText(".bar-title", "long story")
	say("long stands")
	for range 5 {
		tab.Key("j")
		tab.Key(kb.Enter)
	}
	saved(tab)
	say("corrected")
	tab.Shot("walk-long-3corrected")
	tab.Reload()
	tab.Reload()
	say("reloaded twice")
	tab.WaitText(".bar-title", "long story")
	time.Sleep(time.Second)
	say("back")
	tab.Shot("walk-long-4back")
	t.Log(tab.Problems())
}

func TestWalkPhone(t *testing.T) {
	tab := desk(t)
	tab.Size(390, 844)
	say := func(w string) { t.Log(w, ev[string](tab, look)) }
	tab.Paste(tale(t, "court.txt"), "")
	settled(tab)
	s := func(n string) { time.Sleep(300 * time.Millisecond); tab.Shot("walk-ph-" + n) }
	tab.Click(`[data-do=library]`)
	s("0list")
	tab.Click(`.lib-row`)
	s("1rowpressed")
	say("row of the open story")
	ev[bool](tab, `(stet.go("do","next",""), true)`)
	ev[bool](tab, `(stet.go("do","menu",""), true)`)
	s("2menu")
	ev[bool](tab, `(stet.go("do","speaker",""), true)`)
	s("3speaker")
	ev[bool](tab, `(stet.go("do","shut",""), true)`)
	for _, v := range []string{"who", "where", "said"} {
		tab.Click(`.dock-tab[data-arg=` + v + `]`)
		s("4" + v)
	}
	for _, v := range []string{"export", "palette", "rules", "edittext", "reading", "keys"} {
		ev[bool](tab, `(stet.go("do",`+quoted(v)+`,""), true)`)
		s("5" + v)
		tab.Key(kb.Escape)
		time.Sleep(100 * time.Millisecond)
	}
	say("end")
	t.Log(tab.Problems())
}

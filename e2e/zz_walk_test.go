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

func TestWalkShots(t *testing.T) {
	for _, w := range []struct {
		n    string
		x, y int64
		c    string
	}{{"wide", 1280, 800, "light"}, {"phone", 390, 844, "dark"}} {
		tab := desk(t)
		tab.Size(w.x, w.y)
		tab.Media("prefers-color-scheme", w.c)
		s := func(n string) { time.Sleep(250 * time.Millisecond); tab.Shot("walk-" + w.n + "-" + n) }
		s("0empty")
		tab.Paste(tale(t, "court.txt"), "")
		settled(tab)
		s("1court")
		tab.Paste(tale(t, "live.txt"), "")
		time.Sleep(500 * time.Millisecond)
		s("2afterpaste")
		drop(tab, "live.txt", tale(t, "live.txt"))
		tab.WaitText(".bar-title", "Ottilie")
		settled(tab)
		s("3live")
		drop(tab, "transcript.txt", tale(t, "transcript.txt"))
		tab.WaitText(".bar-title", "TRANSCRIPT")
		settled(tab)
		s("4transcript")
		drop(tab, "emoji.txt", tale(t, "emoji.txt"))
		tab.WaitText(".bar-title", "Caf")
		settled(tab)
		s("5emoji")
		if w.x < 600 {
			tab.Click(`[data-do=library]`)
			s("6list")
		}
		t.Log(tab.Problems())
	}
}

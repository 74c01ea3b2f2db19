package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// An editor says which place is meant, by keyboard or by pointer; a reload keeps it, and it can be undone.
func TestWhichPlace(t *testing.T) {
	for _, c := range []struct {
		name   string
		width  int64
		height int64
		scheme string
	}{{"wide-light", 1280, 800, "light"}, {"phone-dark", 390, 844, "dark"}} {
		t.Run(c.name, func(t *testing.T) {
			tab := desk(t)
			tab.Size(c.width, c.height)
			tab.Media("prefers-color-scheme", c.scheme, "prefers-reduced-motion", "reduce")
			tab.Paste("Barn burns down\n\nA barn burned down in Springfield on Sunday, and nobody was hurt.\n", "")
			tab.WaitText("#story .mk", "Springfield")
			saved(tab)
			before := state(tab).Entities[0]
			if len(before.Candidates) < 2 {
				t.Fatalf("%+v", before)
			}
			goTo(tab, "a1")
			tab.Key(" ")
			tab.WaitText("#pop .fact", "Place")
			clean(t, tab, "menu of a doubtful place")
			tab.Shot("place-menu-" + c.name)
			tab.Key("p")
			tab.WaitText(".pop-title", "Where does it lie?")
			clean(t, tab, "places to choose from")
			tab.Shot("place-list-" + c.name)
			name := "Springfield, " + before.Candidates[1].Admin + ", US"
			if c.width > 1000 {
				tab.Key(letter(tab, name))
			} else {
				tab.ClickText(name)
			}
			tab.WaitText("#pop .fact", name)
			saved(tab)
			is := func(want int, when string) {
				t.Helper()
				if e := state(tab).Entities[0]; e.GeoNames != want || e.Place == nil || len(e.Candidates) != len(before.Candidates) {
					t.Errorf("%s: %+v, want GeoNames id %d", when, e, want)
				}
			}
			is(before.Candidates[1].GeoNames, "chosen")
			tab.Reload()
			openTitle(tab, "Barn burns down")
			is(before.Candidates[1].GeoNames, "after a reload")
			tab.Do(chromedp.Focus(chromedp.CSS("#story")))
			tab.Key("z", chromedp.ModifierCtrl)
			is(before.GeoNames, "undone")
		})
	}
}

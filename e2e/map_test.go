package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

const voyage = `The Orla sails on

The Orla reached Mombasa from Oslo on Monday, after calling at Lisbon and Dakar.

France and Kenya had sent help. From Mombasa she sails to Perth.`

// voyageDesk opens a story with places that have coordinates.
func voyageDesk(t *testing.T) *chrome.Tab {
	doc := marks(t, "voyage", voyage, "settlement Mombasa", "settlement Oslo", "settlement Lisbon", "settlement Dakar", "country France", "country Kenya", "settlement Mombasa #2", "settlement Perth")
	for name, where := range map[string]string{"Mombasa": `"country":"KE","lat":-4.05,"lon":39.67`, "Oslo": `"country":"NO","lat":59.91,"lon":10.75`, "Lisbon": `"country":"PT","lat":38.72,"lon":-9.13`,
		"Dakar": `"country":"SN","lat":14.69,"lon":-17.44`, "France": `"country":"FR","lat":46,"lon":2`, "Kenya": `"country":"KE","lat":1,"lon":38`, "Perth": `"country":"AU","lat":-31.95,"lon":115.86`} {
		doc = strings.Replace(doc, `"name":"`+name+`"`, `"name":"`+name+`",`+where, 1)
	}
	tab := desk(t)
	drop(tab, "voyage.json", doc)
	tab.Wait(`document.querySelectorAll("#story .mk").length === 8 && !document.querySelector(".desk.is-reading")`)
	saved(tab)
	return tab
}

// TestMap goes from the text to the map and back, by pointer and by key, with the network off.
func TestMap(t *testing.T) {
	tab := voyageDesk(t)
	tab.Click(`.tab[data-arg=where]`)
	tab.Wait(`document.querySelectorAll(".map-pin .map-dot").length === 5 && document.querySelectorAll(".map-country.is-named").length === 2`)
	clean(t, tab, "map")
	tab.Shot("map")
	// No name lies over another, and every pin is in view.
	if over := chrome.Eval[int](tab, `(() => {
		const box = document.querySelector(".map-svg").getBoundingClientRect();
		const names = [...document.querySelectorAll(".map-name")].map((e) => e.getBoundingClientRect());
		const dots = [...document.querySelectorAll(".map-dot")].map((e) => e.getBoundingClientRect());
		const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
		return names.filter((a, i) => names.some((b, j) => j < i && meet(a, b))).length + dots.filter((d) => !meet(d, box)).length;
	})()`); over > 0 {
		t.Errorf("%d names lie over others, or pins are out of view", over)
	}
	// A press on a pin goes to its mention.
	tab.Click(`.map-pin[data-mark=a4] .map-hit`)
	tab.Wait(`stet.story.current() === "a4" && document.querySelector(".map-pin.is-here").dataset.mark === "a4"`)
	// Enter and Space are the map's meanwhile: the mark's tip does not offer them.
	if keys := tab.Count(".tip .tip-keys"); keys > 0 {
		t.Errorf("the tip names %d keys that do something else", keys)
	}
	// A mark of the text lights its pin, a country its outline.
	goTo(tab, "a5")
	tab.Wait(`document.querySelector(".map-country.is-here")?.dataset.mark === "a5"`)
	// By keys: Perth comes after the other towns.
	chrome.Eval[bool](tab, `(document.querySelector(".map-svg").focus(), true)`)
	for range 2 {
		tab.Key(kb.ArrowLeft)
	}
	tab.Key(kb.ArrowRight)
	at := chrome.Eval[string](tab, `document.querySelector(".is-at").dataset.mark`)
	tab.Key("+")
	tab.Key(kb.Enter)
	tab.Wait(`stet.story.current() === "` + at + `"`)
	for _, asked := range tab.Requests() {
		if strings.Contains(asked, "tile") {
			t.Errorf("the map asked for %s", asked)
		}
	}
	tab.Size(390, 844)
	tab.Media("prefers-color-scheme", "dark")
	tab.Click(`.dock-tab[data-arg=where]`)
	tab.Wait(`document.querySelector(".map-svg").clientWidth > 300`)
	clean(t, tab, "map on a phone, dark")
	tab.Shot("map-phone-dark")
}

package e2e

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

// TestGuide does what docs/guide.md walks through, in its order. `make guide` keeps its pictures.
func TestGuide(t *testing.T) {
	story, err := os.ReadFile("../docs/guide/story.txt")
	if err != nil {
		t.Fatal(err)
	}
	tab := desk(t)
	tab.Shot("1-empty")
	drop(tab, "herring.txt", string(story))
	tab.Wait(`document.querySelectorAll("#story .mk").length > 20 && !document.querySelector(".desk.is-reading")`)
	saved(tab)
	tab.Wait(`[...document.querySelectorAll(".q-note")].some((e) => e.dataset.speaker === "Ingrid Solheim")`)
	tab.Shot("2-story")

	// A name that is right is accepted; the menu of a quote says who speaks and why.
	id := func(words string) string {
		return chrome.Eval[string](tab, `[...document.querySelectorAll("#story .mk")].find((m) => m.textContent === "`+words+`").dataset.m`)
	}
	goTo(tab, id("Ingrid Solheim"))
	tab.Key(kb.Enter)
	tab.Wait(`stet.story.pieces("` + id("Ingrid Solheim") + `")[0].classList.contains("is-accepted")`)
	quote := id("“Nobody here is celebrating yet,”")
	click(tab, quote)
	tab.WaitText("#pop", "Callum Reid")
	tab.Shot("3-menu")
	tab.Key("s")
	tab.WaitText("#pop", "Who says it?")
	tab.Shot("4-speaker")
	tab.Key(kb.Escape)
	tab.Key(kb.Escape)

	// What was found, in three lists.
	tab.Click(`.tab[data-arg=who]`)
	tab.WaitText("#pane", "Marta Vidal")
	tab.Shot("5-who")
	tab.Click(`.tab[data-arg=where]`)
	tab.Wait(`document.querySelectorAll(".map-pin .map-dot").length > 1`)
	tab.Shot("6-where")
	tab.Click(`.tab[data-arg=said]`)
	tab.Click("#said-words")
	tab.Type("reid")
	tab.Wait(`document.querySelectorAll(".said-group").length === 1 && document.querySelector(".said-group").textContent.includes("Callum Reid")`)
	if chrome.Eval[bool](tab, `document.querySelector("#map").checkVisibility() || !!document.querySelector(".said-tools svg")`) {
		t.Error("the map stays where the quotes are searched")
	}
	tab.Shot("7-said")

	// Out.
	tab.Click(`.bar [data-do=finish]`)
	tab.Wait(`document.querySelector(".bar [data-do=finish]").getAttribute("aria-pressed") === "true"`)
	tab.Click(`.bar [data-do=export]`)
	tab.Wait(`document.getElementById("export").open`)
	tab.Shot("8-export")
	tab.Key(kb.Escape)
	tab.Size(390, 844)
	tab.Wait(`document.querySelector(".dock").checkVisibility()`)
	tab.Wait(`document.querySelector(".saved").getBoundingClientRect().right <= document.querySelector(".progress b").getBoundingClientRect().left`)
	tab.Shot("9-phone")
}

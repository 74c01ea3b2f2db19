package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/e2e/chrome"
)

// retype opens the story's text, and types another one over it.
func retype(tab *chrome.Tab, now string) {
	tab.Wait(`document.getElementById("text").open && document.activeElement.id === "text-field" && document.activeElement.value !== ""`)
	chrome.Eval[bool](tab, `(() => { document.activeElement.select(); document.execCommand("insertText", false, `+quoted(now)+`); return true })()`)
}

// TestTextIsEdited corrects a typo in a name, takes a sentence out and puts one in: marks keep to their words or are found again, what has
// no place is listed and gets one, new words get suggestions; all of it survives a reload, and undo takes it back.
func TestTextIsEdited(t *testing.T) {
	tab := floodDesk(t)
	goTo(tab, "a3")
	tab.Key(kb.Enter) // Ada Quist is accepted
	before := string(state(tab).AppendJSON(nil))
	tab.Do(chromedp.Focus(chromedp.CSS(".btn-edit")))
	tab.Key(kb.Enter)
	now := strings.NewReplacer("Ada Quist", "Ada Qvist", "but Joren Vale of the Unity Party disagreed in Carrow", "and President Barack Obama came to Paris").Replace(flood)
	retype(tab, now)
	for _, finding := range tab.Axe() {
		t.Error(finding)
	}
	tab.Shot("text-field")
	press(tab, "Change the text")
	tab.Wait(`!document.getElementById("text").open`)
	tab.WaitText(".toast", "3 marks could not be placed")
	tab.WaitText(".lost-note", "3 marks could not be placed")
	saved(tab)
	doc := state(tab)
	if doc.Text != now || storyText(tab) != now {
		t.Errorf("the text is %q", doc.Text)
	}
	if a := one(doc, "Ada Qvist"); a.ID != "a3" || a.State != annotate.Accepted {
		t.Errorf("Ada Qvist is %+v", a)
	}
	if a := one(doc, "“We waited nine weeks,”"); a.ID == "" || a.Speaker == nil {
		t.Errorf("the quote is %+v", a)
	}
	if one(doc, "Paris").ID == "" || one(doc, "Barack Obama").ID == "" {
		t.Errorf("nothing is suggested on the new words: %v", doc.Annotations)
	}
	after := string(doc.AppendJSON(nil))
	tab.Shot("text-changed")
	for words, found := range map[string]bool{"ada qvist": true, "Barack Obama": true, "zebra": false} {
		tab.Do(chromedp.Focus(chromedp.CSS("#search")))
		tab.Type(words)
		tab.Wait(`document.querySelectorAll(".lib-row").length === ` + map[bool]string{true: "1", false: "0"}[found])
		chrome.Eval[bool](tab, `(() => { const f = document.getElementById("search"); f.value = ""; f.dispatchEvent(new Event("input", { bubbles: true })); return true })()`)
		tab.Wait(`document.querySelectorAll(".lib-row").length === 1`)
	}
	tab.Reload()
	tab.ClickText("Bridge to reopen in Harlow Bay")
	tab.WaitText(".lost-note", "3 marks could not be placed")
	if got := string(state(tab).AppendJSON(nil)); got != after {
		t.Errorf("after a reload it is\n%s\nnot\n%s", got, after)
	}

	tab.Do(chromedp.Focus(chromedp.CSS(".lost-note button")))
	tab.Key(kb.Enter)
	tab.WaitText("#unplaced .rules-row", "Unity Party")
	for _, finding := range tab.Axe() {
		t.Error(finding)
	}
	tab.Shot("text-unplaced")
	place := chrome.Eval[string](tab, `[...document.querySelectorAll("#unplaced [data-do=wordsfor]")].find((b) => b.getAttribute("aria-label").includes("Unity Party")).dataset.arg`)
	tab.Do(chromedp.Focus(chromedp.CSS(`#unplaced [data-do=wordsfor][data-arg="` + place + `"]`)))
	tab.Key(kb.Enter)
	tab.Wait(`!document.getElementById("unplaced").open && document.activeElement.id === "story"`)
	chrome.Eval[bool](tab, `(() => { const at = document.getElementById("story").textContent.indexOf("Islanders"); return !!stet.go("select", at, at + 9, false) })()`)
	tab.ClickText("Place “Unity Party” here")
	tab.WaitText(".lost-note", "2 marks could not be placed")
	if a := one(state(tab), "Islanders"); a.ID != place || a.Kind.String() != "organization" {
		t.Errorf("placed is %+v", a)
	}
	tab.Click(".lost-note button")
	tab.ClickText("Drop all")
	tab.Wait(`!document.getElementById("unplaced").open && !document.querySelector(".lost-note button")`)
	if list := edit.ReadUnplaced(state(tab)); len(list) != 0 {
		t.Errorf("left: %v", list)
	}
	tab.Do(chromedp.Focus(chromedp.CSS("#story")))
	for range 3 {
		tab.Key("z", chromedp.ModifierCtrl)
	}
	if got := string(state(tab).AppendJSON(nil)); got != before {
		t.Errorf("undone it is\n%s\nnot\n%s", got, before)
	}
	if got := storyText(tab); got != flood {
		t.Errorf("undone the story is %q", got)
	}
	tab.Key("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	if got := string(state(tab).AppendJSON(nil)); got != after {
		t.Errorf("done again it is\n%s\nnot\n%s", got, after)
	}
}

// TestTextIsEditedOnAPhone edits a story with line breaks as Windows writes them, in the dark: the others stay as they are. An empty text is
// refused with a reason, and nothing is lost.
func TestTextIsEditedOnAPhone(t *testing.T) {
	story := strings.ReplaceAll(flood, "\n", "\r\n")
	tab := desk(t)
	tab.Size(390, 844)
	tab.Media("prefers-color-scheme", "dark")
	tab.Paste(story, "")
	tab.Wait(`document.querySelectorAll("#story .mk").length > 3`)
	saved(tab)
	tab.Click("[data-do=library]")
	tab.ClickText("Edit the text")
	retype(tab, " ")
	tab.ClickText("Change the text")
	tab.WaitText("#text-problem", "The text cannot be used: blank")
	for _, finding := range tab.Axe() {
		t.Error(finding)
	}
	tab.Shot("text-problem-phone-dark")
	retype(tab, strings.Replace(flood, "nine weeks", "nine long\nweeks", 1))
	tab.ClickText("Change the text")
	tab.Wait(`!document.getElementById("text").open`)
	saved(tab)
	if got, want := state(tab).Text, strings.Replace(story, "nine weeks", "nine long\r\nweeks", 1); got != want {
		t.Errorf("the text is %q", got)
	}
	tab.Shot("text-changed-phone-dark")
}

// TestTextEditIsSeenInAnotherTab has the story open twice: the other tab shows the new text at once, and goes on from there.
func TestTextEditIsSeenInAnotherTab(t *testing.T) {
	tab := floodDesk(t)
	other := tab.Another()
	defer other.Close()
	other.Open(chrome.Eval[string](tab, `location.href`))
	other.ClickText("Bridge to reopen in Harlow Bay")
	other.Wait(`document.querySelectorAll("#story .mk").length === 12`)
	tab.Click(".btn-edit")
	now := strings.Replace(flood, "Northmark paid", "The state of Northmark paid", 1)
	retype(tab, now)
	tab.ClickText("Change the text")
	tab.Wait(`!document.getElementById("text").open`)
	other.Wait(`document.getElementById("story").textContent.includes("The state of Northmark paid")`)
	goTo(other, "a4")
	other.Key(kb.Enter)
	tab.Wait(`document.querySelector('` + mark("a4") + `').classList.contains("is-accepted")`)
	if doc := state(tab); doc.Text != now || one(doc, "Northmark").State != annotate.Accepted {
		t.Errorf("the story is %q, Northmark %v", doc.Text, one(doc, "Northmark").State)
	}
}

// TestTextEditKeepsItsPlace corrects a long story above, in and below what is on the screen: nothing jumps, no paragraph shows an old word,
// and what is pointed at afterwards is what stands there.
func TestTextEditKeepsItsPlace(t *testing.T) {
	var b strings.Builder
	b.WriteString("Tide tables for Brannock\n\n")
	for i := range 150 {
		fmt.Fprintf(&b, "On day %d the ferry left Harlow Bay late, Ada Quist said. “We 🎉 waited %d hours,” she told the Harlow Herald in Paris.\n\n", i, i%7+2)
	}
	before := b.String()
	tab := desk(t)
	tab.Paste(before, "")
	tab.Wait(`document.querySelectorAll("#story .mk").length > 600`)
	saved(tab)
	chrome.Eval[bool](tab, `(document.getElementById("page").scrollTop = 4000, true)`)
	top := func() string {
		return chrome.Eval[string](tab, `new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(() => {
			const page = document.getElementById("page").getBoundingClientRect();
			const p = [...document.querySelectorAll("#story [data-p]")].find((p) => p.getBoundingClientRect().bottom > page.top + 40);
			ok(p.textContent.slice(0, 12) + " " + Math.round((p.getBoundingClientRect().top - page.top) / 8));
		})))`)
	}
	place := top()
	for last := ""; last != place; place = top() { // until what was never on the screen has its height
		last = place
	}
	right := func(want string) {
		t.Helper()
		tab.Wait(`document.getElementById("story").textContent === ` + quoted(want))
		wrong := chrome.Eval[string](tab, `(() => {
			for (const m of document.querySelectorAll("#story .mk")) {
				const words = m.textContent, at = stet.story.offsetOf(m, 0);
				if (stet.story.text().slice(at, at + words.length) !== words) return words + " is taken for " + stet.story.text().slice(at, at + words.length);
			}
			return "";
		})()`)
		if wrong != "" {
			t.Error(wrong)
		}
		if now := top(); now != place {
			t.Errorf("the page stood at %q and stands at %q", place, now)
		}
	}
	day := strings.TrimSpace(strings.TrimPrefix(place, "On day "))[:2]
	after := strings.NewReplacer("On day 3 the", "On day three the", "On day "+day+" the ferry left", "On day "+day+" the steamer left").Replace(before)
	after = after[:strings.Index(after, "On day 140 ")]
	tab.Do(chromedp.Focus(chromedp.CSS(".btn-edit")))
	tab.Key(kb.Enter)
	retype(tab, after)
	press(tab, "Change the text")
	tab.Wait(`!document.getElementById("text").open`)
	right(after)
	tab.Key("z", chromedp.ModifierCtrl)
	right(before)
}

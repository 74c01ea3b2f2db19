package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/e2e/chrome"
)

// TestSearchAndOrder finds stories by a word that only their text holds, and sorts the list.
func TestSearchAndOrder(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := desk(t)
		w.set(tab)
		var lines []string
		for i, s := range []string{"Rain in Lyon\\n\\nThe ferry to Carrow lay idle.", "Snow in Oslo\\n\\nJoren Vale said nothing fell.", "Ash over Riga\\n\\nA wind from the “east” took it."} {
			lines = append(lines, fmt.Sprintf(`{"id":"s%d","text":"%s"}`, i, s))
		}
		drop(tab, "all.jsonl", strings.Join(lines, "\n"))
		tab.Wait(`document.querySelectorAll(".lib-item").length === 3`)
		saved(tab)
		w.list(tab)
		type in struct{ words, want string }
		for _, c := range []in{{"joren vale", "Snow in Oslo"}, {"“EAST”", "Ash over Riga"}, {"rain", "Rain in Lyon"}, {"nowhere at all", ""}} {
			tab.Click("#search")
			chrome.Eval[bool](tab, `(document.getElementById("search").select(), true)`)
			tab.Type(c.words)
			tab.Wait(fmt.Sprintf(`[...document.querySelectorAll(".lib-item .lib-title")].map((e) => e.textContent).join() === %s`, js(t, c.want)))
		}
		chrome.Eval[bool](tab, `(document.getElementById("search").select(), true)`)
		tab.Key(kb.Backspace)
		tab.Wait(`document.querySelectorAll(".lib-item").length === 3`)
		for order, want := range map[string]string{"title": "Ash over Riga | Rain in Lyon | Snow in Oslo", "newest": "Rain in Lyon | Snow in Oslo | Ash over Riga"} {
			chrome.Eval[bool](tab, `(() => { const s = document.getElementById("order"); s.value = "`+order+`"; s.dispatchEvent(new Event("input", { bubbles: true })); return true })()`)
			tab.Wait(`[...document.querySelectorAll(".lib-item .lib-title")].map((e) => e.textContent).join(" | ") === ` + js(t, want))
		}
		clean(t, tab, "list of stories")
	})
}

// backup returns the file that a backup saves.
func backup(tab *chrome.Tab) string {
	return chrome.Eval[string](tab, `new Promise((ok) => {
		const save = stet.desk.save;
		stet.desk.save = (name, type, bytes) => { stet.desk.save = save; ok(new TextDecoder().decode(bytes)); };
		stet.go("do", "backup", "");
	})`)
}

// TestBackup takes everything from one browser to an empty one: stories, what was done to them and undone, what was deleted.
func TestBackup(t *testing.T) {
	tab := floodDesk(t)
	goTo(tab, "a3")
	tab.Key(kb.Enter)
	goTo(tab, "a11")
	tab.Key(kb.Backspace)
	tab.Key("z", chromedp.ModifierCtrl)
	drop(tab, "b.txt", "Rain in Lyon\n\nIt rained.")
	tab.Wait(`document.querySelectorAll(".lib-item").length === 2 && !document.querySelector(".desk.is-reading")`)
	openTitle(tab, "Bridge to reopen")
	before := string(state(tab).AppendJSON(nil))
	saved(tab)
	file := backup(tab)
	if lines := strings.Split(strings.TrimSpace(file), "\n"); len(lines) != 5 {
		t.Fatalf("a backup of %d lines: %.300s", len(lines), file)
	}
	for _, l := range strings.Split(strings.TrimSpace(file), "\n") {
		if !json.Valid([]byte(l)) {
			t.Errorf("no JSON: %.200s", l)
		}
	}
	fresh := desk(t)
	drop(fresh, "backup.jsonl", file)
	fresh.Wait(`document.querySelectorAll(".lib-item").length === 2`)
	openTitle(fresh, "Bridge to reopen")
	if got := string(state(fresh).AppendJSON(nil)); got != before {
		t.Errorf("restored it is\n%s\nnot\n%s", got, before)
	}
	fresh.Key("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	if doc := state(fresh); len(doc.Rejected) != 1 {
		t.Error("what was undone before the backup cannot be done again")
	}
	// The same backup again changes nothing but what was changed since: that story comes in beside it.
	fresh.Wait(`!document.documentElement.hasAttribute("data-writing")`)
	drop(fresh, "backup.jsonl", file)
	fresh.Wait(`document.querySelectorAll(".lib-item").length === 3`)
	// A damaged line is named, the others are taken.
	other := desk(t)
	drop(other, "backup.jsonl", strings.Replace(file, `"base":{`, `"base":{{`, 1))
	other.Wait(`document.querySelectorAll(".lib-item").length === 1`)
	other.WaitText("body", "line 4: it is not a line of a backup")
}

// TestAThousandStories takes in a thousand stories, finds among them, deletes what is found and takes that back in one step; on a phone, too.
func TestAThousandStories(t *testing.T) {
	var lines strings.Builder
	for i := range 1000 {
		place := "Lyon"
		if i%100 == 7 {
			place = "Carrow Sound"
		}
		fmt.Fprintf(&lines, `{"id":"n%d","title":"Story %d","text":"Rain fell in %s.`, i, i, place)
		for n := range 20 { // no two are nearly the same
			fmt.Fprintf(&lines, " %x", (i*20+n)*2654435761%1_000_003)
		}
		lines.WriteString("\"}\n")
	}
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := desk(t)
			tab.Size(w.width, w.height)
			list := func() {
				if w.name == "phone" {
					tab.Click(".bar [data-do=library]")
				}
				tab.Wait(`document.getElementById("library").checkVisibility()`)
			}
			drop(tab, "all.jsonl", lines.String())
			tab.WaitText(".library", "Show more of 900 others")
			tab.Wait(`!document.documentElement.hasAttribute("data-writing")`)
			tab.Reload()
			list()
			tab.Wait(`document.querySelectorAll(".lib-item").length === 100`)
			tab.ClickText("Show more of 900 others")
			tab.Wait(`document.querySelectorAll(".lib-item").length === 200`)
			tab.Click("#search")
			tab.Type("carrow sound")
			tab.WaitText(".lib-found", "10 stories found")
			tab.Shot("thousand-" + w.name)
			clean(t, tab, "list of stories that were found")
			tab.ClickText("Delete them")
			tab.WaitText(".lib-none", "No story holds these words")
			tab.Wait(`!document.documentElement.hasAttribute("data-writing")`)
			tab.ClickText("Undo")
			tab.WaitText(".lib-found", "10 stories found")
			tab.Wait(`!document.documentElement.hasAttribute("data-writing")`)
			// What was found opens at a click.
			tab.Click(".lib-item:nth-child(3) .lib-row")
			tab.Wait(`document.getElementById("story").checkVisibility() && document.getElementById("story").textContent.includes("Carrow Sound")`)
			if w.name == "phone" {
				tab.Wait(`!document.getElementById("library").checkVisibility()`)
			}
			tab.Reload()
			tab.WaitText(".library", "Show more of 900 others")
		})
	}
}

// TestBackupOfTheDesk takes the user's rules, keys and reading along. In a browser that has its own, rules come beside those that are
// there, and what the other has differently is said and left.
func TestBackupOfTheDesk(t *testing.T) {
	rules := func(tab *chrome.Tab, lines string) {
		chrome.Eval[bool](tab, `(stet.go("do", "rules", ""), stet.go("rulesfile", "mine.jsonl", new TextEncoder().encode(`+quoted(lines)+`)))`)
		trial(tab)
		tab.ClickText("Use in every story")
		tab.Wait(`!document.getElementById("rules").open`)
	}
	key := func(tab *chrome.Tab, letter string) {
		chrome.Eval[bool](tab, `(stet.go("do", "keys", ""), stet.go("do", "rebind", "next"))`)
		tab.Wait(`document.getElementById("keys").open && document.querySelector("#keys .is-waiting")`)
		tab.Key(letter)
		tab.WaitText(".keys-note", "now does “Next mark”")
		tab.Key(kb.Escape)
		tab.Wait(`!document.getElementById("keys").open`)
	}
	const quay, ash = `{"label":"NEVER","pattern":"Quay","id":"no-quay"}` + "\n", `{"label":"NEVER","pattern":"Ash","id":"no-ash"}` + "\n"
	tab := floodDesk(t)
	rules(tab, quay+ash)
	key(tab, "v")
	tab.Click(`.bar [data-do=reading]`)
	tab.Click(`[data-do=read][data-arg="size 5"]`)
	tab.Key(kb.Escape)
	saved(tab)
	file := backup(tab)

	fresh := desk(t)
	drop(fresh, "backup.jsonl", file)
	fresh.Wait(`document.querySelectorAll(".lib-item").length === 1 && document.documentElement.dataset.size === "5"`)
	openTitle(fresh, "Bridge to reopen")
	fresh.WaitText(".hints", "V")
	fresh.Do(chrome.Focus("#story"))
	fresh.Key("v")
	fresh.Wait(`stet.story.current() === "a1"`)
	if pack := savedPack(fresh); pack != quay+ash {
		t.Errorf("restored rules: %q", pack)
	}
	fresh.Reload()
	fresh.Wait(`document.documentElement.dataset.size === "5" && document.querySelector(".lib-row")`)
	if pack := savedPack(fresh); pack != quay+ash {
		t.Errorf("restored rules after a reload: %q", pack)
	}

	const mine = `{"label":"NEVER","pattern":"Quay Street","id":"no-quay"}` + "\n"
	other := floodDesk(t)
	rules(other, mine)
	key(other, "y")
	drop(other, "backup.jsonl", file)
	other.WaitText("body", "its keys are left out")
	other.WaitText("body", "its rule “no-quay” is left out: yours of that id is another")
	other.WaitText(".toast", "1 rule of the backup's left out")
	if pack := savedPack(other); pack != mine+ash {
		t.Errorf("rules beside mine: %q", pack)
	}
	chrome.Eval[bool](other, `stet.go("do", "rulesundo", "")`)
	other.WaitText(".toast", "as they were before")
	if pack := savedPack(other); pack != mine {
		t.Errorf("undone: %q", pack)
	}
}

// TestSearchFolds finds what is written with no-break spaces, accents and curved apostrophes by what a keyboard has: in the list of stories and
// in who said what.
func TestSearchFolds(t *testing.T) {
	tab := desk(t)
	drop(tab, "a.json", marks(t, "a", "Line stops\n\n“C’est fini,” said Zoë\u00a0Đurić-Ångström, who leads the line. “We agree,” said Per Holm.\n",
		"person Zoë\u00a0Đurić-Ångström", "person Per Holm", "direct “C’est fini,” by Zoë\u00a0Đurić-Ångström", "direct “We agree,” by Per Holm"))
	tab.Wait(`document.querySelectorAll("#story .mk").length === 4`)
	saved(tab)
	look := func(field, words string) {
		tab.Click(field)
		chrome.Eval[bool](tab, `(document.activeElement.select(), true)`)
		tab.Type(words)
	}
	for _, words := range []string{"zoe duric", "angstrom", "c'est fini"} {
		look("#search", "nowhere at all")
		tab.WaitText(".lib-none", "No story holds these words")
		look("#search", words)
		tab.Wait(titles + ` === "Line stops"`)
		look("#said-words", "nowhere at all")
		tab.Wait(`document.querySelectorAll(".said-row").length === 0`)
		look("#said-words", words)
		tab.Wait(`document.querySelector(".panel").textContent.includes("C’est fini") && !document.querySelector(".panel").textContent.includes("We agree")`)
	}
}

// TestListAndRoom hides the list where it has room, and shows it where it has none: it is not in the way when the window changes, and
// goes when a story is chosen, be it the one that is open.
func TestListAndRoom(t *testing.T) {
	tab := floodDesk(t)
	shown := `document.getElementById("library").checkVisibility()`
	tab.Click(`.bar [data-do=library]`)
	tab.Wait(`!` + shown)
	tab.Size(800, 800)
	chrome.Eval[bool](tab, `new Promise((ok) => requestAnimationFrame(() => setTimeout(() => ok(true), 100)))`)
	if chrome.Eval[bool](tab, shown) {
		t.Error("a list that was hidden lies over the story in a narrower window")
	}
	tab.Size(1280, 800)
	tab.Wait(shown)
	tab.Size(390, 844)
	tab.Wait(`!` + shown)
	tab.Click(`.bar [data-do=library]`)
	tab.Wait(shown)
	tab.Click(`.lib-row.is-open`)
	tab.Wait(`!` + shown)
}

package e2e

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/annotate"
	"stet/e2e/chrome"
)

const leak = `Ferry board flags a leak

HARLOW BAY – “The pier is not safe,” Ada Quist flagged on Monday. Engineer Tom Reyle claimed that the Archive had warned the River Guard twice.

Mayor Lin Osei told Archive staff that the ferry would stop. The Archive said it had no key.
`

const quay = `Quay shut for a week

The Archive said on Tuesday that the quay would be shut. Mayor Lin Osei agreed.
`

// paste pastes a story and waits until its marks stand and it is kept.
func paste(tab *chrome.Tab, story string) {
	title, _, _ := strings.Cut(story, "\n")
	tab.ClickText("Stet")
	tab.Wait(`document.querySelector(".desk").classList.contains("is-blank")`)
	tab.Paste(story, "")
	tab.Wait(`document.querySelector(".bar-title").textContent === ` + quoted(title) + ` && document.querySelectorAll("#story .mk").length > 0`)
	saved(tab)
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// countMarks is how many marks of the story are of these words.
func countMarks(tab *chrome.Tab, words string) int {
	return chrome.Eval[int](tab, `[...document.querySelectorAll("#story .mk")].filter((m) => m.textContent === `+quoted(words)+`).length`)
}

// menuOf opens the menu of the first mark of these words, by keyboard.
func menuOf(tab *chrome.Tab, words string) {
	id := chrome.Eval[string](tab, `[...document.querySelectorAll("#story .mk")].find((m) => m.textContent === `+quoted(words)+`).dataset.m`)
	goTo(tab, id)
	tab.Key(" ")
	tab.Wait(`!document.getElementById("pop").hidden && document.querySelector(".offer")`)
}

// press moves to the button with these words by Tab and presses it.
func press(tab *chrome.Tab, words string) {
	for range 80 {
		if chrome.Eval[bool](tab, `document.activeElement.matches("button") && document.activeElement.textContent.includes(`+quoted(words)+`)`) {
			tab.Key(kb.Enter)
			return
		}
		tab.Key(kb.Tab)
	}
	tab.Wait(`document.activeElement.textContent.includes(` + quoted(words) + `)`)
}

// trial waits until every story was looked at, and returns what is said of it.
func trial(tab *chrome.Tab) string {
	tab.Wait(`document.getElementById("rules").open && document.getElementById("rules-keep") && /^Changes/.test(document.querySelector("#rules .dialog-note").textContent)`)
	return tab.Text("#rules .dialog-note")
}

// savedPack is the file that the page saves.
func savedPack(tab *chrome.Tab) string {
	return chrome.Eval[string](tab, `new Promise((ok) => {
		const save = stet.desk.save;
		stet.desk.save = (name, type, bytes) => { stet.desk.save = save; ok(new TextDecoder().decode(bytes)); };
		stet.go("do", "rulessave", "");
	})`)
}

// onTheCommandLine is what stet annotate makes of the story with the pack.
func onTheCommandLine(t *testing.T, doc *annotate.Document, pack string) string {
	t.Helper()
	dir := t.TempDir()
	program, rules := filepath.Join(dir, "stet"), filepath.Join(dir, "any-name.jsonl")
	if err := os.WriteFile(rules, []byte(pack), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", program, "stet/cmd/stet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	line, _ := json.Marshal(map[string]string{"id": doc.ID, "title": doc.Title, "text": doc.Text})
	args := []string{"annotate", "--jsonl"}
	if pack != "" {
		args = append(args, "--rules", rules)
	}
	command := exec.Command(program, args...)
	command.Stdin = bytes.NewReader(line)
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// TestACorrectionBecomesARule says "never" from a mark's menu by keyboard, reads what that changes, uses it, and finds it in every story, in
// the saved file, after a reload, and taken back by undo.
func TestACorrectionBecomesARule(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := desk(t)
		w.set(tab)
		paste(tab, quay)
		paste(tab, leak)
		was, before := countMarks(tab, "Archive"), string(state(tab).AppendJSON(nil))
		menuOf(tab, "Archive")
		tab.WaitText(".offer", "Never mark “Archive”")
		tab.WaitText(".offer", "Always mark “Archive” as organization")
		tab.Shot("rules-menu")
		for _, finding := range tab.Axe() {
			t.Error(finding)
		}
		press(tab, "Never mark “Archive”")
		if said := trial(tab); !strings.Contains(said, "marks in this story") || !strings.Contains(said, "1 mark in 1 other story") {
			t.Errorf("it says %q", said)
		}
		tab.WaitText(".trial-lines", "no longer organization")
		tab.WaitText(".trial .group-name", "Quay shut for a week")
		if countMarks(tab, "Archive") != was {
			t.Error("it was done before it was asked for")
		}
		for _, finding := range tab.Axe() {
			t.Error(finding)
		}
		tab.Shot("rules-trial")
		press(tab, "Use in every story")
		tab.Wait(`!document.getElementById("rules").open`)
		tab.Wait(`![...document.querySelectorAll("#story .mk")].some((m) => m.textContent === "Archive")`)
		saved(tab)
		pack := savedPack(tab)
		for _, title := range []string{"Ferry board flags a leak", "Quay shut for a week"} {
			w.list(tab)
			tab.ClickText(title)
			tab.Wait(`document.querySelector(".bar-title").textContent === ` + quoted(title) + ` && document.querySelectorAll("#story .mk").length > 0`)
			if n := countMarks(tab, "Archive"); n != 0 {
				t.Errorf("%s: %d marks are left", title, n)
			}
			doc := state(tab)
			if got, want := string(doc.AppendJSON(nil)), onTheCommandLine(t, doc, pack); got != want {
				t.Errorf("%s: the page has\n%s\nthe command line makes\n%s", title, got, want)
			}
		}
		tab.Reload()
		w.list(tab)
		tab.ClickText("Your rules")
		tab.WaitText(".rules-says", "Never mark “Archive”")
		for _, finding := range tab.Axe() {
			t.Error(finding)
		}
		tab.Shot("rules-list")
		tab.ClickText("Undo")
		tab.Wait(`!document.getElementById("rules").open`)
		w.list(tab)
		tab.ClickText("Ferry board flags a leak")
		tab.Wait(`[...document.querySelectorAll("#story .mk")].filter((m) => m.textContent === "Archive").length === ` + itoa(was))
		if got := string(state(tab).AppendJSON(nil)); got != before {
			t.Errorf("taken back the document is\n%s\nnot\n%s", got, before)
		}
	})
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

// TestRulesLeaveDecisions holds what an editor decided against a rule that says otherwise.
func TestRulesLeaveDecisions(t *testing.T) {
	tab := desk(t)
	paste(tab, leak)
	was := countMarks(tab, "Archive")
	goTo(tab, one(state(tab), "Archive").ID)
	tab.Key(kb.Enter)
	menuOf(tab, "Archive")
	tab.ClickText("Never mark “Archive”")
	trial(tab)
	tab.ClickText("Use in every story")
	tab.Wait(`[...document.querySelectorAll("#story .mk")].filter((m) => m.textContent === "Archive").length === 1`)
	if doc := state(tab); one(doc, "Archive").State != annotate.Accepted {
		t.Error("the accepted mark is not accepted any more")
	}
	// The story's own undo takes back what the rule did in it, and then the decision.
	tab.Do(chromedp.Focus(chromedp.CSS("#story")))
	tab.Key("z", chromedp.ModifierCtrl)
	tab.Wait(`[...document.querySelectorAll("#story .mk")].filter((m) => m.textContent === "Archive").length === ` + itoa(was))
}

// TestRulesAreEdited makes a mistake in a rule and reads where it is, mends it, switches it off and deletes it, on a phone in the dark.
func TestRulesAreEdited(t *testing.T) {
	tab := desk(t)
	tab.Size(390, 844)
	tab.Media("prefers-color-scheme", "dark")
	tab.Paste(leak, "")
	tab.Wait(`document.querySelectorAll("#story .mk").length > 0`)
	saved(tab)
	do := func(name, arg string) { chrome.Eval[bool](tab, `stet.go("do", `+quoted(name)+`, `+quoted(arg)+`)`) }
	do("rules", "")
	tab.Wait(`document.getElementById("rules").open`)
	tab.ClickText("Add a rule")
	tab.Wait(`document.activeElement.id === "rule-line"`)
	tab.Type(`{"label":"CUE","pattern":[{"VERBS":"flag"}],"id":"flag"}`)
	tab.ClickText("See what it changes")
	tab.WaitText("#rule-problem", "Line 1, column 28: ")
	for _, finding := range tab.Axe() {
		t.Error(finding)
	}
	tab.Shot("rules-problem-phone-dark")
	chrome.Eval[bool](tab, `(() => { const f = document.getElementById("rule-line"); f.focus(); f.select(); return true })()`)
	tab.Type(`{"label":"CUE","pattern":[{"VERB":"flag"}],"frames":["that","bare"],"id":"flag"}`)
	tab.ClickText("See what it changes")
	if said := trial(tab); !strings.Contains(said, "in this story") {
		t.Errorf("it says %q", said)
	}
	tab.Shot("rules-trial-phone-dark")
	tab.ClickText("Use in every story")
	tab.Wait(`!document.getElementById("rules").open && [...document.querySelectorAll("#story .mk")].some((m) => m.textContent.startsWith("“The pier"))`)
	saved(tab)
	do("rules", "")
	tab.WaitText(".rules-says", "Always read “flag” in all its forms as a cue")
	// Shut and opened again before the browser has told of the first: it stays.
	chrome.Eval[bool](tab, `(() => { const d = document.getElementById("rules"); d.close(); d.showModal(); return true })()`)
	chrome.Eval[bool](tab, `new Promise((ok) => setTimeout(() => ok(true), 200))`)
	tab.ClickText("Switch off")
	trial(tab)
	tab.ClickText("Use in every story")
	tab.Wait(`!document.getElementById("rules").open && ![...document.querySelectorAll("#story .mk")].some((m) => m.textContent.startsWith("“The pier"))`)
	if pack := savedPack(tab); !strings.HasPrefix(pack, "#off {") {
		t.Errorf("the pack is %q", pack)
	}
	do("rules", "")
	tab.WaitText(".rules-off", "off")
	tab.ClickText("Delete")
	trial(tab)
	tab.ClickText("Use in every story")
	tab.Wait(`!document.getElementById("rules").open`)
	if pack := savedPack(tab); pack != "" {
		t.Errorf("the pack is %q", pack)
	}
}

// TestRulesFromAFileAndInTwoTabs loads a file of rules; the other tab knows them, and what it does on top of older ones is not done.
func TestRulesFromAFileAndInTwoTabs(t *testing.T) {
	tab := desk(t)
	paste(tab, leak)
	other := tab.Another()
	defer other.Close()
	other.Open(chrome.Eval[string](tab, `location.href`))
	const file = "{\"label\":\"NEVER\",\"pattern\":\"Archive\",\"id\":\"no-archive\"}\r\n{\"id\":\"no-such-rule\",\"off\":true}\r\n"
	load := func(tab *chrome.Tab, name, content string) {
		chrome.Eval[bool](tab, `(stet.go("do", "rules", ""), stet.go("rulesfile", `+quoted(name)+`, new TextEncoder().encode(`+quoted(content)+`)))`)
	}
	load(tab, "mine.jsonl", file)
	tab.WaitText("#rules .trouble", "Line 2: no pack before this one has a rule")
	load(tab, "mine.jsonl", strings.SplitAfter(file, "\n")[0])
	trial(tab)
	tab.ClickText("Use in every story")
	tab.Wait(`!document.getElementById("rules").open`)
	saved(tab)
	other.ClickText("Your rules")
	other.WaitText(".rules-says", "Never mark “Archive”")
}

// TestRulesAndTextFromThePalette finds both by name, with keys alone.
func TestRulesAndTextFromThePalette(t *testing.T) {
	tab := desk(t)
	paste(tab, leak)
	run := func(name string) {
		tab.Key("k", chromedp.ModifierCtrl)
		tab.Wait(`document.getElementById("palette").open && document.activeElement.matches("#palette input")`)
		tab.Type(name)
		tab.WaitText("#palette [role=option]", name)
		tab.Key(kb.Enter)
	}
	goTo(tab, one(state(tab), "Archive").ID)
	run("Always: make a rule")
	trial(tab)
	tab.WaitText("#rules-title", "Always mark “Archive” as organization")
	press(tab, "Use in every story")
	tab.Wait(`!document.getElementById("rules").open`)
	tab.Wait(`stet.story.current() !== ""`)
	tab.Wait(`stet.story.pieces(stet.story.current())[0].tip.includes("100\u00a0%")`) // the engine has read the story again
	if a := one(state(tab), "Archive"); a.By != "rule:always-archive" || a.Score != 1000 {
		t.Errorf("Archive is %+v", a)
	}
	tab.Do(chromedp.Focus(chromedp.CSS("#story")))
	run("Edit the text of the story")
	tab.Wait(`document.getElementById("text").open && document.activeElement.id === "text-field"`)
	tab.Key(kb.Escape)
	tab.Wait(`!document.getElementById("text").open`)
}

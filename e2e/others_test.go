package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/e2e/chrome"
)

// harbour is a story in which names come again and again, and a pronoun speaks.
const harbour = `Port Ellis votes on its harbour

Port Ellis will vote in May, said Mara Lind, who leads the Harbour Trust. Port Ellis has no money, she said. “Port Ellis can wait,” she added.

Tom Ray lives in Port Ellis. Ray told the Harbour Trust that he would sell. The Harbour Trust met on Friday in the Lind house.`

func harbourDesk(t *testing.T, width, height int64) *chrome.Tab {
	t.Helper()
	tab := desk(t)
	tab.Size(width, height)
	drop(tab, "harbour.json", marks(t, "harbour", harbour,
		"settlement Port Ellis #1", "settlement Port Ellis #2", "person Mara Lind", "indirect Port Ellis has no money by she #1 as Mara Lind", "settlement Port Ellis #3",
		"direct “Port Ellis can wait,” by she #2 as Mara Lind", "settlement Port Ellis #4", "person Tom Ray", "settlement Port Ellis #5", "person Ray #2"))
	tab.Wait(`document.querySelectorAll("#story .mk").length === 10`)
	saved(tab)
	return tab
}

// kindsOf counts the marks of these words by kind.
func kindsOf(doc *annotate.Document, words string) map[kind.Kind]int {
	n := map[kind.Kind]int{}
	for _, a := range doc.Annotations {
		if doc.Text[a.Start:a.End] == words {
			n[a.Kind]++
		}
	}
	return n
}

// undoes fails unless one step back leads to the story as it was opened.
func undoes(t *testing.T, tab *chrome.Tab, before string) {
	t.Helper()
	tab.Key("z", chromedp.ModifierCtrl)
	tab.Wait(`document.querySelector("[data-do=undo]").disabled`)
	if string(state(tab).AppendJSON(nil)) != before {
		t.Error("undone in one step, it is not what it was")
	}
}

// offered waits until the others are offered: in the menu that is open, else at the foot.
func offered(tab *chrome.Tab) {
	tab.Wait(`document.querySelector("#pop [data-do=others], .toasts [data-do=others]")`)
}

// takeOffer clicks it.
func takeOffer(tab *chrome.Tab) {
	if tab.Count("#pop [data-do=others]") > 0 {
		tab.ClickText("more like it")
	} else {
		tab.ClickText("The others")
	}
}

func TestOnceNotFortyTimes(t *testing.T) {
	for _, w := range widths {
		for _, c := range []struct {
			name  string
			do    func(tab *chrome.Tab)
			rows  int
			check func(t *testing.T, doc *annotate.Document)
		}{
			{"retag, one left out", func(tab *chrome.Tab) {
				goTo(tab, "a1")
				tab.Key("a")
				tab.Key("o")
			}, 4, func(t *testing.T, doc *annotate.Document) {
				if n := kindsOf(doc, "Port Ellis"); n[kind.Organization] != 4 || n[kind.Settlement] != 1 {
					t.Errorf("Port Ellis is %v", n)
				}
			}},
			{"reject, one left out", func(tab *chrome.Tab) {
				goTo(tab, "a1")
				tab.Key(kb.Backspace)
			}, 4, func(t *testing.T, doc *annotate.Document) {
				if n := kindsOf(doc, "Port Ellis"); n[kind.Settlement] != 1 || len(doc.Rejected) != 4 {
					t.Errorf("Port Ellis is %v", n)
				}
			}},
			{"tag, one left out", func(tab *chrome.Tab) {
				x1, y1 := point(tab, "Harbour Trust", false)
				x2, y2 := point(tab, "Harbour Trust", true)
				drag(tab, x1, y1, x2, y2)
				tab.WaitText(".pop-text", "Harbour Trust")
				tab.ClickText("Organization")
			}, 2, func(t *testing.T, doc *annotate.Document) {
				if n := kindsOf(doc, "Harbour Trust"); n[kind.Organization] != 2 {
					t.Errorf("Harbour Trust is %v", n)
				}
			}},
			{"speaker, one left out", func(tab *chrome.Tab) {
				goTo(tab, "q4")
				tab.Key("s")
				tab.Key(letter(tab, "Tom Ray"))
			}, 1, nil},
		} {
			t.Run(w.name+"/"+c.name, func(t *testing.T) {
				tab := harbourDesk(t, w.width, w.height)
				before := string(state(tab).AppendJSON(nil))
				c.do(tab)
				offered(tab)
				if w.name == "phone" {
					takeOffer(tab)
				} else {
					tab.Key("m")
				}
				tab.Wait(`document.getElementById("others").open`)
				if n := tab.Count("#others .other[aria-checked=true]"); n != c.rows {
					t.Fatalf("%d others are shown, not %d: %s", n, c.rows, tab.Text("#others"))
				}
				tab.Shot("others-" + w.name)
				if c.check == nil {
					tab.Key(kb.Enter)
					tab.Wait(`!document.getElementById("others").open`)
					for _, a := range state(tab).Annotations {
						if a.Speaker != nil && entityName(state(tab), a.Speaker.Entity) != "Tom Ray" {
							t.Error("a speaker is still another")
						}
					}
					undoes(t, tab, before)
					return
				}
				// The last one is left out: by pointer on a phone, by keyboard else.
				if w.name == "phone" {
					tab.Do(chromedp.Click(chromedp.CSS("#others .other:nth-of-type("+string(rune('0'+c.rows))+")"), chromedp.NodeVisible))
				} else {
					chrome.Eval[bool](tab, `(document.querySelector("#others .other").focus(), true)`)
					for range c.rows - 1 {
						tab.Key(kb.Tab)
					}
					tab.Key(" ")
				}
				tab.Wait(`document.querySelectorAll("#others .other[aria-checked=false]").length === 1`)
				tab.Click("#others .btn-ink")
				tab.Wait(`!document.getElementById("others").open`)
				saved(tab)
				c.check(t, state(tab))
				undoes(t, tab, before)
			})
		}
	}
}

func entityName(doc *annotate.Document, id string) string {
	for _, e := range doc.Entities {
		if e.ID == id {
			return e.Name
		}
	}
	return ""
}

func TestOthersSurviveAReload(t *testing.T) {
	tab := harbourDesk(t, 1280, 800)
	goTo(tab, "a1")
	tab.Key("a")
	tab.Key("o")
	offered(tab)
	tab.Key("m")
	tab.Wait(`document.getElementById("others").open`)
	tab.Key(kb.Enter)
	tab.Wait(`document.querySelectorAll("#story .mk-actor.is-edited").length === 5`)
	saved(tab)
	after := string(state(tab).AppendJSON(nil))
	tab.Reload()
	tab.Wait(`document.querySelectorAll("#story .mk").length === 10 || document.querySelector(".lib-row")`)
	if tab.Count("#story .mk") == 0 {
		tab.Click(".lib-row")
		tab.Wait(`document.querySelectorAll("#story .mk").length === 10`)
	}
	if string(state(tab).AppendJSON(nil)) != after {
		t.Error("loaded again, it is another")
	}
}

func TestMergeSplitAndRename(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := harbourDesk(t, w.width, w.height)
			before := string(state(tab).AppendJSON(nil))
			// Merged: mentions and speakers come along.
			goTo(tab, "a8")
			tab.Key("e")
			tab.WaitText(".pop-title", "Who or what")
			tab.Key("4")
			tab.Wait(`document.getElementById("others").open`)
			tab.WaitText("#others .other", "Mara Lind")
			tab.Click("#others .other")
			tab.Wait(`document.querySelectorAll("#others .other[aria-checked=true]").length === 1`)
			tab.Shot("merge-" + w.name)
			tab.Click("#others .btn-ink")
			tab.Wait(`!document.getElementById("others").open`)
			doc := state(tab)
			if name := entityName(doc, one(doc, "Mara Lind").Entity); name != "Tom Ray" {
				t.Errorf("Mara Lind is %q", name)
			}
			if name := entityName(doc, one(doc, "“Port Ellis can wait,”").Speaker.Entity); name != "Tom Ray" {
				t.Errorf("the speaker is %q", name)
			}
			undoes(t, tab, before)
			// Split: two of five mentions become another place.
			goTo(tab, "a1")
			tab.Key("e")
			tab.WaitText(".pop-title", "Who or what")
			tab.Key("3")
			tab.Wait(`document.getElementById("others").open`)
			if n := tab.Count("#others .other[aria-checked=true]"); n != 1 {
				t.Errorf("%d mentions are ticked at first", n)
			}
			tab.Do(chromedp.Click(chromedp.CSS("#others .other:nth-of-type(2)"), chromedp.NodeVisible))
			tab.Wait(`document.querySelectorAll("#others .other[aria-checked=true]").length === 2`)
			tab.Click("#others .btn-ink")
			tab.Wait(`!document.getElementById("others").open`)
			doc = state(tab)
			of := map[string]int{}
			for _, a := range doc.Annotations {
				if a.Kind == kind.Settlement {
					of[a.Entity]++
				}
			}
			if len(of) != 2 || of[one(doc, "Port Ellis").Entity] != 2 {
				t.Errorf("the mentions are of %v", of)
			}
			undoes(t, tab, before)
			// Renamed to a name that another has: that one is offered for merging.
			goTo(tab, "a8")
			tab.Key("r")
			tab.Wait(`document.activeElement.id === "rename-field"`)
			tab.Type("Mara Lind")
			tab.Key(kb.Enter)
			offered(tab)
			takeOffer(tab)
			tab.WaitText("#others", "merged in")
			tab.Click("#others .btn-ink")
			tab.Wait(`!document.getElementById("others").open`)
			if doc := state(tab); one(doc, "Tom Ray").Entity != one(doc, "Mara Lind").Entity {
				t.Error("they are still two")
			}
			undoes(t, tab, before)
		})
	}
}

func TestSpeakerIsFirstClass(t *testing.T) {
	for _, w := range widths {
		t.Run(w.name, func(t *testing.T) {
			tab := harbourDesk(t, w.width, w.height)
			// The chain from pronoun to name, in the menu; letters over the actors.
			goTo(tab, "q6")
			tab.Key("s")
			tab.WaitText(".pop-title", "Who says it?")
			tab.WaitText(".chain", "Mara Lind")
			if chain := tab.Text(".chain"); !strings.HasPrefix(chain, "she") {
				t.Errorf("the chain is %q", chain)
			}
			tab.Wait(`[...document.querySelectorAll(".hint-letter")].some((h) => !h.hidden)`)
			tab.Shot("hints-" + w.name)
			// The speaker's words, longer by a word and shorter again, and the list stays.
			tab.Key(kb.ArrowLeft, chromedp.ModifierShift)
			tab.Wait(`document.querySelector(".chain").textContent.startsWith("wait,” she") || document.querySelector(".chain").textContent.startsWith("” she") || document.querySelector(".chain").textContent.startsWith(",” she")`)
			tab.Key("z", chromedp.ModifierCtrl)
			tab.Wait(`document.querySelector("[data-do=undo]").disabled`)
			// A click on a mention makes it the speaker.
			goTo(tab, "q6")
			tab.Key("s")
			tab.WaitText(".pop-title", "Who says it?")
			if w.name == "wide" {
				click(tab, "a8")
			} else {
				tab.Key(letter(tab, "Tom Ray"))
			}
			tab.Wait(`!document.querySelector("[data-do=undo]").disabled`)
			if doc := state(tab); entityName(doc, one(doc, "“Port Ellis can wait,”").Speaker.Entity) != "Tom Ray" {
				t.Error("Tom Ray does not speak")
			}
			tab.Wait(`document.querySelectorAll(".hint-letter").length === 0`)
		})
	}
}

func TestEdgesOfCueAndSpeaker(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := harbourDesk(t, w.width, w.height)
		goTo(tab, "q6")
		tab.Key("c")
		tab.WaitText(".pop-title", "Which word")
		tab.Key(letter(tab, "added"))
		tab.Wait(`!document.querySelector("[data-do=undo]").disabled`)
		goTo(tab, "q6")
		tab.Key("c")
		tab.WaitText(".pop-title", "Which word")
		// By key: the cue's start, a word back; by pointer: the handle, where it was.
		tab.Key(kb.ArrowLeft, chromedp.ModifierShift)
		cue := func() string {
			doc := state(tab)
			q := one(doc, "“Port Ellis can wait,”")
			return doc.Text[q.Cue.Start:q.Cue.End]
		}
		if cue() != "she added" {
			t.Fatalf("the cue is %q", cue())
		}
		tab.WaitText(".pop-title", "Which word")
		tab.Wait(`document.querySelector(".grip-start") && !document.querySelector(".grip-start").hidden`)
		at := chrome.Eval[struct{ X, Y float64 }](tab, `(() => { const r = document.querySelector(".grip-start").getBoundingClientRect(); return { X: r.x + r.width / 2, Y: r.y + r.height / 2 } })()`)
		x, _ := point(tab, "added", false)
		drag(tab, at.X, at.Y, x+4, at.Y)
		if cue() != "added" {
			t.Errorf("the cue is %q", cue())
		}
	})
}

func TestSelectionDropsOuterPunctuation(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		for _, c := range []struct{ name, from, to, take, want string }{
			{"a name without its comma", "Mara Lind", "Mara Lind,", "Group", "Mara Lind"},
			{"a quote with its marks", "“Port Ellis can", "can wait,”", "Direct", "“Port Ellis can wait,”"},
			{"a report without its full stop", "he would sell", "sell.", "Indirect", "he would sell"},
		} {
			t.Run(c.name, func(t *testing.T) {
				tab := desk(t)
				w.set(tab)
				drop(tab, "bare.json", marks(t, "bare", harbour, "settlement Port Ellis #1"))
				tab.Wait(`document.querySelectorAll("#story .mk").length === 1`)
				saved(tab)
				x1, y1 := point(tab, c.from, false)
				x2, y2 := point(tab, c.to, true)
				drag(tab, x1, y1, x2+1, y2)
				tab.ClickText(c.take)
				tab.Wait(`!document.querySelector("[data-do=undo]").disabled`)
				if one(state(tab), c.want).ID == "" {
					t.Errorf("the mark is another: %v", state(tab).Annotations)
				}
			})
		}
	})
}

func TestAltSelectsCharacters(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := desk(t)
		w.set(tab)
		drop(tab, "bare.json", marks(t, "bare", harbour, "settlement Port Ellis #1"))
		tab.Wait(`document.querySelectorAll("#story .mk").length === 1`)
		saved(tab)
		x1, y1 := point(tab, "Trust", false)
		x2, _ := point(tab, "Tru", true)
		with := chromedp.ButtonModifiers(chromedp.ModifierAlt)
		tab.Do(chromedp.MouseEvent("mousePressed", x1, y1, chromedp.ButtonLeft, chromedp.ClickCount(1)), chromedp.MouseEvent("mouseMoved", x2+1, y1, chromedp.ButtonLeft, with),
			chromedp.MouseEvent("mouseReleased", x2+1, y1, chromedp.ButtonLeft, with))
		tab.ClickText("Group")
		tab.Wait(`!document.querySelector("[data-do=undo]").disabled`)
		if one(state(tab), "Tru").ID == "" {
			t.Errorf("the mark is another: %v", state(tab).Annotations)
		}
	})
}

func TestNativeSelectionOnAPhone(t *testing.T) {
	tab := desk(t)
	tab.Size(390, 844)
	drop(tab, "bare.json", marks(t, "bare", harbour, "settlement Port Ellis #1"))
	tab.Wait(`document.querySelectorAll("#story .mk").length === 1`)
	saved(tab)
	pick := func(words string) {
		chrome.Eval[bool](tab, `(() => {
			const at = stet.story.text().indexOf("`+words+`"), r = stet.story.rangeOf(at, at + "`+words+`".length);
			getSelection().setBaseAndExtent(r.startContainer, r.startOffset, r.endContainer, r.endOffset);
			return true;
		})()`)
	}
	pick("Mara")
	tab.WaitText(".pop-text", "Mara")
	// The browser's selection and its handles stay; moved, the sheet follows.
	if got := chrome.Eval[string](tab, `getSelection().toString()`); got != "Mara" {
		t.Errorf("the selection is %q", got)
	}
	pick("Mara Lind,")
	tab.WaitText(".pop-text", "Mara Lind")
	if got := chrome.Eval[string](tab, `getSelection().toString()`); got != "Mara Lind," {
		t.Errorf("the selection is %q", got)
	}
	tab.Shot("sheet-selection")
	if right := chrome.Eval[float64](tab, `Math.max(...[...document.querySelectorAll("#pop, #pop button")].map((e) => e.getBoundingClientRect().right))`); right > 390 {
		t.Errorf("the sheet reaches to %v", right)
	}
	tab.Click(`#pop [data-arg=person]`)
	tab.Wait(`document.querySelectorAll("#story .mk").length === 2`)
	if one(state(tab), "Mara Lind").Kind != kind.Person {
		t.Error("Mara Lind is no person")
	}
	if chrome.Eval[string](tab, `getSelection().toString()`) != "" {
		t.Error("the selection is still there")
	}
}

func TestCaretSpeaks(t *testing.T) {
	tab := harbourDesk(t, 1280, 800)
	goTo(tab, "a8")
	tab.Key(kb.Escape)
	tab.Wait(`document.querySelector(".text-caret")`)
	tab.Key(kb.ArrowRight, chromedp.ModifierShift, chromedp.ModifierCtrl)
	tab.WaitText("#live", "Selected: Tom")
	tab.Key(kb.ArrowRight, chromedp.ModifierShift, chromedp.ModifierCtrl)
	tab.WaitText("#live", "Selected: Tom Ray")
	tab.Key(kb.Escape)
	tab.Wait(`!document.querySelector(".text-caret")`)
}

// TestRetagOffersTheEntitysOtherWords: who was taken for a person under the whole name was under the last name, too.
func TestRetagOffersTheEntitysOtherWords(t *testing.T) {
	tab := desk(t)
	drop(tab, "a.json", marks(t, "a", "Port opens\n\nHarlow Trust has met. Harlow Trust and Trust alone decide. Trust is rich.",
		"person Harlow Trust #1", "person Harlow Trust #2", "person Trust #3 as Harlow Trust", "person Trust #4 as Harlow Trust"))
	tab.Wait(`document.querySelectorAll("#story .mk").length === 4`)
	saved(tab)
	before := string(state(tab).AppendJSON(nil))
	goTo(tab, "a1")
	tab.Key("a")
	tab.Key("o")
	offered(tab)
	tab.Key("m")
	tab.Wait(`document.getElementById("others").open && document.querySelectorAll("#others .other[aria-checked=true]").length === 3`)
	tab.Key(kb.Enter)
	tab.Wait(`!document.getElementById("others").open`)
	tab.Wait(`document.querySelectorAll("#story .mk.is-edited").length === 4`)
	if n := kindsOf(state(tab), "Trust"); n[kind.Organization] != 2 {
		t.Errorf("Trust is %v", n)
	}
	undoes(t, tab, before)
}

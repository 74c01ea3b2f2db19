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

// goTo makes the mark with the id the current one, by keyboard.
func goTo(tab *chrome.Tab, id string) {
	tab.Do(chromedp.Focus(chromedp.CSS("#story")))
	for range 20 {
		if chrome.Eval[string](tab, `stet.story.current()`) == id {
			return
		}
		behind := chrome.Eval[bool](tab, `(() => { const at = [...document.querySelectorAll("#story .mk")].map((m) => m.dataset.m); return at.indexOf("`+id+`") < at.indexOf(stet.story.current()) })()`)
		tab.Key(map[bool]string{true: "k", false: "j"}[behind])
	}
	tab.Wait(`stet.story.current() === "` + id + `"`)
}

// thereAndBack fails unless undoing everything leads back to the document as it was opened, and redoing to the one given.
func thereAndBack(t *testing.T, tab *chrome.Tab, steps int) {
	t.Helper()
	after := string(state(tab).AppendJSON(nil))
	before := floodDocument(t)
	if after == before {
		t.Error("nothing was changed")
	}
	for range steps {
		tab.Key("z", chromedp.ModifierCtrl)
	}
	if got := string(state(tab).AppendJSON(nil)); got != before {
		t.Error("undone, it is not what it was")
	}
	for range steps {
		tab.Key("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	}
	if got := string(state(tab).AppendJSON(nil)); got != after {
		t.Error("done again, it is not what it was")
	}
	if got := storyText(tab); got != flood {
		t.Errorf("the story's text changed: %q", got)
	}
}

func TestCorrectByKeyboard(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		for _, c := range []struct {
			name  string
			steps int
			do    func(tab *chrome.Tab)
			check func(t *testing.T, doc *annotate.Document)
		}{
			{"accept and go on", 1, func(tab *chrome.Tab) { goTo(tab, "a3"); tab.Key(kb.Enter) },
				func(t *testing.T, doc *annotate.Document) {
					if a := one(doc, "Ada Quist"); a.State != annotate.Accepted {
						t.Errorf("Ada Quist is %v", a.State)
					}
				}},
			{"reject", 1, func(tab *chrome.Tab) { goTo(tab, "a11"); tab.Key(kb.Backspace) },
				func(t *testing.T, doc *annotate.Document) {
					if len(doc.Rejected) != 1 || one(doc, "Unity Party").ID != "" {
						t.Error("the Unity Party is still marked")
					}
				}},
			{"retag", 1, func(tab *chrome.Tab) { goTo(tab, "a12"); tab.Key("a"); tab.Key("s") },
				func(t *testing.T, doc *annotate.Document) {
					if a := one(doc, "Carrow"); a.Kind != kind.State || a.State != annotate.Edited {
						t.Errorf("Carrow is a %v, %v", a.Kind, a.State)
					}
				}},
			{"another kind", 1, func(tab *chrome.Tab) { goTo(tab, "a2"); tab.Key("l"); tab.Key("n") },
				func(t *testing.T, doc *annotate.Document) {
					if a := one(doc, "Saint Brannock"); a.Kind != kind.Natural {
						t.Errorf("Saint Brannock is a %v", a.Kind)
					}
				}},
			{"end by a word and back, start by a word", 3, func(tab *chrome.Tab) {
				goTo(tab, "a3")
				tab.Key(kb.ArrowRight)
				tab.Key(kb.ArrowLeft)
				tab.Key(kb.ArrowLeft, chromedp.ModifierShift)
			}, func(t *testing.T, doc *annotate.Document) {
				if one(doc, "mayor Ada Quist").ID != "a3" {
					t.Errorf("the edges are elsewhere: %v", doc.Annotations)
				}
			}},
			{"end by a character", 1, func(tab *chrome.Tab) { goTo(tab, "a4"); tab.Key(kb.ArrowLeft, chromedp.ModifierAlt) },
				func(t *testing.T, doc *annotate.Document) {
					if one(doc, "Northmar").ID != "a4" {
						t.Error("the edge is elsewhere")
					}
				}},
			{"a quote's content, both edges", 2, func(tab *chrome.Tab) {
				goTo(tab, "a9")
				tab.Key(kb.ArrowLeft)
				tab.Key(kb.ArrowRight, chromedp.ModifierShift)
			}, func(t *testing.T, doc *annotate.Document) {
				if one(doc, "ferry was").ID != "a9" {
					t.Errorf("the edges are elsewhere: %v", doc.Annotations)
				}
			}},
			{"speaker from lettered hints", 1, func(tab *chrome.Tab) {
				goTo(tab, "a9")
				tab.Key("s")
				tab.WaitText(".pop-title", "Who says it?")
				tab.Key(letter(tab, "Joren Vale"))
			}, func(t *testing.T, doc *annotate.Document) {
				if s := one(doc, "the ferry was cheaper").Speaker; s == nil || doc.Entities[entityAt(doc, s.Entity)].Name != "Joren Vale" {
					t.Errorf("the speaker is %v", s)
				}
			}},
			{"speaker, from the name of who says it", 1, func(tab *chrome.Tab) {
				goTo(tab, "a6")
				tab.Key("s")
				tab.WaitText(".pop-title", "Who says it?")
				tab.Key(letter(tab, "Joren Vale"))
			}, func(t *testing.T, doc *annotate.Document) {
				if s := one(doc, "“We waited nine weeks,”").Speaker; s == nil || doc.Entities[entityAt(doc, s.Entity)].Name != "Joren Vale" {
					t.Errorf("the speaker is %v", s)
				}
			}},
			{"the first runner-up speaks", 1, func(tab *chrome.Tab) {
				goTo(tab, "q5")
				tab.Key("s")
				tab.WaitText(".pop-title", "Who says it?")
				const third = `document.querySelectorAll(".choice")[2]` // behind nobody and whoever speaks now
				tab.Wait(third + `.querySelector(".choice-sub").textContent.includes("21")`)
				tab.Key(strings.ToLower(chrome.Eval[string](tab, third+`.querySelector("kbd").textContent`)))
			}, func(t *testing.T, doc *annotate.Document) {
				if q := one(doc, "“We waited nine weeks,”"); len(q.RunnersUp) == 0 || q.Speaker.Entity != q.RunnersUp[0].Entity {
					t.Errorf("the speaker is %v, the runners-up %v", q.Speaker, q.RunnersUp)
				}
			}},
			{"nobody known speaks", 1, func(tab *chrome.Tab) {
				goTo(tab, "q5")
				tab.Key("s")
				tab.WaitText(".pop-title", "Who says it?")
				tab.Key("0")
			}, func(t *testing.T, doc *annotate.Document) {
				if s := one(doc, "“We waited nine weeks,”").Speaker; s == nil || s.Entity != "" {
					t.Errorf("the speaker is %v", s)
				}
			}},
			{"a speaker who is not named yet", 1, func(tab *chrome.Tab) {
				goTo(tab, "a9")
				tab.Key("s")
				tab.WaitText(".pop-title", "Who says it?")
				tab.Key("/")
				tab.Wait(`document.activeElement.id === "choices-field"`)
				tab.Type("Mia Lund")
				tab.WaitText(".choice.is-on", "Mia Lund")
				tab.Key(kb.Enter)
			}, func(t *testing.T, doc *annotate.Document) {
				if s := one(doc, "the ferry was cheaper").Speaker; s == nil || doc.Entities[entityAt(doc, s.Entity)].Name != "Mia Lund" {
					t.Errorf("the speaker is %v", s)
				}
			}},
			{"cue", 1, func(tab *chrome.Tab) {
				goTo(tab, "q5")
				tab.Key("c")
				tab.WaitText(".pop-title", "Which word")
				tab.Key(letter(tab, "told"))
			}, func(t *testing.T, doc *annotate.Document) {
				if a := one(doc, "“We waited nine weeks,”"); a.Cue == nil || doc.Text[a.Cue.Start:a.Cue.End] != "told" {
					t.Errorf("the cue is %v", a.Cue)
				}
			}},
			{"another entity", 1, func(tab *chrome.Tab) {
				goTo(tab, "a6")
				tab.Key("e")
				tab.WaitText(".pop-title", "Who or what")
				tab.Key(letter(tab, "Joren Vale"))
			}, func(t *testing.T, doc *annotate.Document) {
				for _, a := range doc.Annotations {
					if a.ID == "a6" && doc.Entities[entityAt(doc, a.Entity)].Name != "Joren Vale" {
						t.Errorf("Quist is %v", doc.Entities[entityAt(doc, a.Entity)])
					}
				}
			}},
			{"entity renamed", 1, func(tab *chrome.Tab) {
				goTo(tab, "a3")
				tab.Key("e")
				tab.WaitText(".pop-title", "Who or what")
				tab.Key("1")
				tab.Wait(`document.activeElement.id === "rename-field"`)
				tab.Type("Ada Johanna Quist")
				tab.Key(kb.Enter)
			}, func(t *testing.T, doc *annotate.Document) {
				if doc.Entities[entityAt(doc, one(doc, "Ada Quist").Entity)].Name != "Ada Johanna Quist" {
					t.Error("it is not renamed")
				}
			}},
			{"a new mark with the caret", 1, func(tab *chrome.Tab) {
				goTo(tab, "a9")
				tab.Key(kb.Escape)
				tab.Wait(`document.querySelector(".text-caret")`)
				for range 2 {
					tab.Key(kb.ArrowLeft, chromedp.ModifierCtrl)
				}
				// The caret stands somewhere in "Islanders say"; the whole word is taken.
				tab.Key(kb.Home)
				tab.Key(kb.ArrowRight, chromedp.ModifierShift)
				tab.Key(kb.Enter)
				tab.WaitText(".pop-text", "Islanders")
				tab.Key("a")
				tab.Key("g")
			}, func(t *testing.T, doc *annotate.Document) {
				if a := one(doc, "Islanders"); a.Kind != kind.Group || a.By != annotate.Editor {
					t.Errorf("Islanders: %+v", a)
				}
			}},
		} {
			t.Run(c.name, func(t *testing.T) {
				tab := floodDesk(t)
				w.set(tab)
				c.do(tab)
				tab.Wait(`document.querySelector("[data-do=undo]").disabled === false`)
				c.check(t, state(tab))
				thereAndBack(t, tab, c.steps)
			})
		}
	})
}

// letter is the key that picks a line of the menu's list.
func letter(tab *chrome.Tab, name string) string {
	tab.Wait(`[...document.querySelectorAll(".choice")].some((c) => c.querySelector(".choice-name").textContent === "` + name + `")`)
	return strings.ToLower(chrome.Eval[string](tab, `[...document.querySelectorAll(".choice")].find((c) => c.querySelector(".choice-name").textContent === "`+name+`").querySelector("kbd").textContent`))
}

func entityAt(doc *annotate.Document, id string) int {
	for i, e := range doc.Entities {
		if e.ID == id {
			return i
		}
	}
	return 0
}

// point is where a place in the story's text is on the screen.
func point(tab *chrome.Tab, words string, end bool) (x, y float64) {
	tab.Wait(`document.querySelector("#story .mk").getClientRects().length > 0`)
	at := chrome.Eval[struct{ X, Y float64 }](tab, `(() => {
		const at = stet.story.text().indexOf("`+words+`");
		const b = [...stet.story.rangeOf(at, at + "`+words+`".length).getClientRects()];
		const r = `+map[bool]string{true: "b[b.length - 1]", false: "b[0]"}[end]+`;
		return { X: `+map[bool]string{true: "r.right - 1", false: "r.left + 1"}[end]+`, Y: r.top + r.height / 2 };
	})()`)
	return at.X, at.Y
}

// click clicks a mark in the middle of its first line.
func click(tab *chrome.Tab, id string) {
	tab.Wait(`stet.story.pieces("` + id + `")[0].getClientRects().length > 0`)
	at := chrome.Eval[struct{ X, Y float64 }](tab, `(() => { const r = stet.story.pieces("`+id+`")[0].getClientRects()[0]; return { X: r.x + r.width / 2, Y: r.y + r.height / 2 } })()`)
	tab.Do(chromedp.MouseClickXY(at.X, at.Y))
}

// drag presses the mouse at one place and lets it go at another.
func drag(tab *chrome.Tab, x1, y1, x2, y2 float64) {
	tab.Do(chromedp.MouseEvent("mousePressed", x1, y1, chromedp.ButtonLeft), chromedp.MouseEvent("mouseMoved", (x1+x2)/2, (y1+y2)/2, chromedp.ButtonLeft),
		chromedp.MouseEvent("mouseMoved", x2, y2, chromedp.ButtonLeft), chromedp.MouseEvent("mouseReleased", x2, y2, chromedp.ButtonLeft))
}

func TestCorrectByPointer(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		for _, c := range []struct {
			name  string
			do    func(tab *chrome.Tab)
			check func(t *testing.T, doc *annotate.Document)
		}{
			{"accept", func(tab *chrome.Tab) { click(tab, "a3"); tab.ClickText("Accept") },
				func(t *testing.T, doc *annotate.Document) {
					if one(doc, "Ada Quist").State != annotate.Accepted {
						t.Error("not accepted")
					}
				}},
			{"reject", func(tab *chrome.Tab) { click(tab, "a11"); tab.ClickText("Reject") },
				func(t *testing.T, doc *annotate.Document) {
					if len(doc.Rejected) != 1 {
						t.Error("not rejected")
					}
				}},
			{"type and kind", func(tab *chrome.Tab) { click(tab, "a12"); tab.ClickText("Actor") },
				func(t *testing.T, doc *annotate.Document) {
					if one(doc, "Carrow").Kind != kind.State {
						t.Error("Carrow is no state")
					}
				}},
			{"a new mark from a drag that begins and ends inside words", func(tab *chrome.Tab) {
				x1, y1 := point(tab, "slanders", false)
				x2, y2 := point(tab, "Islander", true)
				drag(tab, x1, y1, x2, y2)
				tab.WaitText(".pop-text", "Islanders")
				tab.ClickText("Group") // once the menu stands still
			}, func(t *testing.T, doc *annotate.Document) {
				if one(doc, "Islanders").Kind != kind.Group {
					t.Errorf("Islanders: %+v", one(doc, "Islanders"))
				}
			}},
			{"an edge dragged", func(tab *chrome.Tab) {
				click(tab, "a3")
				tab.Wait(`document.querySelector(".grip-start") && !document.querySelector(".grip-start").hidden`)
				from := chrome.Eval[struct{ X, Y float64 }](tab, `(() => { const r = document.querySelector(".grip-start").getBoundingClientRect(); return { X: r.x + r.width / 2, Y: r.y + r.height / 2 } })()`)
				x, _ := point(tab, "mayor", false)
				drag(tab, from.X, from.Y, x+6, from.Y)
			}, func(t *testing.T, doc *annotate.Document) {
				if one(doc, "mayor Ada Quist").ID != "a3" {
					t.Errorf("the edge is elsewhere: %v", doc.Annotations)
				}
			}},
			{"speaker", func(tab *chrome.Tab) {
				click(tab, "a9")
				tab.Click(`#pop [data-do=speaker]`)
				tab.WaitText(".pop-title", "Who says it?")
				tab.ClickText("Joren Vale")
			}, func(t *testing.T, doc *annotate.Document) {
				if s := one(doc, "the ferry was cheaper").Speaker; s == nil || s.Entity == "" {
					t.Errorf("the speaker is %v", s)
				}
			}},
			{"all mentions merged into another entity", func(tab *chrome.Tab) {
				click(tab, "a3")
				tab.Click(`#pop [data-do=entity]`)
				tab.ClickText("All 2 mentions")
				tab.Wait(`document.querySelector("#pop .seg-on").textContent === "All 2 mentions"`)
				tab.ClickText("Joren Vale")
			}, func(t *testing.T, doc *annotate.Document) {
				if doc.Entities[entityAt(doc, one(doc, "Ada Quist").Entity)].Name != "Joren Vale" || doc.Entities[entityAt(doc, one(doc, "“It is safe.”").Speaker.Entity)].Name != "Joren Vale" {
					t.Error("the mentions or the speakers did not come along")
				}
			}},
		} {
			t.Run(c.name, func(t *testing.T) {
				tab := floodDesk(t)
				w.set(tab)
				c.do(tab)
				tab.Wait(`document.querySelector("[data-do=undo]").disabled === false`)
				c.check(t, state(tab))
				tab.Click("[data-do=undo]")
				tab.Wait(`document.querySelector("[data-do=undo]").disabled === true`)
				if got, want := string(state(tab).AppendJSON(nil)), floodDocument(t); got != want {
					t.Error("undone, it is not what it was")
				}
			})
		}
	})
}

func TestClicksGoOutward(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := desk(t)
		w.set(tab)
		story := "He spoke. “The road to Carrow is open,” he said.\n"
		drop(tab, "nested.json", marks(t, "nested", story, "settlement Carrow", "direct “The road to Carrow is open,”"))
		tab.Wait(`document.querySelectorAll("#story .mk").length === 2`)
		click(tab, "a1")
		tab.Wait(`stet.story.current() === "a1"`)
		click(tab, "a1")
		tab.Wait(`stet.story.current() === "a2"`)
		tab.WaitText("#pop .holds", "Carrow")
	})
}

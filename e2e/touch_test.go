package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/input"

	"stet/e2e/chrome"
)

// finger puts a finger down at the first place, moves it over the others and lifts it at the last.
func finger(tab *chrome.Tab, places ...[2]float64) {
	for i, at := range places {
		kind := input.DispatchTouchEventTypeTouchMove
		if i == 0 {
			kind = input.DispatchTouchEventTypeTouchStart
		}
		chrome.Call(tab, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}})
	}
	chrome.Call(tab, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
}

// TestByTouch taps through marks that lie in one another, drags an edge's handle and chooses a speaker, all with a finger.
func TestByTouch(t *testing.T) {
	tab := harbourDesk(t, 390, 844)
	middle := func(js string) [2]float64 {
		at := chrome.Eval[struct{ X, Y float64 }](tab, `(() => { const r = `+js+`; return { X: r.x + r.width / 2, Y: r.y + r.height / 2 } })()`)
		return [2]float64{at.X, at.Y}
	}
	tab.Wait(`stet.story.pieces("a7")[0].getClientRects().length > 0`)
	// A tap takes the smallest mark, a second one the quote around it.
	finger(tab, middle(`stet.story.pieces("a7")[0].getClientRects()[0]`))
	tab.Wait(`stet.story.current() === "a7"`)
	finger(tab, middle(`stet.story.pieces("a7")[0].getClientRects()[0]`))
	tab.Wait(`stet.story.current() === "q6"`)
	// Its speaker, by a tap on a name in the story.
	tab.Click(`#pop [data-do=speaker]`)
	tab.WaitText(".pop-title", "Who says it?")
	finger(tab, middle(`stet.story.pieces("a8")[0].getClientRects()[0]`))
	tab.Wait(`!document.querySelector("[data-do=undo]").disabled`)
	if doc := state(tab); entityName(doc, one(doc, "“Port Ellis can wait,”").Speaker.Entity) != "Tom Ray" {
		t.Error("Tom Ray does not speak")
	}
	// An edge, by its handle: a tap beside the marks puts the sheet away first.
	x, y := point(tab, "votes", false)
	finger(tab, [2]float64{x + 5, y})
	tab.Wait(`document.getElementById("pop").hidden`)
	finger(tab, middle(`stet.story.pieces("a8")[0].getClientRects()[0]`))
	tab.Wait(`stet.story.current() === "a8" && document.querySelector(".grip-end") && !document.querySelector(".grip-end").hidden`)
	from := middle(`document.querySelector(".grip-end").getBoundingClientRect()`)
	x, _ = point(tab, "lives", true)
	finger(tab, from, [2]float64{(from[0] + x) / 2, from[1]}, [2]float64{x - 4, from[1]})
	tab.Wait(`stet.story.pieces("a8").map((m) => m.textContent).join("") === "Tom Ray lives"`)
}

// TestMessageLeavesTheMenuFree opens a mark's menu while a message stands: the message goes to where the menu is not.
func TestMessageLeavesTheMenuFree(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := harbourDesk(t, w.width, w.height)
		drop(tab, "empty.txt", " ")
		tab.Wait(`document.querySelector(".toast")`)
		lowest := func() float64 {
			return chrome.Eval[float64](tab, `document.querySelector(".toast").getBoundingClientRect().bottom`)
		}
		if foot := lowest(); foot < float64(w.height)/2 {
			t.Errorf("without a menu the message ends at %v, not at the foot", foot)
		}
		click(tab, "a8")
		tab.Wait(`!document.getElementById("pop").hidden && !document.getElementById("pop").getAnimations().length`)
		tab.Wait(`(() => {
			const a = document.getElementById("pop").getBoundingClientRect();
			return [...document.querySelectorAll(".toast")].every((toast) => { const b = toast.getBoundingClientRect(); return a.top >= b.bottom || b.top >= a.bottom; });
		})()`)
		tab.Shot("message-" + w.name)
	})
}

// TestSheetGoes takes the menu away on a phone: by pulling it down, and by a tap on its handle. A list in it is scrolled, not pulled.
func TestSheetGoes(t *testing.T) {
	tab := harbourDesk(t, 390, 844)
	top := func() float64 {
		return chrome.Eval[float64](tab, `document.getElementById("pop").getBoundingClientRect().top`)
	}
	open := func() {
		at := chrome.Eval[struct{ X, Y float64 }](tab, `(() => { const r = stet.story.pieces("a8")[0].getClientRects()[0]; return { X: r.x + r.width / 2, Y: r.y + r.height / 2 } })()`)
		finger(tab, [2]float64{at.X, at.Y})
		tab.Wait(`!document.getElementById("pop").hidden && stet.story.current() === "a8"`)
		tab.Wait(`!document.getElementById("pop").getAnimations().length`)
	}
	tab.Wait(`stet.story.pieces("a8")[0].getClientRects().length > 0`)
	open()
	y := top() + 40
	finger(tab, [2]float64{195, y}, [2]float64{195, y + 50}, [2]float64{195, y + 110})
	tab.Wait(`document.getElementById("pop").hidden`)
	open()
	finger(tab, [2]float64{195, top() + 12})
	tab.Wait(`document.getElementById("pop").hidden`)
	open()
	tab.Click(`#pop [data-do=entity]`)
	tab.WaitText(".pop-title", "Who or what")
	y = chrome.Eval[float64](tab, `document.querySelector(".choices").getBoundingClientRect().top`) + 8
	finger(tab, [2]float64{195, y}, [2]float64{195, y + 60}, [2]float64{195, y + 110})
	tab.WaitText(".pop-title", "Who or what")
	// What is saved fits the screen, however long the story's title.
	tab.Key("\x1b")
	tab.Key("\x1b")
	chrome.Eval[bool](tab, `stet.go("do", "export", "")`)
	tab.Wait(`document.getElementById("export").open && document.querySelector("#export [data-do=savejson]").textContent !== "Save"`)
	if right := chrome.Eval[float64](tab, `Math.max(...[...document.querySelectorAll("#export button")].map((e) => e.getBoundingClientRect().right))`); right > 390-16 {
		t.Errorf("the export reaches to %v", right)
	}
}

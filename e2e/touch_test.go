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

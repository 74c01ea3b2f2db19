package e2e

import (
	"testing"

	"stet/e2e/chrome"
)

// TestMarginNames holds the speakers' names in the margin to standing below one another where their quotes share a line, and those who
// speak together to being named together.
func TestMarginNames(t *testing.T) {
	tab := desk(t)
	drop(tab, "border.txt", "Border opens after long quarrel\n\n“It is open,” said Ana Ruiz. “At last,” said Tom Brown. “We wait,” said Eva Lund.\n\n"+
		"Tom Brown and Eva Lund said the border would stay open for a year.\n")
	tab.Wait(`document.querySelectorAll("#story .q-note").length === 4`)
	tab.Wait(`(() => {
		const notes = [...document.querySelectorAll("#story .q-note")].slice(0, 3).map((n) => {
			const s = getComputedStyle(n, "::before");
			return [parseFloat(s.top), parseFloat(s.height)];
		});
		return notes.every(([top], i) => i === 0 || top >= notes[i - 1][0] + notes[i - 1][1]);
	})()`)
	if got := chrome.Eval[string](tab, `document.querySelectorAll("#story .q-note")[3].dataset.speaker`); got != "Tom Brown and Eva Lund" {
		t.Errorf("the margin names %q", got)
	}
	// A name with a no-break space is broken at it: the margin is narrow.
	drop(tab, "line.txt", "Line stops\n\n“It is over,” said Kristoffer\u00a0Myklebust, who leads the line.\n")
	tab.WaitText(".bar-title", "Line stops")
	tab.Wait(`document.querySelector("#story .q-note")?.dataset.speaker === "Kristoffer Myklebust"`)
}

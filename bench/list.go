package main

import (
	"fmt"
	"strings"

	"stet/e2e/chrome"
)

const manyStories = 1000

// list reports how long the list of a thousand stories takes to stand, from the address to its first hundred rows.
func list(r *report, chromium *chrome.Browser, server *chrome.Server, runs int) {
	tab := chromium.Tab(console{})
	defer tab.Close()
	tab.Open(server.URL)
	tab.Wait(`navigator.serviceWorker.controller`)
	var lines strings.Builder
	for i := range manyStories {
		fmt.Fprintf(&lines, `{"id":"n%d","title":"Story %d","text":"Rain fell in Lyon, Ada Quist said.`, i, i)
		for n := range 20 { // no two are nearly the same
			fmt.Fprintf(&lines, " %x", (i*20+n)*2654435761%1_000_003)
		}
		lines.WriteString("\"}\n")
	}
	chrome.Eval[bool](tab, fmt.Sprintf(`(stet.go("file", "all.jsonl", new TextEncoder().encode(%q), 0, 1, new Uint8Array(), 1), true)`, lines.String()))
	tab.Wait(`document.querySelector(".lib-more")?.textContent.includes("900 others") && !document.documentElement.hasAttribute("data-writing")`)
	var stands, slow []float64
	for range runs {
		for _, c := range []struct {
			times float64
			took  *[]float64
		}{{1, &stands}, {4, &slow}} {
			tab.Slow(c.times)
			tab.Reload()
			tab.Wait(`document.querySelectorAll(".lib-item").length === 100`)
			*c.took = append(*c.took, chrome.Eval[float64](tab, `performance.now()`))
		}
	}
	r.atMost("list of 1,000 stories", median(stands), 1000, "ms")
	r.figure("list of 1,000 stories, at a fourth of the speed", median(slow), "ms")
}

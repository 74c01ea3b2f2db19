package e2e

import (
	"strings"
	"testing"

	"stet/e2e/chrome"
)

// TestWhoSaidWhat searches the quotes, copies those of one speaker with their attribution, and saves the table.
func TestWhoSaidWhat(t *testing.T) {
	eachWidth(t, func(t *testing.T, w window) {
		tab := floodDesk(t)
		w.set(tab)
		w.view(tab, "said")
		tab.Wait(`document.querySelectorAll(".said-row").length > 2`)
		tab.Click("#said-words")
		tab.Type("nine weeks")
		tab.Wait(`document.querySelectorAll(".said-row").length === 1`)
		chrome.Eval[bool](tab, `(document.getElementById("said-words").select(), true)`)
		tab.Type("quist")
		tab.Wait(`document.querySelectorAll(".said-row").length > 1`)
		chrome.Eval[bool](tab, `(() => {
			const s = document.getElementById("said-kind"); s.value = "direct"; s.dispatchEvent(new Event("input", { bubbles: true }));
			window.copied = null;
			navigator.clipboard.write = async ([item]) => {
				window.copied = [await (await item.getType("text/plain")).text(), await (await item.getType("text/html")).text()];
			};
			return true;
		})()`)
		tab.Wait(`[...document.querySelectorAll(".said-row .tag")].every((e) => e.textContent === "direct")`)
		clean(t, tab, "quotes searched")
		tab.Shot("said-search")
		tab.Click(".group-copy")
		tab.Wait(`window.copied !== null`)
		got := chrome.Eval[string](tab, `window.copied.join("\n")`)
		for _, want := range []string{"“We waited nine weeks,” Ada Quist said.\n", "<p>“It is safe,” <b>Ada Quist</b> said.</p>"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q was not copied:\n%s", want, got)
			}
		}
		if strings.Contains(got, "ferry") {
			t.Errorf("another speaker's words were copied:\n%s", got)
		}
		tab.Click(`.said-tools [data-do=table]`)
		tab.Wait(`document.getElementById("export").open && document.getElementById("out-format").value === "csv"`)
		tab.Key("\x1b")
		chrome.Eval[bool](tab, `(window.print = () => { window.printed = document.documentElement.dataset.print; }, true)`)
		tab.Click(`.said-tools [data-do=print]`)
		tab.Wait(`window.printed === "said"`)
		tab.Wait(`!document.documentElement.dataset.print`)
	})
}

// TestReading sets the story larger and wider, and finds it so after a reload.
func TestReading(t *testing.T) {
	tab := floodDesk(t)
	before := chrome.Eval[float64](tab, `parseFloat(getComputedStyle(document.getElementById("story")).fontSize)`)
	tab.Click(`.bar [data-do=reading]`)
	tab.Wait(`document.getElementById("letters").open`)
	clean(t, tab, "reading")
	tab.Click(`[data-do=read][data-arg="size 5"]`)
	tab.Wait(`document.querySelector('[data-arg="size 5"]').getAttribute("aria-pressed") === "true"`)
	tab.Shot("reading")
	tab.Key("\x1b")
	tab.Reload()
	openTitle(tab, "Bridge to reopen")
	if after := chrome.Eval[float64](tab, `parseFloat(getComputedStyle(document.getElementById("story")).fontSize)`); after <= before {
		t.Errorf("letters of %g px, before %g", after, before)
	}
}

package e2e

import (
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/format"
	"stet/e2e/chrome"
)

// TestExportsEveryFormat chooses each format in the dialog, reads what is said of it, saves, and wants the bytes that the command line
// writes.
func TestExportsEveryFormat(t *testing.T) {
	doc, err := annotate.Read([]byte(floodDocument(t)))
	if err != nil {
		t.Fatal(err)
	}
	tab := floodDesk(t)
	for _, f := range format.All() {
		parts, lost := f.Export(doc, format.Options{})
		want := ""
		for _, p := range parts {
			want += f.Head + string(p) + f.Tail
		}
		tab.ClickText("Export")
		tab.Wait(`document.getElementById("export").open`)
		chrome.Eval[bool](tab, `(() => { const s = document.getElementById("format"); s.value = "`+f.Name+`"; s.dispatchEvent(new Event("input", { bubbles: true })); return true })()`)
		tab.Wait(`document.getElementById("format-about").textContent.toLowerCase().includes(` + js(t, strings.ToLower(f.Use)) + `)`)
		if len(lost) > 0 {
			tab.WaitText(".format-losses", lost[len(lost)-1].What)
		} else {
			tab.Wait(`!document.querySelector(".format-losses")`)
		}
		got := chrome.Eval[string](tab, `new Promise((ok) => {
			const save = stet.desk.save;
			let all = "", left = `+js(t, strings.Join(f.Parts, " "))+`.split(" ").length;
			stet.desk.save = (name, type, bytes) => {
				all += new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
				if (--left === 0) { stet.desk.save = save; ok(all); }
			};
			document.querySelector("#export [data-do=savejson]").click();
		})`)
		if got != want && got+"\n" != want {
			t.Errorf("%s: the page saves\n%.300s\nnot\n%.300s", f.Name, got, want)
		}
		tab.Wait(`!document.getElementById("export").open`)
	}
}

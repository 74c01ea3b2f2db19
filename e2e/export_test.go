package e2e

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

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
		chrome.Eval[bool](tab, `(() => { const s = document.getElementById("out-format"); s.value = "`+f.Name+`"; s.dispatchEvent(new Event("input", { bubbles: true })); return true })()`)
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

// TestExportByKeyboard saves the story with Ctrl+K, "export" and Enter twice.
func TestExportByKeyboard(t *testing.T) {
	tab := floodDesk(t)
	chrome.Eval[bool](tab, `(stet.desk.save = (name, type, bytes) => { window.savedAs = name }, true)`)
	tab.Key("k", chromedp.ModifierCtrl)
	tab.Type("export")
	tab.Key(kb.Enter)
	tab.Wait(`document.getElementById("export").open && document.activeElement.dataset.do === "savejson" && document.activeElement.textContent !== "Save"`)
	tab.Key(kb.Enter)
	tab.Wait(`window.savedAs && !document.getElementById("export").open`)
}

// TestExportsManyStories saves the stories that are done, in a format of one file and in one of a file a story.
func TestExportsManyStories(t *testing.T) {
	tab := desk(t)
	var files [][]string
	for i, place := range []string{"Lyon", "Oslo", "Riga"} {
		done := ""
		if i > 0 {
			done = `,"done":true`
		}
		files = append(files, []string{place + ".json", strings.Replace(marks(t, place, "Rain fell in "+place+" all day, Ada Quist said.", "settlement "+place, "person Ada Quist"), `,"annotations"`, done+`,"annotations"`, 1)})
	}
	dropAll(tab, files...)
	tab.Wait(`document.querySelectorAll(".lib-item").length === 3 && !document.querySelector(".desk.is-reading") && document.querySelectorAll("#story .mk").length > 0`)
	saved(tab)
	choose := func(field, value string) {
		chrome.Eval[bool](tab, `(() => { const s = document.getElementById("out-`+field+`"); s.value = "`+value+`"; s.dispatchEvent(new Event("input", { bubbles: true })); return true })()`)
	}
	save := func(name string) []byte {
		t.Helper()
		tab.WaitText("#export [data-do=savejson]", name)
		return []byte(chrome.Eval[string](tab, `new Promise((ok) => {
			const save = stet.desk.save;
			stet.desk.save = (name, type, bytes) => { stet.desk.save = save; ok(String.fromCharCode(...bytes)); };
			document.querySelector("#export [data-do=savejson]").click();
		})`))
	}
	tab.ClickText("Export")
	tab.Wait(`document.getElementById("export").open`)
	choose("stories", "done")
	choose("format", "spacy")
	tab.WaitText(".format-losses", "of these 2 stories")
	clean(t, tab, "export of many")
	tab.Shot("export-many")
	if lines := strings.Split(strings.TrimSpace(string(save("stories.jsonl"))), "\n"); len(lines) != 2 || !strings.Contains(lines[0], "Oslo") || !strings.Contains(lines[1], "Riga") {
		t.Errorf("saved %q", lines)
	}
	tab.ClickText("Export")
	tab.Wait(`document.getElementById("export").open`)
	choose("stories", "all")
	choose("format", "brat")
	latin := save("stories.zip")
	packed := make([]byte, 0, len(latin))
	for _, r := range string(latin) { // a character a byte
		packed = append(packed, byte(r))
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(r); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if got := strings.Join(names, " "); got != "Lyon.txt Lyon.ann Oslo.txt Oslo.ann Riga.txt Riga.ann annotation.conf" {
		t.Errorf("the archive holds %s", got)
	}
}

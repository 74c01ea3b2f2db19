package e2e

import (
	"fmt"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/format"
)

// TestTakesWhatOthersWrote drops what other tools wrote of one story, and finds its marks.
func TestTakesWhatOthersWrote(t *testing.T) {
	doc, err := annotate.Read([]byte(floodDocument(t)))
	if err != nil {
		t.Fatal(err)
	}
	tab, n := desk(t), 0
	for _, f := range format.All() {
		if !f.Back || f.Name == "stet" {
			continue
		}
		parts, _ := f.Export(doc, format.Options{})
		var files [][]string
		for i, p := range parts {
			files = append(files, []string{f.Name + f.Parts[i], f.Head + string(p) + f.Tail})
		}
		dropAll(tab, files...)
		// With the layer of names conll has no quotes.
		want := len(doc.Annotations)
		if f.Keeps&format.Nesting == 0 {
			want = 1
		}
		n++
		tab.Wait(fmt.Sprintf(`document.querySelectorAll(".lib-item").length === %d && document.querySelector(".lib-row.is-open") && !document.querySelector(".desk.is-reading")`, n))
		tab.Wait(fmt.Sprintf(`document.querySelectorAll("#story .mk").length >= %d && document.getElementById("story").textContent.includes("Ada Quist")`, min(want, 8)))
		saved(tab)
		if got := state(tab); !strings.Contains(got.Text, "Ada Quist") || len(got.Annotations) < min(want, 8) {
			t.Errorf("%s: %d marks, want %d", f.Name, len(got.Annotations), want)
		}
		tab.Click(".wordmark")
		tab.Wait(`document.querySelector(".blank").checkVisibility()`)
	}
}

// TestManyFiles drops a folder's worth: what is good comes in, what is not is named with its file, and a story that is there already is
// said to be.
func TestManyFiles(t *testing.T) {
	tab := desk(t)
	flood := floodDocument(t)
	dropAll(tab,
		[]string{"a.txt", "Rain in Lyon\n\nAda Quist said on Monday that it had rained in Lyon for nine days."},
		[]string{"b.json", flood},
		[]string{"c.jsonl", `{"id":"c1","text":"Snow fell in Oslo."}` + "\n{broken\n" + `{"id":"c3","text":"Hail fell in Bergen, Joren Vale said."}`},
		[]string{"d.txt", "T1 is not alone."},
		[]string{"d.ann", "T1\tPERSON 0 2\tT1\nT2\tPERSON 90 95\tNobody\n"},
		[]string{"e.txt", ""},
		[]string{"f.json", strings.Replace(flood, `"id":"flood"`, `"id":"flood again"`, 1)},
	)
	tab.Wait(`document.getElementById("intake").open`)
	report := tab.Text("#intake")
	for _, want := range []string{"6 files, 6 stories added", "c.jsonl: line 2, column 2", "d.ann: line 2: T2: 90–95 is outside", "e.txt is empty", "f.json: nearly the same as “Bridge to reopen"} {
		if !strings.Contains(report, want) {
			t.Errorf("%q is not in the report:\n%s", want, report)
		}
	}
	clean(t, tab, "what was wrong with files")
	tab.Shot("intake")
	tab.Key("\x1b")
	if n := tab.Count(".lib-item"); n != 6 {
		t.Errorf("%d stories in the list, want 6", n)
	}
	tab.Reload()
	tab.Wait(`document.querySelectorAll(".lib-item").length === 6`)
	openTitle(tab, "Hail fell in Bergen")
	tab.Wait(`document.getElementById("story").textContent.includes("Joren Vale") && document.querySelectorAll("#story .mk").length > 0`)
}

// TestDropsAtOnce drops files while those before are still being read: all of them come in, and a story alone stands on the desk at once.
func TestDropsAtOnce(t *testing.T) {
	tab := desk(t)
	places := []string{"Lyon", "Oslo", "Bergen", "Turin", "Ghent", "Leeds", "Porto", "Malmo"}
	var first, second [][]string
	for i, place := range places {
		file := []string{place + ".txt", fmt.Sprintf("Rain in %s\n\nIt rained in %s for %d days on end, Ada Quist said, and the %d boats of %s stayed in.", place, place, i+2, i+9, place)}
		if i < 4 {
			first = append(first, file)
		} else {
			second = append(second, file)
		}
	}
	dropAll(tab, first...)
	dropAll(tab, second...)
	drop(tab, "alone.txt", flood)
	tab.Wait(`document.querySelectorAll(".lib-item").length === 9`)
	tab.WaitText(".bar-title", "Bridge to reopen")
	saved(tab)
	tab.Reload()
	for _, place := range places {
		tab.WaitText(".lib-row", "Rain in "+place)
	}
}

package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
	"stet/e2e/chrome"
)

// desk opens the annotator in a profile of its own.
func desk(t *testing.T, allowed ...string) *chrome.Tab {
	t.Helper()
	tab := newTab(t, allowed...)
	tab.Open(serve(t, "/").URL)
	return tab
}

// flood is the story of the correction tests. Its document is made by hand, so that the tests hold whatever the engine finds.
const flood = `Bridge to reopen in Harlow Bay

The bridge to Saint Brannock will reopen on Monday, mayor Ada Quist said. Northmark paid for it.

“We waited nine weeks,” Quist told the Harlow Herald. “It is safe.”

Islanders say the ferry was cheaper, but Joren Vale of the Unity Party disagreed in Carrow.`

// marks writes a saved Stet document of a story. Each mark is "kind words", or "kind words #n" for the nth time that they stand there;
// a quote may go on with " by words", and those with " as name" where they are a pronoun.
func marks(t *testing.T, id, story string, list ...string) string {
	t.Helper()
	doc := annotate.Document{ID: id, Title: annotate.TitleOf(story), Text: story}
	find := func(words string) text.Span {
		words, nth, _ := strings.Cut(words, " #")
		at, n := -1, 1
		fmt.Sscan(nth, &n)
		for ; n > 0; n-- {
			next := strings.Index(story[at+1:], words)
			if next < 0 {
				t.Fatalf("%q is not in the story", words)
			}
			at += 1 + next
		}
		return text.Span{Start: at, End: at + len(words)}
	}
	entity := func(k kind.Kind, name string) string {
		for _, e := range doc.Entities {
			if e.Name == name && e.Kind == k || k == kind.Person && e.Kind == k && strings.HasSuffix(e.Name, " "+name) {
				return e.ID
			}
		}
		e := annotate.Entity{ID: fmt.Sprintf("e%d", len(doc.Entities)+1), Kind: k, Name: name}
		doc.Entities = append(doc.Entities, e)
		return e.ID
	}
	for i, m := range list {
		name, words, _ := strings.Cut(m, " ")
		k, err := kind.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		words, by, spoken := strings.Cut(words, " by ")
		by, rival, rivals := strings.Cut(by, " or ")
		a := annotate.Annotation{ID: fmt.Sprintf("a%d", i+1), Kind: k, Span: find(words), By: "rule:test", Score: annotate.Score(900 - 10*i)}
		if k.Type() != kind.Quote {
			words, _, _ = strings.Cut(words, " #")
			a.Entity = entity(k, words)
		} else if spoken {
			a.ID = fmt.Sprintf("q%d", i+1)
			by, name, as := strings.Cut(by, " as ")
			a.Speaker = &annotate.Speaker{Span: find(by)}
			by, _, _ = strings.Cut(by, " #")
			if as {
				by = name
			}
			a.Speaker.Entity = entity(kind.Person, by)
			if rivals {
				a.RunnersUp = []annotate.RunnerUp{{Entity: entity(kind.Person, rival), Score: 213}}
			}
		}
		doc.Annotations = append(doc.Annotations, a)
	}
	doc.Sort()
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	return string(doc.AppendJSON(nil))
}

func floodDocument(t *testing.T) string {
	return marks(t, "flood", flood,
		"settlement Harlow Bay", "settlement Saint Brannock", "person Ada Quist", "state Northmark",
		"direct “We waited nine weeks,” by Quist #2 or Joren Vale", "person Quist #2", "organization Harlow Herald", "direct “It is safe.” by Quist #2",
		"indirect the ferry was cheaper", "person Joren Vale", "organization Unity Party", "settlement Carrow")
}

// drop drops a file on the page.
func drop(tab *chrome.Tab, name, content string) { dropAll(tab, []string{name, content}) }

// dropAll drops several files, each a name and a content.
func dropAll(tab *chrome.Tab, files ...[]string) {
	list, _ := json.Marshal(files)
	chrome.Eval[bool](tab, `(() => {
		const data = new DataTransfer();
		for (const [name, content] of `+string(list)+`) data.items.add(new File([content], name));
		document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
		return true;
	})()`)
}

// floodDesk opens the story of the correction tests.
func floodDesk(t *testing.T) *chrome.Tab {
	t.Helper()
	tab := desk(t)
	drop(tab, "flood.json", floodDocument(t))
	tab.Wait(`document.querySelectorAll("#story .mk").length === 12`)
	saved(tab)
	return tab
}

// saved waits until the page says that all is saved.
func saved(tab *chrome.Tab) {
	tab.Wait(`!document.documentElement.hasAttribute("data-writing") && document.querySelector(".saved").textContent === "Saved"`)
}

// state is the document as the page would export it.
func state(tab *chrome.Tab) *annotate.Document {
	raw := chrome.Eval[string](tab, `new Promise((ok) => {
		const save = stet.desk.save;
		stet.desk.save = (name, type, bytes) => { stet.desk.save = save; ok(new TextDecoder().decode(bytes)); };
		stet.go("do", "savejson", "");
	})`)
	doc, err := annotate.Read([]byte(raw))
	if err != nil {
		return &annotate.Document{Title: err.Error()}
	}
	return doc
}

// one returns the mark with these words, and "" in its ID where there is none.
func one(doc *annotate.Document, words string) annotate.Annotation {
	for _, a := range doc.Annotations {
		if doc.Text[a.Start:a.End] == words {
			return a
		}
	}
	return annotate.Annotation{}
}

// mark is a CSS selector of the mark with the id.
func mark(id string) string { return fmt.Sprintf(`#story .mk[data-m="%s"]`, id) }

// storyText is what stands in the story's element.
func storyText(tab *chrome.Tab) string {
	return chrome.Eval[string](tab, `document.getElementById("story").textContent`)
}

func TestPaste(t *testing.T) {
	for _, c := range []struct{ name, story string }{
		{"a plain story", flood},
		{"emoji, combining marks, no-break spaces and CRLF", "Fête in Zürich 🎉\r\n\r\nMayor Zoë\u00a0O’Neil 👩‍👩‍👧 said in Geneva on\u00a0Monday: “It is 5\u202f°C, re\u0301gal!”\r\n\r\nThe end 🇨🇭.\r\n"},
		{"Arabic beside Latin", "قال الرئيس في القاهرة إن الخطة جيدة.\n\nIn Cairo the president said “the plan is good”.\n"},
		{"white space around", "\n\n  A line in Paris.\t\n\n\n  Another one.  \n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := desk(t)
			tab.Paste(c.story, "")
			tab.Wait(`!document.querySelector(".desk").classList.contains("is-blank") && !document.querySelector(".desk").classList.contains("is-reading")`)
			tab.Wait(`performance.getEntriesByName("stet:marks-shown").length > 0`)
			if got := storyText(tab); got != c.story {
				t.Errorf("the story on the page is not the story:\n%q\n%q", got, c.story)
			}
			if doc := state(tab); doc.Text != c.story {
				t.Errorf("the document's text is not the story: %q", doc.Text)
			}
			// Every mark's text on the page is its text in the document.
			doc := state(tab)
			for _, a := range doc.Annotations {
				got := chrome.Eval[string](tab, `stet.story.pieces("`+a.ID+`").map((m) => m.textContent).join("")`)
				if want := doc.Text[a.Start:a.End]; got != want {
					t.Errorf("%s is %q on the page, %q in the document", a.ID, got, want)
				}
			}
		})
	}
}

func TestPasteWebPage(t *testing.T) {
	tab := desk(t)
	tab.Paste("menu A story", `<nav><a href="/">menu</a></nav><article><h1>A story from Carrow</h1><p>Ada Quist spoke in <b>Carrow</b> on Monday.</p><script>alert(1)</script><p>“It is safe,” she said.</p></article>`)
	tab.Wait(`document.getElementById("story").textContent.includes("It is safe")`)
	if got, want := storyText(tab), "A story from Carrow\n\nAda Quist spoke in Carrow on Monday.\n\n“It is safe,” she said."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := tab.Count("#story script, #story b, #story a"); n > 0 {
		t.Error("the page's HTML came into the story")
	}
}

func TestSampleStory(t *testing.T) {
	tab := desk(t)
	tab.ClickText("Try a sample story")
	tab.Wait(`document.querySelectorAll("#story .mk").length > 10`)
	for _, class := range []string{"mk-actor", "mk-location", "mk-quote"} {
		if tab.Count("#story ."+class) == 0 {
			t.Errorf("the sample shows no %s", class)
		}
	}
}

func TestBadFiles(t *testing.T) {
	for _, c := range []struct{ name, content, says string }{
		{"empty.txt", "  \n", "empty.txt is empty"},
		{"binary.txt", "some\x00thing", "not a text file (line 1"},
		{"broken.json", "{\"format\": \"stet/1\",\n \"text\": 7}", "broken.json: line 2"},
		{"other.json", "{\"format\": \"else/9\", \"text\": \"x\"}", "other.json"},
		{"bad.jsonl", "{\"id\": 1}\n", "line 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := desk(t)
			drop(tab, c.name, c.content)
			tab.WaitText(".blank .trouble", c.says)
		})
	}
}

func TestOpensWhatItSaved(t *testing.T) {
	tab := floodDesk(t)
	want := floodDocument(t)
	got := state(tab)
	if string(got.AppendJSON(nil)) != want {
		t.Errorf("the saved document is another:\n%s\n%s", got.AppendJSON(nil), want)
	}
	// Corrected, saved, and opened in an empty browser: the same document.
	tab.Click(mark("a3"))
	tab.ClickText("Accept")
	corrected := string(state(tab).AppendJSON(nil))
	fresh := desk(t)
	drop(fresh, "flood.json", corrected)
	fresh.Wait(`document.querySelectorAll("#story .mk.is-accepted").length > 0`)
	if again := string(state(fresh).AppendJSON(nil)); again != corrected {
		t.Errorf("opened again it is another:\n%s\n%s", again, corrected)
	}
}

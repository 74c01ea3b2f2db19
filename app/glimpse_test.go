package app

import (
	"strings"
	"testing"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/app/browser"
	"stet/app/worker"
)

// While the engine reads a long story, its beginning is marked already; nothing can be decided before the whole is there.
func TestLongStoryShowsItsBeginningFirst(t *testing.T) {
	f := &browser.Fake{}
	d := New(f)
	server := worker.New(func() (worker.Engine, error) { return engine, nil })
	waited := false
	f.Handle = func(op string, parts [][]byte) ([][]byte, error) {
		if op == worker.OpAnnotate {
			waited = true
			f.Run() // the page works while the engine does
			text, marks := shown(f)
			if text != f.Story || len(marks) != 4 || marks["a4"] != "Ada Quist" {
				t.Errorf("meanwhile the page shows %d bytes with the marks %q", len(text), marks)
			}
			if d.do("accept", "") || d.key("j", 0, inStory, "") || d.current != "" {
				t.Error("a mark could be gone to and decided before the story was read")
			}
		}
		return server.Handle(op, parts)
	}
	test := ui.NewClientTester(d.Frame())
	t.Cleanup(test.Close)
	d.start()
	f.Run()
	f.Fire("paste", story+strings.Repeat("\r\n\r\nThe ferry was late again.", 4000), "")
	if !waited || d.reading != "" || len(d.story.Doc().Annotations) != 4 {
		t.Fatalf("the story is not on the desk: %+v", d.story.tally)
	}
	if _, marks := shown(f); marks["a4"] != "Ada Quist" {
		t.Errorf("the page shows the marks %q", marks)
	}
	if !d.do("next", "") || d.current == "" {
		t.Error("no mark can be gone to")
	}
}

func TestBeginningsEndWithAParagraph(t *testing.T) {
	line := strings.Repeat("word ", 99) + "end\n"
	for _, c := range []struct {
		story string
		want  int
	}{{"short", 0}, {strings.Repeat("x", 1<<20), 0}, {strings.Repeat(line, 70), 1}, {strings.Repeat(line, 600), 2}} {
		ends := beginnings(c.story)
		if len(ends) != c.want {
			t.Errorf("%d bytes: %d beginnings, not %d", len(c.story), len(ends), c.want)
		}
		for _, end := range ends {
			if c.story[end] != '\n' || end > len(c.story)/smallPart {
				t.Errorf("%d bytes: a beginning ends at %d", len(c.story), end)
			}
		}
	}
}

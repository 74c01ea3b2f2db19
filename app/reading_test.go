package app

import (
	"strings"
	"testing"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/app/browser"
	"stet/app/worker"
)

// While a story is being read the page says so: it counts no marks, and says of nothing that it is saved or found.
func TestStoryThatIsBeingReadIsNotCounted(t *testing.T) {
	f := &browser.Fake{}
	d := New(f)
	said := func() string {
		bar, panel, foot := &barPart{d: d}, &panelPart{d: d}, &footPart{d: d}
		return ui.HTMLString(bar.Render()) + ui.HTMLString(panel.Render()) + ui.HTMLString(foot.Render())
	}
	server := worker.New(func() (worker.Engine, error) { return engine, nil })
	meanwhile := ""
	f.Handle = func(op string, parts [][]byte) ([][]byte, error) {
		if op == worker.OpAnnotate {
			meanwhile = said()
		}
		return server.Handle(op, parts)
	}
	test := ui.NewClientTester(d.Frame())
	t.Cleanup(test.Close)
	d.start()
	f.Run()
	f.Fire("paste", story, "")
	if !strings.Contains(meanwhile, "Reading…") {
		t.Error("it does not say that the story is being read")
	}
	after := said()
	for _, words := range []string{"decided", "Saved", "tab-n"} {
		if strings.Contains(meanwhile, words) {
			t.Errorf("while the story is being read it says %q", words)
		}
		if !strings.Contains(after, words) {
			t.Errorf("once it is read it does not say %q", words)
		}
	}
}

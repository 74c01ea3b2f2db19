package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/annotate/kind"
)

// Another editor's version of the story on the desk is laid beside it, and taken over difference by difference.
func TestTwoVersions(t *testing.T) {
	tab := floodDesk(t)
	theirs := marks(t, "flood", flood,
		"settlement Harlow Bay", "settlement Saint Brannock", "person Ada Quist", "state Northmark",
		"direct “We waited nine weeks,” by Quist #2", "person Quist #2", "direct “It is safe.” by Quist #2",
		"indirect the ferry was cheaper", "person Joren Vale", "organization Unity Party", "state Carrow")
	drop(tab, "second.json", theirs)
	tab.WaitText("#compare .dialog-title", "Two versions of this story")
	if n := tab.Count("#compare tbody tr"); n != 2 {
		t.Fatalf("%d differences, want the missing newspaper and the state:\n%s", n, tab.Text("#compare"))
	}
	if words := tab.Text("#compare tbody"); !strings.Contains(words, "Harlow Herald") || !strings.Contains(words, "no mark") || !strings.Contains(words, "state") {
		t.Errorf("the differences do not say what they are: %s", words)
	}
	if problems := tab.Axe(); len(problems) > 0 {
		t.Error(problems)
	}
	tab.Shot("compare")
	tab.Click(`#compare tbody tr:nth-child(1) [data-arg^=keep]`)
	tab.Wait(`document.querySelectorAll("#compare tbody tr").length === 1`)
	// By keyboard: the focus stands where the settled difference was.
	tab.Key(kb.Tab)
	tab.Key(kb.Enter)
	tab.Wait(`!document.querySelector("#compare").open`)
	doc := state(tab)
	if a := one(doc, "Carrow"); a.Kind != kind.State {
		t.Errorf("Carrow was taken as a state and is a %v", a.Kind)
	}
	if one(doc, "Harlow Herald").ID == "" {
		t.Error("the newspaper was kept and is gone")
	}
	tab.Key("z", chromedp.ModifierCtrl)
	if a := one(state(tab), "Carrow"); a.Kind != kind.Settlement {
		t.Errorf("what was taken cannot be undone: Carrow is a %v", a.Kind)
	}
}

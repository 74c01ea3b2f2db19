package annotate_test

import (
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
)

// TestWholeEngine holds the stages together: what names, quotes and entities make of one story, models and all.
func TestWholeEngine(t *testing.T) {
	for _, c := range []struct{ name, story, want string }{
		{"a dateline is in no report", "BERLIN: Prices rose by a third, the Bundesbank said.",
			"settlement BERLIN; indirect “Prices rose by a third” the Bundesbank; organization Bundesbank"},
		{"with an agency and a date", "PARIS, March 3 (Xinhua) -- France will send aid, the ministry said.",
			"settlement PARIS; organization Xinhua; indirect “France will send aid” the ministry; state France"},
	} {
		e, err := engine()
		if err != nil {
			t.Fatal(err)
		}
		d, err := e.Annotate(annotate.Story{Text: c.story})
		if err != nil {
			t.Fatal(err)
		}
		if got := outline(d); got != c.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", c.name, c.story, got, c.want)
		}
	}
}

// outline lists a document's marks in the order of the story; a quote with the words of its speaker.
func outline(d *annotate.Document) string {
	var list []string
	for _, a := range d.Annotations {
		words := d.Text[a.Start:a.End]
		if a.Kind.Type() == kind.Quote {
			words = "“" + words + "”"
			if a.Speaker != nil {
				words += " " + d.Text[a.Speaker.Start:a.Speaker.End]
			}
		}
		list = append(list, a.Kind.String()+" "+words)
	}
	return strings.Join(list, "; ")
}

// A town before a headline's colon says where, a minister who.
func TestHeadlineColon(t *testing.T) {
	for head, quotes := range map[string]int{"Nasarawa: Gunmen kill five in a village": 0, "Ada Quist: Talks will fail without a truce": 1} {
		n := 0
		for _, m := range document(t, annotate.Story{Text: head + "\n\nIt rained in Nasarawa."}).Annotations {
			if m.Kind.Type() == kind.Quote {
				n++
			}
		}
		if n != quotes {
			t.Errorf("%s: %d quotes, not %d", head, n, quotes)
		}
	}
}

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

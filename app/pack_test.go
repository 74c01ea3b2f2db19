package app

import (
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
	"stet/app/worker"
)

// TestOffersAreRules reads every line that a mark's menu can offer as the loader does, and holds it to what the menu says.
func TestOffersAreRules(t *testing.T) {
	for _, c := range []struct {
		mark       annotate.Annotation
		words, cue string
		reason     string
		want       string
	}{
		{annotate.Annotation{Kind: kind.Organization}, "Archive", "", "acronym", "Never mark “Archive”; Always mark “Archive” as organization; The rule “acronym” is switched off; "},
		{annotate.Annotation{Kind: kind.Settlement}, `Zoë\’s "Bay"`, "", "", `Never mark “Zoë\’s "Bay"”; Always mark “Zoë\’s "Bay"” as settlement; `},
		{annotate.Annotation{Kind: kind.Direct}, "“No,”", "pointed out", "", "Never take “point out” in all its forms for a cue; Always read “point out” in all its forms as a cue; "},
		{annotate.Annotation{Kind: kind.Indirect}, "that it was", "", "", ""},
	} {
		p, got := Pack{}, ""
		for _, o := range offers(&c.mark, c.words, c.cue, c.reason) {
			one, err := rules.Load("own", strings.NewReader(p.adding(o)))
			if err != nil || len(one.Rules) != 1 {
				t.Fatalf("%s: %v", o.says, err)
			}
			got += one.Rules[0].Says() + "; "
		}
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestPackKeepsItsLines adds, switches off and takes out, leaving comments and the other lines alone; always takes the place of never.
func TestPackKeepsItsLines(t *testing.T) {
	p := Pack{Text: "# ours\n{\"id\":\"a\",\"label\":\"ORG\",\"pattern\":\"A\"}\n"}
	list := offers(&annotate.Annotation{Kind: kind.Person}, "Ada Quist", "", "")
	p = p.with(p.adding(list[0]))
	if !strings.HasSuffix(p.Text, "\n{\"id\":\"never-ada-quist\",\"label\":\"NEVER\",\"pattern\":\"Ada Quist\"}\n") {
		t.Fatal(p.Text)
	}
	p = p.with(p.adding(list[1]))
	if strings.Contains(p.Text, "never") || !strings.Contains(p.Text, "always-ada-quist") || !strings.HasPrefix(p.Text, "# ours\n") {
		t.Error(p.Text)
	}
	off := p.with(p.toggled(p.rules()[0]))
	if r := off.rules()[0]; !r.off || r.id != "a" || !strings.Contains(off.Text, "\n"+worker.Off+"{\"id\":\"a\"") {
		t.Error(off.Text)
	}
	if back := off.toggled(off.rules()[0]); back != p.Text {
		t.Error(back)
	}
	gone := p.with(p.set(1, ""))
	if len(gone.rules()) != 1 || !strings.HasPrefix(gone.Text, "# ours\n{\"id\":\"always") {
		t.Error(gone.Text)
	}
	back, ok := gone.undone(false)
	again, also := back.undone(true)
	if !ok || !also || back.Text != p.Text || again.Text != gone.Text || back.Rev != gone.Rev+1 {
		t.Errorf("undone %q, redone %q", back.Text, again.Text)
	}
	if got := readPack([]byte(again.json())); got.Text != again.Text || len(got.Past) != len(again.Past) {
		t.Errorf("read again: %+v", got)
	}
}

func TestCorrectedKeepsLineBreaks(t *testing.T) {
	for _, c := range []struct{ story, typed, want string }{
		{"a\r\nb\r\n", "a\nb\n", "a\r\nb\r\n"},
		{"one two\r\nthree\nfour\r", "one 2\nthree\nfour\n", "one 2\r\nthree\nfour\r"},
		{"one\r\ntwo", "one\nnew\ntwo", "one\r\nnew\r\ntwo"},
		{"one\ntwo", "one\n2", "one\n2"},
		{"a\r\n\r\nb c", "b c", "b c"},
	} {
		if got := corrected(c.story, c.typed); got != c.want {
			t.Errorf("%q, typed %q: got %q, want %q", c.story, c.typed, got, c.want)
		}
	}
}

// TestTextEditRedraws has the desk's story follow its text, there and back.
func TestTextEditRedraws(t *testing.T) {
	d, f := open(t)
	d.do("edittext", "")
	f.Run()
	if f.Open != "" && f.Open != "text" {
		t.Errorf("dialog %q", f.Open)
	}
	now := strings.Replace(story, "Zoë 🎉", "Zoë 🎉🎉 was", 1)
	f.Fire("input", "text", strings.ReplaceAll(now, "\r\n", "\n"))
	d.do("keeptext", "")
	f.Run()
	if d.story.Doc().Text != now || f.Story != now || d.story.Offsets.Text() != now {
		t.Fatalf("the story is %q, drawn %q", d.story.Doc().Text, f.Story)
	}
	text1, marks := shown(f)
	if text1 != now || marks["a1"] != "Carrow" {
		t.Errorf("drawn is %q with %v", text1, marks)
	}
	d.do("undo", "")
	f.Run()
	if d.story.Doc().Text != story || f.Story != story {
		t.Errorf("undone it is %q", d.story.Doc().Text)
	}
	if d.story.snap(text.Span{Start: 0, End: 3}, false).Empty() {
		t.Error("nothing can be selected")
	}
}

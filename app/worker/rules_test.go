package worker_test

import (
	"bytes"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/models"
	"stet/annotate/rules"
	"stet/annotate/text"
	"stet/app/worker"
)

const notice = `Ferry board flags a leak

HARLOW BAY – “The pier is not safe,” Ada Quist flagged on Monday. Engineer Tom Reyle claimed that the Archive had warned the River Guard twice.

Mayor Lin Osei told Archive staff that the ferry would stop. The Archive said it had no key.
`

const own = `{"label":"NEVER","pattern":"Archive","id":"never-archive"}
#off {"label":"ORG","pattern":"ferry","id":"ferry"}

# what our own desk calls it
{"label":"CUE","pattern":[{"VERB":"flag"}],"frames":["that","bare"],"id":"flag"}
`

// real is the worker as the browser starts it.
func real(t *testing.T) *worker.Server {
	t.Helper()
	engine, err := annotate.New(models.All())
	if err != nil {
		t.Fatal(err)
	}
	mark := func(id, title, story string) (*annotate.Document, error) {
		return engine.Annotate(annotate.Story{ID: id, Title: title, Text: story})
	}
	return worker.New(func() (worker.Engine, error) { return mark, nil }).Packs(func(packs ...*rules.Pack) (worker.Engine, error) {
		e, err := engine.With(packs...)
		if err == nil {
			engine = e
		}
		return mark, err
	})
}

// TestRulesDoTheSameAsOnTheCommandLine holds the document of a story that came in under the user's rules, and of one that came in before
// them, to the one that an engine started with the saved pack gives, to the byte.
func TestRulesDoTheSameAsOnTheCommandLine(t *testing.T) {
	pack, err := rules.Load("saved.jsonl", strings.NewReader(own))
	if err != nil {
		t.Fatal(err)
	}
	line, err := annotate.New(models.All(), pack)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := line.Annotate(annotate.Story{ID: "n", Title: "N", Text: notice})
	if err != nil {
		t.Fatal(err)
	}
	want := doc.AppendJSON(nil)
	s := real(t)
	call := func(op string, parts ...string) [][]byte {
		t.Helper()
		in := make([][]byte, len(parts))
		for i, p := range parts {
			in[i] = []byte(p)
		}
		out, err := s.Handle(op, in)
		if err != nil {
			t.Fatal(op, err)
		}
		return out
	}
	before := call(worker.OpAnnotate, notice, "N", "n", "")[1]
	if got := call(worker.OpAnnotate, notice, "N", "n", own)[1]; !bytes.Equal(got, want) {
		t.Errorf("under the rules:\n%s\nnot\n%s", got, want)
	}
	if got := call(worker.OpAnnotate, notice, "N", "n", "")[1]; !bytes.Equal(got, before) {
		t.Error("without the rules it is not as before")
	}
	out := call(worker.OpRefresh, own, string(before))
	h := corrected(t, before, out[0])
	if got := h.Doc.AppendJSON(nil); !bytes.Equal(got, want) {
		t.Errorf("made anew:\n%s\nnot\n%s", got, want)
	}
	if said := string(out[1]); !strings.Contains(said, "no longer organization\t") || !strings.Contains(said, "\tArchive\t") || !strings.Contains(said, "new: direct\t") {
		t.Errorf("said to change: %s", said)
	}
	// Taken back it is as before, too; and again it changes nothing.
	again := call(worker.OpRefresh, own, string(before), string(out[0]))
	if len(again[0]) != 0 {
		t.Errorf("a second time it changes %s", again[1])
	}
	back := call(worker.OpRefresh, "", string(before), string(out[0]))
	e, err := edit.ReadEdit(back[0], text.NewOffsets(notice))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Do(e); err != nil || !bytes.Equal(h.Doc.AppendJSON(nil), before) {
		t.Errorf("taken back: %v\n%s\nnot\n%s", err, h.Doc.AppendJSON(nil), before)
	}
}

func TestRulesSayWhatTheyDoAndWhatIsWrong(t *testing.T) {
	s := real(t)
	for _, c := range []struct{ pack, want string }{
		{own, "|Never mark “Archive”|Always mark “ferry” as organization|||Always read “flag” in all its forms as a cue"},
		{"{\"label\":\"NEVER\",\"pattern\":\"x\",\"id\":\"a\"}\n{\"label\":\"NEVR\"}\n", "line 2, column 10: unknown label \"NEVR\": want one of PERSON,"},
		{`{"id":"no-such-rule","off":true}`, "line 1: no pack before this one has a rule \"no-such-rule\" to switch off"},
		{`{"id":"acronym","off":true}`, "|The rule “acronym” is switched off"},
	} {
		parts, err := s.Handle(worker.OpRules, [][]byte{[]byte(c.pack)})
		if got := string(bytes.Join(parts, []byte("|"))); err != nil || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s\ngot  %s\nwant %s (%v)", c.pack, got, c.want, err)
		}
	}
}

func TestRewrite(t *testing.T) {
	s := real(t)
	parts, err := s.Handle(worker.OpAnnotate, [][]byte{[]byte(notice), nil, []byte("n"), nil})
	if err != nil {
		t.Fatal(err)
	}
	now := strings.Replace(strings.Replace(notice, "Tom Reyle", "Tom Reile", 1), "had no key", "had no key. Mr Kemi Alade agreed", 1)
	out, err := s.Handle(worker.OpRewrite, [][]byte{nil, []byte(now), parts[1]})
	if err != nil {
		t.Fatal(err)
	}
	made := corrected(t, parts[1], out[0]).Doc
	if made.Text != now || !strings.Contains(string(made.AppendJSON(nil)), `"text":"Tom Reile"`) || !strings.Contains(string(made.AppendJSON(nil)), `"text":"Kemi Alade"`) {
		t.Errorf("%s", made.AppendJSON(nil))
	}
	if _, err := s.Handle(worker.OpRewrite, [][]byte{nil, []byte(" \n"), parts[1]}); err == nil || !strings.Contains(err.Error(), "blank") {
		t.Errorf("an empty text: %v", err)
	}
}

// corrected is the history of the notice's document after an edit that the worker wrote.
func corrected(t *testing.T, base, encoded []byte) *edit.History {
	t.Helper()
	d, err := annotate.Read(base)
	if err != nil {
		t.Fatal(err)
	}
	e, err := edit.ReadEdit(encoded, text.NewOffsets(notice))
	if err != nil {
		t.Fatal(err)
	}
	h := edit.New(d)
	if _, err := h.Do(e); err != nil {
		t.Fatal(err)
	}
	return h
}

package annotate_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/models"
)

var update = flag.Bool("update", false, "write the golden documents anew: then read what changed with git diff")

// engine is the built-in engine, started once for all tests.
var engine = sync.OnceValues(func() (*annotate.Annotator, error) { return annotate.New(models.All()) })

func document(t testing.TB, s annotate.Story) *annotate.Document {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	d, err := e.Annotate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// goldenStories returns the stories in testdata/golden, by id. Beside NAME.txt lie NAME.json, the document, and NAME.markup.txt,
// the marks as a person made them.
func goldenStories(t testing.TB) []annotate.Story {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var list []annotate.Story
	for _, f := range files {
		id, plain := strings.CutSuffix(filepath.Base(f), ".txt")
		if !plain || strings.HasSuffix(id, ".markup") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, annotate.Story{ID: id, Text: string(b)})
	}
	return list
}

// TestGolden holds the engine to the documents that were read and found as good as they are. After a change for the better:
// go test ./annotate -run Golden -update, and read the difference.
func TestGolden(t *testing.T) {
	stories := goldenStories(t)
	if len(stories) < 8 {
		t.Fatalf("%d golden stories, want at least 8", len(stories))
	}
	for _, s := range stories {
		t.Run(s.ID, func(t *testing.T) {
			d := document(t, s)
			holds(t, s, d)
			got := d.AppendLines(nil)
			documenttest.Holds(t, got)
			path := filepath.Join("testdata", "golden", s.ID+".json")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the document is another; go test ./annotate -run Golden -update writes it, if this is better:\n%s", differences(want, got))
			}
		})
	}
}

// differences lists the lines that only one of the two has.
func differences(want, got []byte) string {
	count := map[string]int{}
	for line := range bytes.Lines(want) {
		count[string(line)]++
	}
	var b strings.Builder
	var added []string
	for line := range bytes.Lines(got) {
		if count[string(line)]--; count[string(line)] < 0 {
			added = append(added, string(line))
		}
	}
	for line := range bytes.Lines(want) {
		if count[string(line)] > 0 {
			count[string(line)]--
			b.WriteString("- " + string(line))
		}
	}
	for _, line := range added {
		b.WriteString("+ " + line)
	}
	return b.String()
}

// holds fails the test where the document breaks what every document of the engine promises.
func holds(t testing.TB, s annotate.Story, d *annotate.Document) {
	t.Helper()
	if d.Text != s.Text {
		t.Fatal("the text is not as it was given (M1)")
	}
	if err := d.Check(); err != nil { // spans in range, on grapheme boundaries, in order, no overlap (M2), references
		t.Error(err)
	}
	named := map[string]bool{}
	edges := func(what string, start, end int) {
		if words := d.Text[start:end]; strings.TrimSpace(words) != words {
			t.Errorf("%s %q has outer white space (M1)", what, words)
		}
	}
	for _, a := range d.Annotations {
		edges(a.ID, a.Start, a.End)
		named[a.Entity] = true
		if a.Speaker != nil {
			edges("the speaker of "+a.ID, a.Speaker.Start, a.Speaker.End)
			named[a.Speaker.Entity] = true
		}
		if a.Cue != nil {
			edges("the cue of "+a.ID, a.Cue.Start, a.Cue.End)
		}
		if a.State != annotate.Suggested || a.By == annotate.Editor {
			t.Errorf("%s is %d by %s: the engine only suggests", a.ID, a.State, a.By)
		}
	}
	for _, e := range d.Entities {
		if !named[e.ID] {
			t.Errorf("%s (%s) has no mention (M4)", e.ID, e.Name)
		}
	}
	saved := d.AppendJSON(nil)
	back, err := annotate.Read(saved)
	if err != nil {
		t.Fatalf("its JSON cannot be read: %v", err)
	}
	if again := back.AppendJSON(nil); !bytes.Equal(again, saved) || !reflect.DeepEqual(d.Annotations, back.Annotations) {
		t.Errorf("read back it is another document:\n%s\n%s", saved, again)
	}
}

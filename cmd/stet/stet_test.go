package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
)

// stet runs a command line on files in their own folder and returns what it printed and its exit status. Nothing of it is a
// terminal.
func stet(t *testing.T, stdin string, args ...string) (out, errs string, status int) {
	t.Helper()
	files := func(name, content string) *os.File {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	in, o, e := files("in", stdin), files("out", ""), files("err", "")
	status = run(args, &streams{in: in, out: o, err: e})
	read := func(f *os.File) string {
		b, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	return read(o), read(e), status
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const rain = "Rain stops play\n\nMayor Ada Quist said on Monday that the match in Lyon was off.\n"

func TestAnnotateFile(t *testing.T) {
	out, errs, status := stet(t, "", "annotate", write(t, "rain.txt", rain))
	if status != 0 || errs != "" {
		t.Fatalf("status %d, said %q", status, errs)
	}
	documenttest.Holds(t, []byte(out))
	d, err := annotate.Read([]byte(out))
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != "rain" || d.Title != "Rain stops play" || d.Text != rain {
		t.Errorf("id %q, title %q, text %q", d.ID, d.Title, d.Text)
	}
	var words []string
	for _, a := range d.Annotations {
		words = append(words, a.Kind.String()+" "+d.Text[a.Start:a.End])
	}
	got := strings.Join(words, "; ")
	for _, want := range []string{"person Ada Quist", "settlement Lyon", "indirect that the match in Lyon was off"} {
		if !strings.Contains(got, want) {
			t.Errorf("marks %q, want %q among them", got, want)
		}
	}
}

func TestStandardInput(t *testing.T) {
	out, errs, status := stet(t, rain, "annotate")
	if status != 0 || errs != "" || !strings.Contains(out, `"format":"stet/1"`) {
		t.Errorf("status %d, said %q, printed %q", status, errs, out)
	}
}

func TestJSONLKeepsTheOrderAndNamesBadLines(t *testing.T) {
	var in bytes.Buffer
	for i, line := range []string{
		`{"id":"one","text":"Ada Quist left Lyon.","source":"wire"}`,
		`{"id":"two"}`,
		`not JSON`,
		`{"id":"four","text":"   "}`,
		`{"id":5,"text":"Joren Vale stayed in Oslo."}`,
		"{\"id\":\"six\",\"text\":\"caf\xe9\"}",
		`{"id":"seven","text":"It rained in Riga."}`,
	} {
		if i > 0 {
			in.WriteByte('\n')
		}
		in.WriteString(line)
	}
	path := write(t, "stories.jsonl", in.String())
	out, errs, status := stet(t, "", "annotate", "--jsonl", path)
	if status != 1 {
		t.Errorf("status %d, want 1", status)
	}
	var ids []string
	for line := range strings.Lines(out) {
		var d struct{ ID string }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		documenttest.Holds(t, []byte(line))
		ids = append(ids, d.ID)
	}
	if got := strings.Join(ids, " "); got != "one 5 seven" {
		t.Errorf("documents %q, want one, 5 and seven in this order", got)
	}
	for _, want := range []string{":2", ":3", ":4", ":6"} {
		if !strings.Contains(errs, path+want) {
			t.Errorf("line %s is not named in %q", want, errs)
		}
	}
}

func TestALongLine(t *testing.T) {
	story := strings.Repeat(strings.Repeat("a", 999)+" ", 50<<10)
	line, err := json.Marshal(map[string]string{"id": "long", "text": story})
	if err != nil {
		t.Fatal(err)
	}
	out, errs, status := stet(t, string(line)+"\n"+`{"id":"after","text":"It rained in Riga."}`+"\n", "annotate", "--jsonl")
	if !strings.Contains(out, `"id":"after"`) {
		t.Errorf("status %d: the line behind a long one is not done; said %.200q", status, errs)
	}
	if status == 0 && !strings.Contains(out, `"id":"long"`) || status == 1 && !strings.Contains(errs, ":1") {
		t.Errorf("status %d: the long line is neither done nor named; said %.200q", status, errs)
	}
}

func TestBadInputIsNamedAndTheRestDone(t *testing.T) {
	good := write(t, "good.txt", rain)
	for _, c := range []struct{ name, content, want string }{
		{"latin.txt", "A line.\nCaf\xe9", "latin.txt:2: not UTF-8"},
		{"binary.txt", "abc\x00def", "binary"},
		{"empty.txt", "", "empty"},
		{"blank.txt", " \n\t\r\n", "blank"},
		{"paper.pdf", "%PDF-1.7\x00", "PDF"},
	} {
		bad := write(t, c.name, c.content)
		out, errs, status := stet(t, "", "annotate", bad, good)
		if status != 1 || !strings.Contains(errs, c.name) || !strings.Contains(errs, c.want) {
			t.Errorf("%s: status %d, said %q, want the file and %q", c.name, status, errs, c.want)
		}
		if strings.Count(out, `"format":"stet/1"`) != 1 {
			t.Errorf("%s: the file behind it is not done", c.name)
		}
	}
	out, errs, status := stet(t, "", "annotate", filepath.Join(t.TempDir(), "nowhere.txt"), t.TempDir(), good)
	if status != 1 || strings.Count(out, `"format":"stet/1"`) != 1 || !strings.Contains(errs, "nowhere.txt: no such file") {
		t.Errorf("a missing file and a folder: status %d, said %q", status, errs)
	}
}

// TestWhatIsNoPlainTextIsSaid annotates files as the text that they are, and says what they seem to be.
func TestWhatIsNoPlainTextIsSaid(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"rain.html", "\ufeff<HTML xmlns:w=\"word\">\n<p>" + rain, "rain.html: note: it seems to be a web page"},
		{"rain.htm", "\n<!DOCTYPE html>\n<p>" + rain, "rain.htm: note: it seems to be a web page"},
		{"rain.jsonl", `{"id":"a","text":"It rained in Lyon."}`, "rain.jsonl: note: it seems to be JSON"},
		{"rain.json", "[\n {\n  \"text\": \"It rained in Lyon.\"}]", "--jsonl"},
		{"braces.txt", "{Rain} and <hail> in Lyon", ""},
		{"rain.txt", rain, ""},
	} {
		out, errs, status := stet(t, "", "annotate", write(t, c.name, c.content))
		if status != 0 || !strings.Contains(errs, c.want) || c.want == "" && errs != "" {
			t.Errorf("%s: status %d, said %q, want %q", c.name, status, errs, c.want)
		}
		if d, err := annotate.Read([]byte(out)); err != nil || d.Text != c.content {
			t.Errorf("%s: the text is not the file's: %v", c.name, err)
		}
	}
}

func TestRules(t *testing.T) {
	story := write(t, "story.txt", "The Glass Harvest met in Lyon.")
	pack := write(t, "mine.jsonl", `{"label":"ORG","pattern":"Glass Harvest","id":"my-harvest"}`+"\n")
	out, errs, status := stet(t, "", "annotate", "--rules", pack, story)
	if status != 0 || !strings.Contains(out, `"text":"Glass Harvest","entity":"e1","by":"rule:my-harvest","score":1,`) {
		t.Errorf("status %d, said %q, printed %q", status, errs, out)
	}
	bad := write(t, "bad.jsonl", "\n{\"label\":\"ORG\",\"patern\":\"x\",\"id\":\"y\"}\n")
	out, errs, status = stet(t, "", "annotate", "--rules", bad, story)
	if status == 0 || out != "" || !strings.Contains(errs, bad+":2:") || !strings.Contains(errs, "patern") {
		t.Errorf("a bad pack: status %d, said %q, printed %q", status, errs, out)
	}
}

func TestWrongUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"anotate"}, {"annotate", "--nothing"}, {"site"}, {"site", "a", "b"}, {"serve", "extra"}} {
		if _, errs, status := stet(t, "", args...); status != 2 || errs == "" {
			t.Errorf("stet %q: status %d, said %q, want 2 and a word", args, status, errs)
		}
	}
	if _, errs, _ := stet(t, "", "anotate"); !strings.Contains(errs, "annotate") {
		t.Errorf("a slip is not set right: %q", errs)
	}
	for _, args := range [][]string{{"help"}, {"--help"}, {"annotate", "--help"}, {"version"}} {
		if out, errs, status := stet(t, "", args...); status != 0 || out == "" {
			t.Errorf("stet %q: status %d, printed %q, said %q", args, status, out, errs)
		}
	}
}

func TestShowWithoutColour(t *testing.T) {
	out, errs, status := stet(t, "", "show", write(t, "rain.txt", rain))
	if status != 0 || errs != "" || strings.Contains(out, "\x1b") {
		t.Fatalf("status %d, said %q, printed %q", status, errs, out)
	}
	for _, want := range []string{"[Ada Quist]", "<Lyon>", "Who said what", "Ada Quist"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %q", want, out)
		}
	}
	if out, _, _ := stet(t, "", "show", "--color=always", write(t, "rain.txt", rain)); !strings.Contains(out, "\x1b[") {
		t.Error("no colour though it was asked for")
	}
}

func TestSchema(t *testing.T) {
	out, _, status := stet(t, "", "schema")
	if status != 0 || !json.Valid([]byte(out)) {
		t.Errorf("status %d, printed %.80q", status, out)
	}
}

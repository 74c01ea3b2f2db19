package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/format"
)

// documentsFile writes documents of generated stories, one a line.
func documentsFile(t *testing.T, n int) (path string, lines []string) {
	t.Helper()
	for i := range n {
		lines = append(lines, string(documenttest.Random(uint64(i), 60).AppendJSON(nil)))
	}
	return write(t, "documents.jsonl", strings.Join(lines, "\n")+"\n"), lines
}

// TestExportComesBack takes documents out and back in, through files and through a pipe.
func TestExportComesBack(t *testing.T) {
	path, lines := documentsFile(t, 12)
	for _, name := range []string{"stet", "prodigy", "labelstudio", "w3c"} {
		out, errs, status := stet(t, "", "export", "--format", name, "--strict", path)
		if status != 0 || errs != "" {
			t.Fatalf("%s: status %d, said %q", name, status, errs)
		}
		back, errs, status := stet(t, out, "import", "--format", name)
		if status != 0 || errs != "" || back != strings.Join(lines, "\n")+"\n" {
			t.Errorf("%s: comes back as another: status %d, said %q", name, status, errs)
		}
	}
	dir := filepath.Join(t.TempDir(), "brat")
	if _, errs, status := stet(t, "", "export", "--format", "brat", "--out", dir, path); status != 0 || !strings.Contains(errs, "brat does not hold all of 12 documents") {
		t.Fatalf("brat: status %d, said %q", status, errs)
	}
	back, errs, status := stet(t, "", "import", "--format", "brat", dir)
	if status != 0 || errs != "" || strings.Count(back, "\n") != 12 {
		t.Errorf("brat: status %d, said %q, %d documents", status, errs, strings.Count(back, "\n"))
	}
	for line := range strings.Lines(back) {
		documenttest.Holds(t, []byte(line))
	}
	docs := filepath.Join(t.TempDir(), "documents")
	if _, errs, status := stet(t, "", "import", "--format", "brat", "--out", docs, filepath.Join(dir, "random-3.txt")); status != 0 || errs != "" {
		t.Errorf("status %d, said %q", status, errs)
	}
	if b, err := os.ReadFile(filepath.Join(docs, "random-3.json")); err != nil || !strings.Contains(string(b), `"id":"random-3"`) {
		t.Errorf("%v, %.80q", err, b)
	}
}

// TestEveryFormatIsWritten holds each format to writing something, to a folder or a pipe.
func TestEveryFormatIsWritten(t *testing.T) {
	path, _ := documentsFile(t, 3)
	for _, f := range format.All() {
		dir := t.TempDir()
		if _, errs, status := stet(t, "", "export", "--format", f.Name, "--out", dir, path); status != 0 {
			t.Errorf("%s: status %d, said %q", f.Name, status, errs)
		}
		files, err := os.ReadDir(dir)
		want := 1
		if f.Files {
			want = 3 * len(f.Parts)
		}
		if name, _ := f.Companion(format.Options{}); name != "" {
			want++
		}
		if err != nil || len(files) != want {
			t.Errorf("%s: %d files, want %d", f.Name, len(files), want)
		}
	}
}

func TestExportSelects(t *testing.T) {
	d := documenttest.Random(4, 120)
	path := write(t, "one.json", string(d.AppendLines(nil)))
	out, _, status := stet(t, "", "export", "--format", "stet", "--marks", "decided", "--no-negatives", path)
	if status != 0 {
		t.Fatal(status)
	}
	got, err := annotate.Read([]byte(out))
	if err != nil || len(got.Rejected) > 0 || len(got.Annotations) == 0 || len(got.Annotations) == len(d.Annotations) {
		t.Fatalf("%v, %d rejected, %d marks", err, len(got.Rejected), len(got.Annotations))
	}
	for _, a := range got.Annotations {
		if a.State == annotate.Suggested {
			t.Errorf("%s is not decided", a.ID)
		}
	}
	for _, d.Done = range []bool{false, true} {
		path := write(t, "done.json", string(d.AppendLines(nil)))
		if out, _, _ := stet(t, "", "export", "--format", "stet", "--stories", "done", path); (out != "") != d.Done {
			t.Errorf("a story that is done: %t: %.80q", d.Done, out)
		}
	}
}

func TestStrictAndDryRun(t *testing.T) {
	path, _ := documentsFile(t, 2)
	out, errs, status := stet(t, "", "export", "--format", "conll", "--strict", path)
	if status != 1 || strings.Contains(out, "-DOCSTART-") || !strings.Contains(errs, path+":2: random-1 would lose: ") {
		t.Errorf("status %d, printed %.80q, said %.300q", status, out, errs)
	}
	out, errs, status = stet(t, "", "export", "--format", "conll", "--dry-run", path)
	if status != 0 || out != "" || !strings.Contains(errs, "marks lose their id") {
		t.Errorf("status %d, printed %.80q, said %.300q", status, out, errs)
	}
}

func TestSplit(t *testing.T) {
	path, lines := documentsFile(t, 40)
	dir := t.TempDir()
	if _, errs, status := stet(t, "", "export", "--format", "hf", "--split", "50,25,25", "--out", dir, path); status != 0 {
		t.Fatalf("status %d, said %q", status, errs)
	}
	total := 0
	for _, name := range []string{"train", "dev", "test"} {
		b, err := os.ReadFile(filepath.Join(dir, name+".jsonl"))
		n := strings.Count(string(b), "\n")
		if err != nil || n == 0 {
			t.Errorf("%s: %d stories, %v", name, n, err)
		}
		total += n
	}
	if total != len(lines) {
		t.Errorf("%d stories, want %d", total, len(lines))
	}
}

func TestBadDocumentsAreNamedAndTheRestExported(t *testing.T) {
	good := string(documenttest.Random(1, 30).AppendJSON(nil))
	path := write(t, "mixed.jsonl", good+"\n{\"format\":\"stet/1\"}\nnonsense\n"+good+"\n")
	out, errs, status := stet(t, "", "export", "--format", "doccano", path)
	if status != 1 || strings.Count(out, "\n") != 2 {
		t.Errorf("status %d, %d stories", status, strings.Count(out, "\n"))
	}
	for _, want := range []string{path + ": line 2,", path + ": line 3,", "2 of 4 documents could not be exported"} {
		if !strings.Contains(errs, want) {
			t.Errorf("want %q in %q", want, errs)
		}
	}
}

func TestImportNamesProblemsByLine(t *testing.T) {
	path := write(t, "theirs.jsonl", `{"text":"Ada Quist left Lyon.","entities":[[0,9,"PER"],[15,19,"DATE"]]}`+"\n{\n"+`{"text":"Riga."}`+"\n")
	out, errs, status := stet(t, "", "import", "--format", "spacy", path)
	if status != 1 || strings.Count(out, `"format":"stet/1"`) != 2 || !strings.Contains(out, `"id":"theirs-1"`) {
		t.Errorf("status %d, printed %q", status, out)
	}
	for _, want := range []string{path + ":1: entities: label \"DATE\"", path + ":2: "} {
		if !strings.Contains(errs, want) {
			t.Errorf("want %q in %q", want, errs)
		}
	}
}

// TestImportGuesses takes every format back without being told which it is.
func TestImportGuesses(t *testing.T) {
	path, docs := documentsFile(t, 3)
	for _, f := range format.All() {
		if !f.Back {
			continue
		}
		file := filepath.Join(t.TempDir(), "stories")
		if f.Files {
			stet(t, "", "export", "--format", f.Name, "--out", file, path)
		} else {
			out, _, _ := stet(t, "", "export", "--format", f.Name, path)
			if err := os.WriteFile(file, []byte(out), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		back, errs, status := stet(t, "", "import", file)
		if named, _, _ := stet(t, "", "import", "--format", f.Name, file); status != 0 || strings.Count(back, "\n") != len(docs) || back != named {
			t.Errorf("%s: status %d, said %q, printed %.200s", f.Name, status, errs, back)
		}
	}
	if _, errs, status := stet(t, "It rained.\n", "import"); status != 1 || !strings.Contains(errs, "standard input: ") || !strings.Contains(errs, "--format") {
		t.Errorf("a text: status %d, said %q", status, errs)
	}
}

func TestFormatUsage(t *testing.T) {
	for _, args := range [][]string{{"export"}, {"export", "--format", "docx"}, {"export", "--format", "brat"}, {"import", "--format", "csv"},
		{"export", "--format", "spacy", "--marks", "some"}, {"export", "--format", "spacy", "--split", "1,2,3"}, {"export", "--format", "hf", "--unit", "byte"},
		{"export", "--format", "csv", "--config"}, {"import", "--format", "brat"}} {
		if _, errs, status := stet(t, "", args...); status != 2 || errs == "" {
			t.Errorf("stet %q: status %d, said %q", args, status, errs)
		}
	}
	for format, want := range map[string]string{"labelstudio": "<View>", "hf": "class_label", "brat": "[entities]"} {
		if out, _, status := stet(t, "", "export", "--format", format, "--config"); status != 0 || !strings.Contains(out, want) {
			t.Errorf("%s: status %d, printed %.80q", format, status, out)
		}
	}
	path, _ := documentsFile(t, 2)
	if _, errs, status := stet(t, "", "export", "--format", "html", path); status != 1 || !strings.Contains(errs, "--out DIR") {
		t.Errorf("two pages on one pipe: status %d, said %q", status, errs)
	}
}

// TestFirst holds an export to what the machine said of a mark before a person changed it.
func TestFirst(t *testing.T) {
	const first = `{"format":"stet/1","id":"s","text":"Ada left Lyon.","offset_unit":"codepoint","annotations":[` +
		`{"id":"a1","type":"actor","kind":"person","start":0,"end":3,"text":"Ada","by":"rule:x","score":0.9,"state":"suggested"},` +
		`{"id":"a2","type":"actor","kind":"state","start":9,"end":13,"text":"Lyon","by":"rule:x","score":0.9,"state":"suggested"}],"entities":[]}`
	now := strings.Replace(first, `"type":"actor","kind":"state","start":9,"end":13,"text":"Lyon","by":"rule:x","score":0.9,"state":"suggested"`,
		`"type":"location","kind":"settlement","start":9,"end":13,"text":"Lyon","by":"rule:x","score":0.9,"state":"edited"`, 1)
	before := write(t, "before.jsonl", first+"\n")
	for _, name := range []string{"stet", "prodigy", "labelstudio", "w3c"} {
		out, errs, status := stet(t, now, "export", "--format", name, "--first", before)
		if status != 0 || errs != "" || strings.Count(out, `"first":{"kind":"state","start":9,"end":13,"text":"Lyon"}`) != 1 {
			t.Errorf("%s: status %d, said %q, printed %q", name, status, errs, out)
		}
	}
}

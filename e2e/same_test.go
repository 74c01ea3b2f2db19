package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stet/e2e/chrome"
)

// TestBrowserAndCommandLineGiveTheSameBytes puts every golden story through the engine in the browser's worker and through the command
// line, and compares the documents byte for byte.
func TestBrowserAndCommandLineGiveTheSameBytes(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("..", "annotate", "testdata", "golden", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	type story struct{ id, text string }
	var stories []story
	for _, name := range names {
		id := strings.TrimSuffix(filepath.Base(name), ".txt")
		if strings.HasSuffix(id, ".markup") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		stories = append(stories, story{id, string(text)})
	}
	if len(stories) < 8 {
		t.Fatalf("%d golden stories, want at least 8", len(stories))
	}
	for _, s := range stories {
		line, err := json.Marshal(map[string]string{"id": s.id, "text": s.text})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}

	program := filepath.Join(t.TempDir(), "stet")
	if out, err := exec.Command("go", "build", "-o", program, "stet/cmd/stet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	command := exec.Command(program, "annotate", "--jsonl")
	command.Stdin = &lines
	var trouble bytes.Buffer
	command.Stderr = &trouble
	out, err := command.Output()
	if err != nil {
		t.Fatalf("stet annotate --jsonl: %v\n%s", err, &trouble)
	}
	native := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(native) != len(stories) {
		t.Fatalf("%d documents for %d stories", len(native), len(stories))
	}

	tab := newTab(t)
	tab.Open(serve(t, "/").URL)
	for i, s := range stories {
		// Base64 on the way back, so that nothing but bytes is compared.
		answer := chrome.Eval[struct{ Error, Document string }](tab, `new Promise((ok) => {
			const worker = stet.spawn(), bytes = (s) => new TextEncoder().encode(s);
			worker.onerror = (e) => ok({ Error: e.message });
			worker.onmessage = ({ data }) => {
				if (data.ready) return worker.postMessage({ id: 1, op: "annotate", parts: [bytes(`+js(t, s.text)+`), bytes(""), bytes(`+js(t, s.id)+`)] });
				worker.terminate();
				if (data.error || data.dead) return ok({ Error: data.error || data.dead });
				let text = "";
				for (const b of data.parts[1]) text += String.fromCharCode(b);
				ok({ Document: btoa(text) });
			};
		})`)
		if answer.Error != "" {
			t.Errorf("%s: the browser's engine: %s", s.id, answer.Error)
			continue
		}
		document, err := base64.StdEncoding.DecodeString(answer.Document)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(string(document), "\n"); got != native[i] {
			at := 0
			for at < min(len(got), len(native[i])) && got[at] == native[i][at] {
				at++
			}
			t.Errorf("%s: the documents part at byte %d:\nbrowser %s\nnative  %s", s.id, at, around(got, at), around(native[i], at))
		}
	}
}

func around(s string, at int) string { return s[max(0, at-60):min(len(s), at+100)] }

// js writes a string as JavaScript.
func js(t *testing.T, s string) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

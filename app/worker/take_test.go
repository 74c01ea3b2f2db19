package worker_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/format"
	"stet/app/worker"
)

func server() *worker.Server {
	return worker.New(func() (worker.Engine, error) {
		return func(id, title, story string) (*annotate.Document, error) {
			if err := annotate.CheckText(story); err != nil {
				return nil, err
			}
			return &annotate.Document{ID: id, Title: title, Text: story}, nil
		}, nil
	})
}

// take says what the worker makes of a file: for each story its id, title, text and number of marks, or what is wrong.
func take(t *testing.T, name, data, body string) string {
	t.Helper()
	parts, err := server().Handle(worker.OpTake, [][]byte{[]byte(name), []byte(data), []byte(body)})
	if err != nil || len(parts)%4 != 0 {
		t.Fatal(len(parts), err)
	}
	var b strings.Builder
	for ; len(parts) > 0; parts = parts[4:] {
		if len(parts[1]) > 0 {
			doc, err := worker.Unpack(parts[1])
			if err != nil || len(parts[3]) == 0 {
				t.Fatal(err, len(parts[3]))
			}
			if !bytes.Equal(doc.AppendJSON(nil), parts[2]) {
				t.Error("the packed document and its JSON differ")
			}
			fmt.Fprintf(&b, "%s|%s|%s|%d ", doc.ID, doc.Title, doc.Text, len(doc.Annotations))
		}
		fmt.Fprintf(&b, "%s\n", parts[0])
	}
	return b.String()
}

func TestTake(t *testing.T) {
	for _, c := range []struct{ name, data, body, want string }{
		{"a.txt", "\xEF\xBB\xBFFête", "", "a||Fête|0 \n"},
		{"a.txt", "\xFF\xFEF\x00\xEA\x00", "", "a||Fê|0 \n"},
		{"a.txt", "one\ntwo \xE9", "", "line 2 is not UTF-8 text (byte 9 of the file is E9). Save it as UTF-8 and try again\n"},
		{"a.png", "\x89PNG\r\n\x1a\n\x00", "", "this is a picture, not text\n"},
		{"a.docx", "PK\x03\x04\x14\x00", "", "this is a zip archive or an office document, not text\n"},
		{"a.json", "[\n  {\"id\": \"x\", \"text\": \"It rained.\"}\n]", "", "it is a list in JSON: write each story on a line of its own, JSON Lines\n"},
		{"a.txt", "[{It rained.}]", "", "a||[{It rained.}]|0 \n"},
		{"a.txt", " \n", "", "it is empty\n"},
		{"a.html", "<html><head><title>Rain</title></head><body><p>It rained in Lyon all day, and nobody went out.</p></body></html>", "",
			"a|Rain|It rained in Lyon all day, and nobody went out.|0 \n"},
		{"two.jsonl", `{"id":7,"text":"It rained."}` + "\n{broken\n\n" + `{"id":"x","title":"Snow","text":"It snowed."}`, "",
			"7||It rained.|0 \nline 2, column 2: found 'b': want a field's name in quotation marks\nx|Snow|It snowed.|0 \n"},
		{"s.jsonl", `{"text":"Ada left.","entities":[[0,3,"PER"],[0,99,"ORG"]]}`, "", "s|Ada left.|Ada left.|1 line 1: entities: 0–99 is outside the text, which has 9 code points\n"},
		{"c.conll", "Ada B-PER\nleft O\n. O\n", "", "c|Ada left .|Ada left .|1 \n"},
		{"b.ann", "T1\tPERSON 0 3\tAda\n", "Ada left.", "b|Ada left.|Ada left.|1 \n"},
		{"b.ann", "T1\tPERSON 0 3\tAda\n", "", "its text, b.txt, is not among the files\n"},
	} {
		got := take(t, c.name, c.data, c.body)
		if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestTakesEveryFormat gives the worker what each format writes.
func TestTakesEveryFormat(t *testing.T) {
	for _, f := range format.All() {
		if !f.Back {
			continue
		}
		for seed := range uint64(5) {
			d := documenttest.Random(seed, 60)
			parts, _ := f.Export(d, format.Options{})
			data, body := f.Head+string(parts[len(parts)-1])+f.Tail, ""
			if f.Files {
				body = string(parts[0])
			}
			got := take(t, "story"+f.Parts[len(f.Parts)-1], data, body)
			if !strings.HasSuffix(got, " \n") || f.Keeps&format.Text != 0 && !strings.Contains(got, d.Text) {
				t.Errorf("%s, seed %d: %.300s", f.Name, seed, got)
			}
			if worker.Plain("story"+f.Parts[len(f.Parts)-1], []byte(data)) {
				t.Errorf("%s is taken for a bare story", f.Name)
			}
		}
	}
	if !worker.Plain("a.txt", []byte("It rained.\nAda left.")) {
		t.Error("a bare story is taken for something else")
	}
}

package annotate_test

import (
	"errors"
	"strings"
	"testing"

	"stet/annotate"
)

func TestTitleOf(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for story, want := range map[string]string{
		"Talks begin\nBERN – They talk.":             "Talks begin",
		"\ufeff\r\n \u00a0\nTalks\u00a0 begin \r\nx": "Talks begin",
		"Talks begin":            "Talks begin",
		" \n\t\n":                "",
		"one\u2028two":           "one",
		long:                     long[:139] + "…",
		strings.Repeat("x", 500): strings.Repeat("x", 140) + "…",
		strings.Repeat("x", 139) + "e\u0301 and more": strings.Repeat("x", 139) + "…",
	} {
		if got := annotate.TitleOf(story); got != want {
			t.Errorf("%.40q: got %q\nwant %q", story, got, want)
		}
	}
}

func TestCheckText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"A story.", ""},
		{"\ufeffA story.", ""},
		{"", "empty"},
		{" \u00a0\n\ufeff", "blank: nothing but white space"},
		{"One\ntwo\nthree \x93four\x94", "line 3: not UTF-8: byte 0x93, as in Windows-1252 or Latin-1 (byte 14)"},
		{"One\ntwo \xe2\x82", "line 2: not UTF-8: byte 0xE2 (byte 8)"},
		{"One\ntwo \x00\xff", "line 2: a NUL byte: this is binary, not text (byte 8)"},
		{"\xff\xfeO\x00n\x00e\x00", "line 1: not UTF-8: it looks like UTF-16 (byte 0)"},
		{"%PDF-1.7\n\xe2\xe3\xcf\xd3\n\x00", "binary: this is a PDF file, not text"},
		{"PK\x03\x04\x14\x00", "binary: this is a zip archive or an office document, not text"},
		{strings.Repeat("a", annotate.MaxStory+1), "64 MB long: a story may have up to 64 MB"},
	} {
		err := annotate.CheckText(c.text)
		if got := errorText(err); got != c.want {
			t.Errorf("%.30q: got %q, want %q", c.text, got, c.want)
		}
		if err != nil && !errors.As(err, new(*annotate.TextError)) {
			t.Errorf("%.30q: a %T", c.text, err)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestReadStory(t *testing.T) {
	for _, c := range []struct {
		line string
		want annotate.Story
	}{
		{`{"id":"a","text":"Bern"}`, annotate.Story{ID: "a", Text: "Bern"}},
		{"\ufeff" + ` { "text" : "B\u00e9rn\r\n\ud83d\ude00", "id" : 17, "meta":{"text":[1]}, "title":"T" } ` + "\r", annotate.Story{ID: "17", Title: "T", Text: "Bérn\r\n😀"}},
		{`{"text":"x","id":null,"title":["no title"]}`, annotate.Story{Text: "x"}},
		{`{"text":""}`, annotate.Story{}},
	} {
		got, err := annotate.ReadStory([]byte(c.line))
		if err != nil || got != c.want {
			t.Errorf("%s: got %+v, %v", c.line, got, err)
		}
	}
	for _, c := range []struct{ line, want string }{
		{`A plain line`, `line 1, column 1: want an object, {"id": …, "text": …}`},
		{`[{"text":"x"}]`, `line 1, column 1: want an object`},
		{`{"id":"a"}`, `line 1, column 1: text: missing`},
		{`{"id":"a","text":7}`, `line 1, column 18: text: want a string`},
		{`{"é":"a","text":null}`, `line 1, column 17: text: want a string`},
		{`{"id":{},"text":"x"}`, `line 1, column 7: id: want a string or a number`},
		{`{"text":"x"`, `line 1, column 12: the document ends in the middle`},
		{`{"text":"x"} {"text":"y"}`, `line 1, column 14: more behind the object: want one a line`},
		{`{"text":"x\ud83d"}`, `line 1, column 11: half of a surrogate pair`},
		{"{\"text\":\"\xffx\"}", `line 1, column 10: not UTF-8`},
		{"{\"text\":\"a\tb\"}", `line 1, column 11: a control character in a string must be escaped`},
		{``, `line 1, column 1: want an object`},
	} {
		_, err := annotate.ReadStory([]byte(c.line))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v\nwant %s", c.line, err, c.want)
		}
	}
}

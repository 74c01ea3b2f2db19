package annotate_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/documenttest"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// story has a letter of two bytes, an emoji of two UTF-16 units, and an accent of its own before the names.
const story = "Zoë 😀 cafe\u0301: “No,” Ada Byron said in Bern.\n"

func span(words string) text.Span {
	i := strings.Index(story, words)
	return text.Span{Start: i, End: i + len(words)}
}

func sample() *annotate.Document {
	cue := span("said")
	d := &annotate.Document{ID: "s", Title: `The "first" <one>`, Text: story, Engine: annotate.Engine{Version: "0.1.0", Rules: "r"},
		Annotations: []annotate.Annotation{
			{ID: "q1", Kind: kind.Direct, Span: span("“No,”"), Speaker: &annotate.Speaker{Span: span("Ada Byron"), Entity: "e1"}, Cue: &cue,
				By: "rule:said-after", Score: 990},
			{ID: "a1", Kind: kind.Person, Span: span("Ada Byron"), Entity: "e1", By: "rule:two-names", Score: 1000, State: annotate.Accepted},
			{ID: "a2", Kind: kind.Settlement, Span: span("Bern"), Entity: "e2", By: "model", Score: 5, State: annotate.Edited},
		},
		Entities: []annotate.Entity{
			{ID: "e1", Kind: kind.Person, Name: "Ada Byron", Role: "Countess"},
			{ID: "e2", Kind: kind.Settlement, Name: "Bern", Country: "CH", GeoNames: 2661552, Place: &annotate.Point{Lat: 46.94809, Lon: 7.44744}},
		},
		Rejected: []annotate.Annotation{{ID: "a3", Kind: kind.Person, Span: span("Zoë"), By: "model", Score: 0}},
	}
	return d
}

const sampleJSON = `{"format":"stet/1","id":"s","title":"The \"first\" <one>","text":"Zoë 😀 café: “No,” Ada Byron said in Bern.\n",` +
	`"text_sha256":"SUM","offset_unit":"codepoint","engine":{"version":"0.1.0","rules":"r","model":""},"annotations":[` +
	`{"id":"q1","type":"quote","kind":"direct","start":13,"end":18,"text":"“No,”","speaker":{"start":19,"end":28,"text":"Ada Byron","entity":"e1"},` +
	`"cue":{"start":29,"end":33,"text":"said"},"by":"rule:said-after","score":0.99,"state":"suggested"},` +
	`{"id":"a1","type":"actor","kind":"person","start":19,"end":28,"text":"Ada Byron","entity":"e1","by":"rule:two-names","score":1,"state":"accepted"},` +
	`{"id":"a2","type":"location","kind":"settlement","start":37,"end":41,"text":"Bern","entity":"e2","by":"model","score":0.005,"state":"edited"}],` +
	`"entities":[{"id":"e1","type":"actor","kind":"person","name":"Ada Byron","role":"Countess"},` +
	`{"id":"e2","type":"location","kind":"settlement","name":"Bern","country":"CH","geonames":2661552,"lat":46.94809,"lon":7.44744}],` +
	`"rejected":[{"id":"a3","type":"actor","kind":"person","start":0,"end":3,"text":"Zoë","by":"model","score":0,"state":"suggested"}]}`

func TestJSONIsTheContracts(t *testing.T) {
	got := string(sample().AppendJSON(nil))
	want := strings.NewReplacer("é", "e\u0301", // the sum is sha256sum's
		"SUM", "7cb982623e69ea50922646c6b301b25ab2228881405466ce6e2f3a1b5fd2afdf").Replace(sampleJSON)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	documenttest.Holds(t, []byte(got))
}

func TestSavedDocumentOpensAgain(t *testing.T) {
	for seed := range uint64(60) {
		d := documenttest.Random(seed, int(seed)*7)
		if err := d.Check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		saved := d.AppendJSON(nil)
		documenttest.Holds(t, saved)
		for _, b := range [][]byte{saved, d.AppendLines(nil)} {
			back, err := annotate.Read(b)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if !reflect.DeepEqual(back, d) {
				t.Errorf("seed %d: the document is another", seed)
			}
			if again := back.AppendJSON(nil); !bytes.Equal(again, saved) {
				t.Errorf("seed %d: saved again it is\n%s\nnot\n%s", seed, again, saved)
			}
		}
		var mapped struct{ Annotations []struct{ Text string } }
		if err := json.Unmarshal(saved, &mapped); err != nil || len(mapped.Annotations) != len(d.Annotations) {
			t.Errorf("seed %d: encoding/json reads %d marks of %d: %v", seed, len(mapped.Annotations), len(d.Annotations), err)
		}
	}
}

func TestUnknownFieldsAreKept(t *testing.T) {
	b := sample().AppendJSON(nil)
	for _, change := range [][2]string{
		{`"format"`, `"desk" : {"a": [ 1.0, "b\u00e9 c" ]}, "format"`},
		{`"rules":"r",`, `"x":1,"rules":"r","y":null,`},
		{`"text":"said"`, `"text":"said","frame": "that"`},
		{`"entity":"e1"}`, `"entity":"e1","others":["e2"]}`},
		{`"score":0.005`, `"candidates":[],"score":0.005`},
		{`"name":"Bern"`, `"name":"Bern","wikidata":"Q70"`},
	} {
		if !bytes.Contains(b, []byte(change[0])) {
			t.Fatalf("no %s", change[0])
		}
		b = bytes.Replace(b, []byte(change[0]), []byte(change[1]), 1)
	}
	d, err := annotate.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	saved := d.AppendJSON(nil)
	for _, want := range []string{`"desk":{"a":[1.0,"b\u00e9 c"]}}`, `"model":"","x":1,"y":null}`, `"text":"said","frame":"that"}`,
		`"entity":"e1","others":["e2"]}`, `"state":"edited","candidates":[]}`, `"lon":7.44744,"wikidata":"Q70"}`} {
		if !bytes.Contains(saved, []byte(want)) {
			t.Errorf("lost %s in\n%s", want, saved)
		}
	}
	if back, err := annotate.Read(saved); err != nil || !bytes.Equal(back.AppendJSON(nil), saved) {
		t.Errorf("not the same again: %v", err)
	}
}

func TestReadTakesWhatOthersWrite(t *testing.T) {
	d, err := annotate.Read([]byte("\ufeff" + `{"text": "Bern, Bonn", "annotations": [
		{"id":"b","type":"location","kind":"settlement","start":6,"end":10,"text":"Bonn","by":"model","score":0.98765,"state":"suggested","entity":null},
		{"id":"a","type":"location","kind":"settlement","start":0,"end":4,"text":"Be\u0072n","by":"model","score":9.8e-1,"state":"suggested"}],
		"entities": [], "offset_unit":"codepoint", "format":"stet/1"}`))
	if err != nil {
		t.Fatal(err)
	}
	if d.Annotations[0].ID != "a" || d.Annotations[0].Score != 980 || d.Annotations[1].Score != 988 {
		t.Errorf("got %+v", d.Annotations)
	}
}

func TestReadErrors(t *testing.T) {
	whole := string(sample().AppendLines(nil))
	for _, c := range []struct{ old, new, want string }{
		{`"stet/1"`, `"stet/2"`, `format: "stet/2": this program reads "stet/1"`},
		{`"format":"stet/1",`, ``, `format: missing: this is no Stet document`},
		{`"codepoint"`, `"utf16"`, `offset_unit: "utf16": stet/1 counts in "codepoint"`},
		{`"Zoë 😀`, `"Zoe 😀`, `text_sha256: the text has `},
		{`"kind":"direct"`, `"kind":"oblique"`, `annotations[0].kind (q1): unknown kind "oblique": want one of person`},
		{`"kind":"person","start":19`, `"kind":"country","start":19`, `annotations[1].kind (a1): country is a kind of location, not of actor`},
		{`"type":"quote"`, `"type":"Quote"`, `annotations[0].type (q1): "Quote": want actor, location or quote`},
		{`"start":37,"end":41`, `"start":38,"end":42`, `annotations[2].text (a2): 38–42 is "ern." in the text, but the mark says "Bern": offsets look like UTF-16`},
		{`"start":0,"end":3`, `"start":1,"end":4`, `rejected[0].text (a3): 1–4 is "oë " in the text, but the mark says "Zoë": offsets look counted from 1`},
		{`"start":37,"end":41`, `"start":38,"end":43`, `these words first stand at 37–41`},
		{`"start":37,"end":41`, `"start":38,"end":42`, `line 12, column 77`},
		{`"start":19,"end":28,"text":"Ada Byron","entity":"e1","by"`, `"start":20,"end":29,"text":"Ada Byron","entity":"e1","by"`, `(a1): 20–29 is "da Byron " in the text, but the mark says "Ada Byron": offsets look like UTF-16 units`},
		{`"start":37,"end":41`, `"start":46,"end":50`, `(a2): 46–50 is outside the text, which has 43 code points: offsets look like bytes`},
		{`"start":37,"end":41`, `"start":37,"end":40`, `: the end looks inclusive`},
		{`"start":37,"end":41,"text":"Bern"`, `"start":37,"end":41,"text":"Rome"`, `these words are nowhere in the text`},
		{`"start":37,"end":41`, `"start":37,"end":37`, `annotations[2].end (a2): 37 is not behind the start`},
		{`"start":37`, `"start":37.5`, `annotations[2].start (a2): want a whole number`},
		{`"start":37`, `"start":"37"`, `annotations[2].start (a2): want a whole number`},
		{`"start":29,"end":33,"text":"said"`, `"start":29,"end":33,"text":"told"`, `annotations[0].cue.text (q1): 29–33 is "said" in the text, but the mark says "told"`},
		{`"start":0,"end":3,"text":"Zoë"`, `"start":6,"end":10,"text":"cafe"`, `rejected[0].end (a3): inside a character that is written with several code points (M1)`},
		{`"start":37,"end":41,"text":"Bern"`, `"start":23,"end":28,"text":"Byron"`, `annotations[2] (a2): "Byron" overlaps a1 "Ada Byron": actors and locations never overlap (M2)`},
		{`"text":"Bern","entity":"e2"`, `"text":"Bern","entity":"e9"`, `annotations[2].entity (a2): "e9" is not among the entities`},
		{`"text":"Bern","entity":"e2"`, `"text":"Bern","entity":"e1"`, `annotations[2].entity (a2): "e1" is of type actor: want an entity of type location`},
		{`"text":"Ada Byron","entity":"e1"}`, `"text":"Ada Byron","entity":"e2"}`, `annotations[0].speaker.entity (q1): "e2" is of type location`},
		{`"id":"a3"`, `"id":"a1"`, `rejected[0].id (a1): used by another mark`},
		{`{"id":"e2"`, `{"id":"e1"`, `entities[1].id (e1): used by another entity`},
		{`"score":0.99`, `"score":99`, `annotations[0].score (q1): want a number from 0 to 1`},
		{`"by":"model"`, `"by":"somebody"`, `want rule:<id>, model or editor`},
		{`"state":"edited"`, `"state":"done"`, `annotations[2].state (a2): "done": want suggested, accepted or edited`},
		{`"state":"edited"`, `"speaker":{"entity":"e1"},"state":"edited"`, `annotations[2].speaker (a2): only a quote has a speaker`},
		{`"id":"a2",`, `"id":"a2","id":"a3",`, `annotations[2].id (a2): given twice`},
		{`"score":0.99,`, ``, `annotations[0].score (q1): missing`},
		{`"lat":46.94809,`, ``, `entities[1].lat (e2): lat and lon go together`},
		{`"country":"CH"`, `"country":"Switzerland"`, `want two capital letters`},
		{`"offset_unit"`, `offset_unit`, `line 7, column 1: found 'o': want a field's name in quotation marks`},
		{`"rules":"r"`, `"rules":"r\q"`, `line 8, column 39: unknown escape in a string`},
		{`"rules":"r"`, `"rules":"\ud83d"`, `half of a surrogate pair`},
		{"]\n}\n", "]\n} {}", `want nothing behind the document`},
		{"]\n}\n", "]\n", `the document ends in the middle`},
		{`"title":"The`, "\"title\":\"\xff", `line 4, column 10: not UTF-8`},
		{`"entities":[`, `"entities":{},"more":[`, `entities: want an array`},
	} {
		if !strings.Contains(whole, c.old) {
			t.Fatalf("the sample has no %s", c.old)
		}
		d, err := annotate.Read([]byte(strings.Replace(whole, c.old, c.new, 1)))
		var at *annotate.ReadError
		if err == nil || !errors.As(err, &at) || !strings.Contains(err.Error(), c.want) || d != nil {
			t.Errorf("%s → %s: got error %v\nwant %s", c.old, c.new, err, c.want)
		}
	}
}

func TestMarshalLooksFirst(t *testing.T) {
	d := sample()
	d.Annotations[2].End = 1000
	if _, err := json.Marshal(d); err == nil || !strings.Contains(err.Error(), "annotations[2].end (a2): outside the text") {
		t.Errorf("got %v", err)
	}
	if err := json.Unmarshal([]byte(`{"format":"stet/9"}`), d); err == nil || d.ID != "s" {
		t.Errorf("got %v, %q", err, d.ID)
	}
}

// FuzzRead holds the reader to its word: no panic, and what it takes is valid and is saved and read the same for ever.
func FuzzRead(f *testing.F) {
	f.Add(sample().AppendJSON(nil))
	f.Add(sample().AppendLines(nil))
	for seed := range uint64(4) {
		f.Add(documenttest.Random(seed, 20).AppendJSON(nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := annotate.Read(b)
		if err != nil {
			if d != nil {
				t.Fatal("half a document")
			}
			return
		}
		if err := d.Check(); err != nil {
			t.Fatalf("read, but not valid: %v", err)
		}
		saved := d.AppendJSON(nil)
		if !json.Valid(saved) {
			t.Fatalf("not JSON: %s", saved)
		}
		for _, b := range [][]byte{saved, d.AppendLines(nil)} {
			back, err := annotate.Read(b)
			if err != nil {
				t.Fatalf("saved, but not read: %v\n%s", err, saved)
			}
			if !bytes.Equal(back.AppendJSON(nil), saved) {
				t.Fatalf("not the same again:\n%s\n%s", saved, back.AppendJSON(nil))
			}
		}
	})
}

func BenchmarkJSON(b *testing.B) {
	d := documenttest.Random(1, 60000)
	saved := d.AppendJSON(nil)
	b.Logf("%d marks, %d bytes of text, %d of JSON", len(d.Annotations)+len(d.Rejected), len(d.Text), len(saved))
	b.Run("append", func(b *testing.B) {
		var buf []byte
		for b.Loop() {
			buf = d.AppendJSON(buf[:0])
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := annotate.Read(saved); err != nil {
				b.Fatal(err)
			}
		}
	})
}

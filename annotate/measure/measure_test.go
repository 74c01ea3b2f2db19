package measure

import (
	"fmt"
	"strings"
	"testing"
)

// gold is a story of this test's own, marked in full; system is what a machine might make of it: one kind wrong, one edge wrong, one
// mark missed, one too many.
const (
	gold = `{"id":"s","text":"Zoë Quist said \"Lyon is wet\". Oslo denied that it rained, Ada said.","layers":["actor","location","quote","speaker","cue"],"spans":[
{"layer":"actor","kind":"person","start":0,"end":9,"text":"Zoë Quist","ref":"e1"},
{"layer":"speaker","kind":"","start":0,"end":9,"ref":"q1"},{"layer":"cue","kind":"","start":10,"end":14,"text":"said","ref":"q1"},
{"layer":"quote","kind":"direct","start":15,"end":28,"text":"\"Lyon is wet\"","ref":"q1"},
{"layer":"location","kind":"settlement","start":16,"end":20,"text":"Lyon","ref":"e2"},
{"layer":"actor","kind":"state","start":30,"end":34,"text":"Oslo","ref":"e3"},
{"layer":"cue","kind":"","start":35,"end":41,"text":"denied","ref":"q2"},{"layer":"speaker","kind":"","start":30,"end":34,"ref":"q2"},
{"layer":"quote","kind":"indirect","start":42,"end":56,"text":"that it rained","ref":"q2"},
{"layer":"actor","kind":"person","start":58,"end":61,"text":"Ada","ref":"e4"}]}`
	system = `{"format":"stet/1","id":"s","title":"","text":"Zoë Quist said \"Lyon is wet\". Oslo denied that it rained, Ada said.","offset_unit":"codepoint","annotations":[
{"id":"a1","type":"actor","kind":"person","start":0,"end":3,"text":"Zoë","entity":"e1","by":"rule:a","score":1,"state":"suggested"},
{"id":"a4","type":"actor","kind":"person","start":10,"end":14,"text":"said","by":"rule:a","score":1,"state":"suggested"},
{"id":"q1","type":"quote","kind":"direct","start":15,"end":28,"text":"\"Lyon is wet\"","speaker":{"start":0,"end":9,"text":"Zoë Quist"},"by":"rule:q","score":1,"state":"suggested"},
{"id":"a2","type":"location","kind":"settlement","start":16,"end":20,"text":"Lyon","by":"rule:b","score":1,"state":"suggested"},
{"id":"a3","type":"location","kind":"settlement","start":30,"end":34,"text":"Oslo","by":"rule:b","score":1,"state":"suggested"},
{"id":"q2","type":"quote","kind":"indirect","start":42,"end":56,"text":"that it rained","speaker":{"start":58,"end":61,"text":"Ada"},"by":"rule:q","score":1,"state":"suggested"}],
"entities":[{"id":"e1","type":"actor","kind":"person","name":"Zoë"}]}`
)

func read(t *testing.T, s string) *Story {
	t.Helper()
	story, err := Read([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return story
}

func TestFigures(t *testing.T) {
	s := NewScore()
	s.Keep = 9
	if err := s.Add(read(t, gold), read(t, system)); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range s.Figures() {
		b.WriteString(f.Name + ":")
		for _, v := range f.Values {
			fmt.Fprintf(&b, " %s %s", v.Name, v)
		}
		b.WriteByte('\n')
	}
	// As tools that follow the same definitions give them; they do not look at certainty.
	const want = `quote quoted: p 100.0 r 100.0 f 100.0 system 1 gold 1 tight f 100.0 speaker 100.0
quote indirect: p 100.0 r 100.0 f 100.0 system 1 gold 1 tight f 100.0 speaker 0.0
full actor: p 0.0 r 0.0 f 0.0 system 2 gold 3 span f 0.0
full location: p 50.0 r 100.0 f 66.7 system 2 gold 1 span f 66.7
full quote: p 100.0 r 100.0 f 100.0 system 2 gold 2 span f 100.0
full entities: p 0.0 r 0.0 f 0.0 system 0 gold 0
full edits: edits 4 words 13 per_100_words 30.77
certainty of names: marks 4 error 0.75
certainty of quotes: marks 2 error 0.0
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	if r := s.Rules["rule:a"]; *r != (Rule{Fired: 2, Corrected: 1, Wrong: 1}) {
		t.Errorf("rule:a is %+v", *r)
	}
	if r := s.Rules["rule:b"]; *r != (Rule{Fired: 2, Right: 1, Corrected: 1}) {
		t.Errorf("rule:b is %+v", *r)
	}
	for pair, want := range map[Pair]int{{"state", "settlement"}: 1, {"person", "person"}: 1, {"person", ""}: 1, {"", "person"}: 1} {
		if s.Confusion[pair] != want {
			t.Errorf("%v is %d, want %d", pair, s.Confusion[pair], want)
		}
	}
	if len(s.Errors) != 1 || !strings.Contains(s.Errors[0], "wrong speaker\ts\t") {
		t.Errorf("errors %q", s.Errors)
	}
}

func TestGoldAgainstItself(t *testing.T) {
	s := NewScore()
	if err := s.Add(read(t, system), read(t, system)); err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Figures() {
		for _, v := range f.Values {
			if v.Name == "f" && f.Name != "full entities" && v.Value != 100 || v.Name == "edits" && v.Value != 0 {
				t.Errorf("%s: %s is %s", f.Name, v.Name, v)
			}
		}
	}
}

func TestAnotherTextIsRefused(t *testing.T) {
	other := read(t, strings.Replace(gold, "Lyon is wet", "Lyon is dry", 2))
	if err := NewScore().Add(read(t, gold), other); err == nil {
		t.Error("another text is scored")
	}
	if _, err := Read([]byte(strings.Replace(gold, `"start":16,"end":20`, `"start":17,"end":21`, 1))); err == nil || !strings.Contains(err.Error(), "code points") {
		t.Errorf("offsets that do not hold their words: %v", err)
	}
}

func TestAgreement(t *testing.T) {
	a := NewAgreement()
	if err := a.Add(read(t, gold), read(t, system)); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, d := range a.Differences {
		list = append(list, d.String())
	}
	got := strings.Join(list, "\n")
	const want = "s\tedges\tperson “Zoë Quist” | person “Zoë”\n" +
		"s\tonly B\tperson “said”\n" +
		"s\tkind\tstate “Oslo” | settlement “Oslo”\n" +
		"s\tspeaker\tindirect “that it rained”: “Oslo” | “Ada”\n" +
		"s\tonly A\tperson “Ada”"
	if got != want {
		t.Errorf("differences\n%s\nwant\n%s", got, want)
	}
	same := NewAgreement()
	if err := same.Add(read(t, gold), read(t, gold)); err != nil {
		t.Fatal(err)
	}
	if k, ok := same.Kappa(Names); !ok || k != 1 || len(same.Differences) > 0 {
		t.Errorf("kappa with itself %v, %d differences", k, len(same.Differences))
	}
	if k, ok := a.Kappa(Names); !ok || k >= 0.8 || k <= 0 {
		t.Errorf("kappa %v", k)
	}
}

// TestWhatACorpusLeaves counts apart what a corpus marks otherwise than the guidelines: "who" for its speaker, and no report within another.
func TestWhatACorpusLeaves(t *testing.T) {
	const words = `"id":"s","text":"“Ann says it rained,” said Bo, who asked that it stop."`
	s := NewScore()
	err := s.Add(read(t, `{`+words+`,"layers":["quote"],"spans":[
{"layer":"quote","kind":"content","quoted":"direct","attribution":"1","start":0,"end":21,"text":"“Ann says it rained,”"},
{"layer":"quote","kind":"cue","attribution":"1","start":22,"end":26,"text":"said"},
{"layer":"quote","kind":"content","quoted":"indirect","attribution":"2","start":41,"end":53,"text":"that it stop"},
{"layer":"quote","kind":"cue","attribution":"2","start":35,"end":40,"text":"asked"},
{"layer":"quote","kind":"source","attribution":"2","start":31,"end":34,"text":"who"}]}`), read(t, `{"format":"stet/1",`+words+`,"title":"","offset_unit":"codepoint","annotations":[
{"id":"q1","type":"quote","kind":"direct","start":0,"end":21,"text":"“Ann says it rained,”","speaker":{"start":27,"end":29,"text":"Bo"},"cue":{"start":22,"end":26,"text":"said"},"by":"rule:q","score":1,"state":"suggested"},
{"id":"q2","type":"quote","kind":"indirect","start":10,"end":19,"text":"it rained","speaker":{"start":1,"end":4,"text":"Ann"},"cue":{"start":5,"end":9,"text":"says"},"by":"rule:q","score":1,"state":"suggested"},
{"id":"q3","type":"quote","kind":"indirect","start":41,"end":53,"text":"that it stop","speaker":{"start":27,"end":29,"text":"Bo"},"cue":{"start":35,"end":40,"text":"asked"},"by":"rule:q","score":1,"state":"suggested"}],"entities":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range s.Figures() {
		for _, v := range f.Values {
			got[f.Name+" "+v.Name] = v.String()
		}
	}
	for name, want := range map[string]string{"quote indirect f": "66.7", "quote inner reports": "1", "quote inner f without": "100.0",
		"quote indirect speaker": "0.0", "quote indirect relative sources": "1"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %s", name, got[name], want)
		}
	}
}

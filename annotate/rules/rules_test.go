package rules

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"stet/annotate/text"
)

func compile(t *testing.T, lines string) *Set {
	t.Helper()
	p, err := Load("test.jsonl", strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// found lists the hits of a label as "words" or "words|forms".
func found(s *Set, l Label, story string) string {
	t := text.Parse(story)
	var out []string
	for _, h := range s.Find(t).Hits(l) {
		w := t.Of(t.Span(h.First, h.Last))
		if h.Form != 0 {
			w += fmt.Sprintf("|%d", h.Form)
		}
		out = append(out, w)
	}
	return strings.Join(out, ", ")
}

func TestPatterns(t *testing.T) {
	tests := []struct{ name, pack, story, want string }{
		{"a phrase in small letters fits any case", `{"label":"TITLE","id":"a","pattern":"prime minister"}`,
			"The Prime Minister met a prime minister.", "Prime Minister, prime minister"},
		{"a phrase with capitals fits as written", `{"label":"TITLE","id":"a","pattern":"May"}`, "May may do so. May", "May, May"},
		{"and in a headline", `{"label":"TITLE","id":"a","pattern":"Iran"}`, "IRAN TALKS RESUME in iran", "IRAN"},
		{"but a short word in capitals is an acronym", `{"label":"TITLE","id":"a","pattern":"Al"}`, "the AL said", ""},
		{"phrases are cut as stories are", `{"label":"TITLE","id":"a","phrases":["al-Assad","N'Djamena"]}`,
			"Bashar al-Assad in N’Djamena", "al-Assad, N’Djamena"},
		{"IN", `{"label":"TITLE","id":"a","pattern":[{"LOWER":{"IN":["mayor","deputy mayor"]}}]}`,
			"The deputy mayor and the Mayor", "deputy mayor, mayor, Mayor"},
		{"a row of words", `{"label":"TITLE","id":"a","pattern":[{"LOWER":{"IN":["vice","deputy"]}},{"NOUN":"president"}]}`,
			"vice presidents and a Deputy President", "vice presidents|64, Deputy President|32"},
		{"TEXT is strict", `{"label":"PRONOUN","id":"a","pattern":[{"TEXT":"us"}]}`, "They told us: the US and US", "us"},
		{"VERB", `{"label":"CUE","id":"a","pattern":[{"VERB":{"IN":["say","deny","admit","point out"]}}]}`,
			"He says, said, saying, denies, denied, admitted, points out, say", "says|2, said|12, saying|16, denies|2, denied|12, admitted|12, points out|2, say|1"},
		{"forms of one's own", `{"label":"CUE","id":"a","pattern":[{"VERB":"tweet"}],"forms":{"tweet":["tweets","twote","twitten","tweeting"]}}`,
			"She twote what he had twitten", "twote|4, twitten|8"},
		{"OP ?", `{"label":"TITLE","id":"a","pattern":[{"LOWER":"the"},{"LOWER":"new","OP":"?"},{"LOWER":"king"}]}`,
			"the king, the new king", "the king, the new king"},
		{"OP + takes all it can", `{"label":"PERSON","id":"a","pattern":[{"LOWER":"sultan"},{"NAME":true,"OP":"+","MARK":true}]}`,
			"the Sultan Abu Bakar Shah spoke", "Abu Bakar Shah"},
		{"OP {n,m}", `{"label":"PERSON","id":"a","pattern":[{"LOWER":"x","OP":"{2,3}"}]}`, "x y x x y x x x x", "x x, x x x, x x x, x x"},
		{"OP !", `{"label":"PERSON","id":"a","pattern":[{"LOWER":"in"},{"LOWER":"the","OP":"!"}]}`, "in the in May", "in May"},
		{"giving back what a later element needs", `{"label":"PERSON","id":"a","pattern":[{"NAME":true,"OP":"*"},{"TEXT":"Inc"}]}`,
			"Big Apple Inc", "Big Apple Inc, Apple Inc, Inc"},
		{"SHAPE, LENGTH, REGEX", `{"label":"ORG","id":"a","pattern":[{"SHAPE":"XXXdd","LENGTH":{">=":5},"REGEX":"^[A-Z]{3}"}]}`, "the ABC12 and AB12", "ABC12"},
		{"LIKE_NUM, IS_PUNCT", `{"label":"ORG","id":"a","pattern":[{"LIKE_NUM":true},{"IS_PUNCT":true,"OP":"?"},{"TEXT":"Street"}]}`, "at 10, Street", "10, Street"},
		{"NOT_IN", `{"label":"ORG","id":"a","pattern":[{"TEXT":"of"},{"LOWER":{"NOT_IN":["the"]},"NAME":true}]}`, "of The of Bonn", "of Bonn"},
		{"a class inside a pattern", `{"label":"TITLE","id":"t","pattern":"prime minister"}
{"label":"PERSON","id":"a","pattern":[{"LABEL":"TITLE"},{"NAME":true,"OP":"+","MARK":true}]}`, "Prime Minister Ito Jun said", "Ito Jun"},
		{"a class made of a class", `{"label":"OFFICE","id":"o","pattern":[{"LABEL":"TITLE"},{"LOWER":"elect"}]}
{"label":"PERSON","id":"a","pattern":[{"IS":"OFFICE"},{"NAME":true,"MARK":true}]}
{"label":"TITLE","id":"t","pattern":"mayor"}`, "Mayor elect Ito", "Ito"},
		{"spaCy's names of labels", `{"label":"PER","id":"a","pattern":"Ito"}`, "Ito", "Ito"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := compile(t, tt.pack)
			var label Label
			for _, r := range s.rules {
				if r.ID == "a" {
					label = r.Label
				}
			}
			if got := found(s, label, tt.story); got != tt.want {
				t.Errorf("in %q: %s, want %s", tt.story, got, tt.want)
			}
		})
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	tests := []struct {
		pack   string
		line   int
		column int
		says   string
	}{
		{`{"label":"PERSON","pattern":"x"`, 1, 32, `want "," or "}"`},
		{`{"label":"PERSON","pattern":"x"}`, 1, 1, `want an "id"`},
		{`{"label":"PERSON","id":"x"}`, 1, 1, `want a "pattern"`},
		{`{"id":"x","pattern":"x"}`, 1, 1, `want a "label"`},
		{"# a comment\n\n" + `{"label":"NOBODY","id":"x","pattern":"x"}`, 3, 10, `unknown label "NOBODY": want one of PERSON, ORG`},
		{`{"label":"PERSON","id":"x","patern":"x"}`, 1, 28, `unknown field "patern": want id, label, pattern`},
		{`{"label":"PERSON","id":"x","pattern":""}`, 1, 38, "want words"},
		{`{"label":"PERSON","id":"x","pattern":[]}`, 1, 38, "an empty pattern fits nothing"},
		{`{"label":"PERSON","id":"x","pattern":[{"LOWR":"x"}]}`, 1, 40, `unknown condition "LOWR"`},
		{`{"label":"PERSON","id":"x","pattern":[{"LOWER":"x","OP":"**"}]}`, 1, 57, `unknown operator "**"`},
		{`{"label":"PERSON","id":"x","pattern":[{"LOWER":"x","OP":"{5,2}"}]}`, 1, 57, "unknown operator"},
		{`{"label":"PERSON","id":"x","pattern":[{"LOWER":"x","OP":"{1,999}"}]}`, 1, 57, "≤ 16"},
		{`{"label":"PERSON","id":"x","pattern":[{"LOWER":"x","OP":"*"}]}`, 1, 39, "fits no tokens at all"},
		{`{"label":"PERSON","id":"x","pattern":[{"REGEX":"("}]}`, 1, 48, "regular expression"},
		{`{"label":"PERSON","id":"x","pattern":[{"LOWER":{"IN":[]}}]}`, 1, 54, "an empty list"},
		{`{"label":"PERSON","id":"x","pattern":"x","score":2}`, 1, 50, "from 0 to 1"},
		{`{"label":"PERSON","id":"x","pattern":"x","id":"y"}`, 1, 42, `"id" is given twice`},
		{`{"label":"PERSON","id":"a b","pattern":"x"}`, 1, 24, "without spaces"},
		{`{"label":"PERSON","id":"x","pattern":"é", "why":1}`, 1, 49, "want words"},
		{"{\"label\":\"PERSON\",\"id\":\"x\",\"pattern\":\"\xff\"}", 1, 39, "not UTF-8"},
		{`{"label":"PERSON","id":"x","pattern":"x"} {}`, 1, 43, "one object a line"},
		{`["x"]`, 1, 1, "want an object"},
		{`{"label":"PERSON","id":"x","pattern":"x"}` + "\n" + `{"label":"ORG","id":"x","pattern":"y"}`, 2, 0, "stands on line 1 already"},
		{`{"label":"CUE","id":"x","pattern":[{"VERB":"say"}],"forms":{"say":["said"," "]}}`, 1, 67, "want four forms"},
		{`{"label":"SETTLEMENT","id":"x","places":[["Bonn",1,99,7,300]]}`, 1, 42, "want [\"name\""},
		{`{"id":"x","off":true,"score":1}`, 1, 1, `want only "id" beside "off"`},
	}
	for _, tt := range tests {
		p, err := Load("my.jsonl", strings.NewReader(tt.pack))
		var e *Error
		if !errors.As(err, &e) || p != nil {
			t.Errorf("%s: pack %v, error %v", tt.pack, p, err)
			continue
		}
		if e.File != "my.jsonl" || e.Line != tt.line || e.Column != tt.column || !strings.Contains(e.Message, tt.says) {
			t.Errorf("%s:\ngot  %v\nwant %d:%d %s", tt.pack, e, tt.line, tt.column, tt.says)
		}
	}
}

func TestPacksTogether(t *testing.T) {
	load := func(name, lines string) *Pack {
		p, err := Load(name, strings.NewReader(lines))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	base := load("base", `{"label":"TITLE","id":"t","pattern":"mayor"}`)
	add := load("add", `{"label":"TITLE","id":"u","pattern":"reeve"}`)
	off := load("off", `{"id":"t","off":true}`)
	s, err := Compile(base, add, off)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(s, Title, "mayor and reeve"); got != "reeve" {
		t.Errorf("found %s", got)
	}
	if s.Rule("t") != nil || s.Rule("u") == nil {
		t.Error("t should be switched off, u not")
	}
	if _, err := Compile(off); err == nil || !strings.Contains(err.Error(), `off:1: no pack before this one has a rule "t"`) {
		t.Errorf("switching off nothing: %v", err)
	}
	if _, err := Compile(base, load("again", `{"label":"TITLE","id":"t","pattern":"x"}`)); err == nil || !strings.Contains(err.Error(), "taken by base:1") {
		t.Errorf("an id twice: %v", err)
	}
	circle := load("circle", `{"label":"TITLE","id":"c1","pattern":[{"LABEL":"OFFICE"},{"LOWER":"x"}]}
{"label":"OFFICE","id":"c2","pattern":[{"LABEL":"TITLE"},{"LOWER":"y"}]}`)
	if _, err := Compile(circle); err == nil || !strings.Contains(err.Error(), "made of each other") {
		t.Errorf("a circle: %v", err)
	}
	one, _ := Compile(base, add)
	other, _ := Compile(add, base)
	if one.Hash() == other.Hash() || one.Hash() == s.Hash() || len(one.Hash()) != 32 {
		t.Error("hashes do not tell the sets apart")
	}
}

func TestEnglish(t *testing.T) {
	if _, err := Compile(English()...); err != nil {
		t.Fatal(err)
	}
}

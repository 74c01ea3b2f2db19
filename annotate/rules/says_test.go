package rules

import (
	"strings"
	"testing"
)

func TestSays(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":"x","label":"ORG","pattern":"Archive"}`:                            "Always mark “Archive” as organization",
		`{"id":"x","label":"NEVER","phrases":["Archive","The Archive"]}`:          "Never mark “Archive” and “The Archive”",
		`{"id":"x","label":"NEVER","of":"CUE","pattern":[{"VERB":"flag"}]}`:       "Never take “flag” in all its forms for a cue",
		`{"id":"x","label":"NEVER","of":["ORG","CITY"],"pattern":"Hull"}`:         "Never take “Hull” for an organization and a settlement",
		`{"id":"x","label":"CUE","pattern":[{"VERB":"flag"}],"frames":["that"]}`:  "Always read “flag” in all its forms as a cue",
		`{"id":"acronym","off":true}`:                                             "The rule “acronym” is switched off",
		`{"id":"x","label":"PERSON","pattern":[{"LOWER":"chief"},{"NAME":true}]}`: "Always mark what its pattern finds as person",
		`{"id":"x","label":"TITLE","phrases":["a","b","c","d","e","f"]}`:          "Always read “a”, “b”, “c”, “d” and others as TITLE: an office or rank before or after a name: president, Sgt., Archbishop",
	} {
		p, err := Load("x", strings.NewReader(line))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if got := p.Rules[0].Says(); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", line, got, want)
		}
	}
}

func TestVerbOf(t *testing.T) {
	for word, want := range map[string]string{
		"flagged": "flag", "flagging": "flag", "Flags": "flag", "flag": "flag", "noted": "note", "claimed": "claim", "called": "call", "discussed": "discuss",
		"argued": "argue", "promised": "promise", "replied": "reply", "replies": "reply", "warned": "warn", "said": "say", "told": "tell", "added": "add", "announced": "announce",
		"judged": "judge", "visited": "visit", "stated": "state", "belonged": "belong",
	} {
		if got := VerbOf(word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}

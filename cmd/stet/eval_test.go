package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// judged is a gold line of this test's own.
const judged = `{"id":"rain","text":"Mayor Ada Quist said on Monday that the match in Lyon was off.","layers":["actor","location","quote"],"spans":[` +
	`{"layer":"actor","kind":"person","start":6,"end":15,"text":"Ada Quist","ref":"e1"},{"layer":"location","kind":"settlement","start":49,"end":53,"text":"Lyon","ref":"e2"}]}`

func TestEval(t *testing.T) {
	gold := write(t, "gold.jsonl", judged+"\n")
	out, errs, status := stet(t, "", "eval", "--json", gold)
	var got struct {
		Actor struct {
			F    float64
			Gold int
		} `json:"full actor"`
		Rules     map[string]struct{ Fired, Right, Corrected, Wrong int }
		Confusion map[string]map[string]int
	}
	if status != 0 || errs != "" || json.Unmarshal([]byte(out), &got) != nil {
		t.Fatalf("status %d, said %q, printed %q", status, errs, out)
	}
	if got.Actor.F != 100 || got.Actor.Gold != 1 || len(got.Rules) == 0 || got.Confusion["settlement"]["settlement"] != 1 {
		t.Errorf("figures %+v", got)
	}
	system, _, _ := stet(t, "", "annotate", "--jsonl", gold)
	table, errs, status := stet(t, "", "eval", gold, write(t, "system.jsonl", system))
	if status != 0 || errs != "" || !strings.Contains(table, "full actor") || !strings.Contains(table, "gold \\ system") || !strings.Contains(table, "rule:") {
		t.Errorf("status %d, said %q, printed %q", status, errs, table)
	}
	if _, errs, status := stet(t, "", "eval", write(t, "bad.jsonl", "{}\n"+judged+"\n")); status != 1 || !strings.Contains(errs, "bad.jsonl:1: ") {
		t.Errorf("a bad line: status %d, said %q", status, errs)
	}
}

func TestAgree(t *testing.T) {
	a := write(t, "a.jsonl", judged+"\n")
	b := write(t, "b.jsonl", strings.Replace(judged, `"kind":"settlement"`, `"kind":"region"`, 1)+"\n")
	out, errs, status := stet(t, "", "agree", a, b)
	for _, want := range []string{"actor         f 100.0 ", "location      f 0.0  span f 100.0 ", "kappa names", "rain\tkind\tsettlement “Lyon” | region “Lyon”"} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in %q", want, out)
		}
	}
	if status != 0 || errs != "" {
		t.Errorf("status %d, said %q", status, errs)
	}
	if out, _, status := stet(t, "", "agree", "--json", a, b); status != 0 || !json.Valid([]byte(out)) {
		t.Errorf("status %d, printed %q", status, out)
	}
}

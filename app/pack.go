package app

import (
	"encoding/json"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/app/worker"
)

// Pack is the user's own rule pack as it is kept: its text, which is what a file of it holds, and the texts before and after it for undo
// and redo.
type Pack struct {
	Rev  int      `json:"rev"` // grows with every write
	Text string   `json:"text"`
	Past []string `json:"past,omitempty"` // the last one is the next to undo
	Next []string `json:"next,omitempty"`
}

// mostPast is how many texts are kept for undo.
const mostPast = 50

func readPack(b []byte) (p Pack) {
	if json.Unmarshal(b, &p) != nil {
		return Pack{}
	}
	return p
}

func (p Pack) json() string {
	b, _ := json.Marshal(p) // strings and numbers always can be
	return string(b)
}

// with is the pack with another text; what was undone is forgotten.
func (p Pack) with(text string) Pack {
	past := append(slices.Clone(p.Past), p.Text)
	return Pack{Rev: p.Rev + 1, Text: text, Past: past[max(0, len(past)-mostPast):]}
}

// undone is the pack as it was before, or with redo after, the last change; ok is false where there is none.
func (p Pack) undone(redo bool) (Pack, bool) {
	from, to := p.Past, p.Next
	if redo {
		from, to = to, from
	}
	if len(from) == 0 {
		return p, false
	}
	n := len(from) - 1
	q := Pack{Rev: p.Rev + 1, Text: from[n], Past: slices.Clone(from[:n]), Next: append(slices.Clone(to), p.Text)}
	if redo {
		q.Past, q.Next = q.Next, q.Past
	}
	return q, true
}

// sign names the pack's text: which rules a story's suggestions were made with last. Without rules it is "".
func (p Pack) sign() string {
	if p.Text == "" {
		return ""
	}
	h := fnv.New64a()
	h.Write([]byte(p.Text))
	return strconv.FormatUint(h.Sum64(), 36)
}

// lines are the pack's lines, without their ends.
func (p Pack) lines() []string {
	if p.Text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(p.Text, "\n"), "\n")
}

func packOf(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// set is the text with another line at i, which may be one more than there are; an empty line is taken out.
func (p Pack) set(i int, line string) string {
	lines := p.lines()
	line = strings.Join(strings.Fields(line), " ")
	switch {
	case i >= len(lines) && line != "":
		lines = append(lines, line)
	case i < len(lines) && line != "":
		lines[i] = line
	case i < len(lines):
		lines = slices.Delete(lines, i, i+1)
	}
	return packOf(lines)
}

// rule is a line of the pack.
type rule struct {
	at   int
	line string
	id   string
	off  bool // switched off
}

// rules are the pack's lines that are rules, comments left out.
func (p Pack) rules() (list []rule) {
	for i, line := range p.lines() {
		r := rule{at: i, line: line}
		if r.line, r.off = strings.CutPrefix(line, worker.Off); strings.HasPrefix(strings.TrimSpace(r.line), "{") {
			var named struct {
				ID string `json:"id"`
			}
			_ = json.Unmarshal([]byte(r.line), &named) // the worker says what is wrong with it
			r.id = named.ID
			list = append(list, r)
		}
	}
	return list
}

// toggled is the text with the rule switched off, or on again.
func (p Pack) toggled(r rule) string {
	lines := p.lines()
	lines[r.at] = r.line
	if !r.off {
		lines[r.at] = worker.Off + r.line
	}
	return packOf(lines)
}

// offer is a rule that a mark suggests: what it does in plain words, and its line without an id.
type offer struct {
	says string
	name string // the id begins so
	line string // behind {"id":…
}

// offers are the rules that a mark suggests. The reason is the built-in rule that made it, or "".
func offers(a *annotate.Annotation, words, cue, reason string) (list []offer) {
	text := func(s string) string { return string(annotate.AppendString(nil, s)) }
	add := func(name, line string, says string) { list = append(list, offer{says, name, line}) }
	if a.Kind.Type() != kind.Quote {
		add("never-"+words, `"label":"NEVER","pattern":`+text(words), "Never mark “"+shorten(words, 40)+"”")
		add("always-"+words, `"label":`+text(labelOf(a.Kind))+`,"pattern":`+text(words), "Always mark “"+shorten(words, 40)+"” as "+a.Kind.String())
	} else if cue != "" {
		first, rest, _ := strings.Cut(cue, " ")
		verb := strings.TrimSpace(rules.VerbOf(first) + " " + rest)
		pattern := `"pattern":[{"VERB":` + text(verb) + `}]`
		add("never-"+verb, `"label":"NEVER","of":["CUE","CUE_NOUN","CUE_PHRASE"],`+pattern, "Never read “"+verb+"”, in any of its forms, as a cue")
		add("always-"+verb, `"label":"CUE",`+pattern+`,"frames":["that","bare"]`, "Always read “"+verb+"”, in all its forms, as a cue")
	}
	if reason != "" {
		add("", text(reason), "Switch the rule “"+reason+"” off")
	}
	return list
}

// labelOf is the label of a pack that marks the kind.
func labelOf(k kind.Kind) string {
	for _, l := range rules.Labels() {
		if l.Mark() == k {
			return l.String()
		}
	}
	return ""
}

// adding is the text with the offered rule. A rule of the same name is taken out first, and so is its opposite: always for never.
func (p Pack) adding(o offer) string {
	if o.name == "" {
		return p.set(len(p.lines()), `{"id":`+o.line+`,"off":true}`)
	}
	id := idOf(o.name)
	opposite, is := strings.CutPrefix(id, "never-")
	if opposite = "always-" + opposite; !is {
		opposite = "never-" + strings.TrimPrefix(id, "always-")
	}
	lines := p.lines()
	list := p.rules()
	for _, r := range slices.Backward(list) {
		if r.id == id || r.id == opposite {
			lines = slices.Delete(lines, r.at, r.at+1)
		}
	}
	return packOf(append(lines, `{"id":"`+id+`",`+o.line+`}`))
}

// idOf makes an id out of words.
func idOf(words string) string {
	id := strings.ToLower(strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r <= ' ' || r == '"' || r == '\\' || r == 0x7f || r == '\u00a0' }), "-"))
	if len(id) > 100 {
		id = strings.ToValidUTF8(id[:100], "")
	}
	return id
}

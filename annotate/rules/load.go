package rules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"stet/annotate/kind"
	"stet/annotate/sum"
)

// Limits of a pack, so that matching stays linear in the story whatever a pack says.
const (
	maxPack     = 64 << 20 // bytes
	maxElements = 24       // token conditions of a pattern
	maxRepeat   = 16       // how often an operator may repeat an element; what * and + reach
	maxWords    = 16       // tokens of a phrase
)

// Load reads a pack: one rule a line; blank lines and lines that begin with # are passed over. The name is for errors. The first
// bad line refuses the whole pack with an *Error.
func Load(name string, r io.Reader) (*Pack, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxPack+1))
	if err != nil {
		return nil, &Error{File: name, Message: err.Error()}
	}
	if len(b) > maxPack {
		return nil, &Error{File: name, Message: fmt.Sprintf("larger than %d MB", maxPack>>20)}
	}
	p := &Pack{Name: name, sum: sum.Of(b)}
	seen := map[string]int{}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	for n := 1; len(b) > 0; n++ {
		raw := b
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			raw, b = b[:i], b[i+1:]
		} else {
			b = nil
		}
		if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || trimmed[0] == '#' {
			continue
		}
		line := unsafe.String(&raw[0], len(raw)) // b is ours, and nobody writes to it
		rule, err := readRule(line)
		if err == nil {
			if before := seen[rule.ID]; before > 0 {
				err = &fault{-1, fmt.Sprintf("the id %q stands on line %d already", rule.ID, before)}
			}
		}
		if err != nil {
			var f *fault
			errors.As(err, &f)
			column := 0
			if f.at >= 0 {
				column = utf8.RuneCountInString(line[:min(f.at, len(line))]) + 1
			}
			return nil, &Error{name, n, column, f.message}
		}
		seen[rule.ID] = n
		rule.at = place{name, n}
		p.Rules = append(p.Rules, rule)
	}
	return p, nil
}

// readRule reads one line. Errors are faults.
func readRule(line string) (*Rule, error) {
	if !utf8.ValidString(line) {
		return nil, wrong(invalid(line), "not UTF-8")
	}
	v, err := parseLine(line)
	if err != nil {
		return nil, err
	}
	if v.kind != '{' {
		return nil, wrong(v.at, `want an object: {"label": …, "pattern": …, "id": …}`)
	}
	r := &Rule{Score: 1000}
	if i := slices.Index(v.keys, "label"); i >= 0 {
		if r.Label, err = label(v.list[i]); err != nil {
			return nil, err
		}
	}
	places := value{}
	for i, key := range v.keys {
		if err = r.field(key, v.keysAt[i], v.list[i], &places); err != nil {
			return nil, err
		}
	}
	if r.Kind == kind.None {
		r.Kind = r.Label.Mark()
	}
	switch {
	case r.ID == "":
		return nil, wrong(v.at, `want an "id": marks name the rule that made them`)
	case r.off && len(v.keys) > 2:
		return nil, wrong(v.at, `want only "id" beside "off"`)
	case r.off:
	case r.Label == NoLabel:
		return nil, wrong(v.at, `want a "label"`)
	case r.Label == Evidence && !r.pattern.empty():
		return nil, wrong(v.at, "EVIDENCE has no pattern: the engine finds it")
	case r.Label != Evidence && r.pattern.empty() && len(places.list) == 0 && r.Attr("gazetteer") == "":
		return nil, wrong(v.at, `want a "pattern", "phrases" or "places"`)
	}
	if err := r.pattern.check(r.Label); err != nil {
		return nil, err
	}
	return r, r.pattern.places(places)
}

func label(v value) (Label, error) {
	if v.kind != '"' {
		return NoLabel, wrong(v.at, "want a label in quotation marks")
	}
	l := LabelOf(v.text)
	if l == NoLabel {
		return l, wrong(v.at, fmt.Sprintf("unknown label %q: want one of %s", v.text, labelNames()))
	}
	return l, nil
}

// field takes one field of a line into the rule.
func (r *Rule) field(key string, at int, v value, places *value) (err error) {
	switch key {
	case "label":
	case "id":
		r.ID, err = name(v)
	case "why":
		r.Why, err = phrase(v)
	case "pattern":
		return r.pattern.read(v)
	case "phrases":
		return r.pattern.list(v)
	case "forms":
		return r.pattern.irregular(v)
	case "places":
		*places = v
		if v.kind != '[' {
			return wrong(v.at, `want a list of places: [["Paris", 2988507, 48.853, 2.349, 2139], …]`)
		}
	case "score":
		var f float64
		if v.kind == '0' {
			f, err = strconv.ParseFloat(v.text, 64)
		}
		if v.kind != '0' || err != nil || f < 0 || f > 1 {
			return wrong(v.at, "want a number from 0 to 1")
		}
		r.Score = uint16(math.Round(f * 1000))
	case "off":
		if v.kind != 't' || v.text != "true" {
			return wrong(v.at, `want true: {"id": …, "off": true} switches a rule off`)
		}
		r.off = true
	default:
		return r.attribute(key, at, v)
	}
	return err
}

// attribute takes a field that belongs to the rule's label.
func (r *Rule) attribute(key string, at int, v value) error {
	if !slices.Contains(r.Label.Attributes(), key) {
		own := strings.Join(r.Label.Attributes(), ", ")
		if own != "" {
			own = "; for " + r.Label.String() + " also " + own
		}
		return wrong(at, fmt.Sprintf("unknown field %q: want id, label, pattern, phrases, forms, places, score, why, off%s", key, own))
	}
	var values []string
	switch v.kind {
	case '"', '0', 't':
		values = []string{v.text}
	case '[':
		for _, item := range v.list {
			if item.kind != '"' && item.kind != '0' {
				return wrong(item.at, "want a string or a number")
			}
			values = append(values, item.text)
		}
	default:
		return wrong(v.at, "want a string, a number, true, or a list of them")
	}
	r.Attrs = append(r.Attrs, Attr{key, values})
	if key == "weights" {
		if v.kind != '[' || len(values) != 8 && len(values) != 4 && len(values) != 2 {
			return wrong(v.at, "want eight whole numbers: for a person, an organization, a place, none of them, then the same beside a trained tagger; or two: for the state, for the place")
		}
		for i, s := range values {
			n, err := strconv.ParseInt(s, 10, 16)
			if err != nil {
				return wrong(v.list[i].at, "want a whole number from -32768 to 32767")
			}
			r.Weights[i] = int16(n)
		}
		if len(values) == 4 { // the same with and without
			copy(r.Weights[4:], r.Weights[:4])
		}
	}
	if key == "of" {
		items := v.list
		if v.kind != '[' {
			items = []value{v}
		}
		for _, item := range items {
			l, err := label(item)
			if err != nil {
				return err
			}
			r.of |= 1 << l
		}
	}
	if key == "kind" {
		k, err := kind.Parse(v.text)
		if err != nil {
			return wrong(v.at, err.Error())
		}
		r.Kind = k
	}
	return nil
}

// name reads an id: letters, digits and - _ . : / without spaces.
func name(v value) (string, error) {
	if v.kind != '"' || v.text == "" || len(v.text) > 120 || strings.ContainsFunc(v.text, func(c rune) bool { return c <= ' ' || c == '"' || c == 0x7f || c == '\u00a0' }) {
		return "", wrong(v.at, "want an id: up to 120 bytes without spaces")
	}
	return v.text, nil
}

func phrase(v value) (string, error) {
	if v.kind != '"' || strings.TrimSpace(v.text) == "" {
		return "", wrong(v.at, "want words in quotation marks")
	}
	return v.text, nil
}

// invalid returns where the first byte stands that is not UTF-8.
func invalid(line string) int {
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(line)
}

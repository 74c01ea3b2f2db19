package rules

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stet/annotate/text"
)

// pattern is what a rule looks for: phrases, or a row of elements.
type pattern struct {
	phrases  []string
	elements []element
	listed   []*Place // beside the phrases, where the line is a gazetteer's
	forms    map[string][]string
}

// element is one token condition: it takes from least to most runs of what it describes.
type element struct {
	words  []literal // any of them, where hasWords
	not    []string  // none of them
	regex  []*regexp.Regexp
	shapes []string
	length span
	flags  []flag
	label  Label // a phrase of the class begins here; the element takes all of it
	invert bool  // OP "!"
	mark   bool
	least  int
	most   int

	hasWords, lowerNot bool
	at                 int // in the line
}

// literal is a word or phrase, and how its letters and endings may vary.
type literal struct {
	text string
	mode mode
}

type mode uint8

const (
	written mode = iota // a phrase: small letters in any case, capitals as written or in a headline
	exact               // TEXT
	folded              // LOWER
	verb                // VERB: all its forms
	noun                // NOUN: singular and plural
)

// span is a range of lengths in code points, both ends included.
type span struct{ least, most int }

var anyLength = span{0, math.MaxInt}

type flag struct {
	test func(t *text.Text, i int) bool
	want bool
}

func (p *pattern) empty() bool { return len(p.phrases) == 0 && len(p.elements) == 0 }

// read reads "pattern": a phrase, or a list of token conditions.
func (p *pattern) read(v value) error {
	switch v.kind {
	case '"':
		s, err := phrase(v)
		p.phrases = append(p.phrases, s)
		return err
	case '[':
		if len(v.list) == 0 {
			return wrong(v.at, "an empty pattern fits nothing: want at least one token condition")
		}
		if len(v.list) > maxElements {
			return wrong(v.list[maxElements].at, fmt.Sprintf("want at most %d token conditions", maxElements))
		}
		for _, item := range v.list {
			e, err := readElement(item)
			if err != nil {
				return err
			}
			p.elements = append(p.elements, e)
		}
		return nil
	}
	return wrong(v.at, "want a phrase in quotation marks or a list of token conditions")
}

// list reads "phrases".
func (p *pattern) list(v value) error {
	if v.kind != '[' || len(v.list) == 0 {
		return wrong(v.at, "want a list of phrases")
	}
	for _, item := range v.list {
		s, err := phrase(item)
		if err != nil {
			return err
		}
		p.phrases = append(p.phrases, s)
	}
	return nil
}

// irregular reads "forms": {"say": ["says", "said", "said", "saying"]}.
func (p *pattern) irregular(v value) error {
	if v.kind != '{' {
		return wrong(v.at, `want an object: {"say": ["says", "said", "said", "saying"]}`)
	}
	p.forms = map[string][]string{}
	for i, key := range v.keys {
		list := v.list[i]
		if list.kind != '[' || len(list.list) != 4 && len(list.list) != 1 {
			return wrong(list.at, "want four forms of a verb (third person, past, participle, -ing) or one of a noun (plural)")
		}
		for _, item := range list.list {
			s, err := phrase(item)
			if err != nil {
				return err
			}
			p.forms[key] = append(p.forms[key], s)
		}
	}
	return nil
}

// places reads a gazetteer line: each place is its name, GeoNames id, latitude, longitude and thousands of inhabitants, then
// other names for it.
func (p *pattern) places(v value) error {
	if v.kind == 0 {
		return nil
	}
	if !p.empty() {
		return wrong(v.at, `want "places" without "pattern" and "phrases"`)
	}
	const want = `want ["name", GeoNames id, latitude, longitude, thousands of inhabitants, other names …]`
	for _, item := range v.list {
		if item.kind != '[' || len(item.list) < 5 {
			return wrong(item.at, want)
		}
		var n [4]float64
		for i := range n {
			field := item.list[i+1]
			var err error
			if n[i], err = strconv.ParseFloat(field.text, 64); field.kind != '0' || err != nil {
				return wrong(field.at, want)
			}
		}
		if n[0] < 0 || n[0] > 1e9 || math.Abs(n[1]) > 90 || math.Abs(n[2]) > 180 || n[3] < 0 || n[3] > 1e6 {
			return wrong(item.at, want)
		}
		place := &Place{GeoNames: int(n[0]), Lat: int32(math.Round(n[1] * 1000)), Lon: int32(math.Round(n[2] * 1000)), Size: int32(n[3])}
		for i, field := range item.list {
			if i >= 1 && i <= 4 {
				continue
			}
			s, err := phrase(field)
			if err != nil {
				return wrong(field.at, want)
			}
			if i == 0 {
				place.Name = s
			}
			p.phrases = append(p.phrases, s)
			p.listed = append(p.listed, place)
		}
	}
	return nil
}

// check holds a whole pattern to what its parts demand of one another.
func (p *pattern) check(l Label) error {
	if len(p.elements) == 0 {
		return nil
	}
	if len(p.phrases) > 0 {
		return wrong(p.elements[0].at, `want either "phrases" or token conditions`)
	}
	least := 0
	for _, e := range p.elements {
		least += e.least
		if e.label == l && l.Mark() == 0 {
			return wrong(e.at, fmt.Sprintf("%s cannot be made of itself", l))
		}
	}
	if least == 0 {
		return wrong(p.elements[0].at, "this pattern fits no tokens at all: want one condition that must be met")
	}
	return nil
}

// readElement reads one token condition.
func readElement(v value) (element, error) {
	e := element{least: 1, most: 1, length: anyLength, at: v.at}
	if v.kind != '{' {
		return e, wrong(v.at, `want a token condition: {"LOWER": "president"}`)
	}
	for i, key := range v.keys {
		item := v.list[i]
		var err error
		switch key {
		case "TEXT", "ORTH":
			err = e.literals(item, exact)
		case "LOWER":
			err = e.literals(item, folded)
		case "VERB":
			err = e.literals(item, verb)
		case "NOUN":
			err = e.literals(item, noun)
		case "REGEX":
			err = e.expression(item, "")
		case "SHAPE":
			e.shapes, err = stringsOf(item)
		case "LENGTH":
			e.length, err = lengthOf(item)
		case "LABEL", "IS", "ENT_TYPE":
			e.label, err = label(item)
		case "OP":
			e.least, e.most, e.invert, err = operator(item)
		case "MARK":
			e.mark, err = boolean(item)
		default:
			test := tests[key]
			if test == nil {
				return e, wrong(v.keysAt[i], fmt.Sprintf("unknown condition %q: want TEXT, LOWER, VERB, NOUN, REGEX, SHAPE, LENGTH, LABEL, OP, MARK, %s", key, testNames()))
			}
			var want bool
			want, err = boolean(item)
			e.flags = append(e.flags, flag{test, want})
		}
		if err != nil {
			return e, err
		}
	}
	if e.invert && e.label != NoLabel {
		return e, wrong(v.at, `"!" goes with conditions on one token, not with a class`)
	}
	return e, nil
}

// literals reads a word, or {"IN": …, "NOT_IN": …, "REGEX": …}.
func (e *element) literals(v value, m mode) error {
	if v.kind == '"' {
		s, err := phrase(v)
		e.words, e.hasWords = append(e.words, literal{s, m}), true
		return err
	}
	if v.kind != '{' || len(v.keys) == 0 {
		return wrong(v.at, `want a word, or {"IN": [words]}, {"NOT_IN": [words]}, {"REGEX": "expression"}`)
	}
	for i, key := range v.keys {
		item := v.list[i]
		switch key {
		case "IN":
			list, err := stringsOf(item)
			if err != nil {
				return err
			}
			e.hasWords = true
			for _, s := range list {
				e.words = append(e.words, literal{s, m})
			}
		case "NOT_IN":
			list, err := stringsOf(item)
			if err != nil {
				return err
			}
			e.not, e.lowerNot = append(e.not, list...), m != exact
		case "REGEX":
			flags := ""
			if m != exact {
				flags = "(?i)"
			}
			if err := e.expression(item, flags); err != nil {
				return err
			}
		default:
			return wrong(v.keysAt[i], fmt.Sprintf("unknown condition %q on a word: want IN, NOT_IN or REGEX", key))
		}
	}
	return nil
}

func (e *element) expression(v value, flags string) error {
	s, err := phrase(v)
	if err != nil {
		return err
	}
	re, err := regexp.Compile(flags + s)
	if err != nil {
		return wrong(v.at, "want a regular expression of Go's syntax: "+err.Error())
	}
	e.regex = append(e.regex, re)
	return nil
}

func stringsOf(v value) ([]string, error) {
	if v.kind == '"' {
		s, err := phrase(v)
		return []string{s}, err
	}
	list := v.list
	if v.kind == '{' && len(v.keys) == 1 && v.keys[0] == "IN" {
		list = v.list[0].list
	} else if v.kind != '[' {
		return nil, wrong(v.at, "want a list of words")
	}
	if len(list) == 0 {
		return nil, wrong(v.at, "an empty list fits nothing")
	}
	out := make([]string, len(list))
	for i, item := range list {
		s, err := phrase(item)
		if err != nil {
			return nil, err
		}
		out[i] = s
	}
	return out, nil
}

// lengthOf reads a number of code points, or comparisons: {">=": 3, "<=": 9}.
func lengthOf(v value) (span, error) {
	s := anyLength
	number := func(v value) (int, error) {
		n, err := strconv.Atoi(v.text)
		if v.kind != '0' || err != nil || n < 0 || n > 10000 {
			return 0, wrong(v.at, "want a whole number of code points")
		}
		return n, nil
	}
	if v.kind != '{' {
		n, err := number(v)
		return span{n, n}, err
	}
	for i, key := range v.keys {
		n, err := number(v.list[i])
		if err != nil {
			return s, err
		}
		switch key {
		case "==":
			s = span{n, n}
		case ">=":
			s.least = max(s.least, n)
		case ">":
			s.least = max(s.least, n+1)
		case "<=":
			s.most = min(s.most, n)
		case "<":
			s.most = min(s.most, n-1)
		default:
			return s, wrong(v.keysAt[i], fmt.Sprintf("unknown comparison %q: want == >= > <= <", key))
		}
	}
	return s, nil
}

func boolean(v value) (bool, error) {
	if v.kind != 't' {
		return false, wrong(v.at, "want true or false")
	}
	return v.text == "true", nil
}

// operator reads OP.
func operator(v value) (least, most int, invert bool, err error) {
	if v.kind != '"' {
		return 0, 0, false, wrong(v.at, "want an operator in quotation marks")
	}
	switch v.text {
	case "1", "":
		return 1, 1, false, nil
	case "!":
		return 1, 1, true, nil
	case "?":
		return 0, 1, false, nil
	case "+":
		return 1, maxRepeat, false, nil
	case "*":
		return 0, maxRepeat, false, nil
	}
	bad := wrong(v.at, fmt.Sprintf("unknown operator %q: want ! ? + * {n} {n,} {,m} {n,m} with n ≤ m ≤ %d", v.text, maxRepeat))
	inner, ok := strings.CutPrefix(v.text, "{")
	inner, closed := strings.CutSuffix(inner, "}")
	if !ok || !closed {
		return 0, 0, false, bad
	}
	low, high, two := strings.Cut(inner, ",")
	least, most = 0, maxRepeat
	if low != "" {
		if least, err = strconv.Atoi(low); err != nil {
			return 0, 0, false, bad
		}
	}
	if !two {
		most = least
	} else if high != "" {
		if most, err = strconv.Atoi(high); err != nil {
			return 0, 0, false, bad
		}
	}
	if inner == "," || inner == "" || least < 0 || most < 1 || least > most || most > maxRepeat {
		return 0, 0, false, bad
	}
	return least, most, false, nil
}

// tests are the yes-or-no conditions on a token.
var tests = map[string]func(t *text.Text, i int) bool{
	"IS_ALPHA": func(t *text.Text, i int) bool { return t.Tokens[i].Kind == text.Word && !t.Tokens[i].Is(text.Digits) },
	"IS_DIGIT": func(t *text.Text, i int) bool { return strings.Trim(t.Word(i), "0123456789") == "" },
	"IS_LOWER": func(t *text.Text, i int) bool {
		return t.Tokens[i].Kind == text.Word && t.Tokens[i].Flags&(text.Capital|text.Mixed) == 0
	},
	"IS_UPPER": func(t *text.Text, i int) bool {
		return t.Tokens[i].Is(text.AllCaps) || t.Tokens[i].Is(text.Capital) && t.Tokens[i].Len() == 1
	},
	"IS_TITLE":      func(t *text.Text, i int) bool { return t.Tokens[i].Is(text.Capital) && !t.Tokens[i].Is(text.AllCaps) },
	"IS_PUNCT":      func(t *text.Text, i int) bool { return t.Tokens[i].Kind == text.Punct || t.Tokens[i].Kind == text.Mark },
	"IS_QUOTE":      func(t *text.Text, i int) bool { return t.Tokens[i].Kind == text.Mark },
	"IS_SENT_START": func(t *text.Text, i int) bool { return t.Tokens[i].Is(text.First) },
	"LIKE_NUM":      func(t *text.Text, i int) bool { return t.Tokens[i].Kind == text.Number },
	"LIKE_URL":      func(t *text.Text, i int) bool { return t.Tokens[i].Kind == text.Address },
	"NAME":          namelike,
}

// namelike reports whether token i can be a name's word: capitalised, and neither a possessive nor a known common word at
// the head of its sentence.
func namelike(t *text.Text, i int) bool {
	tok := t.Tokens[i]
	return tok.Kind == text.Word && tok.Flags&(text.Capital|text.Mixed) != 0 && !tok.Is(text.Possessive)
}

func testNames() string {
	var names []string
	for name := range tests {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

package annotate

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/annotate/kind"
)

// What a document is made of when it is read: objects of known fields, and the values in them.

// members says which fields of an object are known, and where the others are kept.
type members struct {
	known []string // at most 12
	keep  *Extra
}

// index returns which known field the key is, -1 if none. It looks at the one that is next in the format's order first.
func (m *members) index(key []byte, next int) int {
	if next < len(m.known) && m.known[next] == string(key) {
		return next
	}
	for i, k := range m.known {
		if k == string(key) {
			return i
		}
	}
	return -1
}

// positions tells where the values of an object's known fields stand in the file.
type positions struct {
	known []string
	at    [13]int // 0 for a field that is absent or null: no value stands at the very beginning
}

func (p *positions) of(field string) int { return p.at[slices.Index(p.known, field)] }

// missing returns the first of the fields that is absent, or "".
func (p *positions) missing(fields ...string) string {
	for _, f := range fields {
		if p.of(f) == 0 {
			return f
		}
	}
	return ""
}

// object reads an object of known fields, in any order, none twice, and returns where each one's value stands. Members that are
// null count as absent; unknown ones are kept.
func (r *reader) object(prefix string, m members, value func(field string) error) (positions, error) {
	p := positions{known: m.known}
	if r.peek() != '{' {
		return p, r.wrong(r.pos, strings.TrimSuffix(prefix, "."), "want an object")
	}
	var seen uint16
	next := 0
	var others map[string]bool
	var extra []byte
	err := r.scanner.object(func(key []byte, keyAt int) error {
		i := m.index(key, next)
		next = i + 1
		if i < 0 && others[string(key)] || i >= 0 && seen&(1<<i) != 0 {
			return r.wrong(keyAt, prefix+string(key), "given twice")
		}
		if i < 0 {
			if others == nil {
				others = map[string]bool{}
			} else {
				extra = append(extra, ',')
			}
			others[string(key)] = true
			if _, err := r.skip(); err != nil {
				return err
			}
			extra = compact(extra, r.src[keyAt:r.pos])
			return nil
		}
		seen |= 1 << i
		if r.peek() == 'n' {
			return r.literal("null")
		}
		p.at[i] = r.pos
		return value(m.known[i])
	})
	*m.keep = Extra(extra)
	return p, err
}

func (r *reader) str(field string) (string, error) {
	if r.peek() != '"' {
		return "", r.wrong(r.pos, field, "want a string")
	}
	b, err := r.string()
	return string(b), err
}

func (r *reader) bool(field string) (bool, error) {
	at := r.pos
	raw, err := r.skip()
	if err == nil && string(raw) != "true" && string(raw) != "false" {
		err = r.wrong(at, field, "want true or false")
	}
	return string(raw) == "true", err
}

// name reads a string that many objects share, and keeps one copy of it.
func (r *reader) name(field string) (string, error) {
	if r.peek() != '"' {
		return "", r.wrong(r.pos, field, "want a string")
	}
	b, err := r.string()
	if s, ok := r.interned[string(b)]; ok {
		return s, err
	}
	s := string(b)
	r.interned[s] = s
	return s, err
}

func (r *reader) typ() (kind.Type, error) {
	at := r.pos
	s, err := r.name("type")
	t := typeOf(s)
	if err == nil && t == kind.NoType {
		err = r.wrong(at, "type", strconv.Quote(s)+": want actor, location or quote")
	}
	return t, err
}

func (r *reader) kind() (kind.Kind, error) {
	at := r.pos
	s, err := r.name("kind")
	if err != nil {
		return kind.None, err
	}
	k, err := kind.Parse(s)
	if err != nil {
		err = r.wrong(at, "kind", err.Error())
	}
	return k, err
}

func (r *reader) state() (State, error) {
	at := r.pos
	s, err := r.name("state")
	if err != nil {
		return 0, err
	}
	if i := slices.Index(stateNames[:], s); i >= 0 {
		return State(i), nil
	}
	return 0, r.wrong(at, "state", strconv.Quote(s)+": want suggested, accepted or edited")
}

// score reads a number from 0 to 1 and keeps thousandths of it.
func (r *reader) score() (Score, error) {
	at := r.pos
	f, err := r.float("score")
	if err == nil && !(0 <= f && f <= 1) {
		err = r.wrong(at, "score", "want a number from 0 to 1")
	}
	return Score(math.Round(f * 1000)), err
}

func (r *reader) float(field string) (float64, error) {
	at := r.pos
	if c := r.peek(); c != '-' && (c < '0' || c > '9') {
		return 0, r.wrong(at, field, "want a number")
	}
	b, err := r.number()
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return 0, r.wrong(at, field, "the number is too large")
	}
	return f, nil
}

// natural reads a whole number that is not negative.
func (r *reader) natural(field string) (int, error) {
	at, n := r.pos, 0
	for r.pos < len(r.src) && '0' <= r.src[r.pos] && r.src[r.pos] <= '9' && n < math.MaxInt32 {
		n = n*10 + int(r.src[r.pos]-'0')
		r.pos++
	}
	digits := r.pos - at
	if c := r.peek(); digits == 0 || digits > 1 && r.src[at] == '0' || n > math.MaxInt32 || c != ',' && c != '}' {
		return 0, r.wrong(at, field, "want a whole number, 0 or more")
	}
	return n, nil
}

// firstInvalid returns where the first byte stands that is not UTF-8, or -1.
func firstInvalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

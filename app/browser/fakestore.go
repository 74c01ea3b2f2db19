package browser

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Store does in memory what web/page/store.js does in IndexedDB.
func (f *Fake) Store(op string, done func([][]byte, error), args ...any) {
	f.Soon(func() {
		if f.Fail != nil {
			done(nil, f.Fail)
			return
		}
		done(f.store(op, args))
	})
}

func (f *Fake) store(op string, args []any) ([][]byte, error) {
	if f.Rows == nil {
		f.Rows = map[string]*FakeStory{}
	}
	var row struct {
		ID  string `json:"id"`
		Rev int    `json:"rev"`
	}
	switch op {
	case "list":
		var all [][]byte
		for _, id := range slices.Sorted(maps.Keys(f.Rows)) {
			all = append(all, f.Rows[id].Row)
		}
		return [][]byte{slices.Concat([]byte("["), bytes.Join(all, []byte(",")), []byte("]"))}, nil
	case "search":
		var found []string
		for _, id := range slices.Sorted(maps.Keys(f.Rows)) {
			if strings.Contains(strings.ToLower(string(f.Rows[id].Base)), args[0].(string)) {
				found = append(found, id)
			}
		}
		return [][]byte{[]byte(strings.Join(found, "\n"))}, nil
	case "create":
		text := args[0].(string)
		if err := json.Unmarshal([]byte(text), &row); err != nil {
			return nil, err
		}
		if f.Rows[row.ID] != nil {
			return nil, &Error{"ConstraintError", "the id is there already"}
		}
		f.Rows[row.ID] = &FakeStory{Row: []byte(text), Base: args[1].([]byte), Rev: row.Rev}
	case "read":
		s := f.Rows[args[0].(string)]
		if s == nil {
			return nil, &Error{"NotFoundError", "no such story"}
		}
		return append([][]byte{s.Row, s.Base}, s.Edits...), nil
	case "commit":
		text := args[0].(string)
		if err := json.Unmarshal([]byte(text), &row); err != nil {
			return nil, err
		}
		s := f.Rows[row.ID]
		if s == nil {
			return nil, &Error{"ConflictError", "another tab changed the story"}
		}
		for rev := args[1].(int); rev <= row.Rev; rev++ {
			if rev <= s.Rev && !s.own[rev] {
				return nil, &Error{"ConflictError", "another tab changed the story"}
			}
		}
		for rev, at := args[1].(int), 2; rev <= row.Rev; rev++ {
			keep, n := args[at].(int), args[at+1].(int)
			at += 2
			if keep >= 0 {
				s.Edits = slices.Clone(s.Edits[:min(keep, len(s.Edits))])
			}
			for ; n > 0; n-- {
				s.Edits = append(s.Edits, args[at].([]byte))
				at++
			}
			if s.own == nil {
				s.own = map[int]bool{}
			}
			s.own[rev] = true
		}
		s.Row, s.Rev = []byte(text), row.Rev
	case "rules":
		return [][]byte{f.Rules}, nil
	case "keepRules":
		var before struct{ Rev int }
		if len(f.Rules) > 0 && json.Unmarshal(f.Rules, &before) == nil && before.Rev >= args[1].(int) {
			return nil, &Error{"ConflictError", "another tab changed the rules"}
		}
		f.Rules = []byte(args[0].(string))
	case "remove":
		delete(f.Rows, args[0].(string))
	}
	return nil, nil
}

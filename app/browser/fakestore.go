package browser

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
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
	case "create":
		text := args[0].(string)
		if err := json.Unmarshal([]byte(text), &row); err != nil {
			return nil, err
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
		if s == nil || s.Rev != row.Rev-1 {
			return nil, &Error{"ConflictError", "another tab changed the story"}
		}
		if n := args[1].(int); n >= 0 {
			s.Edits = slices.Clone(s.Edits[:min(n, len(s.Edits))])
			for _, e := range args[2:] {
				s.Edits = append(s.Edits, e.([]byte))
			}
		}
		s.Row, s.Rev = []byte(text), row.Rev
	case "remove":
		delete(f.Rows, args[0].(string))
	}
	return nil, nil
}

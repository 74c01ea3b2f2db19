package app

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"stet/annotate/near"
	"stet/annotate/order"
	"stet/app/browser"
)

// Row is a story in the list: all that the list shows, and where its history stands. It is kept as JSON.
type Row struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Created int64  `json:"created"` // milliseconds since 1970
	Changed int64  `json:"changed"`
	Words   int    `json:"words"`
	Marks   int    `json:"marks"`
	Decided int    `json:"decided"`
	Unsure  int    `json:"unsure"`
	Rev     int    `json:"rev"`              // grows with every write; a tab that expects another one was overtaken
	Edits   int    `json:"edits"`            // corrections kept
	Cursor  int    `json:"cursor"`           // how many of them are done, the rest undone
	Near    []byte `json:"near,omitempty"`   // brief signature: what tells near duplicates
	Done    bool   `json:"done"`             // its editor says that it is finished
	Retold  bool   `json:"retold,omitempty"` // its text was edited
	Rules   string `json:"rules,omitempty"`  // which of the user's rules its suggestions were made with last
	Deleted int64  `json:"deleted"`          // when it was deleted, 0 if it is not
}

// newRow is the row of a story that comes in. parts are what the worker says it is kept as.
func newRow(id, title, story string, parts [][]byte) Row {
	r := Row{ID: id, Title: title, Created: now(), Changed: now(), Words: countWords(story), Rev: 1}
	if len(parts) > 2 {
		r.Near = parts[2]
	}
	return r
}

// count writes down what the list shows of a document.
func (r *Row) count(t Tally, done bool) {
	r.Marks, r.Decided, r.Unsure, r.Done = t.Marks, t.Decided, t.Unsure, done
}

// keepDeleted is how long a deleted story can be brought back, in milliseconds.
const keepDeleted = 30 * 24 * 3600 * 1000

// Library is the list of stories as it stands in the store.
type Library struct {
	Rows  []Row
	given map[string]bool // the ids that newID gave: whose stories may not be in the list yet
}

func readLibrary(list []byte) (Library, error) {
	var l Library
	err := json.Unmarshal(list, &l.Rows)
	l.sort()
	return l, err
}

func (l *Library) sort() {
	order.Stable(l.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Created, a.Created), strings.Compare(a.ID, b.ID))
	})
}

// put adds the row or replaces the one with its id.
func (l *Library) put(r Row) {
	if i := l.find(r.ID); i >= 0 {
		l.Rows[i] = r
		return
	}
	l.Rows = append(l.Rows, r)
	l.sort()
}

func (l *Library) drop(id string) {
	l.Rows = slices.DeleteFunc(l.Rows, func(r Row) bool { return r.ID == id })
}

func (l *Library) find(id string) int {
	return slices.IndexFunc(l.Rows, func(r Row) bool { return r.ID == id })
}

// twin returns the row of a story that is nearly the same as the given one, or nil.
func (l *Library) twin(r Row) *Row {
	for i := range l.Rows {
		if o := &l.Rows[i]; o.ID != r.ID && o.Deleted == 0 && near.Near(o.Near, r.Near) {
			return o
		}
	}
	return nil
}

// live returns the rows that are not deleted.
func (l *Library) live() []Row {
	var out []Row
	for _, r := range l.Rows {
		if r.Deleted == 0 {
			out = append(out, r)
		}
	}
	return out
}

func (l *Library) deleted() []Row {
	var out []Row
	for _, r := range l.Rows {
		if r.Deleted != 0 {
			out = append(out, r)
		}
	}
	order.By(out, func(a, b Row) int { return cmp.Compare(b.Deleted, a.Deleted) })
	return out
}

// newID returns an id that no story has, nor one that is on its way into the list: the one that is wanted, or one made of a title or a
// file's name.
func (l *Library) newID(name, wanted string) string {
	if l.given == nil {
		l.given = map[string]bool{}
	}
	taken := func(id string) bool { return l.given[id] || l.find(id) >= 0 }
	if wanted != "" && !taken(wanted) {
		l.given[wanted] = true
		return wanted
	}
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	base := strings.Trim(b.String(), "-")
	if base == "" {
		base = "story"
	}
	id := base
	for n := 2; taken(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	l.given[id] = true
	return id
}

func (r Row) json() string {
	b, _ := json.Marshal(r) // strings and numbers always can be
	return string(b)
}

// trouble says in plain words why the store failed, and what that means.
func trouble(err error) string {
	var e *browser.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	switch e.Name {
	case "QuotaExceededError":
		return "The disk, or the room the browser gives to this page, is full. Delete stories or free some space; until then changes are only in this tab."
	case "InvalidStateError", "UnknownError", "NotSupportedError", "SecurityError":
		return "The browser keeps nothing for this page (a private window, or a setting, can be why). Changes are only in this tab."
	case "BlockedError":
		return "Another tab with an older Stet holds the stories. Close it and reload."
	case "NotFoundError":
		return "The story is not there any more; another tab may have deleted it."
	}
	return "Saving failed: " + e.Error() + ". Changes are only in this tab."
}

package app

import (
	"cmp"
	"strings"

	"stet/annotate/order"
)

// orders are the ways to sort the list of stories; the first is that of the rows.
var orders = []struct {
	name, words string
	cmp         func(a, b Row) int
}{
	{"newest", "newest first", nil},
	{"changed", "last changed", func(a, b Row) int { return cmp.Compare(b.Changed, a.Changed) }},
	{"title", "by title", func(a, b Row) int { return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) }},
	{"left", "most left to do", func(a, b Row) int { return cmp.Compare(b.left(), a.left()) }},
}

// left is how many marks are to be decided; none in a story that is done.
func (r *Row) left() int {
	if r.Done {
		return 0
	}
	return r.Marks - r.Decided
}

// found are the rows that the list shows: those whose title or text holds what is searched for, in the order that is chosen.
func (d *Desk) found() []Row {
	words := strings.ToLower(strings.TrimSpace(d.search))
	var rows []Row
	for _, r := range d.library.live() {
		if words == "" || strings.Contains(strings.ToLower(r.Title), words) || d.hits[r.ID] {
			rows = append(rows, r)
		}
	}
	for _, o := range orders {
		if o.name == d.order && o.cmp != nil {
			order.Stable(rows, o.cmp)
		}
	}
	return rows
}

// searchFor looks for words in the titles, and a moment later in the texts of all stories.
func (d *Desk) searchFor(words string) {
	d.search, d.hits = words, nil
	d.refresh(partLibrary)
	words = strings.ToLower(strings.TrimSpace(words))
	if len(words) < 2 || !d.stores {
		return
	}
	d.page.Later(200, func() {
		if strings.ToLower(strings.TrimSpace(d.search)) != words {
			return // more was typed
		}
		d.page.Store("search", func(parts [][]byte, err error) {
			if err != nil || len(parts) == 0 || strings.ToLower(strings.TrimSpace(d.search)) != words {
				return
			}
			d.hits = map[string]bool{}
			for _, id := range strings.Split(string(parts[0]), "\n") {
				d.hits[id] = true
			}
			d.refresh(partLibrary)
			d.page.Say(stories(len(d.found()), "") + " found")
		}, words)
	})
}

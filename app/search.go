package app

import (
	"cmp"
	"strings"
	"unicode"

	"stet/annotate/order"
)

// orders are the ways to sort the list of stories; the first is that of the rows.
var orders = []struct {
	name, words string
	cmp         func(a, b Row) int
}{
	{"newest", "newest first", nil},
	{"changed", "last changed", func(a, b Row) int { return cmp.Compare(b.Changed, a.Changed) }},
	{"title", "by title", func(a, b Row) int { return strings.Compare(folded(a.Title), folded(b.Title)) }},
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
	words := folded(d.search)
	var rows []Row
	for _, r := range d.library.live() {
		if words == "" || strings.Contains(folded(r.Title), words) || d.hits[r.ID] {
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

// plainLetters are the letters from U+00C0 to U+017F without their accents; a dot where there is none to take away.
const plainLetters = "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz."

// folded is text as it is searched: in small letters without accents, with plain spaces and apostrophes. web/page/store.js folds the stories
// in the same way.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		switch {
		case r >= 0xc0 && r < 0x180 && plainLetters[r-0xc0] != '.':
			return rune(plainLetters[r-0xc0])
		case r >= 0x300 && r < 0x370: // an accent that stands by itself
			return -1
		case r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f:
			return ' '
		case r == '‘' || r == '’':
			return '\''
		}
		return r
	}, strings.TrimSpace(s))
}

// searchFor looks for words in the titles, and a moment later in the texts of all stories.
func (d *Desk) searchFor(words string) {
	d.search, d.hits = words, nil
	d.refresh(partLibrary)
	words = folded(words)
	if len(words) < 2 || !d.stores {
		return
	}
	d.page.Later(200, func() {
		if folded(d.search) != words {
			return // more was typed
		}
		d.page.Store("search", func(parts [][]byte, err error) {
			if err != nil || len(parts) == 0 || folded(d.search) != words {
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

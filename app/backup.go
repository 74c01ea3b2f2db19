package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"stet/app/worker"
)

// A backup is everything that the browser keeps, in one file of JSON Lines: a head, the user's rules, keys and reading, and a story a
// line, with its document as the engine made it and its corrections, done and undone. It restores by being dropped or chosen like any file.

const backupHead = `{"format":"stet-backup/1"`

// kept is a line of a backup.
type kept struct {
	Rules json.RawMessage   `json:"rules,omitempty"`
	Keys  string            `json:"keys,omitempty"`    // as they are kept: see remap.go
	Read  []int             `json:"reading,omitempty"` // how large the letters are and how wide the lines
	Row   *Row              `json:"row,omitempty"`
	Base  json.RawMessage   `json:"base,omitempty"`
	Edits []json.RawMessage `json:"edits,omitempty"`
}

// backup saves everything as a file.
func (d *Desk) backup() {
	if d.writing() { // what is being written comes first
		d.page.Later(20, d.backup)
		return
	}
	if !d.stores {
		d.toast(toast{words: or(d.lost, "The browser keeps nothing for this page.") + " Export saves the story on the desk.", trouble: true, do: "export", label: "Export"})
		return
	}
	out := []byte(backupHead + `,"made":` + fmt.Sprint(now()) + "}\n")
	out = append(out, `{"rules":`+d.book.json()+"}\n"...)
	size, width := d.page.Reading(0, 0)
	desk, _ := json.Marshal(kept{Keys: d.ownKeys(), Read: []int{size, width}}) // strings and numbers always can be
	out = append(append(out, desk...), '\n')
	d.backupFrom(d.library.Rows, out, 0)
}

// backupFrom adds the rows to the file, one after the other.
func (d *Desk) backupFrom(rows []Row, out []byte, lost int) {
	if len(rows) == 0 {
		name := "stet-backup-" + time.Now().Format("2006-01-02") + ".jsonl"
		d.page.Save(name, "application/x-ndjson", out)
		words := stories(len(d.library.Rows)-lost, "") + " saved as " + name + "."
		if lost > 0 {
			words = stories(lost, "") + " could not be read and " + map[bool]string{true: "is", false: "are"}[lost == 1] + " missing. " + words
		}
		d.toast(toast{words: words, trouble: lost > 0})
		return
	}
	d.page.Store("read", func(parts [][]byte, err error) {
		var row Row
		if err == nil {
			err = json.Unmarshal(parts[0], &row)
		}
		if err != nil {
			d.backupFrom(rows[1:], out, lost+1)
			return
		}
		out = append(out, `{"row":`...)
		out = append(append(out, row.json()...), `,"base":`...)
		out = append(append(out, bytes.TrimSpace(parts[1])...), `,"edits":[`...)
		out = append(append(out, bytes.Join(parts[2:], []byte(","))...), "]}\n"...)
		d.backupFrom(rows[1:], out, lost)
	}, rows[0].ID)
}

// isBackup reports whether a file is a backup.
func isBackup(data []byte) bool { return bytes.HasPrefix(data, []byte(backupHead)) }

// restoreBackup takes in what a backup holds. A story that is in the list already, to the last correction, is passed over; one of the same
// id that is another comes in under a new one. Each line stands for itself: a damaged one is named.
func (d *Desk) restoreBackup(in *intake, name string, data []byte, then func()) {
	lines := bytes.Split(data, []byte("\n"))
	same := 0
	var next func(i int)
	next = func(i int) {
		for i < len(lines) && len(bytes.TrimSpace(lines[i])) == 0 {
			i++
		}
		if i >= len(lines) {
			if same > 0 {
				d.toast(toast{words: stories(same, "") + " of the backup " + map[bool]string{true: "was", false: "were"}[same == 1] + " here already."})
			}
			then()
			return
		}
		bad := func(why string) {
			in.wrong(name, fmt.Sprintf("line %d: %s", i+1, why))
			next(i + 1)
		}
		var k kept
		if err := json.Unmarshal(lines[i], &k); err != nil {
			bad("it is not a line of a backup: " + err.Error())
			return
		}
		switch {
		case len(k.Rules) > 0:
			for _, id := range d.restoreRules(k.Rules) {
				in.wrong(name, fmt.Sprintf("line %d: its rule “%s” is left out: yours of that id is another", i+1, id))
			}
			next(i + 1)
		case len(k.Read) == 2:
			d.page.Reading(min(max(k.Read[0], smallest), largest), min(max(k.Read[1], smallest), largest))
			if why := d.restoreKeys(k.Keys); why != "" {
				bad(why)
				return
			}
			next(i + 1)
		case k.Row == nil:
			next(i + 1)
		default:
			d.restoreKept(&k, func(was bool, why string) {
				switch {
				case why != "":
					bad("“" + shorten(k.Row.Title, 60) + "”: " + why)
				case was:
					same++
					next(i + 1)
				default:
					in.stories++
					next(i + 1)
				}
			})
		}
	}
	next(1)
}

// restoreRules takes a backup's rules beside those that are here, as one step to undo. Where a rule of the same id is another here, that
// one stays, and the id is among those that are answered.
func (d *Desk) restoreRules(record []byte) (others []string) {
	mine := d.book.lines()
	ids := map[string]bool{}
	for _, r := range d.book.rules() {
		ids[r.id] = true
	}
	theirs := readPack(record)
	for at, line := range theirs.lines() {
		switch i := slices.IndexFunc(theirs.rules(), func(r rule) bool { return r.at == at }); {
		case slices.Contains(mine, line):
		case i >= 0 && theirs.rules()[i].id != "" && ids[theirs.rules()[i].id]:
			others = append(others, theirs.rules()[i].id)
		default:
			mine = append(mine, line)
		}
	}
	label := "The backup's rules are in use"
	if len(others) > 0 {
		label = count(len(others), "rule") + " of the backup's left out: they are others here"
	}
	if text := packOf(mine); text != d.book.Text {
		d.keepRules(d.book.with(text), label)
	} else if len(others) > 0 {
		d.toast(toast{words: label + "."})
	}
	return others
}

// restoreKeys takes a backup's keys where none were changed here; otherwise it answers why not.
func (d *Desk) restoreKeys(keys string) string {
	switch {
	case keys == "" || keys == d.ownKeys():
		return ""
	case len(d.keys) > 0:
		return "its keys are left out: yours are others. Reset yours (? shows them) to take the backup's"
	}
	d.page.Keep(keysKept, keys)
	d.readKeys()
	d.refreshAll()
	return ""
}

// restoreKept writes a story of a backup into the store. then hears whether it was there already, or why it could not be taken.
func (d *Desk) restoreKept(k *kept, then func(was bool, why string)) {
	row := *k.Row
	if row.ID == "" || row.Cursor < 0 || row.Cursor > len(k.Edits) || row.Edits != len(k.Edits) {
		then(false, "its corrections are not all there")
		return
	}
	if i := d.library.find(row.ID); i >= 0 {
		if o := d.library.Rows[i]; o.Created == row.Created && o.Edits == row.Edits && o.Cursor == row.Cursor {
			then(true, "")
			return
		}
		row.ID = d.library.newID(row.ID, "")
	}
	d.ask(worker.OpOpen, func(_ [][]byte, err error) { // a damaged document must not come in
		if err != nil {
			then(false, err.Error())
			return
		}
		row.Rev = 1
		d.page.Store("create", func(_ [][]byte, err error) {
			if err != nil {
				then(false, trouble(err))
				return
			}
			row.Rev = 2
			args := []any{row.json(), 2, 0, len(k.Edits)}
			for _, e := range k.Edits {
				args = append(args, []byte(e))
			}
			d.page.Store("commit", func(_ [][]byte, err error) {
				if err != nil {
					then(false, trouble(err))
					return
				}
				d.library.put(row)
				then(false, "")
			}, args...)
		}, row.json(), []byte(k.Base))
	}, k.Base)
}

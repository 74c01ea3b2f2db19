package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"stet/app/worker"
)

// A backup is everything that the browser keeps, in one file of JSON Lines: a head, the user's rules, and a story a line, with its
// document as the engine made it and its corrections, done and undone. It restores by being dropped or chosen like any file.

const backupHead = `{"format":"stet-backup/1"`

// kept is a line of a backup.
type kept struct {
	Rules json.RawMessage   `json:"rules,omitempty"`
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
			in.problems = append(in.problems, problem{name, fmt.Sprintf("line %d: %s", i+1, why)})
			next(i + 1)
		}
		var k kept
		if err := json.Unmarshal(lines[i], &k); err != nil {
			bad("it is not a line of a backup: " + err.Error())
			return
		}
		switch {
		case len(k.Rules) > 0:
			if why := d.restoreRules(k.Rules); why != "" {
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

// restoreRules takes a backup's rules where there are none here; otherwise it answers why not.
func (d *Desk) restoreRules(record []byte) string {
	p := readPack(record)
	switch {
	case p.Text == "" || p.Text == d.book.Text:
		return ""
	case d.book.Text != "":
		return "its rules are left out: there are others here. Save yours and delete them to take the backup's"
	}
	d.keepRules(d.book.with(p.Text), "The backup's rules are in use")
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
		row.ID = d.library.newID(row.ID)
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

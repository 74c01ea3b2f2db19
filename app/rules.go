package app

import (
	"strconv"
	"strings"

	"stet/annotate/edit"
	"stet/app/worker"
)

// book is the user's rules on the desk.
type book struct {
	Pack
	says    []string // what each line does, as far as the worker has said it
	editing int      // the line that is being edited, from 1; 0 for none
	draft   string
	problem string // what is wrong with it
	trial   *trial
	keeping bool            // the store is writing the pack
	after   []func()        // what waits for that
	busy    bool            // stories are being brought up to the rules
	due     bool            // the list of stories is about to be drawn anew
	failed  map[string]bool // stories that could not be
}

// trial is another text of the pack, looked at before it is used: what it changes in the story on the desk and in the others.
type trial struct {
	text, label string
	here        []string // a line each, as the worker writes them
	others      []changed
	looked, all int
	sum         int // changes in the others
}

// changed is what the trial changes in a story.
type changed struct {
	title string
	lines []string
}

// So many changes of a story are shown, and so many stories.
const (
	linesShown   = 40
	storiesShown = 30
	linesOfOther = 3
)

// loadRules reads the rules from the store.
func (d *Desk) loadRules(then func()) {
	d.page.Store("rules", func(parts [][]byte, err error) {
		if err == nil && len(parts) == 1 && len(parts[0]) > 0 {
			d.book.Pack = readPack(parts[0])
			d.book.says = nil
		}
		d.refresh(partDialogs)
		if then != nil {
			then()
		}
	})
}

// openRules shows the user's rules.
func (d *Desk) openRules() {
	d.book.trial, d.book.editing, d.book.problem = nil, 0, ""
	d.openDialog("rules")
	d.describeRules()
}

// describeRules asks the worker what each line does.
func (d *Desk) describeRules() {
	text := d.book.Text
	d.ask(worker.OpRules, func(parts [][]byte, err error) {
		if err != nil || text != d.book.Text {
			return
		}
		d.book.says = []string{}
		for _, p := range parts[min(1, len(parts)):] {
			d.book.says = append(d.book.says, string(p))
		}
		d.refresh(partDialogs, partMenu)
	}, []byte(text))
}

// editRule opens the field for a line; one behind the last is a new one.
func (d *Desk) editRule(line int) {
	b := &d.book
	b.editing, b.problem, b.draft = line+1, "", ""
	if lines := b.lines(); line < len(lines) {
		b.draft = strings.TrimPrefix(lines[line], worker.Off)
	}
	d.refresh(partDialogs)
	d.page.Fill("rule-line", b.draft)
	d.page.Focus("rule-line")
}

// try looks at another text of the pack: at what is wrong with it, then at what it changes. Without a label it is called by what the
// line that is being edited does.
func (d *Desk) try(text, label string) {
	b := &d.book
	t := &trial{text: text, label: label}
	d.ask(worker.OpRules, func(parts [][]byte, err error) {
		if problem := packProblem(parts, err); problem != "" {
			d.refusePack(label, problem)
			return
		}
		if at := b.editing; t.label == "" && at < len(parts) {
			t.label = string(parts[at])
		}
		b.trial, b.problem = t, ""
		t.all = len(d.library.live())
		d.report("rules")
		d.page.Focus("rules-keep")
		d.lookHere(t)
	}, []byte(text))
}

// packProblem is what the worker says is wrong with a pack, or "".
func packProblem(parts [][]byte, err error) string {
	switch {
	case err != nil:
		return err.Error()
	case len(parts) > 0:
		return string(parts[0])
	}
	return ""
}

// refusePack says what is wrong with rules that come from somewhere, or with those that are being edited.
func (d *Desk) refusePack(from, problem string) {
	d.book.problem = problem
	d.refresh(partDialogs)
	if d.book.editing > 0 {
		d.page.Say(problem)
		return
	}
	d.toast(toast{words: from + ": " + problem + ". None of it is used.", trouble: true})
}

// lookHere finds what the trial changes in the story on the desk, then in the others.
func (d *Desk) lookHere(t *trial) {
	s := d.story
	if s == nil || d.reading != "" {
		d.lookOn(t, d.library.live(), 0)
		return
	}
	d.ask(worker.OpRefresh, func(parts [][]byte, err error) {
		if err == nil && len(parts) > 1 {
			t.here = split(parts[1])
		}
		t.looked++
		d.refresh(partDialogs)
		d.lookOn(t, d.library.live(), 0)
	}, s.refreshParts(t.text)...)
}

// lookOn goes through the other stories of the list, one after the other, for as long as the trial is looked at.
func (d *Desk) lookOn(t *trial, rows []Row, i int) {
	if d.book.trial != t {
		return
	}
	for i < len(rows) && d.story != nil && rows[i].ID == d.story.Row.ID {
		i++
	}
	if i >= len(rows) || !d.stores {
		t.looked = t.all
		d.refresh(partDialogs)
		d.page.Say(d.trialWords(t))
		return
	}
	on := func() {
		t.looked++
		if t.looked%8 == 0 {
			d.refresh(partDialogs)
		}
		d.lookOn(t, rows, i+1)
	}
	if rows[i].Done {
		on()
		return
	}
	d.page.Store("read", func(parts [][]byte, err error) {
		if err != nil || len(parts) < 2 {
			on()
			return
		}
		row := rows[i]
		d.ask(worker.OpRefresh, func(answer [][]byte, err error) {
			if err == nil && len(answer) > 1 && len(answer[1]) > 0 {
				lines := split(answer[1])
				t.sum += len(lines)
				t.others = append(t.others, changed{row.Title, lines})
			}
			on()
		}, refreshParts(t.text, parts[1], parts[2:], row.Cursor)...)
	}, rows[i].ID)
}

func split(lines []byte) []string {
	text := strings.TrimSuffix(string(lines), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// trialWords say how much a trial changes.
func (d *Desk) trialWords(t *trial) string {
	here := "nothing in this story"
	if len(t.here) > 0 {
		here = count(len(t.here), "mark") + " in this story"
	}
	if d.story == nil {
		here = "no story is open"
	}
	others := "nothing in the others"
	if t.sum > 0 {
		others = count(t.sum, "mark") + " in " + stories(len(t.others), "other ")
	}
	return "Changes " + here + ", " + others + ". What you decided stays."
}

func refreshParts(pack string, base []byte, edits [][]byte, cursor int) [][]byte {
	return append([][]byte{[]byte(pack), base}, edits[:min(cursor, len(edits))]...)
}

func (s *Story) refreshParts(pack string) [][]byte {
	_, cursor := s.History.Edits()
	return refreshParts(pack, s.base, s.encoded, cursor)
}

// freshen brings the suggestions of stories up to the rules, one story after the other: the one on the desk first. A story says which
// rules it was made with last, so that what a closed tab left undone is done the next time.
func (d *Desk) freshen() {
	if d.book.busy {
		return
	}
	sign := d.book.sign()
	next := func() { d.page.Soon(func() { d.book.busy = false; d.freshen() }) }
	if s := d.story; s != nil && d.reading == "" && s.Row.Rules != sign {
		d.book.busy = true
		d.freshenHere(s, sign, next)
		return
	}
	if !d.stores || d.writing() {
		if d.stores {
			d.page.Later(200, d.freshen)
		}
		return
	}
	for _, row := range d.library.Rows {
		if row.Rules != sign && row.Deleted == 0 && !d.book.failed[row.ID] && (d.story == nil || d.story.Row.ID != row.ID) && row.ID != d.reading {
			d.book.busy = true
			d.freshenRow(row.ID, sign, next)
			return
		}
	}
}

// freshenHere does it to the story on the desk. Where that was corrected meanwhile, it is done anew.
func (d *Desk) freshenHere(s *Story, sign string, next func()) {
	rev := s.Row.Rev
	d.ask(worker.OpRefresh, func(parts [][]byte, err error) {
		defer next()
		if d.story != s || s.Row.Rev != rev || d.book.sign() != sign {
			return
		}
		s.Row.Rules = sign
		if err != nil || len(parts) == 0 || len(parts[0]) == 0 {
			d.save(-1, nil, nil)
			return
		}
		e, err := edit.ReadEdit(parts[0], s.Offsets)
		if err != nil {
			d.toast(toast{words: title1(err.Error()) + ".", trouble: true})
			return
		}
		d.correct(e, d.current)
	}, s.refreshParts(d.book.Text)...)
}

// freshenRow does it to a story that is not on the desk.
func (d *Desk) freshenRow(id, sign string, next func()) {
	failed := func() {
		if d.book.failed == nil {
			d.book.failed = map[string]bool{}
		}
		d.book.failed[id] = true // not again before the next start
		next()
	}
	d.page.Store("read", func(parts [][]byte, err error) {
		i := d.library.find(id)
		if err != nil || len(parts) < 2 || i < 0 {
			failed()
			return
		}
		row := d.library.Rows[i]
		d.ask(worker.OpRefresh, func(answer [][]byte, err error) {
			i := d.library.find(id)
			if err != nil || len(answer) < 3 || i < 0 || d.library.Rows[i].Rev != row.Rev || d.story != nil && d.story.Row.ID == id || d.reading == id || d.book.sign() != sign {
				if err != nil {
					failed()
				} else {
					next()
				}
				return
			}
			row.Rules = sign
			row.Rev++
			w := write{row: row, keep: -1}
			if len(answer[0]) > 0 {
				w.keep, w.added = row.Cursor, [][]byte{answer[0]}
				w.row.Cursor++
				w.row.Edits = w.row.Cursor
				for i, n := range strings.Fields(string(answer[2])) {
					*[]*int{&w.row.Marks, &w.row.Decided, &w.row.Unsure}[i], _ = strconv.Atoi(n)
				}
			}
			d.library.put(w.row)
			d.write(w)
			d.refreshLibrary()
			next()
		}, refreshParts(d.book.Text, parts[1], parts[2:], row.Cursor)...)
	}, id)
}

// refreshLibrary renders the list of stories a moment later, once for many stories in a row.
func (d *Desk) refreshLibrary() {
	if d.book.due {
		return
	}
	d.book.due = true
	d.page.Later(400, func() {
		d.book.due = false
		d.refresh(partLibrary)
	})
}

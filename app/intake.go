package app

import (
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/order"
	"stet/app/worker"
)

// intake is a number of files on their way into the list of stories.
type intake struct {
	drop, turn  int // the page's number for them, and the desk's turn when they came
	files, seen int
	begun       int64     // when the first came
	first       string    // the story to open when all are in, "" where one is on the desk
	stories     int       // that came in
	problems    []problem // in the order of the files, what is lost before what is only to be known
}

// problem is what is wrong with one of the files, or with a story in it.
type problem struct {
	file, words string
	note        bool // nothing is lost by it
}

// String says it in a sentence: "a.txt is empty", "a.json: line 2 …".
func (p problem) String() string {
	if what, ok := strings.CutPrefix(p.words, "it "); ok {
		return p.file + " " + what
	}
	return p.file + ": " + p.words
}

// wrong notes what is lost of a file.
func (in *intake) wrong(file, words string) {
	in.problems = append(in.problems, problem{file: file, words: words})
}

// mostProblems is how many problems the report lists; it counts the others.
const mostProblems = 200

// intakeOf is what comes in of the files that were chosen or dropped together. More can come before all of them are in.
func (d *Desk) intakeOf(drop, files int) *intake {
	in := d.intakes[drop]
	if in == nil {
		if files == 1 { // it goes on the desk
			d.turn++
		}
		in = &intake{drop: drop, turn: d.turn, files: files, begun: now()}
		d.intakes[drop] = in
	}
	return in
}

// file takes file number i of several that were chosen or dropped, by what is in it. body is the text that brat keeps beside its marks.
// A story that comes alone goes on the desk, several go to the list.
func (d *Desk) file(name string, data []byte, i int, body []byte, in *intake) {
	files := in.files
	if isBackup(data) {
		d.busy("Restoring…")
		restore := func() { d.restoreBackup(in, name, data, func() { d.fileTaken(in) }) }
		if d.begun {
			restore()
		} else {
			d.opening = append(d.opening, restore)
		}
		return
	}
	if worker.IsPack(data) {
		if files == 1 {
			d.endIntake(in)
			d.takeRules(name, data)
			return
		}
		in.wrong(name, "it holds rules, not stories: load it under Your rules")
		d.fileTaken(in)
		return
	}
	if files == 1 && worker.Plain(name, data) { // shown at once, while the engine reads it
		d.endIntake(in)
		story, err := worker.Text(data)
		if err != nil {
			d.refuse(name + ": " + err.Error() + ".")
			return
		}
		d.annotate(story, "", stem(name), in.turn)
		return
	}
	d.busy(map[bool]string{true: "Opening…", false: fmt.Sprintf("Reading file %s of %s…", thousands(i+1), thousands(files))}[files == 1])
	d.ask(worker.OpTake, func(parts [][]byte, err error) {
		if err != nil {
			in.wrong(name, err.Error())
			parts = nil
		}
		alone := files == 1 && len(parts) == 4
		for ; len(parts) >= 4; parts = parts[4:] {
			for _, line := range strings.Split(string(parts[0]), "\n") {
				if line != "" {
					in.wrong(name, line)
				}
			}
			if len(parts[1]) > 0 {
				d.takeIn(in, name, parts[1:4], alone)
			}
		}
		d.fileTaken(in)
	}, []byte(name), data, body)
}

// fileTaken goes on to the next file, and says what became of all after the last.
func (d *Desk) fileTaken(in *intake) {
	if d.passOver(in) {
		d.takenIn(in)
	}
}

// passOver goes on to the next file, and answers whether this was the last.
func (d *Desk) passOver(in *intake) bool {
	if in.seen++; in.seen == in.files {
		d.endIntake(in)
		return true
	}
	d.page.Next(in.drop)
	return false
}

// unread hears that the browser could not read one of the files.
func (d *Desk) unread(name, why string, in *intake) {
	in.wrong(name, "it could not be read: "+why)
	d.fileTaken(in)
}

// endIntake forgets files that are all taken.
func (d *Desk) endIntake(in *intake) {
	delete(d.intakes, in.drop)
	d.page.Next(in.drop)
}

// stem is a file's name without its extension.
func stem(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[:i]
	}
	return name
}

// takeIn keeps one story of a file. parts are what the worker says it is kept as.
func (d *Desk) takeIn(in *intake, name string, parts [][]byte, alone bool) {
	doc, err := worker.Unpack(parts[0])
	if err != nil {
		in.wrong(name, err.Error())
		return
	}
	in.stories++
	alone = alone && d.turn == in.turn // otherwise something else was opened meanwhile
	put := func() {
		id := d.library.newID(or(doc.ID, stem(name)), doc.ID)
		title := or(doc.Title, firstLine(doc.Text))
		if alone {
			d.show(id, doc.Text)
			d.added(id, title, parts)
			return
		}
		d.enlist(in, name, doc, newRow(id, title, doc.Text, parts), parts[1])
	}
	if !alone || !d.besides(name, doc, put) {
		put()
	}
}

// enlist puts one of several stories into the list and the store, not on the desk.
func (d *Desk) enlist(in *intake, name string, doc *annotate.Document, row Row, base []byte) {
	if twin := d.library.twin(row); twin != nil {
		in.problems = append(in.problems, problem{name, "nearly the same as “" + shorten(twin.Title, 60) + "”; both are kept", true})
	}
	row.Created = in.begun - int64(in.stories) // in the list the first of them stands first
	tally, _ := tallyOf(doc)
	row.count(tally, doc.Done)
	d.library.put(row)
	if in.first == "" {
		in.first = row.ID
	}
	if !d.stores {
		in.wrong(name, "“"+shorten(row.Title, 60)+"” cannot be kept: "+or(d.lost, "the browser keeps nothing for this page"))
		d.library.drop(row.ID)
		return
	}
	d.page.Store("create", func(_ [][]byte, err error) {
		if err != nil {
			d.library.drop(row.ID)
			d.toast(toast{words: name + ": “" + shorten(row.Title, 60) + "” could not be kept. " + trouble(err), trouble: true})
			d.refresh(partLibrary)
		}
	}, row.json(), base)
}

// takenIn says what became of the files, and opens the first story where none is on the desk.
func (d *Desk) takenIn(in *intake) {
	if before := d.intake; before != nil && (d.dialog == "intake" || slices.Contains(d.reports, "intake")) { // not read yet
		in.problems = append(before.problems, in.problems...)
		in.files, in.stories = in.files+before.files, in.stories+before.stories
	}
	order.Stable(in.problems, func(a, b problem) int { return b2i(a.note) - b2i(b.note) })
	d.intake = in
	d.page.Later(1500, d.freshen)
	d.busy("")
	d.refresh(partLibrary)
	switch {
	case len(in.problems) == 1 && in.files == 1:
		d.refuse(in.problems[0].String() + ".")
	case len(in.problems) > 0:
		d.report("intake")
	case in.files > 1 || in.stories > 1:
		d.toast(toast{words: stories(in.stories, "") + " added."})
	}
	if in.first != "" && d.story == nil && d.reading == "" {
		d.openStory(in.first)
	}
}

// intakeDialog says what is wrong with files that were read.
func (d *Desk) intakeDialog() ui.UI {
	in := d.intake
	if in == nil {
		return dialog("intake", "Files", "")
	}
	shown := in.problems[:min(len(in.problems), mostProblems)]
	more := len(in.problems) - len(shown)
	return dialog("intake", "Files", count(in.files, "file")+", "+stories(in.stories, "")+" added",
		ui.Div().Class("dialog-body intake-list").TabIndex(0).Role("region").Aria("label", "What was found wrong").Body(
			ui.Ul().Body(each(shown, func(p problem) ui.UI {
				return ui.Li().Text(p.String())
			})...),
			when(more > 0, func() ui.UI { return ui.P().Text("and " + thousands(more) + " more.") })))
}

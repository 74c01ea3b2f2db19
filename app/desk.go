// Package app is Stet's user interface: the desk with its story, its list of stories and its panels.
//
// The Desk holds all state. What happens on the page comes to hear, as a name with arguments; it changes the state, repaints the
// paragraphs that changed at once, and lets the go-app components that show the rest render themselves anew. Components only read.
package app

import (
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate/kind"
	"stet/annotate/text"
	"stet/app/browser"
	"stet/app/worker"
)

// Desk is the state of the page.
type Desk struct {
	page    browser.Glue
	intakes map[int]*intake                         // files on their way in, by the number of their drop
	intake  *intake                                 // the last that came
	calls   map[int]func(parts [][]byte, err error) // requests that the worker has not answered
	lastID  int
	library Library
	reasons map[string]string // of rules, in plain words, as far as they were asked for
	stores  bool              // the store could be opened
	ready   bool              // the frame is on the page
	begun   bool              // the store was opened, or could not be
	opening []func()          // what waits for that

	story   *Story
	reading string // id of the story that the engine or the store is busy with
	reads   int    // grows with each story that is read from the store: the last one is waited for
	turn    int    // grows with each turn to another story or to none, when it is asked for: what was asked for before comes into the list
	writes  []write
	unsaved map[string]*Story // stories that the store does not hold as they are, by id
	saving  SaveState
	lost    string
	hurdle  string // why nothing could be opened, said on the empty page

	current  string     // id of the current mark
	menu     bool       // its menu is open
	pane     pane       // what the menu shows
	waiting  kind.Type  // a type was chosen by key, its kind is awaited
	pending  *text.Span // a selection that waits for its tag
	outer    text.Span  // the same with the punctuation around it, which a quote keeps
	hinted   bool       // letters lie over the actors
	asker    string     // the quote that was current when the selection was made
	choice   int        // place in the menu's list
	typed    string     // in the menu's field
	whole    bool       // the entity list is for all mentions
	unsureBy bool       // going on follows certainty, not the text

	view        string // on a phone: story, who, where or said
	tab         string // in the panel
	filter      Filter
	saidWords   string         // what the quotes are searched for
	saidKind    string         // and which kind of them is shown
	room        map[string]int // how many rows a panel shows
	search      string
	hits        map[string]bool // stories whose text holds what is searched for; nil until that is known
	order       string          // of the list of stories: see orders
	picks       map[string]bool // stories picked in the list, by id; nil while rows open stories
	flipped     bool            // the list of stories is not as the width has it: hidden where there is room, shown where there is none
	dialog      string
	coming      bool     // the dialog does not stand yet
	reports     []string // dialogs that wait for it
	out         export
	versions    *versions
	book        book   // the user's rules
	draft       string // the story's text in its field
	textProblem string
	placingText bool   // the worker is finding the marks' places in another text
	placing     string // a mark without a place, for which words are being selected
	toasts      []toast
	keys        map[string]string // strokes of the commands whose keys the user changed, by the command's id
	remap       remap
	offer       *bulk // what was done to one mark and can be done to those like it, or a list that is open
	queue       []int // paragraphs that wait to be painted
	painting    bool
	rehearsed   bool
	panelDue    bool
	rows        int  // of the panel that stand, while more come by themselves
	origin      int  // where the story stood before a click in the panel led away
	led         bool // the current mark was led to from the panel

	parts [partCount]ui.Composer
}

// pane is what the menu shows.
type pane uint8

const (
	paneMark pane = iota
	paneTag
	paneSpeaker
	paneEntity
	paneRename
	paneCue
	panePlace
)

// part is a component that can be rendered anew by itself.
type part uint8

const (
	partFrame part = iota
	partBar
	partLibrary
	partPanel
	partMenu
	partFoot
	partToasts
	partDialogs
	partCount
)

type toast struct {
	id      int
	words   string
	trouble bool
	here    bool // it speaks of the story on the desk, and goes with that
	do, arg string
	label   string
}

// New returns the desk of a page. Frame is what to mount; everything begins when it is on the page.
func New(page browser.Glue) *Desk {
	d := &Desk{page: page, calls: map[int]func([][]byte, error){}, intakes: map[int]*intake{}, unsaved: map[string]*Story{}, reasons: map[string]string{}, tab: "said", view: "story", filter: All, room: map[string]int{}, keys: map[string]string{}}
	page.Listen(d.hear)
	return d
}

// start is called when the frame is on the page.
func (d *Desk) start() {
	if d.ready {
		return
	}
	d.ready = true
	d.page.Watch()
	d.readKeys()
	d.page.Mark("stet:ready")
	d.page.Store("open", func(_ [][]byte, err error) {
		if err != nil {
			d.saving, d.lost = Lost, trouble(err)
			d.toast(toast{words: d.lost, trouble: true})
			d.begin()
			return
		}
		d.stores = true
		d.loadRules(func() {
			d.list(d.begin)
			d.page.Later(800, d.warm)
			d.page.Later(1500, d.freshen)
		})
	})
}

// warm starts the engine where nothing else is done, so that the first story need not wait for that.
func (d *Desk) warm() {
	if d.story == nil && d.reading == "" && len(d.calls) == 0 {
		d.ask(worker.OpWarm, func([][]byte, error) {})
	}
}

func (d *Desk) begin() {
	d.begun = true
	for _, f := range d.opening {
		f()
	}
	d.opening = nil
	d.comeBack()
}

// list reads the list of stories anew, forgetting what was deleted long ago.
func (d *Desk) list(then func()) {
	d.page.Store("list", func(parts [][]byte, err error) {
		if err == nil && len(parts) == 1 {
			if l, err := readLibrary(parts[0]); err == nil {
				d.library.Rows = l.Rows
				for _, s := range d.unsaved {
					d.library.put(s.Row)
				}
				for _, r := range l.deleted() {
					if r.Deleted < now()-keepDeleted {
						d.library.drop(r.ID)
						d.page.Store("remove", func([][]byte, error) {}, r.ID)
					}
				}
			}
		}
		d.refresh(partLibrary)
		if then != nil {
			then()
		}
	})
}

// hear is told everything that happens on the page. It answers whether the event was used. A panic loses one event, not the work.
func (d *Desk) hear(name string, args []any) (used bool) {
	defer func() {
		if r := recover(); r != nil {
			d.toast(toast{words: fmt.Sprintf("Something went wrong in Stet (%v). What you did before is saved.", r), trouble: true})
			used = false
		}
	}()
	str := func(i int) string {
		if i < len(args) {
			if s, ok := args[i].(string); ok {
				return s
			}
		}
		return ""
	}
	num := func(i int) int { n, _ := args[i].(int); return n }
	yes := func(i int) bool { b, _ := args[i].(bool); return b }
	switch name {
	case "do":
		d.do(str(0), str(1))
		return true
	case "key":
		return d.key(str(0), num(1), str(2), str(3))
	case "mark":
		d.clickMark(strings.Split(str(0), "\x00"))
	case "away":
		d.away()
	case "select":
		return d.selected(num(0), num(1), yes(2))
	case "edge":
		d.dragEdge(str(0) == "start", num(1), yes(2), yes(3))
	case "outside":
		d.shutLibrary()
	case "width": // the list has room now, or none any more
		d.flipped = false
		d.refresh(partFrame, partBar)
	case "caret":
		d.refresh(partFoot)
	case "paste":
		plain, html := str(0), str(1)
		if d.drafted() {
			return true
		}
		d.turn++
		turn := d.turn
		d.page.Soon(func() { d.paste(plain, html, turn) })
	case "file":
		b, _ := args[1].([]byte)
		body, _ := args[4].([]byte)
		if in := d.intakeOf(num(5), num(3)); d.drafted() {
			d.passOver(in)
		} else {
			d.file(str(0), b, num(2), body, in)
		}
	case "unread":
		d.unread(str(0), str(1), d.intakeOf(num(3), num(2)))
	case "trouble":
		d.toast(toast{words: str(0), trouble: true})
	case "input":
		d.input(str(0), str(1))
	case "closed":
		if d.dialog == str(0) && !d.coming { // one that is coming was asked for since
			d.offerDraft(str(0))
			d.dialog = ""
			if str(0) == "rules" {
				d.book.trial = nil
			}
			d.refresh(partDialogs)
			d.nextReport()
		}
	case "then":
		args[0].(func())()
	case "answer":
		d.answered(num(0), str(1), args[2:])
	case "rules":
		d.rulesElsewhere(num(1))
	case "rulesfile":
		b, _ := args[1].([]byte)
		d.takeRules(str(0), b)
	case "elsewhere":
		d.elsewhere(str(0), num(1))
	case "storeclosed":
		d.saving, d.lost = Lost, "The browser closed the list of stories, or a newer Stet runs in another tab. Try again, or reload."
		d.refresh(partBar)
	}
	return true
}

// refresh has parts of the frame render themselves anew, soon.
func (d *Desk) refresh(parts ...part) {
	for _, p := range parts {
		if c := d.parts[p]; c != nil && c.Mounted() {
			c.Update()
		}
	}
}

func (d *Desk) refreshAll() {
	d.refresh(partFrame, partBar, partLibrary, partPanel, partMenu, partFoot)
}

// ask sends the worker a request. The answer comes in a later event.
func (d *Desk) ask(op string, done func([][]byte, error), parts ...[]byte) {
	switch op {
	case worker.OpWarm, worker.OpAnnotate, worker.OpGlimpse, worker.OpTake: // what makes suggestions knows the user's rules
		for len(parts) < 3 {
			parts = append(parts, nil)
		}
		parts = append(parts, []byte(d.book.Text))
	}
	d.lastID++
	d.calls[d.lastID] = done
	d.page.Post(d.lastID, op, parts)
}

func (d *Desk) answered(id int, failure string, args []any) {
	done := d.calls[id]
	delete(d.calls, id)
	if done == nil {
		return
	}
	if failure != "" {
		done(nil, fmt.Errorf("%s", failure))
		return
	}
	parts := make([][]byte, len(args))
	for i, a := range args {
		parts[i], _ = a.([]byte)
	}
	done(parts, nil)
}

// elsewhere hears that another tab wrote a story, or removed it with revision -1.
func (d *Desk) elsewhere(id string, rev int) {
	d.list(func() {
		s := d.story
		if s == nil || s.Row.ID != id || len(d.writes) > 0 || rev <= s.Row.Rev {
			return
		}
		if i := d.library.find(id); i >= 0 && d.library.Rows[i].Deleted != 0 {
			d.toast(toast{words: "This story was deleted in another tab.", do: "restore", arg: id, label: "Bring it back"})
			return
		}
		d.reopen(id, func() { d.page.Say("Changed in another tab; this is how it stands now.") })
	})
}

var toastID int

// toast shows a line at the foot, and has it read out. It goes after a while; one with a way back stays longer.
func (d *Desk) toast(t toast) {
	toastID++
	t.id = toastID
	d.toasts = slices.DeleteFunc(d.toasts, func(o toast) bool { return o.words == t.words && o.do == "" }) // said again, it is not two
	if len(d.toasts) >= 3 {
		d.toasts = d.toasts[1:]
	}
	d.toasts = append(d.toasts, t)
	d.page.Say(t.words)
	d.refresh(partToasts)
	wait := 6000
	if t.do != "" || t.trouble {
		wait = 20000
	}
	d.page.Later(wait, func() { d.dismiss(t.id) })
}

// cannot says why something that was asked for cannot be done.
func (d *Desk) cannot(why string) { d.toast(toast{words: why}) }

func (d *Desk) dismiss(id int) {
	for i, t := range d.toasts {
		if t.id == id {
			d.toasts = append(d.toasts[:i:i], d.toasts[i+1:]...)
			d.refresh(partToasts)
			return
		}
	}
}

package browser

import "slices"

// Fake is a Glue for native tests: it keeps what it was asked, runs Soon at once, and holds the store in memory.
type Fake struct {
	Hear    func(string, []any) bool
	Story   string
	Painted [][]int32
	Labels  []string
	Current string
	At      Focus
	Lit     map[string][]int32
	Ticks   []int32
	Words   []string // what was said
	Tips    string
	Places  string // on the map
	Saved   []byte
	Open    string // the dialog that is open
	// Handle is the engine; without one nothing is ever answered.
	Handle func(op string, parts [][]byte) ([][]byte, error)

	Keeps map[string]string
	Rows  map[string]*FakeStory
	Rules []byte // the user's, as they are kept
	// Fail, when set, is what every call of the store answers.
	Fail error
	soon []func()
	late []func()
}

// FakeStory is a story in the fake store.
type FakeStory struct {
	Row   []byte
	Base  []byte
	Edits [][]byte
	Rev   int
	own   map[int]bool // the revisions that the desk wrote, not another tab
}

// Fire sends an event as the page would.
func (f *Fake) Fire(name string, args ...any) bool {
	used := f.Hear(name, args)
	f.Run()
	return used
}

// Wait lets time go by: it does what was to be done later, and what waits behind that.
func (f *Fake) Wait() {
	late := f.late
	f.late = nil
	for _, next := range late {
		next()
	}
	f.Run()
}

// Run does what waits.
func (f *Fake) Run() {
	for len(f.soon) > 0 {
		next := f.soon[0]
		f.soon = f.soon[1:]
		next()
	}
}

func (f *Fake) Listen(hear func(string, []any) bool)       { f.Hear = hear }
func (f *Fake) Begin(story string, wrapped bool)           { f.Story, f.Painted, f.Labels = story, nil, nil }
func (f *Fake) Turn(story string, wrapped bool, _ []int32) { f.Begin(story, wrapped) }
func (f *Fake) Paint(code []int32, labels string) bool {
	f.Painted = append(f.Painted, slices.Clone(code))
	f.Labels = append(f.Labels, labels)
	return false
}
func (f *Fake) Go(mark string, at Focus) { f.Current, f.At = mark, at }
func (f *Fake) Light(name string, spans []int32) {
	if f.Lit == nil {
		f.Lit = map[string][]int32{}
	}
	f.Lit[name] = spans
}
func (f *Fake) Map(lines string)        { f.Places = lines }
func (f *Fake) Ruler(ticks []int32)     { f.Ticks = ticks }
func (f *Fake) KindLabels()             {}
func (f *Fake) Visible() int            { return 0 }
func (f *Fake) InView() (int, int)      { return 0, 8 }
func (f *Fake) ScrollTo(int)            {}
func (f *Fake) Hang(int, int)           {}
func (f *Fake) Tip(parts string)        { f.Tips = parts }
func (f *Fake) Caret(int)               {}
func (f *Fake) Deselect(bool)           {}
func (f *Fake) Fill(string, string)     {}
func (f *Fake) ChooseRules()            {}
func (f *Fake) Clear(string)            {}
func (f *Fake) Clipboard()              {}
func (f *Fake) Focus(string)            {}
func (f *Fake) Offer(string)            {}
func (f *Fake) Choose(bool)             {}
func (f *Fake) Next(int)                {}
func (f *Fake) Watch()                  {}
func (f *Fake) Follow()                 {}
func (f *Fake) Hold(int, int, string)   {}
func (f *Fake) Hints([]int32, string)   {}
func (f *Fake) Kept(name string) string { return f.Keeps[name] }
func (f *Fake) Keep(name, value string) bool {
	if f.Keeps == nil {
		f.Keeps = map[string]string{}
	}
	f.Keeps[name] = value
	return true
}
func (f *Fake) Narrow() bool                { return false }
func (f *Fake) Reload()                     {}
func (f *Fake) Mark(string)                 {}
func (f *Fake) Say(words string)            { f.Words = append(f.Words, words) }
func (f *Fake) Soon(do func())              { f.soon = append(f.soon, do) }
func (f *Fake) Shown(do func())             { f.Soon(do) }
func (f *Fake) Later(_ int, do func())      { f.late = append(f.late, do) }
func (f *Fake) Print(string)                {}
func (f *Fake) Reading(int, int) (int, int) { return 3, 3 }
func (f *Fake) Copy(text, _ string, done func(error)) {
	f.Saved = []byte(text)
	done(nil)
}
func (f *Fake) Save(_, _ string, data []byte) { f.Saved = data }
func (f *Fake) Modal(id string, show bool) {
	if show {
		f.Open = id
	} else if f.Open == id {
		f.Open = ""
	}
}

func (f *Fake) Post(id int, op string, parts [][]byte) {
	if f.Handle == nil {
		return
	}
	f.Soon(func() {
		result, err := f.Handle(op, parts)
		args := []any{id, ""}
		if err != nil {
			args[1] = err.Error()
		}
		for _, p := range result {
			args = append(args, p)
		}
		f.Hear("answer", args)
	})
}

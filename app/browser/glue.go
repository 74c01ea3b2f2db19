// Package browser is the one place that knows syscall/js. To the rest of the program the page is a Glue: a few dozen plain calls into
// web/page/*.js, and one function that hears what happens there. Fake stands in for it in native tests.
package browser

// Glue is what the desk asks of the page. Offsets are UTF-16 units into the story, the only place where they are.
type Glue interface {
	// Listen sets the function that hears every event, by name, with its arguments as string, int, bool or []byte. Its answer,
	// given before the event is over, says whether the event was used. What was asked for below to be done later comes as the event "then",
	// with a func() that does it.
	Listen(func(name string, args []any) bool)

	// Begin empties the story and sets its text. Wrapped text loses its line breaks on the screen.
	Begin(story string, wrapped bool)
	// Turn gives the story that stands another text, whose paragraphs begin at these UTF-16 offsets. Each looks as it does until it is painted.
	Turn(story string, wrapped bool, begins []int32)
	// Paint builds paragraphs; the code is app's (see paint.go). It answers whether it built any anew that can be seen.
	Paint(code []int32, labels string) (seen bool)
	// Go makes the mark the current one, with its menu open or not, its entity's other mentions lit.
	Go(mark string, at Focus)
	// Light lays a named passing overlay over spans, start and end in turn; none removes it.
	Light(name string, spans []int32)
	// Ruler shows what is undecided: place in thousandths and 1 for uncertain, in turn.
	Ruler(ticks []int32)
	// KindLabels shows or hides the kinds under all marks.
	KindLabels()
	// Visible returns the first offset that is on the screen, or so.
	Visible() int
	// InView returns the first and the last paragraph that can be seen, and one more on either side.
	InView() (first, last int)
	// ScrollTo brings a place of the story into view.
	ScrollTo(start int)

	// Hang says which span the menu hangs from; a negative start is none.
	Hang(start, end int)
	// Tip shows a title and pairs of key and word above the current mark, joined by NUL; empty removes it.
	Tip(parts string)
	// Caret begins moving the caret at an offset; a negative one ends it.
	Caret(offset int)
	// Deselect drops the browser's selection. One that waits for its tag stays where the browser has handles for it.
	Deselect(waits bool)
	// Hold puts handles at the edges of a span, in the look of a type; a negative start takes them away.
	Hold(start, end int, look string)
	// Hints lays letters over spans, start and end in turn; none takes them away.
	Hints(spans []int32, letters string)
	// Fill puts text into the field with the id, once that is there.
	Fill(id, text string)
	// ChooseRules lets the user choose a file of rules, which comes as the event "rulesfile".
	ChooseRules()
	// Clear empties the field with the id.
	Clear(id string)
	// Clipboard reads the clipboard, asking where the browser wants to, and sends it as a paste.
	Clipboard()
	// Copy puts text on the clipboard, and the same as HTML where that is not "".
	Copy(text, html string, done func(error))
	// Print prints the story, with "said" who said what, with "both" one behind the other.
	Print(what string)
	// Reading sets how large and wide the story is set, 1 to 5 each, keeps that, and returns both; 0 leaves one as it is.
	Reading(size, width int) (int, int)
	// Save hands the user a file.
	Save(name, mime string, data []byte)
	// Say has a screen reader read the words.
	Say(words string)
	// Modal shows or closes the dialog with the id.
	Modal(id string, show bool)
	// Focus moves the focus to the element with the id or selector, when it is there.
	Focus(id string)
	// Offer is Focus where nothing else on the page has the focus.
	Offer(id string)
	// Choose lets the user choose files, or a folder of them.
	Choose(folder bool)
	// Next asks for the next of several files that came together: the one before is taken.
	Next(drop int)
	// Watch begins to keep the menu in place. The frame must be on the page.
	Watch()
	// Soon runs the function after what waits already, before the next frame if there is time.
	Soon(func())
	// Shown runs the function once what was changed is on the screen.
	Shown(func())
	// Later runs the function after so many milliseconds.
	Later(ms int, f func())
	// Mark sets a performance mark, for measuring.
	Mark(name string)
	// Follow brings the panel's row of the current mark into view.
	Follow()
	// Map shows places on the map of the panel; app's mapLines says how.
	Map(lines string)
	// Keep stores a small value in the browser, such as the user's keys; it answers whether the browser did. Kept returns it, or "".
	Keep(name, value string) bool
	Kept(name string) string
	// Narrow reports whether the list of stories lies over the story, for want of room.
	Narrow() bool
	// Reload loads the page anew.
	Reload()

	// Post sends the engine's worker a request; the answer is the event "answer" with id, error and parts.
	Post(id int, op string, parts [][]byte)
	// Store calls a function of web/page/store.js. Arguments are string, int or []byte; so are the results, as bytes.
	Store(op string, done func([][]byte, error), args ...any)
}

// Focus says how a mark becomes the current one.
type Focus struct {
	Menu   bool // its menu is open
	Entity int  // whose other mentions to light; negative for none
	Scroll bool // bring it into view
	Take   bool // give it the keyboard's focus
}

// Error is what the browser threw: the name of a DOMException, such as QuotaExceededError, and its words.
type Error struct{ Name, Message string }

func (e *Error) Error() string {
	if e.Message == "" {
		return e.Name
	}
	return e.Message
}

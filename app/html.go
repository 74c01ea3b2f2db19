package app

import (
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/kind"
)

// Small pieces that several components are made of. A button names its action in data-do; web/page/desk.js sends it to Desk.hear. So no
// component has event handlers, and none can hold a stale one.

const svgSpace = "http://www.w3.org/2000/svg"

func action(class, do, arg string) ui.HTMLButton {
	return ui.Button().Type("button").Class(class).DataSet("do", do).DataSet("arg", arg)
}

func icon(name string) ui.UI {
	return ui.I().Class("ic ic-"+name).Aria("hidden", true)
}

func keyHints(keys ...string) ui.UI {
	all := make([]ui.UI, len(keys))
	for i, k := range keys {
		all[i] = ui.Elem("kbd").Text(k)
	}
	return ui.Span().Class("ks").Body(all...)
}

// silent keys are not read out as part of a button's name.
func silentKeys(keys ...string) ui.UI {
	return ui.Span().Aria("hidden", true).Class("ks").Body(keyHints(keys...))
}

func span(class, text string) ui.HTMLSpan { return ui.Span().Class(class).Text(text) }

func hiddenText(text string) ui.UI { return ui.Span().Class("vh").Text(text) }

// bar is a thin bar, filled to part of whole.
func bar(class string, part, whole int) ui.UI {
	width := 0
	if whole > 0 {
		width = part * 100 / whole
	}
	return ui.Span().Class("meter "+class).Aria("hidden", true).Body(
		ui.Elem("svg").XMLNS(svgSpace).Attr("viewBox", "0 0 100 4").Attr("preserveAspectRatio", "none").Body(
			ui.Elem("rect").XMLNS(svgSpace).Attr("width", "100").Attr("height", "4"),
			ui.Elem("rect").XMLNS(svgSpace).Attr("width", strconv.Itoa(width)).Attr("height", "4")))
}

// stateOf is the word for a mark's state, with uncertain apart from suggested.
func stateOf(a *annotate.Annotation) string {
	if Unsure(a) {
		return "unsure"
	}
	return a.State.String()
}

func stateWord(a *annotate.Annotation) string {
	if Unsure(a) {
		return "uncertain"
	}
	return a.State.String()
}

// kindLetters are the keys that choose a kind once its type is chosen, as they are at first, in the order of kind.Type.Kinds.
var kindLetters = map[kind.Type]string{kind.Actor: "posg", kind.Location: "crsfn", kind.Quote: "dmi"}

var types = []kind.Type{kind.Actor, kind.Location, kind.Quote}

func title1(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// count writes "1 mention", "5 mentions".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + one + "s"
}

// stories is count of stories, with a word before them or "".
func stories(n int, which string) string {
	if n == 1 {
		return "1 " + which + "story"
	}
	return thousands(n) + " " + which + "stories"
}

// cited writes words in quotation marks, shortened to so many bytes or so; those that have marks of their own keep them.
func cited(words string, n int) string {
	short := shorten(words, n)
	for open := range closers {
		if strings.HasPrefix(words, open) {
			return short
		}
	}
	return "“" + short + "”"
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// when is an element that is there only if something holds.
func when(holds bool, element func() ui.UI) ui.UI {
	if !holds {
		return nil
	}
	return element()
}

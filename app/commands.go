package app

import (
	"strings"

	"stet/annotate/kind"
)

// command is an action with a name: the palette finds it by that, the keys page lists it, and its keys do it. One table feeds all
// three.
type command struct {
	do, arg string // what Desk.do is asked for
	name    string
	keys    string // as they are without a change of the user's, a stroke each, with spaces between; see stroke
	set     string // under which heading of the keys page; the palette lists those without one, too
}

// id names a command where the user's keys are kept.
func (c *command) id() string {
	if c.arg == "" {
		return c.do
	}
	return c.do + ":" + c.arg
}

const (
	setMove   = "Move"
	setDecide = "Decide"
	setRetag  = "Retag"
	setKinds  = "Kinds, behind their type's key"
	setEdges  = "Edges and new marks"
	setDesk   = "Desk"
	setList   = "In the list of stories"
)

var commandSets = []string{setMove, setDecide, setRetag, setEdges, setDesk, setList, setKinds}

// commands is every action by its name. The keys of browsers and screen readers are not among theirs, but for Alt with an arrow while
// a mark is current.
var commands = []command{
	{"next", "", "Next mark", "j ArrowDown", setMove},
	{"previous", "", "Previous mark", "k ArrowUp", setMove},
	{"least", "", "Least sure, undecided mark", "n", setMove},
	{"outward", "", "Outward to the quote", "o", setMove},
	{"menu", "", "Menu of the mark", "Space", setMove},
	{"tab", "who", "Show who", "1", setMove},
	{"tab", "where", "Show where", "2", setMove},
	{"tab", "said", "Show who said what", "3", setMove},
	{"list", "", "Go to the list of stories", "g", setMove},
	{"library", "", "List of stories, shown or hidden", "[", setMove},

	{"accept", "", "Accept and go on", "Enter", setDecide},
	{"reject", "", "Reject and go on", "Backspace Delete", setDecide},
	{"acceptall", "", "Accept all like this", "shift+Enter", setDecide},
	{"others", "", "The others like it, with a preview", "m", setDecide},
	{"finish", "", "Story is done, or not", "d", setDecide},
	{"undo", "", "Undo", "ctrl+z", setDecide},
	{"redo", "", "Redo", "ctrl+shift+z ctrl+y", setDecide},

	{"type", "actor", "Actor, then its kind", "a", setRetag},
	{"type", "location", "Location, then its kind", "l", setRetag},
	{"type", "quote", "Quote, then its kind", "q", setRetag},
	{"speaker", "", "Speaker of the quote", "s", setRetag},
	{"cue", "", "Cue of the quote", "c", setRetag},
	{"entity", "", "Entity: which one it is", "e", setRetag},
	{"place", "", "Place: which one the name means", "p", setRetag},
	{"renaming", "", "Rename the entity", "r", setRetag},
	{"splitting", "", "Split mentions off the entity", "", setRetag},
	{"merging", "", "Merge entities into this one", "", setRetag},

	{"end", "word", "End, a word on", "ArrowRight", setEdges},
	{"end", "-word", "End, a word back", "ArrowLeft", setEdges},
	{"start", "word", "Start, a word on", "shift+ArrowRight", setEdges},
	{"start", "-word", "Start, a word back", "shift+ArrowLeft", setEdges},
	{"end", "letter", "End, a character on", "alt+ArrowRight", setEdges},
	{"end", "-letter", "End, a character back", "alt+ArrowLeft", setEdges},
	{"start", "letter", "Start, a character on", "alt+shift+ArrowRight", setEdges},
	{"start", "-letter", "Start, a character back", "alt+shift+ArrowLeft", setEdges},
	{"escape", "", "One step back; from the story, the caret for a new mark", "Escape", setEdges},

	{"palette", "", "Find an action by its name", "ctrl+k", setDesk},
	{"keys", "", "All keys", "?", setDesk},
	{"labels", "", "Kinds under the marks, on or off", "`", setDesk},

	{"row", "next", "Next story", "ArrowDown", setList},
	{"row", "previous", "Previous story", "ArrowUp", setList},
	{"row", "first", "First story", "Home", setList},
	{"row", "last", "Last story", "End", setList},
	{"row", "open", "Open the story, or select it", "Enter", setList},
	{"row", "delete", "Delete the story", "Delete Backspace", setList},
	{"pick", "", "Select several stories", "x", setList},

	{"home", "", "New story", "", ""},
	{"paste", "", "Paste a story", "", ""},
	{"choose", "", "Open files", "", ""},
	{"choose", "folder", "Open a folder of stories", "", ""},
	{"sample", "", "Open the sample story", "", ""},
	{"export", "", "Export the story", "", ""},
	{"edittext", "", "Edit the text of the story", "", ""},
	{"unplaced", "", "Marks that the text left without a place", "", ""},
	{"rules", "", "Your rules", "", ""},
	{"backup", "", "Back up everything to a file", "", ""},
	{"reading", "", "Reading: letters and lines", "", ""},
	{"offer", "0", "Never: make a rule of this mark", "", ""},
	{"offer", "1", "Always: make a rule of this mark", "", ""},
	{"rulesundo", "", "Undo the last change of your rules", "", ""},
	{"copyquotes", "", "Copy the quotes with their speakers", "", ""},
	{"table", "", "Save who said what as a table", "", ""},
	{"print", "story", "Print the story with its marks", "", ""},
	{"print", "said", "Print who said what", "", ""},
	{"print", "both", "Print the story and who said what", "", ""},
}

// Each kind can be chosen by its name, too, and by a letter once its type's key was pressed.
func init() {
	for _, t := range types {
		for i, k := range t.Kinds() {
			commands = append(commands, command{"kind", k.String(), "Tag as " + k.String() + map[bool]string{true: " quote"}[t == kind.Quote], kindLetters[t][i : i+1], setKinds})
		}
	}
}

// behind is the type whose key comes first; NoType for a command that a key does at once.
func (c *command) behind() kind.Type {
	if c.do != "kind" {
		return kind.NoType
	}
	k, _ := kind.Parse(c.arg)
	return k.Type()
}

// layer is where a command's keys count: behind its type's key, on a row of the list of stories, or "" for anywhere else. The same key can
// do something else in each.
func (c *command) layer() string {
	if c.do == "row" {
		return onRow
	}
	if t := c.behind(); t != kind.NoType {
		return t.String()
	}
	return ""
}

// stroke writes a key with its modifiers as the table and the user's own keys have it: "ctrl+shift+z". A letter is a small one; a sign
// says already whether Shift was held.
func stroke(key string, mods int) string {
	switch {
	case key == " ":
		key = "Space"
	case len(key) == 1 && key[0] >= 'A' && key[0] <= 'Z':
		key = strings.ToLower(key)
	case len([]rune(key)) == 1 && (key < "a" || key > "z"):
		mods &^= shift
	}
	return map[bool]string{true: "ctrl+"}[mods&ctrl != 0] + map[bool]string{true: "alt+"}[mods&alt != 0] + map[bool]string{true: "shift+"}[mods&shift != 0] + key
}

// faces are a stroke's keys as they are shown.
func faces(stroke string) []string {
	mods, key := stroke[:lastPlus(stroke)], stroke[lastPlus(stroke):]
	parts := append(strings.FieldsFunc(mods, func(r rune) bool { return r == '+' }), key)
	for i, p := range parts {
		if face, ok := keyFaces[p]; ok {
			parts[i] = face
		} else if len(p) == 1 {
			parts[i] = strings.ToUpper(p)
		}
	}
	return parts
}

var keyFaces = map[string]string{"ctrl": "Ctrl", "alt": "Alt", "shift": "⇧", "Enter": "↵", "Backspace": "⌫", "Delete": "Del", "Escape": "Esc",
	"ArrowUp": "↑", "ArrowDown": "↓", "ArrowLeft": "←", "ArrowRight": "→"}

// onlyInStory reports whether a stroke works in the story and its menu alone, so that no button and no field loses a key. Letters and
// signs work wherever nothing is typed.
func onlyInStory(stroke string) bool {
	return !strings.HasPrefix(stroke, "ctrl+") && stroke != "Escape" && len([]rune(stroke[lastPlus(stroke):])) > 1
}

// lastPlus returns where a stroke's key begins, behind its modifiers. The key itself can be a plus.
func lastPlus(stroke string) int { return strings.LastIndexByte(stroke[:len(stroke)-1], '+') + 1 }

// commandOf returns the command with the id, or nil.
func commandOf(id string) *command {
	for i := range commands {
		if commands[i].id() == id {
			return &commands[i]
		}
	}
	return nil
}

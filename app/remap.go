package app

import (
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate/kind"
)

// The user's own keys: kept in the browser under keysKept, a line for each command whose keys were changed: its id, a tab, its strokes.

const keysKept = "stet-keys"

// remap is what the keys page is about to change.
type remap struct {
	command string // whose new key is waited for, or whose new key is in question
	stroke  string // which is in use by the command
	other   string
	said    string // what came of it, for the page and a screen reader
}

func (d *Desk) readKeys() {
	for line := range strings.SplitSeq(d.page.Kept(keysKept), "\n") {
		if id, keys, ok := strings.Cut(line, "\t"); ok && commandOf(id) != nil {
			d.keys[id] = keys
		}
	}
}

// keysOf returns the strokes that do the command.
func (d *Desk) keysOf(c *command) []string {
	if own, ok := d.keys[c.id()]; ok {
		return strings.Fields(own)
	}
	return strings.Fields(c.keys)
}

// isKeyOf reports whether the stroke does the command with the id.
func (d *Desk) isKeyOf(id, stroke string) bool {
	return slices.Contains(d.keysOf(commandOf(id)), stroke)
}

// commandFor returns what a stroke does, or nil.
func (d *Desk) commandFor(stroke string) *command { return d.commandIn("", stroke) }

// commandIn is commandFor in a layer of keys.
func (d *Desk) commandIn(layer, stroke string) *command {
	for i := range commands {
		if c := &commands[i]; c.layer() == layer && slices.Contains(d.keysOf(c), stroke) {
			return c
		}
	}
	return nil
}

// facesOf are a command's first key as it is shown, with that of its type before it; nil where it has none.
func (d *Desk) facesOf(c *command) []string {
	keys := d.keysOf(c)
	if len(keys) == 0 {
		return nil
	}
	if t := c.behind(); t != kind.NoType {
		return append(d.facesOf(commandOf("type:"+t.String())), faces(keys[0])...)
	}
	return faces(keys[0])
}

// hint shows the first key of a command, not read out.
func (d *Desk) hint(id string) ui.UI {
	keys := d.keysOf(commandOf(id))
	if len(keys) == 0 {
		return silentKeys()
	}
	return silentKeys(faces(keys[0])...)
}

// spoken is a command's first key in words, or "".
func (d *Desk) spoken(id string) string {
	if keys := d.keysOf(commandOf(id)); len(keys) > 0 {
		return strings.Join(faces(keys[0]), " ")
	}
	return ""
}

// shortcuts are a command's keys as aria-keyshortcuts has them.
func (d *Desk) shortcuts(id string) string {
	var all []string
	for _, k := range d.keysOf(commandOf(id)) {
		if key := k[lastPlus(k):]; len(key) == 1 {
			k = k[:lastPlus(k)] + strings.ToUpper(key)
		}
		all = append(all, strings.NewReplacer("ctrl+", "Control+", "alt+", "Alt+", "shift+", "Shift+").Replace(k))
	}
	return strings.Join(all, " ")
}

// setKeys gives a command other strokes, or its first ones where they are the same.
func (d *Desk) setKeys(c *command, keys string) {
	d.keys[c.id()] = keys
	if keys == c.keys {
		delete(d.keys, c.id())
	}
}

// ownKeys are the user's keys as they are kept.
func (d *Desk) ownKeys() string {
	var b strings.Builder
	for i := range commands {
		if keys, ok := d.keys[commands[i].id()]; ok {
			b.WriteString(commands[i].id() + "\t" + keys + "\n")
		}
	}
	return b.String()
}

func (d *Desk) keepKeys() {
	if !d.page.Keep(keysKept, d.ownKeys()) {
		d.remap.said += " This browser keeps nothing, so it holds until the page is closed."
	}
	d.page.Say(d.remap.said)
	d.refreshAll()
	d.refresh(partDialogs)
}

// rebind waits for the new key of a command.
func (d *Desk) rebind(id string) {
	c := commandOf(id)
	if c == nil || id == "escape" {
		return
	}
	d.remap = remap{command: id, said: "Press the new key for “" + c.name + "”. Esc leaves it as it is."}
	d.page.Say(d.remap.said)
	d.refresh(partDialogs)
}

// rebindKey is the key that was waited for.
func (d *Desk) rebindKey(pressed string) bool {
	c := commandOf(d.remap.command)
	key := pressed[lastPlus(pressed):]
	if c.behind() != kind.NoType {
		pressed = strings.TrimPrefix(pressed, "shift+")
	}
	face := strings.Join(faces(pressed), " ")
	why := ""
	switch {
	case key == "Escape":
		d.remap = remap{said: "“" + c.name + "” keeps its key."}
		d.page.Say(d.remap.said)
		d.refresh(partDialogs)
		return true
	case slices.Contains(strings.Fields(c.keys), pressed): // one of its own first ones is always right
	case c.behind() != kind.NoType && len([]rune(key)) > 1:
		why = "is no letter and no sign"
	case strings.HasPrefix(pressed, "ctrl+"), strings.HasPrefix(pressed, "alt+"), len(key) > 1 && key[0] == 'F' && key[1] <= '9', key == "ContextMenu", strings.HasPrefix(key, "Page"), key == "Home", key == "End":
		why = "belongs to the browser"
	case key == "CapsLock", key == "Insert", key == "NumLock", key == "ScrollLock", key == "Dead", key == "Unidentified":
		why = "belongs to a screen reader or the keyboard itself"
	}
	if why != "" {
		d.remap.said = face + " " + why + ". Press another key for “" + c.name + "”, or Esc."
		d.page.Say(d.remap.said)
		d.refresh(partDialogs)
		return true
	}
	if other := d.commandIn(c.layer(), pressed); other != nil && other.id() != c.id() {
		d.remap.stroke, d.remap.other = pressed, other.id()
		if other.do == "escape" {
			return true
		}
		d.remap.said = face + " does “" + other.name + "” so far."
		d.page.Say(d.remap.said + " Take it from there, or leave it?")
		d.refresh(partDialogs)
		d.page.Focus("#keys [data-do=takekey]")
		return true
	}
	d.bind(c, pressed)
	return true
}

// noKey leaves a command without a key: the palette finds it all the same.
func (d *Desk) noKey() {
	c := commandOf(d.remap.command)
	if c == nil {
		return
	}
	d.setKeys(c, "")
	d.remap = remap{said: "“" + c.name + "” has no key now."}
	d.keepKeys()
	d.page.Focus("#keys .btn-close")
}

func (d *Desk) bind(c *command, stroke string) {
	d.setKeys(c, stroke)
	d.remap = remap{said: strings.Join(faces(stroke), " ") + " now does “" + c.name + "”."}
	d.keepKeys()
}

// takeKey gives a command a key that did something else, which loses it.
func (d *Desk) takeKey() {
	c, other := commandOf(d.remap.command), commandOf(d.remap.other)
	if c == nil || other == nil {
		return
	}
	taken := d.remap.stroke
	d.setKeys(other, strings.Join(slices.DeleteFunc(d.keysOf(other), func(s string) bool { return s == taken }), " "))
	d.bind(c, taken)
	d.page.Focus("#keys .btn-close")
}

// resetKeys gives all commands their first keys again.
func (d *Desk) resetKeys() {
	clear(d.keys)
	d.remap = remap{said: "All keys are as they were at first."}
	d.keepKeys()
}

func (d *Desk) leaveKey() {
	d.remap = remap{}
	d.refresh(partDialogs)
	d.page.Focus("#keys .btn-close")
}

// keysDialog lists every command that has a place for a key, and lets it have another.
func (d *Desk) keysDialog() ui.UI {
	if d.dialog != "keys" {
		return dialog("keys", "Keys", "")
	}
	own := func(set string) (of []*command) {
		for i := range commands {
			if commands[i].set == set {
				of = append(of, &commands[i])
			}
		}
		return of
	}
	var note ui.UI = ui.P().Class("keys-note").Text(or(d.remap.said, "Press a key's button to choose another."))
	if d.remap.command != "" && d.remap.other == "" {
		note = ui.P().Class("keys-note").Body(ui.Text(d.remap.said+" "), action("btn btn-text btn-small", "nokey", "").Text("No key at all"))
	}
	if d.remap.other != "" {
		note = ui.P().Class("keys-note").Body(ui.Text(d.remap.said+" "),
			action("btn btn-line btn-small", "takekey", "").Text("Take it from there"), action("btn btn-text btn-small", "leavekey", "").Text("Leave it"))
	}
	return dialog("keys", "Keys", "",
		ui.Div().Class("dialog-body").TabIndex(0).Role("region").Aria("label", "All keys").Body(
			ui.Div().Class("keys-cols").Body(each(commandSets, func(set string) ui.UI {
				return ui.Section().Body(ui.H3().Class("keys-h").Text(set), ui.Ul().Class("keys-set").Body(each(own(set), d.keyRow)...))
			})...),
			grammar()),
		ui.Footer().Class("dialog-foot").Body(note, when(len(d.keys) > 0, func() ui.UI {
			return action("btn btn-line btn-small", "resetkeys", "").Text("Reset all keys")
		})))
}

func (d *Desk) keyRow(c *command) ui.UI {
	keys := d.keysOf(c)
	var shown []ui.UI
	spoken := "no key"
	for i, k := range keys {
		shown = append(shown, silentKeys(faces(k)...))
		spoken = strings.Join(faces(keys[0]), " ")
		if i == 1 {
			break
		}
	}
	if t := c.behind(); t != kind.NoType && len(shown) > 0 { // S is a state behind A, and a settlement behind L
		shown = append([]ui.UI{d.hint("type:" + t.String())}, shown...)
	}
	if len(shown) == 0 {
		shown = append(shown, span("keys-none", "none").Aria("hidden", true))
	}
	name := span("keys-name", c.name)
	if c.do == "escape" {
		return ui.Li().Body(ui.Span().Class("keys-key").Body(shown...), name)
	}
	class := "keys-key"
	if d.remap.command == c.id() {
		class += " is-waiting"
		shown = []ui.UI{span("", "Press…").Aria("hidden", true)}
	} else if _, changed := d.keys[c.id()]; changed {
		class += " is-own"
	}
	return ui.Li().Body(action(class, "rebind", c.id()).Title("Choose another key").Body(append(shown, hiddenText(c.name+": "+spoken+". Change"))...), name)
}

package app

import (
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

func TestEveryActionHasItsOwnKeyAndIsThere(t *testing.T) {
	owner := map[string]string{}
	for i := range commands {
		c := &commands[i]
		if commandOf(c.id()) != c {
			t.Errorf("%s is the id of two actions", c.id())
		}
		if withStory[c.do] == nil && always[c.do] == nil {
			t.Errorf("%q does nothing: there is no %s", c.name, c.do)
		}
		for _, k := range strings.Fields(c.keys) {
			k = c.layer() + " " + k // a kind's letter is one behind its type's key only
			if owner[k] != "" {
				t.Errorf("%s does %q and %q", k, owner[k], c.name)
			}
			owner[k] = c.name
		}
	}
}

func TestStrokes(t *testing.T) {
	for _, c := range []struct {
		key    string
		mods   int
		stroke string
		faces  string
		story  bool
	}{
		{"j", 0, "j", "J", false}, {"J", shift, "shift+j", "⇧ J", false}, {"?", shift, "?", "?", false}, {"+", shift, "+", "+", false}, {"+", ctrl, "ctrl++", "Ctrl +", false},
		{" ", 0, "Space", "Space", true}, {"ArrowLeft", alt | shift, "alt+shift+ArrowLeft", "Alt ⇧ ←", true}, {"Z", ctrl | shift, "ctrl+shift+z", "Ctrl ⇧ Z", false},
		{"Escape", 0, "Escape", "Esc", false}, {"é", 0, "é", "é", false},
	} {
		got := stroke(c.key, c.mods)
		if got != c.stroke || strings.Join(faces(got), " ") != c.faces || onlyInStory(got) != c.story {
			t.Errorf("%q with %d is %q, shown %q, in the story only: %v", c.key, c.mods, got, faces(got), onlyInStory(got))
		}
	}
}

func TestOthersAreOneStep(t *testing.T) {
	d, f := open(t)
	before := string(d.story.Doc().AppendJSON(nil))
	f.Fire("do", "quotemark", "a1")
	f.Run()
	d.moveTo("a1", moveOptions{})
	f.Fire("do", "kind", "region")
	if d.offer == nil || len(d.offer.rows) != 1 || d.offer.rows[0].id != "a3" {
		t.Fatalf("offered is %+v", d.offer)
	}
	f.Fire("key", "m", 0, inStory)
	f.Fire("do", "otherstoo", "")
	if d.story.Mark("a1").Kind != kind.Region || d.story.Mark("a3").Kind != kind.Region {
		t.Error("not all are regions")
	}
	if done, all := d.story.History.Cursor(); done != 1 || all != 1 {
		t.Errorf("it is %d steps of %d", done, all)
	}
	// The store has the same step, once.
	if s := f.Rows[d.story.Row.ID]; len(s.Edits) != 1 || !strings.Contains(string(s.Edits[0]), `"batch"`) {
		t.Errorf("the store has %s", s.Edits)
	}
	f.Fire("key", "z", ctrl, inStory)
	if string(d.story.Doc().AppendJSON(nil)) != before {
		t.Error("undone, it is not what it was")
	}
	// What was decided otherwise is shown, but not ticked.
	d.moveTo("a3", moveOptions{})
	f.Fire("key", "Enter", 0, inStory)
	if d.story.Mark("a3").State != annotate.Accepted {
		t.Fatal("a3 is not accepted")
	}
	d.moveTo("a1", moveOptions{})
	f.Fire("key", "Backspace", 0, inStory)
	if d.offer == nil || len(d.offer.rows) != 1 || d.offer.rows[0].on || d.offer.rows[0].note != "accepted" {
		t.Errorf("offered is %+v", d.offer)
	}
	// Another correction ends the offer.
	d.moveTo("a4", moveOptions{})
	f.Fire("key", "Enter", 0, inStory)
	if d.offer != nil {
		t.Error("an old offer is still there")
	}
}

func TestBareWords(t *testing.T) {
	d, f := open(t)
	f.Fire("paste", "“Mr. J. Poe,” (he) said at AT&T Inc. #1 – so.\n\nO’Neil’s dog… !\n", "")
	s := d.story
	for _, c := range [][2]string{{"“Mr. J. Poe,”", "Mr. J. Poe"}, {"(he)", "he"}, {"Inc.", "Inc."}, {"so.", "so"}, {"O’Neil’s dog… !", "O’Neil’s dog"}, {"!", "!"}, {"– so", "so"}} {
		at := strings.Index(s.Doc().Text, c[0])
		if got := s.bare(text.Span{Start: at, End: at + len(c[0])}); s.Doc().Text[got.Start:got.End] != c[1] {
			t.Errorf("of %q it is %q, not %q", c[0], s.Doc().Text[got.Start:got.End], c[1])
		}
	}
}

func TestOwnKeysAreKept(t *testing.T) {
	d, f := open(t)
	f.Fire("do", "keys", "")
	f.Fire("do", "rebind", "next")
	f.Fire("key", "ArrowDown", ctrl, inDialog)
	if d.remap.command != "next" || !strings.Contains(d.remap.said, "browser") {
		t.Errorf("a key of the browser can be taken: %+v", d.remap)
	}
	f.Fire("key", "k", 0, inDialog)
	if d.remap.other != "previous" {
		t.Errorf("the conflict is not said: %+v", d.remap)
	}
	f.Fire("do", "takekey", "")
	if got := d.keysOf(commandOf("previous")); !slices.Equal(got, []string{"ArrowUp"}) {
		t.Errorf("the other has %q", got)
	}
	again := New(f)
	again.readKeys()
	if c := again.commandFor("k"); c == nil || c.do != "next" || again.commandFor("j") != nil {
		t.Errorf("read again, K is %+v", c)
	}
	f.Fire("do", "resetkeys", "")
	if f.Keeps[keysKept] != "" || again.commandFor("j") == nil {
		t.Errorf("kept is %q", f.Keeps[keysKept])
	}
}

package annotate_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"stet/annotate"
)

// nasty are texts that once broke something here or elsewhere, or look as if they could.
var nasty = []string{
	"",
	"\ufeff",
	"“",
	"\"\"\"\"",
	"’’’ ‘‘‘ ''`` ``''",
	strings.Repeat(`"`, 10_000),
	strings.Repeat("“", 5_000) + strings.Repeat("”", 5_000),
	strings.Repeat("(", 2_000) + "Mr. Smith" + strings.Repeat(")", 2_000),
	strings.Repeat("said ", 2_000),
	strings.Repeat("Mr. ", 2_000),
	strings.Repeat("Smith ", 2_000),
	strings.Repeat("“a” said he. ", 500),
	"Dr 👩‍👩‍👧‍👦 Müller said: “👍🏽 in 🇨🇭🇨🇭🇨.”",
	"Mr Jose\u0301 Nu\u0301n\u0303ez \u0301said in Co\u0301rdoba.\u0301",
	"قال الرئيس بشار الأسد في دمشق: «لن نتراجع». President al‑Assad said “\u202eno\u202c”.",
	"“One,” Mr Toner said.\r\n\r\n“Two.\r\n\r\n“Three,” he told AFP.\r\n",
	"US Secretary of State\u00a0John\u00a0Kerry said in\u00a0Lausanne\u202f: «\u00a0Non\u00a0»",
	"He said he had no \"special expectations\" for the talks. She said: 'It's the players' game, isn't it?'",
	"LONDON (AP) — “We won 6' 2\" – 3,” said N'Golo Kanté, of Chelsea.",
	"東京で首相は「言った」。Prime Minister Abe said in Tokyo, “はい”.",
	"A\x00B",
	"not \xff UTF-8 \xe2\x80",
	"“Zalgo Z\u0337\u0321\u0310a\u0338l\u0322g\u0321o” said Z\u0337\u0321\u0310a\u0338.",
	"\u200bMr\u200b \u200bToner\u200b\u200d said\u2060 “\u200b”",
	"WASHINGTON:said:“x”:said:MOSCOW\n\n\n\n—\n“\n”\nsaid\nKerry\n",
	"Iran’s Foreign Minister Zarif’s ‘red line’s’ edge’ said ’twas “‘nested ‘thrice’ ’”.",
}

// FuzzAnnotate holds the whole engine to what it promises for any input.
func FuzzAnnotate(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	for _, s := range goldenStories(f) {
		f.Add(s.Text)
	}
	f.Fuzz(func(t *testing.T, given string) {
		e, err := engine()
		if err != nil {
			t.Fatal(err)
		}
		s := annotate.Story{ID: "fuzz", Text: given}
		d, err := e.Annotate(s)
		if refused := annotate.CheckText(given); (err == nil) != (refused == nil) {
			t.Fatalf("the engine says %v, CheckText %v", err, refused)
		}
		if err != nil {
			if !errors.As(err, new(*annotate.TextError)) {
				t.Errorf("a %T: %v", err, err)
			}
			return
		}
		holds(t, s, d)
		again, err := e.Annotate(s)
		if err != nil || !bytes.Equal(d.AppendJSON(nil), again.AppendJSON(nil)) {
			t.Errorf("the same story gives another document: %v", err)
		}
	})
}

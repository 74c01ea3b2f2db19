package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate/text"
)

// Story is what the engine is given.
type Story struct {
	ID    string
	Title string // "" for the story's first line (see TitleOf)
	Text  string // kept exactly as it is, a byte order mark at its beginning included (M1)
}

// MaxStory is how long a story may be, in bytes.
const MaxStory = 64 << 20

// titleLength is where a title is cut, in code points without its ellipsis: a "first line" may be a whole story.
const titleLength = 140

// TitleOf returns the story's first line that holds anything, its white space made single spaces, cut behind a whole word where it
// is long. It is "" for a blank story. The command line and the browser both name a story so where it has no title of its own.
func TitleOf(story string) string {
	for rest := story; rest != ""; {
		line := rest
		if i := strings.IndexAny(rest, "\n\r\u2028\u2029"); i >= 0 {
			line = rest[:i]
			rest = strings.TrimLeft(rest[i:], "\n\r\u2028\u2029")
		} else {
			rest = ""
		}
		if title := shorten(line); title != "" {
			return title
		}
	}
	return ""
}

// shorten puts single spaces between the line's words and cuts it to titleLength.
func shorten(line string) string {
	var b strings.Builder
	length := 0
	for word := range strings.FieldsFuncSeq(line, blank) {
		n := utf8.RuneCountInString(word)
		if length > 0 {
			n++
		}
		if length+n > titleLength {
			if length == 0 { // one endless word
				at := 0
				for range titleLength {
					_, size := utf8.DecodeRuneInString(word[at:])
					at += size
				}
				for at > 0 && !text.IsBoundary(word, at) {
					at--
				}
				b.WriteString(word[:at])
			}
			b.WriteString("…")
			break
		}
		if length > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		length += n
	}
	return b.String()
}

// blank reports whether the character shows nothing: white space, and the signs without width that editors leave behind.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

// TextError says why a text is no story.
type TextError struct {
	Offset  int // in bytes, of the first fault
	Line    int // from 1; 0 where the fault is the whole text's
	Message string
}

// Error gives line, fault and byte offset.
func (e *TextError) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d: %s (byte %d)", e.Line, e.Message, e.Offset)
}

// CheckText returns nil for a text that the engine takes. The error is a *TextError: longer than MaxStory, empty or blank, binary
// (a NUL byte), not UTF-8.
func CheckText(t string) error {
	if len(t) > MaxStory {
		return &TextError{Message: fmt.Sprintf("%d MB long: a story may have up to %d MB", len(t)>>20, MaxStory>>20)}
	}
	if wide := wideEncoding(t); wide != "" {
		return &TextError{Line: 1, Message: "not UTF-8: it looks like " + wide}
	}
	bad := strings.IndexByte(t, 0)
	message := "a NUL byte: this is binary, not text"
	if !utf8.ValidString(t) {
		if i := firstInvalid([]byte(t)); bad < 0 || i < bad {
			bad, message = i, fmt.Sprintf("not UTF-8: byte 0x%02X%s", t[i], oldEncoding(t, i))
		}
	}
	if bad >= 0 {
		if what := Binary(t); what != "" {
			return &TextError{Message: "binary: this is " + what + ", not text"}
		}
		return &TextError{Offset: bad, Line: strings.Count(t[:bad], "\n") + 1, Message: message}
	}
	if t == "" {
		return &TextError{Message: "empty"}
	}
	if strings.IndexFunc(t, func(r rune) bool { return !blank(r) }) < 0 {
		return &TextError{Message: "blank: nothing but white space"}
	}
	return nil
}

// magic names files that people take for text.
var magic = []struct{ begins, what string }{
	{"%PDF-", "a PDF file"},
	{"PK\x03\x04", "a zip archive or an office document"},
	{"\xd0\xcf\x11\xe0", "an old office document"},
	{"\x1f\x8b", "a gzip file"},
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
}

// Binary says by its first bytes what a file is that people take for text, such as "a PDF file", or "".
func Binary(file string) string {
	for _, m := range magic {
		if strings.HasPrefix(file, m.begins) {
			return m.what
		}
	}
	return ""
}

// wideEncoding names the encoding that a byte order mark gives away.
func wideEncoding(t string) string {
	switch {
	case strings.HasPrefix(t, "\xff\xfe\x00\x00"), strings.HasPrefix(t, "\x00\x00\xfe\xff"):
		return "UTF-32"
	case strings.HasPrefix(t, "\xff\xfe"), strings.HasPrefix(t, "\xfe\xff"):
		return "UTF-16"
	}
	return ""
}

// oldEncoding guesses why byte i is none of UTF-8: between ASCII letters and spaces, a byte above 0x80 is most often Windows-1252.
func oldEncoding(t string, i int) string {
	ascii := func(j int) bool { return j < 0 || j >= len(t) || t[j] < utf8.RuneSelf }
	if ascii(i-1) && ascii(i+1) {
		return ", as in Windows-1252 or Latin-1"
	}
	return ""
}

// ReadStory reads a story from one line of JSON Lines: {"id": …, "title": …, "text": …}. The text must be there; the id may be a
// number, which is kept as it is written; other fields are passed over. The error is a *ReadError (its line is 1) for what is not
// UTF-8 or not JSON, holds half of a surrogate pair, or has no text. Whether the text is a story is CheckText's to say.
func ReadStory(b []byte) (Story, error) {
	var s Story
	err := s.read(&scanner{src: bytes.TrimPrefix(b, []byte("\ufeff"))})
	if err == nil {
		return s, nil
	}
	e := &ReadError{Line: 1, Column: 1, Message: err.Error()}
	if at, ok := errors.AsType[*syntaxError](err); ok {
		e.Column = utf8.RuneCount(b[:min(at.pos, len(b))]) + 1
	} else if at, ok := errors.AsType[*readFault](err); ok {
		e.Column, e.Path, e.Message = utf8.RuneCount(b[:min(at.pos, len(b))])+1, at.field, at.message
	}
	return Story{}, e
}

func (s *Story) read(in *scanner) error {
	if i := firstInvalid(in.src); i >= 0 {
		return &syntaxError{i, "not UTF-8"}
	}
	if c := in.peek(); c != '{' {
		return &syntaxError{in.pos, `want an object, {"id": …, "text": …}`}
	}
	given := false
	err := in.object(func(key []byte, at int) (err error) {
		c := in.src[min(in.pos, len(in.src)-1)]
		var value []byte
		switch string(key) {
		case "text":
			if c != '"' {
				return &readFault{fault{field: "text", message: "want a string"}, in.pos}
			}
			value, err = in.string()
			s.Text, given = string(value), true
		case "title":
			if c != '"' {
				_, err = in.skip()
				break
			}
			value, err = in.string()
			s.Title = string(value)
		case "id":
			switch {
			case c == '"':
				value, err = in.string()
			case c == '-' || '0' <= c && c <= '9':
				value, err = in.number()
			case c == 'n':
				err = in.literal("null")
			default:
				err = &readFault{fault{field: "id", message: "want a string or a number"}, in.pos}
			}
			s.ID = string(value)
		default:
			_, err = in.skip()
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case in.peek() != 0 || in.pos < len(in.src):
		return &syntaxError{in.pos, "more behind the object: want one a line"}
	case !given:
		return &readFault{fault{field: "text", message: "missing"}, 0}
	}
	return nil
}

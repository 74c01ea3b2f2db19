package worker

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/format"
	"stet/app/article"
)

// Plain reports whether a file is a story's bare text, by its name and content.
func Plain(name string, data []byte) bool {
	return len(bytes.TrimSpace(data)) > 0 && !page(name, data) && !lines(name, data) && !array(data) && format.Guess(name, data) == nil
}

// array reports whether a file is a list of JSON objects.
func array(data []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimSpace(data[:min(len(data), 2048)]), []byte("["))
	rest, object := bytes.CutPrefix(bytes.TrimSpace(rest), []byte("{"))
	return ok && object && bytes.HasPrefix(bytes.TrimSpace(rest), []byte(`"`))
}

// IsPack reports whether a file is a pack of rules, by its first line that is no comment: a rule has a pattern, or switches another off.
func IsPack(data []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))) {
		if line = bytes.TrimSpace(line); len(line) == 0 || line[0] == '#' {
			continue
		}
		v, err := annotate.ReadValue(line)
		has := func(name string) bool { return v.Get(name).Type != 0 }
		return err == nil && (has("pattern") || has("phrases") || has("off")) && !has("text")
	}
	return false
}

// page reports whether a file is a web page.
func page(name string, data []byte) bool {
	head := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 2048)]))
	ext := strings.ToLower(path.Ext(name))
	return ext == ".html" || ext == ".htm" || bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

// lines reports whether a file is of JSON objects, one a line or one over several.
func lines(name string, data []byte) bool {
	head := bytes.TrimSpace(data[:min(len(data), 2048)])
	return len(head) > 0 && (head[0] == '{' || strings.EqualFold(path.Ext(name), ".jsonl"))
}

// whole reports whether a file of JSON is one object that is written over several lines.
func whole(name string, data []byte) bool {
	first, rest, _ := bytes.Cut(bytes.TrimSpace(data), []byte("\n"))
	if len(rest) == 0 || !lines(name, data) || strings.EqualFold(path.Ext(name), ".jsonl") {
		return false
	}
	_, err := annotate.ReadValue(first)
	return err != nil
}

// taken collects what became of a file's stories.
type taken [][]byte

// add notes what is wrong with a story, or with none, and what it is kept as, nil where it was refused.
func (t *taken) add(problems []string, story [][]byte) {
	if story == nil {
		story = make([][]byte, 3)
	}
	*t = append(append(*t, []byte(strings.Join(problems, "\n"))), story...)
}

// fail is add of one story that comes to nothing.
func (t *taken) fail(line int, err error) {
	words := err.Error()
	if at, ok := errors.AsType[*annotate.ReadError](err); ok && line > 0 {
		at.Line += line - 1
		words = at.Error()
	} else if line > 0 {
		words = fmt.Sprintf("line %d: %s", line, words)
	}
	t.add([]string{words}, nil)
}

// take reads a file of any kind: text, a web page, and stories or documents in every format that can be read. Bare stories are
// annotated. One story's fault harms no other.
func (s *Server) take(name string, data, body []byte) [][]byte {
	var t taken
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	f := format.Guess(name, data)
	switch {
	case len(bytes.TrimSpace(data)) == 0 && (f == nil || !f.Files):
		t.fail(0, errors.New("it is empty"))
	case page(name, data):
		found, err := article.Read(bytes.NewReader(data))
		if err == nil && strings.TrimSpace(found.Text) == "" {
			err = errors.New("there is no story text in this page")
		}
		s.story(&t, base, found.Title, found.Text, err)
	case f != nil && f.Files:
		if len(body) == 0 {
			t.fail(0, fmt.Errorf("its text, %s%s, is not among the files", base, f.Parts[0]))
			break
		}
		t.imported(f.ImportFiles([][]byte{body, data}, format.Options{}), base)
	case f != nil && f.Name != "stet":
		for i := range f.Import(bytes.NewReader(data), format.Options{}) {
			t.imported(i, base)
		}
	case whole(name, data):
		story, err := s.line(data)
		if err != nil {
			t.fail(1, err)
			break
		}
		t.add(nil, story)
	case lines(name, data):
		format.Documents(bytes.NewReader(data), func(line int, record []byte, err error) bool {
			if err != nil {
				t.fail(line, err)
			} else if story, err := s.line(record); err != nil {
				t.fail(line, err)
			} else {
				t.add(nil, story)
			}
			return true
		})
	case array(data):
		t.fail(0, errors.New("it is a list in JSON: write each story on a line of its own, JSON Lines"))
	default:
		story, err := Text(data)
		s.story(&t, base, "", story, err)
	}
	return t
}

// story annotates a bare story, if it is one.
func (s *Server) story(t *taken, id, title, story string, err error) {
	var made [][]byte
	if err == nil {
		made, err = s.annotate(id, title, story)
	}
	if err != nil {
		t.fail(0, err)
		return
	}
	t.add(nil, made)
}

// imported adds a story that a format's reader has taken, in whole or in part.
func (t *taken) imported(i format.Imported, id string) {
	var problems []string
	for _, p := range i.Problems {
		problems = append(problems, fmt.Sprintf("line %d: %s", p.Line, p.Message))
	}
	if i.Doc == nil {
		t.add(problems, nil)
		return
	}
	if i.Doc.ID == "" {
		i.Doc.ID = id
	}
	t.add(problems, kept(i.Doc))
}

// line takes a document or a bare story, {"id", "title", "text"}.
func (s *Server) line(record []byte) ([][]byte, error) {
	if v, err := annotate.ReadValue(record); err == nil && v.Get("format").Type != 0 {
		return open(record)
	}
	story, err := annotate.ReadStory(record)
	if err != nil {
		return nil, err
	}
	return s.annotate(story.ID, story.Title, story.Text)
}

// Text reads a text file: UTF-8, or UTF-16 with its mark. The error says what stands where in one that is neither.
func Text(data []byte) (string, error) {
	if len(data) >= 2 && (data[0] == 0xFF && data[1] == 0xFE || data[0] == 0xFE && data[1] == 0xFF) {
		units := make([]uint16, 0, len(data)/2)
		for i := 2; i+1 < len(data); i += 2 {
			lo, hi := data[i], data[i+1]
			if data[0] == 0xFE {
				lo, hi = hi, lo
			}
			units = append(units, uint16(lo)|uint16(hi)<<8)
		}
		return string(utf16.Decode(units)), nil
	}
	if what := annotate.Binary(string(data[:min(len(data), 16)])); what != "" {
		return "", errors.New("this is " + what + ", not text")
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	line := 1
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			return "", fmt.Errorf("line %d is not UTF-8 text (byte %d of the file is %02X). Save it as UTF-8 and try again", line, i+1, data[i])
		case r == 0:
			return "", fmt.Errorf("this is not a text file (line %d holds a zero byte)", line)
		case r == '\n':
			line++
		}
		i += n
	}
	return string(data), nil
}

// Package worker is what the page and the engine's worker say to each other. A request is an operation and some byte strings, the
// answer is byte strings or an error; browser.Work carries them. The engine, HTML and the reading and writing of documents run
// there, so that the page never waits.
package worker

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/rules"
	"stet/app/article"
)

// The operations, with what they are given and answer.
const (
	OpAnnotate = "annotate" // text, title, id → packed document, its JSON
	OpOpen     = "open"     // JSON of a document → packed document, its JSON
	OpLines    = "lines"    // JSONL of documents or of {"id", "text"} → for each line: what is wrong with it or "", packed document, its JSON
	OpExport   = "export"   // name of a format, JSON of a document, its edits → what the format loses, a line each; extension and content of each file
	OpArticle  = "article"  // HTML → title, text
	OpWhy      = "why"      // a rule's id → what it looks for, in plain words, or ""
)

// Engine makes a document out of a story.
type Engine func(id, title, story string) (*annotate.Document, error)

// Server answers requests.
type Server struct {
	start  func() (Engine, error)
	engine Engine
}

// New returns a server. The engine is started with the first story, so that opening a saved one does not wait for it.
func New(start func() (Engine, error)) *Server { return &Server{start: start} }

// Handle answers one request. Errors are in words for the user.
func (s *Server) Handle(op string, parts [][]byte) ([][]byte, error) {
	part := func(i int) []byte {
		if i < len(parts) {
			return parts[i]
		}
		return nil
	}
	switch op {
	case OpAnnotate:
		return s.annotate(string(part(2)), string(part(1)), string(part(0)))
	case OpOpen:
		return open(part(0))
	case OpLines:
		return s.lines(part(0)), nil
	case OpExport:
		return export(string(part(0)), part(1), parts[min(2, len(parts)):])
	case OpWhy:
		return [][]byte{[]byte(why(string(part(0))))}, nil
	case OpArticle:
		story, err := article.Read(bytes.NewReader(part(0)))
		return [][]byte{[]byte(story.Title), []byte(story.Text)}, err
	}
	return nil, fmt.Errorf("unknown operation %q", op)
}

func (s *Server) annotate(id, title, story string) ([][]byte, error) {
	if s.engine == nil {
		e, err := s.start()
		if err != nil {
			return nil, err
		}
		s.engine = e
	}
	doc, err := s.engine(id, title, story)
	if err != nil {
		return nil, err
	}
	return pair(doc), nil
}

func pair(doc *annotate.Document) [][]byte {
	return [][]byte{Pack(doc), doc.AppendJSON(nil)}
}

// open reads a document and writes it anew: what is kept is always in one form.
func open(b []byte) ([][]byte, error) {
	doc, err := annotate.Read(b)
	if err != nil {
		return nil, err
	}
	return pair(doc), nil
}

// lines reads every line for itself: a bad one is named, the others are taken.
func (s *Server) lines(b []byte) [][]byte {
	var out [][]byte
	for n, line := range bytes.Split(b, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		answer, err := s.line(line)
		if err != nil {
			out = append(out, fmt.Appendf(nil, "line %d: %v", n+1, err), nil, nil)
			continue
		}
		out = append(out, nil, answer[0], answer[1])
	}
	return out
}

func (s *Server) line(line []byte) ([][]byte, error) {
	var story struct {
		Format string  `json:"format"`
		ID     any     `json:"id"`
		Title  string  `json:"title"`
		Text   *string `json:"text"`
	}
	if !utf8.Valid(line) {
		return nil, errors.New("it is not UTF-8")
	}
	if err := json.Unmarshal(line, &story); err != nil {
		return nil, fmt.Errorf("it is not a JSON object with a text: %w", err)
	}
	switch {
	case story.Format != "":
		return open(line)
	case story.Text == nil:
		return nil, errors.New(`it has no "text"`)
	}
	id := ""
	if story.ID != nil {
		id = fmt.Sprint(story.ID)
	}
	return s.annotate(id, story.Title, *story.Text)
}

// why returns a built-in rule's reason.
func why(id string) string {
	for _, p := range rules.English() {
		for _, r := range p.Rules {
			if r.ID == id && r.Why != "" {
				return r.Why
			}
		}
	}
	return ""
}

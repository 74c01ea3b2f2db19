// Package worker is what the page and the engine's worker say to each other. A request is an operation and some byte strings, the
// answer is byte strings or an error; browser.Work carries them. The engine, HTML and the reading and writing of documents run
// there, so that the page never waits.
package worker

import (
	"bytes"
	"fmt"

	"stet/annotate"
	"stet/annotate/near"
	"stet/annotate/rules"
	"stet/app/article"
)

// The operations, with what they are given and answer.
const (
	OpWarm     = "warm"     // nothing, but the rule pack in its place → nothing: the engine stands ready
	OpAnnotate = "annotate" // text, title, id, the user's rule pack → what a story is kept as
	OpGlimpse  = "glimpse"  // the same of a story's beginning → its packed document alone
	OpOpen     = "open"     // JSON of a document → what a story is kept as
	OpTake     = "take"     // a file's name, its content, the text that belongs to it (brat), rule pack → for each of its stories: what is wrong with it, a line each; and what it is kept as, or three empty parts
	OpExport   = "export"   // name of a format, options, "" for the first story of an export, JSON of a document, its edits → nothing yet
	OpExported = "exported" // → what the format loses of the stories since the first, a line each; name and content of each file
	OpArticle  = "article"  // HTML → title, text
	OpRules    = "rules"    // rule pack → what is wrong with it or "", what each of its lines does
	OpRefresh  = "refresh"  // rule pack, JSON of a document, its edits → an edit that brings its suggestions up to the pack or nothing, what it changes, marks, decided and unsure ones
	OpRewrite  = "rewrite"  // rule pack, new text, JSON of a document, its edits → an edit that gives it the text, how many marks were found again and added
	OpWhy      = "why"      // a rule's id → what it looks for, in plain words, or ""
)

// What a story is kept as is three parts: its packed document, the document's JSON, and the brief signature that tells near duplicates.

// Engine makes a document out of a story.
type Engine func(id, title, story string) (*annotate.Document, error)

// Server answers requests.
type Server struct {
	start  func() (Engine, error)
	with   func(...*rules.Pack) (Engine, error)
	engine Engine
	out    *export // stories on their way out
	pack   string  // the user's rules that the engine works with
	wanted []byte  // those that the request names
}

// New returns a server. The engine is started with the first story or before it, by OpWarm; opening a saved one does not wait for it.
func New(start func() (Engine, error)) *Server { return &Server{start: start} }

// Packs says how to start the engine anew with other rule packs. Without it a server knows the built-in rules alone.
func (s *Server) Packs(with func(...*rules.Pack) (Engine, error)) *Server {
	s.with = with
	return s
}

// Handle answers one request. Errors are in words for the user.
func (s *Server) Handle(op string, parts [][]byte) ([][]byte, error) {
	part := func(i int) []byte {
		if i < len(parts) {
			return parts[i]
		}
		return nil
	}
	s.wanted = part(3)
	switch op {
	case OpWarm:
		return nil, s.use(s.wanted)
	case OpAnnotate:
		return s.annotate(string(part(2)), string(part(1)), string(part(0)))
	case OpGlimpse:
		doc, err := s.document(string(part(2)), string(part(1)), string(part(0)))
		if err != nil {
			return nil, err
		}
		return [][]byte{Pack(doc)}, nil
	case OpOpen:
		return open(part(0))
	case OpTake:
		return s.take(string(part(0)), part(1), part(2)), nil
	case OpRules:
		return s.rules(part(0)), nil
	case OpRefresh:
		return s.refresh(part(0), part(1), parts[min(2, len(parts)):])
	case OpRewrite:
		return s.rewrite(part(0), string(part(1)), part(2), parts[min(3, len(parts)):])
	case OpExport:
		return nil, s.export(string(part(0)), string(part(1)), len(part(2)) == 0, part(3), parts[min(4, len(parts)):])
	case OpExported:
		if s.out == nil {
			return nil, fmt.Errorf("nothing was exported")
		}
		defer func() { s.out = nil }()
		return s.out.done(), nil
	case OpWhy:
		return [][]byte{[]byte(why(string(part(0))))}, nil
	case OpArticle:
		story, err := article.Read(bytes.NewReader(part(0)))
		return [][]byte{[]byte(story.Title), []byte(story.Text)}, err
	}
	return nil, fmt.Errorf("unknown operation %q", op)
}

// export adds a story to those on their way out; first begins anew.
func (s *Server) export(name, options string, first bool, base []byte, edits [][]byte) (err error) {
	if first {
		if s.out, err = newExport(name, options); err != nil {
			return err
		}
	}
	if s.out == nil {
		return fmt.Errorf("the export was not begun")
	}
	return s.out.add(base, edits)
}

func (s *Server) annotate(id, title, story string) ([][]byte, error) {
	doc, err := s.document(id, title, story)
	if err != nil {
		return nil, err
	}
	return kept(doc), nil
}

// document has the engine mark a story by the rules that the request names.
func (s *Server) document(id, title, story string) (*annotate.Document, error) {
	if err := s.use(s.wanted); err != nil {
		return nil, err
	}
	return s.engine(id, title, story)
}

// kept is what a story is kept as.
func kept(doc *annotate.Document) [][]byte {
	return [][]byte{Pack(doc), doc.AppendJSON(nil), near.Of(doc.Text).Brief()}
}

// open reads a document and writes it anew: what is kept is always in one form.
func open(b []byte) ([][]byte, error) {
	doc, err := annotate.Read(b)
	if err != nil {
		return nil, err
	}
	return kept(doc), nil
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

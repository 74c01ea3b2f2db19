package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"stet/annotate"
)

// source is a file or standard input as the command line names it.
type source struct {
	path string // "-" for standard input
}

// sources returns what the arguments name; standard input where they name nothing.
func sources(args []string) []source {
	if len(args) == 0 {
		args = []string{"-"}
	}
	list := make([]source, len(args))
	for i, path := range args {
		list[i] = source{path}
	}
	return list
}

// String is the name for messages.
func (s source) String() string {
	if s.path == "-" {
		return "standard input"
	}
	return s.path
}

// id is the id of the story in the file: its base name without the extension.
func (s source) id() string {
	if s.path == "-" {
		return "stdin"
	}
	base := filepath.Base(s.path)
	if id := strings.TrimSuffix(base, filepath.Ext(base)); id != "" {
		return id
	}
	return base
}

// open opens the source. A person who is expected to type is told so.
func (s source) open(std *streams) (io.ReadCloser, error) {
	if s.path == "-" {
		if isTerminal(std.in) && isTerminal(std.err) {
			std.warn("reading standard input; Ctrl-D ends it")
		}
		return io.NopCloser(std.in), nil
	}
	f, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, errors.New("a folder, not a file; name the files in it")
	}
	return f, nil
}

// folder reports whether the source is a folder.
func (s source) folder() bool {
	info, err := os.Stat(s.path)
	return s.path != "-" && err == nil && info.IsDir()
}

// problem is what keeps an input from being processed, and where that is.
type problem struct {
	source source
	line   int // from 1; 0 for the whole of it
	err    error
}

// Error gives FILE:LINE: and what is wrong.
func (p *problem) Error() string {
	message := ""
	var at *fs.PathError
	var text *annotate.TextError
	switch {
	case errors.As(p.err, &at):
		message = reason(at.Err)
	case errors.As(p.err, &text) && p.line == 0 && text.Line > 0:
		// the line of a plain file takes its place in front
		return fmt.Sprintf("%s:%d: %s (byte %d)", p.source, text.Line, text.Message, text.Offset)
	default:
		message = p.err.Error()
	}
	if p.line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.source, p.line, message)
	}
	return fmt.Sprintf("%s: %s", p.source, message)
}

// item is one story on its way into a batch, still as it was read; or what went wrong instead.
type item struct {
	source source
	line   int    // of a JSON Lines file; 0 for a plain file
	data   []byte // a story's text, or a line of JSON
	err    error
}

// size is what the item holds in memory.
func (i *item) size() int { return len(i.data) }

// story returns the item's story.
func (i *item) story() (annotate.Story, error) {
	s := annotate.Story{ID: i.source.id(), Text: string(i.data)}
	if i.err == nil && i.line > 0 {
		s, i.err = annotate.ReadStory(i.data)
		if s.ID == "" {
			s.ID = fmt.Sprintf("%s-%d", i.source.id(), i.line)
		}
	}
	i.data = nil // the text is in the story
	if i.err == nil {
		i.err = annotate.CheckText(s.Text)
	}
	if i.err != nil {
		return s, i.problem()
	}
	return s, nil
}

// seems says what a file that was read as plain text seems to be instead, or nil.
func seems(story string) error {
	head := strings.ToLower(strings.Join(strings.Fields(strings.TrimPrefix(story[:min(len(story), 64)], "\ufeff")), ""))
	for _, s := range [...]struct{ start, words string }{
		{"<!doctypehtml", "a web page, and its markup is read as text: the annotator (stet serve) takes the story out of it"},
		{"<html", "a web page, and its markup is read as text: the annotator (stet serve) takes the story out of it"},
		{"{\"", "JSON, and is read as text: --jsonl reads a story a line"},
		{"[{\"", "JSON, and is read as text: --jsonl reads a story a line"},
	} {
		if strings.HasPrefix(head, s.start) {
			return errors.New("note: it seems to be " + s.words)
		}
	}
	return nil
}

func (i *item) problem() error {
	err := i.err
	var at *annotate.ReadError
	if errors.As(err, &at) { // the line is the file's, not the object's
		message := at.Message
		if at.Path != "" {
			message = at.Path + ": " + message
		}
		err = fmt.Errorf("column %d: %s", at.Column, message)
	}
	return &problem{i.source, i.line, err}
}

// wholeFiles yields each source as one item.
func wholeFiles(list []source, std *streams) iter.Seq[*item] {
	return func(yield func(*item) bool) {
		for _, s := range list {
			i := &item{source: s}
			i.data, i.err = s.all(std)
			if !yield(i) {
				return
			}
		}
	}
}

// all reads the source up to a little more than a story may have, which is enough to say so.
func (s source) all(std *streams) ([]byte, error) {
	r, err := s.open(std)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if f, ok := r.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() <= annotate.MaxStory {
			data := make([]byte, info.Size())
			n, err := io.ReadFull(f, data)
			if err == nil || err == io.EOF || err == io.ErrUnexpectedEOF {
				return data[:n], nil
			}
			return nil, err
		}
	}
	return io.ReadAll(io.LimitReader(r, annotate.MaxStory+1))
}

// maxLine is how long a line of JSON Lines may be, in bytes: escapes make a story longer than it is.
const maxLine = 2 * annotate.MaxStory

// lines yields each line of the sources that holds anything as one item.
func lines(list []source, std *streams) iter.Seq[*item] {
	return func(yield func(*item) bool) {
		for _, s := range list {
			if !s.lines(std, yield) {
				return
			}
		}
	}
}

func (s source) lines(std *streams, yield func(*item) bool) bool {
	in, err := s.open(std)
	if err != nil {
		return yield(&item{source: s, err: err})
	}
	defer in.Close()
	r := bufio.NewReaderSize(in, 64<<10)
	for number := 1; ; number++ {
		i := &item{source: s, line: number}
		i.data, i.err = line(r)
		switch {
		case i.err == io.EOF:
			return true
		case i.err == errLong:
			if !yield(i) {
				return false
			}
		case i.err != nil: // the file cannot be read on
			return yield(i)
		case !empty(i.data, number) && !yield(i):
			return false
		}
	}
}

// empty reports whether a line holds nothing but white space, or a byte order mark on the first line.
func empty(b []byte, number int) bool {
	if number == 1 {
		b = bytes.TrimPrefix(b, []byte("\ufeff"))
	}
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

var errLong = fmt.Errorf("longer than %d MB: a line may have no more", maxLine>>20)

// line reads one line without its end, in memory of its own. It is io.EOF at the end, and errLong behind a line that is too long,
// which is passed over.
func line(r *bufio.Reader) ([]byte, error) {
	var parts [][]byte // of a line longer than the reader's buffer
	total := 0
	for {
		part, err := r.ReadSlice('\n')
		total += len(part)
		switch {
		case err == nil:
			part = part[:len(part)-1]
			total--
		case err == io.EOF && total == 0:
			return nil, io.EOF
		case err != bufio.ErrBufferFull && err != io.EOF:
			return nil, err
		}
		if total <= maxLine {
			parts = append(parts, append([]byte(nil), part...))
		} else {
			parts = nil
		}
		if err != bufio.ErrBufferFull {
			break
		}
	}
	if total > maxLine {
		return nil, errLong
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	whole := make([]byte, 0, total)
	for _, p := range parts {
		whole = append(whole, p...)
	}
	return whole, nil
}

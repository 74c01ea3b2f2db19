package format

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"stet/annotate"
)

// back is how a format is read. It stands apart from the table, so that a program that only writes does not carry the readers.
type back struct {
	read  func(*importer, [][]byte)
	split splitter // of a file into stories
	joins func(before, next *annotate.Document) bool
}

// back returns how the format is read; it has no read where Back is false.
func (f *Format) back() back {
	switch f {
	case stet:
		return back{read: readStet, split: jsonRecords}
	case spacy:
		return back{read: readSpacy, split: jsonRecords}
	case prodigy:
		return back{read: readProdigy, split: jsonRecords, joins: rejectedOf}
	case labelstudio:
		return back{read: readLabelStudio, split: jsonRecords}
	case doccano:
		return back{read: readDoccano, split: jsonRecords}
	case conll:
		return back{read: readConll, split: conllRecords}
	case brat:
		return back{read: readBrat}
	case w3c:
		return back{read: readW3C, split: jsonRecords}
	case hf:
		return back{read: readHF, split: jsonRecords}
	}
	return back{}
}

// Imported is what became of one story of a file.
type Imported struct {
	Doc      *annotate.Document // nil where it was refused; its ID is "" where the file gives none
	Line     int                // of the file, where the story begins
	Problems []Problem
}

// Import reads stories that follow each other, one after the other, so that memory holds one at a time. Options must fit the file: see Unit
// and Layer. A reader's error ends it as a problem.
func (f *Format) Import(r io.Reader, o Options) iter.Seq[Imported] {
	return func(yield func(Imported) bool) {
		how := f.back()
		var held *Imported
		alive := true
		give := func() {
			if held != nil && alive {
				alive = yield(*held)
			}
			held = nil
		}
		how.split(bufio.NewReaderSize(r, 64<<10), func(line int, record []byte, err error) bool {
			next := Imported{Line: line, Problems: []Problem{}}
			if err != nil {
				next.Problems = append(next.Problems, Problem{line, err.Error()})
			} else {
				next = f.one([][]byte{record}, line, o)
			}
			if held != nil && how.joins != nil && held.Doc != nil && next.Doc != nil && how.joins(held.Doc, next.Doc) {
				held.Problems = append(held.Problems, next.Problems...)
				return true
			}
			give()
			held = &next
			if how.joins == nil {
				give()
			}
			return alive
		})
		give()
	}
}

// Documents yields the documents of a file, still as they are written: one, JSON Lines, or an array. Each comes with the line where it
// begins, in memory of its own. An error of the reader, or a file that ends in the middle, comes last.
func Documents(r io.Reader, yield func(line int, record []byte, err error) bool) {
	jsonRecords(bufio.NewReaderSize(r, 64<<10), yield)
}

// ImportFiles reads a story from its files, one for each of Parts.
func (f *Format) ImportFiles(parts [][]byte, o Options) Imported { return f.one(parts, 1, o) }

func (f *Format) one(parts [][]byte, line int, o Options) Imported {
	if o.Unit == NoUnit {
		o.Unit = f.Unit
	}
	if o.Unit == Tokens {
		o.Unit = CodePoint
	}
	i := &importer{options: o, format: f, line: line, d: &annotate.Document{}}
	f.back().read(i, parts)
	if i.refused {
		i.d = nil
	}
	return Imported{i.d, line, i.problems}
}

// splitter cuts a file into stories. It calls yield with the line where each begins, until yield returns false.
type splitter func(r *bufio.Reader, yield func(line int, record []byte, err error) bool)

// longest is how long a story's record may be, in bytes. Escapes and tokens make it longer than the story.
const longest = 8 * annotate.MaxStory

var errLong = fmt.Errorf("longer than %d MB: a story may have no more", longest>>20)

// jsonRecords cuts a file of JSON objects: one a line (JSON Lines), or an array, or written over several lines. In JSON Lines a
// damaged line does not harm the next.
func jsonRecords(r *bufio.Reader, yield func(int, []byte, error) bool) {
	head, _ := r.Peek(4096)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	first, _, _ := bytes.Cut(head, []byte("\n"))
	if first = bytes.TrimSpace(first); len(first) > 0 && (first[0] == '[' || string(first) == "{") {
		jsonValues(r, yield)
		return
	}
	lineRecords(r, yield)
}

// lineRecords yields each line that holds anything.
func lineRecords(r *bufio.Reader, yield func(int, []byte, error) bool) {
	eachLine(r, func(line int, b []byte, err error) bool {
		return err == nil && len(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\ufeff")))) == 0 || yield(line, b, err)
	})
}

// eachLine yields the lines, without their ends, in memory of their own.
func eachLine(r *bufio.Reader, yield func(int, []byte, error) bool) {
	for line := 1; ; line++ {
		var b []byte
		var err error
		long := false
		for {
			var part []byte
			part, err = r.ReadSlice('\n')
			if long = long || len(b)+len(part) > longest; !long {
				b = append(b, part...)
			}
			if err != bufio.ErrBufferFull {
				break
			}
		}
		switch {
		case err != nil && err != io.EOF:
			yield(line, nil, err)
			return
		case long:
			if !yield(line, nil, errLong) {
				return
			}
		case (err == nil || len(b) > 0) && !yield(line, bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r")), nil):
			return
		}
		if err == io.EOF {
			return
		}
	}
}

// jsonValues yields the objects of an array, or those that follow each other with line breaks anywhere. Each is found by its brackets.
func jsonValues(r *bufio.Reader, yield func(int, []byte, error) bool) {
	var b []byte
	line, begin, depth := 1, 1, 0
	inString, escaped, array := false, false, false
	for {
		c, err := r.ReadByte()
		if err != nil {
			if depth > 0 && errors.Is(err, io.EOF) {
				err = errors.New("the file ends in the middle of a story")
			}
			if depth > 0 || !errors.Is(err, io.EOF) {
				yield(begin, nil, err)
			}
			return
		}
		if depth == 0 {
			switch {
			case c == '{':
				begin = line
			case c == '[' && !array:
				array = true
				continue
			case c == '\n':
				line++
				continue
			case c == ' ', c == '\t', c == '\r', c == ',', c == ']', c >= 0x80: // a byte order mark
				continue
			default:
				yield(line, nil, fmt.Errorf("found %q where a story, an object, should begin", c))
				return
			}
		}
		b = append(b, c)
		switch {
		case len(b) > longest:
			yield(begin, nil, errLong)
			return
		case c == '\n':
			line++
		case escaped:
			escaped = false
		case inString:
			escaped, inString = c == '\\', c != '"'
		case c == '"':
			inString = true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				if !yield(begin, b, nil) {
					return
				}
				b = nil
			}
		}
	}
}

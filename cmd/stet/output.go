package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"stet/annotate/format"
	"stet/cmd/stet/split"
)

// output takes exported stories: standard output, or a folder with one file of all stories or of each side, or with a file a story.
type output struct {
	o     *exporting
	files []*stories // of each side; one without a split
	names map[string]bool
}

// stories is a file of stories that follow each other.
type stories struct {
	f     io.Closer // nil for standard output
	w     *bufio.Writer
	first bool
}

// fatalError ends a batch: what was asked for cannot be written at all.
type fatalError struct{ error }

func (e fatalError) Unwrap() error { return e.error }

func isFatal(err error) bool {
	_, ok := err.(fatalError)
	return ok
}

// output opens what the stories go to, and writes what goes beside them.
func (o *exporting) output(std *streams) (*output, error) {
	out := &output{o: o, names: map[string]bool{}}
	switch {
	case o.dryRun:
		return out, nil
	case o.out == "":
		out.files = []*stories{{w: bufio.NewWriterSize(std.out, 64<<10), first: true}}
		return out, out.begin()
	}
	if err := os.MkdirAll(o.out, 0o777); err != nil {
		return nil, err
	}
	if name, content := o.format.Companion(o.Options); name != "" {
		if err := os.WriteFile(filepath.Join(o.out, name), content, 0o666); err != nil {
			return nil, err
		}
	}
	names := []string{"stories"}
	if o.split != nil {
		names = split.Names[:]
	}
	for _, name := range names {
		if o.format.Files {
			if o.split != nil {
				if err := os.MkdirAll(filepath.Join(o.out, name), 0o777); err != nil {
					return nil, err
				}
			}
			continue
		}
		if o.format == format.All()[0] || o.format.Name == "w3c" {
			name += ".jsonl"
		} else {
			name += o.format.Parts[0]
		}
		f, err := os.Create(filepath.Join(o.out, name))
		if err != nil {
			return nil, errors.Join(err, out.close())
		}
		out.files = append(out.files, &stories{f: f, w: bufio.NewWriterSize(f, 64<<10), first: true})
	}
	return out, out.begin()
}

func (out *output) begin() error {
	for _, f := range out.files {
		if _, err := f.w.WriteString(out.o.format.Head); err != nil {
			return err
		}
	}
	return nil
}

// write puts a story where it belongs. A fatalError says that nothing more can be written.
func (out *output) write(e *exported) error {
	side := 0
	if out.o.split != nil {
		side = out.o.split.Side(e.id, e.sig)
	}
	if out.o.format.Files && out.o.out != "" {
		return out.story(e, side)
	}
	f := out.files[side]
	if !f.first {
		if out.o.format.Files {
			return fatalError{fmt.Errorf("%s is one file a story, and here are several: want --out DIR", out.o.name)}
		}
		f.w.WriteString(out.o.format.Between) //nolint:errcheck // the next write says so again
	}
	f.first = false
	if _, err := f.w.Write(e.parts[0]); err != nil {
		return fatalError{err}
	}
	if out.o.out == "" && f.w.Buffered() > 0 { // whoever reads a pipe sees each story as soon as it is there
		if err := f.w.Flush(); err != nil {
			return fatalError{err}
		}
	}
	return nil
}

// story writes the files of one story.
func (out *output) story(e *exported, side int) error {
	dir := out.o.out
	if out.o.split != nil {
		dir = filepath.Join(dir, split.Names[side])
	}
	name := out.name(e.id)
	for i, part := range e.parts {
		if err := os.WriteFile(filepath.Join(dir, name+out.o.format.Parts[i]), part, 0o666); err != nil {
			return fatalError{err}
		}
	}
	return nil
}

// name makes a file's name of an id, another one for each story.
func (out *output) name(id string) string { return uniqueName(out.names, id) }

func uniqueName(names map[string]bool, id string) string {
	b := []byte(id)
	for i, c := range b {
		if c < 0x20 || c == '/' || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|' {
			b[i] = '_'
		}
	}
	base := string(b)
	if base == "" || base[0] == '.' {
		base = "_" + base
	}
	if len(base) > 200 {
		base = base[:200]
	}
	name := base
	for n := 2; names[name]; n++ {
		name = base + "-" + strconv.Itoa(n)
	}
	names[name] = true
	return name
}

// close ends the files.
func (out *output) close() error {
	var first error
	for _, f := range out.files {
		f.w.WriteString(out.o.format.Tail) //nolint:errcheck // Flush says so again
		err := f.w.Flush()
		if f.f != nil {
			if e := f.f.Close(); err == nil {
				err = e
			}
		}
		if first == nil {
			first = err
		}
	}
	return first
}

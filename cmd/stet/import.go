package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stet/annotate/format"
)

var importCommand = command{
	name:    "import",
	args:    "[FILE…]",
	summary: "reads what other tools write, and prints documents",
	help: `
FILE is in the format that --format names, one of those that stet export --help marks with ↔, or without it in the one that its first
story shows; "-" or no FILE is standard input. For brat it is a .txt or .ann file, whose partner lies beside it, or a folder of such.
Each story becomes a document, JSON on one line, or with --out DIR a file named by its id; one without an id gets FILE-LINE.

What is wrong with a file is named on standard error with its line, the rest is taken, and the exit status is 1. Offsets are held
against the words that the file gives; where they are in another unit, that is said: --unit reads them. Marks that the file says
nothing more of count as accepted, made by an editor.`,
	set: func(flags *flag.FlagSet) runner {
		var o formatFlags
		o.flags(flags)
		out := flags.String("out", "", "write each document to a file in the folder `DIR`, which is made if need be")
		return func(ctx context.Context, std *streams, args []string) error {
			if o.name != "" || o.unit != "" {
				if err := o.check(); err != nil {
					return err
				}
				if !o.format.Back {
					return wrongUsage("nothing comes back from %s: want one of %s", o.name, format.List(true))
				}
			}
			w, err := newDocuments(std, *out)
			if err != nil {
				return err
			}
			r := &importing{o: &o, std: std, w: w, ctx: ctx}
			if o.format != nil && o.format.Files {
				if len(args) == 0 {
					return wrongUsage("import --format %s wants files or folders", o.name)
				}
				err = r.folders(o.format, args)
			} else {
				err = r.files(sources(args))
			}
			if e := w.close(); err == nil {
				err = e
			}
			if err == nil && r.failed {
				err = errReported
			}
			return err
		}
	},
}

// importing reads files and passes documents on.
type importing struct {
	o      *formatFlags
	std    *streams
	w      *documentWriter
	ctx    context.Context
	failed bool
}

func (r *importing) warn(s source, line int, err error) {
	r.failed = true
	r.std.warn("%s", &problem{s, line, err})
}

// shown is how much of a file is looked at to tell its format, in bytes.
const shown = 4 << 20

// files reads stories that follow each other. Where no format is named, each file shows its own.
func (r *importing) files(list []source) error {
	for _, s := range list {
		if f := format.Guess(s.path, nil); r.o.format == nil && (f != nil || s.folder()) {
			if err := r.folders(cmp.Or(f, format.Folder()), []string{s.path}); err != nil {
				return err
			}
			continue
		}
		in, err := s.open(r.std)
		if err != nil {
			r.warn(s, 0, err)
			continue
		}
		b, f := bufio.NewReaderSize(in, shown), r.o.format
		if f == nil {
			head, _ := b.Peek(shown)
			if f = format.Guess(s.path, head); f == nil {
				r.warn(s, 0, errors.New("its first story does not show which format it is in: name it with --format"))
				in.Close()
				continue
			}
		}
		for i := range f.Import(b, r.o.Options) {
			if err = r.ctx.Err(); err == nil {
				err = r.take(s, i, fmt.Sprintf("%s-%d", s.id(), i.Line))
			}
			if err != nil {
				break
			}
		}
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// take names what is wrong with a story and writes it.
func (r *importing) take(s source, i format.Imported, id string) error {
	for _, p := range i.Problems {
		r.warn(s, p.Line, errors.New(p.Message))
	}
	if i.Doc == nil {
		return nil
	}
	if i.Doc.ID == "" {
		i.Doc.ID = id
	}
	return r.w.write(i.Doc.ID, append(i.Doc.AppendJSON(nil), '\n'))
}

// folders reads stories of several files each, which have one name but for their extensions.
func (r *importing) folders(f *format.Format, args []string) error {
	seen := map[string]bool{}
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
			base, known := withoutExtension(f, path)
			switch {
			case err != nil:
				r.warn(source{path}, 0, err)
				return nil
			case r.ctx.Err() != nil:
				return r.ctx.Err()
			case entry.IsDir() || !known && path != arg:
				return nil
			case !known:
				r.warn(source{path}, 0, fmt.Errorf("want a name that ends in %s", strings.Join(f.Parts, " or ")))
				return nil
			case seen[base]:
				return nil
			}
			seen[base] = true
			return r.story(f, base)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// withoutExtension takes the format's extension off a path.
func withoutExtension(f *format.Format, path string) (string, bool) {
	for _, extension := range f.Parts {
		if base, ok := strings.CutSuffix(path, extension); ok {
			return base, true
		}
	}
	return path, false
}

// story reads the files of one story. Messages name the last, which holds the marks.
func (r *importing) story(f *format.Format, base string) error {
	var parts [][]byte
	var last source
	for _, extension := range f.Parts {
		last = source{base + extension}
		b, err := last.all(r.std)
		if err != nil {
			r.warn(last, 0, err)
			return nil
		}
		parts = append(parts, b)
	}
	return r.take(last, f.ImportFiles(parts, r.o.Options), filepath.Base(base))
}

// documentWriter takes documents: to standard output, one a line, or to files of their own.
type documentWriter struct {
	dir   string
	w     *bufio.Writer
	names map[string]bool
}

func newDocuments(std *streams, dir string) (*documentWriter, error) {
	if dir != "" {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, err
		}
	}
	return &documentWriter{dir, bufio.NewWriterSize(std.out, 64<<10), map[string]bool{}}, nil
}

func (w *documentWriter) write(id string, b []byte) error {
	if w.dir != "" {
		return os.WriteFile(filepath.Join(w.dir, uniqueName(w.names, id)+".json"), b, 0o666)
	}
	_, err := w.w.Write(b)
	return err
}

func (w *documentWriter) close() error { return w.w.Flush() }

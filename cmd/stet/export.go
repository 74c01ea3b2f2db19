package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"iter"

	"stet/annotate"
	"stet/annotate/format"
	"stet/annotate/near"
	"stet/cmd/stet/batch"
	"stet/cmd/stet/split"
)

var exportCommand = command{
	name:    "export",
	args:    "[FILE…]",
	summary: "writes documents for other tools: spaCy, Prodigy, Label Studio and more",
	help: `
FILE holds documents as stet annotate prints them: one, one a line, or an array; "-" or no FILE is standard input. The formats:

` + formatList() + `
What is one file a story goes to --out DIR, named by the story's id; the others go to standard output, or to DIR/stories.… with
what belongs to them. What the format cannot hold is counted on standard error; with --dry-run nothing is written but that. All
cores work, in memory that does not grow with the number of stories. docs/formats.md tells all of each format.

With --split 80,10,10 a story goes to train, dev or test in DIR by a hash of its id, so that it stays where it is when others come;
one that is nearly the same as a story before goes with that.`,
	set: func(flags *flag.FlagSet) runner {
		o := exporting{Selection: format.Selection{}}
		o.flags(flags)
		return func(ctx context.Context, std *streams, args []string) error {
			if err := o.check(args); err != nil {
				return err
			}
			if o.config {
				return o.printConfig(std)
			}
			return o.run(ctx, std, sources(args))
		}
	},
}

// formatList is the help's list of the formats.
func formatList() string {
	list := ""
	for _, f := range format.All() {
		back := ""
		if f.Back {
			back = "↔"
		}
		list += fmt.Sprintf("  %-11s %-1s  %s\n", f.Name, back, f.Use)
	}
	return list + "\n↔ comes back with stet import.\n"
}

// exporting is what the flags of export say.
type exporting struct {
	formatFlags
	format.Selection
	out, before                               string
	first                                     map[string]*annotate.Document // by id, as the engine made them
	marks, stories, shares                    string
	without, strict, dryRun, config, doneOnly bool
	split                                     *split.Split
}

// formatFlags are the flags that export and import have in common.
type formatFlags struct {
	name, unit, layer, shape string
	format                   *format.Format
	format.Options
}

func (o *formatFlags) flags(flags *flag.FlagSet) {
	flags.StringVar(&o.name, "format", "", "the `NAME` of the format")
	flags.StringVar(&o.unit, "unit", "", "count offsets in `UNIT`, where it is not the format's own: codepoint, utf16, byte or grapheme")
}

// check finds the format and its options.
func (o *formatFlags) check() (err error) {
	if o.name == "" {
		return wrongUsage("--format NAME: want one of %s", format.List(false))
	}
	if o.format, err = format.Find(o.name); err != nil {
		return wrongUsage("%s", err)
	}
	if o.unit != "" {
		if o.Unit, err = format.ParseUnit(o.unit); err != nil {
			return wrongUsage("--unit: %s", err)
		}
		if o.name == "stet" || o.format.Unit == format.Tokens || o.format.Unit == format.NoUnit {
			return wrongUsage("--unit: the format %s has its own", o.name)
		}
	}
	return nil
}

func (o *exporting) flags(flags *flag.FlagSet) {
	o.formatFlags.flags(flags)
	flags.StringVar(&o.out, "out", "", "write to the folder `DIR`, which is made if need be")
	flags.StringVar(&o.marks, "marks", "all", "`WHICH` marks: all, or decided: accepted, edited or made by a person")
	flags.StringVar(&o.stories, "stories", "all", "`WHICH` stories: all, or done: those that an editor has marked as done")
	flags.BoolVar(&o.without, "no-negatives", false, "leave rejected suggestions out; otherwise they go as negatives where the format has a place for them")
	flags.StringVar(&o.layer, "layer", "names", "conll: the `LAYER`, names or quotes")
	flags.StringVar(&o.shape, "shape", "relations", "doccano: the `SHAPE`, relations or label")
	flags.StringVar(&o.before, "first", "", "`FILE` with the documents as the engine made them: each mark that was changed says what it was")
	flags.StringVar(&o.shares, "split", "", "`SHARES` of training, development and test stories, such as 80,10,10")
	flags.BoolVar(&o.strict, "strict", false, "write no story that would lose anything: name it, and exit with 1")
	flags.BoolVar(&o.dryRun, "dry-run", false, "write nothing, only say what would be lost")
	flags.BoolVar(&o.config, "config", false, "print the file that goes with the format (labelling configuration, dataset card) and end")
}

func (o *exporting) check(args []string) error {
	if err := o.formatFlags.check(); err != nil {
		return err
	}
	one := func(flag, value, a, b string) error {
		if value != a && value != b {
			return wrongUsage("--%s %s: want %s or %s", flag, value, a, b)
		}
		return nil
	}
	for _, f := range [][4]string{{"marks", o.marks, "all", "decided"}, {"stories", o.stories, "all", "done"},
		{"layer", o.layer, "names", "quotes"}, {"shape", o.shape, "relations", "label"}} {
		if err := one(f[0], f[1], f[2], f[3]); err != nil {
			return err
		}
	}
	o.Decided, o.Rejected, o.doneOnly, o.Labels = o.marks == "decided", !o.without, o.stories == "done", o.shape == "label"
	if o.layer == "quotes" {
		o.Layer = format.Quotes
	}
	if o.shares != "" {
		shares, err := split.Parse(o.shares)
		if err != nil {
			return wrongUsage("--split: %s", err)
		}
		if o.out == "" && !o.dryRun {
			return wrongUsage("--split wants --out DIR")
		}
		o.split, o.Split = split.New(shares), true
	}
	if len(o.format.Parts) > 1 && o.out == "" && !o.dryRun && !o.config {
		return wrongUsage("%s is several files a story: want --out DIR", o.name)
	}
	return nil
}

func (o *exporting) printConfig(std *streams) error {
	name, content := o.format.Companion(o.Options)
	if name == "" {
		return wrongUsage("nothing goes with the format %s", o.name)
	}
	_, err := std.out.Write(content)
	return err
}

// exported is what becomes of a document.
type exported struct {
	source source
	line   int
	id     string
	parts  [][]byte
	lost   format.Losses
	sig    near.Signature
	err    error
	size   int
	left   bool // not selected
}

// run exports all documents. Faults are named; at the end they are one error.
func (o *exporting) run(ctx context.Context, std *streams, list []source) error {
	if err := o.readFirst(std); err != nil {
		return err
	}
	out, err := o.output(std)
	if err != nil {
		return err
	}
	p := newProgress(std, list)
	defer p.end()
	quiet := &streams{in: std.in, out: std.out, err: p.over(std.err)}
	var lost format.Losses
	done, failed := 0, 0
	b := batch.Batch[*item, exported]{
		Budget: budget,
		Size:   (*item).size,
		Work:   o.one,
		Write: func(e exported) error {
			p.add(e.size)
			if e.left {
				return nil
			}
			if e.err == nil && o.strict && len(e.lost) > 0 {
				e.err = &problem{e.source, e.line, fmt.Errorf("%s would lose: %s", e.id, join(e.lost))}
			}
			done++
			if e.err == nil && !o.dryRun {
				if e.err = out.write(&e); isFatal(e.err) {
					return e.err
				}
			}
			if e.err != nil {
				failed++
				quiet.warn("%s", e.err)
				return nil
			}
			lost.Add(e.lost)
			return nil
		},
	}
	err = b.Run(ctx, documents(list, std))
	if closed := out.close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if len(lost) > 0 && !o.strict {
		quiet.warn("note: the format %s does not hold all of %s:", o.name, count(done-failed, "document"))
		for _, l := range lost {
			quiet.warn("  %s", l)
		}
	} else if o.dryRun && failed == 0 {
		quiet.warn("note: the format %s holds all of %s", o.name, count(done, "document"))
	}
	if o.split != nil && o.split.Near > 0 {
		quiet.warn("note: %s nearly the same as one before, and on its side", count(o.split.Near, "story is", "stories are"))
	}
	if failed > 0 {
		if done > 1 {
			quiet.warn("%d of %d documents could not be exported", failed, done)
		}
		return errReported
	}
	return nil
}

// count puts a number before a noun, whose plural has an s where none is given.
func count(n int, noun string, plural ...string) string {
	switch {
	case n == 1:
	case len(plural) > 0:
		noun = plural[0]
	default:
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func join(lost format.Losses) string {
	s := ""
	for i, l := range lost {
		if i > 0 {
			s += "; "
		}
		s += l.String()
	}
	return s
}

// one exports a document.
func (o *exporting) one(i *item) exported {
	e := exported{source: i.source, line: i.line, size: i.size()}
	if i.err != nil {
		e.err = &problem{i.source, i.line, i.err}
		return e
	}
	d, err := annotate.Read(i.data)
	if err != nil {
		e.err = &problem{i.source, 0, err}
		if at, ok := err.(*annotate.ReadError); ok {
			at.Line += i.line - 1
		}
		return e
	}
	if d.ID == "" {
		d.ID = fmt.Sprintf("%s-%d", i.source.id(), i.line)
	}
	e.id = d.ID
	if e.left = o.doneOnly && !d.Done; e.left {
		return e
	}
	if o.split != nil {
		e.sig = near.Of(d.Text)
	}
	d = o.Of(d)
	if first := o.first[d.ID]; first != nil && first.Text == d.Text {
		d = format.First(d, first)
	}
	e.parts, e.lost = o.format.Export(d, o.Options)
	return e
}

// readFirst reads the documents that --first names.
func (o *exporting) readFirst(std *streams) error {
	if o.before == "" {
		return nil
	}
	o.first = map[string]*annotate.Document{}
	for i := range documents([]source{{o.before}}, std) {
		err := i.err
		if err == nil {
			var d *annotate.Document
			if d, err = annotate.Read(i.data); err == nil {
				o.first[d.ID] = d
			}
		}
		if err != nil {
			return &problem{i.source, i.line, err}
		}
	}
	return nil
}

// documents yields the documents of the sources.
func documents(list []source, std *streams) iter.Seq[*item] {
	return records(list, std, format.Documents)
}

// records yields what cut finds in the sources.
func records(list []source, std *streams, cut func(io.Reader, func(int, []byte, error) bool)) iter.Seq[*item] {
	return func(yield func(*item) bool) {
		for _, s := range list {
			in, err := s.open(std)
			if err != nil {
				if !yield(&item{source: s, err: err}) {
					return
				}
				continue
			}
			goOn := true
			cut(in, func(line int, b []byte, err error) bool {
				goOn = yield(&item{source: s, line: line, data: b, err: err})
				return goOn
			})
			in.Close()
			if !goOn {
				return
			}
		}
	}
}

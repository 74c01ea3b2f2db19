package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"stet/annotate"
	"stet/annotate/measure"
)

var evalCommand = command{
	name:    "eval",
	args:    "GOLD [SYSTEM]",
	summary: "measures a system's marks against gold ones: precision, recall, rule by rule",
	help: `
GOLD is a file, or a folder of stories marked in the text itself, NAME.markup.txt. GOLD and SYSTEM hold a story a line: documents, or gold files' {"id", "text", "layers", "spans"}, whose offsets count code points.
Without SYSTEM the engine annotates GOLD's texts itself. Stories are joined by id, and must have the same text.

Names and toponyms match by exact span and class ("overlap" takes any overlap); quotes where half of the characters of either are
common to both (four fifths for "tight"); marks of full gold by exact span and kind. "edits" are the marks to add, delete, retag or
resize. For each rule: how often it fired, was right, was corrected (gold has another kind or edge there) or was wrong (gold has
nothing there). The confusion table has gold in its rows.`,
	set: func(flags *flag.FlagSet) runner {
		var rules packs
		rules.flag(flags)
		json := flags.Bool("json", false, "print one JSON object")
		errors := flags.Int("errors", 0, "print the first `N` errors too")
		return func(ctx context.Context, std *streams, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return wrongUsage("want GOLD, and SYSTEM unless the engine is to be measured")
			}
			e := &evaluation{std: std, score: measure.NewScore()}
			e.score.Keep = *errors
			var err error
			if len(args) == 2 {
				err = e.system(ctx, source{args[1]})
			} else {
				e.engine, err = rules.engine()
			}
			if err == nil {
				err = e.gold(ctx, source{args[0]})
			}
			if err != nil {
				return err
			}
			print := e.table
			if *json {
				print = e.json
			}
			if err := print(std.out); err != nil {
				return err
			}
			if e.failed {
				return errReported
			}
			return nil
		}
	},
}

// evaluation reads stories and counts.
type evaluation struct {
	std     *streams
	engine  annotator // nil where there is a system's file
	systems map[string]*measure.Story
	score   *measure.Score
	failed  bool
}

// marked reads the stories of a folder, NAME.markup.txt.
func (e *evaluation) marked(s source, f func(*measure.Story) error) error {
	files, err := filepath.Glob(filepath.Join(s.path, "*"+markupEnd))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no story NAME%s in this folder", s, markupEnd)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err == nil {
			var story *measure.Story
			if story, err = measure.Markup(strings.TrimSuffix(filepath.Base(path), markupEnd), string(b)); err == nil {
				err = f(story)
			}
		}
		if err != nil {
			e.failed = true
			e.std.warn("%s", &problem{source{path}, 0, err})
		}
	}
	return err
}

const markupEnd = ".markup.txt"

// each reads the stories of a file; faults are named.
func (e *evaluation) each(ctx context.Context, s source, f func(*measure.Story) error) error {
	if s.folder() {
		return e.marked(s, f)
	}
	for i := range documents([]source{s}, e.std) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		err := i.err
		if err == nil {
			var story *measure.Story
			if story, err = measure.Read(i.data); err == nil {
				err = f(story)
			}
		}
		if err != nil {
			e.failed = true
			e.std.warn("%s", &problem{s, i.line, err})
		}
	}
	return nil
}

// system keeps the marks of a system's stories, without their texts.
func (e *evaluation) system(ctx context.Context, s source) error {
	e.systems = map[string]*measure.Story{}
	return e.each(ctx, s, func(story *measure.Story) error {
		e.systems[story.ID] = &measure.Story{ID: story.ID, Sum: story.Sum, Marks: story.Marks}
		return nil
	})
}

func (e *evaluation) gold(ctx context.Context, s source) error {
	return e.each(ctx, s, func(gold *measure.Story) error {
		system := e.systems[gold.ID]
		if e.engine != nil {
			d, err := e.engine.Annotate(annotate.Story{ID: gold.ID, Text: gold.Text})
			if err != nil {
				return err
			}
			system = measure.FromDocument(d)
		}
		return e.score.Add(gold, system)
	})
}

// table prints the figures for reading.
func (e *evaluation) table(out io.Writer) error {
	w := bufio.NewWriter(out)
	for _, f := range e.score.Figures() {
		fmt.Fprintf(w, "%-21s", f.Name)
		for _, v := range f.Values {
			fmt.Fprintf(w, " %s %s ", v.Name, v)
		}
		fmt.Fprintln(w)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	if names := e.score.RuleNames(); len(names) > 0 {
		fmt.Fprint(t, "\nfired\tright\tcorrected\twrong\t  rule\n")
		for _, name := range names {
			r := e.score.Rules[name]
			fmt.Fprintf(t, "%d\t%d\t%d\t%d\t  %s\n", r.Fired, r.Right, r.Corrected, r.Wrong, name)
		}
		t.Flush()
	}
	if len(e.score.Confusion) > 0 {
		kinds := e.score.Kinds()
		fmt.Fprint(t, "\ngold \\ system\t")
		for _, k := range kinds {
			fmt.Fprint(t, orNothing(k)+"\t")
		}
		fmt.Fprintln(t)
		for _, gold := range kinds {
			fmt.Fprint(t, orNothing(gold)+"\t")
			for _, k := range kinds {
				n := e.score.Confusion[measure.Pair{Gold: gold, System: k}]
				fmt.Fprint(t, strings.TrimPrefix(fmt.Sprintf("%d", n), "0")+"\t")
			}
			fmt.Fprintln(t)
		}
		t.Flush()
	}
	for _, line := range e.score.Errors {
		fmt.Fprintln(w, line)
	}
	return w.Flush()
}

func orNothing(kind string) string {
	if kind == "" {
		return "nothing"
	}
	return kind
}

// json prints the figures, the rules and the confusion table as one object.
func (e *evaluation) json(out io.Writer) error {
	b := []byte{'{'}
	key := func(name string) {
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(annotate.AppendString(b, name), ':')
	}
	open := func(name string) {
		key(name)
		b = append(b, '{')
	}
	for _, f := range e.score.Figures() {
		open(f.Name)
		for _, v := range f.Values {
			key(v.Name)
			b = append(b, v.String()...)
		}
		b = append(b, '}')
	}
	open("rules")
	for _, name := range e.score.RuleNames() {
		r := e.score.Rules[name]
		key(name)
		b = fmt.Appendf(b, `{"fired":%d,"right":%d,"corrected":%d,"wrong":%d}`, r.Fired, r.Right, r.Corrected, r.Wrong)
	}
	b = append(b, '}')
	open("confusion")
	kinds := e.score.Kinds()
	for _, gold := range kinds {
		open(gold)
		for _, k := range kinds {
			if n := e.score.Confusion[measure.Pair{Gold: gold, System: k}]; n > 0 {
				key(k)
				b = fmt.Append(b, n)
			}
		}
		b = append(b, '}')
	}
	_, err := out.Write(append(b, "}}\n"...))
	return err
}

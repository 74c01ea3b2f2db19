package main

import (
	"context"
	"flag"
	"hash/maphash"
	"iter"
	"sync"

	"stet/annotate"
	"stet/cmd/stet/batch"
)

var annotateCommand = command{
	name:    "annotate",
	args:    "[FILE…]",
	summary: "prints each story's document, JSON on one line",
	help: `
FILE is a story in plain text, UTF-8; "-" or no FILE is standard input. A document's id is the file's base name without its
extension, its title the story's first line. The text is kept exactly as it is, a byte order mark included. With --jsonl each
line of FILE is a story: {"id": …, "text": …}, with a "title" if there is one; other fields are passed over. A line without an
id gets FILE-LINE. Documents come in the order of the input. All cores work, in memory that does not grow with the number of
stories. A story may have 64 MB, a line of JSON Lines 128 MB.

Input that cannot be processed is named on standard error with its line, the rest is still done, and the exit status is 1.`,
	set: func(flags *flag.FlagSet) runner {
		var rules packs
		jsonl := flags.Bool("jsonl", false, "read JSON Lines: a story a line")
		rules.flag(flags)
		return func(ctx context.Context, std *streams, args []string) error {
			engine, err := rules.engine()
			if err != nil {
				return err
			}
			list := sources(args)
			items := wholeFiles(list, std)
			if *jsonl {
				items = lines(list, std)
			}
			p := newProgress(std, list)
			defer p.end()
			return annotateAll(ctx, &streams{in: std.in, out: std.out, err: p.over(std.err)}, engine, items, p)
		}
	},
}

// annotated is what becomes of an item.
type annotated struct {
	source source
	line   int
	id     string
	json   *[]byte // with a line break behind it
	note   error   // what the file seems to be, if not plain text
	err    error
	size   int // of the item
}

// budget is how many bytes of stories a batch has in memory at once. A story takes some 20 times its length while it is worked on.
const budget = 2 << 20

// annotateAll prints the items' documents in order. Faults are named; at the end they are one error.
func annotateAll(ctx context.Context, std *streams, engine annotator, items iter.Seq[*item], p *progress) error {
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	seen := newIDs()
	done, failed := 0, 0
	b := batch.Batch[*item, annotated]{
		Budget: budget,
		Size:   (*item).size,
		Work: func(i *item) annotated {
			a := annotated{source: i.source, line: i.line, size: i.size()}
			var s annotate.Story
			if s, a.err = i.story(); a.err != nil {
				return a
			}
			if i.line == 0 {
				a.note = seems(s.Text)
			}
			doc, err := engine.Annotate(s)
			if err != nil {
				a.err = &problem{i.source, i.line, err}
				return a
			}
			a.id, a.json = s.ID, buffers.Get().(*[]byte)
			*a.json = append(doc.AppendJSON((*a.json)[:0]), '\n')
			return a
		},
		Write: func(a annotated) error {
			done++
			p.add(a.size + 1)
			if a.err != nil {
				failed++
				std.warn("%s", a.err)
				return nil
			}
			if a.note != nil {
				std.warn("%s", &problem{a.source, 0, a.note})
			}
			seen.add(a, std)
			_, err := std.out.Write(*a.json)
			if cap(*a.json) <= budget/8 { // a long story's buffer is not kept for short ones
				buffers.Put(a.json)
			}
			return err
		},
	}
	if err := b.Run(ctx, items); err != nil {
		return err
	}
	seen.sum(std)
	if failed > 0 {
		if done > 1 {
			std.warn("%d of %d stories could not be processed", failed, done)
		}
		return errReported
	}
	return nil
}

// ids watches for stories with one id, which those who join documents by id would lose.
type ids struct {
	seed     maphash.Seed
	seen     map[uint64]struct{}
	repeated int
}

// Beyond so many stories ids are no longer watched, so that memory stays bounded; so many repetitions are named.
const (
	idsWatched = 500_000
	idsNamed   = 5
)

func newIDs() *ids { return &ids{seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}} }

func (d *ids) add(a annotated, std *streams) {
	sum := maphash.String(d.seed, a.id)
	if _, ok := d.seen[sum]; ok {
		if d.repeated++; d.repeated <= idsNamed {
			std.warn("%s", &problem{a.source, a.line, errRepeated(a.id)})
		}
		return
	}
	if len(d.seen) < idsWatched {
		d.seen[sum] = struct{}{}
	}
}

type errRepeated string

func (e errRepeated) Error() string {
	return "note: another story before has the id \"" + string(e) + "\" too"
}

func (d *ids) sum(std *streams) {
	if more := d.repeated - idsNamed; more > 0 {
		std.warn("note: %d more stories have an id that another story has", more)
	}
}

package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"

	"stet/annotate"
	"stet/annotate/measure"
)

var agreeCommand = command{
	name:    "agree",
	args:    "A B",
	summary: "measures how far two annotators of the same stories agree, and lists what they differ on",
	help: `
A and B hold a story a line: documents, or gold files' {"id", "text", "layers", "spans"}. Stories are joined by id, and must have the
same text. F1 is of exact spans and kinds ("span f" of spans alone), kappa Cohen's over the words' labels; with two annotators neither
is the right one, so precision and recall change places with A and B, and F1 does not. Speakers are the same where they share half of the
shorter. Each difference is a line: story, what it is about (kind, edges, speaker, only A, only B), what either has.`,
	set: func(flags *flag.FlagSet) runner {
		json := flags.Bool("json", false, "print one JSON object")
		brief := flags.Bool("brief", false, "print the figures without the differences")
		return func(ctx context.Context, std *streams, args []string) error {
			if len(args) != 2 {
				return wrongUsage("want two files, A and B")
			}
			e := &evaluation{std: std}
			if err := e.system(ctx, source{args[1]}); err != nil {
				return err
			}
			g := measure.NewAgreement()
			other := len(e.systems)
			err := e.each(ctx, source{args[0]}, func(a *measure.Story) error {
				b := e.systems[a.ID]
				if b == nil {
					g.Alone++
					return nil
				}
				other--
				return g.Add(a, b)
			})
			if err != nil {
				return err
			}
			g.Alone += max(0, other)
			print := agreementTable
			if *json {
				print = agreementJSON
			}
			if err := print(std.out, g, *brief); err != nil {
				return err
			}
			if e.failed {
				return errReported
			}
			return nil
		}
	},
}

func agreementTable(out io.Writer, g *measure.Agreement, brief bool) error {
	w := bufio.NewWriter(out)
	for _, f := range g.Figures() {
		fmt.Fprintf(w, "%-13s", f.Name)
		for _, v := range f.Values {
			fmt.Fprintf(w, " %s %s ", v.Name, v)
		}
		fmt.Fprintln(w)
	}
	if !brief {
		if len(g.Differences) > 0 {
			fmt.Fprintln(w)
		}
		for _, d := range g.Differences {
			fmt.Fprintln(w, d)
		}
	}
	return w.Flush()
}

func agreementJSON(out io.Writer, g *measure.Agreement, brief bool) error {
	b := []byte{'{'}
	for _, f := range g.Figures() {
		b = append(annotate.AppendString(b, f.Name), ":{"...)
		for i, v := range f.Values {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(append(annotate.AppendString(b, v.Name), ':'), v.String()...)
		}
		b = append(b, "},"...)
	}
	b = append(b, `"differences":[`...)
	for i, d := range g.Differences {
		if brief {
			break
		}
		if i > 0 {
			b = append(b, ',')
		}
		for n, m := range [][2]string{{"story", d.Story}, {"what", d.What}, {"a", d.A}, {"b", d.B}} {
			if n == 0 {
				b = append(b, '{')
			} else {
				b = append(b, ',')
			}
			b = append(annotate.AppendString(b, m[0]), ':')
			b = annotate.AppendString(b, m[1])
		}
		b = fmt.Appendf(b, `,"start":%d}`, d.Start)
	}
	_, err := out.Write(append(b, "]}\n"...))
	return err
}

package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"

	"golang.org/x/term"

	"stet/annotate"
	"stet/cmd/stet/terminal"
)

var showCommand = command{
	name:    "show",
	args:    "[FILE…]",
	summary: "shows a story with its marks in the terminal, and who said what",
	help: `
FILE is a story in plain text or a saved Stet document; "-" or no FILE is standard input. In colour actors are underlined,
locations bold; without, [actor] and <location>. A quote stands in ⌜half brackets⌟ with its number, which the list of who said
what repeats. Colours are left out where NO_COLOR is set and where nobody looks: standard output is no terminal.`,
	set: func(flags *flag.FlagSet) runner {
		var rules packs
		colour := flags.String("color", "auto", "use colours `WHEN`: auto, always or never")
		width := flags.Int("width", 0, "wrap at `COLUMNS`; without, at the terminal's width, or 80")
		rules.flag(flags)
		return func(ctx context.Context, std *streams, args []string) error {
			o := terminal.Options{Width: *width, Colour: *colour == "always"}
			switch {
			case *colour != "auto" && *colour != "always" && *colour != "never":
				return wrongUsage("--color %s: want auto, always or never", *colour)
			case *width < 0 || *width > 0 && *width < 20:
				return wrongUsage("--width %d: want 20 or more", *width)
			case *colour == "auto":
				o.Colour = isTerminal(std.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
			}
			if *width == 0 {
				o.Width = columns(std.out)
			}
			engine, err := rules.engine()
			if err != nil {
				return err
			}
			return show(ctx, std, engine, sources(args), o)
		}
	},
}

// columns is the width of the terminal behind the stream; 80 where there is none.
func columns(stream any) int {
	if f, ok := stream.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return min(width, 120) // longer lines are hard to read
		}
	}
	return 80
}

func show(ctx context.Context, std *streams, engine annotator, list []source, o terminal.Options) error {
	failed := false
	shown := 0
	for i := range wholeFiles(list, std) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		doc, err := i.document(engine)
		if err != nil {
			std.warn("%s", err)
			failed = true
			continue
		}
		if len(list) > 1 {
			if shown > 0 {
				fmt.Fprintln(std.out)
			}
			fmt.Fprintf(std.out, "== %s ==\n\n", i.source)
		}
		shown++
		if err := terminal.Write(std.out, doc, o); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// document annotates the item's story, or reads it where it is a document already.
func (i *item) document(engine annotator) (*annotate.Document, error) {
	if i.err == nil && isDocument(i.data) {
		doc, err := annotate.Read(i.data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", i.source, err)
		}
		return doc, nil
	}
	s, err := i.story()
	if err != nil {
		return nil, err
	}
	doc, err := engine.Annotate(s)
	if err != nil {
		return nil, &problem{i.source, 0, err}
	}
	return doc, nil
}

// isDocument reports whether a file looks like a saved document rather than a story.
func isDocument(b []byte) bool {
	b = bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\ufeff")))
	if len(b) == 0 || b[0] != '{' {
		return false
	}
	return bytes.Contains(b[:min(len(b), 200)], []byte(`"format"`))
}

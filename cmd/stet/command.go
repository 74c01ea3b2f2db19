package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/term"
)

// The exit statuses.
const (
	exitDone        = 0
	exitFailed      = 1 // some input could not be processed
	exitUsage       = 2 // wrong usage
	exitInterrupted = 130
)

// streams are the three that every program has.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// warn writes a line to standard error.
func (s *streams) warn(format string, args ...any) {
	fmt.Fprintf(s.err, "stet: "+format+"\n", args...)
}

// isTerminal reports whether the stream is one that a person looks at.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// command is a subcommand: one file each.
type command struct {
	name    string
	args    string // what stands behind the flags, as usage gives it
	summary string // one line
	help    string // paragraphs for --help

	// set defines the flags and returns what runs once they are read.
	set func(*flag.FlagSet) runner
}

type runner func(ctx context.Context, s *streams, args []string) error

// commands are listed in the order in which help shows them.
func commands() []command {
	return []command{annotateCommand, showCommand, exportCommand, importCommand, evalCommand, agreeCommand, serveCommand, siteCommand, schemaCommand, versionCommand}
}

// usageError is wrong usage: it ends with exitUsage and a word on where help is.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func wrongUsage(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// errReported ends a command with exitFailed when every fault has been named already.
var errReported = errors.New("some input could not be processed")

// run carries out one command line and returns the exit status.
func run(args []string, s *streams) int {
	// A reader that has seen enough is no fault: the write says so with EPIPE, which is better than to die of the signal.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program where it stands

	err := dispatch(ctx, s, args)
	var usage *usageError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitDone
	case errors.As(err, &usage):
		s.warn("%s", err)
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case err != errReported:
		s.warn("%s", plain(err))
	}
	return exitFailed
}

// plain puts the operating system's errors as people say them.
func plain(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) && at == err {
		return fmt.Sprintf("%s: %v", at.Path, reason(at.Err))
	}
	return err.Error()
}

func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file"
	case errors.Is(err, syscall.EISDIR):
		return "a folder, not a file"
	}
	return err.Error()
}

func dispatch(ctx context.Context, s *streams, args []string) error {
	if len(args) == 0 {
		overview(s.err)
		return wrongUsage("which command?")
	}
	name, rest := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		if len(rest) == 0 {
			return overview(s.out)
		}
		c, err := find(rest[0])
		if err != nil {
			return err
		}
		return c.usage(s.out)
	case "--version", "-version":
		name = versionCommand.name
	}
	c, err := find(name)
	if err != nil {
		return err
	}
	return c.run(ctx, s, rest)
}

func find(name string) (*command, error) {
	list := commands()
	names := make([]string, len(list))
	for i := range list {
		if names[i] = list[i].name; names[i] == name {
			return &list[i], nil
		}
	}
	if strings.HasPrefix(name, "-") {
		return nil, wrongUsage("flags stand behind the command: stet COMMAND %s", name)
	}
	return nil, wrongUsage("no command %q%s. stet help lists them", name, suggest(name, names))
}

func (c *command) run(ctx context.Context, s *streams, args []string) error {
	flags, run := c.flags()
	rest, err := parse(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return c.usage(s.out)
	case err != nil:
		return wrongUsage("%s. stet %s --help tells more", flagFault(flags, err), c.name)
	}
	err = run(ctx, s, rest)
	var usage *usageError
	if errors.As(err, &usage) {
		return wrongUsage("%s. stet %s --help tells more", err, c.name)
	}
	return err
}

func (c *command) flags() (*flag.FlagSet, runner) {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags, c.set(flags)
}

// parse reads flags before, between and behind the other arguments, which it returns. All behind "--" are arguments.
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		left := flags.Args()
		if read := len(args) - len(left); read > 0 && args[read-1] == "--" {
			return append(rest, left...), nil
		}
		if len(left) > 0 {
			rest = append(rest, left[0])
			left = left[1:]
		}
		args = left
	}
	return rest, nil
}

// flagFault puts what package flag says as the rest of the program would.
func flagFault(flags *flag.FlagSet, err error) string {
	message := err.Error()
	if name, ok := strings.CutPrefix(message, "flag provided but not defined: -"); ok {
		var names []string
		flags.VisitAll(func(f *flag.Flag) { names = append(names, "--"+f.Name) })
		name = "--" + strings.TrimPrefix(name, "-")
		return fmt.Sprintf("no flag %s%s", name, suggest(name, names))
	}
	return strings.Replace(message, " -", " --", 1)
}

package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"stet/annotate"
	"stet/annotate/models"
	"stet/annotate/rules"
)

// annotator is the engine as the commands use it; it is safe for concurrent use.
type annotator interface {
	Annotate(annotate.Story) (*annotate.Document, error)
}

// packs are the files that --rules names.
type packs []string

// flag defines --rules.
func (p *packs) flag(flags *flag.FlagSet) {
	flags.Func("rules", "add the rules in `PACK`, a JSON Lines file; may be given more than once", func(name string) error {
		if name == "" {
			return errors.New("want the name of a file")
		}
		*p = append(*p, name)
		return nil
	})
}

// engine starts the engine with the built-in rules and these. A bad pack is refused as a whole: the error names file, line and column.
func (p packs) engine() (annotator, error) {
	// Rules are named by their file's base name, so that documents do not depend on the folder. Errors name the whole path.
	paths := map[string]string{}
	var loaded []*rules.Pack
	for _, path := range p {
		pack, err := load(path)
		if err != nil {
			return nil, located(err, map[string]string{filepath.Base(path): path})
		}
		paths[filepath.Base(path)] = path
		loaded = append(loaded, pack)
	}
	e, err := annotate.New(models.All(), loaded...)
	if err != nil {
		return nil, located(err, paths)
	}
	for _, warning := range e.Warnings() {
		fmt.Fprintln(os.Stderr, "stet:", warning)
	}
	return e, nil
}

func load(path string) (*rules.Pack, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return rules.Load(filepath.Base(path), f)
}

// located puts whole paths into an error of the rules.
func located(err error, paths map[string]string) error {
	var at *rules.Error
	if errors.As(err, &at) && paths[at.File] != "" {
		moved := *at
		moved.File = paths[at.File]
		return fmt.Errorf("%w: nothing of this pack is used", &moved)
	}
	return err
}

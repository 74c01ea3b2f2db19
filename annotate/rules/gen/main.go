// Command gen writes the pack of personal names from Faker. It reads the package unpacked on disk, so that the same input gives the
// same bytes:
//
//	pip download --no-deps Faker==40.54.0   its folder faker/providers/person: MIT
//
//	go run ./annotate/rules/gen -faker faker/providers/person -out annotate/rules/en
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	faker := flag.String("faker", "", "folder faker/providers/person of the PyPI package Faker")
	out := flag.String("out", ".", "folder of the packs")
	flag.Parse()
	if err := run(*faker, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(faker, out string) error {
	lines, err := people(faker)
	if err != nil {
		return err
	}
	return write(out, "people-names.jsonl", "Given and family names. From Faker (MIT). Written by annotate/rules/gen; do not edit.", lines)
}

func write(out, name, comment string, lines []string) error {
	var b strings.Builder
	for _, l := range strings.Split(comment, "\n") {
		b.WriteString("# " + l + "\n")
	}
	for _, l := range lines {
		b.WriteString(l + "\n")
	}
	return os.WriteFile(filepath.Join(out, name), []byte(b.String()), 0o644)
}

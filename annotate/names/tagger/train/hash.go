package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// dataHash names what a model is made from: the corpora, the lists and the settings, but not where they lie.
func dataHash(data string, c settings) (sum [32]byte, err error) {
	h := sha256.New()
	files := []string{filepath.Join(data, "wwnw.train.jsonl"), filepath.Join(data, "polnear.pos.train.tsv")}
	for _, item := range strings.Split(c.extra, ",") {
		if name, _, ok := strings.Cut(item, "="); ok {
			files = append(files, filepath.Join(data, name+".jsonl"))
		}
	}
	for _, l := range lists {
		files = append(files, filepath.Join(c.lists, l.file))
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return sum, err
		}
		fmt.Fprintln(h, filepath.Base(name))
		_, err = io.Copy(h, f)
		f.Close()
		if err != nil {
			return sum, err
		}
	}
	c.lists, c.out, c.errors, c.folds = "", "", "", 0
	fmt.Fprintf(h, "%+v", c)
	return [32]byte(h.Sum(nil)), nil
}

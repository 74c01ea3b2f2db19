// Formats prints the documents that make test-formats exports: the golden ones, and generated ones with emoji, combining marks,
// right-to-left text, no-break spaces and \r\n.
package main

import (
	"log"
	"os"
	"path/filepath"

	"stet/annotate"
	"stet/annotate/documenttest"
)

func main() {
	files, err := filepath.Glob("annotate/testdata/golden/*.json")
	if err != nil {
		log.Fatal(err)
	}
	var out []byte
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			log.Fatal(err)
		}
		d, err := annotate.Read(b)
		if err != nil {
			log.Fatal(err)
		}
		out = append(d.AppendJSON(out), '\n')
	}
	for seed := range uint64(20) {
		out = append(documenttest.Random(seed, 80).AppendJSON(out), '\n')
	}
	if _, err := os.Stdout.Write(out); err != nil {
		log.Fatal(err)
	}
}

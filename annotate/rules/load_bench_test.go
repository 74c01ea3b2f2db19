package rules

import (
	"bytes"
	"testing"
)

// BenchmarkEnglish reads and compiles the built-in packs, which happens once at every start.
func BenchmarkEnglish(b *testing.B) {
	for b.Loop() {
		files, err := en.ReadDir("en")
		if err != nil {
			b.Fatal(err)
		}
		var packs []*Pack
		for _, f := range files {
			raw, _ := en.ReadFile("en/" + f.Name())
			p, err := Load(f.Name(), bytes.NewReader(raw))
			if err != nil {
				b.Fatal(err)
			}
			p.builtIn = true
			packs = append(packs, p)
		}
		if _, err := Compile(packs...); err != nil {
			b.Fatal(err)
		}
	}
}

package rules

import (
	"bytes"
	"embed"
	"sync"
)

//go:embed en/*.jsonl
var en embed.FS

// English returns the built-in packs in the order of their files' names, read once. A fault in them is a fault of the build, which a test
// finds; English panics then.
func English() []*Pack { return english() }

var english = sync.OnceValue(func() []*Pack {
	files, err := en.ReadDir("en")
	if err != nil {
		panic(err)
	}
	packs := make([]*Pack, len(files))
	for i, f := range files {
		b, err := en.ReadFile("en/" + f.Name())
		if err != nil {
			panic(err)
		}
		if packs[i], err = Load("en/"+f.Name(), bytes.NewReader(b)); err != nil {
			panic(err)
		}
		packs[i].builtIn = true
	}
	return packs
})

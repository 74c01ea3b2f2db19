package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/annotate/models"
	"stet/web"
)

// bundles says what each served script and style is put together from, in order: each file may use what stands before it.
// wasm_exec.js is the toolchain's own.
var bundles = []struct {
	name  string
	parts []string
}{
	{"stet.js", []string{"wasm_exec.js", "load.js", "story.js", "caret.js", "grips.js", "desk.js", "store.js", "engine.js", "map.js", "boot.js"}},
	{"old.js", []string{"old.js"}},
	{"worker.js", []string{"wasm_exec.js", "load.js", "worker.js"}},
	{"sw.js", []string{"load.js", "sw.js"}},
	{"stet.css", []string{"marks.css", "desk.css", "correct.css", "rules.css", "seeing.css", "shell.css"}},
}

// copied are served as they are.
var copied = []string{"icon.svg", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "world.txt"}

// compose returns the site's files by the name they are served under.
func compose(wasm, exec, page string) (map[string][]byte, error) {
	sources, err := read(page)
	if err != nil {
		return nil, err
	}
	if sources["wasm_exec.js"], err = os.ReadFile(exec); err != nil {
		return nil, err
	}
	plain := map[string][]byte{}
	used := map[string]bool{"index.html": true, "manifest.webmanifest": true}
	for _, b := range bundles {
		var all bytes.Buffer
		for _, part := range b.parts {
			source, ok := sources[part]
			if !ok {
				return nil, fmt.Errorf("%s: needed for %s, not in %s", part, b.name, page)
			}
			used[part] = true
			all.Write(bytes.TrimSpace(source))
			all.WriteByte('\n')
		}
		plain[b.name] = all.Bytes()
	}
	for _, name := range copied {
		plain[name], used[name] = sources[name], true
	}
	for name := range sources {
		if !used[name] && name != "wasm_exec.js" {
			return nil, fmt.Errorf("%s: in %s, but no bundle takes it (see bundles in web/build)", name, page)
		}
	}
	if plain["stet.wasm"], err = os.ReadFile(wasm); err != nil {
		return nil, err
	}
	plain["names.model"], plain["quotes.model"], plain["places.gazetteer"] = models.Names, models.Quotes, models.Places
	first, err := firstPaint()
	if err != nil {
		return nil, err
	}
	index := strings.Replace(string(sources["index.html"]), "{{first}}", first, 1)
	return assemble(plain, index, string(sources["manifest.webmanifest"]))
}

// assemble gives each file its hashed name and writes the names where they are used.
func assemble(plain map[string][]byte, index, manifest string) (map[string][]byte, error) {
	worker := plain["sw.js"]
	delete(plain, "sw.js")

	files := map[string][]byte{}
	var renames []string // quoted name, quoted hashed name
	var names []string
	for _, name := range sorted(plain) {
		data := plain[name]
		if data == nil {
			return nil, fmt.Errorf("%s: missing", name)
		}
		kept := hashed(name, data)
		files[kept] = data
		names = append(names, kept)
		renames = append(renames, `"`+name+`"`, `"`+kept+`"`)
	}
	rename := strings.NewReplacer(renames...)
	page, list := rename.Replace(index), rename.Replace(manifest)

	// The version stands for all that a visitor can be given, the service worker's own text included.
	all := sha256.New()
	fmt.Fprint(all, strings.Join(names, " "), page, list, string(worker), web.Policy())
	version := hex.EncodeToString(all.Sum(nil)[:6])

	page = strings.NewReplacer("{{csp}}", html.EscapeString(web.Policy()), "{{version}}", version).Replace(page)
	kept := slices.Clone(names)
	kept = append(kept, "manifest.webmanifest")
	quoted := `"` + strings.Join(kept, `", "`) + `"`
	files["index.html"] = []byte(page)
	files["manifest.webmanifest"] = []byte(list)
	files["sw.js"] = []byte(strings.NewReplacer("{{version}}", version, "/*{{files}}*/", quoted).Replace(string(worker)))
	return files, nil
}

// hashed returns "stet.1a2b3c4d5e.js" for "stet.js".
func hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := filepath.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
}

func read(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func sorted(m map[string][]byte) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

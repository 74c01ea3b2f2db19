package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/web"
)

// inputs returns a stand-in for the WebAssembly and the toolchain's script.
func inputs(t *testing.T, wasm string) (string, string) {
	t.Helper()
	dir := t.TempDir()
	a, b := filepath.Join(dir, "stet.wasm"), filepath.Join(dir, "wasm_exec.js")
	for name, data := range map[string]string{a: wasm, b: "globalThis.Go = class {};"} {
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return a, b
}

func compile(t *testing.T, wasm string) (*web.Site, string) {
	t.Helper()
	a, b := inputs(t, wasm)
	out := t.TempDir()
	if err := build(a, b, filepath.Join("..", "page"), out, 5); err != nil {
		t.Fatal(err)
	}
	site, err := web.Load(os.DirFS(out))
	if err != nil {
		t.Fatal(err)
	}
	return site, out
}

func contents(t *testing.T, site *web.Site) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, f := range site.Files {
		plain, err := f.Plain()
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(plain)
	}
	return all
}

func TestPageNamesOnlyWhatIsThere(t *testing.T) {
	site, _ := compile(t, "\x00asm")
	all := contents(t, site)
	named := regexp.MustCompile(`"([a-z][\w-]*(?:\.[0-9a-f]{10})?\.(?:js|css|wasm|model|gazetteer|svg|png|txt|webmanifest))"`)
	for _, name := range []string{"index.html", "sw.js", "manifest.webmanifest"} {
		found := named.FindAllStringSubmatch(all[name], -1)
		if len(found) == 0 {
			t.Errorf("%s names no file", name)
		}
		for _, m := range found {
			if _, ok := all[m[1]]; !ok {
				t.Errorf("%s names %s, which is not in the site", name, m[1])
			}
		}
		if strings.Contains(all[name], "{{") {
			t.Errorf("%s has something unfilled", name)
		}
	}
	// The service worker keeps all that has a hash, so that nothing is missing without a network.
	for _, f := range site.Files {
		if f.Immutable && !strings.Contains(all["sw.js"], `"`+f.Name+`"`) {
			t.Errorf("sw.js does not keep %s", f.Name)
		}
	}
	if !strings.Contains(all["sw.js"], `"`+site.Version+`"`) {
		t.Errorf("sw.js is not of version %s", site.Version)
	}
}

func TestVersionIsTheContent(t *testing.T) {
	a, _ := compile(t, "\x00asm one")
	b, _ := compile(t, "\x00asm one")
	c, dir := compile(t, "\x00asm two")
	if a.Version != b.Version || !maps.Equal(contents(t, a), contents(t, b)) {
		t.Error("the same input gives another site")
	}
	if a.Version == c.Version {
		t.Error("another program has the same version")
	}
	// Building again into the same folder leaves nothing of what was there before.
	wasm, exec := inputs(t, "\x00asm three")
	if err := build(wasm, exec, filepath.Join("..", "page"), dir, 5); err != nil {
		t.Fatal(err)
	}
	d, err := web.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	names := func(s *web.Site) (n []string) {
		for _, f := range s.Files {
			n = append(n, regexp.MustCompile(`\.[0-9a-f]{10}\.`).ReplaceAllString(f.Name, "."))
		}
		slices.Sort(n)
		return n
	}
	if !slices.Equal(names(c), names(d)) {
		t.Errorf("files %v, then %v", names(c), names(d))
	}
}

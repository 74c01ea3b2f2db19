package main

import (
	"path"
	"strings"

	"stet/web"
)

// downloads reports what a first visit fetches from a host that sends Brotli.
func downloads(r *report, site *web.Site) {
	sizes := map[string]int{}
	total := 0
	for _, f := range site.Files {
		size := len(f.Brotli)
		if f.Brotli == nil {
			plain, err := f.Plain()
			if err != nil {
				continue
			}
			size = len(plain)
		}
		kind := path.Ext(f.Name)
		if kind == ".png" || kind == ".svg" || kind == ".webmanifest" {
			kind = "rest"
		}
		sizes[kind] += size
		if kind != ".model" && kind != ".gazetteer" && kind != ".txt" { // fetched beside the page, with limits of their own
			total += size
			continue
		}
		name, limit := "names model", 1_200_000.
		switch {
		case kind == ".txt":
			name, limit = "map's outlines", 60_000
		case kind == ".gazetteer":
			name, limit = "gazetteer", 600_000
		case strings.HasPrefix(path.Base(f.Name), "quotes"):
			name, limit = "quotes model", 600_000
		}
		r.atMost("download, Brotli: the "+name, float64(size), limit, "bytes")
	}
	for _, k := range []struct{ ext, name string }{
		{".html", "page"}, {".js", "scripts"}, {".css", "style"}, {".wasm", "WebAssembly, rules inside"}, {"rest", "icons and manifest"},
	} {
		r.figure("download, Brotli: "+k.name, float64(sizes[k.ext]), "bytes")
	}
	r.atMost("download, Brotli: all", float64(total), 2_200_000, "bytes")
}

package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// Site is everything the annotator is made of, as a host sends it. Its files name each other by relative addresses, so it works
// under any path.
type Site struct {
	// Version changes when any file does.
	Version string
	// Files are sorted by name.
	Files []File
}

// File is one file of a Site.
type File struct {
	// Name is the address relative to the site's root; of an Immutable file it holds a hash of the content.
	Name      string
	Immutable bool
	// Gzip and Brotli are the content compressed, nil for what does not get smaller.
	Gzip, Brotli []byte

	plain []byte
}

// Type returns the media type.
func (f *File) Type() string { return mediaTypes[path.Ext(f.Name)] }

var mediaTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".model":       "application/octet-stream",
	".gazetteer":   "application/octet-stream",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// Plain returns the content as it is uncompressed. The error tells of a damaged build.
func (f *File) Plain() ([]byte, error) {
	if f.plain != nil {
		return f.plain, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(f.Gzip))
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", f.Name, err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s.gz: %w", f.Name, err)
	}
	return plain, nil
}

// unhashed are the addresses that stay the same from version to version: a browser asks for them by these names.
var unhashed = map[string]bool{"index.html": true, "sw.js": true, "manifest.webmanifest": true}

// Load reads a built site: for each file its gzip (.gz) and Brotli (.br) form, or the plain file where compressing gains nothing.
// The error is ErrNotBuilt where dir holds no page.
func Load(dir fs.FS) (*Site, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, err
	}
	files := map[string]*File{}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || e.IsDir() {
			continue
		}
		data, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			return nil, err
		}
		name, form := e.Name(), path.Ext(e.Name())
		if form == ".gz" || form == ".br" {
			name = strings.TrimSuffix(name, form)
		}
		f := files[name]
		if f == nil {
			f = &File{Name: name, Immutable: !unhashed[name]}
			files[name] = f
		}
		switch form {
		case ".gz":
			f.Gzip = data
		case ".br":
			f.Brotli = data
		default:
			f.plain = data
		}
	}
	page := files["index.html"]
	if page == nil {
		return nil, ErrNotBuilt
	}
	site := &Site{}
	for _, f := range files {
		site.Files = append(site.Files, *f)
	}
	sort.Slice(site.Files, func(i, j int) bool { return site.Files[i].Name < site.Files[j].Name })
	html, err := page.Plain()
	if err != nil {
		return nil, err
	}
	site.Version = between(string(html), `data-version="`, `"`)
	return site, nil
}

func between(s, before, after string) string {
	_, s, _ = strings.Cut(s, before)
	s, _, _ = strings.Cut(s, after)
	return s
}

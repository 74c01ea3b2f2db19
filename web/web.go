// Package web carries the browser's annotator: the built site (embedded from dist), an http.Handler that serves it, and a writer
// that lays it down as a static folder. Package web/build makes dist from page and the WebAssembly.
package web

import (
	"embed"
	"errors"
	"io/fs"
	"sync"
)

// ErrNotBuilt is returned where the program was compiled without the site.
var ErrNotBuilt = errors.New("built without the site: run make build")

//go:embed all:dist
var dist embed.FS

// Built returns the site that the program carries, or ErrNotBuilt. The site is read once.
var Built = sync.OnceValues(func() (*Site, error) {
	dir, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	return Load(dir)
})

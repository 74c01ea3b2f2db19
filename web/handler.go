package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Handler serves the built site, or tells in words that there is none. Mount it under a sub-path with http.StripPrefix.
func Handler() http.Handler {
	site, err := Built()
	if err != nil {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "stet: "+err.Error(), http.StatusServiceUnavailable)
		})
	}
	return site.Handler()
}

// Handler serves the site: files by name, the page also as "/", everything compressed as the browser takes it. Names with a hash
// are kept for good, the others are asked for again each time.
func (s *Site) Handler() http.Handler {
	served := map[string]*served{}
	for i := range s.Files {
		f := &s.Files[i]
		sum := sha256.New()
		sum.Write(f.plain)
		sum.Write(f.Gzip)
		served[f.Name] = newServed(f, hex.EncodeToString(sum.Sum(nil)[:8]))
	}
	served[""] = served["index.html"]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, h := range headers {
			w.Header().Set(h[0], h[1])
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		f := served[name]
		if f == nil {
			// The gzip form by name is what the page unpacks itself where a proxy took the compression away.
			if f = served[strings.TrimSuffix(name, ".gz")]; f == nil || f.Gzip == nil || name == ".gz" {
				http.Error(w, "no such file", http.StatusNotFound)
				return
			}
			w.Header().Set("Content-Type", "application/gzip")
			f.send(w, r, f.Gzip, "")
			return
		}
		f.serve(w, r)
	})
}

type served struct {
	*File
	tag string
}

func newServed(f *File, tag string) *served { return &served{File: f, tag: tag} }

func (f *served) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.Type())
	if f.Gzip == nil {
		f.send(w, r, f.plain, "")
		return
	}
	h.Set("Vary", "Accept-Encoding")
	switch accepts := r.Header.Get("Accept-Encoding"); {
	case f.Brotli != nil && accepted(accepts, "br"):
		f.send(w, r, f.Brotli, "br")
	case accepted(accepts, "gzip"):
		f.send(w, r, f.Gzip, "gzip")
	default:
		plain, err := f.Plain()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		f.send(w, r, plain, "")
	}
}

// send lets net/http answer conditions and ranges; each encoding has its own tag.
func (f *served) send(w http.ResponseWriter, r *http.Request, data []byte, encoding string) {
	h := w.Header()
	h.Set("ETag", `"`+f.tag+encoding+`"`)
	h.Set("Cache-Control", "no-cache")
	if f.Immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		h.Set("Content-Length", strconv.Itoa(len(data)))
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// accepted tells whether an Accept-Encoding header takes an encoding: named, and not with a weight of nought.
func accepted(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) != encoding {
			continue
		}
		q, ok := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
		if !ok {
			return true
		}
		v, err := strconv.ParseFloat(q, 64)
		return err == nil && v > 0
	}
	return false
}

package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func squeezed(t *testing.T, s string) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

func testSite(t *testing.T, version string) *Site {
	t.Helper()
	page := `<script src="stet.` + version + `.js" data-version="` + version + `">`
	site, err := Load(fstest.MapFS{
		".gitkeep":                     {},
		"index.html.gz":                squeezed(t, page),
		"index.html.br":                {Data: []byte("page as brotli")},
		"stet." + version + ".js.gz":   squeezed(t, "script "+version),
		"stet." + version + ".js.br":   {Data: []byte("script as brotli")},
		"stet." + version + ".wasm.gz": squeezed(t, "\x00asm "+version),
		"icon.png":                     {Data: []byte("\x89PNG")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if site.Version != version {
		t.Fatalf("version %q, want %q", site.Version, version)
	}
	return site
}

func TestHandler(t *testing.T) {
	handler := testSite(t, "v1").Handler()
	for _, c := range []struct {
		path, accept           string
		status                 int
		mime, encoding, caches string
		body                   string
	}{
		{"/", "gzip, deflate, br", 200, "text/html; charset=utf-8", "br", "no-cache", "page as brotli"},
		{"/index.html", "", 200, "text/html; charset=utf-8", "", "no-cache", `<script src="stet.v1.js" data-version="v1">`},
		{"/stet.v1.js", "br;q=0, gzip", 200, "text/javascript; charset=utf-8", "gzip", "public, max-age=31536000, immutable", ""},
		{"/stet.v1.js", "br", 200, "text/javascript; charset=utf-8", "br", "public, max-age=31536000, immutable", "script as brotli"},
		{"/stet.v1.wasm", "identity", 200, "application/wasm", "", "public, max-age=31536000, immutable", "\x00asm v1"},
		{"/stet.v1.wasm.gz", "gzip", 200, "application/gzip", "", "public, max-age=31536000, immutable", ""},
		{"/icon.png", "gzip", 200, "image/png", "", "public, max-age=31536000, immutable", "\x89PNG"},
		{"/stet.v0.js", "br", 404, "text/plain; charset=utf-8", "", "", "no such file\n"},
		{"/../web.go", "", 404, "text/plain; charset=utf-8", "", "", "no such file\n"},
		{"/.gz", "", 404, "text/plain; charset=utf-8", "", "", "no such file\n"},
	} {
		r := httptest.NewRequest("GET", "http://localhost"+c.path, nil)
		r.Header.Set("Accept-Encoding", c.accept)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		h := w.Header()
		if w.Code != c.status || h.Get("Content-Type") != c.mime || h.Get("Content-Encoding") != c.encoding || h.Get("Cache-Control") != c.caches {
			t.Errorf("%s for %q: %d %q %q %q", c.path, c.accept, w.Code, h.Get("Content-Type"), h.Get("Content-Encoding"), h.Get("Cache-Control"))
		}
		if c.body != "" && w.Body.String() != c.body {
			t.Errorf("%s for %q: body %q", c.path, c.accept, w.Body)
		}
		if !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: security headers are missing", c.path)
		}
	}
}

func TestHandlerAnswersConditions(t *testing.T) {
	server := httptest.NewServer(testSite(t, "v1").Handler())
	defer server.Close()
	first, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Body.Close()
	r, _ := http.NewRequest("GET", server.URL, nil)
	r.Header.Set("If-None-Match", first.Header.Get("ETag"))
	second, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Body.Close()
	if second.StatusCode != http.StatusOK && second.StatusCode != http.StatusNotModified {
		t.Fatalf("status %d", second.StatusCode)
	}
	r.Header.Set("Accept-Encoding", "gzip") // as the first time: the transport asks for it by itself
	third, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer third.Body.Close()
	if third.StatusCode != http.StatusNotModified {
		t.Errorf("the same page again: status %d, want 304", third.StatusCode)
	}
	posted, err := http.Post(server.URL, "text/plain", strings.NewReader("story"))
	if err != nil {
		t.Fatal(err)
	}
	defer posted.Body.Close()
	if posted.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", posted.StatusCode)
	}
}

func TestLoadWithoutPage(t *testing.T) {
	if _, err := Load(fstest.MapFS{".gitkeep": {}}); !errors.Is(err, ErrNotBuilt) {
		t.Errorf("error %v", err)
	}
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir+string(filepath.Separator))] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "site")
	if err := testSite(t, "v1").Write(dir); err != nil {
		t.Fatal(err)
	}
	first := files(t, dir)
	for name, content := range map[string]string{"index.html": `<script src="stet.v1.js" data-version="v1">`, "stet.v1.wasm": "\x00asm v1", "icon.png": "\x89PNG"} {
		if first[name] != content {
			t.Errorf("%s: %q", name, first[name])
		}
	}
	if _, ok := first["stet.v1.wasm.gz"]; !ok {
		t.Error("the packed WebAssembly is missing")
	}

	// A newer version takes the place of the older and leaves what the host's owner put there.
	if err := os.WriteFile(filepath.Join(dir, "CNAME"), []byte("example.org"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := testSite(t, "v2").Write(dir); err != nil {
		t.Fatal(err)
	}
	second := files(t, dir)
	if second["CNAME"] != "example.org" {
		t.Error("a file that is not ours was removed")
	}
	if _, ok := second["stet.v1.js"]; ok || second["stet.v2.js"] != "script v2" {
		t.Error("the older version is still there, or the newer is not")
	}

	// The same site gives the same bytes.
	other := t.TempDir()
	if err := testSite(t, "v2").Write(other); err != nil {
		t.Fatal(err)
	}
	delete(second, "CNAME")
	if a, b := second, files(t, other); len(a) != len(b) {
		t.Errorf("%d files, then %d", len(a), len(b))
	} else {
		for name := range a {
			if a[name] != b[name] {
				t.Errorf("%s differs", name)
			}
		}
	}
}

func TestWriteRefusesWhatIsNotOurs(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.doc"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := testSite(t, "v1").Write(dir)
	if !errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), dir) {
		t.Errorf("error %v", err)
	}
	if len(files(t, dir)) != 1 {
		t.Error("something was written")
	}
	if err := testSite(t, "v1").Write(filepath.Join(dir, "thesis.doc")); err == nil {
		t.Error("a file was taken for a folder")
	}
}

func TestBuiltPolicyStandsInThePage(t *testing.T) {
	site, err := Built()
	if errors.Is(err, ErrNotBuilt) {
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/", nil))
		if body, _ := io.ReadAll(w.Body); w.Code != http.StatusServiceUnavailable || !strings.Contains(string(body), "make build") {
			t.Errorf("%d %s", w.Code, body)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range site.Files {
		plain, err := f.Plain()
		if err != nil {
			t.Fatal(err)
		}
		if f.Type() == "" {
			t.Errorf("%s has no media type", f.Name)
		}
		// Nothing in the site leads elsewhere but names of XML and licences in comments.
		if f.Name == "index.html" && (!strings.Contains(string(plain), "default-src &#39;none&#39;") || strings.Contains(string(plain), "://")) {
			t.Errorf("the page's policy or addresses are wrong: %s", plain)
		}
	}
}

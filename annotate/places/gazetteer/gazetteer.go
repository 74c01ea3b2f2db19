// Package gazetteer knows where places are: countries, their regions and counties, settlements, seas, rivers and well-known
// buildings, with what each is called, how many people live there, its coordinates and its GeoNames id. It is one file, which gen
// writes from GeoNames (CC BY 4.0) and from lists of our own.
//
// A name is looked up by a hash of its plain letters (Key), so the file carries the names of small places in three bytes each: what
// they are called a story says itself. The names that mark a place in a story, large and listed ones, it carries as text (Lists).
package gazetteer

import (
	"iter"
	"slices"

	"stet/annotate/kind"
	"stet/annotate/rules"
)

// Gazetteer is a loaded file. It does not change, and may be used from many goroutines.
type Gazetteer struct {
	countries []string // by number: ISO 3166-1 alpha-2
	country   map[string]int32
	regions   []region // by number; 0 stands for none
	places    []place
	heads     []int32 // by the low bits of a key: the first of names, counted from 1
	names     []name
	pack      *rules.Pack
}

// Place is a place that the gazetteer knows. Its id tells it from others of the same gazetteer.
type Place struct {
	ID       int32
	Kind     kind.Kind
	Country  string // ISO 3166-1 alpha-2; "" for what belongs to none
	Region   int32  // the first-order division that it lies in or is: see Region; 0 for none
	GeoNames int    // GeoNames id, 0 where unknown
	Lat, Lon int32  // thousandths of a degree
	People   int    // inhabitants, rounded; of seas, rivers and buildings how well they are known in the same measure
	County   bool   // a second-order division
	Capital  bool   // a state's seat
}

// place is Place as it is kept.
type place struct {
	geonames int32
	lat, lon int32
	country  int16
	region   int16
	size     uint8 // see people
	kind     kind.Kind
	county   bool
	capital  bool
}

type region struct {
	name  string
	place int32
}

// name leads from a key to a place.
type name struct {
	key   uint32
	place int32
	next  int32 // the next with the same low bits, counted from 1
}

// Thorough reports whether the gazetteer has the settlements of the country from 1,000 inhabitants on, of others from 15,000: these write
// much of the news in English, so their villages are named too.
func Thorough(country string) bool {
	switch country {
	case "US", "GB", "CA", "AU", "NZ", "IE":
		return true
	}
	return false
}

// Named yields the places with the key, in the file's order.
func (g *Gazetteer) Named(key uint32) iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for k := g.heads[key&uint32(len(g.heads)-1)]; k != 0; k = g.names[k-1].next {
			if n := &g.names[k-1]; n.key == key && !yield(g.at(n.place)) {
				return
			}
		}
	}
}

// Country returns the country with the ISO 3166-1 alpha-2 code, and whether there is one.
func (g *Gazetteer) Country(code string) (Place, bool) {
	n, ok := g.country[code]
	if !ok {
		return Place{}, false
	}
	return g.at(n), true
}

// Postal returns the key of the state with the two-letter postal code, "TX".
func Postal(code string) uint32 { return Key("US-" + code) }

// RegionName returns what the first-order division with the number is called; "" for 0.
func (g *Gazetteer) RegionName(region int32) string { return g.regions[region].name }

// Region returns the first-order division with the number, which must not be 0.
func (g *Gazetteer) Region(region int32) Place { return g.at(g.regions[region].place) }

// Packs returns the built-in rule packs, and behind them the names that mark a settlement in a story. Without a gazetteer, nil, these are
// missing.
func (g *Gazetteer) Packs() []*rules.Pack {
	packs := slices.Clone(rules.English())
	if g != nil {
		packs = append(packs, g.pack)
	}
	return packs
}

func (g *Gazetteer) at(i int32) Place {
	p := &g.places[i]
	return Place{ID: i, Kind: p.kind, Country: g.countries[p.country], Region: int32(p.region), GeoNames: int(p.geonames), Lat: p.lat, Lon: p.lon,
		People: people(p.size), County: p.county, Capital: p.capital}
}

// sizes are a quarter of an octave apart, in thousandths.
var sizes = [...]int{1000, 1189, 1414, 1682}

// largest is the largest size.
const largest = 128

// people returns how many a size stands for: 0, then from 1 on in steps of a quarter octave.
func people(size uint8) int {
	if size == 0 {
		return 0
	}
	return sizes[(size-1)%4] << ((size - 1) / 4) / 1000
}

// sizeOf returns the largest size that stands for no more than that many.
func sizeOf(n int) uint8 {
	size := uint8(0)
	for size < largest && people(size+1) <= n {
		size++
	}
	return size
}

package gazetteer_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"stet/annotate/kind"
	"stet/annotate/places/gazetteer"
)

const path = "../../models/places.gazetteer"

var file = sync.OnceValue(func() []byte {
	b, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return b
})

func load(t *testing.T) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.Load(file())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// find returns the largest place of the name and kind in the country and division.
func find(g *gazetteer.Gazetteer, name string, k kind.Kind, country, region string) (best gazetteer.Place, ok bool) {
	for p := range g.Named(gazetteer.Key(name)) {
		if p.Kind == k && p.Country == country && (region == "" || g.RegionName(p.Region) == region) && (!ok || p.People > best.People) {
			best, ok = p, true
		}
	}
	return best, ok
}

func TestKnowsPlaces(t *testing.T) {
	g := load(t)
	tests := []struct {
		name, country, region string
		kind                  kind.Kind
		lat, lon              float64
		id                    int
	}{
		{"Paris", "FR", "Île-de-France", kind.Settlement, 48.853, 2.349, 2988507},
		{"Paris", "US", "Texas", kind.Settlement, 33.66, -95.56, 4717560},
		{"London", "CA", "Ontario", kind.Settlement, 42.98, -81.23, 6058560},
		{"Texas", "US", "Texas", kind.Region, 31.25, -99.25, 4736286},
		{"Tex.", "US", "Texas", kind.Region, 31.25, -99.25, 4736286},
		{"N.Y.", "US", "New York", kind.Region, 43, -75.5, 5128638},
		{"Miami-Dade County", "US", "Florida", kind.Region, 25.75, -80.3, 0},
		{"Black Sea", "", "", kind.Natural, 43, 34, 0},
		{"São Paulo", "BR", "", kind.Settlement, -23.55, -46.64, 3448439},
		{"SAO PAULO", "BR", "", kind.Settlement, -23.55, -46.64, 3448439},
		{"St. Petersburg", "RU", "", kind.Settlement, 59.94, 30.31, 498817},
		{"Saint Petersburg", "RU", "", kind.Settlement, 59.94, 30.31, 498817},
	}
	for _, tt := range tests {
		p, ok := find(g, tt.name, tt.kind, tt.country, tt.region)
		near := func(d int32, want float64) bool { return float64(d)/1000 > want-0.5 && float64(d)/1000 < want+0.5 }
		if !ok || p.GeoNames != tt.id || !near(p.Lat, tt.lat) || !near(p.Lon, tt.lon) {
			t.Errorf("%s in %s %s: found %v %+v", tt.name, tt.country, tt.region, ok, p)
		}
	}
	if p, ok := g.Country("GB"); !ok || p.GeoNames != 2635167 || p.Kind != kind.Country {
		t.Errorf("GB: %v %+v", ok, p)
	}
	if p, ok := find(g, "Paris", kind.Settlement, "FR", ""); !ok || p.People < 1_500_000 || p.People > 2_500_000 {
		t.Errorf("Paris has %d inhabitants", p.People)
	}
}

func TestSaysWhatIsWrong(t *testing.T) {
	good := file()
	damaged := slices.Clone(good)
	damaged[len(damaged)/2]++
	newer := slices.Clone(good)
	newer[len("stet places\n")]++
	for _, tt := range []struct {
		file []byte
		want string
	}{
		{[]byte("names"), "does not begin"},
		{good[:20], "cut off"},
		{good[:len(good)-1], "damaged"},
		{damaged, "checksum"},
		{newer, "version 2"},
	} {
		if _, err := gazetteer.Load(tt.file); !errors.Is(err, gazetteer.ErrFile) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("want %q, got %v", tt.want, err)
		}
	}
}

func TestReadsWhatItWrites(t *testing.T) {
	c := gazetteer.Contents{
		Countries: []gazetteer.Entry{{Names: []string{""}}, {Names: []string{"XA"}, GeoNames: 7, Lat: -10_500, Lon: 179_990, People: 5000}},
		Regions:   []gazetteer.Entry{{Names: []string{""}}, {Names: []string{"Ostra", "Ost."}, Country: 1, GeoNames: 9, Lat: -10_000, Lon: 179_000, People: 4000}},
		Lists: []gazetteer.Listed{{Rule: "city", Entries: []gazetteer.Entry{
			{Names: []string{"Lindheim", "Old Lindheim"}, Kind: kind.Settlement, Country: 1, Region: 1, GeoNames: 12, Lat: -10_123, Lon: 179_456, People: 90_000, Also: []string{"Linnem"}}}}},
		Others: []gazetteer.Entry{{Names: []string{"Lindheim"}, Kind: kind.Settlement, Country: 1, GeoNames: 3, Lat: 1000, Lon: 2000, People: 1500},
			{Names: []string{"Ostra County"}, Kind: kind.Region, County: true, Country: 1, Region: 1, Lat: 10, Lon: -10}},
	}
	g, err := gazetteer.Load(c.Encode())
	if err != nil {
		t.Fatal(err)
	}
	var ids []int
	for p := range g.Named(gazetteer.Key("lindheim")) {
		ids = append(ids, p.GeoNames)
	}
	if !slices.Equal(ids, []int{12, 3}) {
		t.Errorf("Lindheim: %v", ids)
	}
	p, ok := find(g, "Old Lindheim", kind.Settlement, "XA", "Ostra")
	if !ok || p.Lat != -10_123 || p.Lon != 179_456 || p.People < 75_000 || p.People > 90_000 {
		t.Errorf("%v %+v", ok, p)
	}
	if p, ok := find(g, "Linnem", kind.Settlement, "XA", "Ostra"); !ok || p.GeoNames != 12 || p.Capital {
		t.Errorf("%v %+v", ok, p)
	}
	if p, ok := find(g, "Ostra County", kind.Region, "XA", "Ostra"); !ok || !p.County || p.Lat != 10 || p.Lon != -10 {
		t.Errorf("%v %+v", ok, p)
	}
}

// Whatever a file holds, it is read or refused, with the checksum set right so that reading goes on behind it.
func FuzzLoad(f *testing.F) {
	f.Add([]byte{}, 0)
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1}, 100)
	c := gazetteer.Contents{Countries: []gazetteer.Entry{{Names: []string{""}}}, Regions: []gazetteer.Entry{{Names: []string{""}}}}
	small := c.Encode()
	f.Fuzz(func(t *testing.T, b []byte, at int) {
		body := slices.Clone(small[:len(small)-32])
		head := len("stet places\n") + 1
		if at = head + max(at, 0)%(len(body)-head+1); true {
			body = append(body[:at:at], b...)
		}
		if g, err := gazetteer.Load(gazetteer.Sum(body)); err == nil {
			for range g.Named(gazetteer.Key("x")) {
			}
		} else if !errors.Is(err, gazetteer.ErrFile) {
			t.Error(err)
		}
	})
}

package gazetteer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/sum"
)

// Version is the version of the file's form.
const Version = 1

// magic begins a file; the version follows it in one byte, and in the end stands the SHA-256 of everything before.
const magic = "stet places\n"

// ErrFile is what all errors of Load are: the file is no gazetteer, of another version, or damaged.
var ErrFile = errors.New("gazetteer")

func bad(format string, a ...any) error {
	return fmt.Errorf("%w: %s", ErrFile, fmt.Sprintf(format, a...))
}

// Load reads a file. The error wraps ErrFile and says what is wrong with it.
func Load(file []byte) (*Gazetteer, error) {
	switch {
	case !bytes.HasPrefix(file, []byte(magic)):
		return nil, bad("it does not begin with %q", strings.TrimSpace(magic))
	case len(file) < len(magic)+1+sum.Size:
		return nil, bad("cut off after %d bytes: fetch it again", len(file))
	case file[len(magic)] != Version:
		return nil, bad("version %d, but this engine reads version %d: make or fetch the one that belongs to it", file[len(magic)], Version)
	}
	body := file[:len(file)-sum.Size]
	got := sum.Of(body)
	if !bytes.Equal(got[:], file[len(body):]) {
		return nil, bad("damaged: its contents do not match its checksum; fetch it again")
	}
	d := &decoder{b: body[len(magic)+1:]}
	g := &Gazetteer{country: map[string]int32{}}
	g.readCountries(d)
	g.readRegions(d)
	lists := g.readLists(d)
	g.readOthers(d)
	if d.err == nil && len(d.b) > 0 {
		d.err = bad("%d bytes too long", len(d.b))
	}
	if d.err != nil {
		return nil, d.err
	}
	g.index()
	g.pack = rules.Gazetteer("the gazetteer", got, lists...)
	return g, nil
}

// index makes the names ready to be looked up.
func (g *Gazetteer) index() {
	size := 1024
	for size < len(g.names) {
		size *= 2
	}
	g.heads = make([]int32, size)
	for k := len(g.names) - 1; k >= 0; k-- {
		n := &g.names[k]
		head := &g.heads[n.key&uint32(size-1)]
		n.next, *head = *head, int32(k+1)
	}
}

func (g *Gazetteer) add(p place) int32 {
	g.places = append(g.places, p)
	return int32(len(g.places) - 1)
}

func (g *Gazetteer) call(key uint32, place int32) {
	g.names = append(g.names, name{key: key, place: place})
}

// readCountries reads the codes, two letters each, then each country's id, place and size.
func (g *Gazetteer) readCountries(d *decoder) {
	codes := d.text()
	for i := 0; i+1 < len(codes); i += 2 {
		g.countries = append(g.countries, strings.TrimSpace(codes[i:i+2]))
	}
	for i, code := range g.countries { // the first is none
		n := g.add(place{kind: kind.Country, country: int16(i)})
		if code != "" {
			g.country[code] = n
		}
	}
	d.columns(g.places, 10)
}

// lines reads text whose lines hold names, parted by bars.
func (d *decoder) lines() []string {
	t := d.text()
	if t == "" {
		return nil
	}
	return strings.Split(t, "\n")
}

// readRegions reads the first-order divisions: their names, then their places. Number 0 is none.
func (g *Gazetteer) readRegions(d *decoder) {
	lines := d.lines()
	from := len(g.places)
	for i, country := range d.numbers(len(lines), len(g.countries)) {
		n := g.add(place{kind: kind.Region, country: int16(country), region: int16(i)})
		names := strings.Split(lines[i], "|")
		g.regions = append(g.regions, region{names[0], n})
		for _, s := range names {
			if s != "" {
				g.call(Key(s), n)
			}
		}
	}
	d.columns(g.places[from:], 10)
}

// readLists reads the settlements that rules mark: by rule their names, then their places.
func (g *Gazetteer) readLists(d *decoder) (lists []rules.List) {
	for range d.number(16) {
		l := rules.List{Rule: d.text()}
		lines := d.lines()
		from := len(g.places)
		countries, regions := d.numbers(len(lines), len(g.countries)), d.numbers(len(lines), len(g.regions))
		for i := range countries {
			n := g.add(place{kind: kind.Settlement, country: int16(countries[i]), region: int16(regions[i]), capital: l.Rule == "capital"})
			for s := range strings.SplitSeq(lines[i], "|") {
				g.call(Key(s), n)
			}
		}
		g.readKeys(d, from, d.bytes(len(countries)))
		d.columns(g.places[from:], 1)
		sizes := d.numbers(len(countries), 1<<20)
		for i := range countries {
			p := &g.places[from+i]
			known := &rules.Place{Country: g.countries[p.country], GeoNames: int(p.geonames), Lat: p.lat, Lon: p.lon, Size: int32(sizes[i])}
			for s := range strings.SplitSeq(lines[i], "|") {
				if known.Name == "" {
					known.Name = s
				}
				l.Names, l.Places = append(l.Names, s), append(l.Places, known)
			}
		}
		lists = append(lists, l)
	}
	return lists
}

// readOthers reads what has keys alone: small settlements, counties, and what is written by hand.
func (g *Gazetteer) readOthers(d *decoder) {
	n := d.number(1 << 22)
	countries, regions, kinds, called := d.numbers(n, len(g.countries)), d.numbers(n, len(g.regions)), d.bytes(n), d.bytes(n)
	from := len(g.places)
	g.places = slices.Grow(g.places, len(regions)) // memory that a browser has given once, it does not take back
	for i := range regions {
		p := place{kind: kind.Kind(kinds[i] & 15), county: kinds[i]&16 != 0, country: int16(countries[i]), region: int16(regions[i])}
		if p.kind.Type() != kind.Location {
			d.fail()
			return
		}
		g.add(p)
	}
	g.readKeys(d, from, called)
	d.columns(g.places[from:], 10)
}

// readKeys reads the names that are carried as keys alone, so many of each place.
func (g *Gazetteer) readKeys(d *decoder, from int, called []byte) {
	total := 0
	for _, n := range called {
		total += int(n)
	}
	low, middle, high := d.bytes(total), d.bytes(total), d.bytes(total)
	if d.err != nil {
		return
	}
	g.names = slices.Grow(g.names, total)
	k := 0
	for i, n := range called {
		for range n {
			g.call(uint32(low[k])|uint32(middle[k])<<8|uint32(high[k])<<16, int32(from+i))
			k++
		}
	}
}

// decoder reads what Encode wrote. After an error it yields nothing more.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = bad("cut off or damaged inside")
	}
	d.b = nil
}

// number reads a number that must be below the limit.
func (d *decoder) number(limit int) int {
	v, n := binary.Uvarint(d.b)
	if n <= 0 || v >= uint64(limit) {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return int(v)
}

func (d *decoder) signed() int32 {
	v, n := binary.Varint(d.b)
	if n <= 0 || v < -1<<30 || v > 1<<30 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return int32(v)
}

func (d *decoder) bytes(n int) []byte {
	if n > len(d.b) {
		d.fail()
		return nil
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *decoder) text() string { return string(d.bytes(d.number(len(d.b) + 1))) }

// numbers reads n numbers below the limit, as differences.
func (d *decoder) numbers(n, limit int) []int32 {
	if n > len(d.b) {
		d.fail()
		return nil
	}
	list := make([]int32, n)
	last := int32(0)
	for i := range list {
		last += d.signed()
		if last < 0 || int(last) >= limit {
			d.fail()
			return nil
		}
		list[i] = last
	}
	return list
}

// columns reads ids, latitudes, longitudes and sizes of the places, ids and degrees as differences. Degrees are in so many thousandths.
func (d *decoder) columns(places []place, unit int32) {
	if 4*len(places) > len(d.b) {
		d.fail()
		return
	}
	var id, lat, lon int32
	for i := range places {
		id += d.signed()
		places[i].geonames = id
	}
	for i := range places {
		lat += d.signed()
		places[i].lat = lat * unit
	}
	for i := range places {
		lon += d.signed()
		places[i].lon = lon * unit
	}
	for i, size := range d.bytes(len(places)) {
		places[i].size = size
	}
	for i := range places {
		if p := &places[i]; p.geonames < 0 || p.lat < -90_000 || p.lat > 90_000 || p.lon < -180_000 || p.lon > 180_000 || p.size > largest {
			d.fail()
			return
		}
	}
}

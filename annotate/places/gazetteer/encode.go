package gazetteer

import (
	"encoding/binary"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/sum"
)

// Entry is a place as Encode takes it.
type Entry struct {
	Names    []string // the first is its own
	Also     []string // of a listed settlement: names that do not mark it
	Kind     kind.Kind
	County   bool
	Country  int // index of Contents.Countries
	Region   int // index of Contents.Regions
	GeoNames int
	Lat, Lon int // thousandths of a degree
	People   int
}

// Listed are the settlements that a rule marks.
type Listed struct {
	Rule    string
	Entries []Entry
}

// Contents is what a file holds. The first country and the first region are none. Equal neighbours in country and region make it small.
type Contents struct {
	Countries []Entry // their names are the codes; "" for none
	Regions   []Entry
	Lists     []Listed
	Others    []Entry
}

// Encode writes a file. The same contents make the same bytes.
func (c *Contents) Encode() []byte {
	b := append([]byte(magic), Version)
	var codes strings.Builder
	for _, e := range c.Countries {
		codes.WriteString((e.Names[0] + "  ")[:2])
	}
	b = appendText(b, codes.String())
	b = appendColumns(b, c.Countries, 10)

	b = appendText(b, lines(c.Regions))
	b = appendNumbers(b, c.Regions, func(e *Entry) int { return e.Country })
	b = appendColumns(b, c.Regions, 10)

	b = binary.AppendUvarint(b, uint64(len(c.Lists)))
	for _, l := range c.Lists {
		b = appendText(b, l.Rule)
		b = appendText(b, lines(l.Entries))
		b = appendNumbers(b, l.Entries, func(e *Entry) int { return e.Country })
		b = appendNumbers(b, l.Entries, func(e *Entry) int { return e.Region })
		b = appendKeys(b, l.Entries, func(e *Entry) []string { return e.Also })
		b = appendColumns(b, l.Entries, 1)
		b = appendNumbers(b, l.Entries, func(e *Entry) int { return (e.People + 500) / 1000 })
	}

	b = binary.AppendUvarint(b, uint64(len(c.Others)))
	b = appendNumbers(b, c.Others, func(e *Entry) int { return e.Country })
	b = appendNumbers(b, c.Others, func(e *Entry) int { return e.Region })
	for _, e := range c.Others {
		k := byte(e.Kind)
		if e.County {
			k |= 16
		}
		b = append(b, k)
	}
	b = appendKeys(b, c.Others, func(e *Entry) []string { return e.Names })
	b = appendColumns(b, c.Others, 10)
	end := sum.Of(b)
	return append(b, end[:]...)
}

// appendKeys writes how many names each place has, then their keys, the low bytes first.
func appendKeys(b []byte, list []Entry, of func(e *Entry) []string) []byte {
	for i := range list {
		b = append(b, byte(len(of(&list[i]))))
	}
	for shift := 0; shift < keyBits; shift += 8 {
		for i := range list {
			for _, s := range of(&list[i]) {
				b = append(b, byte(Key(s)>>shift))
			}
		}
	}
	return b
}

func lines(list []Entry) string {
	all := make([]string, len(list))
	for i, e := range list {
		all[i] = strings.Join(e.Names, "|")
	}
	return strings.Join(all, "\n")
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendNumbers(b []byte, list []Entry, of func(e *Entry) int) []byte {
	last := 0
	for i := range list {
		n := of(&list[i])
		b = binary.AppendVarint(b, int64(n-last))
		last = n
	}
	return b
}

func appendColumns(b []byte, list []Entry, unit int) []byte {
	round := func(d int) int {
		if d < 0 {
			return -((-d + unit/2) / unit)
		}
		return (d + unit/2) / unit
	}
	b = appendNumbers(b, list, func(e *Entry) int { return e.GeoNames })
	b = appendNumbers(b, list, func(e *Entry) int { return round(e.Lat) })
	b = appendNumbers(b, list, func(e *Entry) int { return round(e.Lon) })
	for _, e := range list {
		b = append(b, sizeOf(e.People))
	}
	return b
}

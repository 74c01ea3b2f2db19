// World makes the outlines of the map, web/page/world.txt, from Natural Earth's countries at 1:110 million (public domain) as the npm
// package world-atlas 2.0.2 carries them, and the country codes of world-countries 5.1.0.
//
//	npm pack world-atlas@2.0.2 world-countries@5.1.0     # and unpack both
//	go run ./web/world -atlas world-atlas/countries-110m.json -codes world-countries/countries.json -o web/page/world.txt
//
// A line is a country: its ISO 3166-1 alpha-2 code, or "-" for land that has none, a tab, and an SVG path. Units are tenths of a degree
// in Miller's cylindrical projection (O. M. Miller, 1942), x to the east from 180° W, y to the south from the equator.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
)

func main() {
	atlas := flag.String("atlas", "", "world-atlas's `file` countries-110m.json")
	codes := flag.String("codes", "", "world-countries' `file` countries.json")
	out := flag.String("o", "", "the `file` to write")
	flag.Parse()
	if err := run(*atlas, *codes, *out); err != nil {
		fmt.Fprintln(os.Stderr, "world:", err)
		os.Exit(1)
	}
}

func run(atlas, codes, out string) error {
	var world topology
	var list []struct{ CCA2, CCN3 string }
	for _, f := range []struct {
		name string
		into any
	}{{atlas, &world}, {codes, &list}} {
		b, err := os.ReadFile(f.name)
		if err == nil {
			err = json.Unmarshal(b, f.into)
		}
		if err != nil {
			return err
		}
	}
	code := map[string]string{}
	for _, c := range list {
		code[c.CCN3] = c.CCA2
	}
	var lines []string
	for _, g := range world.Objects.Countries.Geometries {
		if g.ID == antarctica {
			continue
		}
		name := code[g.ID]
		if name == "" {
			name = "-"
		}
		path, err := world.path(g)
		if err != nil {
			return err
		}
		lines = append(lines, name+"\t"+path)
	}
	slices.Sort(lines)
	var b bytes.Buffer
	for _, l := range lines {
		b.WriteString(l + "\n")
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}

// antarctica is where no news is from, and takes much of the map.
const antarctica = "010"

// topology is what of a TopoJSON file is needed.
type topology struct {
	Arcs      [][][2]int
	Transform struct{ Scale, Translate [2]float64 }
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	ID   string
	Type string
	Arcs json.RawMessage
}

// path returns a country's outline.
func (t *topology) path(g geometry) (string, error) {
	var shapes [][][]int
	switch g.Type {
	case "Polygon":
		shapes = make([][][]int, 1)
		if err := json.Unmarshal(g.Arcs, &shapes[0]); err != nil {
			return "", err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(g.Arcs, &shapes); err != nil {
			return "", err
		}
	default:
		return "", fmt.Errorf("%s: a %s", g.ID, g.Type)
	}
	var b []byte
	for _, rings := range shapes {
		for _, ring := range rings {
			var points [][2]int
			for _, arc := range ring {
				points = append(points, t.arc(arc)...)
			}
			unwrap(points)
			points = slices.Compact(points)
			if len(points) < 4 {
				continue
			}
			b = appendPair(append(b, 'M'), points[0])
			b = append(b, 'l')
			for i, p := range points[1 : len(points)-1] {
				if i > 0 {
					b = append(b, ' ')
				}
				b = appendPair(b, [2]int{p[0] - points[i][0], p[1] - points[i][1]})
			}
			b = append(b, 'z')
		}
	}
	return string(b), nil
}

// unwrap lets a ring that crosses the 180th meridian go on beyond the map's edge, where it would jump to the other one.
func unwrap(points [][2]int) {
	for i := 1; i < len(points); i++ {
		for points[i][0]-points[i-1][0] > 1800 {
			points[i][0] -= 3600
		}
		for points[i][0]-points[i-1][0] < -1800 {
			points[i][0] += 3600
		}
	}
}

func appendPair(b []byte, p [2]int) []byte {
	b = strconv.AppendInt(b, int64(p[0]), 10)
	return strconv.AppendInt(append(b, ' '), int64(p[1]), 10)
}

// arc returns an arc's points; a negative number is that of the arc backwards.
func (t *topology) arc(n int) [][2]int {
	back := n < 0
	if back {
		n = ^n
	}
	var points [][2]int
	x, y := 0, 0
	for _, d := range t.Arcs[n] {
		x, y = x+d[0], y+d[1]
		lon := float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0]
		lat := float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]
		points = append(points, [2]int{int(math.Round((lon + 180) * 10)), int(math.Round(-miller(lat) * 10))})
	}
	if back {
		slices.Reverse(points)
	}
	return points
}

// miller returns how far a latitude is from the equator, in degrees of the equator.
func miller(lat float64) float64 {
	return 180 / math.Pi * 1.25 * math.Log(math.Tan(math.Pi/4+0.4*lat*math.Pi/180))
}

package main

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"stet/annotate/places/gazetteer"
	"stet/annotate/rules/gen/letters"
)

// town is a settlement of the PyPI package, which has more of them and their names, but does not say what each is the seat of.
type town struct {
	Name       string   `json:"name"`
	Others     []string `json:"alternatenames"`
	Country    string   `json:"countrycode"`
	Region     string   `json:"admin1code"`
	Lat        float64  `json:"latitude"`
	Lon        float64  `json:"longitude"`
	Population int      `json:"population"`
	ID         int      `json:"geonameid"`
}

// readTowns reads the towns by id.
func readTowns(dir string) (map[int]*town, error) {
	var all map[string]*town
	if err := readJSON(filepath.Join(dir, "cities1000.json"), &all); err != nil {
		return nil, err
	}
	towns := map[int]*town{}
	for _, t := range all {
		towns[t.ID] = t
	}
	return towns, nil
}

// mostSpellings is how many other spellings a settlement may have.
const mostSpellings = 2

// fewestSpelled is how many inhabitants a settlement needs for its other spellings to be carried.
const fewestSpelled = 50_000

// spellings returns what else the settlement is called: of all its names in all languages those that are close to its own, or the
// part of it that news uses (Qamishli for Al Qāmishlī, Newcastle for Newcastle upon Tyne).
func (t *town) spellings() []string {
	if t == nil {
		return nil
	}
	kept, keys := []string{t.Name}, []uint32{gazetteer.Key(t.Name)}
	if t.Population < fewestSpelled {
		return kept
	}
	own := plain(t.Name)
	short := shortened(own)
	add := func(s string) {
		if k := gazetteer.Key(s); len(kept) <= mostSpellings && !slices.Contains(keys, k) {
			keys, kept = append(keys, k), append(kept, s)
		}
	}
	add(short)
	slices.SortFunc(t.Others, func(a, b string) int {
		return cmp.Or(cmp.Compare(distance(plain(a), short), distance(plain(b), short)), cmp.Compare(a, b))
	})
	for _, s := range t.Others {
		if p := plain(s); latin(s) && (close(p, own) || close(p, short)) {
			add(s)
		}
	}
	return kept
}

func plain(s string) string {
	return strings.ToLower(strings.NewReplacer("'", "", "’", "", "`", "", "-", " ").Replace(letters.Plain(s)))
}

// latin reports whether the name is in plain Latin letters, as it would stand in an English story.
func latin(s string) bool {
	for _, r := range s {
		if r > 127 {
			return false
		}
	}
	return len(s) >= 4
}

var (
	article = regexp.MustCompile(`^(al|ad|an|ar|as|ash|at|az) `)
	tail    = regexp.MustCompile(` (upon|on|am|an der|ob der|sur|city).*$`)
)

func shortened(name string) string {
	if s := tail.ReplaceAllString(article.ReplaceAllString(name, ""), ""); len(s) >= 4 {
		return s
	}
	return name
}

// close reports whether two spellings begin alike and differ in one letter, or in two of long ones.
func close(a, b string) bool {
	most := 0
	switch n := min(len(a), len(b)); {
	case n >= 7:
		most = 2
	case n >= 5:
		most = 1
	}
	return most > 0 && a[0] == b[0] && distance(a, b) <= most
}

// distance is Levenshtein's.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

package main

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"stet/annotate/models"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
)

// places is the gazetteer that the engine has too.
var places = sync.OnceValue(func() *gazetteer.Gazetteer {
	g, err := gazetteer.Load(models.Places)
	if err != nil {
		panic(err)
	}
	return g
})

// compile makes a set of the built-in packs with the evidence given.
func compile(pack []byte) (*rules.Set, error) {
	fresh, err := rules.Load("evidence.jsonl", bytes.NewReader(pack))
	if err != nil {
		return nil, err
	}
	packs := places().Packs()
	for i, p := range packs {
		if strings.HasSuffix(p.Name, "/evidence.jsonl") {
			packs[i] = fresh
		}
	}
	return rules.Compile(packs...)
}

var (
	weightsField = regexp.MustCompile(`"weights":\[([^\]]*)\]`)
	idField      = regexp.MustCompile(`"id":"([^"]*)"`)
)

// rewrite puts the weights into the pack's lines, in hundredths, the mean over the classes taken off. Lines of names hold four
// weights without a tagger and then four beside one; what is fitted is the latter where beside is set.
func rewrite(pack []byte, ids []string, weights [][classes]float64, beside bool) []byte {
	of := map[string]*[classes]float64{}
	for k, id := range ids {
		of[id] = &weights[k]
	}
	lines := strings.Split(string(pack), "\n")
	for i, line := range lines {
		id, field := idField.FindStringSubmatch(line), weightsField.FindStringSubmatch(line)
		if id == nil || field == nil || of[id[1]] == nil {
			continue // never seen, or of the other table
		}
		w := of[id[1]]
		var now []int
		for s := range strings.SplitSeq(field[1], ",") {
			n, _ := strconv.Atoi(s)
			now = append(now, n)
		}
		if len(now) == 2 {
			d := int(math.Round(50 * (w[acts] - w[stands])))
			now = []int{d, -d}
		} else {
			for len(now) < 2*classes {
				now = append(now, now[len(now)-classes])
			}
			to := now[:classes]
			if beside {
				to = now[classes:]
			}
			mean := (w[0] + w[1] + w[2] + w[3]) / classes
			for k := range to {
				to[k] = int(math.Round(100 * (w[k] - mean)))
			}
		}
		lines[i] = weightsField.ReplaceAllString(line, `"weights":`+strings.ReplaceAll(fmt.Sprint(now), " ", ","))
	}
	return []byte(strings.Join(lines, "\n"))
}

// Command fit fits the weights of en/evidence.jsonl: a multinomial logistic regression over stories whose names are marked.
//
//	go run ./annotate/names/fit -data wwnw.train.jsonl,gum.train.jsonl:0.3 -pack annotate/rules/en/evidence.jsonl
//
// The stories are JSON Lines {"text", "spans": [{"layer": "name", "kind", "start", "end"}]}, offsets in code points; a number behind a
// file is the weight of its stories. The second round of evidence depends on the first's weights, so the fit goes twice.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stet/annotate/names"
	"stet/annotate/rules"
	"stet/annotate/text"
)

const classes = 4

type story struct {
	Text  string `json:"text"`
	Spans []struct {
		Layer, Kind string
		Start, End  int
	} `json:"spans"`
	weight float64
}

type sample struct {
	rows   []int
	class  int
	weight float64
}

func main() {
	data := flag.String("data", "", "files of stories with names, parted by commas, each with :weight where it is not 1")
	states := flag.String("states", "", "files of stories with literal and metonymic toponyms, in the same form")
	pack := flag.String("pack", "annotate/rules/en/evidence.jsonl", "the pack to rewrite")
	rounds := flag.Int("rounds", 3, "how often to fit and weigh anew")
	flag.Parse()
	err := run(*data, *pack, *rounds, observeNames)
	if err == nil {
		err = run(*states, *pack, *rounds, observeStates)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(data, pack string, rounds int, observe func(*rules.Set, []story) ([]sample, []string)) error {
	if data == "" {
		return nil
	}
	var stories []story
	for part := range strings.SplitSeq(data, ",") {
		file, w, _ := strings.Cut(part, ":")
		weight := 1.0
		if w != "" {
			weight, _ = strconv.ParseFloat(w, 64)
		}
		more, err := read(file, weight)
		if err != nil {
			return err
		}
		stories = append(stories, more...)
	}
	for range rounds {
		set, err := compile(pack)
		if err != nil {
			return err
		}
		samples, ids := observe(set, stories)
		weights, loss, right := fit(samples, len(ids))
		fmt.Printf("%d candidates, loss %.4f, right %.2f %%\n", len(samples), loss, 100*right)
		if err := rewrite(pack, ids, weights); err != nil {
			return err
		}
	}
	return nil
}

// compile makes a set of the built-in packs with the evidence as the file now has it.
func compile(pack string) (*rules.Set, error) {
	b, err := os.ReadFile(pack)
	if err != nil {
		return nil, err
	}
	fresh, err := rules.Load(pack, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	packs := append([]*rules.Pack(nil), rules.English()...)
	for i, p := range packs {
		if strings.HasSuffix(p.Name, "/evidence.jsonl") {
			packs[i] = fresh
		}
	}
	return rules.Compile(packs...)
}

func read(file string, weight float64) ([]story, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []story
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		s := story{weight: weight}
		if err := json.Unmarshal(in.Bytes(), &s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, in.Err()
}

// collector numbers the evidence that samples hold.
type collector struct {
	samples []sample
	ids     []string
	number  map[string]int
}

func (c *collector) add(evidence []string, class int, weight float64) {
	s := sample{class: class, weight: weight}
	for _, id := range evidence {
		if _, ok := c.number[id]; !ok {
			c.number[id] = len(c.ids)
			c.ids = append(c.ids, id)
		}
		s.rows = append(s.rows, c.number[id])
	}
	c.samples = append(c.samples, s)
}

// unknown is the class of what the corpora do not agree about.
const unknown = -1

var classOf = map[string]int{"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "FACILITY": 2}

// observeNames returns a sample for every candidate: the class of the marked name that it overlaps most, else none.
func observeNames(set *rules.Set, stories []story) ([]sample, []string) {
	all := collector{number: map[string]int{}}
	for _, s := range stories {
		t := text.Parse(s.Text)
		o := text.NewOffsets(s.Text)
		for _, c := range names.Candidates(t, set.Find(t)) {
			start, end := o.CodePoint(c.Start), o.CodePoint(c.End)
			class, most := 3, 0
			for _, g := range s.Spans {
				if over := min(end, g.End) - max(start, g.Start); g.Layer == "name" && over > most {
					most = over
					k, ok := classOf[g.Kind]
					switch {
					case !ok && g.Kind == "NORP":
						k = unknown // "US" before a noun is marked so in some corpora, as a place in others
					case !ok:
						k = 3
					}
					class = k
				}
			}
			if class == unknown {
				continue
			}
			all.add(c.Evidence, class, s.weight)
		}
	}
	return all.samples, all.ids
}

// observeStates returns a sample for every place that is marked as literal (class 1) or as standing for its state (class 0).
func observeStates(set *rules.Set, stories []story) ([]sample, []string) {
	all := collector{number: map[string]int{}}
	for _, s := range stories {
		t := text.Parse(s.Text)
		o := text.NewOffsets(s.Text)
		for _, c := range names.Places(t, set.Find(t)) {
			start, end := o.CodePoint(c.Start), o.CodePoint(c.End)
			for _, g := range s.Spans {
				if g.Layer != "toponym" || g.Start != start || g.End != end {
					continue
				}
				switch g.Kind {
				case "Literal", "Literal_Modifier":
					all.add(c.Evidence, 1, s.weight)
				case "Metonymic", "Non_Literal_Modifier":
					all.add(c.Evidence, 0, s.weight)
				}
			}
		}
	}
	return all.samples, all.ids
}

// fit runs AdaGrad over the samples.
func fit(samples []sample, rows int) (weights [][classes]float64, loss, right float64) {
	weights = make([][classes]float64, rows)
	sums := make([][classes]float64, rows)
	mean := make([][classes]float64, rows) // over the later epochs: steadier than where the last one ends
	const rate, decay, epochs, from = 0.1, 2e-5, 16, 8
	order := make([]int, len(samples))
	for i := range order {
		order[i] = i
	}
	seed := uint64(1)
	for epoch := range epochs {
		for i := len(order) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int(seed>>33) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		loss, right = 0, 0
		total := 0.0
		for _, i := range order {
			s := &samples[i]
			p := predict(weights, s)
			loss -= math.Log(p[s.class]) * s.weight
			total += s.weight
			if argmax(p) == s.class {
				right += s.weight
			}
			for k := range p {
				g := p[k]
				if k == s.class {
					g--
				}
				g *= s.weight
				for _, r := range s.rows {
					d := g + decay*weights[r][k]
					sums[r][k] += d * d
					weights[r][k] -= rate * d / (1e-6 + math.Sqrt(sums[r][k]))
				}
			}
		}
		loss, right = loss/total, right/total
		if epoch >= from {
			for r := range mean {
				for k := range mean[r] {
					mean[r][k] += weights[r][k] / (epochs - from)
				}
			}
		}
	}
	return mean, loss, right
}

func predict(weights [][classes]float64, s *sample) (p [classes]float64) {
	for _, r := range s.rows {
		for k := range p {
			p[k] += weights[r][k]
		}
	}
	top := p[argmax(p)]
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

func argmax(p [classes]float64) int {
	b := 0
	for k := range p {
		if p[k] > p[b] {
			b = k
		}
	}
	return b
}

var weightsField = regexp.MustCompile(`"weights":\[[^\]]*\]`)
var idField = regexp.MustCompile(`"id":"([^"]*)"`)

// rewrite puts the weights into the pack's lines, in hundredths, the mean over the classes taken off.
func rewrite(pack string, ids []string, weights [][classes]float64) error {
	b, err := os.ReadFile(pack)
	if err != nil {
		return err
	}
	lines := strings.Split(string(b), "\n")
	for i, line := range lines {
		m := idField.FindStringSubmatch(line)
		if m == nil || !weightsField.MatchString(line) {
			continue
		}
		w := [classes]float64{}
		for k, id := range ids {
			if id == m[1] {
				w = weights[k]
			}
		}
		if !slices.Contains(ids, m[1]) {
			continue // never seen, or of the other table
		}
		if strings.Count(weightsField.FindString(line), ",") == 1 {
			d := int(math.Round(50 * (w[0] - w[1])))
			lines[i] = weightsField.ReplaceAllString(line, fmt.Sprintf(`"weights":[%d,%d]`, d, -d))
			continue
		}
		mean := (w[0] + w[1] + w[2] + w[3]) / classes
		lines[i] = weightsField.ReplaceAllString(line, fmt.Sprintf(`"weights":[%.0f,%.0f,%.0f,%.0f]`, 100*(w[0]-mean), 100*(w[1]-mean), 100*(w[2]-mean), 100*(w[3]-mean)))
	}
	return os.WriteFile(pack, []byte(strings.Join(lines, "\n")), 0o644)
}

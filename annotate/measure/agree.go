package measure

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate/text"
)

// Agreement counts how two annotators of the same stories stand to each other. Neither is the right one.
type Agreement struct {
	Differences []Difference
	Stories     int
	Alone       int // stories that only one of the two has

	marks  map[string]*counts // by type
	tokens [2]map[[2]string]int
	spoken counts // quotes that both have, with a speaker in either
}

type counts struct{ both, span, a, b int }

// Difference is one thing that the two see differently.
type Difference struct {
	Story string
	What  string // kind, edges, speaker, only A or only B
	A, B  string // what either has: the kind and the words
	Start int    // in code points, of the first
}

// String gives the difference on a line: story, what, and what either has.
func (d Difference) String() string {
	s := d.Story + "\t" + d.What + "\t" + d.A
	if d.A != "" && d.B != "" {
		s += " | "
	}
	return s + d.B
}

// Layer is what a token has one label in.
type Layer int

// The layers: names, and the outermost quotes.
const (
	Names Layer = iota
	Quotes
)

// NewAgreement begins a comparison.
func NewAgreement() *Agreement {
	return &Agreement{marks: map[string]*counts{}, tokens: [2]map[[2]string]int{{}, {}}}
}

// Add compares a story of A with the same of B.
func (g *Agreement) Add(a, b *Story) error {
	if a.Sum != b.Sum {
		return fmt.Errorf("%s: the two have different texts", a.ID)
	}
	g.Stories++
	for _, typ := range []string{"name", "actor", "location", "quote"} {
		g.exact(typ, a.Marks, b.Marks)
	}
	g.label(a, b)
	g.differ(a, b)
	return nil
}

func (g *Agreement) exact(typ string, a, b []Mark) {
	kinds := map[[2]int]string{}
	c := g.marks[typ]
	if c == nil {
		c = &counts{}
	}
	for _, m := range a {
		if m.Type == typ {
			kinds[[2]int{m.Start, m.End}] = m.Kind
			c.a++
		}
	}
	for _, m := range b {
		if m.Type == typ {
			c.b++
			if kind, ok := kinds[[2]int{m.Start, m.End}]; ok {
				c.span++
				if kind == m.Kind {
					c.both++
				}
			}
		}
	}
	if c.a+c.b > 0 {
		g.marks[typ] = c
	}
}

// label counts the labels that both give each token.
func (g *Agreement) label(a, b *Story) {
	t := text.Parse(a.Text)
	offsets := text.NewOffsets(a.Text)
	starts := make([]int, len(t.Tokens))
	for i, k := range t.Tokens {
		starts[i] = offsets.CodePoint(k.Start)
	}
	for layer := range g.tokens {
		x, y := labels(a.Marks, starts, Layer(layer)), labels(b.Marks, starts, Layer(layer))
		for i := range starts {
			g.tokens[layer][[2]string{x[i], y[i]}]++
		}
	}
}

// labels gives each token the kind of the first mark of the layer that holds its beginning.
func labels(marks []Mark, starts []int, layer Layer) []string {
	out := make([]string, len(starts))
	for _, m := range marks {
		if (m.Type == "quote") != (layer == Quotes) {
			continue
		}
		i, _ := slices.BinarySearch(starts, m.Start)
		for ; i < len(starts) && starts[i] < m.End; i++ {
			if out[i] == "" {
				out[i] = m.Kind
			}
		}
	}
	return out
}

// Kappa returns Cohen's kappa over the tokens' labels (Cohen 1960), and whether there is one: not where neither marked anything.
func (g *Agreement) Kappa(layer Layer) (float64, bool) {
	total, same := 0, 0
	a, b := map[string]int{}, map[string]int{}
	for pair, n := range g.tokens[layer] {
		total += n
		a[pair[0]] += n
		b[pair[1]] += n
		if pair[0] == pair[1] {
			same += n
		}
	}
	if total == 0 || a[""] == total && b[""] == total {
		return 0, false
	}
	chance := 0
	for label, n := range a {
		chance += n * b[label]
	}
	expected := float64(chance) / float64(total) / float64(total)
	if expected == 1 {
		return 1, true
	}
	return (float64(same)/float64(total) - expected) / (1 - expected), true
}

// Figures returns F1 by type, exact and by span alone, the speakers, and kappa.
func (g *Agreement) Figures() []Figure {
	var out []Figure
	for _, typ := range []string{"name", "actor", "location", "quote"} {
		c := g.marks[typ]
		if c == nil {
			continue
		}
		out = append(out, Figure{typ, []Value{{"f", fOf(c.both, c.a, c.both, c.b), false}, {"span f", fOf(c.span, c.a, c.span, c.b), false},
			{"a", float64(c.a), true}, {"b", float64(c.b), true}}})
	}
	if g.spoken.a > 0 {
		out = append(out, Figure{"speaker", []Value{{"same", share(g.spoken.both, g.spoken.a), false}, {"quotes", float64(g.spoken.a), true}}})
	}
	for layer, name := range []string{"kappa names", "kappa quotes"} {
		if k, ok := g.Kappa(Layer(layer)); ok {
			tokens := 0
			for _, n := range g.tokens[layer] {
				tokens += n
			}
			out = append(out, Figure{name, []Value{{"kappa", rounded(k, 3), false}, {"tokens", float64(tokens), true}}})
		}
	}
	return append(out, Figure{"stories", []Value{{"both", float64(g.Stories), true}, {"one", float64(g.Alone), true}, {"differences", float64(len(g.Differences)), true}}})
}

// differ lists what the two see differently, in the order of the story. Marks that overlap are taken as one that they see differently,
// the nearest first.
func (g *Agreement) differ(a, b *Story) {
	r := []rune(a.Text)
	say := func(m *Mark) string { return m.Kind + " " + quoted(r[m.Start:m.End]) }
	partner := make([]*Mark, len(a.Marks))
	taken := make([]bool, len(b.Marks))
	pair := func(fits func(x, y *Mark) int) {
		for i := range a.Marks {
			best, most := -1, 0
			for j := range b.Marks {
				if partner[i] == nil && !taken[j] {
					if n := fits(&a.Marks[i], &b.Marks[j]); n > most {
						best, most = j, n
					}
				}
			}
			if best >= 0 {
				partner[i], taken[best] = &b.Marks[best], true
			}
		}
	}
	quote := func(m *Mark) bool { return m.Type == "quote" }
	pair(func(x, y *Mark) int {
		if x.Start != y.Start || x.End != y.End || quote(x) != quote(y) {
			return 0
		}
		if x.Kind == y.Kind {
			return 2
		}
		return 1
	})
	pair(func(x, y *Mark) int {
		if quote(x) != quote(y) {
			return 0
		}
		return shared(x.Start, x.End, y.Start, y.End)
	})
	var list []Difference
	for i := range a.Marks {
		x, y := &a.Marks[i], partner[i]
		d := Difference{Story: a.ID, Start: x.Start, A: say(x)}
		if y == nil {
			d.What = "only A"
			list = append(list, d)
			continue
		}
		d.B = say(y)
		switch {
		case x.Start != y.Start || x.End != y.End:
			d.What = "edges"
			if x.Kind != y.Kind {
				d.What = "kind and edges"
			}
			list = append(list, d)
		case x.Kind != y.Kind:
			d.What = "kind"
			list = append(list, d)
		}
		if quote(x) && (x.Speaker != nil || y.Speaker != nil) {
			g.spoken.a++
			if x.Speaker != nil && y.Speaker != nil && 2*shared(x.Speaker.Start, x.Speaker.End, y.Speaker.Start, y.Speaker.End) >=
				min(x.Speaker.End-x.Speaker.Start, y.Speaker.End-y.Speaker.Start) {
				g.spoken.both++
			} else {
				who := func(m *Mark) string {
					if m.Speaker == nil {
						return "nobody"
					}
					return quoted(r[m.Speaker.Start:m.Speaker.End])
				}
				list = append(list, Difference{a.ID, "speaker", say(x) + ": " + who(x), who(y), x.Start})
			}
		}
	}
	for j := range b.Marks {
		if !taken[j] {
			list = append(list, Difference{Story: a.ID, What: "only B", B: say(&b.Marks[j]), Start: b.Marks[j].Start})
		}
	}
	slices.SortStableFunc(list, func(x, y Difference) int { return x.Start - y.Start })
	g.Differences = append(g.Differences, list...)
}

// quoted puts words in quotation marks, on one line, long ones cut.
func quoted(r []rune) string {
	r = []rune(strings.Join(strings.Fields(string(r)), " "))
	if len(r) > 60 {
		r = append(append(r[:44:44], []rune(" … ")...), r[len(r)-12:]...)
	}
	return "“" + string(r) + "”"
}

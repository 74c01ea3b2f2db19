package main

import (
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

// builder gathers segments as slots, and trains on those that are asked for.
type builder struct {
	c      settings
	reader *tagger.Reader
	lex    *tagger.Lexicon
	raw    []*segment
	outlet []string
	corpus []uint32

	tokens, covered, spans int
}

func newBuilder(lex *tagger.Lexicon, c settings) *builder {
	return &builder{c: c, lex: lex, reader: tagger.NewReader(lex, c.bits)}
}

func (b *builder) add(s *story, weight float64, corpus uint32) {
	masks := s.masks()
	in := make([]bool, len(masks))
	for _, r := range b.reader.Read(s.t) {
		g := &segment{weight: float32(weight), masks: masks[r.First:r.Last]}
		g.features, g.ends = b.reader.Features(r, nil, nil)
		// a name cut by the stretch's edge can't be learnt
		ok := tagger.Follows(tagger.Out, first(g.masks[0])) && tagger.Follows(last(g.masks[len(g.masks)-1]), tagger.Out)
		for i := r.First; i < r.Last; i++ {
			in[i] = true
		}
		if !ok {
			continue
		}
		b.raw = append(b.raw, g)
		b.outlet = append(b.outlet, s.outlet)
		b.corpus = append(b.corpus, corpus)
		b.tokens += r.Len()
	}
	for _, g := range s.gold {
		if g.class != tagger.None && g.class <= tagger.Place {
			r := s.t.Range(g.Span)
			all := r.First < r.Last
			for i := r.First; i < r.Last; i++ {
				all = all && in[i]
			}
			b.spans++
			if all {
				b.covered++
			}
		}
	}
}

func first(m uint32) tagger.Label {
	if m&(m-1) != 0 {
		return tagger.Out
	}
	l := 0
	for m>>l&1 == 0 {
		l++
	}
	return tagger.Label(l)
}

func last(m uint32) tagger.Label { return first(m) }

// train makes a model of the segments whose outlets are not held out.
func (b *builder) train(out func(outlet string) bool) *tagger.Model {
	seen := make([]uint8, 1<<b.c.bits)
	var use []int
	for i, g := range b.raw {
		if out != nil && out(b.outlet[i]) {
			continue
		}
		use = append(use, i)
		for _, f := range g.features {
			if seen[f] < 255 {
				seen[f]++
			}
		}
	}
	rowOf := make([]int32, 1<<b.c.bits)
	var slots []uint32
	for s, n := range seen {
		rowOf[s] = -1
		if int(n) >= b.c.minCount {
			rowOf[s] = int32(len(slots))
			slots = append(slots, uint32(s))
		}
	}
	rows := len(slots)
	own := map[uint64]uint32{} // rows of what is peculiar to a corpus
	var segs []*segment
	for _, i := range use {
		g := b.raw[i]
		h := &segment{masks: g.masks, weight: g.weight}
		from := int32(0)
		for _, end := range g.ends {
			for k, f := range g.features[from:end] {
				if r := rowOf[f]; r >= 0 {
					h.features = append(h.features, uint32(r))
				}
				if b.corpus[i] > 0 && k < 2 { // bias and word
					key := uint64(b.corpus[i])<<32 | uint64(f)
					if _, ok := own[key]; !ok {
						own[key] = uint32(rows + len(own))
					}
					h.features = append(h.features, own[key])
				}
			}
			from = end
			h.ends = append(h.ends, int32(len(h.features)))
		}
		segs = append(segs, h)
	}
	c := newCRF(rows+len(own), float32(b.c.rate), float32(b.c.l2))
	c.train(segs, b.c.epochs, b.c.seed)
	return b.pack(c, slots)
}

// pack makes whole numbers of the weights.
func (b *builder) pack(c *crf, slots []uint32) *tagger.Model {
	round := func(x float32) int { return int(math.Round(float64(x) * b.c.scale)) }
	var keep []uint32
	var rows [][tagger.Labels]int8
	for i, s := range slots {
		var row [tagger.Labels]int8
		top := float32(0)
		for l := range row {
			x := c.w[i*stride+l]
			top = max(top, x, -x)
			row[l] = int8(max(-127, min(127, round(x))))
		}
		if float64(top) >= b.c.minW {
			keep, rows = append(keep, s), append(rows, row)
		}
	}
	say("%d rows of %d kept", len(keep), len(slots))
	m := &tagger.Model{Lexicon: b.lex, Weights: tagger.NewWeights(b.c.bits, keep, rows), Scale: int32(b.c.scale)}
	for a := range m.Transitions {
		for l := range m.Transitions[a] {
			m.Transitions[a][l] = int32(round(c.tr[a][l]))
		}
	}
	return m
}

// loadExtra reads "name=weight,name=weight".
func loadExtra(data, list string) (weights []float64, stories []*story, err error) {
	for _, item := range strings.Split(list, ",") {
		if item == "" {
			continue
		}
		name, w, _ := strings.Cut(item, "=")
		weight, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return nil, nil, err
		}
		s, err := load(data, name)
		if err != nil {
			return nil, nil, err
		}
		for range s {
			weights = append(weights, weight)
		}
		stories = append(stories, s...)
	}
	return weights, stories, nil
}

var corpora []string

func corpusID(name string) uint32 {
	i := sort.SearchStrings(corpora, name)
	if i == len(corpora) || corpora[i] != name {
		for k, c := range corpora {
			if c == name {
				return uint32(k + 1)
			}
		}
		corpora = append(corpora, name)
		return uint32(len(corpora))
	}
	return uint32(i + 1)
}

// lexicon builds what the tagger knows beside its weights.
func lexicon(data string, c settings, texts []*story) (*tagger.Lexicon, error) {
	lex := &tagger.Lexicon{}
	skip := map[string]bool{}
	for _, s := range strings.Split(c.skip, ",") {
		skip[s] = true
	}
	if c.lists != "" {
		keys, vals, err := readLists(c.lists, skip)
		if err != nil {
			return nil, err
		}
		lex.Names = tagger.NewTable(keys, vals)
		say("%d listed names", len(keys))
	}
	if c.clusters > 0 {
		t := newText()
		number := map[uint32]int32{}
		for _, s := range texts {
			t.add(s.t, number)
		}
		if err := addTokens(data, "polnear.pos.train", t, number); err != nil {
			return nil, err
		}
		class := t.clusters(c.clusters, c.clusterMin, c.rounds)
		var keys []uint32
		var vals []uint16
		for w := 1; w < len(t.words); w++ {
			caps := 0
			if n := t.inner[w]; n >= 3 {
				switch r := float64(t.upper[w]) / float64(n); {
				case r < 0.05:
					caps = 1
				case r < 0.9:
					caps = 2
				default:
					caps = 3
				}
			}
			if caps > 0 || class[w] > 0 {
				keys, vals = append(keys, t.words[w]), append(vals, tagger.WordValue(class[w], caps))
			}
		}
		lex.Words = tagger.NewTable(keys, vals)
		say("%d words with clusters, of %d running words", len(keys), len(t.seq))
	}
	return lex, nil
}

// addTokens adds the text of a file with one token a line.
func addTokens(data, name string, c *corpusText, number map[uint32]int32) error {
	b, err := os.ReadFile(filepath.Join(data, name+".tsv"))
	if err != nil {
		return err
	}
	var line strings.Builder
	for _, l := range strings.Split(string(b), "\n") {
		if l == "" {
			if line.Len() > 0 {
				c.add(text.Parse(line.String()), number)
				line.Reset()
			}
			continue
		}
		w, _, _ := strings.Cut(l, "\t")
		switch {
		case w == "-LRB-":
			w = "("
		case w == "-RRB-":
			w = ")"
		case line.Len() > 0 && !strings.HasPrefix(w, "'") && w != "," && w != ".":
			line.WriteByte(' ')
		}
		line.WriteString(w)
	}
	return nil
}

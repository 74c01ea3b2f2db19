package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
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
	corpus []uint32
	of     []*story // by segment

	tokens, covered, spans int
}

func newBuilder(lex *tagger.Lexicon, c settings) *builder {
	return &builder{c: c, lex: lex, reader: tagger.NewReader(lex, c.bits)}
}

func (b *builder) add(s *story, weight float64, corpus uint32) {
	masks := s.masks()
	in := make([]bool, len(masks))
	for _, r := range b.reader.Read(s.t) {
		g := &segment{weight: float32(weight), first: r.First, masks: masks[r.First:r.Last]}
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
		b.corpus = append(b.corpus, corpus)
		b.of = append(b.of, s)
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
func (b *builder) train(out func(s *story) bool) *tagger.Model {
	seen := make([]uint8, 1<<b.c.bits)
	var use []int
	for i, g := range b.raw {
		if out != nil && out(b.of[i]) {
			continue
		}
		use = append(use, i)
		for _, f := range g.features {
			if seen[f] < 255 {
				seen[f]++
			}
		}
	}
	var slots []uint32
	for s, n := range seen {
		if int(n) >= b.c.minCount {
			slots = append(slots, uint32(s))
		}
	}
	c := b.fit(use, slots)
	if b.c.keep > 0 && len(slots) > b.c.keep {
		slots = strongest(c, slots, seen, b.c.keep)
		c = b.fit(use, slots)
	}
	m := b.pack(c, slots)
	m.Transitions = b.transitions(c)
	return m
}

// strongest returns the n slots whose weights do most, in order: large ones, and of those the ones often met.
func strongest(c *crf, slots []uint32, seen []uint8, n int) []uint32 {
	worth := make([]float64, len(slots))
	order := make([]int, len(slots))
	for i, s := range slots {
		top := float32(0)
		for _, x := range c.w[i*stride : i*stride+labels] {
			top = max(top, x, -x)
		}
		worth[i] = float64(top) * math.Log(1+float64(seen[s]))
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return worth[order[i]] > worth[order[j]] })
	keep := make([]uint32, n)
	for i := range keep {
		keep[i] = slots[order[i]]
	}
	slices.Sort(keep)
	return keep
}

// fit trains on the segments with the features of the slots.
func (b *builder) fit(use []int, slots []uint32) *crf {
	rowOf := make([]int32, 1<<b.c.bits)
	for i := range rowOf {
		rowOf[i] = -1
	}
	for i, s := range slots {
		rowOf[s] = int32(i)
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
	return c
}

// trainTwice makes a model with a second look, which learns from first looks at stories that the first look's training did
// not see.
func (b *builder) trainTwice(out func(s *story) bool) *tagger.Model {
	m := b.train(out)
	const parts = 4
	var segs [parts][]*segment
	var firsts [parts]*tagger.Model
	mine := func(s *story, k int) bool { return int(tagger.HashWord(s.id)%parts) == k && (out == nil || !out(s)) }
	for k := range firsts {
		firsts[k] = b.train(func(s *story) bool { return mine(s, k) || out != nil && out(s) })
		b.eachStory(func(s *story, raw []*segment) {
			if mine(s, k) {
				segs[k] = append(segs[k], b.secondLook(firsts[k], s, raw)...)
			}
		})
	}
	b.learnSecond(m, slices.Concat(segs[:]...))
	// how sure to be is measured with both looks on stories that neither has seen
	var all []outcome
	for k := range firsts {
		var others []*segment
		for j := range segs {
			if j != k {
				others = append(others, segs[j]...)
			}
		}
		b.learnSecond(firsts[k], others)
		b.eachStory(func(s *story, _ []*segment) {
			if mine(s, k) && s.corpus == "wwnw" {
				all = append(all, outcomes(s, firsts[k].Tag(s.t, nil))...)
			}
		})
	}
	for c := range m.Certainty {
		m.Certainty[c] = calibrate(all, tagger.Class(c))
	}
	return m
}

// learnSecond trains the model's second look.
func (b *builder) learnSecond(m *tagger.Model, segs []*segment) {
	c := newCRF(1<<tagger.MemoryBits, float32(b.c.rate2), float32(b.c.l2))
	for a := range c.tr {
		for l := range c.tr[a] {
			c.tr[a][l] = float32(m.Transitions[a][l]) / float32(m.Scale)
		}
	}
	c.train(segs, b.c.epochs2, b.c.seed)
	slots := make([]uint32, 1<<tagger.MemoryBits)
	for i := range slots {
		slots[i] = uint32(i)
	}
	m.Second, m.SecondTransitions = b.pack(c, slots).Weights, b.transitions(c)
}

// eachStory calls f with the stories in order and their segments.
func (b *builder) eachStory(f func(s *story, raw []*segment)) {
	for i := 0; i < len(b.of); {
		j := i
		for j < len(b.of) && b.of[j] == b.of[i] {
			j++
		}
		f(b.of[i], b.raw[i:j])
		i = j
	}
}

// secondLook turns the segments of a story into those of the second look.
func (b *builder) secondLook(m *tagger.Model, s *story, raw []*segment) []*segment {
	r, sums, labels, margins := m.First(s.t)
	var mem tagger.Memory
	mem.Fill(r, labels, margins, m.Scale)
	var segs []*segment
	k := 0
	for _, st := range r.Stretches() {
		g := &segment{weight: raw[0].weight}
		g.features, g.ends = mem.Features(r, st, k, nil, nil)
		for i := k; i < k+st.Len(); i++ {
			for l := 0; l < tagger.Labels; l++ {
				g.offset = append(g.offset, float32(sums[i][l])/float32(m.Scale))
			}
		}
		k += st.Len()
		// the stretches that training leaves out are left out here as well
		for _, x := range raw {
			if x.first == st.First {
				g.masks = x.masks
				segs = append(segs, g)
			}
		}
	}
	return segs
}

func (b *builder) transitions(c *crf) (t tagger.Transitions) {
	for a := range t {
		for l := range t[a] {
			t[a][l] = int32(math.Round(float64(c.tr[a][l]) * b.c.scale))
		}
	}
	return t
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
	bits := b.c.bits
	if len(slots) == 1<<tagger.MemoryBits {
		bits = tagger.MemoryBits
	}
	m := &tagger.Model{Lexicon: b.lex, Weights: tagger.NewWeights(bits, keep, rows), Scale: int32(b.c.scale)}
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

// corpusID numbers the corpora that are not the one whose habits the model takes on.
func corpusID(name string) uint32 { return tagger.HashWord(name) | 1 }

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

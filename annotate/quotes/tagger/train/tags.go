package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand"
	"os"
	"slices"
	"strings"

	"stet/annotate/quotes/tagger"
	"stet/annotate/text"
)

// sentence is a tagged sentence, cut as annotate/text cuts.
type sentence struct {
	words []tagger.Word
	tags  []tagger.Tag
}

// readTagged reads lines "word TAB tag …" with a blank line behind each sentence. The bytes also go to hash.
func readTagged(path string, hash io.Writer) ([]sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if hash != nil {
		r = io.TeeReader(f, hash)
	}
	var all []sentence
	var words []string
	var tags []tagger.Tag
	end := func() {
		if len(words) > 0 {
			s := sentence{tags: append([]tagger.Tag(nil), tags...)}
			for _, w := range words {
				s.words = append(s.words, tagger.ReadWord(w, text.AppendLower(nil, w)))
			}
			all = append(all, s)
		}
		words, tags = words[:0], tags[:0]
	}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		p := strings.Split(lines.Text(), "\t")
		if len(p) < 2 {
			end()
			continue
		}
		words, tags = cut(words, tags, p[0], tagger.ParseTag(p[1]))
	}
	end()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}

// cut appends a word of the treebank's as annotate/text would cut it: hyphens part, "n't" and "'re" stay with their word.
func cut(words []string, tags []tagger.Tag, w string, t tagger.Tag) ([]string, []tagger.Tag) {
	switch w {
	case "-LRB-":
		w = "("
	case "-RRB-":
		w = ")"
	}
	low := strings.ToLower(strings.ReplaceAll(w, "’", "'"))
	if len(words) > 0 && (low == "n't" || len(low) > 1 && low[0] == '\'' && low != "'s" && tagger.VB <= t && t <= tagger.MD) {
		words[len(words)-1] += w
		return words, tags
	}
	if !strings.Contains(w, "-") || strings.Trim(w, "-") == "" {
		return append(words, w), append(tags, t)
	}
	for i, part := range strings.Split(w, "-") {
		if i > 0 {
			words, tags = append(words, "-"), append(tags, tagger.Sign)
		}
		if part != "" {
			words, tags = append(words, part), append(tags, t)
		}
	}
	return words, tags
}

const tagEpochs = 5

// trainTags trains the averaged perceptron (Collins 2002) and returns its weights in eight bits.
func trainTags(all []sentence, c config) []int8 {
	n := tagger.Tags << c.bits[0]
	mask := uint32(1)<<c.bits[0] - 1
	w, sum, last := make([]float32, n), make([]float64, n), make([]int32, n)
	now := int32(0)
	add := func(f []uint32, t tagger.Tag, by float32) {
		for _, x := range f {
			k := int(x&mask)*tagger.Tags + int(t)
			sum[k] += float64(now-last[k]) * float64(w[k])
			last[k] = now
			w[k] += by
		}
	}
	r := rand.New(rand.NewSource(c.seed))
	var f [17]uint32
	for range tagEpochs {
		for _, i := range r.Perm(len(all)) {
			s := &all[i]
			t1, t2 := tagger.Start, tagger.Start
			for k := range s.words {
				now++
				tagger.TagFeatures(&f, s.words, k, t1, t2)
				best := argmax(w, f[:], mask)
				if best != s.tags[k] {
					add(f[:], s.tags[k], 1)
					add(f[:], best, -1)
				}
				t1, t2 = best, t1
			}
		}
	}
	for k := range w {
		sum[k] += float64(now-last[k]) * float64(w[k])
		w[k] = float32(sum[k] / float64(now))
	}
	return quantize(w, 0.9999)
}

func argmax(w []float32, f []uint32, mask uint32) tagger.Tag {
	var s [tagger.Tags]float32
	for _, x := range f {
		for k, v := range w[int(x&mask)*tagger.Tags:][:tagger.Tags] {
			s[k] += v
		}
	}
	best := 0
	for k := range s {
		if s[k] > s[best] {
			best = k
		}
	}
	return tagger.Tag(best)
}

// quantize scales the weights so that the share given lies within eight bits, and rounds them; only their proportion counts.
func quantize(w []float32, share float64) []int8 {
	var histogram [4096]int
	top := float32(0)
	for _, v := range w {
		top = max(top, float32(math.Abs(float64(v))))
	}
	if top == 0 {
		return make([]int8, len(w))
	}
	for _, v := range w {
		histogram[int(math.Abs(float64(v))/float64(top)*4095)]++
	}
	within, limit := 0, 4095
	for i, n := range histogram {
		if within += n; float64(within) >= share*float64(len(w)) {
			limit = i + 1
			break
		}
	}
	return round(w, 127/(float64(limit)/4095*float64(top)))
}

// round returns the weights times scale in eight bits.
func round(w []float32, scale float64) []int8 {
	out := make([]int8, len(w))
	for i, v := range w {
		out[i] = int8(min(max(math.Round(float64(v)*scale), -127), 127))
	}
	return out
}

func tagAccuracy(m *tagger.Model, all []sentence) float64 {
	right, n := 0, 0
	for _, s := range all {
		for i, t := range m.TagWords(s.words) {
			n++
			if t == s.tags[i] {
				right++
			}
		}
	}
	return 100 * float64(right) / float64(max(n, 1))
}

// A word is sure of its tag where it was seen this often and nearly always had it.
const (
	sureCount = 25
	sureShare = 0.997
)

// sureWords returns the words that need no features to be tagged.
func sureWords(all []sentence) []tagger.Entry {
	counts := map[uint32]*[tagger.Tags]int{}
	for _, s := range all {
		for i, w := range s.words {
			n := counts[w.Low]
			if n == nil {
				n = &[tagger.Tags]int{}
				counts[w.Low] = n
			}
			n[s.tags[i]]++
		}
	}
	var words []tagger.Entry
	for w, n := range counts {
		total, best := 0, 0
		for t, k := range n {
			total += k
			if k > n[best] {
				best = t
			}
		}
		if total >= sureCount && float64(n[best]) >= sureShare*float64(total) {
			words = append(words, tagger.Entry{Word: w, Tag: tagger.Tag(best)})
		}
	}
	slices.SortFunc(words, func(a, b tagger.Entry) int { return cmp.Compare(a.Word, b.Word) })
	return words
}

package tagger

import (
	"slices"
	"sync"

	"stet/annotate/text"
)

// Model holds the weights: whole numbers, a unit being 1/32 of a nat.
type Model struct {
	Header
	tags    table[uint64]
	cues    table[uint32]
	states  table[uint16]
	moves   table[uint64]
	checks  table[uint8]
	words   lexicon
	readers sync.Pool
}

// tag writes the parts of speech of one sentence.
func (m *Model) tag(words []Word, tags []Tag) {
	var f [tagTemplates]uint32
	t1, t2 := Start, Start
	for i := range words {
		best := words[i].Sure
		if best == Unsure {
			TagFeatures(&f, words, i, t1, t2)
			best = m.bestTag(&f)
		}
		tags[i] = best
		t1, t2 = best, t1
	}
}

// tagWords is how many machine words hold a feature's weights for all tags.
const tagWords = (Tags + 7) / 8

func (m *Model) bestTag(f *[tagTemplates]uint32) Tag {
	var a, b, c lanes // not an array that a loop walks: so they stay in registers
	mask := uint32(1)<<m.Bits[0] - 1
	for _, x := range f {
		w := m.tags[int(x&mask)*tagWords:][:tagWords]
		a.add(w[0])
		b.add(w[1])
		c.add(w[2])
	}
	// Sums that carry their tags, turned round, are compared without a branch; of equal ones the first tag's is the largest.
	top := uint32(0)
	for i, l := range [tagWords]lanes{a, b, c} {
		for k := uint32(i * 8); k < uint32(i*8+8); k += 2 {
			top = max(top, uint32(l.even&0xFFFF)<<5|31-k, uint32(l.odd&0xFFFF)<<5|30-k)
			l.even, l.odd = l.even>>16, l.odd>>16
		}
	}
	return Tag(31 - top&31)
}

// classify returns the certainty in thousandths of each class of cue.
func (m *Model) classify(f *[CueFeatures]uint32) (p [Classes]uint16) {
	var l lanes
	shift := 32 - m.Bits[1]
	for _, x := range f {
		l.add(uint64(m.cues[x>>(shift&31)]))
	}
	var sums [Classes]int32
	for k := range sums {
		sums[k] = l.sum(k, len(f))
	}
	top := max(sums[0], sums[1], sums[2])
	var e [Classes]uint32
	total := uint32(0)
	for k, s := range sums {
		e[k] = exp((s - top) * fine)
		total += e[k]
	}
	for k := range p {
		p[k] = uint16(uint64(e[k]) * 1000 / uint64(total))
	}
	return p
}

func (m *Model) reader() *Reader {
	if r, ok := m.readers.Get().(*Reader); ok {
		return r
	}
	return NewReader(m)
}

// Find returns the reports of a story in the order of their cues. The units cover all tokens in order and cross no paragraph.
func (m *Model) Find(t *text.Text, units []Unit, hints []Hint) []Report {
	return m.Judge(t, units, hints, m.right)
}

// Judge is Find with a judge of its own of what is decoded: it is given each content's features, and what it returns is the score. The
// trainer listens this way.
func (m *Model) Judge(t *text.Text, units []Unit, hints []Hint, right func(f *[CheckFeatures]uint32) uint16) []Report {
	r := m.reader()
	defer m.readers.Put(r)
	r.Read(t, units, hints)
	found := make([]Report, 0, len(r.units)/24)
	var l lattice
	var f [CueFeatures]uint32
	for u := range r.units {
		if !r.Candidate(u) {
			continue
		}
		r.CueFeatures(&f, u)
		p := m.classify(&f)
		speech := p[Speech] >= m.Speech
		hinted := r.hinted[u] > 0
		certain := p[Speech] + p[Thought]
		if !speech && certain < m.Report && !hinted {
			continue
		}
		report := Report{Cue: u, Speech: speech, Certain: certain}
		if speech || certain >= m.Report || r.quotedHint(u) {
			m.report(r, &l, &report, p, right)
		}
		if len(report.Contents) == 0 && !hinted {
			continue
		}
		found = append(found, report)
	}
	return found
}

// TagWords returns the parts of speech of one sentence; the trainer measures them.
func (m *Model) TagWords(words []Word) []Tag {
	words, tags := slices.Clone(words), make([]Tag, len(words))
	for i := range words {
		words[i].Sure = m.words.find(words[i].Low).Tag
	}
	m.tag(words, tags)
	return tags
}

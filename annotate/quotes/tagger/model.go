package tagger

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"sync"

	"stet/annotate/text"
)

// Version names the features. A model file of another version is refused: its weights would mean something else.
const Version = 2

const magic = "stet quotes model\n"

// Header is the first thing in a model file after its name: a line of JSON.
type Header struct {
	Version int    `json:"version"` // of the features
	Data    string `json:"data"`    // hash of the stories it was trained on
	Seed    int64  `json:"seed"`
	Bits    [4]int `json:"bits"`   // table sizes as powers of two: tags, cues, states, moves
	Forms   int    `json:"forms"`  // how many cue words follow the tables
	Speech  uint16 `json:"speech"` // thousandths from which a cue of speech counts
	Report  uint16 `json:"report"` // thousandths from which any cue counts for quoted words
	Source  uint16 `json:"source"` // thousandths from which a source is taken where the best labelling has none
	Check   string `json:"check"`  // FNV-1a of all that follows the header
}

// Model holds the weights: whole numbers, a unit being 1/32 of a nat.
type Model struct {
	Header
	tags, cues, states, moves table
	forms                     forms
	readers                   sync.Pool
}

// forms is a sorted list of word hashes.
type forms []uint32

func (f forms) has(w uint32) bool {
	_, ok := slices.BinarySearch(f, w)
	return ok
}

// widths are the weights of one feature in each table.
var widths = [4]int{Tags, Classes, Labels, Labels * Labels}

// New returns a model from its tables; the trainer calls it. forms are hashes of cue words, in any order.
func New(h Header, tags, cues, states, moves []int8, words []uint32) *Model {
	m := &Model{Header: h, tags: newTable(tags), cues: newTable(cues), states: newTable(states), moves: newTable(moves), forms: slices.Clone(words)}
	slices.Sort(m.forms)
	m.Header.Version, m.Header.Forms = Version, len(words)
	return m
}

// Load reads a model file. The error says how it is damaged or which version it has.
func Load(b []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("not a model of quotes: it does not begin with %q", magic)
	}
	line, rest, _ := bytes.Cut(rest, []byte("\n"))
	m := &Model{}
	if err := json.Unmarshal(line, &m.Header); err != nil {
		return nil, fmt.Errorf("quotes model: header: %w", err)
	}
	if m.Version != Version {
		return nil, fmt.Errorf("quotes model: version %d, this program reads version %d", m.Version, Version)
	}
	if sum := checksum(rest); sum != m.Check {
		return nil, fmt.Errorf("quotes model: damaged: its contents have the check sum %s, its header says %s", sum, m.Check)
	}
	for i, to := range []*table{&m.tags, &m.cues, &m.states, &m.moves} {
		if m.Bits[i] < 1 || m.Bits[i] > 24 || len(rest) < widths[i]<<m.Bits[i] {
			return nil, fmt.Errorf("quotes model: table %d is cut short", i)
		}
		n := widths[i] << m.Bits[i]
		*to = make(table, n+8)
		for k, c := range rest[:n] {
			(*to)[k] = c ^ bias
		}
		rest = rest[n:]
	}
	if m.Forms < 0 || len(rest) != 4*m.Forms {
		return nil, fmt.Errorf("quotes model: %d bytes of cue words, want %d", len(rest), 4*m.Forms)
	}
	m.forms = make(forms, m.Forms)
	for i := range m.forms {
		m.forms[i] = binary.LittleEndian.Uint32(rest[4*i:])
	}
	if !slices.IsSorted(m.forms) {
		return nil, fmt.Errorf("quotes model: cue words out of order")
	}
	return m, nil
}

// Append appends the model as a file.
func (m *Model) Append(b []byte) []byte {
	var body []byte
	for _, t := range []table{m.tags, m.cues, m.states, m.moves} {
		for _, w := range t.weights() {
			body = append(body, byte(w))
		}
	}
	for _, f := range m.forms {
		body = binary.LittleEndian.AppendUint32(body, f)
	}
	m.Check = checksum(body)
	head, err := json.Marshal(m.Header)
	if err != nil {
		panic(err) // numbers and strings always encode
	}
	b = append(b, magic...)
	b = append(append(b, head...), '\n')
	return append(b, body...)
}

func checksum(b []byte) string {
	h := fnv.New64a()
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil))
}

// tag writes the parts of speech of one sentence.
func (m *Model) tag(words []Word, tags []Tag) {
	var f [tagTemplates]uint32
	t1, t2 := Start, Start
	for i := range words {
		TagFeatures(&f, words, i, t1, t2)
		best := m.bestTag(&f)
		tags[i] = best
		t1, t2 = best, t1
	}
}

func (m *Model) bestTag(f *[tagTemplates]uint32) Tag {
	var sums [(Tags + 7) / 8]lanes
	mask := uint32(1)<<m.Bits[0] - 1
	for _, x := range f {
		at := int(x&mask) * Tags
		for k := range sums {
			sums[k].add(m.tags, at+8*k)
		}
	}
	best, top := Tag(0), sums[0].sum(0, len(f))
	for k := 1; k < Tags; k++ {
		if s := sums[k/8].sum(k%8, len(f)); s > top {
			best, top = Tag(k), s
		}
	}
	return best
}

// classify returns the certainty in thousandths of each class of cue.
func (m *Model) classify(f []uint32) (p [Classes]uint16) {
	var l lanes
	mask := uint32(1)<<m.Bits[1] - 1
	for _, x := range f {
		l.add(m.cues, int(x&mask)*Classes)
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
	r := m.reader()
	defer m.readers.Put(r)
	r.Read(t, units, hints)
	var found []Report
	var l lattice
	var f []uint32
	for u := range r.units {
		if !r.Candidate(u) {
			continue
		}
		f = r.CueFeatures(f[:0], u)
		p := m.classify(f)
		speech := p[Speech] >= m.Speech
		hinted := r.hinted[u] > 0
		certain := p[Speech] + p[Thought]
		if !speech && certain < m.Report && !hinted {
			continue
		}
		report, ok := m.report(r, &l, u)
		if !ok && !hinted {
			continue
		}
		report.Speech, report.Certain = speech, certain
		report.Score = uint16(uint32(report.Score) * uint32(certain) / 1000)
		found = append(found, report)
	}
	return found
}

// TagWords returns the parts of speech of one sentence; the trainer measures them.
func (m *Model) TagWords(words []Word) []Tag {
	tags := make([]Tag, len(words))
	m.tag(words, tags)
	return tags
}

// TagTable returns the weights of the part-of-speech tagger, for a model that is built up step by step.
func (m *Model) TagTable() []int8 { return m.tags.weights() }

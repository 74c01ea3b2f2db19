package tagger

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
)

// Version names the features. A model file of another version is refused: its weights would mean something else.
const Version = 3

const magic = "stet quotes model\n"

// Header is the first thing in a model file after its name: a line of JSON.
type Header struct {
	Version int         `json:"version"` // of the features
	Data    string      `json:"data"`    // hash of the stories it was trained on
	Seed    int64       `json:"seed"`
	Bits    [Stages]int `json:"bits"`   // table sizes as powers of two: tags, cues, states, moves, checks
	Words   int         `json:"words"`  // how many words follow the tables
	Speech  uint16      `json:"speech"` // thousandths from which a cue of speech counts
	Report  uint16      `json:"report"` // thousandths from which any cue counts for quoted words
	Source  uint16      `json:"source"` // thousandths from which a source is taken where the best labelling has none
	Check   string      `json:"check"`  // FNV-1a of all that follows the header
}

// Stages is how many tables of weights there are.
const Stages = 5

// widths are the weights of one feature in each table.
var widths = [Stages]int{Tags, Classes, StateWeights, MoveWeights, 1}

// New returns a model from its tables, in the order of Header.Bits, and the words that it knows; the trainer calls it.
func New(h Header, tables [Stages][]int8, words []Entry) *Model {
	m := &Model{Header: h}
	for i, to := range m.tables() {
		to.fill(tables[i], widths[i])
	}
	m.Header.Version, m.Header.Words = Version, len(words)
	m.words = newLexicon(words)
	return m
}

// rows are a table whatever its words are.
type rows interface {
	fill(weights []int8, width int)
	weights(width, n int) []int8
}

// tables are the model's, in the order of Header.Bits.
func (m *Model) tables() [Stages]rows {
	return [...]rows{&m.tags, &m.cues, &m.states, &m.moves, &m.checks}
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
	for i, to := range m.tables() {
		if m.Bits[i] < 1 || m.Bits[i] > 24 || len(rest) < widths[i]<<m.Bits[i] {
			return nil, fmt.Errorf("quotes model: table %d is cut short", i)
		}
		weights := make([]int8, widths[i]<<m.Bits[i])
		for k := range weights {
			weights[k] = int8(rest[k])
		}
		to.fill(weights, widths[i])
		rest = rest[len(weights):]
	}
	if m.Words < 0 || len(rest) != 5*m.Words {
		return nil, fmt.Errorf("quotes model: %d bytes of words, want %d", len(rest), 5*m.Words)
	}
	words := make([]Entry, m.Words)
	for i := range words {
		c := rest[4*m.Words+i]
		words[i] = Entry{Word: binary.LittleEndian.Uint32(rest[4*i:]), Tag: Tag(c & 0x7F), Cue: c>>7 == 1}
		if int(words[i].Tag) >= Tags && words[i].Tag != Unsure {
			return nil, fmt.Errorf("quotes model: word %d has the tag %d", i, words[i].Tag)
		}
	}
	m.words = newLexicon(words)
	return m, nil
}

// Append appends the model as a file.
func (m *Model) Append(b []byte) []byte {
	var body []byte
	for i, t := range m.tables() {
		for _, w := range t.weights(widths[i], 1<<m.Bits[i]) {
			body = append(body, byte(w))
		}
	}
	words := m.words.entries()
	slices.SortFunc(words, func(a, b Entry) int { return cmp.Compare(a.Word, b.Word) })
	for _, e := range words {
		body = binary.LittleEndian.AppendUint32(body, e.Word)
	}
	for _, e := range words {
		body = append(body, byte(e.Tag)|byte(bit(e.Cue)<<7))
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

package tagger

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/bits"
	"sort"
	"strings"
	"sync"

	"stet/annotate/sum"
	"stet/annotate/text"
)

// Version is the version of the model file's form.
const Version = 3

// magic begins a model file; the version follows it in one byte.
const magic = "stet names\n"

// ErrModel is what all errors of Load are: the file is no model, of another version, made for other features, or damaged.
var ErrModel = errors.New("names model")

func bad(format string, a ...any) error {
	return fmt.Errorf("%w: %s", ErrModel, fmt.Sprintf(format, a...))
}

// The file, after the magic, the version and eight bytes of Fingerprint:
// the hash of what it was trained on (32 bytes), then the numbers and tables in the order of Encode, and in the end
// the SHA-256 of everything before it.

// Encode writes the model as a file. The same model makes the same bytes.
func (m *Model) Encode() []byte {
	b := append([]byte(magic), Version)
	b = binary.LittleEndian.AppendUint64(b, Fingerprint())
	b = append(b, m.Data[:]...)
	b = binary.AppendUvarint(b, uint64(m.Scale))
	b = m.Lexicon.Names.encode(b)
	b = m.Lexicon.Words.encode(b)
	b = m.Weights.encode(b)
	b = m.Transitions.encode(b)
	b = m.Second.encode(b)
	b = m.SecondTransitions.encode(b)
	for c := range m.Certainty {
		b = m.Certainty[c].encode(b)
	}
	b = m.Acts.encode(b)
	end := sum.Of(b)
	return append(b, end[:]...)
}

// Load reads a model file. The error wraps ErrModel and says what is wrong with the file.
func Load(file []byte) (*Model, error) {
	head := len(magic) + 1 + 8 + sum.Size
	switch {
	case len(file) < len(magic) || string(file[:len(magic)]) != magic:
		return nil, bad("not a model file: it does not begin with %q", strings.TrimSpace(magic))
	case len(file) < head+sum.Size:
		return nil, bad("cut off after %d bytes: fetch it again", len(file))
	case file[len(magic)] != Version:
		return nil, bad("version %d, but this engine reads version %d: train or fetch the one that belongs to it", file[len(magic)], Version)
	}
	body, end := file[:len(file)-sum.Size], file[len(file)-sum.Size:]
	if got := sum.Of(body); !bytes.Equal(got[:], end) {
		return nil, bad("damaged: its contents do not match its checksum; fetch it again")
	}
	if f := binary.LittleEndian.Uint64(file[len(magic)+1:]); f != Fingerprint() {
		return nil, bad("made for other features (%016x, this engine has %016x): train it again", f, Fingerprint())
	}
	m := &Model{Lexicon: &Lexicon{}, Hash: hex.EncodeToString(end[:8])}
	copy(m.Data[:], file[len(magic)+9:])
	d := &decoder{b: body[head:]}
	m.Scale = int32(d.number(1 << 16))
	m.Lexicon.Names = d.table()
	m.Lexicon.Words = d.table()
	m.Weights = d.weights()
	d.transitions(&m.Transitions)
	m.Second = d.weights()
	d.transitions(&m.SecondTransitions)
	for c := range m.Certainty {
		m.Certainty[c] = d.certainty()
	}
	m.Acts = d.acts()
	switch {
	case d.err != nil:
		return nil, d.err
	case len(d.b) > 0:
		return nil, bad("%d bytes too long", len(d.b))
	case m.Scale == 0 || m.Second.bits != MemoryBits:
		return nil, bad("its numbers make no sense")
	}
	return m, nil
}

// Fingerprint tells the features apart that a model may be made for: it changes with any change to how a story becomes
// features.
var Fingerprint = sync.OnceValue(func() uint64 {
	const sample = "GENEVA (AFP) – Mr. John O'Neill-Smith of the World Health Organization (WHO) told Reuters in Côte d'Ivoire on 5 May that\n" +
		"“al-Shabaab” fighters left N'Djamena's Hôtel Ibis. O'Neill-Smith, 45, and the WHO said so; fighters did not.\n\nTHE U.S. REPLIES\n"
	names := NewTable([]uint32{HashWord("john"), HashWord("geneva")}, []uint16{1 << FirstName, 1 << BigPlace})
	words := NewTable([]uint32{HashWord("in"), HashWord("said")}, []uint16{WordValue(3, 1), WordValue(4, 1)})
	r := NewReader(&Lexicon{Names: names, Words: words}, 30)
	t := text.Parse(sample)
	h := uint64(fnvOffset)
	mix := func(v uint32) { h = (h ^ uint64(v)) * fnvPrime }
	var features []uint32
	var ends []int32
	var labels []Label
	var margins []int32
	stretches := r.Read(t)
	for _, s := range stretches {
		mix(uint32(s.First))
		features, ends = r.Features(s, features, ends)
		for i := s.First; i < s.Last; i++ {
			labels = append(labels, Label(i%Labels))
			margins = append(margins, int32(i*7%100))
		}
	}
	var mem Memory
	mem.Fill(r, labels, margins, 24)
	k := 0
	for _, s := range stretches {
		features, ends = mem.Features(r, s, k, features, ends)
		k += s.Len()
	}
	for _, f := range features {
		mix(f)
	}
	for _, e := range ends {
		mix(uint32(e))
	}
	return h
})

// encode writes the table's keys as gaps, then its values.
func (t *Table) encode(b []byte) []byte {
	var at []int
	for j, k := range t.keys {
		if k != 0 {
			at = append(at, j)
		}
	}
	sort.Slice(at, func(i, j int) bool { return t.keys[at[i]] < t.keys[at[j]] })
	b = binary.AppendUvarint(b, uint64(len(at)))
	last := uint32(0)
	for _, j := range at {
		b = binary.AppendUvarint(b, uint64(t.keys[j]-last))
		last = t.keys[j]
	}
	for _, j := range at {
		b = append(b, byte(t.vals[j]))
	}
	for _, j := range at {
		b = append(b, byte(t.vals[j]>>8))
	}
	return b
}

// encode writes the slots as gaps, then each row's weights, zeros too, position by position: what a feature weighs for the beginnings of
// names of one class is much what it weighs for those of another, and Brotli sees that only where they are neighbours.
func (w *Weights) encode(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(w.bits))
	b = binary.AppendUvarint(b, uint64(len(w.rows)))
	last := uint32(0)
	for i := range w.blocks {
		for m := w.blocks[i].bits; m != 0; m &= m - 1 {
			s := uint32(i<<6 + bits.TrailingZeros64(m))
			b = binary.AppendUvarint(b, uint64(s-last))
			last = s
		}
	}
	for i := range w.rows {
		for _, l := range byPosition {
			b = append(b, byte(w.at(i, l)))
		}
	}
	return b
}

func (w *Weights) at(i int, l Label) int8 { return int8(int(uint8(w.rows[i][l/8]>>(l%8*8))) - 128) }

// byPosition lists the labels as the file has them: Out, then the beginnings of all classes, and so on.
var byPosition = func() (order [Labels]Label) {
	k := 1
	for p := Begin; p <= Unit; p++ {
		for c := None + 1; c < classes; c++ {
			order[k] = LabelOf(c, p)
			k++
		}
	}
	return order
}()

func (t *Transitions) encode(b []byte) []byte {
	for x := range t {
		for _, a := range before[x] {
			b = binary.AppendVarint(b, int64(t[a][x]))
		}
	}
	return b
}

// decoder reads what Encode wrote. After an error it yields nothing more.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = bad("cut off or damaged inside")
	}
	d.b = nil
}

// number reads one number that may not be above limit.
func (d *decoder) number(limit uint64) uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 || v > limit {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

// bytes reads n bytes.
func (d *decoder) bytes(n int) []byte {
	if n > len(d.b) {
		d.fail()
		return make([]byte, n)
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

// count reads how many entries of at least size bytes follow.
func (d *decoder) count(size int) int { return int(d.number(uint64(len(d.b) / size))) }

// gaps reads n ascending numbers below limit.
func (d *decoder) gaps(n int, limit uint64) []uint32 {
	list := make([]uint32, n)
	last := uint64(0)
	for i := range list {
		g := d.number(limit)
		if i > 0 && g == 0 {
			d.fail()
		}
		last += g
		if last >= limit {
			d.fail()
		}
		if d.err != nil {
			return nil
		}
		list[i] = uint32(last)
	}
	return list
}

func (d *decoder) table() Table {
	n := d.count(3)
	keys := d.gaps(n, 1<<keyBits)
	if d.err != nil {
		return Table{}
	}
	low, high := d.bytes(n), d.bytes(n)
	vals := make([]uint16, n)
	for i := range vals {
		vals[i] = uint16(low[i]) | uint16(high[i])<<8
		keys[i] <<= 32 - keyBits
	}
	return NewTable(keys, vals)
}

func (d *decoder) weights() *Weights {
	w := uint(d.number(26))
	if w < 6 {
		d.fail()
	}
	n := d.count(1 + Labels)
	slots := d.gaps(n, 1<<w)
	if d.err != nil {
		return &Weights{}
	}
	rows := make([][Labels]int8, n)
	for i := range rows {
		row := d.bytes(Labels)
		for k, l := range byPosition {
			rows[i][l] = int8(row[k])
		}
	}
	return NewWeights(w, slots, rows)
}

func (d *decoder) transitions(t *Transitions) {
	for x := range t {
		for _, a := range before[x] {
			v, n := binary.Varint(d.b)
			if n <= 0 || v > 1<<20 || v < -1<<20 {
				d.fail()
				return
			}
			d.b = d.b[n:]
			t[a][x] = int32(v)
		}
	}
}

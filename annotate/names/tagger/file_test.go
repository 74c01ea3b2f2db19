package tagger

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"testing"

	"stet/annotate/text"
)

// small is a model made by hand.
func small() *Model {
	m := &Model{Scale: 24, Lexicon: &Lexicon{
		Names: NewTable([]uint32{HashWord("Ankara"), HashWord("Amina")}, []uint16{1 << BigPlace, 1 << FirstName}),
		Words: NewTable([]uint32{HashWord("said")}, []uint16{WordValue(7, 1)}),
	}}
	row := [Labels]int8{3, -127, 127, 0, 5}
	m.Weights = NewWeights(8, []uint32{0, 63, 64, 255}, [][Labels]int8{row, row, {1}, row})
	m.Second = NewWeights(MemoryBits, []uint32{9}, [][Labels]int8{row})
	m.Transitions[Out][Out] = -40
	m.Certainty[Person] = Certainty{{0, 400}, {50, 900}}
	return m
}

func TestFileHoldsTheModel(t *testing.T) {
	m := small()
	file := m.Encode()
	got, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Weights, m.Weights) || !reflect.DeepEqual(got.Second, m.Second) || got.Transitions != m.Transitions ||
		!reflect.DeepEqual(got.Certainty[Person], m.Certainty[Person]) || got.Lexicon.Names.Get(HashWord("ANKARA")) != 1<<BigPlace {
		t.Error("the model that was read is not the one that was written")
	}
	if again := got.Encode(); string(again) != string(file) {
		t.Error("writing it again gives other bytes")
	}
}

func TestScoresRise(t *testing.T) {
	c := Certainty{{0, 400}, {50, 900}}
	for margin, want := range map[int32]uint16{-3: 400, 0: 400, 49: 400, 50: 900, 1 << 20: 900} {
		if got := c.Score(margin); got != want {
			t.Errorf("margin %d: %d, want %d", margin, got, want)
		}
	}
}

// FuzzLoad reads files whose checksum is right and whose inside is anything.
func FuzzLoad(f *testing.F) {
	head := len(magic) + 9 + sha256.Size
	file := small().Encode()
	f.Add(file[head : len(file)-sha256.Size])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, inside []byte) {
		b := append([]byte(magic), Version)
		b = binary.LittleEndian.AppendUint64(b, Fingerprint())
		b = append(b, make([]byte, sha256.Size)...)
		b = append(b, inside...)
		sum := sha256.Sum256(b)
		m, err := Load(append(b, sum[:]...))
		if err != nil {
			return
		}
		story := text.Parse("Amina Diallo flew to Ankara, the WHO said. Diallo's al-Noor team waits in St. John's.")
		last := 0
		for _, s := range m.Tag(story, nil) {
			if s.First < last || s.Last <= s.First || s.Last > len(story.Tokens) || s.Class == None || s.Score > 1000 {
				t.Fatalf("%+v after token %d", s, last)
			}
			last = s.Last
		}
	})
}

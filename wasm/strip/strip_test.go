package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

func TestDataIsThatWhichWasThere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		memory := make([]byte, r.IntN(300_000))
		for i := 0; i < len(memory); i += 1 + r.IntN(4000) {
			for n := r.IntN(30); n > 0 && i < len(memory); n-- {
				memory[i] = byte(1 + r.IntN(255))
				i++
			}
		}
		got, err := load(store(memory))
		if err != nil || !bytes.Equal(got, bytes.TrimRight(memory, "\x00")) {
			t.Fatalf("%d bytes came back as %d: %v", len(memory), len(got), err)
		}
	}
}

// program is memory with a table of one function: its stack's depths are kept at 1, its files stand at 4, and its lines at 7.
func program() []byte {
	table := binary.LittleEndian.AppendUint64([]byte(tableMagic), 1)
	for _, at := range []uint64{1, 0, headSize, headSize + 4, headSize + 8, headSize + 16, headSize + 32} {
		table = binary.LittleEndian.AppendUint64(table, at)
	}
	table = append(table, "run\x00"+"unit"+"main.go\x00"...)
	table = append(table, "\x00\x02\x09\x00"+"\x02\x05\x00"+"\x04\x03\x00"+"\x00\x00\x00\x00\x00\x00"...)
	for _, w := range []uint32{0, 16, 0, 0, 0, 0, 0, 0, 1, 4, 7, 1, 3, 33, 0, 1} { // the list of functions; the record with one more table
		table = binary.LittleEndian.AppendUint32(table, w)
	}
	return append(append([]byte("other data "), table...), "and more"...)
}

func TestOnlyLinesAreForgotten(t *testing.T) {
	memory := program()
	if err := forgetLines(memory); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(memory, []byte("main.go")) || bytes.Contains(memory, []byte("\x02\x05\x00")) || bytes.Contains(memory, []byte("\x04\x03\x00")) {
		t.Errorf("files or lines are left: %q", memory)
	}
	if !bytes.Contains(memory, []byte("run\x00")) || !bytes.Contains(memory, []byte("\x00\x02\x09\x00")) || !bytes.HasPrefix(memory, []byte("other data ")) {
		t.Errorf("more than files and lines is gone: %q", memory)
	}
	again := bytes.Clone(memory)
	if err := forgetLines(again); err != nil || !bytes.Equal(again, memory) {
		t.Errorf("stripped again, it changes: %v", err)
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	section := store(program())
	whole := append([]byte(header+"\x0b"), binary.AppendUvarint(nil, uint64(len(section)))...)
	whole = append(whole, section...)
	if _, err := strip(whole); err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		if out, err := strip(whole[:n]); err == nil && n != len(header) {
			t.Fatalf("cut off after %d bytes, it became %d", n, len(out))
		}
	}
	empty := store([]byte("no table"))
	if _, err := strip(append([]byte(header+"\x0b"+string(rune(len(empty)))), empty...)); err == nil {
		t.Error("a program without a table of functions was taken for one")
	}
}

// Strip makes a Go program for WebAssembly an eighth smaller to download. It takes out which file and line each instruction comes from, which
// only the trace of a program that fails would show (it still names the functions), and lays the program's data out as Brotli packs it
// best. The linker has no flag for either.
//
// Usage: go run ./wasm/strip build/stet.wasm
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: strip program.wasm")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "wasm/strip: %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func run(path string) error {
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	stripped, err := strip(program)
	if err != nil {
		return err
	}
	return os.WriteFile(path, stripped, 0o755)
}

const (
	header      = "\x00asm\x01\x00\x00\x00"
	dataSection = 11
)

var errCut = errors.New("cut off, or no WebAssembly")

// strip returns the program without files and lines. One that was stripped stays as it is.
func strip(program []byte) ([]byte, error) {
	if len(program) < len(header) || string(program[:len(header)]) != header {
		return nil, errCut
	}
	out := append([]byte(nil), header...)
	for r := (reader{program[len(header):]}); len(r.b) > 0; {
		id := r.b[0]
		r.b = r.b[1:]
		section, err := r.bytes()
		if err != nil {
			return nil, err
		}
		if id == dataSection {
			memory, err := load(section)
			if err != nil {
				return nil, err
			}
			if err := forgetLines(memory); err != nil {
				return nil, err
			}
			section = store(memory)
		}
		out = binary.AppendUvarint(append(out, id), uint64(len(section)))
		out = append(out, section...)
	}
	return out, nil
}

// reader reads numbers as WebAssembly writes them.
type reader struct{ b []byte }

func (r *reader) number() (uint64, error) {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		return 0, errCut
	}
	r.b = r.b[n:]
	return v, nil
}

// signed reads a signed number.
func (r *reader) signed() (v int64, err error) {
	for shift := 0; ; shift += 7 {
		if len(r.b) == 0 || shift > 56 {
			return 0, errCut
		}
		c := r.b[0]
		r.b = r.b[1:]
		v |= int64(c&0x7F) << shift
		if c&0x80 == 0 {
			if c&0x40 != 0 {
				v -= 1 << (shift + 7)
			}
			return v, nil
		}
	}
}

// bytes reads how many bytes follow, and those.
func (r *reader) bytes() ([]byte, error) {
	n, err := r.number()
	if err != nil || n > uint64(len(r.b)) {
		return nil, errCut
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b, nil
}

package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// tableMagic begins the table of functions as Go 1.20 and later lay it out, with pointers of eight bytes: runtime/symtab.go (pcHeader,
// functab) and runtime/runtime2.go (_func).
const tableMagic = "\xF1\xFF\xFF\xFF\x00\x00\x01\x08"

// Where in its head stands how many functions there are, and where its parts begin.
const (
	atFunctions = 8
	atNames     = 32 // of functions
	atUnits     = 40 // which files each package has
	atFiles     = 48 // and what they are called
	atValues    = 56 // tables of values by instruction
	atEntries   = 64 // the functions
	headSize    = 72
)

// A function's record, in words of four bytes.
const (
	stackDepths = 4 // tables of values: how deep the stack is,
	files       = 5 // which file
	lines       = 6 // and line an instruction comes from
	moreTables  = 7 // how many further ones stand behind the record
	unit        = 8
	firstLine   = 9
	recordSize  = 11
)

var errLayout = errors.New("the table of functions is not laid out as this program knows it: look at Go's runtime/symtab.go")

// forgetLines clears in a Go program's memory what only tells files and lines.
func forgetLines(memory []byte) error {
	table := memory
	for {
		at := bytes.Index(table, []byte(tableMagic))
		if at < 0 {
			return errLayout
		}
		if table = table[at:]; plausible(table) {
			break
		}
		table = table[len(tableMagic):]
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint64(table[at:])) }
	values, entries := table[word(atValues):word(atEntries)], table[word(atEntries):]
	kept := make([]bool, len(values))
	for k := range word(atFunctions) {
		record := int(binary.LittleEndian.Uint32(entries[8*k+4:]))
		if record+4*recordSize > len(entries) {
			return errLayout
		}
		field := func(n int) []byte { return entries[record+4*n:][:4] }
		if !keep(values, kept, field(stackDepths)) {
			return errLayout
		}
		more := binary.LittleEndian.Uint32(field(moreTables))
		if uint64(more) > uint64(len(entries)-record)/4-recordSize {
			return errLayout
		}
		for n := range more {
			if !keep(values, kept, field(recordSize+int(n))) {
				return errLayout
			}
		}
		for _, n := range [...]int{files, lines, unit, firstLine} {
			clear(field(n))
		}
	}
	for i := range values {
		if !kept[i] {
			values[i] = 0
		}
	}
	clear(table[word(atUnits):word(atValues)])
	return nil
}

// plausible reports whether a table of functions begins here: its parts lie in their order.
func plausible(table []byte) bool {
	if len(table) < headSize {
		return false
	}
	last := uint64(headSize - 1)
	for at := atNames; at <= atEntries; at += 8 {
		next := binary.LittleEndian.Uint64(table[at:])
		if next <= last || next >= uint64(len(table)) {
			return false
		}
		last = next
	}
	return binary.LittleEndian.Uint64(table[atFunctions:]) < uint64(len(table))/8-last/8
}

// keep marks the bytes of the table of values that begins where the field says: pairs of numbers up to a first one that is 0. A field of
// 0 is none.
func keep(values []byte, kept []bool, field []byte) bool {
	at := int(binary.LittleEndian.Uint32(field))
	for first := at; at > 0; {
		if at >= len(values) {
			return false
		}
		if values[at] == 0 && at > first {
			kept[at] = true
			return true
		}
		for range 2 {
			_, n := binary.Uvarint(values[at:])
			if n <= 0 {
				return false
			}
			for range n {
				kept[at] = true
				at++
			}
		}
	}
	return true
}

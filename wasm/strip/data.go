package main

import "encoding/binary"

// Instructions of the expression that says where a segment of data lies.
const (
	i32Const = 0x41
	end      = 0x0B
)

// most is how much memory a program's data may take.
const most = 1 << 28

// load lays out a data section as the program's memory will be.
func load(section []byte) (memory []byte, err error) {
	r := reader{section}
	n, err := r.number()
	for ; n > 0 && err == nil; n-- {
		if len(r.b) < 2 || r.b[0] != 0 || r.b[1] != i32Const {
			return nil, errCut
		}
		r.b = r.b[2:]
		at, err := r.signed()
		if err != nil || at < 0 || at > most || len(r.b) == 0 || r.b[0] != end {
			return nil, errCut
		}
		r.b = r.b[1:]
		data, err := r.bytes()
		if err != nil || len(data) > most {
			return nil, errCut
		}
		for len(memory) < int(at)+len(data) {
			memory = append(memory, make([]byte, int(at)+len(data)-len(memory))...)
		}
		copy(memory[at:], data)
	}
	return memory, err
}

// overhead is how many zeros are worth a new segment. The linker leaves out eight already, which is right as long as nothing is compressed:
// zeros cost Brotli next to nothing, and a hundred thousand segments 200 KB. Browsers take no more than these, either.
const overhead = 1024

// store writes memory as a data section, its zeros left out.
func store(memory []byte) []byte {
	var body []byte
	segments := 0
	for at := 0; at < len(memory); {
		if memory[at] == 0 {
			at++
			continue
		}
		stop, zeros := at, 0
		for stop+zeros < len(memory) && zeros < overhead {
			if memory[stop+zeros] == 0 {
				zeros++
			} else {
				stop, zeros = stop+zeros+1, 0
			}
		}
		body = appendSigned(append(body, 0, i32Const), int64(at))
		body = binary.AppendUvarint(append(body, end), uint64(stop-at))
		body = append(body, memory[at:stop]...)
		segments++
		at = stop
	}
	return append(binary.AppendUvarint(nil, uint64(segments)), body...)
}

func appendSigned(b []byte, v int64) []byte {
	for v >= 0x40 {
		b = append(b, byte(v)|0x80)
		v >>= 7
	}
	return append(b, byte(v))
}

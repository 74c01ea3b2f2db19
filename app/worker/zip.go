package worker

import (
	"encoding/binary"
	"hash/crc32"
)

// The headers of a zip archive (PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16): files stored, names in UTF-8. The standard
// library's writer would bring compression along, which doubles what this costs in the download.
const (
	utf8Names = 1 << 11
	needs     = 20       // version 2.0
	date1980  = 1<<5 | 1 // 1 January 1980: no clock, so that the same files give the same bytes
)

// entry returns the header that stands before a file's content, or with the place of that header, at, the file's line in the directory.
func entry(f file, at int) []byte {
	le := binary.LittleEndian
	var b []byte
	if at < 0 {
		b = append(b, "PK\x03\x04"...)
	} else {
		b = append(b, "PK\x01\x02"...)
		b = le.AppendUint16(b, needs)
	}
	for _, v := range []uint16{needs, utf8Names, 0, 0, date1980} {
		b = le.AppendUint16(b, v)
	}
	size := uint32(len(f.content))
	for _, v := range []uint32{crc32.ChecksumIEEE(f.content), size, size} {
		b = le.AppendUint32(b, v)
	}
	b = le.AppendUint16(b, uint16(len(f.name)))
	b = le.AppendUint16(b, 0)
	if at >= 0 {
		b = append(b, make([]byte, 10)...) // no comment, disk 0, no attributes
		b = le.AppendUint32(b, uint32(at))
	}
	return append(b, f.name...)
}

// end returns the record behind the directory.
func end(files, size, at int) []byte {
	le := binary.LittleEndian
	b := append([]byte("PK\x05\x06"), 0, 0, 0, 0)
	b = le.AppendUint16(b, uint16(files))
	b = le.AppendUint16(b, uint16(files))
	b = le.AppendUint32(b, uint32(size))
	b = le.AppendUint32(b, uint32(at))
	return append(b, 0, 0)
}

package worker

import (
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/format"
	"stet/annotate/text"
)

// export replays the edits and writes the document in a format.
func export(name string, base []byte, encoded [][]byte) ([][]byte, error) {
	f, err := format.Find(name)
	if err != nil {
		return nil, err
	}
	doc, err := replay(base, encoded)
	if err != nil {
		return nil, err
	}
	parts, lost := f.Export(doc, format.Options{})
	if f.Head != "" || f.Tail != "" {
		parts[0] = append(append([]byte(f.Head), parts[0]...), f.Tail...)
	}
	var said []string
	for _, l := range lost {
		said = append(said, l.String())
	}
	answer := [][]byte{[]byte(strings.Join(said, "\n"))}
	for i, part := range parts {
		answer = append(answer, []byte(f.Parts[i]), part)
	}
	return answer, nil
}

// replay returns the document that the edits lead to.
func replay(base []byte, encoded [][]byte) (*annotate.Document, error) {
	doc, err := annotate.Read(base)
	if err != nil {
		return nil, err
	}
	h := edit.New(doc)
	offsets := text.NewOffsets(doc.Text)
	for i, b := range encoded {
		e, err := edit.ReadEdit(b, offsets)
		if err == nil {
			_, err = h.Do(e)
		}
		if err != nil {
			return nil, fmt.Errorf("correction %d of %d: %w", i+1, len(encoded), err)
		}
	}
	return h.Doc, nil
}

package worker

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/format"
	"stet/annotate/text"
)

// The words that an export's options may hold.
const (
	Decided   = "decided"   // only marks that are decided
	Negatives = "negatives" // rejected suggestions too
	Quotes    = "quotes"    // of a format with one layer: the quotes, not the names
)

// export is stories on their way out in one format.
type export struct {
	format  *format.Format
	choose  format.Selection
	options format.Options
	lost    format.Losses
	files   []file // of a format with a file a story
	joined  []byte // of the others
	stories int
}

type file struct {
	name    string
	content []byte
}

// newExport begins an export.
func newExport(name, options string) (*export, error) {
	f, err := format.Find(name)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(options)
	e := &export{format: f, choose: format.Selection{Decided: slices.Contains(words, Decided), Rejected: slices.Contains(words, Negatives)}}
	if slices.Contains(words, Quotes) {
		e.options.Layer = format.Quotes
	}
	return e, nil
}

// add replays a story's edits and writes its document.
func (e *export) add(base []byte, encoded [][]byte) error {
	h, err := replay(base, encoded)
	if err != nil {
		return err
	}
	doc := h.Doc
	parts, lost := e.format.Export(e.choose.Of(doc), e.options)
	e.lost.Add(lost)
	e.stories++
	if e.format.Files || e.stories == 1 {
		id := doc.ID
		for n := 2; slices.ContainsFunc(e.files, func(f file) bool { return f.name == id+e.format.Parts[0] }); n++ {
			id = fmt.Sprintf("%s-%d", doc.ID, n)
		}
		for i, part := range parts {
			e.files = append(e.files, file{id + e.format.Parts[i], part})
		}
	}
	if !e.format.Files {
		if e.stories > 1 {
			e.joined = append(e.joined, e.format.Between...)
		}
		e.joined = append(e.joined, parts[0]...)
	}
	return nil
}

// done returns what the format loses, a line each, and name and content of each file: a story's own; of several one file, or an archive
// of them.
func (e *export) done() [][]byte {
	var said []string
	for _, l := range e.lost {
		said = append(said, l.String())
	}
	answer := [][]byte{[]byte(strings.Join(said, "\n"))}
	files := e.files
	switch {
	case e.stories > 1 && e.format.Files:
		if name, content := e.format.Companion(e.options); name != "" {
			files = append(files, file{name, content})
		}
		files = []file{{"stories.zip", archive(files)}}
	case !e.format.Files && e.stories > 0:
		name := files[0].name
		if e.stories > 1 {
			name = "stories" + e.format.Parts[0]
		}
		files = []file{{name, slices.Concat([]byte(e.format.Head), e.joined, []byte(e.format.Tail))}}
	}
	for _, f := range files {
		answer = append(answer, []byte(f.name), f.content)
	}
	return answer
}

// replay returns the document with what was done to it.
func replay(base []byte, encoded [][]byte) (*edit.History, error) {
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
			offsets = edit.After(offsets, e)
		}
		if err != nil {
			return nil, fmt.Errorf("correction %d of %d: %w", i+1, len(encoded), err)
		}
	}
	return h, nil
}

// archive packs files into a zip archive, stored as they are: the same files give the same bytes.
func archive(files []file) []byte {
	var b, directory bytes.Buffer
	for _, f := range files {
		head := entry(f, -1)
		directory.Write(entry(f, b.Len()))
		b.Write(head)
		b.Write(f.content)
	}
	at := b.Len()
	b.Write(directory.Bytes())
	b.Write(end(len(files), directory.Len(), at))
	return b.Bytes()
}

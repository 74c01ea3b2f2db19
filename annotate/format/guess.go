package format

import (
	"bufio"
	"bytes"
	"path"

	"stet/annotate"
)

// Guess returns the format that a file seems to be in, by its name and by how its first story looks; nil where it is none that can be
// read. What it does not know from others it does not guess: a story with no marks at all looks like any format, and is none's.
func Guess(name string, content []byte) *Format {
	if path.Ext(name) == brat.Parts[1] {
		return brat
	}
	content = bytes.TrimLeft(bytes.TrimPrefix(content, []byte("\ufeff")), " \t\r\n")
	if len(content) == 0 {
		return nil
	}
	if content[0] != '{' && content[0] != '[' {
		if inColumns(content) {
			return conll
		}
		return nil
	}
	var like *Format
	jsonRecords(bufio.NewReader(bytes.NewReader(content)), func(_ int, record []byte, err error) bool {
		if err == nil {
			if v, err := annotate.ReadValue(record); err == nil {
				like = likeness(v)
			}
		}
		return false
	})
	return like
}

// Folder returns the format of folders, where a story is several files.
func Folder() *Format { return brat }

// likeness returns the format of a story that is a JSON value.
func likeness(v annotate.Value) *Format {
	for _, f := range formats {
		if f.like(v) {
			return f
		}
	}
	return nil
}

// like reports whether a JSON value has what only the format's stories have.
func (f *Format) like(v annotate.Value) bool {
	has := func(key string, typ byte) bool { return v.Get(key).Is(typ) }
	holds := func(key string, typ byte) bool { list := v.Get(key).Items; return len(list) > 0 && list[0].Is(typ) }
	switch f {
	case stet:
		return has("format", '"')
	case labelstudio:
		return has("data", '{') && (has("annotations", '[') || has("predictions", '['))
	case w3c:
		return has("items", '[') && v.Get("@context").Type != 0
	case hf:
		return has("tokens", '[') && (has("ner_tags", '[') || has("quote_tags", '['))
	case prodigy:
		return has("text", '"') && (holds("spans", '{') || has("spans", '[') && v.Get("_input_hash").Type != 0)
	case doccano:
		offsets := holds("entities", '{') && v.Get("entities").Items[0].Get("start_offset").Type != 0
		return has("text", '"') && (has("label", '[') || has("labels", '[') || offsets || has("entities", '[') && has("relations", '['))
	case spacy:
		return has("text", '"') && (has("entities", '[') || has("spans", '{')) && !doccano.like(v)
	}
	return false
}

// inColumns reports whether a file that is no JSON has words and tags in columns, as its first lines show.
func inColumns(content []byte) bool {
	rows := 0
	for line := range bytes.Lines(content[:min(len(content), 4096)]) {
		columns := bytes.Fields(line)
		if len(columns) == 0 {
			continue
		}
		tag := columns[len(columns)-1]
		if string(columns[0]) == "-DOCSTART-" {
			return true
		}
		if len(columns) < 2 || string(tag) != "O" && !bytes.HasPrefix(tag, []byte("B-")) && !bytes.HasPrefix(tag, []byte("I-")) {
			return false
		}
		if rows++; rows == 3 {
			return true
		}
	}
	return false
}

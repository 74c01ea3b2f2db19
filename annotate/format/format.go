// Package format carries documents out to what other tools read, and back in. Each format is one file and one line of the table.
//
// What a format cannot hold is counted before anything is saved (Losses); apart from that, what was exported comes back equal. A
// foreign or damaged file is refused or taken in part, and each problem has its line.
package format

import (
	"fmt"
	"strings"

	"stet/annotate"
)

// Feature is a part of a document that a format may hold.
type Feature uint16

// The features.
const (
	Text       Feature = 1 << iota // the story exactly as given
	Title                          // the story's id and title
	Nesting                        // marks within and across marks
	Edges                          // edges within a token
	Links                          // a quote's speaker and cue, and that they are its
	Wordless                       // a speaker that no words nearby name
	Entities                       // which marks and speakers name the same thing, and how it is called
	Facts                          // an entity's kind, role, country and coordinates
	Provenance                     // a mark's id, its rule, certainty and state; the engine
	Rejected                       // suggestions that an editor removed
	Extra                          // fields that other programs added
	everything = 1<<iota - 1
)

// Format is one way to write documents for another tool.
type Format struct {
	Name  string
	Use   string // what it is for, in plain words: one line
	Unit  Unit   // what its offsets count; NoUnit where it has none
	Keeps Feature
	Media string   // MIME type of the first part
	Parts []string // the extensions of the files of a story; one, but for formats that are several
	Files bool     // one file a story, or one set of Parts; otherwise any number follow each other in one file
	Back  bool     // what was written can be read back

	Head, Between, Tail string // of a file of several stories: before, between and behind them

	write func(*export) [][]byte
	with  func(Options) (name string, content []byte)
}

// Options are what a user chooses within a format. The zero value is each format's own way.
type Options struct {
	Unit   Unit  // of offsets, where it is not the format's own
	Layer  Layer // conll: which marks; hf has both
	Labels bool  // doccano: the plain "label" shape, without relations
	Split  bool  // hf: the dataset card is that of train.jsonl, dev.jsonl and test.jsonl, not of stories.jsonl
}

// Layer is one of two sets of marks, for formats where a word has one label.
type Layer uint8

// The layers.
const (
	Names  Layer = iota // actors and locations
	Quotes              // the outermost quotes
)

// formats are listed in the order in which help and menus show them. A new format is a line here and a file.
var formats = []*Format{stet, spacy, prodigy, labelstudio, doccano, conll, brat, w3c, hf, tei, csv, html}

// All returns the formats, Stet's own first.
func All() []*Format { return formats }

// List names the formats, for messages; with back only those that can be read.
func List(back bool) string {
	var names []string
	for _, f := range formats {
		if !back || f.Back {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// Find returns the format with the name. The error lists the names.
func Find(name string) (*Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return nil, fmt.Errorf("no format %q: want one of %s", name, List(false))
}

// Export returns the files of the document, one for each of Parts, or what stands for it within a file of several stories (see
// Head), and what the format cannot hold of it. The document must be one that Check passes.
func (f *Format) Export(d *annotate.Document, o Options) (parts [][]byte, lost Losses) {
	if o.Unit == NoUnit {
		o.Unit = f.Unit
	}
	e := &export{d: d, options: o, format: f}
	e.lose(f.Keeps)
	parts = f.write(e)
	return parts, e.lost
}

// Companion returns the file that a tool wants beside the stories, such as Label Studio's labelling configuration; its name is ""
// where there is none.
func (f *Format) Companion(o Options) (name string, content []byte) {
	if f.with == nil {
		return "", nil
	}
	return f.with(o)
}

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

// story is one annotated story. Gold spans are bytes.
type story struct {
	id, corpus string
	t          *text.Text
	gold       []goldSpan
	toponyms   bool // only places are annotated
}

type goldSpan struct {
	text.Span
	kind  string
	class tagger.Class
}

// classOf maps a corpus's kinds to classes. Dates and money are no names here.
var classOf = map[string]tagger.Class{
	"PERSON": tagger.Person, "ORGANIZATION": tagger.Org, "LOCATION": tagger.Place, "FACILITY": tagger.Place,
	"NORP": tagger.Norp, "MISC": tagger.Misc, "PRODUCT": tagger.Misc,
}

// load reads one corpus file, NAME.jsonl under dir.
func load(dir, name string) ([]*story, error) {
	f, err := os.Open(filepath.Join(dir, name+".jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var stories []*story
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var line struct {
			ID, Corpus, Text string
			Layers           []string
			Spans            []struct {
				Start, End  int
				Layer, Kind string
			}
		}
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		s := &story{id: line.ID, corpus: line.Corpus, t: text.Parse(line.Text)}
		s.toponyms = len(line.Layers) == 1 && line.Layers[0] == "toponym"
		at := make([]int, 0, len(line.Text)+1) // byte of each code point
		for i := range line.Text {
			at = append(at, i)
		}
		at = append(at, len(line.Text))
		for _, g := range line.Spans {
			if g.Layer == "name" || g.Layer == "toponym" {
				s.gold = append(s.gold, goldSpan{text.Span{Start: at[g.Start], End: at[g.End]}, g.Kind, classOf[g.Kind]})
			}
		}
		stories = append(stories, s)
	}
	return stories, in.Err()
}

const everyLabel = 1<<tagger.Labels - 1

// placeLabels are the labels of Place.
const placeLabels = 15 << (1 + 4*(uint(tagger.Place)-1))

// masks returns the labels that each token of the story may have.
func (s *story) masks() []uint32 {
	m := make([]uint32, len(s.t.Tokens))
	for i := range m {
		m[i] = 1 << tagger.Out
		if s.toponyms {
			m[i] = everyLabel &^ placeLabels
		}
	}
	for _, g := range s.gold {
		r := s.t.Range(g.Span)
		if r.First >= r.Last {
			continue
		}
		if s.toponyms {
			s.toponym(g, r, m)
			continue
		}
		if g.class == tagger.None {
			continue
		}
		for i := r.First; i < r.Last; i++ {
			p := tagger.Inside
			switch {
			case r.Len() == 1:
				p = tagger.Unit
			case i == r.First:
				p = tagger.Begin
			case i == r.Last-1:
				p = tagger.Last
			}
			m[i] = 1 << tagger.LabelOf(g.class, p)
		}
	}
	return m
}

// toponym sets what is known where only places are annotated: a place's own extent; anything at all for adjectives and for
// what lies in a longer name.
func (s *story) toponym(g goldSpan, r text.Range, m []uint32) {
	exact := s.t.Tokens[r.First].Start == g.Start && s.t.Tokens[r.Last-1].End == g.End
	switch g.kind {
	case "Literal", "Mixed", "Literal_Modifier", "Metonymic", "Coercion":
	case "TOPONYM":
		if demonym(strings.ToLower(s.t.Of(g.Span))) {
			exact = false
		}
	case "Literal_Expression", "Non_Lit_Expression":
		return
	default:
		exact = false
	}
	for i := r.First; i < r.Last; i++ {
		m[i] = everyLabel
		if !exact {
			continue
		}
		p := tagger.Inside
		switch {
		case r.Len() == 1:
			p = tagger.Unit
		case i == r.First:
			p = tagger.Begin
		case i == r.Last-1:
			p = tagger.Last
		}
		m[i] = 1 << tagger.LabelOf(tagger.Place, p)
	}
}

func demonym(w string) bool {
	for _, s := range []string{"ian", "ean", "ish", "ese", "can", "ench", "man", "tch", "ans", "raeli", "raqi", "eek", "lic", "wiss", "hai", "stani", "yemeni"} {
		if strings.HasSuffix(w, s) && w != "japan" && w != "isle of man" {
			return true
		}
	}
	return false
}

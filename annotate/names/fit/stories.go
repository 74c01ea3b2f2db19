package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stet/annotate/names/corpus"
	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

// story is one annotated story. Gold spans are bytes.
type story struct {
	corpus string
	fold   int // which fold holds it out; -1 where nothing is fitted to its file
	weight float64
	t      *text.Text
	model  *tagger.Model // one that has not seen it; nil for none
	gold   []gold

	toponyms bool // only places are marked
}

type gold struct {
	text.Span
	layer, kind string
}

// readers are the taggers that read the stories.
type readers struct {
	whole *tagger.Model   // trained on all there is to train on
	folds []*tagger.Model // each trained without one fold
	fresh []string        // files that no model was trained on
	used  string          // the files to which weights are fitted
}

// load reads the models: the whole one, and where a folder is given, those trained without a fold.
func (r *readers) load(file, dir string, n int) error {
	if file == "" {
		return nil
	}
	var err error
	if r.whole, err = model(file); err != nil {
		return err
	}
	r.whole.Acts = nil // what is fitted does not depend on an earlier fit
	for k := 0; dir != "" && k < n; k++ {
		m, err := model(filepath.Join(dir, corpus.ModelFile(k, n)))
		if err != nil {
			return err
		}
		m.Acts = nil
		r.folds = append(r.folds, m)
	}
	return nil
}

// give has all models weigh places' contexts by the table; nil leaves them to what they have.
func (r *readers) give(acts tagger.Acts) {
	if acts == nil {
		return
	}
	r.whole.Acts = acts
	for _, m := range r.folds {
		m.Acts = acts
	}
}

func model(file string) (*tagger.Model, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return tagger.Load(b)
}

// stories reads files, parted by commas, each with :weight where it is not 1.
func (r *readers) stories(files string, n int) (all []*story, err error) {
	if files == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(files, ",") {
		file, w, _ := strings.Cut(part, ":")
		weight := 1.0
		if w != "" {
			if weight, err = strconv.ParseFloat(w, 64); err != nil {
				return nil, err
			}
		}
		more, err := r.read(file, weight, n)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, more...)
	}
	return all, nil
}

func (r *readers) read(file string, weight float64, n int) ([]*story, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fresh := slices.Contains(r.fresh, strings.TrimSuffix(filepath.Base(file), ".jsonl"))
	var all []*story
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		var line struct {
			ID, Corpus, Text string
			Spans            []struct {
				Layer, Kind string
				Start, End  int
			}
		}
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			return nil, err
		}
		s := &story{corpus: line.Corpus, fold: corpus.Fold(line.Corpus, line.ID, n), weight: weight, t: text.Parse(line.Text), model: r.whole}
		if len(r.folds) > 0 && !fresh {
			s.model = r.folds[s.fold]
		}
		if !strings.Contains(r.used, file) {
			s.fold = -1
		}
		o := text.NewOffsets(line.Text)
		at := func(n int) int { b, _ := o.FromCodePoint(n); return b }
		for _, g := range line.Spans {
			s.toponyms = s.toponyms || g.Layer == "toponym"
			s.gold = append(s.gold, gold{text.Span{Start: at(g.Start), End: at(g.End)}, g.Layer, g.Kind})
		}
		all = append(all, s)
	}
	return all, in.Err()
}

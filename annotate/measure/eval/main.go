// Command eval measures the engine on annotated corpora and prints, for each figure, what is aimed at.
//
//	go run ./annotate/measure/eval -data DIR -gold DIR
//	go run ./annotate/measure/eval -data DIR -gold DIR -folds DIR
//
// The trained models have seen some of the corpora; those rows say so. With -folds they are read by models trained without the outlet or
// story that is read (make folds). The weights of the rules' evidence stay those that were fitted to all. A corpus that is not there has
// no rows.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"text/tabwriter"

	"stet/annotate"
	"stet/annotate/measure"
	"stet/annotate/models"
	"stet/annotate/names/corpus"
)

// row is a line of the table: a figure of a file, and what is aimed at.
type row struct {
	file, figure, value string
	least               float64 // or, for edits and certainty, at most; 0 for none
}

// rows is the table. Files are FILE.jsonl in the folder of the corpora, "gold" all files in the folder of stories marked in full, "own"
// the project's own ones.
var rows = []row{
	{"wwnw.dev", "name person", "f", 0}, {"wwnw.dev", "name organization", "f", 0}, {"wwnw.dev", "name place", "f", 0},
	{"wwnw.dev", "name all", "f", 83}, {"wwnw.dev", "certainty of names", "error", 0.05},
	{"wwnw.train", "name all", "f", 85},
	{"gwn.dev", "toponym literal", "found", 90}, {"gwn.dev", "toponym precision", "p", 92},
	{"gwn.dev", "toponym literal", "as_location", 92}, {"gwn.dev", "toponym metonymic", "as_actor", 80}, {"gwn.dev", "geocoding", "near_of_gold", 82},
	{"relocar.train", "toponym state or place", "accuracy", 85},
	{"trnews.dev", "toponym literal", "found", 78}, {"trnews.dev", "toponym precision", "p", 88}, {"trnews.dev", "geocoding", "near_of_gold", 68},
	{"lgl.dev", "toponym literal", "found", 68}, {"lgl.dev", "toponym precision", "p", 88}, {"lgl.dev", "geocoding", "near_of_gold", 50},
	{"polnear.dev", "quote quoted", "f", 93}, {"polnear.dev", "quote quoted", "tight f", 88}, {"polnear.dev", "quote quoted", "speaker", 94.5},
	{"polnear.dev", "quote mixed", "r", 85}, {"polnear.dev", "quote indirect", "f", 78}, {"polnear.dev", "quote indirect", "speaker", 96},
	{"polnear.dev", "quote quoted relative", "sources", 0}, {"polnear.dev", "quote quoted relative", "speaker without", 0},
	{"polnear.dev", "quote indirect relative", "sources", 0}, {"polnear.dev", "quote indirect relative", "speaker without", 0},
	{"polnear.dev", "quote inner", "reports", 0}, {"polnear.dev", "quote inner", "f without", 0},
	{"polnear.dev", "certainty of quotes", "error", 0.05},
	{"gold", "full actor", "f", 85}, {"gold", "full location", "f", 88}, {"gold", "full entities", "f", 90},
	{"gold", "quote quoted", "f", 95}, {"gold", "quote quoted", "speaker", 93}, {"gold", "quote indirect", "f", 86}, {"gold", "quote indirect", "speaker", 92},
	{"gold", "full edits", "per_100_words", 3},
	{"own", "full actor", "f", 0}, {"own", "full location", "f", 0}, {"own", "full entities", "f", 0}, {"own", "quote quoted", "f", 0}, {"own", "quote quoted", "speaker", 0},
	{"own", "quote indirect", "f", 0}, {"own", "quote indirect", "speaker", 0}, {"own", "speaker entity", "right", 0}, {"own", "full edits", "per_100_words", 0},
}

// atMost are the values that are better the smaller they are.
var atMost = map[string]bool{"per_100_words": true, "error": true}

// seen are the files that a model was trained on, and what their corpus is called in the folds of the names' model.
var seen = map[string]string{"wwnw.train": "wwnw", "gwn.dev": "gwn", "trnews.dev": "trnews", "lgl.dev": "lgl", quotes: quotes}

// quotes is the part of the quotes' corpus that its one model in the folder of folds, apartFile, was trained without.
const quotes, apartFile = "polnear.dev", "quotes.apart.model"

// fitted are the files that the evidence's weights or the contexts of states and places were fitted to, or that were read while tuning.
var fitted = map[string]string{"relocar.train": "its contexts were trained on", "gold": "rules were tuned with it in view"}

func main() {
	data := flag.String("data", "", "folder of the corpora")
	gold := flag.String("gold", "", "folder of stories marked in full, FILE.jsonl")
	own := flag.String("own", "annotate/testdata/gold", "folder of the project's own stories marked in the text, NAME.markup.txt")
	folds := flag.String("folds", "", "folder of the models trained without a fold")
	n := flag.Int("n", 3, "how many folds")
	flag.Parse()
	if err := run(*data, *gold, *own, *folds, *n); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(data, gold, own, folds string, n int) error {
	e, err := newEngines(folds, n)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "corpus\tfigure\t\tis\twanted\t\tnote\t")
	var at string
	var figures map[string]float64
	for _, r := range rows {
		if r.file != at {
			at = r.file
			files := filepath.Join(data, r.file+".jsonl")
			switch r.file {
			case "gold":
				files = filepath.Join(gold, "*.jsonl")
			case "own":
				files = filepath.Join(own, "*.markup.txt")
			}
			if seen[at] == "wwnw" && folds == "" { // all of it was trained on: by folds or not at all
				figures = nil
				continue
			}
			if figures, err = e.measure(at, files); err != nil {
				return err
			}
		}
		is, ok := figures[r.figure+" "+r.value]
		if !ok {
			continue
		}
		want, verdict := "", ""
		if r.least > 0 {
			want, verdict = fmt.Sprintf("≥ %g", r.least), "ok"
			missed := is < r.least
			if atMost[r.value] {
				want, missed = fmt.Sprintf("≤ %g", r.least), is > r.least
			}
			if missed {
				verdict = "MISSED"
			}
		}
		note := fitted[at]
		switch {
		case seen[at] != "" && folds == "":
			note = "a model was trained on it"
		case at == quotes:
			note = "by a model that was not trained on it"
		case seen[at] != "":
			note = fmt.Sprintf("by %d folds", n)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%g\t%s\t%s\t%s\t\n", at, r.figure, r.value, is, want, verdict, note)
	}
	return w.Flush()
}

// engines are the engine as it is delivered, those whose names' model was trained without a fold, and the one whose quotes' model was
// trained on the train part alone.
type engines struct {
	whole   *annotate.Annotator
	without []*annotate.Annotator
	apart   *annotate.Annotator
}

func newEngines(folds string, n int) (*engines, error) {
	all := models.All()
	whole, err := annotate.New(all)
	e := &engines{whole: whole}
	if folds == "" || err != nil {
		return e, err
	}
	with := func(model *[]byte, file string) (*annotate.Annotator, error) {
		whole := *model
		defer func() { *model = whole }()
		if *model, err = os.ReadFile(filepath.Join(folds, file)); err != nil {
			return nil, err
		}
		a, err := annotate.New(all)
		if err != nil {
			return nil, err
		}
		return a, errors.Join(a.Warnings()...)
	}
	for k := range n {
		a, err := with(&all.Names, corpus.ModelFile(k, n))
		if err != nil {
			return nil, err
		}
		e.without = append(e.without, a)
	}
	e.apart, err = with(&all.Quotes, apartFile)
	return e, err
}

// of returns the engine that may read the story.
func (e *engines) of(file, id string) *annotate.Annotator {
	if file == quotes && e.apart != nil {
		return e.apart
	}
	if c := seen[file]; c != "" && e.without != nil {
		return e.without[corpus.Fold(c, id, len(e.without))]
	}
	return e.whole
}

// measure annotates the stories of the files on all cores and returns the figures, by their names and those of their values. There are
// none where there are no such files.
func (e *engines) measure(name, files string) (map[string]float64, error) {
	stories, err := read(files)
	if err != nil {
		return nil, err
	}
	marked := make([]*measure.Story, len(stories))
	faults := make([]error, len(stories))
	var wait sync.WaitGroup
	room := make(chan struct{}, runtime.NumCPU())
	for i, s := range stories {
		wait.Add(1)
		room <- struct{}{}
		go func() {
			defer wait.Done()
			d, err := e.of(name, s.ID).Annotate(annotate.Story{ID: s.ID, Text: s.Text})
			if faults[i] = err; err == nil {
				marked[i] = measure.FromDocument(d)
			}
			<-room
		}()
	}
	wait.Wait()
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	score := measure.NewScore()
	for i, s := range stories {
		if err := score.Add(s, marked[i]); err != nil {
			return nil, err
		}
	}
	figures := map[string]float64{}
	for _, f := range score.Figures() {
		for _, v := range f.Values {
			figures[f.Name+" "+v.Name] = v.Value
		}
	}
	return figures, nil
}

// read reads the stories of the files that a pattern names.
func read(pattern string) ([]*measure.Story, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	var all []*measure.Story
	for _, name := range names {
		b, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		if base, ok := strings.CutSuffix(filepath.Base(name), ".markup.txt"); ok {
			s, err := measure.Markup(base, string(b))
			if err != nil {
				return nil, err
			}
			all = append(all, s)
			continue
		}
		lines := bufio.NewScanner(strings.NewReader(string(b)))
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			s, err := measure.Read(lines.Bytes())
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			all = append(all, s)
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

// Command fit fits the weights of en/evidence.jsonl, a multinomial logistic regression over stories whose names are marked, and
// measures what the rules then find.
//
//	go run ./annotate/names/fit -data wwnw.train.jsonl,gum.train.jsonl:0.3 -pack annotate/rules/en/evidence.jsonl
//	go run ./annotate/names/fit -data … -model annotate/models/names.model -folds DIR -measure wwnw.dev.jsonl,wwnw.train.jsonl
//
// The stories are JSON Lines {"id", "corpus", "text", "spans": [{"layer", "kind", "start", "end"}]}, offsets in code points; a number
// behind a file is the weight of its stories. The second round of evidence depends on the first's weights, so the fit goes three
// times. With -model, the weights beside the tagger are fitted, those by rules alone stay. A tagger is too sure of stories that
// it was trained on, so each is read by a model trained without it (annotate/names/tagger/train -folds 3 -foldmodels DIR), and
// measured with weights fitted without it.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stet/annotate/names/corpus"
	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

type job struct {
	pack          []byte
	names, states []*story
	rounds        int
	readers       *readers
}

func main() {
	data := flag.String("data", "", "files of stories with names, parted by commas, each with :weight where it is not 1")
	states := flag.String("states", "", "files of stories with literal and metonymic toponyms, in the same form")
	measured := flag.String("measure", "", "files to measure, in the same form")
	pack := flag.String("pack", "annotate/rules/en/evidence.jsonl", "the pack to rewrite")
	dry := flag.Bool("dry", false, "leave the pack as it is")
	rounds := flag.Int("rounds", 3, "how often to fit and weigh anew")
	model := flag.String("model", "", "the tagger's model: fit what is weighed beside it")
	folds := flag.String("folds", "", "folder of the models trained without a fold")
	n := flag.Int("n", 3, "how many folds")
	fresh := flag.String("fresh", "wwnw.dev,relocar.train,conllmet.train", "files that the tagger was not trained on")
	out := flag.String("o", "", "the model to write, with the weights of places' contexts fitted to -states")
	foldsOut := flag.String("foldmodels", "", "folder to write the folds' models to, each with the weights of places' contexts fitted to the other folds")
	misses := flag.String("errors", "", "print the errors in the corpus")
	flag.Parse()
	r := &readers{fresh: strings.Split(*fresh, ",")}
	err := r.load(*model, *folds, *n)
	if err == nil {
		err = run(r, *data, *states, *measured, *pack, *dry, *rounds, *n, *misses, *out, *foldsOut)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(r *readers, data, states, measured, pack string, dry bool, rounds, n int, misses, out, foldsOut string) error {
	r.used = data + "," + states
	j := job{rounds: rounds, readers: r}
	var err error
	if j.pack, err = os.ReadFile(pack); err != nil {
		return err
	}
	if j.names, err = r.stories(data, n); err != nil {
		return err
	}
	if j.states, err = r.stories(states, n); err != nil {
		return err
	}
	fitted, acts, err := j.fit(-1)
	if err != nil {
		return err
	}
	if !dry {
		if err := os.WriteFile(pack, fitted, 0o644); err != nil {
			return err
		}
	}
	if acts != nil && out != "" {
		r.whole.Acts = acts
		if r.whole.Data, err = withStates(r.whole.Data, states); err != nil {
			return err
		}
		if err := os.WriteFile(out, r.whole.Encode(), 0o644); err != nil {
			return err
		}
	}
	for k := range r.folds {
		if foldsOut == "" {
			break
		}
		if err := j.writeFold(k, n, states, foldsOut); err != nil {
			return err
		}
	}
	if measured == "" {
		return nil
	}
	files := strings.Split(measured, ",")
	tallies := make([]tally, len(files))
	for k := -1; k < n; k++ {
		of := fitted
		if k >= 0 {
			if of, acts, err = j.fit(k); err != nil {
				return err
			}
		}
		r.give(acts)
		set, err := compile(of)
		if err != nil {
			return err
		}
		for i, file := range files {
			stories, err := r.stories(file, n)
			if err != nil {
				return err
			}
			for _, s := range stories {
				if s.fold == k {
					tallies[i].add(s, set, s.model, func(what string, at text.Span) {
						if s.corpus == misses {
							print(s, what, at)
						}
					})
				}
			}
		}
	}
	for i, file := range files {
		fmt.Printf("%-14s %s\n", strings.TrimSuffix(filepath.Base(file), ".jsonl"), &tallies[i])
	}
	return nil
}

// writeFold writes a fold's model with weights of places' contexts that have not seen the fold either.
func (j *job) writeFold(k, n int, states, dir string) error {
	_, acts, err := j.fit(k)
	if err != nil {
		return err
	}
	m := j.readers.folds[k]
	m.Acts = acts
	if m.Data, err = withStates(m.Data, states); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, corpus.ModelFile(k, n)), m.Encode(), 0o644)
}

// withStates returns the hash of a model's data together with the files that its weights of contexts were fitted to.
func withStates(data [32]byte, states string) (sum [32]byte, err error) {
	h := sha256.New()
	h.Write(data[:])
	for file := range strings.SplitSeq(states, ",") {
		path, _, _ := strings.Cut(file, ":")
		b, err := os.ReadFile(path)
		if err != nil {
			return sum, err
		}
		h.Write(b)
	}
	return [32]byte(h.Sum(nil)), nil
}

// fit returns the pack with weights fitted to all stories but those of a fold, -1 for none, and beside a model its weights of places'
// contexts.
func (j *job) fit(without int) (pack []byte, acts tagger.Acts, err error) {
	pack = j.pack
	for _, of := range []struct {
		stories []*story
		observe observe
	}{{j.names, observeNames}, {j.states, observeStates}} {
		if len(of.stories) == 0 {
			continue
		}
		for range j.rounds {
			set, err := compile(pack)
			if err != nil {
				return nil, nil, err
			}
			if len(of.stories) == len(j.states) && j.readers.whole != nil {
				var right float64
				acts, right = fitActs(set, j.states, without)
				j.readers.give(acts)
				fmt.Printf("states: right %.2f %%\n", 100*right)
				continue
			}
			all := of.observe(set, of.stories, func(s *story) *tagger.Model { return s.model })
			weights, loss, right := all.fit(without)
			if without < 0 {
				fmt.Printf("%d candidates, loss %.4f, right %.2f %%\n", len(all.all), loss, 100*right)
			}
			pack = rewrite(pack, all.ids, weights, j.readers.whole != nil)
		}
	}
	return pack, acts, nil
}

func print(s *story, what string, at text.Span) {
	src := s.t.Source
	flat := strings.NewReplacer("\n", "|")
	left, right := max(0, at.Start-50), min(len(src), at.End+50)
	fmt.Printf("%s\t%s[%s]%s\n", what, flat.Replace(src[left:at.Start]), flat.Replace(src[at.Start:at.End]), flat.Replace(src[at.End:right]))
}

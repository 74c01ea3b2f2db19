// Command train makes the tagger's model from annotated corpora: JSON Lines as in "name.split.jsonl", with spans in code points.
// The same data, lists and settings make the same file. One core needs some minutes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stet/annotate/names/corpus"
	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

type settings struct {
	bits               uint
	epochs, epochs2    int
	keep               int
	out                string
	twice              bool
	rate, rate2, l2    float64
	minCount           int
	minW               float64
	scale              float64
	seed               uint64
	errors             string
	extra              string
	lists              string
	folds              int
	foldModels         string
	clusters           int
	clusterMin, rounds int
	skip               string
}

func main() {
	var c settings
	data := flag.String("data", "", "folder of the corpora")
	flag.UintVar(&c.bits, "bits", 22, "features are below 1<<bits")
	flag.IntVar(&c.epochs, "epochs", 6, "epochs")
	flag.Float64Var(&c.rate, "rate", 0.02, "AdaGrad's rate")
	flag.Float64Var(&c.l2, "l2", 3e-4, "L2")
	flag.IntVar(&c.minCount, "count", 2, "features seen less often are left out")
	flag.Float64Var(&c.minW, "prune", 0.05, "features whose weights are all smaller are left out")
	flag.Float64Var(&c.scale, "scale", 24, "weights of one natural logarithm")
	flag.Uint64Var(&c.seed, "seed", 1, "seed")
	flag.StringVar(&c.extra, "extra", "wikigold.train=1,gum.train=0.5,uner.train=0.3,gwn.dev=1,trnews.dev=1,lgl.dev=0.3", "corpora beside wwnw.train, with weights")
	flag.IntVar(&c.folds, "folds", 0, "score by outlet folds too")
	flag.StringVar(&c.foldModels, "foldmodels", "", "folder to write the folds' models to, for annotate/names/fit")
	flag.IntVar(&c.clusters, "clusters", 512, "word clusters")
	flag.StringVar(&c.lists, "lists", "annotate/names/tagger/lists", "folder of lists")
	flag.IntVar(&c.clusterMin, "clustermin", 4, "words seen less often have no cluster")
	flag.IntVar(&c.rounds, "rounds", 10, "rounds of clustering")
	flag.StringVar(&c.skip, "skip", "", "lists to leave out")
	flag.StringVar(&c.errors, "errors", "", "print the errors on dev, gwn, trnews or lgl")
	flag.IntVar(&c.epochs2, "epochs2", 4, "epochs of the second look")
	flag.Float64Var(&c.rate2, "rate2", 0.02, "AdaGrad's rate for the second look")
	flag.BoolVar(&c.twice, "twice", true, "look twice")
	flag.IntVar(&c.keep, "keep", 80000, "features to keep; 0 for all")
	flag.StringVar(&c.out, "o", "", "model file to write")
	flag.Parse()
	if err := run(*data, c); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

var began = time.Now()

func say(f string, a ...any) {
	fmt.Printf("%6.1fs  "+f+"\n", append([]any{time.Since(began).Seconds()}, a...)...)
}

func run(data string, c settings) error {
	train, err := load(data, "wwnw.train")
	if err != nil {
		return err
	}
	dev, err := load(data, "wwnw.dev")
	if err != nil {
		return err
	}
	gwn, _ := load(data, "gwn.dev")
	trn, _ := load(data, "trnews.dev")
	lgl, _ := load(data, "lgl.dev")
	weights, extra, err := loadExtra(data, c.extra)
	if err != nil {
		return err
	}
	lex, err := lexicon(data, c, append(append([]*story{}, train...), extra...))
	if err != nil {
		return err
	}
	say("loaded")
	b := newBuilder(lex, c)
	for _, s := range train {
		b.add(s, 1, 0)
	}
	for i, s := range extra {
		b.add(s, weights[i], corpusID(s.corpus))
	}
	say("%d segments, %d tokens, covered spans %.2f%%", len(b.raw), b.tokens, 100*float64(b.covered)/float64(b.spans))
	train1 := b.train
	if c.twice {
		train1 = b.trainTwice
	}
	m := train1(nil)
	if c.out != "" {
		if m.Data, err = dataHash(data, c); err != nil {
			return err
		}
		file := m.Encode()
		if err := os.WriteFile(c.out, file, 0o644); err != nil {
			return err
		}
		if m, err = tagger.Load(file); err != nil {
			return err
		}
		say("%s: %d bytes, hash %s", c.out, len(file), m.Hash)
	}
	report(m, c, dev, gwn, trn, lgl)
	if c.folds > 0 {
		var sum tally
		var tops [3]places
		for k := 0; k < c.folds; k++ {
			out := func(s *story) bool { return corpus.Fold(s.corpus, s.id, c.folds) == k }
			m := train1(out)
			if c.foldModels != "" {
				if err := os.WriteFile(filepath.Join(c.foldModels, corpus.ModelFile(k, c.folds)), m.Encode(), 0o644); err != nil {
					return err
				}
			}
			for _, s := range train {
				if out(s) {
					sum.names(s, results(s.t, m.Tag(s.t, nil)), nil)
				}
			}
			for i, of := range [][]*story{gwn, trn, lgl} {
				for _, s := range of {
					if out(s) {
						var miss func(string, text.Span)
						if c.errors == s.corpus+"-fold" {
							miss = func(what string, sp text.Span) { printError(s, what, sp) }
						}
						tops[i].add(s, results(s.t, m.Tag(s.t, nil)), miss)
					}
				}
			}
		}
		say("folds  %s", &sum)
		for i, name := range []string{"gwn", "trnews", "lgl"} {
			say("folds  %s %s", name, &tops[i])
		}
	}
	return nil
}

func report(m *tagger.Model, c settings, dev, gwn, trn, lgl []*story) {
	var n tally
	var all []outcome
	began := time.Now()
	tokens := 0
	for _, s := range dev {
		var miss func(string, text.Span)
		if c.errors == "dev" {
			miss = func(what string, sp text.Span) { printError(s, what, sp) }
		}
		spans := m.Tag(s.t, nil)
		n.names(s, results(s.t, spans), miss)
		all = append(all, outcomes(s, spans)...)
		tokens += len(s.t.Tokens)
	}
	say("dev    %s  %.2f M tokens/s", &n, float64(tokens)/time.Since(began).Seconds()/1e6)
	say("dev    calibration error %.3f over %d names", calibrationError(all), len(all))
	for _, of := range [][]*story{gwn, trn, lgl} {
		var p places
		for _, s := range of {
			var miss func(string, text.Span)
			if c.errors == s.corpus {
				miss = func(what string, sp text.Span) { printError(s, what, sp) }
			}
			p.add(s, results(s.t, m.Tag(s.t, nil)), miss)
		}
		if len(of) > 0 {
			say("%-6s %s", of[0].corpus, &p)
		}
	}
}

func printError(s *story, what string, sp text.Span) {
	src := s.t.Source
	left, right := max(0, sp.Start-50), min(len(src), sp.End+50)
	fmt.Printf("ERR %s\t%s\t%s[%s]%s\n", what, s.id, strings.ReplaceAll(src[left:sp.Start], "\n", "|"), strings.ReplaceAll(src[sp.Start:sp.End], "\n", "|"), strings.ReplaceAll(src[sp.End:right], "\n", "|"))
}

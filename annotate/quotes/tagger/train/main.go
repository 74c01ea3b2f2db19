// Command train makes the quotes' model from PolNeAR: parts of speech, then cues, then sources and contents, each trained on
// what the one before says. The same data and seed give the same file.
//
//	go run stet/annotate/quotes/tagger/train -data DIR -o quotes.model
//
// DIR holds polnear.train.jsonl, polnear.dev.jsonl, polnear.pos.train.tsv and polnear.pos.dev.tsv.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"stet/annotate/models"
	"stet/annotate/places/gazetteer"
	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
)

func main() {
	log.SetFlags(log.Ltime)
	data := flag.String("data", "", "folder with the corpora")
	out := flag.String("o", "quotes.model", "the model file to write")
	c := config{seed: 1, bits: [4]int{13, 15, 17, 12}}
	flag.Int64Var(&c.seed, "seed", c.seed, "order of the stories and of what is left out")
	flag.IntVar(&c.bits[0], "tag-bits", c.bits[0], "size of the tag table, a power of two")
	flag.IntVar(&c.bits[1], "cue-bits", c.bits[1], "size of the cue table")
	flag.IntVar(&c.bits[2], "state-bits", c.bits[2], "size of the label table")
	flag.IntVar(&c.bits[3], "move-bits", c.bits[3], "size of the transition table")
	flag.StringVar(&c.hold, "hold", "", "K/N: leave out every N-th story from the K-th on, to measure with")
	flag.Parse()
	if *data == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*data, *out, c); err != nil {
		log.Fatal(err)
	}
}

type config struct {
	seed int64
	bits [4]int
	hold string
}

func run(dir, out string, c config) error {
	in := func(name string) string { return filepath.Join(dir, name) }
	hash := sha256.New()
	tagged, err := readTagged(in("polnear.pos.train.tsv"), hash)
	if err != nil {
		return err
	}
	check, err := readTagged(in("polnear.pos.dev.tsv"), nil)
	if err != nil {
		return err
	}
	tags := trainTags(tagged, c)
	m := tagger.New(tagger.Header{Seed: c.seed, Bits: c.bits, Speech: 120, Report: 200, Source: 150}, tags, nil, nil, nil, nil)
	log.Printf("parts of speech: %.2f %% of the tags of dev", tagAccuracy(m, check))

	stories, err := readStories(in("polnear.train.jsonl"), hash)
	if err != nil {
		return err
	}
	h := m.Header
	h.Data = hex.EncodeToString(hash.Sum(nil))[:16]
	if stories, err = kept(stories, c.hold); err != nil {
		return err
	}
	places, err := gazetteer.Load(models.Places)
	if err != nil {
		return err
	}
	set, err := rules.Compile(places.Packs()...)
	if err != nil {
		return err
	}
	prepare(stories, set)
	cues, forms := trainCues(m, stories, c)
	m = tagger.New(h, tags, cues, nil, nil, forms)
	states, moves := trainLabels(m, stories, c)
	m = tagger.New(h, tags, cues, states, moves, forms)

	file := m.Append(nil)
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	dev, err := readStories(in("polnear.dev.jsonl"), nil)
	if err != nil {
		return err
	}
	prepare(dev, set)
	fmt.Printf("%s: %d bytes, %d cue words\n", out, len(file), len(forms))
	fmt.Print(measure(m, dev))
	return nil
}

// kept returns the stories without those that hold, "K/N" or empty, leaves out.
func kept(all []*story, hold string) ([]*story, error) {
	if hold == "" {
		return all, nil
	}
	var k, n int
	if _, err := fmt.Sscanf(hold, "%d/%d", &k, &n); err != nil || k < 0 || n < 2 {
		return nil, fmt.Errorf("-hold %s: want K/N", hold)
	}
	var out []*story
	for i, s := range all {
		if i%n != k {
			out = append(out, s)
		}
	}
	return out, nil
}

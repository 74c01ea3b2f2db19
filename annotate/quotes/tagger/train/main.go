// Command train makes the quotes' model from PolNeAR: parts of speech, then cues, then sources and contents, each trained on
// what the one before says. The same data and seed give the same file.
//
//	go run stet/annotate/quotes/tagger/train -data DIR -o quotes.model
//
// DIR holds polnear.train.jsonl, polnear.dev.jsonl, polnear.pos.train.tsv and polnear.pos.dev.tsv. It learns from all of them; with -apart
// from the train parts only, and says what it reaches on the others.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/annotate/models"
	names "stet/annotate/names/tagger"
	"stet/annotate/places/gazetteer"
	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
)

func main() {
	log.SetFlags(log.Ltime)
	data := flag.String("data", "", "folder with the corpora")
	out := flag.String("o", "quotes.model", "the model file to write")
	c := config{seed: 1, bits: [tagger.Stages]int{13, 15, 17, 13, 12}}
	flag.Int64Var(&c.seed, "seed", c.seed, "order of the stories and of what is left out")
	flag.IntVar(&c.bits[0], "tag-bits", c.bits[0], "size of the tag table, a power of two")
	flag.IntVar(&c.bits[1], "cue-bits", c.bits[1], "size of the cue table")
	flag.IntVar(&c.bits[2], "state-bits", c.bits[2], "size of the label table")
	flag.IntVar(&c.bits[3], "move-bits", c.bits[3], "size of the transition table")
	flag.IntVar(&c.bits[4], "check-bits", c.bits[4], "size of the table that judges what was decoded")
	flag.StringVar(&c.hold, "hold", "", "leave out the stories with one of these words, parted by commas, in their id, publishers', to measure with")
	flag.BoolVar(&c.apart, "apart", false, "learn from the train parts only, to measure on the dev parts")
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
	bits [tagger.Stages]int
	hold string

	apart bool
}

func run(dir, out string, c config) error {
	in := func(name string) string { return filepath.Join(dir, name) }
	hash := sha256.New()
	tagged, err := readTagged(in("polnear.pos.train.tsv"), hash)
	if err != nil {
		return err
	}
	other, err := readTagged(in("polnear.pos.dev.tsv"), hash)
	if err != nil {
		return err
	}
	stories, err := readStories(in("polnear.train.jsonl"), hash)
	if err != nil {
		return err
	}
	dev, err := readStories(in("polnear.dev.jsonl"), hash)
	if err != nil {
		return err
	}
	if !c.apart {
		tagged, stories = append(tagged, other...), append(stories, dev...)
	}
	stories = kept(stories, c.hold)
	tags := trainTags(tagged, c)
	sure := sureWords(tagged)
	h := tagger.Header{Seed: c.seed, Bits: c.bits, Speech: 120, Report: 150, Source: 20, Data: hex.EncodeToString(hash.Sum(nil))[:16]}
	if c.apart {
		log.Printf("parts of speech: %.2f %% of the tags of dev", tagAccuracy(tagger.New(h, [tagger.Stages][]int8{tags}, sure), other))
	}
	places, err := gazetteer.Load(models.Places)
	if err != nil {
		return err
	}
	set, err := rules.Compile(places.Packs()...)
	if err != nil {
		return err
	}
	named, err := names.Load(models.Names)
	if err != nil {
		return err
	}
	prepare(stories, set, named, places)
	m := train(h, tags, sure, stories, c)

	file := m.Append(nil)
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, %d words\n", out, len(file), m.Words)
	if c.apart {
		prepare(dev, set, named, places)
		fmt.Print(measure(m, dev))
	}
	return nil
}

// train trains cues, labels and checks. What judges the decoder's finds must see such as it makes in stories that it has not read: each
// third of the stories is read by a decoder that was trained on the others.
func train(h tagger.Header, tags []int8, sure []tagger.Entry, stories []*story, c config) *tagger.Model {
	var seen []check
	for part := range parting {
		var learn, read []*story
		for i, s := range stories {
			if i%parting == part {
				read = append(read, s)
			} else {
				learn = append(learn, s)
			}
		}
		t := decoder(h, tags, sure, learn, c)
		t.tables[4] = make([]int8, 1<<c.bits[4])
		m := tagger.New(h, t.tables, t.words)
		for _, s := range read {
			seen = append(seen, s.checks(m)...)
		}
	}
	t := decoder(h, tags, sure, stories, c)
	t.tables[4] = trainChecks(seen, c)
	return tagger.New(h, t.tables, t.words)
}

// parting is in how many parts the stories are read.
const parting = 3

// parts are what a model is made of.
type parts struct {
	tables [tagger.Stages][]int8
	words  []tagger.Entry
}

// decoder trains cues and labels.
func decoder(h tagger.Header, tags []int8, sure []tagger.Entry, stories []*story, c config) (p parts) {
	p.tables[0] = tags
	p.tables[1], p.words = trainCues(tagger.New(h, p.tables, sure), tags, sure, stories, c)
	p.tables[2], p.tables[3] = trainLabels(tagger.New(h, p.tables, p.words), stories, c)
	return p
}

// kept returns the stories whose ids hold none of the words given, parted by commas: those of some publishers are left out.
func kept(all []*story, without string) []*story {
	if without == "" {
		return all
	}
	return slices.DeleteFunc(all, func(s *story) bool {
		return slices.ContainsFunc(strings.Split(without, ","), func(word string) bool { return strings.Contains(s.id, word) })
	})
}

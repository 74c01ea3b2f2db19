package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/models"
)

// goldenStories is where the stories lie that long input is made of, from the project's folder.
const goldenStories = "annotate/testdata/golden/*.txt"

// engine measures the engine's speed on one core, how time and memory grow with the story, and the memory of a long batch.
func engine(r *report, runs int) error {
	stories, err := readStories()
	if err != nil {
		return err
	}
	peak, err := batch(stories, 10_000) // first: a child is charged with what its parent holds
	if err != nil {
		return err
	}
	r.atMost("a batch of 10,000 stories: memory", float64(peak)/(1<<20), 150, "MB")
	e, err := annotate.New(models.All())
	if err != nil {
		return err
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	small, large := repeated(stories, 10<<10), repeated(stories, 10<<20)
	perSmall, _, err := cost(e, small, runs*20)
	if err != nil {
		return err
	}
	perLarge, memory, err := cost(e, large, 1)
	if err != nil {
		return err
	}
	words := func(s string) float64 { return float64(len(strings.Fields(s))) }
	speed := words(small) / perSmall.Seconds()
	r.judge("engine, one core, native, with its JSON", speed, "≥ 400,000 words/s", "words/s", speed >= 400_000)
	beside(r, small, words(small))
	growth := (perLarge.Seconds() / float64(len(large))) / (perSmall.Seconds() / float64(len(small)))
	r.atMost("a 10 MB story: time a byte, times that of 10 KB", growth, 2, "times")
	r.figure("a 10 MB story: memory", float64(memory)/(1<<20), "MB")
	return nil
}

func readStories() ([]string, error) {
	files, err := filepath.Glob(goldenStories)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, f := range files {
		if strings.HasSuffix(f, ".markup.txt") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		all = append(all, string(b))
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no stories at %s: run it in the project's folder", goldenStories)
	}
	return all, nil
}

// repeated returns the stories one after the other up to about size bytes.
func repeated(stories []string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(stories[i%len(stories)])
		b.WriteString("\n\n")
	}
	return b.String()
}

// cost returns the median time to annotate a story and write its document, and the most memory that one run held, in bytes.
func cost(e *annotate.Annotator, story string, runs int) (time.Duration, uint64, error) {
	var times []time.Duration
	var memory uint64
	var before, after runtime.MemStats
	for range runs {
		runtime.ReadMemStats(&before)
		start := time.Now()
		d, err := e.Annotate(annotate.Story{ID: "bench", Text: story})
		if err != nil {
			return 0, 0, err
		}
		d.AppendJSON(nil)
		times = append(times, time.Since(start))
		runtime.ReadMemStats(&after)
		memory = max(memory, after.HeapSys-after.HeapReleased)
	}
	slices.Sort(times)
	return times[len(times)/2], memory, nil
}

// batch writes n stories as JSON Lines, has the command line's program annotate them, and returns the most memory it held, in bytes.
func batch(stories []string, n int) (uint64, error) {
	dir, err := os.MkdirTemp("", "stet-bench")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "stories.jsonl")
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriter(f)
	lines := json.NewEncoder(w)
	for i := range n {
		if err := lines.Encode(map[string]string{"id": fmt.Sprint(i), "text": stories[i%len(stories)]}); err != nil {
			return 0, err
		}
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	if err := f.Close(); err != nil {
		return 0, err
	}
	return peakOf("bin/stet", "annotate", "--jsonl", path)
}

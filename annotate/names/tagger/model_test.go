package tagger_test

import (
	"errors"
	"os"
	"strings"
	"sync"
	"testing"

	"stet/annotate/names/tagger"
	"stet/annotate/text"
)

const story = `GENEVA (AFP) – The World Health Organization (WHO) said on Monday that Dr. Amina Wanjiru-Okello would lead its mission to Lake Chad.

Wanjiru-Okello told reporters in N'Djamena that the WHO had "no time to lose". Chadian officials welcomed her in the capital.
`

func model(t testing.TB) *tagger.Model {
	t.Helper()
	file, err := os.ReadFile("../../models/names.model")
	if err != nil {
		t.Fatal(err)
	}
	m, err := tagger.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func names(m *tagger.Model, source string) string {
	t := text.Parse(source)
	var b strings.Builder
	for _, s := range m.Tag(t, nil) {
		b.WriteString(s.Class.String() + " " + t.Of(t.Span(s.First, s.Last)) + "\n")
	}
	return b.String()
}

func TestNamesOfAStory(t *testing.T) {
	got := names(model(t), story)
	for _, want := range []string{"place GENEVA", "organization World Health Organization", "organization WHO", "person Amina Wanjiru-Okello", "place Lake Chad",
		"person Wanjiru-Okello", "place N'Djamena", "norp Chadian"} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// The numbers behind the names are the same wherever this test runs: natively and as WebAssembly.
func TestSameEverywhere(t *testing.T) {
	m := model(t)
	sum := int64(0)
	for i, s := range m.Tag(text.Parse(strings.Repeat(story, 3)), nil) {
		sum = sum*31 + int64(i) + int64(s.First)<<20 + int64(s.Margin)<<8 + int64(s.Score) + int64(s.Class)
	}
	if got, want := [2]any{m.Hash, sum}, pinned; got != want {
		t.Errorf("model and sum are %v, want %v; a new model needs the new numbers here", got, want)
	}
}

func TestManyAtOnce(t *testing.T) {
	m := model(t)
	want := names(m, story)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := names(m, story); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestRefused(t *testing.T) {
	good, err := os.ReadFile("../../models/names.model")
	if err != nil {
		t.Fatal(err)
	}
	change := func(at int) []byte {
		b := append([]byte(nil), good...)
		b[at] ^= 1
		return b
	}
	for _, c := range []struct {
		name, want string
		file       []byte
	}{
		{"empty", "not a model file", nil},
		{"a page instead", "not a model file", []byte("<!doctype html><title>404</title>")},
		{"cut off at once", "cut off", good[:40]},
		{"cut off late", "damaged", good[:len(good)-1000]},
		{"another version", "version", change(len("stet names\n"))},
		{"one bit wrong", "damaged", change(len(good) / 2)},
		{"one bit of the checksum wrong", "damaged", change(len(good) - 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := tagger.Load(c.file)
			if !errors.Is(err, tagger.ErrModel) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
		})
	}
}

func TestTextsWithoutNames(t *testing.T) {
	m := model(t)
	for _, s := range []string{"", " \n", "nothing here is written with a capital.", "— … \u200b 42"} {
		if got := names(m, s); got != "" {
			t.Errorf("%q: %s", s, got)
		}
	}
	names(m, strings.Repeat("ALL CAPITALS WITHOUT AN END ", 5000)) // cut into stretches of bounded length
}

func TestTagKeepsItsMemory(t *testing.T) {
	m := model(t)
	parsed := text.Parse(strings.Repeat(story, 20))
	spans := m.Tag(parsed, nil)
	if n := testing.AllocsPerRun(5, func() { spans = m.Tag(parsed, spans[:0]) }); n > 40 {
		t.Errorf("%v allocations for %d tokens", n, len(parsed.Tokens))
	}
}

// pinned is the model's hash and the sum of TestSameEverywhere.
var pinned = [2]any{"deeca9e9a46de9b9", int64(649313115748779686)}

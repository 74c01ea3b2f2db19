package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"stet/annotate/names"
	model "stet/annotate/names/tagger"
	"stet/annotate/places/gazetteer"
	"stet/annotate/quotes"
	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// story is a text with its attributions and, once prepared, its units.
type story struct {
	id      string
	t       *text.Text
	reports []report
	units   []tagger.Unit
	hints   []tagger.Hint
	unitOf  []int32 // of each token
}

// report is one attribution of the corpus, in bytes.
type report struct {
	source, cue, content []text.Span
	speech               bool
	quoted               string // direct, mixed or indirect
}

func readStories(path string, hash io.Writer) ([]*story, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if hash != nil {
		r = io.TeeReader(f, hash)
	}
	var all []*story
	lines := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			s, err := parseStory(line)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
			all = append(all, s)
		}
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func parseStory(line []byte) (*story, error) {
	var in struct {
		ID, Text string
		Spans    []struct {
			Start, End                             int
			Layer, Kind, Attribution, Quoted, Text string
		}
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return nil, err
	}
	s := &story{id: in.ID, t: text.Parse(in.Text)}
	offsets := text.NewOffsets(in.Text)
	at := map[string]int{}
	for _, p := range in.Spans {
		if p.Layer != "quote" || p.Attribution == "" {
			continue
		}
		i, ok := at[p.Attribution]
		if !ok {
			i = len(s.reports)
			at[p.Attribution] = i
			s.reports = append(s.reports, report{})
		}
		start, ok1 := offsets.FromCodePoint(p.Start)
		end, ok2 := offsets.FromCodePoint(p.End)
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("%s: offsets %d:%d outside the text", in.ID, p.Start, p.End)
		}
		span, r := text.Span{Start: start, End: end}, &s.reports[i]
		switch p.Kind {
		case "source":
			r.source = append(r.source, span)
		case "cue":
			r.cue = append(r.cue, span)
			r.speech = r.speech || isSpeech(p.Text)
		case "content":
			r.content = append(r.content, span)
			r.quoted = p.Quoted
		}
	}
	return s, nil
}

// speech holds the forms of verbs that report words said or written (Q4); what the corpus attributes by other words is thought,
// wish or act.
var speech = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`say says said saying tell tells told telling write writes wrote written writing according deny denies
		denied denying reply replies replied replying admitted admitting testifies testified`) {
		m[w] = true
	}
	for _, v := range strings.Fields(`add announce report claim argue accuse warn confirm insist explain note state declare promise pledge
		vow urge ask respond comment mention reveal admit acknowledge assert allege contend maintain stress emphasize emphasise reiterate
		repeat tweet post testify predict propose recommend suggest conclude recall criticize criticise condemn blame describe counter
		express offer complain joke concede caution boast quip remark recount answer order demand appeal inform brief remind assure advise
		disclose`) {
		stem := strings.TrimSuffix(v, "e")
		m[v], m[v+"s"], m[stem+"ed"], m[stem+"ing"] = true, true, true, true
	}
	return m
}()

var words = regexp.MustCompile(`\w+`)

func isSpeech(cue string) bool {
	for _, w := range words.FindAllString(strings.ToLower(cue), -1) {
		if speech[w] {
			return true
		}
	}
	return false
}

// prepare cuts every story into units, and asks the rules for their reports, as the engine does.
func prepare(all []*story, set *rules.Set, m *model.Model, g *gazetteer.Gazetteer) {
	for _, s := range all {
		f := set.Find(s.t)
		s.units, s.hints = quotes.Read(s.t, f, names.Find(s.t, f, m, g))
		s.unitOf = make([]int32, len(s.t.Tokens))
		for u, x := range s.units {
			for i := x.First; i < x.Last; i++ {
				s.unitOf[i] = int32(u)
			}
		}
	}
}

// head returns the unit of a cue's head word, or -1: its last verb that is no auxiliary, else its first noun, else its first token.
func (s *story) head(r *tagger.Reader, cue text.Span) int {
	span := s.t.Range(cue)
	if span.Len() <= 0 {
		return -1
	}
	best := -1
	for i := span.First; i < span.Last; i++ {
		if t := r.TagOf(i); tagger.VB <= t && t <= tagger.VBZ && (best < 0 || !auxiliaries[s.t.Lower(i)]) {
			best = i
		}
	}
	for i := span.First; i < span.Last && best < 0; i++ {
		if s.t.Tokens[i].Kind == text.Word && r.TagOf(i) <= tagger.NNS {
			best = i
		}
	}
	if best < 0 {
		best = span.First
	}
	u := int(s.unitOf[best])
	if s.units[u].Quoted {
		return -1
	}
	return u
}

var auxiliaries = map[string]bool{"has": true, "have": true, "had": true, "having": true, "is": true, "was": true, "were": true, "are": true, "be": true,
	"been": true, "being": true, "did": true, "do": true, "does": true, "'s": true}

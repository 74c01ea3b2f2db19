package measure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Score counts how a system's marks stand to gold ones, story by story.
//
// Names match by exact span and class, quotes by a Jaccard index of 0.5 over characters (0.8 for "tight"), marks of full gold by exact
// span and kind. A system's name that touches a gold name of an unscored kind is passed over. An indirect quote is asked for only where
// its cue is a word of speech or writing (Q4). "edits" are the marks to add, delete, retag or resize to reach gold.
type Score struct {
	n         map[string]int
	Errors    []string // what was missed or found too much, with its surroundings
	Keep      int      // how many Errors are kept
	Stories   int
	Missing   int // gold stories that the system does not have
	Rules     map[string]*Rule
	Confusion map[Pair]int
	sure      [2]certainty // of names and of quotes
}

// Rule is how the marks of one rule fared: right as gold has them, corrected where gold has one there with another kind or edge, wrong
// where it has none.
type Rule struct{ Fired, Right, Corrected, Wrong int }

// Pair is a kind in gold and what the system has there; "" for nothing.
type Pair struct{ Gold, System string }

// NewScore begins a score.
func NewScore() *Score {
	return &Score{n: map[string]int{}, Rules: map[string]*Rule{}, Confusion: map[Pair]int{}}
}

// Add counts a story. A nil system stands for one that the system does not have.
func (s *Score) Add(gold, system *Story) error {
	var marks []Mark
	switch {
	case system == nil:
		s.Missing++
	case system.Sum != gold.Sum:
		return fmt.Errorf("%s: the system's text is not the gold text", gold.ID)
	default:
		marks = system.Marks
	}
	s.Stories++
	has := func(layer string) bool { return slices.Contains(gold.Layers, layer) }
	if has("name") {
		s.names(gold, marks)
	}
	if has("toponym") {
		s.toponyms(gold, marks)
	}
	if has("quote") {
		s.quotes(gold, marks, !has("actor"))
	}
	if has("actor") {
		s.full(gold, marks)
	}
	return nil
}

func (s *Score) count(key string, yes bool) {
	if yes {
		s.n[key]++
	} else {
		s.n[key] += 0
	}
}

func (s *Score) error(what string, gold *Story, start, end int) {
	if len(s.Errors) >= s.Keep {
		return
	}
	r := []rune(gold.Text)
	line := fmt.Sprintf("%s\t%s\t…%s[%s]%s…", what, gold.ID, string(r[max(0, start-40):start]), string(r[start:end]), string(r[end:min(len(r), end+40)]))
	s.Errors = append(s.Errors, strings.ReplaceAll(line, "\n", " "))
}

// fired counts a mark for its rule.
func (s *Score) fired(m *Mark, right, touches bool) {
	group := 0
	if m.Type == "quote" {
		group = 1
	}
	s.sure[group].add(m, right)
	by := cmp.Or(m.By, "unknown")
	r := s.Rules[by]
	if r == nil {
		r = &Rule{}
		s.Rules[by] = r
	}
	r.Fired++
	switch {
	case right:
		r.Right++
	case touches:
		r.Corrected++
	default:
		r.Wrong++
	}
}

type key struct {
	class      string
	start, end int
}

func (s *Score) names(gold *Story, marks []Mark) {
	var scored, unscored []*Span
	goldKeys := map[key]bool{}
	for i := range gold.Spans {
		if g := &gold.Spans[i]; g.Layer == "name" {
			if c := classOf(g.Kind); c != "" {
				scored = append(scored, g)
				goldKeys[key{c, g.Start, g.End}] = true
			} else {
				unscored = append(unscored, g)
			}
		}
	}
	var mine []*Mark
	mineKeys := map[key]bool{}
	var order []key
	for i := range marks {
		m := &marks[i]
		k := key{m.Class, m.Start, m.End}
		if m.Class == "" || !goldKeys[k] && slices.ContainsFunc(unscored, func(g *Span) bool { return overlap(m, g) > 0 }) {
			continue
		}
		mine = append(mine, m)
		if !mineKeys[k] {
			mineKeys[k] = true
			order = append(order, k)
		}
		touches := slices.ContainsFunc(scored, func(g *Span) bool { return overlap(m, g) > 0 })
		s.fired(m, goldKeys[k], touches)
		if !touches {
			s.Confusion[Pair{"", m.Class}]++
		}
	}
	for _, g := range scored {
		c := classOf(g.Kind)
		hit := mineKeys[key{c, g.Start, g.End}]
		s.count("name "+c+" gold", true)
		s.count("name "+c+" hit", hit)
		s.count("name "+c+" touched", slices.ContainsFunc(mine, func(m *Mark) bool { return m.Class == c && overlap(m, g) > 0 }))
		if !hit {
			s.error("missed "+c, gold, g.Start, g.End)
		}
		s.Confusion[Pair{c, nearest(mine, g, func(m *Mark) string { return m.Class })}]++
	}
	for _, k := range order {
		s.count("name "+k.class+" system", true)
		s.count("name "+k.class+" right", goldKeys[k])
		s.count("name "+k.class+" touching", slices.ContainsFunc(scored, func(g *Span) bool {
			return classOf(g.Kind) == k.class && shared(k.start, k.end, g.Start, g.End) > 0
		}))
		if !goldKeys[k] {
			s.error("spurious "+k.class, gold, k.start, k.end)
		}
	}
}

// nearest returns what the mark is called that shares most with g, the exact one first; "" where none does.
func nearest(marks []*Mark, g *Span, name func(*Mark) string) string {
	best, most := "", 0
	for _, m := range marks {
		o := 2 * overlap(m, g)
		if m.Start == g.Start && m.End == g.End {
			o++
		}
		if o > most {
			best, most = name(m), o
		}
	}
	return best
}

func (s *Score) toponyms(gold *Story, marks []Mark) {
	at := map[[2]int]*Mark{}
	for i := range marks {
		if m := &marks[i]; m.Type == "actor" || m.Type == "location" || m.Type == "name" {
			at[[2]int{m.Start, m.End}] = m
		}
	}
	tops := func(m *Mark) bool {
		return slices.ContainsFunc(gold.Spans, func(g Span) bool {
			return g.Layer == "toponym" && !strings.HasSuffix(g.Kind, "_Expression") && !strings.HasSuffix(g.Kind, "Non_Toponym") && overlap(m, &g) > 0
		})
	}
	for i := range marks {
		if m := &marks[i]; m.Class == "place" {
			touches := tops(m)
			s.count("top system", true)
			s.count("top right", touches)
			if !touches {
				s.error("spurious place", gold, m.Start, m.End)
			}
		}
	}
	for i := range gold.Spans {
		g := &gold.Spans[i]
		if g.Layer != "toponym" {
			continue
		}
		m := at[[2]int{g.Start, g.End}]
		kind := strings.ToLower(g.Kind)
		literal := kind == "literal" || kind == "toponym" || kind == "place" || kind == ""
		if literal {
			s.count("top literal gold", true)
			s.count("top literal found", m != nil && m.Class == "place")
			s.count("top literal as location", m != nil && m.Type == "location")
			if m == nil || m.Class != "place" {
				s.error("missed toponym", gold, g.Start, g.End)
			}
		}
		if kind == "metonymic" {
			s.count("top metonymic gold", true)
			s.count("top metonymic found", m != nil)
			s.count("top metonymic as actor", m != nil && m.Type == "actor")
		}
		if literal && g.Lat.given && g.Lon.given {
			s.count("geo gold", true)
			if m != nil && m.Place != nil {
				s.count("geo resolved", true)
				s.count("geo near", kilometres(g.Lat.value, g.Lon.value, m.Place.Lat, m.Place.Lon) <= 161)
			}
		}
	}
}

// speech are the words of saying and writing (Q4), and stems of verbs that take -s, -ed and -ing.
var speech = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(`say says said saying tell tells told telling write writes wrote written writing according
		deny denies denied denying reply replies replied replying admitted admitting testifies testified`) {
		words[w] = true
	}
	for _, lemma := range strings.Fields(`add announce report claim argue accuse warn confirm insist explain note state declare promise
		pledge vow urge ask respond comment mention reveal admit acknowledge assert allege contend maintain stress emphasize emphasise
		reiterate repeat tweet post testify predict propose recommend suggest conclude recall criticize criticise condemn blame describe
		counter express offer complain joke concede caution boast quip remark recount answer order demand appeal inform brief remind
		assure advise disclose`) {
		stem := strings.TrimSuffix(lemma, "e")
		for _, w := range []string{lemma, lemma + "s", stem + "ed", stem + "ing"} {
			words[w] = true
		}
	}
	return words
}()

// reports reports whether a cue holds a word of saying.
func reports(cue string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(cue), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' }) {
		if speech[w] {
			return true
		}
	}
	return false
}

func quoteKind(g *Span) string { return cmp.Or(g.QuotedSpan, g.Quoted, g.Kind) }

// attribution is what a quote has in common with its source and cue.
func attribution(g *Span) string {
	if g.Attribution != nil {
		return *g.Attribution
	}
	return g.Ref
}

// whole joins the pieces of one attribution where only spaces part them.
func whole(gold *Story) []Span {
	var contents, out []Span
	for _, g := range gold.Spans {
		if g.Layer == "quote" && isContent(g.Kind) {
			contents = append(contents, g)
		}
	}
	slices.SortStableFunc(contents, func(a, b Span) int { return a.Start - b.Start })
	runes := []rune(gold.Text)
	for _, g := range contents {
		if n := len(out); n > 0 {
			last := &out[n-1]
			gap := ""
			if g.Start > last.End {
				gap = string(runes[last.End:g.Start])
			}
			if last.Attribution != nil && *last.Attribution != "" && g.Attribution != nil && *last.Attribution == *g.Attribution &&
				quoteKind(last) == quoteKind(&g) && strings.TrimSpace(gap) == "" && !strings.Contains(gap, "\n") {
				last.End = g.End
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

func (s *Score) quotes(gold *Story, marks []Mark, rules bool) {
	sources, cues := map[string][]*Span{}, map[string][]*Span{}
	for i := range gold.Spans {
		g := &gold.Spans[i]
		into := sources
		if g.Kind == "cue" || g.Layer == "cue" {
			into = cues
		}
		switch {
		case g.Layer == "quote" && (g.Kind == "source" || g.Kind == "cue"):
			into[attribution(g)] = append(into[attribution(g)], g)
		case g.Layer == "speaker" || g.Layer == "cue":
			for _, ref := range strings.Split(g.Ref, ",") {
				into[ref] = append(into[ref], g)
			}
		}
	}
	contents := whole(gold)
	var mine []*Mark
	for i := range marks {
		if marks[i].Type == "quote" {
			mine = append(mine, &marks[i])
		}
	}
	for i := range contents {
		g := &contents[i]
		kind := quoteKind(g)
		group := quoteGroup(kind)
		var cue []string
		for _, c := range cues[attribution(g)] {
			cue = append(cue, c.Text)
		}
		if kind == "indirect" && !reports(strings.Join(cue, " ")) {
			continue
		}
		s.count(group+" gold", true)
		var best *Mark
		j := 0.0
		for n, m := range mine {
			if is := jaccard(m, g); n == 0 || is > j {
				best, j = m, is
			}
		}
		s.count(group+" hit", j >= 0.5)
		s.count(group+" tight hit", j >= 0.8)
		s.count("quote "+kind+" asked", true)
		s.count("quote "+kind+" met", j >= 0.5)
		if j < 0.5 {
			s.error("missed "+kind+" quote", gold, g.Start, g.End)
			continue
		}
		src := sources[attribution(g)]
		s.count(group+" spoken", len(src) > 0)
		right := best.Speaker != nil && slices.ContainsFunc(src, func(g *Span) bool {
			return 2*shared(best.Speaker.Start, best.Speaker.End, g.Start, g.End) >= min(best.Speaker.End-best.Speaker.Start, g.End-g.Start)
		})
		s.count(group+" speaker right", right)
		s.count(group+" relative", !right && slices.ContainsFunc(src, relative))
		if len(src) > 0 && !right {
			s.error("wrong speaker", gold, g.Start, g.End)
		}
	}
	for _, m := range mine {
		group := quoteGroup(m.Kind)
		j := 0.0
		for i := range contents {
			j = max(j, jaccard(m, &contents[i]))
		}
		s.count(group+" system", true)
		s.count(group+" right", j >= 0.5)
		s.count(group+" tight right", j >= 0.8)
		s.count(group+" inner", j < 0.5 && slices.ContainsFunc(contents, func(g Span) bool { return inside(m, &g) }))
		if rules {
			s.fired(m, j >= 0.5, j > 0)
		}
		if j < 0.5 {
			s.error("spurious "+m.Kind+" quote", gold, m.Start, m.End)
		}
	}
}

// relative reports whether a corpus leaves a quote to the pronoun that stands for its speaker, whom the guidelines ask for (Q6).
func relative(g *Span) bool { return slices.Contains([]string{"who", "which", "that"}, g.Text) }

// inside reports whether a quote and its cue lie in another's words, of which some corpora mark only the whole.
func inside(m *Mark, g *Span) bool {
	within := func(start, end int) bool { return g.Start <= start && end <= g.End }
	return within(m.Start, m.End) && m.Cue != nil && within(m.Cue.Start, m.Cue.End)
}

func quoteGroup(kind string) string {
	if kind == "indirect" {
		return "quote indirect"
	}
	return "quote quoted"
}

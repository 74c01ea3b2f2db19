package format

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/order"
	"stet/annotate/text"
)

// Problem is what is wrong with a part of a file. The rest of the story is taken, unless nothing came of it.
type Problem struct {
	Line    int // of the file, from 1; 0 for the whole
	Message string
}

// importer makes a document of one story's files.
type importer struct {
	options  Options
	format   *Format
	line     int // of the file, where the story begins
	d        *annotate.Document
	problems []Problem
	refused  bool // nothing comes of the story

	r        *ruler
	words    []bool // byte offsets where words begin or end; see fits
	ids      map[string]bool
	entities map[string]kind.Type
	titled   bool // the file gives a title
}

// problem notes what is wrong at a line of the story, from 1; 0 for the whole.
func (i *importer) problem(line int, format string, args ...any) {
	if line > 0 {
		line--
	}
	i.problems = append(i.problems, Problem{i.line + line, fmt.Sprintf(format, args...)})
}

// refuse notes why nothing comes of the story.
func (i *importer) refuse(line int, format string, args ...any) {
	i.problem(line, format, args...)
	i.refused = true
}

// object reads a story that is a JSON object. ok is false where it is none.
func (i *importer) object(b []byte) (v annotate.Value, ok bool) {
	v, err := annotate.ReadValue(b)
	if err != nil {
		at := err.(*annotate.ReadError)
		i.refuse(at.Line, "column %d: %s", at.Column, at.Message)
		return v, false
	}
	if !v.Is('{') {
		i.refuse(1, "want an object")
		return v, false
	}
	if other := likeness(v); other != nil && !i.format.like(v) {
		i.refuse(1, "this looks like the format %s, not %s", other.Name, i.format.Name)
		return v, false
	}
	return v, true
}

// begin sets the story's text, which must be one.
func (i *importer) begin(line int, story string) bool {
	if err := annotate.CheckText(story); err != nil {
		i.refuse(line, "text: %s", err)
		return false
	}
	i.d.Text = story
	i.r = newRuler(story)
	return true
}

// text begins with a string member.
func (i *importer) text(v, story annotate.Value) bool {
	if !story.Is('"') {
		i.refuse(v.Line, `no "text"`)
		return false
	}
	return i.begin(story.Line, story.Text)
}

// identify takes the story's id and title.
func (i *importer) identify(id, title annotate.Value) {
	if id.Is('"') || id.Is('0') {
		i.d.ID = id.Text
	}
	if title.Is('"') {
		i.d.Title, i.titled = title.Text, true
	}
}

// sheet takes what writer.sheet wrote: id, title, engine, whether it is done, entities and fields of others.
func (i *importer) sheet(v annotate.Value) {
	if !v.Is('{') {
		return
	}
	d, err := annotate.Read(v.Raw)
	if err != nil {
		i.problem(v.Line, "stet: %s: entities are left out", err)
		return
	}
	i.d.ID, i.d.Title, i.d.Engine, i.d.Done, i.d.Entities, i.d.Extra = d.ID, d.Title, d.Engine, d.Done, d.Entities, d.Extra
	i.titled = true
	for n := range d.Entities {
		i.entity(&d.Entities[n])
	}
}

func (i *importer) entity(e *annotate.Entity) {
	if i.entities == nil {
		i.entities = map[string]kind.Type{}
	}
	i.entities[e.ID] = e.Kind.Type()
}

// stretch is a span as a file gives it.
type stretch struct {
	start, end int
	words      string // what should stand there
	given      bool   // whether the file says so
	line       int
	name       string // for messages
}

// place turns a stretch into bytes. Where it does not hold its words, it says in which unit it would.
func (i *importer) place(s stretch) (text.Span, bool) {
	at, ok := i.r.span(i.options.Unit, s.start, s.end)
	switch {
	case s.end <= s.start:
		i.problem(s.line, "%s: %d–%d is empty or backwards", s.name, s.start, s.end)
		return at, false
	case !ok:
		i.problem(s.line, "%s: %d–%d is outside the text, which has %d %s%s", s.name, s.start, s.end,
			i.r.to(i.options.Unit, len(i.d.Text)), i.options.Unit, i.diagnose(s))
		return at, false
	case s.given && i.d.Text[at.Start:at.End] != s.words:
		i.problem(s.line, "%s: %d–%d is “%s” in the text, but the file says “%s”%s", s.name, s.start, s.end,
			short(i.d.Text[at.Start:at.End]), short(s.words), i.diagnose(s))
		return at, false
	}
	if !text.IsBoundary(i.d.Text, at.Start) || !text.IsBoundary(i.d.Text, at.End) {
		i.problem(s.line, "%s: %d–%d begins or ends inside a character that is written with several code points%s", s.name, s.start, s.end, i.diagnose(s))
		return at, false
	}
	return at, true
}

// diagnose guesses which unit offsets are in that do not fit.
func (i *importer) diagnose(s stretch) string {
	fits := func(start, end int, u Unit) bool {
		at, ok := i.r.span(u, start, end)
		if !ok {
			return false
		}
		if s.given {
			return i.d.Text[at.Start:at.End] == s.words
		}
		return i.fits(at)
	}
	for _, u := range []Unit{CodePoint, UTF16, Bytes, Grapheme} {
		if u != i.options.Unit && fits(s.start, s.end, u) {
			return fmt.Sprintf(": offsets look like %s; %s are expected (--unit %s reads them)", u, i.options.Unit, units[u].name)
		}
	}
	switch {
	case !s.given:
	case fits(s.start, s.end+1, i.options.Unit):
		return ": the end looks inclusive; ends are exclusive"
	case s.start > 0 && fits(s.start-1, s.end-1, i.options.Unit):
		return ": offsets look counted from 1; they are counted from 0"
	case s.words != "":
		if at := strings.Index(i.d.Text, s.words); at >= 0 {
			return fmt.Sprintf(": these words first stand at %d–%d", i.r.to(i.options.Unit, at), i.r.to(i.options.Unit, at+len(s.words)))
		}
		return ": these words are nowhere in the text"
	}
	return ""
}

// fits reports whether a span begins and ends where words do.
func (i *importer) fits(s text.Span) bool {
	if i.words == nil {
		i.words = make([]bool, len(i.d.Text)+1)
		for _, t := range text.Parse(i.d.Text).Tokens {
			i.words[t.Start], i.words[t.End] = true, true
		}
	}
	return i.words[s.Start] && i.words[s.End]
}

// misread looks whether the offsets of a file without span texts are in another unit: some are not where words begin and end, all
// are in that unit. It is asked once for a story.
func (i *importer) misread(list []stretch) bool {
	fit := func(u Unit) bool {
		for _, s := range list {
			if at, ok := i.r.span(u, s.start, s.end); !ok || !i.fits(at) {
				return false
			}
		}
		return true
	}
	if len(list) < 2 || fit(i.options.Unit) {
		return false
	}
	for _, u := range []Unit{CodePoint, UTF16, Bytes, Grapheme} {
		if u != i.options.Unit && fit(u) {
			i.refuse(list[0].line, "offsets look like %s: only so all of them are at words; %s are expected (--unit %s reads them)", u, i.options.Unit, units[u].name)
			return true
		}
	}
	return false
}

// kind reads a mark's label; kind.None and a problem for one that is no mark.
func (i *importer) kind(label string, line int, name string) kind.Kind {
	k := kindOf(label)
	if k == kind.None {
		i.problem(line, "%s: label %q is none of Stet's kinds: left out", name, label)
	}
	return k
}

// mark returns a mark that a file says nothing more of: it counts as a person's.
func (i *importer) mark(k kind.Kind, s text.Span) *annotate.Annotation {
	return &annotate.Annotation{Kind: k, Span: s, By: annotate.Editor, Score: 1000, State: annotate.Accepted}
}

// originKeys are the members that origin reads.
var originKeys = []string{"entity", "speaker", "runners_up", "by", "score", "state"}

// origin takes what writer.origin wrote. Members with other names than those and the known are kept.
func (i *importer) origin(a *annotate.Annotation, v annotate.Value, known []string) {
	if by := v.Get("by"); by.Is('"') && (by.Text == "model" || by.Text == annotate.Editor || strings.HasPrefix(by.Text, "rule:") && len(by.Text) > 5) {
		a.By = by.Text
	}
	if s, ok := score(v); ok {
		a.Score = s
	}
	for _, u := range v.Get("runners_up").Items {
		if s, ok := score(u); ok && a.Kind.Type() == kind.Quote && i.refers(u.Get("entity"), kind.Actor) {
			a.RunnersUp = append(a.RunnersUp, annotate.RunnerUp{Entity: u.Get("entity").Text, Score: s})
		}
	}
	for s := annotate.Suggested; s <= annotate.Edited; s++ {
		if v.Get("state").Text == s.String() {
			a.State = s
		}
	}
	if e := v.Get("entity"); e.Is('"') && a.Kind.Type() != kind.Quote && i.refers(e, a.Kind.Type()) {
		a.Entity = e.Text
	}
	if e := v.Get("speaker"); e.Is('"') && a.Kind.Type() == kind.Quote && i.refers(e, kind.Actor) {
		a.Speaker = &annotate.Speaker{Entity: e.Text}
	}
	var extra []byte
	for n, m := range v.Members {
		if slices.Contains(known, m.Key) || slices.Contains(originKeys, m.Key) || repeats(v.Members[:n], m.Key) {
			continue
		}
		if extra != nil {
			extra = append(extra, ',')
		}
		extra = append(annotate.AppendString(extra, m.Key), ':')
		extra = append(extra, m.Value.Compact()...)
	}
	a.Extra = annotate.Extra(extra)
}

// score reads an object's score.
func score(v annotate.Value) (annotate.Score, bool) {
	s := v.Get("score")
	f, err := strconv.ParseFloat(s.Text, 64)
	return annotate.Score(math.Round(f * 1000)), s.Is('0') && err == nil && 0 <= f && f <= 1
}

func repeats(list []annotate.Member, key string) bool {
	return slices.ContainsFunc(list, func(m annotate.Member) bool { return m.Key == key })
}

func (i *importer) refers(e annotate.Value, want kind.Type) bool {
	if i.entities[e.Text] == want {
		return true
	}
	i.problem(e.Line, "entity %q is not among the story's %ss: left out", e.Text, want)
	return false
}

// speak hangs a speaker's words on a quote.
func speak(a *annotate.Annotation, s text.Span) {
	if a.Speaker == nil {
		a.Speaker = &annotate.Speaker{}
	}
	a.Speaker.Span = s
}

// finish puts the marks in order, gives ids to those that have none, takes out actors and locations that overlap, and checks the
// document as a whole. line finds a mark's line for a message.
func (i *importer) finish(marks, rejected []*annotate.Annotation, line func(*annotate.Annotation) int) {
	if i.refused {
		return
	}
	d := i.d
	if !i.titled {
		d.Title = annotate.TitleOf(d.Text)
	}
	i.ids = map[string]bool{}
	order.Stable(marks, annotate.Compare)
	order.Stable(rejected, annotate.Compare)
	var last *annotate.Annotation
	kept := marks[:0]
	for _, a := range marks {
		if a.Kind.Type() != kind.Quote {
			if last != nil && last.Overlaps(a.Span) {
				i.problem(line(a), "%s “%s” overlaps %s “%s”: left out, as names never overlap", labelOf(a.Kind), short(d.Text[a.Start:a.End]),
					labelOf(last.Kind), short(d.Text[last.Start:last.End]))
				continue
			}
			last = a
		}
		kept = append(kept, a)
	}
	for _, a := range append(slices.Clone(kept), rejected...) {
		if a.ID != "" && i.ids[a.ID] {
			a.ID = ""
		}
		i.ids[a.ID] = true
	}
	d.Annotations = i.numbered(kept)
	d.Rejected = i.numbered(rejected)
	d.Sort()
	if err := d.Check(); err != nil {
		i.refuse(1, "%s", err)
	}
}

// numbered gives ids to marks that have none: a1 … for names, q1 … for quotes.
func (i *importer) numbered(list []*annotate.Annotation) []annotate.Annotation {
	if len(list) == 0 {
		return nil
	}
	out := make([]annotate.Annotation, len(list))
	next := map[string]int{}
	for n, a := range list {
		if a.ID == "" {
			prefix := "a"
			if a.Kind.Type() == kind.Quote {
				prefix = "q"
			}
			for a.ID == "" || i.ids[a.ID] {
				next[prefix]++
				a.ID = prefix + strconv.Itoa(next[prefix])
			}
			i.ids[a.ID] = true
		}
		out[n] = *a
	}
	return out
}

// noLine is for stories whose marks have no lines of their own.
func noLine(*annotate.Annotation) int { return 1 }

// plain reads a story or a line that is text, not JSON.
func (i *importer) plain(b []byte) (string, bool) {
	if !utf8.Valid(b) {
		line := 1
		for rest := b; len(rest) > 0; {
			r, n := utf8.DecodeRune(rest)
			if r == utf8.RuneError && n == 1 {
				line += bytes.Count(b[:len(b)-len(rest)], []byte("\n"))
				break
			}
			rest = rest[n:]
		}
		i.refuse(line, "not UTF-8")
		return "", false
	}
	return string(b), true
}

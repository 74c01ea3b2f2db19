// Package quotes finds what someone is reported to have said or written, who said it and the words that report it
// (rules Q1 to Q12).
//
// Marks pair into stretches (marks.go), words get classes (classes.go), and sentences become hosts, in which a stretch is one
// unit (hosts.go). In each host cues are looked for (cues.go); a cue gets its speaker (speakers.go, phrases.go) and its content, behind
// it (right.go), before it or on both sides (left.go), as far as the clause reaches (clauses.go); reports.go puts them together.
// Stretches that no cue has taken come last (alone.go). A learned decoder could take the place of any of three steps: cueAt
// (which words are cues), right and left (what a cue's content is), and subject and after (who speaks).
package quotes

import (
	"slices"

	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/order"
	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// report is a quote in tokens.
type report struct {
	content span
	speaker span   // empty where nobody is named
	cue     span   // empty where no word reports it
	by      string // the id of the EVIDENCE line that it goes by, or byModel
	inside  int32  // the stretch in whose words it stands, or -1
	score   uint16 // certainty in thousandths; 0 where the rule's own holds
}

// Find returns the story's quotes, sorted as documents sort them: by start, then longer first. The trained model, if there is one, has
// a say in what is a report and how far it reaches. Cost grows with the story's length.
func Find(t *text.Text, f *rules.Found, mentions []names.Mention, m *tagger.Model) []Quote {
	if len(t.Tokens) == 0 {
		return nil
	}
	r := read(t, f, mentions)
	if m != nil {
		r.learn(m)
	}
	found := r.quotes()
	memories.Put(r.memory)
	return found
}

// read finds the reports that the rules know.
func read(t *text.Text, f *rules.Found, mentions []names.Mention) *reader {
	n := len(t.Tokens)
	mem := newMemory(n)
	r := &reader{t: t, f: f, memory: mem, class: mem.class, form: mem.form, name: mem.index[:n], unit: mem.index[n : 2*n], back: mem.index[2*n : 3*n], begins: mem.index[3*n : 4*n],
		frames: map[*rules.Rule]frame{}, found: make([]report, 0, n/32)}
	for _, m := range mentions {
		if m.First < 0 || m.Last > n || m.First >= m.Last {
			continue
		}
		r.names = append(r.names, span{m.First, m.Last})
		r.persons = append(r.persons, m.Kind == kind.Person)
		r.actors = append(r.actors, m.Kind.Type() == kind.Actor)
		for i := m.First; i < m.Last; i++ {
			r.name[i] = int32(len(r.names))
		}
	}
	r.classify()
	r.unclass()
	r.stretches = pair(t)
	r.shorten()
	r.transcript()
	r.blocks()
	r.claimed = make([]int32, len(r.stretches))
	r.index()
	for _, h := range r.hosts {
		r.host(h)
	}
	r.cued = len(r.found)
	r.alone()
	return r
}

// unclass takes from words within hyphenated names, and from what somebody is straight before the name, what they mean elsewhere: Kuan
// Bak-on, Lions coach Ana Ruiz.
func (r *reader) unclass() {
	for at, n := range r.names {
		if k := n.first - 1; k >= 0 && r.persons[at] && r.class[k]&verb != 0 && r.class[k]&cue == 0 && r.form[k]&(rules.Past|rules.Third|rules.Ing) == 0 && !r.capital(k) && r.f.CoversAny(k, rules.Title, rules.PersonNoun) {
			r.class[k], r.form[k] = 0, 0
		}
		for k := n.first + 2; k < n.last; k++ {
			if r.t.Word(k-1) == "-" && !r.t.Tokens[k].Is(text.SpaceBefore) {
				r.class[k], r.form[k] = 0, 0
			}
		}
	}
}

// quotes turns reports into quotes.
func (r *reader) quotes() []Quote {
	out := make([]Quote, 0, len(r.found))
	for _, x := range r.found {
		if x.content.empty() {
			continue
		}
		x.content = r.upToVerb(r.upToName(x.content), x.cue)
		x.content = r.upToNoun(x.content)
		r.disown(&x)
		q := Quote{Span: r.t.Span(x.content.first, x.content.last), Kind: r.kind(&x), By: byModel, Score: x.score}
		if rule := r.f.Rule(x.by); rule != nil {
			q.By = "rule:" + x.by
			if q.Score == 0 {
				q.Score = rule.Score
			}
		}
		if e := x.speaker.last - 1; e > x.speaker.first && r.is(e, preposition) && r.name[e] == 0 && !r.capital(e) {
			x.speaker.last = e // The council on Tuesday voted
		}
		x.speaker = r.withoutClause(x.speaker)
		for x.speaker.last-x.speaker.first > 1 && r.bullet(x.speaker.first) {
			x.speaker.first++
		}
		if r.spelled(x.speaker) {
			q.Speaker = r.t.Span(x.speaker.first, x.speaker.last)
		}
		if !x.cue.empty() {
			q.Cue = r.t.Span(x.cue.first, x.cue.last)
		}
		out = append(out, q)
	}
	order.Stable(out, func(a, b Quote) int { return a.Span.Compare(b.Span) })
	return slices.CompactFunc(out, func(a, b Quote) bool { return a.Span == b.Span })
}

// withoutClause takes a clause with "who" or "which" off the end of a speaker, and the comma before it (Q6).
func (r *reader) withoutClause(s span) span {
	for k := s.first + 1; k < s.last; k++ {
		if r.class[k]&relative == 0 || r.name[k] > 0 || !r.word(k, "who", "which") {
			continue
		}
		if r.is(k-1, preposition|and|comma|dash) && k-1 > s.first {
			k--
		}
		if r.is(k-1, comma) && k-1 > s.first {
			k--
		}
		s.last = k
		break
	}
	return s
}

// spelled reports whether the tokens hold a word.
func (r *reader) spelled(s span) bool {
	for k := s.first; k < s.last; k++ {
		if r.t.Tokens[k].Kind == text.Word {
			return true
		}
	}
	return false
}

// kind tells the kinds of quotes apart (Q1–Q3, Q5).
func (r *reader) kind(x *report) kind.Kind {
	c := x.content
	if s := r.stretchAt(c.first); s != nil && s.speech() && s.last == c.last { // no marks stand around it
		for k := r.unit[c.first]; int(k) < len(r.stretches) && r.stretches[k].first < c.last; k++ { // those within come behind it
			if in := &r.stretches[k]; in.last-in.first > 1 && !r.title(in) {
				return kind.Mixed
			}
		}
		return kind.Indirect
	}
	if s := r.stretchAt(c.first); s != nil && s.last == c.last {
		if r.part(s, x) {
			return kind.Mixed
		}
		return kind.Direct
	}
	if s := r.stretchAt(c.first); s == nil && r.covered(c) {
		return kind.Direct
	}
	for k := c.first; k < c.last; {
		s := r.stretchAt(k)
		switch {
		case s == nil || s.speech():
			k++
		case r.title(s) && (x.by != "quote-headed" || r.words(s) <= 3): // a headline's words all have capitals
			k = s.last
		default:
			return kind.Mixed
		}
	}
	return kind.Indirect
}

// part reports whether the stretch is a part of the writer's sentence, and no sentence of the speaker's (Q2): expressed "regret".
func (r *reader) part(s *stretch, x *report) bool {
	if x.by == "report-noun" {
		return true
	}
	if x.by != "said-quote" && x.by != "quote-fragment" && x.by != byModel || s.first == 0 || r.is(s.first-1, comma|colon|stop|dash) {
		return false
	}
	first, last := s.inner()
	return first < last && !r.capital(first) && !r.hasVerbFlat(first, last)
}

// covered reports whether the tokens are a stretch that begins without a mark of its own.
func (r *reader) covered(c span) bool {
	s := r.stretchBefore(c.last)
	return s != nil && s.first == c.first
}

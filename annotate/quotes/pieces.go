package quotes

import (
	"sort"
	"strings"

	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// piece is one content of a report as the model reads it.
type piece struct {
	content, speaker, cue span
	units                 text.Range
	score                 uint16 // thousandths
	quoted                bool   // it holds words in quotation marks that are no title
	kept                  bool   // no surer one clashes with it
	matched               bool   // a rule has found it too
	marks                 bool   // it becomes a report of its own
	by                    string // that report's reason
}

// read turns the model's reports into pieces. Reports of what someone only thinks are left (Q4), and bare topics.
func (j *judge) read(found []tagger.Report) {
	tokens := func(u text.Range) span {
		if u.Len() <= 0 {
			return span{}
		}
		return span{j.units[u.First].First, j.units[u.Last-1].Last}
	}
	for _, f := range found {
		cue := text.Range{First: f.Cue, Last: f.Cue + 1}
		for _, h := range f.Hints {
			j.hinted[h.Hint] = max(j.hinted[h.Hint], h.Score)
		}
		j.doubts[f.Cue] = 1000 - min(f.Certain, 1000)
		for _, c := range f.Contents {
			p := piece{content: tokens(c.Range), speaker: tokens(f.Source), cue: tokens(cue), units: c.Range, score: c.Score, by: byModel}
			p.speaker = j.r.tidy(p.speaker)
			if j.r.f.Struck(p.cue.first, p.cue.last, rules.Cue) {
				break // an editor's rule says that it reports nothing
			}
			if j.r.noCue(&p) {
				continue
			}
			for u := c.First; u < c.Last && !p.quoted; u++ {
				if j.units[u].Quoted {
					s := j.r.stretchAt(j.units[u].First)
					p.quoted = s != nil && !j.r.title(s)
				}
			}
			if p.quoted && !j.r.works(&p) || !p.quoted && f.Speech && (c.Len() > 1 || j.r.clausal(p.content)) && !j.r.runsOn(p.content) && !j.r.work(p.content) && !j.r.undergone(&p) && !j.r.discerns(p.cue) {
				j.pieces = append(j.pieces, p)
			}
		}
	}
}

// noCue reports whether the model takes for a cue what is none: a noun in -ing; a word of a name or a term, which has a capital (Value Added
// Tax); a participle that only says what something before it is called (with injuries described as grave); a comparison's verb (more than the
// numbers suggest).
func (r *reader) noCue(p *piece) bool {
	i := p.cue.first
	sentence := r.t.Sentences[r.t.SentenceOf(i)]
	switch {
	case r.gerund(i, sentence.Last):
		return true
	case r.capital(i) && i > sentence.First && (r.capital(i-1) || i+1 < sentence.Last && r.capital(i+1)) && !r.headline(host{span{sentence.First, sentence.Last}, -1}):
		return true
	case p.quoted:
		return false
	case r.form[i]&rules.Participle != 0 && i+1 < sentence.Last && r.word(i+1, "as") && i-2 > sentence.First && r.is(i-2, preposition) && !r.capital(i-1):
		return true
	}
	return p.content.last <= i && r.word(p.content.last-1, "than")
}

// upToName ends a content with the quoted name that it gives something, where only when and where that was comes behind: the plan as “a
// gift,” on Monday; the mayor as a “friend” during a debate.
func (r *reader) upToName(c span) span {
	for k, n := c.first, 0; k < c.last && n < 16; k, n = k+1, n+1 {
		if r.unit[k] > 0 || r.class[k]&(that|comma|auxiliary|semicolon|colon) != 0 {
			break
		}
		if !r.word(k, "as") || k == c.first {
			continue
		}
		for q := k + 1; q < min(k+4, c.last); q++ {
			s := r.stretchAt(q)
			if s == nil {
				continue
			}
			if e := s.last; s.closed && e < c.last && (r.class[e]&when != 0 || r.word(e, "on", "during", "after", "before", "while", "when", "at")) {
				c.last = e
			}
			return c
		}
	}
	return c
}

// upToNoun takes in the noun phrase that a content breaks off before: would “close a lifeline” of | the Corps (QRC).
func (r *reader) upToNoun(c span) span {
	if k := c.last; k < len(r.t.Tokens) && r.class[k-1]&(of|article) != 0 && r.back[k-1] == 0 && r.unit[k] == 0 {
		who := r.after(k, host{span{k, r.t.Sentences[r.t.SentenceOf(k-1)].Last}, -1})
		c.last = max(k, who.last)
	}
	return c
}

// upToVerb ends a content before a second verb of its cue's subject, behind quoted words or a comma: said that it was “a gift” and left.
func (r *reader) upToVerb(c, cue span) span {
	if cue.empty() || cue.first >= c.first {
		return c
	}
	const finite = rules.Past | rules.Third
	for k := c.first + 2; k+1 < c.last; k++ {
		if r.unit[k] > 0 {
			continue
		}
		if r.is(k, and|but) && r.word(k+1, "declined", "refused") && k+3 < len(r.t.Tokens) && r.form[cue.first]&rules.Past != 0 &&
			(r.is(k+2, to) && r.f.Covers(k+3, rules.Cue) || r.word(k+2, "comment") || r.word(k+3, "comment", "elaborate", "identify", "speak")) {
			if r.is(k-1, comma) {
				k--
			}
			c.last = k
			return c
		}
		if !r.is(k, and) || !r.is(k-1, comma) && !(r.stretchBefore(k) != nil) {
			continue
		}
		v := k + 1
		for v+1 < c.last && r.class[v]&adverb != 0 && r.class[v]&(determiner|auxiliary) == 0 {
			v++
		}
		if r.unit[v] == 0 && r.name[v] == 0 && r.class[v]&verb != 0 && r.form[v]&r.form[cue.first]&finite != 0 {
			if r.is(k-1, comma) && r.stretchBefore(k-1) == nil {
				k--
			}
			c.last = k
			return c
		}
	}
	return c
}

// disown lays what somebody reports under their own name for it at the door of who reports it, the name with it: condemned [what he
// called a “breach”].
func (r *reader) disown(x *report) {
	what := x.speaker.first - 1
	if x.speaker.empty() || x.speaker.last != x.cue.first || x.content.first < x.cue.last || what < 1 || !r.word(what, "what") {
		return
	}
	k := sort.Search(len(r.hosts), func(k int) bool { return r.hosts[k].inside >= 0 || r.hosts[k].last > what })
	if k == len(r.hosts) || r.hosts[k].inside >= 0 || r.hosts[k].first >= what-1 {
		return
	}
	c, ok := r.cueAt(what-1, r.hosts[k])
	if !ok || c.passive {
		return
	}
	if who, _ := r.subject(&c, r.hosts[k], nil); !who.empty() && who.last <= what {
		x.speaker, x.cue, x.content.first = who, c.span, what
	}
}

// tidy takes off a speaker what does not name them: in [Ruiz]'s view, [Ruiz], 71. Adverbs alone are nobody: and repeatedly says.
func (r *reader) tidy(s span) span {
	if s.empty() || r.bareAdverbs(s) || s.last-s.first == 1 && r.is(s.first, preposition|of) && !r.capital(s.first) || s.last-s.first == 1 && strings.HasSuffix(r.t.Word(s.first), "ly") {
		return span{}
	}
	for s.last-s.first > 1 && (r.is(s.first, dash) || r.bullet(s.first)) {
		s.first++
	}
	if s.last-s.first > 1 && r.is(s.first, preposition) {
		s.first++
	}
	if k := r.untimed(s); k > s.first && !r.participial(k-1) {
		s.last = k
	}
	if s.last-s.first > 2 && r.t.Tokens[s.last-1].Kind == text.Number && r.is(s.last-2, comma) {
		s.last -= 2
	}
	return s
}

// untimed returns where a speaker ends before a comma or a preposition and the time that stand between them and their verb: The firm, today.
func (r *reader) untimed(s span) int {
	k := s.last
	for k > s.first && (r.is(k-1, when) || r.word(k-1, "today", "yesterday", "tonight")) && r.name[k-1] == 0 {
		k--
	}
	if k == s.last || k <= s.first+1 || !r.is(k-1, comma|preposition) {
		return s.last
	}
	return k - 1
}

// bullet reports whether token i is the sign of a list's item.
func (r *reader) bullet(i int) bool {
	switch r.t.Word(i) {
	case "•", "·", "*", "▪", "●", "■", "►", "–", "—":
		return true
	}
	return false
}

// works reports whether someone wrote works, the first of them in marks: has written several plays, among them "Glass" (Q5).
func (r *reader) works(p *piece) bool {
	if !r.word(p.cue.first, "wrote", "written", "writes", "writing") || r.hasVerb(p.content.first, p.content.last) {
		return false
	}
	for k := p.content.first; k < p.content.last; k = r.next(k) {
		if s := r.stretchAt(k); s != nil {
			words, capitals := r.capitals(s)
			return k > p.content.first && words == capitals
		}
	}
	return false
}

// undergone reports whether a content is but what a passive cue names: No injuries were reported (Q4).
func (r *reader) undergone(p *piece) bool {
	return p.speaker.empty() && p.content.last <= p.cue.first && !r.clausal(p.content)
}

// discerns reports whether the cue only says that someone can see something: "bees can tell how many" (Q4).
func (r *reader) discerns(cue span) bool {
	return cue.first > 0 && r.t.Word(cue.first) == "tell" && r.word(cue.first-1, "can", "could", "cannot", "can't", "couldn't")
}

// clausal reports whether a short content says more than what something is about: it has a verb, "that" or "to".
func (r *reader) clausal(s span) bool {
	for i := s.first; i < s.last; i++ {
		if r.class[i]&(that|to|auxiliary|verb) != 0 {
			return true
		}
	}
	return false
}

// runsOn reports whether a content is no clause until it runs on into what the speaker did next: "declared a state of emergency and
// flew home", "conceded three seats as the count went on".
func (r *reader) runsOn(s span) bool {
	for i := s.first; i < s.last; i++ {
		switch c := r.class[i]; {
		case c&(that|to|auxiliary) != 0:
			return false
		case c&verb != 0 && (i == s.first || !r.f.Covers(i-1, rules.Determiner)):
			return false
		}
		if w := r.t.Word(i); w == "and" || w == "or" || w == "but" || w == "as" && i+1 < s.last && r.hasVerb(i+1, s.last) {
			return true
		}
	}
	return false
}

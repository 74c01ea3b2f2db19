package quotes

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// byModel is the reason of a report that only the trained model sees, or sees otherwise than the rules.
const byModel = "model"

// How sure the model must be, in thousandths. Chosen on training stories that the model had not seen, and on dev.
const (
	addQuoted   = 350 // of a report with quoted words that no rule has found
	addThing    = 500 // of one that begins without them and has no verb beside them
	addIndirect = 300 // of one without
	addTopic    = 420 // of one that has no verb, which mostly says only what was spoken about (Q4)
	addMore     = 600 // of more words of a report that a rule has found
	keepBoth    = 300 // of a report without quoted words that a rule has found too
	keepOther   = 640 // of one that it reads otherwise than the rule
	doubted     = 750 // that a rule's cue of a report without quoted words is none
)

// say is what the model may change about a report that a rule has found too.
type say uint8

const (
	sayWho   say = iota // who speaks
	sayReach            // and how far the report reaches
	sayNone             // who speaks, where the rule knows nobody
)

// says holds the rules that are not overruled in the usual way: what was better on the training stories where the two differed.
var says = map[string]say{
	"report-noun": sayNone, "quote-said": sayNone, "quote-signed": sayNone, "quote-resumed": sayNone, quoteTurn: sayNone, reportCourt: sayNone,
	"report-to": sayReach, "report-of": sayReach, "report-name": sayReach, "report-object": sayReach, "report-resumed": sayReach,
	"report-if": sayReach, "said-quote": sayReach,
}

// judge holds what the model found while it is laid beside what the rules found.
type judge struct {
	r        *reader
	units    []tagger.Unit
	pieces   []piece
	hinted   []uint16 // by hint: what the model thinks it worth, in thousandths; 0 where it does not know
	doubts   []uint16 // by unit: what is missing in thousandths to certainty that a rule's cue is one, if the model knows
	shelf    shelf    // the pieces kept
	standing shelf    // the rules' reports that stand
}

// learn lets the trained model judge the rules' reports, and add its own. Where both see a report the rule is named, and the model
// has the say that the rule leaves it; where only one of them sees it, that one must be sure. Quotations that no cue claims are
// dealt out anew at the end, since they go by who spoke before.
func (r *reader) learn(m *tagger.Model) {
	units, of := r.units()
	hints, index := r.hints(of)
	j := &judge{r: r, units: units, hinted: make([]uint16, len(hints)), doubts: make([]uint16, len(units)), shelf: newShelf(len(units)), standing: newShelf(len(units))}
	reports := m.Find(r.t, units, hints)
	j.pieces = make([]piece, 0, len(reports)+len(reports)/4)
	j.read(reports)
	j.choose()
	told := make([]report, 0, len(r.found)+len(j.pieces))
	for k := range r.found[:r.cued] {
		if r.found[k].inside >= 0 {
			told = append(told, r.found[k])
		}
	}
	for k := range hints {
		x := r.found[index[k]]
		if int(index[k]) >= r.cued {
			j.unclaimed(&x, hints[k].Content)
		} else if j.stands(&x, &hints[k], j.hinted[k]) {
			j.standing.put(len(told), hints[k].Content)
			told = append(told, x)
		}
	}
	rules := len(told)
	for k := range j.pieces {
		if p := &j.pieces[k]; p.kept && (p.marks || !p.matched && j.adds(p, told[:rules])) {
			if p.speaker.empty() {
				p.speaker = r.grammatical(p.cue, p.content)
			} else if nobody := (report{content: p.content, cue: p.cue}); r.bound(&nobody) && p.speaker.last <= p.cue.first {
				p.speaker = span{} // said that they had been asked to come
			}
			told = append(told, report{content: p.content, speaker: p.speaker, cue: p.cue, by: p.by, inside: -1, score: p.score})
		}
	}
	r.found = told
	clear(r.claimed)
	for k := range r.found {
		c := r.found[k].content
		for i := c.first; i < c.last; i = r.next(i) {
			if u := r.unit[i]; u > 0 && r.claimed[u-1] == 0 {
				r.claimed[u-1] = int32(k) + 1
			}
		}
	}
	r.alone()
}

// grammatical returns whom grammar takes for the speaker where the model knows nobody: the subject that an active cue has, or shares with
// the verb before it.
func (r *reader) grammatical(cue, content span) span {
	k := sort.Search(len(r.hosts), func(k int) bool { return r.hosts[k].inside >= 0 || r.hosts[k].last > cue.first })
	if k == len(r.hosts) || r.hosts[k].inside >= 0 || r.hosts[k].first > cue.first || cue.last > r.hosts[k].last {
		return span{}
	}
	c := cueAt{span: cue, group: cue.first, form: r.form[cue.first]}
	if r.form[cue.first]&(rules.Past|rules.Third|rules.Base) == 0 || !r.verbal(&c, r.hosts[k]) || c.passive || c.infinite {
		return span{}
	}
	who, at := r.subject(&c, r.hosts[k], nil)
	if at == nowhere || who.empty() || meet(who, content) || meet(who, cue) || !r.named(who) && !r.pronominal(who) || r.word(who.first, "it") {
		return span{}
	}
	return who
}

// choose keeps, of the pieces that claim the same words, the surest. A report within a report stays (Q11).
func (j *judge) choose() {
	order := make([]int32, len(j.pieces))
	for k := range order {
		order[k] = int32(k)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(j.pieces[b].score, j.pieces[a].score) })
	for _, k := range order {
		p := &j.pieces[k]
		p.kept = true
		for o := range j.shelf.near(p.units) {
			if clash(p.content, p.quoted, j.pieces[o].content, j.pieces[o].quoted) {
				p.kept = false
				break
			}
		}
		if p.kept {
			j.shelf.put(int(k), p.units)
		}
	}
}

// clash reports whether two contents claim the same words, and neither is a report within the other.
func clash(a span, quotedA bool, b span, quotedB bool) bool {
	small, quoted, large := a, quotedA, b
	if b.last-b.first < a.last-a.first {
		small, quoted, large = b, quotedB, a
	}
	o, n := min(a.last, b.last)-max(a.first, b.first), small.last-small.first
	if o == n && 3*n < 2*(large.last-large.first) && !quoted {
		return false
	}
	return o > 0 && 3*o > n
}

// stands decides about a rule's report, and changes what the model knows better about it.
func (j *judge) stands(x *report, h *tagger.Hint, worth uint16) bool {
	for k := range j.shelf.near(h.Content) {
		if p := &j.pieces[k]; meet(p.cue, x.cue) && j.r.outruns(p.content, x) {
			p.content = x.content
		}
	}
	quoted := j.r.stretchWithin(x.content)
	firm := x.by == reportCourt || x.by == reportPlea || j.r.orders(x) // what a court heard, and a plea, are formulas
	if !quoted && h.Cue.Len() > 0 && !firm {
		doubt := uint16(1000)
		for u := h.Cue.First; u < h.Cue.Last; u++ {
			doubt = min(doubt, j.doubts[u])
		}
		if doubt > doubted {
			return false
		}
	}
	p := j.match(x, h.Content)
	if p == nil {
		if x.score = worth; worth == 0 || says[x.by] == sayNone {
			x.score = certainAlone(x.by, quoted)
		}
		if p := j.misread(x, h.Content); p != nil {
			p.kept = false
			return true
		}
		if !quoted && worth > 0 && worth < keepOther && !firm {
			return false
		}
		return !quoted || !j.otherwise(x, h.Content)
	}
	if !quoted && p.score < keepBoth {
		p.kept = false
		return false
	}
	p.matched = true
	x.score = p.score
	what := says[x.by]
	switch {
	case what == sayNone:
		x.score = max(x.score, certainAlone(x.by, quoted))
		if x.speaker.empty() && x.by != reportCourt {
			x.speaker = p.speaker
		}
	case !meet(p.cue, x.cue): // another cue's report: the model's words for it
		p.marks = true
		return false
	default:
		if what == sayReach && p.score >= worth {
			x.content = p.content
		}
		if !p.speaker.empty() && !meet(x.speaker, p.speaker) && !j.r.bound(x) && (x.speaker.empty() || !j.r.relative(p.speaker) && !j.r.hangs(p.speaker)) {
			x.speaker = p.speaker
		}
	}
	return true
}

// orders reports whether somebody named gives an order, by a verb that does nothing else (Q4): The mayor, Ana Ruiz, ordered the mill to close.
func (r *reader) orders(x *report) bool {
	if x.by != "report-to" || r.form[x.cue.first]&(rules.Past|rules.Third) == 0 || x.speaker.empty() || !r.named(x.speaker) && !r.pronominal(x.speaker) {
		return false
	}
	hit, ok := r.f.At(x.cue.first, rules.Cue)
	return ok && r.framesOf(hit.Rule) == fOrder && x.cue.last <= x.content.first
}

// outruns reports whether a content goes on behind the condition that a report stands in: If she says that it is safe, the town will rest.
func (r *reader) outruns(content span, x *report) bool {
	end, before := x.content.last, x.speaker.first-1
	return !x.speaker.empty() && before >= 0 && (r.is(before, subordinate) || r.word(before, "if")) && content.first == x.content.first && end < content.last && r.is(end, comma)
}

// bound reports whether grammar says who speaks, or that nobody is named: a passive cue ("she was told by a guard", "he is said to")
// and one in "quoted Ruiz as saying" (Q6).
func (r *reader) bound(x *report) bool {
	if x.cue.empty() || x.cue.first == 0 {
		return false
	}
	if !x.speaker.empty() && x.speaker.first > 0 && r.t.Word(x.speaker.first-1) == "by" {
		return true
	}
	switch r.t.Word(x.cue.first - 1) {
	case "as":
		return !x.speaker.empty()
	case "is", "are", "was", "were", "be", "been", "being":
		return x.speaker.empty() && !x.content.empty() && r.t.Word(x.content.first) == "to"
	}
	return false
}

// relative reports whether the words are but a relative pronoun, or one with a time (who on Friday): it stands for a speaker that the rule
// has found.
func (r *reader) relative(s span) bool {
	w := r.t.Word(s.first)
	return w == "who" || w == "which" || w == "that" && s.last-s.first == 1
}

// hangs reports whether the words hang on a preposition: where a rule has found a subject, those of "on his part" do not speak.
func (r *reader) hangs(s span) bool {
	return s.first > 0 && r.is(s.first-1, preposition) && r.t.Word(s.first-1) != "by"
}

func meet(a, b span) bool { return min(a.last, b.last) > max(a.first, b.first) }

// match returns the piece that shares most of its characters with a report, at least half; nil where there is none.
func (j *judge) match(x *report, content text.Range) *piece {
	var best *piece
	most := 0
	for k := range j.shelf.near(content) {
		p := &j.pieces[k]
		if s := j.r.shared(p.content, x.content); s >= 500 && s > most {
			best, most = p, s
		}
	}
	return best
}

// shared returns the thousandths of two contents' characters that both have.
func (r *reader) shared(a, b span) int {
	if !meet(a, b) {
		return 0
	}
	length := func(s span) int { return r.t.Tokens[s.last-1].End - r.t.Tokens[s.first].Start }
	n := length(span{max(a.first, b.first), min(a.last, b.last)})
	return 1000 * n / (length(a) + length(b) - n)
}

// otherwise reports whether the model gives the report's own cue other words around the same ones.
func (j *judge) otherwise(x *report, content text.Range) bool {
	for k := range j.shelf.near(content) {
		if p := &j.pieces[k]; meet(p.cue, x.cue) && meet(p.content, x.content) {
			return true
		}
	}
	return false
}

// misread returns a piece that ends where no clause does: before the verb of the rule's, as in "the United Nations says [food, fuel] and
// medicine run out", or behind a contrast that is the writer's, as in "she said it was safe, but few believed her".
func (j *judge) misread(x *report, content text.Range) *piece {
	if !j.r.hasVerb(x.content.first, x.content.last) {
		return nil
	}
	for k := range j.shelf.near(content) {
		p := &j.pieces[k]
		if p.quoted || !meet(p.cue, x.cue) || p.content.first != x.content.first {
			continue
		}
		if p.content.last < x.content.last && !j.r.hasVerb(p.content.first, p.content.last) ||
			p.content.last > x.content.last+1 && j.r.is(x.content.last, comma) && j.r.is(x.content.last+1, but) {
			return p
		}
	}
	return nil
}

// unclaimed lets the model give a quotation that the rules leave without a cue to one; a signed one is its signer's.
func (j *judge) unclaimed(x *report, content text.Range) {
	if says[x.by] == sayNone {
		for k := range j.shelf.near(content) {
			if p := &j.pieces[k]; meet(p.content, x.content) {
				p.kept = false
			}
		}
		return
	}
	if p := j.match(x, content); p != nil {
		p.matched, p.marks = true, true
		if p.content == x.content {
			p.by = x.by
		}
	}
}

// adds reports whether a piece that no rule has found is sure enough to be marked.
func (j *judge) adds(p *piece, rules []report) bool {
	least := uint16(addIndirect)
	if p.quoted {
		least = addQuoted
		if j.r.stretchAt(p.content.first) == nil && !j.r.hasVerb(p.content.first, p.content.last) {
			least = addThing
		}
	} else if j.r.unanswered(p.cue) || j.r.anonymous(p.content) {
		return false // did not respond to a request for comment (Q4)
	} else if !j.r.clausal(p.content) {
		if p.content.first > 0 && j.r.word(p.content.first-1, "about", "over") {
			return false // spoke about the plan (Q4)
		}
		least = addTopic
	}
	for k := range j.standing.near(p.units) {
		x := &rules[k]
		if meet(p.speaker, x.cue) { // it takes a clause for its speaker: Ruiz said the state | had promised half of it
			if p.speaker.first = x.cue.last; p.speaker.last <= p.speaker.first || j.r.is(p.cue.first-1, to) {
				return false
			}
		}
		if clash(p.content, p.quoted, x.content, j.r.stretchWithin(x.content)) {
			return false
		}
		if meet(x.cue, p.cue) {
			if meet(x.content, p.content) {
				return false // the rule has ended it where a clause ends (Q3)
			}
			least = max(least, addMore) // more of a report that a rule has found
		}
	}
	return p.score >= least
}

// unanswered reports whether the cue is an answer that somebody did not give: has not replied, didn't immediately respond, declined to
// comment.
func (r *reader) unanswered(cue span) bool {
	k := cue.first - 1
	if r.word(cue.first, "comment") && k > 0 && r.is(k, to) {
		return r.word(k-1, "declined", "refused", "declines", "refuses", "declining", "refusing")
	}
	if !r.word(cue.first, "respond", "responded", "reply", "replied", "return", "returned", "answer", "answered", "comment", "commented") {
		return false
	}
	for ; k >= 0 && r.class[k]&adverb != 0 && !r.word(k, "not", "never"); k-- {
	}
	return k >= 0 && (r.word(k, "not", "never") || strings.HasSuffix(r.t.Word(k), "'t") || strings.HasSuffix(r.t.Word(k), "’t"))
}

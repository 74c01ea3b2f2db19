package quotes

import (
	"sort"
	"strings"

	"stet/annotate/order"
	"stet/annotate/text"
)

// Turn is the By of what somebody says in a transcript: "Q: Why?", "RUIZ: Because it rained." The speaker is the label.
const Turn = "rule:" + quoteTurn

const quoteTurn = "quote-turn"

// Pulled is the By of a quotation that was pulled out of what somebody says elsewhere: its speaker may be a transcript's label, too.
const Pulled = "rule:" + quotePulled

const quotePulled = "quote-repeated"

// label is how a paragraph of a transcript begins.
type label struct {
	span          // the words that name the speaker
	from   int    // the token where the speech begins
	sure   bool   // a label by its form: Q, A, RUIZ
	spells string // its words in lower case
}

// longestLabel is how many tokens a label may have, a remark in brackets left out.
const longestLabel = 6

// transcript makes stretches of what is said in a transcript, one a paragraph, from behind the label to the end without the final full
// stop. A story is one where at least three paragraphs begin with labels, one of them twice; a single name with a colon is a headline.
func (r *reader) transcript() {
	if r.f.Rule(quoteTurn) == nil {
		return
	}
	labels := make([]label, len(r.t.Paragraphs))
	count := map[string]int{}
	total := 0
	for p, par := range r.t.Paragraphs {
		if l, ok := r.label(par); ok {
			labels[p] = l
			count[l.spells]++
			total++
		}
	}
	again := false
	for _, n := range count {
		again = again || n > 1
	}
	if total < 3 || !again {
		return
	}
	var made []stretch
	add := func(first int, par text.Range) {
		if r.t.Tokens[par.First].Kind == text.Mark { // "RUIZ: Why? – the transcript is itself a quotation
			first = max(first, par.First+1)
			r.unmark(par)
			for par.Last > first && r.t.Tokens[par.Last-1].Kind == text.Mark {
				par.Last--
			}
		}
		if last := r.speech(first, par.Last); last > first {
			made = append(made, stretch{first: first, last: last, parent: -1})
		}
	}
	r.turn = make([]span, len(r.t.Paragraphs))
	speaks := span{}
	for p, par := range r.t.Paragraphs {
		l := &labels[p]
		switch {
		case !l.empty() && (l.sure || r.speakerName(l.span) && (count[l.spells] > 1 || r.name[l.first] > 0) && r.tells(l.from, par.Last)):
			speaks = l.span
			r.turn[p] = speaks
			add(l.from, par)
		case !speaks.empty() && (r.speaksOn(par) || r.t.Tokens[par.First].Kind == text.Mark && !r.aside(par)):
			r.turn[p] = speaks
			add(par.First, par)
		case !r.aside(par):
			speaks = span{}
		}
	}
	r.insert(made)
}

// unmark drops the quotations that begin with a paragraph, and those that only its last mark closes.
func (r *reader) unmark(par text.Range) {
	for k := range r.stretches {
		if s := &r.stretches[k]; s.first == par.First || s.carries && s.first >= par.First && s.last == par.Last {
			s.last = s.first
		}
	}
}

// tells reports whether the tokens are a sentence: Bears: Smith 12, Jones 9 is none.
func (r *reader) tells(first, last int) bool {
	return r.t.Word(last-1) == "?" || r.t.Word(last-1) == "!" || r.hasVerbFlat(first, last)
}

// insert puts unmarked stretches among the others. An outer one comes before those within.
func (r *reader) insert(made []stretch) {
	r.unmarked = r.unmarked || len(made) > 0
	r.stretches = append(r.stretches, made...)
	order.Stable(r.stretches, func(a, b stretch) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return b.last - a.last
	})
}

// blocks makes stretches of block quotes: indented paragraphs, or lines that begin with ">", behind one that ends in a colon and tells that
// somebody said or wrote something.
func (r *reader) blocks() {
	var made []stretch
	open := false
	for p, par := range r.t.Paragraphs {
		first, set := r.setIn(par)
		if !set {
			open = r.introduces(par)
			continue
		}
		if open && p > 0 {
			if last := r.speech(first, par.Last); last > first && r.t.Tokens[first].Kind != text.Mark {
				made = append(made, stretch{first: first, last: last, parent: -1})
			}
		}
	}
	r.insert(made)
}

// setIn reports whether a paragraph is set in, and where its words begin.
func (r *reader) setIn(par text.Range) (first int, set bool) {
	if r.t.Word(par.First) == ">" {
		return par.First + 1, true
	}
	start := r.t.Tokens[par.First].Start
	line := r.t.Source[strings.LastIndexAny(r.t.Source[:start], "\n\r")+1 : start]
	return par.First, strings.Contains(line, "\t") || len(line) >= 2
}

// introduces reports whether a paragraph ends in a colon behind a word that reports.
func (r *reader) introduces(par text.Range) bool {
	if !r.is(par.Last-1, colon) {
		return false
	}
	for k := par.Last - 1; k >= par.First && k >= par.Last-12; k-- {
		if r.class[k]&cue != 0 {
			return true
		}
	}
	return false
}

// label reads how a paragraph begins: with Q or A, or with words before a colon that can name a speaker.
func (r *reader) label(par text.Range) (label, bool) {
	k := par.First
	if r.t.Tokens[k].Kind == text.Mark && par.Len() > 1 {
		k++
	}
	begin := k
	l := label{span: span{k, k + 1}}
	switch w := r.t.Lower(k); w {
	case "q", "a", "q.", "a.", "question", "answer":
		if k++; k < par.Last && (r.is(k, colon) || len(w) == 1 && r.t.Word(k) == ".") {
			k++
		} else if len(w) != 2 {
			return l, false
		}
		l.from = k
		return r.labelled(l, true, par)
	}
	caps := true
	for ; k < par.Last && k-begin <= longestLabel; k++ {
		tok := r.t.Tokens[k]
		if w := r.t.Word(k); k > begin && (w == "-" || w == ".") {
			continue
		}
		if tok.Kind != text.Word {
			break
		}
		if !tok.Is(text.Capital) {
			return l, false
		}
		caps = caps && (tok.Is(text.AllCaps) || tok.Is(text.Abbreviated) || tok.End-tok.Start == 1)
	}
	l.last = k
	if k < par.Last && (r.t.Word(k) == "(" || r.t.Word(k) == "[") { // RUIZ (off mic): No.
		for n := 0; k < par.Last && n < 8 && r.t.Word(k) != ")" && r.t.Word(k) != "]"; n++ {
			k++
		}
		k++
	}
	if l.empty() || k >= par.Last || !r.is(k, colon) {
		return l, false
	}
	l.from = k + 1
	return r.labelled(l, caps && r.t.Tokens[l.first].Is(text.AllCaps), par)
}

func (r *reader) labelled(l label, sure bool, par text.Range) (label, bool) {
	l.sure = sure
	for k := l.first; k < l.last; k++ {
		l.spells += r.t.Lower(k)
	}
	return l, l.from < par.Last && r.t.Tokens[l.from].Kind != text.Number
}

// speech returns where a paragraph of speech ends: before its final full stop.
func (r *reader) speech(first, last int) int {
	for last > first && r.class[last-1]&stop != 0 && r.t.Word(last-1) == "." {
		last--
	}
	return last
}

// speaksOn reports whether a paragraph without a label is still the speaker's: it says I, you or we, or asks.
func (r *reader) speaksOn(par text.Range) bool {
	if r.aside(par) || !r.is(par.Last-1, stop) && r.t.Tokens[par.Last-1].Kind != text.Mark {
		return false
	}
	in := sort.Search(len(r.stretches), func(k int) bool { return r.stretches[k].first >= par.First })
	for k := par.First; k < par.Last; k++ {
		for in < len(r.stretches) && r.stretches[in].first < k {
			in++
		}
		if in < len(r.stretches) && r.stretches[in].first == k { // not in words that are quoted
			k = max(k, r.stretches[in].last-1)
			continue
		}
		switch r.t.Lower(k) {
		case "i", "you", "we", "me", "us", "my", "your", "our", "i'm", "i've", "we're", "we've", "i’m", "i’ve", "we’re", "we’ve":
			return true
		}
	}
	return r.t.Word(par.Last-1) == "?"
}

// aside reports whether a paragraph only tells what happens in the room: (LAUGHTER)
func (r *reader) aside(par text.Range) bool {
	if r.t.Tokens[par.First].Kind == text.Mark && par.Len() > 1 {
		par.First++
	}
	w := r.t.Word(par.First)
	return par.Len() < 12 && (w == "(" || w == "[")
}

// turnAt returns the report of a transcript's paragraph that the host begins, or that its speech is.
func (r *reader) turnAt(h host) (x report, ok bool) {
	if r.turn == nil || h.inside >= 0 {
		return x, false
	}
	who := r.turn[r.t.ParagraphOf(h.first)]
	if who.empty() {
		return x, false
	}
	for k := h.first; k < h.last; k = r.next(k) {
		if s := r.stretchAt(k); s != nil && s.speech() {
			x = report{speaker: who, content: span{s.first, s.last}, inside: -1, by: quoteTurn}
			if k > 0 && r.is(k-1, colon) {
				x.cue = span{k - 1, k}
			}
			return x, true
		}
	}
	return x, false
}

// speech reports whether the stretch is a transcript's: no marks stand around it.
func (s *stretch) speech() bool { return s.family == noFamily }

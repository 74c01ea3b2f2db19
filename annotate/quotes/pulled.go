package quotes

import (
	"sort"
	"strings"

	"stet/annotate/text"
)

// mostRepeats is how many quotations that stand alone are looked for in the rest of a story: enough for any real one, and a hostile one stays
// linear.
const mostRepeats = 24

// pulled gives the quotations in paragraphs of their own, or at the head of the headline, that no cue has taken, as those that are pulled out of a story to head a part of it,
// to whom the story says their words belong where it has them again.
func (r *reader) pulled() {
	looked := 0
	for k := range r.found {
		x := &r.found[k]
		if x.by != "quote-carried" && x.by != "quote-alone" || !r.t.Tokens[x.content.first].Is(text.Opens) || looked == mostRepeats {
			continue
		}
		s := r.stretchAt(x.content.first)
		if s == nil || r.words(s) < 4 || r.t.SentenceOf(s.first) > 0 && r.t.Paragraphs[r.t.ParagraphOf(s.first)].Last > s.last+1 {
			continue
		}
		looked++
		if who := r.saysAgain(s); !who.empty() {
			x.speaker, x.cue, x.by = who, span{}, quotePulled
		}
	}
}

// saysAgain returns the speaker of a quotation elsewhere that holds the stretch's words.
func (r *reader) saysAgain(s *stretch) span {
	first, last := s.inner()
	for last > first && r.is(last-1, stop|comma) {
		last--
	}
	words := r.t.Span(first, last)
	for from := 0; ; {
		at := strings.Index(r.t.Source[from:], r.t.Of(words))
		if at < 0 {
			return span{}
		}
		at += from
		from = at + 1
		if at == words.Start {
			continue
		}
		token := r.t.TokenAt(at)
		for k := sort.Search(len(r.stretches), func(k int) bool { return r.stretches[k].first > token }) - 1; k >= 0 && r.stretches[k].last > token; k-- {
			if r.claimed[k] == 0 {
				continue
			}
			if x := &r.found[r.claimed[k]-1]; !x.cue.empty() && !x.speaker.empty() {
				return x.speaker
			}
		}
	}
}

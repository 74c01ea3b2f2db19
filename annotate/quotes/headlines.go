package quotes

import (
	"strings"

	"stet/annotate/rules"
	"stet/annotate/text"
)

// headed takes a headline or a transcript's line that begins with its speaker: Smith: We must act
func (r *reader) headed(h host) (report, bool) {
	if h.inside >= 0 || !r.t.Tokens[h.first].Is(text.Opens) {
		return report{}, false
	}
	k := h.first
	for n := 0; k < h.last && n < 7 && r.class[k]&colon == 0; n++ {
		if r.unit[k] > 0 || r.class[k]&(comma|stop|auxiliary|clausal|dash|opens) != 0 || r.t.Tokens[k].Kind != text.Word {
			return report{}, false
		}
		k++
	}
	if k == h.first || k+2 >= h.last || r.class[k]&colon == 0 || r.kicker(span{h.first, k}) || !r.speakerName(span{h.first, k}) {
		return report{}, false
	}
	x := report{speaker: span{h.first, k}, cue: span{k, k + 1}, inside: -1, by: "quote-headed"}
	if s := r.stretchAt(k + 1); s != nil && s.last >= r.trim(k+1, h.last) {
		x.content = span{s.first, s.last}
		return x, true
	}
	if h.last-k < 4 || !r.hasVerb(k+1, h.last) && !r.headVerb(k+1, h.last) && !r.spoken(span{k + 1, h.last}) {
		return report{}, false
	}
	x.content = span{k + 1, r.trim(k+1, h.last)}
	return x, true
}

// kickers are what stands before a colon and says what the line is rather than who speaks.
const kickers = " alert analysis audio breaking caption correction editorial exclusive explainer factbox feature file gallery graphic interview just in listen live " +
	"look news opinion photo photos picture pictures podcast profile q&a read recap timeline transcript update updated video watch "

// kicker reports whether the tokens are one of the kickers.
func (r *reader) kicker(s span) bool {
	if s.empty() || s.last-s.first > 3 {
		return false
	}
	return strings.Contains(kickers, " "+strings.ToLower(r.t.Of(r.t.Span(s.first, s.last)))+" ")
}

// pastKicker returns the token behind the kicker and the colon that a sentence begins with at token i; i where it begins otherwise.
func (r *reader) pastKicker(i, end int) int {
	if !r.t.Tokens[i].Is(text.First) {
		return i
	}
	for k := i + 1; k < min(end, i+4); k++ {
		if r.is(k, colon) && r.kicker(span{i, k}) {
			return k + 1
		}
	}
	return i
}

// spoken reports whether the words hold some in quotation marks that are no title; in a headline, where all words have capitals, a title
// is short.
func (r *reader) spoken(c span) bool {
	for k := c.first; k < c.last; k = r.next(k) {
		if s := r.stretchAt(k); s != nil && s.closed && (!r.title(s) || r.words(s) > 3) {
			return true
		}
	}
	return false
}

// speakerName reports whether the tokens name a person or an organization.
func (r *reader) speakerName(s span) bool {
	for i := s.first; i < s.last; i++ {
		if n := r.name[i]; n > 0 && (r.names[n-1].last == s.last || r.name[s.last-1] == 0) {
			return r.actors[n-1] && r.names[n-1].last == s.last && (r.persons[n-1] || !r.isTown(s)) // "DELHI: Talks ended" is a dateline
		}
	}
	return s.last-s.first == 1 && r.f.CoversAny(s.first, rules.SpeakerNoun, rules.PersonNoun, rules.Title, rules.Office)
}

// isTown reports whether the tokens are a region's or a town's name, and no capital's, which can stand for a state.
func (r *reader) isTown(s span) bool {
	for _, l := range [...]rules.Label{rules.Region, rules.Settlement} {
		if h, ok := r.f.At(s.first, l); ok && h.Last == s.last && h.Rule.Attr("capital") == "" {
			return true
		}
	}
	return false
}

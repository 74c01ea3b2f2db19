package quotes

import (
	"sync"

	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// reader holds one story while its quotes are looked for.
type reader struct {
	t       *text.Text
	f       *rules.Found
	class   []class
	form    []rules.Form // of verbs, by token
	name    []int32      // by token: the mention that holds it, from 1; 0 for none
	names   []span       // of mentions, in tokens
	actors  []bool       // by mention: it names an actor, no place
	persons []bool       // by mention: it names a person

	stretches []stretch
	unit      []int32 // by token: the stretch that begins there, from 1; 0 for none
	back      []int32 // by token: the stretch that ends there, from 1
	unmarked  bool    // some stretches have no marks: speech in a transcript, block quotes
	turn      []span  // by paragraph: in a transcript, the label of who speaks; nil in other stories

	hosts   []host
	frames  map[*rules.Rule]frame
	found   []report
	cued    int  // how many of them have a cue; what follows was left alone by all cues
	probing bool // a clause is only looked at to find where another one ends
	spoke   span // the speaker of the writer's last report
	memory  *memory
	claimed []int32 // by stretch: the report that holds it, from 1
	begins  []int32 // by token: the report whose content begins there, from 1; of the last look at what is left alone
}

// memory is what a reader needs for each token, used again for the next story.
type memory struct {
	class []class
	form  []rules.Form
	index []int32
	units []tagger.Unit
}

var memories sync.Pool // of *memory

// indices is how many indices a reader keeps for each token.
const indices = 5

func newMemory(n int) *memory {
	if m, ok := memories.Get().(*memory); ok && cap(m.class) >= n {
		m.class, m.form, m.index = m.class[:n], m.form[:n], m.index[:indices*n]
		clear(m.class)
		clear(m.form)
		clear(m.index)
		return m
	}
	return &memory{make([]class, n), make([]rules.Form, n), make([]int32, indices*n), make([]tagger.Unit, 0, n)}
}

// span is a half-open range of tokens.
type span struct{ first, last int }

func (s span) empty() bool { return s.last <= s.first }

// host is a sentence as the writer's own words make it: quoted stretches in it count as one unit each, with their own
// sentences as hosts of their own.
type host struct {
	span
	inside int32 // the stretch whose words these are; -1 for the writer's
}

// next returns the token behind the unit that begins at i: a whole stretch, or one token.
func (r *reader) next(i int) int {
	if s := r.unit[i]; s > 0 {
		return r.stretches[s-1].last
	}
	return i + 1
}

// prev returns the first token of the unit that ends before token i, not before lo.
func (r *reader) prev(i, lo int) int {
	if s := r.back[i-1]; s > 0 && r.stretches[s-1].first >= lo {
		return r.stretches[s-1].first
	}
	return i - 1
}

// stretchAt returns the stretch that begins at token i, or nil.
func (r *reader) stretchAt(i int) *stretch {
	if i < len(r.unit) && r.unit[i] > 0 {
		return &r.stretches[r.unit[i]-1]
	}
	return nil
}

// stretchBefore returns the stretch that ends before token i, or nil.
func (r *reader) stretchBefore(i int) *stretch {
	if i > 0 && r.back[i-1] > 0 {
		return &r.stretches[r.back[i-1]-1]
	}
	return nil
}

// index places stretches at their tokens, the outermost where several begin or end together, and cuts the story into hosts. What is said
// in a transcript is read before its own stretches are placed: no mark parts them from their first word.
func (r *reader) index() {
	r.place(func(s *stretch) bool { return !s.speech() })
	if r.unmarked {
		for k := range r.stretches {
			if s := &r.stretches[k]; s.speech() {
				r.cut(s.first, s.last, int32(k))
			}
		}
		for _, h := range r.hosts {
			r.host(h)
		}
		r.hosts = r.hosts[:0]
		r.place((*stretch).speech)
	}
	for _, p := range r.t.Paragraphs {
		r.cut(r.clock(p), p.Last, -1)
	}
	for k := range r.stretches {
		s := &r.stretches[k]
		if s.last-s.first < 4 || s.speech() {
			continue
		}
		first, last := s.inner()
		r.cut(first, last, int32(k))
	}
}

// place puts some of the stretches at their tokens.
func (r *reader) place(some func(*stretch) bool) {
	for k := range r.stretches {
		s := &r.stretches[k]
		if s.last-s.first < 2 && !s.speech() || !some(s) { // dropped, or empty
			continue
		}
		if u := r.unit[s.first]; u == 0 || r.stretches[u-1].last < s.last {
			r.unit[s.first] = int32(k) + 1
		}
		if b := r.back[s.last-1]; b == 0 || r.stretches[b-1].first > s.first {
			r.back[s.last-1] = int32(k) + 1
		}
	}
}

package quotes

import (
	"unicode/utf8"

	"stet/annotate/text"
)

// stretch is what stands between two quotation marks, in tokens: from the opening mark up to the token behind the closing one. A
// quotation that is left open ends with its paragraph or its sentence; one that goes on from the paragraph before may
// have no opening mark.
type stretch struct {
	first, last int
	closed      bool // a closing mark ends it
	marked      bool // an opening mark begins it
	carries     bool // it goes on from the paragraph before (Q8)
	depth       int8 // how many stretches stand around it
	parent      int32
	family      family
}

// inner returns the tokens between the marks, half-open.
func (s *stretch) inner() (first, last int) {
	first, last = s.first, s.last
	if s.marked {
		first++
	}
	if s.closed {
		last--
	}
	return first, max(first, last)
}

// family tells which marks can close which.
type family uint8

const (
	noFamily      family = iota
	double               // " “ ” „ `` '' ″
	single               // ' ‘ ’ ‚ ` ´ ′
	guillemet            // « »
	angle                // ‹ ›
	corner               // 「 」
	doubledCorner        // 『 』
)

// glyph tells which end a mark's shape speaks for.
type glyph uint8

const (
	either glyph = iota
	opening
	closing
	low // „ ‚ open, whatever stands around them
)

var glyphs = map[string]struct {
	family family
	glyph  glyph
}{
	`"`: {double, either}, "＂": {double, either}, "''": {double, either}, "´´": {double, either}, "″": {double, closing},
	"“": {double, opening}, "”": {double, closing}, "„": {double, low}, "‟": {double, opening}, "❝": {double, opening}, "❞": {double, closing},
	"〝": {double, opening}, "〞": {double, closing}, "``": {double, opening}, "‘‘": {double, opening}, "’’": {double, closing},
	"'": {single, either}, "＇": {single, either}, "‘": {single, opening}, "’": {single, closing}, "‚": {single, low}, "‛": {single, opening},
	"`": {single, opening}, "´": {single, closing}, "′": {single, closing},
	"«": {guillemet, opening}, "»": {guillemet, closing}, "‹": {angle, opening}, "›": {angle, closing},
	"「": {corner, opening}, "」": {corner, closing}, "『": {doubledCorner, opening}, "』": {doubledCorner, closing},
}

// deepest is how many stretches may stand in one another; marks beyond that are passed over.
const deepest = 6

// pairing pairs the marks of one paragraph after the other.
type pairing struct {
	t    *text.Text
	out  []stretch
	open [deepest]int32 // stretches that are open now, as indices into out
	n    int
	left family // of a quotation that the paragraph before left open

	lone    int    // a single mark that opens, and for which no close is in sight
	singles []bool // by token of the paragraph: a single mark that surely closes follows before the next that surely opens
}

// pair finds the quoted stretches of the story, in the order of their beginnings. Cost grows with its length.
func pair(t *text.Text) []stretch {
	p := &pairing{t: t}
	for _, r := range t.Paragraphs {
		p.paragraph(r)
	}
	return p.out
}

func (p *pairing) paragraph(r text.Range) {
	some := false
	for i := r.First; i < r.Last && !some; i++ {
		some = p.t.Tokens[i].Kind == text.Mark
	}
	if !some {
		p.left = noFamily
		return
	}
	p.lookAhead(r)
	p.n, p.lone = 0, 0
	left := p.left
	p.left = noFamily
	for i := r.First; i < r.Last; i++ {
		if p.t.Tokens[i].Kind != text.Mark {
			continue
		}
		g, ok := glyphs[p.t.Word(i)]
		if !ok {
			g.family, g.glyph = double, either
		}
		opens, closes := p.sides(i, r)
		switch {
		case p.inches(i, r, g.family):
		case left == g.family && p.n == 0 && len(p.outIn(r)) == 0 && closes && !opens:
			// the paragraph before was left open, and this one does not repeat the mark: it is quoted from its beginning
			p.out = append(p.out, stretch{first: r.First, last: i + 1, closed: true, carries: true, parent: -1, family: g.family})
		case g.family == single:
			p.single(i, r, g.glyph, opens, closes)
		default:
			p.mark(i, r, g.family, g.glyph, opens, closes)
		}
		if p.n > 0 && i == r.First && left == p.out[p.open[0]].family {
			p.out[p.open[0]].carries = true
		}
	}
	if p.n > 0 {
		p.left = p.out[p.open[0]].family
	}
	for p.n > 0 { // left open: to the paragraph's end, until more is known
		p.n--
		p.out[p.open[p.n]].last = r.Last
	}
}

// outIn returns the stretches found so far in the paragraph.
func (p *pairing) outIn(r text.Range) []stretch {
	k := len(p.out)
	if k > 0 && p.out[k-1].first >= r.First {
		return p.out[k-1:]
	}
	return nil
}

// sides reports whether what stands around mark i speaks for an opening one, and for a closing one.
func (p *pairing) sides(i int, r text.Range) (opens, closes bool) {
	t := p.t
	before := i == r.First || t.Tokens[i].Is(text.SpaceBefore)
	if !before {
		switch prev := t.Tokens[i-1]; prev.Kind {
		case text.Mark:
			before = p.n > 0 && p.out[p.open[p.n-1]].first == i-1
		case text.Punct:
			switch t.Word(i - 1) {
			case "(", "[", "{", "-", "–", "—", "--", "/", "¿", "¡", "（", ":":
				before = true
			}
		}
	}
	after := false
	if i+1 < r.Last && !t.Tokens[i+1].Is(text.SpaceBefore) {
		switch next := t.Tokens[i+1]; next.Kind {
		case text.Punct:
			switch t.Word(i + 1) {
			case "(", "[", "...", "…", "-", "–", "—", "--", "¿", "¡":
				after = true
			}
		case text.Mark:
			after = i+2 < r.Last && !t.Tokens[i+2].Is(text.SpaceBefore) && t.Tokens[i+2].Kind != text.Punct
		default:
			after = true
		}
	}
	if before == after {
		return before, !before
	}
	return false, false // " apart from both, or stuck between two words: the glyph or the other marks decide
}

// mark takes a mark of any family but the single ones.
func (p *pairing) mark(i int, r text.Range, f family, g glyph, opens, closes bool) {
	inside := p.find(f) // the innermost open stretch of the family
	switch {
	case g == low:
		p.begin(i, f)
	case inside >= 0 && (closes || g == closing && !opens):
		if s := p.out[p.open[inside]]; p.lone > s.first && inside+1 == p.n && p.n < deepest && p.doubleAhead(i+1, r) {
			// “… the ‘great avenues,” he said …”: the inner quotation closes with the outer one's mark
			p.begin(p.lone, single)
			p.end(p.n-1, i+1)
			p.lone = 0
			return
		}
		last := i + 1
		if inside+1 < p.n && last < r.Last && p.t.Word(i) == "''" && p.t.Word(last) == "'" && !p.t.Tokens[last].Is(text.SpaceBefore) {
			last++ // three in a row close an inner quotation and this one
		}
		p.end(inside, last)
	case inside >= 0 && g == either && !opens:
		p.end(inside, i+1)
	case inside >= 0 && opens && g == opening && p.straight(inside) && p.nests(i, r):
		p.begin(i, f) // "He is “the one”"
	case inside >= 0 && opens:
		// a new quotation where one is open: the close of that one is missing
		if g == either || p.out[p.open[inside]].depth == 0 {
			p.abandon(inside, i)
		}
		p.begin(i, f)
	case inside >= 0:
		p.end(inside, i+1)
	case closes && g != opening && f == double && p.n > 0 && p.out[p.open[p.n-1]].family == single && !p.doubleAhead(i+1, r):
		p.end(p.n-1, i+1) // ‘like this,”
	case closes && g != opening:
		// a close without an opening: nothing
	case i+1 < r.Last:
		p.begin(i, f)
	}
}

func (p *pairing) find(f family) int {
	for k := p.n - 1; k >= 0; k-- {
		if p.out[p.open[k]].family == f {
			return k
		}
	}
	return -1
}

func (p *pairing) begin(i int, f family) {
	if p.n == deepest {
		return
	}
	s := stretch{first: i, last: i + 1, marked: true, depth: int8(p.n), parent: -1, family: f}
	if p.n > 0 {
		s.parent = p.open[p.n-1]
	}
	p.open[p.n] = int32(len(p.out))
	p.n++
	p.out = append(p.out, s)
}

// end closes the open stretch k before token last; what was opened inside it and not closed was no quotation.
func (p *pairing) end(k, last int) {
	for p.n > k+1 {
		p.n--
		s := &p.out[p.open[p.n]]
		s.last = s.first // empty: dropped
	}
	p.n = k
	s := &p.out[p.open[k]]
	s.last, s.closed = last, true
}

// abandon ends the open stretch k before token i, where another begins.
func (p *pairing) abandon(k, i int) {
	for p.n > k {
		p.n--
		p.out[p.open[p.n]].last = i
	}
}

// inches reports whether mark i stands for inches, feet, minutes or seconds: behind a number, where no quotation waits for it.
func (p *pairing) inches(i int, r text.Range, f family) bool {
	if f != double && f != single || i == r.First || p.t.Tokens[i].Is(text.SpaceBefore) || p.t.Tokens[i-1].Kind != text.Number {
		return false
	}
	if p.find(f) < 0 {
		return true
	}
	// six foot two: 6'2" and 6' 2" inside a quotation
	if f == single {
		return i+1 < r.Last && p.t.Tokens[i+1].Kind == text.Number
	}
	if i >= 2 && (p.t.Word(i-2) == "'" || p.t.Word(i-2) == "’") {
		return true
	}
	// a pipe 12" wide: goes on in lower case, and the quotation has its close yet to come
	return i+1 < r.Last && p.t.Tokens[i+1].Kind == text.Word && !p.t.Tokens[i+1].Is(text.Capital) && p.doubleAhead(i+1, r)
}

// straight reports whether the open stretch k began with a mark of no direction.
func (p *pairing) straight(k int) bool {
	return glyphs[p.t.Word(p.out[p.open[k]].first)].glyph == either
}

// nests reports whether the directed mark that opens at i closes before the straight one around it does.
func (p *pairing) nests(i int, r text.Range) bool {
	closed := false
	for k := i + 1; k < r.Last && k < i+400; k++ {
		if p.t.Tokens[k].Kind != text.Mark {
			continue
		}
		switch g := glyphs[p.t.Word(k)]; {
		case g.family != double:
		case g.glyph == either:
			return closed
		default:
			closed = g.glyph == closing
		}
	}
	return false
}

// single takes a single mark, which is more often an apostrophe.
func (p *pairing) single(i int, r text.Range, g glyph, opens, closes bool) {
	inside := p.find(single)
	switch {
	case g == low:
		p.begin(i, single)
	case inside >= 0 && closes:
		if p.weak(i) && p.singles[i-r.First] {
			return // the players' bus: a better close follows
		}
		p.end(inside, i+1)
	case closes && g != opening && inside < 0 && !p.weak(i):
		// “like this,’ : a single mark closes a double one that nothing else closes
		if k := p.n - 1; k >= 0 && p.out[p.open[k]].family == double && !p.doubleAhead(i+1, r) {
			p.end(k, i+1)
		}
	case opens && g == opening && !p.singles[i-r.First] && !p.elided(i, r):
		p.lone = i
	case opens && g != closing && p.singles[i-r.First] && !p.elided(i, r):
		if inside < 0 {
			p.begin(i, single)
		}
	}
}

// weak reports whether the single mark may be the apostrophe of a plural: players', in'.
func (p *pairing) weak(i int) bool {
	w := p.t.Word(i - 1)
	return p.t.Tokens[i-1].Kind == text.Word && (w[len(w)-1] == 's' || w[len(w)-1] == 'n')
}

// elided reports whether the single mark stands for letters left out: 'em, '90s.
func (p *pairing) elided(i int, r text.Range) bool {
	if i+1 >= r.Last {
		return true
	}
	switch w := p.t.Lower(i + 1); w {
	case "em", "til", "tis", "twas", "cause", "bout", "n", "round", "cos", "cuz", "tude":
		return true
	default:
		return p.t.Tokens[i+1].Kind == text.Number && len(w) == 3 && w[2] == 's' || len(w) == 2 && '0' <= w[0] && w[0] <= '9'
	}
}

// doubleAhead reports whether a double mark that closes follows before the next that opens.
func (p *pairing) doubleAhead(from int, r text.Range) bool {
	for i := from; i < r.Last && i < from+400; i++ {
		if p.t.Tokens[i].Kind != text.Mark {
			continue
		}
		if g := glyphs[p.t.Word(i)]; g.family == double {
			opens, closes := p.sides(i, r)
			return closes || g.glyph == closing && !opens
		}
	}
	return false
}

// lookAhead fills p.singles from the right.
func (p *pairing) lookAhead(r text.Range) {
	if cap(p.singles) < r.Len() {
		p.singles = make([]bool, r.Len()+r.Len()/2)
	}
	p.singles = p.singles[:r.Len()]
	p.n = 0
	ahead := false
	for i := r.Last - 1; i >= r.First; i-- {
		p.singles[i-r.First] = ahead
		if p.t.Tokens[i].Kind != text.Mark {
			continue
		}
		if g := glyphs[p.t.Word(i)]; g.family == single {
			switch opens, closes := p.sides(i, r); {
			case closes && g.glyph != opening:
				ahead = true
			case opens && g.glyph != closing && !p.elided(i, r):
				ahead = false
			}
		}
	}
}

// terminal returns the last sign inside the stretch that ends a sentence or a clause, as its first rune; 0 for none.
func terminal(t *text.Text, s *stretch) rune {
	first, last := s.inner()
	for i := last - 1; i >= first && i >= last-2; i-- {
		switch tok := t.Tokens[i]; tok.Kind {
		case text.Punct:
			r, _ := utf8.DecodeRuneInString(t.Word(i))
			return r
		case text.Mark:
			continue
		default:
			if tok.Is(text.Abbreviated) {
				return '.'
			}
			return 0
		}
	}
	return 0
}

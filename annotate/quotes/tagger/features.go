package tagger

// reach is how many units on either side of a cue are looked at.
const reach = 60

// Candidate reports whether unit u may be a cue: a word that training saw as one, or any verb beside a quotation.
func (r *Reader) Candidate(u int) bool {
	x := &r.units[u]
	if x.Quoted || x.tag == Sign && x.class != ':' {
		return false
	}
	return r.hinted[u] > 0 || x.Lemma != 0 && x.tag.verb() || r.m.forms.has(x.low) || x.withQuote && x.tag.verb()
}

// Word returns the hash of unit u's word, as Model forms know it.
func (r *Reader) Word(u int) uint32 { return r.units[u].low }

// CueFeatures appends the features that decide whether unit u is a cue.
func (r *Reader) CueFeatures(f []uint32, u int) []uint32 {
	x := r.at(u)
	w, t := x.low, uint32(x.tag)
	add := func(template, v uint32) { f = append(f, mix(template+100, v)) }
	add(0, 0)
	add(1, w)
	add(2, t)
	add(3, mix(w, t))
	for k := -3; k <= 3; k++ {
		if k == 0 {
			continue
		}
		o := r.at(u + k)
		add(uint32(10+k), o.low)
		add(uint32(20+k), uint32(o.tag))
		add(uint32(30+k), mix(uint32(o.tag), w))
		if -1 <= k && k <= 2 {
			add(uint32(40+k), mix(o.low, w))
		}
	}
	before, after := uint32(r.at(u-1).tag), uint32(r.at(u+1).tag)
	add(50, mix(before, after))
	add(51, mix(after, uint32(r.at(u+2).tag)))
	add(52, mix(uint32(r.at(u-2).tag), before))
	q := bit(x.withQuote)
	add(53, q)
	add(54, mix(q, w))
	right, left := r.quotation(u, 1), r.quotation(u, -1)
	add(55, right)
	add(56, left)
	add(57, mix(right, left))
	add(58, mix(right, w))
	add(59, mix(left, w))
	add(60, x.suffix)
	clause := r.clause(u)
	add(61, clause)
	add(62, mix(clause, w))
	touched := uint32(r.touched[u])
	var rule, shape uint32
	if h := r.hint(u); h != nil {
		rule = h.Rule
		shape = 1 + bit(h.Source.Len() > 0) + 2*uint32(min(h.Content.Len(), 4)) + 16*bit(h.Cue.Last-1 == u)
	}
	add(70, touched)
	add(71, rule)
	add(72, mix(rule, w))
	add(73, mix(rule, shape))
	add(74, mix(mix(rule, touched), t))
	add(75, mix(touched, w))
	next := uint32(r.at(u + 1).tag)
	add(80, x.Lemma)
	add(81, x.Frames)
	add(82, mix(x.Frames, t))
	add(83, mix(x.Lemma, t))
	add(84, mix(mix(x.Frames, next), t))
	add(85, mix(x.Frames, clause))
	add(86, mix(x.Lemma, clause))
	add(87, mix(x.Frames, right))
	add(88, mix(x.Frames, left))
	add(89, mix(x.Frames, before))
	return f
}

// quotation describes the nearest quoted unit on one side, 0 for none near.
func (r *Reader) quotation(u, direction int) uint32 {
	p := r.units[u].paragraph
	for k := 1; k < 12; k++ {
		o := r.at(u + direction*k)
		if o.paragraph != p {
			return 0
		}
		if o.Quoted {
			return uint32(min(k, 4)) + lengthClass(o.Unit)*8
		}
	}
	return 0
}

// clause tells how soon a finite verb or an infinitive follows: what a clause to report looks like.
func (r *Reader) clause(u int) uint32 {
	for k := 1; k < 8; k++ {
		o := r.at(u + k)
		switch {
		case o.tag.finite():
			return uint32(k)/2 + 1
		case o.tag == TO:
			return 10 + uint32(k)/2
		case o.class == '.' || o.class == '^':
			return 0
		}
	}
	return 0
}

// Window returns the units around a cue that its report may reach, [first, last).
func (r *Reader) Window(c int) (first, last int) {
	p := r.units[c].paragraph
	first, last = c, c+1
	for c-first < reach && r.at(first-1).paragraph == p {
		first--
	}
	for last-c < reach && r.at(last).paragraph == p {
		last++
	}
	return first, last
}

// run counts what stands between a unit and the cue.
type run struct{ comma, verb, sentence, quote, conjunction, relative uint8 }

func two(n uint8) uint32 { return uint32(min(n, 2)) }

// count fills r.runs for the window, from the cue outward.
func (r *Reader) count(c, first, last int) {
	r.runs = grow(r.runs, last-first)
	for _, step := range [...]int{-1, 1} {
		var n run
		for u := c + step; first <= u && u < last; u += step {
			r.runs[u-first] = n
			switch x := &r.units[u]; {
			case x.Quoted:
				n.quote = min(n.quote+1, 2)
			case x.class == ',':
				n.comma = min(n.comma+1, 2)
			case x.tag.verb() || x.tag == MD:
				n.verb = min(n.verb+1, 2)
			case x.tag == CC:
				n.conjunction = min(n.conjunction+1, 2)
			case x.tag == WP || x.class == 'h':
				n.relative = min(n.relative+1, 2)
			case x.class == '.' || x.low == semicolon:
				n.sentence = min(n.sentence+1, 2)
			}
		}
	}
	r.runs[c-first] = run{}
}

var (
	semicolon = hashWord(";")
	beForms   = set("is", "was", "were", "are", "been", "be", "being")
	thatWord  = hashWord("that")
	// tails begin what often follows a report without belonging to it
	tails = set(",", "and", "but", "because", "while", "after", "when", "as", "who", "which", "although", "before", "since", "if", "or",
		"so", "—", "–", "-", ";", ":", "during", "in", "on")
)

func set(words ...string) map[uint32]bool {
	m := map[uint32]bool{}
	for _, w := range words {
		m[hashWord(w)] = true
	}
	return m
}

// distance groups how many units lie between a unit and the cue, and the side.
func distance(k int) uint32 {
	side := uint32(0)
	if k < 0 {
		side, k = 16, -k
	}
	switch {
	case k <= 4:
		return side | uint32(k)
	case k <= 6:
		return side | 5
	case k <= 9:
		return side | 6
	case k <= 14:
		return side | 7
	case k <= 22:
		return side | 8
	case k <= 35:
		return side | 9
	}
	return side | 10
}

// frame is what the features know of the cue itself.
type frame struct {
	cue, tag, next, nextWord uint32
	that                     uint32 // how far behind it "that" stands
	frames                   uint32 // what may follow, as the lexicon says
	context                  uint32 // quotations on either side, "that", form, passive
}

func (r *Reader) frame(c, first, last int) frame {
	x := &r.units[c]
	f := frame{cue: mix(x.low, uint32(x.tag)), tag: uint32(x.tag), next: uint32(r.at(c + 1).tag), nextWord: r.at(c + 1).low}
	f.frames = mix(x.Frames, bit(x.tag == VBN))
	for k := 1; k <= 6 && c+k < last; k++ {
		if r.units[c+k].low == thatWord {
			f.that = uint32(k)
			break
		}
		if r.units[c+k].class == '.' {
			break
		}
	}
	var before, after, passive uint32
	for k := 1; k <= 10 && c-k >= first; k++ {
		if r.units[c-k].Quoted {
			before = 1 + bit(k > 4)
			break
		}
	}
	for k := 1; k <= 10 && c+k < last; k++ {
		if r.units[c+k].Quoted {
			after = 1 + bit(k > 3)
			break
		}
	}
	for k := 1; k <= 3 && c-k >= first; k++ {
		if beForms[r.units[c-k].low] {
			passive = 1
		}
	}
	f.context = mix(mix(before, after), mix(bit(f.that > 0), bit(x.tag == VBG)|bit(x.tag == VBN)<<1|passive<<2))
	return f
}

// Prepare readies the features of a cue's window, [first, last).
func (r *Reader) Prepare(c, first, last int) Around {
	r.count(c, first, last)
	return Around{r: r, cue: c, first: first, last: last, frame: r.frame(c, first, last), rule: r.roles(c, first, last)}
}

// Around makes the features of the units around one cue. It is valid until the reader's next Prepare.
type Around struct {
	r                *Reader
	cue, first, last int
	frame
	rule uint32 // that the cue goes by
}

// Features appends to state the features of unit u, and to move those of the step to it from the unit before.
func (a *Around) Features(state, move []uint32, u int) ([]uint32, []uint32) {
	r, c, x := a.r, a.cue, &a.r.units[u]
	k := u - c
	n := &r.runs[u-a.first]
	side := uint32(0)
	if k < 0 {
		side = 1
	} else if k > 0 {
		side = 2
	}
	d := distance(k)
	same := bit(x.sentence == r.units[c].sentence)
	w, t := x.low, uint32(x.tag)
	if x.Quoted {
		t = 200 + x.look
	}
	where := mix(side, same<<1|bit(n.sentence > 0))
	whereTag, whereWord := mix(where, t), mix(where, w)
	before, after := r.at(u-1), r.at(u+1)
	tb, tbb, ta, taa := uint32(before.tag), uint32(r.at(u-2).tag), uint32(after.tag), uint32(r.at(u+2).tag)
	if u == a.first {
		before = &none
	}
	add := func(template, v uint32) { state = append(state, mix(template+1000, v)) }
	add(1, side)
	add(2, d)
	add(3, mix(d, t))
	add(4, whereWord)
	add(5, whereTag)
	add(6, mix(whereTag, a.frame.cue))
	add(7, mix(d, a.frame.cue))
	add(8, mix(d, a.context))
	add(9, mix(whereTag, a.context))
	add(10, mix(where, mix(tb, t)))
	add(11, mix(where, mix(t, ta)))
	add(12, mix(where, mix(tb, mix(t, ta))))
	add(13, mix(where, mix(tbb, mix(tb, t))))
	add(14, mix(where, mix(t, mix(ta, taa))))
	add(15, mix(where, before.low))
	add(16, mix(where, after.low))
	add(17, mix(where, mix(before.low, w)))
	add(18, mix(where, mix(w, after.low)))
	between := mix(two(n.comma)|two(n.verb)<<2|two(n.sentence)<<4|two(n.quote)<<6|two(n.conjunction)<<8|two(n.relative)<<10, side)
	add(20, between)
	add(21, mix(between, t))
	add(22, mix(between, a.frame.cue))
	add(23, mix(between, a.context))
	add(24, mix(mix(side, two(n.comma)|two(n.verb)<<2|two(n.quote)<<4), a.frame.tag))
	add(25, mix(mix(side, two(n.verb)), mix(t, a.that)))
	add(26, mix(mix(d, a.next), a.frame.tag))
	add(27, mix(mix(d, a.nextWord), side))
	add(28, mix(mix(d, a.that), a.frame.tag))
	first := bit(u == a.first || before.sentence != x.sentence)
	last := bit(u+1 == a.last || after.sentence != x.sentence)
	add(30, mix(where, first|last<<1))
	add(31, mix(whereTag, first|last<<1))
	add(32, mix(mix(where, bit(x.capital)|bit(x.first)<<1), t))
	add(33, mix(where, x.suffix))
	tail := uint32(0)
	if k > 0 {
		tail = a.tail(u)
		add(34, mix(tail, two(n.verb)))
		add(35, mix(tail, t))
		add(36, mix(mix(tail, t), ta))
	}
	add(37, mix(whereWord, a.frame.cue))
	// a shallow parse: the chunks that come and those that were
	a2, a3, a5 := a.ahead(u)
	b2, b4 := a.back(u)
	add(40, mix(where, a3))
	add(41, mix(where, a5))
	add(42, mix(where, b4))
	add(43, mix(mix(where, b2), a2))
	add(44, mix(mix(where, b2), a3))
	add(45, mix(whereWord, a2))
	add(46, mix(whereWord, a3))
	add(47, mix(between, a2))
	add(48, mix(mix(mix(tail, a2), side), two(n.verb)))
	// what the rules say
	o, ob, oa := a.roleAt(u), a.roleAt(u-1), a.roleAt(u+1)
	opinion := mix(o, side)
	around := mix(mix(ob, o), oa)
	add(60, opinion)
	add(61, mix(opinion, a.rule))
	add(62, mix(around, a.rule))
	add(63, mix(opinion, t))
	add(64, mix(opinion, a.frame.cue))
	add(65, mix(mix(opinion, tail), two(n.verb)))
	add(66, mix(mix(opinion, d), a.rule))
	add(67, mix(around, t))
	add(68, mix(mix(opinion, between), a.rule))
	// what may follow the cue
	add(80, mix(whereTag, a.frames))
	add(81, mix(d, a.frames))
	add(82, mix(between, a.frames))
	add(83, mix(whereWord, a.frames))
	add(84, mix(mix(tail, a.frames), two(n.verb)))
	add(85, mix(mix(where, a2), a.frames))
	add(86, mix(mix(d, t), a.frames))

	if before.Quoted {
		tb = 200 + lengthClass(before.Unit)
	}
	step := func(template, v uint32) { move = append(move, mix(template+2000, v)) }
	step(0, 0)
	step(1, side)
	step(2, mix(tb, min(t, 210)))
	step(3, mix(side, mix(tb, first)))
	step(4, mix(side, before.low))
	step(5, mix(side, w))
	step(6, mix(min(uint32(max(k, -k)), 3), mix(side, t)))
	step(7, mix(d, a.context))
	step(8, mix(first, side))
	step(9, mix(side, a2))
	step(10, mix(side, a3))
	step(11, mix(mix(side, b2), a2))
	step(20, mix(ob, o))
	step(21, mix(mix(ob, o), a.rule))
	step(22, mix(mix(o, oa), side))
	step(23, mix(mix(ob, o), tail))
	step(24, mix(d, a.frames))
	step(25, mix(mix(side, a2), a.frames))
	return state, move
}

// tail returns the last word before u, itself included, that may begin what no longer belongs to the report.
func (a *Around) tail(u int) uint32 {
	for j := u; j > a.cue && j > u-8; j-- {
		if w := a.r.units[j].low; tails[w] {
			if j-1 >= a.first && a.r.units[j-1].class == ',' {
				return mix(w, 7)
			}
			return w
		}
	}
	return 0
}

// ahead hashes the next two, three and five chunks from u on.
func (a *Around) ahead(u int) (two, three, five uint32) {
	h, n := uint32(fnvOffset), 0
	last := byte(0)
	for ; u < a.last; u++ {
		c := a.r.units[u].class
		if c == 'r' || c == last { // adverbs stand anywhere
			continue
		}
		switch n {
		case 2:
			two = h
		case 3:
			three = h
		case 5:
			return two, three, h
		}
		h = (h ^ uint32(c)) * fnvPrime
		last = c
		n++
	}
	if n <= 2 {
		two = h
	}
	if n <= 3 {
		three = h
	}
	return two, three, h
}

// back hashes the two and four chunks before u.
func (a *Around) back(u int) (two, four uint32) {
	h, n := uint32(fnvOffset), 0
	last := byte(0)
	for u--; u >= a.first; u-- {
		c := a.r.units[u].class
		if c == 'r' || c == last {
			continue
		}
		switch n {
		case 2:
			two = h
		case 4:
			return two, h
		}
		h = (h ^ uint32(c)) * fnvPrime
		last = c
		n++
	}
	if n <= 2 {
		two = h
	}
	return two, h
}

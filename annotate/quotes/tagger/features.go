package tagger

// How many features a unit has, and the step to it.
const (
	StateFeatures = 39
	MoveFeatures  = 8
)

// Features are those of one unit beside one cue: hashes whose high bits say where in a table their weights lie.
type Features struct {
	State [StateFeatures]uint32
	Move  [MoveFeatures]uint32
}

// Prepare readies the features of a cue's window, [first, last).
func (r *Reader) Prepare(c, first, last int) Around {
	r.chunk(c)
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

// Features fills f for unit u: State with its own features, Move with those of the step to it from the unit before.
//
// A feature is the exclusive or of what it sees, of which at most one value is a small number: the others are hashes already.
func (a *Around) Features(f *Features, u int) {
	r, x := a.r, &a.r.units[u]
	before, after := &none, &none
	if u > a.first {
		before = &r.units[u-1]
	}
	if u+1 < a.last {
		after = &r.units[u+1]
	}
	k := u - a.cue
	n := &r.runs[u-a.first]
	side := uint32(0)
	if k < 0 {
		side = 1
	} else if k > 0 {
		side = 2
	}
	same := bit(x.sentence == r.units[a.cue].sentence)
	verbs := two(n.verb)
	w, t := x.low, x.sight()
	tb, ta := before.sight()<<10, after.sight()<<20
	tbb := uint32(r.at(u-2).tag) << 20
	wb, wa := before.low<<7|before.low>>25, after.low<<14|after.low>>18
	tail := a.tail(u)
	first := bit(before.sentence != x.sentence)
	last := bit(after.sentence != x.sentence)
	next, past := r.chunks[u].ahead, r.chunks[u].back
	a2, a3, b2, b4 := next&twoChunks, next&threeChunks, past&twoChunks, past&fourChunks
	o, ob, oa := a.roleAt(u), a.roleAt(u-1), a.roleAt(u+1)

	// hashes
	where := mix(side, same<<1|bit(n.sentence > 0))
	here := mix(side, 0)
	d := mix(distance(k), 1)
	runs := two(n.comma) | verbs<<2 | two(n.sentence)<<4 | two(n.quote)<<6 | two(n.conjunction)<<8 | two(n.relative)<<10
	between := mix(runs, side)
	end := mix(tail, verbs)
	opinion := mix(o, side)
	around := mix(ob<<16|o<<8|oa, 2)
	c, tag, context, frames, that := a.frame.cue, a.frame.tag, a.context, a.frames, a.that

	s := &f.State
	s[0] = place(0, here)
	s[1] = place(1, d^t)
	s[2] = place(2, where^w)
	s[3] = place(3, where^t)
	s[4] = place(4, where^t^c)
	s[5] = place(5, d^c)
	s[6] = place(6, where^t^context)
	s[7] = place(7, where^(tb|t|ta))
	s[8] = place(8, where^(tbb|tb|t))
	s[9] = place(9, where^wb^w)
	s[10] = place(10, where^w^wa)
	s[11] = place(11, between)
	s[12] = place(12, between^c)
	s[13] = place(13, between^context)
	s[14] = place(14, here^(runs&0xCF)^tag)
	s[15] = place(15, d^a.next)
	s[16] = place(16, d^a.nextWord)
	s[17] = place(17, d^that^tag)
	s[18] = place(18, where^(first|last<<1))
	s[19] = place(19, where^(t|bit(x.capital)<<10|bit(x.first)<<11))
	s[20] = place(20, where^x.suffix)
	s[21] = place(21, tail^(t|side<<10))
	s[22] = place(22, tail^(t|ta|side<<10))
	s[23] = place(23, where^w^c)
	s[24] = place(24, where^a3)
	s[25] = place(25, where^b4)
	s[26] = place(26, where^(b2<<15|a2))
	s[27] = place(27, where^w^a2<<3)
	s[28] = place(28, end^(a2|side<<10))
	s[29] = place(29, opinion^a.rule)
	s[30] = place(30, around^a.rule)
	s[31] = place(31, opinion^end)
	s[32] = place(32, opinion^d^a.rule)
	s[33] = place(33, around^t)
	s[34] = place(34, where^t^frames)
	s[35] = place(35, d^frames)
	s[36] = place(36, where^w^frames)
	s[37] = place(37, end^frames)
	s[38] = place(38, d^t^frames)

	m := &f.Move
	m[0] = place(100, 0)
	m[1] = place(101, t|tb)
	m[2] = place(102, d^context)
	m[3] = place(103, here^a3)
	m[4] = place(104, ob<<8|o)
	m[5] = place(105, tail^(ob<<8|o))
	m[6] = place(106, d^frames)
	m[7] = place(107, here^a2^frames)
}

// sight is a unit's tag, a quotation's with what it looks like from outside: up to ten bits.
func (x *unit) sight() uint32 {
	if x.Quoted {
		return 64 + x.look
	}
	return uint32(x.tag)
}

// tail returns the last word before u, itself included, that may begin what no longer belongs to the report.
func (a *Around) tail(u int) uint32 {
	j := int(a.r.units[u].tail)
	if j <= a.cue || j <= u-8 {
		return 0
	}
	w := a.r.units[j].low
	if j-1 >= a.first && a.r.units[j-1].class == ',' {
		return mix(w, 7)
	}
	return w
}

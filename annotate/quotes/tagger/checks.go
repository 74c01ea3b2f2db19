package tagger

import "stet/annotate/text"

// CheckFeatures is how many features decide whether a content that was decoded is one.
const CheckFeatures = 43

// evidence is what the decoder knows of a content: how sure it is, in thousandths, of its parts.
type evidence struct {
	certain, speech             uint16 // that the cue is one, and one of speech
	mean, least                 uint32 // of its units
	first, last, before, behind uint32 // of the units at its edges, and of those outside them that they are content
	source                      uint32 // of the source's first unit
	pieces, piece               int    // how many contents the report has, and which one this is
	decoded                     bool   // it is the decoder's, not only a rule's
}

// step groups thousandths finely near certainty.
func step(p uint32) uint32 {
	for i, limit := range [...]uint32{50, 120, 200, 300, 400, 500, 600, 700, 780, 840, 890, 930, 960, 980, 990, 996} {
		if p < limit {
			return uint32(i)
		}
	}
	return 16
}

// check fills f with the features that decide whether a content of a report is one.
func (r *Reader) check(f *[CheckFeatures]uint32, rep *Report, c text.Range, e *evidence) {
	cue, first, last := &r.units[rep.Cue], r.at(c.First), r.at(c.Last-1)
	before, behind := r.at(c.First-1), r.at(c.Last)
	quoted, verb := uint32(0), uint32(0)
	for u := c.First; u < c.Last; u++ {
		if x := &r.units[u]; x.Quoted {
			quoted = 1 + lengthClass(x.Unit)
		} else if x.tag.finite() {
			verb = 2
		} else if x.tag == TO && verb == 0 {
			verb = 1
		}
	}
	side := bit(c.First > rep.Cue)
	gap := c.First - rep.Cue
	if side == 0 {
		gap = rep.Cue - c.Last
	}
	length := min(uint32(c.Len()), 9)
	if n := c.Len(); n > 30 {
		length = 12
	} else if n > 18 {
		length = 11
	} else if n > 9 {
		length = 10
	}
	agree, rule, others := r.agreement(rep.Cue, c.First, c.Last)
	kind := mix(quoted<<4|verb<<2|side<<1|bit(rep.Source.Len() > 0), 9)
	certain, speech, mean, least := step(uint32(e.certain)), step(uint32(e.speech)), step(e.mean), step(e.least)
	decoded := bit(e.decoded)
	i := 0
	add := func(v uint32) {
		f[i] = place(uint32(200+i), v)
		i++
	}
	for _, v := range [...]uint32{
		0, kind, certain, speech, certain<<8 | speech, bit(rep.Speech), mean, least, mean<<8 | certain, kind ^ mean, kind ^ certain, kind ^ least,
		step(e.first), step(e.last), step(e.before), step(e.behind), step(e.first)<<8 | step(e.before), step(e.last)<<8 | step(e.behind),
		step(e.source) | side<<8, uint32(min(e.pieces, 4))<<4 | uint32(min(e.piece, 4)),
		rule, rule ^ agree, rule ^ agree ^ kind, agree<<8 | others, rule ^ mean ^ agree<<8,
		cue.low, cue.low ^ kind, cue.Lemma ^ kind, mix(cue.Frames, 1) ^ kind, mix(cue.Frames, 1) ^ uint32(first.tag) ^ side<<8,
		length, kind ^ length, first.low, uint32(first.tag) | uint32(cue.tag)<<8, last.low, uint32(last.tag) | uint32(behind.tag)<<8, behind.low,
		before.low, uint32(cue.tag) | side<<8, uint32(min(max(gap, 0), 6)) | side<<8,
		decoded, mix(decoded, mean) ^ kind, mix(decoded, rule),
	} {
		add(v)
	}
}

// agreement says how a content of cue c lies to the rules' for the same cue (1 the same, 2 the same beginning, 3 the same end, 4 both
// other, 0 none), by which rule, and which parts of all rules' reports its ends touch.
func (r *Reader) agreement(c, first, last int) (how, rule, others uint32) {
	others = uint32(r.touched[first])<<3 | uint32(r.touched[last-1])
	for n := range r.hintsOf(c) {
		h := &r.hints[n]
		if rule == 0 {
			rule = h.Rule
		}
		got := uint32(0)
		switch {
		case h.Content.First == first && h.Content.Last == last:
			got = 1
		case h.Content.First == first:
			got = 2
		case h.Content.Last == last:
			got = 3
		case h.Content.First < last && first < h.Content.Last:
			got = 4
		}
		if got > 0 && (how == 0 || got < how) {
			how, rule = got, h.Rule
		}
	}
	return how, rule, others
}

// right returns the certainty in thousandths that a content is one.
func (m *Model) right(f *[CheckFeatures]uint32) uint16 {
	shift := 32 - m.Bits[4]
	sum := int32(-bias * len(f))
	for _, x := range f {
		sum += int32(m.checks[x>>(shift&31)])
	}
	sum *= fine
	if sum >= 0 {
		return uint16(uint64(one) * 1000 / uint64(one+exp(-sum)))
	}
	e := uint64(exp(sum))
	return uint16(e * 1000 / (one + e))
}

// weigh returns the evidence for a content in a window that begins at unit first.
func (l *lattice) weigh(c text.Range, first int) evidence {
	i, j := max(c.First-first, 0), min(c.Last-first, len(l.labels))
	if i >= j {
		return evidence{}
	}
	e := evidence{least: 1000, first: l.marginal(i, Content), last: l.marginal(j-1, Content)}
	for k := i; k < j; k++ {
		p := l.marginal(k, Content)
		e.mean += p
		e.least = min(e.least, p)
	}
	e.mean /= uint32(j - i)
	if i > 0 {
		e.before = l.marginal(i-1, Content)
	}
	if j < len(l.labels) {
		e.behind = l.marginal(j, Content)
	}
	return e
}

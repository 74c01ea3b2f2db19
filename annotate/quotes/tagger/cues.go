package tagger

// Candidate reports whether unit u may be a cue: a word that training saw as one, or any verb beside a quotation.
func (r *Reader) Candidate(u int) bool {
	x := &r.units[u]
	if x.Quoted || x.tag == Sign && x.class != ':' {
		return false
	}
	return r.hinted[u] > 0 || x.Lemma != 0 && x.tag.verb() || x.cue || x.withQuote && x.tag.verb()
}

// Word returns the hash of unit u's word, as Model forms know it.
func (r *Reader) Word(u int) uint32 { return r.units[u].low }

// CueFeatures is how many features decide whether a unit is a cue.
const CueFeatures = 54

// CueFeatures fills f with the features that decide whether unit u is a cue.
func (r *Reader) CueFeatures(f *[CueFeatures]uint32, u int) {
	x := r.at(u)
	w, t := x.low, uint32(x.tag)
	i := 0
	add := func(v uint32) {
		f[i] = place(uint32(i), v)
		i++
	}
	for k := -3; k <= 3; k++ {
		if k == 0 {
			continue
		}
		o := r.at(u + k)
		add(o.low)
		add(uint32(o.tag))
		add(uint32(o.tag)<<8 ^ w)
	}
	before, after := r.at(u-1), r.at(u+1)
	tb, ta := uint32(before.tag)<<6, uint32(after.tag)<<12
	q := bit(x.withQuote)
	right, left := r.quotation(u, 1), r.quotation(u, -1)
	clause := r.clause(u)
	touched := uint32(r.touched[u])
	var rule, shape uint32
	if h := r.hint(u); h != nil {
		rule = h.Rule
		shape = 1 + bit(h.Source.Len() > 0) + 2*uint32(min(h.Content.Len(), 4)) + 16*bit(h.Cue.Last-1 == u)
	}
	frames := mix(x.Frames, 5)
	for _, v := range [...]uint32{
		0, w, t, w ^ t,
		mix(before.low, w), mix(w, after.low), mix(r.at(u+2).low, w),
		tb | ta, ta | uint32(r.at(u+2).tag), tb | uint32(r.at(u-2).tag),
		q, q ^ w, right, left, right<<8 | left, right ^ w, left ^ w,
		x.suffix, clause, clause ^ w,
		touched, rule, rule ^ w, rule ^ shape, rule ^ (touched<<8 | t), touched ^ w,
		x.Lemma, frames, frames ^ t, x.Lemma ^ t, frames ^ (ta | t), frames ^ clause, x.Lemma ^ clause, frames ^ right, frames ^ left, frames ^ tb,
	} {
		add(v)
	}
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

package names

import (
	"strings"
	"unicode/utf8"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// row is a line of the table as the packs give it; its rule is nil where it is switched off.
type row struct {
	rule    *rules.Rule
	weights [classes]int32
}

func rowsOf(f *rules.Found) []row {
	rows := make([]row, len(evidence))
	for i := range evidence {
		if r := f.Rule(evidence[i].id); r != nil {
			rows[i].rule = r
			for k, w := range r.Weights {
				rows[i].weights[k] = int32(w)
			}
		}
	}
	return rows
}

// weigh collects the evidence for every candidate: first from its own words and those beside it, then from the story's other
// mentions of the name and of longer and shorter forms of it.
func (n *finder) weigh(all []candidate) {
	held := make([]uint8, 0, len(all)*16)
	for i := range all {
		c := &all[i]
		from := len(held)
		for k := range evidence {
			if n.rows[k].rule != nil && evidence[k].holds(n, c) {
				held = append(held, uint8(k))
				c.sum(&n.rows[k])
			}
		}
		c.evidence = held[from:len(held):len(held)]
	}
	n.compare(all)
}

func (c *candidate) sum(r *row) {
	for k, w := range r.weights {
		c.total[k] += w
	}
}

// also adds a row of the second round.
func (n *finder) also(c *candidate, k uint8) {
	if n.rows[k].rule != nil {
		c.evidence = append(c.evidence, k)
		c.sum(&n.rows[k])
	}
}

// best returns the class with most weight.
func best(total *[classes]int32) int {
	b := person
	for k := range total {
		if total[k] > total[b] {
			b = k
		}
	}
	return b
}

// name is one spelling of a name in the story.
type name struct {
	mentions int32
	first    int // candidate
	total    [classes]int64
	verdict  int
}

// margin is how much more weight, for each mention, a name's class needs over the next for its other mentions to count.
const margin = 60

// compare is the second round.
func (n *finder) compare(all []candidate) {
	var known []name
	bySpelling := make(map[string]int, len(all))
	var buf []byte
	for i := range all {
		c := &all[i]
		buf = text.AppendLower(buf[:0], n.t.Source[n.t.Tokens[c.first].Start:n.t.Tokens[c.last-1].End])
		k, ok := bySpelling[string(buf)]
		if !ok {
			k = len(known)
			bySpelling[string(buf)] = k
			known = append(known, name{first: i})
		}
		c.name = k
		known[k].mentions++
		for j, w := range c.total {
			known[k].total[j] += int64(w)
		}
	}
	ends, begins, acronyms := map[uint32]int{}, map[uint32]int{}, map[string]int{}
	for k := range known {
		x := &known[k]
		x.verdict = x.class()
		n.forms(&all[x.first], x.verdict, k, ends, begins, acronyms)
	}
	for i := range all {
		c := &all[i]
		x := &known[c.name]
		switch {
		case x.mentions == 1:
			n.also(c, once)
		case x.verdict >= 0:
			n.also(c, [...]uint8{alsoPerson, alsoOrganization, alsoPlace, alsoNothing}[x.verdict])
		}
		n.shorter(c, known, ends, begins, acronyms)
		if i > 0 && n.bracketOf(c, &all[i-1]) {
			switch known[all[i-1].name].verdict {
			case organization:
				n.also(c, bracketOfOrganization)
			case place:
				n.also(c, bracketOfPlace)
			}
		}
	}
}

// bracketOf reports whether the candidate stands alone in brackets straight behind the one before it.
func (n *finder) bracketOf(c, before *candidate) bool {
	return c.first == before.last+1 && (n.t.Tokens[c.first].Is(text.AllCaps) || !n.f.Known(c.first)) && n.wordBefore(c, 0, "(") && n.wordBehind(c, 0, ")")
}

// class returns the class that all mentions together speak for, or -1 where they hardly do.
func (x *name) class() int {
	b, next := 0, -1
	for k := range x.total {
		if x.total[k] > x.total[b] {
			b = k
		}
	}
	for k := range x.total {
		if k != b && (next < 0 || x.total[k] > x.total[next]) {
			next = k
		}
	}
	if x.total[b]-x.total[next] < margin*int64(x.mentions) {
		return -1
	}
	return b
}

// forms notes the short forms that a longer name may take later.
func (n *finder) forms(c *candidate, verdict, k int, ends, begins map[uint32]int, acronyms map[string]int) {
	if c.len() < 2 {
		return
	}
	note := func(m map[uint32]int, word int) {
		if _, ok := m[n.f.Sum(word)]; !ok {
			m[n.f.Sum(word)] = k
		}
	}
	switch verdict {
	case person:
		note(ends, c.last-1)
		note(begins, c.first)
	case organization, place:
		note(begins, c.first)
		var b strings.Builder
		for i := c.first; i < c.last; i++ {
			if n.t.Tokens[i].Is(text.Capital) {
				r, _ := utf8.DecodeRuneInString(n.t.Word(i))
				b.WriteRune(r)
			}
		}
		if _, ok := acronyms[b.String()]; !ok && b.Len() > 1 {
			acronyms[b.String()] = k
		}
	}
}

// shorter adds what longer names of the story say of a short one.
func (n *finder) shorter(c *candidate, known []name, ends, begins map[uint32]int, acronyms map[string]int) {
	if k, ok := ends[n.f.Sum(c.last-1)]; ok && k != c.name && c.len() <= 2 {
		n.also(c, familyNameOf)
	}
	if c.len() == 1 {
		if _, ok := acronyms[n.t.Word(c.first)]; ok && n.t.Tokens[c.first].Is(text.AllCaps) {
			n.also(c, acronymOf)
		}
	}
	if _, ok := n.listed(c.first); ok || c.len() > 2 {
		return
	}
	if k, ok := begins[n.f.Sum(c.first)]; ok && k != c.name {
		switch known[k].verdict {
		case person:
			if c.len() == 1 {
				n.also(c, givenNameOf)
			}
		case organization:
			n.also(c, beginningOfOrganization)
		case place:
			n.also(c, beginningOfPlace)
		}
	}
}

// decide marks a candidate where a class other than nothing has most weight.
func (n *finder) decide(c *candidate) {
	b := best(&c.total)
	if b == nothing {
		return
	}
	reason, most := (*rules.Rule)(nil), int32(0)
	for _, k := range c.evidence {
		if w := n.rows[k].weights[b] - n.rows[k].weights[nothing]; w > most {
			reason, most = n.rows[k].rule, w
		}
	}
	k, list := n.kindOf(c, b)
	if list != nil {
		reason = list
	}
	if reason != nil {
		n.add(c.first, c.last, k, "rule:"+reason.ID, certainty(&c.total, b))
	}
}

// kindOf returns the kind of mark that a class means for the candidate, and the line of a list that says so, or nil.
func (n *finder) kindOf(c *candidate, class int) (kind.Kind, *rules.Rule) {
	switch class {
	case person:
		if h, ok := n.hit(c, rules.Person); ok {
			return kind.Person, h.Rule
		}
		return kind.Person, nil
	case organization:
		for _, l := range [...]rules.Label{rules.Org, rules.Group} {
			if h, ok := n.hit(c, l); ok {
				return l.Mark(), h.Rule
			}
		}
		return kind.Organization, nil
	}
	return n.placeKind(c)
}

// certainty turns weights, in hundredths of a natural logarithm, into thousandths of a probability: whole numbers only, so that
// every machine gives the same.
func certainty(total *[classes]int32, b int) uint16 {
	sum := uint64(0)
	for _, w := range total {
		sum += exp(total[b] - w)
	}
	return uint16(min(max(1000*uint64(one)/sum, 1), 999))
}

const one = 1 << 20

// powers are e to the power of minus each hundredth, times one.
var powers = func() (p [1200]uint64) {
	const step = 4252231657 // e^-0.01 · 2^32
	x := uint64(one) << 20
	for i := range p {
		p[i] = x >> 20
		x = x >> 8 * (step >> 8) >> 16
	}
	return p
}()

func exp(minus int32) uint64 {
	if int(minus) >= len(powers) {
		return 0
	}
	return powers[minus]
}

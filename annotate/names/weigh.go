package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// row is a line of the table as the packs give it; its rule is nil where it is switched off. Its weights are those without a trained
// tagger or those beside one.
type row struct {
	rule    *rules.Rule
	weights [classes]int32
}

// table is what the packs give for the rows of evidence, and for those of state and place.
type table struct {
	rows   []row
	acting []*rules.Rule
}

// trainedTable is the key of a table: whether a trained tagger is there.
type trainedTable bool

func tableOf(f *rules.Found, trained bool) *table {
	return f.Made(trainedTable(trained), func() any {
		t := &table{rows: rowsOf(f, trained), acting: make([]*rules.Rule, len(acting))}
		for k := range acting {
			t.acting[k] = f.Rule(acting[k].id)
		}
		return t
	}).(*table)
}

func rowsOf(f *rules.Found, trained bool) []row {
	rows := make([]row, len(evidence))
	for i := range evidence {
		if r := f.Rule(evidence[i].id); r != nil {
			rows[i].rule = r
			w := r.Weights[:classes]
			if trained {
				w = r.Weights[classes:]
			}
			for k := range rows[i].weights {
				rows[i].weights[k] = int32(w[k])
			}
		}
	}
	return rows
}

// weigh collects the evidence for every candidate: first from its own words and those beside it, then from the story's other
// mentions of the name and of longer and shorter forms of it.
func (n *finder) weigh(all []candidate) {
	const later = 4 // rows, mostly, that tell and compare add
	held := make([]uint8, 0, len(all)*(16+later))
	for i := range all {
		c := &all[i]
		from := len(held)
		there := n.there(c)
		for k := range own {
			if r := &own[k]; there[r.needs.at]&r.needs.of != 0 && (r.holds == nil || r.holds(n, c)) {
				held = n.hold(c, held, k, true)
			}
		}
		held = n.see(c, held)
		to := len(held)
		held = append(held, make([]uint8, later)...)
		c.evidence = held[from:to:len(held)]
	}
	n.tell(all)
	n.incorporate(all)
	n.compare(all)
}

// hold appends a row, if it holds and is not switched off, and counts its weights.
func (n *finder) hold(c *candidate, held []uint8, k int, holds bool) []uint8 {
	if holds && n.rows[k].rule != nil {
		held = append(held, uint8(k))
		c.sum(&n.rows[k])
	}
	return held
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
	mapped   uint8 // the row of what the gazetteer says; 0 for none
	company  bool  // a company of the story is called so before the words for what it is: Harrowgate for Harrowgate Metals
}

// margin is how much more weight, for each mention, a name's class needs over the next for its other mentions to count.
const margin = 60

// compare is the second round.
func (n *finder) compare(all []candidate) {
	var known []name
	bySpelling := make(map[string]int, len(all)/2)
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
		if x.verdict != organization {
			continue
		}
		if c := &all[x.first]; n.base(c) > c.first {
			buf = text.AppendLower(buf[:0], n.t.Source[n.t.Tokens[c.first].Start:n.t.Tokens[n.base(c)-1].End])
			if k, ok := bySpelling[string(buf)]; ok {
				known[k].company = true
			}
		}
	}
	n.mapped(all, known)
	for i := range all {
		c := &all[i]
		x := &known[c.name]
		switch {
		case x.mentions == 1:
			n.also(c, once)
		case x.verdict >= 0:
			n.also(c, [...]uint8{alsoPerson, alsoOrganization, alsoPlace, alsoNothing}[x.verdict])
		}
		if x.mapped != 0 && (x.mapped != mapKnown && x.mapped != mapNear || !inOrganization(all, known, i) && !n.articled(c)) {
			n.also(c, x.mapped)
		}
		n.shorter(c, known, ends, begins, acronyms)
		if n.amongPlaces(all, known, i) {
			n.also(c, amongPlaces)
		}
		if x.company && !n.before(c, 0, rules.PlacePrep) && !(c.last < c.sentence.Last && n.among(c.last, companies)) {
			n.also(c, ofCompany)
		}
		if o := n.bracketOf(all, i); o != nil {
			switch known[o.name].verdict {
			case organization:
				n.also(c, bracketOfOrganization)
			case place:
				n.also(c, bracketOfPlace)
			}
		}
	}
}

// bracketOf returns the candidate straight before the one at i where that stands alone in brackets behind it; else nil.
func (n *finder) bracketOf(all []candidate, i int) *candidate {
	c := &all[i]
	if !n.wordBefore(c, 0, "(") || !n.wordBehind(c, 0, ")") || !n.t.Tokens[c.first].Is(text.AllCaps) && n.f.Known(c.first) {
		return nil
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if all[j].last+1 == c.first {
			return &all[j]
		}
	}
	return nil
}

// likeliest returns the class that all mentions together speak for most.
func (x *name) likeliest() int {
	b := 0
	for k := range x.total {
		if x.total[k] > x.total[b] {
			b = k
		}
	}
	return b
}

// class returns the class that all mentions together speak for, or -1 where they hardly do.
func (x *name) class() int {
	b, next := x.likeliest(), -1
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

// lenience is how far, beside the tagger, a class may stay behind nothing and still be marked: what may overlap has to have its exact
// extent to be right, so most that is wrong is half right, and F is best at that.
const lenience = 80

// decide marks the candidates for which a class other than nothing has most weight; of overlapping ones the one that is furthest
// ahead of nothing.
func (n *finder) decide(all []candidate) {
	order := make([]int32, 0, len(all))
	for i := range all {
		c := &all[i]
		total := c.total
		if n.trained {
			total[nothing] -= lenience
		}
		c.class = best(&total)
		c.ahead = total[c.class] - total[nothing]
		if c.class != nothing && !n.barred(c.first, c.last, kind.None) {
			order = append(order, int32(i))
		}
	}
	if n.trained { // else none overlap
		slices.SortStableFunc(order, func(i, j int32) int { return cmp.Compare(all[j].ahead, all[i].ahead) })
		held := make([]bool, len(n.t.Tokens))
		order = slices.DeleteFunc(order, func(i int32) bool {
			of := held[all[i].first:all[i].last]
			if slices.Contains(of, true) {
				return true
			}
			for k := range of {
				of[k] = true
			}
			return false
		})
		slices.Sort(order)
	}
	n.agree(all, order)
	for _, i := range order {
		n.settle(&all[i])
	}
}

// settle marks the candidate as what its class means, with the heaviest reason.
func (n *finder) settle(c *candidate) {
	b := c.class
	reason, most := (*rules.Rule)(nil), int32(0)
	for _, k := range c.evidence {
		if w := n.rows[k].weights[b] - n.rows[k].weights[nothing]; w > most {
			reason, most = n.rows[k].rule, w
		}
	}
	if b == person {
		n.untitle(c)
	}
	k, list := n.kindOf(c, b)
	if list != nil {
		reason = list
	}
	if reason != nil {
		by, score := "rule:"+reason.ID, certainty(&c.total, b)
		if n.trained {
			score = beside(score)
			if strings.HasPrefix(reason.ID, "tagged-") {
				by = "model"
			}
		}
		n.add(c.first, c.last, k, by, score)
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
	top := total[best(total)]
	sum := uint64(0)
	for _, w := range total {
		sum += exp(top - w)
	}
	return uint16(min(max(1000*exp(top-total[b])/sum, 1), 999))
}

// measured is what share of marks, in thousandths, was right beside the tagger, by how certain their weights made them: of overlapping
// candidates the likeliest is marked, so weights say too little of it. annotate/names/fit -measure prints the shares, by folds.
var measured = [...]struct{ certain, right int }{{0, 150}, {270, 375}, {350, 510}, {450, 590}, {550, 705}, {650, 785}, {750, 810}, {855, 874}, {970, 970}, {1000, 1000}}

// beside returns the certainty as it was measured, between the steps in proportion.
func beside(certain uint16) uint16 {
	k := 1
	for int(certain) > measured[k].certain {
		k++
	}
	a, b := measured[k-1], measured[k]
	return uint16(min(a.right+(int(certain)-a.certain)*(b.right-a.right)/(b.certain-a.certain), 999))
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

package measure

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// fullLayers are the layers of gold that is marked in full.
var fullLayers = [...]string{"actor", "location", "quote"}

// labelled is a mark of full gold or of a system, as edits count them.
type labelled struct {
	start, end int
	typ, kind  string
}

func (a labelled) compare(b labelled) int {
	switch {
	case a.start != b.start:
		return a.start - b.start
	case a.end != b.end:
		return a.end - b.end
	case a.typ != b.typ:
		return strings.Compare(a.typ, b.typ)
	}
	return strings.Compare(a.kind, b.kind)
}

// words counts what white space parts.
func words(story string) int {
	return len(strings.FieldsFunc(story, func(r rune) bool { return unicode.IsSpace(r) || 0x1C <= r && r <= 0x1F }))
}

func (s *Score) full(gold *Story, marks []Mark) {
	s.n["full words"] += words(gold.Text)
	for _, layer := range fullLayers {
		gs, ms := map[[2]int]string{}, map[[2]int]string{}
		for _, g := range gold.Spans {
			if g.Layer == layer {
				gs[[2]int{g.Start, g.End}] = g.Kind
			}
		}
		for _, m := range marks {
			if m.Type == layer {
				ms[[2]int{m.Start, m.End}] = m.Kind
			}
		}
		s.n["full "+layer+" gold"] += len(gs)
		s.n["full "+layer+" system"] += len(ms)
		for at, kind := range gs {
			found, ok := ms[at]
			s.count("full "+layer+" span", ok)
			s.count("full "+layer+" hit", ok && found == kind)
		}
	}
	s.n["full edits"] += edits(gold, marks)
	s.confuse(gold, marks)
	s.entities(gold, marks)
	s.speakers(gold, marks)
}

// edits counts the marks to add, delete, retag or resize: one edit retags or resizes a mark that touches, else one adds; and one deletes
// each that is left.
func edits(gold *Story, marks []Mark) int {
	gs, ms := map[labelled]bool{}, map[labelled]bool{}
	for _, g := range gold.Spans {
		if slices.Contains(fullLayers[:], g.Layer) {
			gs[labelled{g.Start, g.End, g.Layer, g.Kind}] = true
		}
	}
	for _, m := range marks {
		if slices.Contains(fullLayers[:], m.Type) {
			ms[labelled{m.Start, m.End, m.Type, m.Kind}] = true
		}
	}
	sorted := func(set, without map[labelled]bool) []labelled {
		var list []labelled
		for l := range set {
			if !without[l] {
				list = append(list, l)
			}
		}
		slices.SortFunc(list, labelled.compare)
		return list
	}
	left, spare := sorted(gs, ms), sorted(ms, gs)
	for _, g := range left {
		best, most := -1, 0
		for i, m := range spare { // the last of those that share most, as they are sorted
			o := shared(m.start, m.end, g.start, g.end)
			if (m.typ == g.typ || m.start == g.start && m.end == g.end) && o > 0 && o >= most {
				best, most = i, o
			}
		}
		if best >= 0 {
			spare = slices.Delete(spare, best, best+1)
		}
	}
	return len(left) + len(spare)
}

// confuse counts what stands where gold has a mark, and how rules fared.
func (s *Score) confuse(gold *Story, marks []Mark) {
	quote := func(typ string) bool { return typ == "quote" }
	for i := range gold.Spans {
		g := &gold.Spans[i]
		if !slices.Contains(fullLayers[:], g.Layer) {
			continue
		}
		var rivals []*Mark
		for n := range marks {
			if m := &marks[n]; quote(m.Type) == quote(g.Layer) && overlap(m, g) > 0 {
				rivals = append(rivals, m)
			}
		}
		s.Confusion[Pair{g.Kind, nearest(rivals, g, func(m *Mark) string { return m.Kind })}]++
	}
	for n := range marks {
		m := &marks[n]
		right, touches := false, false
		for i := range gold.Spans {
			g := &gold.Spans[i]
			if slices.Contains(fullLayers[:], g.Layer) && quote(m.Type) == quote(g.Layer) && overlap(m, g) > 0 {
				touches = true
				right = right || m.Start == g.Start && m.End == g.End && m.Type == g.Layer && m.Kind == g.Kind
			}
		}
		s.fired(m, right, touches)
		if !touches {
			s.Confusion[Pair{"", m.Kind}]++
		}
	}
}

// entities counts pairs of mentions that both mark: whether each has them as one entity.
func (s *Score) entities(gold *Story, marks []Mark) {
	by := map[[2]int]string{}
	for _, m := range marks {
		if m.Type == "actor" || m.Type == "location" {
			by[[2]int{m.Start, m.End}] = m.Entity
		}
	}
	type pair struct{ layer, ref, entity string }
	var pairs []pair
	for _, g := range gold.Spans {
		if entity, ok := by[[2]int{g.Start, g.End}]; ok && (g.Layer == "actor" || g.Layer == "location") {
			pairs = append(pairs, pair{g.Layer, g.Ref, entity})
		}
	}
	for i, a := range pairs {
		for _, b := range pairs[:i] {
			if a.layer != b.layer {
				continue
			}
			inGold, inSystem := a.ref == b.ref, a.entity != "" && a.entity == b.entity
			s.count("full pairs gold", inGold)
			s.count("full pairs system", inSystem)
			s.count("full pairs hit", inGold && inSystem)
		}
	}
}

// speakers counts the quotes found, by a Jaccard index of 0.5, whose speaker means the actor that gold says: through a pronoun or a
// title too, and nobody where nobody is known.
func (s *Score) speakers(gold *Story, marks []Mark) {
	means := meanings(gold, marks)
	if means == nil {
		return
	}
	for i := range gold.Spans {
		g := &gold.Spans[i]
		who := slices.IndexFunc(gold.Spans, func(x Span) bool {
			return x.Layer == "speaker" && slices.Contains(strings.Split(x.Ref, ","), g.Ref)
		})
		if g.Layer != "quote" || who < 0 {
			continue
		}
		var best *Mark
		for n := range marks {
			if m := &marks[n]; m.Type == "quote" && jaccard(m, g) >= 0.5 && (best == nil || jaccard(m, g) > jaccard(best, g)) {
				best = m
			}
		}
		if best == nil {
			continue
		}
		right := means[best.Said] == gold.Spans[who].Entity
		s.count("speaker spoken", true)
		s.count("speaker meant", right)
		if !right {
			s.error("another speaker than "+cmp.Or(gold.Spans[who].Entity, "nobody"), gold, g.Start, g.End)
		}
	}
}

// meanings returns, by the system's entity, the gold entity that most of its mentions name; "" means "". It is nil where gold does not say
// whom speakers mean.
func meanings(gold *Story, marks []Mark) map[string]string {
	if !slices.ContainsFunc(gold.Spans, func(g Span) bool { return g.Layer == "speaker" && g.Entity != "" }) {
		return nil
	}
	named := map[string]map[string]int{}
	for i := range marks {
		m := &marks[i]
		if m.Type != "actor" {
			continue
		}
		if named[m.Entity] == nil {
			named[m.Entity] = map[string]int{}
		}
		for n := range gold.Spans {
			if g := &gold.Spans[n]; g.Layer == "actor" && overlap(m, g) > 0 {
				named[m.Entity][g.Ref]++
			}
		}
	}
	means := map[string]string{"": ""}
	for entity, refs := range named {
		best := entity // of its own: gold has no such actor
		for ref, n := range refs {
			if n > refs[best] || n == refs[best] && ref < best {
				best = ref
			}
		}
		means[entity] = best
	}
	return means
}

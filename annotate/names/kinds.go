package names

import (
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// placeKind returns which kind of place a candidate is (L1): what a list says, what its words say, what stands beside it.
func (n *finder) placeKind(c *candidate) (kind.Kind, *rules.Rule) {
	for _, l := range [...]rules.Label{rules.Country, rules.Natural, rules.Facility, rules.Region, rules.Settlement} {
		if h, ok := n.hit(c, l); ok {
			return l.Mark(), h.Rule
		}
	}
	if c.first == c.sentence.First && n.dateline(c.sentence) == c.last {
		return kind.Settlement, nil
	}
	behind := kind.None
	if c.last < c.sentence.Last {
		if h, ok := n.f.At(c.last, rules.PlaceWord); ok && !n.t.Tokens[c.last].Is(text.Capital) {
			behind = h.Rule.Kind
		}
	}
	if behind == kind.Settlement { // Kukra Hill community
		return behind, nil
	}
	if c.len() > 1 {
		for _, at := range [...]struct {
			token int
			label rules.Label
		}{{c.last - 1, rules.PlaceWord}, {c.first, rules.PlaceHead}} {
			if h, ok := n.f.At(at.token-1, at.label); ok && h.Last == at.token+1 { // National Park
				return h.Rule.Kind, nil
			}
			if h, ok := n.f.At(at.token, at.label); ok {
				return h.Rule.Kind, nil
			}
		}
		if n.f.CoversAny(c.last-1, rules.OrgHead, rules.OrgNoun) { // L4: an institution that one goes to
			return kind.Facility, nil
		}
	}
	if behind != kind.None {
		return behind, nil
	}
	for _, distance := range [...]int{0, 1} {
		i := c.first - 1 - distance
		if i < c.sentence.First {
			break
		}
		if distance == 1 && !n.is(i+1, "of") {
			break
		}
		if h, ok := n.f.At(i, rules.PlaceWord); ok && h.Rule.Kind != kind.None {
			return h.Rule.Kind, nil
		}
	}
	return kind.Settlement, nil
}

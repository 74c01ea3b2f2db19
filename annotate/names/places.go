package names

import (
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// places decides for every country, region and city between the place and the state that acts (A3, L3).
func (n *finder) places() {
	for i := range n.found {
		m := &n.found[i]
		if m.Score == 1000 {
			continue
		}
		switch m.Kind {
		case kind.Country, kind.Region, kind.Settlement:
		default:
			continue
		}
		if r := n.acts(m); r != nil {
			m.Kind, m.By, m.Score = kind.State, "rule:"+r.ID, r.Score
		}
	}
}

// acts returns the reason to take a place's name for the state, or nil.
func (n *finder) acts(m *Mention) *rules.Rule {
	t := n.t
	s := t.Sentences[t.SentenceOf(m.First)]
	before, after := "", ""
	if m.First > s.First {
		before = t.Lower(m.First - 1)
	}
	if m.Last < s.Last {
		after = t.Lower(m.Last)
	}
	country := m.Kind == kind.Country || n.seat(m)
	next := m.Last
	if next < s.Last && t.Tokens[next].Is(text.Possessive) {
		next++
	}
	prep := m.First > s.First && n.f.Covers(m.First-1, rules.PlacePrep) || before == "the" && m.First-2 >= s.First && n.f.Covers(m.First-2, rules.PlacePrep)
	office := next < s.Last && n.f.CoversAny(next, rules.Office, rules.Title) && (next+1 >= s.Last || t.Tokens[next].Flags&text.Capital != 0 || !n.f.Covers(next, rules.PersonNoun) || country)
	switch {
	case m.Kind == kind.Settlement && !n.seat(m):
		if office && next > m.Last && !prep {
			return n.f.Rule("state-owns")
		}
		return nil
	case office && !prep:
		return n.f.Rule("office-of-state")
	case prep:
		return nil
	case country && m.Last < s.Last && (n.f.CoversAny(m.Last, rules.ActVerb) || n.f.Covers(m.Last, rules.Cue) && before != "," || n.f.Covers(m.Last, rules.Auxiliary)) && n.subject(m, s):
		return n.f.Rule("state-acts")
	case country && before == "and" && n.afterState(m) || country && after == "and" && n.subject(m, s) && n.joint(m, s):
		return n.f.Rule("state-joint")
	case country && n.objectOfAct(m, s):
		return n.f.Rule("state-addressed")
	case country && (t.Tokens[m.First].Is(text.AllCaps) || t.Tokens[m.First].Is(text.Abbreviated)) && next == m.Last && m.Last < s.Last && t.Tokens[m.Last].Kind == text.Word && !n.f.CoversAny(m.Last, rules.Auxiliary, rules.PlacePrep, rules.PlaceWord) && before != "the":
		return n.f.Rule("state-modifier")
	case country && after == "-" && m.Last+1 < s.Last && !t.Tokens[m.Last+1].Is(text.SpaceBefore) && n.countryAt(m.Last+1):
		return n.f.Rule("state-joint")
	case country && before == "-" && m.First-2 >= s.First && n.covered(m.First-2, kind.State):
		return n.f.Rule("state-joint")
	}
	return nil
}

func (n *finder) countryAt(i int) bool { return n.f.CoversAny(i, rules.Country, rules.State) }

func (n *finder) seat(m *Mention) bool {
	h, ok := n.f.At(m.First, rules.Settlement)
	return ok && h.Last == m.Last && h.Rule.Attr("capital") != ""
}

// subject reports whether the mention begins a clause: at a sentence's start, or behind a conjunction, a comma or a cue.
func (n *finder) subject(m *Mention, s text.Range) bool {
	i := m.First - 1
	for i >= s.First && (n.t.Lower(i) == "the" || n.t.Tokens[i].Kind == text.Mark) {
		i--
	}
	if i < s.First {
		return true
	}
	return n.t.Tokens[i].Kind == text.Punct && n.t.Word(i) != "-" || n.f.CoversAny(i, rules.Conjunction, rules.SubClause, rules.Cue) || n.t.Lower(i) == "that"
}

func (n *finder) covered(i int, k kind.Kind) bool {
	return n.owner[i] > 0 && n.found[n.owner[i]-1].Kind == k
}

// afterState reports whether "X and" stands before, X a state.
func (n *finder) afterState(m *Mention) bool { return m.First >= 2 && n.covered(m.First-2, kind.State) }

// joint reports whether "and" and another country follow, and then a verb.
func (n *finder) joint(m *Mention, s text.Range) bool {
	i := m.Last + 1
	if i < s.Last && n.t.Lower(i) == "the" {
		i++
	}
	if i >= s.Last || !n.f.CoversAny(i, rules.Country, rules.State, rules.Settlement) {
		return false
	}
	for _, l := range [...]rules.Label{rules.Country, rules.State, rules.Settlement} {
		if h, ok := n.f.At(i, l); ok && h.Last < s.Last {
			return n.f.CoversAny(h.Last, rules.ActVerb, rules.Cue, rules.Auxiliary)
		}
	}
	return false
}

// objectOfAct reports whether a verb that only an actor can suffer stands before: accuse, blame, urge, warn, with, against.
func (n *finder) objectOfAct(m *Mention, s text.Range) bool {
	i := m.First - 1
	if i >= s.First && n.t.Lower(i) == "the" {
		i--
	}
	if i < s.First {
		return false
	}
	switch n.t.Lower(i) {
	case "accuse", "accuses", "accused", "accusing", "blame", "blames", "blamed", "blaming", "urge", "urges", "urged", "urging", "warn", "warns", "warned",
		"warning", "told", "tells", "asked", "asks", "against", "with", "pressed", "sanction", "sanctioned":
		return true
	}
	return false
}

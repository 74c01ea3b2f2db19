package names

import (
	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// demonyms marks what a demonym makes with the noun behind it: a state with a word for a government (A3), a group with one for
// people (A4), a plural demonym alone. A bare adjective is no actor (A5).
func (n *finder) demonyms() {
	for _, h := range n.f.Hits(rules.Demonym) {
		if n.taken[h.First] {
			continue
		}
		last, state := n.nouns(h.Last)
		people, rest := 0, h.Last
		for rest < last {
			if n.f.Covers(rest, rules.PeopleNoun) {
				people = rest + 1
			}
			rest++
		}
		switch {
		case people > 0:
			n.mark(h.First, people, kind.Group, "demonym-people")
		case state > 0:
			n.mark(h.First, state, kind.State, "demonym-government")
		case h.Rule.Has("people", n.t.Lower(h.Last-1)) || h.Rule.Attr("people") != "" && plural(n.t.Word(h.Last-1)):
			n.mark(h.First, h.Last, kind.Group, "demonym-plural")
		}
	}
}

// governments marks a country's short name with the word for its government: "US government" (A3).
func (n *finder) governments() {
	for _, h := range n.f.Hits(rules.Country) {
		if tok := n.t.Tokens[h.First]; h.Len() == 1 && (tok.Is(text.AllCaps) || tok.Is(text.Abbreviated)) && h.Last < len(n.t.Tokens) && n.f.Covers(h.Last, rules.Government) &&
			!n.t.Tokens[h.Last].Is(text.Opens) {
			n.mark(h.First, h.Last+1, kind.State, "demonym-government")
		}
	}
}

func plural(w string) bool { return len(w) > 4 && w[len(w)-1] == 's' && w[len(w)-2] != 's' }

// nouns returns the token behind the nouns that follow a demonym, and behind a word for a government among them, 0 for none.
func (n *finder) nouns(i int) (last, state int) {
	from := i
	for i < len(n.t.Tokens) && i-from < 4 && n.t.Tokens[i].Kind == text.Word && !n.t.Tokens[i].Is(text.Opens) && !n.t.Tokens[i].Is(text.Capital) {
		if n.f.Covers(i, rules.Government) && state == 0 {
			state = i + 1
		} else if !n.f.CoversAny(i, rules.PeopleNoun, rules.OrgNoun, rules.Office) && i > from && state == 0 && !n.f.Covers(i-1, rules.OrgNoun) {
			break
		} else if !n.f.CoversAny(i, rules.PeopleNoun, rules.OrgNoun, rules.Office, rules.Government) && i == from && !n.f.Covers(i+1, rules.PeopleNoun) {
			break
		}
		i++
	}
	return i, state
}

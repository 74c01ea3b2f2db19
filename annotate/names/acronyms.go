package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate/kind"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// shortestSpelled is how many letters an acronym needs to say by itself where the name before it begins.
const shortestSpelled = 3

// spelled marks as one name the words before a bracket whose letters the acronym in it spells, which is the name's other mention (M6): Office
// of Air, Soil and Water Services (OASWS). Evidence may have cut such a name at its comma, or begun it a word too late.
func (n *finder) spelled() {
	r := n.f.Rule("spelled")
	if r == nil {
		return
	}
	for i := 1; i+2 < len(n.t.Tokens); i++ {
		if n.t.Word(i) != "(" || n.t.Word(i+2) != ")" || n.t.Tokens[i+1].Kind != text.Word {
			continue
		}
		if first := n.spells(i, n.t.Word(i+1)); first < i {
			n.unite(first, i, r)
		}
	}
}

// spells returns where the name begins that ends before token end and whose capitals are the acronym's letters; end where none does.
func (n *finder) spells(end int, acronym string) int {
	letters := strings.Map(func(c rune) rune {
		if unicode.IsUpper(c) {
			return c
		}
		return -1
	}, acronym)
	if len(letters) < shortestSpelled || len(acronym) > len(letters)+2 {
		return end
	}
	sentence := n.t.Sentences[n.t.SentenceOf(end)]
	i := end
	for i > sentence.First && letters != "" && end-i < longestStretch {
		i--
		tok := &n.t.Tokens[i]
		switch {
		case tok.Kind == text.Word && tok.Is(text.Capital) && !tok.Is(text.Possessive):
			first, _ := utf8.DecodeRuneInString(n.t.Word(i))
			last, size := utf8.DecodeLastRuneInString(letters)
			if first != last || end-i == 1 && tok.Is(text.AllCaps) {
				return end
			}
			letters = letters[:len(letters)-size]
		case i == end-1 || !n.linking(i):
			return end
		}
	}
	if letters != "" {
		return end
	}
	return i
}

// linking reports whether the small word or sign at token i may stand in a name that an acronym spells.
func (n *finder) linking(i int) bool {
	switch n.t.Word(i) {
	case "of", "for", "and", "the", "in", "on", "&", ",", "-", "to", "de":
		return true
	}
	return false
}

// unite marks the tokens [first, last) and the acronym in the bracket behind them as one kind of thing: what they were marked as together, a
// place that ends in a word for one, else an organization, if evidence or a word has said that one stands there. An event, a law, a list of
// places and a town behind a comma have acronyms too.
func (n *finder) unite(first, last int, r *rules.Rule) {
	acronym := last + 1
	if n.f.Covers(last-1, rules.Event) {
		return
	}
	institution := n.institution(first, last)
	m := Mention{First: first, Last: last, Kind: kind.Organization, By: "rule:" + r.ID, Score: r.Score}
	if h, ok := n.f.At(last-1, rules.PlaceWord); ok && h.Last == last && !n.f.Covers(last-1, rules.OrgHead) {
		m.Kind = h.Rule.Kind
	}
	sentence := n.t.Sentences[n.t.SentenceOf(first)]
	for i := first; i <= acronym; i++ {
		o := n.owner[i]
		if o == 0 {
			continue
		}
		switch x := &n.found[o-1]; {
		case x.Score == 1000 || x.First < first || x.Last > last && x.First < acronym:
			return // an editor's rule, or a longer name
		case x.First == first && x.Last == last && x.Kind.Type() == kind.Location:
			m, institution = *x, true
		case x.First == first && x.Last == last:
			return
		case x.Kind == kind.Organization:
			institution = true
		case x.Kind != kind.Person && (n.t.Word(x.First-1) == "," || n.is(x.Last, "and")):
			return
		}
	}
	if !institution {
		return
	}
	if n.barred(first, last, m.Kind) || n.barred(acronym, acronym+1, m.Kind) || last > sentence.Last {
		return
	}
	n.give(first, last, &m)
	n.give(acronym, acronym+1, &m)
}

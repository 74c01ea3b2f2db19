package names

import (
	"strings"
	"unicode/utf8"

	"stet/annotate/rules"
	"stet/annotate/text"
)

// whole reports whether a list of the label has exactly the candidate.
func (n *finder) whole(c *candidate, l rules.Label) bool {
	_, ok := n.hit(c, l)
	return ok
}

// hit returns the line of a list that has exactly the candidate; of several places the largest.
func (n *finder) hit(c *candidate, l rules.Label) (best rules.Hit, ok bool) {
	if h, found := n.f.At(c.first, l); !found || h.Last < c.last {
		return best, false
	} else if h.Last == c.last {
		return h, true
	}
	n.f.Every(c.first, l, func(h rules.Hit) bool {
		if h.Last == c.last {
			best, ok = h, true
		}
		return true
	})
	return best, ok
}

// sized returns how many thousands of inhabitants the listed settlement of the candidate's name has; -1 where none is listed.
func (n *finder) sized(c *candidate) int {
	h, ok := n.hit(c, rules.Settlement)
	switch {
	case !ok:
		return -1
	case h.Rule.Attr("capital") != "":
		return 1000
	case h.Place != nil:
		return int(h.Place.Size)
	}
	return 0
}

// inside reports whether a hit of one of the labels covers a token of [first, last).
func (n *finder) inside(first, last int, labels ...rules.Label) bool {
	for i := first; i < last; i++ {
		if n.f.CoversAny(i, labels...) {
			return true
		}
	}
	return false
}

// before reports whether the token at a distance before the candidate, in its sentence, is of one of the classes.
func (n *finder) before(c *candidate, distance int, labels ...rules.Label) bool {
	i := c.first - 1 - distance
	return i >= c.sentence.First && n.f.CoversAny(i, labels...)
}

func (n *finder) wordBefore(c *candidate, distance int, w string) bool {
	i := c.first - 1 - distance
	return i >= c.sentence.First && n.is(i, w)
}

func (n *finder) behind(c *candidate, distance int, labels ...rules.Label) bool {
	i := c.last + distance
	return i < c.sentence.Last && n.f.CoversAny(i, labels...)
}

func (n *finder) wordBehind(c *candidate, distance int, w string) bool {
	i := c.last + distance
	return i < c.sentence.Last && n.is(i, w)
}

// is reports whether token i is the word, in small letters or with a capital.
func (n *finder) is(i int, w string) bool {
	got := n.t.Word(i)
	return len(got) == len(w) && (got[0] == w[0] || got[0]|0x20 == w[0]) && got[1:] == w[1:]
}

// capitalOf returns the candidate's first capitalised token, behind a particle.
func (n *finder) capitalOf(c *candidate) int {
	for i := c.first; i < c.last; i++ {
		if n.capital[i] {
			return i
		}
	}
	return c.first
}

// opensAlone reports whether only a sentence's beginning gives the candidate's one word its capital, as far as the story and the
// lists of places and organizations show.
func (n *finder) opensAlone(c *candidate) bool {
	if !c.weak || c.len() > 1 || n.inner.has(n.f.Sum(c.first)) {
		return false
	}
	_, ok := n.listed(c.first)
	return !ok
}

// agent reports whether token i is a small-letter word that no pack knows and that ends as words for persons do: forecaster.
func (n *finder) agent(i int, c *candidate) bool {
	if i < c.sentence.First || n.f.Known(i) || n.t.Tokens[i].Kind != text.Word || n.t.Tokens[i].Flags&(text.Capital|text.Mixed) != 0 {
		return false
	}
	w := n.t.Word(i)
	for _, e := range agentEndings {
		if len(w) > len(e)+3 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// initial reports whether the candidate holds an initial: J. K. Rowling, George W. Bush.
func (n *finder) initial(c *candidate) bool {
	if c.len() < 2 {
		return false
	}
	for i := c.first; i < c.last; i++ {
		if w := n.t.Word(i); len(w) == 2 && w[1] == '.' || len(w) == 1 && n.capital[i] {
			return true
		}
	}
	return false
}

func (n *finder) digits(c *candidate) bool {
	for i := c.first; i < c.last; i++ {
		if n.t.Tokens[i].Is(text.Digits) {
			return true
		}
	}
	return false
}

// ending reports whether the candidate's last word ends so, behind at least three other letters.
func (n *finder) ending(c *candidate, endings []string) bool {
	w := n.t.Word(c.last - 1)
	for _, e := range endings {
		if w[len(w)-1] == e[len(e)-1] && strings.HasSuffix(w, e) && len(w) >= len(e)+3 {
			return true
		}
	}
	return false
}

// age reports whether a person's age stands behind: "Wong Chi-wai, 43," or "Kim (25)".
func (n *finder) age(c *candidate) bool {
	i := c.last
	if i+2 >= c.sentence.Last || n.t.Word(i) != "," && n.t.Word(i) != "(" {
		return false
	}
	if n.is(i+1, "aged") {
		return true
	}
	tok := n.t.Tokens[i+1]
	return tok.Kind == text.Number && tok.Len() <= 2 && (n.t.Tokens[i+2].Kind == text.Punct)
}

// apposition reports whether a title or a word for a person stands behind a comma: ", the mayor of", ", CEO".
func (n *finder) apposition(c *candidate) bool {
	if !n.wordBehind(c, 0, ",") {
		return false
	}
	for i := c.last + 1; i < c.sentence.Last && i < c.last+5; i++ {
		if n.f.CoversAny(i, rules.Title, rules.PersonNoun, rules.Kin) {
			return true
		}
		if n.t.Tokens[i].Kind != text.Word || n.f.CoversAny(i, rules.Cue, rules.Auxiliary) {
			return false
		}
	}
	return false
}

// bracketed reports whether an acronym in brackets stands behind that the candidate's capitals, or most of them, make.
func (n *finder) bracketed(c *candidate) bool {
	i := c.last
	if i+2 >= c.sentence.Last || n.t.Word(i) != "(" || n.t.Word(i+2) != ")" && n.t.Word(i+2) != "," {
		return false
	}
	w := n.t.Word(i + 1)
	tok := n.t.Tokens[i+1]
	if tok.Kind != text.Word || !tok.Is(text.Capital) || c.len() < 2 || len(w) > 12 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w)
	for j := c.first; j < c.last; j++ {
		if first, _ := utf8.DecodeRuneInString(n.t.Word(j)); first == r {
			return true
		}
	}
	return false
}

// noun reports whether a small-letter word of no other class stands behind: the candidate may only modify it.
func (n *finder) noun(c *candidate) bool {
	i := c.last
	if i >= c.sentence.Last {
		return false
	}
	tok := n.t.Tokens[i]
	return tok.Kind == text.Word && tok.Flags&(text.Capital|text.Mixed|text.Possessive) == 0 &&
		!n.f.CoversAny(i, rules.Preposition, rules.PlacePrep, rules.Conjunction, rules.Auxiliary, rules.Cue, rules.Verb, rules.SubClause, rules.Adverb, rules.Determiner, rules.Common)
}

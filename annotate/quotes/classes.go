package quotes

import (
	"unicode/utf8"

	"stet/annotate/rules"
	"stet/annotate/text"
)

// class is the set of things that a word can be, as far as clauses have to be told from noun phrases.
type class uint32

const (
	article class = 1 << iota
	possessive
	pointing
	quantity
	pronoun
	be
	have
	do
	modal
	and
	or
	but
	that
	relative
	subordinate // while, because, although, if, when …
	question    // how, why, what, whether, if
	contrast    // while, though, even as: where a report mostly ends
	preposition
	to
	of
	adverb
	verb
	cue
	when // Monday, yesterday, last week
	addressee
	comma
	dash // with a space around it
	colon
	semicolon
	opens  // an opening bracket
	closes // a closing bracket
	stop   // . ! ? …

	auxiliary  = be | have | do | modal
	determiner = article | possessive | pointing | quantity
	conjoined  = and | or | but
	clausal    = that | relative | subordinate | question
)

// role is what a rule's attribute "role" makes a word; "" what those without a role of the list's are.
type role struct {
	name string
	class
}

// words tells which class a rule's role makes a word. The lists are too short for maps.
var words = [...][]role{
	rules.Determiner:   {{"article", article}, {"possessive", possessive}, {"pointing", pointing}, {"quantity", quantity}},
	rules.Auxiliary:    {{"be", be}, {"have", have}, {"do", do}, {"modal", modal}},
	rules.Conjunction:  {{"and", and}, {"or", or}, {"but", but}},
	rules.SubClause:    {{"that", that}, {"relative", relative}, {"contrast", subordinate | contrast}, {"reason", subordinate}, {"if", question}, {"question", question}, {"time", subordinate}},
	rules.Preposition:  {{"of", preposition | of}, {"noun", preposition}, {"setting", preposition}, {"to", to}},
	rules.Adverb:       {{"plain", adverb}, {"time", adverb | when}, {"", adverb}},
	rules.ReportAdverb: {{"", adverb}},
	rules.Verb:         {{"", verb}},
	rules.Cue:          {{"", cue | verb}},
	rules.Calendar:     {{"", when}},
	rules.Addressee:    {{"", addressee}},
	rules.Pronoun:      {{"", pronoun}},
}

// classOf returns the class that a rule of the label makes a word.
func classOf(l rules.Label, r *rules.Rule) class {
	name := r.Attr("role")
	for _, x := range words[l] {
		if x.name == name || x.name == "" {
			return x.class
		}
	}
	return 0
}

// asked lists the labels of words in a fixed order, with the span of tokens that a hit gives its class.
var asked = []rules.Label{
	rules.Determiner, rules.Auxiliary, rules.Conjunction, rules.SubClause, rules.Preposition, rules.Adverb, rules.ReportAdverb,
	rules.Verb, rules.Cue, rules.Calendar, rules.Addressee, rules.Pronoun,
}

// anyAsked holds them.
var anyAsked = rules.SetOf(asked...)

// classify gives every token its classes.
func (r *reader) classify() {
	for i := range r.t.Tokens {
		tok := &r.t.Tokens[i]
		switch tok.Kind {
		case text.Punct:
			r.class[i] = r.sign(i)
			continue
		case text.Mark, text.Symbol:
			continue
		}
		if tok.Is(text.Possessive) && i > 0 && r.class[i-1]&(pronoun|relative|question|that) != 0 {
			r.class[i] = be // he's, who's, that's
			continue
		}
		if !r.f.Known(i) {
			r.guess(i)
			continue
		}
		if r.acronym(i) {
			continue // US, IF: letters of a name, and no pronoun or conjunction
		}
		begin := r.f.Begin(i) & anyAsked
		for _, l := range asked {
			if !begin.Has(l) {
				continue
			}
			h, _ := r.f.At(i, l)
			c := classOf(l, h.Rule)
			switch {
			case c&verb != 0:
				if i > 0 && tok.Is(text.Capital) && !tok.Is(text.First) && l == rules.Verb && !r.t.Tokens[i-1].Is(text.Capital) {
					continue // a name or a headline's noun
				}
				r.form[i] |= h.Form
				r.class[i] |= c
			case c == when && r.name[i] > 0:
				// Jan, April: a person
			case c&modal != 0 && tok.Is(text.Capital) && !tok.Is(text.First) && !tok.Is(text.AllCaps) && r.name[i] > 0:
				// Will, May
			default:
				for k := i; k < h.Last; k++ {
					r.class[k] |= c
				}
			}
		}
		if r.class[i] == 0 {
			r.guess(i)
		}
	}
}

// acronym reports whether the word stands in capitals among words that do not.
func (r *reader) acronym(i int) bool {
	loud := func(k int) bool { return k >= 0 && k < len(r.t.Tokens) && r.t.Tokens[k].Is(text.AllCaps) }
	return loud(i) && r.t.Tokens[i].Len() < 5 && !loud(i-1) && !loud(i+1)
}

// guess gives an unknown word in -ed or -ing the form of a verb.
func (r *reader) guess(i int) {
	tok := r.t.Tokens[i]
	if tok.Is(text.Capital) || tok.Len() < 5 || tok.Kind != text.Word {
		return
	}
	w := r.t.Word(i)
	switch w[len(w)-3:] {
	case "ing":
		r.class[i] |= verb
		r.form[i] |= rules.Ing
	default:
		if w[len(w)-2:] == "ed" {
			r.class[i] |= verb
			r.form[i] |= rules.Past | rules.Participle
		}
		if w[len(w)-2:] == "ly" {
			r.class[i] |= adverb
		}
	}
}

// sign classes a sign of punctuation.
func (r *reader) sign(i int) class {
	w := r.t.Word(i)
	switch c, _ := utf8.DecodeRuneInString(w); c {
	case ',', '、', '，', '،':
		return comma
	case '.', '…', '!', '?', '！', '？', '。':
		return stop
	case ';', '；':
		return semicolon
	case ':', '：':
		return colon
	case '-', '–', '—', '―':
		if len(w) > 1 && c == '-' || c == '—' || c == '―' || r.t.Tokens[i].Is(text.SpaceBefore) && i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Is(text.SpaceBefore) {
			return dash
		}
	case '(', '[', '{':
		return opens
	case ')', ']', '}':
		return closes
	}
	return 0
}

// is reports whether token i, if there is one, has any of the classes.
func (r *reader) is(i int, c class) bool { return i >= 0 && i < len(r.class) && r.class[i]&c != 0 }

// capital reports whether token i begins with a capital.
func (r *reader) capital(i int) bool { return r.t.Tokens[i].Is(text.Capital) }

// finite reports whether token i is, most probably, the finite verb of a clause, or begins its group; lo is the first token
// that may be looked at.
func (r *reader) finite(i, lo int) bool {
	c := r.class[i]
	if c&auxiliary != 0 {
		return !r.infinite(i)
	}
	if c&verb == 0 {
		return false
	}
	f := r.form[i]
	if f&(rules.Past|rules.Third|rules.Base) == 0 {
		return false
	}
	p := i - 1
	for p >= lo && r.class[p]&adverb != 0 && r.class[p]&(determiner|auxiliary) == 0 {
		p--
	}
	if p > lo && p < i-1 && r.class[p]&preposition != 0 && r.class[p+1]&when != 0 {
		p-- // the council on Monday put off
	}
	if p < lo {
		return false
	}
	b := r.class[p]
	if f&rules.Participle != 0 && f&rules.Base == 0 && i+1 < len(r.class) && r.word(i+1, "by") {
		return false // the plan drawn up by, seen by
	}
	switch {
	case b&(pronoun) != 0 && b&possessive == 0:
		return true
	case b&(article|possessive|quantity|pointing|preposition|to) != 0:
		return b&pointing != 0 && f&rules.Base == 0 && !r.word(p, "those")
	case b&auxiliary != 0:
		return false // part of a group that began before
	case b&relative != 0:
		return true
	case r.t.Tokens[p].Is(text.Possessive):
		return false
	case f&rules.Base != 0 && f&rules.Past == 0:
		// they report, officials say: behind a plural
		return b&^addressee == 0 && plural(r.t.Word(p)) && (r.name[p] == 0 || c&cue != 0) || b&and != 0
	case f&rules.Third != 0:
		// the report says; but "campaign promises are"
		n := i + 1
		return n >= len(r.class) || !(r.class[n]&auxiliary != 0 || r.class[n]&of != 0)
	}
	return b&(comma|and|but|that|closes|dash) != 0 || r.t.Tokens[p].Kind != text.Punct
}

// infinite reports whether the auxiliary at i is no finite one.
func (r *reader) infinite(i int) bool {
	switch r.t.Word(i) {
	case "be", "been", "being", "having":
		return true
	}
	return false
}

// plural reports whether the word looks like a plural noun.
func plural(w string) bool {
	n := len(w)
	if n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && (w[n-2] != 'i' || n > 5) {
		return true
	}
	switch w {
	case "people", "men", "women", "children", "police", "media", "many", "others", "both", "some", "most", "critics":
		return true
	}
	return false
}

// setting reports whether token i begins a phrase of time or place that may stand between a cue and its content: on Friday, in a
// statement, at a rally in Iowa.
func (r *reader) setting(i int) bool { return r.is(i, preposition|when) && !r.is(i, of) }

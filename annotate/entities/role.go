package entities

import (
	"sort"

	"stet/annotate/kind"
	"stet/annotate/names"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// longestRole is how many tokens a role may have.
const longestRole = 14

// role returns what the words around a person's name say he or she is: the title before it ("US Secretary of State John
// Kerry"), or the apposition behind it ("Ann Lee, the mayor of Riga,").
func (r *resolver) role(m *names.Mention) text.Span {
	if s := r.title(m.First); !s.Empty() {
		return s
	}
	return r.apposition(m.Last)
}

// title returns the longest run of words before token i that is a title and what belongs to it.
func (r *resolver) title(i int) text.Span {
	sentence := r.t.Sentences[r.t.SentenceOf(i)]
	first, any := i, false
	for j := i - 1; j >= sentence.First && i-j <= longestRole; j-- {
		tok := r.t.Tokens[j]
		switch w := r.t.Lower(j); {
		case r.isPerson(j): // what stands before another's name is that one's
			j = -1 << 20
		case any && !tok.Is(text.Capital) && r.f.Covers(j, rules.Cue): // accused referee Paul Stride of it
			j = -1 << 20
		case r.f.CoversAny(j, rules.Title, rules.PersonNoun):
			any = true
			first = j
		case tok.Kind == text.Word && tok.Is(text.Capital) && !tok.Is(text.First), tok.Is(text.Possessive):
			first = j
		case tok.Is(text.Capital) && tok.Is(text.First) && tok.Kind == text.Word && !in(openers, w):
			first = j
		case w == "-" && j > sentence.First:
		case (w == "of" || w == "for" || w == "and") && j > sentence.First && (r.t.Tokens[j-1].Is(text.Capital) || r.f.Covers(j-1, rules.Title)):
		case any && tok.Kind == text.Word && r.f.CoversAny(j, rules.Demonym, rules.OrgNoun, rules.Office, rules.Government, rules.OrgHead):
			first = j
		default:
			j = -1 << 20
		}
	}
	if !any || first == i {
		return text.Span{}
	}
	for first < i && (r.t.Tokens[first].Is(text.Possessive) || r.t.Tokens[first].Kind != text.Word) {
		first++
	}
	if first == i {
		return text.Span{}
	}
	last := i
	for last > first && r.t.Tokens[last-1].Kind != text.Word {
		last--
	}
	if last-first == 1 && r.f.Covers(first, rules.Honorific) && !r.f.Covers(first, rules.Title) {
		return text.Span{} // "Mr" is no role
	}
	return r.t.Span(first, last)
}

// isPerson reports whether token i belongs to a person's name.
func (r *resolver) isPerson(i int) bool {
	k := sort.Search(len(r.mentions), func(k int) bool { return r.mentions[k].Last > i })
	return k < len(r.mentions) && r.mentions[k].First <= i && r.mentions[k].Kind == kind.Person
}

// apposition returns the phrase behind ", " at token i up to the next comma, where it begins with or holds a word for a person's
// office.
func (r *resolver) apposition(i int) text.Span {
	sentence := r.t.Sentences[r.t.SentenceOf(i-1)]
	if i+1 >= sentence.Last || r.t.Word(i) != "," {
		return text.Span{}
	}
	first := i + 1
	switch r.t.Lower(first) {
	case "the", "a", "an":
		first++
	}
	last, any := first, false
	for ; last < sentence.Last && last-first < longestRole; last++ {
		tok := r.t.Tokens[last]
		if tok.Kind == text.Mark || tok.Kind == text.Punct && r.t.Word(last) != "-" {
			break
		}
		if w := r.t.Lower(last); w == "who" || w == "which" || w == "whose" {
			break
		}
		if last-first < 3 && r.f.CoversAny(last, rules.Cue, rules.Auxiliary) && !r.f.Covers(last, rules.PersonNoun) || last == first && r.t.Lower(last) == "and" {
			return text.Span{} // Her brother, Declan, said the family was there
		}
		any = any || last-first < 5 && r.f.CoversAny(last, rules.Title, rules.PersonNoun, rules.Kin)
	}
	if !any || last >= sentence.Last || last == first || last-first == longestRole {
		return text.Span{}
	}
	if w := r.t.Word(last); w != "," && w != "." && w != ")" {
		return text.Span{}
	}
	return r.t.Span(first, last)
}

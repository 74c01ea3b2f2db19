package quotes

import (
	"stet/annotate/rules"
	"stet/annotate/text"
)

// reach is how many units an edge is looked for; longer clauses are cut there, so that no input costs more than its length.
const reach = 220

// clauseEnd returns the token behind the clause that begins at i (Q3): as a rule its sentence's end without the full stop, or a
// place before it where the writer's own words go on.
func (r *reader) clauseEnd(c *cueAt, i int, h host) int {
	depth := 0
	n := 0
	start := i
	verbs := 0 // finite verbs since the last word that can begin another clause
	for k := i; k < h.last; n++ {
		if n > reach {
			return r.trim(start, k)
		}
		if s := r.stretchAt(k); s != nil && s.last <= h.last {
			k = s.last
			if s.closed && k < h.last && s.first >= start && ends(terminal(r.t, s)) && (r.attributed(k, h) || terminal(r.t, s) == ',' && r.turns(c, k-1, h, start)) {
				return r.trim(start, k)
			}
			continue
		}
		cl := r.class[k]
		if c.open {
			switch {
			case cl&(and|or|but|comma|clausal) != 0 && k > start:
				verbs = 0
			case k > start && cl&auxiliary != 0 && !r.infinite(k) && !contraction(r.t.Word(k)) && !r.is(k-1, auxiliary):
				if verbs++; verbs > 1 {
					return r.trim(start, k)
				}
			case k > start && r.finite(k, start):
				verbs++
			}
		}
		switch {
		case cl&opens != 0:
			depth++
		case cl&closes != 0:
			if depth--; depth < 0 {
				return r.trim(start, k) // the report stands in brackets, which end with it
			}
		case depth > 0:
		case cl&semicolon != 0 && k > start+1:
			return r.trim(start, k)
		case cl&colon != 0 && k > start+2 && r.unitAfter(k, h):
			return r.trim(start, k)
		case cl&dash != 0 && k > start:
			if !r.dashCloses(k, h) {
				return r.trim(start, k)
			}
			k = r.pastDash(k, h)
			continue
		case cl&comma != 0 && k > start:
			if r.turns(c, k, h, start) {
				return r.trim(start, k)
			}
		case cl&(and|but) != 0 && k > start+1:
			if r.turnsWithout(c, k, h) {
				return r.trim(start, k)
			}
		case k > start+1 && r.phraseAt(k):
			return r.trim(start, k)
		case cl&question != 0 && k > start+2 && k+1 < h.last && r.form[k+1] == rules.Ing && r.word(k, "when"):
			return r.trim(start, k) // pleaded not guilty when appearing in court
		}
		k++
	}
	return r.trim(start, h.last)
}

// ends reports whether the sign ends a sentence or hands over to its speaker.
func ends(c rune) bool { return c == ',' || c == '.' || c == '?' || c == '!' || c == '…' }

// phraseAt reports whether a phrase such as "according to" begins at token k.
func (r *reader) phraseAt(k int) bool {
	h, ok := r.f.At(k, rules.CuePhrase)
	return ok && h.Rule.Has("frames", "after")
}

// unitAfter reports whether a quoted stretch follows the sign at k.
func (r *reader) unitAfter(k int, h host) bool { return k+1 < h.last && r.unit[k+1] > 0 }

// attributed reports whether what follows at k tells who said the words before: , he said.
func (r *reader) attributed(k int, h host) bool {
	if r.is(k, comma) {
		k++
	}
	for n := 0; k < h.last && n < 9; n++ {
		cl := r.class[k]
		if cl&cue != 0 {
			c, ok := r.cueAt(k, h)
			if ok && !c.infinite && !c.ing {
				return true
			}
		}
		if r.unit[k] > 0 || cl&(comma|stop|auxiliary|clausal|but|colon|semicolon) != 0 {
			return false
		}
		k++
	}
	return false
}

// turns reports whether the comma at k ends the report: a contrast, a relative clause, another cue or its subject follows.
func (r *reader) turns(c *cueAt, k int, h host, start int) bool {
	n := k + 1
	if n >= h.last {
		return true
	}
	cl := r.class[n]
	switch {
	case cl&but != 0:
		return n+1 >= h.last || r.class[n+1]&(preposition|to|of) == 0 && !r.word(n+1, "also", "rather", "instead")
	case cl&contrast != 0:
		return r.class[start]&(to|of) != 0 || r.hasVerb(start+1, k)
	case cl&relative != 0, cl&preposition != 0 && r.is(n+1, relative):
		return r.hasVerb(start+1, k) || r.relativeEnds(n, h)
	case c.sub && r.hasClause(n, h, 10):
		return true // While critics say so, the president …
	case c.aside && r.finite(r.pastAdverb(n, h), h.first):
		return true // Mr. Carson, who said so, is …
	case r.phraseAt(n):
		return true
	case cl&cue != 0:
		if d, ok := r.cueAt(n, h); ok && (d.ing || d.form&(rules.Past|rules.Third) != 0) {
			return d.frames&^fQuote != 0
		}
	case cl&and != 0:
		return r.turnsWithout(c, n, h)
	}
	if r.t.Lower(n) == "adding" || r.t.Lower(n) == "calling" || r.t.Lower(n) == "citing" {
		return true
	}
	return r.attributed(n, h)
}

// pastAdverb returns the token at n, or the one behind an adverb there.
func (r *reader) pastAdverb(n int, h host) int {
	if n+1 < h.last && r.class[n]&adverb != 0 && r.class[n]&(auxiliary|when) == 0 {
		return n + 1
	}
	return n
}

// relativeEnds reports whether the relative clause that begins at n runs to the end of the sentence.
func (r *reader) relativeEnds(n int, h host) bool {
	for k, u := n+1, 0; k < h.last && u < 40; k, u = r.next(k), u+1 {
		if r.class[k]&comma != 0 {
			return false
		}
	}
	return true
}

// turnsWithout reports whether the "and" or "but" at k goes on with another report of the same speaker or of another one.
func (r *reader) turnsWithout(c *cueAt, k int, h host) bool {
	n := k + 1
	for n < h.last && r.class[n]&(adverb|when) != 0 && r.class[n]&determiner == 0 {
		n++
	}
	if n >= h.last {
		return false
	}
	// and said, and has accused, and to say
	g := n
	for g < h.last && g < n+4 && r.class[g]&(auxiliary|adverb) != 0 {
		g++
	}
	if g < h.last && r.class[g]&cue != 0 {
		if d, ok := r.cueAt(g, h); ok && d.frames&(fThat|fTell|fTo|fOf|fIf|fOrder) != 0 {
			return sameForm(c, &d) || d.ing && c.ing
		} else if ok && !r.probing && d.frames&(fName|fAs) != 0 && sameForm(c, &d) {
			r.probing = true
			_, found := r.complement(&d, d.last, h)
			r.probing = false
			if found {
				return true // and called the plan "a gift"
			}
		}
	}
	if r.is(k-1, comma) && g < h.last && r.class[g]&verb != 0 && r.form[g]&(rules.Past|rules.Third) != 0 && r.form[g]&c.form&(rules.Past|rules.Third) != 0 && !c.passive && c.group == c.first {
		return true // …, and left the room
	}
	// and Smith said
	if !r.attributed(n, h) {
		return false
	}
	return r.class[n]&(pronoun|determiner) != 0 || r.capital(n) || r.t.Tokens[n].Kind == text.Number
}

// sameForm reports whether two cues can be predicates of one subject.
func sameForm(a, b *cueAt) bool {
	if a.ing != b.ing || a.infinite != b.infinite {
		return false
	}
	return a.form&b.form != 0 || a.group < a.first || b.group < b.first
}

// dashCloses reports whether another dash follows the one at k before the sentence ends, so that they hold an insertion.
func (r *reader) dashCloses(k int, h host) bool { return r.pastDash(k, h) > k }

func (r *reader) pastDash(k int, h host) int {
	for i, n := r.next(k), 0; i < h.last && n < 60; i, n = r.next(i), n+1 {
		if r.class[i]&dash != 0 {
			return i + 1
		}
		if r.class[i]&(semicolon|colon) != 0 {
			return k
		}
	}
	return k
}

// trim takes the signs off the end of a clause that do not belong to it (Q3), a closing mark's full stop included.
func (r *reader) trim(first, last int) int {
	for last > first {
		p := last - 1
		if r.back[p] > 0 && r.stretches[r.back[p]-1].first >= first {
			return last
		}
		switch tok := r.t.Tokens[p]; {
		case r.class[p]&(stop|comma|colon|semicolon|dash|opens) != 0 && r.t.Word(p) != "?" && r.t.Word(p) != "!":
		case tok.Kind == text.Mark:
		case r.class[p]&(and|but) != 0:
		default:
			return last
		}
		last--
	}
	return last
}

// hasVerb reports whether a finite verb stands between first and last, outside of stretches.
func (r *reader) hasVerb(first, last int) bool {
	for k, n := first, 0; k < last && n < reach; k, n = r.next(k), n+1 {
		if r.unit[k] == 0 && r.finite(k, first) {
			return true
		}
	}
	return false
}

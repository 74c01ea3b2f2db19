package rules

import (
	_ "embed"
	"strings"
)

//go:embed irregular.txt
var irregularList string

// irregular gives the past and participle of the verbs that do not follow the spelling rules.
var irregular = func() map[string][2]string {
	m := map[string][2]string{}
	for line := range strings.Lines(irregularList) {
		if f := strings.Fields(line); len(f) == 3 && f[0] != "#" {
			m[f[0]] = [2]string{f[1], f[2]}
		}
	}
	return m
}()

var irregularPlurals = map[string]string{
	"man": "men", "woman": "women", "person": "people", "child": "children", "wife": "wives", "life": "lives", "leaf": "leaves",
	"half": "halves", "knife": "knives", "thief": "thieves", "wolf": "wolves", "fish": "fish", "series": "series", "police": "police",
	"media": "media", "spouse": "spouses", "crisis": "crises", "staff": "staff",
}

// inflected is a word in one shape, and the forms that the shape can be.
type inflected struct {
	word string
	form Form
}

// inflectVerb returns the shapes of a verb's phrase; its first word varies ("point out": points out, pointed out).
func inflectVerb(phrase string, own []string) []inflected {
	v, rest, _ := strings.Cut(phrase, " ")
	if rest != "" {
		rest = " " + rest
	}
	var third, past, participle, ing string
	if len(own) == 4 {
		third, past, participle, ing = own[0], own[1], own[2], own[3]
	} else {
		third, ing = thirdPerson(v), ingForm(v)
		past = pastForm(v)
		participle = past
		if f, ok := irregularVerb(v); ok {
			past, participle = f[0], f[1]
		}
	}
	return merge(rest, []inflected{{v, Base}, {third, Third}, {past, Past}, {participle, Participle}, {ing, Ing}})
}

// inflectNoun returns singular and plural of a noun's phrase; its last word varies ("prime minister": prime ministers), or
// its first one before "of", "in" and the like, or of "-in-law" ("minister of defence").
func inflectNoun(phrase string, own []string) []inflected {
	before, after := "", ""
	n := phrase
	for _, link := range []string{" of ", " for ", " in ", " to ", "-in-", "-at-", "-elect", "-general", " general"} {
		if i := strings.Index(n, link); i > 0 {
			n, after = n[:i], n[i:]
			break
		}
	}
	if i := strings.LastIndexAny(n, " -"); i >= 0 {
		before, n = n[:i+1], n[i+1:]
	}
	plural := pluralForm(n)
	if len(own) == 1 {
		plural = own[0]
	}
	shapes := merge(after, []inflected{{n, Singular}, {plural, Plural}})
	for i := range shapes {
		shapes[i].word = before + shapes[i].word
	}
	return shapes
}

// merge joins shapes that are spelled alike and puts the rest of the phrase behind them.
func merge(rest string, shapes []inflected) []inflected {
	var out []inflected
next:
	for _, s := range shapes {
		for i := range out {
			if out[i].word == s.word+rest {
				out[i].form |= s.form
				continue next
			}
		}
		out = append(out, inflected{s.word + rest, s.form})
	}
	return out
}

// irregularVerb looks the verb up, also behind a prefix: "rewrite", "overhear".
func irregularVerb(v string) ([2]string, bool) {
	if f, ok := irregular[v]; ok {
		return f, true
	}
	for _, prefix := range []string{"re", "over", "out", "under", "un", "mis", "with", "fore"} {
		if base, ok := strings.CutPrefix(v, prefix); ok && len(base) > 2 {
			if f, ok := irregular[base]; ok && !strings.HasSuffix(f[0], "ted") && !strings.HasSuffix(f[0], "red") {
				return [2]string{prefix + f[0], prefix + f[1]}, true
			}
		}
	}
	return [2]string{}, false
}

func thirdPerson(v string) string {
	switch {
	case v == "have":
		return "has"
	case v == "be":
		return "is"
	case endsIn(v, "s", "x", "z", "ch", "sh", "o"):
		return v + "es"
	case consonantY(v):
		return v[:len(v)-1] + "ies"
	}
	return v + "s"
}

func pastForm(v string) string {
	switch {
	case strings.HasSuffix(v, "e"):
		return v + "d"
	case consonantY(v):
		return v[:len(v)-1] + "ied"
	case doubles(v):
		return v + v[len(v)-1:] + "ed"
	case strings.HasSuffix(v, "ic"):
		return v + "ked"
	}
	return v + "ed"
}

func ingForm(v string) string {
	switch {
	case strings.HasSuffix(v, "ie"):
		return v[:len(v)-2] + "ying"
	case strings.HasSuffix(v, "e") && !endsIn(v, "ee", "oe", "ye") && v != "be":
		return v[:len(v)-1] + "ing"
	case doubles(v):
		return v + v[len(v)-1:] + "ing"
	case strings.HasSuffix(v, "ic"):
		return v + "king"
	}
	return v + "ing"
}

func pluralForm(n string) string {
	if p, ok := irregularPlurals[n]; ok {
		return p
	}
	if base, ok := strings.CutSuffix(n, "man"); ok && base != "hu" && base != "ger" && base != "ro" && base != "" {
		return base + "men"
	}
	switch {
	case endsIn(n, "s", "x", "z", "ch", "sh"):
		return n + "es"
	case consonantY(n):
		return n[:len(n)-1] + "ies"
	}
	return n + "s"
}

func endsIn(w string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func consonantY(w string) bool {
	n := len(w)
	return n > 1 && w[n-1] == 'y' && !vowel(w[n-2])
}

// doubles reports whether the verb doubles its last letter: one syllable ending consonant, vowel, consonant ("ban", "quip"), or a
// longer verb of which the list of irregular ones says so ("admit").
func doubles(v string) bool {
	n := len(v)
	if f, ok := irregular[v]; ok && len(f[0]) == n+3 && f[0][n] == v[n-1] {
		return true
	}
	if n < 3 || vowel(v[n-1]) || strings.IndexByte("wxy", v[n-1]) >= 0 || !vowel(v[n-2]) {
		return false
	}
	if vowel(v[n-3]) && !(v[n-3] == 'u' && n > 3 && v[n-4] == 'q') {
		return false
	}
	groups := 0
	for i := 0; i < n; i++ {
		if vowel(v[i]) && (i == 0 || !vowel(v[i-1])) {
			groups++
		}
	}
	// short stems of one syllable; verbs such as "cut" and "put" stand in the list of irregular ones but double as well
	return groups == 1
}

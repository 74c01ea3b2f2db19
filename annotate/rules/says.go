package rules

import (
	"slices"
	"strings"

	"stet/annotate/kind"
)

// Off returns whether the line switches off the rule with its id instead of being one.
func (r *Rule) Off() bool { return r.off }

// Says tells in plain words what a line of a user's pack does: "Always mark “Archive” as organization".
func (r *Rule) Says() string {
	if r.off {
		return "The rule “" + r.ID + "” is switched off"
	}
	words, inflected := r.pattern.says()
	what := r.Label.String()
	if k := r.Label.Mark(); k != kind.None {
		what = k.String()
	}
	switch {
	case r.Label == Never && r.of == 0:
		return "Never mark " + words
	case r.Label == Never:
		return "Never take " + words + inflected + " for " + r.of.says()
	case r.Label.Mark() != kind.None:
		return "Always mark " + words + inflected + " as " + what
	case r.Label == Cue || r.Label == CuePhrase || r.Label == CueNoun:
		return "Always read " + words + inflected + " as a cue"
	case r.Label == Evidence:
		return "Weigh “" + r.ID + "” as you say"
	}
	return "Always read " + words + inflected + " as " + what + ": " + r.Label.What()
}

// says names the pattern's words, and that they stand for all their forms.
func (p *pattern) says() (words, inflected string) {
	list := slices.Clone(p.phrases)
	if len(p.elements) == 1 && p.elements[0].hasWords {
		for _, w := range p.elements[0].words {
			list = append(list, w.text)
			if w.mode == verb || w.mode == noun {
				inflected = " in all its forms"
			}
		}
	} else if len(p.elements) > 0 {
		list = append(list, "")
	}
	const named = 4
	var out []string
	for i, w := range list {
		switch {
		case w == "":
			out = append(out, "what its pattern finds")
		case i < named:
			out = append(out, "“"+w+"”")
		case i == named:
			out = append(out, "others")
		}
	}
	return join(out), inflected
}

func (s LabelSet) says() string {
	var out []string
	for l := Person; l < lastLabel; l++ {
		switch {
		case !s.Has(l):
		case l.Mark() != kind.None:
			out = append(out, "a "+l.Mark().String())
		case l == Cue || l == CueNoun || l == CuePhrase:
			if !slices.Contains(out, "a cue") {
				out = append(out, "a cue")
			}
		default:
			out = append(out, l.String())
		}
	}
	return strings.ReplaceAll(join(out), "a organization", "an organization")
}

func join(list []string) string {
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}

// VerbOf returns the verb that the word is most likely a form of: "flag" for "flagged". It goes by spelling, and returns the word itself
// where that leads nowhere.
func VerbOf(word string) string {
	word = strings.ToLower(word)
	known := ""
	for v, f := range irregular {
		if (f[0] == word || f[1] == word) && (known == "" || v < known) {
			known = v
		}
	}
	if known != "" {
		return known
	}
	for _, ending := range [...]string{"ied", "ies", "ed", "ing", "es", "s"} {
		stem, ok := strings.CutSuffix(word, ending)
		if !ok || len(stem) < 2 {
			continue
		}
		n := len(stem)
		tries := []string{stem, stem + "e"}
		if endsIn(stem, "c", "g", "u", "v", "s", "z") && !endsIn(stem, "ss", "ng") {
			tries[0], tries[1] = tries[1], tries[0]
		}
		if ending[0] == 'i' && ending != "ing" {
			tries = []string{stem + "y"}
		} else if stem[n-1] == stem[n-2] && !endsIn(stem, "ll", "ss", "ff", "zz") {
			tries = append([]string{stem[:n-1]}, tries...)
		}
		for _, v := range tries {
			if slices.ContainsFunc(inflectVerb(v, nil), func(i inflected) bool { return i.word == word }) {
				return v
			}
		}
	}
	return word
}

package app

import (
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
)

// Who said what as a sentence for another document.

// closers are the closing quotation marks by their opening ones.
var closers = map[string]string{"“": "”", "‘": "’", "«": "»", "„": "“", `"`: `"`, "'": "'"}

// attribution writes a quote as a sentence that names its speaker: words in quotation marks first ("“We waited,” Ada Quist, mayor of
// Harlow Bay, said."), a report behind its speaker ("Ada Quist said that it is safe."). The sentence is in three parts,
// the name in the middle.
func (s *Story) attribution(q *annotate.Annotation) (lead, name, rest string) {
	words := s.Words(q.Span)
	name, _ = s.speakerName(q)
	if name == "" {
		return words, "", ""
	}
	apart := ""
	if q.Speaker.Entity != "" && !s.together(q.Speaker) {
		if e := s.Entity(q.Speaker.Entity); e != nil && e.Role != "" {
			apart = ", " + e.Role
		}
	}
	if q.Kind == kind.Direct {
		if apart != "" {
			apart += ","
		}
		return withComma(words) + " ", name, apart + " said."
	}
	r, n := utf8.DecodeRuneInString(name)
	name = strings.ToUpper(string(r)) + name[n:]
	words = strings.TrimRight(words, ".,;: ") + "."
	if cue := s.cueBefore(q); cue != "" {
		if apart != "" {
			apart += ","
		}
		return "", name, apart + " " + cue + " " + words
	}
	return "", name, apart + ": " + words
}

// cueBefore is the cue of a report where it stands right before it and is a verb of a sentence: said, has said.
func (s *Story) cueBefore(q *annotate.Annotation) string {
	if q.Cue == nil || q.Cue.End > q.Start || strings.TrimSpace(s.Doc().Text[q.Cue.End:q.Start]) != "" {
		return ""
	}
	cue := s.Words(*q.Cue)
	if strings.HasSuffix(cue, "ing") || strings.HasSuffix(cue, " to") || cue != strings.ToLower(cue) {
		return ""
	}
	return cue
}

// withComma ends words in quotation marks for a sentence that goes on: a comma inside the mark, where there is no question mark and no
// exclamation mark. A mark that a quotation over several paragraphs leaves open is closed.
func withComma(words string) string {
	open, end := "", ""
	for o, c := range closers {
		if strings.HasPrefix(words, o) {
			open, end = o, c
		}
	}
	inner := words
	switch {
	case end == "":
	case len(words) > len(open) && strings.HasSuffix(words, end):
		inner = words[:len(words)-len(end)]
	}
	inner = strings.TrimRight(inner, ", ")
	if r, _ := utf8.DecodeLastRuneInString(inner); !strings.ContainsRune("?!…", r) {
		inner = strings.TrimSuffix(inner, ".") + ","
	}
	return inner + end
}

// attributed writes quotes as sentences, a line each, as plain text and as HTML with the speakers' names in bold.
func (s *Story) attributed(quotes []*annotate.Annotation) (plain, rich string) {
	var p, h strings.Builder
	for _, q := range quotes {
		lead, name, rest := s.attribution(q)
		p.WriteString(lead + name + rest + "\n")
		h.WriteString("<p>" + escape(lead))
		if name != "" {
			h.WriteString("<b>" + escape(name) + "</b>")
		}
		h.WriteString(escape(rest) + "</p>\n")
	}
	return p.String(), h.String()
}

// copyQuotes puts quotes with their speakers on the clipboard, as plain text and as HTML: the one with the id, all of a speaker, or with
// "" all that the panel shows.
func (d *Desk) copyQuotes(which string) {
	var quotes []*annotate.Annotation
	if q := d.story.Mark(which); q != nil && q.Kind.Type() == kind.Quote {
		quotes = append(quotes, q)
	} else {
		for _, g := range d.saidGroups() {
			if which == "" || speakerOf(g) == which {
				quotes = append(quotes, g.Quotes...)
			}
		}
	}
	plain, rich := d.story.attributed(quotes)
	d.page.Copy(plain, rich, func(err error) {
		if err != nil {
			d.toast(toast{words: "Copying failed: " + err.Error() + ".", trouble: true})
			return
		}
		d.toast(toast{words: count(len(quotes), "quote") + " on the clipboard, with speakers."})
	})
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escape(s string) string { return escaper.Replace(s) }

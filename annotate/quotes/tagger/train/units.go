package main

import (
	"stet/annotate/quotes/tagger"
	"stet/annotate/text"
)

// units pairs the quotation marks of each paragraph.
func units(t *text.Text) []tagger.Unit {
	var all []tagger.Unit
	for _, p := range t.Paragraphs {
		for i := p.First; i < p.Last; {
			end := i + 1
			if t.Tokens[i].Kind == text.Mark && opens(t, i, p) {
				if j := closes(t, i, p); j > 0 {
					end = j + 1
				} else if w := t.Word(i); w != "'" && w != "’" && w != "‘" && (i == p.First || p.Last-i > 3) {
					end = p.Last
				}
			}
			all = append(all, tagger.Unit{Range: text.Range{First: i, Last: end}, Quoted: end > i+1})
			i = end
		}
	}
	return all
}

func opens(t *text.Text, i int, p text.Range) bool {
	tok := t.Tokens[i]
	switch t.Word(i) {
	case "“", "``", "«", "„":
		return true
	case "\"", "''":
		return tok.Is(text.SpaceBefore) || i == p.First || t.Tokens[i-1].Kind == text.Punct
	case "‘", "'":
		return tok.Is(text.SpaceBefore) && i+1 < p.Last && !t.Tokens[i+1].Is(text.SpaceBefore)
	}
	return false
}

func closes(t *text.Text, i int, p text.Range) int {
	o := t.Word(i)
	for j := i + 1; j < p.Last; j++ {
		tok := t.Tokens[j]
		if tok.Kind != text.Mark {
			continue
		}
		w := t.Word(j)
		free := j+1 >= p.Last || t.Tokens[j+1].Is(text.SpaceBefore)
		switch o {
		case "“", "„":
			if w == "”" || w == "\"" && !tok.Is(text.SpaceBefore) {
				return j
			}
		case "\"":
			if (w == "\"" || w == "”") && (!tok.Is(text.SpaceBefore) || free) {
				return j
			}
		case "``", "''":
			if w == "''" || w == "\"" || w == "”" {
				return j
			}
		case "«":
			if w == "»" {
				return j
			}
		default:
			if j-i > 60 {
				return 0
			}
			if j-i > 1 && (w == "’" || w == "'") && (free || t.Tokens[j+1].Kind == text.Punct) {
				return j
			}
		}
	}
	return 0
}

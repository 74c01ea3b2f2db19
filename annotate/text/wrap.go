package text

import (
	"strings"
	"unicode/utf8"
)

// Widths in code points between which a column of text is taken for wrapped.
const (
	narrowest = 45
	widest    = 110
)

// hardWrapped reports whether the story's single line breaks only wrap it, as mail and old wire copy do: lines of a column's
// width, each of which could not have taken the next line's first word. A story with a paragraph a line is not wrapped.
func hardWrapped(s string) bool {
	inner, fits := 0, 0
	width := 0
	for rest := s; rest != ""; {
		var line string
		line, rest = cutLine(rest)
		if n := utf8.RuneCountInString(line); n > width {
			width = n
			if width > widest {
				return false
			}
		}
	}
	if width < narrowest {
		return false
	}
	last := ""
	for rest := s; rest != ""; {
		var line string
		line, rest = cutLine(rest)
		if last != "" && line != "" {
			inner++
			word, _, _ := strings.Cut(line, " ")
			// a column is ragged: a longer word elsewhere set the width
			if n := utf8.RuneCountInString(last) + 1 + utf8.RuneCountInString(word); n > width-6 {
				fits++
			}
		}
		last = line
	}
	return inner >= 3 && fits*10 >= inner*9
}

// cutLine returns the first line without its end or outer spaces, and the rest.
func cutLine(s string) (line, rest string) {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		line, rest = s[:i], s[i+1:]
	} else {
		line = s
	}
	return strings.TrimSpace(line), rest
}

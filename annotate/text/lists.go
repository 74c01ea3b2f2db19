package text

import "strings"

// WordLists are lists of words by their names.
type WordLists map[string][]string

// Of returns the list with the name, which must be there.
func (l WordLists) Of(name string) []string {
	words, ok := l[name]
	if !ok {
		panic("text: no list of words " + name)
	}
	return words
}

// Lists reads lists of words, each under its name: [topics], then words between spaces on as many lines as it takes. What begins with #
// is a comment.
func Lists(file string) WordLists {
	lists := WordLists{}
	name := ""
	for line := range strings.Lines(file) {
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			name = line[1 : len(line)-1]
		default:
			lists[name] = append(lists[name], strings.Fields(line)...)
		}
	}
	return lists
}

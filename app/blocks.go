package app

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Role is what a paragraph looks like on the page. It is a guess from its shape, for the eye only; no mark depends on it.
type Role int32

// The roles, numbered as web/page/story.js lists them.
const (
	Body Role = iota
	Headline
	Standfirst
	Crosshead
	Caption
	Credit
)

// Block is one paragraph of the story on the page: the bytes [Start, End) and the white space behind it, up to Next. The first block
// begins at 0 and each begins where the one before it ends with Next, so the blocks together are the story to the letter.
type Block struct {
	Start, End, Next int
	Role             Role
}

// A block longer than longest is cut at a space, so that no paragraph takes long to build.
const longest = 16000

// Blocks cuts a story for the page. Lines stand for paragraphs; where the lines are wrapped by hand, blank lines part them. It also
// reports whether they are wrapped.
func Blocks(story string) ([]Block, bool) {
	lines := splitLines(story)
	wrapped := handWrapped(story, lines)
	var all []Block
	for i := 0; i < len(lines); {
		first := i
		i++
		// Short lines under one another, as a photograph's credits, stay together.
		for i < len(lines) && !blankBetween(story, lines[i-1], lines[i]) && (wrapped || short(lines[i-1]) && short(lines[i])) {
			i++
		}
		all = append(all, Block{Start: lines[first].Start, End: lines[i-1].End, Next: lines[i-1].Next})
	}
	if len(all) == 0 {
		return []Block{{Next: len(story)}}, false
	}
	all[0].Start = 0
	all = cutLong(story, all)
	roles(story, all)
	return all, wrapped
}

// line is a line with something on it; Next is the start of the next one that has.
type line struct{ Start, End, Next int }

func splitLines(s string) []line {
	var all []line
	for at := 0; at < len(s); {
		end := len(s)
		next := end
		if n := strings.IndexByte(s[at:], '\n'); n >= 0 {
			end, next = at+n, at+n+1
		}
		if trimmed := strings.TrimRightFunc(s[at:end], unicode.IsSpace); trimmed != "" {
			if n := len(all); n > 0 {
				all[n-1].Next = at
			}
			all = append(all, line{at, at + len(trimmed), next})
		}
		at = next
	}
	if n := len(all); n > 0 {
		all[n-1].Next = len(s)
	}
	return all
}

func blankBetween(s string, a, b line) bool { return strings.Count(s[a.End:b.Start], "\n") > 1 }

func short(l line) bool { return l.End-l.Start <= 72 }

// handWrapped reports whether most lines that another follows are of one width and end in the middle of a sentence.
func handWrapped(s string, lines []line) bool {
	inner, wrapped := 0, 0
	for i := range len(lines) - 1 {
		if blankBetween(s, lines[i], lines[i+1]) {
			continue
		}
		inner++
		if n := lines[i].End - lines[i].Start; n >= 45 && n <= 100 && !strings.ContainsAny(s[lines[i].End-1:lines[i].End], ".!?:\"") {
			wrapped++
		}
	}
	return wrapped >= 4 && wrapped*10 >= inner*6
}

func cutLong(s string, blocks []Block) []Block {
	var all []Block
	for _, b := range blocks {
		for b.End-b.Start > longest {
			cut := b.Start + longest
			if n := strings.LastIndexByte(s[b.Start:cut], ' '); n > longest/2 {
				cut = b.Start + n + 1
			} else {
				for !utf8.RuneStart(s[cut]) {
					cut--
				}
			}
			all = append(all, Block{b.Start, cut, cut, Body})
			b.Start = cut
		}
		all = append(all, b)
	}
	return all
}

func roles(s string, all []Block) {
	if len(all) < 3 {
		return
	}
	of := func(i int) string { return strings.TrimSpace(s[all[i].Start:all[i].End]) }
	if h := of(0); title(h, 170) {
		all[0].Role = Headline
		if len(of(1)) <= 240 && !title(of(1), 60) && len(all) > 5 && !caption(of(1)) && !credit(of(1)) {
			all[1].Role = Standfirst
		}
	}
	for i := range all {
		switch t := of(i); {
		case i == 0:
		case caption(t):
			all[i].Role = Caption
		case credit(t) && (i < 3 || i >= len(all)-2):
			all[i].Role = Credit
		case i < len(all)-1 && title(t, 90) && len(of(i+1)) > 80:
			all[i].Role = Crosshead
		}
	}
}

// title reports whether the text reads like a heading: one line, at most so many bytes, no full stop, no quotation marks about it.
func title(t string, most int) bool {
	if t == "" || len(t) > most || strings.Contains(t, "\n") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(t)
	first, _ := utf8.DecodeRuneInString(t)
	return !strings.ContainsRune(".!?:;,…\"”’)", last) && (unicode.IsUpper(first) || unicode.IsDigit(first) || !unicode.IsLower(first) && unicode.IsLetter(first) || strings.ContainsRune("‘’“'", first))
}

var captionStarts = []string{"Photo by", "Photo:", "Photograph", "Picture:", "Image:", "File photo", "FILE", "Photo/", "Caption:"}
var creditStarts = []string{"By ", "Source:", "Reporting by", "Edited by", "Editing by", "Writing by", "With files from", "©", "Copyright"}

func caption(t string) bool {
	if len(t) > 500 {
		return false
	}
	for _, p := range captionStarts {
		if strings.HasPrefix(t, p) {
			return true
		}
	}
	tail := t[max(0, len(t)-60):]
	return strings.Contains(tail, "Source: ") || strings.Contains(tail, "Photo: ") || strings.Contains(tail, "Getty Images")
}

func credit(t string) bool {
	if len(t) > 120 {
		return false
	}
	for _, p := range creditStarts {
		if strings.HasPrefix(t, p) {
			return true
		}
	}
	return false
}

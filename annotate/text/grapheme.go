package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// reach is how far back, in bytes, a grapheme cluster's beginning is looked for. Only text made to deceive has longer ones.
const reach = 4096

// IsBoundary reports whether byte offset b stands between two grapheme clusters of the story, or at its ends.
func IsBoundary(source string, b int) bool {
	if b <= 0 || b >= len(source) {
		return b == 0 || b == len(source)
	}
	if !utf8.RuneStart(source[b]) {
		return false
	}
	return clusterStart(source, b) == b
}

// Snap widens the span to whole grapheme clusters and takes outer white space off (M1). It is empty where nothing is left.
func Snap(source string, s Span) Span {
	s.Start = min(max(s.Start, 0), len(source))
	s.End = min(max(s.End, s.Start), len(source))
	s.Start = clusterStart(source, s.Start)
	if end := clusterStart(source, s.End); end < s.End {
		s.End = NextCluster(source, end)
	}
	for s.Start < s.End {
		next := NextCluster(source, s.Start)
		if !blank(source[s.Start:next]) {
			break
		}
		s.Start = next
	}
	for s.Start < s.End {
		last := PreviousCluster(source, s.End)
		if !blank(source[last:s.End]) {
			break
		}
		s.End = last
	}
	return s
}

// NextCluster returns the end of the grapheme cluster that begins at byte b, which must be a boundary before the story's end.
func NextCluster(source string, b int) int {
	if b+1 < len(source) && source[b] < utf8.RuneSelf && source[b+1] < utf8.RuneSelf && source[b] != '\r' {
		return b + 1
	}
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(source[b:], -1)
	return b + len(c)
}

// PreviousCluster returns the beginning of the grapheme cluster that ends at byte b, which must be a boundary behind 0.
func PreviousCluster(source string, b int) int { return clusterStart(source, b-1) }

// clusterStart returns the beginning of the cluster that holds byte b; b itself where a cluster begins there.
func clusterStart(source string, b int) int {
	if b <= 0 || b >= len(source) {
		return b
	}
	at := b
	for at > 0 && (!utf8.RuneStart(source[at]) || !safe(source, at) && b-at < reach) {
		at--
	}
	state := -1
	rest := source[at:]
	for {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if at+len(c) > b || c == "" {
			return at
		}
		at += len(c)
	}
}

// safe reports whether a cluster surely begins at byte i, by the two characters around it alone: a letter of a script without
// joining rules, or an ASCII character, behind a character that does not take the next one with it.
func safe(source string, i int) bool {
	if source[i] < utf8.RuneSelf && source[i-1] < utf8.RuneSelf {
		return source[i] != '\n' || source[i-1] != '\r'
	}
	r, _ := utf8.DecodeRuneInString(source[i:])
	p, _ := utf8.DecodeLastRuneInString(source[:i])
	lone := r < utf8.RuneSelf || 0xC0 <= r && r <= 0x2AF || 0x4E00 <= r && r <= 0x9FFF || 0x410 <= r && r <= 0x44F || 0x620 <= r && r <= 0x64A
	return lone && (p < 0x600 || 0x620 <= p && p <= 0x6D3 || 0x2000 <= p && p <= 0x206F || 0x3000 <= p && p <= 0x30FF || 0x4E00 <= p && p <= 0x9FFF)
}

func blank(cluster string) bool {
	r, _ := utf8.DecodeRuneInString(cluster)
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b'
}

package text

import "unicode/utf8"

// split cuts every paragraph into sentences, marks their first tokens and writes each token's sentence.
func (t *Text) split() {
	t.Sentences = make([]Range, 0, len(t.Tokens)/16+1)
	t.paragraphs = make([]int32, 0, cap(t.Sentences))
	for n, p := range t.Paragraphs {
		first := p.First
		for i := p.First; i < p.Last; i++ {
			end := t.ends(i, p.Last)
			if end == 0 {
				continue
			}
			t.sentence(first, end, n)
			first, i = end, end-1
		}
		if first < p.Last {
			t.sentence(first, p.Last, n)
		}
	}
}

func (t *Text) sentence(first, last, paragraph int) {
	for i := first; i < last; i++ {
		t.Tokens[i].Sentence = int32(len(t.Sentences))
	}
	t.Tokens[first].Flags |= First
	t.Sentences = append(t.Sentences, Range{first, last})
	t.paragraphs = append(t.paragraphs, int32(paragraph))
}

// ends returns the token behind the sentence that token i ends, with the closing marks and brackets that follow it; 0 where
// i ends none. The rules are UAX 29's SB8 to SB11, with what news writes after a full stop.
func (t *Text) ends(i, limit int) int {
	tok := t.Tokens[i]
	var must, may bool
	switch {
	case tok.Is(Abbreviated):
		may = true
	case tok.Kind == Punct:
		must, may = t.terminator(i)
	}
	if !must && !may {
		return 0
	}
	next := i + 1
	for next < limit && t.closes(next) {
		next++
	}
	if next >= limit {
		return limit
	}
	if !t.Tokens[next].Is(SpaceBefore) {
		// no space: only a full stop straight between a small and a capital letter ("talks.Kerry"), or an ideographic stop
		if wide(t.Word(i)) || next == i+1 && may && !tok.Is(Abbreviated) && t.Word(i) == "." && t.Tokens[next].Kind == Word &&
			t.Tokens[next].Is(Capital) && i > 0 && t.Tokens[i-1].End == tok.Start && !t.Tokens[i-1].Is(AllCaps) {
			return next
		}
		return 0
	}
	start := next // the first token of the next sentence that is no opening mark
	for start < limit && (t.Tokens[start].Kind == Mark || t.Word(start) == "(" || t.Word(start) == "[") {
		start++
	}
	if start >= limit {
		return next
	}
	word := t.Tokens[start]
	if word.Kind == Word && !word.Is(Capital) && word.Flags&NonASCII == 0 {
		return 0 // SB8: a small letter goes on; "Why?" he asked
	}
	if !tok.Is(Abbreviated) {
		if word.Kind == Punct && t.Word(start) != "-" && t.Word(start) != "—" && t.Word(start) != "–" && t.Word(start) != "…" && t.Word(start) != "..." {
			return 0
		}
		return next
	}
	return t.endsAbbreviated(i, next, start)
}

// endsAbbreviated decides for a full stop that also belongs to its word.
func (t *Text) endsAbbreviated(i, next, start int) int {
	w := t.Word(i)
	w = w[:len(w)-1]
	switch abbreviations.use(w) {
	case beforeName:
		return 0
	case beforeNumber:
		if t.Tokens[start].Kind == Number {
			return 0
		}
	}
	if t.Tokens[start].Kind != Word {
		if next < start { // "… in the U.S. “We …"
			return next
		}
		return 0
	}
	if openers.has(t.Word(start)) {
		return next
	}
	return 0
}

// terminator reports whether the punctuation ends sentences, and whether it may.
func (t *Text) terminator(i int) (must, may bool) {
	switch w := t.Word(i); w {
	case ".", "!", "?", "…", "...", "....", "؟", "۔", "।", "॥":
		return false, true
	default:
		return wide(w), false
	}
}

func wide(w string) bool { return w == "。" || w == "！" || w == "？" || w == "．" }

// closes reports whether token i is a closing mark, bracket or further terminator of the sentence before it.
func (t *Text) closes(i int) bool {
	tok := t.Tokens[i]
	if tok.Is(SpaceBefore) {
		// « Oui. » : French marks stand apart
		return t.Word(i) == "»" || t.Word(i) == "”"
	}
	if tok.Kind == Mark {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t.Word(i))
	switch r {
	case ')', ']', '}', '!', '?', '.', '…', '）', '！', '？':
		return true
	}
	return false
}

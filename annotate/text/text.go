// Package text reads a story into paragraphs, sentences and tokens.
//
// Boundaries follow Unicode Standard Annex 29, corrected where news needs it: "U.S." and "Mr." keep their full stop,
// hyphens always part ("US-led"), the possessive is a token of its own ("Iran" + "'s"), a sentence does not end inside
// "J. Smith", and a line that is merely wrapped ends nothing. All offsets are bytes into the story as given.
package text

import "sort"

// Text is a story cut into tokens. Source is exactly the text that was given.
type Text struct {
	Source     string
	Tokens     []Token
	Sentences  []Range // in order, covering all tokens
	Paragraphs []Range // in order, covering all tokens; a sentence never crosses one

	paragraphs []int32 // by sentence: its paragraph
	small      string  // the source with its ASCII letters in lower case
}

// Range is a half-open range of token indices, [First, Last).
type Range struct{ First, Last int }

// Len returns the number of tokens.
func (r Range) Len() int { return r.Last - r.First }

// TokenKind tells what a token is made of.
type TokenKind uint8

// The kinds of token.
const (
	Word    TokenKind = iota // letters, with digits, inner apostrophes, an abbreviation's full stops
	Number                   // begins with a digit and holds no letter but a suffix: 275,000 3.5 10:30 1980s
	Mark                     // a quotation mark or an apostrophe that stands outside a word: " “ '' `` ‘ « „
	Punct                    // . , ; : ! ? ( ) - – — … /
	Symbol                   // anything else: $ % & @ # emoji
	Address                  // a web or mail address, kept whole
)

// Flags are what the shape of a token and its surroundings say.
type Flags uint16

// The flags. Capital and AllCaps look at letters only: "al" has neither, "US" and "N'D" have both.
const (
	Capital     Flags = 1 << iota // the first letter is upper or title case
	AllCaps                       // at least two letters, all upper case
	Mixed                         // upper case after lower case, or a later capital: McCain, iPhone, WhatsApp
	Digits                        // holds a digit
	NonASCII                      // holds a byte beyond ASCII
	Abbreviated                   // ends in its own full stop: Mr. U.S. J.
	Possessive                    // 's, or the apostrophe of players'
	SpaceBefore                   // white space stands before it, or the story begins
	LineBefore                    // a line break stands before it, or the story begins
	First                         // first of its sentence
	Opens                         // first of its paragraph
)

// Token is one word, number, mark or sign, as a span of bytes.
type Token struct {
	Span
	Kind     TokenKind
	Flags    Flags
	Sentence int32 // index into Text.Sentences
}

// Is reports whether the token has all the flags.
func (t Token) Is(f Flags) bool { return t.Flags&f == f }

// Parse cuts a story into tokens, sentences and paragraphs. The source must be valid UTF-8; it is kept, not copied.
// Time and memory grow with its length.
func Parse(source string) *Text {
	t := &Text{Source: source, Tokens: make([]Token, 0, len(source)*2/9+8), small: small(source)}
	wrapped := hardWrapped(source)
	scan(t, wrapped)
	t.split()
	return t
}

// Of returns the text under the span.
func (t *Text) Of(s Span) string { return t.Source[s.Start:s.End] }

// Word returns token i as written.
func (t *Text) Word(i int) string { return t.Source[t.Tokens[i].Start:t.Tokens[i].End] }

// Span returns the bytes from the start of token first to the end of the token before last.
// The range must not be empty.
func (t *Text) Span(first, last int) Span {
	return Span{t.Tokens[first].Start, t.Tokens[last-1].End}
}

// SentenceOf returns the index of the sentence that holds token i.
func (t *Text) SentenceOf(i int) int { return int(t.Tokens[i].Sentence) }

// ParagraphOf returns the index of the paragraph that holds token i.
func (t *Text) ParagraphOf(i int) int {
	if i >= len(t.Tokens) {
		return len(t.Paragraphs)
	}
	return int(t.paragraphs[t.Tokens[i].Sentence])
}

// TokenAt returns the index of the first token that ends after the byte offset: the token there, or the next one.
// It is len(Tokens) behind the last.
func (t *Text) TokenAt(offset int) int {
	return sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].End > offset })
}

// Tokens that a span touches, as a range; empty where it holds none.
func (t *Text) Range(s Span) Range {
	first := t.TokenAt(s.Start)
	last := first
	for last < len(t.Tokens) && t.Tokens[last].Start < s.End {
		last++
	}
	return Range{first, last}
}

package annotate

import (
	"fmt"
	"strings"

	"stet/annotate/text"
)

// stretch is a span as a document gives it: code points, and the words that should stand there.
type stretch struct {
	start, end int
	words      []byte
	at         int // of the words, in the file
}

func (r *reader) part(s *stretch, prefix, field string) (err error) {
	switch field {
	case "start":
		s.start, err = r.natural(prefix + field)
	case "end":
		s.end, err = r.natural(prefix + field)
	case "text":
		s.at = r.pos
		if r.peek() != '"' {
			return r.wrong(r.pos, prefix+field, "want a string")
		}
		s.words, err = r.string()
	}
	return err
}

// resolve turns a stretch into bytes and holds it against its words.
func (r *reader) resolve(s stretch, prefix string) (text.Span, error) {
	start, ok := r.offsets.byteOffset(s.start)
	end := start
	if ok && s.end > s.start {
		end, ok = r.offsets.byteOffset(s.end)
	}
	switch {
	case s.end <= s.start:
		return text.Span{}, r.wrong(s.at, prefix+"end", fmt.Sprintf("%d is not behind the start, %d: ends are exclusive, and a mark holds at least one character", s.end, s.start))
	case !ok:
		return text.Span{}, r.wrong(s.at, prefix+"end", fmt.Sprintf("%d–%d is outside the text, which has %d code points%s",
			s.start, s.end, r.offsets.codePoint(len(r.d.Text)), r.diagnose(s)))
	case r.d.Text[start:end] != string(s.words):
		return text.Span{}, r.wrong(s.at, prefix+"text", fmt.Sprintf("%d–%d is %s in the text, but the mark says %s%s",
			s.start, s.end, quoted(r.d.Text[start:end]), quoted(string(s.words)), r.diagnose(s)))
	}
	return text.Span{Start: start, End: end}, nil
}

// diagnose guesses what is the matter with offsets that do not hold their words.
func (r *reader) diagnose(s stretch) string {
	t, o, words := r.d.Text, r.offsets.offsets, string(s.words)
	if words == "" {
		return ""
	}
	fits := func(start, end int, ok bool) bool { return ok && start < end && end <= len(t) && t[start:end] == words }
	ends := func(unit func(int) (int, bool), start, end int) (int, int, bool) {
		b, ok := unit(start)
		e, also := unit(end)
		return b, e, ok && also
	}
	switch {
	case fits(ends(o.FromUTF16, s.start, s.end)):
		return ": offsets look like UTF-16 units (JavaScript, Java); this format counts code points"
	case s.end <= len(t) && fits(s.start, s.end, true):
		return ": offsets look like bytes; this format counts code points"
	case fits(ends(o.FromCodePoint, s.start, s.end+1)):
		return ": the end looks inclusive; in this format ends are exclusive"
	case s.start > 0 && fits(ends(o.FromCodePoint, s.start-1, s.end-1)):
		return ": offsets look counted from 1; this format counts from 0"
	}
	if i := strings.Index(t, words); i >= 0 {
		return fmt.Sprintf(": these words first stand at %d–%d", o.CodePoint(i), o.CodePoint(i+len(words)))
	}
	return ": these words are nowhere in the text"
}

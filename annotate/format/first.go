package format

import (
	"strconv"

	"stet/annotate"
	"stet/annotate/text"
)

// First adds to each mark what the machine first said of it, as a field that formats with Extra carry: "first" with kind, start, end
// and text where a person changed one of them, null where a person made the mark. first is the document as the engine made it, of the
// same text; marks are the same by id. The document itself stays as it is. Offsets count code points.
func First(d, first *annotate.Document) *annotate.Document {
	was := make(map[string]*annotate.Annotation, len(first.Annotations))
	for i := range first.Annotations {
		was[first.Annotations[i].ID] = &first.Annotations[i]
	}
	offsets := text.NewOffsets(d.Text)
	out := *d
	out.Annotations = tell(d, d.Annotations, was, offsets)
	out.Rejected = tell(d, d.Rejected, was, offsets)
	return &out
}

func tell(d *annotate.Document, list []annotate.Annotation, was map[string]*annotate.Annotation, offsets *text.Offsets) []annotate.Annotation {
	out := append([]annotate.Annotation(nil), list...)
	for i := range out {
		a := &out[i]
		before, ok := was[a.ID]
		if ok && before.Kind == a.Kind && before.Span == a.Span {
			continue
		}
		b := []byte(a.Extra)
		if len(b) > 0 {
			b = append(b, ',')
		}
		b = append(b, `"first":`...)
		if !ok {
			b = append(b, "null"...)
		} else {
			b = append(append(append(b, `{"kind":"`...), before.Kind.String()...), `","start":`...)
			b = strconv.AppendInt(b, int64(offsets.CodePoint(before.Start)), 10)
			b = strconv.AppendInt(append(b, `,"end":`...), int64(offsets.CodePoint(before.End)), 10)
			b = append(annotate.AppendString(append(b, `,"text":`...), d.Text[before.Start:before.End]), '}')
		}
		a.Extra = annotate.Extra(b)
	}
	return out
}

package format

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// spansKey is where spaCy's span categorizer looks for its spans.
const spansKey = "sc"

// incorrectKey holds spans that are known to be wrong; spaCy's entity recognizer learns from them with incorrect_spans_key.
const incorrectKey = "incorrect_spans"

// spacy is JSON Lines for spaCy: names as entities, everything else, which may overlap, as spans.
var spacy = &Format{
	Name: "spacy", Back: true, Use: "to train spaCy: names as entities, quotes as spans", Unit: CodePoint,
	Keeps: Text | Title | Nesting | Edges | Rejected,
	Media: "application/x-ndjson", Parts: []string{".jsonl"},
	write: func(e *export) [][]byte {
		e.skipped()
		w := &writer{}
		w.open('{').record(e)
		w.key("text").string(e.d.Text)
		all, _ := spansOf(e.d.Annotations)
		w.key("entities").open('[')
		for i := range all {
			if s := &all[i]; s.whole() && s.mark.Kind.Type() != kind.Quote {
				w.triple(e, s.Span, s.label)
			}
		}
		w.close(']').key("spans").open('{').key(spansKey).open('[')
		for i := range all {
			if s := &all[i]; !s.whole() || s.mark.Kind.Type() == kind.Quote {
				w.triple(e, s.Span, s.label)
			}
		}
		w.close(']')
		if len(e.d.Rejected) > 0 {
			w.key(incorrectKey).open('[')
			for i := range e.d.Rejected {
				w.triple(e, e.d.Rejected[i].Span, labelOf(e.d.Rejected[i].Kind))
			}
			w.close(']')
		}
		w.close('}').close('}')
		return [][]byte{append(w.b, '\n')}
	},
}

func readSpacy(i *importer, parts [][]byte) {
	v, ok := i.object(parts[0])
	if !ok || !i.text(v, v.Get("text")) {
		return
	}
	i.identify(v.Get("id"), v.Get("title"))
	entities, spans := i.triples(v.Get("entities"), "entities"), i.triples(v.Get("spans").Get(spansKey), "spans")
	wrong := i.triples(v.Get("spans").Get(incorrectKey), incorrectKey)
	if i.misread(places(entities, spans, wrong)) {
		return
	}
	i.finish(append(i.marks(entities), i.marks(spans)...), i.marks(wrong), noLine)
}

// labelled is a stretch with its label, as [start, end, label] or an object gives it.
type labelled struct {
	stretch
	label string
	from  annotate.Value
}

func places(lists ...[]labelled) []stretch {
	var all []stretch
	for _, list := range lists {
		for _, l := range list {
			all = append(all, l.stretch)
		}
	}
	return all
}

// triples reads an array of [start, end, label], or of {"start", "end", "label"}. An absent one is empty.
func (i *importer) triples(v annotate.Value, name string) []labelled {
	var list []labelled
	if v.Type == 0 {
		return nil
	}
	if !v.Is('[') {
		i.problem(v.Line, "%s: want an array", name)
		return nil
	}
	for _, item := range v.Items {
		start, end, label := item.Get("start"), item.Get("end"), item.Get("label")
		if item.Is('[') && len(item.Items) >= 3 {
			start, end, label = item.Items[0], item.Items[1], item.Items[2]
		}
		l := labelled{stretch: stretch{line: item.Line, name: name}, label: label.Text, from: item}
		var ok, also bool
		l.start, ok = start.Int()
		l.end, also = end.Int()
		if !ok || !also || !label.Is('"') {
			i.problem(item.Line, "%s: %s: want [start, end, label]", name, short(string(item.Raw)))
			continue
		}
		if words := item.Get("text"); words.Is('"') {
			l.words, l.given = words.Text, true
		}
		list = append(list, l)
	}
	return list
}

// marks makes marks of stretches. Speakers and cues are passed over: nothing says whose they are.
func (i *importer) marks(list []labelled) []*annotate.Annotation {
	var out []*annotate.Annotation
	for _, l := range list {
		if l.label == speakerLabel || l.label == cueLabel {
			continue
		}
		k := i.kind(l.label, l.line, l.name)
		if k == kind.None {
			continue
		}
		var s text.Span
		var ok bool
		if s, ok = i.place(l.stretch); ok {
			out = append(out, i.mark(k, s))
		}
	}
	return out
}

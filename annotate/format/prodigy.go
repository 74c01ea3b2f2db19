package format

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// prodigy is JSON Lines in the form of Prodigy's span and relation interfaces. Each rejected suggestion is a line of its own behind the
// story's, answered "reject", which is how Prodigy says that a span is wrong.
var prodigy = &Format{
	Name: "prodigy", Back: true, Use: "to go on in Prodigy, or train from it: spans with tokens, speakers as relations", Unit: CodePoint, Keeps: everything,
	Media: "application/x-ndjson", Parts: []string{".jsonl"},
	write: func(e *export) [][]byte {
		e.skipped()
		w := &writer{}
		w.open('{').record(e)
		w.key("text").string(e.d.Text)
		w.tokens(e)
		all, relations := spansOf(e.d.Annotations)
		w.key("spans").open('[')
		for i := range all {
			s := &all[i]
			w.prodigySpan(e, s)
			if s.whole() {
				w.origin(e, s.mark)
			}
			w.close('}')
		}
		w.close(']').key("relations").open('[')
		for _, r := range relations {
			w.relation(e, &all[r.quote], &all[r.part])
		}
		w.close(']').key("answer").string("accept")
		w.sheet(e)
		w.b = append(w.close('}').b, '\n')
		for i := range e.d.Rejected {
			w.rejected(e, e.d.Rejected[i:i+1])
		}
		return [][]byte{w.b}
	},
}

func readProdigy(i *importer, parts [][]byte) {
	v, ok := i.object(parts[0])
	if !ok || !i.text(v, v.Get("text")) {
		return
	}
	i.identify(v.Get("id"), v.Get("title"))
	if sheet := v.Get("stet"); sheet.Is('{') {
		i.sheet(sheet)
	}
	p := &linked{importer: i, lines: map[*annotate.Annotation]int{}}
	for _, l := range i.triples(v.Get("spans"), "spans") {
		p.take(l, l.from.Get("id").Text, l.from, []string{"start", "end", "token_start", "token_end", "label", "id", "text"})
	}
	for _, r := range v.Get("relations").Items {
		head, child := r.Get("head_span"), r.Get("child_span")
		p.link(p.prodigySpan(head), p.prodigySpan(child), r.Get("label").Text, r.Line)
	}
	switch v.Get("answer").Text {
	case "ignore":
		i.refuse(1, `answered "ignore": left out`)
	case "reject":
		i.finish(nil, p.marks, p.line)
	default:
		i.finish(p.marks, nil, p.line)
	}
}

// rejectedOf puts the rejected marks of a line into the story's document before it, and reports whether they are of one story.
func rejectedOf(before, next *annotate.Document) bool {
	if len(next.Annotations) > 0 || len(next.Rejected) == 0 || next.ID != before.ID || next.Text != before.Text {
		return false
	}
	d := *before
	d.Rejected = append(d.Rejected[:len(d.Rejected):len(d.Rejected)], next.Rejected...)
	d.Sort()
	if d.Check() != nil { // an id that is taken, or an entity that the line before does not have
		return false
	}
	*before = d
	return true
}

// tokens writes the story's words with their places.
func (w *writer) tokens(e *export) {
	w.key("tokens").open('[')
	t := e.text()
	for n, k := range t.Tokens {
		w.open('{').key("text").string(t.Word(n)).key("start").int(e.at(k.Start)).key("end").int(e.at(k.End)).key("id").int(n)
		w.key("ws").bool(n+1 < len(t.Tokens) && t.Tokens[n+1].Is(text.SpaceBefore)).close('}')
	}
	w.close(']')
}

// prodigySpan begins a span's object, which is left open.
func (w *writer) prodigySpan(e *export, s *span) {
	w.open('{').key("start").int(e.at(s.Start)).key("end").int(e.at(s.End))
	if r := e.text().Range(s.Span); r.Len() > 0 {
		w.key("token_start").int(r.First).key("token_end").int(r.Last - 1)
	}
	w.key("label").string(s.label).key("id").string(s.id)
}

// relation writes that child is head's speaker or cue. Prodigy points at the last token of each.
func (w *writer) relation(e *export, head, child *span) {
	w.open('{')
	for _, end := range []struct {
		name string
		*span
	}{{"head", head}, {"child", child}} {
		if r := e.text().Range(end.Span); r.Len() > 0 {
			w.key(end.name).int(r.Last - 1)
		}
		w.key(end.name + "_span")
		w.prodigySpan(e, end.span)
		w.close('}')
	}
	w.key("label").string(child.label).close('}')
}

// rejected writes the line of a mark that an editor took out, with what hangs on it.
func (w *writer) rejected(e *export, mark []annotate.Annotation) {
	all, relations := spansOf(mark)
	w.b = append(w.b, '{')
	w.record(e)
	w.key("text").string(e.d.Text).key("spans").open('[')
	for i := range all {
		w.prodigySpan(e, &all[i])
		if all[i].whole() {
			w.origin(e, all[i].mark)
		}
		w.close('}')
	}
	w.close(']').key("relations").open('[')
	for _, r := range relations {
		w.relation(e, &all[r.quote], &all[r.part])
	}
	w.close(']').key("answer").string("reject")
	w.sheet(e)
	w.b = append(w.close('}').b, '\n')
}

// linked collects marks, and the speakers and cues that relations hang on them.
type linked struct {
	*importer
	marks []*annotate.Annotation
	lines map[*annotate.Annotation]int
	ends  []end
	ids   map[string]int // of ends; the first with an id counts
}

// end is what a relation can point at: a mark, or words that are a speaker or a cue.
type end struct {
	id    string
	label string
	text.Span
	mark *annotate.Annotation // nil for words
}

func (p *linked) line(a *annotate.Annotation) int { return p.lines[a] }

// take reads one span; its members but the known ones are its origin.
func (p *linked) take(l labelled, id string, origin annotate.Value, known []string) *annotate.Annotation {
	if l.label != speakerLabel && l.label != cueLabel {
		if k := p.kind(l.label, l.line, l.name); k != kind.None {
			if s, ok := p.place(l.stretch); ok {
				a := p.mark(k, s)
				a.ID = id
				p.origin(a, origin, known)
				p.marks, p.lines[a] = append(p.marks, a), l.line
				p.end(end{id, l.label, s, a})
				return a
			}
		}
		return nil
	}
	if s, ok := p.place(l.stretch); ok {
		p.end(end{id, l.label, s, nil})
	}
	return nil
}

func (p *linked) end(e end) {
	if p.ids == nil {
		p.ids = map[string]int{}
	}
	if _, ok := p.ids[e.id]; !ok && e.id != "" {
		p.ids[e.id] = len(p.ends)
	}
	p.ends = append(p.ends, e)
}

// clear forgets what was read, for another list.
func (p *linked) clear() []*annotate.Annotation {
	marks := p.marks
	p.marks, p.ends, p.ids = nil, nil, nil
	return marks
}

// byID returns the end with the id, nil where there is none.
func (p *linked) byID(id string) *end {
	if n, ok := p.ids[id]; ok {
		return &p.ends[n]
	}
	return nil
}

// prodigySpan returns the end that a relation's head_span or child_span is.
func (p *linked) prodigySpan(v annotate.Value) *end {
	if at := p.byID(v.Get("id").Text); at != nil {
		return at
	}
	start, _ := v.Get("start").Int()
	stop, _ := v.Get("end").Int()
	s, ok := p.r.span(p.options.Unit, start, stop)
	for n := range p.ends {
		if ok && p.ends[n].Span == s && p.ends[n].label == v.Get("label").Text {
			return &p.ends[n]
		}
	}
	return nil
}

// link hangs to on from. Relations that Stet has no place for are named.
func (p *linked) link(from, to *end, label string, line int) {
	switch {
	case from == nil || to == nil:
		p.problem(line, "relation %q: one of its ends is not among the spans: left out", label)
	case from.mark == nil || from.mark.Kind.Type() != kind.Quote:
		p.problem(line, "relation %q: want a quote at its head: left out", label)
	case label == speakerLabel:
		speak(from.mark, to.Span)
		if to.mark != nil && from.mark.Speaker.Entity == "" && to.mark.Kind.Type() == kind.Actor {
			from.mark.Speaker.Entity = to.mark.Entity
		}
	case label == cueLabel:
		s := to.Span
		from.mark.Cue = &s
	default:
		p.problem(line, "relation %q: want SPEAKER or CUE: left out", label)
	}
}

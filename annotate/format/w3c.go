package format

import "stet/annotate"

// w3c is the Web Annotation data model in JSON-LD: an annotation page a story, each mark with a position and a quotation to find it by.
// What the model has no words for stands in the vocabulary urn:stet:.
var w3c = &Format{
	Name: "w3c", Back: true, Use: "Web Annotations in JSON-LD, for archives and readers on the web", Unit: CodePoint, Keeps: everything,
	Media: "application/ld+json", Parts: []string{".jsonld"},
	write: func(e *export) [][]byte {
		w := &writer{}
		w.open('{').key("@context").open('[').string("http://www.w3.org/ns/anno.jsonld").open('{').key("@vocab").string("urn:stet:").close('}').close(']')
		w.key("id").string("urn:stet:" + escaped(e.d.ID)).key("type").string("AnnotationPage")
		w.key("text").string(e.d.Text).key("items")
		w.items(e, e.d.Annotations)
		if len(e.d.Rejected) > 0 {
			w.key("rejected")
			w.items(e, e.d.Rejected)
		}
		w.sheet(e)
		w.close('}')
		return [][]byte{append(w.b, '\n')}
	},
}

func readW3C(i *importer, parts [][]byte) {
	v, ok := i.object(parts[0])
	if !ok || !i.text(v, v.Get("text")) {
		return
	}
	i.sheet(v.Get("stet"))
	p := &linked{importer: i, lines: map[*annotate.Annotation]int{}}
	p.items(v.Get("items"))
	marks := p.clear()
	p.items(v.Get("rejected"))
	i.finish(marks, p.marks, p.line)
}

// escaped percent-encodes what may not stand in a URN.
func escaped(s string) string {
	const hexDigits = "0123456789ABCDEF"
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' {
			b = append(b, c)
		} else {
			b = append(b, '%', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return string(b)
}

// around is how much of the text a quotation selector gives before and behind, in bytes, about.
const around = 32

// items writes annotations: marks tag the words, speakers and cues link to their quote.
func (w *writer) items(e *export, marks []annotate.Annotation) {
	list, relations := spansOf(marks)
	w.open('[')
	for i := range list {
		s := &list[i]
		w.open('{').key("id").string("urn:stet:" + escaped(e.d.ID) + "#" + escaped(s.id)).key("type").string("Annotation")
		w.key("motivation").string("tagging")
		w.key("body").open('{').key("type").string("TextualBody").key("purpose").string("tagging").key("value").string(s.label).close('}')
		w.key("target").open('{').key("source").string("urn:stet:" + escaped(e.d.ID)).key("selector").open('[')
		w.open('{').key("type").string("TextPositionSelector").key("start").int(e.at(s.Start)).key("end").int(e.at(s.End)).close('}')
		w.open('{').key("type").string("TextQuoteSelector").key("exact").string(e.d.Text[s.Start:s.End])
		before, behind := max(0, s.Start-around), min(len(e.d.Text), s.End+around)
		for before > 0 && e.d.Text[before]&0xC0 == 0x80 {
			before--
		}
		for behind < len(e.d.Text) && e.d.Text[behind]&0xC0 == 0x80 {
			behind++
		}
		w.key("prefix").string(e.d.Text[before:s.Start]).key("suffix").string(e.d.Text[s.End:behind]).close('}')
		w.close(']').close('}')
		w.key("mark").string(s.id)
		if s.whole() {
			w.key("origin").open('{').origin(e, s.mark)
			w.close('}')
		} else {
			w.key("of").open('[')
			for _, r := range relations {
				if r.part == i {
					w.string(list[r.quote].id)
				}
			}
			w.close(']')
		}
		w.close('}')
	}
	w.close(']')
}

// items reads annotations; of several selectors those of position and quotation.
func (p *linked) items(list annotate.Value) {
	for _, a := range list.Items {
		l := labelled{stretch: stretch{line: a.Line, name: "items"}, label: a.Get("body").Get("value").Text, from: a}
		if bodies := a.Get("body").Items; len(bodies) > 0 {
			l.label = bodies[0].Get("value").Text
		}
		selectors := a.Get("target").Get("selector")
		if selectors.Is('{') {
			selectors.Items = []annotate.Value{selectors}
		}
		found := false
		for _, s := range selectors.Items {
			switch s.Get("type").Text {
			case "TextPositionSelector":
				var ok, also bool
				l.start, ok = s.Get("start").Int()
				l.end, also = s.Get("end").Int()
				found = ok && also
			case "TextQuoteSelector":
				l.words, l.given = s.Get("exact").Text, true
			}
		}
		if !found || l.label == "" {
			p.problem(a.Line, "items: want a tag as body and a TextPositionSelector with start and end")
			continue
		}
		p.take(l, a.Get("mark").Text, a.Get("origin"), nil)
	}
	for _, a := range list.Items {
		for _, of := range a.Get("of").Items {
			if to := p.byID(a.Get("mark").Text); to != nil {
				p.link(p.byID(of.Text), to, to.label, a.Line)
			}
		}
	}
}

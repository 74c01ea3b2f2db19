package format

import "stet/annotate"

// doccano is JSON Lines for doccano's sequence labelling, with relations or in the plain "label" shape.
var doccano = &Format{
	Name: "doccano", Back: true, Use: "to go on in doccano: labels, and speakers as relations", Unit: UTF16, Keeps: Text | Title | Nesting | Edges | Links,
	Media: "application/x-ndjson", Parts: []string{".jsonl"},
	write: func(e *export) [][]byte {
		if e.options.Labels {
			e.lose(^Links)
		}
		w := &writer{}
		w.open('{').record(e)
		w.key("text").string(e.d.Text)
		all, relations := spansOf(e.d.Annotations)
		if e.options.Labels {
			w.key("label").open('[')
			for i := range all {
				w.triple(e, all[i].Span, all[i].label)
			}
			w.close(']').close('}')
			return [][]byte{append(w.b, '\n')}
		}
		w.key("entities").open('[')
		for i := range all {
			w.open('{').key("id").int(i + 1).key("label").string(all[i].label)
			w.key("start_offset").int(e.at(all[i].Start)).key("end_offset").int(e.at(all[i].End)).close('}')
		}
		w.close(']').key("relations").open('[')
		for i, r := range relations {
			w.open('{').key("id").int(i + 1).key("from_id").int(r.quote + 1).key("to_id").int(r.part + 1)
			w.key("type").string(all[r.part].label).close('}')
		}
		w.close(']').close('}')
		return [][]byte{append(w.b, '\n')}
	},
}

func readDoccano(i *importer, parts [][]byte) {
	v, ok := i.object(parts[0])
	if !ok || !i.text(v, v.Get("text")) {
		return
	}
	i.identify(v.Get("id"), v.Get("title"))
	p := &linked{importer: i, lines: map[*annotate.Annotation]int{}}
	shape := "label"
	if v.Get(shape).Type == 0 {
		shape = "labels" // older versions
	}
	list := i.triples(v.Get(shape), shape)
	list = append(list, i.doccanoEntities(v.Get("entities"))...)
	if i.misread(places(list)) {
		return
	}
	for _, l := range list {
		if (l.label == speakerLabel || l.label == cueLabel) && l.from.Is('[') {
			continue
		}
		p.take(l, l.from.Get("id").Text, annotate.Value{}, nil)
	}
	for _, r := range v.Get("relations").Items {
		p.link(p.byID(r.Get("from_id").Text), p.byID(r.Get("to_id").Text), r.Get("type").Text, r.Line)
	}
	for _, a := range p.marks { // doccano's ids are numbers within a project, no names
		a.ID = ""
	}
	i.finish(p.marks, nil, p.line)
}

func (i *importer) doccanoEntities(v annotate.Value) []labelled {
	var list []labelled
	for _, item := range v.Items {
		l := labelled{stretch: stretch{line: item.Line, name: "entities"}, label: item.Get("label").Text, from: item}
		var ok, also bool
		l.start, ok = item.Get("start_offset").Int()
		l.end, also = item.Get("end_offset").Int()
		if !ok || !also || l.label == "" {
			i.problem(item.Line, "entities: want label, start_offset and end_offset")
			continue
		}
		list = append(list, l)
	}
	return list
}

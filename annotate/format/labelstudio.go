package format

import (
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// labelstudio is an array of Label Studio tasks: what is suggested as a prediction, what is decided as an annotation.
var labelstudio = &Format{
	Name: "labelstudio", Back: true, Use: "to go on in Label Studio: suggestions as predictions, decisions as annotations", Unit: CodePoint, Keeps: everything,
	Media: "application/json", Parts: []string{".json"},
	Head: "[\n", Between: ",\n", Tail: "\n]\n",
	write: func(e *export) [][]byte {
		w := &writer{}
		w.open('{').key("data").open('{').key("text").string(e.d.Text).record(e)
		w.close('}')
		var suggested, decided []annotate.Annotation
		for _, a := range e.d.Annotations {
			if a.State == annotate.Suggested {
				suggested = append(suggested, a)
			} else {
				decided = append(decided, a)
			}
		}
		w.key("predictions").open('[')
		if len(suggested) > 0 {
			w.open('{').key("model_version").string("stet " + e.d.Engine.Version).key("result")
			w.results(e, suggested)
			w.close('}')
		}
		w.close(']').key("annotations").open('[')
		if len(decided) > 0 {
			w.open('{').key("result")
			w.results(e, decided)
			w.close('}')
		}
		w.close(']').key("meta").open('{')
		w.sheet(e)
		if len(e.d.Rejected) > 0 {
			w.key("rejected")
			w.results(e, e.d.Rejected)
		}
		w.close('}').close('}')
		return [][]byte{w.b}
	},
	with: func(Options) (string, []byte) { return "labelling-config.xml", labellingConfig() },
}

func readLabelStudio(i *importer, parts [][]byte) {
	v, ok := i.object(parts[0])
	if !ok {
		return
	}
	data := v.Get("data")
	if !i.text(v, data.Get("text")) {
		return
	}
	i.identify(data.Get("id"), data.Get("title"))
	i.sheet(v.Get("meta").Get("stet"))
	p := &linked{importer: i, lines: map[*annotate.Annotation]int{}}
	by := v.Get("annotations").Items
	people := 0
	for _, a := range by {
		if a.Get("was_cancelled").Is('t') {
			continue
		}
		if people++; people > 1 {
			i.problem(a.Line, "another annotation of the same story: the first is taken")
			break
		}
		p.results(a.Get("result"))
	}
	// Whoever annotated in Label Studio began from the predictions: what is not in the annotation was taken out.
	if people == 0 || by[0].Get("completed_by").Type == 0 {
		if list := v.Get("predictions").Items; len(list) > 0 {
			p.results(list[len(list)-1].Get("result"))
		}
	}
	marks := p.clear()
	p.results(v.Get("meta").Get("rejected"))
	i.finish(marks, p.marks, p.line)
}

// results writes a result: regions, and relations between them.
func (w *writer) results(e *export, marks []annotate.Annotation) {
	list, relations := spansOf(marks)
	w.open('[')
	for i := range list {
		s := &list[i]
		w.open('{').key("id").string(s.id).key("from_name").string("label").key("to_name").string("text").key("type").string("labels")
		w.key("value").open('{').key("start").int(e.at(s.Start)).key("end").int(e.at(s.End)).key("text").string(e.d.Text[s.Start:s.End])
		w.key("labels").strings([]string{s.label}).close('}')
		if s.whole() {
			w.key("meta").open('{').origin(e, s.mark)
			w.close('}')
		}
		w.close('}')
	}
	for _, r := range relations {
		w.open('{').key("from_id").string(list[r.quote].id).key("to_id").string(list[r.part].id).key("type").string("relation")
		w.key("direction").string("right").key("labels").strings([]string{list[r.part].label}).close('}')
	}
	w.close(']')
}

// results reads what writer.results wrote, and what Label Studio makes of it.
func (p *linked) results(list annotate.Value) {
	for _, r := range list.Items {
		if r.Get("type").Text == "relation" {
			continue
		}
		value := r.Get("value")
		l := labelled{stretch: stretch{line: r.Line, name: "result"}, from: r}
		if names := value.Get("labels").Items; len(names) > 0 {
			l.label = names[0].Text
		}
		var ok, also bool
		l.start, ok = value.Get("start").Int()
		l.end, also = value.Get("end").Int()
		if !ok || !also || l.label == "" {
			p.problem(r.Line, "result: want a value with start, end and labels")
			continue
		}
		if words := value.Get("text"); words.Is('"') {
			l.words, l.given = words.Text, true
		}
		p.take(l, r.Get("id").Text, r.Get("meta"), nil)
	}
	for _, r := range list.Items {
		if r.Get("type").Text != "relation" {
			continue
		}
		label := ""
		if names := r.Get("labels").Items; len(names) > 0 {
			label = names[0].Text
		}
		from, to := p.byID(r.Get("from_id").Text), p.byID(r.Get("to_id").Text)
		if label == "" && to != nil {
			label = to.label
		}
		p.link(from, to, label, r.Line)
	}
}

// colours tell the types apart, as on the desk.
var colours = map[kind.Type]string{kind.Actor: "#1f5fa8", kind.Location: "#2e7d4f", kind.Quote: "#a86a00", kind.NoType: "#777777"}

// labellingConfig is the labelling interface that the tasks want.
func labellingConfig() []byte {
	var b strings.Builder
	b.WriteString("<View>\n  <Relations>\n    <Relation value=\"" + speakerLabel + "\"/>\n    <Relation value=\"" + cueLabel + "\"/>\n  </Relations>\n" +
		"  <Labels name=\"label\" toName=\"text\">\n")
	for _, l := range labels() {
		b.WriteString("    <Label value=\"" + l + "\" background=\"" + colours[kindOf(l).Type()] + "\"/>\n")
	}
	b.WriteString("  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n</View>\n")
	return []byte(b.String())
}

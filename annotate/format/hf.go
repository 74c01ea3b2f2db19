package format

import (
	"strings"

	"stet/annotate"
	"stet/annotate/text"
)

// hf is JSON Lines for Hugging Face datasets and token classification: words with numbered tags, one column for names, one for quotes.
var hf = &Format{
	Name: "hf", Back: true, Use: "to train a token classifier with Hugging Face: words with numbered tags", Unit: Tokens, Keeps: Text | Title,
	Media: "application/x-ndjson", Parts: []string{".jsonl"},
	write: func(e *export) [][]byte {
		e.options.Unit = CodePoint
		t := e.text()
		w := &writer{}
		w.open('{').record(e)
		w.key("text").string(e.d.Text).key("tokens").open('[')
		for n := range t.Tokens {
			w.string(t.Word(n))
		}
		w.close(']')
		for _, column := range columns {
			names := tagNames(column.layer)
			w.key(column.name).open('[')
			for _, tag := range e.tags(column.layer) {
				w.int(number(names, tag))
			}
			w.close(']')
		}
		w.key("offsets").open('[')
		for _, k := range t.Tokens {
			w.open('[').int(e.at(k.Start)).int(e.at(k.End)).close(']')
		}
		w.close(']').close('}')
		return [][]byte{append(w.b, '\n')}
	},
	with: func(o Options) (string, []byte) { return "README.md", datasetCard(o.Split) },
}

func readHF(i *importer, parts [][]byte) {
	v, ok := i.object(parts[0])
	if !ok {
		return
	}
	words := v.Get("tokens")
	if !words.Is('[') {
		i.refuse(v.Line, `no "tokens"`)
		return
	}
	places := i.tokens(v, words)
	if i.refused {
		return
	}
	i.identify(v.Get("id"), v.Get("title"))
	var runs []*tagged
	for _, column := range columns {
		list := v.Get(column.name)
		if list.Type == 0 {
			continue
		}
		if !list.Is('[') || len(list.Items) != len(places) {
			i.problem(max(list.Line, v.Line), "%s: %d tags for %d tokens: left out", column.name, len(list.Items), len(places))
			continue
		}
		runs = append(runs, i.column(list, places, tagNames(column.layer), column.name))
	}
	i.finish(i.tagged(runs...), nil, noLine)
}

// columns are the tags of the two layers.
var columns = []struct {
	name  string
	layer Layer
}{{"ner_tags", Names}, {"quote_tags", Quotes}}

// tokens begins the story and returns where its words stand. Without a text it is made of the words.
func (i *importer) tokens(v, words annotate.Value) []text.Span {
	places := make([]text.Span, len(words.Items))
	story := v.Get("text")
	if !story.Is('"') {
		var t tagged
		for n, w := range words.Items {
			if w.Text == "" {
				i.refuse(w.Line, "tokens: an empty word")
				return nil
			}
			t.token(w.Text, "O", w.Line)
			places[n] = text.Span{Start: t.story.Len() - len(w.Text), End: t.story.Len()}
		}
		i.begin(v.Line, t.story.String())
		return places
	}
	if !i.begin(story.Line, story.Text) {
		return nil
	}
	offsets := v.Get("offsets").Items
	if len(offsets) != len(words.Items) {
		i.refuse(v.Line, "%d offsets for %d tokens", len(offsets), len(words.Items))
		return nil
	}
	for n, pair := range offsets {
		s := stretch{words: words.Items[n].Text, given: true, line: pair.Line, name: "offsets"}
		if len(pair.Items) == 2 {
			s.start, _ = pair.Items[0].Int()
			s.end, _ = pair.Items[1].Int()
		}
		at, ok := i.place(s)
		if !ok {
			i.refused = true // what stands behind it would be wrong too
			return nil
		}
		places[n] = at
	}
	return places
}

// column reads a column of tags: numbers in the order of the dataset card, or names.
func (i *importer) column(list annotate.Value, places []text.Span, names []string, name string) *tagged {
	t := &tagged{}
	for n, v := range list.Items {
		tag := v.Text
		if k, ok := v.Int(); ok && k < len(names) {
			tag = names[k]
		}
		if !isTag(tag) {
			i.problem(v.Line, "%s: %s is no tag of the dataset card: left out", name, short(string(v.Raw)))
			tag = "O"
		}
		t.tag(places[n], tag, v.Line)
	}
	return t
}

// datasetCard is the head of the dataset's README.md: what the columns hold, and the tags' names in the order of their numbers.
func datasetCard(split bool) []byte {
	var b strings.Builder
	files := "  - split: train\n    path: stories.jsonl\n"
	if split {
		files = "  - split: train\n    path: train.jsonl\n  - split: validation\n    path: dev.jsonl\n  - split: test\n    path: test.jsonl\n"
	}
	b.WriteString("---\nlanguage: en\ntask_categories:\n- token-classification\nconfigs:\n- config_name: default\n  data_files:\n" + files +
		"dataset_info:\n  features:\n")
	for _, name := range []string{"id", "title", "text"} {
		b.WriteString("  - name: " + name + "\n    dtype: string\n")
	}
	b.WriteString("  - name: tokens\n    sequence: string\n")
	for _, c := range columns {
		b.WriteString("  - name: " + c.name + "\n    sequence:\n      class_label:\n        names:\n")
		for n, tag := range tagNames(c.layer) {
			b.WriteString("          '" + itoa(n) + "': " + tag + "\n")
		}
	}
	b.WriteString("  - name: offsets\n    sequence:\n      sequence: int32\n---\n\n# Who acts, where, and who said what\n\n" +
		"News stories with actors and locations (`ner_tags`) and quotes (`quote_tags`), exported by Stet. `offsets` counts code points of `text`.\n")
	return []byte(b.String())
}

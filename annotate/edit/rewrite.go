package edit

import (
	"slices"
	"sort"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
)

// Rewriting is what a corrected text does to a story's marks.
type Rewriting struct {
	Edit  Revise
	Moved int // marks whose words were changed or moved, and that were found again by their surroundings
	Added int // suggestions on new words
}

// Rewrite gives a story another text. Marks whose words survive keep to them. The others are looked for where their words were, by what
// they are like, and then wherever the same words were put in; which have no place wait for one (Unplaced). What fresh, the engine's
// document of the new text, suggests on new words is added where it gets on with what is marked; fresh may be nil. The document must be
// sorted. Cost grows with the length of the texts.
func Rewrite(d *annotate.Document, now string, fresh *annotate.Document) (r Rewriting) {
	r.Edit.Text = Diff(d.Text, now)
	set := &annotate.Document{Text: now}
	r.Edit.Set = set
	w := &rewriter{d: d, now: now, mover: newMover(r.Edit.Text)}
	after := make([]annotate.Annotation, 0, len(d.Annotations))
	var found []int // of these: which were found again
	for _, a := range d.Annotations {
		at, kept := w.span(a.Span)
		ok := kept
		if !kept {
			at, ok = w.find(a.Span, a.Kind.Type() == kind.Quote)
		}
		if !ok {
			r.Edit.Lost = append(r.Edit.Lost, a.ID)
			continue
		}
		if !w.follow(&a, at) || !kept {
			found = append(found, len(after))
		}
		after = append(after, a)
	}
	set.Annotations, r.Moved = w.settle(after, found, &r.Edit)
	set.Entities = w.renamed(set.Annotations, after)
	if fresh != nil {
		r.Added = w.suggest(fresh, after, set, r.Edit.Lost)
	}
	set.Sort()
	return r
}

// rewriter knows both texts.
type rewriter struct {
	d   *annotate.Document
	now string
	*mover
	starts map[string][]int // where the words that were put in begin
	taken  map[int]bool     // where a mark was found
}

// follow gives a mark its new span, and moves cue and speaker along. It reports whether all of it kept to its words.
func (w *rewriter) follow(a *annotate.Annotation, at text.Span) (kept bool) {
	kept = true
	a.Span = at
	part := func(s text.Span) text.Span {
		moved, ok := w.span(s)
		if !ok {
			kept = false
			if moved, ok = w.find(s, false); !ok {
				return text.Span{}
			}
		}
		return moved
	}
	if a.Cue != nil {
		cue := part(*a.Cue)
		if a.Cue = &cue; cue.Empty() {
			a.Cue, a.CueExtra = nil, ""
		}
	}
	if a.Speaker != nil {
		who := *a.Speaker
		if !who.Span.Empty() {
			who.Span = part(who.Span)
		}
		if a.Speaker = &who; who.Span.Empty() && who.Entity == "" {
			a.Speaker = nil
		}
	}
	return kept
}

// settle takes out what was found again but overlaps another mark, and returns what a Revise must name.
func (w *rewriter) settle(after []annotate.Annotation, found []int, e *Revise) (set []annotate.Annotation, moved int) {
	doc := annotate.Document{Annotations: slices.Clone(after)}
	again := map[string]bool{}
	for _, i := range found {
		again[after[i].ID] = true
	}
	doc.Sort()
	var names, quotes []text.Span
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		if !again[a.ID] {
			if a.Kind.Type() == kind.Quote {
				quotes = append(quotes, a.Span)
			} else {
				names = append(names, a.Span)
			}
		}
	}
	for i := range doc.Annotations {
		a := &doc.Annotations[i]
		if !again[a.ID] {
			continue
		}
		list := &names
		clash := func(s text.Span) bool { return s.Overlaps(a.Span) }
		if a.Kind.Type() == kind.Quote {
			list = &quotes
			clash = func(s text.Span) bool {
				return s == a.Span || s.Overlaps(a.Span) && !s.Contains(a.Span) && !a.Contains(s)
			}
		}
		if slices.ContainsFunc(*list, clash) {
			e.Lost = append(e.Lost, a.ID)
			continue
		}
		*list = append(*list, a.Span)
		set = append(set, *a)
		moved++
	}
	return set, moved
}

// renamed names entities anew that were named by words which were corrected, and returns all that the marks need.
func (w *rewriter) renamed(set, after []annotate.Annotation) (list []annotate.Entity) {
	entities, were := byID(w.d), make(map[string]text.Span, len(w.d.Annotations))
	for i := range w.d.Annotations {
		were[w.d.Annotations[i].ID] = w.d.Annotations[i].Span
	}
	needed, names := map[string]bool{}, map[string]string{}
	for i := range set {
		a := &set[i]
		needed[refersTo(a)] = true
		for _, r := range a.RunnersUp {
			needed[r.Entity] = true
		}
		was := were[a.ID]
		if e := entities[a.Entity]; e != nil && e.Name == clean(w.d.Text[was.Start:was.End]) {
			names[e.ID] = clean(w.now[a.Start:a.End])
		}
	}
	for i := range after { // another mention has the name still
		a := &after[i]
		if e := entities[a.Entity]; e != nil && names[e.ID] != "" && clean(w.now[a.Start:a.End]) == e.Name {
			delete(names, e.ID)
		}
	}
	for _, e := range w.d.Entities {
		if needed[e.ID] {
			if name := names[e.ID]; name != "" {
				e.Name = name
			}
			list = append(list, e)
		}
	}
	return list
}

// suggest adds what the engine finds on new words.
func (w *rewriter) suggest(fresh *annotate.Document, after []annotate.Annotation, set *annotate.Document, lost []string) (added int) {
	j := newJoiner(w.d, fresh)
	standing := annotate.Document{Annotations: slices.DeleteFunc(slices.Clone(after), func(a annotate.Annotation) bool { return slices.Contains(lost, a.ID) })}
	standing.Sort()
	for i := range standing.Annotations {
		j.keep(&standing.Annotations[i])
	}
	for _, list := range [][]annotate.Annotation{w.d.Annotations, w.d.Rejected} {
		for i := range list {
			j.used[list[i].ID] = true
		}
	}
	for i := range w.d.Entities {
		j.used[w.d.Entities[i].ID] = true
	}
	for i := range fresh.Annotations {
		a := &fresh.Annotations[i]
		inside := a.Kind.Type() == kind.Quote && slices.ContainsFunc(j.quotes, a.Overlaps) // part of it is marked
		if w.isNew(a.Span) && j.free(a) && !inside {
			set.Annotations = append(set.Annotations, j.join(*a))
			added++
		}
	}
	for i := len(set.Annotations) - added; i < len(set.Annotations); i++ {
		j.runnersUp(&set.Annotations[i])
	}
	here := map[string]bool{}
	for i := range set.Entities {
		here[set.Entities[i].ID] = true
	}
	for _, e := range j.needed(set.Annotations) {
		if !here[e.ID] {
			set.Entities = append(set.Entities, e)
		}
	}
	return added
}

// isNew reports whether words that were put in are within the span of the new text.
func (w *rewriter) isNew(s text.Span) bool {
	i := sort.Search(len(w.list), func(i int) bool { return w.put(i).End > s.Start })
	return i < len(w.list) && w.put(i).Start < s.End
}

// put is where the words of a replacement stand in the new text.
func (w *rewriter) put(i int) text.Span {
	start := w.list[i].Start + w.sums[i]
	return text.Span{Start: start, End: start + len(w.list[i].With)}
}

// find looks for words that were changed: where they stood, then anywhere among what was put in.
func (w *rewriter) find(s text.Span, quote bool) (text.Span, bool) {
	words := w.d.Text[s.Start:s.End]
	if at, ok := w.near(s, words, quote); ok {
		return at, true
	}
	return w.elsewhere(s, words)
}

// alikeEnough is how alike, in thousandths, words must be to be the same ones corrected.
const alikeEnough = 600

func (w *rewriter) near(s text.Span, words string, quote bool) (text.Span, bool) {
	first := w.index(s.Start)
	last := first
	for last+1 < len(w.list) && w.list[last+1].Start < s.End {
		last++
	}
	left, from := 0, s.Start // what survives of the words
	for _, r := range w.list[first : last+1] {
		left += len(strings.TrimSpace(w.d.Text[from:max(from, min(r.Start, s.End))]))
		from = max(from, min(r.End, s.End))
	}
	left += len(strings.TrimSpace(w.d.Text[from:s.End]))
	within := text.Span{Start: w.put(first).Start, End: w.put(last).End}
	at := text.Span{Start: s.Start + w.sums[first], End: s.End + w.sums[last+1]}
	whole := true // the edges did not fall into what was replaced
	if w.list[first].Start < s.Start {
		whole = false
		if at.Start = within.Start; quote {
			at.Start = w.edge(w.put(first), words[:1+trailing(words)], true)
		}
	}
	if w.list[last].End > s.End {
		whole = false
		if at.End = within.End; quote {
			at.End = w.edge(w.put(last), words, false)
		}
	}
	at = text.Snap(w.now, at)
	if at.Empty() {
		return at, false
	}
	if quote {
		return at, 3*left >= s.Len() || alike(words, w.now[at.Start:at.End]) >= alikeEnough
	}
	if w.list[first].Start > s.Start && w.list[last].End < s.End { // both ends of the name survive
		return at, true
	}
	if best, ok := w.pick(text.Span{Start: min(at.Start, within.Start), End: max(at.End, within.End)}, words); ok {
		return best, true
	}
	return at, whole && 2*left >= s.Len()
}

// trailing is how many bytes of the first character follow its first byte.
func trailing(words string) int { return text.NextCluster(words, 0) - 1 }

// edge looks for the character that a quote begins or ends with in what was put in at its edge; without it the quote ends outside.
func (w *rewriter) edge(put text.Span, words string, start bool) int {
	with := w.now[put.Start:put.End]
	if start {
		if i := strings.LastIndex(with, words); i >= 0 {
			return put.Start + i
		}
		return put.End
	}
	mark := words[text.PreviousCluster(words, len(words)):]
	if i := strings.Index(with, mark); i >= 0 {
		return put.Start + i + len(mark)
	}
	return put.Start
}

// pick returns the words within the span of the new text that are most like those given.
func (w *rewriter) pick(within text.Span, words string) (best text.Span, ok bool) {
	const widest = 2000 // bytes that are looked at; a name that was changed stands among few new words
	within.End = min(within.End, within.Start+widest)
	within = text.Snap(w.now, within)
	t := text.Parse(w.now[within.Start:within.End])
	n := len(text.Parse(words).Tokens)
	most := alikeEnough - 1
	for size := max(1, n-1); size <= n+1; size++ {
		for i := 0; i+size <= len(t.Tokens); i++ {
			s := t.Span(i, i+size)
			if v := alike(words, t.Source[s.Start:s.End]); v > most {
				most, best, ok = v, text.Span{Start: s.Start + within.Start, End: s.End + within.Start}, true
			}
		}
	}
	return best, ok
}

// elsewhere looks for the same words where words were put in: a paragraph may have moved. Of several places it takes the one whose
// surroundings are most like those before.
func (w *rewriter) elsewhere(s text.Span, words string) (text.Span, bool) {
	if w.starts == nil {
		w.starts, w.taken = map[string][]int{}, map[int]bool{}
		for i := range w.list {
			put := w.put(i)
			t := text.Parse(w.now[put.Start:put.End])
			for k := range t.Tokens {
				w.starts[t.Word(k)] = append(w.starts[t.Word(k)], put.Start+t.Tokens[k].Start)
			}
		}
	}
	tokens := text.Parse(words)
	if len(tokens.Tokens) == 0 {
		return s, false
	}
	best, most := -1, -1
	for _, at := range w.starts[tokens.Word(0)] {
		if w.taken[at] || !strings.HasPrefix(w.now[at:], words) || !whole(w.now, text.Span{Start: at, End: at + len(words)}) {
			continue
		}
		if like := w.around(s, at, len(words)); like > most {
			best, most = at, like
		}
	}
	if best < 0 {
		return s, false
	}
	w.taken[best] = true
	return text.Span{Start: best, End: best + len(words)}, true
}

// around counts the bytes beside the words that are the same in both texts.
func (w *rewriter) around(s text.Span, at, n int) (same int) {
	for k := 1; k <= about && s.Start-k >= 0 && at-k >= 0 && w.d.Text[s.Start-k] == w.now[at-k]; k++ {
		same++
	}
	for k := 0; k < about && s.End+k < len(w.d.Text) && at+n+k < len(w.now) && w.d.Text[s.End+k] == w.now[at+n+k]; k++ {
		same++
	}
	return same
}

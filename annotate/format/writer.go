package format

import (
	"strconv"

	"stet/annotate"
	"stet/annotate/text"
)

// writer appends JSON. What its methods call each other for is small and called everywhere: kept out of line, they take 8 kB off
// the page's download.
type writer struct{ b []byte }

// next puts a comma where one is due.
//
//go:noinline
func (w *writer) next() {
	if n := len(w.b); n > 0 {
		if c := w.b[n-1]; c != '{' && c != '[' && c != ':' && c != '\n' {
			w.b = append(w.b, ',')
		}
	}
}

//go:noinline
func (w *writer) open(c byte) *writer {
	w.next()
	w.b = append(w.b, c)
	return w
}

//go:noinline
func (w *writer) close(c byte) *writer {
	w.b = append(w.b, c)
	return w
}

// key begins a member.
//
//go:noinline
func (w *writer) key(name string) *writer {
	w.next()
	w.b = append(annotate.AppendString(w.b, name), ':')
	return w
}

//go:noinline
func (w *writer) string(s string) *writer {
	w.next()
	w.b = annotate.AppendString(w.b, s)
	return w
}

//go:noinline
func (w *writer) int(n int) *writer {
	w.next()
	w.b = strconv.AppendInt(w.b, int64(n), 10)
	return w
}

func (w *writer) bool(t bool) *writer {
	w.next()
	w.b = strconv.AppendBool(w.b, t)
	return w
}

// raw appends JSON that stands already.
//
//go:noinline
func (w *writer) raw(b []byte) *writer {
	w.next()
	w.b = append(w.b, b...)
	return w
}

// strings appends an array of strings.
func (w *writer) strings(list []string) *writer {
	w.open('[')
	for _, s := range list {
		w.string(s)
	}
	return w.close(']')
}

// extra appends members that stand already.
func (w *writer) extra(e annotate.Extra) {
	if e != "" {
		w.raw([]byte(e))
	}
}

// triple appends [start, end, label].
func (w *writer) triple(e *export, s text.Span, label string) {
	w.open('[').int(e.at(s.Start)).int(e.at(s.End)).string(label).close(']')
}

// record writes the story's id and title.
func (w *writer) record(e *export) {
	w.key("id").string(e.d.ID)
	w.key("title").string(e.d.Title)
}

// origin writes what a format has no field of its own for: where a mark comes from, what it names, what was decided.
func (w *writer) origin(e *export, a *annotate.Annotation) {
	if a.Entity != "" {
		w.key("entity").string(a.Entity)
	}
	if s := a.Speaker; s != nil && s.Entity != "" {
		w.key("speaker").string(s.Entity)
	}
	if len(a.RunnersUp) > 0 {
		w.key("runners_up").open('[')
		for _, u := range a.RunnersUp {
			if e.entity(u.Entity) != nil {
				w.open('{').key("entity").string(u.Entity).key("score").score(u.Score)
				w.close('}')
			}
		}
		w.close(']')
	}
	w.key("by").string(a.By)
	w.key("score").score(a.Score)
	w.key("state").string(a.State.String())
	w.extra(a.Extra)
}

func (w *writer) score(s annotate.Score) {
	w.raw(strconv.AppendFloat(nil, float64(s)/1000, 'f', -1, 64))
}

// sheet writes what belongs to the story as a whole, as a Stet document without text and marks.
func (w *writer) sheet(e *export) {
	d := annotate.Document{ID: e.d.ID, Title: e.d.Title, Engine: e.d.Engine, Done: e.d.Done, Entities: e.d.Entities, Extra: e.d.Extra}
	w.key("stet").raw(d.AppendJSON(nil))
}

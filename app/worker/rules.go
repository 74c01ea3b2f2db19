package worker

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// Off begins a line of a user's pack that is switched off: a comment to every program, so that the pack does the same everywhere.
const Off = "#off "

// PackName is the file that a user's pack is saved as.
const PackName = "my-rules.jsonl"

// use has the engine work with a user's pack; an empty one is none.
func (s *Server) use(pack []byte) error {
	if s.engine == nil {
		e, err := s.start()
		if err != nil {
			return err
		}
		s.engine = e
	}
	if string(pack) == s.pack {
		return nil
	}
	if s.with == nil {
		return errors.New("this engine takes no rules")
	}
	var packs []*rules.Pack
	if len(pack) > 0 {
		p, err := rules.Load(PackName, bytes.NewReader(pack))
		if err != nil {
			return err
		}
		packs = append(packs, p)
	}
	e, err := s.with(packs...)
	if err != nil {
		return err
	}
	s.engine, s.pack = e, string(pack)
	return nil
}

// rules says what is wrong with a pack, and what each of its lines does; of blank lines and comments nothing.
func (s *Server) rules(pack []byte) [][]byte {
	problem := ""
	if err := s.use(pack); err != nil {
		problem = err.Error()
		if at := (*rules.Error)(nil); errors.As(err, &at) {
			problem = place(at)
		}
	}
	out := [][]byte{[]byte(problem)}
	for line := range bytes.Lines(pack) {
		line = bytes.TrimPrefix(bytes.TrimSpace(line), []byte(Off))
		says := ""
		if p, err := rules.Load("", bytes.NewReader(line)); err == nil && len(p.Rules) == 1 {
			says = p.Rules[0].Says()
		}
		out = append(out, []byte(says))
	}
	return out
}

// place puts an error of the loader in words without the file's name.
func place(at *rules.Error) string {
	switch {
	case at.Line == 0:
		return at.Message
	case at.Column == 0:
		return fmt.Sprintf("line %d: %s", at.Line, at.Message)
	}
	return fmt.Sprintf("line %d, column %d: %s", at.Line, at.Column, at.Message)
}

// untouched reports whether no editor has done anything: what was done is other rules' suggestions.
func untouched(h *edit.History) bool {
	edits, _ := h.Edits()
	for _, e := range edits {
		if r, ok := e.(edit.Revise); !ok || len(r.Text) > 0 {
			return false
		}
	}
	return true
}

func (s *Server) refresh(pack, base []byte, encoded [][]byte) ([][]byte, error) {
	h, err := replay(base, encoded)
	if err == nil {
		err = s.use(pack)
	}
	if err != nil {
		return nil, err
	}
	fresh, err := s.engine(h.Doc.ID, h.Doc.Title, h.Doc.Text)
	if err != nil {
		return nil, err
	}
	r, ok := edit.Refresh(h.Doc, fresh, untouched(h))
	if !ok {
		return [][]byte{nil, nil, tally(h.Doc)}, nil
	}
	r.Edit.Label = "applied your rules"
	var said strings.Builder
	for i := range r.Changes {
		said.WriteString(change(h.Doc.Text, &r.Changes[i]))
	}
	out := edit.AppendEdit(nil, text.NewOffsets(h.Doc.Text), r.Edit)
	if _, err := h.Do(r.Edit); err != nil {
		return nil, err
	}
	return [][]byte{out, []byte(said.String()), tally(h.Doc)}, nil
}

// change writes a difference on one line: what becomes of the mark, before, words and behind, parted by tabs.
func change(story string, d *edit.Difference) string {
	a, what := d.Theirs, ""
	switch {
	case d.Mine == nil:
		what = "new: " + a.Kind.String()
	case a == nil:
		a = d.Mine
		what = "no longer " + a.Kind.String()
	case d.In&edit.Kinds != 0:
		what = d.Mine.Kind.String() + " → " + a.Kind.String()
	case d.In&edit.Speakers != 0:
		what = "another speaker"
	default:
		what = "another cue"
	}
	const around = 32
	left := text.Snap(story, text.Span{Start: max(0, a.Start-around), End: a.Start})
	right := text.Snap(story, text.Span{Start: a.End, End: min(len(story), a.End+around)})
	if i := strings.IndexAny(story[left.Start:left.End], " \n"); i >= 0 && left.Start > 0 { // whole words
		left.Start += i
	}
	if i := strings.LastIndexAny(story[right.Start:right.End], " \n"); i >= 0 && right.End < len(story) {
		right.End = right.Start + i
	}
	flat := func(s text.Span) string { return strings.Join(strings.Fields(story[s.Start:s.End]), " ") }
	return what + "\t" + flat(left) + "\t" + flat(a.Span) + "\t" + flat(right) + "\n"
}

// Unsure is the score in thousandths below which a suggestion counts as uncertain.
const Unsure = 650

func tally(d *annotate.Document) []byte {
	decided, unsure := 0, 0
	for i := range d.Annotations {
		switch a := &d.Annotations[i]; {
		case a.State != annotate.Suggested:
			decided++
		case a.Score < Unsure:
			unsure++
		}
	}
	return fmt.Appendf(nil, "%d %d %d", len(d.Annotations), decided, unsure)
}

func (s *Server) rewrite(pack []byte, now string, base []byte, encoded [][]byte) ([][]byte, error) {
	h, err := replay(base, encoded)
	if err == nil {
		err = annotate.CheckText(now)
	}
	if err == nil {
		err = s.use(pack)
	}
	if err != nil {
		return nil, err
	}
	fresh, err := s.engine(h.Doc.ID, h.Doc.Title, now)
	if err != nil {
		return nil, err
	}
	r := edit.Rewrite(h.Doc, now, fresh)
	r.Edit.Label = "edited the text"
	return [][]byte{edit.AppendEdit(nil, text.NewOffsets(h.Doc.Text), r.Edit), fmt.Appendf(nil, "%d %d", r.Moved, r.Added)}, nil
}

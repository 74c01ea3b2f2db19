package app

import (
	"slices"
	"time"

	"stet/annotate/text"
	"stet/app/browser"
)

// A slice of painting lasts about this long; then the page may answer to the user before the next one.
const slice = 12 * time.Millisecond

// draw builds the whole story, paragraph by paragraph.
func (d *Desk) draw() {
	d.page.Begin(d.story.Doc().Text, d.story.Wrapped)
	d.queue = d.queue[:0]
	for i := range d.story.Blocks {
		d.queue = append(d.queue, i)
	}
	if !d.painting {
		d.painting = true
		d.page.Soon(d.paintSlice)
	}
}

// redraw brings the whole story up to date where it stands, with the text that it has now: what can be seen first.
func (d *Desk) redraw() {
	s := d.story
	first, last := d.page.InView()
	begins := make([]int32, len(s.Blocks))
	for i, b := range s.Blocks {
		begins[i] = int32(s.Offsets.UTF16(b.Start))
	}
	d.page.Turn(s.Doc().Text, s.Wrapped, begins)
	d.queue = d.queue[:0]
	for i := max(first, 0); i <= min(last, len(s.Blocks)-1); i++ {
		d.queue = append(d.queue, i)
	}
	for i := range s.Blocks {
		if i < first || i > last {
			d.queue = append(d.queue, i)
		}
	}
	if !d.painting {
		d.painting = true
		d.paintSlice()
	}
}

// paintSlice paints from the queue until the slice is over, and asks for another where paragraphs are left. Paragraphs that do not
// stand yet come in order, since each is put behind the one before.
func (d *Desk) paintSlice() {
	s := d.story
	if s == nil {
		d.painting = false
		return
	}
	began := time.Now()
	next := d.page.Soon
	for few := 3; len(d.queue) > 0 && time.Since(began) < slice; few = min(2*few, 12) {
		p := newPainter(s)
		n := min(few, len(d.queue))
		for _, i := range d.queue[:n] {
			p.paragraph(i)
		}
		d.queue = d.queue[n:]
		if d.page.Paint(p.code, p.labels.String()) {
			next = d.page.Shown // the browser has these to lay out first
			break
		}
	}
	if len(d.queue) > 0 {
		next(d.paintSlice)
		return
	}
	d.painting = false
	if d.reading == "" {
		d.page.Mark("stet:marks-shown")
		if !d.rehearsed {
			d.rehearsed = true
			d.page.Later(300, func() { d.rehearse(40) })
		}
	}
}

// A change of more paragraphs than this repaints at first only those that can be seen; the rest follow in slices.
const atOnce = 3

// repaint brings the paragraphs that the spans touch up to date. then is the mark that comes into view afterwards.
func (d *Desk) repaint(spans []text.Span, then string) {
	s := d.story
	hit := s.blocksOf(spans)
	if d.painting && len(d.queue) > 0 {
		// Paragraphs of the first drawing that do not stand yet will be painted with the change in them.
		hit = slices.DeleteFunc(hit, func(i int) bool { return slices.Contains(d.queue, i) })
	}
	if len(hit) > atOnce {
		first, last := d.page.InView()
		if m := s.Mark(then); m != nil {
			if at := s.blockAt(m.Start); at < first || at > last {
				first, last = at-(last-first), at+(last-first)
			}
		}
		seen := func(i int) bool { return i >= first && i <= last }
		for _, i := range hit {
			if !seen(i) {
				d.queue = append(d.queue, i)
			}
		}
		hit = slices.DeleteFunc(hit, func(i int) bool { return !seen(i) })
	}
	p := newPainter(s)
	for _, i := range hit {
		p.paragraph(i)
	}
	if len(hit) > 0 {
		d.page.Paint(p.code, p.labels.String())
	}
	if len(d.queue) > 0 && !d.painting {
		d.painting = true
		d.page.Shown(d.paintSlice)
	}
}

// blocksOf returns the blocks that the spans touch, in order.
func (s *Story) blocksOf(spans []text.Span) (hit []int) {
	for _, sp := range spans {
		first := s.blockAt(sp.Start)
		for i := first; i < len(s.Blocks) && (i == first || s.Blocks[i].Start < sp.End); i++ {
			hit = append(hit, i)
		}
	}
	slices.Sort(hit)
	return slices.Compact(hit)
}

// moveOptions say how the current mark changes.
type moveOptions struct {
	menu, scroll, take bool
	silent             bool // not read out: what was done is said instead
}

// moveTo makes a mark the current one; "" is none.
func (d *Desk) moveTo(id string, o moveOptions) {
	d.waiting = kind0
	d.led = false
	d.pane = paneMark
	if d.pending != nil {
		d.pending = nil
		d.page.Deselect(false)
	}
	d.page.Light("pending", nil)
	d.page.Tip("")
	d.current, d.menu = id, o.menu && id != ""
	d.attend(browser.Focus{Scroll: o.scroll, Take: o.take})
	d.refresh(partMenu)
	d.refreshPanel()
	if o.take && !o.silent && id != "" {
		d.speak(id)
	}
}

// attend tells the page which mark is current, what to light with it, and where its menu hangs.
func (d *Desk) attend(f browser.Focus) {
	f.Entity = -1
	var speaker, cue []int32
	hang := text.Span{Start: -1}
	if m := d.story.Mark(d.current); m != nil {
		f.Menu = d.menu
		if m.Entity != "" {
			f.Entity = int(d.story.entityNumber(m.Entity))
		}
		hang = m.Span
		if m.Speaker != nil && !m.Speaker.Empty() {
			speaker = d.units(m.Speaker.Span)
			hang = further(hang, m.Speaker.Span)
		}
		if m.Cue != nil {
			cue = d.units(*m.Cue)
			hang = further(hang, *m.Cue)
		}
	} else {
		d.current, d.menu = "", false
	}
	d.page.Light("speaker", speaker)
	d.page.Light("cue", cue)
	d.page.Go(d.current, f)
	if d.pending == nil {
		d.hang(hang)
	}
	d.hold()
}

// further takes a span's end along where it lies close behind, so that the menu does not cover it.
func further(s, o text.Span) text.Span {
	if o.End > s.End && o.Start-s.End < 160 {
		s.End = o.End
	}
	return s
}

func (d *Desk) hang(s text.Span) {
	if s.Start < 0 || !d.menu && d.pending == nil {
		d.page.Hang(-1, -1)
		return
	}
	d.page.Hang(d.story.Offsets.UTF16(s.Start), d.story.Offsets.UTF16(s.End))
}

// units converts a span for the page.
func (d *Desk) units(s text.Span) []int32 {
	return []int32{int32(d.story.Offsets.UTF16(s.Start)), int32(d.story.Offsets.UTF16(s.End))}
}

// bytesOf converts the page's offsets back.
func (d *Desk) bytesOf(start, end int) text.Span {
	a, _ := d.story.Offsets.FromUTF16(start)
	b, _ := d.story.Offsets.FromUTF16(end)
	return text.Span{Start: a, End: b}
}

// moveMenu hangs the open menu where the current mark is.
func (d *Desk) moveMenu() { d.attend(browser.Focus{}) }

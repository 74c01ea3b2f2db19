package app

import (
	"strings"

	"stet/annotate"
	"stet/annotate/edit"
	"stet/app/worker"
)

// A long story takes the engine a second or two, for it reads the whole before it marks the first word. Meanwhile the page shows what
// the engine finds in the story's beginning alone: first in so many bytes, then in eight times as many, as long as that is little
// beside the story. Nothing can be decided yet; what turns out otherwise in the end is marked otherwise then.
const (
	firstGlimpse = 8 << 10
	nextGlimpse  = 8
	smallPart    = 4 // a glimpse is at most a fourth of the story
)

// beginnings returns how many bytes of a story to show first, then next: each ends with a paragraph.
func beginnings(story string) (ends []int) {
	for n := firstGlimpse; n <= len(story)/smallPart; n *= nextGlimpse {
		if end := strings.LastIndexByte(story[:n], '\n'); end > 0 && strings.TrimSpace(story[:end]) != "" {
			ends = append(ends, end)
		}
	}
	return ends
}

// glimpse has the engine mark a story's beginnings and shows them while the story is waited for.
func (d *Desk) glimpse(id, title, story string) {
	for _, end := range beginnings(story) {
		d.ask(worker.OpGlimpse, func(parts [][]byte, err error) {
			if err != nil {
				return // the story itself will say so
			}
			if doc, err := worker.Unpack(parts[0]); err == nil {
				d.page.Shown(func() { d.glimpsed(id, doc, end) })
			}
		}, []byte(story[:end]), []byte(title), []byte(id))
	}
}

// glimpsed shows the marks of a story's first bytes, once all of its text stands.
func (d *Desk) glimpsed(id string, doc *annotate.Document, end int) {
	s := d.story
	switch {
	case d.reading != id || s == nil || s.Row.ID != id:
		return
	case d.painting:
		d.page.Shown(func() { d.glimpsed(id, doc, end) })
		return
	}
	doc.Text = s.Doc().Text
	d.story = newStory(s.Row, edit.New(doc), s)
	for i := 0; i < len(s.Blocks) && s.Blocks[i].Start < end; i++ {
		d.queue = append(d.queue, i)
	}
	d.painting = true
	d.paintSlice()
	d.page.Mark("stet:glimpse")
}

package quotes

import (
	"stet/annotate/names"
	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// shortest is how many tokens a stretch in marks takes at least, marks included, to be a unit: a word in marks.
const shortest = 3

// Read returns a story as the trained model reads it: its units, every token in order with the outermost stretches in quotation
// marks as one unit each, and what the rules take for reports. Training needs it; Find does the same by itself.
func Read(t *text.Text, f *rules.Found, mentions []names.Mention) ([]tagger.Unit, []tagger.Hint) {
	if len(t.Tokens) == 0 {
		return nil, nil
	}
	r := read(t, f, mentions)
	units, of := r.units()
	hints, _ := r.hints(of)
	return units, hints
}

// units cuts the story, and says for each token which unit holds it.
func (r *reader) units() (units []tagger.Unit, of []int32) {
	units, of = r.memory.units[:0], r.memory.index[(indices-1)*len(r.t.Tokens):]
	for _, p := range r.t.Paragraphs {
		for i := p.First; i < p.Last; {
			end := min(r.next(i), p.Last)
			quoted := end-i >= shortest
			if !quoted {
				end = i + 1
			}
			for k := i; k < end; k++ {
				of[k] = int32(len(units))
			}
			unit := tagger.Unit{Range: text.Range{First: i, Last: end}, Quoted: quoted}
			if !quoted && r.class[i]&cue != 0 {
				if hit, ok := r.f.At(i, rules.Cue); ok {
					unit.Lemma, unit.Frames = tagger.Hash(hit.Rule.ID), uint32(r.framesOf(hit.Rule))
				}
			}
			units = append(units, unit)
			i = end
		}
	}
	return units, of
}

// hints returns the reports that the writer makes, in units, and for each its index in r.found. Those inside quotations are the
// speakers' own (Q11), and units cannot hold them.
func (r *reader) hints(of []int32) (hints []tagger.Hint, found []int32) {
	hints, found = make([]tagger.Hint, 0, len(r.found)), make([]int32, 0, len(r.found))
	in := func(s span) text.Range {
		if s.empty() {
			return text.Range{}
		}
		return text.Range{First: int(of[s.first]), Last: int(of[s.last-1]) + 1}
	}
	for k := range r.found {
		if x := &r.found[k]; x.inside < 0 && !x.content.empty() {
			hints = append(hints, tagger.Hint{Cue: in(x.cue), Source: in(x.speaker), Content: in(x.content), Rule: tagger.Hash(x.by)})
			found = append(found, int32(k))
		}
	}
	return hints, found
}

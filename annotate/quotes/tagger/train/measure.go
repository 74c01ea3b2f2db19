package main

import (
	"fmt"

	"stet/annotate/quotes/tagger"
	"stet/annotate/text"
)

// measure says how much of the corpus's content the model finds: pieces that share half of their characters (Jaccard), and for
// those whether the source is right. The whole engine is measured elsewhere; this tells whether training went well.
func measure(m *tagger.Model, all []*story) string {
	type tally struct{ gold, hit, spoken, right, system, touched int }
	var n [2]tally // with quotation marks, without
	for _, s := range all {
		var found []text.Span
		var sources []text.Span
		for _, r := range m.Find(s.t, s.units, s.hints) {
			for _, c := range r.Contents {
				found = append(found, s.span(c.Range))
				sources = append(sources, s.span(r.Source))
			}
		}
		var contents []text.Span
		for _, r := range s.reports {
			group := &n[0]
			if r.quoted == "indirect" {
				if group = &n[1]; !r.speech {
					contents = append(contents, r.content...)
					continue
				}
			}
			for _, c := range r.content {
				contents = append(contents, c)
				group.gold++
				i, share := nearest(c, found)
				if share < 0.5 {
					continue
				}
				group.hit++
				if len(r.source) == 0 {
					continue
				}
				group.spoken++
				for _, src := range r.source {
					if o := overlap(src, sources[i]); o > 0 && 2*o >= min(src.Len(), sources[i].Len()) {
						group.right++
						break
					}
				}
			}
		}
		for _, f := range found {
			group := &n[1]
			tokens := s.t.Range(f)
			for i := tokens.First; i < tokens.Last; i++ {
				if s.units[s.unitOf[i]].Quoted {
					group = &n[0]
				}
			}
			group.system++
			if _, share := nearest(f, contents); share >= 0.5 {
				group.touched++
			}
		}
	}
	out := ""
	for i, name := range []string{"quoted", "indirect"} {
		p, r := ratio(n[i].touched, n[i].system), ratio(n[i].hit, n[i].gold)
		out += fmt.Sprintf("dev, %-8s  precision %.1f  recall %.1f  F %.1f  source %.1f\n", name, p, r, 2*p*r/max(p+r, 1), ratio(n[i].right, n[i].spoken))
	}
	return out
}

func (s *story) span(units text.Range) text.Span {
	if units.Len() <= 0 {
		return text.Span{}
	}
	return s.t.Span(s.units[units.First].First, s.units[units.Last-1].Last)
}

func nearest(c text.Span, in []text.Span) (best int, share float64) {
	for i, f := range in {
		o := overlap(c, f)
		if j := float64(o) / float64(c.Len()+f.Len()-o); j > share {
			best, share = i, j
		}
	}
	return best, share
}

func overlap(a, b text.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

func ratio(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }

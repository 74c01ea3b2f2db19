package rules

import (
	"strings"
	"testing"

	"stet/annotate/text"
)

func TestGazetteerNamesWhatARuleMarks(t *testing.T) {
	load := func(lines string) *Pack {
		p, err := Load("test.jsonl", strings.NewReader(lines))
		if err != nil {
			t.Fatal(err)
		}
		p.builtIn = true
		return p
	}
	base := load(`{"label":"SETTLEMENT","id":"city","gazetteer":true,"score":0.7}`)
	place := &Place{Name: "Lindheim", Country: "DE", GeoNames: 7}
	names := Gazetteer("towns", [32]byte{1}, List{Rule: "city", Names: []string{"Lindheim", "Old Lindheim"}, Places: []*Place{place, place}})
	story := text.Parse("He left Old Lindheim.")
	hit := func(packs ...*Pack) (Hit, bool) {
		s, err := Compile(packs...)
		if err != nil {
			t.Fatal(err)
		}
		return s.Find(story).At(2, Settlement)
	}
	if h, ok := hit(base, names); !ok || h.Place != place || h.Country() != "DE" || h.Len() != 2 || h.Rule.ID != "city" {
		t.Errorf("found %v %+v", ok, h)
	}
	if h, ok := hit(base, names, load(`{"id":"city","off":true}`)); ok {
		t.Errorf("switched off, found %+v", h)
	}
	if h, ok := hit(base); ok {
		t.Errorf("without a gazetteer, found %+v", h)
	}
	with, _ := Compile(base, names)
	without, _ := Compile(base)
	if with.Hash() == without.Hash() {
		t.Error("hashes do not tell the sets apart")
	}
}

package app

import (
	"strings"
	"testing"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/text"
	"stet/app/browser"
	"stet/app/worker"
)

// mapped is an engine that is in doubt about Carrow, and sure of Ostra.
func mapped(id, title, s string) (*annotate.Document, error) {
	at := func(words string) text.Span {
		i := strings.Index(s, words)
		return text.Span{Start: i, End: i + len(words)}
	}
	d := &annotate.Document{ID: id, Title: title, Text: s, Entities: []annotate.Entity{
		{ID: "e1", Kind: kind.Settlement, Name: "Carrow", Country: "GB", GeoNames: 7, Place: &annotate.Point{Lat: 52.6, Lon: 1.3}, Candidates: []annotate.Candidate{
			{Kind: kind.Settlement, Name: "Carrow", Admin: "England", Country: "GB", GeoNames: 7, Place: annotate.Point{Lat: 52.6, Lon: 1.3}, Score: 700},
			{Kind: kind.Settlement, Name: "Carrow", Admin: "Ohio", Country: "US", GeoNames: 9, Place: annotate.Point{Lat: 40.1, Lon: -82.9}, Score: 300}}},
		{ID: "e2", Kind: kind.Settlement, Name: "Ostra", Country: "SE", Place: &annotate.Point{Lat: 57.7, Lon: 12}, Approximate: true},
	}, Annotations: []annotate.Annotation{
		{ID: "a1", Kind: kind.Settlement, Span: at("Carrow"), Entity: "e1", By: "rule:test", Score: 900},
		{ID: "a2", Kind: kind.Settlement, Span: at("Ostra"), Entity: "e2", By: "rule:test", Score: 900},
	}}
	d.Sort()
	return d, d.Check()
}

func TestChoosesAmongPlaces(t *testing.T) {
	f := &browser.Fake{}
	f.Handle = worker.New(func() (worker.Engine, error) { return mapped, nil }).Handle
	d := New(f)
	test := ui.NewClientTester(d.Frame())
	t.Cleanup(test.Close)
	d.start()
	f.Run()
	f.Fire("paste", "From Carrow to Ostra.\n", "")
	place := func() annotate.Entity { return *d.story.Entity("e1") }
	key := func(k string) { f.Fire("key", k, 0, inStory) }

	key("j")
	key("p")
	var names []string
	for _, o := range d.options() {
		names = append(names, o.key+" "+o.name)
	}
	if got := strings.Join(names, "; "); got != "0 None of these; a Carrow, England, GB; b Carrow, Ohio, US" || d.choice != 1 {
		t.Fatalf("the list is %s, at %d", got, d.choice)
	}
	key("b")
	if e := place(); e.GeoNames != 9 || e.Country != "US" || *e.Place != e.Candidates[1].Place {
		t.Errorf("chosen: %+v", e)
	}
	if got := f.Words[len(f.Words)-1]; !strings.Contains(got, "placed “Carrow” on the map") {
		t.Errorf("said %q", got)
	}
	f.Fire("key", "z", ctrl, inStory)
	if e := place(); e.GeoNames != 7 {
		t.Errorf("undone: %+v", e)
	}
	key("p")
	key("0")
	if e := place(); e.Place != nil || e.Country != "" || len(e.Candidates) != 2 {
		t.Errorf("none of these: %+v", e)
	}
	// what is kept is so when it is opened again
	id := d.story.Row.ID
	f.Fire("do", "home", "")
	f.Fire("do", "open", id)
	if e := place(); e.Place != nil || len(e.Candidates) != 2 {
		t.Errorf("opened again: %+v", e)
	}
	// a place that can be nothing else has no list, and says where it is
	key("j")
	for d.current != "a2" {
		key("j")
	}
	key("p")
	if d.listed() {
		t.Error("there is a list for Ostra")
	}
	if got := placeOf(d.story.Entity("e2")); got != "SE  near 57.70 N 12.00 E" {
		t.Errorf("Ostra is at %q", got)
	}
}

package format

import (
	"bytes"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
)

// What a doubtful place can mean goes along, a note each, and that a place only lies near its coordinates.
func TestTEICarriesCandidates(t *testing.T) {
	d := example(t)
	e := &d.Entities[1]
	e.Approximate = true
	e.Candidates = []annotate.Candidate{
		{Kind: kind.Settlement, Name: "Lyon", Admin: "Mississippi", Country: "US", GeoNames: 4434069, Place: annotate.Point{Lat: 34.218, Lon: -90.542}, Score: 120},
		{Kind: kind.Natural, Name: "Lyon", Place: annotate.Point{Lat: 1, Lon: 2}, Score: 15}}
	f, err := Find("tei")
	if err != nil {
		t.Fatal(err)
	}
	parts, _ := f.Export(d, Options{})
	out := string(bytes.Join(parts, nil))
	for _, want := range []string{
		`<note type="approximate">`,
		`<note type="candidate">settlement Lyon, Mississippi, US; 34.218 -90.542; geonames 4434069; 120/1000</note>`,
		`<note type="candidate">natural Lyon; 1 2; geonames 0; 15/1000</note>`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

package annotate_test

import (
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/models"
)

// Without the gazetteer, or with a damaged one, the engine says so and still marks what its rules and models find.
func TestWorksWithoutTheGazetteer(t *testing.T) {
	damaged := slices.Clone(models.Places)
	damaged[len(damaged)-1]++
	for _, tt := range []struct {
		name, want string
		file       []byte
	}{{"absent", "missing", nil}, {"damaged", "checksum", damaged}} {
		files := models.All()
		files.Places = tt.file
		e, err := annotate.New(files)
		if err != nil {
			t.Fatal(err)
		}
		if w := e.Warnings(); len(w) != 1 || !strings.Contains(w[0].Error(), "cities") || !strings.Contains(w[0].Error(), tt.want) {
			t.Errorf("%s: warnings %v", tt.name, w)
		}
		d, err := e.Annotate(annotate.Story{Text: "Peru's president met reporters in Lima on Tuesday."})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Annotations) != 2 || d.Annotations[0].By == "rule:city" || d.Annotations[1].By == "rule:capital" {
			t.Errorf("%s: %+v", tt.name, d.Annotations)
		}
	}
}

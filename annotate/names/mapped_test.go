package names

import (
	"strings"
	"testing"

	"stet/annotate/kind"
	"stet/annotate/text"
)

// Towns that no list marks, one of them named like a person, are places where the story's other places lie.
func TestSmallPlacesBesideOthers(t *testing.T) {
	const story = "Deputies from Douglas County, Minn., closed the road near Alexandria. Brandon flooded, and so did Garfield. Crews from Osakis helped."
	got := placesOf(story)
	for _, want := range []string{"Alexandria", "Brandon", "Garfield", "Osakis"} {
		if !strings.Contains(got, "|"+want+"|") {
			t.Errorf("%s is no place; places are %s", want, got)
		}
	}
	const club = "The club opened in Grafton, Mass., in 1921. Last year the Webster lost its roof."
	if got := placesOf(club); strings.Contains(got, "|Webster|") {
		t.Errorf("with an article before it a town is in %s", got)
	}
	if got := placesOf("Brandon called. Garfield answered."); got != "|" {
		t.Errorf("by themselves places are %s", got)
	}
}

// placesOf returns the story's names of places and of states, each between bars.
func placesOf(story string) string {
	x := text.Parse(story)
	b := "|"
	for _, m := range Find(x, english().Find(x), trained(), places()) {
		if m.Kind == kind.State || m.Kind.Type() == kind.Location {
			b += x.Of(m.Span) + "|"
		}
	}
	return b
}

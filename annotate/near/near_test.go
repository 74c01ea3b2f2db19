package near

import (
	"fmt"
	"strings"
	"testing"
)

func TestNear(t *testing.T) {
	story := func(n int) []string {
		var words []string
		for i := range 300 {
			words = append(words, fmt.Sprintf("word%d", Mix(uint64(n*1000+i))%5000))
		}
		return words
	}
	missed := 0
	for i := range 100 {
		words := story(i)
		a, other := Of(strings.Join(words, " ")).Brief(), Of(strings.Join(story(i+1000), " ")).Brief()
		words[100] = "CORRECTED"
		if !Near(a, Of("UPDATE:  "+strings.Join(words, "\n")).Brief()) {
			missed++
		}
		if Near(a, other) {
			t.Errorf("story %d is taken for another", i)
		}
	}
	if missed > 1 {
		t.Errorf("%d of 100 updates are not known again", missed)
	}
	if Near(nil, nil) || Near(Of("x").Brief()[:8], Of("x").Brief()[:8]) {
		t.Error("half a signature is near")
	}
}

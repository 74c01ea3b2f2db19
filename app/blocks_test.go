package app

import (
	"strings"
	"testing"
)

func TestBlocks(t *testing.T) {
	long := strings.Repeat("A long sentence about the bridge and the sea. ", 4)
	for _, c := range []struct {
		name, story string
		want        []string
		wrapped     bool
	}{
		{"blank lines", "One here.\n\nTwo here.\n", []string{"One here.", "Two here."}, false},
		{"a paragraph a line", long + "\n" + long + "\n", []string{strings.TrimSpace(long), strings.TrimSpace(long)}, false},
		{"short lines stay together", "Photo by: A\nPhoto by: B\n\n" + long, []string{"Photo by: A\nPhoto by: B", strings.TrimSpace(long)}, false},
		{"CRLF", "One here.\r\n\r\nTwo here.\r\n", []string{"One here.", "Two here."}, false},
		{"wrapped by hand", strings.Repeat("This line is about as long as a line in an old mail and\n", 8) + "\nNext.\n", []string{strings.TrimSpace(strings.Repeat("This line is about as long as a line in an old mail and\n", 8)), "Next."}, true},
		{"only white space", " \n \n", []string{""}, false},
		{"white space before", "\n\n  Text.", []string{"\n\n  Text."}, false},
		{"nothing", "", []string{""}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			blocks, wrapped := Blocks(c.story)
			var got []string
			at := 0
			for _, b := range blocks {
				if b.Start != at {
					t.Errorf("a block begins at %d, the one before ended at %d", b.Start, at)
				}
				got = append(got, c.story[b.Start:b.End])
				at = b.Next
			}
			if at != len(c.story) {
				t.Errorf("the blocks end at %d of %d", at, len(c.story))
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") || wrapped != c.wrapped {
				t.Errorf("got %q, wrapped %v", got, wrapped)
			}
		})
	}
}

func TestBlocksCutLongParagraphs(t *testing.T) {
	story := strings.Repeat("словосочетание ", 9000)
	blocks, _ := Blocks(story)
	if len(blocks) < 10 {
		t.Errorf("%d blocks for %d bytes", len(blocks), len(story))
	}
	var all strings.Builder
	for _, b := range blocks {
		all.WriteString(story[b.Start:b.Next])
	}
	if all.String() != story {
		t.Error("the blocks together are not the story")
	}
}

// Package corpus says which stories of the annotated corpora are held out together, so that the program that trains the tagger
// and the one that fits the evidence beside it agree about what a model has not seen.
package corpus

import (
	"fmt"
	"strings"

	"stet/annotate/names/tagger"
)

// Outlet returns what wrote the story with the id, as far as its corpus says: the outlet in WWNW, elsewhere the story itself.
func Outlet(corpus, id string) string {
	if i := strings.LastIndexByte(id, '_'); i > 0 && corpus == "wwnw" {
		return id[:i]
	}
	return id
}

// Fold returns which of n folds holds the story out: an outlet's stories are held out together.
func Fold(corpus, id string, n int) int {
	return int(tagger.HashWord(Outlet(corpus, id))>>3) % n
}

// ModelFile names the model that was trained without fold k of n.
func ModelFile(k, n int) string { return fmt.Sprintf("without-%d-of-%d.model", k+1, n) }

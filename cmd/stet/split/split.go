// Package split shares stories out to a training, a development and a test set. A story's side follows from its id alone, so that it
// stays where it is when others come; but a story that is nearly the same as one before goes where that one went.
package split

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"stet/annotate/near"
)

// Names are the sides' names.
var Names = [3]string{"train", "dev", "test"}

// Shares are how many stories of 100 go to each side.
type Shares [3]int

// Parse reads "80,10,10": whole numbers that make 100.
func Parse(s string) (Shares, error) {
	var shares Shares
	fields := strings.Split(s, ",")
	sum := 0
	for i, f := range fields {
		n, err := strconv.Atoi(strings.TrimSpace(f))
		if err != nil || n < 0 || i > 2 {
			return shares, fmt.Errorf("%q: want three numbers such as 80,10,10", s)
		}
		shares[i] = n
		sum += n
	}
	if len(fields) != 3 || sum != 100 {
		return shares, errors.New("want three numbers that make 100, such as 80,10,10")
	}
	return shares, nil
}

// side returns the side of an id.
func (s Shares) side(id string) int {
	h := fnv.New64a()
	h.Write([]byte(id))
	at := int(near.Mix(h.Sum64()) % 100)
	for i, share := range s {
		if at < share {
			return i
		}
		at -= share
	}
	return len(s) - 1
}

// Split decides, story by story. Its memory does not grow: it knows the bands of about the last 60,000 stories.
type Split struct {
	shares Shares
	seen   []band
	Near   int // stories that followed another one
}

type band struct {
	key  uint64
	side uint8 // from 1
}

const slots = 1 << 20

// New begins a split.
func New(shares Shares) *Split { return &Split{shares: shares, seen: make([]band, slots)} }

// Side returns the side of a story: 0, 1 or 2, for Names.
func (s *Split) Side(id string, sig near.Signature) int {
	side := s.shares.side(id)
	for _, key := range sig {
		if at := s.seen[key%slots]; at.key == key && at.side > 0 {
			side = int(at.side) - 1
			s.Near++
			break
		}
	}
	for _, key := range sig {
		s.seen[key%slots] = band{key, uint8(side + 1)}
	}
	return side
}

package tagger

// How far on either side of a cue is looked.
const (
	reach  = 60
	nearby = 1 // how many sentences before and after the cue's; a quotation of several is one
)

// Window returns the units around a cue that its report may reach, [first, last): its sentence and the next ones of its paragraph.
func (r *Reader) Window(c int) (first, last int) {
	return r.reach(c, -1), r.reach(c, 1) + 1
}

// reach returns the last unit on one side that a cue's report may reach.
func (r *Reader) reach(u, step int) int {
	p, passed := r.units[u].paragraph, 0
	for k := 0; k < reach; k++ {
		next := r.at(u + step)
		if next.paragraph != p {
			break
		}
		if next.sentence != r.units[u].sentence {
			if passed++; passed > nearby {
				break
			}
		}
		u += step
	}
	return u
}

// run counts what stands between a unit and the cue.
type run struct{ comma, verb, sentence, quote, conjunction, relative uint8 }

func two(n uint8) uint32 { return uint32(min(n, 2)) }

// count fills r.runs for the window, from the cue outward.
func (r *Reader) count(c, first, last int) {
	r.runs = grow(r.runs, last-first)
	for _, step := range [...]int{-1, 1} {
		var n run
		for u := c + step; first <= u && u < last; u += step {
			r.runs[u-first] = n
			switch x := &r.units[u]; {
			case x.Quoted:
				n.quote = min(n.quote+1, 2)
			case x.class == ',':
				n.comma = min(n.comma+1, 2)
			case x.tag.verb() || x.tag == MD:
				n.verb = min(n.verb+1, 2)
			case x.tag == CC:
				n.conjunction = min(n.conjunction+1, 2)
			case x.tag == WP || x.class == 'h':
				n.relative = min(n.relative+1, 2)
			case x.class == '.' || x.low == semicolon:
				n.sentence = min(n.sentence+1, 2)
			}
		}
	}
	r.runs[c-first] = run{}
}

var (
	semicolon = hashWord(";")
	beForms   = set("is", "was", "were", "are", "been", "be", "being")
	thatWord  = hashWord("that")
	// tails begin what often follows a report without belonging to it
	tails = set(",", "and", "but", "because", "while", "after", "when", "as", "who", "which", "although", "before", "since", "if", "or",
		"so", "—", "–", "-", ";", ":", "during", "in", "on")
)

func set(words ...string) *classTable { return byWord(map[byte][]string{1: words}) }

// distance groups how many units lie between a unit and the cue, and the side.
func distance(k int) uint32 {
	side := uint32(0)
	if k < 0 {
		side, k = 16, -k
	}
	switch {
	case k <= 4:
		return side | uint32(k)
	case k <= 6:
		return side | 5
	case k <= 9:
		return side | 6
	case k <= 14:
		return side | 7
	case k <= 22:
		return side | 8
	case k <= 35:
		return side | 9
	}
	return side | 10
}

// frame is what the features know of the cue itself, as hashes.
type frame struct {
	cue, tag, next, nextWord uint32 // next is of the tag behind the cue, with its own
	that                     uint32 // how far behind it "that" stands
	frames                   uint32 // what may follow, as the lexicon says
	context                  uint32 // quotations on either side, "that", form, passive
}

func (r *Reader) frame(c, first, last int) frame {
	x := &r.units[c]
	f := frame{cue: mix(x.low, uint32(x.tag)), tag: mix(uint32(x.tag), 3), next: mix(uint32(r.at(c+1).tag), uint32(x.tag)), nextWord: r.at(c + 1).low}
	that := uint32(0)
	f.frames = mix(x.Frames, bit(x.tag == VBN))
	for k := 1; k <= 6 && c+k < last; k++ {
		if r.units[c+k].low == thatWord {
			that = uint32(k)
			break
		}
		if r.units[c+k].class == '.' {
			break
		}
	}
	var before, after, passive uint32
	for k := 1; k <= 10 && c-k >= first; k++ {
		if r.units[c-k].Quoted {
			before = 1 + bit(k > 4)
			break
		}
	}
	for k := 1; k <= 10 && c+k < last; k++ {
		if r.units[c+k].Quoted {
			after = 1 + bit(k > 3)
			break
		}
	}
	for k := 1; k <= 3 && c-k >= first; k++ {
		if beForms.of(r.units[c-k].low) != 0 {
			passive = 1
		}
	}
	f.that = mix(that, 4)
	f.context = mix(mix(before, after), mix(bit(that > 0), bit(x.tag == VBG)|bit(x.tag == VBN)<<1|passive<<2))
	return f
}

// chunks are what comes from a unit on, and what was before it, as a shallow parse sees it: the classes of chunks in five bits each,
// the nearest lowest. A chunk is a stretch of units of one class; adverbs stand anywhere and count for nothing.
type chunks struct{ ahead, back uint32 }

// How many bits of chunks the features look at.
const (
	twoChunks   = 1<<10 - 1
	threeChunks = 1<<15 - 1
	fourChunks  = 1<<20 - 1
)

// chunkCode numbers the chunk classes from 1.
var chunkCode = func() (codes ['z' + 1]uint8) {
	for i, c := range []byte("npvbgetcwrihsx,.:(q^") {
		codes[c] = uint8(i) + 1
	}
	return codes
}()

// chunk fills r.chunks for the paragraph of unit u, unless it has been done.
func (r *Reader) chunk(u int) {
	p := r.units[u].paragraph
	if r.chunked == p {
		return
	}
	r.chunked = p
	r.chunks = grow(r.chunks, len(r.units))
	for u > 0 && r.units[u-1].paragraph == p {
		u--
	}
	first, seen := u, uint32(0)
	for ; u < len(r.units) && r.units[u].paragraph == p; u++ {
		r.chunks[u].back = seen
		seen = joined(seen, r.units[u].class)
	}
	seen = 0
	for u--; u >= first; u-- {
		seen = joined(seen, r.units[u].class)
		r.chunks[u].ahead = seen
	}
}

// joined puts a unit before the chunks seen.
func joined(seen uint32, class byte) uint32 {
	c := uint32(chunkCode[class])
	if class == 'r' || seen&31 == c {
		return seen
	}
	return seen<<5 | c
}

package tagger

// Tag is a part of speech, coarser than the Penn Treebank's where news loses nothing by it.
type Tag uint8

// The tags, by their Penn Treebank names.
const (
	NN Tag = iota
	NNS
	NNP
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	MD
	TO
	IN
	DT
	PRP
	PRPS
	JJ
	RB
	CC
	CD
	WP
	WRB
	POS
	Sign
	Rest
	Tags int = iota

	quoted Tag = 30 // of a quoted unit
	edge   Tag = 31 // behind either end of the story
)

// ParseTag returns the tag for one of the Penn Treebank's.
func ParseTag(s string) Tag {
	if t, ok := penn[s]; ok {
		return t
	}
	return Rest
}

var penn = map[string]Tag{
	"NN": NN, "NNS": NNS, "NNP": NNP, "NNPS": NNP, "VB": VB, "VBD": VBD, "VBG": VBG, "VBN": VBN, "VBP": VBP, "VBZ": VBZ, "MD": MD,
	"TO": TO, "IN": IN, "DT": DT, "PDT": DT, "PRP": PRP, "EX": PRP, "PRP$": PRPS, "WP$": PRPS, "JJ": JJ, "JJR": JJ, "JJS": JJ,
	"RB": RB, "RBR": RB, "RBS": RB, "RP": RB, "CC": CC, "CD": CD, "WP": WP, "WDT": WP, "WRB": WRB, "POS": POS,
	".": Sign, ",": Sign, ":": Sign, "``": Sign, "''": Sign, "-LRB-": Sign, "-RRB-": Sign, "$": Sign, "#": Sign,
}

// verb reports whether the tag is a verb's, modals apart.
func (t Tag) verb() bool { return VB <= t && t <= VBZ }

// finite reports whether the tag is a finite verb's or a modal's.
func (t Tag) finite() bool { return t == VBD || t == VBP || t == VBZ || t == MD }

// Word is what the features of a token are made from.
type Word struct {
	Low  uint32    // hash of the lower-case form
	Ends [4]uint32 // hashes of its last one, two and three bytes, and of its shape
	Sure Tag       // the only one it can have, or Unsure
	cue  bool      // training saw it as a cue
}

// ReadWord hashes a word: as written, and in lower case.
func ReadWord(word string, low []byte) Word {
	w := Word{Low: hashWord(low), Sure: Unsure}
	one, two, three := uint32(fnvOffset), uint32(fnvOffset), uint32(fnvOffset)
	for end := low[max(0, len(low)-3):]; len(end) > 0; end = end[1:] {
		c := uint32(end[0])
		three = (three ^ c) * fnvPrime
		if len(end) <= 2 {
			two = (two ^ c) * fnvPrime
		}
		if len(end) == 1 {
			one = (one ^ c) * fnvPrime
		}
	}
	w.Ends = [4]uint32{one, two, three, shape(word)}
	return w
}

func shape(w string) uint32 {
	var s uint32
	upper, digit := true, false
	for i := 0; i < len(w); i++ {
		c := w[i]
		upper = upper && 'A' <= c && c <= 'Z'
		digit = digit || '0' <= c && c <= '9'
	}
	switch c := w[0]; {
	case 'A' <= c && c <= 'Z':
		s = 1
	case '0' <= c && c <= '9':
		s = 2
	case 'a' <= c && c <= 'z':
		s = 3
	case c >= 0x80:
		s = 4
	}
	return s | bit(upper && len(w) > 1)<<3 | bit(digit)<<4
}

// tagTemplates is how many features decide on a tag.
const tagTemplates = 17

var outside = Word{Low: 1, Ends: [4]uint32{2, 3, 4, 5}}

// TagFeatures fills f for word i of a sentence whose two words before it have the tags t1 and t2 (t1 the nearer).
func TagFeatures(f *[tagTemplates]uint32, words []Word, i int, t1, t2 Tag) {
	at := func(j int) *Word {
		if j < 0 || j >= len(words) {
			return &outside
		}
		return &words[j]
	}
	w := &words[i]
	next, last := at(i+1), at(i-1)
	one, two := uint32(t1), uint32(t1)<<8|uint32(t2)
	f[0] = mix(1, w.Low)
	f[1] = mix(2, w.Ends[2])
	f[2] = mix(3, w.Ends[1])
	f[3] = mix(4, w.Ends[0])
	f[4] = mix(5, w.Ends[3])
	f[5] = mix(6, one)
	f[6] = mix(7, two)
	f[7] = mix(8, mix(one, w.Low))
	f[8] = mix(9, last.Low)
	f[9] = mix(10, next.Low)
	f[10] = mix(11, at(i-2).Low)
	f[11] = mix(12, at(i+2).Low)
	f[12] = mix(13, next.Ends[2])
	f[13] = mix(14, last.Ends[2])
	f[14] = mix(15, w.Ends[3]<<1|bit(i == 0))
	f[15] = mix(16, mix(w.Ends[2], one))
	f[16] = mix(17, mix(w.Ends[1], next.Ends[2]))
}

// Start is the tag of what stands before a sentence.
const Start = edge

package tagger

// Bits of what the lists say about a name. A name may be on several.
const (
	BigPlace    = iota // 100,000 inhabitants and more, capitals
	MidPlace           // 15,000 and more
	SmallPlace         // fewer
	Country            // countries, territories, continents
	Region             // states, provinces, and other large parts
	Demonym            // nationalities
	FirstName          // given names
	FamilyName         // family names
	Title              // words before a person's name
	OrgWord            // words that end or head an institution's name
	PlaceWord          // words that end or head a place's name
	ListClasses        // how many there are
)

// LongestName is the most words that a name in the lists has; longer ones are not looked up.
const LongestName = 5

// Table maps hashes to small values by open addressing. The zero Table is empty.
type Table struct {
	keys []uint32 // 0 stands for an empty place
	vals []uint16
	mask uint32
}

// NewTable builds a table. Keys are cut to keyBits, and of two equal ones the later wins.
func NewTable(keys []uint32, vals []uint16) Table {
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	t := Table{make([]uint32, size), make([]uint16, size), uint32(size - 1)}
	for i, k := range keys {
		k = cut(k)
		j := k & t.mask
		for t.keys[j] != 0 && t.keys[j] != k {
			j = (j + 1) & t.mask
		}
		t.keys[j], t.vals[j] = k, vals[i]
	}
	return t
}

// keyBits is how much of a hash a table keeps: enough that one look-up in two hundred finds what is not there.
const keyBits = 26

func cut(h uint32) uint32 {
	h >>= 32 - keyBits
	if h == 0 {
		h = 1
	}
	return h
}

// Get returns the value at the hash, 0 where there is none.
func (t *Table) Get(h uint32) uint16 {
	if len(t.keys) == 0 {
		return 0
	}
	h = cut(h)
	for j := h & t.mask; ; j = (j + 1) & t.mask {
		switch t.keys[j] {
		case h:
			return t.vals[j]
		case 0:
			return 0
		}
	}
}

// Lexicon is what the tagger knows about words beside its weights.
type Lexicon struct {
	Names Table // hash of a phrase → bits, 1<<BigPlace and so on
	Words Table // hash of a word → cluster, and in the top bits how often it is written with a capital
}

// Word values: the low bits hold the cluster (0 for none), the top two how often the word is capitalised in running text
// (0 unknown, 1 hardly ever, 2 sometimes, 3 nearly always).
const clusterBits = 12

// Cluster returns the cluster of the word with the hash, 0 for none.
func (l *Lexicon) Cluster(hash uint32) uint32 {
	return uint32(l.Words.Get(hash) & (1<<clusterBits - 1))
}

// WordValue packs what Lexicon.Words holds.
func WordValue(cluster, capitals int) uint16 { return uint16(cluster | capitals<<clusterBits) }

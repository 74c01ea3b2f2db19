package tagger

// Entry is a word that training knows something of.
type Entry struct {
	Word uint32 // a hash
	Tag  Tag    // the part of speech that it always has, or Unsure
	Cue  bool   // it can be a cue
}

// Unsure stands for the tag of a word that has several.
const Unsure Tag = 127

// lexicon is a hash table of words with open addresses. Its length is a power of two, and half of it at least is free.
type lexicon struct {
	slots []Entry // a Word of 0 is none
	shift int
}

func newLexicon(words []Entry) lexicon {
	l := lexicon{shift: 31}
	for 1<<(32-l.shift) < 2*len(words)+2 {
		l.shift--
	}
	l.slots = make([]Entry, 1<<(32-l.shift))
	for _, e := range words {
		i := l.home(e.Word)
		for l.slots[i].Word != 0 {
			i = (i + 1) & (len(l.slots) - 1)
		}
		l.slots[i] = e
	}
	return l
}

func (l *lexicon) home(w uint32) int { return int(w * 0x9E3779B1 >> l.shift) }

// find returns what is known of a word; nothing of most.
func (l *lexicon) find(w uint32) Entry {
	for i := l.home(w); ; i = (i + 1) & (len(l.slots) - 1) {
		if e := l.slots[i]; e.Word == w || e.Word == 0 {
			if e.Word == 0 {
				e.Tag = Unsure
			}
			return e
		}
	}
}

// entries returns the words in no order that means anything.
func (l *lexicon) entries() []Entry {
	var all []Entry
	for _, e := range l.slots {
		if e.Word != 0 {
			all = append(all, e)
		}
	}
	return all
}

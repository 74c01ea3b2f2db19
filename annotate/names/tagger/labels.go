package tagger

// Class is what the tagger takes a name for. Its classes are coarser than the kinds of mark: whether a place is a settlement, a
// facility or a state is for the rules to say.
type Class uint8

// The classes. Norp and Misc are there so that what they cover is not taken for something else; Norp is a help to A4.
const (
	None   Class = iota
	Person       // A1
	Org          // A2
	Place        // A3 and L1: countries, settlements, facilities, natural features
	Norp         // nationalities, religions and politics, nouns and adjectives
	Misc         // works, events, awards, products (M5)
	classes
)

var classNames = [classes]string{"none", "person", "organization", "place", "norp", "misc"}

// String returns the class's name.
func (c Class) String() string { return classNames[c] }

// Label is a class with the token's position in the name: BILOU.
type Label uint8

// The labels: Out, then begin, inside, last and unit of each class in the order of the classes.
const (
	Out    Label = 0
	Labels       = 1 + 4*(int(classes)-1)
)

// The positions in a name.
const (
	Begin = iota
	Inside
	Last
	Unit
)

// LabelOf returns the label of a position in a name of class c.
func LabelOf(c Class, position int) Label { return Label(1 + 4*(int(c)-1) + position) }

// Class returns the class of the label, None for Out.
func (l Label) Class() Class {
	if l == Out {
		return None
	}
	return Class((l-1)/4 + 1)
}

// Position returns Begin, Inside, Last or Unit; it means nothing for Out.
func (l Label) Position() int { return int(l-1) % 4 }

// opens reports whether the label begins a name or stands outside one, so that it may follow a name's end.
func (l Label) opens() bool { return l == Out || l.Position() == Begin || l.Position() == Unit }

// closes reports whether a name is complete after the label.
func (l Label) closes() bool { return l == Out || l.Position() == Last || l.Position() == Unit }

// openers and closers are the labels that open and that close, in ascending order.
var openers, closers = func() (open, close [2*int(classes) - 1]Label) {
	var o, c int
	for l := Out; int(l) < Labels; l++ {
		if l.opens() {
			open[o] = l
			o++
		}
		if l.closes() {
			close[c] = l
			c++
		}
	}
	return open, close
}()

// Follows reports whether label b may come straight after a.
func Follows(a, b Label) bool {
	if b.opens() {
		return a.closes()
	}
	return a != Out && !a.closes() && a.Class() == b.Class()
}

// before lists for each label the labels that may stand before it, in ascending order.
var before = func() (of [Labels][]Label) {
	for b := range of {
		for a := Label(0); int(a) < Labels; a++ {
			if Follows(a, Label(b)) {
				of[b] = append(of[b], a)
			}
		}
	}
	return of
}()

// Before lists the labels that may come straight before l.
func Before(l Label) []Label { return before[l] }

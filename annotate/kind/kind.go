// Package kind names what a mark can be: three types (actor, location, quote) and the kinds within each,
// as the annotation guidelines define them (rules A1–A4, L1, Q1–Q3).
package kind

import "fmt"

// Type is the layer that a mark belongs to.
type Type uint8

// The three types. A kind belongs to exactly one.
const (
	NoType Type = iota
	Actor
	Location
	Quote
)

// Kind is what a mark is within its type.
type Kind uint8

// The kinds, in the guidelines' order. Other packages may range from Person to Indirect.
const (
	None         Kind = iota
	Person            // A1: a named human
	Organization      // A2: a named institution, company, medium, party, armed group, team
	State             // A3: a country, region or city that acts or answers for something
	Group             // A4: a people or collective, or demonym + noun for people
	Country           // L1
	Region            // L1: state, province, continent
	Settlement        // L1: city, town, village, neighbourhood
	Facility          // L1: road, bridge, airport, camp, building, stadium
	Natural           // L1: river, mountain, sea, island, desert
	Direct            // Q1: wholly inside quotation marks
	Mixed             // Q2: a report that holds a quoted stretch
	Indirect          // Q3: a report without quotation marks
)

var typeNames = [...]string{"", "actor", "location", "quote"}

var kinds = [...]struct {
	name string
	typ  Type
}{
	None:         {"", NoType},
	Person:       {"person", Actor},
	Organization: {"organization", Actor},
	State:        {"state", Actor},
	Group:        {"group", Actor},
	Country:      {"country", Location},
	Region:       {"region", Location},
	Settlement:   {"settlement", Location},
	Facility:     {"facility", Location},
	Natural:      {"natural", Location},
	Direct:       {"direct", Quote},
	Mixed:        {"mixed", Quote},
	Indirect:     {"indirect", Quote},
}

// String returns the type's name in the document format, or "" for NoType.
func (t Type) String() string { return typeNames[t] }

// Kinds lists the kinds of the type in the guidelines' order.
func (t Type) Kinds() []Kind {
	var of []Kind
	for k := Person; k <= Indirect; k++ {
		if kinds[k].typ == t {
			of = append(of, k)
		}
	}
	return of
}

// String returns the kind's name in the document format, or "" for None.
func (k Kind) String() string { return kinds[k].name }

// Type returns the type that the kind belongs to.
func (k Kind) Type() Type { return kinds[k].typ }

// Parse returns the kind with the document format's name. The error lists what is allowed.
func Parse(name string) (Kind, error) {
	for k := Person; k <= Indirect; k++ {
		if kinds[k].name == name {
			return k, nil
		}
	}
	return None, fmt.Errorf("unknown kind %q: want one of person, organization, state, group, country, region, settlement, facility, natural, direct, mixed, indirect", name)
}

// MarshalText writes the kind's name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the kind's name; any other text is an error.
func (k *Kind) UnmarshalText(b []byte) (err error) {
	*k, err = Parse(string(b))
	return err
}

package rules

import (
	"slices"
	"strings"

	"stet/annotate/kind"
)

// Label is what a rule makes of the words that it finds: a kind of mark, or a word class.
type Label uint8

// The labels. Marks come first; a class's line in the table says what it holds.
const (
	NoLabel Label = iota
	Person
	Org
	State
	Group
	Country
	Region
	Settlement
	Facility
	Natural

	Title
	Honorific
	FirstName
	FamilyName
	Particle
	OrgHead
	OrgTail
	OrgOf
	PlaceWord
	PlaceHead
	Direction
	Demonym
	PeopleNoun
	Government
	Office
	ActVerb
	PlacePrep
	Calendar
	Common
	Event
	Work
	PersonNoun
	OrgNoun
	Pronoun
	Kin
	Relation
	Initial
	Sport
	Storm
	Evidence
	Never

	Cue
	CueNoun
	CuePhrase
	Auxiliary
	Conjunction
	ReportAdverb
	Addressee
	SubClause
	Determiner
	SpeakerNoun
	QuoteStop
	Preposition
	Adverb
	Verb
	lastLabel
)

const _ = uint(64 - lastLabel) // Found keeps a token's labels in the bits of one word

// labels names the labels, says what each is, and lists the attributes its lines may have beyond those of every line.
// Quotes' classes stand at the end.
var labels = [...]struct {
	name  string
	kind  kind.Kind
	attrs string
	what  string
}{
	NoLabel:    {},
	Person:     {"PERSON", kind.Person, "", "a human's name (A1)"},
	Org:        {"ORG", kind.Organization, "", "an organization's name (A2)"},
	State:      {"STATE", kind.State, "country", "a country, region or city that acts (A3)"},
	Group:      {"GROUP", kind.Group, "country", "a people or collective (A4)"},
	Country:    {"COUNTRY", kind.Country, "country", "a country's name (L1)"},
	Region:     {"REGION", kind.Region, "country", "a province, state or continent (L1)"},
	Settlement: {"SETTLEMENT", kind.Settlement, "capital country gazetteer", "a city, town, village or quarter (L1)"},
	Facility:   {"FACILITY", kind.Facility, "country", "a road, airport, camp, building (L1)"},
	Natural:    {"NATURAL", kind.Natural, "country", "a river, mountain, sea, island (L1)"},

	Title:      {"TITLE", 0, "gender", "an office or rank before or after a name: president, Sgt., Archbishop"},
	Honorific:  {"HONORIFIC", 0, "gender", "a form of address before a name: Mr, Dame"},
	FirstName:  {"FIRST_NAME", 0, "gender", "a given name"},
	FamilyName: {"FAMILY_NAME", 0, "", "a family name"},
	Particle:   {"PARTICLE", 0, "", "a small word inside personal names: de, bin, van"},
	OrgHead:    {"ORG_HEAD", 0, "", "a noun that ends an organization's name: University, Party"},
	OrgTail:    {"ORG_TAIL", 0, "", "a legal form behind a company's name: Inc, plc"},
	OrgOf:      {"ORG_OF", 0, "", "a noun that begins an organization's name before of or for: Ministry, Bank"},
	PlaceWord:  {"PLACE_WORD", 0, "kind", "a noun that ends a place's name: River, Airport"},
	PlaceHead:  {"PLACE_HEAD", 0, "kind", "a noun that begins a place's name: Lake, Mount, Fort"},
	Direction:  {"DIRECTION", 0, "", "north, south-eastern, upper"},
	Demonym:    {"DEMONYM", 0, "country", "an adjective made from a place: Syrian, French"},
	PeopleNoun: {"PEOPLE_NOUN", 0, "", "a noun for people that makes a group with a demonym (A4): soldiers, media"},
	Government: {"GOVERNMENT", 0, "", "a noun for a government that makes a state with a demonym (A3): regime"},
	Office:     {"OFFICE", 0, "", "what a state owns (A3): president, army, policy, law"},
	ActVerb:    {"ACT_VERB", 0, "", "a verb that a state does as an actor (A3): accuse, sign"},
	PlacePrep:  {"PLACE_PREPOSITION", 0, "", "a preposition before places: in, near, across"},
	Calendar:   {"CALENDAR", 0, "", "days, months, feasts"},
	Common:     {"COMMON", 0, "", "words that are no names though a sentence or headline capitalises them"},
	Event:      {"EVENT", 0, "", "a noun that ends the name of an event, law, award or document (M5): Olympics, Act"},
	Work:       {"WORK", 0, "", "a name that is neither actor nor place (M5)"},
	PersonNoun: {"PERSON_NOUN", 0, "gender", "a common noun for a person: spokesman, farmer, author"},
	OrgNoun:    {"ORG_NOUN", 0, "", "a common noun for an organization: ministry, company, agency"},
	Pronoun:    {"PRONOUN", 0, "gender number case", "a personal pronoun"},
	Kin:        {"KIN", 0, "gender", "a word for a relative: wife, son"},
	Relation:   {"RELATION", 0, "role", "a word that ties a name to another: based, born"},
	Initial:    {"INITIALISM", 0, "", "an acronym that is no name: CEO, DNA, TV"},
	Sport:      {"SPORT", 0, "", "a word of sports reports, where a country is its team (A2)"},
	Storm:      {"STORM", 0, "", "a word for what weather offices give names to: hurricane"},
	Evidence:   {"EVIDENCE", 0, "weights", "a reason that the engine finds by itself; it has no pattern"},
	Never:      {"NEVER", 0, "of", "words that are never marked, or never of the classes that of names"},

	Cue:          {"CUE", 0, "frames role", "a verb that reports (Q7)"},
	CueNoun:      {"CUE_NOUN", 0, "frames role", "a noun that reports with a verb (Q12)"},
	CuePhrase:    {"CUE_PHRASE", 0, "frames role", "a phrase that reports: according to"},
	Auxiliary:    {"AUXILIARY", 0, "role", "have, be, will"},
	Conjunction:  {"CONJUNCTION", 0, "role", "and, but, while"},
	ReportAdverb: {"REPORT_ADVERB", 0, "role", "an adverb beside a cue: also, reportedly"},
	Addressee:    {"ADDRESSEE", 0, "role", "who is told: reporters"},
	SubClause:    {"SUBCLAUSE", 0, "role", "a word that begins a clause: that, who"},
	Determiner:   {"DETERMINER", 0, "role", "the, a, his"},
	SpeakerNoun:  {"SPEAKER_NOUN", 0, "role number gender", "a common noun that can speak: statement, spokesman"},
	QuoteStop:    {"QUOTE_STOP", 0, "role", "words that keep a quoted stretch from being a quote (Q5)"},
	Preposition:  {"PREPOSITION", 0, "role", "of, with, during"},
	Adverb:       {"ADVERB", 0, "role", "an adverb that may stand between a subject and its verb: again, never"},
	Verb:         {"VERB", 0, "role", "a verb in any of its forms, so that clauses can be told from noun phrases"},
}

// aliases are other tools' names for marks.
var aliases = map[string]Label{
	"PER": Person, "ORGANIZATION": Org, "ORGANISATION": Org, "NORP": Group, "GPE": Settlement, "CITY": Settlement,
	"LOC": Region, "LOCATION": Region, "PLACE": Settlement, "FAC": Facility,
}

var byName = func() map[string]Label {
	m := make(map[string]Label, len(labels)+len(aliases))
	for l := Person; l < lastLabel; l++ {
		m[labels[l].name] = l
	}
	for name, l := range aliases {
		m[name] = l
	}
	return m
}()

// LabelOf returns the label of that name, an alias included; NoLabel for an unknown one.
func LabelOf(name string) Label { return byName[name] }

// String returns the label's name.
func (l Label) String() string { return labels[l].name }

// Mark returns the kind of mark that the label makes, or kind.None for a word class.
func (l Label) Mark() kind.Kind { return labels[l].kind }

// What says in a few words what the label stands for.
func (l Label) What() string { return labels[l].what }

// Labels returns all labels, marks first.
func Labels() []Label {
	var all []Label
	for l := Person; l < lastLabel; l++ {
		all = append(all, l)
	}
	return all
}

// Attributes returns the names of the attributes that the label's lines may have, in alphabetical order.
func (l Label) Attributes() []string {
	a := strings.Fields(labels[l].attrs)
	slices.Sort(a)
	return a
}

func labelNames() string {
	var names []string
	for _, l := range Labels() {
		names = append(names, l.String())
	}
	return strings.Join(names, ", ")
}

// LabelSet is a set of labels, a bit each.
type LabelSet uint64

// SetOf returns the set of the labels.
func SetOf(labels ...Label) (s LabelSet) {
	for _, l := range labels {
		s |= 1 << l
	}
	return s
}

// Has reports whether the label is in the set.
func (s LabelSet) Has(l Label) bool { return s&(1<<l) != 0 }

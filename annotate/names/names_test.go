package names

import (
	"os"
	"strings"
	"sync"
	"testing"

	"stet/annotate/kind"
	"stet/annotate/places/gazetteer"
	"stet/annotate/rules"
	"stet/annotate/text"
)

var places = sync.OnceValue(func() *gazetteer.Gazetteer {
	file, err := os.ReadFile("../models/places.gazetteer")
	if err != nil {
		panic(err)
	}
	g, err := gazetteer.Load(file)
	if err != nil {
		panic(err)
	}
	return g
})

var english = sync.OnceValue(func() *rules.Set {
	set, err := rules.Compile(places().Packs()...)
	if err != nil {
		panic(err)
	}
	return set
})

// marked returns the story's mentions in the form "kind:words", parted by bars.
func marked(set *rules.Set, story string) string {
	t := text.Parse(story)
	var out []string
	for _, m := range Find(t, set.Find(t), nil, places()) {
		out = append(out, m.Kind.String()+":"+t.Of(m.Span))
	}
	return strings.Join(out, " | ")
}

func TestGuidelines(t *testing.T) {
	tests := []struct{ rule, story, want string }{
		{"A1 title outside the span", "The talks were led by Prime Minister Ingrid Halvorsen in Oslo.", "person:Ingrid Halvorsen | settlement:Oslo"},
		{"A1 state, title, name", "They met US Secretary of State John Hartley.", "state:US | person:John Hartley"},
		{"A1 honorific and possessive", "Police searched Mr Okafor's house.", "person:Okafor"},
		{"A1 particles", "The envoy Staffan van der Berg met Youssef al-Haddad.", "person:Staffan van der Berg | person:Youssef al-Haddad"},
		{"A1 hyphens", "The court heard Lam Siu-ming, 43, on Tuesday.", "person:Lam Siu-ming"},
		{"A1 initials", "The letter was signed by George W. Mason and J. K. Ortega.", "person:George W. Mason | person:J. K. Ortega"},
		{"A1 a bare title is no actor", "The Pope and the President spoke on Monday.", ""},
		{"A2 without the article", "It was seized by the Northern Rivers Water Authority.", "organization:Northern Rivers Water Authority"},
		{"A2 of", "She runs the Institute of Marine Biology.", "organization:Institute of Marine Biology"},
		{"A2 of and and", "He joined the Ministry of Health and Social Welfare in May.", "organization:Ministry of Health and Social Welfare"},
		{"A2 company", "Brightwater Logistics Ltd. fired 40 workers.", "organization:Brightwater Logistics Ltd."},
		{"A2 its state inside", "A spokesman for the Kenya Ports Authority declined to comment.", "organization:Kenya Ports Authority"},
		{"A2 a country's team", "Ghana scored twice in the match before half-time. The striker hit the goal and the goalkeeper wept. Togo drew level late.",
			"organization:Ghana | organization:Togo"},
		{"A2 a town's team", "Harrogate scored twice in the match before half-time. The striker hit the goal and the goalkeeper wept. Leeds drew level late.",
			"organization:Harrogate | organization:Leeds"},
		{"A1 honorific, all in capitals", "MR OKONJAWE: We waited.\n\nMRS EZEKWE-LYLE: So did we.", "person:OKONJAWE | person:EZEKWE-LYLE"},
		{"A1 two titles are no name", "Thank you, Madam Speaker, the clerk said.", ""},
		{"L1 what a politician sits for", "The member for Skerrow East rose.", "settlement:Skerrow East"},
		{"A3 several", "Chile, Bolivia and the European Union offered to help.", "state:Chile | state:Bolivia | organization:European Union"},
		{"L3 a list of places", "It is landed in Kenya, Uganda and Tanzania.", "country:Kenya | country:Uganda | country:Tanzania"},
		{"L1 datelines", "HARLAN FALLS, Ohio — The council met.\n\nLIMA (AFP) – It rained.",
			"settlement:HARLAN FALLS | region:Ohio | settlement:LIMA | organization:AFP"},
		{"L1 a dateline behind a headline", "Storms hit Missouri. JOPLIN — Crews worked through the night.", "region:Missouri | settlement:JOPLIN"},
		{"A1 words for persons at a sentence's head", "Shopkeeper Morag Tait left. Neighbour Ron Sykes stayed.", "person:Morag Tait | person:Ron Sykes"},
		{"A1 hyphens of other kinds", "The mayor, Clara Herrmann‑Schulz, and Mehmet Al‑Sayed came.", "person:Clara Herrmann‑Schulz | person:Mehmet Al‑Sayed"},
		{"A4 any noun for people", "Chilean firefighters and the Sudanese army came.", "group:Chilean firefighters | group:Sudanese army"},
		{"M5 a storm", "Storm Marta closed the ports.", ""},
		{"M5 a storm's name alone", "Hurricane Lena struck at dawn. By noon Lena had gone inland.", ""},
		{"A1 a relative, wherever she is named", "They left a daughter, Georgia. Georgia was raised by her aunt.", "person:Georgia | person:Georgia"},
		{"A1 without letters behind", "The barrister Philippa Dunmore KC rose.", "person:Philippa Dunmore"},
		{"A3 what belongs to no state", "Kenya's small farmers and Ghana's largest port lost money.", "country:Kenya | country:Ghana"},
		{"A3 an office", "She was elected president of Chile.", "state:Chile"},
		{"A3 an officer in small letters", "Iran foreign minister to join talks in Geneva.", "state:Iran | settlement:Geneva"},
		{"L1 out of a place, part of a place", "They drove him out of Canberra to parts of Japan.", "settlement:Canberra | country:Japan"},
		{"L1 where people live", "The residents of Brindle Hollow and the community of Sapo Cay left.", "settlement:Brindle Hollow | settlement:Sapo Cay"},
		{"L1 a province's short name", "The cat was found in Wainwright, Alta., by a farmer from Regina, Sask.", "settlement:Wainwright | region:Alta. | settlement:Regina | region:Sask."},
		{"L1 the kind stands behind", "She was held in Pozo Azul, another secret prison.", "facility:Pozo Azul"},
		{"a name of several words, again", "The Daughters of the Long River met on Monday. He quoted what the Daughters of the Long River wrote.",
			"organization:Daughters of the Long River | organization:Daughters of the Long River"},
		{"A3 possessive and office", "Iran's Foreign Minister Reza Karimi left.", "state:Iran | person:Reza Karimi"},
		{"A3 acts", "Peru accused the company of fraud, and Chile closed its border.", "state:Peru | state:Chile"},
		{"A3 capitals", "Moscow and Washington agreed to extend the treaty.", "state:Moscow | state:Washington"},
		{"A3 demonym and government", "The Sudanese government said it would pay.", "state:Sudanese government"},
		{"A3 backed", "The U.S.-backed militia left the town.", "state:U.S."},
		{"A4 demonym and people", "Turkish police and Greek fishermen clashed, Russian news agencies reported.",
			"group:Turkish police | group:Greek fishermen | group:Russian news agencies"},
		{"A4 a people", "Many Syrians and some Democrats were there.", "group:Syrians | group:Democrats"},
		{"A5 a bare demonym", "The Syrian crisis and French wine were discussed.", ""},
		{"L1 country and settlement", "The clinic in Freetown opened, the largest in Sierra Leone.", "settlement:Freetown | country:Sierra Leone"},
		{"L1 facility", "Protesters blocked the Harbour Bridge and Queen Street.", "facility:Harbour Bridge | facility:Queen Street"},
		{"L1 natural", "The boat sank near Lake Victoria, south of Mount Elgon.", "natural:Lake Victoria | natural:Mount Elgon"},
		{"L1 an unlisted village", "Shells fell on the village of Qalamun on Friday.", "settlement:Qalamun"},
		{"L2 a direction outside", "Fighting resumed in eastern Aleppo and in Hunan province.", "settlement:Aleppo | region:Hunan"},
		{"L3 a place it is", "Talks on Yemen resume in Geneva.", "country:Yemen | settlement:Geneva"},
		{"M3 credits", "Source: Reuters", "organization:Reuters"},
		{"M5 an event", "She won gold at the 2014 Winter Olympics.", ""},
		{"M6 name and acronym", "The Coastal Fisheries Agency (CFA) has said so. The CFA will wait.",
			"organization:Coastal Fisheries Agency | organization:CFA | organization:CFA"},
		{"M6 a party and its province", "The BJP Meghalaya chief resigned.", "organization:BJP | region:Meghalaya"},
		{"later mentions by surname", "The mayor, Tiril Nordahl, spoke first. Later Nordahl left. Nobody saw Nordahl again.",
			"person:Tiril Nordahl | person:Nordahl | person:Nordahl"},
		{"a name in a headline", "NORDAHL WINS CITY ELECTION IN LANDSLIDE\n\nTiril Nordahl won the election.", "person:NORDAHL | person:Tiril Nordahl"},
		{"opening words are no names", "Yesterday Residents fled. However, Critics disagree. Tomorrow it ends.", ""},
		{"days and months", "On Monday, 4 May, and in July nothing happened.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := marked(english(), tt.story); got != tt.want {
				t.Errorf("%s\ngot  %s\nwant %s", tt.story, got, tt.want)
			}
		})
	}
}

func withPack(t *testing.T, lines string) *rules.Set {
	t.Helper()
	p, err := rules.Load("mine.jsonl", strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Compile(append(places().Packs(), p)...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestAnEditorsRuleWins(t *testing.T) {
	set := withPack(t, `{"label":"FACILITY","pattern":"Kerry House","id":"kerry-house"}
{"label":"ORG","pattern":"mirror","id":"the-mirror"}`)
	story := "John Kerry House spoke to the Mirror in Paris."
	x := text.Parse(story)
	got := ""
	for _, m := range Find(x, set.Find(x), nil, places()) {
		if m.Score == 1000 {
			got += m.By + " " + m.Kind.String() + " " + x.Of(m.Span) + "; "
		}
	}
	if want := "rule:kerry-house facility Kerry House; rule:the-mirror organization Mirror; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNever(t *testing.T) {
	const story = "Police raided Oslo University in Oslo. Oslo accused Iran of spying in Iran."
	for _, c := range []struct{ pack, want string }{
		{`{"id":"x","label":"ORG","pattern":"Nowhere"}`, "organization:Oslo University | settlement:Oslo | state:Oslo | state:Iran | country:Iran"},
		{`{"id":"x","label":"NEVER","pattern":"Oslo"}`, "organization:Oslo University | state:Iran | country:Iran"},
		{`{"id":"x","label":"NEVER","pattern":"Oslo","of":"STATE"}`, "organization:Oslo University | settlement:Oslo | state:Iran | country:Iran"},
		{`{"id":"x","label":"NEVER","phrases":["Oslo","Iran"],"of":["COUNTRY","SETTLEMENT"]}`, "organization:Oslo University | state:Oslo | state:Iran"},
		{`{"id":"x","label":"NEVER","pattern":"Oslo"}` + "\n" + `{"id":"y","label":"ORG","pattern":"Oslo"}`,
			"organization:Oslo | organization:Oslo | organization:Oslo | state:Iran | country:Iran"},
		{`{"id":"x","label":"NEVER","pattern":"Iran","of":"CUE"}`, "organization:Oslo University | settlement:Oslo | state:Oslo | state:Iran | country:Iran"},
	} {
		if got := marked(withPack(t, c.pack), story); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.pack, got, c.want)
		}
	}
}

func TestEveryMarkNamesARule(t *testing.T) {
	set := english()
	x := text.Parse(article)
	for _, m := range Find(x, set.Find(x), nil, places()) {
		r := set.Rule(strings.TrimPrefix(m.By, "rule:"))
		if r == nil || r.Why == "" {
			t.Errorf("%s is made by %s, which gives no reason", x.Of(m.Span), m.By)
		}
		if m.Score == 0 || m.Score >= 1000 {
			t.Errorf("%s: certainty %d", x.Of(m.Span), m.Score)
		}
	}
}

func TestSwitchedOff(t *testing.T) {
	story := "The Sudanese government and Turkish police waited in Oslo."
	if got, want := marked(withPack(t, `{"id":"demonym-people","off":true}
{"id":"demonym-government","off":true}`), story), "settlement:Oslo"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// invariants holds what Find promises for any text.
func invariants(t *testing.T, story string) {
	t.Helper()
	x := text.Parse(story)
	end := 0
	for _, m := range Find(x, english().Find(x), nil, places()) {
		switch {
		case m.Start < end:
			t.Errorf("%q overlaps the mark before it or is out of order (M2)", x.Of(m.Span))
		case m.Empty() || strings.TrimSpace(x.Of(m.Span)) != x.Of(m.Span):
			t.Errorf("%q is empty or has outer white space (M1)", x.Of(m.Span))
		case !text.IsBoundary(story, m.Start) || !text.IsBoundary(story, m.End):
			t.Errorf("%q cuts a grapheme cluster (M1)", x.Of(m.Span))
		case m.Span != x.Span(m.First, m.Last):
			t.Errorf("%q: tokens and bytes differ", x.Of(m.Span))
		case m.Kind < kind.Person || m.Kind > kind.Natural || !strings.HasPrefix(m.By, "rule:"):
			t.Errorf("%q: kind %s by %s", x.Of(m.Span), m.Kind, m.By)
		}
		end = m.End
	}
}

var hostile = []string{
	"", " ", "A", "’s", "Mr", "Mr.", "of of of", "The The The", "-A-", "A-", "- A", "US-", "(WHO)", "al-", "al-Assad", "de la", "X Y Z & Co",
	"Dr 👩‍👩‍👧 Müller of Köln\u0301.", "MOSCOW (AP) —", "Ministry of", "Ministry of of and the", "and and And", "King-Smith of the", "Queen's", "\u200bMr\u200b Toner\u200b",
	strings.Repeat("Smith ", 300), strings.Repeat("of Smith and ", 200), strings.Repeat("United States of America and ", 60), strings.Repeat("US-", 200),
	"N'Djamena’s Al‑Bashir\u00a0of\u00a0Sudan said", "東京 President 安倍 said", "J. J. J. J.", "1 2 3 St. St. St.", "\"Paris\", 'London', ‘Rome’",
}

func TestInvariants(t *testing.T) {
	for _, s := range hostile {
		invariants(t, s)
	}
	invariants(t, article)
}

func FuzzFind(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Add(article)
	f.Fuzz(func(t *testing.T, story string) {
		invariants(t, strings.ToValidUTF8(story, "?"))
	})
}

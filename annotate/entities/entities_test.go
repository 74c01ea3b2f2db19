package entities

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"stet/annotate/names"
	"stet/annotate/places/gazetteer"
	"stet/annotate/quotes"
	"stet/annotate/rules"
	"stet/annotate/text"
)

var english = sync.OnceValue(func() *rules.Set {
	file, err := os.ReadFile("../models/places.gazetteer")
	if err != nil {
		panic(err)
	}
	places, err := gazetteer.Load(file)
	if err != nil {
		panic(err)
	}
	set, err := rules.Compile(places.Packs()...)
	if err != nil {
		panic(err)
	}
	return set
})

func resolve(story string) (*text.Text, []names.Mention, []quotes.Quote, Result) {
	t := text.Parse(story)
	f := english().Find(t)
	mentions := names.Find(t, f, nil, nil)
	said := quotes.Find(t, f, mentions, nil)
	return t, mentions, said, Resolve(t, f, mentions, said)
}

// entities returns the story's entities in order, each as "name = mention, mention (role)".
func list(story string) string {
	t, mentions, _, r := resolve(story)
	var out []string
	for _, e := range r.Entities {
		var of []string
		for _, i := range e.Mentions {
			of = append(of, t.Of(mentions[i].Span))
		}
		s := t.Of(e.Name) + " = " + strings.Join(of, ", ")
		if !e.Role.Empty() {
			s += " (" + t.Of(e.Role) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestMentionsOfOneThing(t *testing.T) {
	tests := []struct{ rule, story, want string }{
		{"M4 title and surname", "US Secretary of State John Hartley left. Hartley was tired.", "US = US; John Hartley = John Hartley, Hartley (US Secretary of State)"},
		{"M4 surname first", "Nordahl wins\n\nThe mayor, Tiril Nordahl, won again.", "Tiril Nordahl = Nordahl, Tiril Nordahl"},
		{"M4 apposition", "Ann Lee, the mayor of Riga, resigned.", "Ann Lee = Ann Lee (mayor of Riga); Riga = Riga"},
		{"M4 no apposition but what he said", "Her brother, Declan, said the family was there.", "Declan = Declan"},
		{"M4 names between first and last", "Lucía Roldán Peña left. Roldán was late.", "Lucía Roldán Peña = Lucía Roldán Peña, Roldán"},
		{"M4 a particle's short form", "Staffan de Groot spoke. Nobody believed de Groot.", "Staffan de Groot = Staffan de Groot, de Groot"},
		{"M4 two people of one surname", "Anna Berg and Jonas Berg left. Anna Berg came back.", "Anna Berg = Anna Berg, Anna Berg; Jonas Berg = Jonas Berg"},
		{"M4 capital and state", "Moscow accused Ukraine of lying. Russia will not talk, it said.", "Russia = Moscow, Russia; Ukraine = Ukraine"},
		{"M4 short name and government", "The US government agreed. The United States will pay.", "United States = US government, United States"},
		{"M4 a place and its state are two", "Peru accused him of theft. He lived in Peru.", "Peru = Peru; Peru = Peru"},
		{"M4 a city is not the state that its name begins with", "He left Kansas for Kansas City.", "Kansas = Kansas; Kansas City = Kansas City"},
		{"M4 England is not Britain", "They flew from Britain to England.", "Britain = Britain; England = England"},
		{"M4 a surname with a particle", "Khaled Al Mansoori left. Later Al Mansoori spoke.", "Khaled Al Mansoori = Khaled Al Mansoori, Al Mansoori"},
		{"M4 a region is not its river", "He left Apurimac for the Apurimac River.", "Apurimac = Apurimac; Apurimac River = Apurimac River"},
		{"M4 an organ is another body", "The ECOWAS Parliament met. ECOWAS did not.", "ECOWAS Parliament = ECOWAS Parliament; ECOWAS = ECOWAS"},
		{"M6 acronym in brackets", "The Department of Conservation (DOC) closed it. DOC said so.", "Department of Conservation = Department of Conservation, DOC, DOC"},
		{"M6 acronym of the capitals", "The Coastal Fisheries Agency waited. The CFA lost.", "Coastal Fisheries Agency = Coastal Fisheries Agency, CFA"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := list(tt.story); got != tt.want {
				t.Errorf("%s\ngot  %s\nwant %s", tt.story, got, tt.want)
			}
		})
	}
}

func TestSpeakers(t *testing.T) {
	tests := []struct {
		rule, story string
		want        []string // by quote
	}{
		{"Q6 the name in the phrase", "“It is over,” the mayor, Tiril Nordahl, said.", []string{"Tiril Nordahl"}},
		{"Q6 a court's bench is nobody", "The Karnada High Court met. Chief Justice Jonas Berg smiled. The bench said it was late.", []string{""}},
		{"Q6 another department", "The Harbour Pilots Association closed. The bakers' association said it was over.", []string{""}},
		{"Q6 the name behind an office and its field", "The club's envoy for the dialogue, Slovak diplomat Jonas Berg, said it was over.", []string{"Jonas Berg"}},
		{"Q6 a pronoun", "Tiril Nordahl won. “It is over,” she said.", []string{"Tiril Nordahl"}},
		{"Q6 a pronoun of the other gender", "Mr Jonas Berg met Mrs Anna Holm. “It is over,” she said.", []string{"Anna Holm"}},
		{"Q6 the minister", "Health Minister Jonas Berg met nurses in Oslo. “It is over,” the minister said.", []string{"Jonas Berg"}},
		{"Q6 nobody known", "Jonas Berg left. “It is over,” a spokesman said.", []string{""}},
		{"Q6 the one who spoke last", "Anna Holm met Ruth Berg. “It is over,” Holm said. “We lost the house.” She said it was late.", []string{"Anna Holm", "Anna Holm", "Anna Holm"}},
		{"Q6 never whom the quote names", "Anna Holm and Ruth Berg lost. She said that Holm was ill.", []string{"Ruth Berg"}},
		{"Q6 a stranger's pronoun", "Anna Holm left. A neighbour said it was over. She said the door was open.", []string{"", ""}},
		{"Q6 another word for an office", "Senator Jonas Berg met Tom Lund, a retired baker. “It is over,” the lawmaker said.", []string{"Jonas Berg"}},
		{"Q6 what an apposition says", "Jonas Berg met Tom Lund, a retired baker. “It is over,” the baker said.", []string{"Tom Lund"}},
		{"Q6 an office before its holder's name", "“It is over,” the governor said. Governor Jonas Berg met Tom Lund.", []string{"Jonas Berg"}},
		{"Q6 many who are nobody known", "Analysts at Danske Bank said it was over. “We lost a lot,” they said.", []string{"", ""}},
		{"Q6 the president and the deputy president", "President Jonas Berg spoke. Deputy President Anna Holm said it was over. The president said it was late. The deputy president said it was over.",
			[]string{"Anna Holm", "Jonas Berg", "Anna Holm"}},
		{"Q6 a noun before its name", "The driver, Jonas Berg, met Tom Lund. “It is over,” Lund said. The driver said it was late.", []string{"Tom Lund", "Jonas Berg"}},
		{"Q6 a report names its own speaker", "Norsk Hydro Group will close a mill, the company said.", []string{"Norsk Hydro Group"}},
		{"Q6 a new subject since", "Anna Holm met Ruth Berg. “It is over,” Holm said. However, Ruth Berg rejected that. She said that it was late.", []string{"Anna Holm", "Ruth Berg"}},
		{"Q6 an office and its holder", "Leader of the opposition in senate Jonas Berg said that it was over. A spokesman for senator Jonas Berg said that it was late.", []string{"Jonas Berg", ""}},
		{"Q6 a bank is no company", "Norsk Hydro Group closed. The bank said that it was over. The company said that it was late.", []string{"", "Norsk Hydro Group"}},
		{"Q6 many are no one", "Jonas Berg left. Sources said that it was over. The sources said that it was late.", []string{"", ""}},
		{"Q6 the same words", "Anna Holm met Ruth Berg. Holm left. “Berg lost,” she said, adding that it was over.", []string{"Anna Holm", "Anna Holm"}},
		{"Q6 a paper is nobody", "Jonas Berg reviewed the paper. The paper says that it is over.", []string{""}},
		{"Q6 not who wrote the story", "By Ruth Lee\n\nAnna Holm lost. “It is over,” she said.", []string{"Anna Holm"}},
		{"Q11 I in a quotation", "“It was late and I said that it was over,” Anna Holm said.", []string{"Anna Holm", "Anna Holm"}},
		{"Q11 another in a quotation", "Anna Holm, a minister, met Jon Berg, a minister. “The minister said that it was over,” Anna Holm said.", []string{"Anna Holm", "Jon Berg"}},
		{"Q6 he who goes on", "Tom Lund came on late. He made a pass to Jonas Berg.\n\n“I nearly cried,” he said.", []string{"Tom Lund"}},
		{"Q6 a stranger again", "Anna Holm, an official, met Jonas Berg. A Turkish official said that it was over. The official said that it was late.", []string{"", ""}},
		{"Q6 the company", "Anna Holm left Norsk Hydro Group. The company said it was over.", []string{"Norsk Hydro Group"}},
		{"an interview", "Anna Holm spoke to Tom Lund in May.\n\nQ: Is it over?\nA: It is.\nQ: Why?", []string{"Tom Lund", "Anna Holm", "Tom Lund"}},
		{"a transcript", "Anna Holm met Tom Ray-Lund in May.\n\nRAY-LUND: Is it over?\nHOLM: It is.\nRAY-LUND: Why?", []string{"Tom Ray-Lund", "Anna Holm", "Tom Ray-Lund"}},
		{"Q6 where someone is from", "Anna Holm swam to Kiel. The Norwegian said that it was cold. The Chinese said that it was late.", []string{"Anna Holm", ""}},
		{"Q6 a spokesman of someone", "“It is over,” a spokesman for the United Nations said.", []string{""}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			x, _, said, r := resolve(tt.story)
			var got []string
			for q := range said {
				name := ""
				if e := r.Speakers[q]; e >= 0 {
					name = x.Of(r.Entities[e].Name)
				}
				got = append(got, name)
			}
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("%s\ngot  %q\nwant %q", tt.story, got, tt.want)
			}
		})
	}
}

// TestRunnersUp holds every quote to offering who else may speak, each with its share of the certainty.
func TestRunnersUp(t *testing.T) {
	x, _, said, r := resolve("Anna Holm met Ruth Berg and Tom Lund in Oslo. “It is over,” she said. “It is over,” a clerk said. Lund told Berg that it was late.")
	var got []string
	for q := range said {
		list, sum := "", 0
		for _, c := range r.RunnersUp[q] {
			list += x.Of(r.Entities[c.Entity].Name) + ", "
			sum += int(c.Score)
			if c.Entity == r.Speakers[q] {
				t.Errorf("%q: the speaker is its own runner-up", x.Of(said[q].Span))
			}
		}
		if sum == 0 || sum >= 1000 {
			t.Errorf("%q: the runners-up have %d thousandths", x.Of(said[q].Span), sum)
		}
		got = append(got, list)
	}
	if _, _, _, r := resolve("Chile, Peru and Bolivia said the border was open."); len(r.RunnersUp) != 1 || len(r.RunnersUp[0]) < 2 || r.RunnersUp[0][0].Score < 200 {
		t.Errorf("those who speak with another: %v", r.RunnersUp)
	}
	if x, _, _, r := resolve("“It is over,” said Anna Holm, a baker from Harlow, Essex."); len(r.RunnersUp) != 1 {
		t.Errorf("%d quotes, want one", len(r.RunnersUp))
	} else if at := r.RunnersUp[0]; len(at) > 0 {
		t.Errorf("%q may speak, which is a place of the speaker's", x.Of(r.Entities[at[0].Entity].Name))
	}
	want := []string{"Ruth Berg, Tom Lund, ", "Anna Holm, Ruth Berg, Tom Lund, ", "Anna Holm, "}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

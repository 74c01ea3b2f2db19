package names

import (
	"os"
	"strings"
	"sync"
	"testing"

	"stet/annotate/names/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

var trained = sync.OnceValue(func() *tagger.Model {
	file, err := os.ReadFile("../models/names.model")
	if err != nil {
		panic(err)
	}
	m, err := tagger.Load(file)
	if err != nil {
		panic(err)
	}
	return m
})

// tagged returns the story's mentions beside the tagger in the form "kind:words", parted by bars.
func tagged(set *rules.Set, story string) string {
	t := text.Parse(story)
	var out []string
	for _, m := range Find(t, set.Find(t), trained(), places()) {
		out = append(out, m.Kind.String()+":"+t.Of(m.Span))
	}
	return strings.Join(out, " | ")
}

func TestNamesThatNoListHolds(t *testing.T) {
	for _, c := range []struct{ story, want string }{
		{"The rebels of Jabhat Fateh al-Sham have left Bustan al-Basha, the monitors said on Friday.", "organization:Jabhat Fateh al-Sham | settlement:Bustan al-Basha"},
		{"Sir Joseph Bernier met Lam Ching-yan in N'Djamena.", "person:Joseph Bernier | person:Lam Ching-yan | settlement:N'Djamena"},
		{"The musician Tsidiso Mokhothu-Lebone was born in Ha Ramokoatsi, a village near Teyateyaneng.", "person:Tsidiso Mokhothu-Lebone | settlement:Ha Ramokoatsi | settlement:Teyateyaneng"},
		{"The ward went to Sir Josephus Bernhault, who had lived in N'Djoubissi for years.", "person:Josephus Bernhault | settlement:N'Djoubissi"},
		{"She was taken to a detention centre named “Pozo de Bernal,” on the edge of Salta, and then to Pozo de Burgos, another secret prison.", "facility:Pozo de Bernal | settlement:Salta | facility:Pozo de Burgos"},
		{"The barrister Philippa Carew KC met the deputy foreign minister of Chile.", "person:Philippa Carew | state:Chile"},
		{"Their daughter, Virginia, was three. Virginia is a doctor today.", "person:Virginia | person:Virginia"},
		{"Solvane Energy will pay, the firm said. Solvane has the money. “Solvane knows the ground,” it added.", "organization:Solvane Energy | organization:Solvane | organization:Solvane"},
		{"She is survived by her husband, Pádraic, and their children, Ciara, Róisín and Éabha.", "person:Pádraic | person:Ciara | person:Róisín | person:Éabha"},
		{"RABAT, June 3 (Reuters) - Morocco said on Tuesday it was ready.", "settlement:RABAT | organization:Reuters | state:Morocco"},
		{"The boat left Port Blaisey for the Port of Ashdale.", "settlement:Port Blaisey | facility:Port of Ashdale"},
		{"He was taken to University Hospital Carrow and died there.", "facility:University Hospital Carrow"},
		{"Shares in Fjordmarin fell in Stavik.", "organization:Fjordmarin | settlement:Stavik"},
		{"Labour Minister Sanjay Kishore met flanker Tevita Barlowe.", "person:Sanjay Kishore | person:Tevita Barlowe"},
		{"Dustin Pruett drove south on U.S. 421 and died outside Millbrooke Regional Medical Center.", "person:Dustin Pruett | facility:U.S. 421 | facility:Millbrooke Regional Medical Center"},
		{"The officer, DSP Ramhan Nanselo, told our correspondent.", "person:Ramhan Nanselo"},
		{"Northwind Kettles is recalling a kettle. “We are sorry,” said Northwind founder Gwen Tranter.", "organization:Northwind Kettles | organization:Northwind | person:Gwen Tranter"},
		{"Labour's Priyamvada Radhakrishna accused him of it.", "organization:Labour | person:Priyamvada Radhakrishna"},
		{"It was a model from Albania to Vietnam. They left Rabat, and last year's Rabat Declaration failed.", "country:Albania | country:Vietnam | settlement:Rabat"},
		{"Seoul, Rabat to restart talks", "state:Seoul | state:Rabat"},
		{"The Member of Parliament for Subinso, Eugene Boakye, appealed to both sides.", "settlement:Subinso | person:Eugene Boakye"},
		{"Senator Bill Marsh, R-Ellensport, and Jo Reyes (D-Quillby) voted.", "person:Bill Marsh | settlement:Ellensport | person:Jo Reyes | settlement:Quillby"},
		{"The Lowland Atmospheric, Marine and Hydrographic Agency (LAMHA) warned sailors. Hockey South Tamland (HST) agreed.",
			"organization:Lowland Atmospheric, Marine and Hydrographic Agency | organization:LAMHA | organization:Hockey South Tamland | organization:HST"},
		{"Harrowgate Metals closed its pit. Harrowgate chief executive Ana Ruiz said Harrowgate would pay.",
			"organization:Harrowgate Metals | organization:Harrowgate | person:Ana Ruiz | organization:Harrowgate"},
		{"Cattle drowned on both banks of the Trebna.", "natural:Trebna"},
		{"TUNIS/VALLETTA, May 3 (Reuters) - The ferry was late.", "settlement:TUNIS | settlement:VALLETTA | organization:Reuters"},
		{"She is survived by two sons, Emeka and Bola, and a sister.", "person:Emeka | person:Bola"},
		{"The loan came from Saudi Arabia's Public Harbour Fund.", "country:Saudi Arabia | organization:Public Harbour Fund"},
		{"Farmers in France and the Netherlands say it is late.", "country:France | country:Netherlands"},
		{"The Energy department fined a firm in Sorsogon, in Redwood Falls and on Lake Orra.", "organization:Energy department | region:Sorsogon | settlement:Redwood Falls | natural:Lake Orra"},
		{"A red warning for Shetland was issued in Powys.", "region:Shetland | region:Powys"},
		{"The dam is old.\n\nANNA HILL: Good morning. Is it safe?\n\nMARIA LAKE: It will hold.", "person:ANNA HILL | person:MARIA LAKE"},
		{"He moved to Aberdeenshire.", "region:Aberdeenshire"},
		{"Agronomist Tereza Kowal joined the board of Bayer in May.", "person:Tereza Kowal | organization:Bayer"},
		{"She was with a consultancy, said Carla Monte of consultancy Pacifico Riesgo.", "person:Carla Monte | organization:Pacifico Riesgo"},
		{"The probe flew past Jupiter and the Earth.", ""},
		{"Deputies came from Cooke, Grayson and Harlow counties.", "region:Cooke | region:Grayson | region:Harlow"},
		{"Drivers on the A417 were sent along the A436 and B4070 on Monday.", "facility:A417 | facility:A436 | facility:B4070"},
		{"The plan of both roads was drawn on A4 paper.", ""},
		{"It closed Harrow Road between Prince Street and Highway 403.", "facility:Harrow Road | facility:Prince Street | facility:Highway 403"},
		{"It was begun by the Clinton administration.", "person:Clinton"},
		{"Crowds filled Derry's Guildhall Square, and Chile's Foreign Ministry thanked the town.", "settlement:Derry | facility:Guildhall Square | state:Chile | organization:Foreign Ministry"},
		{"She was taken to St. Mary's Hospital.", "facility:St. Mary's Hospital"},
		{"Floods reached Quanxi county and the Limbau river.", "region:Quanxi | natural:Limbau"},
		{"A van burned at the Harrow Street-Mill Road junction.", "facility:Harrow Street | facility:Mill Road"},
		{"Pipes burst between King Edmund Street and Highway 12.", "facility:King Edmund Street | facility:Highway 12"},
		{"Crews came from the Hornsey, Stoke Ferring and Walthamstow fire stations.", "facility:Hornsey | facility:Stoke Ferring | facility:Walthamstow"},
		{"She moved from Brandon, Man. to Macon, Ga., and he to Lexington, Ky. and back to the U.S.. They met in Bath, Me., in May.",
			"settlement:Brandon | region:Man. | settlement:Macon | region:Ga. | settlement:Lexington | region:Ky. | country:U.S. | settlement:Bath | region:Me."},
		{"The bakery moved to 508 Ackerman Rd. in Nelson, from 40th Avenue South.", "facility:Ackerman Rd. | settlement:Nelson | facility:40th Avenue South"},
		{"They met on West 16th Street and walked to the 35th Street Bridge.", "facility:West 16th Street | facility:35th Street Bridge"},
		{"She drove a 2009 Durango through Nelson, and he a Vesta.", "settlement:Nelson"},
		{"A service was held at First Harbour Church.", "facility:First Harbour Church"},
		{"He gave his savings to the Regent Quay Theatre Trust.", "organization:Regent Quay Theatre Trust"},
		{"Roads flooded in Becker, Clay, Swift and Love counties.", "region:Becker | region:Clay | region:Swift | region:Love"},
		{"Tropical storm Bettina made landfall on Friday. Bettina then moved inland.", ""},
	} {
		if got := tagged(english(), c.story); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.story, got, c.want)
		}
	}
}

// Whatever the tagger sees, an editor's own rule wins, and so does switching its rows off.
func TestEditorBesideTagger(t *testing.T) {
	const story = "The contract went to Kasbaran Wenzori in Lomé, said Kasbaran Wenzori's lawyer."
	own := func(pack string) *rules.Set {
		p, err := rules.Load("own.jsonl", strings.NewReader(pack))
		if err != nil {
			t.Fatal(err)
		}
		set, err := rules.Compile(append(places().Packs(), p)...)
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	if got := tagged(english(), story); !strings.Contains(got, "person:Kasbaran Wenzori") {
		t.Fatalf("the tagger sees %s", got)
	}
	got := tagged(own(`{"label":"ORG","pattern":"Kasbaran Wenzori","id":"our-org"}`), story)
	if want := "organization:Kasbaran Wenzori | settlement:Lomé | organization:Kasbaran Wenzori"; got != want {
		t.Errorf("with an editor's rule %s, want %s", got, want)
	}
	// part of what the tagger takes together
	got = tagged(own(`{"label":"ORG","pattern":"Wenzori","id":"our-org"}`), story)
	if strings.Count(got, "organization:Wenzori") != 2 {
		t.Errorf("with an editor's rule for a part %s", got)
	}
}

func TestByModel(t *testing.T) {
	x := text.Parse("A statement by Qutayba Hamrani-Lebdeh reached the newsroom.")
	for _, m := range Find(x, english().Find(x), trained(), places()) {
		if m.By != "model" {
			t.Errorf("%s by %s, want by the model: no list and no title stands for it", x.Of(m.Span), m.By)
		}
	}
}

func TestInvariantsBesideTagger(t *testing.T) {
	for _, story := range []string{article, strings.Repeat("Ann of York and Bob of ", 400), strings.Repeat("US-", 300) + "led", "“‘Ham’ AND EGGS” – Lagos/NIGERIA (AP)"} {
		x := text.Parse(story)
		last := 0
		for _, m := range Find(x, english().Find(x), trained(), places()) {
			if m.First < last || m.Last <= m.First || m.Score < 1 || m.Score > 1000 || m.Span != x.Span(m.First, m.Last) {
				t.Fatalf("%.40s: %+v behind token %d", story, m, last)
			}
			last = m.Last
		}
	}
}

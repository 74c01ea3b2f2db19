package annotate_test

import (
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/models"
	"stet/annotate/rules"
)

// where returns what the document says of the place or state that is named so.
func where(t *testing.T, d *annotate.Document, name string) annotate.Entity {
	t.Helper()
	for _, e := range d.Entities {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("no entity %s in %q", name, d.Text)
	return annotate.Entity{}
}

// A name means the place that its story speaks of. The stories are ours.
func TestWhichPlaceIsMeant(t *testing.T) {
	const (
		parisFrance, parisTexas         = 2988507, 4717560
		londonEngland, londonOntario    = 2643743, 6058560
		springfieldIllinois, inMissouri = 4250542, 4409896
		birminghamEngland, inAlabama    = 2655603, 4049979
		sydney, sydneyNovaScotia        = 2147714, 6354908
		texas, georgia, georgiaUS       = 4736286, 614540, 4197000
		washington, russia, syria       = 4140963, 2017370, 163843
	)
	for _, tt := range []struct {
		why, story, name string
		want             int
	}{
		{"by itself the largest", "The exhibition opens in Paris on Friday.", "Paris", parisFrance},
		{"a city alone", "They live in Lyon, and he in Ghana.", "Lyon", 2996944},
		{"a country", "They live in Lyon, and he in Ghana.", "Ghana", 2300660},
		{"its state behind it", "The exhibition opens in Paris, Texas, on Friday.", "Paris", parisTexas},
		{"its state in brackets", "The exhibition opens in Paris (Texas) on Friday.", "Paris", parisTexas},
		{"a postal code", "She was born in Paris, TX, and never left.", "Paris", parisTexas},
		{"its country behind it", "The exhibition opens in Paris, France, on Friday.", "Paris", parisFrance},
		{"a state's short form", "A barn burned down near Springfield, Ill., on Sunday.", "Springfield", springfieldIllinois},
		{"another state", "A barn burned down near Springfield, Mo., on Sunday.", "Springfield", inMissouri},
		{"the rest of the story", "The mill in Springfield will close, the governor of Illinois said. Workers in Decatur and Peoria fear that theirs is next.", "Springfield", springfieldIllinois},
		{"the rest of another", "The mill in Springfield will close. Workers in Joplin and Branson, in the south of Missouri, fear that theirs is next.", "Springfield", inMissouri},
		{"other places near", "The storm cut off power in London. In Kitchener and Windsor, across Ontario, schools stay closed.", "London", londonOntario},
		{"far places only", "The storm cut off power in London. In Leeds and Bristol schools stay closed.", "London", londonEngland},
		{"a dateline", "BIRMINGHAM, Ala. — The bus service will end in June, the city said. Birmingham has run it since 1970.", "Birmingham", inAlabama},
		{"bodies of a country", "The Alabama Department of Transportation closed a bridge. The road to Birmingham is open.", "Birmingham", inAlabama},
		{"a country of that name", "The president of Georgia flew from Tbilisi to Armenia.", "Georgia", georgia},
		{"a state of that name", "Peach farmers in Georgia lost their harvest. In Atlanta and Savannah prices rose.", "Georgia", georgiaUS},
		{"a capital, not the state of that name", "The minister flew to Washington for talks on Ukraine.", "Washington", washington},
		{"a demonym's state", "The Syrian regime denied it.", "Syrian regime", syria},
		{"a capital that acts for its state (A3)", "Moscow accused Ukraine of lying. Russia will not talk, it said.", "Russia", russia},
		{"a division", "She drove across Texas in a day.", "Texas", texas},
		{"an old settlement with a namesake", "The ferry from Halifax reached Sydney, Nova Scotia, at noon.", "Sydney", sydneyNovaScotia},
		{"the namesake", "The ferry left Manly for Sydney at noon.", "Sydney", sydney},
		{"by itself the largest, again", "The band comes from Birmingham, in the English Midlands.", "Birmingham", birminghamEngland},
	} {
		e := where(t, document(t, annotate.Story{Text: tt.story}), tt.name)
		if e.GeoNames != tt.want || e.Place == nil || e.Country == "" {
			t.Errorf("%s: %s\n%+v, want GeoNames id %d", tt.why, tt.story, e, tt.want)
		}
	}
}

// What stays doubtful keeps its candidates, with enough said of each to choose by; what is clear has none.
func TestDoubtfulPlacesKeepCandidates(t *testing.T) {
	d := document(t, annotate.Story{Text: "A barn burned down in Springfield on Sunday."})
	e := where(t, d, "Springfield")
	if len(e.Candidates) < 2 || e.Candidates[0].GeoNames != e.GeoNames || e.Candidates[0].Place != *e.Place {
		t.Fatalf("%+v", e)
	}
	admins := map[string]bool{}
	for i, c := range e.Candidates {
		admins[c.Admin] = true
		if c.Name != "Springfield" || c.Country == "" || c.Admin == "" || c.GeoNames == 0 || i > 0 && c.Score > e.Candidates[i-1].Score {
			t.Errorf("%+v", c)
		}
	}
	if !admins["Illinois"] || !admins["Missouri"] || !admins["Massachusetts"] {
		t.Errorf("only in %v", admins)
	}
	for _, clear := range []string{"The exhibition opens in Berlin, Germany, on Friday.", "A barn burned down near Springfield, Ill., on Sunday."} {
		for _, e := range document(t, annotate.Story{Text: clear}).Entities {
			if e.Candidates != nil {
				t.Errorf("%s: %+v", clear, e)
			}
		}
	}
	d = document(t, annotate.Story{Text: "She moved to Puerto Rico in May."})
	if e := where(t, d, "Puerto Rico"); len(e.Candidates) < 2 || e.Candidates[1].Name == "" {
		t.Errorf("a region without divisions has no name: %+v", e.Candidates)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}

// A street or a village that no list has lies where the story says, and the document says that its coordinates are not its own.
func TestUnknownPlacesLieInWhatIsAroundThem(t *testing.T) {
	d := document(t, annotate.Story{Text: "A lorry hit a wall on Quillfeather Street in Harare on Monday.\n\nThe Mbuyoni Bridge was closed."})
	harare := where(t, d, "Harare")
	for _, name := range []string{"Quillfeather Street", "Mbuyoni Bridge"} {
		e := where(t, d, name)
		if !e.Approximate || e.GeoNames != 0 || e.Place == nil || *e.Place != *harare.Place || e.Country != "ZW" {
			t.Errorf("%+v", e)
		}
	}
	if harare.Approximate {
		t.Errorf("%+v", harare)
	}
	for _, e := range document(t, annotate.Story{Text: "A lorry hit a wall on Quillfeather Street."}).Entities {
		if e.Place != nil {
			t.Errorf("nothing is around it: %+v", e)
		}
	}
}

// What no list has lies in the story's country, not where a company of the paragraph before has its seat.
func TestUnknownPlacesAreNotAbroad(t *testing.T) {
	d := document(t, annotate.Story{Text: "Farmers in Mendoza and Córdoba said Argentina had failed them.\n\nThe mine's owner has its seat in Vancouver.\n\nThe well in El Molinito is dry."})
	if e := where(t, d, "El Molinito"); e.Country != "AR" {
		t.Errorf("%+v", e)
	}
}

// A village that no list has is not its namesake on another continent, though that is the only one known.
func TestUnlistedVillage(t *testing.T) {
	d := document(t, annotate.Story{Text: "The well in Lindale serves three villages. Nairobi and Mombasa, in the south of Kenya, paid for it, said the water office in Kisumu."})
	e := where(t, d, "Lindale")
	if e.GeoNames != 0 || e.Country != "KE" || !e.Approximate {
		t.Errorf("%+v", e)
	}
}

// An editor's own list of places wins over the gazetteer.
func TestOwnPlacesWin(t *testing.T) {
	p, err := rules.Load("ours.jsonl", strings.NewReader(`{"label": "SETTLEMENT", "id": "ours", "country": "DE", "places": [["Paris", 0, 50.29, 8.99, 1]]}`))
	if err != nil {
		t.Fatal(err)
	}
	e, err := annotate.New(models.All(), p)
	if err != nil {
		t.Fatal(err)
	}
	d, err := e.Annotate(annotate.Story{Text: "The fair opens in Paris, Texas, on Friday."})
	if err != nil {
		t.Fatal(err)
	}
	if e := where(t, d, "Paris"); e.Country != "DE" || e.Place == nil || e.Place.Lat != 50.29 || e.GeoNames != 0 || e.Candidates != nil {
		t.Errorf("%+v", e)
	}
}

// Resolving costs as much for each word of a long story as of a short one, whatever its sentences name.
func TestPlacesOfAHostileStory(t *testing.T) {
	d := document(t, annotate.Story{Text: strings.Repeat("Springfield, Quillfeather Street, Paris, Washington, ", 4000) + "."})
	if len(d.Annotations) < 4000 {
		t.Errorf("%d marks", len(d.Annotations))
	}
}

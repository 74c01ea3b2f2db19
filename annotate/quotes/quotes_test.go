package quotes_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"stet/annotate/kind"
	"stet/annotate/models"
	"stet/annotate/names"
	"stet/annotate/places/gazetteer"
	"stet/annotate/quotes"
	"stet/annotate/quotes/tagger"
	"stet/annotate/rules"
	"stet/annotate/text"
)

var english = sync.OnceValue(func() *rules.Set {
	places, err := gazetteer.Load(models.Places)
	if err != nil {
		panic(err)
	}
	set, err := rules.Compile(places.Packs()...)
	if err != nil {
		panic(err)
	}
	return set
})

// capitals takes runs of capitalised words for names, so that these tests do not hang on how names are found.
func capitals(t *text.Text) []names.Mention {
	var out []names.Mention
	name := func(i int) bool {
		return i < len(t.Tokens) && t.Tokens[i].Kind == text.Word && t.Tokens[i].Is(text.Capital) && !t.Tokens[i].Is(text.Possessive)
	}
	for i := 0; i < len(t.Tokens); i++ {
		if !name(i) || t.Tokens[i].Is(text.First) && !name(i+1) && !(i+1 < len(t.Tokens) && t.Word(i+1) == ":") || i > 0 && t.Tokens[i-1].Kind == text.Mark && !name(i+1) {
			continue
		}
		switch t.Lower(i) {
		case "i", "he", "she", "they", "it", "we", "you", "the", "monday", "friday", "on", "in", "sunday":
			continue
		}
		j := i
		for name(j) {
			j++
		}
		out = append(out, names.Mention{Span: t.Span(i, j), First: i, Last: j, Kind: kind.Person})
		i = j
	}
	return out
}

// model is the trained one that programs carry.
var model = sync.OnceValue(func() *tagger.Model {
	m, err := tagger.Load(models.Quotes)
	if err != nil {
		panic(err)
	}
	return m
})

// find returns what the rules find by themselves.
func find(story string) []quotes.Quote {
	t := text.Parse(story)
	return quotes.Find(t, english().Find(t), capitals(t), nil)
}

// learned returns what rules and model find together.
func learned(story string) []quotes.Quote {
	t := text.Parse(story)
	return quotes.Find(t, english().Find(t), capitals(t), model())
}

// show writes quotes one a line: kind | words | speaker | cue.
func show(story string, found []quotes.Quote) string {
	var b strings.Builder
	for _, q := range found {
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", q.Kind, story[q.Start:q.End], story[q.Speaker.Start:q.Speaker.End], story[q.Cue.Start:q.Cue.End])
	}
	return b.String()
}

// cases are sentences for each rule of the guidelines, with the quotes that an editor would mark.
var cases = []struct {
	rule, story, want string
}{
	{"Q1 behind", `"The bridge will open in May," Mayor Ana Ruiz said.`, `direct | "The bridge will open in May," | Mayor Ana Ruiz | said`},
	{"Q1 inverted", `“The bridge will open in May,” said Ana Ruiz, the mayor of Brell.`, `direct | “The bridge will open in May,” | Ana Ruiz, the mayor of Brell | said`},
	{"Q1 before", `The mayor said: “We are ready.”`, `direct | “We are ready.” | The mayor | said`},
	{"Q1 comma", `Ruiz told reporters, "We are ready."`, `direct | "We are ready." | Ruiz | told`},
	{"Q1 question", `"Who pays?" Ruiz asked.`, `direct | "Who pays?" | Ruiz | asked`},
	{"Q1 any verb", `"My leg," the keeper winced, "it hurts."`, `direct | "My leg," | the keeper | winced
direct | "it hurts." | the keeper | winced`},
	{"Q2 whole report", `Ruiz said the plan was "a gift to nobody" in the town.`, `mixed | the plan was "a gift to nobody" in the town | Ruiz | said`},
	{"Q2 that", `Ruiz said that "the plan is a gift to nobody."`, `mixed | that "the plan is a gift to nobody." | Ruiz | said`},
	{"Q2 before its cue", `The owners of the mill "never paid a cent," Ruiz said.`, `mixed | The owners of the mill "never paid a cent," | Ruiz | said`},
	{"Q2 the writer's words around", `Ruiz expressed "deep sorrow" on Monday.`, `mixed | "deep sorrow" | Ruiz | expressed`},
	{"Q2 goes on", `Ruiz said she would leave the council, but only once “the last family has a roof.”`, `mixed | she would leave the council, but only once “the last family has a roof.” | Ruiz | said`},
	{"Q3 that", `The ministry announced that schools will close on Friday.`, `indirect | that schools will close on Friday | The ministry | announced`},
	{"Q3 bare", `Ruiz says 300 families still live in the valley.`, `indirect | 300 families still live in the valley | Ruiz | says`},
	{"Q3 to", `The company promised to pay for the repairs.`, `indirect | to pay for the repairs | The company | promised`},
	{"Q3 of", `Farmers accuse the company of poisoning the river.`, `indirect | the company of poisoning the river | Farmers | accuse`},
	{"Q3 whether", `Ruiz asked whether the dam was safe.`, `indirect | whether the dam was safe | Ruiz | asked`},
	{"Q3 before its cue", `The dam is safe, a spokesman said on Monday.`, `indirect | The dam is safe | a spokesman | said`},
	{"Q3 according to", `According to the ministry, the dam is safe.`, `indirect | the dam is safe | the ministry | According to`},
	{"Q3 according to, behind", `The dam is safe, according to the ministry.`, `indirect | The dam is safe | the ministry | according to`},
	{"Q3 end at but", `Ruiz said the dam was safe, but few people believed her.`, `indirect | the dam was safe | Ruiz | said`},
	{"Q3 plea", `Brown pleaded not guilty to two counts of theft.`, `indirect | not guilty to two counts of theft | Brown | pleaded`},
	{"Q3 setting", `Ruiz said on Monday in a statement that the dam was safe.`, `indirect | that the dam was safe | Ruiz | said`},
	{"Q4 thought", `Ruiz thinks that the dam is safe. Ruiz fears the river. She wants the dam to hold.`, ``},
	{"Q4 topic", `Ruiz talked about the economy and discussed the dam.`, ``},
	{"Q4 noun", `The report of the commission and its claims were read by many officials.`, ``},
	{"Q5 title", `She sang “The Long River” and “Over the Bridge” at the fair.`, ``},
	{"Q5 scare quotes", `The so-called "experts" went home.`, ``},
	{"Q5 programme", `On Tuesday's “Morning Hour,” Ruiz said the dam was safe.`, `indirect | the dam was safe | Ruiz | said`},
	{"Q5 name inside a report", `Ruiz said the ship “Santa Clara” had sunk.`, `indirect | the ship “Santa Clara” had sunk | Ruiz | said`},
	{"Q6 apposition", `Tom Brown, a lawyer for the miners, said the strike would go on.`, `indirect | the strike would go on | Tom Brown, a lawyer for the miners | said`},
	{"Q6 age", `Tom Brown, 43, said the strike would go on.`, `indirect | the strike would go on | Tom Brown | said`},
	{"Q6 who", `It was built for the miners, who say that the strike will go on.`, `indirect | that the strike will go on | the miners | say`},
	{"Q6 never the one told", `A clerk told Tom Brown that the office was shut.`, `indirect | that the office was shut | A clerk | told`},
	{"Q6 the one told and where she lives", `The judge told Lena Craddock, 43, of Mill Lane, Harlow, that the road was shut.`, `indirect | that the road was shut | The judge | told`},
	{"Q6 joint", `"We are ready," said Tom Brown and Ana Ruiz.`, `direct | "We are ready," | Tom Brown and Ana Ruiz | said`},
	{"Q6 a paper", `The report says that the dam is safe.`, `indirect | that the dam is safe | The report | says`},
	{"Q8 broken", `"We are ready," she said. "We leave at noon."`, `direct | "We are ready," | she | said
direct | "We leave at noon." | she | said`},
	{"Q8 broken in its sentence", `"We are ready," Ruiz said, "and we leave at noon."`, `direct | "We are ready," | Ruiz | said
direct | "and we leave at noon." | Ruiz | said`},
	{"Q8 broken report", `A new tax, he said, would hurt the poor.`, `indirect | A new tax | he | said
indirect | would hurt the poor | he | said`},
	{"Q8 over paragraphs", "Ruiz said: “We are ready.\n\n“We leave at noon.”", "direct | “We are ready. | Ruiz | said\ndirect | “We leave at noon.” | Ruiz | said"},
	{"Q9 alone", "Ruiz said the dam was safe.\n\n“I have seen it myself.”", "indirect | the dam was safe | Ruiz | said\ndirect | “I have seen it myself.” | Ruiz | "},
	{"Q10 no cue", `The dam was safe. There was nothing to fear.`, ``},
	{"Q11 inside", `Ruiz said that Brown insisted the dam was safe.`, `indirect | that Brown insisted the dam was safe | Ruiz | said
indirect | the dam was safe | Brown | insisted`},
	{"Q11 inside a quotation", `"Our keeper was told that the dam had broken," Ruiz said.`, `direct | "Our keeper was told that the dam had broken," | Ruiz | said
indirect | that the dam had broken |  | told`},
	{"Q11 and another", `Ruiz said that the dam was safe and warned that the river was not.`, `indirect | that the dam was safe | Ruiz | said
indirect | that the river was not | Ruiz | warned`},
	{"Q12 passive", `It was announced that the dam is safe.`, `indirect | that the dam is safe |  | announced`},
	{"Q12 passive with by", `She was told by a guard that the office was shut.`, `indirect | that the office was shut | a guard | told`},
	{"Q12 hearsay", `The dam is reportedly safe. Brown is accused of theft.`, ``},
	{"Q12 noun with a verb", `The ministry issued a warning that the river would rise.`, `indirect | that the river would rise | The ministry | issued a warning`},
	{"Q12 noun and quoted words", `The mayor rejected the party's charges of “petty revenge” on Monday.`, `mixed | “petty revenge” | the party | charges`},
	{"list of speakers", `Chile, Peru and Bolivia said the border was open.`, `indirect | the border was open | Chile, Peru and Bolivia | said`},
	{"a report of a report", `The company told its clerks that it would pay, Ruiz said.`, `indirect | The company told its clerks that it would pay | Ruiz | said
indirect | that it would pay | The company | told`},
	{"denied doing", `Cairo denied sending drones across the border.`, `indirect | sending drones across the border | Cairo | denied`},
	{"an act that words perform", `The president declared a state of emergency and flew home.`, ``},
	{"nobody known", `A gift was found. “To my dear friends,” it began.`, `direct | “To my dear friends,” | it | began`},
	{"in brackets", `The dam is old (it was built in 1911, Ruiz said).`, `indirect | it was built in 1911 | Ruiz | said`},
	{"dateline", `LIMA (AP) — The dam is safe, Ruiz said.`, `indirect | The dam is safe | Ruiz | said`},
	{"dateline with an agency and a date", `LIMA, March 3 (Andes Press) -- The dam is safe, Ruiz said.`, `indirect | The dam is safe | Ruiz | said`},
	{"an amount with an abbreviation", `Ruiz said the firm must repay Rs. 2.3 million within a year.`, `indirect | the firm must repay Rs. 2.3 million within a year | Ruiz | said`},
	{"a name that is a month's", `Harbour spokesperson Jan Ruiz said the dam was safe.`, `indirect | the dam was safe | Harbour spokesperson Jan Ruiz | said`},
	{"he is no cue", `Her aide is said to have sold the house.`, `indirect | to have sold the house |  | said`},
	{"a name in capitals", `The union IF Metall said the mine was shut.`, `indirect | the mine was shut | The union IF Metall | said`},
	{"headline", "Ruiz: New dam will be safe by May\n\nThe town waits.", "indirect | New dam will be safe by May | Ruiz | :"},
	{"signed", "“We are ready to leave at noon.” — Ana Ruiz", "direct | “We are ready to leave at noon.” | Ana Ruiz | —"},
	{"transcript", "RUIZ: Is the dam safe? I doubt it.\n\nBROWN (on the phone): My firm said that it would hold.\n\nWe believed that.\n\n(LAUGHTER)\n\nRUIZ: Good night.",
		"indirect | Is the dam safe? I doubt it | RUIZ | :\nindirect | My firm said that it would hold | BROWN | :\nindirect | that it would hold | My firm | said\n" +
			"indirect | We believed that | BROWN | \nindirect | Good night | RUIZ | :"},
	{"interview", "The keeper spoke to us in May.\n\nQ: Who pays?\nA: The town does, and it was “never asked”.\nQ: Why?\n\nThe dam was safe. “We left,” Ruiz said.",
		"indirect | Who pays? | Q | :\nmixed | The town does, and it was “never asked” | A | :\nindirect | Why? | Q | :\ndirect | “We left,” | Ruiz | said"},
	{"a list is no transcript", "The fair opens in May.\n\nDate: The first of May.\n\nPlace: The old mill.\n\nDate: The second of May.", ""},
	{"block quote", "In his letter Ruiz wrote:\n\n    The dam was never safe.\n\n    I leave it to you.\n\nHe left in May.",
		"indirect | The dam was never safe | Ruiz | wrote\nindirect | I leave it to you | Ruiz | wrote"},
	{"block quote behind signs", "Ruiz wrote:\n\n> The dam was never safe.\n\nHe left in May.", "indirect | The dam was never safe | Ruiz | wrote"},
	{"signed on a line of its own", "“We are ready to leave at noon.”\n― Ana Ruiz, the mayor", "direct | “We are ready to leave at noon.” | Ana Ruiz, the mayor | ―"},
	{"a comma behind the mark", `"We are ready", said Ruiz, adding that they leave at noon. "We leave", he said, "in May."`,
		`direct | "We are ready" | Ruiz | said
indirect | that they leave at noon | Ruiz | adding
direct | "We leave" | he | said
direct | "in May." | he | said`},
	{"any verb before its speaker", `"Who pays?" posed the mayor.`, `direct | "Who pays?" | the mayor | posed`},
	{"Q6 what is where they are", `Voters in Chile, who say the dam is safe, left.`, `indirect | the dam is safe | Voters in Chile | say`},
	{"Q6 later", `Hours later Deputy Mayor Ana Ruiz said the dam was safe.`, `indirect | the dam was safe | Deputy Mayor Ana Ruiz | said`},
	{"a transcript in marks", "\"RUIZ: Is the dam safe?\n\n\"BROWN: It will hold.\n\n\"The river will not rise.\n\n\"RUIZ: Good night.\"",
		"indirect | Is the dam safe? | RUIZ | :\nindirect | It will hold | BROWN | :\nindirect | The river will not rise | BROWN | \nindirect | Good night | RUIZ | :"},
	{"Q5 a theme", `The fair was held under the theme “Clean water for all of the valley now”.`, ``},
	{"Q6 an apposition that no comma closes", `Dr Tom Brown, member for the valley has said that the dam was safe.`, `indirect | that the dam was safe | Dr Tom Brown, member for the valley | said`},
	{"Q6 an apposition and what its holder did", `Dr Tom Brown, director of the mill, presenting the beds in May, said the dam was safe.`, `indirect | the dam was safe | Dr Tom Brown, director of the mill | said`},
	{"Q6 a name with brackets in it", `The JD(S) leader said the dam was safe.`, `indirect | the dam was safe | The JD(S) leader | said`},
	{"asked by someone with an apposition", `Asked by the coroner, Ana Ruiz, whether the dam was safe, he nodded.`, `indirect | whether the dam was safe | the coroner, Ana Ruiz | Asked`},
	{"Q12 what a court heard", `The court heard that Brown had sold the dam. Brown fled to Chile, an inquest heard. Ruiz heard that it rained.`, `indirect | that Brown had sold the dam |  | heard
indirect | Brown fled to Chile |  | heard`},
	{"Q3 according to a source with a participle", `The dam is safe, according to figures seen by the Herald.`, `indirect | The dam is safe | figures seen by the Herald | according to`},
	{"Q8 a report that a quotation ends", `It will end, she said, “when the last of us has left”.`, `indirect | It will end | she | said
direct | “when the last of us has left” | she | said`},
	{"Q4 can tell", `Bees can tell how many gates they have passed.`, ``},
	{"Q6 a participle before a title", `Brown "is the only man for it," retired general Ana Ruiz said.`, `mixed | Brown "is the only man for it," | retired general Ana Ruiz | said`},
	{"cited as saying", `Ruiz cited the ministry as saying that the dam was safe.`, `indirect | that the dam was safe | the ministry | saying`},
	{"however, added", `Answering in May, Ruiz said that the dam was safe, however, added that it was old.`, `indirect | that the dam was safe, however | Ruiz | said
indirect | that it was old | Ruiz | added`},
	{"for her part", `Ruiz, for her part, said the dam was safe. Brown on his part denied that it was.`, `indirect | the dam was safe | Ruiz | said
indirect | that it was | Brown | denied`},
	{"Q5 a work", `Ruiz wrote "The Long River" in 1999.`, ``},
	{"headline of an office", "Minister: New dam will be safe by May\n\nThe town waits.", "indirect | New dam will be safe by May | Minister | :"},
	{"interview with points", "Q. Who pays?\nA. The town.\nQ. Why?", "indirect | Who pays? | Q. | \nindirect | The town | A. | \nindirect | Why? | Q. | "},
	{"asked, and another cue behind", `"My son asked me, 'Is it safe?' I told him that it was," Ruiz said.`,
		`direct | "My son asked me, 'Is it safe?' I told him that it was," | Ruiz | said
direct | 'Is it safe?' | My son | asked
indirect | that it was | I | told`},
	{"Q4 a source unnamed", `A clerk, who asked not to be named, said that it was late.`, `indirect | that it was late | A clerk | said`},
	{"Q4 whom a paper cites", `The dam is safe, the paper reported, citing unnamed officials at the ministry of health.`, `indirect | The dam is safe | the paper | reported`},
	{"Q9 a word goes on", `"Have you read it?" she wrote in a book. "Never."`, `direct | "Have you read it?" | she | wrote
direct | "Never." | she | wrote`},
	{"Q6 whose child has an age", `Ana Ruiz, whose daughter Lou, six, was pulled free, said she was glad.`, `indirect | she was glad | Ana Ruiz | said`},
	{"Q6 quoted behind an apposition", `The agency quoted Ruiz, sister of the mayor, as saying that it was late.`, `indirect | that it was late | Ruiz, sister of the mayor | saying`},
	{"Q4 an answer not given", `The ministry did not immediately respond to a request for comment. The union declined to comment on the card.`, ``},
	{"what a person is before the name is no verb", `Lions coach Ana Ruiz, who was there, told Brown that it was late.`, `indirect | that it was late | Lions coach Ana Ruiz | told`},
	{"estimates that are a noun", `According to industry estimates, the dam is safe.`, `indirect | the dam is safe | industry estimates | According to`},
	{"a live blog's time", `12:10 The dam is safe, Ruiz said.`, `indirect | The dam is safe | Ruiz | said`},
	{"dateline without a dash", `Lima, March 3 (Andes Press) The dam is safe, Ruiz said.`, `indirect | The dam is safe | Ruiz | said`},
	{"Q6 nobody's object", `A guard who asked for anonymity said the dam was safe.`, `indirect | the dam was safe | A guard | said`},
	{"Q6 a clause in an apposition", `Tom Brown, a keeper at the mill who was not there, said the dam was safe.`, `indirect | the dam was safe | Tom Brown, a keeper at the mill | said`},
	{"Q6 what someone is, a name and an age", `A fish seller, Aisha Brown, 52, said the dam was safe.`, `indirect | the dam was safe | A fish seller, Aisha Brown | said`},
	{"Q6 a time within the verb", `The ministry had last week warned that the river would rise.`, `indirect | that the river would rise | The ministry | warned`},
	{"Q6 an age as a noun", `“The dam is safe,” says the 63-year-old, who built it.`, `direct | “The dam is safe,” | the 63-year-old | says`},
	{"Q7 a warning is a noun", "Storm live: red warning for Harlow to 06:00\n\nA red warning for the coast was extended until midnight.", ``},
	{"Q7 a term", `It put a Value Added Tax of ten per cent on bread.`, ``},
	{"Q3 the rest of an occasion", `Ruiz said in a statement to the town that the dam was safe.`, `indirect | that the dam was safe | Ruiz | said`},
	{"Q3 what he declined to say", `Brown confirmed that the dam broke but declined to comment.`, `indirect | that the dam broke | Brown | confirmed`},
	{"Q4 an order", `Ana Ruiz ordered the mill to close.`, `indirect | the mill to close | Ana Ruiz | ordered`},
	{"Q6 a kicker speaks no words", "TRANSCRIPT: The Morning Desk talks about the dam\n\nQ&A: ‘The dam will save nobody at all’", `direct | ‘The dam will save nobody at all’ |  | `},
	{"Q3 a kicker before a report", `BREAKING: A man has died in Harlow, Brown confirms.`, `indirect | A man has died in Harlow | Brown | confirms`},
	{"Q9 pulled out of the story", "“It sounds like an old train”\n\nBrown said it was late.\n\n“It sounds like an old train,” Ruiz said.",
		"direct | “It sounds like an old train” | Ruiz | \nindirect | it was late | Brown | said\ndirect | “It sounds like an old train,” | Ruiz | said"},
	{"a headline's quotation", "‘We are not leaving’: keepers wary of the dam\n\nThe town waits.", "direct | ‘We are not leaving’ |  | "},
	{"Q6 a firm, and when", `Masdar Bay Properties, the leading developer, today announced the signing of a pact with Alda Rail to build a dam.`, `indirect | the signing of a pact with Alda Rail to build a dam | Masdar Bay Properties, the leading developer | announced`},
	{"Q6 what a firm called", `The mill sold its gate, a move the union described in a letter as “a self-inflicted blindness”.`, `mixed | as “a self-inflicted blindness” | the union | described`},
	{"Q6 an acronym before a clause", `The Harbour Pilots Guild (HPG), which said the dam was safe, left.`, `indirect | the dam was safe | The Harbour Pilots Guild (HPG) | said`},
	{"Q3 hours", `She tweeted in the early morning hours that the dam was safe.`, `indirect | that the dam was safe | She | tweeted`},
	{"Q3 many times", `Brown said many times that the dam was safe.`, `indirect | that the dam was safe | Brown | said`},
	{"submitted", `The lawyer Tom Brown submitted that the dam was safe.`, `indirect | that the dam was safe | The lawyer Tom Brown | submitted`},
	{"a list's sign", "In other calls:\n\n• A keeper reported that the dam was open.", `indirect | that the dam was open | A keeper | reported`},
	{"participle", `Ruiz left early, saying the dam was safe.`, `indirect | the dam was safe | Ruiz | saying`},
	{"participle first", `Noting that the dam was safe, Ruiz left early.`, `indirect | that the dam was safe | Ruiz | Noting`},
	{"quoted as saying", `The agency quoted Ruiz as saying that the dam was safe.`, `indirect | that the dam was safe | Ruiz | saying`},
	{"headline with quoted words and no verb", "Mill owner Ana Ruiz: The dam ‘a gift to nobody at all’\n\nThe town waits.", "mixed | The dam ‘a gift to nobody at all’ | Mill owner Ana Ruiz | :"},
	{"a condition's clause", `If Ruiz says the dam is safe, the town will rest.`, `indirect | the dam is safe | Ruiz | says`},
	{"Q6 between commas, behind another verb", `Brown, who came in May and said he would stay, later left.`, `indirect | he would stay | Brown | said`},
	{"Q1 a comma hands over", `“The dam is safe,” a voice-over in the film states.`, `direct | “The dam is safe,” | a voice-over in the film | states`},
	{"Q1 a comma hands over to a name with a clause", `“The dam is safe,” Ana Ruiz, the keeper who built it tweeted on Sunday.`, `direct | “The dam is safe,” | Ana Ruiz, the keeper | tweeted`},
	{"Q6 a participle and its time", `The guard hurt on Sunday said that the dam was safe.`, `indirect | that the dam was safe | The guard hurt on Sunday | said`},
	{"Q3 urged", `Ruiz urged drivers to stay at home.`, `indirect | drivers to stay at home | Ruiz | urged`},
	{"Q1 inverted with a clause", `Said Ana Ruiz, who came late, “The dam is safe.”`, `direct | “The dam is safe.” | Ana Ruiz | Said`},
	{"Q5 works", `Ruiz has written several plays, among them “Glass,” a play on the “missing” of the war.`, ``},
	{"Q8 broken by a cue before its speaker", `The new dam, said Ana Ruiz, will be safe by May.`, `indirect | The new dam | Ana Ruiz | said
indirect | will be safe by May | Ana Ruiz | said`},
	{"Q8 broken, and someone told", `The new dam, he told reporters, would be safe.`, `indirect | The new dam | he | told
indirect | would be safe | he | told`},
	{"Q8 because", `He will keep the dam, he said, because he prizes clean water.`, `indirect | He will keep the dam | he | said
indirect | because he prizes clean water | he | said`},
	{"Q2 what he called", `Ana Ruiz condemned what he called a “gross breach” of the rules.`, `mixed | what he called a “gross breach” of the rules | Ana Ruiz | condemned`},
	{"Q2 as a name, and when", `Ana Ruiz described the plan as a “gift to nobody” during a debate in May.`, `mixed | the plan as a “gift to nobody” | Ana Ruiz | described`},
	{"Q2 and another verb", `Ana Ruiz said that the dam was “old and grey” and closed the gate.`, `mixed | that the dam was “old and grey” | Ana Ruiz | said`},
	{"Q6 who, and a year", `She wrote to Jane Brown, the keeper, who in 2010 said that the dam was safe.`, `indirect | that the dam was safe | the keeper | said`},
	{"a country is no cue", `He went to the United States to rest. The United States lifted its ban.`, ``},
}

func TestGuidelines(t *testing.T) {
	for _, c := range cases {
		want := c.want
		if want != "" {
			want += "\n"
		}
		if got := show(c.story, find(c.story)); got != want {
			t.Errorf("%s\n%s\ngot:\n%swant:\n%s", c.rule, c.story, got, want)
		}
		if got := show(c.story, learned(c.story)); got != want {
			t.Errorf("with the model, %s\n%s\ngot:\n%swant:\n%s", c.rule, c.story, got, want)
		}
	}
}

// TestNeverACue holds a NEVER line that takes a verb out of the cues to it, with the model and without, also where any verb beside
// quoted words would do.
func TestNeverACue(t *testing.T) {
	pack, err := rules.Load("own.jsonl", strings.NewReader(`{"label":"NEVER","of":"CUE","pattern":[{"VERB":{"IN":["claim","wince"]}}],"id":"no-cues"}`))
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Compile(append(rules.English(), pack)...)
	if err != nil {
		t.Fatal(err)
	}
	const story = "Ada Quist claimed that the pier was safe. Tom Reyle said that it was not. “It hurts to say so,” Lin Osei winced."
	for name, m := range map[string]*tagger.Model{"rules": nil, "model": model()} {
		x := text.Parse(story)
		for _, s := range []struct {
			set  *rules.Set
			want bool
		}{{english(), true}, {set, false}} {
			got := show(story, quotes.Find(x, s.set.Find(x), capitals(x), m))
			if cues := strings.Contains(got, "| claimed\n") && strings.Contains(got, "| winced\n"); cues != s.want || !strings.Contains(got, "| said\n") {
				t.Errorf("%s: %s", name, got)
			}
		}
	}
}

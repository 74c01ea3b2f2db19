package main

import (
	"fmt"
	"strings"
)

// longStory writes a made-up story of at least so many words, in paragraphs of about eighty: names, places and quotes of all three
// kinds as thick as in the news. The same number gives the same story.
func longStory(words int) string {
	people := []string{"Ada Quist", "Joren Vale", "Mirela Stoica", "Tomas Brandt", "Li Wenyan", "Fatou Ndiaye", "Carlos Medina", "Anneke de Wit"}
	titles := []string{"Mayor", "Interior Minister", "Dr", "Senator", "Professor", "Foreign Minister", "General", "Judge"}
	places := []string{"Lisbon", "Nairobi", "the city of Gdansk", "Osaka", "Peru", "southern Chad", "Vienna", "the Danube"}
	bodies := []string{"the World Health Organization", "the Northmark Group", "the European Commission", "the Harlow Herald", "the Ministry of Transport", "the Unity Party", "the Red Cross", "the Supreme Court"}
	states := []string{"Norway", "Kenya", "Japan", "Brazil", "Poland", "Morocco", "Canada", "Vietnam"}
	sentences := []func(n int) string{
		func(n int) string {
			return fmt.Sprintf("%s %s told reporters in %s on Monday that the talks with %s would go on for as long as they had to.", pick(titles, n), pick(people, n), pick(places, n/3), pick(states, n/5))
		},
		func(n int) string {
			return fmt.Sprintf("“We have waited nine weeks for an answer, and nobody has picked up the telephone,” %s said.", last(pick(people, n)))
		},
		func(n int) string {
			return fmt.Sprintf("The road from %s to %s has been closed since the storm, and the bridge beside it carries only a handful of lorries a day.", pick(places, n), pick(places, n+3))
		},
		func(n int) string {
			return fmt.Sprintf("According to %s, the damage comes to “more than %d million” and half of it is not insured.", pick(bodies, n), 3+n%90)
		},
		func(n int) string {
			return fmt.Sprintf("A spokesman for %s said it had “no plans whatsoever” to leave %s.", pick(bodies, n+2), pick(places, n+1))
		},
		func(n int) string {
			return fmt.Sprintf("%s and %s signed an agreement last year that was meant to settle the matter, but little of it was carried out.", pick(states, n), pick(states, n+3))
		},
		func(n int) string {
			return fmt.Sprintf("%s, who has led %s since the spring, said that the figures were older than they looked and that new ones would be out by the weekend.", pick(people, n+4), pick(bodies, n+5))
		},
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Nine weeks without a bridge\n\n")
	count, n := 5, 0
	for count < words {
		for inParagraph := 0; inParagraph < 80; n++ {
			s := sentences[(n*5+n/7)%len(sentences)](n*7 + n/11)
			if inParagraph > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(s)
			inParagraph += len(strings.Fields(s))
			count += len(strings.Fields(s))
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func pick(list []string, n int) string { return list[n%len(list)] }

func last(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

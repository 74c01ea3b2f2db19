package quotes_test

import "testing"

// marks are the ways in which news sets quotation marks, and its slips.
var marks = []struct{ name, story, want string }{
	{"straight", `"We are ready now," Ruiz said.`, `direct | "We are ready now," | Ruiz | said`},
	{"curly", `“We are ready now,” Ruiz said.`, `direct | “We are ready now,” | Ruiz | said`},
	{"single", `‘We are ready now,’ Ruiz said. The players’ bus left.`, `direct | ‘We are ready now,’ | Ruiz | said`},
	{"straight single", `'The players' bus can't leave now,' Ruiz said.`, `direct | 'The players' bus can't leave now,' | Ruiz | said`},
	{"archive", `''We are ready now,'' Ruiz said.`, `direct | ''We are ready now,'' | Ruiz | said`},
	{"TeX", "``We are ready now,'' Ruiz said.", "direct | ``We are ready now,'' | Ruiz | said"},
	{"guillemets", `«We are ready now,» Ruiz said.`, `direct | «We are ready now,» | Ruiz | said`},
	{"low", `„We are ready now,“ Ruiz said.`, `direct | „We are ready now,“ | Ruiz | said`},
	{"angles", `‹We are ready now,› Ruiz said.`, `direct | ‹We are ready now,› | Ruiz | said`},
	{"corners", `「We are ready now,」 Ruiz said.`, `direct | 「We are ready now,」 | Ruiz | said`},
	{"nested", `“He told me ‘go home’ twice,” Ruiz said.`, `direct | “He told me ‘go home’ twice,” | Ruiz | said`},
	{"ends that differ", `“We are ready now," Ruiz said.`, `direct | “We are ready now," | Ruiz | said`},
	{"closing mark for an opening one", `Ruiz said ”we are ready now” on Monday.`, `direct | ”we are ready now” | Ruiz | said`},
	{"inches", `The 12" board and the 6'2" man fell, Ruiz said.`, `indirect | The 12" board and the 6'2" man fell | Ruiz | said`},
	{"inches inside", `"He is 6'2" and strong," Ruiz said.`, `direct | "He is 6'2" and strong," | Ruiz | said`},
	{"left open, with its speaker", `“We are ready now, Ruiz said.`, `direct | “We are ready now, | Ruiz | said`},
	{"left open over paragraphs", "“We are ready now,” Ruiz said. “We leave at noon.\n\n“We come back at night.”",
		"direct | “We are ready now,” | Ruiz | said\ndirect | “We leave at noon. | Ruiz | said\ndirect | “We come back at night.” | Ruiz | said"},
	{"inches inside, and on", `"The pipe was 12" wide and 6' long," Ruiz said.`, `direct | "The pipe was 12" wide and 6' long," | Ruiz | said`},
	{"single and double", `‘We are ready now,” Ruiz said. “We don't leave now,' she added.`, "direct | ‘We are ready now,” | Ruiz | said\ndirect | “We don't leave now,' | she | added"},
	{"curly within straight", `"They called it “the big one” and left," Ruiz said.`, `direct | "They called it “the big one” and left," | Ruiz | said`},
	{"apostrophes", `Rock 'n' roll and the '90s weren't the players' best years.`, ``},
	{"with space", `« We are ready now », Ruiz said.`, `direct | « We are ready now » | Ruiz | said`},
}

func TestMarks(t *testing.T) {
	for _, c := range marks {
		want := c.want
		if want != "" {
			want += "\n"
		}
		if got := show(c.story, find(c.story)); got != want {
			t.Errorf("%s\n%s\ngot:\n%swant:\n%s", c.name, c.story, got, want)
		}
		if got := show(c.story, learned(c.story)); got != want {
			t.Errorf("with the model, %s\n%s\ngot:\n%swant:\n%s", c.name, c.story, got, want)
		}
	}
}

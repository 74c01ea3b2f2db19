package measure

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Figure is a line of results.
type Figure struct {
	Name   string
	Values []Value
}

// Value is a number with its name; whole says that it is a count.
type Value struct {
	Name  string
	Value float64
	whole bool
}

// String writes a count without a point, everything else with one.
func (v Value) String() string {
	if v.whole {
		return strconv.FormatFloat(v.Value, 'f', 0, 64)
	}
	s := strconv.FormatFloat(v.Value, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// prf gives precision, recall and F1 in percent, with the numbers of marks behind them.
func prf(right, system, hit, gold int) []Value {
	share := func(a, b int) float64 {
		if b == 0 {
			return 0
		}
		return float64(a) / float64(b)
	}
	p, r := share(right, system), share(hit, gold)
	f := 0.0
	if p+r > 0 {
		f = 200 * p * r / (p + r)
	}
	return []Value{{"p", round1(100 * p), false}, {"r", round1(100 * r), false}, {"f", round1(f), false}, {"system", float64(system), true}, {"gold", float64(gold), true}}
}

func fOf(right, system, hit, gold int) float64 { return prf(right, system, hit, gold)[2].Value }

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return round1(100 * float64(a) / float64(b))
}

// Figures returns the results, those of the layers that gold had.
func (s *Score) Figures() []Figure {
	var out []Figure
	put := func(name string, values ...Value) { out = append(out, Figure{name, values}) }
	whole := func(name string, n int) Value { return Value{name, float64(n), true} }
	rate := func(name string, f float64) Value { return Value{name, f, false} }
	n := func(key string) int { return s.n[key] }

	var classes []string
	for _, c := range []string{"organization", "person", "place"} {
		for _, what := range []string{" gold", " system"} {
			if _, ok := s.n["name "+c+what]; ok && !slices.Contains(classes, c) {
				classes = append(classes, c)
			}
		}
	}
	total := func(what string) (sum int) {
		for _, c := range classes {
			sum += n("name " + c + " " + what)
		}
		return sum
	}
	for _, c := range classes {
		k := "name " + c + " "
		put("name "+c, append(prf(n(k+"right"), n(k+"system"), n(k+"hit"), n(k+"gold")),
			rate("overlap f", fOf(n(k+"touching"), n(k+"system"), n(k+"touched"), n(k+"gold"))))...)
	}
	if len(classes) > 0 {
		put("name all", append(prf(total("right"), total("system"), total("hit"), total("gold")),
			rate("overlap f", fOf(total("touching"), total("system"), total("touched"), total("gold"))))...)
	}
	literal, metonymic := n("top literal gold"), n("top metonymic gold")
	if literal > 0 {
		put("toponym literal", whole("gold", literal), rate("found", share(n("top literal found"), literal)),
			rate("as_location", share(n("top literal as location"), n("top literal found"))))
		put("toponym precision", whole("system", n("top system")), rate("p", share(n("top right"), n("top system"))))
	}
	if metonymic > 0 {
		put("toponym metonymic", whole("gold", metonymic), rate("found", share(n("top metonymic found"), metonymic)),
			rate("as_actor", share(n("top metonymic as actor"), n("top metonymic found"))))
		found := n("top literal found") + n("top metonymic found")
		put("toponym state or place", whole("found", found), rate("accuracy", share(n("top literal as location")+n("top metonymic as actor"), found)))
	}
	if geo := n("geo gold"); geo > 0 {
		put("geocoding", whole("gold", geo), rate("resolved", share(n("geo resolved"), geo)),
			rate("near_of_resolved", share(n("geo near"), n("geo resolved"))), rate("near_of_gold", share(n("geo near"), geo)))
	}
	for _, group := range []string{"quote quoted", "quote indirect"} {
		k := group + " "
		if n(k+"gold") > 0 {
			put(group, append(prf(n(k+"right"), n(k+"system"), n(k+"hit"), n(k+"gold")),
				rate("tight f", fOf(n(k+"tight right"), n(k+"system"), n(k+"tight hit"), n(k+"gold"))),
				rate("speaker", share(n(k+"speaker right"), n(k+"spoken"))))...)
		}
		if relative := n(k + "relative"); relative > 0 {
			put(group+" relative", whole("sources", relative), rate("speaker without", share(n(k+"speaker right"), n(k+"spoken")-relative)))
		}
	}
	if mixed := n("quote mixed asked"); mixed > 0 {
		put("quote mixed", whole("gold", mixed), rate("r", share(n("quote mixed met"), mixed)))
	}
	if inner := n("quote indirect inner"); inner > 0 {
		k := "quote indirect "
		put("quote inner", whole("reports", inner), rate("f without", fOf(n(k+"right"), n(k+"system")-inner, n(k+"hit"), n(k+"gold"))))
	}
	if spoken := n("speaker spoken"); spoken > 0 {
		put("speaker entity", whole("spoken", spoken), rate("right", share(n("speaker meant"), spoken)))
	}
	if count := n("full words"); count > 0 {
		for _, layer := range fullLayers {
			k := "full " + layer + " "
			put("full "+layer, append(prf(n(k+"hit"), n(k+"system"), n(k+"hit"), n(k+"gold")),
				rate("span f", fOf(n(k+"span"), n(k+"system"), n(k+"span"), n(k+"gold"))))...)
		}
		put("full entities", prf(n("full pairs hit"), n("full pairs system"), n("full pairs hit"), n("full pairs gold"))...)
		hundred := 100 * float64(n("full edits")) / float64(count)
		put("full edits", whole("edits", n("full edits")), whole("words", count), rate("per_100_words", rounded(hundred, 2)))
	}
	for i, what := range []string{"names", "quotes"} {
		if c := &s.sure[i]; c.marks() > 0 {
			put("certainty of "+what, whole("marks", c.marks()), rate("error", rounded(c.error(), 3)))
		}
	}
	if s.Missing > 0 {
		put("missing stories", whole("count", s.Missing))
	}
	return out
}

// RuleNames lists the rules that fired, the most often wrong or corrected first.
func (s *Score) RuleNames() []string {
	names := make([]string, 0, len(s.Rules))
	for name := range s.Rules {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if c := (s.Rules[b].Fired - s.Rules[b].Right) - (s.Rules[a].Fired - s.Rules[a].Right); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return names
}

// Kinds lists the kinds of the confusion table, rows and columns: "" for nothing comes last.
func (s *Score) Kinds() []string {
	var list []string
	seen := map[string]bool{"": true}
	for p := range s.Confusion {
		for _, k := range []string{p.Gold, p.System} {
			if !seen[k] {
				seen[k] = true
				list = append(list, k)
			}
		}
	}
	order := []string{"person", "organization", "state", "group", "country", "region", "settlement", "facility", "natural", "place", "direct", "mixed", "indirect"}
	at := func(k string) int {
		if i := slices.Index(order, k); i >= 0 {
			return i
		}
		return math.MaxInt32
	}
	slices.SortFunc(list, func(a, b string) int {
		if c := at(a) - at(b); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return append(list, "")
}

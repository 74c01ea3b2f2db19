package rules

// List is what a gazetteer calls the settlements that one rule marks. The rule is a line with "gazetteer" in place of a pattern.
type List struct {
	Rule   string // its id
	Names  []string
	Places []*Place // by name; several may stand for one place
}

// Gazetteer makes a built-in pack that gives rules of the packs before it the names that they mark; sum is the hash of its contents.
func Gazetteer(name string, sum [32]byte, lists ...List) *Pack {
	return &Pack{Name: name, sum: sum, builtIn: true, lists: lists}
}

// addLists adds what gazetteers call the places that the rule marks.
func (s *Set) addLists(r *Rule, packs []*Pack) error {
	if r.Given || r.Attr("gazetteer") == "" {
		return nil
	}
	for _, p := range packs {
		for _, l := range p.lists {
			if l.Rule == r.ID {
				if err := s.addPhrases(r, l.Names, l.Places); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

package annotate

import "stet/annotate/kind"

// RunnerUp is an actor who may be the speaker too.
type RunnerUp struct {
	Entity string
	Score  Score // its share of the certainty, as the speaker has one of its own
}

// runners writes the runners-up that are among the document's entities: an edit may have taken one away.
func (w *writer) runners(list []RunnerUp) {
	begin := len(w.b)
	w.member("runners_up")
	w.b = append(w.b, '[')
	for _, u := range list {
		if !w.known[u.Entity] {
			continue
		}
		w.comma()
		w.b = append(w.b, '{')
		w.member("entity").string(u.Entity)
		w.member("score").score(u.Score)
		w.b = append(w.b, '}')
	}
	if w.b[len(w.b)-1] == '[' {
		w.b = w.b[:begin]
		return
	}
	w.b = append(w.b, ']')
}

func (r *reader) runners() (list []RunnerUp, err error) {
	err = r.array(func(int) error {
		var u RunnerUp
		var others Extra
		begin := r.pos
		at, err := r.object("runners_up.", members{known: []string{"entity", "score"}, keep: &others}, func(field string) (err error) {
			if field == "entity" {
				u.Entity, err = r.name("runners_up.entity")
			} else {
				u.Score, err = r.score()
			}
			return err
		})
		if name := at.missing("entity", "score"); err == nil && name != "" {
			err = r.wrong(begin, "runners_up."+name, "missing")
		}
		list = append(list, u)
		return err
	})
	return list, err
}

// runners checks that those who are among the entities are actors.
func (c *checker) runners(list []RunnerUp) *fault {
	for _, u := range list {
		if t := c.entities[u.Entity]; t != kind.NoType {
			if f := c.refers("runners_up", u.Entity, kind.Actor); f != nil {
				return f
			}
		}
		if u.Score > 1000 {
			return &fault{field: "runners_up", message: "score greater than 1"}
		}
	}
	return nil
}

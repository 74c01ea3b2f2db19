package names

// agree gives the marked mentions of one name one class where theirs differ: that for which all together have most weight. Who is a
// person or an organization stays one throughout a story. An organization never becomes a place by it: a town's team and the town share
// their name (A2).
func (n *finder) agree(all []candidate, marked []int32) {
	type name struct {
		total  [classes]int64
		class  int
		differ bool
	}
	of := map[int]*name{}
	differ := false
	for _, i := range marked {
		c := &all[i]
		x := of[c.name]
		if x == nil {
			x = &name{class: c.class}
			of[c.name] = x
		}
		for k, w := range c.total {
			x.total[k] += int64(w)
		}
		if c.class != x.class {
			x.differ, differ = true, true
		}
	}
	if !differ {
		return
	}
	for _, i := range marked {
		c := &all[i]
		x := of[c.name]
		if !x.differ {
			continue
		}
		b := person
		for _, k := range [...]int{organization, place} {
			if x.total[k] > x.total[b] {
				b = k
			}
		}
		if b != place || c.class != organization {
			c.class = b
		}
	}
}

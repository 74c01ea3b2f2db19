package tagger

const never = -1 << 28

// Transitions score label b straight after label a; what may not follow is never chosen whatever stands there.
type Transitions [Labels][Labels]int32

// path finds the best labels of a stretch that stands between tokens that are Out, and for each token how far the best
// path with another label there falls behind.
type path struct {
	ahead  []scores // best score of a path from the beginning to the label here
	behind []scores // best score of a path from the label here to the end, without what the label itself scores; both kept by the caller
	from   [][Labels]Label
	Labels []Label
	Margin []int32

	of    *Transitions // whose reach is known
	reach int32        // how far apart its steps from a name's end to the next beginning score at most
}

// find fills p.Labels, p.Margin, and the scores ahead and behind of every token.
func (p *path) find(em, ahead, behind []scores, tr *Transitions) {
	n := len(em)
	p.grow(n)
	p.ahead, p.behind = ahead, behind
	if p.of != tr {
		p.of, p.reach = tr, tr.reach()
	}
	for b := range p.ahead[0][:Labels] {
		p.ahead[0][b] = never
	}
	for _, b := range openers {
		p.ahead[0][b] = tr[Out][b] + em[0][b]
	}
	for i := 1; i < n; i++ {
		p.forward(&p.ahead[i-1], &p.ahead[i], &em[i], &p.from[i], tr)
	}
	best, at := int32(2*never), Out
	for _, a := range closers {
		if s := p.ahead[n-1][a] + tr[a][Out]; s > best {
			best, at = s, a
		}
	}
	for i := n - 1; i >= 0; i-- {
		p.Labels[i] = at
		if i > 0 {
			at = p.from[i][at]
		}
	}
	for a := range p.behind[n-1][:Labels] {
		p.behind[n-1][a] = never
	}
	for _, a := range closers {
		p.behind[n-1][a] = tr[a][Out]
	}
	for i := n - 1; i > 0; i-- {
		p.backward(&p.behind[i], &p.behind[i-1], &em[i], tr)
	}
	for i, l := range p.Labels {
		p.Margin[i] = min(best-max(most(p.ahead[i][:l], p.behind[i][:l]), most(p.ahead[i][l+1:Labels], p.behind[i][l+1:Labels])), 1<<20)
	}
}

// forward fills cur, the best scores of paths to the labels of a token, and which label each comes from, out of those to the token before.
func (p *path) forward(prev, cur, em *scores, from *[Labels]Label, tr *Transitions) {
	// Most ends of names fall so far behind the best that no step makes up for it.
	var live [len(closers)]Label
	n, least := 0, int32(2*never)
	for _, a := range closers {
		least = max(least, prev[a])
	}
	least -= p.reach
	for _, a := range closers {
		if prev[a] >= least {
			live[n] = a
			n++
		}
	}
	for _, b := range openers {
		best, at := int32(2*never), Out
		for _, a := range live[:n] {
			if s := prev[a] + tr[a][b]; s > best {
				best, at = s, a
			}
		}
		cur[b], from[b] = best+em[b], at
	}
	for c := Person; c < classes; c++ {
		begin, inside := LabelOf(c, Begin), LabelOf(c, Inside)
		for b := inside; b <= begin+Last; b++ {
			best, at := prev[begin]+tr[begin][b], begin
			if s := prev[inside] + tr[inside][b]; s > best {
				best, at = s, inside
			}
			cur[b], from[b] = best+em[b], at
		}
	}
}

// backward fills prev, the best scores of paths from the labels of a token to the end, out of those from the token behind it.
func (p *path) backward(cur, prev, em *scores, tr *Transitions) {
	var live [len(openers)]Label
	n, least := 0, int32(2*never)
	for _, b := range openers {
		least = max(least, cur[b]+em[b])
	}
	least -= p.reach
	for _, b := range openers {
		if cur[b]+em[b] >= least {
			live[n] = b
			n++
		}
	}
	for _, a := range closers {
		best := int32(2 * never)
		for _, b := range live[:n] {
			best = max(best, cur[b]+em[b]+tr[a][b])
		}
		prev[a] = best
	}
	for c := Person; c < classes; c++ {
		begin, inside, last := LabelOf(c, Begin), LabelOf(c, Inside), LabelOf(c, Last)
		for a := begin; a <= inside; a++ {
			prev[a] = max(cur[inside]+em[inside]+tr[a][inside], cur[last]+em[last]+tr[a][last])
		}
	}
}

// most returns the largest sum of two scores at one place.
func most(a, b []int32) int32 {
	best := int32(2 * never)
	b = b[:len(a)]
	for l, s := range a {
		best = max(best, s+b[l])
	}
	return best
}

// reach returns how far the scores of steps from a name's end to the next beginning lie apart.
func (tr *Transitions) reach() int32 {
	least, most := tr[Out][Out], tr[Out][Out]
	for _, a := range closers {
		for _, b := range openers {
			least, most = min(least, tr[a][b]), max(most, tr[a][b])
		}
	}
	return most - least
}

func (p *path) grow(n int) {
	if cap(p.from) < n {
		m := n + n/2 + 16
		p.from = make([][Labels]Label, m)
		p.Labels, p.Margin = make([]Label, m), make([]int32, m)
	}
	p.from = p.from[:n]
	p.Labels, p.Margin = p.Labels[:n], p.Margin[:n]
}

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
}

// find fills p.Labels, p.Margin, and the scores ahead and behind of every token.
func (p *path) find(em, ahead, behind []scores, tr *Transitions) {
	n := len(em)
	p.grow(n)
	p.ahead, p.behind = ahead, behind
	for b := 0; b < Labels; b++ {
		p.ahead[0][b] = never
		if Label(b).opens() {
			p.ahead[0][b] = tr[Out][b] + em[0][b]
		}
	}
	for i := 1; i < n; i++ {
		prev, cur := &p.ahead[i-1], &p.ahead[i]
		for b := 0; b < Labels; b++ {
			best, at := int32(2*never), Out
			for _, a := range before[b] {
				if s := prev[a] + tr[a][b]; s > best {
					best, at = s, a
				}
			}
			cur[b], p.from[i][b] = best+em[i][b], at
		}
	}
	best, at := int32(2*never), Out
	for _, a := range before[Out] {
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
	for a := 0; a < Labels; a++ {
		p.behind[n-1][a] = never
		if Label(a).closes() {
			p.behind[n-1][a] = tr[a][Out]
		}
	}
	for i := n - 1; i > 0; i-- {
		cur, prev := &p.behind[i], &p.behind[i-1]
		for a := range prev {
			prev[a] = 2 * never
		}
		for b := 0; b < Labels; b++ {
			s := cur[b] + em[i][b]
			for _, a := range before[b] {
				if v := s + tr[a][b]; v > prev[a] {
					prev[a] = v
				}
			}
		}
	}
	for i := 0; i < n; i++ {
		other := int32(2 * never)
		for l := 0; l < Labels; l++ {
			if s := p.ahead[i][l] + p.behind[i][l]; Label(l) != p.Labels[i] && s > other {
				other = s
			}
		}
		p.Margin[i] = min(best-other, 1<<20)
	}
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

package tagger

import (
	"slices"

	"stet/annotate/text"
)

// lattice holds the sums of one cue's window; its memory is used again.
type lattice struct {
	state    [][Labels]int32
	move     [][Labels * Labels]int32
	from, to [][Labels]int32 // forward and backward sums
	best     [][Labels]int32
	step     [][Labels]Label
	labels   []Label
	total    int32
	check    [CheckFeatures]uint32
}

func (l *lattice) reset(n int) {
	l.state, l.move = grow(l.state, n), grow(l.move, n)
	l.from, l.to, l.best = grow(l.from, n), grow(l.to, n), grow(l.best, n)
	l.step, l.labels = grow(l.step, n), grow(l.labels, n)
}

// report labels the units around cue u and reads its report off them: there is none without content. How certain its contents and the
// hints are is for right to say.
func (m *Model) report(r *Reader, l *lattice, rep *Report, p [Classes]uint16, right func(*[CheckFeatures]uint32) uint16) {
	u := rep.Cue
	first, last := r.Window(u)
	m.score(r, l, u, first, last)
	if l.viterbi(); r.hinted[u] == 0 && !slices.Contains(l.labels, Content) {
		return
	}
	l.sum()
	for i := 0; i < len(l.labels); {
		if l.labels[i] != Content {
			i++
			continue
		}
		j := i
		for j < len(l.labels) && l.labels[j] == Content {
			j++
		}
		if c := r.trim(text.Range{First: first + i, Last: first + j}); c.Len() > 0 {
			rep.Contents = append(rep.Contents, Reported{Range: c})
		}
		i = j
	}
	rep.Source = r.trim(m.source(l, u-first, first))
	common := evidence{certain: p[Speech] + p[Thought], speech: p[Speech], pieces: len(rep.Contents)}
	if s := rep.Source; s.Len() > 0 {
		common.source = l.marginal(s.First-first, Source)
	}
	f := &l.check
	weigh := func(c text.Range, decoded bool, piece int) uint16 {
		e := l.weigh(c, first)
		e.certain, e.speech, e.source, e.pieces = common.certain, common.speech, common.source, common.pieces
		e.decoded, e.piece = decoded, piece
		r.check(f, rep, c, &e)
		return right(f)
	}
	for k := range rep.Contents {
		c := &rep.Contents[k]
		c.Score = weigh(c.Range, true, k)
	}
	for n := range r.hintsOf(u) {
		c := r.hints[n].Content
		if c.Len() > 0 && !slices.ContainsFunc(rep.Contents, func(x Reported) bool { return x.Range == c }) {
			rep.Hints = append(rep.Hints, Weighed{n, weigh(c, false, 0)})
		}
	}
}

// score fills the lattice with the model's sums for the window.
func (m *Model) score(r *Reader, l *lattice, u, first, last int) {
	l.reset(last - first)
	around := r.Prepare(u, first, last)
	stateShift, moveShift := 32-m.Bits[2], 32-m.Bits[3] // masked where used, which spares a check at every shift
	var f Features
	for i := range l.state {
		around.Features(&f, first+i)
		var state pair
		var move lanes
		for _, x := range f.State {
			state.add(m.states[x>>(stateShift&31)])
		}
		for k, sum := range state.sums(len(f.State)) {
			l.state[i][k+1] = sum * fine
		}
		for _, x := range f.Move {
			move.add(m.moves[x>>(moveShift&31)])
		}
		for k := range MoveWeights {
			l.move[i][k+1] = move.sum(k, len(f.Move)) * fine
		}
	}
}

// viterbi fills l.labels with the best labelling.
func (l *lattice) viterbi() {
	n := len(l.state)
	for k := range Labels {
		l.best[0][k] = l.state[0][k] + l.move[0][k]
	}
	for i := 1; i < n; i++ {
		best, move := &l.best[i-1], &l.move[i]
		for k := range Labels {
			top, from := best[0]+move[k], Label(0)
			for j := 1; j < Labels; j++ {
				if v := best[j] + move[j*Labels+k]; v > top {
					top, from = v, Label(j)
				}
			}
			l.best[i][k] = top + l.state[i][k]
			l.step[i][k] = from
		}
	}
	at := Label(0)
	for k := 1; k < Labels; k++ {
		if l.best[n-1][k] > l.best[n-1][at] {
			at = Label(k)
		}
	}
	for i := n - 1; i >= 0; i-- {
		l.labels[i] = at
		at = l.step[i][at]
	}
}

// sum fills the forward and backward sums, from which marginals are read.
func (l *lattice) sum() {
	n := len(l.state)
	for k := range Labels {
		l.from[0][k] = l.state[0][k] + l.move[0][k]
		l.to[n-1][k] = 0
	}
	for i := 1; i < n; i++ {
		from, move, state := &l.from[i-1], &l.move[i], &l.state[i]
		for k := range Labels {
			s := from[0] + move[k]
			for j := 1; j < Labels; j++ {
				s = logAdd(s, from[j]+move[j*Labels+k])
			}
			l.from[i][k] = s + state[k]
		}
	}
	for i := n - 2; i >= 0; i-- {
		to, move := &l.to[i+1], &l.move[i+1]
		var ends [Labels]int32
		for k, s := range &l.state[i+1] {
			ends[k] = s + to[k]
		}
		for j := range Labels {
			s := move[j*Labels] + ends[0]
			for k := 1; k < Labels; k++ {
				s = logAdd(s, move[j*Labels+k]+ends[k])
			}
			l.to[i][j] = s
		}
	}
	l.total = l.from[n-1][0]
	for k := 1; k < Labels; k++ {
		l.total = logAdd(l.total, l.from[n-1][k])
	}
}

// marginal returns the certainty in thousandths of a label.
func (l *lattice) marginal(i int, k Label) uint32 {
	return exp(l.from[i][k]+l.to[i][k]-l.total) * 1000 / one
}

// source returns the units of the source nearest the cue; where the best labelling has none, the stretch around the likeliest
// one, if it is likely enough.
func (m *Model) source(l *lattice, cue, first int) text.Range {
	best, at := -1, text.Range{}
	for i := 0; i < len(l.labels); {
		if l.labels[i] != Source {
			i++
			continue
		}
		j := i
		for j < len(l.labels) && l.labels[j] == Source {
			j++
		}
		if d := min(abs(i-cue), abs(j-1-cue)); best < 0 || d < best {
			best, at = d, text.Range{First: first + i, Last: first + j}
		}
		i = j
	}
	if best >= 0 {
		return at
	}
	top, i := uint32(m.Source), -1
	for k := range l.labels {
		if p := l.marginal(k, Source); p > top && l.labels[k] == Other {
			top, i = p, k
		}
	}
	if i < 0 {
		return text.Range{}
	}
	j := i + 1
	for i > 0 && l.labels[i-1] == Other && l.marginal(i-1, Source) > uint32(m.Source)/2 {
		i--
	}
	for j < len(l.labels) && l.labels[j] == Other && l.marginal(j, Source) > uint32(m.Source)/2 {
		j++
	}
	return text.Range{First: first + i, Last: first + j}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// trim takes signs off both ends that belong to the sentence, not to what is reported.
func (r *Reader) trim(s text.Range) text.Range {
	for s.First < s.Last && r.outer(s.First) {
		s.First++
	}
	for s.Last > s.First && r.outer(s.Last-1) {
		s.Last--
	}
	return s
}

func (r *Reader) outer(u int) bool {
	x := &r.units[u]
	return !x.Quoted && r.t.Tokens[x.First].Kind == text.Punct && (x.class == ',' || x.class == '.' || x.class == ':')
}

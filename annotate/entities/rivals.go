package entities

import (
	"slices"
	"sort"

	"stet/annotate/kind"
	"stet/annotate/quotes"
	"stet/annotate/rules"
	"stet/annotate/text"
)

// Candidate is an actor who may speak a quote. Scores are shares: those of all who may, nobody known included, make 1000.
type Candidate struct {
	Entity int // an index of Entities
	Score  uint16
}

// rival is a candidate while evidence for it is added up. Four points double its odds.
type rival struct {
	entity int
	points int
	unfit  bool // the speaker's words cannot mean it: a runner-up at most
}

// What speaks for a candidate, in points. The values were set by hand on stories of our own.
const (
	named     = 30  // the speaker's words name it
	sentence  = -3  // for each sentence between its last mention and the speaker's words
	subject   = 5   // it is the first of those that fit in its sentence: most often the subject
	newTopic  = 5   // it is a subject since the quote before
	spokeLast = 4   // the quote before was its own
	sameSex   = 3   // the story says that it is a he, or a she
	byline    = -12 // it wrote the story
	owner     = -8  // it only owns what follows: Kerry's aide
	inQuotes  = -10 // it is only named inside quotations, whose speakers spoke of it
	spokenOf  = -14 // the quote itself names it
	ownName   = -4  // the same of an institution, which may call itself by its name
	addressed = -14 // it stands between the cue and the quote: told Kerry that
	ofOneself = -20 // its own words say so of the speaker: nobody calls himself the minister
	unfitting = -16 // the speaker's words mean a man, a company, many
	salient   = 1   // for each mention more, up to three
)

// never says that no actor is meant, whatever speaks for one: "a spokesman".
const never = 1 << 20

const (
	reachBack    = 3  // how many paragraphs before it a pronoun's actor may stand, if one that fits stands there
	farBack      = 9  // and if none does
	mostLooked   = 48 // how many mentions back are looked at
	mostSubjects = 40 // how many sentences back a pronoun that goes on about somebody is looked for
	mostRivals   = 3  // how many runners-up a quote has
)

func anyone(*Entity) bool { return true }

// name notes whom the speaker's words name.
func (s *said) name(e int) {
	for i := range s.list {
		if x := &s.list[i]; x.entity == e {
			if x.unfit {
				x.points -= unfitting
			}
			x.points, x.unfit = max(x.points, 0)+named, false
			return
		}
	}
	s.list = append(s.list, rival{entity: e, points: named})
}

// add gives a listed entity points.
func (s *said) add(e, points int) {
	for i := range s.list {
		if s.list[i].entity == e {
			s.list[i].points += points
		}
	}
}

// recent lists the actors that fit and are named before token at, or have spoken before it, with points for how near and how
// prominent they are.
func (s *said) recent(q *quotes.Quote, at int, fits func(*Entity) bool) {
	for _, reach := range [...]int{reachBack, farBack} {
		s.named(at, reach, fits)
		if slices.ContainsFunc(s.list, func(x rival) bool { return !x.unfit }) {
			break
		}
	}
	here := s.r.t.SentenceOf(at)
	for n, x := range s.trail {
		if x.entity < 0 || x.token >= at || s.r.t.ParagraphOf(at)-s.r.t.ParagraphOf(x.token) > reachBack {
			continue
		}
		points := subject + sentence*min(here-s.r.t.SentenceOf(x.token), 6)
		if n == len(s.trail)-1 {
			points += spokeLast
		}
		s.raise(x.entity, points, fits)
	}
	s.behind(at)
	s.against(q)
	for i := range s.list {
		if s.list[i].unfit {
			s.list[i].points += unfitting
		}
		s.list[i].points += salient * min(len(s.r.Entities[s.list[i].entity].Mentions)-1, 3)
	}
}

// behind lists a few who are named only behind token at: runners-up at most.
func (s *said) behind(at int) {
	r := s.r
	none := func(*Entity) bool { return false }
	for i := r.before(at); i < len(r.mentions) && len(s.list) < mostRivals && r.t.ParagraphOf(r.mentions[i].First)-r.t.ParagraphOf(at) <= 1; i++ {
		if r.mentions[i].Kind.Type() == kind.Actor {
			s.raise(r.Of[i], sentence*min(r.t.SentenceOf(r.mentions[i].First)-r.t.SentenceOf(at), 6), none)
		}
	}
}

// raise makes an entity's points at least so many.
func (s *said) raise(e, points int, fits func(*Entity) bool) {
	for i := range s.list {
		if s.list[i].entity == e {
			s.list[i].points = max(s.list[i].points, points)
			s.list[i].unfit = s.list[i].unfit && !fits(&s.r.Entities[e])
			return
		}
	}
	s.list = append(s.list, rival{entity: e, points: points, unfit: !fits(&s.r.Entities[e])})
}

// named lists the actors that fit among the mentions in so many paragraphs before token at.
func (s *said) named(at, reach int, fits func(*Entity) bool) {
	r := s.r
	limit, here := r.t.ParagraphOf(at)-reach, r.t.SentenceOf(at)
	last := r.before(at)
	first := last
	for first > 0 && last-first < mostLooked && r.t.ParagraphOf(r.mentions[first-1].First) >= limit {
		first--
	}
	led := -1                          // the sentence whose subject has been seen
	who, next := -1, here-mostSubjects // the last subject, and the sentence from which on pronouns have not been read
	if first < last {
		next = max(next, r.t.SentenceOf(r.mentions[first].First))
	}
	pronouns := func(end int) {
		for ; next < end; next++ {
			if who < 0 || !r.goesOn(next, who) || !fits(&r.Entities[who]) {
				continue
			}
			led = next
			points := sentence*min(here-next, 6) + subject
			if n := len(s.trail); n > 0 && r.t.Sentences[next].First > s.trail[n-1].token && who != s.trail[n-1].entity {
				points += newTopic
			}
			s.raise(who, points, fits)
		}
	}
	for i := first; i < last; i++ {
		m := &r.mentions[i]
		e := r.Of[i]
		if m.Kind.Type() != kind.Actor || m.Last > at {
			continue
		}
		at := r.t.SentenceOf(m.First)
		pronouns(at + 1)
		points := sentence * min(here-at, 6)
		switch {
		case r.quoted[i]:
			points += inQuotes
		case r.owns(m):
			points += owner
		case m.First > 0 && r.t.Lower(m.First-1) == "by" && r.t.Tokens[m.First-1].Is(text.Opens):
			points += byline
		case m.First > 0 && in(ties, r.t.Lower(m.First-1)): // Analysts at Barclays
		case at != led && fits(&r.Entities[e]):
			led, who = at, e
			points += subject
			if n := len(s.trail); n > 0 && m.First > s.trail[n-1].token && e != s.trail[n-1].entity {
				points += newTopic
			}
		}
		s.raise(e, points, fits)
	}
	pronouns(here)
}

// goesOn reports whether a sentence goes on about the person that was the subject before: He made 11 tackles.
func (r *resolver) goesOn(sentence, of int) bool {
	g := r.pronouns[sentence]
	x := &r.Entities[of]
	return g != anyGender && x.Kind == kind.Person && x.gender.fits(g)
}

// opening returns for each sentence the gender of the he or she that it opens with.
func (r *resolver) opening() []gender {
	of := make([]gender, len(r.t.Sentences))
	for i := range of {
		first := r.t.Sentences[i].First
		if !r.f.Covers(first, rules.Pronoun) {
			continue
		}
		if w := r.t.Lower(first); w == "he" || w == "she" {
			if h, ok := r.f.At(first, rules.Pronoun); ok {
				of[i] = parseGender(h.Rule.Attr("gender"))
			}
		}
	}
	return of
}

// against takes points from those whom the quote names, and whom its speaker addresses.
func (s *said) against(q *quotes.Quote) {
	r := s.r
	s.add(s.teller(q), ofOneself)
	from := min(q.Start, max(q.Cue.End, q.Speaker.End))
	if q.Cue.End == 0 || q.Cue.End > q.Start {
		from = q.Start
	}
	ahead := q.Kind == kind.Indirect && q.By != quotes.Turn && q.Speaker.Start >= q.End
	seen := 0
	for i := sort.Search(len(r.mentions), func(i int) bool { return r.mentions[i].Start >= from }); i < len(r.mentions) && r.mentions[i].Start < q.End && seen < mostLooked; i++ {
		seen++
		for n := range s.list {
			if s.list[n].entity != r.Of[i] {
				continue
			}
			switch org := r.mentions[i].Kind == kind.Organization; {
			case r.mentions[i].Start < q.Start:
				s.list[n].points += addressed
			case org && ahead: // Tarn Energy will close, the company said
			case org:
				s.list[n].points += ownName
			default:
				s.list[n].points += spokenOf
			}
		}
	}
}

// teller returns in whose own words, spoken or quoted, the quote and its speaker stand; -1 for nobody's or nobody known's.
func (s *said) teller(q *quotes.Quote) int {
	for n := len(s.around) - 1; n >= 0; n-- {
		if o := &s.r.quotes[s.around[n]]; (o.Kind == kind.Direct || o.By == quotes.Turn) && o.Start <= q.Speaker.Start && q.Speaker.End <= o.End {
			return s.r.Speakers[s.around[n]]
		}
	}
	return -1
}

// choose returns who speaks, -1 for nobody known, and the runners-up, with the shares of all.
func (s *said) choose(nobody int) (speaker int, others []Candidate) {
	if len(s.list) == 0 {
		return -1, nil
	}
	for i := 1; i < len(s.list); i++ { // they are few
		for k := i; k > 0 && s.list[k-1].points < s.list[k].points; k-- {
			s.list[k-1], s.list[k] = s.list[k], s.list[k-1]
		}
	}
	if nobody == never {
		nobody = s.list[0].points + 6
	}
	top := max(s.list[0].points, nobody)
	sum := odds(nobody - top)
	for _, x := range s.list {
		sum += odds(x.points - top)
	}
	speaker = -1
	for _, x := range s.list {
		if speaker < 0 && !x.unfit && x.points >= nobody {
			speaker = x.entity
			continue
		}
		share := 1000 * odds(x.points-top) / sum
		if len(others) == mostRivals || share < 1 {
			break
		}
		if others == nil {
			others = make([]Candidate, 0, mostRivals)
		}
		others = append(others, Candidate{x.entity, uint16(share)})
	}
	return speaker, others
}

// odds returns two to the power of a quarter of the points, in millionths; points are at most 0.
func odds(points int) int {
	if points < -79 {
		return 0
	}
	return [...]int{1000000, 840896, 707107, 594604}[-points%4] >> (-points / 4)
}

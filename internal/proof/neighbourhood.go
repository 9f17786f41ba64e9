package proof

import (
	"context"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/proof/numeral"
	"kuvio/internal/proof/passage"
)

// checker goes through a text.
type checker struct {
	ctx    context.Context
	values *values
	topics *topics
	names  *names
	lang   domain.Lang // of the text
	result Result

	heading *sentence        // that stands over what is read
	section []mention[span2] // the years that were named under it; not of dates, which are of meetings and laws
}

// sentence is a sentence with what it names.
type sentence struct {
	text    string
	lang    domain.Lang
	words   []word
	numbers []numeral.Number
	areas   []mention[named]
	years   []mention[span2]
}

// span2 are years, from and to.
type span2 struct{ from, to int }

func (c *checker) read(text string, l domain.Lang) *sentence {
	s := &sentence{text: text, lang: l, words: wordsOf(text), numbers: numeral.Read(text, l), areas: c.names.in(text)}
	for _, n := range s.numbers {
		if n.Kind == numeral.Year || n.Kind == numeral.Years {
			s.years = append(s.years, mention[span2]{span2{n.From, n.To}, n.Start, n.End})
		}
	}
	return s
}

// looked reports whether a number is one to be looked for.
func looked(n numeral.Number) bool {
	switch n.Kind {
	case numeral.Value, numeral.Share, numeral.Change, numeral.Rank:
		return true
	}
	return false
}

// mostEarlier is how many sentences before a number's own may tell what it is of.
const mostEarlier = 8

// passage looks for the numbers of a passage.
func (c *checker) passage(p *passage.Passage) error {
	lang := languageOf(p.Text, c.lang)
	if p.Heading {
		c.heading = c.read(p.Text, lang)
		c.section = nil
		return nil
	}
	var earlier []*sentence
	for _, one := range passage.Sentences(p.Text) {
		s := c.read(one.Text, lang)
		for k := range s.numbers {
			n := s.numbers[k]
			if one.Start+n.Start < p.Cell {
				continue
			}
			if !looked(n) {
				c.result.Aside[n.Kind]++
				continue
			}
			f, err := c.find(&neighbourhood{c: c, s: s, n: n, k: k, earlier: earlier, cell: p.Cell > 0})
			if err != nil {
				return err
			}
			f.Place = p.At(one.Start + n.Start)
			f.Sentence = strings.TrimSpace(one.Text)
			c.result.Findings = append(c.result.Findings, f)
		}
		if earlier = append(earlier, s); len(earlier) > mostEarlier {
			earlier = earlier[1:]
		}
		for _, m := range ofKind(s, aYear) {
			if m.end-m.at == len("2015") {
				c.section = append(c.section, m)
			}
		}
	}
	return nil
}

// neighbourhood is a number and what stands around it.
type neighbourhood struct {
	c       *checker
	s       *sentence
	n       numeral.Number
	k       int         // of the sentence's numbers
	earlier []*sentence // of the passage
	cell    bool        // of a table

	named domain.Gender // by the clause; "" until it is looked for
}

// clauseEnd parts what is said of one number from what is said of the next.
var clauseEnd = late.Regexp(`(?i)[,;:)] |\(| (?:ja|sekä|mutta|kun taas|och|men|medan|and|but|while) `)

// zone is the part of the sentence that is about the number: from the end of the clause of
// the number before it to the end of its own.
func (h *neighbourhood) zone() (from, to int) {
	to = len(h.s.text)
	for _, n := range h.s.numbers {
		if !looked(n) {
			continue
		}
		switch {
		case n.End <= h.n.Start:
			from = n.End
			if m := clauseEnd().FindStringIndex(h.s.text[n.End:h.n.Start]); m != nil {
				from = n.End + m[0]
			}
		case n.Start >= h.n.End && to == len(h.s.text):
			to = n.Start
			if m := clauseEnd().FindStringIndex(h.s.text[h.n.End:n.Start]); m != nil {
				to = h.n.End + m[0]
			}
		}
	}
	return from, to
}

// How near words are that stand further off, 1 being the number's own clause.
const (
	ofOtherClause = 0.7
	ofBefore      = 0.8 // the sentence before
	ofTwoBefore   = 0.7
	ofEarlier     = 0.6
	ofHeading     = 0.5
	leastTold     = 1.6 // by words that a sentence has of topics: less is a word that most titles have
)

// words are those that tell what the number is of. A sentence without a word of any topic
// ("Osuus oli 0,6 prosenttia vuonna 1990") is of what the last one that has some is of.
func (h *neighbourhood) words() []heard {
	var all []heard
	from, to := h.zone()
	var clause []word
	for _, w := range h.s.words {
		if from <= w.at && w.at < to {
			clause = append(clause, w)
		}
	}
	elliptic := h.c.topics.tell(clause) < leastTold // "…, koko maassa 1,45 %"
	for _, w := range h.s.words {
		near := ofOtherClause
		if elliptic || from <= w.at && w.at < to {
			near = 1
		}
		all = append(all, heard{w, near, true})
	}
	mute := h.c.topics.tell(h.s.words) < leastTold
	for back, s := range slices.Backward(h.earlier) {
		near, own := ofEarlier, false
		switch distance := len(h.earlier) - back; {
		case mute && h.c.topics.tell(s.words) >= leastTold:
			near, own, mute = 1, true, false
		case distance == 1:
			near = ofBefore
		case distance == 2:
			near = ofTwoBefore
		}
		for _, w := range s.words {
			all = append(all, heard{w, near, own})
		}
	}
	if h.c.heading != nil {
		for _, w := range h.c.heading.words {
			all = append(all, heard{w, ofHeading, false})
		}
	}
	return all
}

// ages are the classes of ages that the number may be of: those of its clause, else of its
// sentence, else of the ones before.
func (h *neighbourhood) ages() []numeral.Number {
	from, to := h.zone()
	var near, all []numeral.Number
	for _, n := range h.s.numbers {
		if n.Kind == numeral.Age {
			all = append(all, n)
			if from <= n.Start && n.Start < to {
				near = append(near, n)
			}
		}
	}
	if len(near) > 0 {
		return near
	}
	if len(all) > 0 {
		return all
	}
	for _, s := range slices.Backward(h.earlier) {
		for _, n := range s.numbers {
			if n.Kind == numeral.Age {
				all = append(all, n)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// sure is a choice and how much weight it has; stated where the text leaves no doubt of it.
type sure[T any] struct {
	what   T
	weight float64
	stated bool
}

// Weights of years and areas that are not the likeliest. A number agrees with what they
// give only where they are as good as that (asGood), so a swapped pair is found where the
// sentence is clear.
const (
	likely   = 0.95
	possible = 0.9
	doubtful = 0.7
)

// attached chooses, of what a sentence names, what its k-th number belongs to. It reports
// whether that is clear: there is one alone, or one in the number's own clause, or as many
// as numbers, in their order. It is none, -1, where all of them come in the clauses of
// later numbers.
func attached[T any](h *neighbourhood, all []mention[T]) (at int, clear bool) {
	from, to := h.zone()
	if all[0].at >= max(to, h.n.End) {
		return -1, true
	}
	if len(all) == 1 {
		return 0, true
	}
	var numbers []numeral.Number
	me := 0
	for i, n := range h.s.numbers {
		if looked(n) {
			if i == h.k {
				me = len(numbers)
			}
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == len(all) { // "0,5:stä 2,0:aan vuodesta 1990 vuoteen 2021"
		if numbers[len(numbers)-1].End <= all[0].at || all[len(all)-1].end <= numbers[0].Start {
			return me, true
		}
	}
	if in := h.bracketed(); in != nil { // "koko maassa (1,7 prosenttia)"
		for i, m := range slices.Backward(all) {
			if m.at < h.n.Start {
				return i, true
			}
		}
	}
	if i, found := inZone(h.n, all, from, to); found > 0 {
		return i, found == 1
	}
	return beside(h.n, all, all[0].at < numbers[0].Start), false
}

// inZone is the nearest of those in a part of the sentence, and how many are.
func inZone[T any](n numeral.Number, all []mention[T], from, to int) (at, found int) {
	for i, m := range all {
		if from <= m.at && m.at < to {
			if found++; found == 1 || nearer(n, m, all[at]) {
				at = i
			}
		}
	}
	return at, found
}

// beside is the last one before the number, or the first after it where the sentence begins
// with a number.
func beside[T any](n numeral.Number, all []mention[T], first bool) int {
	at := -1
	for i, m := range all {
		switch {
		case first && m.at < n.Start, !first && m.at > n.Start && at < 0:
			at = i
		}
	}
	if at < 0 {
		return len(all) - 1
	}
	return at
}

func nearer[T any](n numeral.Number, a, b mention[T]) bool {
	return distance(n, a.at, a.end) < distance(n, b.at, b.end)
}

func distance(n numeral.Number, at, end int) int {
	if end <= n.Start {
		return n.Start - end
	}
	return at - n.End
}

// bracketed gives the brackets that the number stands in; nil for none.
func (h *neighbourhood) bracketed() []int {
	open := strings.LastIndexByte(h.s.text[:h.n.Start], '(')
	if open < 0 || strings.IndexByte(h.s.text[open:h.n.Start], ')') >= 0 {
		return nil
	}
	return []int{open, h.n.End}
}

// years are the years that the number may be of, the likeliest first; none where the text
// names none. Years of their own come before spans, of which any may be meant, and decades
// come last.
func (h *neighbourhood) years() []sure[int] {
	if own := ofKind(h.s, aYear); len(own) > 0 && h.n.Part {
		return nil // an end of a range may be of any year
	} else if len(own) > 0 {
		main, clear := attached(h, own)
		main = max(main, 0)
		return yearsOf(own, main, clear, clear || len(own) == 2, 1)
	}
	if own := ofKind(h.s, aSpan); len(own) > 0 {
		return yearsOf(own, 0, len(own) == 1, false, 1)
	}
	// Carried from before, any year that is named may be meant: all are looked at, so that
	// a number differs only where it does from each.
	var carried []mention[span2]
	for _, s := range h.earlier {
		carried = append(carried, ofKind(s, aYear)...)
	}
	if len(carried) == 0 && h.c.heading != nil {
		carried = ofKind(h.c.heading, aYear)
	}
	if len(carried) == 0 {
		carried = h.c.section
	}
	if len(carried) > 0 {
		return yearsOf(carried, len(carried)-1, false, distinct(carried) <= mostYears, likely)
	}
	for _, s := range append([]*sentence{h.s}, h.earlier...) {
		if own := ofKind(s, aDecade); len(own) > 0 {
			return yearsOf(own, 0, false, false, likely)
		}
	}
	return nil
}

// mostYears is how many years a text may have named before a number so that it is one of
// them which is meant.
const mostYears = 3

func distinct(all []mention[span2]) int {
	years := map[span2]bool{}
	for _, m := range all {
		years[m.what] = true
	}
	return len(years)
}

// manner is how a text names years.
type manner int

const (
	aYear   manner = iota
	aSpan          // 2005–2014
	aDecade        // the 2010s
)

// ofKind are the years that a sentence names in one manner.
func ofKind(s *sentence, m manner) (all []mention[span2]) {
	for _, y := range s.years {
		is := aSpan
		switch {
		case y.what.from == y.what.to:
			is = aYear
		case y.what.from%10 == 0 && y.what.to%10 == 9:
			is = aDecade
		}
		if is == m {
			all = append(all, y)
		}
	}
	return all
}

// yearsOf are the years of mentions, of which one is likelier than the others, clearly or
// not.
func yearsOf(all []mention[span2], main int, clear, stated bool, weight float64) (years []sure[int]) {
	add := func(m span2, weight float64, stated bool) {
		for y := m.to; y >= m.from; y-- {
			years = append(years, sure[int]{y, weight, stated})
		}
	}
	add(all[main].what, weight, stated)
	others := possible
	if clear {
		others = doubtful
	}
	for i, m := range all {
		if i != main {
			add(m.what, weight*others, false)
		}
	}
	return years
}

// areas are the references that the number may be of, the likeliest first.
func (h *neighbourhood) areas() []sure[string] {
	var all []sure[string]
	add := func(refs named, weight float64, stated bool) {
		for i, ref := range refs {
			if slices.ContainsFunc(all, func(a sure[string]) bool { return a.what == ref }) {
				continue
			}
			if i > 0 {
				all = append(all, sure[string]{ref, weight * possible, false})
			} else {
				all = append(all, sure[string]{ref, weight, stated})
			}
		}
	}
	subject := make(named, len(h.c.names.subject))
	for i, id := range h.c.names.subject {
		subject[i] = string(id)
	}
	main, clear := -1, true
	if len(h.s.areas) > 0 {
		main, clear = attached(h, h.s.areas)
	}
	if main >= 0 {
		add(h.s.areas[main].what, 1, clear || len(h.s.areas) == 2)
		others := possible
		if clear {
			others = doubtful
		}
		for i, m := range h.s.areas {
			if i != main {
				add(m.what, others, false)
			}
		}
		return all
	}
	var carried []mention[named]
	certain := true // no place that is no area was named, of which it may be still
	for _, s := range h.earlier {
		for _, m := range s.areas {
			if m.what[0] == noArea {
				certain = false
				continue
			}
			carried = append(carried, m)
		}
	}
	if len(carried) == 0 {
		if h.c.heading != nil && len(h.c.heading.areas) > 0 {
			add(h.c.heading.areas[0].what, likely, certain && len(h.c.heading.areas) == 1)
			add(subject, possible, false)
			return all
		}
		add(subject, 1, certain)
		return all
	}
	first := slices.IndexFunc(carried, func(m mention[named]) bool { return m.what[0] != string(domain.Maa) })
	if first < 0 {
		if len(h.earlier[0].areas) > 0 { // the passage begins with the country
			add(carried[0].what, likely, certain)
		}
		add(subject, likely, certain)
		add(carried[0].what, likely, certain)
		return all
	}
	add(carried[first].what, likely, certain)
	for _, m := range slices.Backward(carried) {
		add(m.what, possible, false)
	}
	add(subject, possible, false)
	return all
}

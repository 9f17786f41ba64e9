package proof

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/proof/numeral"
	"kuvio/internal/revision"
	"kuvio/internal/series"
)

// What support is needed. A number agrees with what is about as well supported as
// anything; that it differs needs more, and everything stated.
const (
	toAgree  = 0.42
	toDiffer = 0.57
	toCover  = 0.55 // of the indicator's words, to differ
	asGood   = 0.8  // of the best support
	alike2   = 0.95 // two indicators fit as well as each other

	unlikely = 4 // digits of a number that agrees by no chance, however well something else is supported
)

// candidate is something that a number may state.
type candidate struct {
	of      of
	topic   *topic
	period  domain.Period
	measure Measure
	factor  float64
	support float64
	cover   float64 // of the indicator's words, those that are heard
	stated  bool    // area and year leave no doubt
	counts  bool    // the noun after the number is the indicator's

	series *series.Based // nil where nothing is held
	point  *series.Valued
	agrees bool
}

// find looks for one number.
func (c *checker) find(h *neighbourhood) (Finding, error) {
	f := Finding{Number: h.n, Verdict: NotFound, Why: NoIndicator}
	switch {
	case h.n.Kind == numeral.Change:
		f.Why = AChange
		return f, nil
	case h.n.Kind == numeral.Rank:
		f.Why = ARank
		return f, nil
	}
	all, err := c.candidates(h)
	if err != nil || len(all) == 0 {
		return f, err
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.support, a.support) })
	best := all[0].support
	within := all[:0:0]
	for _, a := range all {
		if a.support >= toAgree && a.support >= asGood*best || a.agrees && h.n.Digits() >= unlikely && a.support >= toAgree {
			within = append(within, a)
		}
	}
	if len(within) == 0 {
		return f, nil
	}
	if i := slices.IndexFunc(within, func(a candidate) bool { return a.agrees }); i >= 0 {
		f.Verdict, f.Why = Agrees, ""
		f.Also = also(within, i)
		return f, c.take(&f, &within[i])
	}
	for i := range within {
		if was, err := c.was(&within[i], h.n); err != nil || was != nil {
			if err == nil {
				f.Verdict, f.Why, f.Was = WasTrue, "", was
				err = c.take(&f, &within[i])
			}
			return f, err
		}
	}
	f.Verdict, f.Why = judge(within, h)
	if f.Verdict == Differs {
		f.Also = also(within, 0)
	}
	if within[0].of.area == noArea {
		return f, nil
	}
	return f, c.take(&f, &within[0])
}

// also lists the other indicators that fit as well as the i-th candidate does: that agree
// too where it does.
func also(all []candidate, i int) (ids []domain.IndicatorID) {
	for _, a := range all {
		id := a.of.indicator
		if id != all[i].of.indicator && a.agrees == all[i].agrees && a.point != nil && a.support >= alike2*all[i].support && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// judge says of a number that agrees with nothing whether it differs from the best
// candidate, or why that cannot be said.
func judge(all []candidate, h *neighbourhood) (Verdict, Why) {
	best, n := &all[0], h.n
	switch {
	case best.of.area == noArea:
		return NotFound, Unclear
	case !best.topic.held:
		return NotFound, NotHeld
	case best.point == nil:
		return NotFound, NoValue
	case n.Kind != numeral.Value || n.Part || n.Hedge == numeral.Above || n.Hedge == numeral.Below:
		return NotFound, Unclear
	case !comparable(n, best), h.doubtful(best):
		return NotFound, Unclear
	case best.support < toDiffer || best.cover < toCover || !best.stated || !best.counts:
		return NotFound, Unclear
	}
	for i := range all {
		if a := &all[i]; a.of.indicator != best.of.indicator && a.point == nil && a.support >= alike2*best.support {
			return NotFound, Unclear // another that is as likely and cannot be looked at
		}
	}
	return Differs, ""
}

// farOff is how many times a number may be what the store has, or that it, to be taken for a
// mistake in that; others count something else, unless the decimal point alone is wrong.
const farOff = 5

func comparable(n numeral.Number, a *candidate) bool {
	for _, held := range numbers(a.series, a.point, a.measure) {
		v := held.value * a.factor
		if ratio := math.Abs(n.Value / v); ratio <= farOff && ratio >= 1./farOff {
			return true
		}
		for _, by := range []float64{0.001, 0.01, 0.1, 10, 100, 1000} {
			if v != 0 && math.Abs(n.Value*by-v) <= n.Step*by/2 {
				return true
			}
		}
	}
	return false
}

// take notes what a number is taken as.
func (c *checker) take(f *Finding, a *candidate) error {
	area, _ := c.values.area(a.of.area)
	t := &Taken{
		Indicator: a.topic.indicator, Region: area.ID, Name: area.Name, Gender: a.of.gender, Breakdown: a.of.breakdown,
		Period: a.period, Measure: a.measure, Factor: a.factor, Today: domain.EmptyCell(domain.Absent),
	}
	f.Taken, f.Support = t, a.support
	if a.point == nil {
		return nil
	}
	t.Today = domain.NewCell(a.point.Value, a.point.Count)
	t.Decimals, t.MadeUp = a.series.Shown(a.series.DecimalsAt(&a.point.Point), a.point.Value != a.point.Published), a.series.MadeUp
	traced, err := c.values.trace(a.of, a.period)
	if traced != nil {
		t.Stated = traced.Stated
	}
	return err
}

// candidates are what a number may state, with their support.
func (c *checker) candidates(h *neighbourhood) (all []candidate, err error) {
	areas, years := h.areas(), h.years()
	for _, fit := range c.fits(h) {
		tp := &c.topics.all[fit.topic]
		counts, known := h.counts(tp)
		for _, m := range measures(h, tp) {
			for _, area := range areas {
				o := of{indicator: tp.indicator.ID, area: area.what, gender: h.gender(tp)}
				var b *series.Based
				if tp.held {
					if b, err = c.series(&o, h, tp); err != nil {
						return nil, fmt.Errorf("indicator %s: %w", o.indicator, err)
					}
				}
				one := candidate{of: o, topic: tp, measure: m.measure, factor: m.factor, series: b, support: fit.score * m.weight * area.weight * h.ofBase(tp), cover: fit.cover, counts: counts || m.unit}
				if !known && !m.unit {
					one.support *= otherNoun
				}
				if m.measure == TheCount && b != nil && !counted(b) {
					one.support *= unnatural
				}
				all = append(all, one.inYears(h.n, years, area.stated)...)
			}
		}
	}
	return all, nil
}

// counted reports whether a series has counts.
func counted(b *series.Based) bool {
	return slices.ContainsFunc(b.Points, func(p series.Point) bool { return !math.IsNaN(p.Count) })
}

// otherNoun is the weight of an indicator of which the noun after a bare number has no
// word.
const otherNoun = 0.75

// series reads the series of a candidate: of the breakdown that the text names, where the
// indicator is divided by ages. It is of the gender that the clause names alone: both
// together are no measure of one.
func (c *checker) series(o *of, h *neighbourhood, tp *topic) (*series.Based, error) {
	if len(tp.ages) == 0 {
		for _, n := range h.ages() {
			class := domain.AgeClass{From: n.From, To: n.To}
			o.breakdown = "age=" + class.String()
			if b, err := c.values.series(*o); b != nil || err != nil {
				return b, err
			}
		}
		o.breakdown = ""
	}
	return c.values.series(*o)
}

// inYears makes of a candidate one for each year that it may be of. Where the text names
// none, it may be any, and the latest best.
func (a candidate) inYears(n numeral.Number, years []sure[int], stated bool) (all []candidate) {
	if a.series == nil {
		a.stated = false
		if len(years) > 0 {
			a.period = domain.Year(years[0].what)
		}
		return []candidate{a}
	}
	if len(years) == 0 {
		weight := likely
		for i := len(a.series.Points) - 1; i >= 0; i-- {
			all = append(all, a.at(n, a.series.Points[i].Period, weight, false))
			weight = asGood * 1.01
		}
		return all
	}
	for _, y := range years {
		all = append(all, a.at(n, domain.Year(y.what), y.weight, stated && y.stated))
	}
	return all
}

// at is a candidate of a period.
func (a candidate) at(n numeral.Number, t domain.Period, weight float64, stated bool) candidate {
	a.period, a.stated = t, stated
	a.support *= weight
	p, ok := a.series.At(t)
	held := numbers(a.series, &p, a.measure)
	if !ok || len(held) == 0 {
		return a
	}
	a.point = &p
	for _, v := range held {
		a.agrees = a.agrees || n.Agrees(v.value*a.factor, v.step*a.factor)
	}
	return a
}

// How ages tell for and against an indicator.
const (
	otherAge = 0.3
	noAge    = 0.85 // the text has none, the title does
	spareAge = 0.7  // the text has one, the title none
)

// fits are the indicators that the number may be of, by the words and ages around it.
func (c *checker) fits(h *neighbourhood) []fit {
	ages := h.ages()
	all := c.topics.fits(h.words(), ages, h.s.lang)
	for i := range all {
		tp := &c.topics.all[all[i].topic]
		all[i].score *= agesTell(ages, tp)
		if tp.gendered && !h.genders() {
			all[i].score *= spareAge
		}
	}
	return cut(all)
}

// genders reports whether the sentence names a gender.
func (h *neighbourhood) genders() bool { return genderOf(h.s.words, h.s.lang) != domain.Total }

func agesTell(text []numeral.Number, tp *topic) float64 {
	switch {
	case len(text) == 0 && len(tp.ages) == 0:
		return 1
	case len(text) == 0:
		return noAge
	case len(tp.ages) == 0:
		return spareAge
	}
	if tp.isOf(text) {
		return 1
	}
	return otherAge
}

// gender is the one that the clause names, unless the indicator itself is of one.
func (h *neighbourhood) gender(tp *topic) domain.Gender {
	if tp.gendered {
		return domain.Total
	}
	if h.named == "" {
		from, to := h.zone()
		var near []word
		for _, w := range h.s.words {
			if from <= w.at && w.at < to {
				near = append(near, w)
			}
		}
		h.named = genderOf(near, h.s.lang)
	}
	return h.named
}

// otherBase is the weight of an indicator that is not a share of what the text says it is.
const otherBase = 0.7

// ofWhole finds what a share is of, right after it: "20,4 % lapsiperheistä", "of families".
var ofWhole = late.Regexp(`(?i)^ (?:(?:av|of) (?:(?:alla|all|the) )*(\p{L}+)|(?:kaikista )?(\p{L}+(?:sta|stä))(?:[^\p{L}]|$))`)

// ofBase weighs what the text says that a share is of against what the indicator's title
// says: lapsiperheistä are no perheistä.
func (h *neighbourhood) ofBase(tp *topic) float64 {
	m := ofWhole().FindStringSubmatch(h.s.text[h.n.End:])
	if h.n.Unit != numeral.Percent || m == nil {
		return 1
	}
	base := []rune(root(strings.ToLower(m[1] + m[2])))
	if !telling(base) || len(h.c.topics.like(base)) == 0 {
		return 1
	}
	_, measure := domain.TitleParts(tp.indicator.Title.In(h.s.lang))
	said := false
	for _, w := range wordsOf(measure) {
		if telling(w.text) {
			if alike(w.text, base) == inflected {
				return 1
			}
			said = true
		}
	}
	if said {
		return otherBase
	}
	return 1
}

// measured is a way in which a number may be an indicator's.
type measured struct {
	measure Measure
	factor  float64
	weight  float64
	unit    bool // the text names the unit
}

// Weights of measures that the text does not name.
const (
	ofCount   = 0.9 // the count behind a share
	unitless  = 0.9 // a value whose unit the text leaves out
	unnatural = 0.7
)

// measures are the ways in which a number with its unit may be of an indicator.
func measures(h *neighbourhood, tp *topic) []measured {
	unit := tp.indicator.Unit
	per := h.base()
	value := func(factor, weight float64, named bool) []measured {
		return []measured{{TheValue, factor, weight, named}}
	}
	switch h.n.Unit {
	case numeral.Percent:
		switch unit {
		case domain.UnitPercent:
			return value(1, 1, true)
		case domain.UnitUnknown:
			return value(1, unitless, false)
		}
		return nil
	case numeral.Promille:
		if unit == domain.UnitPer1000 {
			return value(1, 1, true)
		}
		return nil
	case numeral.Euro, numeral.EuroPerHead:
		head := h.n.Unit == numeral.EuroPerHead || h.perHead()
		switch unit {
		case domain.UnitEuro:
			return value(1, headWeight(!head), true)
		case domain.UnitKiloEuro:
			return value(1000, headWeight(!head), true)
		case domain.UnitEuroPerInhabitant, domain.UnitEuroPerPerson:
			return value(1, headWeight(head), true)
		}
		return nil
	}
	switch {
	case per > 0 && unit.Per() == per:
		return value(1, 1, true)
	case per > 0 && unit != domain.UnitUnknown:
		return nil
	}
	switch unit {
	case domain.UnitCount:
		return value(1, 1, false)
	case domain.UnitKiloCount:
		return value(1000, 1, false)
	case domain.UnitPercent, domain.UnitPer1000, domain.UnitPer10000, domain.UnitPer100000:
		switch {
		case h.cell && h.n.Step < 1:
			return value(1, 1, true)
		case h.cell:
			return []measured{{TheValue, 1, 1, true}, {TheCount, 1, ofCount, false}}
		case h.n.Step < 1: // counts are whole
			return value(1, unitless, false)
		}
		return []measured{{TheCount, 1, ofCount, false}}
	case domain.UnitEuro, domain.UnitEuroPerInhabitant, domain.UnitEuroPerPerson:
		return value(1, headWeight(h.cell), false)
	case domain.UnitKiloEuro:
		return append(value(1, headWeight(h.cell), false), value(1000, unnatural, false)...)
	}
	return value(1, unitless, false)
}

func headWeight(natural bool) float64 {
	if natural {
		return 1
	}
	return unnatural
}

// base is the base of a rate that stands near the number, after it or before it in its
// clause; 0 for none.
func (h *neighbourhood) base() float64 {
	from, to := h.zone()
	for _, n := range h.s.numbers {
		if n.Kind == numeral.Base && from <= n.Start && n.Start < to {
			return n.Value
		}
	}
	return 0
}

// perHead reports whether the sentence speaks of money for each inhabitant.
func (h *neighbourhood) perHead() bool {
	text := strings.ToLower(h.s.text)
	return slices.ContainsFunc(heads, func(w string) bool { return strings.Contains(text, w) })
}

var heads = []string{"asukasta kohti", "asukasta kohden", "asukasta kohde", "/ asukas", "/asukas", "per invånare", "per inhabitant", "per capita"}

// counts reports whether the noun after a bare number is one of the indicator's words
// (counts), or may be: there is none, or one for people of any kind (known).
func (h *neighbourhood) counts(tp *topic) (counts, known bool) {
	at := h.n.End
	for _, n := range h.s.numbers {
		if n.Start >= at && strings.TrimSpace(h.s.text[at:n.Start]) == "" {
			switch n.Kind {
			case numeral.Age:
				return true, true // "584 18–20-vuotiasta"
			case numeral.Year, numeral.Years, numeral.Base:
				return true, true
			}
		}
	}
	rest := h.s.text[at:]
	gap := len(rest) - len(strings.TrimLeft(rest, " \u00a0\u202f"))
	words := wordsOf(rest)
	if gap == 0 || len(words) == 0 || words[0].at != gap {
		return true, true
	}
	w := words[0]
	if !telling(w.text) || w.upper || people()[string(w.text)] {
		return true, true
	}
	for e := range h.c.topics.like(w.text) {
		for _, p := range h.c.topics.entries[e].postings {
			if h.c.topics.all[h.c.topics.phrases[p.phrase].topic].indicator.ID == tp.indicator.ID {
				return true, true
			}
		}
	}
	return false, false
}

// people are words for those that anything may be counted of.
var people = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq("henkilöä henkeä asukasta asukkaita lapsi lapsia nuorta nuoria perhettä tapausta kertaa ihmistä personer invånare barn unga fall people persons inhabitants child cases i in at") {
		all[w] = true
	}
	return all
})

// was gives what an earlier import said of a candidate, where the number agrees with that.
func (c *checker) was(a *candidate, n numeral.Number) (earlier *revision.Earlier, err error) {
	if a.series == nil || a.period.IsZero() {
		return nil, nil
	}
	traced, err := c.values.trace(a.of, a.period)
	if err != nil || traced == nil {
		return nil, err
	}
	for i := range traced.Earlier {
		e := &traced.Earlier[i]
		said, step := e.Cell.Value, math.Pow10(-traced.Decimals)
		if a.measure == TheCount {
			said, step = e.Cell.Count, 0
		}
		if !math.IsNaN(said) && n.Agrees(said*a.factor, step*a.factor) {
			return e, nil
		}
	}
	return nil, nil
}

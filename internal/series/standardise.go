package series

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Standard is what the rates of age classes are put together by: a standard
// population, or the rates of a reference.
type Standard struct {
	Name      string          // "esp2013", or the id of the reference
	Bands     []stats.AgeBand // of the population; nil of a reference
	Reference Area
}

// Standards are the standard populations by the names they are asked for with.
var Standards = map[string][]stats.AgeBand{"esp2013": stats.ESP2013}

// StandardError is that an indicator cannot be standardised by age.
type StandardError struct {
	Indicator domain.IndicatorID
	Why       string
}

func (e *StandardError) Error() string {
	return fmt.Sprintf("indicator %s cannot be standardised by age: %s", e.Indicator, e.Why)
}

// standardise puts the age classes of the series of one selector together into one
// series of an area, of each gender and of what else they are broken down by.
// Values for all ages together, which a source may have beside, are left out.
func (r *reading) standardise(sel Selector, all []Series) ([]Series, error) {
	if r.q.Standard == nil || len(all) == 0 {
		return all, nil
	}
	if all[0].Indicator.Unit.Per() == 0 {
		return nil, &StandardError{sel.ID(), "it is no share or rate: expected one of so many per 100 or 100 000, with its count and denominator"}
	}
	plan, err := planStandard(sel.ID(), all, r.q.Standard)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(all, func(s Series) bool { return len(s.Points) > 0 }) {
		return plan.parts(all, nil), nil
	}
	if !slices.ContainsFunc(all, func(s Series) bool { return slices.ContainsFunc(s.Points, Point.counted) }) {
		return nil, &StandardError{sel.ID(), "that takes counts and denominators by age, and there are none of both: import the counts, and the denominator with the same age classes"}
	}
	if r.q.Standard.Bands != nil {
		return plan.parts(all, nil), nil
	}
	q := *r.q
	q.Standard, q.Areas = nil, []Area{r.q.Standard.Reference}
	reference, _, err := r.l.selector(r.ctx, &q, sel)
	if err != nil {
		return nil, err
	}
	return plan.parts(all, reference), nil
}

// counted reports whether the point has a count and a denominator to compute with.
func (p Point) counted() bool {
	return p.Status == domain.OK && !math.IsNaN(p.Count) && p.Denominator.Usable()
}

// ageKey is what the classes of one standardised series have in common.
type ageKey struct {
	region domain.RegionID
	gender domain.Gender
	rest   string
}

// parts are the standardised series, in the order of the first of their classes.
// reference is the series of the area whose rates they are standardised by.
func (p *agePlan) parts(all, reference []Series) []Series {
	of := byAge(all)
	rates := byAge(reference)
	var out []Series
	done := make(map[ageKey]bool)
	for i := range all {
		_, rest, ok := domain.CutAge(all[i].Breakdown)
		key := ageKey{all[i].Region, all[i].Gender, rest}
		if !ok || done[key] {
			continue
		}
		done[key] = true
		out = append(out, p.together(all[i], of[key], rates[ageKey{p.standard.Reference.ID, key.gender, key.rest}]))
	}
	return out
}

func byAge(all []Series) map[ageKey]map[domain.AgeClass]*Series {
	of := make(map[ageKey]map[domain.AgeClass]*Series)
	for i := range all {
		if c, rest, ok := domain.CutAge(all[i].Breakdown); ok {
			key := ageKey{all[i].Region, all[i].Gender, rest}
			if of[key] == nil {
				of[key] = make(map[domain.AgeClass]*Series)
			}
			of[key][c] = &all[i]
		}
	}
	return of
}

// together is the series of an area's classes, which is as s but for its ages.
func (p *agePlan) together(s Series, of, reference map[domain.AgeClass]*Series) Series {
	_, s.Breakdown, _ = domain.CutAge(s.Breakdown)
	s.Points, s.Breaks, s.Notes = nil, nil, nil
	s.Provenance.Computed = true
	periods := make(map[domain.Period]bool)
	decimals := 0
	for _, stratum := range p.strata {
		for _, c := range stratum.classes {
			class := of[c]
			if class == nil {
				continue
			}
			based := class.On(AsComputed)
			decimals = max(decimals, based.Decimals())
			s.Breaks = append(s.Breaks, class.Breaks...)
			s.Notes = s.Notes.With(class.Notes...)
			s.Provenance.Retrieved = older(s.Provenance.Retrieved, based.Provenance.Retrieved)
			s.Provenance.WithDenominator = s.Provenance.WithDenominator || based.Provenance.WithDenominator
			for _, point := range class.Points {
				periods[point.Period] = true
			}
		}
	}
	s.Provenance.Decimals = &decimals
	slices.Sort(s.Breaks)
	s.Breaks = slices.Compact(s.Breaks)
	p.name(&s)
	for _, t := range slices.Sorted(maps.Keys(periods)) {
		f := p.figures(of, t)
		if p.standard.Bands != nil {
			s.Points = append(s.Points, f.direct(&s, p.strata, decimals))
		} else {
			s.Points = append(s.Points, f.indirect(&s, p.figures(reference, t), decimals))
		}
	}
	return s
}

// name says in the title, the subject and a note how the values are standardised.
func (p *agePlan) name(s *Series) {
	by := domain.Text{FI: strings.ToUpper(p.standard.Name), SV: strings.ToUpper(p.standard.Name), EN: strings.ToUpper(p.standard.Name)}
	how := domain.Text{FI: "ikävakioitu", SV: "åldersstandardiserat", EN: "age-standardised"}
	note := domain.Note{Code: domain.NoteStandardised, Arg: p.standard.Name}
	if p.standard.Bands == nil {
		by = p.standard.Reference.Name
		how = domain.Text{FI: "epäsuorasti ikävakioitu", SV: "indirekt åldersstandardiserat", EN: "indirectly age-standardised"}
		note.Code = domain.NoteIndirect
	}
	var words, brackets domain.Text // after a title, and within a sentence
	for _, l := range domain.Langs {
		within := by.In(l)
		if p.ages.From > 0 || !p.ages.Open() {
			within += ", " + domain.BreakdownLabel("age="+p.ages.String()).In(l)
		}
		words.Set(l, how.In(l)+" ("+within+")")
		brackets.Set(l, "("+how.In(l)+", "+within+")")
	}
	s.Indicator.Title = suffixed(s.Indicator.Title, words, ", ")
	if !s.Indicator.Subject.IsZero() { // else it is read out of the title
		s.Indicator.Subject = suffixed(s.Indicator.Subject, brackets, " ")
	}
	s.Notes = s.Notes.With(note)
}

// ageFigures are the strata of one area and period.
type ageFigures struct {
	period  domain.Period
	ages    domain.AgeClass
	strata  []ageFigure
	missing []domain.AgeClass // without a figure or people
	notes   []Point           // of which something is said
}

// ageFigure is the events and people of a stratum. Where classes of it are
// suppressed and it is known what may be behind them, the count is between least
// and most; else the two are it.
type ageFigure struct {
	count, least, most float64
	of                 Denominator
	none               bool // no events at all, of people who are not known
}

// figures are those of a period.
func (p *agePlan) figures(of map[domain.AgeClass]*Series, t domain.Period) ageFigures {
	f := ageFigures{period: t, ages: p.ages}
	for _, stratum := range p.strata {
		var g ageFigure
		for _, c := range stratum.classes {
			point := NewPoint(t, domain.EmptyCell(domain.Absent))
			per := 0.0
			if class := of[c]; class != nil {
				point, _ = class.At(t)
				per = class.Indicator.Unit.Per()
			}
			f.notes = append(f.notes, point)
			// A class without events has no rounded value to derive its people from, and
			// its rate is 0 of however many.
			none := p.standard.Bands != nil && len(stratum.classes) == 1 && point.Status == domain.OK && point.Count == 0 && point.Published == 0 && !point.Denominator.Known() && !point.OfNobody()
			least, most := point.Count, point.Count
			switch {
			case none:
				g.none = true
			case point.Status == domain.Suppressed && point.Range.Known() && point.Denominator.Usable():
				least, most = math.Round(point.Range.Low*point.Denominator.Value/per), math.Round(point.Range.High*point.Denominator.Value/per)
				f.missing = append(f.missing, c)
			case !point.counted():
				f.missing = append(f.missing, c)
				least, most = math.NaN(), math.NaN()
			}
			g.count += point.Count
			g.least, g.most = g.least+least, g.most+most
			g.of = g.of.plus(point.Denominator)
		}
		f.strata = append(f.strata, g)
	}
	return f
}

// point is the period without a value yet, with what is said of the classes.
func (f *ageFigures) point() Point {
	p := NewPoint(f.period, domain.EmptyCell(domain.Missing))
	for _, n := range f.notes {
		p.inherit(n)
		p.madeOf(n)
	}
	if len(f.missing) > 0 {
		p.say(domain.NoteAgesMissing, listed(runs(f.missing)))
	}
	return p
}

// runs joins the classes that lie end to end.
func runs(classes []domain.AgeClass) []domain.AgeClass {
	var out []domain.AgeClass
	for _, c := range classes {
		if n := len(out); n > 0 && out[n-1].Next() == c.From {
			out[n-1].To = c.To
		} else {
			out = append(out, c)
		}
	}
	return out
}

// direct is the directly standardised value of a period (stats/METHODS.md, "Rates").
// What classes that are suppressed, and people who are derived, leave open is its
// Range.
func (f *ageFigures) direct(s *Series, strata []ageStratum, decimals int) Point {
	p := f.point()
	per := s.Indicator.Unit.Per()
	d := &direct{per: per, of: make([]directStratum, len(strata)), share: s.Indicator.Unit == domain.UnitPercent}
	weights, low, high, count, least := 0.0, 0.0, 0.0, 0.0, 0.0
	exact := true
	for i, g := range f.strata {
		if g.none {
			g.of = exactly(1) // no events of however many make a rate of 0
		}
		w := strata[i].people
		weights += w
		low, high = low+w*g.least/g.of.High, high+w*g.most/g.of.Low
		count, least = count+g.count, least+g.least
		exact = exact && g.of.Exact()
		d.of[i] = directStratum{g.count, g.of, w}
	}
	bounds := Range{Low: low / weights * per, High: high / weights * per}
	if !(least >= stats.LeastStandardised) { // or not known
		bounds = Range{}
	}
	if d.share {
		bounds.High = min(bounds.High, 100)
	}
	if len(f.missing) > 0 {
		if p.Range = bounds; bounds.Bounded() {
			p.say(domain.NoteBetween, between(bounds, s.Indicator, decimals))
		}
		return p
	}
	if count < stats.LeastStandardised {
		p.set(domain.NewCell(math.NaN(), count))
		p.say(domain.NoteFewEvents, strconv.FormatFloat(count, 'f', -1, 64))
		return p
	}
	e, err := d.estimate(0.95, func(d Denominator) float64 { return d.Value }) // the value does not hang on the level
	if err != nil {
		return p
	}
	p.set(domain.NewCell(e.Value, count))
	p.direct, p.step = d, e.Value/count // what an event is of it
	if !exact {
		p.Range = bounds
		p.step = max(p.step, bounds.High-bounds.Low)
		p.sayWithin(s.Indicator, decimals)
	}
	return p
}

// indirect is the indirectly standardised value of a period: the area's events over
// those it would have at the reference's rates, times the reference's own rate. So
// its denominator is the people at whom the reference's rate gives as many events.
func (f *ageFigures) indirect(s *Series, reference ageFigures, decimals int) Point {
	p := f.point()
	if len(f.missing) > 0 {
		return p
	}
	if len(reference.missing) > 0 {
		p.say(domain.NoteReferenceMissing, listed(runs(reference.missing)))
		return p
	}
	var events, count float64
	var people, expected Denominator
	strata := make([]stats.Stratum, len(f.strata))
	for i, g := range f.strata {
		r := reference.strata[i]
		count += g.count
		events += r.count
		people = people.plus(r.of)
		strata[i] = stats.Stratum{Of: g.of.Value, Standard: r.count / r.of.Value}
		expected = expected.plus(Denominator{g.of.Value * r.count / r.of.Value, g.of.Low * r.count / r.of.High, g.of.High * r.count / r.of.Low})
	}
	of := Denominator{expected.Value / events * people.Value, expected.Low / events * people.Low, expected.High / events * people.High}
	switch {
	case events == 0:
		p.say(domain.NoteReferenceMissing, f.ages.String())
		return p
	case !of.Usable():
		p.say(domain.NoteDerivedWide, "")
		return p
	}
	at, err := stats.Expected(strata)
	if err != nil {
		return p
	}
	e, err := stats.IndirectlyStandardised(count, at, events/people.Value*s.Indicator.Unit.Per(), 0.95) // the value does not hang on the level
	if err != nil {
		return p
	}
	p.set(domain.NewCell(e.Value, count))
	p.Denominator = of
	p.Range, p.step = of.bounds(count, s.Indicator.Unit), of.step(count, s.Indicator.Unit)
	p.say(domain.NoteFromCounts, "")
	p.sayWithin(s.Indicator, decimals)
	return p
}

// direct is the strata behind a directly standardised value, which its limits are
// computed from.
type direct struct {
	of    []directStratum
	per   float64
	share bool // of people, of whom there are no more than all
}

type directStratum struct {
	count  float64
	of     Denominator
	weight float64
}

// estimate is the value with its limits, where of a denominator that was derived
// one end is taken.
func (d *direct) estimate(level float64, end func(Denominator) float64) (stats.Estimate, error) {
	strata := make([]stats.Stratum, len(d.of))
	for i, s := range d.of {
		strata[i] = stats.Stratum{Count: s.count, Of: end(s.of), Standard: s.weight}
	}
	return stats.DirectlyStandardised(strata, d.per, level)
}

// limits are those of the value: the lower of the greatest denominators, the upper
// of the least.
func (d *direct) limits(level float64) (lower, upper float64, err error) {
	low, err := d.estimate(level, func(d Denominator) float64 { return d.High })
	if err != nil {
		return math.NaN(), math.NaN(), err
	}
	high, err := d.estimate(level, func(d Denominator) float64 { return d.Low })
	if d.share {
		high.Upper = min(high.Upper, 100)
	}
	return low.Lower, high.Upper, err
}

// Standardised reports whether the value is a directly standardised one, so that
// it is not its count over a denominator.
func (p *Point) Standardised() bool { return p.direct != nil }

package series

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
)

// group is the points of several areas taken as one: rates and shares from the
// sums of counts and denominators and never by averaging rates, numbers and
// amounts of money as sums, euros per person from amounts and persons
// (stats/METHODS.md, "Rates"). A period in which a member has no figure has no
// sum.
func (r *reading) group(s *Series, h held, area Area) ([]Point, error) {
	g, err := r.gather(s, h, area.Members)
	if err != nil {
		return nil, err
	}
	s.places = &g.places
	var points []Point
	before, after := false, false // periods in which the group did not exist
	wider := false                // whether a successor stands for more than the group's areas
	for _, t := range g.periods() {
		if !area.Years.Contains(t) {
			before, after = before || len(points) == 0, after || len(points) > 0
			continue
		}
		shares := g.at(t)
		p := together(t, shares, s.Indicator, g.places)
		if len(points) > 0 && slices.ContainsFunc(shares, isWider) != wider {
			s.Breaks = append(s.Breaks, t) // from here on it is another area
		}
		wider = slices.ContainsFunc(shares, isWider)
		if !math.IsNaN(p.Value) && p.Denominator.Exact() {
			s.useDenominator()
		}
		points = append(points, p)
	}
	slices.Sort(s.Breaks)
	s.Breaks = slices.Compact(s.Breaks)
	s.noteYears(points, area.Years, before, after)
	return points, nil
}

func isWider(s share) bool { return s.wider }

// noteYears says at the ends of a group's points that they are the ends of the
// group and not of the data.
func (s *Series) noteYears(points []Point, r domain.YearRange, before, after bool) {
	if len(points) == 0 {
		if before || after {
			s.Notes = s.Notes.With(domain.Note{Code: domain.NoteGroupYears, Arg: r.String()})
		}
		return
	}
	if before {
		points[0].say(domain.NoteGroupYears, r.String())
	}
	if after {
		points[len(points)-1].say(domain.NoteGroupYears, r.String())
	}
}

// together is one period of a group. Values are published with so many places.
func together(t domain.Period, shares []share, ind domain.Indicator, places int) Point {
	p := Point{Period: t, Cell: domain.EmptyCell(domain.Missing), Denominator: noDenominator}
	missing := 0
	for _, s := range shares {
		if s.point.Status != domain.OK {
			missing++
		}
	}
	if missing > 0 {
		p.say(domain.NoteMembersMissing, strconv.Itoa(missing))
		if p.Range = bounds(shares, ind); p.Range.Bounded() {
			p.say(domain.NoteBetween, between(p.Range, ind, places))
		}
		return p
	}
	for _, s := range shares {
		if s.heir {
			p.say(domain.NoteSuccessorUsed, string(s.region))
		}
		if s.wider {
			p.say(domain.NoteSuccessorWider, string(s.region))
		}
	}
	p.add(shares, ind)
	return p
}

// add computes the point from members all of which have a figure.
func (p *Point) add(shares []share, ind domain.Indicator) {
	var value, count, money float64
	var den Denominator
	published := false
	for _, s := range shares {
		value += s.point.Value
		count += s.point.Count
		money += s.point.Value * s.point.Denominator.Value
		den = den.plus(s.point.Denominator)
		published = published || !math.IsNaN(s.point.Value)
	}
	switch {
	case ind.Unit == domain.UnitCount || amount(ind):
	case ind.Unit.Per() > 0 && den.Usable() && !(ind.Unit == domain.UnitPercent && count > den.High):
		value = count / den.Value * ind.Unit.Per() // NaN where a count is missing
	case perPerson(ind) && den.Exact():
		value = money / den.Value
	case ind.Unit.Per() > 0:
		value = math.NaN() // the people may still be counted
	default:
		value, count = math.NaN(), math.NaN()
	}
	p.Cell = domain.NewCell(value, count)
	switch {
	case math.IsNaN(value) && published:
		p.say(domain.NoteGroupUnknown, "")
	case !math.IsNaN(value) && ind.Unit != domain.UnitCount && !amount(ind):
		p.Denominator = den
		p.say(domain.NoteFromCounts, "")
		if !den.Exact() {
			p.say(domain.NoteGroupDerived, "")
		}
	}
}

// perPerson reports whether the value is money per person of a population that
// an indicator is named for, so that value × population is money.
func perPerson(ind domain.Indicator) bool {
	return (ind.Unit == domain.UnitEuroPerInhabitant || ind.Unit == domain.UnitEuroPerPerson) && ind.Denominator != "" && !ind.Standardised()
}

// persons sets under each point the population of the indicator named as its
// denominator; none where it is not held.
func (r *reading) persons(s *Series, points []Point, region domain.RegionID) error {
	named, unit, err := r.named(s)
	if err != nil || named.panel == nil {
		return err
	}
	s.denominatorRetrieved = named.retrieved
	for i := range points {
		c := named.panel.Cell(domain.Key{Region: region, Gender: s.Gender, Breakdown: s.Breakdown, Period: points[i].Period})
		points[i].Denominator = exactly(population(c, unit))
	}
	return nil
}

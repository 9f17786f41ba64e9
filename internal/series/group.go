package series

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
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
	s.Provenance.Decimals = &g.decimals
	var points []Point
	before, after := false, false // periods in which the group did not exist
	wider := false                // whether a successor stands for more than the group's areas
	for _, t := range g.periods() {
		if !area.Years.Contains(t) {
			before, after = before || len(points) == 0, after || len(points) > 0
			continue
		}
		contributions := g.at(t)
		p := together(t, contributions, s.Indicator, g.decimals)
		if len(points) > 0 && slices.ContainsFunc(contributions, isWider) != wider {
			s.Breaks = append(s.Breaks, t) // from here on it is another area
		}
		wider = slices.ContainsFunc(contributions, isWider)
		if !math.IsNaN(p.Published) && p.Denominator.Exact() {
			s.useDenominator()
		}
		points = append(points, p)
	}
	slices.Sort(s.Breaks)
	s.Breaks = slices.Compact(s.Breaks)
	s.noteYears(points, area.Years, before, after)
	return points, nil
}

func isWider(c contribution) bool { return c.wider }

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

// together is one period of a group. Values are published with so many decimals.
func together(t domain.Period, contributions []contribution, ind domain.Indicator, decimals int) Point {
	missing := 0
	for _, c := range contributions {
		if c.point.Status != domain.OK {
			missing++
		}
	}
	if missing > 0 {
		p := unsummed(t, contributions, ind, decimals, domain.Note{Code: domain.NoteMembersMissing, Arg: strconv.Itoa(missing)})
		p.sayAges(contributions...)
		return p
	}
	p := NewPoint(t, domain.EmptyCell(domain.Missing))
	for _, c := range contributions {
		if c.successor {
			p.say(domain.NoteSuccessorUsed, string(c.region))
		}
		if c.wider {
			p.say(domain.NoteSuccessorWider, string(c.region))
		}
	}
	p.add(contributions, ind, decimals, addedAreas)
	p.sayAges(contributions...)
	return p
}

// unsummed is a period of which parts have no figure, so that there is no sum, as a
// note says; suppressed ones leave bounds.
func unsummed(t domain.Period, parts []contribution, ind domain.Indicator, decimals int, why domain.Note) Point {
	p := NewPoint(t, domain.EmptyCell(domain.Missing))
	for _, c := range parts {
		p.RetrievedWith(c.point)
	}
	p.say(why.Code, why.Arg)
	if p.Range = bounds(parts, ind); p.Range.Bounded() {
		p.say(domain.NoteBetween, between(p.Range, ind, decimals))
	}
	return p
}

// partsOf is what a sum is made of, by the notes on one that cannot be made, and
// on one over people who are derived; "" for none.
type partsOf struct{ unknown, derived domain.NoteCode }

var (
	addedAreas = partsOf{domain.NoteGroupUnknown, domain.NoteGroupDerived}
	addedYears = partsOf{domain.NoteGroupUnknown, ""}
	addedAges  = partsOf{domain.NoteClassesUnknown, domain.NoteClassesDerived}
)

// add computes the point from parts all of which have a figure.
func (p *Point) add(contributions []contribution, ind domain.Indicator, decimals int, of partsOf) {
	var value, count, money float64
	var den Denominator
	published := false
	for _, c := range contributions {
		value += c.point.Published
		count += c.point.Count
		money += c.point.money()
		den = den.plus(c.point.people())
		published = published || !math.IsNaN(c.point.Published)
		p.RetrievedWith(c.point)
		p.madeOf(c.point)
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
	p.set(domain.NewCell(value, count))
	switch {
	case math.IsNaN(value) && published:
		p.say(of.unknown, "")
	case !math.IsNaN(value) && ind.Unit != domain.UnitCount && !amount(ind):
		p.Denominator = den
		if ind.Unit.Per() > 0 {
			p.Range, p.step = den.bounds(count, ind.Unit), den.step(count, ind.Unit)
		}
		if ind.Unit.Per() > 0 {
			p.say(domain.NoteFromCounts, "")
		}
		if !den.Exact() {
			if of.derived != "" {
				p.say(of.derived, "")
			}
			p.sayWithin(ind, decimals)
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
	for i := range points {
		k := domain.Key{Region: region, Gender: s.Gender, Breakdown: s.Breakdown, Period: points[i].Period}
		c := named.panel.Cell(k)
		points[i].denominatorFrom(named, k, c)
		points[i].Denominator = exactly(population(c, unit))
	}
	return nil
}

// gathered is the figures of a group's areas, and of those they have merged
// into since.
type gathered struct {
	members  []Member // by id, so that no sum depends on the order they are written in
	of       map[domain.RegionID]map[domain.Period]Point
	held     map[domain.RegionID]bool                   // of members that have ended: whether the source has any figure
	moved    map[domain.RegionID]map[domain.Period]bool // of those: periods in which a later import gave their successor's figure
	decimals int                                        // decimals that the figures are published with
}

// gather reads the figures of the members.
func (r *reading) gather(s *Series, h held, members []Member) (*gathered, error) {
	g := &gathered{members: slices.Clone(members), of: make(map[domain.RegionID]map[domain.Period]Point), held: make(map[domain.RegionID]bool), moved: make(map[domain.RegionID]map[domain.Period]bool)}
	slices.SortFunc(g.members, func(a, b Member) int { return cmp.Compare(a.ID, b.ID) })
	g.decimals = publishedDecimals(s.Indicator, nil)
	for _, m := range g.members {
		if m.Last != 0 {
			g.held[m.ID] = anyFigure(h.panel, m.ID)
		}
		for _, id := range []domain.RegionID{m.ID, m.Successor} {
			if _, ok := g.of[id]; ok || id == "" {
				continue
			}
			one, err := r.member(s, h, id)
			if err != nil {
				return nil, err
			}
			g.of[id] = byPeriod(one.Points)
			g.decimals = max(g.decimals, one.Decimals())
		}
	}
	for _, m := range g.members {
		if m.Successor != "" && g.held[m.ID] {
			if err := r.movedTo(s, h, g, m); err != nil {
				return nil, err
			}
		}
	}
	return g, nil
}

// movedTo finds the periods in which the successor's figure is of a newer download
// than any of the member's own: an older download with the member's past and a newer
// one that has moved it to the successor lie in one panel, and both would count the
// same people.
func (r *reading) movedTo(s *Series, h held, g *gathered, m Member) error {
	last, err := r.newest(s, h, g, m.ID, nil)
	if err != nil {
		return err
	}
	g.moved[m.ID] = make(map[domain.Period]bool)
	_, err = r.newest(s, h, g, m.Successor, func(t domain.Period, b brought) { g.moved[m.ID][t] = last.before(b) })
	return err
}

// brought is what brought a figure: a download, and of one day the import.
type brought struct {
	by domain.Retrieval
	in store.VintageID
}

func (b brought) before(other brought) bool {
	return b.by.Before(other.by) || !other.by.Before(b.by) && b.in < other.in
}

// newest is what brought the newest figure of an area; each, if not nil, is told
// that of every period.
func (r *reading) newest(s *Series, h held, g *gathered, area domain.RegionID, each func(domain.Period, brought)) (last brought, err error) {
	breakdowns := []string{s.Breakdown}
	if sum := r.sum(s, h); sum != nil {
		breakdowns = slices.Collect(maps.Values(sum.held))
	}
	for t, p := range g.of[area] {
		if p.Status != domain.OK {
			continue
		}
		var of brought
		for _, breakdown := range breakdowns {
			k := domain.Key{Indicator: s.Indicator.ID, Region: area, Gender: s.Gender, Breakdown: breakdown, Period: t}
			o, err := r.l.Store.Origin(r.ctx, k, r.q.Vintage)
			if errors.Is(err, store.ErrNotHeld) { // under an id that the catalogue has since learnt, or of a class that is not summed then
				continue
			}
			if err != nil {
				return last, err
			}
			if one := (brought{h.panel.Retrieval(k), o.Vintage.ID}); of.before(one) {
				of = one
			}
		}
		if of.in == 0 {
			continue
		}
		if last.before(of) {
			last = of
		}
		if each != nil {
			each(t, of)
		}
	}
	return last, nil
}

// member is the series of one area of a group, or of a rest. What is said of it is
// said of the whole, and does not bear on the other areas.
func (r *reading) member(s *Series, h held, id domain.RegionID) (Series, error) {
	one := *s
	one.Notes, one.Provenance.Decimals = nil, nil
	var err error
	if one.Points, err = r.points(&one, h, id); err != nil {
		return one, err
	}
	if perPerson(s.Indicator) && r.sum(s, h) == nil {
		if err := r.persons(&one, one.Points, id); err != nil {
			return one, err
		}
	}
	s.Notes = s.Notes.With(one.Notes...)
	s.Provenance.withdrawn = one.Provenance.withdrawn
	return one, nil
}

// anyFigure reports whether the panel has a figure of the region, of any kind
// and period.
func anyFigure(p *panel.Panel, region domain.RegionID) bool {
	for _, breakdown := range p.Breakdowns {
		for _, gender := range p.Genders {
			cells, _ := p.Series(region, breakdown, gender)
			if slices.ContainsFunc(cells, func(c domain.Cell) bool { return c.Status == domain.OK || c.Status == domain.Suppressed }) {
				return true
			}
		}
	}
	return false
}

// periods are those of which the source says something of a member or a successor.
func (g *gathered) periods() []domain.Period {
	all := make(map[domain.Period]bool)
	for _, points := range g.of {
		for t := range points {
			all[t] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// contribution is what one area brings to a period of a group.
type contribution struct {
	region    domain.RegionID
	point     Point
	successor bool // the figure stands for areas that have merged into this one
	wider     bool // and is of more than those
}

// at is what the areas bring to a period, each area once.
func (g *gathered) at(t domain.Period) []contribution {
	contributions := make([]contribution, 0, len(g.members))
	place := make(map[domain.RegionID]int, len(g.members))
	for _, m := range g.members {
		id, successor := g.source(m, t)
		i, ok := place[id]
		if !ok {
			p, ok := g.of[id][t]
			if !ok {
				p = NewPoint(t, domain.EmptyCell(domain.Absent))
			}
			i, place[id] = len(contributions), len(contributions)
			contributions = append(contributions, contribution{region: id, point: p})
		}
		contributions[i].successor = contributions[i].successor || successor
		contributions[i].wider = contributions[i].wider || successor && m.Wider
	}
	return contributions
}

// source is the area whose figure of the period is a member's: its own, or that
// of the area it has merged into. The successor's is taken after the merger, and
// before it where the source has no figure of the member in any year: it has
// then moved the member's past to its successor (a back-cast: stats/METHODS.md,
// "Rates"). Where the source has figures of the member, a year without one is a
// gap, unless a later import has moved them to its successor.
func (g *gathered) source(m Member, t domain.Period) (id domain.RegionID, successor bool) {
	own := g.of[m.ID][t]
	if g.moved[m.ID][t] {
		return m.Successor, true
	}
	if m.Successor == "" || own.Status == domain.OK || t.Year() <= m.Last && g.held[m.ID] {
		return m.ID, false
	}
	return m.Successor, true
}

// bounds are what a group's value lies between where members are suppressed and
// it is known what may be behind each, and nothing else is missing.
func bounds(contributions []contribution, ind domain.Indicator) Range {
	per := ind.Unit.Per()
	if per == 0 && ind.Unit != domain.UnitCount {
		return Range{}
	}
	var low, high float64 // counts
	var den Denominator
	for _, c := range contributions {
		p := c.point
		den = den.plus(p.people())
		switch {
		case p.Status == domain.OK && per > 0:
			low, high = low+p.Count, high+p.Count
		case p.Status == domain.OK:
			low, high = low+p.Published, high+p.Published
		case !p.withheld():
			return Range{}
		case per > 0:
			low, high = low+math.Round(p.Range.Low*p.Denominator.Value/per), high+math.Round(p.Range.High*p.Denominator.Value/per)
		default:
			low, high = low+p.Range.Low, high+p.Range.High
		}
	}
	if per > 0 {
		if !den.Usable() {
			return Range{}
		}
		low, high = low/den.High*per, high/den.Low*per
		if ind.Unit == domain.UnitPercent {
			high = min(high, 100)
		}
	}
	if math.IsNaN(low) || math.IsNaN(high) {
		return Range{}
	}
	return Range{Low: low, High: high}
}

// withheld reports whether the point has no value and it is known what it may be, or
// of a sum of ages, between what it lies.
func (p *Point) withheld() bool {
	return p.Status == domain.Suppressed && p.Range.Known() || p.BoundsAlone()
}

// people is the denominator of the point, which is nobody where the point has a
// count of none of nobody.
func (p *Point) people() Denominator {
	if p.OfNobody() && p.Count == 0 {
		return Denominator{}
	}
	return p.Denominator
}

// between writes bounds for a note, rounded outwards to one decimal more than
// values are published with: "0.41-0.98".
func between(r Range, ind domain.Indicator, decimals int) string {
	if ind.Unit != domain.UnitCount {
		decimals++
	}
	scale := math.Pow10(decimals)
	return fmt.Sprintf("%.*f-%.*f", decimals, math.Floor(r.Low*scale)/scale, decimals, math.Ceil(r.High*scale)/scale)
}

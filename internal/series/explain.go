package series

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Rule is how a point comes about.
type Rule string

// The rules. A denominator is derived (count ÷ value × per) where no indicator
// is named for it, or where the named one does not fit.
const (
	Published    Rule = "published"     // it is an observation
	RestOfCounts Rule = "rest"          // whole without part, a rate of counts and denominators
	RestOfValues Rule = "rest_amount"   // whole without part, values subtracted
	RestOfMoney  Rule = "rest_money"    // value × persons of whole without part ÷ persons of the rest
	FromCounts   Rule = "from_counts"   // count ÷ denominator × per
	DerivedBelow Rule = "derived_below" // a denominator derived from value and count
	SumOfCounts  Rule = "group"         // sum of counts ÷ sum of denominators × per
	SumOfValues  Rule = "group_amount"  // values added up
	SumOfMoney   Rule = "group_money"   // sum of value × persons ÷ sum of persons
	AgesOfCounts Rule = "ages"          // as of a group, of classes of ages
	AgesOfValues Rule = "ages_amount"
	AgesOfMoney  Rule = "ages_money"
)

// Role is what a part is to the whole it stands under.
type Role string

// The roles.
const (
	TheWhole       Role = "whole"
	ThePart        Role = "part"
	TheObservation Role = "observation" // whose count is divided
	TheDenominator Role = "denominator"
	TheMember      Role = "member" // of a group
	TheClass       Role = "class"  // of a sum of ages
)

// Derivation is one point, the rule it was computed by and the points it was
// computed from, down to published observations.
type Derivation struct {
	Role      Role
	Rule      Rule
	Key       domain.Key       // of a published point as the source has it; of another, what was asked for
	Splice    Selector         // set where a splice was asked for; Key has the one of it that the point is from
	Indicator domain.Indicator // of Key
	Name      domain.Text      // of the region
	Point     Valued
	Decimals  int // to show the value with
	Notes     domain.Notes
	Parts     []Derivation
}

// ErrNoPoint is returned for a point that no source says anything of.
var ErrNoPoint = errors.New("no observation")

// Explain says how the one point of a query came about: that of its first
// indicator, area and gender, of a breakdown and a period.
func (l *Loader) Explain(ctx context.Context, q Query, breakdown string, period domain.Period) (Derivation, error) {
	e := explaining{ctx: ctx, l: l, vintage: q.Vintage, breakdown: breakdown, period: period}
	sel, area, gender := q.Indicators[0], q.Areas[0], domain.Total
	if len(q.Genders) > 0 {
		gender = q.Genders[0]
	}
	e.gender = gender
	// The series as every command has it, for what is to be explained.
	s, err := e.series(sel, area)
	if err != nil {
		return Derivation{}, err
	}
	id, err := e.provider(sel, area)
	if err != nil {
		return Derivation{}, err
	}
	own, err := e.series(Selector{id}, area)
	if err != nil {
		return Derivation{}, err
	}
	d, err := e.point(&own, area, q.Basis)
	if len(sel) > 1 {
		d.Splice = sel
		d.Decimals = s.Decimals()
	}
	return d, err
}

// explaining is the explanation of one point.
type explaining struct {
	ctx       context.Context
	l         *Loader
	vintage   store.VintageID
	gender    domain.Gender
	breakdown string
	period    domain.Period
}

// series reads one series of the point's gender and breakdown.
func (e *explaining) series(sel Selector, area Area) (Series, error) {
	all, lacking, err := e.l.Load(e.ctx, Query{Indicators: []Selector{sel}, Areas: []Area{area}, Genders: []domain.Gender{e.gender}, Breakdowns: []string{e.breakdown}, Vintage: e.vintage})
	switch {
	case err != nil:
		return Series{}, err
	case len(lacking.Missing) == len(sel):
		return Series{}, fmt.Errorf("indicator %s: %w", sel, store.ErrNotHeld)
	case len(all) == 0:
		return Series{}, fmt.Errorf("%w: %w", ErrNoPoint, lacking.Kinds[0])
	}
	return all[0], nil
}

// provider is the indicator of a splice that the point is from: the last that
// had begun by then (see join), else the first that has the point.
func (e *explaining) provider(sel Selector, area Area) (domain.IndicatorID, error) {
	for _, id := range slices.Backward(sel[1:]) {
		s, err := e.series(Selector{id}, area)
		if errors.Is(err, store.ErrNotHeld) || errors.Is(err, ErrNoPoint) {
			continue
		}
		if err != nil {
			return "", err
		}
		at := begins(s.Points)
		if at >= 0 && s.Points[at].Period <= e.period {
			return id, nil
		}
	}
	for _, id := range sel {
		s, err := e.series(Selector{id}, area)
		if errors.Is(err, store.ErrNotHeld) || errors.Is(err, ErrNoPoint) {
			continue
		}
		if err != nil {
			return "", err
		}
		if _, ok := s.At(e.period); ok {
			return id, nil
		}
	}
	return sel[0], nil
}

// point explains the point of a series of one indicator.
func (e *explaining) point(s *Series, area Area, basis Basis) (Derivation, error) {
	d := Derivation{
		Rule: Published, Indicator: s.Indicator, Name: s.RegionName, Decimals: s.Decimals(),
		Key: domain.Key{Indicator: s.Indicator.ID, Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown, Period: e.period},
	}
	shown := s.On(basis)
	var ok bool
	if d.Point, ok = shown.At(e.period); !ok {
		return d, noPoint(s, e.period)
	}
	d.Notes = shown.NotesAt(d.Point)
	var err error
	switch {
	case area.Part != "":
		err = e.rest(&d, s.Indicator, area)
	case area.Derived():
		err = e.group(&d, s, area)
	case d.Point.Summed():
		err = e.ages(&d, s, area.ID)
	case d.Point.taken > 0:
		err = e.population(&d, s, d.Point.Point, area.ID)
	case d.Notes.Has(domain.NoteFromCounts):
		d.Rule = FromCounts
		observed, _ := s.At(e.period)
		d.Parts = []Derivation{e.observed(TheObservation, s, observed)}
		err = e.denominator(&d, s, observed, area.ID)
	}
	return d, err
}

func noPoint(s *Series, period domain.Period) error {
	err := fmt.Errorf("%w of indicator %s for %s, %s, %s", ErrNoPoint, s.Indicator.ID, s.Region, s.Gender, period)
	if len(s.Points) > 0 {
		err = fmt.Errorf("%w: held are %s to %s", err, s.Points[0].Period, s.Points[len(s.Points)-1].Period)
	}
	return err
}

// observed is a published point.
func (e *explaining) observed(role Role, s *Series, p Point) Derivation {
	observed := s.On(AsPublished)
	point := Valued{p, observed.Value(&p)}
	return Derivation{
		Role: role, Rule: Published, Indicator: s.Indicator, Name: s.RegionName, Point: point, Decimals: s.Decimals(),
		Key:   domain.Key{Indicator: s.Indicator.ID, Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown, Period: p.Period},
		Notes: observed.NotesAt(point),
	}
}

// rest explains a rest by its whole and its part, and what is under them.
func (e *explaining) rest(d *Derivation, ind domain.Indicator, area Area) error {
	switch {
	case ind.Unit.Per() > 0:
		d.Rule = RestOfCounts
	case perPerson(ind):
		d.Rule = RestOfMoney
	default:
		d.Rule = RestOfValues
	}
	for _, side := range []struct {
		role Role
		area Area
	}{{TheWhole, Area{ID: area.Whole}}, {ThePart, Area{ID: area.Part, Members: area.Members, Years: area.Years}}} {
		side.area.Name = e.name(side.area.ID)
		s, err := e.series(Selector{ind.ID}, side.area)
		if err != nil {
			return err
		}
		p, _ := s.At(e.period)
		if d.Rule == RestOfMoney && !side.area.Derived() {
			people := []Point{p}
			if err := e.reading().persons(&s, people, side.area.ID); err != nil {
				return err
			}
			p = people[0]
		}
		one := e.observed(side.role, &s, p)
		switch {
		case side.area.Derived():
			err = e.group(&one, &s, side.area)
		case p.Summed():
			err = e.ages(&one, &s, side.area.ID)
		case d.Rule == RestOfCounts:
			err = e.denominator(&one, &s, p, side.area.ID)
		case d.Rule == RestOfMoney:
			err = e.population(&one, &s, p, side.area.ID)
		}
		if err != nil {
			return err
		}
		d.Parts = append(d.Parts, one)
	}
	return nil
}

func (e *explaining) name(region domain.RegionID) domain.Text {
	if e.l.Name == nil {
		return domain.Text{FI: string(region)}
	}
	return e.l.Name(region)
}

// denominator adds to d the denominator under a point: the observation it was
// read from, or the note that it was derived from the point itself.
func (e *explaining) denominator(d *Derivation, s *Series, p Point, region domain.RegionID) error {
	switch {
	case !p.Denominator.Known():
		return nil
	case !p.Denominator.Exact():
		d.Parts = append(d.Parts, Derivation{
			Role: TheDenominator, Rule: DerivedBelow, Indicator: s.Indicator, Name: s.RegionName,
			Key:   domain.Key{Indicator: s.Indicator.ID, Region: region, Gender: s.Gender, Breakdown: s.Breakdown, Period: p.Period},
			Point: Valued{p, p.Published},
		})
		return nil
	}
	return e.population(d, s, p, region)
}

// population adds to d the observation of the indicator named as denominator:
// what a value is computed with, or shows that an area with a gap has data.
func (e *explaining) population(d *Derivation, s *Series, p Point, region domain.RegionID) error {
	h, _, err := e.reading().named(s)
	if err != nil || h.panel == nil {
		return err
	}
	id := s.Indicator.Denominator
	key := domain.Key{Indicator: id, Region: region, Gender: s.Gender, Breakdown: s.Breakdown, Period: p.Period}
	c := h.panel.Cell(key)
	if c.Status != domain.OK { // a gap may be judged by other figures of the indicator itself
		return nil
	}
	ind := e.l.Describe(id)
	people := NewPoint(p.Period, c).Over(p.Denominator)
	den := Derivation{Role: TheDenominator, Rule: Published, Indicator: ind, Name: s.RegionName, Key: key, Point: Valued{people, c.Value}}
	if !math.IsNaN(c.Value) {
		den.Decimals = publishedDecimals(ind, []Point{people})
	}
	d.Parts = append(d.Parts, den)
	return nil
}

// group explains a group by its members, and the denominators under them.
func (e *explaining) group(d *Derivation, s *Series, area Area) error {
	switch {
	case s.Indicator.Unit.Per() > 0:
		d.Rule = SumOfCounts
	case perPerson(s.Indicator):
		d.Rule = SumOfMoney
	default:
		d.Rule = SumOfValues
	}
	r := e.reading()
	h, err := r.panel(s.Indicator.ID)
	if err != nil {
		return err
	}
	kind := Series{Indicator: s.Indicator, Gender: s.Gender, Breakdown: s.Breakdown, MadeUp: s.MadeUp}
	g, err := r.gather(&kind, h, area.Members)
	if err != nil {
		return err
	}
	for _, m := range g.at(e.period) {
		member := kind
		member.Region, member.RegionName, member.Provenance.Decimals = m.region, e.name(m.region), &g.decimals
		member.Points = []Point{m.point}
		member.noteTaken()
		one := e.observed(TheMember, &member, m.point)
		switch {
		case m.point.Summed():
			err = e.ages(&one, &member, m.region)
		case d.Rule == SumOfCounts:
			err = e.denominator(&one, &member, m.point, m.region)
		case d.Rule == SumOfMoney:
			err = e.population(&one, &member, m.point, m.region)
		}
		if err != nil {
			return err
		}
		d.Parts = append(d.Parts, one)
	}
	return nil
}

// ages explains a sum of ages by its classes, and the denominators under them.
func (e *explaining) ages(d *Derivation, s *Series, region domain.RegionID) error {
	switch {
	case s.Indicator.Unit.Per() > 0:
		d.Rule = AgesOfCounts
	case perPerson(s.Indicator):
		d.Rule = AgesOfMoney
	default:
		d.Rule = AgesOfValues
	}
	r := e.reading()
	h, err := r.panel(s.Indicator.ID)
	if err != nil {
		return err
	}
	of := Series{Indicator: s.Indicator, Region: region, RegionName: e.name(region), Gender: s.Gender, Breakdown: s.Breakdown, MadeUp: s.MadeUp}
	sum := r.sum(&of, h)
	f, err := r.figures(&of, h, region, sum)
	if err != nil {
		return err
	}
	chain := f.chain(e.period)
	for i, part := range f.parts(chain, e.period) {
		class := of
		class.Breakdown, class.Provenance.Decimals, class.Points = sum.held[chain[i]], &f.decimals, []Point{part.point}
		class.noteTaken()
		one := e.observed(TheClass, &class, part.point)
		switch d.Rule {
		case AgesOfCounts:
			err = e.denominator(&one, &class, part.point, region)
		case AgesOfMoney:
			err = e.population(&one, &class, part.point, region)
		}
		if err != nil {
			return err
		}
		d.Parts = append(d.Parts, one)
	}
	return nil
}

// reading reads as the explained series is read.
func (e *explaining) reading() *reading {
	return e.l.reading(e.ctx, &Query{Vintage: e.vintage, Breakdowns: []string{e.breakdown}})
}

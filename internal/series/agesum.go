package series

import (
	"maps"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// ageSum is the classes of ages that a breakdown which was asked for may be summed
// from: of what is held those within it, it itself among them, if held.
type ageSum struct {
	asked   string
	of      domain.AgeClass
	classes []domain.AgeClass
	held    map[domain.AgeClass]string // the breakdown that each is held as
}

// sumOfAges finds the classes, among the breakdowns held, that add up to the one asked
// for without gap or overlap; nil where none do. What is asked for without an age,
// a total, is of all ages, and no sum of those that are known where some are not.
func sumOfAges(held []string, asked string) *ageSum {
	of, rest, aged := domain.CutAge(asked)
	if !aged {
		of, rest = domain.EveryAge, asked
	}
	s := &ageSum{asked: asked, of: of, held: make(map[domain.AgeClass]string)}
	for _, b := range held {
		c, other, ok := domain.CutAge(b)
		switch {
		case b == asked:
			s.held[of] = b
		case !aged && unknownAge(b, rest):
			return nil
		case ok && other == rest && c.Within(of) && s.held[c] == "":
			s.held[c] = b
		}
	}
	s.classes = slices.SortedFunc(maps.Keys(s.held), domain.AgeClass.Compare)
	if domain.Partition(s.classes, of, fewest) == nil {
		return nil
	}
	return s
}

// asHeld is a breakdown as it is held, where it is in other words: age=65- for age=65+.
func asHeld(held []string, breakdown string) string {
	of, rest, ok := domain.CutAge(breakdown)
	if !ok || slices.Contains(held, breakdown) {
		return breakdown
	}
	for _, b := range held {
		if c, other, ok := domain.CutAge(b); ok && c == of && other == rest {
			return b
		}
	}
	return breakdown
}

// fewest makes the coarsest of partitions cost least.
func fewest(domain.AgeClass) int { return 1 }

// unknownAge reports whether the breakdown is, beside the rest, of an age that is no
// class, such as age=unknown.
func unknownAge(breakdown, rest string) bool {
	parts := strings.Split(breakdown, ",")
	others := slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return strings.HasPrefix(p, "age=") })
	return len(others) < len(parts) && strings.Join(others, ",") == rest && !slices.ContainsFunc(parts, isAgeClass)
}

func isAgeClass(part string) bool {
	_, _, ok := domain.CutAge(part)
	return ok
}

// has reports whether an indicator has figures of a breakdown asked for, held or
// summed; one that has none is noted as lacking.
func (r *reading) has(ind domain.Indicator, h held, breakdown string) bool {
	switch {
	case slices.Contains(h.panel.Breakdowns, breakdown):
		return true
	case sumOfAges(h.panel.Breakdowns, breakdown) == nil:
		r.lack(ind.ID, h, breakdown, "")
	case ind.Unit == domain.UnitUnknown:
		r.lack(ind.ID, h, breakdown, "its unit is not known, which would say whether it adds up: give it in a mapping (unit: LKM, under indicators:)")
	case ind.Unit != domain.UnitCount && !amount(ind) && ind.Unit.Per() == 0 && !perPerson(ind):
		r.lack(ind.ID, h, breakdown, "what it measures does not add up (its unit: "+ind.Unit.Name().EN+")")
	case ind.Standardised():
		r.lack(ind.ID, h, breakdown, "rates that are standardised do not add up")
	default:
		return true
	}
	return false
}

// lack notes that an indicator has no figures of a breakdown asked for, and why
// they cannot be summed.
func (r *reading) lack(id domain.IndicatorID, h held, breakdown, why string) {
	r.lacking.Kinds = append(r.lacking.Kinds, &KindError{Indicator: id, Breakdown: breakdown, Breakdowns: h.panel.Breakdowns, Why: why})
}

// ratesAlone reports whether there are sums of ages among the points of the series
// and no value, since there are rates to add and nothing to weigh them by.
func ratesAlone(all []Series) bool {
	unknown := false
	for i := range all {
		for j := range all[i].Points {
			p := &all[i].Points[j]
			if p.Status == domain.OK {
				return false
			}
			unknown = unknown || p.notes != nil && p.notes.Has(domain.NoteClassesUnknown)
		}
	}
	return unknown
}

// sum is what the breakdown of a series may be summed from; nil where it is read as
// it is held.
func (r *reading) sum(s *Series, h held) *ageSum {
	if r.q.Breakdowns == nil {
		return nil
	}
	k := kind{s.Indicator.ID, "", s.Breakdown}
	sum, ok := r.sums[k]
	if !ok {
		sum = sumOfAges(h.panel.Breakdowns, s.Breakdown)
		if sum != nil && len(sum.classes) == 1 && sum.held[sum.of] == s.Breakdown {
			sum = nil
		}
		r.sums[k] = sum
	}
	return sum
}

// points reads one region's figures of the series' kind with their denominators:
// as observed or, where that is not held in a period, as the sum of the ages that
// make it up.
func (r *reading) points(s *Series, h held, region domain.RegionID) ([]Point, error) {
	sum := r.sum(s, h)
	if sum == nil {
		return r.observed(s, h, region)
	}
	f, err := r.figures(s, h, region, sum)
	if err != nil {
		return nil, err
	}
	s.Provenance.Decimals = &f.decimals
	var points []Point
	for _, t := range f.periods() {
		p, ok := f.at(t)
		if !ok {
			continue
		}
		if !math.IsNaN(p.Published) && p.Denominator.Exact() && p.Summed() {
			s.useDenominator()
		}
		s.Provenance.Computed = s.Provenance.Computed || p.Summed()
		points = append(points, p)
	}
	return points, nil
}

// ageParts is the figures of the classes of a sum in one region.
type ageParts struct {
	sum      *ageSum
	ind      domain.Indicator
	region   domain.RegionID
	of       map[domain.AgeClass]map[domain.Period]Point
	decimals int
}

// figures reads the classes of a sum.
func (r *reading) figures(s *Series, h held, region domain.RegionID, sum *ageSum) (*ageParts, error) {
	f := &ageParts{sum: sum, ind: s.Indicator, region: region, of: make(map[domain.AgeClass]map[domain.Period]Point)}
	for _, c := range sum.classes {
		one := *s
		one.Breakdown, one.Notes = sum.held[c], nil
		points, err := r.observed(&one, h, region)
		if err != nil {
			return nil, err
		}
		if perPerson(s.Indicator) {
			if err := r.persons(&one, points, region); err != nil {
				return nil, err
			}
		}
		f.of[c] = make(map[domain.Period]Point, len(points))
		for _, p := range points {
			f.of[c][p.Period] = p
		}
		f.decimals = max(f.decimals, publishedDecimals(s.Indicator, points))
		s.Notes = s.Notes.With(one.Notes...)
		s.Provenance.withdrawn = one.Provenance.withdrawn
	}
	return f, nil
}

// periods are those of which the source says something of a class.
func (f *ageParts) periods() []domain.Period {
	all := make(map[domain.Period]bool)
	for _, points := range f.of {
		for t := range points {
			all[t] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// chain is the classes that are summed in a period: the fewest, and rather those of
// which the source says something. What was asked for is one itself where the
// source says something of it.
func (f *ageParts) chain(t domain.Period) []domain.AgeClass {
	said := func(c domain.AgeClass) bool { _, ok := f.of[c][t]; return ok }
	classes := slices.DeleteFunc(slices.Clone(f.sum.classes), func(c domain.AgeClass) bool { return c == f.sum.of && !said(c) })
	silent := len(classes) + 1 // costs more than any chain of others
	return domain.Partition(classes, f.sum.of, func(c domain.AgeClass) int {
		if said(c) {
			return 1
		}
		return 1 + silent
	})
}

// parts is what the classes of a chain bring to a period.
func (f *ageParts) parts(chain []domain.AgeClass, t domain.Period) []contribution {
	parts := make([]contribution, len(chain))
	for i, c := range chain {
		p, ok := f.of[c][t]
		if !ok {
			p = NewPoint(t, domain.EmptyCell(domain.Absent))
		}
		parts[i] = contribution{region: f.region, point: p}
	}
	return parts
}

// at is the point of a period, if there is one: what was asked for as observed, else
// the sum of its classes, which suppressed ones leave bounds of.
func (f *ageParts) at(t domain.Period) (Point, bool) {
	chain := f.chain(t)
	parts := f.parts(chain, t)
	silent := func(c contribution) bool { return c.point.Status == domain.Absent }
	switch {
	case len(chain) == 1 && chain[0] == f.sum.of:
		return parts[0].point, true
	case !slices.ContainsFunc(parts, func(c contribution) bool { return !silent(c) }):
		return Point{}, false
	}
	var without []domain.AgeClass
	for i, c := range parts {
		if c.point.Status != domain.OK {
			without = append(without, chain[i])
		}
	}
	var p Point
	if len(without) > 0 {
		p = unsummed(t, parts, f.ind, f.decimals, domain.Note{Code: domain.NoteClassesMissing, Arg: listed(runs(without))})
		if p.Range.Bounded() { // for a group of such
			p.Denominator = Denominator{}
			for _, c := range parts {
				p.Denominator = p.Denominator.plus(c.point.people())
			}
		}
	} else {
		p = NewPoint(t, domain.EmptyCell(domain.Missing))
		p.add(parts, f.ind, f.decimals, addedAges)
	}
	p.say(domain.NoteSummed, added(chain))
	return p, true
}

// sayAges says which ages the parts of a point are sums of.
func (p *Point) sayAges(parts ...contribution) {
	for _, c := range parts {
		if c.point.notes == nil {
			continue
		}
		for _, n := range *c.point.notes {
			switch n.Code {
			case domain.NoteSummed, domain.NoteClassesDerived, domain.NoteClassesMissing:
				p.say(n.Code, n.Arg)
			}
		}
	}
}

// Summed reports whether the point is a sum of ages.
func (p *Point) Summed() bool { return p.notes != nil && p.notes.Has(domain.NoteSummed) }

// mostAdded is how many classes of a sum are written out.
const mostAdded = 4

// added writes what was added up: "0-6+7-15+16-17", and of many classes the first two
// and the last: "0+1+...+17".
func added(classes []domain.AgeClass) string {
	words := make([]string, len(classes))
	for i, c := range classes {
		words[i] = c.String()
	}
	if n := len(words); n > mostAdded {
		words = []string{words[0], words[1], "...", words[n-1]}
	}
	return strings.Join(words, "+")
}

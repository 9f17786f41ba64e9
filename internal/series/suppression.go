package series

import (
	"cmp"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/stats"
)

// gapJudge judges the gaps of one indicator, of one gender and breakdown, for
// which the workspace says below which count the source withholds figures
// (stats/METHODS.md, "Missing, suppressed, zero, made up"). A gap is taken as
// suppressed where all of this holds:
//
//   - the source published in that period: another area of the area's own
//     category has a figure then. Where the panel has no figure of another area
//     of the category (a file of one municipality and the country), any area
//     will do, if the area itself has a figure in some period. The whole country
//     has no such area and is never a small number;
//   - the area has data: people by the indicator named as denominator; or, for a
//     number of which no denominator is known there, the source lists the gap and
//     has a figure of another gender or breakdown of the area then. Of an area of
//     which the source lists nothing at all the people alone tell, if so small a
//     count is likely of so many (see likely): a file of some of the areas hides
//     nothing of a city that was left out of it;
//   - the count can be that small beside the figures of other genders and
//     breakdowns (see window).
//
// Nil judges nothing to be suppressed.
type gapJudge struct {
	below     int
	indicator domain.Indicator
	panel     *panel.Panel
	zeros     bool // the indicator publishes zeros, so that none is withheld
	gender    domain.Gender
	breakdown string

	named     *panel.Panel // of the indicator named as denominator, nil where there is none
	namedUnit domain.Unit

	figures map[domain.Category][]int             // areas with a figure, for each period
	areas   map[domain.Category][]domain.RegionID // areas with a figure in any period
}

// kind is what a gapJudge judges.
type kind struct {
	indicator domain.IndicatorID
	gender    domain.Gender
	breakdown string
}

// judge is what judges the gaps of a series' kind; nil where the workspace
// says nothing of the indicator.
func (r *reading) judge(s *Series, h held) (*gapJudge, error) {
	below := r.l.SuppressedBelow[s.Indicator.ID]
	if below == 0 {
		return nil, nil
	}
	k := kind{s.Indicator.ID, s.Gender, s.Breakdown}
	if j, ok := r.judges[k]; ok {
		return j, nil
	}
	named, unit, err := r.named(s)
	if err != nil {
		return nil, err
	}
	zeros, ok := r.zeros[s.Indicator.ID]
	if !ok {
		zeros = publishesZeros(h.panel, s.Indicator.Unit)
		r.zeros[s.Indicator.ID] = zeros
	}
	j := &gapJudge{
		below: below, indicator: s.Indicator, panel: h.panel, zeros: zeros,
		gender: s.Gender, breakdown: s.Breakdown, named: named.panel, namedUnit: unit,
		figures: make(map[domain.Category][]int), areas: make(map[domain.Category][]domain.RegionID),
	}
	j.survey()
	r.judges[k] = j
	return j, nil
}

// survey counts the areas with figures.
func (j *gapJudge) survey() {
	for _, region := range j.panel.Regions {
		cells, _ := j.panel.Series(region, j.breakdown, j.gender)
		c, any := category(region), false
		for i, cell := range cells {
			if cell.Status != domain.OK {
				continue
			}
			if j.figures[c] == nil {
				j.figures[c] = make([]int, len(j.panel.Periods))
			}
			j.figures[c][i]++
			any = true
		}
		if any {
			j.areas[c] = append(j.areas[c], region)
		}
	}
}

// category is a region's, and one of its own where its id does not tell it.
func category(r domain.RegionID) domain.Category {
	return cmp.Or(r.Category(), domain.Category(r))
}

// suppressed reports whether the gap of a region in the period of that place
// is taken as suppressed.
func (j *gapJudge) suppressed(region domain.RegionID, period int, gap domain.Cell) bool {
	if j == nil || gap.Status != domain.Absent && gap.Status != domain.Missing || !j.published(region, period) {
		return false
	}
	k := j.key(region, j.panel.Periods[period])
	if !j.hasData(k, gap) {
		return false
	}
	_, _, fits := j.window(k)
	return fits
}

func (j *gapJudge) key(region domain.RegionID, period domain.Period) domain.Key {
	return domain.Key{Region: region, Gender: j.gender, Breakdown: j.breakdown, Period: period}
}

// published reports whether the source has figures of the period for areas
// such as the region, which has none itself.
func (j *gapJudge) published(region domain.RegionID, period int) bool {
	c := category(region)
	own := slices.Contains(j.areas[c], region)
	switch {
	case c == domain.Maa:
		return false
	case len(j.areas[c]) > 1 || len(j.areas[c]) == 1 && !own:
		return j.figures[c][period] > 0
	case !own:
		return false
	}
	for _, n := range j.figures {
		if n[period] > 0 {
			return true
		}
	}
	return false
}

// hasData reports whether the area has data in the period.
func (j *gapJudge) hasData(k domain.Key, gap domain.Cell) bool {
	if j.named != nil {
		c := j.named.Cell(k)
		if c.Status == domain.OK {
			n := population(c, j.namedUnit)
			return n > 0 && (j.lists(k.Region) || j.likely(k, n))
		}
	}
	if j.indicator.Unit != domain.UnitCount || gap.Status != domain.Missing {
		return false
	}
	for _, other := range j.panel.Genders {
		if j.panel.Cell(domain.Key{Region: k.Region, Gender: other, Breakdown: k.Breakdown, Period: k.Period}).Status == domain.OK {
			return true
		}
	}
	for _, other := range j.panel.Breakdowns {
		if j.panel.Cell(domain.Key{Region: k.Region, Gender: k.Gender, Breakdown: other, Period: k.Period}).Status == domain.OK {
			return true
		}
	}
	return false
}

// lists reports whether the source lists the region, with or without figures.
func (j *gapJudge) lists(region domain.RegionID) bool {
	_, ok := slices.BinarySearch(j.panel.Regions, region)
	return ok
}

// unlikely is the two-sided p below which a count of that many people is too
// small to be theirs.
const unlikely = 0.002

// likely reports whether so many people may well have a count so small as to be
// withheld, were their rate the mean of those of the areas of the category that
// have figures then.
func (j *gapJudge) likely(k domain.Key, people float64) bool {
	sum, n := 0.0, 0
	for _, area := range j.areas[category(k.Region)] {
		if r := j.rate(domain.Key{Region: area, Gender: k.Gender, Breakdown: k.Breakdown, Period: k.Period}); !math.IsNaN(r) {
			sum, n = sum+r, n+1
		}
	}
	if n == 0 {
		return false
	}
	most, expected := float64(j.below-1), sum/float64(n)*people
	return expected <= most || stats.PoissonP(most, expected) >= unlikely
}

// rate is the cases per head of an area, by the value published or by its count;
// NaN where neither tells.
func (j *gapJudge) rate(k domain.Key) float64 {
	c := j.panel.Cell(k)
	if per := j.indicator.Unit.Per(); per > 0 && !math.IsNaN(c.Value) {
		return c.Value / per
	}
	return people(c, j.indicator.Unit) / population(j.named.Cell(k), j.namedUnit)
}

// window is the counts that a suppressed cell may hide: 1 to one less than
// the workspace says, and 0 where the indicator has no zeros at all; no less
// than what is published of a part of it (a gender, where it is the total; a
// breakdown, where it is of all), no more than what is published of the whole
// less the other part. It does not fit where no count is left: the cell is empty
// for another reason. It is NaN where one gender is withheld with the other
// and the total is known: the greater of the two may be withheld only to hide
// the lesser. Areas withheld to hide a neighbour are not known of.
func (j *gapJudge) window(k domain.Key) (low, high float64, fits bool) {
	low, high = 0, float64(j.below-1)
	if j.zeros {
		low = 1
	}
	at := func(g domain.Gender, breakdown string) float64 {
		return people(j.panel.Cell(domain.Key{Region: k.Region, Gender: g, Breakdown: breakdown, Period: k.Period}), j.indicator.Unit)
	}
	atLeast := func(n float64) {
		if !math.IsNaN(n) {
			low = max(low, math.Ceil(n))
		}
	}
	atMost := func(n float64) {
		if !math.IsNaN(n) {
			high = min(high, math.Floor(n))
		}
	}
	if j.named != nil && j.indicator.Unit == domain.UnitPercent {
		if c := j.named.Cell(k); c.Status == domain.OK {
			atMost(population(c, j.namedUnit))
		}
	}
	unknown := false
	switch k.Gender {
	case domain.Total:
		atLeast(at(domain.Male, k.Breakdown))
		atLeast(at(domain.Female, k.Breakdown))
	case domain.Male, domain.Female:
		total, other := at(domain.Total, k.Breakdown), at(sibling[k.Gender], k.Breakdown)
		atMost(total)
		atMost(total - other)
		unknown = !math.IsNaN(total) && math.IsNaN(other)
	}
	if k.Breakdown != "" {
		atMost(at(k.Gender, ""))
	} else {
		for _, b := range j.panel.Breakdowns {
			atLeast(at(k.Gender, b)) // of k itself NaN
		}
	}
	if unknown && low <= high {
		return math.NaN(), math.NaN(), true
	}
	return low, high, low <= high
}

var sibling = map[domain.Gender]domain.Gender{domain.Male: domain.Female, domain.Female: domain.Male}

// people is the count that a cell states: its own, or where the indicator
// itself is a number, its value; NaN where it states none.
func people(c domain.Cell, unit domain.Unit) float64 {
	if !math.IsNaN(c.Count) || unit != domain.UnitCount {
		return c.Count
	}
	return c.Value
}

// publishesZeros reports whether the indicator has a count of 0 for an area
// that has had more: areas that are 0 throughout may be mere placeholders. A
// rate of 0 without a count may be a rounded one and shows nothing.
func publishesZeros(p *panel.Panel, unit domain.Unit) bool {
	zero, more := make(map[domain.RegionID]bool), make(map[domain.RegionID]bool)
	p.Each(func(k domain.Key, c domain.Cell) {
		switch n := people(c, unit); {
		case n == 0:
			zero[k.Region] = true
		case n > 0:
			more[k.Region] = true
		}
	})
	for r := range zero {
		if more[r] {
			return true
		}
	}
	return false
}

// Range is what a suppressed value may be, in the indicator's unit: one value
// for each count from Low's to High's. Of a group with suppressed members, and of
// a value computed over a derived denominator, it is bounds alone, without Steps:
// which values between them are possible is not known. The zero Range is not
// known at all.
type Range struct {
	Low, High float64
	Steps     int // counts possible: 4 for 1 to 4; 0 for bounds alone
}

// Known reports whether it is known which values there may be.
func (r Range) Known() bool { return r.Steps > 0 }

// Bounded reports whether it is known between which values the value lies.
func (r Range) Bounded() bool { return r.Steps > 0 || r.High > 0 }

// BoundsAlone reports whether the point is a sum some of whose parts are suppressed, of
// which no more is known than between which bounds it lies.
func (p Point) BoundsAlone() bool {
	return (p.Status == domain.Missing || p.Status == domain.Suppressed && !p.Range.Known()) && p.Range.Bounded()
}

// Possible returns the values that a suppressed point may have, one for each
// count that may be behind it, ascending; nil where they are not known. A rate's
// are count ÷ denominator × per, not rounded as a published value is.
func (p Point) Possible() []float64 {
	if !p.Range.Known() {
		return nil
	}
	values := make([]float64, p.Range.Steps)
	for i := range values {
		values[i] = p.Range.Low
		if i > 0 {
			values[i] += (p.Range.High - p.Range.Low) * float64(i) / float64(p.Range.Steps-1)
		}
	}
	return values
}

// fill gives the suppressed points of a region their ranges: the counts that
// may be withheld, of a rate over its exact denominator. Where the indicator
// named as denominator disagrees with a published value of the region, or
// where a count does not make the value, there is none.
func (j *gapJudge) fill(s *Series, points []Point, region domain.RegionID) {
	if j == nil {
		return
	}
	per := s.Indicator.Unit.Per()
	disagrees := slices.ContainsFunc(points, func(p Point) bool { return p.notes != nil && p.notes.Has(domain.NoteDenominatorDisagrees) })
	for i := range points {
		p := &points[i]
		if p.Status != domain.Suppressed {
			continue
		}
		low, high, fits := j.window(j.key(region, p.Period))
		switch {
		case !fits || math.IsNaN(low):
		case s.Indicator.Unit == domain.UnitCount:
			p.Range = Range{low, high, int(high-low) + 1}
		case p.Denominator.Exact() && !disagrees:
			d := p.Denominator.Value
			p.Range = Range{low / d * per, high / d * per, int(high-low) + 1}
		}
	}
}

package scan

import (
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// crossSection is every area's series of one kind, looked at in one period.
type crossSection struct {
	held   map[domain.RegionID]*series.Series
	period domain.Period
}

// alone is an area's series with nothing but the period's point; false where
// it has none.
func (c crossSection) alone(region domain.RegionID) (series.Series, bool) {
	whole := c.held[region]
	if whole == nil {
		return series.Series{}, false
	}
	for i, p := range whole.Points {
		if p.Period == c.period {
			s := *whole
			s.Points = whole.Points[i : i+1 : i+1]
			return s, true
		}
	}
	return series.Series{}, false
}

// point is an area's observation in the period, its value computed from its
// count where that and the denominator are exact.
func (c crossSection) point(region domain.RegionID) series.Point {
	s, ok := c.alone(region)
	if !ok {
		return series.Point{Period: c.period, Cell: domain.EmptyCell(domain.Absent), Denominator: series.Denominator{Value: nan, Low: nan, High: nan}}
	}
	return s.FromCounts().Points[0]
}

// points are those of several areas, in their order.
func (c crossSection) points(regions []domain.RegionID) []series.Point {
	all := make([]series.Point, len(regions))
	for i, id := range regions {
		all[i] = c.point(id)
	}
	return all
}

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

// alone is an area's series with nothing but the period's point;
// false where it has none.
func (c crossSection) alone(region domain.RegionID) (series.Based, bool) {
	whole := c.held[region]
	if whole == nil {
		return series.Based{}, false
	}
	for i, p := range whole.Points {
		if p.Period == c.period {
			s := whole.Based()
			s.Points = whole.Points[i : i+1 : i+1]
			return s, true
		}
	}
	return series.Based{}, false
}

// point is an area's observation in the period.
func (c crossSection) point(region domain.RegionID) series.Valued {
	s, ok := c.alone(region)
	if !ok {
		return series.Absent(c.period)
	}
	p, _ := s.At(c.period)
	return p
}

// points are those of several areas, in their order.
func (c crossSection) points(regions []domain.RegionID) []series.Valued {
	all := make([]series.Valued, len(regions))
	for i, id := range regions {
		all[i] = c.point(id)
	}
	return all
}

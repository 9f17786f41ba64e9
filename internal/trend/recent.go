package trend

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// RecentNotAnnual is the reason where periods overlap or are parts of years:
// what the test takes for five years is less.
const RecentNotAnnual stats.RecentReason = "not_annual"

// recent finds what the last five years say (OHID Fingertips): shares whose
// counts and denominators are known exactly by Cochran–Armitage, other values
// by the slope weighted with their limits.
func (tr *Trend) recent() {
	s := tr.Series.On(series.AsComputed)
	last := slices.Collect(s.WithValue())
	if len(last) > stats.RecentPoints {
		last = last[len(last)-stats.RecentPoints:]
	}
	refuse := func(why stats.RecentReason) {
		tr.Recent = stats.Recent{Trend: stats.RecentNotComputed, Why: why, Chi2: nan, P: nan, Slope: nan}
	}
	if tr.goesOn() {
		refuse(stats.RecentMissing)
		return
	}
	if len(last) < stats.RecentPoints {
		refuse(stats.RecentNotFive)
		return
	}
	exact := s.Indicator.Unit == domain.UnitPercent
	var x, n, values, lower, upper []float64
	for i, p := range last {
		if i > 0 {
			switch step := p.Period.Year() - last[i-1].Period.LastYear(); {
			case step < 1:
				refuse(RecentNotAnnual)
				return
			case step > 1:
				refuse(stats.RecentMissing)
				return
			}
		}
		low, high, _ := p.Limits(s.Indicator.Unit, Level)
		exact = exact && p.Denominator.Exact()
		x, n = append(x, p.Count), append(n, p.Denominator.Value)
		values, lower, upper = append(values, p.Value), append(lower, low), append(upper, high)
	}
	if exact {
		tr.Recent = stats.RecentProportion(x, n)
	}
	if !exact || tr.Recent.Why == stats.RecentNoneCounted { // the logit of 0 is none, its limits are
		tr.Recent = stats.RecentGeneral(values, lower, upper)
	}
}

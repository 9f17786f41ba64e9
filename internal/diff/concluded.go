package diff

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/lock"
)

// concluded are the series that conclusions are of, with the years of each.
type concluded map[domain.Key][]domain.YearRange

// has reports whether a conclusion is of a value.
func (c concluded) has(k domain.Key) bool {
	kind := k
	kind.Period = ""
	return slices.ContainsFunc(c[kind], func(y domain.YearRange) bool { return y.Contains(k.Period) })
}

// yearsOf are the years that a conclusion is of, two apart where it is of a change; none
// where it is nil.
func yearsOf(c *lock.Conclusion) (all []domain.YearRange) {
	if c == nil {
		return nil
	}
	for part := range strings.SplitSeq(c.Years, ",") {
		if y, err := domain.ParseYearRange(part); err == nil {
			all = append(all, y)
		}
	}
	return all
}

// add takes in what conclusions are of, and with benchmarks what they are set beside.
func (r *run) add(to concluded, all []lock.Conclusion, benchmarks bool) {
	for i := range all {
		c := &all[i]
		areas := r.areas(c.Region)
		if benchmarks {
			areas = append(areas, r.areas(domain.RegionID(c.Benchmark))...)
		}
		for _, id := range domain.IndicatorID(c.Indicator).Parts() {
			for _, area := range areas {
				k := domain.Key{Indicator: id, Region: area, Gender: gender(c.Gender), Breakdown: c.Breakdown}
				for _, y := range yearsOf(c) {
					if !slices.Contains(to[k], y) {
						to[k] = append(to[k], y)
					}
				}
			}
		}
	}
}

// shown reports whether an output of either lock concludes something of a value.
func (r *run) shown(k domain.Key) bool {
	if r.concluded == nil {
		r.concluded = make(concluded)
		for _, l := range []*lock.Lock{r.before, r.now} {
			for _, o := range l.Outputs {
				r.add(r.concluded, o.Conclusions, false)
			}
		}
	}
	return r.concluded.has(k)
}

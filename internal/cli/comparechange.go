package cli

import (
	"context"
	"errors"

	"kuvio/internal/compare"
	"kuvio/internal/report"
	"kuvio/internal/series"
)

// runChange compares two times.
func (a *app) runChange(ctx context.Context, s *opened, q series.Query, refs []compare.Ref, o *compareOptions) error {
	times, err := compare.ParseTimes(o.change)
	if err != nil {
		return usagef("--change %w", err)
	}
	r, err := compare.RunChange(ctx, s.Session, q, refs, compare.ChangeOptions{Times: times, AcrossBreaks: o.acrossBreaks, Level: o.confidence / 100})
	if r == nil {
		return err
	}
	if err := a.sayAreas(q, r.Areas, o.mixed, s.Lang); err != nil {
		return err
	}
	if errors.Is(err, compare.ErrTargetChange) {
		return usagef("--with %s: %w", o.with, err)
	}
	if err != nil {
		return err
	}
	for _, n := range r.NoValue {
		if n.Latest.IsZero() {
			a.warn("%s: none of the regions has a value", n.Indicator)
			continue
		}
		a.warn("%s: none of the regions has a value of %s; the latest is of %s", n.Indicator, n.At, n.Latest)
	}
	return a.print(o.output, report.Change(r, o.confidence, s.RegionName, s.Lang), s.Lang)
}

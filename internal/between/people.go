package between

import (
	"context"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// census reads the people of the areas of a query.
type census struct {
	ctx context.Context
	s   *session.Session
	q   series.Query
}

// weights reads the people that the areas of an indicator are weighted by:
// those of the indicator asked for, else where the value is no rate, but a
// denominator is named for it, those. A rate's denominators come with its
// values; for these, and where there is nothing to weigh by, it is nil. An
// indicator asked for that is not held is a *session.NotHeldError.
func (c census) weights(asked domain.IndicatorID, ind domain.Indicator) ([]series.Series, error) {
	switch {
	case asked != "":
		weights, lacking, err := c.of(asked)
		if err == nil && len(lacking.Missing) > 0 {
			err = &session.NotHeldError{Missing: lacking.Missing}
		}
		return weights, err
	case ind.Unit.Per() == 0 && ind.Denominator != "":
		weights, _, err := c.of(ind.Denominator)
		return weights, err
	}
	return nil, nil
}

// used reads the indicators that spreads were weighted by or computed with, to
// name them as sources.
func (c census) used(ind domain.Indicator, spreads []PeriodSpread) ([]series.Series, error) {
	var ids []domain.IndicatorID
	for _, r := range spreads {
		id := domain.IndicatorID(r.Weights)
		if r.Weights == Derived {
			id = ""
		}
		ids = append(ids, id)
		if r.Notes.Has(domain.NoteFromCounts) {
			ids = append(ids, ind.Denominator)
		}
	}
	slices.Sort(ids)
	var used []series.Series
	for _, id := range slices.Compact(ids) {
		if id == "" {
			continue
		}
		found, _, err := c.of(id)
		if err != nil {
			return nil, err
		}
		used = append(used, found...)
	}
	return used, nil
}

// of reads one indicator for the areas of the query, all people beside those of the
// breakdowns asked for.
func (c census) of(id domain.IndicatorID) ([]series.Series, series.Lacking, error) {
	q := c.q
	if q.Breakdowns != nil && !slices.Contains(q.Breakdowns, "") {
		q.Breakdowns = append(slices.Clone(q.Breakdowns), "")
	}
	q.Indicators = []series.Selector{{id}}
	return c.s.Loader().Load(c.ctx, q)
}

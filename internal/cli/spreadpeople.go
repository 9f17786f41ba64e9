package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// weights reads the people that the regions of an indicator are weighted by:
// those of --weights, else where the value is no rate, but a denominator is
// named for it, those. A rate's denominators come with its values; for these,
// and where there is nothing to weigh by, it is nil.
func (a *app) weights(cmd *cobra.Command, s *session, o *spreadOptions, ind domain.Indicator) ([]series.Series, error) {
	switch {
	case o.weights != "":
		weights, missing, err := a.people(cmd, s, o, domain.IndicatorID(o.weights))
		if err == nil && len(missing) > 0 {
			err = errNoData{missing}
		}
		return weights, err
	case ind.Unit.Per() == 0 && ind.Denominator != "":
		weights, _, err := a.people(cmd, s, o, ind.Denominator)
		return weights, err
	}
	return nil, nil
}

// peopleUsed reads the indicators that rows were weighted by or computed with,
// to name them as sources.
func (a *app) peopleUsed(cmd *cobra.Command, s *session, o *spreadOptions, ind domain.Indicator, rows []between.Row) ([]series.Series, error) {
	var ids []domain.IndicatorID
	for _, r := range rows {
		id := domain.IndicatorID(r.Weights)
		if r.Weights == between.Derived {
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
		found, _, err := a.people(cmd, s, o, id)
		if err != nil {
			return nil, err
		}
		used = append(used, found...)
	}
	return used, nil
}

// people reads one indicator for the regions selected.
func (a *app) people(cmd *cobra.Command, s *session, o *spreadOptions, id domain.IndicatorID) (found []series.Series, missing []domain.IndicatorID, err error) {
	q, err := o.selection.query(cmd, s)
	if err != nil {
		return nil, nil, err
	}
	q.Indicators = []series.Selector{{id}}
	return s.loader().Load(cmd.Context(), q)
}

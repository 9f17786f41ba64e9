package session

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Known lists every indicator that is held or described, in the order of their
// numbers, and what is held of them.
func (s *Session) Known(ctx context.Context) ([]domain.Indicator, map[domain.IndicatorID]store.Holding, error) {
	held := make(map[domain.IndicatorID]store.Holding)
	ids := make(map[domain.IndicatorID]bool)
	if s.Store != nil {
		holdings, err := s.Store.Holdings(ctx)
		if err != nil {
			return nil, nil, err
		}
		for _, h := range holdings {
			held[h.Indicator], ids[h.Indicator] = h, true
		}
	}
	for _, ind := range s.Catalog.Indicators() {
		ids[ind.ID] = true
	}
	for id := range s.imported {
		ids[id] = true
	}
	var all []domain.Indicator
	for id := range ids {
		all = append(all, s.Describe(id))
	}
	slices.SortFunc(all, func(x, y domain.Indicator) int { return x.ID.Compare(y.ID) })
	return all, held, nil
}

// Matches reports whether the query is the indicator's number, or every word
// of it stands in the title, in one language.
func Matches(ind domain.Indicator, query string) bool {
	if query == "" || query == string(ind.ID) {
		return true
	}
	if _, err := strconv.Atoi(query); err == nil {
		return false // a number is an id and not a part of one
	}
	for _, title := range []string{ind.Title.FI, ind.Title.SV, ind.Title.EN, string(ind.ID)} {
		text, all := catalog.Fold(title), true
		for word := range strings.FieldsSeq(catalog.Fold(query)) {
			all = all && strings.Contains(text, word)
		}
		if all {
			return true
		}
	}
	return false
}

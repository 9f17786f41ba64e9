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
func (s *Session) Known(ctx context.Context) ([]domain.IndicatorID, map[domain.IndicatorID]store.Holding, error) {
	held := make(map[domain.IndicatorID]store.Holding)
	var ids []domain.IndicatorID
	if s.Store != nil {
		holdings, err := s.Store.Holdings(ctx)
		if err == nil {
			ids, err = s.Store.Described(ctx)
		}
		if err != nil {
			return nil, nil, err
		}
		for _, h := range holdings {
			held[h.Indicator] = h
			ids = append(ids, h.Indicator)
		}
	}
	for _, ind := range s.Catalog.Indicators() {
		ids = append(ids, ind.ID)
	}
	slices.SortFunc(ids, domain.IndicatorID.Compare)
	return slices.Compact(ids), held, nil
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

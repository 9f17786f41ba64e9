package session

import (
	"context"
	"errors"
	"slices"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/workspace"
)

// describing is a store that says of every indicator what it is, and which it was asked
// for; or that it cannot.
type describing struct {
	store.Store
	asked  []domain.IndicatorID
	broken error
}

func (d *describing) Indicators(_ context.Context, ids []domain.IndicatorID) (map[domain.IndicatorID]domain.Indicator, error) {
	d.asked = append(d.asked, ids...)
	said := make(map[domain.IndicatorID]domain.Indicator)
	for _, id := range ids {
		said[id] = domain.Indicator{ID: id, Title: domain.Text{FI: "Oma " + string(id), SV: "Egen", EN: "Own"}}
	}
	return said, d.broken
}

// What imports said of an indicator is read when it is asked for, and once.
func TestDescriptionsAreReadOnce(t *testing.T) {
	db := &describing{Store: imported(t, workspace.Config{}).Store}
	s, err := New(t.Context(), db, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil || len(db.asked) > 0 {
		t.Fatalf("asked for %v at the start, %v", db.asked, err)
	}
	for range 2 {
		if got := s.Describe("191").Title.FI; got != "Oma 191" {
			t.Errorf("191 is %q", got)
		}
	}
	all, err := s.DescribeAll(t.Context(), []domain.IndicatorID{"127", "191", "4"})
	if err != nil || len(all) != 3 || all[0].Title.FI != "Oma 127" || all[2].ID != "4" {
		t.Errorf("%+v, %v", all, err)
	}
	if want := []domain.IndicatorID{"191", "127", "4"}; !slices.Equal(db.asked, want) {
		t.Errorf("asked for %v, want %v", db.asked, want)
	}
	if err := s.Err(); err != nil {
		t.Error(err)
	}
	if err := s.Refresh(t.Context()); err != nil || s.Describe("191").ID != "191" || len(db.asked) != 4 {
		t.Errorf("once more: asked for %v, %v", db.asked, err)
	}
}

// A description that cannot be read is no error of Describe, and is not forgotten.
func TestDescriptionsThatCannotBeRead(t *testing.T) {
	gone := errors.New("the server is gone")
	db := &describing{Store: imported(t, workspace.Config{}).Store, broken: gone}
	s, err := New(t.Context(), db, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Err(); err != nil {
		t.Errorf("before it was asked: %v", err)
	}
	if known, _ := s.Catalog.Indicator("191"); s.Describe("191").Title != known.Title {
		t.Errorf("191 is %+v", s.Describe("191"))
	}
	if err := s.On(s.Store).Err(); !errors.Is(err, gone) {
		t.Errorf("then: %v", err)
	}
	if _, err := s.DescribeAll(t.Context(), []domain.IndicatorID{"127"}); !errors.Is(err, gone) {
		t.Errorf("several: %v", err)
	}
}

package series

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"kuvio/internal/domain"
)

// Parts are what Load loads, kept or read again, each time.
func TestReading(t *testing.T) {
	l, q := numbered(t, 50)
	want, lacking, err := l.Load(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	for name, most := range map[string]int{"kept": 50, "read again": 49} {
		r := l.Read(q)
		r.most = most
		for range r.Parts(t.Context()) {
			break // nothing is kept of a reading that was not gone through
		}
		for range 2 {
			var got []Series
			for all, err := range r.Parts(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, all...)
			}
			// NaN is no equal of itself.
			if len(got) != len(want) || got[49].Points[0].Published != 50 || !reflect.DeepEqual(r.Lacking, lacking) {
				t.Errorf("%s: %d series, lacking %v; loaded are %d, lacking %v", name, len(got), r.Lacking, len(want), lacking)
			}
			for i := range got {
				if got[i].Indicator != want[i].Indicator || got[i].Region != want[i].Region {
					t.Errorf("%s: series %d is of %s, expected %s", name, i, got[i].Indicator.ID, want[i].Indicator.ID)
				}
			}
		}
		if kept := r.kept != nil; kept != (name == "kept") {
			t.Errorf("%s: kept is %v", name, kept)
		}
	}
}

// An error is the last that parts yield.
func TestReadingThatFails(t *testing.T) {
	l, q := numbered(t, 5)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var last error
	for _, err := range l.Read(q).Parts(ctx) {
		if last != nil {
			t.Error("parts after an error")
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("error %v", last)
	}
	q.Real, l.PriceIndex = 2020, domain.IndicatorID("")
	for _, err := range l.Read(q).Parts(t.Context()) {
		last = err
	}
	if last == nil || errors.Is(last, context.Canceled) {
		t.Errorf("prices without an index: %v", last)
	}
}

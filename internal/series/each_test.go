package series

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"kuvio/internal/domain"
)

// numbered is a store of n indicators, each with its number as its value, and
// the query of all of them and of one that is not held.
func numbered(t *testing.T, n int) (*Loader, Query) {
	panels := make(fakeStore)
	q := Query{Areas: []Area{{ID: "kunta:179"}}, Indicators: []Selector{{"99999"}}}
	for i := 1; i <= n; i++ {
		id := domain.IndicatorID(fmt.Sprint(i))
		panels[id] = fakePanel{Panel: makePanel(t, obs{year: 2020, value: float64(i), count: nan})}
		q.Indicators = append(q.Indicators, Selector{id})
	}
	q.Indicators = append(q.Indicators, Selector{"99999"})
	return &Loader{Store: reader{panels: panels}, Describe: func(id domain.IndicatorID) domain.Indicator { return domain.Indicator{ID: id} }}, q
}

// However long each takes, results come in the order of the query, and what is
// not held is named once.
func TestEach(t *testing.T) {
	l, q := numbered(t, 50)
	var got []float64
	missing, err := Each(context.Background(), l, q, func(all []Series) (float64, error) {
		v := all[0].Points[0].Published
		time.Sleep(time.Duration(int(v)%7) * time.Millisecond)
		return v, nil
	}, func(v float64) error {
		got = append(got, v)
		return nil
	})
	if err != nil || !slices.Equal(missing.Missing, []domain.IndicatorID{"99999"}) {
		t.Fatalf("missing %v, %v", missing, err)
	}
	// The first and the last are the ones not held.
	if len(got) != 52 || got[0] != 0 || got[51] != 0 || !slices.IsSorted(got[:51]) {
		t.Errorf("in the order %v", got)
	}
}

// The first error ends the run, and nothing of it goes on afterwards.
func TestEachStops(t *testing.T) {
	stop := errors.New("stop")
	for name, at := range map[string]struct{ work, use float64 }{"in work": {work: 7}, "in use": {use: 7}} {
		l, q := numbered(t, 200)
		var under, begun atomic.Int32
		_, err := Each(context.Background(), l, q, func(all []Series) (float64, error) {
			under.Add(1)
			begun.Add(1)
			defer under.Add(-1)
			time.Sleep(time.Millisecond)
			if v := all[0].Points[0].Published; v != at.work {
				return v, nil
			}
			return 0, stop
		}, func(v float64) error {
			if v != 0 && v == at.use {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) || under.Load() != 0 || begun.Load() > 100 {
			t.Errorf("%s: %v after %d were begun, %d still under way", name, err, begun.Load(), under.Load())
		}
	}
	l, q := numbered(t, 200)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Each(ctx, l, q, func(all []Series) (float64, error) { return all[0].Points[0].Published, nil }, func(v float64) error {
		if v == 3 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

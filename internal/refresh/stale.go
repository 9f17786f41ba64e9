package refresh

import (
	"context"
	"maps"
	"strings"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/spool"
	"kuvio/internal/store"
)

// markStale has data marked that nobody has had from its source, or found to be the
// newest there, for longer than allowed.
func (r *run) markStale(ctx context.Context) (err error) {
	r.Session.Stale = nil
	if r.MaxAge > 0 {
		r.Session.Stale, err = StaleOf(ctx, r.Session.Store, r.spool.All(), r.Now.Add(-r.MaxAge))
	}
	return err
}

// StaleOf gives the indicators held that nobody has had from their source, or found to
// be the newest there, since a time: each with the day on which somebody last did, as
// the store and the entries of the spool have it.
func StaleOf(ctx context.Context, db store.Reader, entries []spool.Entry, since time.Time) (map[domain.IndicatorID]string, error) {
	held, err := db.Holdings(ctx)
	if err != nil {
		return nil, err
	}
	checked := make(map[domain.IndicatorID]string)
	for _, h := range held {
		checked[h.Indicator] = h.Retrieved
	}
	for _, e := range entries {
		for id := range strings.SplitSeq(e.Holds, ",") {
			if day, ok := checked[domain.IndicatorID(id)]; ok && e.Checked > day {
				checked[domain.IndicatorID(id)] = e.Checked
			}
		}
	}
	limit := since.Format(time.DateOnly)
	maps.DeleteFunc(checked, func(_ domain.IndicatorID, day string) bool { return day >= limit })
	return checked, nil
}

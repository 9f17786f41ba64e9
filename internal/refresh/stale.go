package refresh

import (
	"context"
	"strings"
	"time"

	"kuvio/internal/domain"
)

// markStale has data marked that nobody has had from its source, or found to be the
// newest there, for longer than allowed.
func (r *run) markStale(ctx context.Context) error {
	r.Session.Stale = nil
	if r.MaxAge == 0 {
		return nil
	}
	held, err := r.Session.Store.Holdings(ctx)
	if err != nil {
		return err
	}
	checked := make(map[domain.IndicatorID]string)
	for _, h := range held {
		checked[h.Indicator] = h.Retrieved
	}
	for _, e := range r.spool.All() {
		for id := range strings.SplitSeq(e.Holds, ",") {
			if day, ok := checked[domain.IndicatorID(id)]; ok && e.Checked > day {
				checked[domain.IndicatorID(id)] = e.Checked
			}
		}
	}
	limit := r.Now.Add(-r.MaxAge).Format(time.DateOnly)
	r.Session.Stale = make(map[domain.IndicatorID]string)
	for id, day := range checked {
		if day < limit {
			r.Session.Stale[id] = day
		}
	}
	return nil
}

package series

import (
	"context"

	"kuvio/internal/ordered"
)

// Each reads a query one selector at a time and never holds more than a few:
// for runs over a whole bank. The series of each selector go to work, which is
// called on every processor at once; what it makes goes to use in the order of
// the query, from one goroutine. The first error ends the run,
// once what is under way has come to an end.
func Each[T any](ctx context.Context, l *Loader, q Query, work func([]Series) (T, error), use func(T) error) (lacking Lacking, err error) {
	type result struct {
		made    T
		lacking Lacking
	}
	if err := l.checkMoney(&q); err != nil {
		return Lacking{}, err
	}
	err = ordered.Each(ctx, q.Indicators, func(ctx context.Context, sel Selector) (r result, err error) {
		var all []Series
		if all, r.lacking, err = l.selector(ctx, &q, sel); err == nil && len(all) > 0 {
			r.made, err = work(all)
		}
		return r, err
	}, func(r result) error {
		lacking.add(r.lacking)
		return use(r.made)
	})
	return lacking, err
}

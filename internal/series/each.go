package series

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"kuvio/internal/domain"
)

// Each reads a query one selector at a time and never holds more than a few:
// for runs over a whole bank. The series of each selector go to work, which is
// called on every processor at once; what it makes goes to use in the order of
// the query, from one goroutine. The first error ends the run,
// once what is under way has come to an end.
func Each[T any](ctx context.Context, l *Loader, q Query, work func([]Series) (T, error), use func(T) error) (missing []domain.IndicatorID, err error) {
	type result struct {
		made    T
		missing []domain.IndicatorID
		err     error
	}
	if err := l.checkMoney(&q); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()
	queue := make(chan chan result, runtime.GOMAXPROCS(0))
	workers.Go(func() {
		defer close(queue)
		for _, sel := range q.Indicators {
			one := make(chan result, 1)
			select {
			case queue <- one: // waits while as many as there are processors are under way
			case <-ctx.Done():
				return
			}
			workers.Go(func() {
				var r result
				var all []Series
				if all, r.missing, r.err = l.selector(ctx, &q, sel); r.err == nil && len(all) > 0 {
					r.made, r.err = work(all)
				}
				one <- r
			})
		}
	})
	for one := range queue {
		r := <-one
		if r.err == nil {
			for _, id := range r.missing {
				if !slices.Contains(missing, id) {
					missing = append(missing, id)
				}
			}
			r.err = use(r.made)
		}
		if r.err != nil {
			return nil, r.err
		}
	}
	return missing, ctx.Err()
}

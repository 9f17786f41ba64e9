package series

import (
	"context"
	"runtime"

	"kuvio/internal/domain"
)

// Each reads a query one selector at a time and never holds more than a few:
// for runs over a whole bank. The series of each selector go to work, which is
// called on every processor at once; what it makes goes to use in the order of
// the query, from one goroutine. The first error ends the run.
func Each[T any](ctx context.Context, l *Loader, q Query, work func([]Series) (T, error), use func(T) error) (missing []domain.IndicatorID, err error) {
	type result struct {
		made    T
		missing []domain.IndicatorID
		err     error
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	queue := make(chan chan result, runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		for _, sel := range q.Indicators {
			one := make(chan result, 1)
			select {
			case queue <- one: // waits while as many as there are processors are under way
			case <-ctx.Done():
				return
			}
			go func() {
				var r result
				var all []Series
				if all, r.missing, r.err = l.selector(ctx, &q, sel); r.err == nil && len(all) > 0 {
					r.made, r.err = work(all)
				}
				one <- r
			}()
		}
	}()
	for one := range queue {
		r := <-one
		if r.err == nil {
			missing = append(missing, r.missing...)
			r.err = use(r.made)
		}
		if r.err != nil {
			return nil, r.err
		}
	}
	return missing, ctx.Err()
}

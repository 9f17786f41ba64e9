package series

import (
	"context"
	"runtime"
	"sync"
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
		err     error
	}
	if err := l.checkMoney(&q); err != nil {
		return Lacking{}, err
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
				if all, r.lacking, r.err = l.selector(ctx, &q, sel); r.err == nil && len(all) > 0 {
					r.made, r.err = work(all)
				}
				one <- r
			})
		}
	})
	for one := range queue {
		r := <-one
		if r.err == nil {
			lacking.add(r.lacking)
			r.err = use(r.made)
		}
		if r.err != nil {
			return Lacking{}, r.err
		}
	}
	return lacking, ctx.Err()
}

// Package ordered does work on many things at once, on every processor, and uses what
// comes of each in the order of the things, so that what is made of them does not depend
// on which was done first.
package ordered

import (
	"context"
	"runtime"
	"sync"
)

// Each has work called for each of the things, of as many at once as there are
// processors, and use for what it made, from one goroutine. No more than that many wait
// to be used. The first error ends the run, once what is under way has come to an end;
// so does the end of the context, whose error is returned then.
func Each[T, R any](ctx context.Context, things []T, work func(context.Context, T) (R, error), use func(R) error) error {
	type result struct {
		made R
		err  error
	}
	within, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()
	queue := make(chan chan result, runtime.GOMAXPROCS(0))
	workers.Go(func() {
		defer close(queue)
		for _, thing := range things {
			one := make(chan result, 1)
			select {
			case queue <- one: // waits while as many as there are processors are under way
			case <-within.Done():
				return
			}
			workers.Go(func() {
				var r result
				r.made, r.err = work(within, thing)
				one <- r
			})
		}
	})
	for one := range queue {
		r := <-one
		if r.err == nil {
			r.err = use(r.made)
		}
		if r.err != nil {
			return r.err
		}
	}
	return ctx.Err()
}

package outputs

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// InOrder makes n things on all cores and hands them on in their order, as soon as
// those before are. It ends with ctx.
func InOrder[T any](ctx context.Context, n int, made func(ctx context.Context, i int) T, use func(i int, t T)) error {
	ready := make([]chan T, n)
	for i := range ready {
		ready[i] = make(chan T, 1)
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	defer workers.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				ready[i] <- made(ctx, i)
			}
		})
	}
	for i, r := range ready {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case t := <-r:
			use(i, t)
		}
	}
	return nil
}

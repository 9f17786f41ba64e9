package refresh

import (
	"context"

	"kuvio/internal/fetch"
	"kuvio/internal/spool"
)

// Fetch brings into the store what is new of a source, which need be none of
// kuvio.yaml's, and what waits in the spool, as one vintage. It makes nothing of it.
func Fetch(ctx context.Context, j *Job, name string, source func(held *spool.Spool) (fetch.Source, error)) (Result, error) {
	r := &run{Job: j}
	err := r.fetch(ctx, name, source)
	return r.Result, err
}

func (r *run) fetch(ctx context.Context, name string, source func(held *spool.Spool) (fetch.Source, error)) error {
	done, err := r.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	s, err := source(r.spool)
	if err != nil {
		return err
	}
	if err := r.ask(ctx, &remote{name, s}); err != nil {
		return err
	}
	if r.Plan {
		r.waits()
		return nil
	}
	return r.bringIn(ctx, nil)
}

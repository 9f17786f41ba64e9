package series

import (
	"context"
	"errors"
	"iter"
	"slices"
)

// Parts are series that may be too many to hold, some at a time. They can be gone over
// again; an error is the last that they yield.
type Parts = iter.Seq2[[]Series, error]

// Together are series that are held, as parts.
func Together(all []Series) Parts {
	return func(yield func([]Series, error) bool) { yield(all, nil) }
}

// mostKept is how many points a reading keeps for the next time: some 15 MB.
const mostKept = 100_000

// Reading is a query whose series may be too many to hold. They are read a selector at a
// time, and again each time that they are gone over, unless they are few.
type Reading struct {
	Lacking Lacking // known once the series were gone over

	loader *Loader
	query  Query
	most   int        // points that are kept
	kept   [][]Series // all of them; nil where there are too many
}

// Read begins to read a query.
func (l *Loader) Read(q Query) *Reading { return &Reading{loader: l, query: q, most: mostKept} }

var errEnough = errors.New("enough")

// Parts are the series, in the order that Load has them.
func (r *Reading) Parts(ctx context.Context) Parts {
	return func(yield func([]Series, error) bool) {
		if r.kept != nil {
			for _, part := range r.kept {
				if !yield(part, nil) {
					return
				}
			}
			return
		}
		points, kept := 0, [][]Series{}
		lacking, err := Each(ctx, r.loader, r.query, func(all []Series) ([]Series, error) { return all, nil }, func(part []Series) error {
			for i := range part {
				points += len(part[i].Points)
			}
			if kept = append(kept, part); points > r.most {
				kept = slices.Delete(kept, 0, len(kept))
			}
			if !yield(part, nil) {
				return errEnough
			}
			return nil
		})
		switch {
		case errors.Is(err, errEnough):
		case err != nil:
			yield(nil, err)
		case points <= r.most:
			r.kept = kept
			fallthrough
		default:
			r.Lacking = lacking
		}
	}
}

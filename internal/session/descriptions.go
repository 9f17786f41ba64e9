package session

import (
	"context"
	"fmt"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// descriptions are what imports said of indicators. There may be thousands, of some kB
// each, so one is read when it is first asked for.
type descriptions struct {
	ctx context.Context // of the session, for which Describe has none of its own
	db  store.Reader

	mu   sync.Mutex
	read map[domain.IndicatorID]domain.Indicator // without title and all where imports said nothing
	err  error                                   // of the first that could not be read
}

func newDescriptions(ctx context.Context, db store.Reader) *descriptions {
	return &descriptions{ctx: ctx, db: db, read: make(map[domain.IndicatorID]domain.Indicator)}
}

// of is what imports said of an indicator.
func (d *descriptions) of(id domain.IndicatorID) domain.Indicator {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, known := d.read[id]; !known {
		if err := d.fetch(d.ctx, []domain.IndicatorID{id}); err != nil && d.err == nil {
			d.err = err
		}
	}
	return d.read[id]
}

// all reads at once what is said of each of the indicators and has not been read.
func (d *descriptions) all(ctx context.Context, ids []domain.IndicatorID) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var lacking []domain.IndicatorID
	for _, id := range ids {
		if _, known := d.read[id]; !known {
			lacking = append(lacking, id)
		}
	}
	return d.fetch(ctx, lacking)
}

func (d *descriptions) fetch(ctx context.Context, ids []domain.IndicatorID) error {
	found, err := d.db.Indicators(ctx, ids)
	if err != nil {
		return fmt.Errorf("read how indicators are described: %w", err)
	}
	for _, id := range ids {
		d.read[id] = found[id]
	}
	return nil
}

// Err is why what imports said of some indicator could not be read, so that Describe
// did without: what shows it must not be taken for whole. nil where that did not happen.
func (s *Session) Err() error {
	if s.imported == nil {
		return nil
	}
	s.imported.mu.Lock()
	defer s.imported.mu.Unlock()
	return s.imported.err
}

// DescribeAll describes indicators in their order, with what imports said of them read
// at once.
func (s *Session) DescribeAll(ctx context.Context, ids []domain.IndicatorID) ([]domain.Indicator, error) {
	if s.imported != nil {
		if err := s.imported.all(ctx, ids); err != nil {
			return nil, err
		}
	}
	described := make([]domain.Indicator, len(ids))
	for i, id := range ids {
		described[i] = s.Describe(id)
	}
	return described, nil
}

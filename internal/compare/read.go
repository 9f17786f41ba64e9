package compare

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// Benchmarks are what regions are set beside, with their data.
type Benchmarks struct {
	All   []Benchmark
	Alike Alike           // where peers are among them
	Used  []series.Series // the people under their amounts of money, for the source
}

// Alike says which peers each region was set beside.
type Alike struct {
	By      []domain.IndicatorID                  // that the first region's were found by
	Of      map[domain.RegionID][]domain.RegionID // by region; nil where peers are no benchmark
	Without []domain.RegionID                     // regions that have none
}

// ReadBenchmarks reads what the refs name, of the indicators of a query, for
// the regions of all, its series. None is there twice.
func ReadBenchmarks(ctx context.Context, s *session.Session, q series.Query, refs []Ref, all []series.Series) (Benchmarks, error) {
	r := newReading(ctx, s, q)
	err := r.benchmarks(refs, all)
	return r.Benchmarks, err
}

// reading is the reading of benchmarks, and of the people under what is
// compared.
type reading struct {
	ctx     context.Context
	s       *session.Session
	q       series.Query
	nearest func(context.Context, domain.RegionID) (peers.Nearest, error)
	times   Times // of a change; zero where the series are wanted whole

	Benchmarks
}

func newReading(ctx context.Context, s *session.Session, q series.Query) *reading {
	return &reading{ctx: ctx, s: s, q: q, nearest: peers.NewFinder(s).Nearest}
}

func (r *reading) benchmarks(refs []Ref, all []series.Series) error {
	for _, ref := range refs {
		b, err := r.benchmark(ref, all)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(r.All, func(o Benchmark) bool { return o.ID == b.ID }) {
			r.All = append(r.All, b)
		}
	}
	return nil
}

func (r *reading) benchmark(ref Ref, all []series.Series) (Benchmark, error) {
	switch {
	case ref.Target != nil:
		return Target(*ref.Target), nil
	case ref.Mean:
		return Mean(), nil
	case ref.Peers:
		return r.peers(all)
	}
	found, err := r.load([]series.Area{ref.Area})
	return Region(ref.Area, found), err
}

// peers is the benchmark of each region's peers.
func (r *reading) peers(all []series.Series) (Benchmark, error) {
	a := Alike{Of: make(map[domain.RegionID][]domain.RegionID)}
	var areas []series.Area
	for i := range all {
		region := all[i].Region
		if _, ok := a.Of[region]; ok {
			continue
		}
		near, err := r.nearest(r.ctx, region)
		if i == 0 {
			a.By = near.By
		}
		if lacks := (*peers.TargetError)(nil); errors.As(err, &lacks) {
			a.Of[region] = nil
			a.Without = append(a.Without, region)
			continue
		}
		if err != nil {
			return Benchmark{}, fmt.Errorf("--with peers: %w", err)
		}
		a.Of[region] = near.Peers
		for _, id := range near.Peers {
			if !slices.ContainsFunc(areas, func(a series.Area) bool { return a.ID == id }) {
				areas = append(areas, r.s.Area(id))
			}
		}
	}
	r.Alike = a
	if len(areas) == 0 {
		return Peers(a.Of, nil), nil
	}
	found, err := r.load(areas)
	if err == nil {
		err = r.population(found, areas)
	}
	return Peers(a.Of, found), err
}

// load reads the indicators compared for other areas.
func (r *reading) load(areas []series.Area) ([]series.Series, error) {
	q := r.q
	q.Areas = areas
	found, _, err := r.s.Loader().Load(r.ctx, q)
	if r.times != (Times{}) {
		found = r.times.all(found)
	}
	return found, err
}

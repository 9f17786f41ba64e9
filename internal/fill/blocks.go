package fill

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/placeholder"
	"kuvio/internal/profile"
	"kuvio/internal/report"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// table is the table of a command, of the request's areas or the document's own.
func (a *Answers) table(ctx context.Context, r *placeholder.Request) (Answer, error) {
	if r.Indicators == "" {
		return Answer{}, errors.New("a table of which indicators? Expected some, such as 191,1244 or @plan")
	}
	refs, err := a.relative(r.Region)
	if err != nil {
		return Answer{}, err
	}
	if !r.Set.IsZero() {
		if refs, err = a.set(r); err != nil {
			return Answer{}, err
		}
	}
	if refs == "" {
		if a.subject == nil {
			return Answer{}, errNoSubject
		}
		refs = string(a.subject.ID)
	}
	areas, err := a.resolved(refs)
	if err != nil {
		return Answer{}, err
	}
	sel := a.selection(r, "")
	if r.Breakdown == "" {
		sel.Breakdowns = []string{"total"}
	}
	q, err := a.s.Query(sel)
	if err != nil {
		return Answer{}, err
	}
	q.Areas = areas
	t, err := a.tabled(ctx, r, q)
	if err != nil {
		return Answer{}, err
	}
	if len(t.Rows) == 0 {
		return Answer{}, fmt.Errorf("no data of %s for %s", r.Indicators, refs)
	}
	return Answer{Blocks: []document.Block{&document.Table{Table: t}}}, nil
}

func (a *Answers) tabled(ctx context.Context, r *placeholder.Request, q series.Query) (*table.Table, error) {
	l := a.s.Lang
	var err error
	switch r.Command {
	case "profile":
		return a.profiled(ctx, r, q)
	case "trend":
		if q.Years, err = years(r.Periods); err != nil {
			return nil, err
		}
		o := trend.Options{Direction: a.s.Direction()}
		found, err := trend.Run(ctx, a.s, q, o)
		if err != nil {
			return nil, err
		}
		a.show(nil, found.Series...)
		for i := range found.Trends {
			if tr := &found.Trends[i]; tr.N > 0 {
				a.tell(&tr.Series.Series, tr.First, tr.Last)
			}
		}
		return report.Trends(found.Series, found.Trends, report.TrendOptions{Alpha: o.Direction.Alpha}, l), nil
	case "compare":
		benchmarks, err := a.benchmarks(r)
		if err != nil {
			return nil, err
		}
		found, err := compare.Run(ctx, a.s, q, benchmarks, period(r), compare.Options{Level: trend.Level, Standing: true})
		if err != nil {
			return nil, err
		}
		a.show(nil, found.Series...)
		a.tellCompared(found)
		return report.Compare(found, 100*trend.Level, a.s.RegionName, l), nil
	case "spread":
		if q.Years, err = yearsOf(r.Periods); err != nil {
			return nil, err
		}
		found, err := between.RunSpread(ctx, a.s, q, between.SpreadOptions{})
		if err != nil {
			return nil, err
		}
		a.show(nil, found.Series...)
		for i := range found.Kinds {
			for _, p := range found.Kinds[i].Spreads {
				a.tellAt(slices.Concat(p.Least, p.Greatest), p.Period)
			}
		}
		return report.Spread(&found, l), nil
	case "classes":
		limits, err := limitsOf(r)
		if err != nil {
			return nil, err
		}
		found, err := between.RunClasses(ctx, a.s, q, period(r), limits)
		if err != nil {
			return nil, err
		}
		a.show(nil, found.Used...)
		return report.Classes(&found, limits, l), nil
	}
	if q.Years, err = yearsOf(r.Periods); err != nil {
		return nil, err
	}
	found, err := a.s.Load(ctx, q)
	if err != nil {
		return nil, err
	}
	a.show(nil, found.Series...)
	a.tellAll(found.Series)
	values, err := report.Values(series.Together(found.Series), l)
	if err != nil {
		return nil, err
	}
	return values.Hold()
}

// profiled is one area by many indicators.
func (a *Answers) profiled(ctx context.Context, r *placeholder.Request, q series.Query) (*table.Table, error) {
	if len(q.Areas) != 1 {
		return nil, fmt.Errorf("a profile of %d regions, expected one", len(q.Areas))
	}
	area := q.Areas[0]
	benchmarks, err := a.benchmarks(r)
	if err != nil {
		return nil, err
	}
	benchmarks = slices.DeleteFunc(benchmarks, func(b compare.Ref) bool { return b.Area.ID == area.ID })
	found, err := profile.Run(ctx, a.s, q, benchmarks, profile.Options{Level: trend.Level, Trend: trend.Options{Direction: a.s.Direction()}, Period: period(r)})
	if err != nil {
		return nil, err
	}
	for _, e := range found.Entries {
		a.show(nil, e.Series.Series)
		a.tell(&e.Series.Series, e.Point, e.Previous)
		for _, b := range e.Beside {
			a.tellAt(b.Sources, e.Point.Period)
		}
	}
	return report.Profile(found, area, false, a.s.RegionName, a.s.Lang), nil
}

// figure is a figure of the workspace: of the document's area, where the figure is made
// for each of several.
func (a *Answers) figure(ctx context.Context, r *placeholder.Request) (Answer, error) {
	if a.figures == nil {
		return Answer{}, errors.New("there are no figures outside a workspace")
	}
	b, spec, err := a.figures(r.ID)
	if err != nil {
		return Answer{}, err
	}
	if head := spec.Head(); head.Each != "" {
		if a.subject == nil {
			return Answer{}, fmt.Errorf("%s is a figure for each of several regions, and the document names none: write {{alue: maakunta:13}} once", r.ID)
		}
		head.Each = string(a.subject.ID)
		each, broken := b.Each(spec)
		if len(broken) > 0 {
			return Answer{}, broken[0].Err
		}
		spec = each[0]
	}
	if a.subject != nil && a.written != "" {
		if spec, err = b.Instead(spec, domain.RegionID(a.written), a.subject.ID); err != nil {
			return Answer{}, err
		}
	}
	f, err := b.Build(ctx, spec)
	if err != nil {
		return Answer{}, err
	}
	a.madeUp = a.madeUp || f.MadeUp
	results := f.Results()
	for i := range results.Courses {
		a.show(nil, results.Courses[i])
	}
	a.tellAll(results.Courses)
	for i := range results.Compared {
		c := &results.Compared[i]
		a.show(nil, c.Series.Series)
		a.tell(&c.Series.Series, c.Point)
		a.tellAt(c.BenchmarkSources, c.Point.Period)
	}
	d, err := report.Figured(f, a.s.Lang)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Blocks: []document.Block{d}}, nil
}

package chart

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/profile"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/trend"
)

// Profile is a figure of one area by many indicators.
type Profile struct {
	Frame  `yaml:",inline"`
	Values `yaml:",inline"`

	Region     string `yaml:"region" flag:"region,r" help:"the region: kunta:179, maakunta:13 or a name"`
	Indicators List   `yaml:"indicators" flag:"indicator,i" help:"the indicators, a row each: 191, @hyte; separated by commas"`
	With       List   `yaml:"with" help:"what it is set beside: maa where it is left out, other regions, peers; verdicts are of the first"`
	Range      string `yaml:"range" help:"the regions whose range is drawn: kunta@maa, or none; all of the region's category where it is left out"`
	Year       When   `yaml:"year" help:"the year of all rows, or latest: of each the region's latest"`
}

// leastRange is how many regions a range is drawn of at least: of fewer there is
// no middle half to speak of.
const leastRange = 5

const noRange = "none"

func (s *Profile) check() error {
	if err := s.Values.check(); err != nil {
		return err
	}
	switch {
	case s.Region == "":
		return faultf("$.region", "region: found none, expected one, such as kunta:179")
	case len(s.Indicators) == 0:
		return faultf("$.indicators", "indicators: found none, expected some, such as [\"191\", \"228\"] or \"@hyte\"")
	case s.Scale != "":
		return faultf("$.scale", "scale: found in a figure of kind profile, expected none: its indicators are in units of their own")
	case s.Multiply != 0:
		return faultf("$.multiply", "multiply: found in a figure of kind profile, expected none: its indicators are in units of their own")
	}
	return nil
}

// profileSet is what a profile draws.
type profileSet struct {
	spec       *Profile
	area       series.Area
	entries    []profile.Entry
	benchmarks []compare.Benchmark
	ranges     []between.PeriodSpread // of each entry; of no areas where it has none
	ranged     bool
	category   domain.Category // of the areas of the ranges; "" where they are of several
}

func (s *Profile) build(ctx context.Context, b *Builder) (*Figure, error) {
	q, err := b.query(s.Indicators.String(), s.Region, &s.Values, "")
	if err != nil {
		return nil, err
	}
	if len(q.Areas) != 1 {
		return nil, faultf("$.region", "region: %s is %d regions, expected one: a profile is of one area", s.Region, len(q.Areas))
	}
	set := &profileSet{spec: s, area: q.Areas[0]}
	o := profile.Options{Level: level, Trend: trend.Options{Direction: b.Session.Direction()}}
	if s.Year != "" && s.Year != Latest {
		if o.Period, err = domain.ParsePeriod(string(s.Year)); err != nil {
			return nil, faultf("$.year", "year: %v, or latest", err)
		}
	}
	refs, err := s.refs(b, set.area)
	if err != nil {
		return nil, err
	}
	r, err := profile.Run(ctx, b.Session, q, refs, o)
	if err != nil {
		return nil, notHeld(err)
	}
	set.entries, set.benchmarks = r.Entries, r.All
	if err := set.readRanges(ctx, b, q); err != nil {
		return nil, err
	}
	f := &Figure{Warnings: s.outdated(s.named())}
	if len(r.Missing) > 0 {
		f.Empty = append(f.Empty, fmt.Sprintf("%s: %v", s.named(), &session.NotHeldError{Missing: r.Missing}))
	}
	used := set.used()
	if f.span(used); !slices.ContainsFunc(set.entries, func(e profile.Entry) bool { return e.Point.HasValue() }) {
		return nil, set.nothing(ctx, b, q)
	}
	for _, e := range set.entries {
		if !e.Point.HasValue() && e.Point.Status != domain.Suppressed {
			f.Empty = append(f.Empty, fmt.Sprintf("%s: indicator %s has no value of %s", s.named(), e.Series.Indicator.ID, s.Region))
		}
	}
	if len(s.With) > 0 { // else nobody asked for what it is beside
		for i, e := range set.entries {
			if e.Point.HasValue() {
				f.Empty = append(f.Empty, s.without(set.benchmarks, e.Series.Indicator.ID, e.Point.Period, func(b int) []float64 { return []float64{set.entries[i].Beside[b].Value} })...)
			}
		}
	}
	f.noteBasis(used)
	f.notes = append(f.notes, set.notes()...)
	f.Table = set.table()
	f.content = func(l domain.Lang) figure.Content { return set.content(l) }
	f.alt = set.alt
	f.results = func() Results { return Results{Profile: set.entries, Benchmarks: set.benchmarks} }
	return f, nil
}

// nothing is that the area has no number at all, which may be as all are suppressed, or as
// years are taken together.
func (set *profileSet) nothing(ctx context.Context, b *Builder, q series.Query) error {
	s := set.spec
	if slices.ContainsFunc(set.entries, func(e profile.Entry) bool { return e.Point.Status == domain.Suppressed }) {
		return fmt.Errorf("%w: %s of %s, %s: they are suppressed", errNoValues, s.Indicators, s.Region, orAll(string(s.Year)))
	}
	if at, err := domain.ParsePeriod(string(s.Year)); err == nil {
		all, err := b.Session.Load(ctx, q)
		if err != nil {
			return err
		}
		for i := range all.Series {
			if held := compare.Held(all.Series[i:i+1], at); held.Within != "" {
				return noYearError(held, at)
			}
		}
	}
	return fmt.Errorf("%w: %s of %s, %s; 'kuvio info -i' shows what is held", errNoValues, s.Indicators, s.Region, orAll(string(s.Year)))
}

// refs are the benchmarks, of which the area itself is none.
func (s *Profile) refs(b *Builder, area series.Area) ([]compare.Ref, error) {
	with := s.With
	if len(with) == 0 {
		with = List{string(domain.WholeCountry)}
	}
	refs, err := b.refs(with)
	if err != nil {
		return nil, err
	}
	for _, r := range refs {
		switch {
		case r.Mean:
			return nil, faultf("$.with", "with: mean is of several regions, and a profile of one: expected regions or peers")
		case r.Target != nil:
			return nil, faultf("$.with", "with: a target is of one indicator, and a profile of several: expected regions or peers")
		case r.Area.ID == area.ID && len(s.With) > 0:
			return nil, faultf("$.with", "with: %s is the region itself", area.ID)
		}
	}
	return slices.DeleteFunc(refs, func(r compare.Ref) bool { return r.Area.ID == area.ID }), nil
}

// readRanges reads how the areas beside this one spread in the year of each entry.
func (set *profileSet) readRanges(ctx context.Context, b *Builder, q series.Query) error {
	set.ranges = make([]between.PeriodSpread, len(set.entries))
	areas, err := set.spec.rangeAreas(b, set.area)
	if err != nil || len(areas) == 0 {
		return err
	}
	q.Areas = areas
	found, _, err := b.Session.Loader().Load(ctx, q)
	if err != nil {
		return err
	}
	for _, kind := range series.Kinds(found) {
		for i := range set.entries {
			e := &set.entries[i]
			if !e.Series.SameKind(&kind.Series[0]) {
				continue
			}
			for _, spread := range between.Spreads(kind.Series, nil) {
				if spread.Period == e.Point.Period && spread.N >= leastRange {
					set.ranges[i], set.ranged = spread, true
				}
			}
		}
	}
	if of := between.Categories(found); len(of) == 1 {
		set.category = of[0]
	}
	return nil
}

// rangeAreas are the areas whose range is drawn: those asked for, or all of the
// area's category.
func (s *Profile) rangeAreas(b *Builder, area series.Area) ([]series.Area, error) {
	switch category := area.ID.Category(); {
	case s.Range == noRange, s.Range == "" && (category == "" || area.ID == domain.WholeCountry || area.Derived()):
		return nil, nil
	case s.Range == "":
		areas, err := b.Session.Areas(string(category) + "@maa")
		if err != nil {
			return nil, nil // a category of which the catalogue has no list
		}
		return areas, nil
	}
	areas, err := b.Session.Areas(s.Range)
	if err != nil {
		return nil, fmt.Errorf("range: %w", err)
	}
	if len(areas) < leastRange {
		return nil, faultf("$.range", "range: found %d regions, expected at least %d, such as kunta@maa", len(areas), leastRange)
	}
	return areas, nil
}

// used are the series that the profile shows, in the years of their rows.
func (set *profileSet) used() (used []series.Based) {
	for i := range set.entries {
		e := &set.entries[i]
		used = append(used, inPeriod(&e.Series, e.Point.Period))
		for _, beside := range e.Beside {
			for _, s := range beside.Sources {
				used = append(used, inPeriod(s, e.Point.Period))
			}
		}
	}
	return used
}

// decimals are those that an entry's numbers are written with.
func (set *profileSet) decimals(i int) int {
	s := &set.entries[i].Series
	if set.spec.Decimals != nil {
		return min(*set.spec.Decimals, s.Finest(s.Decimals()))
	}
	return s.Decimals()
}

// besideValue is a benchmark's number of an entry; NaN for none.
func (set *profileSet) besideValue(i, benchmark int) float64 {
	if beside := set.entries[i].Beside; benchmark < len(beside) {
		return beside[benchmark].Value
	}
	return math.NaN()
}

// verdict is how the area stands to the first benchmark in an entry.
func (set *profileSet) verdict(i int) compare.Verdict {
	if beside := set.entries[i].Beside; len(beside) > 0 {
		return beside[0].Verdict
	}
	return compare.None
}

// count is how many areas the ranges are of, the fewest and the most.
func (set *profileSet) count() (fewest, most int) {
	fewest = math.MaxInt
	for _, r := range set.ranges {
		if r.N > 0 {
			fewest, most = min(fewest, r.N), max(most, r.N)
		}
	}
	return cmp.Or(fewest, most), most
}

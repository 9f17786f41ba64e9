package chart

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// Table is a table of tinted numbers: areas by years of one indicator, or several
// indicators by areas or by years.
type Table struct {
	Frame  `yaml:",inline"`
	Beside `yaml:",inline"`
	Values `yaml:",inline"`

	Years   When   `yaml:"years" help:"the columns: 2010-2021; the last twelve in which there are values where it is left out"`
	Year    When   `yaml:"year" help:"of several indicators, whose columns are then the regions: the year, or latest: of each the last in which nine of ten regions have a value"`
	Order   string `yaml:"order" help:"of regions in rows: value (that of the last column, the highest first), name, or given"`
	Shade   string `yaml:"shade" help:"what tints say: quantile or equal (classes of the numbers), verdict (clear differences from the first of with) or none"`
	Classes int    `yaml:"classes" help:"of shade quantile and equal at most, 2 to 7; 5, of equal 6, where it is left out"`
}

// What the tints of a table say.
const (
	byQuantile = "quantile"
	byStep     = "equal"
	byVerdict  = "verdict"
	noShade    = "none"
)

// usualClasses are told apart at a glance; round steps of equal width need one more
// to part the numbers as finely.
const (
	usualClasses = 5
	usualSteps   = 6
)

// usualYears have room at the usual width.
const usualYears = 12

func (s *Table) check() error {
	if err := cmp.Or(s.Beside.check(), s.Values.check()); err != nil {
		return err
	}
	switch {
	case !slices.Contains([]string{"", byQuantile, byStep, byVerdict, noShade}, s.Shade):
		return faultf("$.shade", "shade: found %q, expected %s, %s, %s or %s", s.Shade, byQuantile, byStep, byVerdict, noShade)
	case s.Shade == byVerdict && len(s.With) == 0:
		return faultf("$.shade", "shade: found %s without with, expected what the regions are set beside, such as with: maa", byVerdict)
	case s.Classes != 0 && (s.Classes < 2 || s.Classes > canvas.MaxShades):
		return faultf("$.classes", "classes: found %d, expected 2 to %d", s.Classes, canvas.MaxShades)
	case s.Classes != 0 && (s.Shade == byVerdict || s.Shade == noShade):
		return faultf("$.classes", "classes: found with shade: %s, expected shade: %s or %s", s.Shade, byQuantile, byStep)
	case !slices.Contains([]string{"", "value", "name", "given"}, s.Order):
		return faultf("$.order", "order: found %q, expected value, name or given", s.Order)
	case s.Years != "" && s.Year != "":
		return faultf("$.year", "year: found with years, expected one of them: years are columns, and a year is of columns of regions")
	}
	if _, err := domain.ParseYearRange(string(s.Years)); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	return nil
}

// shade is what the tints say where the spec leaves it open.
func (s *Table) shade(indicators int) string {
	switch {
	case s.Shade != "":
		return s.Shade
	case indicators == 1:
		return byQuantile
	case len(s.With) > 0:
		return byVerdict
	}
	return noShade
}

func (s *Table) build(ctx context.Context, b *Builder) (*Figure, error) {
	q, err := b.query(s.Indicator, s.Regions.String(), &s.Values, string(s.Years))
	if err != nil {
		return nil, err
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return nil, notHeld(err)
	}
	refs, err := b.refs(s.With)
	if err != nil {
		return nil, err
	}
	if len(series.Kinds(found.Series)) > 1 && slices.ContainsFunc(refs, func(r compare.Ref) bool { return r.Target != nil }) {
		return nil, faultf("$.with", "with: %v: found several indicators", compare.ErrTarget)
	}
	beside, err := compare.ReadBenchmarks(ctx, b.Session, q, refs, found.Series)
	if err != nil {
		return nil, err
	}
	nameTargets(beside.All, found.Series, s.factor())
	g, err := s.grid(found, beside)
	if err != nil {
		return nil, err
	}
	if g.focus, err = b.focused(s.Focus, g.regions()); err != nil {
		return nil, err
	}
	f := &Figure{Warnings: s.outdated(s.named())}
	if len(found.Missing) > 0 {
		f.Empty = append(f.Empty, fmt.Sprintf("%s: %v", s.named(), &session.NotHeldError{Missing: found.Missing}))
	}
	for _, id := range g.empty() {
		f.Empty = append(f.Empty, fmt.Sprintf("%s: indicator %s has no values of %s", s.named(), id, s.Regions))
	}
	f.Empty = append(f.Empty, s.without(g.benchmarks, "", "", g.ownValues)...)
	if g.first != nil && !slices.ContainsFunc(g.benchmarks, func(b compare.Benchmark) bool { return b.ID == g.first.ID }) {
		f.Empty = append(f.Empty, s.without([]compare.Benchmark{*g.first}, "", "", func(int) []float64 { return g.besideValues() })...)
	}
	if s.Shade == byVerdict && g.comparisons() == 0 && g.known() {
		f.Empty = append(f.Empty, fmt.Sprintf("%s: shade: nothing can be compared with %s: the counts are not known", s.named(), s.With[0]))
	}
	used := g.used()
	if f.span(used); f.first.IsZero() {
		if at, err := domain.ParsePeriod(string(s.Year)); err == nil && len(g.kinds) == 1 {
			return nil, noneAt(found.Series, at)
		}
		return nil, fmt.Errorf("%w: %s of %s, years %s; 'kuvio info -i' shows what is held", errNoValues, s.Indicator, s.Regions, orAll(string(cmp.Or(s.Years, s.Year))))
	}
	f.noteBasis(used)
	f.notes = append(f.notes, g.notes()...)
	f.Table = g.table()
	f.content = func(l domain.Lang) figure.Content { return g.content(l) }
	f.alt = g.alt
	f.results = g.results
	return f, nil
}

// counted is what an indicator counts, and in what unit it is drawn.
func counted(ind *domain.Indicator, multiply float64, l domain.Lang) (name, unit string) {
	name, unit = domain.TitleParts(ind.Title.In(l))
	switch own := drawnUnit(ind.Unit, multiply).Name().In(l); {
	case multiply != 1:
		unit = own
	case unit == "" || ind.Title.Own(l) == "": // the title's words for it are another language's
		unit = cmp.Or(own, unit)
	}
	return cmp.Or(name, string(ind.ID)), unit
}

package chart

import (
	"cmp"
	"math"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// heatGrid is the numbers of a table: of each a comparison, so that its verdict
// stands with it.
type heatGrid struct {
	spec       *Table
	shade      string
	benchmarks []compare.Benchmark // shown as rows or columns
	first      *compare.Benchmark  // that verdicts are of; nil for none
	kinds      []heatKind
	byYear     bool // the columns are years, else areas
	years      []domain.Period
	rows       []heatRow
	focus      map[domain.RegionID]bool
	classRanges
	middle bool // the limits lie about zero
}

// heatKind is one indicator: its areas and how their values are written.
type heatKind struct {
	all      []series.Series
	at       domain.Period // in a table whose columns are areas
	decimals int
}

// heatRow is one area, benchmark or indicator.
type heatRow struct {
	area      domain.Text     // its name; none of an indicator
	region    domain.RegionID // of an area
	benchmark bool
	kind      int // of heatGrid.kinds
	cells     []heatCell
}

// heatCell is one number.
type heatCell struct {
	series     *series.Based // nil of a benchmark that is no series
	at         domain.Period
	kind       int
	name       domain.Text // of the area or benchmark
	region     domain.RegionID
	point      series.Valued
	beside     float64 // the first benchmark's value; NaN for none
	verdict    compare.Verdict
	assessment compare.Assessment
}

// grid lays out what was found.
func (s *Table) grid(found session.Found, beside compare.Benchmarks) (*heatGrid, error) {
	g := &heatGrid{spec: s}
	if len(beside.All) > 0 {
		g.first = &beside.All[0]
	}
	for _, k := range series.Kinds(found.Series) {
		g.kinds = append(g.kinds, heatKind{all: k.Series})
	}
	areas := len(g.kinds[0].all)
	switch g.shade = s.shade(len(g.kinds)); {
	case len(g.kinds) == 1:
		g.byYear = true
	case g.shade == byQuantile || g.shade == byStep:
		return nil, faultf("$.shade", "shade: found %s of %d indicators, expected %s or %s: classes are of the numbers of one", g.shade, len(g.kinds), byVerdict, noShade)
	case s.Order != "" && s.Order != "given":
		return nil, faultf("$.order", "order: found %s of %d indicators, expected given: they are rows", s.Order, len(g.kinds))
	case s.Years != "" && areas > 1:
		return nil, faultf("$.years", "years: found of %d indicators and %d regions, expected year: a table has two sides, and takes years of one indicator or of one region", len(g.kinds), areas)
	default:
		g.byYear = s.Years != ""
	}
	g.benchmarks = shownBenchmarks(beside.All, found.Series)
	if err := g.times(); err != nil {
		return nil, err
	}
	g.measure()
	for i := range g.kinds {
		g.addRows(i)
	}
	g.classify()
	return g, nil
}

// shownBenchmarks are those that have a number of their own to show: no target,
// which is one number, nor peers, who are others for each area.
func shownBenchmarks(all []compare.Benchmark, areas []series.Series) (shown []compare.Benchmark) {
	for _, b := range all {
		own := slices.ContainsFunc(areas, func(s series.Series) bool { return string(s.Region) == b.ID })
		if b.ID != "peers" && b.Target == nil && !own {
			shown = append(shown, b)
		}
	}
	return shown
}

// times settles the years of the columns, or of each row.
func (g *heatGrid) times() error {
	if !g.byYear {
		for i := range g.kinds {
			k := &g.kinds[i]
			at, err := yearOr(g.spec.Year, k.all)
			if err != nil && (g.spec.Year != "" && g.spec.Year != Latest) {
				return err
			}
			k.at = at // none of an indicator without values
		}
		return nil
	}
	for _, k := range g.kinds {
		for i := range k.all {
			one := k.all[i].Based()
			for p := range one.All() {
				if (p.HasValue() || p.Status == domain.Suppressed) && !slices.Contains(g.years, p.Period) {
					g.years = append(g.years, p.Period)
				}
			}
		}
	}
	slices.Sort(g.years)
	switch {
	case g.spec.Year != "":
		at, err := yearOr(g.spec.Year, g.kinds[0].all)
		if err != nil {
			return err
		}
		g.years = []domain.Period{at}
	case g.spec.Years == "" && len(g.years) > usualYears:
		g.years = g.years[len(g.years)-usualYears:]
	}
	return nil
}

// yearOr is the year that is asked for, or the latest of the series.
func yearOr(w When, all []series.Series) (domain.Period, error) {
	if w == "" || w == Latest {
		return latest(all)
	}
	at, err := domain.ParsePeriod(string(w))
	if err != nil {
		return "", faultf("$.year", "year: %v, or latest", err)
	}
	return at, nil
}

// measure finds the decimals of each kind's values.
func (g *heatGrid) measure() {
	off := places(g.spec.factor())
	for i := range g.kinds {
		k := &g.kinds[i]
		finest := 0
		for j := range k.all {
			one := k.all[j].Based()
			k.decimals = max(k.decimals, one.Decimals()-off)
			finest = max(finest, one.Finest(one.Decimals())-off)
		}
		if g.spec.Decimals != nil {
			k.decimals = min(*g.spec.Decimals, finest)
		}
	}
}

// at compares the areas of a kind in a period, area by area, then the benchmarks
// that are shown.
func (g *heatGrid) at(kind int, period domain.Period) (cells []heatCell) {
	all := g.kinds[kind].all
	var first []compare.Benchmark
	if g.first != nil {
		first = []compare.Benchmark{*g.first}
	}
	for _, c := range compare.All(all, first, period, compare.Options{Level: level}) {
		cells = append(cells, heatCell{series: c.Series, at: period, kind: kind, name: c.Series.RegionName, region: c.Series.Region,
			point: c.Point, beside: c.BenchValue, verdict: c.Verdict, assessment: c.Assessment})
	}
	for i := range g.benchmarks {
		cells = append(cells, benchmarkCell(all, &g.benchmarks[i], kind, period))
	}
	return cells
}

// benchmarkCell is a benchmark's own number.
func benchmarkCell(all []series.Series, b *compare.Benchmark, kind int, period domain.Period) heatCell {
	cell := heatCell{at: period, kind: kind, name: b.Name, region: domain.RegionID(b.ID), point: series.Absent(period), beside: math.NaN()}
	if b.ID != "mean" { // which is of all
		all = all[:1]
	}
	for _, c := range compare.All(all, []compare.Benchmark{*b}, period, compare.Options{Level: level}) {
		if len(c.BenchmarkSources) == 1 && cell.series == nil {
			cell.series = c.BenchmarkSources[0]
			cell.point, _ = cell.series.At(period)
		}
		if !math.IsNaN(c.BenchValue) {
			cell.point.Value = c.BenchValue
			break
		}
	}
	return cell
}

// ownValues are all the numbers shown of the i-th benchmark.
func (g *heatGrid) ownValues(i int) (values []float64) {
	for _, r := range g.rows {
		for _, c := range r.cells {
			if string(c.region) == g.benchmarks[i].ID {
				values = append(values, c.point.Value)
			}
		}
	}
	return values
}

// besideValues are all that the areas have beside them of the first benchmark.
func (g *heatGrid) besideValues() (values []float64) {
	for _, r := range g.rows {
		for _, c := range r.cells {
			values = append(values, c.beside)
		}
	}
	return values
}

// addRows adds the rows of a kind: one, or in a table of one kind one an area.
func (g *heatGrid) addRows(kind int) {
	if !g.byYear {
		g.rows = append(g.rows, heatRow{kind: kind, cells: g.at(kind, g.kinds[kind].at)})
		return
	}
	var rows []heatRow
	for _, at := range g.years {
		for i, cell := range g.at(kind, at) {
			if i == len(rows) {
				rows = append(rows, heatRow{area: cell.name, region: cell.region, kind: kind, benchmark: i >= len(g.kinds[kind].all)})
			}
			rows[i].cells = append(rows[i].cells, cell)
		}
	}
	if len(g.kinds) == 1 {
		g.rows = rows
		return
	}
	own := rows[0] // years of several indicators are of one area
	own.area = domain.Text{}
	g.rows = append(g.rows, own)
}

// name is a row's: of an area or of what an indicator counts.
func (g *heatGrid) name(r heatRow, l domain.Lang) string {
	if !r.area.IsZero() {
		return upperFirst(r.area.In(l))
	}
	name, _ := g.counted(r.kind, l)
	return name
}

// counted is what a kind counts and in what unit, told apart from the others.
func (g *heatGrid) counted(kind int, l domain.Lang) (name, unit string) {
	among := make([]domain.Indicator, len(g.kinds))
	for i := range g.kinds {
		among[i] = g.kinds[i].all[0].Indicator
	}
	return countedApart(&among[kind], among, g.spec.factor(), l)
}

// ordered are the rows as a language reads them: areas by the value of the last
// column, those without one last, by name; benchmarks below them.
func (g *heatGrid) ordered(l domain.Lang) []heatRow {
	rows := slices.Clone(g.rows)
	if len(g.kinds) > 1 || g.spec.Order == "given" {
		return rows
	}
	names := collate.New(language.Make(string(l)))
	slices.SortStableFunc(rows, func(a, b heatRow) int {
		if a.benchmark || b.benchmark {
			return cmp.Compare(boolInt(a.benchmark), boolInt(b.benchmark))
		}
		byName := names.CompareString(a.area.In(l), b.area.In(l))
		if g.spec.Order == "name" {
			return byName
		}
		p, q := a.cells[len(a.cells)-1].point, b.cells[len(b.cells)-1].point
		if p.HasValue() != q.HasValue() {
			return cmp.Compare(boolInt(q.HasValue()), boolInt(p.HasValue()))
		}
		if p.HasValue() && p.Value != q.Value {
			return cmp.Compare(q.Value, p.Value)
		}
		return byName
	})
	return rows
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// classify chooses the limits of the tints.
func (g *heatGrid) classify() {
	var values []float64
	for _, r := range g.rows {
		for _, c := range r.cells {
			values = append(values, c.point.Value*g.spec.factor())
		}
	}
	if g.shade != byQuantile && g.shade != byStep {
		return
	}
	n, decimals := cmp.Or(g.spec.Classes, usualClasses), g.kinds[0].decimals
	g.low, g.high = extent(values)
	switch g.middle = g.spec.Shade == "" && between.About(values, 0); {
	case g.middle:
		g.limits = between.MiddleLimits(values, 0, n-n%2, decimals)
	case g.shade == byStep:
		g.limits = between.EqualLimits(values, cmp.Or(g.spec.Classes, usualSteps), decimals)
	default:
		g.limits = between.QuantileLimits(values, n, decimals)
	}
}

// extent is the least and the greatest of values; NaN is passed over.
func extent(values []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	return low, high
}

// regions are the areas that may be in focus.
func (g *heatGrid) regions() (ids []domain.RegionID) {
	for i := range g.kinds[0].all {
		ids = append(ids, g.kinds[0].all[i].Region)
	}
	return ids
}

// empty are the indicators of which the table has no number.
func (g *heatGrid) empty() (ids []domain.IndicatorID) {
	for i, k := range g.kinds {
		if !slices.ContainsFunc(g.rows, func(r heatRow) bool {
			return r.kind == i && slices.ContainsFunc(r.cells, func(c heatCell) bool { return c.point.HasValue() })
		}) {
			ids = append(ids, k.all[0].Indicator.ID)
		}
	}
	return ids
}

// used are the series that the table shows, in its years.
func (g *heatGrid) used() (used []series.Based) {
	type shown struct {
		of *series.Series
		at []domain.Period
	}
	var all []shown
	at := make(map[domain.Key]int)
	for _, r := range g.rows {
		for i := range r.cells {
			c := &r.cells[i]
			if c.series == nil {
				continue
			}
			s := &c.series.Series
			key := domain.Key{Indicator: s.Indicator.ID, Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown}
			n, ok := at[key]
			if !ok {
				n, at[key] = len(all), len(all)
				all = append(all, shown{of: s})
			}
			all[n].at = append(all[n].at, c.at)
		}
	}
	for _, one := range all {
		s := one.of.In(func(t domain.Period) bool { return slices.Contains(one.at, t) })
		used = append(used, s.Based())
	}
	return used
}

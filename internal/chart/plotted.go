package chart

import (
	"cmp"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
)

// Plotted is the figure's series as a spreadsheet draws them: the values drawn, without
// limits, forecasts and what stands behind them. nil where its kind of figure is none that
// a spreadsheet has.
func (f *Figure) Plotted(l domain.Lang) *document.Chart {
	if f.plotted == nil {
		return nil
	}
	c := f.plotted(l)
	c.Title, c.Unit = f.Heading(l), f.about.measure(l)
	if f.MadeUp {
		c.Notes = append(c.Notes, domain.Note{Code: domain.NoteMadeUp}.Text().In(l)+".")
	}
	c.Notes, c.Source = append(c.Notes, f.known(l)...), f.sourceLine(l)
	return c
}

// plotted are the lines by year: every year between the first and the last, so that years
// lie as far apart as they are.
func (set *lineSet) plotted(l domain.Lang) *document.Chart {
	c := &document.Chart{Kind: document.Line, Decimals: set.decimals}
	periods := periodsOf(set.all)
	for _, p := range periods {
		c.Labels = append(c.Labels, string(p))
	}
	for i := range set.all {
		values := make([]float64, len(periods))
		for j, p := range periods {
			values[j] = math.NaN()
			if at, ok := set.all[i].At(p); ok {
				values[j] = at.Value * set.multiply
			}
		}
		c.Series = append(c.Series, document.ChartSeries{Name: set.labels[i].In(l), Values: values})
	}
	return c
}

// periodsOf are the periods from the first value to the last, in their order; where they
// are years, those of which nothing is known among them.
func periodsOf(all []series.Based) []domain.Period {
	var periods []domain.Period
	yearly := true
	for i := range all {
		for p := range all[i].WithValue() {
			yearly = yearly && p.Period.IsYear()
			if !slices.Contains(periods, p.Period) {
				periods = append(periods, p.Period)
			}
		}
	}
	slices.SortFunc(periods, func(a, b domain.Period) int { return cmp.Compare(a.Time(), b.Time()) })
	if !yearly || len(periods) == 0 {
		return periods
	}
	first, last := periods[0].Year(), periods[len(periods)-1].Year()
	periods = periods[:0]
	for y := first; y <= last; y++ {
		periods = append(periods, domain.Year(y))
	}
	return periods
}

// plotted are the areas' values in the order in which they are drawn.
func (set *rankedSet) plotted(l domain.Lang) *document.Chart {
	c := &document.Chart{Kind: document.Bar, Decimals: set.decimals}
	var values []float64
	for _, row := range slices.Concat(set.pinned, set.sorted(l)) {
		c.Labels, values = append(c.Labels, row.Series.RegionName.In(l)), append(values, row.Point.Value*set.multiply)
	}
	c.Series = []document.ChartSeries{{Name: string(set.at), Values: values}}
	return c
}

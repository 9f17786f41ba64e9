package chart

import (
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// The alternative text of a line says each value once, with its unit, and
// begins with a capital.
func TestAltLines(t *testing.T) {
	for _, c := range []struct {
		name     string
		values   []float64
		unit     domain.Unit
		multiply float64
		lang     domain.Lang
		want     string
	}{
		{"both extremes apart", []float64{2, 1, 4, 3}, domain.UnitPercent, 1, domain.Finnish, "Viivakuvio. Muu maa: alussa 2\u00a0% (2000), lopussa 3\u00a0% (2003); pienin 1\u00a0% (2001), suurin 4\u00a0% (2002)."},
		{"rises all along", []float64{1, 2, 3}, domain.UnitPercent, 1, domain.Finnish, "Viivakuvio. Muu maa: alussa 1\u00a0% (2000), samalla pienin; lopussa 3\u00a0% (2002), samalla suurin."},
		{"first is highest", []float64{3, 1, 2}, domain.UnitPer1000, 1, domain.English, "Line chart. Rest: first 3 per 1,000 (2000), also the highest; last 2 per 1,000 (2002); lowest 1 per 1,000 (2001)."},
		{"thousands of euros in euros", []float64{16, 31}, domain.UnitKiloEuro, 1000, domain.Swedish, "Linjediagram. Övriga: först 16\u00a0000 euro (2000), samtidigt lägst; sist 31\u00a0000 euro (2001), samtidigt högst."},
		{"a factor that leaves no unit", []float64{1, 2}, domain.UnitPercent, 10, domain.English, "Line chart. Rest: first 10 (2000), also the lowest; last 20 (2001), also the highest."},
		{"level", []float64{1, 1}, domain.UnitCount, 1, domain.English, "Line chart. Rest: first 1 (2000); last 1 (2001)."},
		{"one value", []float64{1}, domain.UnitCount, 1, domain.English, "Line chart. Rest: only 1 (2000)."},
	} {
		s := series.Series{Indicator: domain.Indicator{Unit: c.unit}}
		for i, v := range c.values {
			s.Points = append(s.Points, series.NewPoint(domain.Year(2000+i), domain.NewCell(v, v)))
		}
		label := domain.Text{FI: "muu maa", SV: "övriga", EN: "rest"}
		if got := altLines([]series.Based{s.On(series.AsPublished)}, []domain.Text{label}, c.multiply, 0, c.lang); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

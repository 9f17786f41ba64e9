package prose

import (
	"bufio"
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"

	"kuvio/data"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

var usual = trend.Options{Direction: stats.DefaultDirection()}

// example reads a series out of data/example as the catalogue describes it: an
// indicator of a region by SOTKAnet's id.
func example(t testing.TB, file, indicator, sotkanet string, region domain.RegionID) series.Series {
	t.Helper()
	text, err := data.Example.ReadFile("example/" + file)
	if err != nil {
		t.Fatal(err)
	}
	c := catalog.Default()
	ind, ok := c.Indicator(domain.IndicatorID(indicator))
	if !ok {
		t.Fatalf("indicator %s is not described", indicator)
	}
	s := series.Series{Indicator: ind, Region: region, Gender: domain.Total}
	if r, ok := c.ByID(region); ok {
		s.RegionName = r.Name
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		f := strings.Split(lines.Text(), ";")
		if f[0] != indicator || f[1] != sotkanet {
			continue
		}
		value, err := strconv.ParseFloat(f[4], 64)
		if err != nil {
			value = math.NaN()
		}
		count, err := strconv.ParseFloat(f[5], 64)
		if err != nil {
			count = math.NaN()
		}
		s.Points = append(s.Points, series.NewPoint(domain.Period(f[2]), domain.NewCell(value, count)))
	}
	if len(s.Points) == 0 {
		t.Fatalf("%s has no %s of region %s", file, indicator, sotkanet)
	}
	return s
}

// children puts indicator 1065's counts of children under a series of the
// example, as a loader does with an indicator named as denominator.
func children(t testing.TB, s series.Series, sotkanet string) series.Series {
	t.Helper()
	under := example(t, "placements.csv", "1065", sotkanet, s.Region)
	for i := range s.Points {
		s.Points[i].Denominator = series.Denominator{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
		if p, ok := under.At(s.Points[i].Period); ok {
			s.Points[i].Denominator = series.Denominator{Value: p.Count, Low: p.Count, High: p.Count}
		}
	}
	return s
}

// yearly makes a percentage of consecutive years, NaN a missing one, with a
// subject in each language.
func yearly(first int, values ...float64) series.Series {
	one := 1
	s := series.Series{
		Indicator: domain.Indicator{
			ID: "oma:x", Unit: domain.UnitPercent, Decimals: &one,
			Title:   domain.Text{FI: "Otsikko", SV: "Titel", EN: "Title"},
			Subject: domain.Text{FI: "jonkin osuus", SV: "andelen av något", EN: "the share of something"},
		},
		Region: "kunta:179", RegionName: domain.Text{FI: "Jyväskylä"}, Gender: domain.Total,
	}
	for i, v := range values {
		s.Points = append(s.Points, series.NewPoint(domain.Year(first+i), domain.NewCell(v, math.NaN())))
	}
	return s
}

// walk is a trend as analysed, with a direction and phases as given: "r" for
// one that rises, "f" falls, "s" is steady, "u" is unclear, "h" lacks most values; turns are between the phases.
func walk(s series.Series, d stats.Direction, phases string, turns ...int) *trend.Trend {
	o := usual
	o.LongOnly = true
	tr := trend.Analyse(s, o)
	tr.Direction = d
	at := append(append([]int{tr.First.Period.Year()}, turns...), tr.Last.Period.Year())
	for i, way := range phases {
		p := trend.Phase{First: domain.Year(at[i]), Last: domain.Year(at[i+1]), Direction: stats.Unclear}
		p.From, p.To, p.P = float64(at[i]), float64(at[i+1]), 0.4
		switch way {
		case 'r':
			p.Direction, p.Slope, p.P = stats.Rising, 0.05/float64(i+1), 0.001
		case 'h':
			p.Hole = true
		case 's':
			p.Direction = stats.Steady
		case 'f':
			p.Direction, p.Slope, p.P = stats.Falling, -0.05/float64(i+1), 0.001
		}
		tr.Turning.Phases = append(tr.Turning.Phases, p)
	}
	return &tr
}

var (
	jyvaskyla = catalog.Place{In: domain.Text{FI: "Jyväskylässä", SV: "i Jyväskylä", EN: "in Jyväskylä"}}
	finland   = catalog.Place{In: domain.Text{FI: "koko maassa", SV: "i hela landet", EN: "in the whole country"}}
)

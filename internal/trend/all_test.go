package trend

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// many makes random series of n points with gaps and ties, the same every time.
func many(count, n int) []series.Series {
	r := rand.New(rand.NewPCG(7, 11))
	all := make([]series.Series, count)
	for i := range all {
		values := make([]float64, n)
		for k := range values {
			values[k] = math.Round(10*(20+r.NormFloat64()+float64(k)*float64(i%5-2)/10)) / 10
			if r.IntN(12) == 0 {
				values[k] = nan
			}
		}
		all[i] = yearly(2000, values...)
		all[i].Region = domain.RegionID(fmt.Sprintf("id:%d", i))
		if i%7 == 0 {
			all[i].Breaks = []domain.Period{domain.Year(2000 + n/3)}
		}
	}
	return all
}

// shown is everything of a trend, NaN as NaN.
func shown(tr Trend) string {
	return fmt.Sprintf("%s %d %v %v %v %v %+v %+v %+v %s %s", tr.Series.Region, tr.N, tr.First, tr.Last, tr.Change, tr.ChangePct, tr.OLS, tr.Sen, tr.MK, tr.Direction, tr.Notes)
}

func TestAllIsAnalyse(t *testing.T) {
	all := many(1000, 18)
	first, second := All(all, usual), All(all, usual)
	directions := map[stats.Direction]int{}
	for i := range all {
		want := shown(Analyse(all[i], usual))
		if got := shown(first[i]); got != want {
			t.Fatalf("series %d: all together %s\nalone %s", i, got, want)
		}
		if shown(second[i]) != want {
			t.Fatalf("series %d: the second time %s\nthe first %s", i, shown(second[i]), want)
		}
		directions[first[i].Direction]++
	}
	for _, d := range []stats.Direction{stats.Rising, stats.Falling, stats.Steady} {
		if directions[d] == 0 {
			t.Errorf("none of the series is %s: %v", d, directions)
		}
	}
	for _, n := range []int{0, 1, 63, 64, 65} { // around the size of a chunk
		if got := All(all[:n], usual); len(got) != n || n > 0 && shown(got[n-1]) != shown(first[n-1]) {
			t.Errorf("of %d series %d trends came", n, len(got))
		}
	}
}

// Turned upside down a series goes the other way, and moved it goes the same.
func TestMirrorAndShift(t *testing.T) {
	opposite := map[stats.Direction]stats.Direction{stats.Rising: stats.Falling, stats.Falling: stats.Rising}
	for i, s := range many(300, 18) {
		s.Breaks = nil
		mirrored, later := s, s
		mirrored.Points, later.Points = nil, nil
		for _, p := range s.Points {
			m, l := p, p
			m.Published = -p.Published
			l.Period = domain.Year(p.Period.Year() + 20)
			mirrored.Points, later.Points = append(mirrored.Points, m), append(later.Points, l)
		}
		tr, up, on := Analyse(s, usual), Analyse(mirrored, usual), Analyse(later, usual)
		want := tr.Direction
		if o, ok := opposite[want]; ok {
			want = o
		}
		if up.Direction != want || up.MK.S != -tr.MK.S || up.MK.P != tr.MK.P || math.Abs(up.Sen.Slope+tr.Sen.Slope) > 1e-12 {
			t.Errorf("series %d: %s (S %d, %v), mirrored %s (S %d, %v)", i, tr.Direction, tr.MK.S, tr.Sen.Slope, up.Direction, up.MK.S, up.Sen.Slope)
		}
		if on.Direction != tr.Direction || on.Sen.Slope != tr.Sen.Slope || math.Abs(on.OLS.Slope-tr.OLS.Slope) > 1e-9 {
			t.Errorf("series %d: %s (%v), twenty years on %s (%v)", i, tr.Direction, tr.Sen.Slope, on.Direction, on.Sen.Slope)
		}
	}
}

func BenchmarkAll(b *testing.B) {
	all := many(10_000, 18)
	for _, long := range []bool{true, false} {
		b.Run(fmt.Sprintf("long=%v", long), func(b *testing.B) {
			o := usual
			o.LongOnly = long
			b.ReportAllocs()
			for b.Loop() {
				All(all, o)
			}
		})
	}
}

// BenchmarkTurningPoints gives 20,000 municipal series of 30 years all there
// is but a forecast; it should stay far below half a minute.
func BenchmarkTurningPoints(b *testing.B) {
	all := many(20_000, 30)
	found := 0
	for b.Loop() {
		found = 0
		for _, tr := range All(all, usual) {
			found += len(tr.Turning.At)
		}
	}
	b.ReportMetric(float64(found), "turning-points")
}

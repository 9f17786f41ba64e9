package trend

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// A change of pace as in the plan's figure of child psychiatry visits: straight
// on either scale to 2006 and straight, and steeper, from there on. It is found,
// told as faster, and nothing else is.
func TestAPlantedChangeOfPace(t *testing.T) {
	shapes := map[string]func(year float64) float64{
		"by a steady amount":  func(y float64) float64 { return 120 + 6*(y-1996) + 24*max(0, y-2006) },
		"by a steady percent": func(y float64) float64 { return 120 * math.Exp(0.02*(y-1996)+0.09*max(0, y-2006)) },
	}
	random := rand.New(rand.NewPCG(2006, 3))
	for name, shape := range shapes {
		for _, c := range []struct {
			noise    float64 // share of the value
			decimals int
			off      float64 // years
		}{{0, 6, 0}, {0, 1, 0}, {0, 0, 1}, {0.02, 1, 2}} {
			var y []float64
			for year := 1996.0; year <= 2014; year++ {
				v := shape(year) * (1 + c.noise*random.NormFloat64())
				y = append(y, math.Round(v*math.Pow10(c.decimals))/math.Pow10(c.decimals))
			}
			turns := Analyse(yearly(1996, y...), usual).Turning.Turns
			if len(turns) != 1 || turns[0].Change != Faster || math.Abs(float64(turns[0].At.Year()-2006)) > c.off {
				t.Errorf("%s, noise %v, %d decimals: %+v, want faster from 2006 alone", name, c.noise, c.decimals, turns)
			}
		}
	}
}

// No straight line turns: 100, 110 … 210 bends on the logarithm alone, and
// rounding makes steps of what rises by less than a step a year.
func TestStraightLinesDoNotTurn(t *testing.T) {
	line := func(n int, a, b float64, decimals int) []float64 {
		y := make([]float64, n)
		for i := range y {
			y[i] = math.Round((a+b*float64(i))*math.Pow10(decimals)) / math.Pow10(decimals)
		}
		return y
	}
	for _, y := range [][]float64{
		line(12, 100, 10, 0), line(20, 100, 10, 0), line(25, 8.3, 0.013, 1), line(30, 0.1, 0.04, 1), line(15, 50, -3.3, 0),
		{5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0}, // e^−0.1t from 5, rounded
	} {
		if tr := Analyse(yearly(1996, y...), usual); len(tr.Turning.Found.At) > 0 {
			t.Errorf("%v turned in %v", y, tr.Turning.Found.Years())
		}
	}
}

// What is told of turning points: they are firm, and a turn that stands on the
// last years is not.
func TestOnlyFirmTurnsAreTold(t *testing.T) {
	up := []float64{10, 10.6, 11, 11.7, 12.1, 12.5, 13.2, 13.4, 14.1, 14.5, 15, 15.7, 16.1, 16.4}
	late := append(slices.Clone(up), 15.2, 13.9)
	tr := Analyse(yearly(2000, late...), usual)
	for i, turn := range tr.Turning.Found.Turns {
		if turn.Firm && turn.At >= "2013" {
			t.Errorf("turn %d, on the last years alone, is firm: %+v", i, turn)
		}
	}
	if years := tr.Turning.Years(); len(years) > 0 {
		t.Errorf("told %v", years)
	}
	all := usual
	all.Turning.All = true
	if a := Analyse(yearly(2000, late...), all); !slices.Equal(a.Turning.Years(), a.Turning.Found.Years()) {
		t.Errorf("all turns: told %v of %v", a.Turning.Years(), a.Turning.Found.Years())
	}
}

// Without counts the last five years of 3697 lie within the band; a stretch of
// them is steady, and what hugs a level by rounding alone is not.
func TestSteadyStretches(t *testing.T) {
	rise := []float64{70.1, 72.4, 75.2, 77.3, 80.1, 82.2, 84.8, 87.5, 90.1, 92.3}
	flat := []float64{92.5, 92.2, 92.6, 92.4, 92.3, 92.5, 92.4}
	tr := Analyse(yearly(2000, append(slices.Clone(rise), flat...)...), usual)
	phases := tr.Turning.Phases
	if len(phases) != 2 || phases[0].Direction != stats.Rising || phases[1].Direction != stats.Steady || tr.Direction != stats.Rising {
		t.Errorf("%s, phases %+v", tr.Direction, phases)
	}
	small := Trend{Series: basedYearly(2000, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3)}
	small.steps = small.Series.Steps()
	if small.stays(2000, 2005, 0.01) {
		t.Error("six times 0.3 is steady, though a step of 0.1 is a third of it")
	}
}

// Ends that lie on the other side of the test's direction leave the whole
// without one (1886 of Jyväskylä rose from 584 and ended at 433).
func TestMixed(t *testing.T) {
	tent := []float64{10, 11, 12.2, 13.1, 14, 15.2, 16, 17.1, 18, 19.2, 18.1, 17, 16.2, 15, 14.1, 13, 12.2, 11, 10.1, 9.2}
	tr := Analyse(yearly(2000, tent...), usual)
	if tr.Direction != stats.Mixed || tr.Evidence != "" || Assess(tr.Direction, domain.HighBad) != "" || !slices.Equal(tr.Turning.Years(), []domain.Period{"2009"}) {
		t.Errorf("%s, evidence %q, turned in %v", tr.Direction, tr.Evidence, tr.Turning.Years())
	}
	spike := []float64{584, 420, 430, 440, 452, 461, 470, 480, 492, 500, 511, 520, 433}
	if tr := Analyse(yearly(2000, spike...), usual); tr.MK.P < 0.05 && tr.Direction != stats.Mixed {
		t.Errorf("from 584 to 433: %s at p %v", tr.Direction, tr.MK.P)
	}
}

func basedYearly(first int, values ...float64) series.Based {
	s := yearly(first, values...)
	return s.Based()
}

package between

import (
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// confidence is the coverage of the limits of convergence.
const confidence = 0.95

// Convergence is whether areas draw together over the years, both ways it is
// asked, of the areas that have a value in every period.
type Convergence struct {
	Periods []domain.Period  // in which an area has a value
	Areas   []*series.Series // with a value in all of Periods
	LeftOut int              // areas without one in some period
	From    domain.Period    // where earlier periods were left out for a break, the first after it; else ""

	Sigma     stats.Sigma
	SigmaErr  error // why there is no trend of the spread
	Direction stats.Direction
	Beta      stats.Beta // from the first to the last of Periods
	BetaErr   error      // why there is none
}

// Converge computes sigma convergence, the trend of the coefficient of variation
// (stats.SigmaConvergence), and beta convergence, growth on the logarithm of the
// initial value (stats.BetaConvergence), of areas that are series of one kind.
// Values are those of Spreads. Unless acrossBreaks is set, what came before the
// last break that parts two values of an area is left out.
func Converge(areas []series.Series, o stats.DirectionOptions, acrossBreaks bool) Convergence {
	var c Convergence
	if !acrossBreaks {
		for i := range areas {
			based := areas[i].Based()
			if seams := based.Seams(); len(seams) > 0 {
				c.From = max(c.From, seams[len(seams)-1])
			}
		}
	}
	values := make([]map[domain.Period]float64, len(areas))
	for i := range areas {
		s := areas[i].Based()
		values[i] = make(map[domain.Period]float64, len(s.Points))
		for p := range s.WithValue() {
			if p.Period >= c.From {
				values[i][p.Period] = p.Value
				c.Periods = append(c.Periods, p.Period)
			}
		}
	}
	slices.Sort(c.Periods)
	c.Periods = slices.Compact(c.Periods)
	var complete []map[domain.Period]float64
	for i := range areas {
		// A period is in each map once, so that the numbers tell.
		if len(values[i]) == len(c.Periods) && len(c.Periods) > 0 {
			c.Areas = append(c.Areas, &areas[i])
			complete = append(complete, values[i])
		}
	}
	c.LeftOut = len(areas) - len(c.Areas)
	c.compute(complete, o)
	return c
}

// compute sets sigma and beta of the areas that have a value in every period.
func (c *Convergence) compute(areas []map[domain.Period]float64, o stats.DirectionOptions) {
	years := make([]float64, len(c.Periods))
	rows := make([][]float64, len(c.Periods))
	for t, period := range c.Periods {
		years[t] = period.Time()
		rows[t] = make([]float64, len(areas))
		for i := range areas {
			rows[t][i] = areas[i][period]
		}
	}
	c.Direction = stats.TooFew
	c.Sigma, c.SigmaErr = stats.SigmaConvergence(years, rows, confidence)
	if c.SigmaErr == nil {
		c.Direction = stats.DirectionOf(c.Sigma.MK, c.Sigma.Sen, o)
	}
	var first, last []float64
	span := math.NaN()
	if n := len(rows); n > 0 {
		first, last, span = rows[0], rows[n-1], years[n-1]-years[0]
	}
	c.Beta, c.BetaErr = stats.BetaConvergence(first, last, span, confidence)
}

package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Z is the standard normal quantile at 1−(1−level)/2: 1.96 for 0.95.
func Z(level float64) float64 { return math.Sqrt2 * math.Erfinv(level) }

// chiSquared is the quantile of χ² at p with k degrees of freedom, any
// positive number, to about 1e−15.
func chiSquared(p, k float64) float64 { return distuv.ChiSquared{K: k}.Quantile(p) }

// tTwoSided is Student's t quantile at 1−(1−level)/2, to about 1e−14.
func tTwoSided(level, df float64) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(1 - (1-level)/2)
}

// maxRemembered is the greatest number of degrees of freedom whose quantile is
// kept: more than any annual series has.
const maxRemembered = 128

// StudentT remembers Student's t quantiles, which cost more than the fit whose
// limits they give, for one level at a time. The zero StudentT is ready for
// use; each goroutine needs its own.
type StudentT struct {
	level float64
	byDF  []float64 // by degrees of freedom; 0 if not known yet
}

// Quantile is Student's t quantile at 1−(1−level)/2.
func (s *StudentT) Quantile(level float64, df int) float64 {
	if df > maxRemembered {
		return tTwoSided(level, float64(df))
	}
	if level != s.level || s.byDF == nil {
		s.level, s.byDF = level, make([]float64, maxRemembered+1)
	}
	if s.byDF[df] == 0 {
		s.byDF[df] = tTwoSided(level, float64(df))
	}
	return s.byDF[df]
}

// StudentP is the two-sided p of a t statistic.
func StudentP(t, df float64) float64 {
	return min(1, 2*distuv.StudentsT{Sigma: 1, Nu: df}.Survival(math.Abs(t)))
}

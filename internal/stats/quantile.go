package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// zTwoSided is the standard normal quantile at 1−(1−level)/2: 1.96 for 0.95.
func zTwoSided(level float64) float64 { return math.Sqrt2 * math.Erfinv(level) }

// chiSquared is the quantile of χ² at p with k degrees of freedom, any
// positive number, to about 1e−15.
func chiSquared(p, k float64) float64 { return distuv.ChiSquared{K: k}.Quantile(p) }

// tTwoSided is Student's t quantile at 1−(1−level)/2, to about 1e−14.
func tTwoSided(level, df float64) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(1 - (1-level)/2)
}

// tPValue is the two-sided p of a t statistic.
func tPValue(t, df float64) float64 {
	return min(1, 2*distuv.StudentsT{Sigma: 1, Nu: df}.Survival(math.Abs(t)))
}

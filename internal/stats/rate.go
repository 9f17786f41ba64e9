package stats

import "math"

// byarFrom is the count from which Byar's limits stand in for the exact ones.
const byarFrom = 10

// Rate returns x/n × per with limits: exact ones for a count below 10, Byar's
// from there on, as in the Public Health England rule (PHEindicatormethods,
// phe_rate). x may exceed n: events may outnumber people.
//
// Errors, all of them the row's own: ErrDenominator unless n > 0, ErrCount
// unless x ≥ 0, ErrPer unless per > 0, ErrLevel.
func Rate(x, n, per, level float64) (Estimate, error) {
	if x < byarFrom {
		return RateExact(x, n, per, level)
	}
	return RateByar(x, n, per, level)
}

// RateExact returns x/n × per with exact Poisson limits χ²(α/2; 2x)/2 and
// χ²(1−α/2; 2x+2)/2 of the count (Garwood 1936, Biometrika 28); the lower is
// 0 at x = 0. Errors as for Rate.
func RateExact(x, n, per, level float64) (Estimate, error) {
	if err := checkRow(x, n, per, level); err != nil {
		return noEstimate, err
	}
	tail := (1 - level) / 2
	count := Estimate{Value: x, Upper: chiSquared(1-tail, 2*x+2) / 2}
	if x > 0 {
		count.Lower = chiSquared(tail, 2*x) / 2
	}
	return count.over(n, per), nil
}

// RateByar returns x/n × per with Byar's approximate limits of the count,
// x(1−1/(9x)−z/(3√x))³ and (x+1)(1−1/(9(x+1))+z/(3√(x+1)))³ (Breslow & Day
// 1987, Statistical Methods in Cancer Research II, 2.3). The lower is 0 at
// x = 0 and where the formula would give less than 0. Errors as for Rate.
func RateByar(x, n, per, level float64) (Estimate, error) {
	if err := checkRow(x, n, per, level); err != nil {
		return noEstimate, err
	}
	z := Z(level)
	count := Estimate{Value: x, Upper: byar(x+1, z)}
	if x > 0 {
		count.Lower = max(0, byar(x, -z))
	}
	return count.over(n, per), nil
}

func byar(x, z float64) float64 {
	root := 1 - 1/(9*x) + z/(3*math.Sqrt(x))
	return x * root * root * root
}

package series

import "math"

// Whole is the sum of parts and what share of it each is, in per cent. Without one
// of the parts there is no sum, as the others would pass for the whole; of a sum
// that is nothing, or has parts below it, there are no shares (NaN).
func Whole(parts []float64) (sum float64, shares []float64) {
	shares = make([]float64, len(parts))
	least := 0.0
	for _, v := range parts {
		sum += v
		least = min(least, v)
	}
	for i, v := range parts {
		if shares[i] = 100 * v / sum; !(sum > 0) || least < 0 {
			shares[i] = math.NaN()
		}
	}
	return sum, shares
}

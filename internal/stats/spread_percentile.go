package stats

// percentile is the p-quantile, 0 < p < 1.
//
// Where every area counts the same it is that of R's type 7, the default of R,
// NumPy and Excel (Hyndman & Fan 1996, American Statistician 50): from the
// value (n−1)p places above the smallest, interpolated between two.
//
// With weights it is the mean over that n-th part of the weight which begins
// where p(1−1/n) of it lies below, the areas laid end to end and each as long
// as its share. With equal shares that part is as long as an area and covers
// two of them in the proportions of type 7, so that the two agree. The
// definition is Akinshin's (2023, Weighted quantile estimators,
// arXiv:2304.07265, section on type 7) except for n, which there is Kish's
// effective size of a sample and here the number of areas, which are no sample.
//
// So P10 weighted by population is the value about the tenth of the
// inhabitants, counted from the area with the lowest value, and a city that
// spans the middle is the median by itself. It depends neither on the unit of
// the weights nor on the order of equal values.
func (d distribution) percentile(p float64) float64 {
	if d.even {
		return percentile7(d.values, p)
	}
	n := float64(len(d.values))
	from := p * (1 - 1/n)
	to := from + 1/n
	// Summed as a distance from the first value of the part, so that a part
	// that lies in one area has exactly its value.
	var first, above, covered, end float64
	for i, v := range d.values {
		start := end
		end += d.shares[i]
		length := min(end, to) - max(start, from)
		if length <= 0 {
			continue
		}
		if covered == 0 {
			first = v
		}
		covered += length
		above += length * (v - first)
	}
	return first + above/covered
}

// percentile7 is the p-quantile of type 7 of values in ascending order.
func percentile7(sorted []float64, p float64) float64 {
	last := len(sorted) - 1
	place := p * float64(last)
	i := int(place)
	if i >= last {
		return sorted[last] + 0
	}
	return sorted[i] + (place-float64(i))*(sorted[i+1]-sorted[i])
}

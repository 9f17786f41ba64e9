package stats

import "math"

// nash is the simplex search of Nash 1990, Compact Numerical Methods for
// Computers, algorithm 19, with the tolerance that ets gives it.
func nash(from [5]float64, f func([5]float64) float64) [5]float64 {
	const n = len(from)
	tolerance := math.Sqrt(Eps) * (math.Abs(f(from)) + math.Sqrt(Eps))
	step := 0.0
	for _, v := range from {
		step = max(step, 0.1*math.Abs(v))
	}
	var p [n + 1][5]float64
	var value [n + 1]float64
	for j := range p {
		p[j] = from
		if j > 0 {
			p[j][j-1] += step
		}
		value[j] = f(p[j])
	}
	low, size := 0, float64(n)*step
	for range 2000 {
		high := low
		for j, v := range value {
			if v < value[low] {
				low = j
			}
			if v > value[high] {
				high = j
			}
		}
		if value[high] <= value[low]+tolerance {
			break
		}
		worst, centre := value[high], centreWithout(high, p[:])
		try := towards(centre, p[high], -1)
		reflected := f(try)
		if reflected < value[low] {
			p[high], value[high] = try, reflected
			if farther := towards(centre, try, 2); f(farther) < reflected {
				p[high], value[high] = farther, f(farther)
			}
			continue
		}
		if reflected < worst {
			p[high], value[high] = try, reflected
		}
		if nearer := towards(p[high], centre, 0.5); f(nearer) < value[high] {
			p[high], value[high] = nearer, f(nearer)
		} else if reflected >= worst {
			now := 0.0
			for j := range p {
				if j == low {
					continue
				}
				p[j] = towards(p[low], p[j], 0.5)
				value[j] = f(p[j])
				for i := range p[j] {
					now += math.Abs(p[j][i] - p[low][i])
				}
			}
			if now >= size {
				break
			}
			size = now
		}
	}
	return p[low]
}

func towards(a, b [5]float64, share float64) [5]float64 {
	for i := range a {
		a[i] = (1-share)*a[i] + share*b[i]
	}
	return a
}

// centreWithout is the mean of all vertices but one.
func centreWithout(skip int, p [][5]float64) (centre [5]float64) {
	for j := range p {
		for i := range centre {
			if j != skip {
				centre[i] += p[j][i] / float64(len(p)-1)
			}
		}
	}
	return centre
}

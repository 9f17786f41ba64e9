package joinpoint

import "math"

// places sets the interval of each joinpoint (Lerman 1980, Applied Statistics
// 29:77–84): the years in which it may lie while the others stay, such that SSE
// is no more than SSE·(1 + F/df·(1+r)/(1−r)), with F the quantile of Fisher's
// distribution with 1 and df = n−2(k+1) degrees of freedom. The factor with r
// allows for years that hang together, and SSE counts for no less than the
// rounding of the values.
func (s *Scratch) places(fit *Line, line joined) {
	j, df := &s.search, len(s.search.t)-2*(line.k+1)
	for i, at := range line.at[:line.k] {
		limit := math.Inf(1)
		if df >= 1 {
			t := s.student.Quantile(fit.Level, df)
			limit = max(line.sse, j.roundingSSE()) * (1 + t*t/float64(df)*(1+fit.R)/(1-fit.R))
		}
		place := Place{j.grid[at], j.grid[at]}
		for g := range j.grid {
			if i > 0 && g < j.next[line.at[i-1]] || i < line.k-1 && j.next[g] > line.at[i+1] {
				continue
			}
			moved := line.at
			moved[i] = g
			if j.fit(line.k, moved).sse <= limit {
				place.Lower, place.Upper = min(place.Lower, j.grid[g]), max(place.Upper, j.grid[g])
			}
		}
		fit.Places = append(fit.Places, place)
	}
}

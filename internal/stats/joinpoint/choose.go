package joinpoint

import (
	"fmt"
	"math"
	"slices"

	"kuvio/internal/stats"
)

const (
	// furtherGain is how much greater the gain of one joinpoint more must be:
	// beside one true turn, another is then found in some 5 % of series with
	// independent errors.
	furtherGain = 4.5
	// mostOfStraight is the greatest correlation of the straight line's
	// residuals that counts: a turn makes them correlate too.
	mostOfStraight = 0.6
)

// choose fits the numbers of joinpoints from least to most and returns a line
// of one of them, that of fewer joinpoints where two are equal.
//
// By BIC3 alone, it is that of the least BIC3. Else a joined line must be worth
// more than a straight one by a test that holds where years hang together. Let
// r₁ be the corrected correlation of the joined line's residuals
// (stats.Unbiased), r₀ that of the straight line's, 0.6 at most, and r the
// greater of r₁ and (r₀+r₁)/2. Then n years are worth n(1−r)/(1+r) independent
// ones, and the line's gain is
//
//	n·(1−r)/(1+r)·ln(SSE₀/SSE) − 3k·ln(n)
//
// where SSE₀ and SSE are those of the straight and of the joined line on the
// scale on which each is nearer to the values, compared in the unit of y (where
// every y is above 0; to a log scale's ln SSE that adds 2·mean ln y), and the
// correlations are of the same residuals. One joinpoint more is taken where its gain is greater by 4.5,
// and a line at all where its gain is beyond what 5 % of straight lines with
// independent errors reach (leastGain) and BIC3 prefers it too. Where a straight
// line of either scale goes through what every value may have been before it
// was rounded there is nothing to look for, and no SSE counts for less than
// Σd²/12, the rounding's own.
func (j *search) choose(least, most int, o Options) (joined, error) {
	straight, err := j.first(least, most)
	if err != nil || least == most || straight.sse == 0 {
		return straight, err
	}
	if !o.ByBIC3 && j.straightUnrounded(straight) {
		return straight, nil
	}
	j.find(1, most)
	lines := [Most + 1]joined{straight}
	for k := 1; k <= most; k++ {
		if lines[k], err = finite(j.bestOf(k)); err != nil {
			return joined{}, err
		}
		if lines[k].sse == 0 {
			most = k
		}
	}
	if o.ByBIC3 {
		return leastBIC3(lines[:most+1], len(j.t)), nil
	}
	return j.greatestGain(lines[:most+1]), nil
}

// first is the line of the least number of joinpoints.
func (j *search) first(least, most int) (joined, error) {
	if least > 0 {
		j.find(least, most)
	}
	return finite(j.bestOf(least))
}

func finite(line joined) (joined, error) {
	if !(line.sse >= 0) || math.IsInf(line.sse, 1) {
		return joined{}, fmt.Errorf("%w: the squares of the residuals overflow", stats.ErrNotFinite)
	}
	return line, nil
}

// leastBIC3 is the line of the least BIC3.
func leastBIC3(lines []joined, n int) joined {
	best := lines[0]
	for _, line := range lines[1:] {
		if line.bic3(n) < best.bic3(n) {
			best = line
		}
	}
	return best
}

// worth is a joined line and its gain over the straight one.
type worth struct {
	line   joined
	gain   float64
	better bool // by BIC3
}

// greatestGain is the line of the greatest gain over the straight line, which is
// the first of lines, or that where no gain is great enough.
func (j *search) greatestGain(lines []joined) joined {
	if best := j.mostWorth(lines); best.better && best.gain > leastGain(len(j.t)) {
		return best.line
	}
	return lines[0]
}

// mostWorth is the joined line of the greatest gain.
func (j *search) mostWorth(lines []joined) (best worth) {
	n := float64(len(j.t))
	base, r0, _ := j.nearer(lines[0])
	r0 = min(r0, mostOfStraight)
	for k, line := range lines[1:] {
		logSSE, r, _ := j.nearer(line)
		r = max(r, (r+r0)/2)
		won, penalty := base-logSSE, 3*float64(k+1)*math.Log(n)
		if gain := n*(1-r)/(1+r)*won - penalty; k == 0 || gain > best.gain+furtherGain {
			best = worth{line, gain, n*won > penalty}
		}
	}
	return best
}

// correlation is the corrected correlation of the residuals of a line from one
// year to the next.
func (j *search) correlation(line joined) float64 {
	j.residuals = j.residuals[:0]
	s := 0
	for i, t := range j.t {
		for t > line.knots[s+1] {
			s++
		}
		share := (t - line.knots[s]) / (line.knots[s+1] - line.knots[s])
		fitted := line.levels[s]*(1-share) + line.levels[s+1]*share - j.centre
		j.residuals = append(j.residuals, j.root[i]*(j.y[i]-fitted))
	}
	if line.sse == 0 {
		return 0
	}
	return stats.Unbiased(stats.LagOne(j.t, j.residuals), len(j.t), line.k)
}

// criticalGain is that of a number of years.
type criticalGain struct {
	n    int
	gain float64
}

// gains are the critical gains: of straight lines with independent normal
// errors of 5 % of their level, 5 % have a greater one. Found from 20,000 such series for each number
// of years (TestLeastGains); how many joinpoints are looked at hardly matters.
var gains = []criticalGain{
	{6, 0.08}, {7, -0.10}, {8, -0.50}, {9, -0.75}, {10, -0.95}, {12, -1.40}, {14, -1.73},
	{16, -2.01}, {20, -2.66}, {25, -3.11}, {30, -3.73}, {40, -4.40}, {60, -5.40},
}

// leastGain is the critical gain for n years, between those of gains in
// proportion, and those of the least and the greatest n beyond them.
func leastGain(n int) float64 {
	last := len(gains) - 1
	i, _ := slices.BinarySearchFunc(gains, n, func(g criticalGain, n int) int { return g.n - n })
	switch {
	case i == 0:
		return gains[0].gain
	case i > last:
		return gains[last].gain
	}
	from, to := gains[i-1], gains[i]
	share := float64(n-from.n) / float64(to.n-from.n)
	return from.gain*(1-share) + to.gain*share
}

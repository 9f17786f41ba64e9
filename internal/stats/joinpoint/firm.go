package joinpoint

// Shorter are the lines of a series without its first and without its last
// observation.
type Shorter [2]Line

// mostMoved is how many years a firm joinpoint may move by when an observation
// at either end is left out.
const mostMoved = 2

// Shorter fits a series without its first and without its last observation, as
// Fit does and with as many joinpoints looked at as the whole would have. Where the
// first has no joinpoint the other is left out.
func (s *Scratch) Shorter(t, y, se []float64, o Options) (Shorter, error) {
	n := len(t)
	if o.Number < 0 && o.Max == 0 {
		o.Max = UsualMost(n)
	}
	var lines Shorter
	for i, from := range []int{1, 0} {
		to := n - 1 + from
		part := o
		part.Places = false
		var ses []float64
		if se != nil {
			ses = se[from:to]
		}
		if o.Steps != nil {
			part.Steps = o.Steps[from:to]
		}
		line, err := s.Fit(t[from:to], y[from:to], ses, part)
		if err != nil {
			return Shorter{}, err
		}
		if lines[i] = line; len(line.At) == 0 {
			break // nothing is firm, whatever the other has
		}
	}
	return lines, nil
}

// Firm reports whether the i-th joinpoint of a line is found without either end
// of its series too: in its interval, at most two years away, and bending the
// same way.
func (l Line) Firm(i int, shorter Shorter) bool {
	for _, line := range shorter {
		found := false
		for k, at := range line.At {
			found = found || l.Places[i].Lower <= at && at <= l.Places[i].Upper &&
				at-mostMoved <= l.At[i] && l.At[i] <= at+mostMoved && line.up(k) == l.up(i)
		}
		if !found {
			return false
		}
	}
	return true
}

// up reports whether a line bends upwards at its i-th joinpoint.
func (l Line) up(i int) bool { return l.Segments[i+1].Slope > l.Segments[i].Slope }

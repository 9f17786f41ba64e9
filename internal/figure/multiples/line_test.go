package multiples

import "testing"

// A line breaks where a value is missing, and not where none was to be expected.
func TestRuns(t *testing.T) {
	monthly := func(values ...float64) (points []Point) {
		for i, v := range values {
			points = append(points, Plain(2020+float64(i)/12, v))
		}
		return points
	}
	for _, c := range []struct {
		name   string
		points []Point
		seams  []float64
		want   []int // values in each run
	}{
		{"years", yearly(2000, 1, 2, 3, 4), nil, []int{4}},
		{"a gap", yearly(2000, 1, 2, none, 4, 5), nil, []int{2, 2}},
		{"a year left out", append(yearly(2000, 1, 2, 3), yearly(2004, 4, 5)...), nil, []int{3, 2}},
		{"every other year, with the years between", yearly(2000, 1, none, 2, none, 3), nil, []int{3}},
		{"every other year, without them", []Point{Plain(2000, 1), Plain(2002, 2), Plain(2004, 3)}, nil, []int{3}},
		{"even years, then odd ones", []Point{Plain(2006, 1), Plain(2008, 1), Plain(2010, 2), Plain(2013, 2), Plain(2015, 3)}, nil, []int{5}},
		{"months", monthly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13), nil, []int{13}},
		{"a month missing", monthly(1, 2, 3, none, 5, 6), nil, []int{3, 2}},
		{"a seam", yearly(2000, 1, 2, 3, 4), []float64{2002}, []int{2, 2}},
		{"two values five years apart", []Point{Plain(2000, 1), Plain(2005, 2)}, nil, []int{2}},
		{"two values far apart", []Point{Plain(1990, 1), Plain(2020, 2)}, nil, []int{1, 1}},
		{"none", yearly(2000, none), nil, nil},
	} {
		runs := Line{Points: c.points, Seams: c.seams}.runs()
		ok := len(runs) == len(c.want)
		for i := 0; ok && i < len(runs); i++ {
			ok = len(runs[i]) == c.want[i]
		}
		if !ok {
			t.Errorf("%s: runs %v, want lengths %v", c.name, runs, c.want)
		}
	}
}

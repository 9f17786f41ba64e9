package lines

import (
	"kuvio/internal/domain"
	"kuvio/internal/figure/canvas"
)

type lang = domain.Lang

// Role is what a series is in its figure, and so how it looks; its place among
// the series says nothing.
type Role int

// The roles, the most important first.
const (
	Focus     Role = iota + 1 // what the figure is about: strong, with a bold label
	Ordinary                  // one of several
	Benchmark                 // what they are held against: grey, in dashes
)

// styles are how the series look. Without a focus the first of them that is no
// benchmark is drawn as it.
func (l Content) styles() []canvas.SeriesStyle {
	styles := make([]canvas.SeriesStyle, len(l.Series))
	strong, grey := canvas.StrongStyles, canvas.BenchmarkStyles
	take := func(from *[]canvas.SeriesStyle, i int) {
		if len(*from) == 0 { // more benchmarks than greys
			from = &strong
		}
		styles[i], *from = (*from)[0], (*from)[1:]
	}
	for _, role := range []Role{Focus, Ordinary, Benchmark} {
		for i, s := range l.Series {
			_, seen := s.last()
			switch {
			case s.role() != role:
			case !seen: // its label alone is drawn
				styles[i] = canvas.BenchmarkStyles[0]
			case role == Benchmark:
				take(&grey, i)
			default:
				take(&strong, i)
			}
		}
	}
	return styles
}

// role is Ordinary where none is said.
func (s Series) role() Role {
	if s.Role == 0 {
		return Ordinary
	}
	return s.Role
}

// bold are the series whose labels are: the focus or, without one, the first that
// is no benchmark.
func (l Content) bold(i int) bool {
	for _, s := range l.Series {
		if s.role() == Focus {
			return l.Series[i].role() == Focus
		}
	}
	for j, s := range l.Series {
		if s.role() != Benchmark {
			return i == j
		}
	}
	return i == 0
}

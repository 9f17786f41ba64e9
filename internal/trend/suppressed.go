package trend

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// mostFillings is how many ways of filling in suppressed values are tried.
const mostFillings = 4096

// vary asks whether the direction depends on what the values are that are
// suppressed between the first value and the last. The direction of the
// published values stands where every way of filling those in has it too:
// every combination of what they may be, or, where those are more than 4,096,
// what bounds on the test and the slope prove of all. Otherwise it is unclear,
// with a note. It is so too where more values are suppressed outside those years
// than are known.
func (tr *Trend) vary(o Options, scratch *stats.Scratch) {
	if tr.suppressed() == 0 {
		return
	}
	f := filling{options: o, scratch: scratch}
	for _, p := range tr.Series.Points {
		switch {
		case p.Period < tr.First.Period || p.Period > tr.Last.Period:
			continue
		case hasValue(p):
			f.add(p, []float64{p.Value})
		case p.Status != domain.Suppressed:
		case len(p.Possible()) == 0:
			return // a value that may be anything shows nothing
		default:
			f.at = append(f.at, len(f.y))
			f.add(p, p.Possible())
		}
	}
	if tr.Direction == stats.TooFew {
		return
	}
	if len(f.at) == 0 {
		if n := tr.suppressed(); n > tr.N && tr.Direction != stats.Unclear {
			tr.Direction = stats.Unclear
			tr.Notes = tr.Notes.With(domain.Note{Code: domain.NoteDependsOnSuppressed, Arg: strconv.Itoa(n)})
		}
		return
	}
	var holds bool
	if f.combinations() <= mostFillings {
		holds = f.allSay(tr.Direction)
		tr.Varied = f.tried
	} else {
		holds = f.provenBy(tr.Direction)
	}
	code := domain.NoteSuppressedVaried
	switch {
	case tr.Direction == stats.Unclear && holds:
		return // there is nothing that could depend on them
	case !holds:
		tr.Direction, code = stats.Unclear, domain.NoteDependsOnSuppressed
	}
	tr.Notes = tr.Notes.With(domain.Note{Code: code, Arg: strconv.Itoa(len(f.at))})
}

// filling is a series with what its suppressed values may be.
type filling struct {
	options  Options
	scratch  *stats.Scratch
	t, y     []float64
	possible [][]float64 // of every value, ascending; of a published one, itself
	at       []int       // of the suppressed values
	tried    int
}

func (f *filling) add(p series.Point, possible []float64) {
	f.t, f.y, f.possible = append(f.t, p.Period.Time()), append(f.y, possible[0]), append(f.possible, possible)
}

func (f *filling) combinations() float64 {
	n := 1.0
	for _, i := range f.at {
		n *= float64(len(f.possible[i]))
	}
	return n
}

// allSay reports whether every combination has the direction.
func (f *filling) allSay(d stats.Direction) bool { return f.combine(0, d) }

// combine tries every combination of the suppressed values from the n-th on.
func (f *filling) combine(n int, d stats.Direction) bool {
	if n == len(f.at) {
		return f.says(d)
	}
	i := f.at[n]
	for _, v := range f.possible[i] {
		f.y[i] = v
		if !f.combine(n+1, d) {
			return false
		}
	}
	return true
}

func (f *filling) says(d stats.Direction) bool {
	f.tried++
	mk, errMK := f.scratch.MannKendall(f.y)
	sen, errSen := f.scratch.TheilSen(f.t, f.y, Level)
	return errMK == nil && errSen == nil && stats.DirectionOf(mk, sen, sen.MedianY, f.options.Direction) == d
}

// provenBy reports whether a rise or fall is shown for every filling: the sum
// of the least (greatest) sign that each pair may have bounds Mann–Kendall's
// S, the variance without ties bounds its variance, and the median of the
// least (greatest) slopes bounds Sen's. Other directions cannot be shown so.
func (f *filling) provenBy(d stats.Direction) bool {
	if d != stats.Rising && d != stats.Falling {
		return false
	}
	n := len(f.y)
	s := 0
	var slopes []float64
	for i := range n {
		for k := i + 1; k < n; k++ {
			least := f.possible[k][0] - f.possible[i][len(f.possible[i])-1]
			if d == stats.Falling {
				least = f.possible[i][0] - f.possible[k][len(f.possible[k])-1]
			}
			switch {
			case least > 0:
				s++
			case least < 0:
				s--
			}
			slopes = append(slopes, least/(f.t[k]-f.t[i]))
		}
	}
	variance := float64(n*(n-1)*(2*n+5)) / 18
	z := float64(s-1) / math.Sqrt(variance)
	slices.Sort(slopes)
	return math.Erfc(z/math.Sqrt2) < f.options.Direction.Alpha && s > 1 && slopes[(len(slopes)-1)/2] > 0
}

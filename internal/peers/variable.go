package peers

import (
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Share is the part of the areas that must have a value in a year before an
// indicator is compared by it, unless someone asks for less: in a year that is
// half published, the areas that happen to be in it would set the scale.
const Share = 0.9

// Variable is an indicator in one period, as areas are compared by it.
type Variable struct {
	Indicator domain.Indicator
	Period    domain.Period
	Values    map[domain.RegionID]float64 // of the areas that have one
	Decimals  int                         // to show the values with
	Notes     domain.Notes                // what must be said of the values together
	Series    []series.Series             // that it was made of, for the source
}

// CoverageError is an indicator that too few of the areas have a value of.
type CoverageError struct {
	Indicator domain.IndicatorID
	Period    domain.Period // the one asked for, else the best there is; "" for none
	N, Of     int           // areas with a value then, of all
	Share     float64       // of the areas, that was needed
}

func (e *CoverageError) Error() string {
	when := "any year"
	if !e.Period.IsZero() {
		when = string(e.Period)
	}
	return fmt.Sprintf("indicator %s: %d of the %d areas have a value in %s, at least %.3g %% of them should", e.Indicator, e.N, e.Of, when, 100*e.Share)
}

// VariableOf makes a variable of an indicator's series, one for each area. The period is the one given or, where that
// is "", the latest in which the share of the areas has a value. Where there is
// none, or too few have one in the period given, the error is a
// *CoverageError. An indicator divided into breakdowns gives a variable where
// it has figures of the whole as well; else it is an error that lists some. It
// panics without series.
func VariableOf(all []series.Series, period domain.Period, share float64) (Variable, error) {
	var v Variable
	var whole []series.Based
	var parts []string
	for i := range all {
		if b := all[i].Breakdown; b == "" {
			whole = append(whole, all[i].Based())
		} else if !slices.Contains(parts, b) {
			parts = append(parts, b)
		}
	}
	if len(whole) == 0 && len(parts) > 0 {
		return v, fmt.Errorf("indicator %s has no figure of an area as a whole, only of %s: name an indicator that is not divided", all[0].Indicator.ID, some(parts))
	}
	if len(whole) == 0 {
		panic("peers: no series to make a variable of")
	}
	v.Indicator = whole[0].Indicator
	having := counts(whole)
	need := share * float64(len(whole))
	v.Period = period
	if period.IsZero() {
		v.Period = latest(having, need)
	}
	if n := having[v.Period]; n == 0 || float64(n) < need {
		return v, &CoverageError{Indicator: v.Indicator.ID, Period: v.Period, N: n, Of: len(whole), Share: share}
	}
	for i := range whole {
		v.Series = append(v.Series, whole[i].Series)
	}
	v.fill(whole)
	return v, nil
}

// counts is how many areas have a value in each period.
func counts(all []series.Based) map[domain.Period]int {
	having := make(map[domain.Period]int)
	for i := range all {
		for p := range all[i].WithValue() {
			having[p.Period]++
		}
	}
	return having
}

// latest is the latest period in which as many have a value as are needed,
// else the latest of those in which the most have.
func latest(having map[domain.Period]int, need float64) domain.Period {
	var best, enough domain.Period
	for p, n := range having {
		if n > having[best] || n == having[best] && p > best {
			best = p
		}
		if float64(n) >= need && p > enough {
			enough = p
		}
	}
	if !enough.IsZero() {
		return enough
	}
	return best
}

// fill takes the values of the variable's period.
func (v *Variable) fill(all []series.Based) {
	v.Values = make(map[domain.RegionID]float64, len(all))
	computed := false
	for i := range all {
		p, _ := all[i].At(v.Period)
		if !p.HasValue() {
			continue
		}
		v.Values[all[i].Region] = p.Value
		v.Decimals = max(v.Decimals, all[i].Decimals())
		for _, n := range all[i].NotesAt(p) {
			switch n.Code {
			case domain.NoteFromCounts:
				computed = true
				v.Notes = v.Notes.With(n)
			case domain.NoteMadeUp, domain.NoteAsOf:
				v.Notes = v.Notes.With(n)
			}
		}
	}
	v.Decimals = all[0].Shown(v.Decimals, computed)
}

// some lists a few of many.
func some(parts []string) string {
	const few = 3
	s := ""
	for i, p := range parts[:min(few, len(parts))] {
		if i > 0 {
			s += ", "
		}
		s += p
	}
	if len(parts) > few {
		s += " …"
	}
	return s
}

// Package between says how areas differ: how far their values lie apart in each
// period, whether they draw together over time, and how many of them fall into
// each class of size.
package between

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Periods are the periods of which the source says something for one of the
// areas, in order of time.
func Periods(areas []series.Series) []domain.Period {
	var periods []domain.Period
	for i := range areas {
		for _, p := range areas[i].Points {
			periods = append(periods, p.Period)
		}
	}
	slices.Sort(periods)
	return slices.Compact(periods)
}

// Latest is the last period in which one of the areas has a value; "" where
// none ever has.
func Latest(areas []series.Series) domain.Period {
	var last domain.Period
	for i := range areas {
		s := areas[i].Based()
		for p := range s.WithValue() {
			last = max(last, p.Period)
		}
	}
	return last
}

// reservations joins the notes on the points of several areas. How many of them
// are suppressed is said once for all, not of each.
func reservations(notes domain.Notes, s *series.Based, p series.Valued) domain.Notes {
	for _, n := range s.NotesAt(p) {
		if n.Code != domain.NoteSuppressed {
			notes = notes.With(n)
		}
	}
	return notes
}

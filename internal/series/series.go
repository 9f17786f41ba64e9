// Package series turns panels into the series that trends, comparisons and
// figures are made of: one indicator, one area, one gender, over time, with
// what must be said about them. Derived series are made here and nowhere
// else: an ended indicator continued by another, several areas as one, the rest
// of the country without a part of it, money at the prices of one year or per
// inhabitant.
package series

import (
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
)

// Point is one observation of a series with the denominator under it.
type Point struct {
	Period domain.Period
	domain.Cell
	Denominator Denominator
	Range       Range // of a suppressed value: what it may be; zero where not known

	taken int           // the count below which a gap was taken as suppressed; 0 where the source speaks
	own   *domain.Notes // what must be said of this point alone; nil for nothing
}

// Series is the observations of one kind in order of time. Only periods for
// which the source says something are points; a value of NaN has its reason
// in the point's Status.
type Series struct {
	Indicator  domain.Indicator // of a splice: the continuing one, with both ids in ID
	Region     domain.RegionID  // "rest:shp:14" for a derived area
	RegionName domain.Text
	Gender     domain.Gender
	Breakdown  string
	Points     []Point
	Breaks     []domain.Period // the line breaks before each of these
	MadeUp     bool
	Retrieved  string // yyyy-mm-dd (or a year or month), of the oldest data in it; "" where it has none
	Notes      domain.Notes

	sources         []domain.IndicatorID // whose points these are
	fromCounts      bool                 // values were computed by FromCounts
	places          *int                 // decimals of the published values, where these are computed
	usesDenominator bool                 // values were computed with the indicator named as denominator

	beside []Series // others that values were computed with: a price index, a population

	denominatorRetrieved string // as Retrieved, of the indicator named as denominator
}

// Values returns the times in years and the values of the points that have
// one.
func (s *Series) Values() (t, y []float64) {
	both := make([]float64, 2*len(s.Points))
	t, y = both[:0:len(s.Points)], both[len(s.Points):len(s.Points)]
	for _, p := range s.Points {
		if !math.IsNaN(p.Value) {
			t = append(t, p.Period.Time())
			y = append(y, p.Value)
		}
	}
	return t, y
}

// At returns the point of a period.
func (s *Series) At(p domain.Period) (Point, bool) {
	for _, pt := range s.Points {
		if pt.Period == p {
			return pt, true
		}
	}
	return Point{Period: p, Cell: domain.EmptyCell(domain.Absent), Denominator: noDenominator}, false
}

// AfterLastBreak is the series from its last break on, with a note that says
// so; without a break between two of its values, the series itself.
func (s *Series) AfterLastBreak() Series {
	cut := *s
	seams := s.Seams()
	if len(seams) == 0 {
		return cut
	}
	from := seams[len(seams)-1]
	cut.Points = slices.DeleteFunc(slices.Clone(s.Points), func(p Point) bool { return p.Period < from })
	cut.Notes = s.Notes.With(domain.Note{Code: domain.NoteAfterBreak, Arg: string(from)})
	return cut
}

// Seams are the breaks that part two values of the series. One before its
// first value or after its last is none of its own.
func (s *Series) Seams() []domain.Period {
	var first, last domain.Period
	for _, p := range s.Points {
		if !math.IsNaN(p.Value) {
			if first.IsZero() {
				first = p.Period
			}
			last = p.Period
		}
	}
	var seams []domain.Period
	for _, b := range s.Breaks {
		if !first.IsZero() && first < b && b <= last {
			seams = append(seams, b)
		}
	}
	return seams
}

// Decimals is how many decimals the values are published with: what the
// indicator says, else the most that one of the values has, 3 at the most. Of
// computed values it is those of the published ones they come from.
func (s *Series) Decimals() int {
	if s.places != nil {
		return *s.places
	}
	return decimals(s.Indicator, s.Points)
}

// Indicators lists the indicators that the values come from: its own, and
// the denominator's where values were computed with it.
func (s *Series) Indicators() []domain.IndicatorID {
	ids := slices.Clone(s.sources)
	if len(ids) == 0 { // not read from a store
		ids = s.Indicator.ID.Parts()
	}
	if den := s.Indicator.Denominator; s.usesDenominator && den != "" && !slices.Contains(ids, den) {
		ids = append(ids, den)
	}
	return ids
}

// Beside lists the series that the values were computed with and that are of
// another kind: a price index, a population.
func (s *Series) Beside() []Series { return s.beside }

// useDenominator notes that values are computed with the named denominator:
// it is a source of them, and its data may be the older.
func (s *Series) useDenominator() {
	s.usesDenominator = true
	s.Retrieved = older(s.Retrieved, s.denominatorRetrieved)
}

// older is the earlier of two days, months or years, the known one where the
// other is not.
func older(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// SameKind reports whether two series are of the same indicator, gender and
// breakdown.
func (s *Series) SameKind(o *Series) bool {
	return s.Indicator.ID == o.Indicator.ID && s.Gender == o.Gender && s.Breakdown == o.Breakdown
}

// NotesAt is what must be said about one point of the series: the notes of
// the series but for those on what other points lack.
func (s *Series) NotesAt(p Point) domain.Notes {
	notes := slices.DeleteFunc(slices.Clone(s.Notes), func(n domain.Note) bool {
		return n.Code == domain.NoteRestUnknown && !math.IsNaN(p.Value) ||
			n.Code == domain.NoteRestDerived && (math.IsNaN(p.Value) || p.Denominator.Exact()) ||
			n.Code == domain.NoteTakenSuppressed && n != p.takenNote() ||
			ofPoints[n.Code]
	})
	if p.own != nil {
		notes = notes.With(*p.own...)
	}
	if s.fromCounts && p.Denominator.Exact() && !math.IsNaN(p.Value) && !math.IsNaN(p.Count) {
		notes = notes.With(domain.Note{Code: domain.NoteFromCounts})
	}
	if p.Status == domain.Suppressed {
		notes = notes.With(domain.Note{Code: domain.NoteSuppressed, Arg: "1"})
	}
	return notes
}

// noteTaken notes which gaps were taken as suppressed.
func (s *Series) noteTaken() {
	for _, p := range s.Points {
		if p.taken > 0 {
			s.Notes = s.Notes.With(p.takenNote())
		}
	}
}

func (p Point) takenNote() domain.Note {
	return domain.Note{Code: domain.NoteTakenSuppressed, Arg: strconv.Itoa(p.taken)}
}

package compare

import (
	"math"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// Benchmark is what areas are set beside.
type Benchmark struct {
	ID   string // as machines read it: "maa", "mean", "peers", "target:1.2"
	Name domain.Text

	Target *float64 // the number, in the indicator's unit; nil of what is no target

	// mark is what the benchmark is for an area among others of its kind (in the
	// order of their ids).
	mark func(a *Area, among []*Area, period domain.Period) mark
}

// mark is what one area is set beside. Where that is another area of its
// category, so that the two have nobody in common, its own chance enters; else
// the value is taken as known.
type mark struct {
	value   float64         // NaN where there is none
	within  series.Range    // what it lies between; zero where it is known as it is
	point   *series.Valued  // of a benchmark that is one area with a value
	both    bool            // the chance of that point enters
	sources []*series.Based // the series it rests on
	notes   domain.Notes    // what must be said of it
}

// Region is the benchmark of one region or other area, of which all holds the
// series of every indicator, gender and breakdown compared.
func Region(area series.Area, all []series.Series) Benchmark {
	held := hold(all)
	return Benchmark{ID: string(area.ID), Name: area.Name, mark: func(a *Area, _ []*Area, period domain.Period) mark {
		s := held.find(a.Series, area.ID)
		if s == nil {
			return mark{value: nan}
		}
		p, _ := s.At(period)
		m := mark{value: p.Value, sources: []*series.Based{s}}
		if p.HasValue() {
			m.point, m.both = &p, apart(a.Series.Region, area.ID)
		}
		return m
	}}
}

// apart reports whether two areas are of one category, other than groups and
// rests, and so have nobody in common.
func apart(a, b domain.RegionID) bool {
	category := a.Category()
	_, group := a.Group()
	_, rest := a.Rest()
	return a != b && category != "" && category == b.Category() && !group && !rest
}

// Mean is the unweighted mean of the areas compared, the area itself included.
// Areas without a value are not in it, and a note says of how many it is; of fewer
// than two there is none.
func Mean() Benchmark {
	name := domain.Text{FI: "painottamaton keskiarvo", SV: "ovägt medelvärde", EN: "unweighted mean"}
	return Benchmark{ID: meanID, Name: name, mark: func(_ *Area, among []*Area, _ domain.Period) mark {
		points := make([]series.Valued, len(among))
		for i, m := range among {
			points[i] = m.Point
		}
		if withValue(points) < 2 { // a mean of one area is that area
			return mark{value: nan}
		}
		value, notes := unweighted(points)
		return mark{value: value, notes: notes}
	}}
}

// Target is a number in the indicator's unit.
func Target(value float64) Benchmark {
	b := Benchmark{ID: "target:" + strconv.FormatFloat(value, 'f', -1, 64), Target: &value}
	for l, word := range map[domain.Lang]string{domain.Finnish: "tavoite ", domain.Swedish: "mål ", domain.English: "target "} {
		b.Name.Set(l, word+locale.Number(l, value, locale.Decimals(9, value)))
	}
	b.mark = func(*Area, []*Area, domain.Period) mark { return mark{value: value} }
	return b
}

// Peers is, for each area, its peers taken together: of lists them by area,
// all holds their series. Their figure is Σcount ÷ Σdenominator (of euros per
// inhabitant Σeuros ÷ Σinhabitants) where every peer with a value has what
// that takes, else their unweighted mean, which a note then says. Peers without
// a value are not in it, and a note says of how many it is.
func Peers(of map[domain.RegionID][]domain.RegionID, all []series.Series) Benchmark {
	held := hold(all)
	name := domain.Text{FI: "verrokit", SV: "jämförelsekommunerna", EN: "peers"}
	return Benchmark{ID: peersID, Name: name, mark: func(a *Area, _ []*Area, period domain.Period) mark {
		var points []series.Valued
		var used []*series.Based
		for _, id := range of[a.Series.Region] {
			p := series.Absent(period)
			if s := held.find(a.Series, id); s != nil {
				p, _ = s.At(period)
				used = append(used, s)
			}
			points = append(points, p)
		}
		value, notes := pooled(points, a.Series.Indicator.Unit)
		return mark{value: value, sources: used, notes: notes}
	}}
}

// withValue is how many of the points have a value.
func withValue(points []series.Valued) (n int) {
	for _, p := range points {
		if !math.IsNaN(p.Value) {
			n++
		}
	}
	return n
}

// unweighted is the mean of the points that have a value.
func unweighted(points []series.Valued) (float64, domain.Notes) {
	sum, n := 0.0, 0
	for _, p := range points {
		if !math.IsNaN(p.Value) {
			sum += p.Value
			n++
		}
	}
	if n == 0 {
		return nan, nil
	}
	return sum / float64(n), meanOf(n, len(points)).With(domain.Note{Code: domain.NoteUnweightedMean})
}

// pooled is the figure of the points that have a value as if they were one
// area, or where that cannot be had their mean.
func pooled(points []series.Valued, unit domain.Unit) (float64, domain.Notes) {
	var amount, denominator float64
	n, per := 0, unit.Per()
	for _, p := range points {
		if math.IsNaN(p.Value) {
			continue
		}
		n++
		switch euros := unit == domain.UnitEuroPerInhabitant || unit == domain.UnitEuroPerPerson; {
		case !p.Denominator.Usable() || per == 0 && !euros || per > 0 && math.IsNaN(p.Count):
			return unweighted(points)
		case euros:
			amount += p.Value * p.Denominator.Value
		default:
			amount += p.Count * per
		}
		denominator += p.Denominator.Value
	}
	if n == 0 {
		return nan, nil
	}
	return amount / denominator, meanOf(n, len(points))
}

// meanOf says of how many of the areas a benchmark is, where not of all.
func meanOf(n, all int) domain.Notes {
	if n == all {
		return nil
	}
	return domain.Notes{{Code: domain.NoteMeanOf, Arg: strconv.Itoa(n) + "/" + strconv.Itoa(all)}}
}

// holding finds series by what they are of.
type holding map[domain.Key]*series.Series

func hold(all []series.Series) holding {
	h := make(holding, len(all))
	for i := range all {
		h[keyOf(&all[i], all[i].Region)] = &all[i]
	}
	return h
}

// find is the series of a region that is of the kind of another;
// nil for none.
func (h holding) find(like *series.Based, region domain.RegionID) *series.Based {
	s := h[keyOf(&like.Series, region)]
	if s == nil {
		return nil
	}
	b := s.Based()
	return &b
}

func keyOf(s *series.Series, region domain.RegionID) domain.Key {
	return domain.Key{Indicator: s.Indicator.ID, Region: region, Gender: s.Gender, Breakdown: s.Breakdown}
}

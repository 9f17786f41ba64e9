package conclusion

import (
	"math"
	"reflect"
	"testing"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// of is a series with made-up values from 2000 on; NaN for none, −1 for one withheld.
func of(region domain.RegionID, values ...float64) series.Series {
	s := series.Series{Indicator: domain.Indicator{ID: "191", Unit: domain.UnitPercent}, Region: region, Gender: domain.Total}
	for i, v := range values {
		cell := domain.NewCell(v, math.NaN())
		switch {
		case v == -1:
			cell = domain.EmptyCell(domain.Suppressed)
		case math.IsNaN(v):
			cell = domain.EmptyCell(domain.Missing)
		}
		s.Points = append(s.Points, series.NewPoint(domain.Year(2000+i), cell))
	}
	return s
}

// What is not known is not concluded: of a series without values, of an area without
// one, of an area beside itself, of one alone that it is the highest.
func TestWhatIsNotConcluded(t *testing.T) {
	none := math.NaN()
	got := courses([]series.Series{of("maa"), of("kunta:179", none, none), of("kunta:249", none, 1.5, 2.5, none)}, new(session.Session))
	want := []lock.Conclusion{{Kind: lock.OfTrend, Indicator: "191", Region: "kunta:249", Years: "2001-2002", Last: "2.5", Direction: "too_few"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	maa := []series.Series{of("maa", 1.5)}
	beside := []compare.Benchmark{compare.Region(series.Area{ID: "maa"}, maa)}
	got = levels(compare.OfKind([]series.Series{of("maa", 1.5), of("kunta:179", none), of("kunta:249", -1), of("kunta:10", 2.0)}, beside, "2000", compare.Options{Level: 0.95}))
	want = []lock.Conclusion{
		{Kind: lock.OfLevel, Indicator: "191", Region: "kunta:249", Benchmark: "maa", Years: "2000", Last: "suppressed"},
		{Kind: lock.OfLevel, Indicator: "191", Region: "kunta:10", Benchmark: "maa", Years: "2000", Last: "2.0", Verdict: "no_interval", Rank: "1/2"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := levels(compare.OfKind([]series.Series{of("kunta:10", 2.0)}, nil, "2000", compare.Options{Level: 0.95})); len(got) != 1 || got[0].Rank != "" {
		t.Errorf("one alone: %+v", got)
	}
}

// Conclusions stand in one order, whatever that of what is shown, one of each.
func TestConclusionsAreInOrder(t *testing.T) {
	a, b := of("kunta:10", 1, 2, 3, 4), of("kunta:179", 4, 3, 2, 1)
	first := inOrder(courses([]series.Series{a, b, a}, new(session.Session)))
	if again := inOrder(courses([]series.Series{b, a}, new(session.Session))); !reflect.DeepEqual(first, again) || len(first) != 2 {
		t.Errorf("%+v, and in another order %+v", first, again)
	}
	female := a
	female.Gender = domain.Female
	if all := inOrder(courses([]series.Series{female, a}, new(session.Session))); len(all) != 2 || all[0].Gender != "" || all[1].Gender != domain.Female {
		t.Errorf("%+v", all)
	}
}

// An area is concluded to be of the class its value lies in, the first below the first
// limit; one without a value is of none.
func TestClasses(t *testing.T) {
	limits := between.Limits{At: []float64{1, 2}, Closed: between.ClosedBelow, Decimals: between.Unrounded}
	areas := []series.Series{of("kunta:10", 0.5), of("kunta:179", 2), of("kunta:249", math.NaN()), of("kunta:291", 1.5)}
	r := between.ClassesResult{Kinds: []between.KindClasses{{Series: areas, Classes: between.Classify(areas, "2000", limits)}}}
	var got []string
	for _, c := range classes(&r) {
		if c.Kind != lock.OfLevel || c.Years != "2000" {
			t.Errorf("%+v", c)
		}
		got = append(got, string(c.Region)+" "+c.Last+" "+c.Finding)
	}
	if want := []string{"kunta:10 0.5 1/3", "kunta:291 1.5 2/3", "kunta:179 2 3/3"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What moved is concluded of areas that have a value at both times, beside another than
// themselves.
func TestChanges(t *testing.T) {
	changed := func(region, benchmark string, v compare.Verdict) compare.Changed {
		s := of(domain.RegionID(region), 1, 2)
		b := s.Based()
		from, _ := b.At("2000")
		to, _ := b.At("2001")
		return compare.Changed{Change: compare.Change{Series: &b, From: from, To: to, Verdict: v, Benchmark: benchmark, Standing: compare.Higher}, Decimals: 1}
	}
	got := changes([]compare.Changed{
		changed("kunta:10", "maa", compare.Rose), changed("maa", "maa", compare.Rose), changed("kunta:179", "maa", compare.None), changed("kunta:249", "", compare.Fell),
	})
	want := []lock.Conclusion{
		{Kind: lock.OfChange, Indicator: "191", Region: "kunta:10", Benchmark: "maa", Years: "2000,2001", Last: "2.0", Verdict: "rose", Finding: "higher"},
		{Kind: lock.OfChange, Indicator: "191", Region: "kunta:249", Years: "2000,2001", Last: "2.0", Verdict: "fell", Finding: "higher"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

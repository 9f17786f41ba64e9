package between

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/series"
)

// The 23 municipalities of Keski-Suomi in 2015 by population (data/example;
// Statistics Finland through THL, Sotkanet.fi, ind. 127) as the regional plan of
// 2016 states them: one over 100,000, one under 1,000, 21 under 20,000, of which
// 18 under 10,000.
func TestClassesOf2015(t *testing.T) {
	checkClassesOf2015(t, one(t, loaded(t, "", "127", "kunta@maakunta:13/2015", example(t, "population.csv"))))
}

func checkClassesOf2015(t *testing.T, areas []series.Series) {
	t.Helper()
	c := Classify(areas, "2015", Limits{At: []float64{1000, 10000, 20000, 100000}, Closed: ClosedBelow, Decimals: Unrounded})
	var n, below []int
	for _, class := range c.Classes {
		n, below = append(n, len(class.Areas)), append(below, class.Below)
	}
	if c.N != 23 || !c.Whole || len(c.Missing.Areas)+len(c.Suppressed.Areas) != 0 || !slices.Equal(n, []int{1, 17, 3, 1, 1}) || !slices.Equal(below, []int{1, 18, 21, 22, 23}) {
		t.Errorf("%d areas: %v, cumulated %v", c.N, n, below)
	}
	if c.Classes[0].Areas[0].Region != "kunta:435" || c.Classes[4].Areas[0].Region != "kunta:179" { // Luhanka, Jyväskylä
		t.Errorf("smallest %s, greatest %s", c.Classes[0].Areas[0].Region, c.Classes[4].Areas[0].Region)
	}
	near(t, "share", c.Share(c.Classes[1]), 1700./23)
}

// A value at a limit goes to the class the limit belongs to, after rounding.
func TestClassOfALimit(t *testing.T) {
	for _, c := range []struct {
		value              float64
		decimals           int
		closedBelow, above int // places of the class for limits 16 and 24
	}{
		{16, Unrounded, 1, 0},
		{15.9, Unrounded, 0, 0},
		{16.1, Unrounded, 1, 1},
		{24, Unrounded, 2, 1},
		{24.05, Unrounded, 2, 2},
		{16.4, 0, 1, 0},
		{16.5, 0, 1, 1}, // 17
		{15.5, 0, 1, 0}, // 16
		{23.5, 0, 2, 1}, // 24
		{-1, Unrounded, 0, 0},
		{24.04, 1, 2, 1},
		{24.05, 1, 2, 2}, // 24.1, though the nearest float64 is below 24.05
	} {
		at := []float64{16, 24}
		if got := (Limits{at, ClosedBelow, c.decimals}).Class(c.value); got != c.closedBelow {
			t.Errorf("%v (%d decimals), closed below: class %d, want %d", c.value, c.decimals, got, c.closedBelow)
		}
		if got := (Limits{at, ClosedAbove, c.decimals}).Class(c.value); got != c.above {
			t.Errorf("%v (%d decimals), closed above: class %d, want %d", c.value, c.decimals, got, c.above)
		}
	}
}

func TestRounded(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     float64
	}{
		{1.005, 2, 1.01}, {2.675, 2, 2.68}, {1.0049999, 2, 1}, {0.5, 0, 1}, {-0.5, 0, -1}, {2.5, 0, 3}, {-0.04, 1, 0},
		{1e15, 2, 1e15}, {123456.5, 0, 123457}, {0, 3, 0}, {1e-9, 9, 1e-9}, {4.9e-10, 9, 0}, {16.45, Unrounded, 16.45},
	} {
		if got := (Limits{Decimals: c.decimals}).rounded(c.v); got != c.want || math.Signbit(got) != (c.want < 0) {
			t.Errorf("%v to %d decimals: %v, want %v", c.v, c.decimals, got, c.want)
		}
	}
}

func TestParseLimits(t *testing.T) {
	for list, want := range map[string][]float64{"1000, 10000": {1000, 10000}, "-5,0,16.5": {-5, 0, 16.5}, "1e3": {1000}, "1000,10000,100000": {1000, 10000, 100000}, "1 000, 10\u00a0000": {1000, 10000}} {
		if got, closed, err := ParseLimits(list); err != nil || closed != "" || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %q, %v", list, got, closed, err)
		}
	}
	for list, want := range map[string]Side{">=24": ClosedBelow, "<16": ClosedBelow, "≥ 16, ≥24": ClosedBelow, "<=16": ClosedAbove, "≤16,>24": ClosedAbove} {
		if got, closed, err := ParseLimits(list); err != nil || closed != want || got[len(got)-1] != 24 && got[0] != 16 {
			t.Errorf("%s: %v, %q, %v; want closed %s", list, got, closed, err, want)
		}
	}
	for list, want := range map[string]string{"": "not a number", "1000,x": `"x" is not a number`, "10,10": "does not come after 10", "20,10": "ascending", "NaN": "not a number", "1,Inf": "not a number", "<=16,>=24": "each kind by itself", "16,>=24": "each kind by itself", ">=": "not a number", "1.000,20.000": "write 1000 for thousands", "10,000": "begins with 0: write thousands as 10000", ">=1.000": "write 1000", "1000 000": "not a number"} {
		if _, _, err := ParseLimits(list); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", list, err, want)
		}
	}
	if _, err := ParseSide("left"); err == nil || !strings.Contains(err.Error(), "expected lower") {
		t.Errorf("side: %v", err)
	}
}

// What has no value is no class of size: missing, suppressed and counts alone
// stand apart, and a suppressed value is placed only where it can be in one
// class alone.
func TestClassesWithoutAValue(t *testing.T) {
	counts := share(2015, 3, 50)
	counts.Published, counts.Denominator = nan, series.Denominator{}
	areas := []series.Series{
		area(1, point(2015, 0)),
		area(2, point(2015, nan)),
		area(3, withheld(2015, series.Range{Low: 1, High: 4, Steps: 4})),
		area(4, withheld(2015, series.Range{Low: 8, High: 12, Steps: 5})),
		area(5, withheld(2015, series.Range{})),
		area(6, counts),
		area(7, point(2014, 5)),
		area(8),
	}
	c := Classify(areas, "2015", Limits{At: []float64{10}, Closed: ClosedBelow, Decimals: Unrounded})
	if len(c.Classes[0].Areas) != 2 || c.Classes[0].Notes.String() != "class_from_range:1" || c.N != 2 || len(c.Classes[1].Areas) != 0 || c.Classes[1].Below != 2 {
		t.Errorf("classes %+v", c.Classes)
	}
	if len(c.Missing.Areas) != 4 || c.Missing.Notes.String() != "counts_only" || len(c.Suppressed.Areas) != 2 || c.Suppressed.Notes.String() != "suppressed:2" {
		t.Errorf("missing %d (%s), suppressed %d (%s)", len(c.Missing.Areas), c.Missing.Notes, len(c.Suppressed.Areas), c.Suppressed.Notes)
	}
	if Latest(areas) != "2015" || Latest(areas[7:]) != "" {
		t.Errorf("latest %q", Latest(areas))
	}
	none := Classify(areas[7:], "", Limits{At: []float64{10}})
	if none.N != 0 || !math.IsNaN(none.Share(none.Classes[0])) {
		t.Errorf("nothing known: %+v", none)
	}
}

// Every area is in one place, in its class's limits, whatever their order.
func TestClassesProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		l := Limits{Closed: []Side{ClosedBelow, ClosedAbove}[r.IntN(2)], Decimals: r.IntN(3) - 1}
		for v := -5; v < 15; v++ {
			if r.IntN(4) == 0 {
				l.At = append(l.At, float64(v))
			}
		}
		var areas []series.Series
		for code := range r.IntN(40) {
			areas = append(areas, area(code, point(2015, float64(r.IntN(200)-50)/10)))
		}
		c := Classify(areas, "2015", l)
		n := 0
		for _, class := range c.Classes {
			n += len(class.Areas)
			if class.Below != n {
				t.Fatalf("cumulated %d, want %d", class.Below, n)
			}
			for _, s := range class.Areas {
				v := l.rounded(s.Value(&s.Points[0]))
				if v < class.Lower || v > class.Upper || v == class.Lower && l.Closed == ClosedAbove || v == class.Upper && l.Closed == ClosedBelow {
					t.Fatalf("%v is in %v to %v, closed %s", v, class.Lower, class.Upper, l.Closed)
				}
			}
		}
		if n != len(areas) || c.N != n {
			t.Fatalf("%d of %d areas in classes", n, len(areas))
		}
		r.Shuffle(len(areas), func(i, j int) { areas[i], areas[j] = areas[j], areas[i] })
		for i, class := range Classify(areas, "2015", l).Classes {
			if len(class.Areas) != len(c.Classes[i].Areas) {
				t.Fatal("the order of the areas matters")
			}
		}
	}
}

package axis

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure/canvas"
)

func TestScale(t *testing.T) {
	for _, tt := range []struct {
		name   string
		values []float64
		zero   bool
		want   string
	}{
		{"near zero begins there", []float64{0.6, 1.73, math.NaN()}, false, "0,0 0,5 1,0 1,5 2,0"},
		{"far from zero does not", []float64{66.9, 71.2}, false, "66 67 68 69 70 71 72"},
		{"unless asked to", []float64{66.9, 71.2}, true, "0 20 40 60 80"},
		{"both sides of zero", []float64{-5, 3}, false, "−6 −4 −2 0 2 4"},
		{"below zero", []float64{-90, -20}, false, "−100 −80 −60 −40 −20 0"},
		{"euros", []float64{3_100_000, 33_000_000}, false, "0 10 000 000 20 000 000 30 000 000 40 000 000"},
		{"tiny", []float64{0.001, 0.0004}, false, "0,0000 0,0002 0,0004 0,0006 0,0008 0,0010"},
		{"constant", []float64{5, 5}, false, "0 1 2 3 4 5"},
		{"all zero", []float64{0, 0}, false, "0,0 0,2 0,4 0,6 0,8 1,0"},
		{"no value", nil, false, "0,0 0,2 0,4 0,6 0,8 1,0"},
		{"one hundred per cent", []float64{12, 100}, false, "0 20 40 60 80 100"},
		{"a change in the last digit does not fill the axis", []float64{50.0, 50.1}, false, "49,0 49,5 50,0 50,5 51,0 51,5"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(NewScale(tt.values, tt.zero).Labels(domain.Finnish), " ")
			if want := strings.ReplaceAll(tt.want, " 000", "\u00a0000"); got != want {
				t.Errorf("ticks %q, want %q", got, want)
			}
		})
	}
}

func FuzzScaleCoversItsValues(f *testing.F) {
	f.Add(0.6, 1.73, false)
	f.Add(-1e14, 1e14, true)
	f.Add(1e-300, 2e-300, false)
	f.Fuzz(func(t *testing.T, a, b float64, zero bool) {
		if !canvas.Printable(a) || !canvas.Printable(b) {
			return
		}
		sc := NewScale([]float64{a, b}, zero)
		ticks := sc.Ticks()
		if n := len(ticks); n < 4 || n > 7 {
			t.Fatalf("%g and %g: %d ticks", a, b, n)
		}
		for _, v := range []float64{a, b} {
			if over := sc.step * 1e-6; v < ticks[0]-over || v > ticks[len(ticks)-1]+over {
				t.Fatalf("%g is not within %v", v, ticks)
			}
		}
		if zero && !slices.Contains(ticks, 0) {
			t.Fatalf("no zero among %v", ticks)
		}
	})
}

func TestYearTicks(t *testing.T) {
	for _, tt := range []struct {
		name        string
		first, last float64
		width       float64 // of the plot
		want        []int
	}{
		{"every year", 2012, 2019, 320, []int{2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019}},
		{"every other year", 2000, 2014, 300, []int{2000, 2002, 2004, 2006, 2008, 2010, 2012, 2014}},
		{"every other year, counted from the last", 1995, 2021, 330, []int{1995, 1997, 1999, 2001, 2003, 2005, 2007, 2009, 2011, 2013, 2015, 2017, 2019, 2021}},
		{"the first is off the beat", 1996, 2021, 320, []int{1997, 1999, 2001, 2003, 2005, 2007, 2009, 2011, 2013, 2015, 2017, 2019, 2021}},
		{"a longer step", 1993, 2022, 300, []int{1995, 2000, 2005, 2010, 2015, 2022}},
		{"a round year gives way to the last", 1991, 2021, 320, []int{1995, 2000, 2005, 2010, 2015, 2021}},
		{"no multiple but the ends", 2011, 2014, 25, []int{2011, 2014}},
		{"round years, not thirds of the span", 2004, 2022, 100, []int{2005, 2010, 2015, 2022}},
		{"long", 1751, 2021, 300, []int{1800, 1850, 1900, 1950, 2021}},
		{"one", 2019, 2019, 300, []int{2019}},
		{"no room for two", 2018, 2019, 10, []int{2019}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := YearTicks(tt.first, tt.last, tt.width/math.Max(tt.last-tt.first, 1), 24)
			if !slices.Equal(got, tt.want) {
				t.Errorf("ticks %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSpanning(t *testing.T) {
	// Shares of one decimal: a change of a tenth does not fill the figure.
	for _, tt := range []struct {
		values    []float64
		span      float64
		low, high float64
	}{
		{[]float64{6.8, 7}, 1, 6.4, 7.4},
		{[]float64{6.8, 9}, 1, 6.5, 9},
		{[]float64{-7, -6.8}, 1, -7.4, -6.4},
		{[]float64{0.3, 0.4}, 1, 0, 1},
		{[]float64{3, 3}, 1, 0, 3},
	} {
		if sc := Spanning(tt.values, false, tt.span); math.Abs(sc.Low-tt.low) > 1e-9 || math.Abs(sc.High-tt.high) > 1e-9 {
			t.Errorf("%v spanning %g: %g to %g, want %g to %g", tt.values, tt.span, sc.Low, sc.High, tt.low, tt.high)
		}
	}
}

func TestShort(t *testing.T) {
	for _, tt := range []struct {
		high float64
		lang domain.Lang
		want string
		word string
	}{
		{6, domain.Finnish, "0 1 2 3 4 5 6", ""},
		{800_000, domain.Finnish, "0 200\u00a0000 400\u00a0000 600\u00a0000 800\u00a0000", ""},
		{6_000_000, domain.Finnish, "0 1 2 3 4 5 6", "milj."},
		{1_400_000, domain.Swedish, "0,0 0,5 1,0 1,5", "mn"},
		{40_000_000, domain.English, "0 10 20 30 40", "million"},
		{2_000_000_000, domain.English, "0.0 0.5 1.0 1.5 2.0", "bn"},
	} {
		labels, word := NewScale([]float64{0, tt.high}, true).Short(tt.lang)
		if got := strings.Join(labels, " "); got != tt.want || word != tt.word {
			t.Errorf("to %g in %s: %q and %q, want %q and %q", tt.high, tt.lang, got, word, tt.want, tt.word)
		}
	}
}

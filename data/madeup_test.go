package data

import (
	"math"
	"testing"
)

// wiggle is w(t) of the example's README.
func wiggle(t int) int { return 7*t%11 - 5 }

// The made-up visits follow their formula, and counts and values agree: the
// value is the count per 1 000 children, rounded to one decimal.
func TestMadeUpVisits(t *testing.T) {
	formula := map[string]struct{ start, slope, wiggle, children, change float64 }{
		"2483;658": {60, 9.5, 0.8, 830000, -2500},
		"2483;612": {30, 12.2, 1.8, 41000, -150},
		"2484;658": {150, 16.5, 1.2, 320000, -600},
		"2484;612": {90, 20.5, 2.4, 18000, -80},
	}
	rows := example(t, "madeup-visits.csv")
	if len(rows) != 4*21 {
		t.Errorf("%d rows, want 84", len(rows))
	}
	for _, row := range rows {
		f, ok := formula[row[0]+";"+row[1]]
		if !ok {
			t.Errorf("no formula for %v", row)
			continue
		}
		year := number(t, row[2]) - 1994
		children := f.children + f.change*year
		value := f.start + f.slope*year + f.wiggle*float64(wiggle(int(year)))
		if got := number(t, row[4]); math.Abs(got-value) > 1e-9 {
			t.Errorf("%v: value %v, want %v", row, got, value)
		}
		count := number(t, row[5])
		if math.Abs(count-value*children/1000) > 0.5+1e-9 {
			t.Errorf("%v: count %v, want %v", row, count, value*children/1000)
		}
		if back := math.Round(count/children*10000) / 10; math.Abs(back-value) > 0.05+1e-9 {
			t.Errorf("%v: the count gives %v per 1 000", row, back)
		}
	}
}

func TestMadeUpCosts(t *testing.T) {
	rows := example(t, "madeup-costs.csv")
	if len(rows) != 27 {
		t.Errorf("%d rows, want 27", len(rows))
	}
	for _, row := range rows {
		year := int(number(t, row[2]))
		since := year - 1997
		want := 3000 + 400*min(since, 14) - 500*max(0, since-14) + 30*wiggle(since)
		if row[0] == "3375" {
			want = 17000 + 1875*(year-2006) + 120*wiggle(year-2006)
		}
		if got := number(t, row[4]); got != float64(want) {
			t.Errorf("%v: %v, want %d", row, got, want)
		}
	}
}

package revision

import (
	"fmt"
	"math"
	"testing"

	"kuvio/internal/panel"
)

// Indicator 191, Laukaa and Keski-Suomi: the shares of 2012–2015 as SOTKAnet had them in
// 2024 (1.7 % of Keski-Suomi in 2014); what they are corrected to is made up.
func TestSizes(t *testing.T) {
	steady := func(value, count float64) []cell {
		return []cell{{"kunta:179", 2012, 1.7, 420}, {"kunta:179", 2013, 1.8, 440}, {"kunta:179", 2014, value, count}, {"kunta:179", 2015, 1.7, 430}}
	}
	for _, tt := range []struct {
		name               string
		value, count       float64 // of 2014, before
		newValue, newCount float64
		size, times        float64 // times 0 for none
		apart              bool
	}{
		{"four times", 1.7, 425, 6.8, 1700, 3, 4, false},
		{"over four times those beside it", 1.7, 425, 7.3, 1825, 3.29, 4.29, true},
		{"a fourth", 1.7, 425, 0.4, 100, 3.25, 4.25, true},
		{"it was apart before", 8, 2000, 7.5, 1875, 0.07, 1.07, false},
		{"a little", 1.7, 425, 1.8, 450, 0.06, 1.06, false},
		{"few events", 0.1, 2, 0.4, 8, 0, 4, false},
		{"from zero", 0, 0, 1.7, 425, 1, 0, false},
		{"a value alone", 1.7, nan, 3.4, nan, 1, 2, false},
		{"a count alone", nan, 425, nan, 850, 1, 2, false},
		{"a count is added", 1.7, nan, nan, 425, 0, 1, false},
		{"below zero", -1, nan, -3, nan, 2, 3, false},
		{"over zero", -1, nan, 1, nan, 1.18, 0, false},
		{"the count alone was corrected", 1.7, 425, 1.7, 430, 0, 1, false},
	} {
		after, replaced := merge(t, makePanel(t, steady(tt.value, tt.count)), []cell{{"kunta:179", 2014, tt.newValue, tt.newCount}})
		changes := NewWalk(after, nil).Back(replaced, "2015")
		if len(changes) != 1 {
			t.Errorf("%s: %d changes", tt.name, len(changes))
			continue
		}
		c := changes[0]
		times, _ := c.Times()
		if math.Abs(c.Size-tt.size) > 0.006 || c.Apart != tt.apart || math.Abs(times-tt.times) > 0.006 {
			t.Errorf("%s: size %.3f, apart %v, times %.3f; want %v, %v, %v", tt.name, c.Size, c.Apart, times, tt.size, tt.apart, tt.times)
		}
	}
}

// What a change of division moved, and what was withdrawn, are no corrections.
func TestDivisionHasNoSize(t *testing.T) {
	tenfold := func(a, y int) (float64, float64) { v, c := plain(a, y); return 10*v + 10, c * 10 }
	after, replaced := merge(t, makePanel(t, grid("kunta", 22, 2000, 2020, plain)), grid("kunta", 22, 2000, 2019, tenfold))
	for _, c := range NewWalk(after, nil).Back(replaced, "2020") {
		if c.Cause != Division || c.Size != 0 || c.Apart {
			t.Fatalf("%+v", c)
		}
	}
}

// The years beside a figure are those that stood after its import, not later ones.
func TestBesideIsOfTheTime(t *testing.T) {
	first := makePanel(t, []cell{{"kunta:179", 2013, 1.7, nan}, {"kunta:179", 2014, 1.7, nan}, {"kunta:179", 2015, 1.7, nan}})
	second, replaced2 := merge(t, first, []cell{{"kunta:179", 2014, 8, nan}})
	third, replaced3 := merge(t, second, []cell{{"kunta:179", 2013, 8, nan}, {"kunta:179", 2015, 8, nan}})
	w := NewWalk(third, nil)
	var apart []string
	for _, replaced := range []*panel.Panel{replaced3, replaced2} {
		for _, c := range w.Back(replaced, "2015") {
			apart = append(apart, fmt.Sprint(c.Key.Period, " ", c.Apart))
		}
	}
	if got := fmt.Sprint(apart); got != "[2013 false 2015 false 2014 true]" {
		t.Error(got)
	}
}

func TestUnusual(t *testing.T) {
	for _, tt := range []struct {
		size, past float64
		apart      bool
		want       bool
	}{
		{0.3, 0.1, false, true},
		{0.3, 0, false, false}, // nothing to hold it against
		{0.3, 0.4, false, false},
		{0.2, 0.1, false, false}, // little
		{0.2, 0.4, true, true},
	} {
		r := Revised{Change: Change{Size: tt.size, Apart: tt.apart}, Past: tt.past}
		if r.Unusual() != tt.want {
			t.Errorf("%+v", tt)
		}
	}
}

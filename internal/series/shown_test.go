package series

import (
	"testing"

	"kuvio/internal/domain"
)

// What is asked for is shown, of numbers of persons too where they are means;
// else what was published, and one more from counts.
func TestShown(t *testing.T) {
	three := 3
	for _, c := range []struct {
		unit      domain.Unit
		asked     *int
		published int
		computed  bool
		want      int
	}{
		{domain.UnitPercent, nil, 1, false, 1},
		{domain.UnitPercent, nil, 1, true, 2},
		{domain.UnitPercent, &three, 1, true, 3},
		{domain.UnitPercent, new(int), 1, true, 0},
		{domain.UnitCount, &three, 0, false, 0},
		{domain.UnitCount, &three, 0, true, 3},
		{domain.UnitCount, &three, 1, false, 1},
		{domain.UnitEuroPerInhabitant, &three, 0, false, 0},
		{domain.UnitPercent, new(int), 1, false, 0},
	} {
		s := Series{Indicator: domain.Indicator{Unit: c.unit}, Asked: c.asked}
		if got := s.Shown(c.published, c.computed); got != c.want {
			t.Errorf("%s published with %d, computed %v: shown with %d, want %d", c.unit, c.published, c.computed, got, c.want)
		}
	}
}

// What is only published has no more decimals than that, what its count makes has.
func TestFinest(t *testing.T) {
	three := 3
	for want, p := range map[int]Point{
		1: NewPoint("2020", domain.NewCell(2.5, nan)),
		3: NewPoint("2020", domain.NewCell(2.5, 50)).Over(exactly(2000)),
	} {
		s := Series{Indicator: domain.Indicator{Unit: domain.UnitPercent}, Asked: &three, Points: []Point{p}}
		if got := s.Shown(1, false); got != want {
			t.Errorf("%+v: shown with %d, want %d", p, got, want)
		}
	}
}

// The decimals asked for change no step that analyses round by.
func TestAskedChangesNoStep(t *testing.T) {
	one, five := 1, 5
	plain := Series{Indicator: domain.Indicator{Unit: domain.UnitPercent, Decimals: &one}, Basis: AsPublished, Points: []Point{NewPoint("2020", domain.NewCell(1.2, nan))}}
	asked := plain
	asked.Asked = &five
	a, b := plain.Based(), asked.Based()
	if a.Step(&a.Points[0]) != 0.1 || b.Step(&b.Points[0]) != 0.1 || b.Decimals() != 1 {
		t.Errorf("steps %v and %v, %d decimals; want 0.1 and 1", a.Step(&a.Points[0]), b.Step(&b.Points[0]), b.Decimals())
	}
}

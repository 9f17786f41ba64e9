package trend

import (
	"errors"
	"fmt"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// monthly is a series of months from January 2018; NaN is left out.
func monthly(values ...float64) series.Based {
	s := series.Series{Indicator: domain.Indicator{Unit: domain.UnitCount}}
	for i, v := range values {
		if v == v {
			period := domain.Period(fmt.Sprintf("%d-%02d", 2018+i/12, i%12+1))
			s.Points = append(s.Points, series.NewPoint(period, domain.NewCell(v, v)))
		}
	}
	return s.On(series.AsPublished)
}

// wave are n values about a level, one above and one below in turn.
func wave(n int, level float64) (values []float64) {
	for i := range n {
		values = append(values, level+float64(1-2*(i%2)))
	}
	return values
}

// The limits stay those of the first twelve months, so that what comes after is
// judged by them.
func TestControlLocksItsBaseline(t *testing.T) {
	c, err := ControlOf(monthly(append(wave(12, 10), wave(8, 20)...)...), ControlOptions{})
	if err != nil || len(c.Phases) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	p := c.Phases[0]
	if p.N != 12 || p.Mean != 10 || p.Trial || p.First != "2018-01" || p.Last != "2018-12" {
		t.Errorf("%+v, want the limits of 2018", p)
	}
	for i, pt := range p.Points {
		if out := pt.Signals&stats.BeyondLimit != 0; out != (i >= 12) {
			t.Errorf("%s: %v", pt.Period, pt.Signals)
		}
	}
	if short, _ := ControlOf(monthly(wave(8, 10)...), ControlOptions{}); !short.Phases[0].Trial || !short.Phases[0].Known || short.Phases[0].N != 8 {
		t.Errorf("%+v, want trial limits of eight", short.Phases)
	}
	if few, err := ControlOf(monthly(1, 2, 3), ControlOptions{}); err != nil || few.Phases[0].Known {
		t.Errorf("%+v, %v: of three values there are no limits", few.Phases, err)
	}
}

func TestControlBeginsAnew(t *testing.T) {
	values := append(wave(12, 10), wave(12, 20)...)
	c, err := ControlOf(monthly(values...), ControlOptions{Rebase: []domain.Period{"2019-01"}})
	if err != nil || len(c.Phases) != 2 || c.Phases[1].Mean != 20 || c.Phases[1].First != "2019-01" {
		t.Fatalf("%+v, %v, want a second phase from 2019", c.Phases, err)
	}
	for _, phase := range c.Phases {
		for _, pt := range phase.Points {
			if pt.Signals != 0 {
				t.Errorf("%s: %v within its own phase", pt.Period, pt.Signals)
			}
		}
	}
	broken := monthly(values...)
	broken.Breaks = []domain.Period{"2019"}
	if c, _ := ControlOf(broken, ControlOptions{}); len(c.Phases) != 2 {
		t.Errorf("%d phases, want one on each side of the break", len(c.Phases))
	}
	named, err := ControlOf(monthly(values...), ControlOptions{From: "2019-01", To: "2019-12"})
	if err != nil || named.Phases[0].Mean != 20 || named.Phases[0].Points[0].Signals == 0 {
		t.Errorf("%+v, %v, want the limits of 2019", named.Phases, err)
	}
	if _, err := ControlOf(monthly(values...), ControlOptions{From: "2010-01", To: "2010-12"}); err == nil {
		t.Error("a baseline without a value was taken")
	}
}

// Six and six values on one side with a month missing between are no run of twelve.
func TestControlCountsNothingOverAGap(t *testing.T) {
	values := append(wave(12, 10), 11, 11, 11, 11, nan, 11, 11, 11, 11)
	c, err := ControlOf(monthly(values...), ControlOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, pt := range c.Phases[0].Points {
		if pt.Signals&stats.OneSide != 0 {
			t.Errorf("%s is part of a run", pt.Period)
		}
	}
}

func TestControlOfYearsNeedsABaseline(t *testing.T) {
	s := series.Series{Indicator: domain.Indicator{Unit: domain.UnitCount}}
	for i, v := range wave(14, 10) {
		s.Points = append(s.Points, series.NewPoint(domain.Year(2005+i), domain.NewCell(v, v)))
	}
	yearly := s.On(series.AsPublished)
	if _, err := ControlOf(yearly, ControlOptions{}); !errors.Is(err, ErrYearly) {
		t.Errorf("error %v, want %v", err, ErrYearly)
	}
	if c, err := ControlOf(yearly, ControlOptions{From: "2005", To: "2012"}); err != nil || c.Phases[0].N != 8 || c.Phases[0].Trial {
		t.Errorf("%+v, %v", c.Phases, err)
	}
}

package series

import (
	"math"
	"testing"

	"kuvio/internal/domain"
)

// 934 of 54,082 is one of the values 1/540.82 % apart, 1.7 one of those 0.1
// apart.
func TestStepOfAValue(t *testing.T) {
	people := exactly(54082)
	s := Series{Indicator: domain.Indicator{Unit: domain.UnitPercent}, Points: []Point{
		NewPoint("2013", domain.NewCell(1.8, nan)), NewPoint("2014", domain.NewCell(1.7, 934)).Over(people), NewPoint("2015", domain.EmptyCell(domain.Missing)),
	}}
	for basis, want := range map[Basis][]float64{AsComputed: {0.1, 100.0 / 54082}, AsPublished: {0.1, 0.1}} {
		b := s.On(basis)
		_, y := b.Values()
		got := b.Steps()
		if len(got) != len(y) || !near(got[0], want[0]) || !near(got[1], want[1]) || b.Step(&b.Points[1]) != got[1] {
			t.Errorf("basis %d: steps %v, want %v", basis, got, want)
		}
	}
	// A number of people, published or counted, is whole.
	n := Series{Indicator: domain.Indicator{Unit: domain.UnitCount}, Points: []Point{NewPoint("2013", domain.NewCell(180, nan)), NewPoint("2014", domain.NewCell(nan, 175))}}
	b := n.Based()
	if got := b.Steps(); len(got) != 2 || got[0] != 1 || got[1] != 1 {
		t.Errorf("steps of numbers %v, want 1", got)
	}
}

// A group is of as many people as its members together, and what is derived
// from rounded values is known no better than they are.
func TestStepOfAGroup(t *testing.T) {
	share := domain.Indicator{Unit: domain.UnitPercent}
	at := func(value, count float64, d Denominator) contribution {
		return contribution{point: NewPoint("2014", domain.NewCell(value, count)).Over(d)}
	}
	for name, c := range map[string]struct {
		members []contribution
		want    float64
	}{
		"exact":   {[]contribution{at(2, 20, exactly(1000)), at(1, 30, exactly(3000))}, 100.0 / 4000},
		"derived": {[]contribution{at(20, 200, derive(domain.NewCell(20, 200), 100, 0)), at(30, 300, derive(domain.NewCell(30, 300), 100, 0))}, 500/(200/.205+300/.305) - 500/(200/.195+300/.295)},
	} {
		want := c.want
		if name == "derived" {
			want *= 100
		}
		p := together("2014", c.members, share, 0)
		s := Series{Indicator: share, Points: []Point{p}}
		b := s.Based()
		if got := b.Step(&b.Points[0]); !near(math.Abs(got), math.Abs(want)) {
			t.Errorf("%s: step %v, want %v", name, got, want)
		}
	}
}

// Some years with a count among others without: a note says how many are only
// published, and the ends of the series do not change a value.
func TestMixedBasisIsSaid(t *testing.T) {
	s := Series{Indicator: domain.Indicator{Unit: domain.UnitPercent}, Points: []Point{
		NewPoint("2012", domain.NewCell(1.7, nan)), NewPoint("2013", domain.NewCell(1.8, nan)), NewPoint("2014", domain.NewCell(1.7, 934)).Over(exactly(54082)),
	}}
	b := s.Based()
	if got := b.Notes.String(); got != "some_rounded:2" {
		t.Errorf("notes %q", got)
	}
	for _, p := range []int{0, 2} {
		at := Valued{b.Points[p], b.Value(&b.Points[p])}
		if b.NotesAt(at).Has(domain.NoteSomeRounded) {
			t.Errorf("%s says of itself what is said of the series: %s", at.Period, b.NotesAt(at))
		}
	}
	if published := s.On(AsPublished); len(published.Notes) != 0 {
		t.Errorf("published, it says %q", published.Notes)
	}
}

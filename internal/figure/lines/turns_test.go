package lines

import (
	"math/rand/v2"
	"testing"
)

// Wherever a single line turns, its label finds a place clear of the line, the
// ring and the other labels, inside the plot.
func TestTurnLabelsKeepClear(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		s := Series{Label: "Keski-Suomi"}
		y := 20.0
		for year := range 24 {
			y = max(0, y+r.NormFloat64())
			s.Points = append(s.Points, Point{1998 + float64(year), y})
		}
		for _, i := range []int{4 + r.IntN(3), 12, 17 + r.IntN(3)} {
			s.Turns = append(s.Turns, Turn{s.Points[i].X, s.Points[i].Y, "2012"})
		}
		p, _ := laidOut(t, Content{Series: []Series{s}}, 16, 9)
		p.placeTurns()
		for i, turn := range p.turns {
			for _, line := range p.segments() {
				if turn.box.Crosses(line.from, line.to) {
					t.Fatalf("%v: the label of turn %d stands on the line", s.Points, i)
				}
			}
			for j, other := range p.turns {
				if i != j && turn.box.Overlaps(other.box) || turn.box.Overlaps(other.ring()) {
					t.Fatalf("%v: the label of turn %d stands on turn %d", s.Points, i, j)
				}
			}
			if !p.outer.Contains(turn.box) {
				t.Fatalf("%v: the label of turn %d leaves the plot", s.Points, i)
			}
		}
	}
}

// The label stands on the outside of the bend.
func TestTurnsDown(t *testing.T) {
	for _, tt := range []struct {
		name string
		s    Series
		turn Turn
		want bool
	}{
		{"a peak", Series{Points: yearly(2000, 1, 3, 2)}, Turn{2001, 3, ""}, true},
		{"a trough", Series{Points: yearly(2000, 3, 1, 2)}, Turn{2001, 1, ""}, false},
		{"rising, then steady", Series{Points: yearly(2000, 1, 3, 3.1)}, Turn{2001, 3, ""}, true},
		{"beside a missing year", Series{Points: yearly(2000, 3, none, 1, none, 3)}, Turn{2002, 1, ""}, false},
		{"the trend, not the noise", Series{Points: yearly(2000, 1, 1, 1), Fit: []Point{{1995, 0}, {2001, 1}, {2007, 0}}}, Turn{2001, 1, ""}, true},
		{"the first point", Series{Points: yearly(2000, 1, 3)}, Turn{2000, 1, ""}, true},
	} {
		if got := tt.s.turnsDown(tt.turn); got != tt.want {
			t.Errorf("%s: turns down %t, want %t", tt.name, got, tt.want)
		}
	}
}

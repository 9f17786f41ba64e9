package figure

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSpread(t *testing.T) {
	for _, tt := range []struct {
		name      string
		slots     []slot
		low, high float64
		want      []float64
		ok        bool
	}{
		{"far apart: nothing moves", []slot{{20, 10}, {80, 10}}, 0, 100, []float64{20, 80}, true},
		{"two alike share the move", []slot{{50, 10}, {50, 10}}, 0, 100, []float64{45, 55}, true},
		{"order of values, not of the list", []slot{{52, 10}, {48, 10}}, 0, 100, []float64{55, 45}, true},
		{"kept within the bounds", []slot{{2, 10}, {99, 10}}, 0, 100, []float64{5, 95}, true},
		{"a pile at an edge", []slot{{0, 10}, {0, 10}, {0, 10}}, 0, 100, []float64{5, 15, 25}, true},
		{"blocks that meet join", []slot{{40, 20}, {40, 20}, {62, 20}}, 0, 100, []float64{27.333333333333336, 47.333333333333336, 67.33333333333333}, true},
		{"too much for the room", []slot{{5, 60}, {5, 60}}, 0, 100, []float64{30, 90}, false},
		{"nothing", nil, 0, 100, []float64{}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := spread(tt.slots, tt.low, tt.high)
			near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
			if !slices.EqualFunc(got, tt.want, near) || ok != tt.ok {
				t.Errorf("spread = %v, %t; want %v, %t", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestSpreadKeepsApartAndInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		slots := make([]slot, 1+r.IntN(6))
		for i := range slots {
			slots[i] = slot{r.Float64()*120 - 10, 5 + r.Float64()*10}
		}
		middles, ok := spread(slots, 0, 100)
		if !ok {
			t.Fatalf("%v: at most 90 of 100 points did not fit", slots)
		}
		for i, a := range slots {
			if middles[i]-a.height/2 < -1e-9 || middles[i]+a.height/2 > 100+1e-9 {
				t.Fatalf("%v: label %d stands at %g, outside", slots, i, middles[i])
			}
			for j, b := range slots {
				if i != j && math.Abs(middles[i]-middles[j]) < (a.height+b.height)/2-1e-9 {
					t.Fatalf("%v: labels %d and %d overlap at %v", slots, i, j, middles)
				}
				if a.want < b.want && middles[i] > middles[j] {
					t.Fatalf("%v: labels %d and %d changed places: %v", slots, i, j, middles)
				}
			}
		}
	}
}

// laidOut is the plot a figure would be drawn with, and its labels.
func laidOut(t *testing.T, l Lines, w, h float64) (*plot, *endLabels) {
	t.Helper()
	s := newSheet(Figure{WidthCM: w, HeightCM: h, DPI: minDPI, Lang: "fi"})
	p := newPlot(s, l, box{marginX, marginTop, s.width - marginX, s.height - marginBottom})
	labels := s.endLabels(l, p.last)
	if err := p.layout(labels); err != nil {
		t.Fatal(err)
	}
	return p, labels
}

func TestEndLabelsDoNotOverlap(t *testing.T) {
	for _, size := range [][2]float64{{16, 9}, {24, 12}, {12, 7}} {
		for _, l := range []Lines{crowded(maakunnat...), placements(), awkward()["alike ends"].Content.(Lines), awkward()["early ends"].Content.(Lines)} {
			p, labels := laidOut(t, l, size[0], size[1])
			var taken []box
			for _, placed := range p.placeColumn(labels.labels) {
				if placed.box.x0 < p.area.x1 {
					t.Errorf("%q stands on the plot", placed.text)
				}
				if !p.outer.grown(0.01).contains(placed.box) {
					t.Errorf("%q at %v is cut by %v", placed.text, placed.box, p.outer)
				}
				for _, other := range taken {
					if placed.box.overlaps(other) {
						t.Errorf("%q overlaps another label", placed.text)
					}
				}
				taken = append(taken, placed.box)
			}
		}
	}
}

func TestBoxCrosses(t *testing.T) {
	b := box{10, 10, 20, 20}
	for _, tt := range []struct {
		from, to point
		want     bool
	}{
		{point{0, 15}, point{30, 15}, true},
		{point{0, 0}, point{30, 30}, true},
		{point{12, 12}, point{13, 13}, true},
		{point{15, 15}, point{15, 15}, true},
		{point{0, 0}, point{0, 0}, false},
		{point{0, 25}, point{30, 25}, false},
		{point{0, 15}, point{9, 15}, false},
		{point{0, 12}, point{12, 0}, false},
	} {
		if got := b.crosses(tt.from, tt.to); got != tt.want {
			t.Errorf("%v to %v crosses %v: %t, want %t", tt.from, tt.to, b, got, tt.want)
		}
	}
}

func TestMeet(t *testing.T) {
	for _, tt := range []struct {
		a, b, c, d point
		want       bool
	}{
		{point{0, 0}, point{10, 10}, point{0, 10}, point{10, 0}, true},
		{point{5, 0}, point{5, 10}, point{0, 5}, point{5, 5}, true}, // a corner on the line
		{point{5, 0}, point{5, 10}, point{6, 5}, point{9, 5}, false},
		{point{5, 0}, point{5, 4}, point{0, 5}, point{9, 5}, false},
		{point{0, 0}, point{10, 10}, point{5, 5}, point{5, 5}, true},
		{point{0, 0}, point{10, 10}, point{5, 6}, point{5, 6}, false},
	} {
		if got := meet(tt.a, tt.b, tt.c, tt.d); got != tt.want {
			t.Errorf("%v–%v meets %v–%v: %t, want %t", tt.a, tt.b, tt.c, tt.d, got, tt.want)
		}
	}
}
